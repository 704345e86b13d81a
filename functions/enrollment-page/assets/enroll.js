// The page on which a company enrolls: shows how its enrollment stands, and saves and submits its
// application for the person who is signed in.
//
// It holds no words: every sentence is in the page already, in its language. What the API tells is put
// in as text, never as markup. Each act keeps its request ids while it is repeated, so that it is
// carried out once at most.

import { offerActions } from "./actions.js";
import { call } from "./api.js";
import * as form from "./application.js";
import { busy, idle, show as showPanel, showNotDone, slot, status } from "./panels.js";
import { claim, forget, session, tenant } from "./sign-in.js";

const ENROLLMENTS = "/v1/enrollments";
// What the API refuses with when the page no longer shows how things stand.
const CHANGED = ["enrollment_exists", "wrong_enrollment_state", "etag_stale"];

const page = document.querySelector("main").dataset;
const moment = new Intl.DateTimeFormat(document.documentElement.lang, {
  year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
});
const DAY_SECONDS = 86_400;

// The organisation's enrollment as the API told it last, null if it has none.
let enrollment = null;
// Whose it is; known still when the sign-in has ended.
let organisation = null;
// What the "try again" button repeats.
let again = () => load();

function show(name, { notice, ...options } = {}) {
  for (const one of document.querySelectorAll("[data-notice]")) one.hidden = one.dataset.notice !== notice;
  showPanel(name, { focus: !notice, ...options });
  if (notice) document.querySelector(`[data-notice="${notice}"] h2`).focus();
}

