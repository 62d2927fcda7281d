"""Lines → paragraphs, numbered items, bullets and tables.

A paragraph that a page break cut in two is joined; one that a format holds as one stays one. Nothing is named yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from vbparse.language.cues import build_cue
from vbparse.language.labels import PAIR, SENTENCE_END, Label, bullet_end, parse_label
from vbparse.language.landmarks.opening import BODY_OPENING
from vbparse.patterns import Cue
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


_NEW_THOUGHT = build_cue(
    r"{new thought}\b", examples=["Căn cứ Luật", "UBND xã"], rejects=["Trongnhà", "và Sở"], at="start"
)


def build_paragraphs(source: Source) -> list[Para]:
    """All paragraphs of a source in reading order; footnotes come last, marked `note`."""
    view = source.text.view
    wrapping = _detect_wrapping(source)
    paras: list[Para] = []
    group: list[Line] = []
    tables: set[int] = set()

    def close() -> None:
        if group:
            paras.append(_make_paragraph(view, group.copy()))
            group.clear()

    for line in source.lines:
        if line.table is not None:
            close()
            if line.table not in tables:
                tables.add(line.table)
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
    """Whether a new paragraph begins with this line."""
    if last.note != line.note or last.column != line.column:
        return True
    start, end = line.span
    if line.starts is not None:
        return line.starts or (
            bool(SENTENCE_END.search(view, last.span.start, last.span.end)) and _has_mark(view, start, end)
        )
    if _continues_torn_line(view, last, line, wrapping, so_far):
        return False
    width = wrapping.width
    filled = width and last.span.end - last.span.start >= width and not line.gap
    if _has_mark(view, start, end) and not (filled and _continues_sentence(view, last, start, end)):
        return True
    if line.gap:
        return not _is_cut_by_page(view, so_far, start)
    if last.bold and line.bold and width == 0:
        return True
    so_long = so_far.end - so_far.start >= _PROSE
    if so_long and not last.heading and view[last.span.end - 1] == "," and view[start].islower():
        return False  # an enumeration that the line above leaves open
    return not (filled and not last.heading)


def _continues_sentence(view: str, last: Line, start: int, end: int) -> bool:
    """A full line of wrapped text without an end goes on, even with what looks like a label ("tháng" / "3. …")."""
    mark = bullet_end(view, start, end)
    if mark is not None:
        return view[mark].islower() and not SENTENCE_END.search(view, *last.span)
    label = parse_label(view, start, end)
    weak = label is not None and label.style in ("decimal1", "decimal2", "letter", "paren", "number-paren", "upper")
    return weak and not SENTENCE_END.search(view, *last.span)


def _has_mark(view: str, start: int, end: int) -> bool:
    return bullet_end(view, start, end) is not None or parse_label(view, start, end) is not None


def _is_cut_by_page(view: str, so_far: Span, start: int) -> bool:
    """A sentence goes on behind a blank line: it was long and did not end, and the next line begins with a small
    letter, or the last word or the list that a comma left open goes on."""
    if so_far.end - so_far.start < _PROSE or SENTENCE_END.search(view, so_far.start, so_far.end):
        return False
    if view[start].islower() or _OPEN.search(view, *so_far):
        return True
    return view[so_far.end - 1] == "," and view[start].isupper() and not _NEW_THOUGHT.match(view, start)


_OPEN = Cue(
    r"\b(?:và|hoặc|của|các|những|về|do|tại|trong|với|cho|từ|đến|theo|là|bởi|để|khi|nếu|nhằm|qua|cùng|thuộc|trên"
    r"|báo cáo|trình|gửi|tham mưu|phối hợp|đề nghị|yêu cầu|giúp|giao|Chánh|Phó|Chủ|Giám|Thủ|Ủy|Hội|Nghị|Quyết"
    r"|Thông|Kế|Sở|Cục|Bộ|Phòng|Ban|Trường|Viện|Chi)$",
    examples=["Chủ tịch Ủy ban nhân dân và", "trình Hội", "theo"],
    rejects=["Trưởng thôn", "Hội đồng"],
)
"""A word that does not end a line that is whole."""
_COUNTED = build_cue(
    r"\b(?:ngày|tháng|năm|số|quý|khoản|điểm|Điều) \d++(?:[/-]| tháng| năm|[^\d.)/])",
    examples=["ngày\n15 tháng 9", "số 12/KH-UBND", "khoản 2 Điều 5", "Điều 7 Luật"],
    rejects=["năm 2023.", "số 3)", "trong 5 ngày"],
)
"""A number that belongs to the word before it, be it on the line above: no label."""
_CITES = Cue(r"Điều\s\d", examples=["Điều 5 của Luật"], rejects=["Điều động"], at="start")
"""What opens a line without being its label."""
_UPPER_LINE = Cue(
    r"[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$",
    examples=["KẾ HOẠCH", "II. NỘI DUNG"],
    rejects=["Kế hoạch", "12", "A", "UBND xã"],
    at="start",
)


def _continues_torn_line(view: str, last: Line, line: Line, wrapping: _Wrapping, so_far: Span) -> bool:
    """In a source of torn lines, and behind one word alone that opens an item in any: does this line go on with the
    words of the one before?"""
    if line.gap or line.heading or last.heading or so_far.start < wrapping.body:
        return False
    start, end = line.span
    if any(m.start("dash") == start for m in PAIR.finditer(view, last.span.start, end)):
        return True
    label = parse_label(view, *so_far)
    one_word = label is not None and len(view[label.span.end : so_far.end].split()) == 1
    if not wrapping.torn:
        return one_word and view[start].islower() and view[so_far.end - 1].isalpha() and not _has_mark(view, start, end)
    if label is not None and label.span.end >= so_far.end and line.column is None:
        return not _has_mark(view, start, end)  # a label alone: its words stand on the next line
    if line.column is not None or SENTENCE_END.search(view, *last.span):
        return False
    if view[start].isdigit() and any(
        m.start() < last.span.end for m in _COUNTED.finditer(view, last.span.start, end) if m.end() > start
    ):
        return True
    if _has_mark(view, start, end):
        return False
    if view[start].islower() or _OPEN.search(view, *last.span) or _CITES.match(view, start, end):
        return True
    upper, last_upper = _UPPER_LINE.match(view, start, end), _UPPER_LINE.match(view, *last.span)
    if label is not None and upper and last_upper and len(view[start:end].split()) <= _HEADING_REST:
        return True
    if one_word and not upper and not last_upper and end - start >= wrapping.width:
        return True
    if wrapping.width:  # a bullet is a sentence, which goes on; behind a label a heading may end
        return bullet_end(view, *so_far) is not None
    if so_far.start < last.span.start and last.span.end - last.span.start >= _PROSE:
        return True
    return wrapping.parted and not upper and not last_upper and view[last.span.end - 1] != ")"


_PROSE = 60
"""Characters from which on a line is prose: shorter ones without an end may be titles."""
_HEADING_REST = 8
"""Words of the second line of a heading, at most."""
_FEW_TORN = 4
"""Lines that clearly continue, from which on a source is torn, be it of few lines; of a long one see `_TORN_SHARE`."""
_TORN_SHARE = 8
"""One line in so many of a torn source begins with a small letter behind a line without an end."""
_PARTED_SHARE = 5
"""One line in so many has a blank line above it where these part the paragraphs: prose breaks over about five."""
_FEWEST_WRAPPED = 8
"""Lines from which on the width of a text can be determined."""
_NARROWEST, _WIDEST = 50, 140
"""Characters of a full line of wrapped text; a longer one is a paragraph that nothing has broken."""
_LONGEST = 0.95
"""Share of the lines that are no longer than the width: a few may lean out."""
_FILLED = 0.75
"""Share of the width from which on a line is full: the word behind it had no room."""
_FILLED_SHARE = 0.3
"""Share of the lines that are full in wrapped text."""


def _detect_wrapping(source: Source) -> _Wrapping:
    """How lines were broken; only of typed text and markup is it not known from the format."""
    width = _wrap_width(source)
    if source.text_origin not in {"plain", "markup"}:
        return _Wrapping(width)
    view = source.text.view
    lines = [x for x in source.lines if x.table is None and x.column is None and x.starts is None and not x.note]
    body = next((x.span.start for x in lines if _opens_body(view, x.span)), 0)
    lines = [x for x in lines if x.span.start >= body]
    inside = [(a, b) for a, b in pairwise(lines) if not b.gap and not b.heading and not _has_mark(view, *b.span)]
    torn = sum(view[b.span.start].islower() and not SENTENCE_END.search(view, *a.span) for a, b in inside)
    gaps = sum(x.gap for x in lines)
    return _Wrapping(
        width, torn >= _FEW_TORN and torn * _TORN_SHARE >= len(inside), gaps * _PARTED_SHARE >= len(lines), body
    )


def _opens_body(view: str, span: Span) -> bool:
    return bool(BODY_OPENING.match(view, *span) or SENTENCE_END.search(view, *span)) or _has_mark(view, *span)


def _wrap_width(source: Source) -> int:
    """From which length on a line of plain text counts as wrapped; 0 where lines are paragraphs."""
    sizes = sorted(x.span.end - x.span.start for x in source.lines if x.starts is None and x.table is None)
    if len(sizes) < _FEWEST_WRAPPED or sizes[-1] > _WIDEST:
        return 0
    width = sizes[int(len(sizes) * _LONGEST)]
    filled = sum(s >= width * _FILLED for s in sizes)
    return int(width * _FILLED) if width >= _NARROWEST and filled >= len(sizes) * _FILLED_SHARE else 0


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
