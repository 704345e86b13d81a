// The partner relationships of whoever is signed in: a customer sees every partner and takes privileges back, a
// partner sees its part, and a reseller who holds privileges in its own tenant (A1, A3, P4).

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CLOUDS, SERVICES, acceptAs, heldIn, invite, pictures } from "./customers.js";
import { newcomer } from "./newcomers.js";
import { focused, launch, newTab, open, shows, signIn } from "./tab.js";
import { BASE, does, organisationOf, resident } from "./world.js";

const browser = await launch();
after(() => browser.close());
const PAGE = `${BASE}/lambda-url/relationships-page/relationships`;
const { provider, reseller } = CLOUDS.global;
const nameOf = (who) => organisationOf(who).name;

// A company that both partners work with: the reseller holds these services.
async function customer(services, company) {
  const who = newcomer({ company });
  const asked = await invite(reseller, who, { provider });
  assert.equal((await acceptAs(who, asked, services)).status, 200);
  return who;
}

async function signedIn(who, { path = "", language = "en", width } = {}) {
  const tab = await newTab(browser, { width });
  await open(tab, `${PAGE}${path}?language=${language}`);
  await signIn(tab, who);
  return tab;
}

// What each card says: its heading, its lines as they read, and the services with who granted them.
const cards = (tab) => tab.$$eval("[data-panel]:not([hidden]) article", (all) => all.map((card) => {
  const shown = (selector) => [...card.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  return {
    name: card.querySelector("h3").innerText,
    facts: shown("dl > div").map((line) => line.innerText.replace(/\s+/g, " ")),
    services: shown(".services li").map((line) => line.querySelector("strong").innerText),
    granters: [...new Set(shown('[data-slot="granted-by"]').map((one) => one.innerText))],
    buttons: shown("button").length,
  };
}));

for (const language of ["en", "zh-CN", "zh-TW"]) {
  test(`a customer sees every partner: role, services, since when and granted by whom, in ${language} (A1)`, async () => {
    const gina = resident("gina@woodgrove.example");
    const tab = await newTab(browser);
    await open(tab, `${PAGE}?language=${language}`);
    await pictures(tab, `relationships-${language}-1-signed-out`);
    await signIn(tab, gina);
    await shows(tab, "partners");
    assert.equal(await tab.getAttribute("html", "lang"), language);
    const shown = await cards(tab);
    assert.deepEqual(shown.map(({ name }) => name).sort(), ["Contoso Distribution", "Fabrikam IT"]);
    const [contoso, fabrikam] = shown.sort((one, other) => one.name.localeCompare(other.name));
    assert.deepEqual([contoso.services, contoso.buttons], [[], 0]);
    assert.equal(fabrikam.services.length, SERVICES.length);
    assert.deepEqual(fabrikam.granters, ["Contoso Distribution"]);
    const facts = fabrikam.facts.join("\n");
    assert(facts.includes("2000001") && facts.includes("2026") && fabrikam.facts.length >= 4, facts);
    await pictures(tab, `relationships-${language}-2-partners`);
    await tab.click('[data-action="take-back-all"]:visible');
    await tab.waitForSelector("dialog[open]");
    assert.equal((await tab.$$eval("dialog li", (all) => all.filter((one) => one.checkVisibility()).length)), 4);
    await pictures(tab, `relationships-${language}-3-question`);
    await tab.click('[data-action="keep"]');
    assert.equal((await heldIn(gina)).length, SERVICES.length, "nothing was taken");
  });
}

test("one service is taken back, then all, and the relationship stays (A3)", async () => {
  const who = await customer(["directory", "teams", "azure"]);
  const tab = await signedIn(who);
  await shows(tab, "partners");
  const card = tab.locator("article", { has: tab.locator(`h3:text-is("${nameOf(reseller)}")`) });
  await card.locator("li", { hasText: "Teams" }).getByRole("button").click();
  const question = await tab.innerText("dialog");
  for (const part of [nameOf(reseller), "Teams", "The commercial relationship stays"]) {
    assert(question.includes(part), `${part}: ${question}`);
  }
  assert.equal((await heldIn(who)).length, 3, "asking takes nothing");
  await tab.click('[data-action="confirm"]');
  await tab.waitForSelector("#status span");
  assert.equal(await tab.innerText("#status"), `${nameOf(reseller)} no longer holds privileges for Teams.`);
  assert.equal(await tab.evaluate(() => document.activeElement.innerText), nameOf(reseller));
  assert.deepEqual(await heldIn(who), ["azure", "directory"].map((service) => `${nameOf(reseller)}: ${service}`));

  await card.locator('[data-action="take-back-all"]').click();
  await tab.click('[data-action="confirm"]');
  await tab.waitForFunction(() => document.querySelector("#status").innerText.includes("any privileges"));
  assert.deepEqual(await heldIn(who), []);
  const shown = await cards(tab);
  assert.deepEqual(shown.map(({ name }) => name).sort(), [nameOf(provider), nameOf(reseller)].sort(), "both stay");
  assert(shown.every(({ services, buttons }) => services.length === 0 && buttons === 0));
});

test("privileges are taken back by keyboard alone on a narrow screen", async () => {
  const who = await customer(["azure"]);
  const tab = await newTab(browser, { width: 360 });
  await open(tab, PAGE);
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.action), "sign-in");
  await signIn(tab, who);
  await shows(tab, "partners");
  for (let presses = 0; (await tab.evaluate(() => document.activeElement.dataset.action)) !== "take-back"; presses += 1) {
    assert(presses < 5, "the button is near");
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.press("Enter");
  await tab.waitForSelector("dialog[open]");
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.action), "keep", "the harmless one first");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.$("dialog[open]"), null);
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.action), "take-back", "back where it was");
  await tab.keyboard.press("Enter");
  await tab.waitForSelector("dialog[open]");
  await tab.keyboard.press("Shift+Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.action), "confirm");
  await tab.keyboard.press("Enter");
  await tab.waitForSelector("#status span");
  assert.deepEqual(await heldIn(who), []);
});