// As the token names them; it is the API that decides (Z10).
function isGlobalAdmin() {
  const roles = [claim(page.rolesClaim)].flat().join(" ").split(/[\s,[\]"]+/);
  return roles.some((role) => role.replaceAll("_", "").toLowerCase() === "globaladmin");
}

// --- Reading ---

// Shows how things stand now.
async function load(options = {}) {
  if (!session()) return show("sign-in", { focus: false });
  organisation = tenant();
  slot("account").textContent = session().account;
  document.querySelector(".account").hidden = false;
  const requestId = crypto.randomUUID();
  busy(status.dataset.working);
  const answer = await call("GET", ENROLLMENTS, { requestId });
  if (answer.status === 200) {
    // An operator is told of everybody's.
    const isOwn = (one) => one.tenantId === organisation?.toLowerCase();
    enrollment = answer.body.items?.find(isOwn) ?? null;
    if (enrollment) showEnrollment(options);
    else await showBeginning(options);
    return idle();
  }
  idle();
  again = () => load();
  return showRefusal(answer, requestId);
}

// A company that hasn't begun: it may be a partner by another way, or a customer whose profile is known (E8).
async function showBeginning(options) {
  const read = (path) => call("GET", path, { requestId: crypto.randomUUID() });
  const [partner, customer] = await Promise.all([
    read("/v1/profiles/mpn"), read(`/v1/customers/${encodeURIComponent(organisation)}`),
  ]);
  if (partner.status === 200) return show("partner-already");
  if (!isGlobalAdmin()) return show("wrong-role");
  form.begin();
  if (customer.status === 200) form.isKnownAs(customer.body);
  form.restore(organisation);
  return show("application", options);
}

// --- Showing ---

function showEnrollment(options) {
  const { state } = enrollment;
  if (state === "draft") return showForm(options);
  fillGaps(enrollment);
  for (const buttons of document.querySelectorAll("[data-acts]")) buttons.hidden = !isGlobalAdmin();
  return show(state, options);
}

function showForm(options) {
  if (!isGlobalAdmin()) return show("wrong-role");
  form.fill(enrollment);
  form.restore(organisation);
  return show("application", options);
}

const written = (time) => (time ? moment.format(new Date(time)) : "");

function fill(gaps) {
  for (const [name, text] of Object.entries(gaps)) {
    for (const gap of document.querySelectorAll(`[data-slot="${name}"]`)) gap.textContent = text;
  }
}

function fillGaps({ legalBusiness, mpnId, stateSince, confirmationExpirationDate: expires, rejectionReason }) {
  const gaps = {
    company: legalBusiness.companyName, email: legalBusiness.primaryContact.email, "mpn-id": mpnId,
    since: written(stateSince), expires: written(expires), reason: rejectionReason ?? "",
  };
  fill(gaps);
  document.querySelector('[data-when="link-over"]').hidden = !expires || new Date(expires) > new Date();
}

// What the API says when as many links as may be were sent, and from when on there is room for another.
function showLater({ retryAfter }) {
  fillGaps(enrollment);
  fill({ until: written(Date.now() + (retryAfter ?? DAY_SECONDS) * 1000) });
  const isOut = enrollment.state === "email_unverified";
  document.querySelector('[data-when="link-out"]').hidden = !isOut;
  document.querySelector('[data-when="not-submitted"]').hidden = isOut;
  return show("later");
}

// --- Saving and submitting ---

// An act is made of steps, each with its request id; those that are done aren't repeated.
function press(submits) {
  form.keep(organisation);
  const body = { ...form.application(), ...etagOf(enrollment) };
  const saving = enrollment
    ? { method: "PUT", path: `${ENROLLMENTS}/${enrollment.id}`, body }
    : { method: "POST", path: ENROLLMENTS, body };
  return run([saving, ...(submits ? [submitting()] : [])], submits ? undefined : "saved");
}

const submitting = () => ({ method: "POST", verb: "/submit" });
const etagOf = (known) => (known?.attributes?.etag ? { attributes: { etag: known.attributes.etag } } : {});

async function run(steps, notice) {
  for (const step of steps) step.requestId ??= crypto.randomUUID();
  busy(status.dataset.working);
  while (steps.length > 0) {
    const [step] = steps;
    // What is submitted is what was saved: a colleague's change in between isn't.
    step.body ??= etagOf(enrollment);
    const path = step.path ?? `${ENROLLMENTS}/${enrollment.id}${step.verb}`;
    const answer = await call(step.method, path, step);
    if (answer.status !== 200 && answer.status !== 201) {
      idle();
      return refuse(answer, { steps, notice });
    }
    enrollment = answer.body;
    form.letGo();
    steps.shift();
  }
  idle();
  return showEnrollment({ notice });
}

function refuse(answer, { steps, notice }) {
  const [{ requestId }] = steps;
  const { errorName } = answer.body;
  if (CHANGED.includes(errorName)) {
    form.letGo();
    return load({ notice: "changed" });
  }
  if (errorName === "already_enrolled") return show("partner-already");
  if (errorName === "too_many_confirmations") return showLater(answer);
  again = () => run(steps, notice);
  const isOfTheForm = answer.status >= 400 && answer.status < 500 && ![401, 403, 429].includes(answer.status);
  return isOfTheForm && errorName ? refuseForm(answer.body) : showRefusal(answer, requestId);
}

function refuseForm(body) {
  // Whatever sent it, what is wrong is changed in the form.
  if (document.querySelector('[data-panel="application"]').hidden) showForm();
  if (form.refuse(body)) {
    for (const notice of document.querySelectorAll("[data-notice]")) notice.hidden = true;
    status.textContent = "";
    return undefined;
  }
  return show("application", { notice: "refused" });
}

function showRefusal({ status: code }, requestId) {
  if (code === 401) {
    forget();
    return show("session-ended");
  }
  if (code === 403) return show("wrong-role");
  return showNotDone(requestId);
}

offerActions({
  "retry": () => again(),
  "reload": () => load(),
  "change": () => showForm(),
  "send-again": () => run([submitting()], "sent-again"),
  "give-company": () => form.offerCompany(true),
}, show);
document.querySelector("#application").addEventListener("submit", (event) => {
  event.preventDefault();
  press(event.submitter?.value === "submit");
});
// What is written goes along into another language.
document.querySelector(".languages").addEventListener("click", () => {
  if (!document.querySelector('[data-panel="application"]').hidden) form.keep(organisation);
});
load({ focus: false });
