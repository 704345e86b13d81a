// The panels of a page, of which at most one is shown, and the line that says what goes on.
//
// It holds no words: every sentence is in the page already, in its language.

export const status = document.querySelector("#status");
export const slot = (name) => document.querySelector(`[data-slot="${name}"]`);

// Shows one panel and hides the others. The focus goes to its heading, unless the reader should
// first come by what stands above it.
export function show(name, { focus = true } = {}) {
  for (const section of document.querySelectorAll("[data-panel]")) {
    section.hidden = section.dataset.panel !== name;
  }
  status.textContent = "";
  if (focus) document.querySelector(`[data-panel="${name}"] h2`).focus();
}

export function busy(text) {
  status.textContent = text;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
}

export function idle() {
  for (const button of document.querySelectorAll("button")) button.disabled = false;
}

// Says that the service didn't answer as it should, with the number that support asks for.
export function showNotDone(requestId) {
  slot("request-number").textContent = requestId;
  slot("request-number").parentElement.hidden = false;
  show("not-done");
}

// A page that the browser kept and shows again may be out of date, its buttons still waiting.
addEventListener("pageshow", (event) => event.persisted && location.reload());
