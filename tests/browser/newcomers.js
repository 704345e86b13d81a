// People of companies that the demo world doesn't have: tenants that nobody has met.
//
// The development sign-in signs in anybody as anybody it knows, with a key that lies in the repository. A newcomer
// goes the same way through its page, and the tokens at the end of it are made out to the newcomer with that key.

import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const DER = readFileSync(new URL("../../infra/local/assets/development-key.der", import.meta.url));
const KEY = createPrivateKey({ key: DER, format: "der", type: "pkcs1" });
const HEADER = { alg: "RS256", typ: "JWT", kid: "development" };
const AUDIENCE = "tandem";

// What each cloud asks of a company profile: its domains, and an address of one of its countries.
const ADDRESSES = {
  global: { suffix: "onmicrosoft.com", country: "AT", state: "", "postal-code": "5700", culture: "de-AT" },
  china: { suffix: "partner.onmschina.cn", country: "CN", state: "Beijing", "postal-code": "100000", culture: "zh-CN" },
  usgov: { suffix: "onmicrosoft.us", country: "US", state: "WA", "postal-code": "98052", culture: "en-US" },
  germany: { suffix: "onmicrosoft.de", country: "DE", state: "", "postal-code": "20457", culture: "de-DE" },
};

// Somebody of a tenant that nobody has met, with what its company profile will say.
export function newcomer({ cloud = "global", company = "Alpine Ski House", roles = ["global_admin"] } = {}) {
  const tenantId = randomUUID();
  const domain = `tenant-${tenantId.slice(0, 8)}`;
  const { suffix, ...address } = ADDRESSES[cloud];
  return {
    email: `admin@${domain}.example`, name: "Alma Pichler", tenantId, roles, isNewcomer: true,
    profile: {
      "company-name": company, domain: `${domain}.${suffix}`, "address-line1": "Seestrasse 4", city: "Zell am See",
      language: address.culture.slice(0, 2), ...address,
    },
  };
}

// A colleague in the same tenant.
export const colleagueOf = (who, roles) => ({ ...who, email: `other-${who.email}`, name: "Alois Gruber", roles });

export const tokenOf = (who, issuer) => signed({ ...claimsOf(who), iss: issuer, aud: AUDIENCE });

// Makes the tokens of the tab's next sign-in out to this person.
export function answersAs(tab, who) {
  return tab.route("**/idp/token", async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    for (const name of ["access_token", "id_token"]) {
      const claims = JSON.parse(Buffer.from(json[name].split(".")[1], "base64url"));
      json[name] = signed({ ...claims, ...claimsOf(who) });
    }
    await route.fulfill({ response, json });
  }, { times: 1 });
}

function claimsOf({ email, name, tenantId, roles }) {
  const [given_name, family_name] = name.split(" ");
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: `${tenantId}:${email}`, tid: tenantId, email, email_verified: true, roles, name, given_name, family_name,
    iat: now, nbf: now, exp: now + 600,
  };
}

function signed(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const message = `${part(HEADER)}.${part(claims)}`;
  return `${message}.${sign("sha256", Buffer.from(message), KEY).toString("base64url")}`;
}
