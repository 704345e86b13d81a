// Customers' invitations, as a script of a partner sees them, and the page of one, as its reader does.

import assert from "node:assert/strict";
import { arePartners, call, does, mailedLink, resident } from "./world.js";
import { picture, shows } from "./tab.js";

export const SERVICES = ["directory", "exchange", "sharepoint", "teams", "azure"];
const INVITATIONS = "/customers/relationshiprequests";

// Who asks customers in each cloud. Those of the global cloud become partners when they first ask together: the pair
// that the demo world has is parted and joined by other tests.
export const CLOUDS = {
  global: { provider: resident("ana@contoso.example"), reseller: resident("lea@litware.example") },
  china: { provider: resident("lin@blueyonder.example"), reseller: resident("wei@lucerne.example") },
  usgov: { provider: resident("uma@adatum.example"), reseller: resident("bea@bellows.example") },
  germany: { provider: resident("vera@vanarsdel.example"), reseller: resident("mia@munson.example") },
};

// Asks the person `to`: the invitation, who asked, and the link out of the mail.
export async function invite(by, to, { provider, services = SERVICES, ...fields } = {}) {
  if (provider) await makePartners({ provider, reseller: by });
  const invitation = await does(by, "POST", INVITATIONS, {
    email: to.email, delegatedAdmin: services, indirectCloudSolutionProviderId: provider?.tenantId, ...fields,
  });
  return { by, invitation, link: await mailedLink(to.email, invitation.url) };
}

async function makePartners({ provider, reseller }) {
  if (await arePartners({ provider, reseller })) return;
  const { id, termsDigest } = await does(provider, "POST", "/relationships/requests", { email: reseller.email });
  await does(reseller, "POST", `/relationships/requests/${id}/accept`, { termsDigest, confirmed: true });
}

export const readBy = (who, { invitation }) => does(who, "GET", `${INVITATIONS}/${invitation.id}`);

export const cancel = ({ by, invitation }) => does(by, "POST", `${INVITATIONS}/${invitation.id}/cancel`);

// Accepts without the page, as a script of the customer's would.
export function acceptAs(who, { invitation }, services) {
  const { "company-name": companyName, domain, language, culture, country, city, state } = who.profile;
  const [firstName, lastName] = who.name.split(" ");
  const contact = { firstName, lastName, email: who.email };
  return call(who, "POST", `${INVITATIONS}/${invitation.id}/accept`, {
    termsDigest: invitation.termsDigest,
    confirmed: true,
    services,
    agreement: { accepted: true, primaryContact: contact },
    organisation: {
      companyName, domain, language, culture, email: who.email,
      defaultAddress: {
        country, city, addressLine1: who.profile["address-line1"], postalCode: who.profile["postal-code"],
        state: state || undefined, firstName, lastName,
      },
    },
  });
}

// Who holds which service in somebody's tenant, as its own people see it.
export async function heldIn(admin) {
  const { items } = await does(admin, "GET", "/delegatedaccess");
  return items.map(({ name, service }) => `${name}: ${service}`).sort();
}

// --- The page ---

const visible = "input[type=checkbox]:not([hidden]):not(:disabled)";

// The boxes that can be ticked, by their ids, and those of them that are.
export const boxes = (tab) => idsOf(tab, `#accept ${visible}`);
export const ticked = (tab) => idsOf(tab, "#accept input[type=checkbox]:checked");

const idsOf = (tab, selector) => tab.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));

export const canAccept = (tab) => tab.isEnabled("#accept [type=submit]");

// Ticks these one after the other; accepting isn't possible before the last of them.
export async function tickUpTo(tab, ids) {
  for (const id of ids) {
    assert(!(await canAccept(tab)), `not to be pressed before ${id} is ticked`);
    await tab.check(`#${id}`);
  }
  assert(await canAccept(tab));
}

export async function fillIn(tab, fields) {
  for (const [id, value] of Object.entries(fields)) {
    if (id === "country") await tab.selectOption(`#${id}`, value);
    else await tab.fill(`#${id}`, value);
  }
}

export async function accept(tab) {
  await tab.click("#accept [type=submit]");
  await shows(tab, "authorized-now");
}

// What the page says is so now, by the names of the lines.
export const results = (tab) => tab.$$eval(
  "[data-panel]:not([hidden]) [data-result]:not([hidden])", (all) => all.map((one) => one.dataset.result),
);

// Pictures of a page as it is, narrow and wide.
export async function pictures(tab, name) {
  for (const width of [360, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    await picture(tab, `${name}-${width}`);
  }
}
