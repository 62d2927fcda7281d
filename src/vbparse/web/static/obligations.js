// The list of obligations: a side panel, keys, selecting many, and taking back what was just marked.
"use strict";

(() => {
  const results = document.getElementById("results");
  const panel = document.getElementById("panel");
  if (!results || !panel) return;
  const SETTLED = ["done", "cancelled"];
  const rows = () => [...results.querySelectorAll("tr[data-obligation]")];
  const boxes = () => [...results.querySelectorAll('input[name="item"]')];
  const isOpen = () => panel.classList.contains("show");
  const offcanvas = () => bootstrap.Offcanvas.getOrCreateInstance(panel);
  let current = null;

  // --- rows and the panel

  const itemOf = (row) => row?.querySelector('input[name="item"]')?.value ?? row?.querySelector("a.open").href;

  function choose(row) {
    results.querySelector("tr.current")?.classList.remove("current");
    row.classList.add("current");
    current = itemOf(row);
    row.querySelector("a.open").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function open(row) {
    choose(row);
    htmx.ajax("GET", row.querySelector("a.open").href, { target: "#panel-body", swap: "innerHTML" });
  }

  function move(step) {
    const all = rows();
    const at = all.findIndex((row) => row.classList.contains("current"));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    if (!next) return;
    if (isOpen()) open(next); else choose(next);
  }

  results.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-obligation]");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const control = event.target.closest("a, button, input, label, summary");
    if (control && !control.matches("a.open")) return;
    if (!control && String(getSelection())) return;
    event.preventDefault();
    open(row);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "panel-body") {
      const excerpt = panel.querySelector(".excerpt");
      const task = excerpt?.querySelector("mark.task");
      offcanvas().show();
      if (task) excerpt.scrollTop = task.offsetTop - excerpt.offsetTop - excerpt.clientHeight / 4;
    }
  });
  // Once it has settled: until then htmx puts classes back.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "results" || event.target.closest("#results")) {
      rows().find((row) => itemOf(row) === current)?.classList.add("current");
      showSelection();
    }
  });
  panel.addEventListener("shown.bs.offcanvas", () => panel.querySelector("#panel-title")?.focus());
  panel.addEventListener("hidden.bs.offcanvas", () => results.querySelector("tr.current a.open")?.focus({ preventScroll: true }));

  // --- selecting

  let lastBox = null;

  function showSelection() {
    const chosen = boxes().filter((box) => box.checked);
    const bar = document.getElementById("selected");
    for (const box of boxes()) box.closest("tr").classList.toggle("chosen", box.checked);
    for (const all of results.querySelectorAll(".pick-all")) {
      all.hidden = false;
      const own = [...all.closest("table").querySelectorAll('input[name="item"]')];
      all.checked = own.length > 0 && own.every((box) => box.checked);
      all.indeterminate = !all.checked && own.some((box) => box.checked);
    }
    if (!bar) return;
    bar.classList.add("scripted");
    bar.classList.toggle("filled", chosen.length > 0);
    const count = bar.querySelector(".count");
    count.textContent = count.dataset.words.replace("{n}", chosen.length);
    bar.querySelector('[type="reset"]').hidden = false;
  }

  results.addEventListener("click", (event) => {
    const box = event.target;
    if (box.matches(".pick-all")) {
      for (const one of box.closest("table").querySelectorAll('input[name="item"]')) one.checked = box.checked;
    } else if (box.matches('input[name="item"]')) {
      const all = boxes();
      const [from, to] = [all.indexOf(lastBox), all.indexOf(box)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
      lastBox = box;
    } else return;
    showSelection();
  });
  document.addEventListener("reset", (event) => {
    if (event.target.id === "selected") setTimeout(showSelection);
  });

  // --- what was marked, and taking it back

  const reload = () => htmx.ajax("GET", location.pathname + location.search, { source: "#results", target: "#results", swap: "innerHTML" });

  function tell(status, items, undo) {
    const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    toast.querySelector("span").textContent = document.getElementById("told").dataset[status].replace("{n}", items.length);
    const back = toast.querySelector("button");
    back.hidden = !undo;
    back.addEventListener("click", () => {
      // By itself: htmx would keep it waiting behind a list that is still loading.
      const body = new URLSearchParams([...items.map((item) => ["item", item]), ["status", "open"]]);
      const token = document.querySelector('meta[name="csrf"]').content;
      fetch("/obligations/marks", { method: "POST", headers: { "X-CSRF-Token": token, "HX-Request": "true" }, body }).then(reload);
      bootstrap.Toast.getOrCreateInstance(toast).hide();
    });
    document.getElementById("toasts").append(toast);
    toast.addEventListener("hidden.bs.toast", () => toast.remove());
    bootstrap.Toast.getOrCreateInstance(toast, { delay: 8000 }).show();
  }

  // Only what nobody had settled before is opened again by taking back.
  const wereOpen = (items) => items.every((item) => {
    const row = boxes().find((box) => box.value === item)?.closest("tr");
    return row && !SETTLED.includes(row.dataset.state);
  });

  let marking = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form.quick-mark, form.mark-form");
    if (!form || event.detail.requestConfig.verb !== "post") return;
    const items = form.matches(".quick-mark") ? [form.closest("tr").querySelector('input[name="item"]').value]
      : form.matches(".mark-all") ? new FormData(form).getAll("item") : [current];
    const status = event.detail.requestConfig.parameters.status;
    const undo = !form.matches(".mark-form:not(.mark-all)") && status !== "open" && wereOpen(items);
    marking = { form, status, items, undo };
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!marking || event.detail.requestConfig?.verb !== "post" || event.detail.requestConfig.elt !== marking.form) return;
    const { form, status, items, undo } = marking;
    marking = null;
    if (!event.detail.successful) return;
    tell(status, items, undo);
    if (form.matches(".mark-form")) reload();
    if (form.matches(".mark-all")) offcanvas().hide();
  });

  // --- keys

  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    Enter: (row) => row && open(row),
    e: (row) => {
      const bar = results.querySelector(".selected-bar.filled");
      if (bar) bar.requestSubmit();
      else if (row) (row.querySelector(".quick-mark button") ?? row.querySelector("a.open")).click();
    },
    x: (row) => row?.querySelector('input[name="item"]')?.click(),
    "/": () => document.querySelector('#filters [name="text"]').focus(),
    "?": () => bootstrap.Modal.getOrCreateInstance(document.getElementById("keys")).show(),
    Escape: () => isOpen() && offcanvas().hide(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !KEYS[event.key]) return;
    if (document.querySelector(".modal.show") || document.querySelector("#drawer.show")) return;
    const focused = event.target.closest("tr[data-obligation]");
    if (event.key === "Enter" && (event.target.closest("button, summary, a:not(.open)") || !focused)) return;
    const row = focused ?? results.querySelector("tr.current");
    if (focused && event.key.length === 1) choose(focused);
    event.preventDefault();
    KEYS[event.key](row);
  });

  // A menu closes when somebody goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  if (rows().length) showSelection();
})();
