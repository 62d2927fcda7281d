// The source pane: pages by number, thumbnails, zoom, find. Without this script the pages stand one below the other.
"use strict";

(() => {
  const source = document.getElementById("source");
  if (!source) return;
  const stack = source.querySelector(".paper-stack");
  const sheets = [...source.querySelectorAll(".sheet")];
  const narrow = matchMedia("(max-width: 61.99rem)");

  // Zoom: 1 fits the width.
  const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
  let zoom = 1;
  const label = document.getElementById("zoom");
  const setZoom = (next) => {
    const middle = (stack.scrollTop + stack.clientHeight / 2) / stack.scrollHeight;
    zoom = next;
    stack.style.setProperty("--zoom", zoom);
    label.textContent = `${Math.round(zoom * 100)}%`;
    stack.scrollTop = middle * stack.scrollHeight - stack.clientHeight / 2;
    const width = `${Math.ceil(stack.clientWidth * zoom)}px`;  // the browser takes the picture that suffices
    for (const picture of stack.querySelectorAll(".paper img")) picture.sizes = width;
  };
  source.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    const way = Number(button.dataset.zoom);
    const next = way > 0 ? steps.find((one) => one > zoom) : steps.findLast((one) => one < zoom);
    setZoom(way ? next || zoom : 1);
  });

  // Pages: the number of the one in sight, and the way to another.
  const leaf = document.getElementById("leaf");
  const strip = document.getElementById("strip");
  const nearest = () => {
    const line = narrow.matches ? innerHeight / 3 : stack.getBoundingClientRect().top + stack.clientHeight / 3;
    return sheets.findLast((one) => one.getBoundingClientRect().top <= line) || sheets[0];
  };
  const told = () => {
    if (!stack.offsetParent) return;  // the other pane is shown
    const number = nearest().dataset.page;
    if (document.activeElement !== leaf) leaf.value = number;
    for (const link of strip.children) {
      const here = link.hash === `#page-${number}`;
      if (here && !link.hasAttribute("aria-current") && !strip.hidden) strip.scrollTop = link.offsetTop - strip.clientHeight / 2;
      link.toggleAttribute("aria-current", here);
    }
  };
  const reveal = (block) => block.scrollIntoView({ block: "start", inline: "nearest" });
  if (leaf) {
    let waits = false;
    const later = () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; told(); });
    };
    stack.addEventListener("scroll", later, { passive: true });
    addEventListener("scroll", later, { passive: true });
    leaf.addEventListener("change", () => {
      const sheet = document.getElementById(`page-${leaf.value.trim()}`);
      if (sheet) reveal(sheet); else told();
    });
    leaf.addEventListener("focus", () => leaf.select());
    leaf.addEventListener("keydown", (event) => { if (event.key === "Enter") leaf.dispatchEvent(new Event("change")); });
    strip.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      reveal(document.querySelector(link.hash));
    });
    const toggle = document.getElementById("strip-switch");
    const showStrip = (on) => {
      strip.hidden = !on;
      toggle.setAttribute("aria-expanded", on);
      told();
    };
    toggle.addEventListener("click", () => {
      showStrip(strip.hidden);
      localStorage.setItem("strip", strip.hidden ? "off" : "on");
    });
    showStrip((localStorage.getItem("strip") || (innerWidth >= 1700 ? "on" : "off")) === "on" && !narrow.matches);
  }

  // Offsets of the text: each element with data-at begins at one.
  const lines = () => [...stack.querySelectorAll("[data-at]")];
  const makeRange = (start, end) => {
    const range = document.createRange();
    let set = 0;
    for (const line of lines()) {
      let at = Number(line.dataset.at);
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const size = [...node.data].length;
        const place = (offset) => [...node.data].slice(0, offset - at).join("").length;
        if (!(set & 1) && start >= at && start < at + size) { range.setStart(node, place(start)); set |= 1; }
        if (set & 1 && end > at && end <= at + size) { range.setEnd(node, place(end)); set |= 2; }
        at += size;
      }
      if (set === 3) return range;
    }
    return null;
  };

  // Find: the server knows the text and where its words stand.
  const find = document.getElementById("find");
  const input = find.querySelector("input");
  const output = find.querySelector("output");
  const turns = find.querySelector(".turns");
  let hits = [];
  let now = -1;
  const drawn = "http://www.w3.org/2000/svg";
  const paint = (name, ranges) => {
    if (!globalThis.Highlight) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges)); else CSS.highlights.delete(name);
  };
  const clear = () => {
    for (const box of stack.querySelectorAll("rect.hit")) box.remove();
    paint("hits", []);
    paint("hit", []);
  };
  const draw = () => {
    clear();
    if (sheets.length) {
      for (const hit of hits) {
        hit.drawn = hit.boxes.map(([page, left, top, right, bottom]) => {
          const picture = stack.querySelector(`#places-${page}`);
          if (!picture) return null;
          const box = document.createElementNS(drawn, "rect");
          for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top, class: "hit" })) box.setAttribute(name, value);
          picture.append(box);
          return box;
        }).filter(Boolean);
      }
    } else {
      for (const hit of hits) hit.range = makeRange(...hit.at);
      paint("hits", hits.map((hit) => hit.range).filter(Boolean));
    }
  };
  const turn = (to) => {
    if (!hits.length) return;
    now = (to + hits.length) % hits.length;
    output.textContent = `${now + 1}/${hits.length}`;
    const hit = hits[now];
    for (const box of stack.querySelectorAll("rect.hit.now")) box.classList.remove("now");
    for (const box of hit.drawn || []) box.classList.add("now");
    if (hit.range) paint("hit", [hit.range]);
    const place = (hit.drawn && hit.drawn[0]) || (hit.range && hit.range.startContainer.parentElement);
    if (place) place.scrollIntoView({ block: "center", inline: "nearest" });
  };
  let asked = 0;
  const look = async () => {
    const words = input.value.trim();
    const mine = ++asked;
    const answer = words.length > 1 ? await fetch(`${find.dataset.address}?words=${encodeURIComponent(words)}`) : null;
    const told = answer && answer.ok ? await answer.json() : [];
    if (mine !== asked) return;
    hits = told;
    now = -1;
    turns.hidden = !hits.length;
    output.textContent = words.length > 1 ? `0/${hits.length}` : "";
    draw();
    turn(0);
  };
  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 250); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; look(); }
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); turn(now - 1); }
  });
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    if (now < 0) { clearTimeout(timer); look(); } else turn(now + 1);
  });
  turns.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turn='-1']");
    if (button) turn(now - 1);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) { event.preventDefault(); input.focus(); }
  });

  globalThis.sourceText = { makeRange, paint, draw, hit: () => hits[now] };
})();
