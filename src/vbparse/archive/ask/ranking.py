"""Which documents match, the best first, and no more work than the page asked for takes.

A table of FTS5 gives its rows newest first as fast as they are read, so what matches is asked with a limit, and the
best matches by stricter expressions over smaller tables, each only while the page is not full. Measured with 100,000
documents of 3,000 characters, SQLite 3.40, warm:

- ordered by bm25, two frequent words take 60 to 150 ms, by row 1 ms: every match is weighed before the first is known;
- one table with five columns takes 18 ms for a phrase in titles and 30 ms for one in texts, since all columns share the
  lists that are read; four tables of one column take 1 and 16 ms, in as much room (450 MB);
- the beginning of a word, of two letters: 270 to 460 ms, with `prefix='2 3'` 1 ms. That index is as large as the table:
  titles alone have it; in `text_folded` such beginnings stand as words (`pairs`), `text_exact` has none, where so short
  a beginning says nothing about marks (`query.has_short_prefix`);
- a phrase of frequent words that seldom stand in a row: 90 ms of processor time, since every place of them is read;
  with `pairs` in `text_folded`, which make archive.db a sixth larger, 38 ms;
- of four words anywhere in a text, those that stand in twos first: 40 ms of processor time, 30 without this order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vbparse.archive.ask import query
from vbparse.archive.ask.query import Query
from vbparse.archive.ask.snippets import contains_any
from vbparse.archive.folder.packing import unpack_text
from vbparse.archive.index import facets
from vbparse.archive.settle.restrictions import visible_sql

CAP = 1000
"""Documents that are counted; there are no pages beyond."""
_FEW = 100
"""Documents whose texts are read sooner than the lists of frequent words."""

_ANYWHERE, _IN_TWOS, _IN_A_ROW, _OWN_NUMBER = "anywhere", "in twos", "in a row", "own number"
_TOGETHER = {_IN_TWOS: query.IN_TWOS, _IN_A_ROW: query.IN_A_ROW}


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked, the expressions of the filters, between which rows, and a further condition on `rowid` with its
    values."""

    db: sqlite3.Connection
    asked: Query
    filters: Sequence[str]
    first: int
    last: int
    condition: str = ""
    values: Sequence[str | int] = ()

    def find_matching(self) -> tuple[list[int], bool]:
        """The newest rows that match, with marks or without, and whether there are more beyond the cap."""
        rows = self._select_rows("text_folded", _ANYWHERE)
        return rows[:CAP], len(rows) > CAP

    def find_newest(self, limit: int) -> list[int]:
        """The newest rows that match, however many there are."""
        return self._select_rows("text_folded", _ANYWHERE, limit)

    def rank(self, matching: Sequence[int], needed: int, *, more: bool) -> dict[int, bool]:
        """The rows that match, best first, and for each whether the words stand with the marks that were typed; as
        many as are needed are in order. `matching` and `more` are what `matching` gave."""
        if len(matching) <= max(needed, _FEW) and query.is_separable(self.asked):
            return self._rank_by_text(matching)
        complete = None if more else set(matching)
        enough = needed if more else min(needed, len(matching))
        ranked: dict[int, bool] = {}
        for table, how in _tiers(self.asked):
            if len(ranked) >= enough:
                break
            limit = min(CAP, enough + len(ranked))
            again = (table, how) == ("text_folded", _ANYWHERE)
            rows = matching if again else self._select_rows(table, how, limit)
            for row in rows:
                if complete is None or row in complete:
                    ranked.setdefault(row, table.endswith("exact") or how == _OWN_NUMBER)
        return ranked

    def mark_exact(self, rows: Sequence[int]) -> dict[int, bool]:
        """Rows that match, in their order, each with whether the words stand with the marks that were typed."""
        if not rows or not query.required_parts(self.asked) or query.has_short_prefix(self.asked):
            return dict.fromkeys(rows, False)
        between = replace(self, first=max(self.first, min(rows)), last=min(self.last, max(rows)))
        exact = set(between._select_rows("text_exact", _ANYWHERE))
        return {row: row in exact for row in rows}

    def _select_rows(self, table: str, how: str, limit: int = CAP + 1) -> list[int]:
        left_out, unwanted = self._exclusion_sql(table)
        got = self.db.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?{left_out}{self.condition}"
            f"{visible_sql(self.db, 'rowid')} ORDER BY rowid DESC LIMIT ?",
            (self._build_expression(how, table), self.first, self.last, *unwanted, *self.values, limit),
        )
        return [row for (row,) in got]

    def _exclusion_sql(self, table: str) -> tuple[str, list[str]]:
        """A condition against rows whose text has what must not stand, as far as this table does not show it."""
        condition, values = "", []
        for other in ("text_exact", "text_folded"):
            folded = other == "text_folded"
            if other != table and (parts := query.excluded_parts(self.asked, folded=folded)):
                condition += f" AND rowid NOT IN (SELECT rowid FROM {other} WHERE {other} MATCH ?)"
                values.append(query.any_of_expression(parts, folded=folded))
        return condition, values

    def _build_expression(self, how: str, table: str) -> str:
        excluded = query.excluded_parts(self.asked, folded=table == "text_folded") if table.startswith("text") else ()
        parts, also = (*query.required_parts(self.asked), *excluded), [*self.filters]
        if how == _OWN_NUMBER:
            also += [f'"{facets.number_facet(part.words)}"' for part in query.required_parts(parts) if part.number]
            parts = tuple(part for part in parts if part.negated or not part.number)
        if not query.required_parts(self.asked):
            also.append(f'"{facets.ANY}"')
        return query.build_expression(
            parts,
            folded=table.endswith("folded"),
            paired=table == "text_folded",
            together=_TOGETHER.get(how, query.APART),
            also=also,
        )

    def _rank_by_text(self, rows: Sequence[int]) -> dict[int, bool]:
        """The same order, read from the few texts themselves."""
        parts = [
            frozenset((way, part.prefix) for way in query.part_wordings(part))
            for part in query.required_parts(self.asked)
        ]

        def worth(title: str, text: str) -> tuple[bool, bool]:
            as_typed = all(contains_any(text, ways, as_typed=True) for ways in parts)
            return as_typed, all(contains_any(title, ways, as_typed=as_typed) for ways in parts)

        held = self.db.execute(
            "SELECT heads.row, title, text FROM json_each(?) JOIN heads ON heads.row = value"
            " JOIN documents ON documents.id = heads.document",
            (json.dumps(rows),),
        )
        worths = {row: worth(title or "", f"{unpack_text(text)}\n{title}") for row, title, text in held}
        return {row: worths[row][0] for row in sorted(rows, key=lambda row: (worths[row], row), reverse=True)}


def _tiers(asked: Query) -> Iterator[tuple[str, str]]:
    """Table and how the words stand in it: from the best matches to the weakest."""
    wanted = query.required_parts(asked)
    if any(part.number for part in wanted):
        yield "text_folded", _OWN_NUMBER
    for form in ("folded",) if not wanted or query.has_short_prefix(asked) else ("exact", "folded"):
        if wanted:
            yield f"title_{form}", _ANYWHERE
        if query.longest_row(asked) > 1:
            yield f"text_{form}", _IN_A_ROW
        if query.longest_row(asked) > 2:
            yield f"text_{form}", _IN_TWOS
        yield f"text_{form}", _ANYWHERE
