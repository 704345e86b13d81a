// What differs between the clouds on a customer's page: its address and wording, what may be left out, and, where
// only one partner can hold a service, who holds it (I3, I6, A2).

import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  CLOUDS, SERVICES, accept, acceptAs, boxes, canAccept, fillIn, heldIn, invite, pictures, readBy, results, tickUpTo,
  ticked,
} from "./customers.js";
import { newcomer } from "./newcomers.js";
import { focused, launch, newTab, open, shows, signIn } from "./tab.js";
import { BASE, organisationOf } from "./world.js";

const browser = await launch();
after(() => browser.close());
const consents = ["consent-reseller", "consent-agreement"];
const boxOf = (service) => `service-${service}`;
const { reseller: holder, provider: asker } = CLOUDS.china;
const [held, asks] = [organisationOf(holder).name, organisationOf(asker).name];

for (const { cloud, place, suffix, canBeLeftOut } of [
  { cloud: "china", place: "operated by 21Vianet", suffix: ".partner.onmschina.cn", canBeLeftOut: true },
  { cloud: "usgov", place: "the Office portal", suffix: ".onmicrosoft.us", canBeLeftOut: false },
  { cloud: "germany", place: "the Office portal", suffix: ".onmicrosoft.de", canBeLeftOut: false },
]) {
  test(`in ${cloud} it is accepted at its own address, in its own words (I3, I6)`, async () => {
    const who = newcomer({ cloud });
    const { link } = await invite(CLOUDS[cloud].reseller, who);
    const own = new URL(link);
    assert.equal(own.hostname, `${cloud}.localhost`);
    const tab = await newTab(browser);
    // Whichever of the pages' addresses it was opened at.
    await tab.goto(BASE + own.pathname);
    await tab.waitForURL(link);
    await shows(tab, "sign-in");
    const text = await tab.innerText("main");
    assert(text.includes(place) && text.includes(canBeLeftOut ? "Leave unticked" : "none of them can be left out"));
    await signIn(tab, who);
    await shows(tab, "pending");
    assert.equal(new URL(tab.url()).host, own.host, "signing in comes back there");
    assert((await tab.innerText("#domain-hint")).includes(suffix));
    await fillIn(tab, who.profile);
    await tickUpTo(tab, canBeLeftOut ? consents : [...consents, ...SERVICES.map(boxOf)]);
    await pictures(tab, `cloud-${cloud}`);
    if (!canBeLeftOut) {
      await tab.uncheck("#service-azure");
      assert(!(await canAccept(tab)), "none may be taken away again");
      await tab.check("#service-azure");
    }
    await accept(tab);
    const { name } = organisationOf(CLOUDS[cloud].reseller);
    const granted = canBeLeftOut ? [] : SERVICES.map((service) => `${name}: ${service}`).sort();
    assert.deepEqual(await heldIn(who), granted);
  });
}

// A customer of whom a partner holds two services, and the page on which another asks for the same and one more.
async function contested(language = "en") {
  const who = newcomer({ cloud: "china" });
  const first = await invite(holder, who, { services: ["exchange", "teams"] });
  const second = await invite(asker, who, { services: ["exchange", "teams", "azure"], language });
  const tab = await newTab(browser);
  return { who, first, second, tab };
}

const sentences = (tab, service) => tab.innerText(`[data-service="${service}"] [data-when="held-by"]`);

for (const language of ["en", "zh-CN", "zh-TW"]) {
  test(`a service of another partner's is reassigned by a box of its own, in ${language} (A2)`, async () => {
    const { who, first, second, tab } = await contested(language);
    assert.equal((await acceptAs(who, first, ["exchange", "teams"])).status, 200);
    await open(tab, second.link);
    assert(!(await tab.content()).includes(held), "nothing of who holds what, signed out");
    await signIn(tab, who);
    await shows(tab, "pending");
    assert.deepEqual(await boxes(tab), ["consent-provider", "reassign-exchange", "reassign-teams", "service-azure"]);
    assert.deepEqual(await ticked(tab), []);
    assert((await sentences(tab, "exchange")).split(held).length > 2, "it says who holds it, and whose it would be");
    await tickUpTo(tab, ["consent-provider"]);
    await tab.check("#reassign-exchange");
    await pictures(tab, `china-held-${language}`);
    await accept(tab);
    assert.deepEqual((await results(tab)).filter((one) => SERVICES.includes(one)), ["exchange"]);
    assert.deepEqual(await heldIn(who), [`${asks}: exchange`, `${held}: teams`].sort());
  });
}

test("who loses the race reads who holds the service now, and is offered only what can be done (A2)", async () => {
  const { who, first, second, tab } = await contested();
  await open(tab, second.link);
  await signIn(tab, who);
  await shows(tab, "pending");
  assert.deepEqual(await boxes(tab), ["consent-provider", "consent-agreement",
    "service-exchange", "service-teams", "service-azure"]);
  await tickUpTo(tab, ["consent-provider", "consent-agreement"]);
  for (const service of ["exchange", "teams"]) await tab.check(`#${boxOf(service)}`);
  await fillIn(tab, who.profile);
  assert.equal((await acceptAs(who, first, ["exchange"])).status, 200, "the other partner is quicker");

  await tab.click("#accept [type=submit]");
  await tab.waitForSelector('[data-notice="changed"]:not([hidden])');
  await shows(tab, "pending");
  assert.equal(await focused(tab), "changed");
  assert.deepEqual(await boxes(tab), ["consent-provider", "reassign-exchange", "service-teams", "service-azure"]);
  assert((await sentences(tab, "exchange")).includes(held), "it says who holds it now");
  for (const form of ["#person", "#company"]) assert(await tab.isHidden(form), "it is known by now");
  await pictures(tab, "china-race-lost");
  assert.equal((await readBy(asker, second)).state, "pending");
  assert.deepEqual(await heldIn(who), [`${held}: exchange`]);

  await accept(tab);
  assert.deepEqual(await heldIn(who), [`${asks}: teams`, `${held}: exchange`].sort(), "exchange wasn't reassigned");
});
