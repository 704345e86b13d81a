// What a customer is asked for: which lines are needed of whoever is signed in, and what was ticked.
//
// Nothing is ticked beforehand, and nothing is offered that can't be done: a service that another
// partner holds can only be taken from there, by a box of its own (A2).

import { written } from "./fields.js";

const agreement = document.querySelector('[data-consent="agreement"]');
const lines = [...document.querySelectorAll("[data-service]")];
const boxOf = (line) => line?.querySelector("input");
const reassignOf = (line) => line.querySelector('[id^="reassign-"]');

// What the API says that accepting takes; null as long as nobody who may accept is signed in.
let needs = null;

export function setNeeds(acceptance) {
  needs = acceptance ?? null;
}

const askedFor = (line) => needs?.services.find((asked) => asked.service === line.dataset.service);

// Shows the boxes and fields that are needed while an answer can be given, and none otherwise.
export function offer(canAnswer) {
  const answering = canAnswer && needs !== null;
  for (const line of document.querySelectorAll("[data-consent]")) turn(boxOf(line), answering);
  if (agreement) {
    agreement.hidden = needs?.agreementNeeded === false;
    turn(boxOf(agreement), answering && needs.agreementNeeded);
  }
  for (const line of lines) offerService(line, answering);
  turn(document.querySelector("#person"), answering && (needs.agreementNeeded || needs.organisationNeeded));
  turn(document.querySelector("#company"), answering && needs.organisationNeeded);
}

function offerService(line, answering) {
  const { held, heldBy } = askedFor(line) ?? {};
  const [box, reassign] = [boxOf(line), reassignOf(line)];
  turn(box, answering && !held && !heldBy);
  turn(reassign, answering && Boolean(heldBy));
  for (const one of [box, reassign]) one.toggleAttribute("data-needed", needs?.servicesCanBeLeftOut === false);
  line.querySelector('[data-when="held"]').hidden = !answering || !held;
  line.querySelector('[data-when="held-by"]').hidden = !answering || !heldBy;
  for (const gap of line.querySelectorAll('[data-slot="holder"]')) gap.textContent = heldBy?.name ?? "";
}

function turn(element, on) {
  if (!element) return;
  element.hidden = element.disabled = !on;
}

const isTicked = (box) => box.checked && !box.disabled;

// Whether everything is ticked that accepting needs; nothing is as long as it isn't known what that is.
export function isComplete() {
  if (agreement && !needs) return false;
  return [...document.querySelectorAll("[data-needed]")].every((box) => box.disabled || box.checked);
}

// What is sent of it: only what is ticked, and what the partner holds anyway where none may be left out.
export function consents() {
  if (!needs) return {};
  const stays = (line) => askedFor(line)?.held && !needs.servicesCanBeLeftOut;
  const taken = lines.filter((line) => isTicked(reassignOf(line)));
  const { agreement: said, organisation } = written(document.querySelector("#accept"));
  const granted = lines.filter((line) => isTicked(boxOf(line)) || taken.includes(line) || stays(line));
  return {
    services: granted.map((line) => line.dataset.service),
    reassign: taken.map((line) => line.dataset.service),
    agreement: needs.agreementNeeded
      ? { accepted: isTicked(boxOf(agreement)), primaryContact: said?.primaryContact }
      : undefined,
    organisation: needs.organisationNeeded ? organisation : undefined,
  };
}

// Says what came of it: the services that were granted, and everything else that was asked.
export function showResults(granted = []) {
  const services = lines.map((line) => line.dataset.service);
  for (const line of document.querySelectorAll("[data-result]")) {
    const { result } = line.dataset;
    line.hidden = services.includes(result) && !granted.includes(result);
  }
}
