"""Cuts a document into letterhead, title, body, end (recipients and signature) and attachments.

Source of the parts: Nghị định 30/2020/NĐ-CP, Điều 8 and phụ lục I; what may follow the end (phụ lục, an issued plan)
is recognised by its heading or by the line "(Kèm theo …)" below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.attached import is_issued_with
from vbparse.language.landmarks.letter import ABOUT_LETTERS, match_about, match_addressed
from vbparse.language.landmarks.opening import BASIS, TITLE_ENDS
from vbparse.language.landmarks.recipients import is_recipients_line
from vbparse.language.marks import is_mark
from vbparse.patterns import Cue
from vbparse.structure.annexes import Annex, split_annexes
from vbparse.structure.ending import cut_copy, find_end
from vbparse.structure.letters import read_letter_head
from vbparse.structure.page_heads import count_above_letterhead, find_arrival, read_page_head
from vbparse.structure.titles import RULE, cut_title, in_capitals, qualifies_type
from vbparse.text import Span

_ISSUING = build_cue(
    r"\W*{issuing authority}\b", examples=["CHỦ TỊCH ỦY BAN", "GIÁM ĐỐC SỞ"], rejects=["KẾ HOẠCH"], at="start"
)
"""Who issues a decision, in capitals above Căn cứ."""
_TITLE_BEHIND = build_cue(
    rf"(?:[Vv]ề|{ABOUT_LETTERS}|[Bb]an hành|(?!S(?:ố|Ố)(?!\p{{L}}))\p{{Lu}})(?=[\p{{L}} ])",
    examples=["về trồng cây", "V/v trồng cây", "Trồng cây"],
    rejects=["Số 5/KH-UBND", "này", "của UBND xã"],
    at="start",
)
"""A title that goes on behind the type on its line."""
_UNFINISHED = build_cue(
    r"(?<!\w)(?i:{never ends a name})$", examples=["THEO CHỈ THỊ SỐ 5/CT-TTG CỦA", "Ủy ban và"], rejects=["CỦA XÃ"]
)
"""A word behind which a title goes on, be it with who else would issue: "CỦA" / "THỦ TƯỚNG CHÍNH PHỦ"."""
_HALF_TYPE = Cue(r"\W*\p{Lu}{2,}\W*$", examples=["QUYẾT", "KẾ"], rejects=["KẾ HOẠCH", "Quyết"], at="start")
"""Half of a type that stands on two lines."""
_TITLE_LINES = 12
"""Paragraphs of a trích yếu at most."""
_LONGEST_TITLE_PARA, _SHORT_LINE, _LONGEST_ADDRESSEE = 900, 120, 220
"""Letters of a paragraph of a title, of a line of one in plain text, and of an addressee, at most."""
_TELEGRAM = "CĐ"
"""The code of a công điện."""
_TOP, _SENTENCE = 60, 200
"""Paragraphs among which the body begins, and letters from which on one is surely of the body."""


@dataclass(slots=True)
class Frame:
    """The parts of a document. `doc_type` is the code of the type line, None where there is none (công văn). `marks`
    are stamps of urgency and secrecy, `arrival` is that of the office which received the document, its name first: they
    stand anywhere above the body, and belong to no other part."""

    head: list[Para] = field(default_factory=list)
    doc_type: str | None = None
    type_span: Span | None = None
    title: Span | None = None
    addressees: list[Para] = field(default_factory=list)
    body: list[Para] = field(default_factory=list)
    end: list[Para] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    notes: list[Para] = field(default_factory=list)
    marks: list[Para] = field(default_factory=list)
    arrival: list[Para] = field(default_factory=list)


def build_frame(view: str, paras: list[Para]) -> Frame:
    """The frame of a document from all its paragraphs."""
    frame = Frame(notes=[p for p in paras if p.note])
    paras = [p for p in paras if not p.note]
    paras = paras[count_above_letterhead(view, paras) :]
    frame.marks = _find_marks(view, paras)
    frame.arrival = find_arrival(view, paras)
    stamped = set(map(id, [*frame.marks, *frame.arrival]))
    paras = [p for p in paras if id(p) not in stamped]
    body_from = _read_head(view, paras, frame)
    paras = _give_back_marks(paras, body_from, frame)
    end_from, end_to = find_end(view, paras, body_from)
    annex_from, frame.annexes = split_annexes(view, paras, end_to if end_from < len(paras) else body_from)
    frame.body = paras[body_from : min(end_from, annex_from)]
    frame.end = cut_copy(view, paras[end_from:annex_from])
    return frame


def _find_marks(view: str, paras: list[Para]) -> list[Para]:
    """Paragraphs above the body that are a mark and nothing else; a frame around one may be read as a table."""
    marks: list[Para] = []
    title: list[Para] | None = None  # what stands below the type line, or on it
    for para in paras[:_TOP]:
        if para.table and sum(map(len, para.table.rows)) > 1:
            break
        if is_mark(view, para.span) and not (title and _in_title(view, para, title[-1])):
            marks.append(para)
            continue
        if para.table or (para.label and para.label.style != "upper") or _is_sentence(view, para):
            break
        if title is not None:
            title.append(para)
        elif kind := match_type_line(view, *para.span):
            title = [para] if kind[1] < para.span.end else []
    return marks


def _give_back_marks(paras: list[Para], body_from: int, frame: Frame) -> list[Para]:
    """All paragraphs with those among the marks that stand below the beginning of the body: they belong to it."""
    late = [m for m in frame.marks if body_from < len(paras) and m.span.start > paras[body_from].span.start]
    frame.marks = [m for m in frame.marks if m not in late]
    return sorted([*paras, *late], key=lambda para: para.span.start) if late else paras


def _is_sentence(view: str, para: Para) -> bool:
    return para.span.end - para.span.start > _SENTENCE or (para.kind != "bullet" and view[para.span.end - 1] == ".")


def _in_title(view: str, para: Para, last: Para) -> bool:
    """Whether one word in capitals is the rest of a title in capitals ("LẤY" / "MẬT") rather than a mark."""
    return view[para.span.start : para.span.end].isalpha() and para.column is None and in_capitals(view, last.span)


def _read_head(view: str, paras: list[Para], frame: Frame) -> int:
    """Fill letterhead, type, title and addressees; the index at which the body begins."""
    line = _find_type_line(view, paras)
    if line is not None:
        frame.doc_type = line.code
        frame.type_span = Span(paras[line.first].span.start, line.rest)
        frame.head = paras[: line.first]
        at = _read_title(view, paras, line.last, line.rest, frame)
    elif page := read_page_head(view, paras):
        frame.doc_type, frame.type_span, frame.title = page.doc_type, page.type_span, page.title
        at = page.size
    else:
        at, frame.title = read_letter_head(view, paras)
        frame.head = paras[:at]
    return _read_addressees(view, paras, at, frame)


@dataclass(frozen=True, slots=True)
class _TypeLine:
    """The type of a document as a line of its own, which may stand on two ("QUYẾT" / "ĐỊNH"): the indices of its first
    and last paragraph, its code, and the offset where the trích yếu begins that stands on the same line."""

    first: int
    last: int
    code: str
    rest: int


def _find_type_line(view: str, paras: list[Para]) -> _TypeLine | None:
    """The type line above the body. One with a trích yếu in small letters behind it counts where there is no other; a
    type below Căn cứ is the word that enacts."""
    top = _find_body(view, paras)
    lines = [line for i in range(top) if (line := _read_type_line(view, paras[:top], i))]
    alone = [x for x in lines if x.rest == paras[x.last].span.end or in_capitals(view, paras[x.first].span)]
    return next(iter(alone or lines), None)


def _find_body(view: str, paras: list[Para]) -> int:
    """The index of the first paragraph that is surely no longer above the body."""
    for i, para in enumerate(paras[:_TOP]):
        outline = para.label and para.label.style in ("roman", "article", "part", "chapter")
        if outline or is_recipients_line(view, para.span) or BASIS.match(view, *para.span):
            return i
    return min(_TOP, len(paras))


def _read_type_line(view: str, paras: list[Para], i: int) -> _TypeLine | None:
    para = paras[i]
    if para.table is not None or para.label is not None or para.kind != "paragraph" or match_about(view, para.span):
        return None
    found = match_type_line(view, *para.span)
    if found and (found[1] == para.span.end or in_capitals(view, para.span) or _TITLE_BEHIND.match(view, found[1])):
        return _TypeLine(i, i, *found)
    if found is None and i + 1 < len(paras) and _HALF_TYPE.match(view, *para.span):
        follows = paras[i + 1]
        whole = match_type_line(view, para.span.start, follows.span.end) if follows.kind == "paragraph" else None
        if whole and whole[1] == follows.span.end and para.column == follows.column:
            return _TypeLine(i, i + 1, *whole)
    return None


def _read_title(view: str, paras: list[Para], kind: int, rest: int, frame: Frame) -> int:
    """Collect the lines of the trích yếu behind the type line, which ends at `kind`; where the body begins."""
    first = paras[kind]
    span = Span(rest, first.span.end) if rest < first.span.end else None
    if span and qualifies_type(view, span, next(iter(paras[kind + 1 :]), None)):
        span = None
    model = first
    at = kind + 1
    while at < len(paras) and at <= kind + _TITLE_LINES:
        para = paras[at]
        if RULE.match(view, *para.span) and not span:
            at += 1
            continue
        if not _goes_on(view, para, model, span):
            break
        span = span.cover(para.span) if span else para.span
        model = para
        at += 1
    frame.title = cut_title(view, span) if span else None
    return at


def _goes_on(view: str, para: Para, model: Para, so_far: Span | None) -> bool:
    if (
        (para.label and para.label.style != "upper")
        or para.kind != "paragraph"
        or para.span.end - para.span.start > _LONGEST_TITLE_PARA
    ):
        return False
    if is_issued_with(view, para.span) or RULE.match(view, *para.span) or match_addressed(view, para.span):
        return False
    if not any(c.isalpha() for c in view[para.span.start : para.span.end]):
        return False
    if so_far is None:
        return not view.startswith("Căn cứ", para.span.start)
    if view[para.span.start].islower() or (_UNFINISHED.search(view, *so_far) and in_capitals(view, para.span)):
        return not para.bold < model.bold
    if _ISSUING.match(view, *para.span) or view[para.span.end - 1] in ".;:":
        return False
    is_upper = in_capitals(view, para.span)
    if is_upper != in_capitals(view, model.span) or (para.heading > 0) != (model.heading > 0):
        return False
    if is_upper or (para.bold and model.bold) or (para.heading and model.heading):
        return True
    styled = para.centred and model.centred
    if _follows_on(para, model) and not TITLE_ENDS.match(view, *para.span):
        return True
    return styled and para.bold == model.bold and not TITLE_ENDS.match(view, *para.span)


def _follows_on(para: Para, model: Para) -> bool:
    """Short lines of plain text, one below the other."""
    first = para.lines[0] if para.lines else None
    near = first is not None and first.starts is None and not first.gap and not first.centred
    return near and all(p.span.end - p.span.start < _SHORT_LINE and len(p.lines) == 1 for p in (para, model))


def _read_addressees(view: str, paras: list[Para], at: int, frame: Frame) -> int:
    """Kính gửi and the lines below it, up to the first paragraph that is no entry of the list."""
    telegram = frame.doc_type == _TELEGRAM
    near = range(at, min(len(paras), at + 3))
    hits = ((i, match_addressed(view, paras[i].span, telegram=telegram)) for i in near)
    i, match = next(((i, match) for i, match in hits if match), (at, None))
    if match is None:
        return at
    inline = match.end() < paras[i].span.end
    frame.addressees.append(paras[i])
    frame.head = frame.head + paras[at:i]
    i += 1
    while i < len(paras) and not (inline and view[paras[i - 1].span.end - 1] == "."):
        para = paras[i]
        short = para.span.end - para.span.start < _LONGEST_ADDRESSEE
        if not (para.kind == "bullet" and short) and not (
            short
            and not inline
            and view[para.span.end - 1] in ";.,"
            and not TITLE_ENDS.match(view, *para.span)
            and not para.label
        ):
            break
        frame.addressees.append(para)
        i += 1
        if view[para.span.end - 1] == ".":
            break
    return i
