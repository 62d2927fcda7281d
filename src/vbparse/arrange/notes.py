"""Footnotes as plain text and web pages have them: "[1] …" behind the document, and "[1]" glued to words in it."""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.drafts import Draft, Grid
from vbparse.patterns import Cue

_MARK = Cue(
    r"(?<=\S)[^\S\n]?\[(?P<number>\d{1,3})\]",
    examples=["kế hoạch[1] để", "Chính phủ [2],"],
    rejects=["[1] Theo Kế hoạch"],
)
"""The mark in the text, with a blank before it."""
_NOTE = Cue(
    r"\s*\[(?P<number>\d{1,3})\](?!\()\s*",
    examples=["[1] Theo Kế hoạch số 5/KH-UBND", "[12]Nguồn", "[3]"],
    rejects=["Theo [1]", "[1](http://a.vn)", "[a] Nguồn"],
    at="start",
)

Item = Draft | Grid


def set_notes(items: list[Item]) -> list[Item]:
    """The items, lines of footnotes as notes, and the text without the marks of these notes."""
    begins = _find_notes(items)
    arranged: list[Item] = []
    fresh = False  # whether the number of a note stands alone on the line above
    for i, item in enumerate(items if begins else []):
        last = items[i - 1] if i else None
        if not isinstance(item, Draft):
            arranged.append(item)
        elif i in begins:
            arranged.append(_make_note(item))
        elif _is_note(arranged) and isinstance(last, Draft) and (fresh or _goes_on(last, item)):
            arranged.append(replace(item, note=True, starts=fresh))
        else:
            arranged.append(_remove_marks(item, len(begins)))
        fresh = i in begins and not arranged[-1].text  # type: ignore[union-attr]
    return arranged or items


def _find_notes(items: list[Item]) -> set[int]:
    """The lines that open footnotes: numbered one after the other from 1, the mark of each somewhere above it."""
    begins: set[int] = set()
    marks: set[int] = set()
    for i, item in enumerate(items):
        match = _NOTE.match(item.text) if isinstance(item, Draft) and item.column is None else None
        if match and int(match["number"]) == len(begins) + 1 and len(begins) + 1 in marks:
            begins.add(i)
        for line in [item] if isinstance(item, Draft) else [x for row in item.rows for c in row for x in c.lines]:
            marks |= {int(m["number"]) for m in _MARK.finditer(line.text)}
    return begins


def _make_note(line: Draft) -> Draft:
    """The first line of a footnote, less its number."""
    match = _NOTE.match(line.text)
    return replace(line.slice(match.end() if match else 0, len(line.text)), note=True, starts=True)


def _is_note(arranged: list[Item]) -> bool:
    last = arranged[-1] if arranged else None
    return isinstance(last, Draft) and last.note


def _goes_on(above: Draft, line: Draft) -> bool:
    """Whether a line belongs to the footnote above it."""
    if line.starts is not None or line.gap or line.heading or line.column is not None:
        return line.starts is False
    return not above.text.rstrip().endswith((".", "!", "?"))


def _remove_marks(line: Draft, count: int) -> Draft:
    """The line without the marks of the first footnotes."""
    cuts = [m.span() for m in _MARK.finditer(line.text) if 0 < int(m["number"]) <= count]
    if not cuts:
        return line
    edges = [0, *(at for cut in cuts for at in cut), len(line.text)]
    parts = line.split([(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b])
    return replace(line, runs=[run for part in parts for run in part.runs])
