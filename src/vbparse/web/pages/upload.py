"""Nạp văn bản: sending files, and what became of them."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from vbparse.sentences import Sentence
from vbparse.web.access import Editor
from vbparse.web.api.jobs import find_job, get_jobs
from vbparse.web.archives import ArchiveDep
from vbparse.web.background.job import JobState
from vbparse.web.background.uploads import EditorFiles, create_job
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.problems import ProblemError
from vbparse.web.settings import MB, Settings
from vbparse.web.words import Words, language_of

routes = APIRouter()
_JOBS, _FAILURES = 20, 200


@routes.get("/upload")
def upload(request: Request, person: Editor, archive: ArchiveDep) -> HTMLResponse:
    """The form, the last jobs, and the files that could not be taken in."""
    settings: Settings = request.app.state.settings
    failures = sorted(archive.failures(), key=lambda failure: failure.at, reverse=True)
    return render_page(
        request,
        "upload.html",
        person,
        megabytes=settings.upload_bytes // MB,
        settings=settings,
        jobs=get_jobs(request).newest_jobs(_JOBS),
        failures=failures[:_FAILURES],
        more=max(0, len(failures) - _FAILURES),
    )


@routes.post("/upload")
def send(request: Request, person: Editor, sent: EditorFiles) -> RedirectResponse:
    """Take files in, and go to the page that reports on them."""
    return see_other(f"/jobs/{create_job(request, sent, person.name).id}")


@routes.get("/jobs/{job}")
def job(request: Request, person: Editor, job: str) -> HTMLResponse:
    """A job, with what became of each of its files."""
    return render_page(
        request, "job.html", person, job=find_job(request, job), words=_script_words(Words(language_of(request)))
    )


@routes.post("/jobs/{job}/cancel")
def cancel(request: Request, person: Editor, job: str) -> RedirectResponse:
    """Leave out what is not in the archive yet."""
    get_jobs(request).cancel(find_job(request, job).id)
    return see_other(f"/jobs/{job}")


@routes.post("/jobs/{job}/resume")
def resume(request: Request, person: Editor, job: str) -> RedirectResponse:
    """Go on with what was halted."""
    get_jobs(request).resume(find_job(request, job).id)
    return see_other(f"/jobs/{job}")


@routes.get("/jobs/{job}/files/{n}")
def job_file(request: Request, person: Editor, job: str, n: Annotated[int, Path(ge=1)]) -> HTMLResponse:
    """A row of the page of a job, as its script shows it anew."""
    entry = find_job(request, job)
    if n > len(entry.files):
        raise ProblemError("not-found", Sentence("job.no-file", n=n))
    return render_page(request, "job_row.html", person, job=entry, file=entry.files[n - 1])


@routes.post("/jobs/{job}/retry")
def retry(request: Request, person: Editor, job: str) -> RedirectResponse:
    """Parse all files again that failed and are kept."""
    get_jobs(request).retry(find_job(request, job).id)
    return see_other(f"/jobs/{job}")


@routes.post("/jobs/{job}/files/{n}/retry")
def retry_file(request: Request, person: Editor, job: str, n: Annotated[int, Path(ge=1)]) -> RedirectResponse:
    """Parse one file again that failed and is kept."""
    get_jobs(request).retry(find_job(request, job).id, n)
    return see_other(f"/jobs/{job}")


def _script_words(words: Words) -> dict[str, object]:
    """What the script of the page writes."""
    return {
        "job": {state: words(f"upload.job.{state}") for state in get_args(JobState)},
        "count": words("upload.progress_count"),
    }
