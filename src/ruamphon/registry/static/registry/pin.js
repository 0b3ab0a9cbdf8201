// <button data-pin hidden>: fills the two boxes of the pin with where this phone is now.
// The button stays hidden where the browser cannot tell; typing the numbers always works.

import { say } from "../core/js/words.js";

const WHY = {
  1: ["เครื่องไม่อนุญาตให้บอกตำแหน่ง เปิดสิทธิ์ตำแหน่งในการตั้งค่า หรือพิมพ์ตัวเลขเอง", "This phone does not allow it. Allow location in its settings, or type the numbers."],
  2: ["หาตำแหน่งไม่พบ ลองออกไปที่โล่ง หรือพิมพ์ตัวเลขเอง", "No position found. Try in the open, or type the numbers."],
  3: ["ใช้เวลานานเกินไป ลองอีกครั้ง หรือพิมพ์ตัวเลขเอง", "It took too long. Try again, or type the numbers."],
};
const DECIMALS = 5;

function put(box, name, value) {
  const input = box.querySelector(`input[name$="${name}"]`);
  input.value = value.toFixed(DECIMALS);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function found(box, told, { coords }) {
  put(box, "latitude", coords.latitude);
  put(box, "longitude", coords.longitude);
  const metres = Math.round(coords.accuracy);
  told.textContent = say(`ได้ตำแหน่งแล้ว คลาดเคลื่อนไม่เกิน ${metres} เมตร`, `Got it, within ${metres} metres.`);
}

function locate(box, button, told) {
  button.disabled = true;
  told.textContent = say("กำลังหาตำแหน่ง…", "Looking for the position…");
  const done = (tell) => (answer) => {
    button.disabled = false;
    tell(answer);
  };
  navigator.geolocation.getCurrentPosition(
    done((position) => found(box, told, position)),
    done((problem) => {
      told.textContent = say(...WHY[problem.code]);
    }),
    { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
  );
}

for (const box of document.querySelectorAll("[data-pin-box]")) {
  const button = box.querySelector("[data-pin]");
  const told = box.querySelector("[data-pin-told]");
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => locate(box, button, told));
}
