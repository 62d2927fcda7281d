"""What web pages and transcribers set above a document or in the place of its letterhead: a heading that names it, the
sentence that issues it, and the arrival stamp of the office whose copy was typed (Nghị định 30/2020/NĐ-CP, phụ lục IV,
mẫu 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regex import Match

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import codes_by_name, match_type_line, type_names_pattern
from vbparse.language.folding import fold
from vbparse.language.landmarks.arrival import count_arrival_entries, is_arrival_head, names_arrival
from vbparse.language.landmarks.issuer import opens_agency
from vbparse.language.landmarks.letter import ABOUT_SHORT, match_addressed
from vbparse.language.landmarks.motto import is_motto_line
from vbparse.language.landmarks.number_line import is_number_line
from vbparse.language.landmarks.opening import PREAMBLE
from vbparse.structure.titles import cut_title
from vbparse.text import Span

_TYPE = rf"(?P<type>(?=\p{{Lu}})(?i:{type_names_pattern()}))(?!\w)"
_ITS_TYPE = build_cue(
    rf"{_TYPE}[ :-]*(?!(?:này|trên|số|của|được|do|đã|là|có|thì|phải)(?!\w))(?=[\p{{L}}\"])",
    examples=["Kế hoạch trồng cây năm 2026", "KẾ HOẠCH: Trồng cây", "Thông báo - Tuyển sinh"],
    rejects=["Kế hoạch số 5/KH-UBND", "Kế hoạch này", "Trồng cây", "Kế hoạch của xã"],
    at="start",
)
"""A heading that opens with the type; what stands behind it is the title."""
_ISSUES_TYPE = build_cue(
    r"(?<!\p{L}){issuing body}(?!\p{L})(?:(?!hướng dẫn|đề nghị|yêu cầu|giao|chỉ đạo|về việc)[^.;:,\"]){0,100}? "
    rf"(?:đã )?(?:xây dựng|ban hành|lập|đề ra)(?: và ban hành)? {_TYPE} ?"
    r"(?P<title>\"[^\"]{8,400}\"|[^.;:,()\"]{8,200}?(?= (?:với|cụ thể|như sau|theo|gồm)(?!\w)| ?[:,(]|$))?",
    examples=[
        "Trường Cao đẳng Sơn Lĩnh ban hành Kế hoạch trồng cây như sau:",
        'Sở Y tế xây dựng Đề án "Trạm y tế mới",',
    ],
    rejects=["Sở Y tế hướng dẫn các xã xây dựng Kế hoạch", "Sở Y tế triển khai Kế hoạch"],
)
"""The sentence that issues a document, with its type and its title."""
_AS_FOLLOWS = build_cue(
    r"(?:như sau|sau đây|nội dung sau|cụ thể) ?[.:]?$|:$",
    examples=["như sau:", "với các nội dung sau:"],
    rejects=["Kế hoạch;"],
)
_OWN = build_cue(
    rf"(?:[Tt]rên đây là(?: toàn bộ)?(?: nội dung)? )(?P<above>(?i:{type_names_pattern()}))(?!\w)"
    rf"|(?<!\w)(?P<this>(?i:{type_names_pattern()})) này(?!\w)",
    examples=["Trên đây là Kế hoạch trồng cây", "thực hiện Kế hoạch này"],
    rejects=["theo Kế hoạch số 5"],
)
"""Where a document speaks of itself."""
_LONGEST_HEADING, _HEADINGS, _OPENING_PARAS, _TOP = 300, 4, 10, 40
"""Letters of a heading of a page, such headings, paragraphs below them up to the sentence that issues, and paragraphs
among which a letterhead or a stamp stands, at most."""
_LEAST_ENTRIES = 2
"""Entries of an arrival stamp, at least."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """Type and title as a page without a letterhead names them, and how many paragraphs its headings are."""

    doc_type: str
    type_span: Span
    title: Span | None
    size: int


def find_arrival(view: str, paras: Sequence[Para]) -> list[Para]:
    """The paragraphs of a typed arrival stamp: ĐẾN and entries such as Số and Ngày, with the office above them that
    received the document."""
    for i, para in enumerate(paras[:_TOP]):
        text = view[slice(*para.span)]
        if para.label or para.table or not (is_arrival_head(text) or names_arrival(text)):
            continue
        entries, stop = count_arrival_entries(text) if names_arrival(text) else 0, i + 1
        while stop < len(paras) and (more := count_arrival_entries(view[slice(*paras[stop].span)])):
            entries, stop = entries + more, stop + 1
        if entries >= _LEAST_ENTRIES:
            return [*paras[i - _is_receiver(view, paras, i, stop) : stop]]
    return []


def _is_receiver(view: str, paras: Sequence[Para], head: int, stop: int) -> bool:
    """Whether the line above a stamp is of it: an office where the letterhead names another."""
    if head == 0 or not opens_agency(view, paras[head - 1].span):
        return False
    others = [*paras[: head - 1], *(paras[stop:_TOP] if head == 1 else ())]
    return any(opens_agency(view, para.span) for para in others)


def count_above_letterhead(view: str, paras: Sequence[Para]) -> int:
    """How many paragraphs a heading of the page has that names the document above its letterhead."""
    heads = [i for i, para in enumerate(paras[:_TOP]) if _is_of_letterhead(view, para) or opens_agency(view, para.span)]
    size = heads[0] if heads else 0
    if not any(_is_of_letterhead(view, paras[i]) for i in heads) or any(p.column is not None for p in paras[:size]):
        return 0
    named = any(_ITS_TYPE.match(view, *p.span) or _is_type(view, p) for p in paras[:size])
    below = paras[size:_TOP]
    again = any(ABOUT_SHORT.match(view, *p.span) or match_addressed(view, p.span) or _is_type(view, p) for p in below)
    return size if named and again else 0


def _is_of_letterhead(view: str, para: Para) -> bool:
    return is_motto_line(view, para.span) or is_number_line(view, para.span)


def _is_type(view: str, para: Para) -> bool:
    return not para.label and match_type_line(view, *para.span) is not None


def read_page_head(view: str, paras: Sequence[Para]) -> PageHead | None:
    """Type and title of a document without a letterhead: from the heading of its page where the document calls itself
    so, else from the sentence that issues it. None where there is a letterhead, or nothing names the document."""
    if any(_is_of_letterhead(view, p) or match_addressed(view, p.span) for p in paras[:_TOP]):
        return None
    size = _count_headings(view, paras)
    issues = _find_issuing(view, paras[size : size + _OPENING_PARAS])
    for para in paras[:size]:
        typed = _ITS_TYPE.match(view, *para.span)
        if typed and _calls_itself(view, paras, typed["type"], issues):
            behind = cut_title(view, Span(typed.end(), para.span.end))
            return PageHead(_code(typed["type"]), Span(*typed.span("type")), behind, size)
    if issues is None:
        return None
    title = _choose_title(view, paras[:size], issues)
    return PageHead(_code(issues["type"]), Span(*issues.span("type")), title, size)


def _choose_title(view: str, headings: Sequence[Para], issues: Match[str]) -> Span | None:
    """The heading whose words the sentence that issues repeats, else what that sentence names, else a heading."""
    words = fold(issues[0])
    repeated = next((p.span for p in headings if fold(view[slice(*p.span)]) in words), None)
    marked = next((p.span for p in headings if p.heading), None)
    return _unquote(view, repeated or (Span(*issues.span("title")) if issues["title"] else marked))


def _count_headings(view: str, paras: Sequence[Para]) -> int:
    """How many paragraphs at the top are headings of the page."""
    for i, para in enumerate(paras[:_HEADINGS]):
        short = para.kind == "paragraph" and para.span.end - para.span.start <= _LONGEST_HEADING and not para.label
        sentence = view[para.span.end - 1] in ".;:" or PREAMBLE.match(view, *para.span)
        if not short or (sentence and not para.heading):
            return i
    return min(_HEADINGS, len(paras))


def _find_issuing(view: str, paras: Sequence[Para]) -> Match[str] | None:
    """The last clause above the numbered parts that issues the document."""
    for para in paras:
        if para.label or para.table:
            return None
        clauses = [*_ISSUES_TYPE.finditer(view, *para.span)]
        if clauses and _AS_FOLLOWS.search(view, *para.span):
            return clauses[-1]
    return None


def _calls_itself(view: str, paras: Sequence[Para], name: str, issues: Match[str] | None) -> bool:
    """Whether the text below a heading speaks of itself by the same type."""
    if issues and _code(issues["type"]) == _code(name):
        return True
    calls = _OWN.finditer(view, paras[0].span.start, paras[-1].span.end)
    return any(_code(call["above"] or call["this"]) == _code(name) for call in calls)


def _code(name: str) -> str:
    return codes_by_name()[" ".join(name.lower().split())]


def _unquote(view: str, title: Span | None) -> Span | None:
    """A title less its quotes and the marks around it."""
    if title is None:
        return None
    start, end = title
    while start < end and view[start] in '" ':
        start += 1
    while start < end and view[end - 1] in '" .,':
        end -= 1
    return cut_title(view, Span(start, end)) if start < end else None
