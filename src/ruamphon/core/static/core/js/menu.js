// <details data-menu>: closes on Escape and on a tap elsewhere.

function close(menu) {
  menu.open = false;
}

function onClick(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) close(menu);
}

function onKey(event) {
  const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
  if (!menu) return;
  close(menu);
  menu.querySelector("summary").focus();
}

export function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
