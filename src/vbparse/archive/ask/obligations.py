"""Who has to do what by when, over all documents."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Unpack, cast

from vbparse.archive import periods
from vbparse.archive.answers import Assignee, Head, Owed
from vbparse.archive.ask import counting, marks
from vbparse.archive.ask.assignees import assignees_by_id, find_bodies
from vbparse.archive.ask.filters import CommonFilters, Filters, NamedFilters, Old
from vbparse.archive.ask.finding import find_head
from vbparse.archive.ask.ordering import Sort, order_rows
from vbparse.archive.ask.selecting import FEW, Selection
from vbparse.archive.index import heads

_SETTLED = ("done", "cancelled")
PAGE = 50
"""Obligations of a page, where nobody says."""


def read_filters(db: sqlite3.Connection, filters: NamedFilters) -> Filters:
    """Filters with the ids and days that names and periods stand for. Raises InputError where one stands for none."""
    assignee, due, document = filters.get("assignee"), filters.get("due"), filters.get("document")
    common = {name: value for name, value in filters.items() if name in CommonFilters.__annotations__}
    return Filters(
        **cast(CommonFilters, common),
        bodies=find_bodies(db, assignee) if assignee else None,
        due=periods.parse_period(due) if due else None,
        document=find_head(db, document).document if document else None,
    )


def list_obligations(
    db: sqlite3.Connection,
    *,
    limit: int | None = PAGE,
    offset: int = 0,
    sort: Sort | None = None,
    **asked: Unpack[Filters],
) -> list[Owed]:
    """A page of obligations, one for each body charged: by last day, then in order of documents; with `sort`, by
    assignee or document, and so within each.

    With `due`, what meets the period: first what falls due in it, then what merely runs in it, or one of the two
    (`falls`); recurring duties once for each occurrence. With `overdue_on`, what is over before that day and not
    settled, of a recurring duty the last such occurrence; with neither, what has a date, then what recurs, then the
    rest. `bodies` are ids; `issuer` is a part of the name, `text` a query over the tasks, `status` open, done,
    cancelled, "past due" or "old" as of `today`, for the body of the row. What replaced or repealed documents ask is
    left out unless `ended`; what is `old` only where it is said, or where what is overdue is asked for. With `sure`,
    only obligations of which neither the charge nor the due is doubtful; with `undated`, only those without any time.
    """
    selection = _select(db, asked)
    if not selection:
        return []
    rows = islice(order_rows(selection, asked.get("bodies"), sort), offset, None if limit is None else offset + limit)
    pages = iter(lambda: list(islice(rows, FEW)), [])
    return [owed for page in pages for owed in _build_owed(db, page, selection.details(page), asked)]


def count_obligations(db: sqlite3.Connection, *, most: int, **asked: Unpack[Filters]) -> int:
    """How many rows `list_obligations` has; no more than `most` are counted."""
    selection = _select(db, asked)
    return counting.count_rows(selection, asked.get("bodies"), most) if selection else 0


def count_by_day(db: sqlite3.Connection, *, most: int, **asked: Unpack[Filters]) -> Iterator[tuple[str, Counter[str]]]:
    """Each day on which something is due of what `list_obligations` has between a first and a last day, with how much
    that is of each body (by id; "" for nobody). No more than `most` rows are counted, the first ones."""
    selection = _select(db, asked)
    return counting.count_by_day(selection, most) if selection else iter(())


def default_old(*, due: str | None, document: str | None, status: str | None, today: date | None = None) -> Old:
    """What a list shows of what is old where nobody says (filters as they are typed): all of it where a time that is
    over is asked for, a document, or what was settled; else none of it."""
    last = periods.parse_period(due).last if due else None
    over = last and last < (today or date.today())
    return "with" if over or document or status in (*_SETTLED, "old") else "without"


def _select(db: sqlite3.Connection, asked: Filters) -> Selection | None:
    """What is asked for; None where nothing can be found."""
    bodies, status = asked.get("bodies"), asked.get("status")
    if bodies is not None and not bodies:
        return None
    today = asked.get("today") or date.today()
    on = asked.get("overdue_on")
    late = min((day for day in (on, today if status == "past due" else None) if day), default=None)
    old = "only" if status == "old" else asked.get("old") or ("without" if late else "with")
    undated = asked.get("undated", False)
    selection = Selection(db, asked.get("due"), asked.get("falls"), late, old, on or today, today, undated)
    return selection if selection.apply_filters(asked) else None


def _build_owed(
    db: sqlite3.Connection, rows: list[sqlite3.Row], details: list[sqlite3.Row], asked: Filters
) -> Iterator[Owed]:
    documents = heads.heads_by_row(db, {row["head"] for row in details})
    charged = assignees_by_id(db, {row["body"] for row in rows if row["body"]})
    by_number = marks.marks_by_number(db, sorted({row["mark"] for row in details if row["mark"]}))
    due = asked.get("due")
    today, last_day = str(asked.get("today") or date.today()), str(due.last) if due and due.last else "~"
    for row, one in zip(rows, details, strict=True):
        mark, day = by_number.get(one["mark"]), row["day"]
        status = "old" if one["old"] else "past due" if day and day < today else "open"
        owed = _build_obligation(one, documents[one["head"]], charged.get(row["body"]))
        yield replace(
            owed,
            first_day=row["first"],
            last_day=day,
            falls=("due" if day and day <= last_day else "running") if asked.get("due") else None,
            status=mark.status if mark and mark.status in _SETTLED else status,
            mark=mark,
        )


def _build_obligation(row: sqlite3.Row, head: Head, charged: Assignee | None) -> Owed:
    due = {name: row[name] for name in ("due_text", "due_date", "bound", "recurrence", "ongoing")}
    due = {name.removeprefix("due_"): value for name, value in due.items()} | {"ongoing": bool(row["ongoing"])}
    return Owed(
        obligation=row["id"],
        head=head,
        assignee=charged,
        assignee_text=row["assignee_text"],
        role=row["role"],
        task=row["task"],
        cooperating=json.loads(row["cooperating"]),
        product=row["product"],
        due=due if any(due.values()) else None,
        since=row["since"],
        until=row["until"],
        section=row["section"],
        page=row["page"],
        shared=row["shared"],
        old=bool(row["old"]),
        person=row["person"] or None,
        doubts=json.loads(row["doubts"]),
    )
