// Calls to the API in the name of whoever is signed in; signed out there is nothing to send.

import { session } from "./sign-in.js";

const PATIENCE_MILLISECONDS = 15_000;

// The status and the body of the answer, and the seconds after which the API asks to be called again. Whatever isn't an answer (no network, no JSON) counts as
// status 0 or keeps its status with an empty body; signed out it is as if the API had refused.
export async function call(method, path, options = {}) {
  const token = session()?.token;
  return token ? send(method, path, options, token) : { status: 401, body: {} };
}

// The same in nobody's name, for the routes that ask for no sign-in: a token that there may be stays here.
export const callSignedOut = (method, path, options = {}) => send(method, path, options);

async function send(method, path, { body, requestId }, token) {
  const headers = { "ms-requestid": requestId };
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers["content-type"] = "application/json";
  try {
    const answer = await fetch(document.body.dataset.api + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    const retryAfter = Number(answer.headers.get("retry-after")) || null;
    return { status: answer.status, body: await answer.json().catch(() => ({})), retryAfter };
  } catch {
    return { status: 0, body: {} };
  }
}
