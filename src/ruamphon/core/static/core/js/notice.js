// A small note above a form, with buttons; read aloud when it appears.

const ICON = "M8 16A8 8 0 1 0 8 0a8 8 0 0 0 0 16m.93-9.412-1 4.705c-.07.34.029.533.304.533.194 0 .487-.07.686-.246l-.088.416c-.287.346-.92.598-1.465.598-.703 0-1.002-.422-.808-1.319l.738-3.468c.064-.293.006-.399-.287-.47l-.451-.081.082-.381 2.29-.287zM8 5.5a1 1 0 1 1 0-2 1 1 0 0 1 0 2";

function picture() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", ICON);
  svg.append(path);
  return svg;
}

function button({ label, act }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-quiet btn-small";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

/** Put the form's note in place of an earlier one; `tone` is info, warning or success. */
export function notice(form, sentence, { tone = "info", buttons = [] } = {}) {
  const box = form.querySelector(":scope > .draft-note") ?? form.insertAdjacentElement("afterbegin", document.createElement("div"));
  box.className = "draft-note";
  box.setAttribute("role", "status");
  const toast = document.createElement("div");
  toast.className = `toast-look is-${tone}`;
  const words = document.createElement("p");
  words.textContent = sentence;
  toast.append(picture(), words, ...buttons.map(button));
  box.replaceChildren(toast);
  return box;
}

export function withdraw(form) {
  form.querySelector(":scope > .draft-note")?.remove();
}
