// A browser tab as a person uses it, and what must hold on every page that it shows.

import assert from "node:assert/strict";
import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { answersAs } from "./newcomers.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update"];

function installed() {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const path of NAMES.map((name) => join(folder, name))) {
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // The next one, then.
      }
    }
  }
  throw new Error("no Chromium found; name one in CHROMIUM");
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? installed(), args: QUIET });

// A fresh tab, signed in nowhere. What its pages complain of is collected in `complaints`.
export async function newTab(browser, { width = 1280, dark = false, scripts = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: scripts,
  });
  const tab = await context.newPage();
  tab.complaints = [];
  tab.on("pageerror", (error) => tab.complaints.push(String(error)));
  tab.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) tab.complaints.push(message.text());
  });
  return tab;
}

// Waits until exactly this panel is shown.
export async function shows(tab, panel) {
  await tab.waitForSelector(`[data-panel="${panel}"]:not([hidden])`, { timeout: 10_000 });
  assert.deepEqual(await tab.$$eval("[data-panel]:not([hidden])", (all) => all.map((one) => one.dataset.panel)), [panel]);
  assert.deepEqual(tab.complaints, []);
}

export async function open(tab, link) {
  const answer = await tab.goto(link);
  await shows(tab, "sign-in");
  return answer;
}

// Signs in by the issuer's page, from whatever button leads there.
export async function signIn(tab, who, button = '[data-panel="sign-in"] button') {
  await tab.click(button);
  await tab.waitForURL(/\/idp\/authorize/);
  if (who.isNewcomer) await answersAs(tab, who);
  await tab.locator(who.isNewcomer ? "button" : `button[value="${who.email}"]`).first().click();
  await tab.waitForSelector(".account:not([hidden])", { timeout: 10_000 });
}

export async function authorize(tab) {
  await shows(tab, "pending");
  assert(await tab.isDisabled("#accept [type=submit]"), "not to be pressed before the box is ticked");
  await tab.check("#confirmed");
  await tab.click("#accept [type=submit]");
}

export const focused = (tab) => tab.evaluate(() => document.activeElement.id || document.activeElement.tagName);

// Keeps a picture where SCREENSHOTS names a folder, and refuses sideways scrolling.
export async function picture(tab, name) {
  const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(sideways <= 0, `${name} scrolls sideways by ${sideways} pixels`);
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await tab.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
