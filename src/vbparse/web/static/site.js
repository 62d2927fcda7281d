// What every page needs: the token that changes must bring along, and errors of parts of a page.
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf"]');
  if (token) event.detail.headers["X-CSRF-Token"] = token.content;
});

// A sentence at the top of the page.
const showAlert = (text) => {
  let box = document.getElementById("alert");
  if (!box) {
    box = document.createElement("p");
    box.id = "alert";
    box.className = "notice bad";
    box.setAttribute("role", "alert");
    document.getElementById("main").prepend(box);
  }
  box.textContent = text;
  box.scrollIntoView({ block: "nearest" });
};

// htmx leaves a page as it is when a request fails; what the server says is shown at the top of the page instead.
document.addEventListener("htmx:responseError", (event) => {
  let text = event.detail.xhr.responseText;
  try { text = JSON.parse(text).detail; } catch { /* a page, or nothing */ }
  showAlert(text.startsWith("<") ? event.detail.xhr.statusText : text);
});
