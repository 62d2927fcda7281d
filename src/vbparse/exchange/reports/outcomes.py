"""What came of tasks: done in time or late, overdue, open; and how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from vbparse.archive.answers import Owed
from vbparse.archive.ask.marks import is_late
from vbparse.edtf import parse_day
from vbparse.exchange.reports.tasks import Task


class Outcome(StrEnum):
    """What came of a task, as a report names it. What has no deadline is not done late. `UNREPORTED`: it was due before
    its document was stored, or over a year ago, and nobody said what came of it."""

    ON_TIME = "Hoàn thành đúng hạn"
    LATE = "Hoàn thành quá hạn"
    OPEN = "Đang thực hiện"
    OVERDUE = "Quá hạn, chưa hoàn thành"
    UNREPORTED = "Hạn cũ, chưa ghi nhận kết quả"
    CANCELLED = "Đã hủy"


DONE = (Outcome.ON_TIME, Outcome.LATE)
LEFT = (Outcome.OVERDUE, Outcome.OPEN, Outcome.UNREPORTED)
"""What is still to do, the most pressing first."""
_OF_STATUS = {
    "open": Outcome.OPEN, "past due": Outcome.OVERDUE, "old": Outcome.UNREPORTED, "cancelled": Outcome.CANCELLED,
}  # fmt: skip
_WORST = (Outcome.OVERDUE, Outcome.UNREPORTED, Outcome.OPEN, Outcome.LATE, Outcome.ON_TIME, Outcome.CANCELLED)
"""Of several who have a task, the first of these that is true of one of them is true of the task."""


def judge_share(owed: Owed) -> Outcome:
    """What came of a task for one of those who have it."""
    if owed.status != "done":
        return _OF_STATUS[owed.status]
    return Outcome.LATE if is_late(owed) else Outcome.ON_TIME


def judge_task(task: Task) -> Outcome:
    """What came of a task, whoever has it."""
    outcomes = set(map(judge_share, task.owed))
    return next(one for one in _WORST if one in outcomes)


def completion_day(owed: Owed) -> date | None:
    """When it was done."""
    return parse_day(owed.mark.date) if owed.mark else None


def share_done(counts: Counter[Outcome]) -> str:
    """Per cent that are done of those that were not cancelled: 66,7%."""
    total = counts.total() - counts[Outcome.CANCELLED]
    done = sum(counts[one] for one in DONE)
    return write_per_cent(done, total)


def write_per_cent(part: int, total: int) -> str:
    """A share with one decimal behind a comma, none where it is whole; a dash of nothing."""
    return f"{part / total:.1%}".replace(".0%", "%").replace(".", ",") if total else "–"


def count_shares(owed: Iterable[Owed]) -> Counter[Outcome]:
    """How many there are of each outcome, of what single units have to do."""
    return Counter(map(judge_share, owed))


def count_tasks(tasks: Sequence[Task]) -> Counter[Outcome]:
    """How many there are of each outcome, each task counted once."""
    return Counter(map(judge_task, tasks))
