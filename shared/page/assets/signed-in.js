// Where the issuer sends the browser back to: ends the sign-in, and goes back to where it began.

import { show, slot, status } from "./panels.js";
import { addressOf, finishSignIn, takeFlow } from "./sign-in.js";

status.textContent = status.dataset.signingIn;
const answer = new URLSearchParams(location.search);
history.replaceState(null, "", location.pathname);
const flow = takeFlow();
try {
  await finishSignIn(flow, answer);
  location.replace(addressOf(flow.place, flow.pages));
} catch {
  const back = slot("back");
  back.hidden = !flow;
  if (flow) back.href = addressOf(flow.place, flow.pages);
  show("sign-in-failed");
}
