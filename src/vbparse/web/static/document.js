// Without this script every link of the document page works and loads a page; with it places are shown at once.
"use strict";

(() => {
  const source = document.getElementById("source");
  if (!source) return;
  const read = document.getElementById("read");
  const told = document.getElementById("place-told");
  let turn = { place: null, at: -1 };

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

  const show = (field) => {
    const [first] = mark(field);
    if (!first) return;
    first.scrollIntoView({ block: "center", inline: "nearest" });
    const sheet = first.closest(".sheet");
    const where = sheet ? `${told.dataset.page} ${sheet.id.replace("page-", "")}` : first.textContent;
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
    for (let up = value.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    const target = value.querySelector("a.place") || value;
    if (target === value) value.tabIndex = -1;
    target.focus({ preventScroll: true });
    value.scrollIntoView({ block: "center" });
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
    // What is in no stretch of a list that is shown is on another page, to which the link leads.
    if (answer(link.querySelector("rect") || link)) event.preventDefault();
  });

  // A form is opened beside its value; it takes the focus, and gives it back.
  const openers = new WeakMap();
  read.addEventListener("click", (event) => {
    const link = event.target.closest("a.edit");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const editor = link.closest(".editor") || [...read.querySelectorAll(".editor")]
      .find((one) => link.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!link.closest(".editor")) openers.set(editor, link);
    htmx.ajax("GET", link.getAttribute("href"), { source: link, target: editor, swap: "innerHTML" });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const first = event.detail.target.matches(".editor") &&
      event.detail.target.querySelector("textarea, select, input:not([type=hidden])");
    if (first) first.focus();
  });
  const close = (form) => {
    const editor = form.closest(".editor");
    editor.replaceChildren();
    if (openers.has(editor)) openers.get(editor).focus();
  };
  read.addEventListener("click", (event) => {
    const cancel = event.target.closest(".editor .cancel");
    if (!cancel) return;
    event.preventDefault();
    close(cancel.closest("form"));
  });
  read.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest(".editor form");
    if (form) close(form);
  });

  const chosen = document.getElementById("chosen");
  if (chosen) chosen.scrollIntoView({ block: "center" });
  const value = chosen && !location.hash && read.querySelector(".value.chosen");
  if (value) value.scrollIntoView({ block: "center" });
})();
