// Sending files with a bar that moves, and the states of a job as they change. Without this file both pages work too.
"use strict";

(() => {
  const form = document.getElementById("upload");
  if (!form) return;
  const files = document.getElementById("files");
  const told = document.getElementById("upload-told");
  const drop = document.getElementById("drop");
  drop.hidden = false;
  let over = 0;

  const tellChosen = () => {
    told.className = "";
    told.textContent = files.files.length ? form.dataset.chosen.replace("{count}", files.files.length) : "";
  };
  files.addEventListener("change", tellChosen);
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => event.preventDefault());
  }
  form.addEventListener("dragenter", () => { over += 1; form.classList.add("over"); });
  form.addEventListener("dragleave", () => { over -= 1; if (over <= 0) form.classList.remove("over"); });
  form.addEventListener("drop", (event) => {
    over = 0;
    form.classList.remove("over");
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      tellChosen();
    }
  });

  const fail = (sentence) => {
    document.getElementById("sending").hidden = true;
    form.querySelector("button").disabled = false;
    told.className = "notice bad";
    told.textContent = sentence || form.dataset.failed;
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
    told.className = "";
    told.textContent = form.dataset.sending;
    request.send(new FormData(form));
  });
})();

(() => {
  const job = document.getElementById("job");
  if (!job || !job.dataset.events) return;
  const words = JSON.parse(job.dataset.words);
  const tags = { stored: "ok", again: "ok", held: "ok", failed: "late", refused: "late", reading: "soon" };
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
  const showFile = (file) => {
    const row = job.querySelector(`tr[data-n="${Number(file.n)}"]`);
    if (!row) return;
    row.dataset.state = file.state;
    const tag = document.createElement("span");
    tag.className = `tag ${tags[file.state] || "soft"}`;
    tag.textContent = words.file[file.state];
    row.querySelector(".state").replaceChildren(tag);
    const result = row.querySelector(".result");
    result.replaceChildren();
    file.documents.forEach((id, i) => {
      const link = document.createElement("a");
      link.href = `/documents/${encodeURIComponent(id)}`;
      link.textContent = words.open + (file.documents.length > 1 ? ` ${i + 1}` : "");
      result.append(link, " ");
    });
    if (file.reason) {
      const reason = document.createElement("span");
      reason.className = "reason";
      reason.textContent = file.reason;
      result.append(reason);
    }
    count();
  };
  const showJob = (value) => {
    document.getElementById("job-word").textContent = words.job[value.state];
    const reason = document.getElementById("job-reason");
    reason.textContent = value.reason || "";
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
