// Signing in: OpenID Connect, authorization code with PKCE, in a page that has no server of its own.
//
// The issuer and the client are the page's settings, never something that a request says. The
// browser comes back to one fixed address of the pages that it left; which of them it was is remembered
// here, as the server wrote it, and the way back is built from that. Everything is kept for this tab and
// this origin only.

const FLOW = "tandem.flow";
const SESSION = "tandem.session";
// A page, with the key of a link or the language if it has one.
const PLACE = /^\/[a-z]+(\/[A-Za-z0-9_-]{27,36})?(\?language=[A-Za-z-]+)?$/;
// Less than the shortest life that an issuer gives a token, and more than a slow call takes.
const MARGIN_MILLISECONDS = 30_000;
const PATIENCE_MILLISECONDS = 15_000;

const settings = document.body.dataset;
const redirectUri = (pages) => `${pages}/signed-in`;

export const addressOf = (place, pages = settings.pages) => pages + place;

// Moves to the address that the page has in its cloud, if it was opened at another of the pages'; true
// while the browser is on its way. Signing in comes back to the page's own address only.
export function moveHome(place) {
  const home = new URL(addressOf(place));
  if (home.origin === location.origin) return false;
  location.replace(home);
  return true;
}

// The token and the account of this tab's sign-in, or null if there is none or its time is over.
export function session() {
  const kept = read(SESSION);
  return kept && kept.expires > Date.now() ? kept : null;
}

export function forget() {
  sessionStorage.removeItem(SESSION);
}

// What the API's token says under a name, read for the paths of calls; the API itself decides.
export function claim(name) {
  const kept = session();
  return kept && claimsOf(kept.token)[name];
}

// The organisation of whoever is signed in.
export const tenant = () => claim(settings.tenantClaim);

// Goes to the issuer, and comes back to `place`. `anotherAccount` has it ask who it is even if it knows.
export async function signIn(place, anotherAccount) {
  forget();
  const { authorization_endpoint: endpoint } = await discover();
  const { pages } = settings;
  const flow = { pages, place, state: random(), nonce: random(), verifier: random() };
  sessionStorage.setItem(FLOW, JSON.stringify(flow));
  const address = new URL(endpoint);
  const parameters = {
    response_type: "code",
    client_id: settings.clientId,
    redirect_uri: redirectUri(pages),
    scope: settings.scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await challenge(flow.verifier),
    code_challenge_method: "S256",
    ui_locales: document.documentElement.lang,
    ...(anotherAccount ? { prompt: "select_account" } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  location.assign(address);
}

// The sign-in that this tab began, once: whatever comes of it, it can't be used again.
export function takeFlow() {
  const flow = read(FLOW);
  sessionStorage.removeItem(FLOW);
  const known = flow && PLACE.test(flow.place) && `${flow.pages}/`.startsWith(`${location.origin}/`);
  return known ? flow : null;
}

// Exchanges the code that the issuer sent back for a token, and keeps it.
export async function finishSignIn(flow, answer) {
  const code = answer.get("code");
  const issuer = answer.get("iss") ?? settings.issuer;
  if (!flow || !code || answer.get("state") !== flow.state || issuer !== settings.issuer) {
    throw new Error("not an answer to this tab's sign-in");
  }
  const { token_endpoint: endpoint } = await discover();
  const tokens = await json(endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri(flow.pages),
      client_id: settings.clientId,
      code_verifier: flow.verifier,
    }),
  });
  const claims = claimsOf(tokens.id_token);
  const audience = [claims.aud].flat();
  if (claims.nonce !== flow.nonce || claims.iss !== settings.issuer || !audience.includes(settings.clientId)) {
    throw new Error("not a token of this sign-in");
  }
  const seconds = Number(tokens.expires_in ?? 300);
  sessionStorage.setItem(SESSION, JSON.stringify({
    token: tokens.access_token,
    account: claims.email ?? claims.preferred_username ?? claims.name ?? claims.sub,
    expires: Date.now() + seconds * 1000 - MARGIN_MILLISECONDS,
  }));
}

async function discover() {
  const found = await json(`${settings.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (found.issuer !== settings.issuer) throw new Error("another issuer's document");
  return found;
}

async function json(address, options) {
  const answer = await fetch(address, {
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    ...options,
  });
  if (!answer.ok) throw new Error(`the issuer answered ${answer.status}`);
  return answer.json();
}

// What a token says, for display and to compare the nonce; it came from the issuer itself, over TLS,
// and it is the API that decides by the access token's signature.
function claimsOf(token) {
  return JSON.parse(new TextDecoder().decode(bytesOf(token.split(".")[1])));
}

function bytesOf(base64url) {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}
