// Sliders beside number boxes: moving one moves the other. htmx asks the server as the form changes; without scripts the
// boxes and the button do the same.

function tell(box) {
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const slider of document.querySelectorAll("[data-slides]")) {
  const box = document.getElementById(slider.dataset.slides);
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    box.value = slider.value;
    tell(box);
  });
  slider.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("input", () => {
    const typed = Number(box.value.replaceAll(",", ""));
    if (box.value && Number.isFinite(typed)) slider.value = typed;
  });
}
