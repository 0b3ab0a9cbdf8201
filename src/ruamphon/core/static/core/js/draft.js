// <form data-draft="visit-12">: what is typed survives a dead signal, a closed page, an empty battery.
// Files, passwords and codes are never kept. A draft goes away when the form has been sent and accepted, when its
// writer signs out (<form data-ends-drafts>), and when somebody else signs in on this device.

import * as drafts from "./drafts.js";
import { notice, withdraw } from "./notice.js";
import { say } from "./words.js";

const PAUSE = 400;
const PATIENCE = 5000;
const NEVER = new Set(["file", "password", "hidden", "submit", "button", "reset", "image"]);

const person = () => document.body.dataset.person ?? "";
const place = (form) => drafts.name(person(), form.dataset.draft);
const isSecret = (field) => /password|one-time-code/.test(field.autocomplete) || "secret" in field.dataset;
const isKept = (field) => field.name && field.type && !NEVER.has(field.type) && !isSecret(field);
const fields = (form) => [...form.elements].filter(isKept);
const ticks = (field) => field.type === "checkbox" || field.type === "radio";

function chosen(field) {
  if (ticks(field)) return field.checked;
  if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
  return field.value;
}

const slot = (field) => (ticks(field) ? `${field.name}=${field.value}` : field.name);

function values(form) {
  return Object.fromEntries(fields(form).map((field) => [slot(field), chosen(field)]));
}

function fill(form, kept) {
  for (const field of fields(form)) {
    const value = kept[slot(field)];
    if (value === undefined) continue;
    if (ticks(field)) field.checked = value;
    else if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function keep(form, more = {}) {
  drafts.write(place(form), { values: values(form), page: location.pathname, ...more });
}

function discard(form) {
  drafts.remove(place(form));
  form.reset();
  withdraw(form);
}

function restore(form) {
  const draft = drafts.read(place(form));
  if (!draft || form.querySelector(".form-errors") || same(draft.values, values(form))) return;
  fill(form, draft.values);
  const files = form.querySelector("input[type=file]") ? say(" รูปและไฟล์ต้องเลือกใหม่", " Photos and files must be chosen again.", form) : "";
  notice(form, say("กู้ร่างที่ยังไม่ได้ส่งกลับมาแล้ว", "Your unsent draft is back.", form) + files, {
    buttons: [{ label: say("ทิ้งร่าง", "Discard draft", form), act: () => discard(form) }],
  });
}

// A page that came after sending tells whether it was accepted.
function settle() {
  if ("draftFailed" in document.body.dataset) {
    for (const at of drafts.names()) forget(at, { sent: false });
    return;
  }
  const told = document.body.dataset.draftSent;
  if (told) drafts.remove(drafts.name(person(), told));
  const returned = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
  for (const at of drafts.names(person())) forget(at, { sent: !returned && !refused(at) });
}

function refused(at) {
  const form = [...document.forms].find((one) => one.dataset.draft && place(one) === at);
  return Boolean(form?.querySelector(".form-errors"));
}

function forget(at, { sent }) {
  const draft = drafts.read(at);
  if (!draft?.pending) return;
  if (sent) drafts.remove(at);
  else drafts.write(at, { ...draft, pending: false });
}

// "Online" in a browser only means a network card. Any answer from the server, even a refusal, means signal.
async function reachable() {
  if (!navigator.onLine) return false;
  try {
    await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
}

function sayOffline(form, buttons = []) {
  const sentence = say(
    "ไม่มีสัญญาณ — เก็บร่างไว้ในเครื่องแล้ว จะส่งได้เมื่อมีสัญญาณ",
    "No signal — the draft is kept on this device and can be sent when the signal is back.",
    form,
  );
  notice(form, sentence, { tone: "warning", buttons });
}

function sayBack(form, submitter) {
  notice(form, say("มีสัญญาณแล้ว ร่างของคุณพร้อมส่ง", "The signal is back. Your draft is ready to send.", form), {
    tone: "success",
    buttons: [{ label: say("ส่งตอนนี้", "Send now", form), act: () => form.requestSubmit(submitter) }],
  });
}

async function send(form, submitter) {
  form.setAttribute("aria-busy", "true");
  const signal = await reachable();
  form.removeAttribute("aria-busy");
  if (!signal) {
    keep(form);
    sayOffline(form, [{ label: say("ลองส่งอีกครั้ง", "Try again", form), act: () => form.requestSubmit(submitter) }]);
    addEventListener("online", () => sayBack(form, submitter), { once: true });
    return;
  }
  keep(form, { pending: true });
  form.dataset.go = "";
  form.requestSubmit(submitter);
}

function endDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) clearTimeout(form.draftTimer);
  for (const at of drafts.names(person())) drafts.remove(at);
}

// On a shared phone the next person's sign-in ends what an earlier one left.
function forgetOthers() {
  const own = drafts.names(person());
  if (person()) for (const at of drafts.names()) if (!own.includes(at)) drafts.remove(at);
}

function onSubmit(event) {
  const form = event.target;
  if ("endsDrafts" in (form.dataset ?? {})) endDrafts();
  if (!form.dataset?.draft) return;
  clearTimeout(form.draftTimer);
  if ("go" in form.dataset) {
    delete form.dataset.go;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter ?? undefined);
}

function onTyping(event) {
  const form = event.target.form;
  if (!form?.dataset.draft || !isKept(event.target)) return;
  clearTimeout(form.draftTimer);
  form.draftTimer = setTimeout(() => keep(form), PAUSE);
}

function onFragment(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || !event.detail.successful || event.detail.requestConfig?.verb === "get") return;
  if (event.detail.xhr.responseText.includes("form-errors")) keep(form);
  else drafts.remove(place(form));
}

// A page left before the pause is over still keeps its last words.
function onLeaving() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const draft = drafts.read(place(form));
    if (draft && !draft.pending) keep(form);
  }
}

export function start() {
  forgetOthers();
  settle();
  document.querySelectorAll("form[data-draft]").forEach(restore);
  document.addEventListener("submit", onSubmit, { capture: true });
  document.addEventListener("input", onTyping);
  document.addEventListener("change", onTyping);
  document.addEventListener("htmx:afterRequest", onFragment);
  addEventListener("pagehide", onLeaving);
}
