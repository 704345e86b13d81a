// The fields of a form: what is written in them becomes a body for the API, what the API knows is filled
// in, and what it refuses is said at the field that it names. Each field knows its members of the body.

export const field = (id) => document.querySelector(`#${id}`);
const pathsOf = (input) => input.dataset.paths.split(" ");

// What is written in the fields that are offered within an element, in the shape of a body.
export function written(within) {
  const body = {};
  for (const input of within.querySelectorAll("[data-paths]")) {
    const text = input.matches(":disabled") ? "" : input.value.trim();
    if (text) for (const path of pathsOf(input)) put(body, path.split("."), text);
  }
  return body;
}

function put(object, [name, ...deeper], text) {
  if (deeper.length === 0) object[name] = text;
  else put(object[name] ??= {}, deeper, text);
}

// Puts what a body says into the fields that are offered within an element, and empties those that it says
// nothing of.
export function fillFrom(body, within) {
  for (const input of within.querySelectorAll("[data-paths]:enabled")) {
    const known = pathsOf(input)[0].split(".").reduce((object, name) => object?.[name], body);
    if (known !== undefined || input.matches("input")) input.value = known ?? "";
  }
}

// Fills in what is known of the person, where nothing is written yet.
export function prefill(known) {
  for (const [id, value] of Object.entries(known)) {
    if (field(id) && value && !field(id).value) field(id).value = value;
  }
}

// What the API refused, as pairs of the member of the body and what is wrong with it.
export function refusals({ errorName, data = [], description = "", parameters }) {
  if (errorName !== "invalid_input") return [[parameters?.field, description]];
  return data.map((sentence) => [sentence.split(" ", 1)[0], sentence.slice(sentence.indexOf(" ") + 1)]);
}

// Shows what the API refused at the fields that it names; false if it names none of the page's.
export function refuseFields(answer) {
  const inputs = [...document.querySelectorAll("[data-paths]")];
  acceptFields();
  for (const [path, rule] of refusals(answer)) {
    const input = inputs.find((one) => !one.matches(":disabled") && pathsOf(one).includes(path));
    if (input) refuse(input, rule);
  }
  const first = inputs.find((input) => input.hasAttribute("aria-invalid"));
  first?.focus();
  return Boolean(first);
}

const refusedOf = (input) => field(`${input.id}-refused`);

function refuse(input, rule) {
  input.setAttribute("aria-invalid", "true");
  refusedOf(input).querySelector("span").textContent = rule;
  refusedOf(input).hidden = false;
}

// Takes back what was said of fields.
export function acceptFields() {
  for (const input of document.querySelectorAll("[data-paths][aria-invalid]")) {
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
