"""A calendar, written and read back by libraries that others wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Alarms, Calendar, Event

from vbparse.archive import periods
from vbparse.archive.answers import Assignee, Mark, Owed, Period
from vbparse.edtf import Interval
from vbparse.errors import InputError
from vbparse.exchange.alarms import parse_alarms
from vbparse.exchange.formats import Entries, EntryKind
from vbparse.exchange.ical import SUMMARY_LENGTH, to_ical

from .answers import DEADLINE, PLAN, QUARTER, REVIEW

PHASE = Period(
    id="p-1", head=PLAN, label="Đợt 2", start="2023-06-01", end="2023-08", recurrence=None, section="III.1",
    first_day="2023-06-01", last_day="2023-08-31",
)  # fmt: skip


def read(owed: list[Owed], phases: list[Period] | None = None) -> list[Event]:
    calendar = Calendar.from_ical(to_ical(owed, phases or [], name="Kho văn bản"))
    assert not [one.errors for one in calendar.walk() if one.errors]
    return calendar.events


def due(text: str = "…", **values: Any) -> dict[str, Any]:
    return {"text": text, "date": None, "bound": None, "recurrence": None, "ongoing": False} | values


def test_a_calendar_with_its_name() -> None:
    made = to_ical([DEADLINE], [], name="Kho văn bản, 2023")
    calendar = Calendar.from_ical(made)
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//vbparse//vbparse//VI")
    assert calendar["x-wr-calname"] == "Kho văn bản, 2023"
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert Calendar.from_ical(to_ical([], [], name="Trống")).events == []


def test_a_deadline_with_all_that_is_known_of_it() -> None:
    (event,) = read([DEADLINE])
    assert (event.start, event.end) == (date(2023, 9, 17), date(2023, 9, 18))
    assert event["uid"] == f"o-1.{'a' * 64}@vbparse"
    assert event["summary"] == "[Văn phòng - Thống kê] Thẩm định hồ sơ khen"
    assert event["description"].split("\n") == [
        "Việc: Thẩm định hồ sơ khen",
        "Người chịu trách nhiệm: công chức VPTK",
        "Phối hợp: Công an thị trấn; các khu phố",
        "Sản phẩm: tờ trình",
        "Thời gian: trước ngày 18/9/2023",
        "Văn bản: 42/KH-UBND (10/03/2023)",
        "Cơ quan ban hành: Ủy ban nhân dân thị trấn Đồng Mai",
        "Mục: III.2",
        "Tình trạng: đã xong (2023-09-16, Lụa, đã trình)",
    ]
    assert event.categories == ["chủ trì"]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 7)
    assert event["dtstamp"].dt == datetime(2023, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("bound", "first", "last", "days"),
    [
        ("before", None, "2023-09-17", ("2023-09-17", "2023-09-18")),
        ("by", "2023-09-01", "2023-09-30", ("2023-09-30", "2023-10-01")),
        ("on", "2023-12-31", "2023-12-31", ("2023-12-31", "2024-01-01")),
        ("within", "2023-07-01", "2023-09-30", ("2023-07-01", "2023-10-01")),
        (None, "2024-02-01", "2024-02-29", ("2024-02-01", "2024-03-01")),
        ("within", None, "2023-09-30", ("2023-09-30", "2023-10-01")),
    ],
)
def test_the_days_of_a_deadline(bound: str | None, first: str | None, last: str, days: tuple[str, str]) -> None:
    (event,) = read([replace(QUARTER, due=due(bound=bound), first_day=first, last_day=last)])
    assert (event.start.isoformat(), event.end.isoformat()) == days


def test_what_has_no_date_has_no_entry() -> None:
    assert read([replace(QUARTER, due=None, first_day=None, last_day=None)]) == []
    assert read([replace(QUARTER, due=due("thường xuyên", ongoing=True), first_day=None, last_day=None)]) == []


@pytest.mark.parametrize(
    ("issued", "stamp"),
    [("2023-03-10", datetime(2023, 3, 10, tzinfo=UTC)), ("2023-03", datetime(1970, 1, 1, tzinfo=UTC)),
     (None, datetime(1970, 1, 1, tzinfo=UTC))],
)  # fmt: skip
def test_the_stamp_is_of_the_document_and_not_of_the_clock(issued: str | None, stamp: datetime) -> None:
    (event,) = read([replace(DEADLINE, head=replace(PLAN, date=issued))])
    assert event["dtstamp"].dt == stamp


def test_one_entry_for_an_obligation_of_several_bodies() -> None:
    police = Assignee(body="o2", name="Công an thị trấn")
    events = read([DEADLINE, QUARTER, replace(DEADLINE, assignee=police)])
    assert [x["summary"] for x in events] == [
        "[Văn phòng - Thống kê, Công an thị trấn] Thẩm định hồ sơ khen", "[Các khu phố] Báo cáo kết quả",
    ]  # fmt: skip
    assert events[1].categories == ["phối hợp"]
    same_id = replace(DEADLINE, head=REVIEW)
    assert len({x["uid"] for x in read([DEADLINE, same_id])}) == 2


def test_what_became_of_it_is_told_of_each() -> None:
    """Three of whom one is done: a summary, then who; one whose mark is for all has no name before it."""
    office = replace(DEADLINE, person="Lan")
    police = replace(DEADLINE, assignee=Assignee(body="o2", name="Công an thị trấn"), status="past due", mark=None)
    guard = replace(police, assignee=Assignee(body="o3", name="Đội dân phòng"))
    (event,) = read([office, police, guard])
    assert event["description"].split("\n")[-3:] == [
        "Tình trạng: 1/3 xong",
        "Văn phòng - Thống kê: đã xong (2023-09-16, Lụa, đã trình)",
        "Người phụ trách: Lan (Văn phòng - Thống kê)",
    ]
    (event,) = read([office, replace(police, status="done", mark=DEADLINE.mark)])
    assert event["description"].split("\n")[-2:] == [
        "Tình trạng: đã xong (2023-09-16, Lụa, đã trình)",
        "Người phụ trách: Lan (Văn phòng - Thống kê)",
    ]
    assert event["status"] == "CONFIRMED"


def test_one_who_is_let_off_does_not_cancel_it_for_the_others() -> None:
    mark = Mark(n=9, status="cancelled", at="2023-09-16T08:00:00Z", date="2023-09-16", evidence="thông báo ngày 15/9")
    office = replace(DEADLINE, status="cancelled", mark=mark)
    police = replace(DEADLINE, assignee=Assignee(body="o2", name="Công an thị trấn"), status="open", mark=None)
    (event,) = read([office, police])
    assert event["status"] == "CONFIRMED"
    assert "Văn phòng - Thống kê: đã hủy (2023-09-16, minh chứng: thông báo ngày 15/9)" in event["description"]
    (event,) = read([office, replace(police, status="cancelled", mark=mark)])
    assert event["status"] == "CANCELLED"


def test_what_runs_in_the_time_that_was_asked_for_is_told() -> None:
    (running,), (falls,) = read([replace(QUARTER, falls="running")]), read([replace(QUARTER, falls="due")])
    assert running.categories == ["phối hợp", "đang trong thời gian thực hiện"]
    assert falls.categories == ["phối hợp"]


@pytest.mark.parametrize(
    ("status", "period", "shown", "told"),
    [
        ("open", None, "CONFIRMED", "chưa xong (2023-09-16, thôi)"),
        ("cancelled", None, "CANCELLED", "đã hủy (2023-09-16, thôi)"),
        ("cancelled", "2023-35", "CONFIRMED", "quý III/2023: đã hủy (2023-09-16, thôi)"),
    ],
)
def test_what_became_of_an_obligation(status: str, period: str | None, shown: str, told: str) -> None:
    mark = Mark(n=9, status=status, at="2023-09-16T08:00:00Z", date="2023-09-16", note="thôi", period=period)
    (event,) = read([replace(DEADLINE, status=status, mark=mark)])
    assert event["status"] == shown
    assert event["description"].endswith(f"Tình trạng: {told}")


def test_an_entry_keeps_its_name_when_more_becomes_known() -> None:
    mark = Mark(n=12, status="done", at="2023-09-20T08:00:00Z", date="2023-09-20")
    (before,), (after,) = read([replace(DEADLINE, mark=None)]), read([replace(DEADLINE, mark=mark, page=3)])
    assert (before["uid"], before["sequence"]) == (after["uid"], 0)
    assert after["sequence"] == 12
    assert to_ical([DEADLINE], [PHASE], name="x") == to_ical([DEADLINE], [PHASE], name="x")


def test_long_and_odd_text_stays_whole_in_the_description() -> None:
    task = "Rà soát; \\lập, danh sách\x00\n" + "việc " * 100
    (event,) = read([replace(DEADLINE, task=task)])
    assert len(event["summary"]) == SUMMARY_LENGTH
    assert event["summary"].endswith("…")
    assert event["description"].startswith("Việc: " + task.replace("\x00", "").strip())


def test_a_document_that_is_replaced_is_told() -> None:
    (event,) = read([replace(QUARTER, head=replace(REVIEW, ended_how="repeals"))])
    assert "Hiệu lực: đã bị bãi bỏ" in event["description"].split("\n")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2023-06-01", "2023-08-31", ("2023-06-01", "2023-09-01")),
        ("2023-06-01", None, ("2023-06-01", "2023-06-02")),
        (None, "2023-08-31", ("2023-08-31", "2023-09-01")),
    ],
)
def test_a_phase(first: str | None, last: str | None, days: tuple[str, str]) -> None:
    (event,) = read([], [replace(PHASE, first_day=first, last_day=last)])
    assert (event.start.isoformat(), event.end.isoformat()) == days
    assert event["summary"] == "Đợt 2: Phân loại rác tại nguồn"
    assert event["uid"] == f"p-1.{'a' * 64}@vbparse"
    assert event["description"].split("\n")[0] == "Thời gian: 01/06/2023 – 08/2023"
    assert event.categories == ["đợt thực hiện"]
    assert read([], [replace(PHASE, first_day=None, last_day=None)]) == []


RULES = [
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=11",
    "FREQ=YEARLY;BYMONTH=2",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    "FREQ=YEARLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=15,30",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
    "FREQ=MONTHLY;INTERVAL=6",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=MO,FR",
    "FREQ=DAILY",
]


def expanded(made: bytes, first: date, last: date) -> list[date]:
    """The days on which an independent library finds events, from `first` to `last`."""
    found = recurring_ical_events.of(Calendar.from_ical(made)).between(first, last + timedelta(days=1))
    assert all(event.end - event.start == timedelta(days=1) for event in found)
    return sorted(event.start for event in found)


@pytest.mark.parametrize("until", [None, "2024-10-20"])
@pytest.mark.parametrize("bound", [None, "before", "by", "within", "on"])
@pytest.mark.parametrize("rule", RULES)
def test_what_recurs_falls_on_the_days_of_our_own_query(rule: str, bound: str | None, until: str | None) -> None:
    first, last, since = date(2023, 1, 1), date(2024, 12, 31), date(2023, 3, 10)
    one = replace(QUARTER, due=due(recurrence=rule, bound=bound), since=since.isoformat(), until=until)
    end = date.fromisoformat(until) if until else None
    ours = periods.occurrences(rule, since, end, Interval(first, last), bound)
    made = to_ical([one], [], name="x")
    assert expanded(made, first, last) == [days.last for days in ours if days.last and days.last <= last]
    assert ours or rule.startswith("FREQ=YEARLY")
    assert ("UNTIL=" in made.decode()) == (until is not None and bool(ours))


@pytest.mark.parametrize(
    ("rule", "bound", "days"),
    [
        ("FREQ=YEARLY;BYMONTH=11", "within", ["2023-11-30", "2024-11-30"]),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "before", ["2023-06-14", "2023-12-14", "2024-06-14", "2024-12-14"]),
        ("FREQ=MONTHLY;INTERVAL=6", None, ["2023-06-30", "2023-12-31", "2024-06-30", "2024-12-31"]),
    ],
)
def test_what_recurs_by_hand(rule: str, bound: str | None, days: list[str]) -> None:
    one = replace(QUARTER, due=due(recurrence=rule, bound=bound), since="2023-03-10", until=None)
    found = expanded(to_ical([one], [], name="x"), date(2023, 1, 1), date(2024, 12, 31))
    assert [day.isoformat() for day in found] == days


def test_one_entry_for_all_occurrences_that_are_given() -> None:
    recurring = due("hằng quý", recurrence="FREQ=MONTHLY;INTERVAL=3")
    ends = ("2023-09-30", "2023-06-30", "2023-12-31")
    given = [replace(QUARTER, due=recurring, last_day=end) for end in ends]
    (event,) = read(given)
    assert (event.start, event["rrule"].to_ical()) == (date(2023, 6, 30), b"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")


def test_a_cancelled_occurrence_does_not_cancel_the_others() -> None:
    recurring = due(recurrence="FREQ=MONTHLY")
    mark = Mark(n=3, status="cancelled", at="2023-05-01T00:00:00Z", date="2023-05-01", period="2023-05")
    cancelled = replace(QUARTER, due=recurring, status="cancelled", mark=mark, last_day="2023-05-31")
    (event,) = read([cancelled, replace(QUARTER, due=recurring, last_day="2023-06-30")])
    assert event["status"] == "CONFIRMED"
    assert "Tình trạng: 05/2023: đã hủy (2023-05-01)" in event["description"]


ALARMS = Entries(alarms=parse_alarms("-P1D,-P7D"))
TODOS = replace(ALARMS, kind=EntryKind.TODO)


def entries(owed: list[Owed], look: Entries, phases: list[Period] | None = None) -> list[Any]:
    calendar = Calendar.from_ical(to_ical(owed, phases or [], name="x", entries=look))
    assert not [one.errors for one in calendar.walk() if one.errors]
    return [one for one in calendar.subcomponents if one.name in ("VEVENT", "VTODO")]


def moments(entry: Any) -> list[date]:
    """The days on which a program gives an alarm, as the library works them out, which wants a start to count from."""
    if "dtstart" not in entry:
        entry = entry.copy(recursive=True)
        entry.add("dtstart", entry["due"].dt - timedelta(days=1))
    return sorted(alarm.trigger for alarm in Alarms(entry).times)


def test_alarms_count_from_the_last_day() -> None:
    late = replace(QUARTER, due=due(bound="by"))
    for look in (ALARMS, TODOS):
        (single,), (several,) = entries([late], look), entries([QUARTER], look)
        assert moments(single) == [date(2023, 9, 23), date(2023, 9, 29)]
        assert moments(several) == [date(2023, 9, 23), date(2023, 9, 29)], "three months, the last day of which counts"
        assert {(alarm["action"], alarm["description"]) for alarm in several.walk("VALARM")} == {
            ("DISPLAY", "[Các khu phố] Báo cáo kết quả")
        }


@pytest.mark.parametrize("look", [ALARMS, TODOS])
def test_what_is_settled_gives_no_alarm_nor_does_a_phase(look: Entries) -> None:
    done, cancelled = DEADLINE, replace(DEADLINE, status="cancelled", obligation="o-3")
    assert [entry.walk("VALARM") for entry in entries([done, cancelled], look, [PHASE])] == [[], [], []]


def test_deadlines_as_to_dos() -> None:
    (todo, phase) = entries([QUARTER], TODOS, [PHASE])
    assert (todo.name, phase.name) == ("VTODO", "VEVENT")
    assert (todo["dtstart"].dt, todo["due"].dt) == (date(2023, 7, 1), date(2023, 9, 30))
    assert (todo["status"], "transp" in todo, "dtend" in todo) == ("NEEDS-ACTION", False, False)
    (day,) = entries([replace(QUARTER, due=due(bound="on"), first_day="2023-09-30")], TODOS)
    assert ("dtstart" in day, day["due"].dt) == (False, date(2023, 9, 30))


def test_what_became_of_a_to_do() -> None:
    (done,) = entries([DEADLINE], TODOS)
    assert (done["status"], done["percent-complete"]) == ("COMPLETED", 100)
    assert done["completed"].dt == datetime(2023, 9, 16, 8, tzinfo=UTC)
    other = replace(DEADLINE, assignee=Assignee(body="o2", name="Công an"), status="open", mark=None)
    (begun,) = entries([DEADLINE, other], TODOS)
    assert begun["status"] == "IN-PROCESS"
    (cancelled,) = entries([replace(DEADLINE, status="cancelled")], TODOS)
    assert cancelled["status"] == "CANCELLED"


def test_a_to_do_that_recurs_starts_on_the_last_day_of_each_occurrence() -> None:
    recurring = replace(QUARTER, due=due(recurrence="FREQ=MONTHLY"), since="2023-03-10")
    (todo,) = entries([recurring], TODOS)
    assert (todo["dtstart"].dt, "due" in todo) == (date(2023, 3, 31), False)
    assert todo["rrule"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=-1"
    assert moments(todo)[-1] == date(2023, 3, 30)


@pytest.mark.parametrize("text", ["1d", "-P1X", "-P1D;-P2D", "-P2Y", "-P800D", "-P1D,-P2D,-P3D,-P4D,-P5D,-P6D"])
def test_times_of_alarms_that_are_none(text: str) -> None:
    with pytest.raises(InputError, match=r"^-?[P\dd]"):
        parse_alarms(text)


def test_times_of_alarms() -> None:
    assert parse_alarms("-p1d, -PT16H,-P1D") == (timedelta(days=-1), timedelta(hours=-16))
    assert parse_alarms(None) == ()


def test_a_rhythm_that_cannot_be_read_has_no_entry() -> None:
    assert read([replace(QUARTER, due=due(recurrence="FREQ=HOURLY"), since="2023-03-10")]) == []


def test_a_phase_that_recurs() -> None:
    phase = replace(
        PHASE, recurrence="FREQ=YEARLY;BYMONTH=11", start=None, end=None, first_day=None, last_day="2024-12-31"
    )
    (event,) = read([], [phase])
    assert (event.start, event["rrule"].to_ical()) == (
        date(2023, 11, 30), b"FREQ=YEARLY;UNTIL=20241130;BYMONTHDAY=-1;BYMONTH=11",
    )  # fmt: skip
    assert "Thời gian: hằng năm, tháng 11" in event["description"]
