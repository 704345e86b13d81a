// The page behind the link of an e-mail: confirms that its address is the company's, in nobody's name (E9).
//
// It writes only when the form is submitted with both boxes ticked, which no opening, and no script that
// presses buttons, does. It keeps its request id while it is repeated, so that it is carried out once at most.

import { callSignedOut } from "./api.js";
import { busy, idle as enable, show, showNotDone, status } from "./panels.js";

const { key } = document.querySelector("main").dataset;
// There is none once the link is over or was used.
const form = document.querySelector("#confirm");
const boxes = [...form?.querySelectorAll("input") ?? []];
const isComplete = () => boxes.length > 0 && boxes.every((box) => box.checked);
const requestId = crypto.randomUUID();

function idle() {
  enable();
  if (form) form.querySelector("button").disabled = !isComplete();
}

async function confirm() {
  if (!isComplete()) return;
  busy(status.dataset.working);
  const path = `/v1/enrollments/${encodeURIComponent(key)}/verify`;
  const answer = await callSignedOut("POST", path, { body: { confirmed: true }, requestId });
  idle();
  if (answer.status === 200) show("confirmed");
  // An unknown key was known when the page was opened: what it led to is gone.
  else if (answer.status === 410 || answer.status === 404) show("over");
  else showNotDone(requestId);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  confirm();
});
form?.addEventListener("change", idle);
document.querySelector('[data-action="retry"]').addEventListener("click", confirm);
idle();
