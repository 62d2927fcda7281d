"""Lines that fill an item from outside: "Đơn vị chủ trì: …; Đơn vị phối hợp: …", "- Thời gian thực hiện: …"."""

from __future__ import annotations

import regex

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.text import Span, Text

_FIELD = build_cue(
    r"[-+•*\s]*(?:(?P<lead>{line of the lead})|(?P<coop>{line of partners})|(?P<due>{line of time})"
    r"|(?P<product>{line of product})|(?P<other>{line of other})) ?: ?",
    examples=["Đơn vị chủ trì: Phòng Nội vụ", "- Thời gian thực hiện: tháng 9"],
    rejects=["Phòng Nội vụ chủ trì: "],
    at="start",
    flags=regex.I,
)


def read_field_line(text: Text, para: Para) -> dict[str, Span] | None:
    """The values by field (lead, coop, due, product, other) of a paragraph that opens with one; None for any other."""
    if para.label is not None or para.table is not None or not _FIELD.match(text.view, *para.body):
        return None
    return _split_values(text, para.body)


def _split_values(text: Text, span: Span) -> dict[str, Span]:
    cues = [c for c in _FIELD.finditer(text.view, *span) if _opens_field(text.view, c.start(), span.start)]
    ends = [c.start() for c in cues[1:]] + [span.end]
    values: dict[str, Span] = {}
    for cue, end in zip(cues, ends, strict=True):
        name = next(k for k, v in cue.groupdict().items() if v)
        values[name] = _trim_value(text, Span(cue.end(), end))
    return values


def split_trailing_fields(text: Text, body: Span) -> tuple[Span, dict[str, Span]] | None:
    """A paragraph whose last words are fields: "Rà soát quy hoạch. Chủ trì: Phòng X; thời gian: tháng 9": what stands
    before them, and the values by field; None for any other."""
    for cue in _FIELD.finditer(text.view, *body):
        if cue["lead"] and cue.start() > body.start and _opens_field(text.view, cue.start(), body.start):
            return Span(body.start, cue.start()), _split_values(text, Span(cue.start(), body.end))
    return None


def _opens_field(view: str, at: int, start: int) -> bool:
    """A field begins at the start of the paragraph or behind the end of another."""
    return at == start or view[start:at].rstrip()[-1:] in (";", ".")


def _trim_value(text: Text, span: Span) -> Span:
    span = text.trim(span)
    while span and text.view[span.end - 1] in " .;-":
        span = Span(span.start, span.end - 1)
    return span
