// Without this script every link of the document page works and loads a page; with it places are shown at once.
"use strict";

(() => {
  const source = document.getElementById("source");
  if (!source) return;
  const read = document.getElementById("read");
  const viewer = document.querySelector(".viewer");
  const told = document.getElementById("place-told");
  const narrow = matchMedia("(max-width: 61.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let turn = { place: null, at: -1 };

  // One pane on a narrow screen; each keeps where it was scrolled to.
  const scrolled = {};
  const switches = [...document.querySelectorAll(".panes a")];
  const showPane = (name) => {
    if (viewer.dataset.pane !== name) {
      scrolled[viewer.dataset.pane] = scrollY;
      viewer.dataset.pane = name;
      if (narrow.matches) scrollTo({ top: scrolled[name] || 0, behavior: "instant" });
    }
    for (const one of switches) one.toggleAttribute("aria-current", one.dataset.pane === name);
  };
  for (const one of switches) one.addEventListener("click", (event) => { event.preventDefault(); showPane(one.dataset.pane); });

  // Tabs: the parts of what was read.
  const showTab = (name) => {
    const tabs = document.getElementById("tabs");
    const part = document.getElementById(name);
    if (!part) return;
    for (const one of read.querySelectorAll(".part")) one.classList.toggle("active", one === part);
    for (const one of tabs.children) {
      const here = one.dataset.tab === name;
      if (here) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
      if (here) tabs.scrollLeft = one.offsetLeft - tabs.clientWidth / 2;
    }
    read.querySelector(".narrow input[name=tab]").value = name;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-tab]");
    if (!link) return;
    event.preventDefault();
    showPane("read");
    showTab(link.dataset.tab);
    document.getElementById("panels").scrollTop = 0;
  });

  const places = (field) => [...source.querySelectorAll("rect[data-field], a.m")].filter((one) =>
    (one.dataset.fields || one.dataset.field).split(" ").some((name) => name === field || name.startsWith(`${field}.`)));

  const mark = (field) => {
    for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
    const found = places(field);
    for (const one of found) one.classList.add("chosen");
    const value = document.getElementById(`f-${field}`);
    if (value) value.classList.add("chosen");
    const query = new URLSearchParams(location.search);
    for (const name of ["obligation", "at", "confirmed"]) query.delete(name);
    query.set("field", field);
    history.replaceState(null, "", `${location.pathname}?${query}`);
    return found;
  };
  const reveal = (one) => one.scrollIntoView({ block: "center", inline: "nearest", behavior: calm.matches ? "instant" : "smooth" });

  const show = (field) => {
    const [first] = mark(field);
    if (!first) return;
    showPane("source");
    reveal(first);
    const sheet = first.closest(".sheet");
    const where = sheet ? `${told.dataset.page} ${sheet.dataset.page}` : first.textContent;
    told.textContent = `${told.dataset.shown} ${where}`;
  };

  // A place that several values share shows one after the other, when it is chosen again and again.
  const answer = (place) => {
    const names = (place.dataset.fields || place.dataset.field).split(" ")
      .filter((name) => document.getElementById(`f-${name}`));
    if (!names.length) return false;
    turn = { place, at: turn.place === place ? (turn.at + 1) % names.length : 0 };
    mark(names[turn.at]);
    const value = document.getElementById(`f-${names[turn.at]}`);
    showPane("read");
    showTab(value.closest(".part").id);
    const target = value.querySelector("a.place") || value;
    if (target === value) value.tabIndex = -1;
    target.focus({ preventScroll: true });
    reveal(value);
    return true;
  };

  read.addEventListener("click", (event) => {
    const link = event.target.closest("a.place");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !places(link.dataset.field).length) return;
    event.preventDefault();
    show(link.dataset.field);
  });

  source.addEventListener("click", (event) => {
    const link = event.target.closest("a.m, svg a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!getSelection().isCollapsed) { event.preventDefault(); return; }
    // What is in no stretch of a list that is shown is on another page, to which the link leads.
    if (answer(link.querySelector("rect") || link)) event.preventDefault();
  });

  // A form is opened beside its value; it takes the focus, and gives it back.
  const openers = new WeakMap();
  const editorOf = (link) => link.closest(".editor") || [...read.querySelectorAll(".editor")]
    .find((one) => link.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  read.addEventListener("click", (event) => {
    const link = event.target.closest("a.edit, a.story");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const editor = editorOf(link);
    if (!editor) return;
    event.preventDefault();
    if (!link.closest(".editor")) openers.set(editor, link);
    htmx.ajax("GET", link.getAttribute("href"), { source: link, target: editor, swap: "innerHTML" });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const first = event.detail.target.matches(".editor") &&
      event.detail.target.querySelector("textarea, select, input:not([type=hidden]), a, button");
    if (first) first.focus();
  });
  const close = (box) => {
    const editor = box.closest(".editor");
    editor.replaceChildren();
    if (openers.has(editor)) openers.get(editor).focus();
  };
  read.addEventListener("click", (event) => {
    const cancel = event.target.closest(".editor .cancel");
    if (!cancel) return;
    event.preventDefault();
    close(cancel);
  });
  read.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".editor")) close(event.target);
  });

  // What was changed takes the place of what stood there; the page stays where it is.
  let stood = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    if (detail.target.id !== "panels") return;
    const form = detail.requestConfig.elt.closest("form.correction");
    if (form && (detail.xhr.status === 409 || detail.xhr.status === 422)) {
      Object.assign(detail, { shouldSwap: true, isError: false, target: form.closest(".editor"), selectOverride: "form.correction", swapOverride: "innerHTML" });
      return;
    }
    const part = read.querySelector(".part.active");
    const pointed = detail.requestConfig.elt.closest("#pointing");
    stood = { top: document.getElementById("panels").scrollTop, tab: pointed || !part ? null : part.id, said: detail.requestConfig.verb === "post" };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "panels" || !stood) return;
    const { top, tab, said } = stood;
    stood = null;
    if (tab) showTab(tab);
    document.getElementById("panels").scrollTop = top;
    if (!said) return;
    sourceText.draw();
    const field = new URL(event.detail.xhr.responseURL).searchParams.get("field");
    const value = field && document.getElementById(`f-${field}`);
    if (!value) return;
    mark(field);
    if (!tab) { showPane("read"); showTab(value.closest(".part").id); reveal(value); }
    const link = value.querySelector("a.place");
    if (link) link.focus({ preventScroll: true });
  });
  // What was just done is told for a while: longer while the pointer or the focus is there. Ctrl+Z takes it back.
  const toasts = document.getElementById("told");
  const SHOWN = 8000;
  let fades = 0;
  const fade = () => {
    clearTimeout(fades);
    if (toasts.firstElementChild && !toasts.matches(":hover, :focus-within")) fades = setTimeout(() => toasts.replaceChildren(), SHOWN);
  };
  for (const name of ["mouseenter", "mouseleave", "focusin"]) toasts.addEventListener(name, fade);
  toasts.addEventListener("focusout", () => setTimeout(fade));
  new MutationObserver(fade).observe(toasts, { childList: true });
  fade();
  toasts.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) toasts.replaceChildren();
  });
  document.addEventListener("keydown", (event) => {
    const undo = document.getElementById("undo");
    if (!undo || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    undo.click();
  });

  // The menu closes by a click elsewhere or Escape.
  const menu = document.querySelector("details.menu");
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const chosen = document.getElementById("chosen");
  showPane(chosen && location.hash === "#chosen" ? "source" : viewer.dataset.pane);
  const anchor = location.hash.startsWith("#f-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (anchor && anchor.closest(".part")) showTab(anchor.closest(".part").id);
  if (chosen) chosen.scrollIntoView({ block: "center", behavior: "instant" });
  const value = anchor || (chosen && location.hash !== "#chosen" && read.querySelector(".value.chosen"));
  if (value) value.scrollIntoView({ block: "center", behavior: "instant" });
})();
