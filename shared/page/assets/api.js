// Calls to the API in the name of whoever is signed in; signed out there is nothing to send.

import { session } from "./sign-in.js";

const PATIENCE_MILLISECONDS = 15_000;

// The status and the body of the answer. Whatever isn't an answer (no network, no JSON) counts as
// status 0 or keeps its status with an empty body; signed out it is as if the API had refused.
export async function call(method, path, { body, requestId } = {}) {
  const token = session()?.token;
  if (!token) return { status: 401, body: {} };
  const headers = { authorization: `Bearer ${token}`, "ms-requestid": requestId };
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
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}
