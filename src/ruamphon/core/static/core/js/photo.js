// Chosen files are named in the drop card; a photo in input[data-shrink] is made small before it travels.
// When the browser cannot, the photo goes as it is: the server makes the final copy anyway.

const LONGEST = 2048;
const QUALITY = 0.86;
const PHOTO = /^image\/(jpeg|png)$/;

function drawn(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function shrunk(file) {
  if (!PHOTO.test(file.type)) return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = LONGEST / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = drawn(bitmap, scale);
  const blob = await new Promise((done) => canvas.toBlob(done, file.type, QUALITY));
  return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file;
}

async function shrink(input) {
  const before = [...input.files];
  const after = await Promise.all(before.map((file) => shrunk(file).catch(() => file)));
  const unchanged = after.every((file, at) => file === before[at]);
  const replaced = before.some((file, at) => file !== input.files[at]);
  if (unchanged || replaced) return;
  const carrier = new DataTransfer();
  for (const file of after) carrier.items.add(file);
  input.files = carrier.files;
}

function thumbnail(file) {
  const image = document.createElement("img");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

function line(file) {
  const row = document.createElement("span");
  if (PHOTO.test(file.type)) row.append(thumbnail(file));
  row.append(file.name);
  return row;
}

async function onChange(event) {
  const input = event.target;
  if (!input.matches?.("input[type=file]")) return;
  input.closest(".drop")?.querySelector(".drop-names")?.replaceChildren(...[...input.files].map(line));
  if ("shrink" in input.dataset) await shrink(input);
}

function onDrag(event) {
  event.target.closest?.(".drop")?.classList.toggle("is-over", event.type === "dragover");
}

export function start() {
  document.addEventListener("change", onChange);
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, onDrag);
}
