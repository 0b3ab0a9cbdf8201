// A date 543 years off: the server proposes the right one in data-proposal, and one tap takes it.

import { say } from "./words.js";

function offer(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small proposal";
  button.textContent = `${say("ใช้วันที่นี้:", "Use this date:", input)} ${input.dataset.proposal}`;
  button.addEventListener("click", () => {
    input.value = input.dataset.proposal;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    button.remove();
  });
  input.insertAdjacentElement("afterend", button);
}

export function start(root = document) {
  for (const input of root.querySelectorAll("input[data-proposal]:not([data-offered])")) {
    offer(input);
    input.dataset.offered = "";
  }
}
