// The page on which a customer's admin answers an invitation, in a real browser over the whole stack: each thing
// that is asked is a line of its own, and what is ticked there is what is granted.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  CLOUDS, SERVICES, accept, acceptAs, boxes, cancel, fillIn, heldIn, invite, pictures, readBy, results,
  tickUpTo, ticked,
} from "./customers.js";
import { colleagueOf, newcomer } from "./newcomers.js";
import { focused, launch, newTab, open, shows, signIn } from "./tab.js";
import { does, organisationOf, resident } from "./world.js";

const browser = await launch();
after(() => browser.close());
const { provider, reseller } = CLOUDS.global;
const names = { provider: organisationOf(provider).name, reseller: organisationOf(reseller).name };

const SHAPES = {
  reseller: { by: reseller, asks: ["reseller"] },
  both: { by: reseller, provider, asks: ["reseller", "provider"] },
  provider: { by: provider, asks: ["provider"] },
};

async function begin(shape, who, fields) {
  const { by, provider: named } = SHAPES[shape];
  const asked = await invite(by, who, { provider: named, ...fields });
  const tab = await newTab(browser);
  await open(tab, asked.link);
  return { asked, tab };
}

const kept = (tab, selector, name) => tab.$$eval(
  selector, (all, key) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset[key]), name,
);

for (const [shape, language] of [
  ["reseller", "en"], ["reseller", "zh-CN"], ["reseller", "zh-TW"],
  ["both", "en"], ["both", "zh-CN"], ["both", "zh-TW"],
  ["provider", "en"],
]) {
  test(`a company that nobody has met accepts what is asked by ${shape}, in ${language} (I1, I5)`, async () => {
    const who = newcomer();
    const { asks } = SHAPES[shape];
    const asker = names[shape === "provider" ? "provider" : "reseller"];
    const { asked, tab } = await begin(shape, who, { language });
    const name = (step) => `customer-${shape}-${language}-${step}`;

    // Signed out, every line is there to be read, and none to be ticked.
    assert.equal(await tab.getAttribute("html", "lang"), language);
    assert.deepEqual(await kept(tab, "[data-consent]", "consent"), [...asks, "agreement"]);
    assert.deepEqual(await kept(tab, "[data-service]", "service"), SERVICES);
    assert.deepEqual(await boxes(tab), []);
    const text = await tab.innerText("main");
    for (const partner of asks) assert(text.includes(names[partner]), partner);
    assert(!(await tab.content()).includes(who.email), "nothing of the recipient");
    const document = await tab.getAttribute('[data-consent="agreement"] a', "href");
    assert.equal(document, asked.invitation.agreement.agreementLink);
    await pictures(tab, name("1-signed-out"));

    // Signed in, nothing is ticked, and only all that is needed lets it accept.
    await signIn(tab, who);
    await shows(tab, "pending");
    const needed = [...asks, "agreement"].map((line) => `consent-${line}`);
    assert.deepEqual(await boxes(tab), [...needed, ...SERVICES.map((service) => `service-${service}`)]);
    assert.deepEqual(await ticked(tab), []);
    assert.equal(await tab.inputValue("#country"), "", "no country that nobody chose");
    await tickUpTo(tab, needed);
    await tab.check("#service-exchange");
    await fillIn(tab, who.profile);
    await pictures(tab, name("2-deciding"));
    await accept(tab);
    assert.equal(await focused(tab), "authorized-now");
    assert.deepEqual(await results(tab), [...asks, "agreement", "exchange"]);
    await pictures(tab, name("3-accepted"));

    assert.deepEqual(await heldIn(who), [`${asker}: exchange`]);
    assert.equal((await readBy(asked.by, asked)).recipient.name, who.profile["company-name"]);
    await tab.reload();
    await shows(tab, "accepted");
    assert.deepEqual(await results(tab), [...asks, "agreement", "exchange"]);
    await tab.click('[data-panel="accepted"] a');
    await tab.waitForURL(/\/relationships\?language=/);
    assert.equal(await tab.getAttribute("html", "lang"), language);
  });
}

