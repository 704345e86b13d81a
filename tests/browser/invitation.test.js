// The page behind the link of an invitation, in a real browser over the whole stack.
//
// TANDEM_URL names the running stack (default http://127.0.0.1:3000), CHROMIUM the browser if it
// isn't on the PATH, SCREENSHOTS a folder for pictures.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { authorize, focused, launch, newTab, open, picture, shows, signIn } from "./tab.js";
import { adminOf, arePartners, ask, call, lesserOf, pair, stateOf, strangerTo } from "./world.js";

const browser = await launch();
after(() => browser.close());
const both = pair();
const admin = adminOf(both.reseller);

test("an admin follows the link, signs in and authorizes the provider", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  const text = await tab.innerText("main");
  for (const shown of [both.provider.name, both.provider.domain, String(both.provider.mpnId)]) {
    assert(text.includes(shown), shown);
  }
  assert(!(await tab.content()).includes(both.reseller.name), "nothing of the recipient");
  await signIn(tab, admin);
  assert((await tab.innerText(".account")).includes(admin.email));
  await authorize(tab);
  await shows(tab, "authorized-now");
  assert.equal(await focused(tab), "authorized-now");
  assert(await arePartners(both));

  await tab.reload();
  await shows(tab, "accepted");
});

test("everything works by keyboard alone on a narrow screen", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser, { width: 360 });
  await open(tab, asked.link);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/idp\/authorize/);
  await tab.focus(`button[value="${admin.email}"]`);
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".account:not([hidden])");
  await shows(tab, "pending");
  for (let presses = 0; (await focused(tab)) !== "confirmed"; presses += 1) {
    assert(presses < 5, "the box is near");
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.press("Space");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await shows(tab, "authorized-now");
});

test("declining leaves no partnership and keeps the reason", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, admin);
  await shows(tab, "pending");
  await tab.click("[data-action=open-decline]");
  await shows(tab, "declining");
  await tab.fill("#reason", "see www.elsewhere.example");
  await tab.click("#decline [type=submit]");
  await tab.waitForSelector("#reason-refused:not([hidden])");
  assert.equal(await focused(tab), "reason");
  assert.equal(await stateOf(asked), "pending");
  await tab.fill("#reason", "We have one already");
  await tab.click("#decline [type=submit]");
  await shows(tab, "declined-now");
  assert.equal(await stateOf(asked), "declined");
  assert(!(await arePartners(both)));
  await tab.reload();
  await shows(tab, "declined");
});

// L2
test("signed out, every script, form and button together accept nothing", async () => {
  const asked = await ask(both);
  const writes = [];
  let buttons = 1;
  for (let number = 0; number < buttons; number += 1) {
    // Some buttons lead away to the issuer, so each is pressed in a tab of its own.
    const tab = await newTab(browser);
    tab.on("request", (request) => {
      if (request.method() !== "GET") writes.push(`${request.method()} ${request.url()}`);
    });
    await open(tab, asked.link);
    buttons = await tab.evaluate((index) => {
      for (const hidden of document.querySelectorAll("[hidden]")) hidden.hidden = false;
      const all = document.querySelectorAll("button");
      for (const button of all) button.disabled = false;
      document.querySelector("#confirmed").checked = true;
      for (const form of document.querySelectorAll("form")) form.requestSubmit();
      all[index].click();
      return all.length;
    }, number);
    await tab.waitForTimeout(100);
    await tab.context().close();
  }
  assert(buttons > 5, "every button was pressed");
  assert.deepEqual(writes, []);
  assert.equal(await stateOf(asked), "pending");
});

test("another account learns only that it isn't for it, and can be changed", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, strangerTo(both.provider, both.reseller));
  await shows(tab, "other-account");
  assert(!(await tab.content()).includes(both.reseller.name));
  await signIn(tab, admin, '[data-panel="other-account"] button');
  await shows(tab, "pending");
});

