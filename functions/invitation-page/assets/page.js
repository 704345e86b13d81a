// The page behind the link: reveals the panel that fits, and answers for the person who is signed in.
//
// It holds no words: every sentence is in the page already, in its language. It writes only when a
// form is submitted by someone who is signed in; without a token there is nothing that it could send.
// An answer keeps its request id while it is repeated, so that it is carried out once at most.

import { offerActions } from "./actions.js";
import { call as callApi } from "./api.js";
import { consents, isComplete, offer, setNeeds, showResults } from "./consents.js";
import { nameCountries, prefill, refuseFields } from "./fields.js";
import { busy, idle as enable, show as showPanel, showNotDone, slot, status } from "./panels.js";
import { claim, forget, moveHome, session, tenant } from "./sign-in.js";

const TERMS_CHANGED = "tandem.terms-changed";
const RELOADED = "tandem.reloaded";
// What the API refuses with when the page no longer shows how things stand.
const CHANGED = ["service_held", "organisation_missing", "agreement_not_accepted"];
const PATHS = {
  indirect_partnership: "/v1/relationships/requests",
  customer_relationship: "/v1/customers/relationshiprequests",
};

const page = document.querySelector("main").dataset;
const reason = document.querySelector("#reason");
const call = (method, verb, options) => callApi(method, `${PATHS[page.kind]}/${page.key}${verb}`, options);

// A notice stands beside what is decided, and goes with it.
function show(name, options) {
  const deciding = name === "pending" || name === "declining";
  if (!deciding) for (const notice of document.querySelectorAll("[data-notice]")) notice.hidden = true;
  offer(name === "pending");
  showPanel(name, options);
  idle();
}

function showNotice(name) {
  const notice = document.querySelector(`[data-notice="${name}"]`);
  notice.hidden = false;
  notice.querySelector("h2").focus();
}

function idle() {
  enable();
  document.querySelector("#accept button[type=submit]").disabled = !isComplete();
}

// What the "try again" button repeats.
let again = () => location.reload();

// Shows how things stand; true if an answer can be given.
async function load({ focus } = {}) {
  if (!session()) return show("sign-in", { focus: false });
  slot("account").textContent = session().account;
  document.querySelector(".account").hidden = false;
  const requestId = crypto.randomUUID();
  busy(status.dataset.working);
  const answer = await call("GET", "", { requestId });
  idle();
  if (answer.status === 200) return showRequest(answer.body, focus);
  again = load;
  return showRefusal(answer, requestId);
}

function showRequest(request, focus = false) {
  const open = request.state === "pending" || request.state === "open";
  if (open !== (page.open === "true") && once(RELOADED)) return location.reload();
  sessionStorage.removeItem(RELOADED);
  if (request.url || request.sender?.tenantId === tenant()) {
    for (const text of document.querySelectorAll("[data-own-state]")) {
      text.hidden = text.dataset.ownState !== request.state;
    }
    return show("own");
  }
  setNeeds(request.acceptance);
  showResults(request.granted);
  const { account } = session();
  const email = account?.includes("@") ? account : "";
  prefill({ email, "first-name": claim("given_name"), "last-name": claim("family_name") });
  // What would be granted is read before the decision, so the focus doesn't jump over it.
  show(open ? "pending" : request.state, { focus: focus || !open });
  return open;
}

// A refusal's own panel. Not found means: not for this account, and nothing more.
function showRefusal({ status: code, body }, requestId) {
  if (code === 401) {
    forget();
    return show("session-ended");
  }
  if (code === 403) return show("wrong-role");
  if (code === 404) return show("other-account");
  if (body.errorName === "different_cloud_or_region") return show("other-region");
  if (body.errorName === "already_partners") return show("accepted");
  if (body.errorName === "reseller_not_enrolled") {
    const link = slot("enrollment");
    const [address] = body.data ?? [];
    link.hidden = !/^https?:\/\//.test(address ?? "");
    if (!link.hidden) link.href = address;
    return show("not-enrolled");
  }
  for (const notice of document.querySelectorAll("[data-notice]")) notice.hidden = true;
  offer(false);
  return showNotDone(requestId);
}

// Accepts or declines. `answer` is repeated as it is, request id included.
async function act(answer) {
  if (!session()) return show("session-ended");
  busy(status.dataset.working);
  const result = await call("POST", answer.verb, answer);
  idle();
  const { errorName, parameters } = result.body;
  if (result.status === 200) {
    showResults(result.body.granted);
    closeTerms();
    return show(answer.done);
  }
  if (errorName === "terms_changed") {
    sessionStorage.setItem(TERMS_CHANGED, page.key);
    return location.reload();
  }
  if (result.status === 410) return showOver(parameters?.state);
  if (result.status === 400 && answer.verb === "/decline") {
    show("declining", { focus: false });
    return refuseReason(true);
  }
  if (CHANGED.includes(errorName) || parameters?.field === "organisation") return showChanged();
  if (answer.verb === "/accept" && refuseFields(result.body)) {
    status.textContent = "";
    return undefined;
  }
  again = () => act(answer);
  return showRefusal(result, answer.requestId);
}

function closeTerms() {
  for (const open of document.querySelectorAll("[data-while-open]")) open.hidden = true;
}

// What only the moment of accepting shows isn't in what is read.
function showOver(state) {
  if (state !== "no_longer_partners") return load({ focus: true });
  closeTerms();
  return show(state);
}

// Reads again what is needed, and says that it isn't what it was.
async function showChanged() {
  if (await load({ focus: true })) showNotice("changed");
}

function accept(event) {
  event.preventDefault();
  if (!isComplete()) return;
  const body = { termsDigest: page.termsDigest, confirmed: true, ...consents() };
  act({ verb: "/accept", body, done: "authorized-now", requestId: crypto.randomUUID() });
}

function refuseReason(refused) {
  reason.setAttribute("aria-invalid", String(refused));
  document.querySelector("#reason-refused").hidden = !refused;
  if (refused) reason.focus();
}

function decline(event) {
  event.preventDefault();
  refuseReason(false);
  const text = reason.value.trim();
  const body = text ? { reason: text } : {};
  act({ verb: "/decline", body, done: "declined-now", requestId: crypto.randomUUID() });
}

const actions = {
  "open-decline": () => show("declining"),
  "close-decline": () => show("pending"),
  "retry": () => again(),
};

// True the first time for this request, so that a page and an API that differ never reload for ever.
function once(name) {
  const first = sessionStorage.getItem(name) !== page.key;
  sessionStorage.setItem(name, page.key);
  return first;
}

async function start() {
  nameCountries();
  const [language] = document.documentElement.lang.split("-");
  prefill({ language, culture: /^[a-z]{2,3}-[A-Z]{2}$/.test(navigator.language) ? navigator.language : "" });
  offerActions(actions, show);
  const form = document.querySelector("#accept");
  form.addEventListener("submit", accept);
  form.addEventListener("change", idle);
  document.querySelector("#decline")?.addEventListener("submit", decline);
  idle();
  if (sessionStorage.getItem(TERMS_CHANGED) === page.key) showNotice("terms-changed");
  sessionStorage.removeItem(TERMS_CHANGED);
  await load();
}

if (!moveHome(page.place)) start();
