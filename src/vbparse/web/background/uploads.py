"""Files as browsers and programs send them: streamed to disk, unpacked, counted, and made a job."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.types import Message

from vbparse.archive.folder.evidence import MOST_BYTES, EvidenceFile
from vbparse.errors import VbparseError
from vbparse.ingest.joining import joined_name
from vbparse.readers import pictures
from vbparse.sentences import Sentence
from vbparse.web.access import Editor, Reader
from vbparse.web.background import errands, zips
from vbparse.web.background.job import Job, JobFile
from vbparse.web.background.jobs import OPEN, Jobs
from vbparse.web.background.workers import Workers
from vbparse.web.background.zips import TooMuchError, clean_name
from vbparse.web.problems import ProblemError, retry_later
from vbparse.web.settings import MB, Settings

_UNPACKING, _COUNTING = 120.0, 20.0
"""Seconds for a ZIP, and for counting the pages of a file."""
_FORM_FILES = 1000
"""Files of a form that are read at least: the sentence about too many of them is ours, not that of the form parser."""
_RETRY_SECONDS = 60
"""Seconds after which an upload may be over."""
_YES = ("true", "on", "yes", "1")
"""What a field of a form says that is chosen."""
_FRAME = MB
"""Bytes that multipart puts around files."""


class SentFile(NamedTuple):
    """A file that was sent, on disk unless it is small."""

    name: str
    file: BinaryIO


class Sent(NamedTuple):
    """The files of a request; `as_one` says that they are pictures, and pages of one document."""

    files: list[SentFile]
    as_one: bool = False


async def _read_files(request: Request) -> AsyncIterator[Sent]:
    form = await _read_form(request)
    try:
        files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
        sent = [SentFile(clean_name(one.filename), one.file) for one in files if one.filename]
        yield Sent(sent, as_one=form.get("as_one") in _YES)
    finally:
        await form.close()


async def files_from_editor(request: Request, person: Editor) -> AsyncIterator[Sent]:
    """The files of a request of an editor: nothing of it is read before it is known who asks."""
    async for files in _read_files(request):
        yield files


async def files_from_reader(request: Request, person: Reader) -> AsyncIterator[Sent]:
    """The files of a request of anybody who may read."""
    async for files in _read_files(request):
        yield files


EditorFiles = Annotated[Sent, Depends(files_from_editor)]
ReaderFiles = Annotated[Sent, Depends(files_from_reader)]


async def _read_form(request: Request) -> FormData:
    """The form of a request, read as far as the server takes it."""
    settings: Settings = request.app.state.settings
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ProblemError("no-form", Sentence("upload.no-form"))
    limit = settings.upload_bytes + _FRAME
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(settings)
    if getattr(request, "_form", None) is not None:  # read already, for the CSRF token
        return await request.form()
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise _too_large(settings)
        return message

    return await Request(request.scope, receive).form(max_files=max(_FORM_FILES, settings.upload_files))


def _too_large(settings: Settings) -> ProblemError:
    return ProblemError(
        "too-large",
        Sentence("upload.large", upload_bytes=settings.upload_bytes // MB),
    )


def create_job(request: Request, sent: Sent, by: str) -> Job:
    """Make a job of files that were sent. Raises ProblemError 413 where they are more than the server takes, 429 where
    too many of the person's are not over, 422 where they cannot be put together to one document."""
    settings: Settings = request.app.state.settings
    jobs: Jobs = request.app.state.jobs
    workers: Workers = request.app.state.workers
    if not sent.files:
        raise ProblemError("no-files", Sentence("upload.no-files"))
    if jobs.open_of(by) >= OPEN:
        raise retry_later("too-many-jobs", Sentence("upload.many-jobs", open=OPEN), _RETRY_SECONDS)
    room = jobs.room()
    try:
        files = _store_files(sent.files, room, settings, workers)
        if sent.as_one:
            files = [_join_files(files, room, workers)]
        _count_pages(files, room, settings, workers)
        return jobs.add(room, files, by=by)
    except BaseException as error:
        jobs.drop(room)
        if isinstance(error, TooMuchError):
            raise ProblemError("too-large", error.sentence) from None
        if isinstance(error, OSError):
            raise ProblemError("no-room", Sentence("upload.no-room", told=error)) from error
        raise


