"""Deadlines and phases as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, Todo, vRecur

from vbparse.archive import periods
from vbparse.archive.answers import Head, Mark, Owed, Period
from vbparse.archive.ask.marks import evidence_label
from vbparse.edtf import DAY, parse_interval
from vbparse.exchange import labels
from vbparse.exchange.alarms import add_alarms
from vbparse.exchange.formats import Content, Entries, EntryKind
from vbparse.exchange.naming import ENDINGS, FALLS, STATUSES, assignee_name, dated_name, drop_illegal_xml, joint_status
from vbparse.exchange.tables import SEPARATOR, day_or_edtf

if TYPE_CHECKING:
    from vbparse.exchange.selection import Selection

PRODID = "-//vbparse//vbparse//VI"
SUMMARY_LENGTH = 160
EPOCH = date(1970, 1, 1)
ALL_DONE = 100
"""Per cent."""
_NOON = time(5, tzinfo=UTC)
"""Noon in Việt Nam."""
PHASES = "đợt thực hiện"
EVENTS = Entries()
"""Deadlines as events without alarms."""
Entry = Event | Todo


def to_ical(owed: Iterable[Owed], phases: Iterable[Period], *, name: str, entries: Entries = EVENTS) -> bytes:
    """A calendar called `name` of all-day events, or of to-dos for deadlines where `entries` says so: one for each
    obligation that has a date or recurs, whoever owes it and however many of its occurrences are given, and one event
    for each phase.

    A deadline is one day, the last on which it is not late; what is due within a time takes all of its days. What
    recurs is one entry with an RRULE, on the last day of each occurrence, until its document ends where that is known.
    The same answers give the same bytes, and an entry keeps its UID, by which a calendar that reads it again updates
    it.
    """
    calendar = Calendar()
    for key, value in (("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        calendar.add(key, drop_illegal_xml(value))
    for same in _group_by_obligation(owed):
        if event := _deadline(same, entries):
            calendar.add_component(event)
    for phase in phases:
        if event := _phase(phase):
            calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def write_calendar(selection: Selection, _: Content) -> Iterator[bytes]:
    """The calendar of an archive: its deadlines and phases."""
    yield to_calendar(selection)


def to_calendar(selection: Selection, *, name: str = "vbparse") -> bytes:
    """What filters leave of an archive, as a calendar of this name."""
    return to_ical(selection.obligations(), selection.phases(), name=name, entries=selection.entries)


def _group_by_obligation(owed: Iterable[Owed]) -> Iterable[list[Owed]]:
    """An obligation is answered once for each assignee and each occurrence."""
    found: dict[tuple[str, str], list[Owed]] = {}
    for one in owed:
        found.setdefault((one.head.document, one.obligation), []).append(one)
    return found.values()


def _deadline(same: list[Owed], entries: Entries) -> Entry | None:
    first_owed, due = same[0], same[0].due or {}
    entry = _entry(entries.kind, first_owed.head, first_owed.obligation, same)
    if due.get("recurrence"):
        since = first_owed.since or min((x.last_day for x in same if x.last_day), default=None)
        placed = _set_recurrence(entry, due["recurrence"], due.get("bound"), since, first_owed.until)
    else:
        first = first_owed.first_day if due.get("bound") in ("within", None) else None
        placed = _set_days(entry, first, first_owed.last_day)
    if not placed:
        return None
    names = dict.fromkeys(map(assignee_name, same))
    summary = _shorten(f"[{', '.join(names)}] {first_owed.task}")
    entry.add("summary", summary)
    terms = (
        ("Việc", first_owed.task),
        ("Người chịu trách nhiệm", first_owed.assignee_text),
        ("Phối hợp", SEPARATOR.join(first_owed.cooperating)),
        ("Sản phẩm", first_owed.product),
        ("Thời gian", due.get("text")),
        *_source(first_owed.head, first_owed.section),
        *_states(same, recurs=bool(due.get("recurrence"))),
    )
    entry.add("description", _lines(terms))
    running = [FALLS["running"]] if first_owed.falls == "running" else []
    entry.add("categories", [labels.ROLES.get(first_owed.role, first_owed.role), *running])
    _set_status(entry, same)
    if not (_are_all(same, "done") or _are_all(same, "cancelled")):
        add_alarms(entry, entries.alarms, summary)
    return entry


def _phase(phase: Period) -> Entry | None:
    event = _entry(EntryKind.EVENT, phase.head, phase.id)
    if phase.recurrence:
        placed = _set_recurrence(event, phase.recurrence, None, phase.first_day or phase.head.date, phase.last_day)
    else:
        placed = _set_days(event, phase.first_day, phase.last_day)
    if not placed:
        return None
    title = phase.head.title or dated_name(phase.head)
    event.add("summary", _shorten(f"{phase.label}: {title}" if phase.label else title))
    ends = " – ".join(labels.date(edtf) or "…" for edtf in (phase.start, phase.end))
    written = SEPARATOR.join(x for x in (labels.recurrence(phase.recurrence), ends.replace("… – …", "")) if x)
    event.add("description", _lines((("Thời gian", written), *_source(phase.head, phase.section))))
    event.add("categories", [PHASES])
    event.add("status", "CONFIRMED")
    return event


def _entry(kind: EntryKind, head: Head, item: str, same: Sequence[Owed] = ()) -> Entry:
    """An entry without its days. A mark gives it a higher number, so that calendars take it for the newer."""
    issued = day_or_edtf(head.date)
    entry = Todo() if kind is EntryKind.TODO else Event()
    entry.add("uid", drop_illegal_xml(f"{item}.{head.document}@vbparse"))
    entry.add("dtstamp", datetime.combine(issued if isinstance(issued, date) else EPOCH, time(), UTC))
    entry.add("sequence", max((mark.n for mark in _marks(same)), default=0))
    if isinstance(entry, Event):
        entry.add("transp", "TRANSPARENT")
    return entry


def _set_days(entry: Entry, first_day: str | None, last_day: str | None) -> bool:
    """Give an entry its days, the last of which may be its only one. False where none is known."""
    begin, end = (x if isinstance(x := day_or_edtf(edtf), date) else None for edtf in (first_day, last_day))
    if not (start := begin or end):
        return False
    if isinstance(entry, Event):
        entry.add("dtstart", start)
        entry.add("dtend", max(start, end or start) + DAY)
        return True
    if begin and (not end or begin < end):  # what is due must be behind the start (RFC 5545, 3.8.2.3)
        entry.add("dtstart", begin)
    if end:
        entry.add("due", end)
    return True


def _set_recurrence(entry: Entry, rule: str, bound: str | None, since: str | None, until: str | None) -> bool:
    """Give an entry the last day of each occurrence, from `since` (EDTF) to `until`. False where nothing falls due. A
    to-do that recurs has that day as its start, since its due could only be a day behind it."""
    start, end = parse_interval(since), parse_interval(until)
    rhythm = periods.calendar_rule(rule, start.first if start else None, end.last if end else None, bound)
    if not rhythm:
        return False
    entry.add("dtstart", rhythm.dtstart)
    if isinstance(entry, Event):
        entry.add("dtend", rhythm.end)
    entry.add("rrule", vRecur.from_ical(rhythm.rrule))
    return True


def _set_status(entry: Entry, same: Sequence[Owed]) -> None:
    """What became of it: an event is cancelled or not, a to-do may be done as well, or in part."""
    is_cancelled, is_done = _are_all(same, "cancelled"), _are_all(same, "done")
    if isinstance(entry, Event):
        entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    elif is_done:
        entry.add("status", "COMPLETED")
        entry.add("completed", _completion_moment(_marks(same)))
        entry.add("percent-complete", ALL_DONE)
    else:
        is_begun = any(one.status == "done" for one in same)
        entry.add("status", "CANCELLED" if is_cancelled else "IN-PROCESS" if is_begun else "NEEDS-ACTION")


def _completion_moment(said: Sequence[Mark]) -> datetime:
    """When the last of it was done, in UTC as COMPLETED has to be (RFC 5545): when that was said, where it was on that
    day; else noon, which is the same day wherever the calendar is looked at in Việt Nam."""
    last = max(said, key=lambda mark: mark.date)
    moment = datetime.fromisoformat(last.at)
    if moment.date().isoformat() == last.date:
        return moment
    return datetime.combine(date.fromisoformat(last.date), _NOON)


def _marks(same: Iterable[Owed]) -> list[Mark]:
    return sorted({x.mark.n: x.mark for x in same if x.mark}.values(), key=lambda mark: mark.n)


def _states(same: Sequence[Owed], *, recurs: bool) -> Iterable[tuple[str, str | None]]:
    """What became of it for all who are given, then what was said, of whom where it is not of all of them."""
    everybody = dict.fromkeys(map(assignee_name, same))
    if not recurs and len({answer.status for answer in same}) > 1:
        yield "Tình trạng", joint_status(same)
    for mark in _marks(same):
        meant = dict.fromkeys(assignee_name(answer) for answer in same if answer.mark and answer.mark.n == mark.n)
        yield "Tình trạng" if len(meant) == len(everybody) else ", ".join(meant), _describe_mark(mark)
    for person in dict.fromkeys(answer.person for answer in same if answer.person):
        charged = dict.fromkeys(assignee_name(answer) for answer in same if answer.person == person)
        yield "Người phụ trách", person if len(charged) == len(everybody) else f"{person} ({', '.join(charged)})"


def _are_all(same: Iterable[Owed], status: str) -> bool:
    """Whether all of it is; what was said of one occurrence does not hold for the others."""
    return all(x.status == status and not (x.mark and x.mark.period) for x in same)


def _describe_mark(mark: Mark) -> str:
    """What became of it, in words."""
    period = f"{labels.date(mark.period)}: " if mark.period else ""
    shown_by = ", ".join(shown for shown in (evidence_label(mark), mark.file_name) if shown)
    proof = f"minh chứng: {shown_by}" if shown_by else None
    parts = (mark.date, mark.by, mark.note, proof)
    return f"{period}{STATUSES.get(mark.status, mark.status)} ({', '.join(x for x in parts if x)})"


def _source(head: Head, section: str | None) -> list[tuple[str, str | None]]:
    ended = ENDINGS.get(head.ended_how or "")
    return [("Văn bản", dated_name(head)), ("Cơ quan ban hành", head.issuer), ("Mục", section), ("Hiệu lực", ended)]


def _shorten(text: str) -> str:
    line = drop_illegal_xml(" ".join(text.split()))
    return line if len(line) <= SUMMARY_LENGTH else line[: SUMMARY_LENGTH - 1] + "…"


def _lines(told: Iterable[tuple[str, str | None]]) -> str:
    return drop_illegal_xml("\n".join(f"{term}: {value.strip()}" for term, value in told if value and value.strip()))
