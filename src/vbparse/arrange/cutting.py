"""A source with several documents, cut into a source for each; every origin stays that of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from vbparse.origins import Place
from vbparse.schema import Anomaly, DigitalSignature, Margin
from vbparse.source import Line, Source, Table, TableCell
from vbparse.text import Span

T = TypeVar("T", Anomaly, DigitalSignature, Margin)


@dataclass(slots=True)
class Part:
    """One document of a file. `pages` are the first and the last page it is on, from 1; None where the file has no
    pages."""

    source: Source
    pages: tuple[int, int] | None


def cut_parts(source: Source, beginnings: Sequence[int]) -> list[Part]:
    """The parts of a source that begin at these lines, the first of which is 0.

    A page belongs to the part that begins on it and to the one that ends there; a page without text to the part before
    it. What stands beside the text (footnotes, margins, signatures, anomalies) goes with the part on its page, or above
    it on the page; what has no page, such as a signature over the whole file, to each.
    """
    return [*_Cutter(source, beginnings).parts()]


class _Cutter:
    def __init__(self, source: Source, beginnings: Sequence[int]) -> None:
        self._source = source
        flow = [x for x in source.lines if not x.note]
        stops = [*beginnings[1:], len(flow)]
        self._flows = [flow[a:b] for a, b in zip(beginnings, stops, strict=True)]
        self._starts = [lines[0] for lines in self._flows]

    def parts(self) -> Iterator[Part]:
        notes = [
            [x for x in self._source.lines if x.note and self._find_part_of_note(x) == i]
            for i in range(len(self._flows))
        ]
        for i, flow in enumerate(self._flows):
            yield Part(self._cut_source(i, flow, notes[i]), self._find_pages(i))

    def _find_pages(self, i: int) -> tuple[int, int] | None:
        """First and last page of a part, with the pages behind it that hold nothing."""
        flow, pages = self._flows[i], self._source.pages
        if not pages or flow[0].page is None:
            return None
        first = flow[0].page if i else 1
        if i + 1 == len(self._flows):
            return first, pages
        following = self._starts[i + 1].page or pages
        shared = any(x.page == following for x in flow)
        return first, following if shared else max(first, following - 1)

    def _cut_source(self, i: int, flow: list[Line], notes: list[Line]) -> Source:
        source = self._source
        table_numbers: dict[int, int] = {}
        for line in flow:
            if line.table is not None:
                table_numbers.setdefault(line.table, len(table_numbers))
        cells = (
            cell.span for table in table_numbers for row in source.tables[table].rows for cell in row
        )  # also empty ones
        stands = [*(x.span for x in flow), *cells]
        spans = [Span(min(x.start for x in stands), max(x.end for x in stands)), *(x.span for x in notes)]
        shift = _Shift(spans)
        return replace(
            source,
            text=source.text.extract(spans),
            lines=[
                replace(x, span=shift(x.span), table=None if x.table is None else table_numbers[x.table])
                for x in (*flow, *notes)
            ],
            tables=[_shift_table(source.tables[table], shift) for table in table_numbers],
            digital_signatures=self._find_beside(source.digital_signatures, i),
            margins=self._find_beside(source.margins, i),
            anomalies=[*self._shift_anomalies(i, shift)],
            unsure=[shift(word) for word in source.unsure if shift.contains(word.start)],
        )

    def _find_beside(self, items: Iterable[T], i: int) -> list[T]:
        return [x for x in items if self._find_part(_place(x)) in (i, None)]

    def _shift_anomalies(self, i: int, shift: _Shift) -> Iterator[Anomaly]:
        for anomaly in self._source.anomalies:
            if anomaly.span is None:
                if self._find_part(_place(anomaly)) in (i, None):
                    yield anomaly.model_copy()
            elif shift.contains(anomaly.span[0]):
                yield anomaly.model_copy(update={"span": tuple(shift(Span(*anomaly.span)))})

    def _find_part(self, place: dict[str, Any]) -> int | None:
        """The part at a place of a page: the last one that begins above it. None where there is no page."""
        page = place.get("page")
        if page is None or self._starts[0].page is None:
            return None
        part = 0
        for i, line in enumerate(self._starts[1:], 1):
            above = line.box is None or not place.get("box") or line.box[1] <= place["box"][1]
            first = not any(x.page == page for x in self._flows[i - 1])
            if (line.page or 0) < page or (line.page == page and (above or first)):
                part = i
        return part

    def _find_part_of_note(self, note: Line) -> int:
        """The part of a footnote: by its page, else by the paragraph that refers to it, else the last."""
        at = self._find_part({"page": note.page, "box": note.box})
        if at is None:
            places = {_place_key(x) for x in self._source.text.places(note.span)}
            at = next(
                (i for i, flow in enumerate(self._flows) if places & self._find_places(flow)), len(self._flows) - 1
            )
        return at

    def _find_places(self, flow: list[Line]) -> set[str]:
        return {_place_key(place) for line in flow for place in self._source.text.places(line.span)}


class _Shift:
    """Brings spans of the whole text into that of some of its stretches, which stand one line break apart there."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._moved: list[tuple[Span, int]] = []
        at = 0
        for span in spans:
            self._moved.append((span, at - span.start))
            at += span.end - span.start + 1

    def contains(self, offset: int) -> bool:
        return any(span.start <= offset < span.end for span, _ in self._moved)

    def __call__(self, span: Span) -> Span:
        """A span that begins within a stretch, less what goes beyond it."""
        for whole, by in self._moved:
            if whole.start <= span.start <= whole.end:
                return Span(span.start + by, min(span.end, whole.end) + by)
        raise ValueError(span)


def _shift_table(table: Table, shift: _Shift) -> Table:
    rows = [[TableCell(shift(cell.span), cell.above, cell.left) for cell in row] for row in table.rows]
    return Table(shift(table.span), rows)


def _place(item: Anomaly | DigitalSignature | Margin) -> dict[str, Any]:
    if isinstance(item, Anomaly):
        return item.origin[0] if item.origin else {}
    return {"page": item.page, "box": item.box}


def _place_key(place: Place) -> str:
    return json.dumps(place, sort_keys=True)
