// Enrolling in a browser, from the first visit to the first partnership: a company applies, confirms the e-mail address
// of its primary contact, is reviewed by the operator, and accepts the request of a provider (E1-E9, Z10, Z11).

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { pictures } from "./customers.js";
import { colleagueOf, newcomer } from "./newcomers.js";
import { authorize, focused, launch, newTab, open, shows, signIn } from "./tab.js";
import { BASE, call, does, mailedLink, organisationOf, resident } from "./world.js";

const browser = await launch();
after(() => browser.close());
const PAGE = `${BASE}/lambda-url/enrollment-page/enroll`;
const gabi = resident("gabi@adatum.example");
const olga = resident("olga@program.example");
const ana = resident("ana@contoso.example");

const ADATUM = {
  "mpn-id": "2000011", "company-name": "Adatum Consulting", domain: "adatum.example", country: "DE", city: "Hamburg",
  "address-line1": "Am Sandtorkai 5", "postal-code": "20457", "first-name": "Gabi", "last-name": "Sommer",
  email: "gabi@adatum.example", phone: "+49 40 5550100", "support-email": "help@adatum.example",
  "support-phone": "+49 40 5550111", "support-website": "www.adatum.example",
};

// Somebody of a German company that nobody has met, with an application that can be submitted.
function applicant(roles) {
  const who = newcomer({ company: "Relecloud", roles });
  const domain = who.email.split("@")[1];
  return { ...who, form: { ...ADATUM, "company-name": "Relecloud", domain, email: who.email } };
}

async function signedIn(who, { language = "en", width } = {}) {
  const tab = await newTab(browser, { width });
  await open(tab, `${PAGE}?language=${language}`);
  await signIn(tab, who);
  return tab;
}

async function fillIn(tab, fields) {
  for (const [id, value] of Object.entries(fields)) {
    if (id === "country") await tab.selectOption("#country", value);
    else await tab.fill(`#${id}`, value);
  }
}

const press = (tab, act) => tab.click(`#application [value="${act}"]`);
const noticed = (tab, notice) => tab.waitForSelector(`[data-notice="${notice}"]:not([hidden])`);
const refused = (tab) => tab.$$eval(".refused:not([hidden], #problems)", (all) => all.map((one) => one.id));
const own = async (who) => (await does(who, "GET", "/enrollments")).items[0];
const section = (tab, panel) => tab.innerText(`[data-panel="${panel}"]`);

async function submitted(who, options) {
  const tab = await signedIn(who, options);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  await press(tab, "submit");
  await shows(tab, "email_unverified");
  return tab;
}

