// The fields of whoever accepts and of a company that isn't known yet, and what is wrong with them.

const field = (id) => document.querySelector(`#${id}`);
const text = (id) => field(id).value.trim() || undefined;

export function contactOf() {
  return {
    firstName: text("first-name"), lastName: text("last-name"), email: text("email"), phoneNumber: text("phone"),
  };
}

export function profileOf() {
  const { firstName, lastName, email, phoneNumber } = contactOf();
  return {
    companyName: text("company-name"),
    domain: text("domain"),
    organizationRegistrationNumber: text("registration-number"),
    email,
    culture: text("culture"),
    language: text("language"),
    defaultAddress: {
      country: text("country"),
      city: text("city"),
      addressLine1: text("address-line1"),
      addressLine2: text("address-line2"),
      postalCode: text("postal-code"),
      state: text("state"),
      firstName,
      lastName,
      phoneNumber,
    },
  };
}

// Fills in what is known of the person, where nothing is written yet.
export function prefill(known) {
  for (const [id, value] of Object.entries(known)) {
    if (field(id) && value && !field(id).value) field(id).value = value;
  }
}

// Shows what the API refused at the fields that it names; false if it names none of the page's.
export function refuseFields({ errorName, data = [], description = "", parameters }) {
  const named = errorName === "invalid_input"
    ? data.map((sentence) => [sentence.split(" ", 1)[0], sentence.slice(sentence.indexOf(" ") + 1)])
    : [[parameters?.field, description]];
  const inputs = [...document.querySelectorAll("[data-paths]")];
  accept(inputs);
  for (const [path, rule] of named) {
    const input = inputs.find((one) => !one.matches(":disabled") && one.dataset.paths.split(" ").includes(path));
    if (input) refuse(input, rule);
  }
  const first = inputs.find((input) => input.hasAttribute("aria-invalid"));
  first?.focus();
  return Boolean(first);
}

const refusedOf = (input) => document.querySelector(`#${input.id}-refused`);

function refuse(input, rule) {
  input.setAttribute("aria-invalid", "true");
  refusedOf(input).querySelector("span").textContent = rule;
  refusedOf(input).hidden = false;
}

function accept(inputs) {
  for (const input of inputs) {
    input.removeAttribute("aria-invalid");
    refusedOf(input).hidden = true;
  }
}

// Writes countries by their names, and those to choose from in the order of the names.
export function nameCountries() {
  const { lang } = document.documentElement;
  const names = new Intl.DisplayNames([lang], { type: "region" });
  for (const country of document.querySelectorAll("[data-country]")) {
    country.textContent = names.of(country.dataset.country);
  }
  const list = field("country");
  if (!list) return;
  const [none, ...countries] = list.options;
  for (const country of countries) country.text = names.of(country.value);
  const { compare } = new Intl.Collator(lang);
  // A list whose options move chooses one by itself; nobody's country is guessed.
  const { value } = list;
  list.replaceChildren(none, ...countries.sort((one, other) => compare(one.text, other.text)));
  list.value = value;
}