test("what is wrong with a company's profile stands at its fields, and nothing is accepted", async () => {
  const who = newcomer();
  const { asked, tab } = await begin("reseller", who);
  await signIn(tab, who);
  await shows(tab, "pending");
  await tickUpTo(tab, ["consent-reseller", "consent-agreement"]);
  const writes = [];
  tab.on("request", (request) => request.method() === "POST" && writes.push(request.url()));
  await tab.click("#accept [type=submit]");
  assert.equal(await focused(tab), "company-name", "the browser asks for what is empty");
  assert.deepEqual(writes, []);

  for (const [id, wrong] of [["culture", "nowhere"], ["domain", "elsewhere.example"]]) {
    await fillIn(tab, { ...who.profile, [id]: wrong });
    await tab.click("#accept [type=submit]");
    await tab.waitForSelector(`#${id}-refused:not([hidden])`);
    assert.deepEqual(await tab.$$eval('[aria-invalid="true"]', (all) => all.map((one) => one.id)), [id]);
    assert.equal(await focused(tab), id);
    await shows(tab, "pending");
  }
  await pictures(tab, "customer-en-fields-refused");
  assert.equal((await readBy(asked.by, asked)).state, "pending");

  await fillIn(tab, who.profile);
  await accept(tab);
  assert.deepEqual(await heldIn(who), [], "no service was ticked");
});

test("a customer that has accepted the agreement before isn't asked for it, and grants nothing (I3, I5)", async () => {
  const theo = resident("theo@treyresearch.example");
  const before = await heldIn(theo);
  const { tab } = await begin("reseller", theo);
  assert.deepEqual(await kept(tab, "[data-consent]", "consent"), ["reseller", "agreement"], "nothing of the recipient");
  await signIn(tab, theo);
  await shows(tab, "pending");
  assert.deepEqual(await kept(tab, "[data-consent]", "consent"), ["reseller"]);
  for (const form of ["#person", "#company"]) assert(await tab.isHidden(form), form);
  await tickUpTo(tab, ["consent-reseller"]);
  await accept(tab);
  assert.deepEqual((await results(tab)).filter((one) => SERVICES.includes(one)), []);
  assert.deepEqual(await heldIn(theo), before);
});

test("where no privileges are asked for there are none to grant (I3)", async () => {
  const who = newcomer();
  const { tab } = await begin("both", who, { services: [] });
  await signIn(tab, who);
  await shows(tab, "pending");
  assert.deepEqual(await kept(tab, "[data-service]", "service"), []);
  await tickUpTo(tab, ["consent-reseller", "consent-provider", "consent-agreement"]);
  await fillIn(tab, who.profile);
  await accept(tab);
  assert.deepEqual(await heldIn(who), []);
});

test("signed out, every script, form and button together accept nothing (L2)", async () => {
  const who = newcomer();
  const asked = await invite(reseller, who, { provider });
  const writes = [];
  let buttons = 1;
  for (let number = 0; number < buttons; number += 1) {
    const tab = await newTab(browser);
    tab.on("request", (request) => request.method() !== "GET" && writes.push(`${request.method()} ${request.url()}`));
    await open(tab, asked.link);
    buttons = await tab.evaluate(([index, fields]) => {
      for (const hidden of document.querySelectorAll("[hidden]")) hidden.hidden = false;
      for (const off of document.querySelectorAll(":disabled")) off.disabled = false;
      for (const box of document.querySelectorAll("input[type=checkbox]")) box.click();
      for (const [id, value] of Object.entries(fields)) document.querySelector(`#${id}`).value = value;
      for (const form of document.querySelectorAll("form")) {
        form.requestSubmit();
        form.noValidate = true;
        form.requestSubmit();
      }
      const all = document.querySelectorAll("button");
      for (const button of all) button.disabled = false;
      all[index].click();
      return all.length;
    }, [number, who.profile]);
    await tab.waitForTimeout(100);
    await tab.context().close();
  }
  assert(buttons > 5, "every button was pressed");
  assert.deepEqual(writes, []);
  assert.equal((await readBy(reseller, asked)).state, "pending");
});

