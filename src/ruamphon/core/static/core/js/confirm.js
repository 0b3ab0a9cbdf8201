// <a data-confirm="dialog-id" href="/page-that-asks/">: the dialog opens in place; without it the link leads on.

function onClick(event) {
  const opener = event.target.closest("[data-confirm]");
  const dialog = opener && document.getElementById(opener.dataset.confirm);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if (event.target.closest("[data-close]") || event.target.matches("dialog[open]")) event.target.closest("dialog").close();
}

export function start() {
  document.addEventListener("click", onClick);
}
