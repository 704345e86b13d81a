// The form of an application: what is known goes into it, what is written comes out of it, and what is
// wrong with it is said where it is wrong.

import { acceptFields, field, fillFrom, nameCountries, prefill, refusals, refuseFields, written } from "./fields.js";
import { slot } from "./panels.js";
import { claim, session } from "./sign-in.js";

// What was written when the sign-in ended, for this tab and this organisation only.
const KEPT = "tandem.application";
const form = document.querySelector("#application");
const known = document.querySelector("#known");
const summary = document.querySelector("#problems");
const ofCompany = ["company", "contact"].map((part) => document.querySelector(`#${part}`));

// Lines of an address that other clients write and the form doesn't show: they stay while the country does.
const UNSHOWN = ["addressLine3", "district", "region"];
let filled = {};

// The body of a call. What is left out because the company is known (E8) isn't in it.
export function application() {
  const body = written(form);
  const address = body.legalBusiness?.address;
  if (address && address.country === filled.country) {
    for (const name of UNSHOWN) if (filled[name]) address[name] = filled[name];
  }
  return body;
}

// Offers an empty form, with what the sign-in tells of the person.
export function begin() {
  const { account } = session();
  prefill({
    email: account?.includes("@") ? account : "",
    "first-name": claim("given_name"),
    "last-name": claim("family_name"),
  });
}

export function fill(enrollment) {
  offerCompany(true);
  acceptAll();
  fillFrom(enrollment, form);
  filled = enrollment.legalBusiness.address;
}

// E8: a customer's company needn't give again what is known; if it wants to, it begins with that.
export function isKnownAs({ companyProfile = {}, billingProfile = {} }) {
  const { firstName, lastName, phoneNumber, ...address } = billingProfile.defaultAddress ?? {};
  const contact = { firstName, lastName, phoneNumber, email: billingProfile.email };
  const { companyName, domain } = companyProfile;
  const legalBusiness = { companyName, address, primaryContact: contact };
  for (const part of ofCompany) fillFrom({ domain, legalBusiness }, part);
  filled = address;
  slot("known-company").textContent = companyName ?? "";
  slot("known-email").textContent = contact.email ?? "";
  offerCompany(false);
}

export function offerCompany(on) {
  known.hidden = on;
  for (const part of ofCompany) part.hidden = part.disabled = !on;
}

// --- What is wrong ---

export function acceptAll() {
  acceptFields();
  for (const problem of form.querySelectorAll("[data-problem]")) problem.hidden = true;
  summary.hidden = true;
}

// Beside the buttons of a form that is longer than a screen.
function summarize() {
  const wrong = form.querySelectorAll("[data-paths]:enabled:invalid, [data-paths][aria-invalid]:enabled");
  slot("problems").textContent = wrong.length;
  summary.hidden = wrong.length === 0;
}

// Says what the API refused at its fields; false if the form has none of them, with the sentences for a
// notice.
export function refuse(answer) {
  acceptAll();
  const problem = form.querySelector(`[data-problem="${CSS.escape(answer.errorName ?? "")}"]`);
  if (problem) {
    problem.hidden = false;
    const input = field("mpn-id");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `mpn-id-hint mpn-id-refused ${problem.id}`);
    summarize();
    input.focus();
    return true;
  }
  if (/^partner_id_/.test(answer.errorName)) {
    return isRefused({ description: answer.description, parameters: { field: "mpnId" } });
  }
  const named = refusals(answer).map(([path]) => path ?? "");
  const isHidden = (path) => ofCompany.some((part) => part.disabled && ownsPath(part, path));
  if (named.some(isHidden)) offerCompany(true);
  if (isRefused(answer)) return true;
  slot("refused").replaceChildren(...sentences(answer));
  return false;
}

function isRefused(answer) {
  const isSaid = refuseFields(answer);
  summarize();
  return isSaid;
}

// A member that is missing as a whole counts as each of those within it.
const ownsPath = (part, path) => path !== "" && [...part.querySelectorAll("[data-paths]")].some(
  (input) => input.dataset.paths === path || input.dataset.paths.startsWith(`${path}.`),
);

function sentences({ data = [], description }) {
  return (data.length > 0 ? data : [description]).filter(Boolean).map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  });
}

// --- Over a sign-in ---

export function keep(tenant) {
  const offersCompany = known.hidden;
  sessionStorage.setItem(KEPT, JSON.stringify({ tenant, offersCompany, body: application() }));
}

export const letGo = () => sessionStorage.removeItem(KEPT);

// Puts back what was written before the sign-in ended; somebody else's organisation never sees it.
export function restore(tenant) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept?.tenant !== tenant) return letGo();
  offerCompany(kept.offersCompany);
  return fillFrom(kept.body, form);
}

// What the browser finds wrong keeps the form from being submitted, field by field.
form.addEventListener("invalid", summarize, true);
form.addEventListener("input", () => summary.hidden || summarize());
nameCountries();