test("a role that may not answer is told who may", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, lesserOf(both.reseller));
  await authorize(tab);
  await shows(tab, "wrong-role");
  assert.equal(await stateOf(asked), "pending");
});

test("the sender sees its own request and its state", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, asked.asker);
  await shows(tab, "own");
  const states = () => tab.$$eval("[data-own-state]:not([hidden])", (all) => all.map((one) => one.dataset.ownState));
  assert.deepEqual(await states(), ["pending"]);
  await call(asked.asker, "POST", `/relationships/requests/${asked.request.id}/cancel`);
  await tab.reload();
  await shows(tab, "own");
  assert.deepEqual(await states(), ["cancelled"]);
});

test("a request that was withdrawn says so to its addressee, and only that it is over to others", async () => {
  const asked = await ask(both);
  await call(asked.asker, "POST", `/relationships/requests/${asked.request.id}/cancel`);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  assert.equal(await tab.getAttribute("main", "data-open"), "false");
  await signIn(tab, admin);
  await shows(tab, "cancelled");
});

test("a request that is withdrawn while it is being read isn't accepted", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, admin);
  await shows(tab, "pending");
  await call(asked.asker, "POST", `/relationships/requests/${asked.request.id}/cancel`);
  await authorize(tab);
  await shows(tab, "cancelled");
  assert(!(await arePartners(both)));
});

// L4
test("terms that aren't today's are shown again before anything is accepted", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, admin);
  await shows(tab, "pending");
  await tab.evaluate(() => { document.querySelector("main").dataset.termsDigest = "A".repeat(43); });
  await authorize(tab);
  await tab.waitForSelector('[data-notice="terms-changed"]:not([hidden])');
  await shows(tab, "pending");
  assert.equal(await focused(tab), "terms-changed");
  assert(!(await tab.isChecked("#confirmed")));
  assert.equal(await stateOf(asked), "pending");
  await authorize(tab);
  await shows(tab, "authorized-now");
});

// N2
test("an answer that got lost is repeated under the same id and carried out once", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  await open(tab, asked.link);
  await signIn(tab, admin);
  const ids = [];
  await tab.route("**/accept", async (route) => {
    ids.push(route.request().headers()["ms-requestid"]);
    const answer = await route.fetch();
    return ids.length === 1 ? route.abort() : route.fulfill({ response: answer });
  });
  await authorize(tab);
  await shows(tab, "not-done");
  await tab.click("[data-action=retry]");
  await shows(tab, "authorized-now");
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
});

// L10
test("the return address takes no target from a request", async () => {
  const asked = await ask(both);
  const tab = await newTab(browser);
  const base = asked.link.split("/invitations/")[0];
  await tab.goto(`${base}/signed-in?code=x&state=y&return_to=https://elsewhere.example`);
  await shows(tab, "sign-in-failed");
  assert.equal(tab.url(), `${base}/signed-in`);
});

for (const language of ["en", "zh-CN", "zh-TW"]) {
  test(`the page reads well in ${language}, wide and narrow, light and dark`, async () => {
    const asked = await ask(both, language);
    for (const width of [360, 1280]) {
      for (const dark of [false, true]) {
        const name = (step) => `${language}-${width}-${dark ? "dark" : "light"}-${step}`;
        const tab = await newTab(browser, { width, dark });
        await open(tab, asked.link);
        assert.equal(await tab.getAttribute("html", "lang"), language);
        await picture(tab, name("1-signed-out"));
        await signIn(tab, admin);
        await shows(tab, "pending");
        await picture(tab, name("2-deciding"));
        await tab.click("[data-action=open-decline]");
        await picture(tab, name("3-declining"));
        await tab.context().close();
      }
    }
    const tab = await newTab(browser);
    await open(tab, asked.link);
    await signIn(tab, admin);
    await authorize(tab);
    await shows(tab, "authorized-now");
    await picture(tab, `${language}-1280-light-4-authorized`);
  });
}
