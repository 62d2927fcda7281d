// Correct by pointing: words that are selected in the source – or found – are said to be something, and go into a form.
"use strict";

(() => {
  const menu = document.getElementById("pointing");
  if (!menu) return;
  const source = document.getElementById("source");
  const button = document.getElementById("point-button");
  const mode = document.getElementById("select-words");
  let at = null;

  // The words of a page over its picture, once somebody wants to select some.
  const lay = async (sheet) => {
    const address = sheet.dataset.words;
    if (!address) return;
    delete sheet.dataset.words;
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = await answer.json();
    const layer = document.createElement("div");
    layer.className = "words";
    for (const [text, left, top, right, bottom, start] of page.words) {
      const word = document.createElement("span");
      word.textContent = `${text} `;
      if (start !== null) word.dataset.at = start;
      Object.assign(word.style, { left: `${100 * left / page.width}%`, top: `${100 * top / page.height}%`, fontSize: `${100 * (bottom - top) / page.width}cqw` });
      word.share = (right - left) / page.width;
      layer.append(word);
    }
    sheet.querySelector(".paper").append(layer);
    const wide = layer.clientWidth;
    const sizes = [...layer.children].map((word) => word.share * wide / word.offsetWidth);
    [...layer.children].forEach((word, i) => { word.style.transform = `scaleX(${sizes[i]})`; });
  };
  if (mode) {
    const seen = new IntersectionObserver((all) => {
      for (const one of all) if (one.isIntersecting && source.classList.contains("selecting")) lay(one.target);
    }, { rootMargin: "200px" });
    mode.addEventListener("click", () => {
      const on = source.classList.toggle("selecting");
      mode.setAttribute("aria-pressed", on);
      for (const sheet of source.querySelectorAll(".sheet")) if (on) seen.observe(sheet); else seen.unobserve(sheet);
    });
  }

  // Offsets count characters as the server does, not units of UTF-16.
  const count = (text) => [...text].length;
  const before = (element, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return count(range.toString());
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !source.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const parts = [...source.querySelectorAll("[data-at]")].filter((one) => range.intersectsNode(one));
    if (!parts.length) return null;
    const [first, last] = [parts[0], parts[parts.length - 1]];
    const start = Number(first.dataset.at) + (first.contains(range.startContainer) ? before(first, range.startContainer, range.startOffset) : 0);
    const whole = count(last.textContent.trimEnd());
    const end = Number(last.dataset.at) + (last.contains(range.endContainer) ? Math.min(whole, before(last, range.endContainer, range.endOffset)) : whole);
    return end > start ? [start, end] : null;
  };
  document.addEventListener("selectionchange", () => {
    at = selected() || (menu.hidden ? null : at);
    button.hidden = !selected() || !menu.hidden;
  });

  const open = (span) => {
    if (!span) return;
    const range = sourceText.makeRange(...span);
    sourceText.paint("pointed", range ? [range] : []);
    menu.hidden = false;
    button.hidden = true;
    htmx.ajax("GET", `${menu.dataset.address}?at=${span.join("-")}`, { target: menu.querySelector(".editor"), swap: "innerHTML" });
  };
  const close = () => {
    menu.hidden = true;
    menu.querySelector(".editor").replaceChildren();
    sourceText.paint("pointed", []);
  };
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => open(at));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.target.closest("input, textarea, select, button, a, summary") && selected()) open(selected());
    if (event.key === "Escape" && !menu.hidden) close();
  });
  const hit = document.getElementById("point-hit");
  if (hit) hit.addEventListener("click", () => { const one = sourceText.hit(); if (one) open(one.at); });
  menu.addEventListener("click", (event) => {
    const link = event.target.closest("a.edit");
    if (event.target.closest(".btn-close, .cancel")) { event.preventDefault(); close(); }
    if (!link) return;
    event.preventDefault();
    htmx.ajax("GET", link.getAttribute("href"), { target: menu.querySelector(".editor"), swap: "innerHTML" });
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target.id === "panels" && !menu.hidden) close(); });
})();
