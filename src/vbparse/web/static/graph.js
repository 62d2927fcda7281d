// The graph: what a card says in full, its wires lit, kinds of relations switched off, zoom.
"use strict";

for (const box of document.querySelectorAll(".graph-box")) {
  const drawing = box.querySelector(".network"), tip = box.querySelector(".graph-tip"), area = box.querySelector(".scroll");
  const cards = [...drawing.querySelectorAll(".card-link")], wires = [...drawing.querySelectorAll(".wire")];
  const [wide, high] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
  let tapped = false, hiding = 0;

  // The title of an SVG is shown by a mouse alone: it becomes the name of the link, and a box that all can read.
  for (const card of cards) {
    const title = card.querySelector("title");
    card.dataset.told = title.textContent;
    card.setAttribute("aria-label", title.textContent.replace(/\s+/g, " ").trim());
    title.remove();
  }

  const light = (card) => {
    drawing.classList.toggle("lit", Boolean(card));
    const near = new Set([card?.dataset.n]);
    for (const wire of wires) {
      const on = card && [wire.dataset.from, wire.dataset.to].includes(card.dataset.n) && getComputedStyle(wire).display !== "none";
      wire.classList.toggle("on", Boolean(on));
      if (on) near.add(wire.dataset.from).add(wire.dataset.to);
    }
    for (const other of cards) other.classList.toggle("on", near.has(other.dataset.n));
  };

  const line = (parent, name, text) => parent.appendChild(Object.assign(document.createElement(name), { textContent: text }));

  const show = (card) => {
    clearTimeout(hiding);
    tip.replaceChildren();
    for (const text of card.dataset.told.split("\n").map((one) => one.trim()).filter(Boolean)) line(tip, "p", text);
    const ways = line(tip, "p", "");
    ways.className = "ways";
    line(ways, "a", tip.dataset.graph).href = card.getAttribute("href");
    if (card.dataset.open) line(ways, "a", tip.dataset.open).href = card.dataset.open;
    tip.hidden = false;
    const at = card.querySelector(".node").getBoundingClientRect(), frame = box.getBoundingClientRect();
    const left = Math.min(Math.max(at.left - frame.left, 8), frame.width - tip.offsetWidth - 8);
    const below = at.bottom - frame.top + 6;
    const above = at.top - frame.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${at.bottom + tip.offsetHeight > window.innerHeight && above > 0 ? above : below}px`;
    light(card);
  };
  const hide = () => { tip.hidden = true; light(null); };
  const leave = () => { clearTimeout(hiding); hiding = setTimeout(hide, 250); };

  for (const card of cards) {
    card.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(card); });
    card.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") leave(); });
    card.addEventListener("focus", () => { if (!tapped) show(card); });
    card.addEventListener("blur", leave);
    // A finger has no hover: the first tap tells, the links in the box lead on.
    card.addEventListener("pointerdown", (event) => { tapped = event.pointerType === "touch"; });
    card.addEventListener("click", (event) => {
      if (!tapped) return;
      event.preventDefault();
      tapped = false;
      show(card);
    });
  }
  tip.addEventListener("pointerenter", () => clearTimeout(hiding));
  tip.addEventListener("pointerleave", leave);
  tip.addEventListener("focusin", () => clearTimeout(hiding));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  const fade = () => {
    const tied = new Set();
    for (const wire of wires) if (getComputedStyle(wire).display !== "none") tied.add(wire.dataset.from).add(wire.dataset.to);
    for (const card of cards) card.classList.toggle("untied", !tied.has(card.dataset.n));
  };
  document.querySelector(".graph-legend")?.addEventListener("change", fade);
  fade();

  let scale = 1;
  const zoom = (wanted) => {
    scale = Math.min(Math.max(wanted, 0.3), 2.5);
    drawing.setAttribute("width", Math.floor(wide * scale));
    drawing.setAttribute("height", Math.floor(high * scale));
    hide();
  };
  const fitting = () => Math.min(1, (area.clientWidth - 2) / wide);
  box.querySelector(".graph-tools").hidden = false;
  box.querySelector(".graph-tools").addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) zoom({ in: scale * 1.25, out: scale / 1.25, fit: fitting() }[button.dataset.zoom]);
  });
  if (fitting() > 0.75) zoom(fitting());  // smaller than that it cannot be read
  drawing.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  window.scrollTo(0, 0);
}
