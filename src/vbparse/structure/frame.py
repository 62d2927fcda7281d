"""Cuts a document into letterhead, title, body, end (recipients and signature) and attachments.

Source of the parts: Nghị định 30/2020/NĐ-CP, Điều 8 and phụ lục I; what may follow the end (phụ lục, an issued plan)
is recognised by its heading or by the line "(Kèm theo …)" below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from vbparse.blocks import Para
from vbparse.language.cues import build as pattern
from vbparse.language.doctypes import type_line
from vbparse.language.marks import is_mark
from vbparse.structure.annexes import Annex, annex_label, split_annexes
from vbparse.structure.titles import ISSUED_WITH, RULE, capitals, cut_title, letterhead
from vbparse.text import Span

_RECIPIENTS = pattern(r"\W*(?:nơi nhận|noi nhan)\b", regex.I)
_AUTHORITY = pattern(r"\W*(?:T ?/?M|K ?/?T|T ?/?L|TUQ|Q\.) ?\.? ?(?=\p{Lu}{2})")
_POSITION = pattern(r"\W*(?:Q\. ?)?(?:PHÓ )?{office in capitals}\b")
_TITLE_ENDS = pattern(r"\W*{title end}(?!\w)")
_ISSUING = pattern(r"\W*{issuing authority}\b")
_ABOUT = pattern(r"\W*(?:V ?/ ?v|Về việc|VỀ VIỆC)\b[\s:]*")
ADDRESSED = pattern(r"\W*(?:Kính gửi\b ?:? ?|(?-i:\p{Lu})[^.;:]{0,80} điện ?: ?)", regex.I)
_NUMBER_LINE = pattern(r"\W*Số ?:? ?[\w.…/ -]*?/", regex.I)
_DATE_LINE = pattern(r"\W*\p{Lu}[^,;:]{1,58}, ?[Nn]gày[^,;:]{1,12}tháng[^,;:]{1,10}năm [\d.…_]{2,8}\W*$")
_PERSON = pattern(
    r"\W*(?:{rank} )?(?:(?:TS|ThS|PGS|GS|BSCK[I12]{1,2}|BS|CK[I12]{1,2})[. ] ?)*"
    r"\p{Lu}\p{Ll}*(?:'\p{Lu}\p{Ll}+)?(?: \p{Lu}\p{Ll}*){0,4} \p{Lu}\p{Ll}+\W*$"
)
_SIGNED = pattern(r"\W{0,20}[(\[] ?(?:đã ký|ký|ký tên|ký, đóng dấu|ký tên, đóng dấu)\b", regex.I)
_SIGNATURE_LINES = 12
_TOP, _SENTENCE = 60, 200
"""Paragraphs among which the body begins, and letters from which on one is surely of the body."""
_COPY = pattern(r"\W*(?:SAO Y|SAO LỤC|TRÍCH SAO)(?!\w)")


@dataclass(slots=True)
class Frame:
    """The parts of a document. `doc_type` is the code of the type line, None where there is none (công văn). `marks`
    are stamps of urgency and secrecy: they stand anywhere above the body, and belong to no other part."""

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


def build(view: str, paras: list[Para]) -> Frame:
    """The frame of a document from all its paragraphs."""
    frame = Frame(notes=[p for p in paras if p.note])
    paras = [p for p in paras if not p.note]
    frame.marks = _marks(view, paras)
    stamped = set(map(id, frame.marks))
    paras = [p for p in paras if id(p) not in stamped]
    body_from = _head(view, paras, frame)
    paras = _with_late_marks(paras, body_from, frame)
    end_from, end_to = _end(view, paras, body_from)
    annex_from, frame.annexes = split_annexes(view, paras, end_to if end_from < len(paras) else body_from)
    frame.body = paras[body_from : min(end_from, annex_from)]
    frame.end = _own_end(view, paras[end_from:annex_from])
    return frame


def _marks(view: str, paras: list[Para]) -> list[Para]:
    """Paragraphs above the body that are a mark and nothing else; a frame around one may be read as a table."""
    found: list[Para] = []
    title: list[Para] | None = None  # what stands below the type line, or on it
    for para in paras[:_TOP]:
        if para.table and sum(map(len, para.table.rows)) > 1:
            break
        if is_mark(view, para.span) and not (title and _in_title(view, para, title[-1])):
            found.append(para)
            continue
        if para.table or (para.label and para.label.style != "upper") or _is_sentence(view, para):
            break
        if title is not None:
            title.append(para)
        elif kind := type_line(view, *para.span):
            title = [para] if kind[1] < para.span.end else []
    return found


def _with_late_marks(paras: list[Para], body_from: int, frame: Frame) -> list[Para]:
    """All paragraphs with those among the marks that stand below the beginning of the body: they belong to it."""
    late = [m for m in frame.marks if body_from < len(paras) and m.span.start > paras[body_from].span.start]
    frame.marks = [m for m in frame.marks if m not in late]
    return sorted([*paras, *late], key=lambda para: para.span.start) if late else paras


def _is_sentence(view: str, para: Para) -> bool:
    return para.span.end - para.span.start > _SENTENCE or (para.kind != "bullet" and view[para.span.end - 1] == ".")


def _in_title(view: str, para: Para, last: Para) -> bool:
    """Whether one word in capitals is the rest of a title in capitals ("LẤY" / "MẬT") rather than a mark."""
    return view[para.span.start : para.span.end].isalpha() and para.column is None and capitals(view, last.span)


def _head(view: str, paras: list[Para], frame: Frame) -> int:
    """Fill letterhead, type, title and addressees; the index at which the body begins."""
    kind = _type_index(view, paras)
    if kind is not None:
        found = type_line(view, *paras[kind].span)
        assert found
        frame.doc_type, rest = found
        frame.type_span = Span(paras[kind].span.start, rest)
        frame.head = paras[:kind]
        at = _title(view, paras, kind, rest, frame)
    else:
        at = _letter_head(view, paras, frame)
    return _addressees(view, paras, at, frame)


def _type_index(view: str, paras: list[Para]) -> int | None:
    for i, para in enumerate(paras[:_TOP]):
        if para.table is None and para.label is None and para.kind == "paragraph":
            found = type_line(view, *para.span)
            if (
                found
                and (found[1] == para.span.end or capitals(view, Span(*para.span)))
                and not _capitals_place(view, para)
            ):
                return i
        if para.label and para.label.style in ("roman", "article", "part", "chapter"):
            break
        if _RECIPIENTS.match(view, *para.span):
            break
    return None


def _capitals_place(view: str, para: Para) -> bool:
    return _ABOUT.match(view, *para.span) is not None


def _title(view: str, paras: list[Para], kind: int, rest: int, frame: Frame) -> int:
    """Collect the lines of the trích yếu behind the type line."""
    first = paras[kind]
    span = Span(rest, first.span.end) if rest < first.span.end else None
    model = first
    at = kind + 1
    while at < len(paras) and at <= kind + 12:
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
        or para.span.end - para.span.start > 900
    ):
        return False
    if ISSUED_WITH.match(view, *para.span) or RULE.match(view, *para.span) or ADDRESSED.match(view, *para.span):
        return False
    if not any(c.isalpha() for c in view[para.span.start : para.span.end]):
        return False
    if so_far is None:
        return not view.startswith("Căn cứ", para.span.start)
    if view[para.span.start].islower():
        return not para.bold < model.bold
    if _ISSUING.match(view, *para.span) or view[para.span.end - 1] in ".;:":
        return False
    in_capitals = capitals(view, para.span)
    if in_capitals != capitals(view, model.span) or (para.heading > 0) != (model.heading > 0):
        return False
    if in_capitals or (para.bold and model.bold) or (para.heading and model.heading):
        return True
    styled = para.centred and model.centred
    if _follows_on(para, model) and not _TITLE_ENDS.match(view, *para.span):
        return True
    return styled and para.bold == model.bold and not _TITLE_ENDS.match(view, *para.span)


def _follows_on(para: Para, model: Para) -> bool:
    """Short lines of plain text, one below the other."""
    first = para.lines[0] if para.lines else None
    near = first is not None and first.starts is None and not first.gap and not first.centred
    return near and all(p.span.end - p.span.start < 120 and len(p.lines) == 1 for p in (para, model))


def _letter_head(view: str, paras: list[Para], frame: Frame) -> int:
    """A công văn has no type line: V/v under the number, then Kính gửi."""
    about = -1
    for i, para in enumerate(paras[:40]):
        if _ABOUT.match(view, *para.span) and frame.title is None:
            about = i
            while (
                about + 1 < len(paras)
                and about < i + 6
                and paras[about + 1].column == para.column is not None
                and not (ADDRESSED.match(view, *paras[about + 1].span) or paras[about + 1].label)
            ):
                about += 1
            frame.title = cut_title(view, Span(para.span.start, paras[about].span.end))
        elif ADDRESSED.match(view, *para.span):
            frame.head = paras[:i]
            return i
        elif para.label and para.label.style != "upper":
            break
    at = _without_addressees(view, paras, about)
    frame.head = paras[:at]
    return at


def _without_addressees(view: str, paras: list[Para], about: int) -> int:
    """Where the body of a letter begins that names no one: behind the number, what stands beside it, and V/v and the
    date line directly below."""
    last = next((i for i, p in enumerate(paras[:30]) if _NUMBER_LINE.match(view, *p.span)), -1)
    last = max([last] + [i for i, p in enumerate(paras[:30]) if p.column is not None and i <= last + 8])
    below = paras[last + 1 : last + 4] if last >= 0 else []
    heads = [i for i, p in enumerate(below, last + 1) if i == about or _DATE_LINE.match(view, *p.span)]
    return max([last, *heads]) + 1


def _addressees(view: str, paras: list[Para], at: int, frame: Frame) -> int:
    """Kính gửi and the lines below it, up to the first paragraph that is no entry of the list."""
    i = at
    while i < min(len(paras), at + 3) and not ADDRESSED.match(view, *paras[i].span):
        i += 1
    if i >= min(len(paras), at + 3):
        return at
    match = ADDRESSED.match(view, *paras[i].span)
    assert match
    inline = match.end() < paras[i].span.end
    frame.addressees.append(paras[i])
    frame.head = frame.head + paras[at:i]
    i += 1
    while i < len(paras) and not (inline and view[paras[i - 1].span.end - 1] == "."):
        para = paras[i]
        short = para.span.end - para.span.start < 220
        if not (para.kind == "bullet" and short) and not (
            short
            and not inline
            and view[para.span.end - 1] in ";.,"
            and not _TITLE_ENDS.match(view, *para.span)
            and not para.label
        ):
            break
        frame.addressees.append(para)
        i += 1
        if view[para.span.end - 1] == ".":
            break
    return i


def _end(view: str, paras: list[Para], body_from: int) -> tuple[int, int]:
    """Where recipients and signature begin and end; (len, len) where there are none."""
    start = next((i for i in range(body_from, len(paras)) if _RECIPIENTS.match(view, *paras[i].span)), None)
    if start is None:
        start = next((i for i in range(body_from, len(paras)) if _signs(view, paras[i])), None)
    if start is None:
        return len(paras), len(paras)
    start = _signed_above(view, paras, body_from, start)
    stop = start + 1
    while stop < len(paras) and _belongs_to_end(view, paras, stop):
        stop += 1
    return start, stop


def _signed_above(view: str, paras: list[Para], body_from: int, start: int) -> int:
    """Where the signature begins that stands above Nơi nhận: lines of authority or position, marks and names."""
    at = i = start
    while i > body_from and start - i < _SIGNATURE_LINES:
        i -= 1
        if _signs(view, paras[i]):
            at = i
        elif not (_PERSON.match(view, *paras[i].span) or _SIGNED.match(view, *paras[i].span)):
            break
    return at


def _signs(view: str, para: Para) -> bool:
    """A line of authority or position: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."""
    if para.table is not None or (para.label and para.label.style != "upper") or not capitals(view, para.span):
        return False
    size = para.span.end - para.span.start
    return size < 160 and bool(_AUTHORITY.match(view, *para.span) or _POSITION.match(view, *para.span))


def _own_end(view: str, paras: list[Para]) -> list[Para]:
    """The end of the document itself: a SAO Y, SAO LỤC or TRÍCH SAO below it has a number and a signer of its own."""
    copy = next((i for i, p in enumerate(paras) if _COPY.match(view, *p.span)), len(paras))
    return paras[:copy]


def _belongs_to_end(view: str, paras: list[Para], i: int) -> bool:
    para = paras[i]
    if para.table is not None or para.span.end - para.span.start > 250 or annex_label(view, para):
        return False
    if letterhead(view, paras, i):
        return False
    if para.label and para.label.style in ("roman", "article", "part", "chapter", "section"):
        return False
    if para.column is not None or para.kind == "bullet" or _signs(view, para) or _PERSON.match(view, *para.span):
        return True
    if type_line(view, *para.span) and capitals(view, para.span):
        return False
    return not any(ISSUED_WITH.match(view, *p.span) for p in paras[i : i + 5] if p.column is None)
