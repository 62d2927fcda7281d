"""Uploads that are taken in, in the background."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from vbparse.sentences import Sentence
from vbparse.web.access import Editor
from vbparse.web.background.job import Job
from vbparse.web.background.jobs import Jobs
from vbparse.web.background.uploads import EditorFiles, create_job
from vbparse.web.paging import make_cursor, read_cursor
from vbparse.web.problems import ProblemError

routes = APIRouter(tags=["jobs"])
_LOOK, _HEARTBEAT = 0.25, 15.0
"""Seconds from one look at a job to the next, and after which something is sent though nothing changed."""
MAX_JOBS, DEFAULT_JOBS = 100, 20
"""Jobs of a page: at most, and where the client does not say."""
_DIGITS = 11
"""Digits of the largest event number that is read."""
_SHOWN_ID = 60
"""Characters of an unknown id that an error repeats."""
_SSE = "text/event-stream"
FILES_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                            "description": "Documents, or ZIP files of them; what they are is told from their content.",
                        },
                        "as_one": {
                            "type": "boolean",
                            "default": False,
                            "description": "The files are pictures (PNG, JPEG, TIFF): in their order the pages of one"
                            " document.",
                        },
                    },
                }
            }
        },
    }
}


class JobPage(BaseModel):
    """Some jobs, newest first; `next` is the cursor of those behind them, `total` how many there are."""

    jobs: list[Job]
    next: str | None = None
    total: int


@routes.post(
    "/jobs",
    status_code=HTTPStatus.ACCEPTED,
    responses={HTTPStatus.TOO_MANY_REQUESTS.value: {}, HTTPStatus.INSUFFICIENT_STORAGE.value: {}},
    openapi_extra=FILES_BODY,
)
def add_job(request: Request, response: Response, person: Editor, sent: EditorFiles) -> Job:
    """Take files in, in the background. The answer comes when they are all received; `Location` is where the job tells
    what became of them."""
    job = create_job(request, sent, person.name)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job


@routes.get("/jobs")
def list_jobs(
    request: Request,
    person: Editor,
    after: Annotated[str | None, Query(alias="cursor", description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_JOBS)] = DEFAULT_JOBS,
) -> JobPage:
    """The last jobs, newest first."""
    began = read_cursor(after, before=str)
    found = get_jobs(request).newest_jobs(limit + 1, began["before"] if began else None)
    further = make_cursor(before=found[limit - 1].id) if len(found) > limit else None
    return JobPage(jobs=found[:limit], next=further, total=get_jobs(request).count_jobs())


@routes.get("/jobs/{job}")
def get_job(request: Request, person: Editor, job: str) -> Job:
    """A job, with what became of each of its files."""
    return find_job(request, job)


@routes.post("/jobs/{job}/cancel")
def cancel_job(request: Request, person: Editor, job: str) -> Job:
    """Leave out what is not in the archive yet. What is stays; a job that is over is left as it is."""
    return get_jobs(request).cancel(find_job(request, job).id) or find_job(request, job)


@routes.post("/jobs/{job}/resume")
def resume_job(request: Request, person: Editor, job: str) -> Job:
    """Go on with a job that was halted, when there is room again. Any other job is left as it is."""
    return get_jobs(request).resume(find_job(request, job).id) or find_job(request, job)


@routes.post("/jobs/{job}/retry")
def retry_job(request: Request, person: Editor, job: str) -> Job:
    """Parse all files of a job again that failed. They are kept for seven days (`kept_until`)."""
    return get_jobs(request).retry(find_job(request, job).id) or find_job(request, job)


@routes.post("/jobs/{job}/files/{n}/retry")
def retry_job_file(request: Request, person: Editor, job: str, n: Annotated[int, Path(ge=1)]) -> Job:
    """Parse a file of a job again that failed. It is kept for seven days (`kept_until`)."""
    return get_jobs(request).retry(find_job(request, job).id, n) or find_job(request, job)


@routes.get(
    "/jobs/{job}/events",
    response_class=StreamingResponse,
    responses={
        HTTPStatus.OK.value: {
            "description": "Events `file` (a file of the job), `job` and `end` (the job).",
            "content": {_SSE: {}},
        },
        HTTPStatus.NO_CONTENT.value: {"description": "The job is over, and its last event was received."},
    },
)
def follow_job(
    request: Request, person: Editor, job: str, last: Annotated[str | None, Header(alias="Last-Event-ID")] = None
) -> Response:
    """Server-sent events: each file as it changes, until the job is over. Who comes back with `Last-Event-ID` is told
    what changed since."""
    current = find_job(request, job)
    seen = int(last) if last and last.isascii() and last.isdigit() and len(last) <= _DIGITS else 0
    seen = seen if seen <= current.seq else 0
    if current.is_over() and seen == current.seq:
        return Response(status_code=HTTPStatus.NO_CONTENT)  # which tells a browser to ask no more
    return StreamingResponse(
        _stream_events(get_jobs(request), current.id, seen), media_type=_SSE, headers={"X-Accel-Buffering": "no"}
    )


async def _stream_events(jobs: Jobs, name: str, seen: int) -> AsyncIterator[str]:
    """What changed since event `seen`. No thread waits: the job is looked at, and its number of changes costs
    nothing."""
    last_sent = time.monotonic()
    yield "retry: 2000\n\n"
    while True:
        if jobs.seq(name) != seen:
            job = jobs.get(name)
            if job is None:  # so many followed that it is forgotten
                return
            for file in sorted((file for file in job.files if file.seq > seen), key=lambda file: file.seq):
                yield _format_event("file", file, file.seq if file.seq < job.seq else None)
            yield _format_event("end" if job.is_over() else "job", job, job.seq)
            seen, last_sent = job.seq, time.monotonic()
            if job.is_over():
                return
        elif time.monotonic() - last_sent > _HEARTBEAT:
            yield ": still here\n\n"
            last_sent = time.monotonic()
        await asyncio.sleep(_LOOK)


def _format_event(kind: str, value: BaseModel, seq: int | None) -> str:
    """An event; one without a number is followed by another with it, so that none is lost between the two."""
    exclude = {"files"} if isinstance(value, Job) else None
    told = f"id: {seq}\n" if seq is not None else ""
    return f"{told}event: {kind}\ndata: {value.model_dump_json(exclude=exclude)}\n\n"


def get_jobs(request: Request) -> Jobs:
    """The jobs of the archive that is served."""
    found: Jobs = request.app.state.jobs
    return found


def find_job(request: Request, job: str) -> Job:
    """A job by its id. Raises ProblemError 404."""
    found = get_jobs(request).get(job)
    if found is None:
        raise ProblemError("not-found", Sentence("job.unknown", job=job[:_SHOWN_ID]))
    return found
