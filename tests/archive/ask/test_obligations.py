"""Who owes what by when, over rows as the archive derives them; the reading in order against a plain expansion."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from vbparse import sqlite as tables
from vbparse.archive.answers import Owed
from vbparse.archive.ask import ordering
from vbparse.archive.ask.assignees import find_bodies, get_assignee, list_assignees
from vbparse.archive.ask.marks import list_marks
from vbparse.archive.ask.obligations import count_obligations, default_old, list_obligations
from vbparse.archive.folder import database
from vbparse.archive.periods import due_days, occurrences, parse_period
from vbparse.errors import InputError
from vbparse.language.folding import fold

TODAY = date(2023, 9, 20)
SCHEMA = "\n".join(tables.read_migrations(database.TABLES))
Adding = Callable[..., int]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    held = sqlite3.connect(":memory:", isolation_level=None)
    held.row_factory = sqlite3.Row
    held.executescript(SCHEMA)
    yield held
    held.close()


def insert(db: sqlite3.Connection, table: str, **values: Any) -> int:
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    return db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())).lastrowid or 0


def plan(db: sqlite3.Connection, document: str = "d1", issued: str = "2023-03-10", **values: Any) -> str:
    count: int = db.execute("SELECT count(*) FROM heads").fetchone()[0]
    row = (date.fromisoformat(issued).toordinal() << 22) + count
    head = {
        "work": document,
        "current": 1,
        "name": f"{document}.docx",
        "first_day": issued,
        "last_day": issued,
    } | values
    insert(db, "heads", row=row, document=document, **head)
    return document


def duty(
    db: sqlite3.Connection,
    id: str,
    due: str | None = None,
    bound: str | None = None,
    *,
    document: str = "d1",
    bodies: tuple[str, ...] = ("b1",),
    rrule: str | None = None,
    since: str | None = None,
    until: str | None = None,
    role: str = "lead",
    task: str = "Báo cáo kết quả",
) -> int:
    head = db.execute("SELECT row FROM heads WHERE document = ?", (document,)).fetchone()["row"]
    nth: int = db.execute("SELECT count(*) FROM obligations WHERE head = ?", (head,)).fetchone()[0]
    days = due_days(due, bound)
    copied = {
        "first_day": str(days.first) if days and days.first else None,
        "last_day": str(days.last) if days and days.last else None,
        "recurrence": rrule,
        "bound": bound,
        "since": since,
        "until": until,
        "role": role,
    }
    row = insert(
        db, "obligations", row=(head << 13) + nth, id=id, head=head, assignee_text="Văn phòng",
        cooperating=json.dumps(["Công an"]), task=task, due_text=due or rrule, due_date=due, ongoing=0, **copied,
    )  # fmt: skip
    insert(db, "tasks", rowid=row, folded=fold(task))
    for body in bodies:
        insert(db, "charges", body=body, obligation=row, spelling="Văn phòng", **copied)
    return row


def mark(db: sqlite3.Connection, obligation: str, status: str, period: str | None = None, document: str = "d1") -> int:
    return insert(db, "marks", document=document, obligation=obligation, status=status, period=period, at="2023-09-01")


def told(found: list[Owed]) -> list[str]:
    """Each as obligation and last day."""
    return [f"{owed.obligation} {owed.last_day or '-'}" for owed in found]


def test_dated_first_then_what_recurs_then_the_rest(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "rest")
    duty(db, "each", rrule="FREQ=MONTHLY", since="2023-03-10", until="2023-12-31")
    duty(db, "late", "2023-09", "by")
    duty(db, "early", "2023-05-02", "before")
    duty(db, "open", "2023-05/..", "within")
    found = list_obligations(db, today=TODAY)
    assert told(found) == ["early 2023-05-01", "late 2023-09-30", "each -", "rest -", "open -"]
    assert [owed.status for owed in found] == ["past due", "open", "open", "open", "open"]
    assert found[0].due == {
        "text": "2023-05-02", "date": "2023-05-02", "bound": "before", "recurrence": None, "ongoing": False
    }  # fmt: skip
    assert (found[0].head.document, found[0].cooperating, found[2].until) == ("d1", ["Công an"], "2023-12-31")


@pytest.mark.parametrize(
    ("due", "bound", "period", "falls"),
    [
        ("2023-09-01", "before", "2023-08", "due"),
        ("2023-09-01", "before", "2023-09", None),
        ("2023-09", "before", "2023-08-31", "due"),
        ("2023-09", "by", "2023-08", None),
        ("2023-09", "by", "2023-09", "due"),
        ("2023-09", "on", "2023-09-10", "running"),
        ("2023-09", None, "2023-09-30", "due"),
        ("2023-35", "within", "2023-08-15/2023-08-20", "running"),
        ("2023-35", "within", "2023-Q3", "due"),
        ("2023", "within", "2023-Q3", "running"),
        ("2023", "within", "2023-Q4", "due"),
        ("2023", "within", "2024", None),
        ("2023-08-15/2023-09-15", "within", "2023-09", "due"),
        ("2023-08-15/2023-09-15", "within", "2023-08", "running"),
        ("2023-08-15/2023-09-15", "within", "2023-10", None),
        ("2023-09-14", "on", "2023-09-14", "due"),
        ("2023-05/..", "within", "2023-09", "running"),
        ("2023-05/..", "within", "2023-05/..", "running"),
        ("2023-05/..", "within", "2023-04", None),
        ("../2023-09", "within", "2023-04", None),
        ("2023-09-14", "on", "../2023-09", "due"),
        ("2023-09-14", "on", "2023-09-15/..", None),
        ("2023", "within", "2023-02/..", "due"),
    ],
)
@pytest.mark.parametrize("bodies", [None, ["b1"], ["b1", "b2", "b3", "b4", "b5", "b6"]])
def test_what_is_due_in_a_time_and_what_runs_in_it(
    db: sqlite3.Connection, due: str, bound: str | None, period: str, falls: str | None, bodies: list[str] | None
) -> None:
    plan(db)
    duty(db, "o", due, bound)
    days = parse_period(period)
    assert [x.falls for x in list_obligations(db, due=days, bodies=bodies, today=TODAY)] == ([falls] if falls else [])
    for wanted in ("due", "running"):
        assert bool(list_obligations(db, due=days, falls=wanted, bodies=bodies, today=TODAY)) is (falls == wanted)
    assert list_obligations(db, bodies=bodies, today=TODAY)[0].falls is None


def test_what_recurs_is_due_once_for_each_occurrence(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "month", rrule="FREQ=MONTHLY", since="2023-08-10")
    duty(db, "quarter", None, "before", rrule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", until="2023-07-31")
    duty(db, "once", "2023-08-31", "on")
    found = list_obligations(db, due=parse_period("2023-06/2023-09"), today=TODAY)
    assert told(found) == ["quarter 2023-06-24", "month 2023-08-31", "once 2023-08-31", "month 2023-09-30"]
    assert [owed.first_day for owed in found] == [None, "2023-08-01", "2023-08-31", "2023-09-01"]
    assert {owed.falls for owed in found} == {"due"}
    for day, falls in (("2023-09-29", "running"), ("2023-09-30", "due"), ("2023-10-01", "running")):
        for wanted in (None, falls):
            (month,) = list_obligations(db, due=parse_period(day), falls=wanted, today=TODAY)
            assert (month.obligation, month.falls) == ("month", falls)
    assert [owed.status for owed in found] == ["past due"] * 3 + ["open"]


RULES = ["FREQ=MONTHLY", "FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "FREQ=MONTHLY;INTERVAL=3"]
DATES = ["2023-05-05", "2023-06", "2023-34", "2023", "2023-05-20/2023-08-02", "2023-07-01", "2022-12-31"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_pages_hold_what_a_plain_expansion_gives(db: sqlite3.Connection, seed: int) -> None:
    """Any filter by body, any period, cut into pages: the same as expanding every obligation and sorting all."""
    chance = random.Random(seed)
    duties: list[dict[str, Any]] = []
    for n in range(40):
        document = plan(db, f"d{n}", f"2023-0{1 + n // 10}-1{n % 10}")
        one: dict[str, Any] = {"bound": chance.choice([None, "before", "by", "within"]), "due": None, "rrule": None}
        one |= {"due": chance.choice(DATES)} if chance.random() < 0.6 else {"rrule": chance.choice(RULES)}
        ends = {"since": f"2023-0{1 + n // 10}-1{n % 10}", "until": chance.choice([None, "2023-06-30", "2023-12-31"])}
        one |= ends if one["rrule"] else {"since": None, "until": None}
        one["bodies"] = tuple(sorted(chance.sample(["b1", "b2", "b3", "b4", "b5", "b6", "b7"], chance.randint(1, 3))))
        duties.append(one | {"row": duty(db, f"o{n}", document=document, **one), "id": f"o{n}"})
    period = parse_period(
        chance.choice(["2023-Q2", "2023-06-15", "2023", "2023-05-15/2023-07-10", "../2023-06", "2023-08/.."])
    )
    cases = [
        (b, f) for b in (None, ["b1"], ["b1", "b3"], ["b1", "b2", "b3", "b4", "b5"]) for f in (None, "due", "running")
    ]
    for bodies, falls in cases:
        expected = sorted(
            (str(days.last), one["row"], body, one["id"])
            for one in duties
            for body in one["bodies"]
            if bodies is None or body in bodies
            for days in _expanded(one, period)
            if falls is None or falls == ("due" if not period.last or days.last <= period.last else "running")
        )
        pages = [
            list_obligations(db, due=period, falls=falls, bodies=bodies, today=TODAY, limit=23, offset=at)
            for at in range(0, 230, 23)
        ]
        held = [(owed.last_day, owed.obligation) for page in pages for owed in page]
        # What recurs without end stops somewhere; until then nothing is missing.
        assert held == [(day, id) for day, _, _, id in expected][:230]


def _expanded(one: dict[str, Any], period: Any) -> list[Any]:
    if one["rrule"]:
        since, until = (date.fromisoformat(one[name]) if one[name] else None for name in ("since", "until"))
        return occurrences(one["rrule"], since, until, period, one["bound"])
    days = due_days(one["due"], one["bound"])
    assert days
    assert days.last
    first = days.first or days.last
    return (
        [days] if (not period.last or first <= period.last) and (not period.first or days.last >= period.first) else []
    )


def test_overdue_is_what_is_over_and_not_settled(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "done", "2023-08-01", "by")
    duty(db, "again", "2023-08-02", "by")
    duty(db, "owed", "2023-09-15", "before")
    duty(db, "today", "2023-09-15", "by")
    duty(db, "each", rrule="FREQ=MONTHLY;BYMONTHDAY=5", since="2023-03-10")
    duty(db, "ended", rrule="FREQ=MONTHLY", since="2023-03-10", until="2023-06-15")
    duty(db, "later", rrule="FREQ=YEARLY", since="2023-03-10")
    for obligation, status in (("done", "done"), ("again", "done"), ("again", "open")):
        mark(db, obligation, status)
    expected = ["ended 2023-06-30", "again 2023-08-02", "each 2023-09-05", "owed 2023-09-14"]
    for bodies in (None, ["b1"]):
        assert told(list_obligations(db, overdue_on=date(2023, 9, 15), bodies=bodies, today=TODAY)) == expected
    past_due = list_obligations(db, status="past due", today=date(2023, 9, 15))
    assert told(past_due) == expected
    assert {owed.status for owed in past_due} == {"past due"}
    both = list_obligations(db, due=parse_period("2023-09"), overdue_on=date(2023, 9, 15), today=TODAY)
    assert told(both) == ["each 2023-09-05", "owed 2023-09-14"]


def test_of_a_recurring_duty_the_last_occurrence_that_is_not_marked_is_overdue(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "each", rrule="FREQ=MONTHLY", since="2023-05-10")
    day = date(2023, 9, 15)
    for period, expected in (
        (None, ["each 2023-08-31"]),
        ("2023-08", ["each 2023-07-31"]),
        ("2023-06/2023-07", ["each 2023-05-31"]),
        ("2023-05", []),
    ):
        if period:
            mark(db, "each", "done", period)
        for bodies in (None, ["b1"]):
            assert told(list_obligations(db, overdue_on=day, bodies=bodies, today=TODAY)) == expected


def came(db: sqlite3.Connection, document: str, at: str) -> None:
    """A document was held from a day on."""
    insert(db, "sources", sha256=document[:64], name=f"{document}.docx", size=1, at=f"{at}T05:00:00Z", n=1)


@pytest.mark.parametrize("bodies", [None, ["b1"], ["b1", "b2", "b3", "b4", "b5", "b6"]])
def test_what_fell_due_before_it_was_held_or_long_ago_is_old(db: sqlite3.Connection, bodies: list[str] | None) -> None:
    plan(db, "was")
    came(db, "was", "2023-05-10")
    duty(db, "long", "2022-09-19", "by", document="was")
    duty(db, "year", "2022-09-20", "by", document="was")
    duty(db, "early", "2023-05-09", "by", document="was")
    duty(db, "late", "2023-05-10", "by", document="was")
    duty(db, "next", "2023-09-20", "by", document="was")
    duty(db, "none", document="was")
    plan(db, "d2")  # nobody knows when it came
    duty(db, "mine", "2022-09-20", "by", document="d2")
    duty(db, "over", "2022-09-19", "by", document="d2")
    old = {"long", "year", "early", "over"}
    for said, expected in (("with", {"late", "next", "none", "mine"} | old), ("only", old), (None, None)):
        found = list_obligations(db, old=said, bodies=bodies, today=TODAY)
        assert {x.obligation for x in found} == (expected or {"late", "next", "none", "mine"} | old)
        assert {x.obligation for x in found if x.old} == old
        assert {x.obligation for x in found if x.status == "old"} == old
        assert count_obligations(db, old=said, bodies=bodies, today=TODAY, most=100) == len(found)
        assert count_obligations(db, old=said, bodies=bodies, today=TODAY, most=3) == 3
    found = list_obligations(db, old="without", bodies=bodies, today=TODAY)
    assert told(found) == ["mine 2022-09-20", "late 2023-05-10", "next 2023-09-20", "none -"]
    assert [x.status for x in found] == ["past due", "past due", "open", "open"]
    assert told(list_obligations(db, status="past due", bodies=bodies, today=TODAY)) == [
        "mine 2022-09-20",
        "late 2023-05-10",
    ]
    assert {x.obligation for x in list_obligations(db, status="old", bodies=bodies, today=TODAY)} == old
    with_old = list_obligations(db, overdue_on=TODAY, old="with", bodies=bodies, today=TODAY)
    assert {x.obligation for x in with_old} == old | {"late", "mine"}


def test_as_of_a_day_before_it_came_that_it_came_later_tells_nothing(db: sqlite3.Connection) -> None:
    plan(db)
    came(db, "d1", "2023-09-30")
    duty(db, "o", "2023-09-10", "by")
    for day, status in ((date(2023, 9, 20), "past due"), (date(2023, 9, 30), "old"), (date(2023, 9, 10), "open")):
        assert [x.status for x in list_obligations(db, today=day)] == [status]
    assert told(list_obligations(db, overdue_on=date(2023, 9, 20), today=date(2023, 12, 1))) == ["o 2023-09-10"]


def test_what_was_settled_long_ago_is_old_and_settled(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "o", "2021-09-10", "by")
    mark(db, "o", "done")
    (done,) = list_obligations(db, today=TODAY)
    assert (done.status, done.old) == ("done", True)
    assert list_obligations(db, today=TODAY, status="old") == []
    assert told(list_obligations(db, today=TODAY, status="done")) == ["o 2021-09-10"]


def test_it_is_held_since_its_first_version_came(db: sqlite3.Connection) -> None:
    plan(db, "signed", "2023-03-10", work="signed")
    plan(db, "draft", "2023-03-10", work="signed", current=0)
    came(db, "draft", "2023-04-01")
    came(db, "signed", "2023-06-01")
    duty(db, "o", "2023-05-01", "by", document="signed")
    assert [x.status for x in list_obligations(db, today=TODAY)] == ["past due"]


def test_a_rhythm_that_ended_long_ago_is_old(db: sqlite3.Connection) -> None:
    plan(db)
    duty(db, "over", rrule="FREQ=MONTHLY", since="2015-03-10", until="2015-12-31")
    duty(db, "ends", rrule="FREQ=MONTHLY", since="2022-03-10", until="2022-12-31")
    duty(db, "each", rrule="FREQ=MONTHLY", since="2014-03-10")
    assert told(list_obligations(db, old="without", today=TODAY)) == ["ends -", "each -"]
    assert told(list_obligations(db, old="only", today=TODAY)) == ["over -"]
    assert [x.status for x in list_obligations(db, today=TODAY)] == ["old", "open", "open"]
    for bodies in (None, ["b1"]):
        assert told(list_obligations(db, status="past due", bodies=bodies, today=TODAY)) == [
            "ends 2022-12-31", "each 2023-08-31",
        ]  # fmt: skip
        late = list_obligations(db, status="past due", old="with", bodies=bodies, today=TODAY)
        assert told(late) == ["over 2015-12-31", "ends 2022-12-31", "each 2023-08-31"]
    mark(db, "each", "done", "2022-10/2023-08")
    assert told(list_obligations(db, status="past due", today=TODAY)) == ["each 2022-09-30", "ends 2022-12-31"]
    mark(db, "each", "done", "2022-09")
    assert told(list_obligations(db, status="past due", today=TODAY)) == ["ends 2022-12-31"]


@pytest.mark.parametrize(
    ("chosen", "old"),
    [
        ({}, "without"),
        ({"due": "2023-Q3"}, "without"),
        ({"due": "2023-09-19"}, "with"),
        ({"due": "2023-09-20"}, "without"),
        ({"due": "2023/.."}, "without"),
        ({"document": "57"}, "with"),
        ({"status": "done"}, "with"),
        ({"status": "cancelled"}, "with"),
        ({"status": "open"}, "without"),
        ({"status": "past due"}, "without"),
    ],
)
def test_a_list_shows_what_is_old_where_it_is_asked_for(chosen: dict[str, Any], old: str) -> None:
    assert default_old(**{"due": None, "document": None, "status": None, "today": TODAY} | chosen) == old


def test_status_by_the_latest_mark_that_holds(db: sqlite3.Connection) -> None:
    plan(db, "d1")
    plan(db, "draft", work="d1", current=0)
    duty(db, "once", "2023-10-01", "by")
    duty(db, "each", rrule="FREQ=MONTHLY", since="2023-01-01")
    first = mark(db, "once", "cancelled")
    last = mark(db, "once", "done", document="draft")
    mark(db, "once", "cancelled", document="elsewhere")
    mark(db, "each", "done", "2023-07")
    found = list_obligations(db, due=parse_period("2023-07/2023-08"), today=TODAY)
    assert [(owed.last_day, owed.status) for owed in found] == [("2023-07-31", "done"), ("2023-08-31", "past due")]
    (once,) = list_obligations(db, due=parse_period("2023-10-01"), status="done", today=TODAY)
    assert once.mark
    assert (once.mark.n, once.status) == (last, "done")
    assert [one.n for one in list_marks(db, "d1", "once")] == [last, first]
    assert told(list_obligations(db, status="done", today=TODAY)) == ["once 2023-10-01"]
    assert told(list_obligations(db, status="open", today=TODAY)) == ["each -"]
    assert list_obligations(db, status="cancelled", today=TODAY) == []


def test_other_versions_never_and_what_was_replaced_on_request(db: sqlite3.Connection) -> None:
    for document, values in {
        "d1": {},
        "old": {"ended_by": "d1", "ended_how": "replaces"},
        "draft": {"current": 0},
    }.items():
        plan(db, document, **values)
        duty(db, document, "2023-10-01", "by", document=document)
    assert told(list_obligations(db, today=TODAY)) == ["d1 2023-10-01"]
    found = list_obligations(db, ended=True, today=TODAY)
    assert [(owed.obligation, owed.head.ended_by) for owed in found] == [("d1", None), ("old", "d1")]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"role": "support"}, ["o2"]),
        ({"issuer": "huyện sông lam"}, ["o3"]),
        ({"issuer": "HUYEN SONG"}, ["o3"]),
        ({"issuer": "Đồng Nai"}, []),
        ({"text": "bao cao"}, ["o1", "o3"]),
        ({"text": "phân loại rác"}, ["o2"]),
        ({"text": "bao cao", "issuer": "Đồng Mai"}, ["o1"]),
        ({"document": "d2"}, ["o3"]),
        ({"document": "none"}, []),
        ({"bodies": ["b2"]}, ["o2"]),
        ({"bodies": []}, []),
        ({"bodies": ["b2"], "role": "lead"}, []),
    ],
)
def test_filters(db: sqlite3.Connection, filters: dict[str, Any], expected: list[str]) -> None:
    plan(db, "d1", issuer="Ủy ban nhân dân thị trấn Đồng Mai")
    plan(db, "d2", issuer="Ủy ban nhân dân huyện Sông Lam")
    duty(db, "o1", "2023-10-01", "by")
    duty(db, "o2", "2023-10-02", "by", role="support", task="Phân loại rác tại nguồn", bodies=("b2",))
    duty(db, "o3", "2023-10-03", "by", document="d2")
    for more in ({}, {"due": parse_period("2023")}):
        assert [owed.obligation for owed in list_obligations(db, **filters, **more, today=TODAY)] == expected


@pytest.fixture
def bodies(db: sqlite3.Connection) -> sqlite3.Connection:
    for body, unit, core, spellings in [
        ("b1", "thị trấn Đồng Mai", "văn phòng thống kê", {"Văn phòng - Thống kê": 3, "bộ phận VPTK": 2}),
        ("b2", "xã Sông Lam", "văn phòng thống kê", {"Văn phòng - Thống kê": 4}),
        ("b3", "xã Sông Lam", "trường mầm non hoa sen", {"Trường MN Hoa Sen": 9}),
    ]:
        name = core[0].upper() + core[1:]
        insert(db, "bodies", id=body, unit=unit, unit_name=unit, core=core, name=name, kind="post", folded=fold(core))
        for spelling, times in spellings.items():
            insert(db, "spellings", body=body, spelling=spelling, folded=fold(spelling.lower()), count=times)
    return db


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("văn phòng thống kê", ["b1", "b2"]),
        ("VAN PHONG THONG KE", ["b1", "b2"]),
        ("bộ phận VPTK", ["b1"]),
        ("văn phòng thống kê thị trấn Đồng Mai", ["b1"]),
        ("văn phòng thống kê xã Hòa Bình", []),
        ("thống kê văn", ["b1", "b2"]),
        ("mam non hoa", ["b3"]),
        ("công an", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_bodies_by_what_is_typed(bodies: sqlite3.Connection, typed: str, expected: list[str]) -> None:
    assert sorted(find_bodies(bodies, typed)) == expected


def test_assignees_with_their_spellings_those_charged_most_first(bodies: sqlite3.Connection) -> None:
    found = list_assignees(bodies)
    assert [(one.body, one.obligations) for one in found] == [("b3", 9), ("b1", 5), ("b2", 4)]
    assert list(found[1].spellings.items()) == [("Văn phòng - Thống kê", 3), ("bộ phận VPTK", 2)]
    assert [one.body for one in list_assignees(bodies, limit=1, offset=1)] == ["b1"]
    assert [one.body for one in list_assignees(bodies, "văn phòng thống kê")] == ["b1", "b2"]
    assert list_assignees(bodies, "công an") == []
    assert get_assignee(bodies, "b2").unit == "xã Sông Lam"
    with pytest.raises(InputError, match="assignees"):
        get_assignee(bodies, "b9")


@pytest.mark.parametrize("bodies", [None, ["b2"], ["b1", "b2", "b3", "b4", "b5"]])
@pytest.mark.parametrize("sort", ["assignee", "document"])
def test_ordered_otherwise_it_is_the_same_rows_however_many(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, bodies: list[str] | None, sort: Any
) -> None:
    for n, name in enumerate(["van phong", "cong an", "so y te"], 1):
        insert(db, "bodies", id=f"b{n}", core=name, folded=name, name=name)
    plan(db, "d1", "2023-03-10")
    plan(db, "d2", "2023-04-10")
    duty(db, "late", "2023-10-05", "by", bodies=("b1", "b2"))
    duty(db, "soon", "2023-09-25", "by", document="d2", bodies=("b2",))
    duty(db, "each", rrule="FREQ=MONTHLY", since="2023-04-10", document="d2", bodies=("b3",))
    duty(db, "nobody", "2023-09-21", "by", bodies=())

    def key(owed: Owed) -> Any:
        names = {"b1": "van phong", "b2": "cong an", "b3": "so y te"}
        named = owed.assignee and names[owed.assignee.body]
        return (not named, named or "") if sort == "assignee" else -int(owed.head.document[1:])

    for asked in ({}, {"due": parse_period("2023-09/2023-12")}, {"text": "bao cao"}, {"document": "d2"}):
        plain = list_obligations(db, today=TODAY, limit=None, bodies=bodies, **asked)
        expected = told(sorted(plain, key=key))
        assert len(expected) > 0
        for most in (20_000, 0):
            monkeypatch.setattr(ordering, "SORTED", most)
            assert told(list_obligations(db, today=TODAY, limit=None, bodies=bodies, sort=sort, **asked)) == expected
            page = list_obligations(db, today=TODAY, limit=1, offset=1, bodies=bodies, sort=sort, **asked)
            assert told(page) == expected[1:2]
