// The partner relationships of whoever is signed in: reads them from the API, shows them, and takes
// privileges back once that is confirmed. A partner sees its own part at a customer instead.
//
// It holds no words: every sentence is in the page already, in its language. What the API tells is put
// in as text, never as markup. Without a token there is nothing that it could send.

import { offerActions } from "./actions.js";
import { call } from "./api.js";
import { busy, idle, show, showNotDone, slot, status } from "./panels.js";
import { addressOf, forget, session, tenant } from "./sign-in.js";

const page = document.querySelector("main").dataset;
const dialog = document.querySelector("#take-back");
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
const copy = (form) => document.querySelector(`#${form}`).content.firstElementChild.cloneNode(true);
const part = (element, name) => element.querySelector(`[data-slot="${name}"]`);

// --- Reading ---

// A customer sees its partners (A1), and a partner its part. Who is nobody's customer sees who holds
// privileges in its tenant.
async function read(requestId) {
  const customer = encodeURIComponent(page.customer ?? tenant() ?? "");
  const partners = customer
    ? await call("GET", `/v1/customers/${customer}/relationships`, { requestId })
    : { status: 404 };
  if (page.customer) return { ...partners, list: "dealings" };
  if (partners.status !== 404) return { ...partners, list: "partners" };
  return { ...await call("GET", "/v1/delegatedaccess", { requestId }), list: "holders" };
}

// Shows what there is now; gives whether there was something to show.
async function load({ focus = true } = {}) {
  if (!session()) {
    show("sign-in", { focus: false });
    return false;
  }
  if (page.customer === tenant()) {
    location.replace(addressOf("/relationships"));
    return false;
  }
  slot("account").textContent = session().account;
  document.querySelector(".account").hidden = false;
  const requestId = crypto.randomUUID();
  busy(status.dataset.working);
  const { status: code, body, list } = await read(requestId);
  idle();
  if (code !== 200) {
    showRefusal(code, requestId);
    return false;
  }
  fillList(list, partnersIn[list](body));
  show(list, { focus });
  return true;
}

function showRefusal(code, requestId) {
  if (code === 401) {
    forget();
    return show("session-ended");
  }
  if (code === 403) return show("wrong-role");
  if (code === 404) return show("unknown");
  return showNotDone(requestId);
}

const partnersIn = {
  partners: ({ items }) => items,
  dealings: ({ own, items }) => (own ? [own, ...items] : items),
  holders: ({ items }) => partnersOf(items),
};

// Privileges come one by one, and are shown by the partner that holds them.
function partnersOf(privileges) {
  const partners = new Map();
  for (const { tenantId, name, mpnId, ...privilege } of privileges) {
    if (!partners.has(tenantId)) partners.set(tenantId, { tenantId, name, mpnId, delegatedAdmin: [] });
    partners.get(tenantId).delegatedAdmin.push(privilege);
  }
  return [...partners.values()];
}

// --- Showing ---

function fillList(list, partners) {
  const section = document.querySelector(`[data-panel="${list}"]`);
  part(section, "list").replaceChildren(...partners.map((partner, number) => cardOf(partner, list, number)));
  part(section, "nobody").hidden = partners.length > 0;
}

function cardOf(partner, list, number) {
  const card = copy("partner");
  const name = part(card, "name");
  const privileges = partner.delegatedAdmin ?? [];
  name.id = `partner-${number}`;
  name.textContent = partner.name;
  name.dataset.tenant = partner.tenantId;
  card.setAttribute("aria-labelledby", name.id);
  inRow(card, "mpn-id", partner.mpnId, (row) => row.textContent = partner.mpnId);
  inRow(card, "role", partner.role, (row) => {
    for (const role of row.children) role.hidden = role.dataset.role !== partner.role;
  });
  inRow(card, "since", partner.since, (time) => fillTime(time, partner.since));
  inRow(card, "reseller-of-record", partner.resellerOfRecord?.length, namesOf(partner.resellerOfRecord));
  inRow(card, "support-contact", partner.supportContact?.length, namesOf(partner.supportContact));
  // What its fellows hold is no partner's business.
  part(card, "held").hidden = !partner.delegatedAdmin && list === "dealings";
  part(card, "without").hidden = privileges.length > 0;
  const rows = privileges.map((privilege, row) => serviceOf({ partner, list, privilege }, name.id, row));
  part(card, "services").replaceChildren(...rows);
  const all = card.querySelector('[data-action="take-back-all"]');
  if (all) all.parentElement.hidden = privileges.length === 0;
  offer(all, { partner, list }, `${name.id}-all ${name.id}`);
  return card;
}

