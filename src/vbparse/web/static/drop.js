// Files that are dropped anywhere are taken in: by the form where the page has it, else at once.
"use strict";

(() => {
  const veil = document.getElementById("drop-veil");
  if (!veil) return;
  const brings = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  let depth = 0;
  const show = (change) => {
    depth = Math.max(0, depth + change);
    veil.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => { if (brings(event)) show(1); });
  addEventListener("dragleave", (event) => { if (brings(event)) show(-1); });
  addEventListener("dragover", (event) => { if (brings(event)) event.preventDefault(); });
  addEventListener("drop", async (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    show(-depth);
    const form = document.getElementById("upload");
    if (form) {
      form.addFiles(event.dataTransfer.files);
      return;
    }
    const body = new FormData();
    for (const file of event.dataTransfer.files) body.append("files", file);
    const token = document.querySelector('meta[name="csrf"]').content;
    const answer = await fetch("/api/v1/jobs", { method: "POST", headers: { "X-CSRF-Token": token }, body });
    const content = await answer.json();
    if (answer.status === 202) location.assign(`/jobs/${encodeURIComponent(content.id)}`);
    else showAlert(content.detail);
  });
})();
