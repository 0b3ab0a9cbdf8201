// Everything here makes a working page smoother; nothing here is needed for it to work.

import * as confirm from "./confirm.js";
import * as draft from "./draft.js";
import * as menu from "./menu.js";
import * as photo from "./photo.js";
import * as proposal from "./proposal.js";
import * as share from "./share.js";

document.documentElement.classList.add("js");
for (const part of [confirm, draft, menu, photo, proposal, share]) part.start();
document.querySelector("[data-focus]:not([data-sample] *)")?.focus();
document.addEventListener("htmx:load", (event) => proposal.start(event.target));
