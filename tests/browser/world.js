// The demo world, as a script of a provider or a reseller sees it: people, tokens, requests, mails.

import assert from "node:assert/strict";
import { tokenOf } from "./newcomers.js";

export const BASE = process.env.TANDEM_URL ?? "http://127.0.0.1:3000";

const demo = await (await fetch(`${BASE}/demo.json`)).json();

const isAdmin = (one) => one.roles.includes("admin_agent");

// An admin agent of an organisation, if it has one.
export const adminOf = (organisation) =>
  demo.people.find((one) => one.tenantId === organisation.tenantId && isAdmin(one));

// Somebody of it who may read, but not answer.
export const lesserOf = (organisation) => demo.people.find(
  (one) => one.tenantId === organisation.tenantId && !isAdmin(one) && !one.roles.includes("global_admin"),
);

// An admin agent of none of these organisations.
export const strangerTo = (...organisations) => demo.people.find(
  (one) => isAdmin(one) && !organisations.some((own) => own.tenantId === one.tenantId),
);

// A provider and an enrolled reseller of the same cloud and country, with the people that the tests need.
export function pair() {
  const providers = demo.organisations.filter((one) => one.kind === "indirect_provider" && adminOf(one));
  const resellers = demo.organisations.filter(
    (one) => one.kind === "indirect_reseller" && one.enrolled && adminOf(one) && lesserOf(one),
  );
  for (const provider of providers) {
    const near = (one) => one.cloud === provider.cloud && one.country === provider.country;
    const reseller = resellers.find(near);
    if (reseller) return { provider, reseller };
  }
  throw new Error("the demo world has no pair to test with");
}

// Somebody who lives there, by the e-mail address.
export const resident = (email) => demo.people.find((one) => one.email === email);

// The organisation of somebody who lives there.
export const organisationOf = (who) => demo.organisations.find((one) => one.tenantId === who.tenantId);

async function signedIn(who) {
  if (who.isNewcomer) return tokenOf(who, `${BASE}/idp`);
  const answer = await fetch(`${BASE}/idp/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "password", username: who.email, password: "demo" }),
  });
  return (await answer.json()).access_token;
}

export async function call(who, method, path, body) {
  const token = await signedIn(who);
  const answer = await fetch(`${BASE}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

// A call that has to work: its answer.
export async function does(who, method, path, body) {
  const { status, body: answer } = await call(who, method, path, body);
  assert(status < 300, `${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

// A fresh request of the provider to the reseller; whatever an earlier test left is cleared away.
export async function ask({ provider, reseller }, language = "en", fields = {}) {
  const asker = adminOf(provider);
  const { email } = adminOf(reseller);
  const pending = await call(asker, "GET", "/relationships/requests?direction=sent&state=pending");
  for (const request of pending.body.items.filter((one) => one.recipient.tenantId === reseller.tenantId)) {
    await call(asker, "POST", `/relationships/requests/${request.id}/cancel`);
  }
  if (await arePartners({ provider, reseller })) {
    const removal = { attestationAccepted: true, reason: "a test begins" };
    const removed = await call(asker, "POST", `/relationships/${reseller.tenantId}/removal`, removal);
    assert.equal(removed.status, 200, JSON.stringify(removed.body));
  }
  const asked = await call(asker, "POST", "/relationships/requests", { email, language, ...fields });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  return { asker, request: asked.body, link: await mailedLink(email, asked.body.url) };
}

export async function stateOf({ asker, request }) {
  return (await call(asker, "GET", `/relationships/requests/${request.id}`)).body.state;
}

// Whether each is in the other's list; both or neither.
export async function arePartners({ provider, reseller }) {
  const lists = await Promise.all([
    call(adminOf(provider), "GET", "/relationships"),
    call(adminOf(reseller), "GET", "/relationships"),
  ]);
  const [resellers, providers] = lists.map((list) => list.body.items.map((item) => item.id));
  const found = [resellers.includes(reseller.tenantId), providers.includes(provider.tenantId)];
  assert.equal(found[0], found[1], "both lists or neither");
  return found[0];
}

// The link out of the e-mail to `email`, as soon as the mail is there.
export async function mailedLink(email, url) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const mails = await (await fetch(`${BASE}/outbox.json`)).json();
    const mail = mails.find((one) => [one.to].flat().includes(email) && one.text.includes(url));
    if (mail) return mail.text.match(/https?:\/\/\S+\/invitations\/[A-Za-z0-9_-]{27}/)[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${email}`);
}