// The links that were mailed to an address, the newest first, as soon as there are so many.
async function linksTo(email, least = 1) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const mails = await (await fetch(`${BASE}/outbox.json`)).json();
    const own = mails.filter((mail) => [mail.to].flat().includes(email));
    const links = own.flatMap((mail) => mail.text.match(/https?:\/\/\S+\/enrollments\/[A-Za-z0-9_-]{27}/) ?? []);
    if (links.length >= least) return links;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${least} links to ${email}`);
}

async function openLink(link, options) {
  const tab = await newTab(browser, options);
  await tab.goto(link);
  return tab;
}

const CONFIRM = "#confirm [type=submit]";

async function tickedAt(link) {
  const tab = await openLink(link);
  await shows(tab, "open");
  assert(await tab.isDisabled(CONFIRM), "not to be pressed before both boxes are ticked");
  await tab.check("#company");
  assert(await tab.isDisabled(CONFIRM), "one of the two isn't enough");
  await tab.check("#address");
  return tab;
}

async function confirm(link) {
  const tab = await tickedAt(link);
  await tab.click(CONFIRM);
  return tab;
}

async function isOver(tab) {
  await shows(tab, "over");
  assert.equal(await tab.$(CONFIRM), null, "nothing to press");
}

test("a company enrolls, is reviewed, is found by a provider, and accepts its request (E1-E7, Z10, Z11)", async () => {
  const asked = await call(ana, "POST", "/relationships/requests", { email: gabi.email });
  assert.equal(asked.body.errorName, "reseller_not_enrolled");
  const tab = await newTab(browser);
  await tab.goto(asked.body.data[0]);
  await shows(tab, "sign-in");
  await signIn(tab, gabi);
  await shows(tab, "application");
  assert.equal(await tab.inputValue("#email"), gabi.email, "what the sign-in tells is filled in");
  await fillIn(tab, ADATUM);
  await press(tab, "save");
  await noticed(tab, "saved");
  assert.equal((await own(gabi)).state, "draft");
  await tab.reload();
  await shows(tab, "application");
  assert.equal(await tab.inputValue("#city"), "Hamburg", "the draft is in the form");
  await press(tab, "submit");
  await shows(tab, "email_unverified");
  assert.equal(await focused(tab), "email_unverified");
  assert((await section(tab, "email_unverified")).includes(gabi.email));

  const [link] = await linksTo(gabi.email);
  await shows(await confirm(link), "confirmed");
  await tab.reload();
  await shows(tab, "under_review");

  const { items } = await does(olga, "GET", "/enrollments?state=under_review");
  const waiting = items.find((one) => one.tenantId === gabi.tenantId);
  await does(olga, "POST", `/enrollments/${waiting.id}/approve`, {});
  await tab.reload();
  await shows(tab, "active");
  await pictures(tab, "enroll-en-5-active");

  const both = { provider: organisationOf(ana), reseller: { tenantId: gabi.tenantId } };
  const request = await does(ana, "POST", "/relationships/requests", { email: gabi.email });
  const invitation = await newTab(browser);
  await open(invitation, await mailedLink(gabi.email, request.url));
  await signIn(invitation, gabi);
  await authorize(invitation);
  await shows(invitation, "authorized-now");
  const [providers, resellers] = [await does(gabi, "GET", "/relationships"), await does(ana, "GET", "/relationships")];
  assert(providers.items.some((one) => one.id === both.provider.tenantId));
  assert(resellers.items.some((one) => one.id === both.reseller.tenantId));
});

for (const language of ["en", "zh-CN", "zh-TW"]) {
  test(`every step reads well in ${language}, wide and narrow`, async () => {
    const name = (step) => `enroll-${language}-${step}`;
    const who = applicant();
    const tab = await newTab(browser);
    await open(tab, `${PAGE}?language=${language}`);
    await pictures(tab, name("1-signed-out"));
    await signIn(tab, who);
    await shows(tab, "application");
    assert.equal(await tab.getAttribute("html", "lang"), language);
    assert.equal(await tab.inputValue("#language"), language);
    await fillIn(tab, { ...who.form, "mpn-id": "2000005", "postal-code": "1" });
    await press(tab, "submit");
    await tab.waitForSelector("#postal-code[aria-invalid]");
    await pictures(tab, name("2-a-field-refused"));
    await tab.fill("#postal-code", "20457");
    await press(tab, "submit");
    await tab.waitForSelector('[data-problem="partner_id_inactive"]:not([hidden])');
    await pictures(tab, name("2-partner-id-refused"));
    await tab.fill("#mpn-id", "2000011");
    await press(tab, "submit");
    await shows(tab, "email_unverified");
    await pictures(tab, name("3-email-unverified"));

    const [link] = await linksTo(who.email);
    const reader = await openLink(link);
    await shows(reader, "open");
    assert.equal(await reader.getAttribute("html", "lang"), language, "the mail's language");
    await pictures(reader, name("4-confirm"));
    await reader.check("#company");
    await reader.check("#address");
    await reader.click("#confirm [type=submit]");
    await shows(reader, "confirmed");
    await pictures(reader, name("4-confirmed"));
    await reader.reload();
    await shows(reader, "before");
    await pictures(reader, name("4-confirmed-before"));

    await tab.reload();
    await shows(tab, "under_review");
    await pictures(tab, name("5-under-review"));
    await does(olga, "POST", `/enrollments/${who.tenantId}/reject`, { reason: "The register has another address." });
    await tab.reload();
    await shows(tab, "rejected");
    assert((await section(tab, "rejected")).includes("The register has another address."));
    await pictures(tab, name("5-rejected"));
  });
}

test("a rejected application is corrected and submitted again (E4)", async () => {
  const who = applicant();
  const tab = await submitted(who);
  await shows(await confirm((await linksTo(who.email))[0]), "confirmed");
  await does(olga, "POST", `/enrollments/${who.tenantId}/reject`, { reason: "Another street" });
  await tab.reload();
  await shows(tab, "rejected");
  await tab.click('[data-panel="rejected"] [data-action="change"]');
  await shows(tab, "application");
  assert.equal(await tab.inputValue("#address-line1"), ADATUM["address-line1"]);
  assert.equal((await own(who)).state, "rejected", "looking changes nothing");
  await tab.fill("#address-line1", "Am Sandtorkai 6");
  await press(tab, "submit");
  await shows(tab, "email_unverified");
  assert.equal((await own(who)).legalBusiness.address.addressLine1, "Am Sandtorkai 6");
});

test("a partner ID that can't be enrolled with is told at its field, by what is wrong with it (E2)", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  const found = {};
  for (const mpnId of ["9999999999", "2000005", "2000002"]) {
    await tab.fill("#mpn-id", mpnId);
    await press(tab, "submit");
    await tab.waitForFunction(() => !document.querySelector("#status").textContent && document.activeElement.id === "mpn-id");
    found[mpnId] = await refused(tab);
  }
  assert.deepEqual(found, {
    9999999999: ["partner_id_not_found"], 2000005: ["partner_id_inactive"], 2000002: ["partner_id_other_country"],
  });
  assert.equal((await own(who)).state, "draft", "what was written is kept");
});

test("a link that a newer one replaced is over, and says so at once or when it is used (E3, E9)", async () => {
  const who = applicant();
  const tab = await submitted(who);
  const [first] = await linksTo(who.email);
  const opened = await tickedAt(first);
  await tab.click('[data-action="send-again"]');
  await noticed(tab, "sent-again");
  assert((await tab.innerText('[data-notice="sent-again"]')).includes(who.email), "whom it was sent to");
  await shows(tab, "email_unverified");
  const [second] = (await linksTo(who.email, 2)).filter((link) => link !== first);
  await opened.click(CONFIRM);
  await shows(opened, "over");
  await isOver(await openLink(first));
  assert.equal((await own(who)).state, "email_unverified");
  await shows(await confirm(second), "confirmed");
  assert.equal((await own(who)).state, "under_review");
});

test("more links than a day allows aren't sent, and the page says so", async () => {
  const who = applicant();
  const tab = await submitted(who);
  const sentAgain = async () => {
    const [answer] = await Promise.all([
      tab.waitForResponse((one) => one.url().endsWith("/submit") && one.request().method() === "POST"),
      tab.click('[data-action="send-again"]'),
    ]);
    return answer.status();
  };
  let status = 200;
  for (let presses = 0; status === 200; presses += 1) {
    assert(presses < 5, "there is a limit");
    await shows(tab, "email_unverified");
    status = await sentAgain();
  }
  await shows(tab, "later");
  const later = await section(tab, "later");
  assert(later.includes(who.email) && /after .+ \d{4}.+\d{1,2}:\d{2}.+(UTC|GMT)/.test(later), later);
  assert(later.includes("newest e-mail") && !later.includes("not submitted"), later);
  await pictures(tab, "enroll-en-6-later");
  await tab.click('[data-panel="later"] button');
  await shows(tab, "email_unverified");
});

test("who is refused a link after saving is told that the draft is saved, and not to look for mail", async () => {
  const who = applicant();
  const tab = await submitted(who);
  for (let sent = 1; sent < 3; sent += 1) await does(who, "POST", `/enrollments/${who.tenantId}/submit`, {});
  await tab.reload();
  await tab.click('[data-panel="email_unverified"] [data-action="change"]');
  await shows(tab, "application");
  await press(tab, "submit");
  await shows(tab, "later");
  const later = await section(tab, "later");
  assert(later.includes("saved, but not submitted") && !later.includes("newest e-mail"), later);
  assert.equal((await own(who)).state, "draft");
});

test("what is missing is counted beside the buttons, and the first of it has the focus (E1)", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, { ...who.form, city: "", "support-phone": "" });
  const problems = '[id="problems"]:not([hidden])';
  for (const act of ["save", "submit"]) {
    await press(tab, act);
    assert.equal(await tab.innerText(problems), "Fields to check: 2");
    assert.equal(await focused(tab), "city");
  }
  await fillIn(tab, { city: "Hamburg", "support-phone": ADATUM["support-phone"], "postal-code": "1" });
  assert(!(await tab.isVisible(problems)));
  await press(tab, "save");
  await tab.waitForSelector("#postal-code[aria-invalid]");
  assert.equal(await tab.innerText(problems), "Fields to check: 1");
  assert.equal(await focused(tab), "postal-code");
});

test("another language is chosen at the foot of the page, and what was written goes along", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  await tab.click('.languages [lang="zh-TW"]');
  await tab.waitForURL(/language=zh-TW/);
  await shows(tab, "application");
  assert.equal(await tab.getAttribute("html", "lang"), "zh-TW");
  assert.equal(await tab.inputValue("#city"), "Hamburg");
  await press(tab, "submit");
  await shows(tab, "email_unverified");
  const reader = await openLink((await linksTo(who.email))[0]);
  await reader.click('.languages [lang="zh-CN"]');
  await reader.waitForURL(/language=zh-CN/);
  await shows(reader, "open");
  assert.equal(await reader.getAttribute("html", "lang"), "zh-CN");
});

test("the wrong address is changed before anybody confirmed it, and its link is over (E4)", async () => {
  const who = applicant();
  const tab = await submitted(who);
  const [link] = await linksTo(who.email);
  await tab.click('[data-panel="email_unverified"] [data-action="change"]');
  await shows(tab, "application");
  await tab.fill("#email", `other-${who.email}`);
  await press(tab, "submit");
  await shows(tab, "email_unverified");
  assert((await section(tab, "email_unverified")).includes(`other-${who.email}`));
  await isOver(await openLink(link));
});

test("a link whose application is a draft again is over when it is opened (E4, E9)", async () => {
  const who = applicant();
  const tab = await submitted(who);
  const [link] = await linksTo(who.email);
  await tab.click('[data-panel="email_unverified"] [data-action="change"]');
  await press(tab, "save");
  await noticed(tab, "saved");
  assert.equal((await own(who)).state, "draft");
  await isOver(await openLink(link));
});

test("who isn't a global admin is told who may, and a partner that there is nothing to enroll (Z10, E7)", async () => {
  const tab = await signedIn(applicant(["sales_agent"]));
  await shows(tab, "wrong-role");
  await shows(await signedIn(resident("lea@litware.example")), "partner-already");
  await shows(await signedIn(ana), "partner-already");
  await shows(await signedIn(olga), "wrong-role");
  const who = applicant();
  await submitted(who);
  const other = await signedIn(colleagueOf(who, ["sales_agent"]));
  await shows(other, "email_unverified");
  assert(!(await other.isVisible('[data-action="send-again"]')), "reads, and has nothing to press");
});

test("a company that is a customer needn't give again what is known (E8)", async () => {
  const gina = resident("gina@woodgrove.example");
  const tab = await signedIn(gina);
  await shows(tab, "application");
  assert(!(await tab.isVisible("#company-name")));
  assert((await tab.innerText("#known")).includes(gina.email), "whom the e-mail will go to");
  await pictures(tab, "enroll-en-2-known");
  await fillIn(tab, { "mpn-id": "2000011", "support-email": "help@woodgrove.example", "support-phone": "+49 30 5550100" });
  await press(tab, "save");
  await noticed(tab, "saved");
  const { legalBusiness, domain } = await own(gina);
  assert.deepEqual([legalBusiness.companyName, domain], ["Woodgrove Bank", "woodgrove.onmicrosoft.com"]);
  assert.equal(await tab.inputValue("#company-name"), "Woodgrove Bank", "from then on it can be changed");
});

test("somebody else's change isn't overwritten, and is shown (E4)", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  await press(tab, "save");
  await noticed(tab, "saved");
  const { id, mpnId, cloud, domain, legalBusiness, support } = await own(who);
  Object.assign(legalBusiness.address, { city: "Bremen", district: "Mitte" });
  await does(who, "PUT", `/enrollments/${id}`, { mpnId, cloud, domain, legalBusiness, support });
  await tab.fill("#city", "Kiel");
  await press(tab, "save");
  await noticed(tab, "changed");
  assert.equal(await tab.inputValue("#city"), "Bremen");
  await press(tab, "save");
  await noticed(tab, "saved");
  assert.equal((await own(who)).legalBusiness.address.district, "Mitte", "what the form doesn't show stays");
});

// N2
test("an act whose answer got lost is repeated under the same ids and done once", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  const ids = [];
  await tab.route(/\/v1\/enrollments(\/[^/]+\/submit)?$/, async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    ids.push([request.url().split("/").at(-1), request.headers()["ms-requestid"]]);
    const answer = await route.fetch();
    return ids.length % 2 === 1 ? route.abort() : route.fulfill({ response: answer });
  });
  await press(tab, "submit");
  await shows(tab, "not-done");
  await tab.click('[data-action="retry"]');
  await shows(tab, "not-done");
  await tab.click('[data-action="retry"]');
  await shows(tab, "email_unverified");
  assert.deepEqual(ids.map(([act]) => act), ["enrollments", "enrollments", "submit", "submit"]);
  assert.equal(ids[0][1], ids[1][1]);
  assert.equal(ids[2][1], ids[3][1]);
  assert.equal((await linksTo(who.email)).length, 1, "one e-mail");
});

test("what was written outlives the end of a sign-in, for the same organisation only", async () => {
  const who = applicant();
  const tab = await signedIn(who);
  await shows(tab, "application");
  await fillIn(tab, who.form);
  const endSession = () => tab.evaluate(() => sessionStorage.removeItem("tandem.session"));
  await endSession();
  await press(tab, "save");
  await shows(tab, "session-ended");
  await signIn(tab, who, '[data-panel="session-ended"] button');
  await shows(tab, "application");
  assert.equal(await tab.inputValue("#city"), "Hamburg");
  await endSession();
  await press(tab, "save");
  await shows(tab, "session-ended");
  await signIn(tab, applicant(), '[data-panel="session-ended"] button');
  await shows(tab, "application");
  assert.equal(await tab.inputValue("#city"), "");
});

// L1, L2, E9
test("opening the link, running its scripts and pressing every button confirms nothing", async () => {
  const who = applicant();
  await submitted(who);
  const [link] = await linksTo(who.email);
  for (const address of [link, PAGE]) {
    const tab = await newTab(browser);
    const writes = [];
    tab.on("request", (request) => {
      if (request.method() !== "GET") writes.push(`${request.method()} ${request.url()}`);
    });
    await tab.goto(address);
    await tab.evaluate(() => {
      for (const hidden of document.querySelectorAll("[hidden]")) hidden.hidden = false;
      const buttons = [...document.querySelectorAll("button")];
      for (const button of buttons) button.disabled = false;
      for (const form of document.querySelectorAll("form")) form.requestSubmit();
      for (const button of buttons.filter((one) => !/sign-in|account/.test(one.dataset.action))) button.click();
    });
    await tab.waitForTimeout(200);
    assert.deepEqual(writes, []);
  }
  assert.equal((await own(who)).state, "email_unverified");
});

test("a key that leads nowhere has the page of any address that leads nowhere (L5)", async () => {
  const origin = PAGE.replace(/\/enroll$/, "");
  const pages = await Promise.all(["/enrollments/AAAAAAAAAAAAAAAAAAAAAAAAAAA", "/enrollments/x", "/nothing"].map(
    async (path) => {
      const answer = await fetch(origin + path);
      return [answer.status, await answer.text()];
    },
  ));
  assert.equal(pages[0][0], 404);
  assert.deepEqual(pages[1], pages[0]);
  assert.deepEqual(pages[2], pages[0]);
});

test("everything works by keyboard alone on a narrow screen", async () => {
  const who = applicant();
  await submitted(who, { width: 360 });
  const tab = await openLink((await linksTo(who.email))[0], { width: 360 });
  await shows(tab, "open");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await shows(tab, "confirmed");
  assert.equal(await focused(tab), "confirmed");
});
