// Loaded before anything is drawn: light or dark as was chosen, else as the system says.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("scripts");  // what works by scripts alone is shown, and parts become tabs
  if (root.dataset.theme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
})();
