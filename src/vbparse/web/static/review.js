// Without this script the cards are links and forms; with it they are answered by keys.
"use strict";

(() => {
  const review = document.getElementById("review");
  const all = document.querySelector(".choose-all");

  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of document.querySelectorAll('#together [name="document"]')) box.checked = all.checked;
    });
  }
  if (!review) return;

  review.classList.add("scripted");
  review.addEventListener("click", (event) => {
    const details = event.target.closest('[href="#correcting"]') && document.getElementById("correcting");
    if (!details) return;
    event.preventDefault();
    details.open = !details.open;
    details.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) {
      const details = typing.closest("details.correcting");
      if (details) {
        details.open = false;
        review.querySelector("[data-key~=e]").focus();
      }
    }
    if (typing || event.target.closest(".offcanvas, .dropdown-menu")) return;
    const wanted = review.querySelector(`[data-key~="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });

  review.addEventListener("toggle", (event) => {
    const field = event.target.open && event.target.matches(".correcting") && event.target.querySelector("[name=typed]:not([type=hidden])");
    if (field) field.focus();
  }, true);

  // A value that cannot be taken comes back as its card, with the reason.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status !== 422 || !xhr.responseText.includes("review-head")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== review) return;
    const what = document.getElementById("what");
    if (what && !review.querySelector(".correcting[open]")) what.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  });
})();