// A line of what a partner is, left out where there is nothing to say.
function inRow(card, name, known, fill) {
  const row = part(card, name);
  row.closest("div").hidden = !known;
  if (known) fill(row);
}

function fillTime(time, moment) {
  time.dateTime = moment;
  time.textContent = day.format(new Date(moment));
}

const namesOf = (subscriptions) => (row) => row.replaceChildren(...subscriptions.map((subscription) => {
  const line = document.createElement("li");
  line.textContent = subscription.friendlyName || subscription.subscriptionId;
  return line;
}));

function serviceOf(choice, partnerId, number) {
  const { privilege } = choice;
  const row = copy("service");
  const service = part(row, "service");
  const id = `${partnerId}-${number}`;
  service.id = `${id}-service`;
  service.textContent = privilege.serviceName ?? privilege.service;
  fillTime(part(row, "since"), privilege.since);
  const granter = part(row, "granted-by");
  granter.textContent = privilege.grantedBy?.name ?? "";
  granter.parentElement.hidden = !granter.textContent;
  offer(row.querySelector("button"), choice, `${id} ${service.id} ${partnerId}`);
  return row;
}

// A button names, for who can't see where it stands, also what it is about.
function offer(button, choice, names) {
  if (!button) return;
  [button.id] = names.split(" ");
  button.setAttribute("aria-labelledby", names);
  button.addEventListener("click", () => ask(choice));
}

// --- Taking back (A3) ---

// What the open question is about. It keeps its request id while it is repeated, so that it is carried
// out once at most.
let asked = null;

function ask(choice) {
  asked = { ...choice, requestId: crypto.randomUUID() };
  const fits = ["", choice.list, choice.privilege ? "one" : "all"];
  for (const sentence of dialog.querySelectorAll("[data-when]")) {
    sentence.hidden = !fits.includes(sentence.dataset.when);
  }
  fillGaps(dialog, choice);
  showProblem(null);
  dialog.querySelector('[data-action="confirm"]').hidden = false;
  dialog.showModal();
}

function fillGaps(element, { partner, privilege }) {
  for (const gap of element.querySelectorAll('[data-slot="partner"]')) gap.textContent = partner.name;
  const service = privilege && (privilege.serviceName ?? privilege.service);
  for (const gap of element.querySelectorAll('[data-slot="service"]')) gap.textContent = service ?? "";
}

function showProblem(name) {
  for (const problem of dialog.querySelectorAll("[data-problem]")) problem.hidden = problem.dataset.problem !== name;
}

async function confirm() {
  if (!asked) return;
  const choice = asked;
  const { partner, privilege, requestId } = choice;
  const service = privilege ? `?service=${encodeURIComponent(privilege.service)}` : "";
  const path = `/v1/delegatedaccess/${encodeURIComponent(partner.tenantId)}${service}`;
  const progress = part(dialog, "progress");
  busy("");
  showProblem(null);
  progress.textContent = progress.dataset.working;
  const answer = await call("DELETE", path, { requestId });
  progress.textContent = "";
  idle();
  if (answer.status === 200) return finish(choice);
  if (answer.status === 401) {
    dialog.close();
    return showRefusal(401, requestId);
  }
  part(dialog, "refused-request").textContent = requestId;
  // A role that may not won't do so by trying again.
  dialog.querySelector('[data-action="confirm"]').hidden = answer.status === 403;
  return showProblem(answer.status === 403 ? "role" : "not-done");
}

// Shows what is left, says what was done, and goes back to the partner that it was about.
async function finish(choice) {
  dialog.close();
  if (!await load()) return;
  const said = copy(`taken-back-${choice.privilege ? "one" : "all"}`);
  fillGaps(said, choice);
  status.replaceChildren(said);
  const names = [...document.querySelectorAll("h3[data-tenant]")];
  names.find((name) => name.dataset.tenant === choice.partner.tenantId)?.focus();
}

offerActions({
  "retry": () => load(),
  "confirm": confirm,
  "keep": () => dialog.close(),
});
// What is under way is waited for.
dialog?.addEventListener("cancel", (event) => part(dialog, "progress").textContent && event.preventDefault());
// It is told late: by then the next question may be open.
dialog?.addEventListener("close", () => { if (!dialog.open) asked = null; });
load({ focus: false });
