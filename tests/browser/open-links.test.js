// Open links in a browser: the sender takes a draft with one link and sends it itself. The link doesn't say who
// opens it, so everybody signs in first; who has used it, and whether it may be used still, is the sender's (P2, I4).

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CLOUDS, accept, boxes, fillIn, heldIn, pictures, tickUpTo } from "./customers.js";
import { newcomer } from "./newcomers.js";
import { authorize, focused, launch, newTab, open, shows, signIn } from "./tab.js";
import { arePartners, call, does, organisationOf, resident } from "./world.js";

const browser = await launch();
after(() => browser.close());
const REQUESTS = "/relationships/requests";
const INVITATIONS = "/customers/relationshiprequests";
const nora = resident("nora@northwind.example");
const lea = resident("lea@litware.example");
const northwind = organisationOf(nora);
const both = { provider: northwind, reseller: organisationOf(lea) };

// The draft with a link that nobody has used: whatever there was before is rotated away.
async function fresh(by, base = REQUESTS, query = "") {
  await does(by, "GET", `${base}/draft?${query}`);
  return does(by, "POST", `${base}/draft/rotate?${query}`, {});
}

async function opened(draft, who) {
  const tab = await newTab(browser);
  await open(tab, draft.url);
  if (who) await signIn(tab, who);
  return tab;
}

test("an enrolled reseller signs in and accepts, and the sender sees that the link was used (P2)", async () => {
  if (await arePartners(both)) {
    const removal = { attestationAccepted: true, reason: "a test begins" };
    await does(nora, "POST", `/relationships/${lea.tenantId}/removal`, removal);
  }
  const draft = await fresh(nora);
  const tab = await opened(draft);
  assert((await tab.innerText("main")).includes(northwind.name));
  assert.equal(await tab.$("#decline"), null, "there is nobody whose declining would mean something");
  await signIn(tab, lea);
  assert(!(await arePartners(both)), "signing in accepts nothing");
  await authorize(tab);
  await shows(tab, "authorized-now");
  assert.equal(await focused(tab), "authorized-now");
  assert(await arePartners(both));
  const now = await does(nora, "GET", `${REQUESTS}/draft`);
  assert.deepEqual([now.url, now.useCount], [draft.url, draft.useCount + 1]);
  const { items } = await does(nora, "GET", `${REQUESTS}/draft/uses`);
  assert.equal(items[0].name, both.reseller.name);
});

for (const language of ["en", "zh-CN", "zh-TW"]) {
  test(`a reseller that isn't enrolled is shown the way to enroll, in ${language} (E5)`, async () => {
    const draft = await does(nora, "GET", `${REQUESTS}/draft`);
    const tab = await newTab(browser);
    await open(tab, `${draft.url}?language=${language}`);
    assert.equal(await tab.getAttribute("html", "lang"), language);
    await signIn(tab, resident("paula@proseware.example"));
    assert.equal(await tab.getAttribute("html", "lang"), language, "signing in keeps the language");
    await authorize(tab);
    await shows(tab, "not-enrolled");
    await pictures(tab, `link-not-enrolled-${language}`);
    await tab.click('[data-slot="enrollment"]');
    await tab.waitForURL(/\/enroll$/);
    assert((await tab.innerText("h1")).length > 0);
  });
}

test("a link that was rotated is dead at once, and says so to who signs in (P2)", async () => {
  const draft = await fresh(nora);
  const tab = await opened(draft, resident("sara@southridge.example"));
  await shows(tab, "pending");
  await does(nora, "POST", `${REQUESTS}/draft/rotate`, {});
  await authorize(tab);
  await shows(tab, "rotated");
  await pictures(tab, "link-rotated-en");
  const later = await newTab(browser);
  await open(later, draft.url);
  assert.equal(await later.getAttribute("main", "data-open"), "false");
  assert(!(await later.innerText('[data-panel="sign-in"]')).includes("replaced"), "why is for who signs in");
});

test("a link that was used as often as it may be lets the next one not pass (P2)", async () => {
  const by = CLOUDS.global.provider;
  const query = "delegatedAdmin=azure";
  const draft = await fresh(by, INVITATIONS, query);
  await does(by, "PATCH", `${INVITATIONS}/draft?${query}`, { maxUses: 1 });
  const [first, second] = [newcomer(), newcomer()];
  const tabs = [await opened(draft, first), await opened(draft, second)];
  for (const [number, who] of [first, second].entries()) {
    const tab = tabs[number];
    await shows(tab, "pending");
    assert.deepEqual(await boxes(tab), ["consent-provider", "consent-agreement", "service-azure"]);
    await tickUpTo(tab, ["consent-provider", "consent-agreement"]);
    await tab.check("#service-azure");
    await fillIn(tab, who.profile);
  }
  await accept(tabs[0]);
  await tabs[1].click("#accept [type=submit]");
  await shows(tabs[1], "used_up");
  await pictures(tabs[1], "link-used-up-en");
  assert.deepEqual(await heldIn(first), [`${organisationOf(by).name}: azure`]);
  assert.deepEqual(await heldIn(second), []);
  assert.equal((await does(by, "GET", `${INVITATIONS}/draft?${query}`)).useCount, 1);
});

test("the sender who opens its own link is told what it is", async () => {
  const tab = await opened(await does(nora, "GET", `${REQUESTS}/draft`), nora);
  await shows(tab, "own");
  assert.deepEqual(
    await tab.$$eval("[data-own-state]:not([hidden])", (all) => all.map((one) => one.dataset.ownState)), ["open"],
  );
});

for (const [base, by] of [[REQUESTS, nora], [INVITATIONS, lea]]) {
  for (const language of ["en", "zh-CN", "zh-TW"]) {
    test(`the draft of ${base} opens in a mail program with its text intact, in ${language} (P1)`, async () => {
      const draft = await does(by, "GET", `${base}/draft?language=${language}`);
      const tab = await newTab(browser);
      // As a browser hands it on: what stands in a page, through its parser of addresses.
      const handed = await tab.evaluate((mailto) => {
        const link = document.createElement("a");
        link.href = mailto;
        const fields = link.search.slice(1).split("&").map((field) => field.split("="));
        return [link.protocol, link.pathname, Object.fromEntries(fields.map(([name, text]) => [name, decodeURIComponent(text)]))];
      }, draft.mailto);
      const { subject, body } = draft;
      assert.deepEqual(handed, ["mailto:", "", { subject, body: body.replaceAll("\n", "\r\n") }]);
      assert.equal(body.split(draft.url).length, 2, "the link is in it once");
      assert.equal((await call(by, "GET", `${base}/draft`)).body.url, draft.url, "one link, whatever the language");
    });
  }
}
