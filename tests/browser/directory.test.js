// The provider directory in a browser that runs no scripts: searching, reading, going on (D1, L9).

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { pictures } from "./customers.js";
import { launch, newTab } from "./tab.js";
import { BASE } from "./world.js";

const browser = await launch();
after(() => browser.close());
const PAGE = `${BASE}/lambda-url/directory-page/providers`;
const WORDS = {
  en: { title: "Find an indirect provider", germany: "Germany", languages: "German, English, Polish", nobody: "No provider found", wrong: "There is no such country or region" },
  "zh-CN": { title: "查找间接提供商", germany: "德国", languages: "德语、英语、波兰语", nobody: "未找到提供商", wrong: "没有此国家/地区" },
  "zh-TW": { title: "尋找間接提供者", germany: "德國", languages: "德文、英文、波蘭文", nobody: "找不到提供者", wrong: "沒有此國家/地區" },
};

const unscripted = (options) => newTab(browser, { ...options, scripts: false });
const names = (tab) => tab.locator("article h3").allInnerTexts();
const query = (tab) => Object.fromEntries(new URL(tab.url()).searchParams);

for (const [language, words] of Object.entries(WORDS)) {
  test(`a reseller searches by country and name and reads how to reach a provider, in ${language} (D1)`, async () => {
    const tab = await unscripted();
    await tab.goto(`${PAGE}?language=${language}`);
    assert.equal(await tab.innerText("h1"), words.title);
    assert.equal(await tab.getAttribute("html", "lang"), language);
    assert((await names(tab)).includes("Northwind Cloud"), "everybody, before anything is searched for");
    await pictures(tab, `directory-${language}-1-everybody`);

    await tab.selectOption("#country", { label: words.germany });
    await tab.fill("#name", "CONT");
    await tab.click('form [type="submit"]');
    assert.deepEqual(await names(tab), ["Contoso Distribution"]);
    assert.deepEqual(query(tab), { language, country: "DE", name: "CONT" });
    assert.deepEqual([await tab.inputValue("#country"), await tab.inputValue("#name")], ["DE", "CONT"]);
    const card = await tab.innerText("article");
    for (const said of [words.germany, "1000001", words.languages, "+49 30 5550101"]) assert(card.includes(said), said);
    const links = await tab.$$eval("article a", (all) => all.map((link) => [link.href, link.rel]));
    assert.deepEqual(links, ["mailto:sales@contoso.example", "tel:+49305550101", "https://contoso.example/resellers"]
      .map((link) => [link, "noopener noreferrer"]));
    await pictures(tab, `directory-${language}-2-found`);

    await tab.fill("#name", "Nobody & Sons");
    await tab.click('form [type="submit"]');
    assert.equal(await tab.innerText("#nobody"), words.nobody);
    await pictures(tab, `directory-${language}-3-nobody`);
    await tab.click("form a.button");
    assert.deepEqual(query(tab), { language });
    assert.equal((await names(tab)).length, 5, "all of them again");

    await tab.goto(`${PAGE}?language=${language}&country=XX`);
    assert((await tab.innerText("#country-wrong")).startsWith(words.wrong));
    assert.deepEqual(await names(tab), []);
    await pictures(tab, `directory-${language}-4-wrong`);
    assert.deepEqual(tab.complaints, []);
  });
}

test("the search goes by keyboard alone on a narrow screen, and the dark page reads as well", async () => {
  const tab = await unscripted({ width: 360, dark: true });
  await tab.goto(PAGE);
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "country");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("van");
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  assert.deepEqual(await names(tab), ["VanArsdel Cloud"]);
  await pictures(tab, "directory-en-dark");
});

test("the reader's language is a link away and the search stays", async () => {
  const tab = await unscripted();
  await tab.goto(`${PAGE}?name=blue`);
  await tab.click('nav a[lang="zh-TW"]');
  assert.equal(await tab.innerText("h1"), WORDS["zh-TW"].title);
  assert.deepEqual(await names(tab), ["Blue Yonder 云分销"]);
  assert.deepEqual(query(tab), { name: "blue", language: "zh-TW" });
});

test("a form of the page leads to the page and nowhere else (L9)", async () => {
  const tab = await unscripted();
  await tab.goto(PAGE);
  await tab.$eval("form", (form) => {
    form.setAttribute("action", "https://evil.example/");
    form.requestSubmit();
  });
  await tab.waitForTimeout(200);
  assert.equal(tab.url(), PAGE);
  assert(tab.complaints.some((said) => said.includes("form-action")), tab.complaints.join());
});

test("the local stack's front page leads to the directory", async () => {
  const tab = await unscripted();
  await tab.goto(BASE);
  await tab.click('a[href$="/directory-page/providers"]');
  assert.equal((await names(tab)).length, 5);
});
