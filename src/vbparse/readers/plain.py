"""Plain text. Its lines stay as they are; what a paragraph is, is settled by the blocks."""

from __future__ import annotations

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Run, build_source
from vbparse.arrange.drawn import arrange_drawn
from vbparse.origins import Raw
from vbparse.patterns import Cue
from vbparse.source import Source

_LINE = Cue(
    "[^\n\r\f\v\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x85\u2028\u2029])|[^\n\r\f\v\x85\u2028\u2029]+",
    examples=["Số: 12/KH-UBND\r\n", "\n", "hết\f", "không xuống dòng"],
    rejects=[""],
    at="whole",
)
"""A line with its end."""


def read_plain(raw: str, name: str) -> Source:
    """Lines of `raw`, less the white space at their ends; a form feed ends a page. Raises DamagedError where its tables
    take no end."""
    room = Room(name)
    source = build_source(arrange_drawn([*raw_lines(raw)], raw, room), room)
    source.pages = raw.rstrip("\f\r\n\t ").count("\f") + 1 if "\f" in raw else None
    return source


def raw_lines(raw: str) -> list[Draft]:
    """One draft a line that is not blank, its origin in the raw text; blank lines show as `gap`."""
    drafts: list[Draft] = []
    page, gap, at = (1 if "\f" in raw else None), False, 0
    for line in split_lines(raw):
        size = len(line)
        text = line.strip()
        if text:
            start = at + line.index(text[0])
            drafts.append(Draft([Run(text, Raw(start, len(text)))], page=page, gap=gap and bool(drafts)))
        gap = not text
        at += size
        if page is not None and line.endswith("\f"):
            page += 1
    return drafts


def split_lines(raw: str) -> list[str]:
    """Lines with their ends. Only line feeds, carriage returns, form feeds, vertical tabs and the line and paragraph
    separators of Unicode end one."""
    return _LINE.findall(raw)
