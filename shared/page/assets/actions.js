// What the buttons of a page do: each names its action. Signing in is the same wherever somebody can.

import { busy, idle, show as showPanel, status } from "./panels.js";
import { signIn } from "./sign-in.js";

// Has every button do what it names. A page has actions of its own, and may show panels in a way of its own.
export function offerActions(own, show = showPanel) {
  const actions = {
    "sign-in": () => goToSignIn(show, false),
    "switch-account": () => goToSignIn(show, true),
    ...own,
  };
  for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", actions[button.dataset.action]);
  }
}

async function goToSignIn(show, anotherAccount) {
  busy(status.dataset.signingIn);
  try {
    await signIn(document.querySelector("main").dataset.place, anotherAccount);
  } catch {
    idle();
    show("sign-in-failed");
  }
}
