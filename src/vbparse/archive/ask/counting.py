"""How many rows a selection of obligations has: counted by SQLite, without the order in which a list reads them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from typing import Any

from vbparse.archive.ask.rounds import Round, Source
from vbparse.archive.ask.selecting import Selection

_TOGETHER = 200
"""Rounds that are counted at once."""
Part = tuple[str, dict[str, Any]]
"""A statement that gives rows, and its values."""


def count_rows(selection: Selection, bodies: Sequence[str] | None, most: int) -> int:
    """How many rows a selection has of these bodies; no more than `most` are counted."""
    if selection.picks_while_reading:
        return sum(1 for _ in islice(selection.rows(bodies), most))
    count = 0
    late = " AND s.day < :late" if selection.late else ""
    for sql, values in _list_parts(selection, bodies):
        if count >= most:
            break
        counted = f"SELECT count(*) FROM ({sql}{late} LIMIT :most)"
        values |= {"most": most - count, "late": str(selection.late)}
        count += selection.db.execute(counted, values).fetchone()[0]
    return count


def count_by_day(selection: Selection, most: int) -> Iterator[tuple[str, Counter[str]]]:
    """The days of a selection from its first to its last day, each with how many rows it has of each body (by id; ""
    for nobody). No more than `most` rows are counted, the first ones."""
    by_day = {day: list(due) for day, due in groupby(selection.find_rounds(Source()), key=lambda one: one.day)}
    first, last = (date.fromisoformat(selection.values[end]) for end in "ab")
    for day in (str(date.fromordinal(n)) for n in range(first.toordinal(), last.toordinal() + 1)):
        loads = _count_day(selection, day, by_day.get(day, []))
        if loads.total() > most:
            rows = selection.read_day(day, by_day.get(day, []))
            loads = Counter(row["body"] or "" for row in islice(rows, most))
        most -= loads.total()
        yield day, loads
        if not most:
            return


def _count_day(selection: Selection, day: str, due: Iterable[Round]) -> Counter[str]:
    source, loads = Source(ordered=False), Counter[str]()
    dated = (selection.rows_sql(source, source.due_sql()), _values(selection, source, a=day, b=day))
    for sql, values in (dated, *_list_rounds(selection, source, due)):
        found = selection.db.execute(f"SELECT coalesce(body, ''), count(*) FROM ({sql}) GROUP BY body", values)
        loads.update(dict(found.fetchall()))
    return loads


def _list_parts(selection: Selection, bodies: Sequence[str] | None) -> Iterator[Part]:
    for source in selection.sources(bodies):
        # Without order, what each body is charged with is always read sooner than all there is.
        source = replace(source, ordered=False, wanted="few" if source.wanted else "")
        for stage in selection.stages(source):
            for sql in stage.selections:
                yield selection.rows_sql(source, sql), _values(selection, source)
            if stage.has_rounds:
                yield from _list_rounds(selection, source, selection.find_rounds(source))


def _list_rounds(selection: Selection, source: Source, due: Iterable[Round]) -> Iterator[Part]:
    """Rounds by many at once, but for those of given rows."""
    rest = iter(due)
    while some := list(islice(rest, _TOGETHER)):
        if together := [one.to_list() for one in some if one.rows is None]:
            sql = selection.rows_sql(source, source.rounds_sql())
            yield sql, _values(selection, source, rounds=json.dumps(together))
        for single in (one for one in some if one.rows is not None):
            own = single.narrow(source)
            yield selection.rows_sql(own, own.round_sql()), _values(selection, own, **single.values())


def _values(selection: Selection, source: Source, **values: Any) -> dict[str, Any]:
    return selection.values | {"body": source.body} | values
