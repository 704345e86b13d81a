// The page behind the link: reveals the panel that fits, and answers for the person who is signed in.
//
// It holds no words: every sentence is in the page already, in its language. It writes only when a
// form is submitted by someone who is signed in; without a token there is nothing that it could send.
// An answer keeps its request id while it is repeated, so that it is carried out once at most.

import { addressOf, finishSignIn, forget, session, signIn, takeFlow } from "./sign-in.js";

const PATIENCE_MILLISECONDS = 15_000;
const TERMS_CHANGED = "tandem.terms-changed";
const RELOADED = "tandem.reloaded";

const page = document.querySelector("main").dataset;
const status = document.querySelector("#status");
const confirmed = document.querySelector("#confirmed");
const reason = document.querySelector("#reason");
const slot = (name) => document.querySelector(`[data-slot="${name}"]`);
const panel = (name) => document.querySelector(`[data-panel="${name}"]`);

// Shows one panel and hides the others. The focus goes to its heading, unless the reader should
// first come by what stands above it.
function show(name, { focus = true } = {}) {
  for (const section of document.querySelectorAll("[data-panel]")) {
    section.hidden = section.dataset.panel !== name;
  }
  status.textContent = "";
  if (name !== "pending" && name !== "declining") document.querySelector("#notice")?.setAttribute("hidden", "");
  if (focus) panel(name).querySelector("h2").focus();
}

function busy(text) {
  status.textContent = text;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
}

function idle() {
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  document.querySelector("#accept button[type=submit]").disabled = !confirmed.checked;
}

// What the "try again" button repeats.
let again = () => location.reload();

// Calls the API for the request of this page. Whatever isn't an answer (no network, no JSON) counts
// as status 0 or keeps its status with an empty body.
async function call(method, verb, { body, requestId } = {}) {
  const path = `/v1/relationships/requests/${page.key}${verb}`;
  const headers = { authorization: `Bearer ${session()?.token}`, "ms-requestid": requestId };
  if (body) headers["content-type"] = "application/json";
  try {
    const answer = await fetch(document.body.dataset.api + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}

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
  const open = request.state === "pending";
  if (open !== (page.open === "true") && once(RELOADED)) return location.reload();
  sessionStorage.removeItem(RELOADED);
  if (request.url) {
    for (const text of document.querySelectorAll("[data-own-state]")) {
      text.hidden = text.dataset.ownState !== request.state;
    }
    return show("own");
  }
  // What would be granted is read before the decision, so the focus doesn't jump over it.
  return show(request.state, { focus: focus || !open });
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
  if (body.errorName === "reseller_not_enrolled") {
    const link = slot("enrollment");
    const [address] = body.data ?? [];
    link.hidden = !/^https?:\/\//.test(address ?? "");
    if (!link.hidden) link.href = address;
    return show("not-enrolled");
  }
  slot("request-number").textContent = requestId;
  slot("request-number").parentElement.hidden = false;
  return show("not-done");
}

// Accepts or declines. `answer` is repeated as it is, request id included.
async function act(answer) {
  if (!session()) return show("session-ended");
  busy(status.dataset.working);
  const result = await call("POST", answer.verb, answer);
  idle();
  if (result.status === 200) {
    for (const open of document.querySelectorAll("[data-while-open]")) open.hidden = true;
    return show(answer.done);
  }
  if (result.status === 409 && result.body.errorName === "terms_changed") {
    sessionStorage.setItem(TERMS_CHANGED, page.key);
    return location.reload();
  }
  if (result.status === 410) return load({ focus: true });
  if (result.status === 400 && answer.verb === "/decline") {
    show("declining", { focus: false });
    return refuseReason(true);
  }
  again = () => act(answer);
  return showRefusal(result, answer.requestId);
}

function accept(event) {
  event.preventDefault();
  if (!confirmed.checked) return;
  const body = { termsDigest: page.termsDigest, confirmed: true };
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

async function goToSignIn(anotherAccount) {
  busy(status.dataset.signingIn);
  try {
    await signIn(page.key, anotherAccount);
  } catch {
    idle();
    show("sign-in-failed");
  }
}

const actions = {
  "sign-in": () => goToSignIn(false),
  "switch-account": () => goToSignIn(true),
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

function startInvitation() {
  const region = document.querySelector("[data-country]");
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "region" });
  region.textContent = names.of(region.dataset.country);

  for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", actions[button.dataset.action]);
  }
  document.querySelector("#accept").addEventListener("submit", accept);
  document.querySelector("#decline").addEventListener("submit", decline);
  confirmed.addEventListener("change", idle);
  idle();

  if (sessionStorage.getItem(TERMS_CHANGED) === page.key) {
    document.querySelector("#notice").hidden = false;
    document.querySelector("#notice h2").focus();
  }
  sessionStorage.removeItem(TERMS_CHANGED);
  load();
}

async function startSignedIn() {
  status.textContent = status.dataset.signingIn;
  const answer = new URLSearchParams(location.search);
  history.replaceState(null, "", location.pathname);
  const flow = takeFlow();
  try {
    await finishSignIn(flow, answer);
    location.replace(addressOf(flow.key));
  } catch {
    const back = slot("back");
    back.hidden = !flow;
    if (flow) back.href = addressOf(flow.key);
    show("sign-in-failed");
  }
}

// A page that the browser kept and shows again may be out of date, its buttons still waiting.
addEventListener("pageshow", (event) => event.persisted && location.reload());

if (page.page === "signed-in") startSignedIn();
else startInvitation();
