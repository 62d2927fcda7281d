// The box of search: suggestions while one types (a combobox as ARIA has it). Without this script it is a plain field.
"use strict";

(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("suggestions");
  const PAUSE = 150; // milliseconds
  let timer = 0;
  let request = null;
  let shown = null; // what was typed when the list was filled

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const active = () => list.querySelector('[aria-selected="true"]');
  const isOpen = () => !list.hidden;

  function choose(option) {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function show(open) {
    list.hidden = !open;
    list.classList.toggle("show", open);
    box.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
    request = null;
  }

  async function suggest() {
    stop();
    const typed = box.value.trim();
    request = new AbortController();
    try {
      const answer = typed ? await fetch(`${box.dataset.suggestions}?${new URLSearchParams({ q: typed })}`, { signal: request.signal }) : null;
      list.innerHTML = answer?.ok ? await answer.text() : "";
      shown = typed;
      choose(null);
      show(options().length > 0 && document.activeElement === box);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  }

  function move(step) {
    const all = options();
    const next = all.indexOf(active()) + step;
    choose(next < -1 ? all.at(-1) : all[next] ?? null); // beyond either end stands the box itself
  }

  const KEYS = {
    ArrowDown: () => isOpen() ? move(1) : suggest(),
    ArrowUp: () => isOpen() ? move(-1) : suggest(),
    Escape: () => isOpen() ? show(false) : false,
    Enter: () => isOpen() && active() ? active().click() : false,
    Tab: () => { show(false); return false; },
  };

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !KEYS[event.key]) return;
    if (KEYS[event.key]() !== false) event.preventDefault();
  });
  box.addEventListener("input", () => {
    stop();
    timer = setTimeout(suggest, PAUSE);
  });
  box.addEventListener("click", () => {
    if (!isOpen() && options().length && shown === box.value.trim()) show(true);
  });
  box.addEventListener("blur", () => { stop(); show(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus

  const form = document.getElementById("search");
  form.addEventListener("submit", () => { stop(); show(false); });
  // An address holds what was chosen, and nothing that was left empty.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (!value.trim()) event.formData.delete(name);
  });

  const facets = document.querySelector(".facets");
  if (facets) facets.open = matchMedia("(min-width: 75rem)").matches;

  // A menu closes when somebody goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  const copy = document.querySelector("[data-copy]");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", () => {
      const field = document.getElementById(copy.dataset.copy);
      field.select();
      if (navigator.clipboard) navigator.clipboard.writeText(field.value); else document.execCommand("copy");
      copy.querySelector("span").textContent = copy.dataset.done;
    });
  }
})();
