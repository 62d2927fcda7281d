"""Lines → paragraphs, numbered items, bullets and tables.

A paragraph that a page break cut in two is joined; one that a format holds as one stays one. Nothing is named yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import regex

from vbparse.language.cues import compile_cues as pattern
from vbparse.language.labels import Label, bullet_end, parse_label
from vbparse.source import Line, Source, Table
from vbparse.text import Span


@dataclass(slots=True)
class Para:
    """A paragraph. `span` is all of it; `body` is what stands behind the label or the bullet mark.

    `bold_end` is the offset where the bold text that opens the body ends (`body.start` where none does).
    """

    span: Span
    body: Span
    kind: str = "paragraph"
    label: Label | None = None
    bold: bool = False
    bold_end: int = 0
    heading: int = 0
    italic: bool = False
    centred: bool = False
    column: int | None = None
    page: int | None = None
    note: bool = False
    table: Table | None = None
    lines: list[Line] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the lines of a source were broken.

    width    from which length on a line counts as full; 0 where lines are paragraphs
    torn     lines are broken anywhere, without regard to their length, from the line at offset `body` on
    parted   blank lines part the paragraphs
    """

    width: int
    torn: bool = False
    parted: bool = False
    body: int = 0


_TERMINAL = regex.compile(r"[.;:!?…]['\")\]]*$|\./\.$")


def build_paragraphs(source: Source) -> list[Para]:
    """All paragraphs of a source in reading order; footnotes come last, marked `note`."""
    view = source.text.view
    wrapping = _detect_wrapping(source)
    paras: list[Para] = []
    group: list[Line] = []
    seen: set[int] = set()

    def close() -> None:
        if group:
            paras.append(_make_paragraph(view, group.copy()))
            group.clear()

    for line in source.lines:
        if line.table is not None:
            close()
            if line.table not in seen:
                seen.add(line.table)
                table = source.tables[line.table]
                paras.append(Para(table.span, table.span, "table", page=line.page, table=table, lines=[line]))
        elif not line.span:
            continue
        else:
            if group and _starts_paragraph(
                view, group[-1], line, wrapping, Span(group[0].span.start, group[-1].span.end)
            ):
                close()
            group.append(line)
    close()
    return paras


def _starts_paragraph(view: str, last: Line, line: Line, wrapping: _Wrapping, so_far: Span) -> bool:
    """Does a new paragraph begin with this line?"""
    if last.note != line.note or last.column != line.column:
        return True
    start, end = line.span
    if line.starts is not None:
        return line.starts or (
            bool(_TERMINAL.search(view, last.span.start, last.span.end)) and _has_mark(view, start, end)
        )
    if _continues_torn_line(view, last, line, wrapping, so_far):
        return False
    wrapped = wrapping.width
    full = wrapped and last.span.end - last.span.start >= wrapped and not line.gap
    if _has_mark(view, start, end) and not (full and _continues_sentence(view, last, start, end)):
        return True
    if line.gap:
        return not _is_cut_by_page(view, so_far, start)
    if last.bold and line.bold and wrapped == 0:
        return True
    return not (full and not last.heading)


def _continues_sentence(view: str, last: Line, start: int, end: int) -> bool:
    """A full line of wrapped text without an end goes on, even with what looks like a label ("tháng" / "3. …")."""
    mark = bullet_end(view, start, end)
    if mark is not None:
        return view[mark].islower() and not _TERMINAL.search(view, *last.span)
    label = parse_label(view, start, end)
    weak = label is not None and label.style in ("decimal1", "decimal2", "letter", "paren", "number-paren", "upper")
    return weak and not _TERMINAL.search(view, *last.span)


def _has_mark(view: str, start: int, end: int) -> bool:
    return bullet_end(view, start, end) is not None or parse_label(view, start, end) is not None


_NEW_THOUGHT = pattern(r"{new thought}\b")


def _is_cut_by_page(view: str, so_far: Span, start: int) -> bool:
    """A sentence goes on behind a blank line: it was long and did not end, and the next line begins with a small
    letter, or the list that a comma left open goes on."""
    if so_far.end - so_far.start < 60 or _TERMINAL.search(view, so_far.start, so_far.end):
        return False
    if view[start].islower():
        return True
    return view[so_far.end - 1] == "," and view[start].isupper() and not _NEW_THOUGHT.match(view, start, start + 24)