def read_single_file(sent: Sent, settings: Settings) -> tuple[str, bytes]:
    """The one file that was sent, for work that wants it in memory."""
    if len(sent.files) != 1:
        raise ProblemError("one-file", Sentence("upload.one-file", count=len(sent.files)))
    data = sent.files[0].file.read(settings.upload_bytes + 1)
    if len(data) > settings.upload_bytes:
        raise _too_large(settings)
    return sent.files[0].name, data


def read_evidence(sent: UploadFile) -> EvidenceFile:
    """A file that goes with a mark, read no further than one is kept."""
    return EvidenceFile(clean_name(sent.filename or ""), sent.file.read(MOST_BYTES + 1))


def _store_files(sent: list[SentFile], room: Path, settings: Settings, workers: Workers) -> list[JobFile]:
    """The files in a room, under their numbers; those of a bundle in its place."""
    files: list[JobFile] = []
    size = 0
    for name, source in sent:
        place = room / "sent"
        with place.open("wb") as target:
            sized = zips.copy_limited(source, target, settings.upload_bytes - size)
        free = settings.upload_files - len(files)
        if _is_bundle(place, workers):
            unpacked = _unpack(place, name, len(files) + 1, free, settings.upload_bytes - size, workers)
            place.unlink()
            files += unpacked
            size += sum(file.size for file in unpacked)
        else:
            if not free:
                raise TooMuchError("upload.many-files", upload_files=settings.upload_files)
            files.append(JobFile(n=len(files) + 1, name=name, size=sized))
            place.rename(room / str(len(files)))
            size += sized
    if not files:
        raise ProblemError("no-files", Sentence("upload.empty-zip"))
    return files


def _join_files(files: list[JobFile], room: Path, workers: Workers) -> JobFile:
    """One file, under number 1, of the pictures in a room, which go."""
    failed = next((file for file in files if file.state == "failed"), None)
    if failed:
        raise ProblemError(
            "unreadable-file", Sentence("upload.member", name=failed.name, reason=failed.reason_in_both())
        )
    parts = [(file.name, room / str(file.n)) for file in files]
    joined = room / "joined"
    workers.drawing.call(errands.join_files, parts, joined, seconds=_UNPACKING)
    for _, part in parts:
        part.unlink()
    joined.rename(room / "1")
    return JobFile(n=1, name=joined_name(files[0].name), size=(room / "1").stat().st_size)


def _is_bundle(place: Path, workers: Workers) -> bool:
    try:
        return workers.drawing.call(zips.is_bundle, place, seconds=_COUNTING)
    except VbparseError:
        return False  # the job reports what is wrong with it


def _unpack(place: Path, name: str, first: int, files: int, size: int, workers: Workers) -> list[JobFile]:
    try:
        members = workers.drawing.call(zips.unpack, place, first, files, size, seconds=_UNPACKING)
    except TooMuchError:
        raise
    except VbparseError as error:
        raise ProblemError("unreadable-file", Sentence("upload.zip", name=name, why=error)) from error
    return [
        JobFile(n=one.n, name=one.name, size=one.size, state="failed" if one.fault else "waiting", reason=one.fault)
        for one in members
    ]


def _count_pages(files: list[JobFile], room: Path, settings: Settings, workers: Workers) -> None:
    pages = 0
    for file in files:
        if file.state == "waiting":
            try:
                pages += workers.drawing.call(pictures.count_pages, room / str(file.n), seconds=_COUNTING)
            except VbparseError:
                continue  # as above
        if pages > settings.upload_pages:
            raise TooMuchError("upload.pages", upload_pages=settings.upload_pages)
