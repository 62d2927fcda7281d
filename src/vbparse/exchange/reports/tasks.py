"""Obligations as rows of a report: one for each task, whoever has to do it, in the words of an office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vbparse.archive.answers import Head, Owed
from vbparse.archive.ask.marks import evidence_label
from vbparse.edtf import parse_day
from vbparse.exchange import labels
from vbparse.exchange.naming import assignee_name, document_name
from vbparse.exchange.reports.office import write_day
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold

PROGRESS = {
    "done": "Đã hoàn thành",
    "open": "Đang thực hiện",
    "past due": "Quá hạn",
    "old": "Hạn cũ, chưa ghi nhận kết quả",
    "cancelled": "Đã hủy",
}
"""What became of a task, by its status, as a report says it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task (of what recurs, one occurrence), with the answers of all who have to do it."""

    owed: Sequence[Owed]

    @property
    def first(self) -> Owed:
        """The first of the answers; what is not of one assignee alone is the same in all."""
        return self.owed[0]

    @property
    def text(self) -> str:
        """What has to be done, beginning with a capital, less the signs by which an item or a document ends."""
        words = " ".join(self.first.task.split()).removesuffix("./.").rstrip(" ;,")
        return words[:1].upper() + words[1:]

    @property
    def leads(self) -> list[str]:
        """Who has to do it."""
        return [] if self.first.role == "support" else _names(self.owed)

    @property
    def supports(self) -> list[str]:
        """Who helps."""
        return list(
            dict.fromkeys((*(_names(self.owed) if self.first.role == "support" else ()), *self.first.cooperating))
        )

    @property
    def last_day(self) -> date | None:
        """The last day on which it is not late."""
        return parse_day(self.first.last_day)

    @property
    def deadline(self) -> str:
        """Its last day, with the wording of the document where that says it otherwise; else the wording."""
        due, day = self.first.due or {}, self.last_day
        wording = " ".join((due.get("text") or labels.recurrence(due.get("recurrence"))).split())
        if not day:
            return wording[:1].upper() + wording[1:]
        written = {f"{day.day}/{day.month}/{day.year}", write_day(day), f"{day:%d}/{day.month}/{day.year}"}
        says_it = not wording or any(one in wording for one in written)
        return write_day(day) if says_it else f"{write_day(day)} ({wording})"

    @property
    def source(self) -> str:
        """The document that asks for it, with its day and the part that says so."""
        section = (self.first.section or "").rpartition("]/")[2]  # less the annex, which has a name and no number
        is_label = section and not section.startswith("[")
        return cite_briefly(self.first.head) + (f", mục {section}" if is_label else "")

    @property
    def progress(self) -> str:
        """What became of it: the word where it is the same for all, else how many are done, and late."""
        states = Counter(one.status for one in self.owed)
        if len(states) == 1:
            return PROGRESS[self.first.status]
        late = f", {states['past due']} quá hạn" if states["past due"] else ""
        return f"{states['done']}/{len(self.owed)} đơn vị hoàn thành{late}"

    @property
    def remarks(self) -> str:
        """Notes, evidence and who is in charge, each with whom it is of where it is not of all."""
        everybody = _names(self.owed)
        names_by_remark: dict[str, list[str]] = {}
        for answer in self.owed:
            for remark in _list_remarks(answer):
                names_by_remark.setdefault(remark, []).append(assignee_name(answer))
        told = (
            text if names == everybody else f"{', '.join(names)}: {text}" for text, names in names_by_remark.items()
        )
        return "; ".join(told)


def group_tasks(owed: Iterable[Owed]) -> list[Task]:
    """Answers of the archive by task, in their order."""
    found: dict[tuple[str, str, str | None], list[Owed]] = {}
    for one in owed:
        found.setdefault((one.head.document, one.obligation, one.last_day), []).append(one)
    return [Task(same) for same in found.values()]


def group_by_unit(owed: Iterable[Owed]) -> list[tuple[str, list[Owed]]]:
    """Answers of the archive by who has to do it, in the order of their names; of the same name, with where it is."""
    found: dict[tuple[str, str], list[Owed]] = {}
    for one in owed:
        found.setdefault((one.assignee.body if one.assignee else "", assignee_name(one)), []).append(one)
    count = Counter(name for _, name in found)
    named = [(name if count[name] == 1 else _place_name(name, same[0]), same) for (_, name), same in found.items()]
    return sorted(named, key=lambda group: fold(group[0]))


def cite_briefly(head: Head) -> str:
    """42/KH-UBND ngày 10/03/2023; of what has no number type and title."""
    kind = names_by_code().get(head.doc_type or "") if head.title and not head.canonical else None
    return (f"{kind} {head.title}" if kind else document_name(head)) + (
        f" ngày {labels.date(head.date)}" if parse_day(head.date) else ""
    )


def _place_name(name: str, owed: Owed) -> str:
    unit = owed.assignee.unit if owed.assignee else None
    return f"{name} {unit}" if unit else name


def _names(owed: Iterable[Owed]) -> list[str]:
    return list(dict.fromkeys(map(assignee_name, owed)))


def _list_remarks(owed: Owed) -> Iterator[str]:
    shown_by = (evidence_label(owed.mark), owed.mark.file_name) if owed.mark else ()
    evidence = ", ".join(filter(None, shown_by))
    said = (owed.mark.note if owed.mark else None, f"minh chứng: {evidence}" if evidence else None)
    yield from filter(None, ("; ".join(filter(None, said)), f"Phụ trách: {owed.person}" if owed.person else None))
