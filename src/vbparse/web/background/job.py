"""A job, with what became of each of its files: as the API answers it and `job.json` keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from vbparse.archive.ask.summaries import Summary
from vbparse.ingest.keep import State as Stored
from vbparse.sentences import Sentence

FileState = Literal["waiting", "reading", "stored", "again", "held", "refused", "removed", "failed", "cancelled"]
JobState = Literal["waiting", "running", "done", "cancelled", "halted"]
OVER: tuple[JobState, ...] = ("done", "cancelled", "halted")
UNFINISHED: tuple[FileState, ...] = ("waiting", "reading")
STATES: dict[Stored, FileState] = {
    "added": "stored",
    "again": "again",
    "held": "held",
    "removed": "removed",
    "failed": "failed",
}
"""What became of a file, by what the archive did with it."""


class JobFile(BaseModel):
    """A file of a job. `reason` says why it is not stored; `documents` are those that the archive holds of it."""

    n: int = Field(description="Number of the file in its job, from 1.")
    name: str = Field(description="Base name, as the archive knows it.")
    size: int = Field(description="Bytes.")
    state: FileState = Field(
        default="waiting",
        description="waiting, reading; stored, again (its content was stored under another name), held (already);"
        " refused (it has a mark of state secrecy), removed (it was taken out before), failed, cancelled.",
    )
    reason: str | None = None
    reason_vi: str | None = Field(default=None, description="The reason in Vietnamese.")
    code: str | None = Field(default=None, description="The code of the reason, for programs.")
    documents: list[str] = []
    summaries: list[Summary] = Field(default=[], description="What the documents are, as they were read.")
    kept_until: str | None = Field(
        default=None,
        description="RFC 3339, UTC: as long as this a file that failed is kept, so that it can be tried again.",
    )
    seq: int = Field(default=0, description="Number of the last change of this file, counted in its job.")

    def wait_again(self) -> None:
        """Have it wait, as before it failed."""
        self.state, self.kept_until = "waiting", None
        self.explain(None)

    def reason_in_both(self) -> Sentence:
        """Why it is not stored, in both languages."""
        return Sentence.from_texts(self.code or "", self.reason_vi or self.reason or "", self.reason or "")

    def is_kept(self, now: str) -> bool:
        """Whether it failed and can be tried again."""
        return self.state == "failed" and self.kept_until is not None and self.kept_until > now

    def explain(self, reason: Sentence | None) -> None:
        """Say why it is not stored, in both languages; None where it is."""
        self.reason = str(reason) if reason is not None else None
        self.reason_vi, self.code = (reason.vi, reason.code or None) if reason is not None else (None, None)


class Job(BaseModel):
    """One upload on its way into the archive."""

    id: str
    by: str = Field(description="Who uploaded it.")
    created: str = Field(description="RFC 3339, UTC.")
    ended: str | None = None
    state: JobState = Field(
        default="waiting",
        description="waiting, running; done, cancelled; halted (the archive could not be written: `reason`; it goes on"
        " when it is resumed, or the server is started again).",
    )
    reason: str | None = None
    reason_vi: str | None = Field(default=None, description="The reason in Vietnamese.")
    seq: int = Field(default=0, description="Number of the last change.")
    files: list[JobFile]

    def is_over(self) -> bool:
        """Whether nothing will change any more while this server runs."""
        return self.state in OVER

    def counts(self) -> dict[str, int]:
        """How many files there are of each state."""
        states = [file.state for file in self.files]
        return {state: states.count(state) for state in dict.fromkeys(states)}

    def find_file(self, name: str) -> JobFile:
        """The file that is called so on its way: its number, a stroke, its name."""
        return self.files[int(name.partition("/")[0]) - 1]


def order_finished(jobs: Iterable[Job], moment: str) -> list[Job]:
    """The jobs that ended behind a moment, in that order."""
    over = [job for job in jobs if job.is_over() and (job.ended or "") > moment]
    return sorted(over, key=lambda job: job.ended or "")


def base_name(name: str) -> str:
    """The name of a file without its number."""
    return name.partition("/")[2]


def timestamp(later: timedelta = timedelta()) -> str:
    """This moment, or a later one. To the microsecond: jobs are listed in the order in which they came."""
    return (datetime.now(UTC) + later).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
