"""Events of which other systems are told (webhooks): what each is called, and the bodies of their messages.

Names and bodies follow Standard Webhooks (www.standardwebhooks.com): `type`, `timestamp`, `data`. What happens in the
archive has the words of `/changes`, and its values.
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, Field

from vbparse.archive.answers import Owed
from vbparse.archive.ask.changes import KINDS, Change, event_type
from vbparse.web.background.job import Job, JobState

CHANGES = {kind: event_type(kind) for kind in KINDS}
"""Events that are changes of the archive, by what `/changes` calls them."""
JOB_FINISHED: Final = "job.finished"
DUE_SOON: Final = "obligation.due_soon"
TEST: Final = "webhook.test"
EVENTS = (*CHANGES.values(), JOB_FINISHED, DUE_SOON)
"""What can be subscribed to. `TEST` comes to everybody who asks for it."""
FOR_EDITORS = (JOB_FINISHED, CHANGES["merged"], CHANGES["split"])
"""Events that readers are not told."""
SOON_DAYS = 7
"""Days before its last day on which something is due soon."""
_SENT = "When it happened: RFC 3339, UTC."


class ChangeEvent(BaseModel):
    """Something happened in the archive. `data` is what `/changes` says of it: what it concerns, and not what is so
    now, which the other addresses tell."""

    type: str = Field(examples=[CHANGES["added"]])
    timestamp: str = Field(description=_SENT)
    data: Change


class FinishedJob(BaseModel):
    """A job that is over: how many files it has of each state, and the documents that the archive holds of them."""

    job: str
    by: str
    state: JobState
    created: str
    ended: str | None
    files: dict[str, int]
    documents: list[str]


class JobEvent(BaseModel):
    """An upload is over: done, cancelled, or halted."""

    type: Literal["job.finished"]
    timestamp: str = Field(description=_SENT)
    data: FinishedJob


class DueObligation(BaseModel):
    """What is due on `last_day` and not marked, as one assignee owes it."""

    document: str
    obligation: str
    assignee: str
    role: str
    task: str
    last_day: str


class DueSoonEvent(BaseModel):
    """An obligation falls due within seven days. Told once, on the day on which that begins to be so."""

    type: Literal["obligation.due_soon"]
    timestamp: str = Field(description=_SENT)
    data: DueObligation


class TestData(BaseModel):
    """Which webhook is tried."""

    webhook: int


class TestEvent(BaseModel):
    """Somebody tries a webhook."""

    type: Literal["webhook.test"]
    timestamp: str = Field(description=_SENT)
    data: TestData


Event = ChangeEvent | JobEvent | DueSoonEvent | TestEvent
BODIES: dict[str, type[BaseModel]] = {
    **dict.fromkeys(CHANGES.values(), ChangeEvent),
    JOB_FINISHED: JobEvent,
    DUE_SOON: DueSoonEvent,
    TEST: TestEvent,
}
"""The body of each event."""


def change_event(change: Change) -> ChangeEvent:
    """A change as an event."""
    return ChangeEvent(type=CHANGES[change.what], timestamp=change.at, data=change)


def job_event(job: Job) -> JobEvent:
    """A job that is over as an event."""
    documents = [document for file in job.files for document in file.documents]
    data = job.model_dump(include={"by", "state", "created", "ended"})
    finished = FinishedJob(job=job.id, files=job.counts(), documents=documents, **data)
    return JobEvent(type=JOB_FINISHED, timestamp=job.ended or job.created, data=finished)


def due_soon_event(owed: Owed, at: str) -> DueSoonEvent:
    """An obligation as an event of this moment."""
    data = DueObligation(
        document=owed.head.document,
        obligation=owed.obligation,
        assignee=owed.assignee_text,
        role=owed.role,
        task=owed.task,
        last_day=owed.last_day or "",
    )
    return DueSoonEvent(type=DUE_SOON, timestamp=at, data=data)


def parse_event(body: str) -> Event:
    """An event as it was queued."""
    kind = BODIES[BaseEvent.model_validate_json(body).type]
    event = kind.model_validate_json(body)
    assert isinstance(event, Event)
    return event


class BaseEvent(BaseModel):
    """What tells events apart."""

    type: str
