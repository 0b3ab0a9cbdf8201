/* A button that opens the browser's print sheet; without JavaScript it never shows. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
