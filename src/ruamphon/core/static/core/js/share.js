// <button data-share data-share-title data-share-text data-share-url>: the phone's own share sheet, else copy.

import { say } from "./words.js";

function status(button) {
  const next = button.nextElementSibling;
  if (next?.matches("output.share-said")) return next;
  const made = document.createElement("output");
  made.className = "share-said";
  button.insertAdjacentElement("afterend", made);
  return made;
}

async function share(button) {
  const { shareTitle = document.title, shareText = "", shareUrl = location.href } = button.dataset;
  const url = new URL(shareUrl, location.href).href;
  if (navigator.share) {
    await navigator.share({ title: shareTitle, text: shareText, url });
    return "";
  }
  await navigator.clipboard.writeText([shareText, url].filter(Boolean).join("\n"));
  return say("คัดลอกแล้ว วางในแชตได้เลย", "Copied. Paste it into your chat.", button);
}

async function onClick(event) {
  const button = event.target.closest("[data-share]");
  if (!button) return;
  const said = status(button);
  try {
    said.textContent = await share(button);
  } catch (error) {
    // Closing the share sheet is not a failure; an in-app browser that forbids copying is.
    if (error.name !== "AbortError") said.textContent = `${say("คัดลอกลิงก์นี้:", "Copy this link:", button)} ${button.dataset.shareUrl ?? location.href}`;
  }
}

export function start() {
  document.addEventListener("click", onClick);
}