_OPEN = pattern(
    r"\b(?:và|hoặc|của|các|những|về|do|tại|trong|với|cho|từ|đến|theo|là|bởi|Chánh|Phó|Chủ|Giám|Thủ|Ủy|Hội|Nghị|Quyết"
    r"|Thông|Kế)$"
)
_COUNTED = pattern(r"\b(?:ngày|tháng|năm|số|quý|khoản|điểm|Điều) \d++(?:[/-]| tháng| năm|[^\d.)/])")
_UPPER_LINE = regex.compile(r"[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$")


def _continues_torn_line(view: str, last: Line, line: Line, wrapping: _Wrapping, so_far: Span) -> bool:
    """In a source of torn lines: does this line go on with the words of the one before?"""
    if not wrapping.torn or line.gap or line.heading or last.heading or so_far.start < wrapping.body:
        return False
    if line.column is not None or _TERMINAL.search(view, *last.span):
        return False
    start, end = line.span
    if view[start].isdigit() and any(
        m.start() < last.span.end for m in _COUNTED.finditer(view, last.span.start, end) if m.end() > start
    ):
        return True
    if _has_mark(view, start, end):
        return False
    if view[start].islower() or _OPEN.search(view, *last.span):
        return True
    upper, last_upper = _UPPER_LINE.match(view, start, end), _UPPER_LINE.match(view, *last.span)
    if so_far.start < last.span.start and last.span.end - last.span.start >= _PROSE:
        return True
    label = parse_label(view, *so_far)
    if label is not None and label.span.end < so_far.end:
        body = view[label.span.end : so_far.end].split()
        if upper and last_upper and len(view[start:end].split()) <= _HEADING_REST:
            return True
        if len(body) == 1 and not upper and not last_upper:
            return True
    return wrapping.parted and not upper and not last_upper and view[last.span.end - 1] != ")"


_BODY = pattern(r"Căn cứ|Thực hiện|Theo đề nghị|Để |Nhằm ")
_PROSE = 60
_HEADING_REST = 8
_FEW_TORN = 4


def _detect_wrapping(source: Source) -> _Wrapping:
    width = _wrap_width(source)
    if width or source.text_origin not in {"plain", "markup"}:
        return _Wrapping(width)
    view = source.text.view
    lines = [x for x in source.lines if x.table is None and x.column is None and x.starts is None and not x.note]
    body = next((x.span.start for x in lines if _opens_body(view, x.span)), 0)
    lines = [x for x in lines if x.span.start >= body]
    inside = [(a, b) for a, b in pairwise(lines) if not b.gap and not b.heading and not _has_mark(view, *b.span)]
    torn = sum(view[b.span.start].islower() and not _TERMINAL.search(view, *a.span) for a, b in inside)
    gaps = sum(x.gap for x in lines)
    return _Wrapping(0, torn >= _FEW_TORN and torn * 8 >= len(inside), gaps * 5 >= len(lines), body)


def _opens_body(view: str, span: Span) -> bool:
    return bool(_BODY.match(view, *span) or _TERMINAL.search(view, *span)) or _has_mark(view, *span)


def _wrap_width(source: Source) -> int:
    """From which length on a line of plain text counts as wrapped; 0 where lines are paragraphs."""
    sizes = sorted(x.span.end - x.span.start for x in source.lines if x.starts is None and x.table is None)
    if len(sizes) < 8 or sizes[-1] > 140:
        return 0
    width = sizes[int(len(sizes) * 0.95)]
    full = sum(s >= width * 0.75 for s in sizes)
    return int(width * 0.75) if width >= 50 and full >= len(sizes) * 0.3 else 0


def _make_paragraph(view: str, lines: list[Line]) -> Para:
    span = Span(lines[0].span.start, lines[-1].span.end)
    first = lines[0]
    mark = bullet_end(view, *span)
    label = None if mark else parse_label(view, *span)
    at = mark or (label.span.end if label else span.start)
    bold = all(x.bold for x in lines)
    bold_end = span.end if bold else _bold_end(lines)
    return Para(
        span,
        Span(min(at, span.end), span.end),
        "bullet" if mark else "paragraph",
        label,
        bold,
        max(bold_end, at),
        first.heading,
        all(x.italic for x in lines),
        all(x.centred for x in lines),
        first.column,
        first.page,
        first.note,
        lines=lines,
    )


def _bold_end(lines: list[Line]) -> int:
    end = lines[0].span.start
    for line in lines:
        if line.bold:
            end = line.span.end
        else:
            return line.span.start + line.bold_lead if line.bold_lead else end
    return end
