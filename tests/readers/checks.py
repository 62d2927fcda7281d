"""What holds for the result of every reader."""

from __future__ import annotations

import unicodedata

from vbparse.origins import Raw
from vbparse.source import Source


def texts(source: Source) -> list[str]:
    return [source.text[line.span] for line in source.lines]


def cells(source: Source, table: int = 0) -> list[list[str]]:
    return [[source.text[cell.span] for cell in row] for row in source.tables[table].rows]


def columns(source: Source) -> list[tuple[int | None, str]]:
    return [(line.column, source.text[line.span]) for line in source.lines]


def check_lines(source: Source) -> None:
    """Lines stand in order within the text, do not overlap, and hold all of it but the breaks between them."""
    at = 0
    value = source.text.value
    for line in source.lines:
        start, end = line.span
        assert at <= start < end <= len(value)
        assert not value[at:start].strip()
        assert value[start:end] == value[start:end].strip()
        assert 0 <= line.bold_lead <= end - start
        at = end
    assert not value[at:].strip()


def check_raw(source: Source, raw: str) -> None:
    """Each run is what stands at its place in the raw text."""
    text = source.text
    for start, end, origin in zip(text.starts, text.ends, text.origins, strict=True):
        assert isinstance(origin, Raw)
        written = raw[origin.start : origin.start + origin.size]
        assert unicodedata.normalize("NFC", written) == text.value[start:end]


def raw_places(source: Source) -> list[int]:
    """All places in the raw text that the runs stand for, in order."""
    return [i for o in source.text.origins if isinstance(o, Raw) for i in range(o.start, o.start + o.size)]