test("a partner sees its part at a customer, and no buttons (A1)", async () => {
  const who = await customer(["exchange"]);
  for (const [partner, services] of [[reseller, ["Exchange"]], [provider, []]]) {
    const tab = await signedIn(partner, { path: `/${who.tenantId}` });
    await shows(tab, "dealings");
    const [own, ...fellows] = await cards(tab);
    assert.deepEqual([own.name, own.services], [nameOf(partner), services]);
    assert.equal(fellows.length, 1);
    assert(fellows.every((fellow) => fellow.services.length === 0), "what a fellow holds is no partner's business");
    assert([own, ...fellows].every(({ buttons }) => buttons === 0));
    if (partner === reseller) await pictures(tab, "relationships-en-part");
  }
  const stranger = await signedIn(resident("otto@northwind.example"), { path: `/${who.tenantId}` });
  await shows(stranger, "unknown");
});

test("a reseller that is nobody's customer sees who holds privileges in its tenant, and a role that may not is told so (P4, Z9)", async () => {
  const { reseller: mia, provider: vera } = CLOUDS.germany;
  const tab = await signedIn(mia);
  await shows(tab, "holders");
  const [card, ...others] = await cards(tab);
  assert.deepEqual([card.name, card.services.length, others], [nameOf(vera), SERVICES.length, []]);
  await pictures(tab, "relationships-en-holders");
  await tab.click('[data-action="take-back-all"]:visible');
  await tab.click('[data-action="confirm"]');
  await tab.waitForSelector('[data-problem="role"]:not([hidden])');
  assert(await tab.isHidden('[data-action="confirm"]'), "trying again wouldn't help");
  await pictures(tab, "relationships-en-may-not");
  assert.equal((await heldIn(mia)).length, SERVICES.length);
});

test("a company that nobody knows has no partners", async () => {
  const tab = await signedIn(newcomer());
  await tab.waitForSelector(".account:not([hidden])");
  await tab.waitForSelector("[data-panel]:not([hidden])");
  assert.deepEqual(await cards(tab), []);
});

test("every page has strict headers, and hostile names are text (L9)", async () => {
  const hostile = '"><img src=x onerror=alert(1)> {partner}';
  const who = await customer(["azure"], hostile);
  const order = await does(provider, "POST", `/customers/${who.tenantId}/orders`, {
    lineItems: [{ lineItemNumber: 0, offerId: "office-basic", quantity: 3, partnerIdOnRecord: organisationOf(reseller).mpnId }],
  });
  const [{ subscriptionId }] = order.lineItems;
  const path = `/customers/${who.tenantId}/subscriptions/${subscriptionId}`;
  await does(provider, "PATCH", path, { friendlyName: "<script>alert(2)</script>" });

  const tab = await newTab(browser);
  const answer = await open(tab, PAGE);
  const headers = await answer.allHeaders();
  assert.match(headers["content-security-policy"], /default-src 'none'.*frame-ancestors 'none'/);
  assert(!headers["content-security-policy"].includes("unsafe"));
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["referrer-policy"], "strict-origin");
  assert.match(headers["x-robots-tag"], /noindex/);
  assert.match(headers["strict-transport-security"], /max-age=\d+/);
  // A partner's name as no registry would hold it.
  await tab.route("**/relationships", async (route) => {
    if (!route.request().url().includes("/v1/")) return route.continue();
    const response = await route.fetch();
    const json = await response.json();
    for (const item of json.items) item.name = `<b>${item.name}</b>`;
    return route.fulfill({ response, json });
  });
  tab.on("dialog", (dialog) => { tab.complaints.push(dialog.message()); dialog.dismiss(); });
  await signIn(tab, who);
  await shows(tab, "partners");
  const shown = await cards(tab);
  const held = shown.find(({ services }) => services.length > 0);
  assert.equal(held.name, `<b>${nameOf(reseller)}</b>`);
  assert.deepEqual(held.granters, [hostile]);
  assert(held.facts.some((line) => line.includes("<script>alert(2)</script>")), held.facts.join("\n"));
  assert.deepEqual(await tab.$$("main img, main b, main article script"), []);
  await tab.click('[data-action="take-back"]:visible');
  assert((await tab.innerText("#question")).includes(`<b>${nameOf(reseller)}</b>`));
  assert.equal(await focused(tab) === "confirm", false);
  await shows(tab, "partners");
});