test("declining makes no relationship, and the partner reads the reason (P9)", async () => {
  const who = newcomer();
  const { asked, tab } = await begin("both", who);
  await signIn(tab, who);
  await shows(tab, "pending");
  await tab.click("[data-action=open-decline]");
  await shows(tab, "declining");
  assert.deepEqual(await boxes(tab), [], "nothing is ticked while it is declined");
  await tab.fill("#reason", "We have a partner already");
  await tab.click("#decline [type=submit]");
  await shows(tab, "declined-now");
  const seen = await readBy(asked.by, asked);
  assert.deepEqual([seen.state, seen.reason], ["declined", "We have a partner already"]);
  await tab.reload();
  await shows(tab, "declined");
});

test("only the invited address may answer, and only a global admin of its company (I4, L5, Z8)", async () => {
  const who = newcomer();
  const { asked, tab } = await begin("reseller", who);
  await signIn(tab, colleagueOf(who, ["global_admin"]));
  await shows(tab, "other-account");
  assert.deepEqual(await boxes(tab), []);
  await signIn(tab, { ...who, roles: ["helpdesk_agent"] }, '[data-panel="other-account"] button');
  await shows(tab, "pending");
  await tickUpTo(tab, ["consent-reseller", "consent-agreement"]);
  await fillIn(tab, who.profile);
  await tab.click("#accept [type=submit]");
  await shows(tab, "wrong-role");
  assert.deepEqual(await boxes(tab), []);
  await signIn(tab, who, '[data-panel="wrong-role"] button');
  await shows(tab, "pending");
  assert.equal((await readBy(asked.by, asked)).state, "pending");
});

test("the partner that asks sees its own invitation and its state", async () => {
  const who = newcomer();
  const { asked, tab } = await begin("reseller", who);
  await signIn(tab, reseller);
  await shows(tab, "own");
  assert.deepEqual(await kept(tab, "[data-own-state]", "ownState"), ["pending"]);
  assert.equal((await acceptAs(who, asked, [])).status, 200);
  await tab.reload();
  await shows(tab, "own");
  assert.deepEqual(await kept(tab, "[data-own-state]", "ownState"), ["accepted"]);
});

test("an invitation that is withdrawn while it is being read isn't accepted (L7)", async () => {
  const who = newcomer();
  const { asked, tab } = await begin("reseller", who);
  await signIn(tab, who);
  await shows(tab, "pending");
  await tickUpTo(tab, ["consent-reseller", "consent-agreement"]);
  await fillIn(tab, who.profile);
  await cancel(asked);
  await tab.click("#accept [type=submit]");
  await shows(tab, "cancelled");
  assert.deepEqual(await boxes(tab), []);
  assert(await tab.isHidden("[data-while-open]"));
});

test("partners that part before it is accepted no longer ask together (I10)", async () => {
  const who = newcomer();
  const [north, south] = [resident("nora@northwind.example"), resident("sara@southridge.example")];
  const asked = await invite(south, who, { provider: north });
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, who);
  await shows(tab, "pending");
  await tickUpTo(tab, ["consent-reseller", "consent-provider", "consent-agreement"]);
  await fillIn(tab, who.profile);
  const removal = { attestationAccepted: true, reason: "they part" };
  await does(north, "POST", `/relationships/${south.tenantId}/removal`, removal);
  await tab.click("#accept [type=submit]");
  await shows(tab, "no_longer_partners");
  assert.deepEqual(await heldIn(who), []);
  assert.equal((await readBy(asked.by, asked)).state, "pending");
});
