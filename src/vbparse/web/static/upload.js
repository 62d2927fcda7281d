// Sending files with a bar that moves, photos one after the other, and the states of a job as they change. Without this
// file both pages work too.
"use strict";

(() => {
  const form = document.getElementById("upload");
  if (!form) return;
  const files = document.getElementById("files");
  const camera = document.getElementById("camera");
  const said = document.getElementById("upload-said");
  const asOne = document.getElementById("as-one");
  const list = document.getElementById("chosen");
  document.getElementById("drop").hidden = false;
  if (matchMedia("(pointer: coarse)").matches) form.querySelector(".camera").hidden = false;

  const showChosen = () => {
    const all = [...files.files];
    list.replaceChildren(...all.slice(0, 20).map((file) => {
      const chip = document.createElement("li");
      chip.className = "chip file-name";
      chip.textContent = file.name;
      return chip;
    }));
    asOne.hidden = all.length < 2 || !all.every((file) => file.type.startsWith("image/"));
    if (asOne.hidden) asOne.querySelector("input").checked = false;
    said.className = "";
    said.textContent = all.length ? form.dataset.chosen.replace("{count}", all.length) : "";
  };
  // What is added stands behind what was chosen before: a page after the other.
  form.addFiles = (added) => {
    const all = new DataTransfer();
    for (const file of [...files.files, ...added]) all.items.add(file);
    files.files = all.files;
    showChosen();
  };
  files.addEventListener("change", showChosen);
  camera.addEventListener("change", () => {
    form.addFiles(camera.files);
    camera.value = "";
    asOne.querySelector("input").checked = files.files.length > 1;
  });
  showChosen();

  const fail = (sentence) => {
    document.getElementById("sending").hidden = true;
    form.querySelector("button").disabled = false;
    said.className = "notice bad";
    said.textContent = sentence || form.dataset.failed;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = document.getElementById("sent");
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/jobs");
    request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
    request.upload.addEventListener("progress", (at) => { if (at.lengthComputable) bar.value = 100 * at.loaded / at.total; });
    request.addEventListener("error", () => fail());
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* not one of ours */ }
      if (request.status === 202) location.assign(`/jobs/${encodeURIComponent(answer.id)}`);
      else fail(answer.detail);
    });
    document.getElementById("sending").hidden = false;
    form.querySelector("button").disabled = true;
    said.className = "";
    said.textContent = form.dataset.sending;
    request.send(new FormData(form));
  });
})();

(() => {
  const job = document.getElementById("job");
  if (!job || !job.dataset.events) return;
  const words = JSON.parse(job.dataset.words);
  const open = ["waiting", "reading"];
  const bar = document.getElementById("job-progress");
  document.getElementById("refresh").hidden = true;

  const count = () => {
    const rows = [...job.querySelectorAll("tr[data-n]")];
    const done = rows.filter((row) => !open.includes(row.dataset.state)).length;
    bar.value = done;
    document.getElementById("job-count").textContent =
      words.count.replace("{done}", done).replace("{all}", rows.length);
  };
  const showFile = async (file) => {
    const n = Number(file.n);
    const answer = await fetch(`${job.dataset.job}/files/${n}`);
    if (!answer.ok) return;
    const row = document.createElement("template");
    row.innerHTML = await answer.text();
    job.querySelector(`tr[data-n="${n}"]`).replaceWith(row.content.firstElementChild);
    count();
  };
  const showJob = (value) => {
    document.getElementById("job-word").textContent = words.job[value.state];
    const reason = document.getElementById("job-reason");
    reason.textContent = (document.documentElement.lang === "vi" && value.reason_vi) || value.reason || "";
    reason.hidden = !value.reason;
  };

  const events = new EventSource(job.dataset.events);
  events.addEventListener("file", (event) => showFile(JSON.parse(event.data)));
  events.addEventListener("job", (event) => showJob(JSON.parse(event.data)));
  events.addEventListener("end", (event) => {
    events.close();
    showJob(JSON.parse(event.data));
    document.getElementById("job-actions").hidden = true;
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) document.getElementById("refresh").hidden = false;
  });
})();
