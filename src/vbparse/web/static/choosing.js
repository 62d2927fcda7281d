// One box that chooses all rows of its table.
"use strict";

for (const all of document.querySelectorAll(".choose-all")) {
  const boxes = [...all.closest("table").querySelectorAll("tbody input[type=checkbox]")];
  all.hidden = false;
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
}
