// <form data-passkey="create|get" data-options="/where-the-options-are/">: asks the phone for a passkey, then sends the form.
// Until this runs the form says that the browser cannot; the button shows only where it can.

import { say } from "../core/js/words.js";

const LONGEST_WAIT = 120_000;

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function readable(options) {
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const ready = { ...options, challenge: bytes(options.challenge), timeout: LONGEST_WAIT };
  if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = known(options.allowCredentials);
  return ready;
}

function sendable(credential) {
  const { response } = credential;
  const sent = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    sent.attestationObject = text(response.attestationObject);
    sent.transports = response.getTransports?.() ?? [];
  } else {
    sent.authenticatorData = text(response.authenticatorData);
    sent.signature = text(response.signature);
    sent.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: sent, clientExtensionResults: {} };
}

async function ask(form) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(form.dataset.options, { method: "POST", headers, redirect: "error" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const publicKey = readable(await answer.json());
  return form.dataset.passkey === "create" ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
}

function reason(error, form) {
  if (error.name === "InvalidStateError") return say("เครื่องนี้มีพาสคีย์ของบัญชีนี้อยู่แล้ว", "This device has a passkey of this account already.", form);
  if (error.name === "SecurityError") return say("ที่อยู่เว็บนี้ใช้พาสคีย์ไม่ได้ เปิดด้วยชื่อเว็บของโครงการ", "Passkeys do not work at this address. Open the site by its own name.", form);
  if (error.name === "NotAllowedError") return say("ยังไม่ได้ยืนยันบนเครื่อง ลองอีกครั้ง หรือใช้วิธีอื่น", "Not confirmed on the device. Try again, or use another way.", form);
  return say("ใช้พาสคีย์ไม่สำเร็จ โหลดหน้านี้ใหม่แล้วลองอีกครั้ง", "The passkey did not work. Reload the page and try again.", form);
}

async function onSubmit(event) {
  const form = event.target;
  const said = form.querySelector("[data-passkey-said]");
  event.preventDefault();
  said.textContent = say("รอยืนยันบนเครื่องของคุณ…", "Waiting for you to confirm on your device…", form);
  try {
    form.elements.credential.value = JSON.stringify(sendable(await ask(form)));
    form.submit();
  } catch (error) {
    said.textContent = reason(error, form);
  }
}

function start(form) {
  const can = Boolean(globalThis.PublicKeyCredential && navigator.credentials);
  for (const one of form.querySelectorAll("[data-passkey-can]")) one.hidden = !can;
  for (const one of form.querySelectorAll("[data-passkey-cannot]")) one.hidden = can;
  form.addEventListener("submit", onSubmit);
}

for (const form of document.querySelectorAll("[data-passkey]")) start(form);
