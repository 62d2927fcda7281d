"""Attachments: phụ lục, and what a decision issues (NĐ 30/2020/NĐ-CP, phụ lục I, mục V), each with its own heading."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.blocks import Para
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.attached import ANNEX, ENCLOSED, is_issued_with
from vbparse.language.landmarks.date_line import DAY
from vbparse.language.landmarks.number_line import find_number_line
from vbparse.structure.titles import RULE, begins_letterhead, cut_title, in_capitals
from vbparse.text import Span

_LONGEST_LABEL, _LONGEST_TITLE = 400, 600
"""Letters of a paragraph that holds the label of an annex, and of one that is part of its title."""
_HEAD, _HEAD_WITH_LETTERHEAD, _TITLE_LINES = 6, 14, 10
"""Paragraphs at the head of what a document issues, with a letterhead of its own, and of a title."""


@dataclass(slots=True)
class Annex:
    """An attachment: its heading lines are `head`, all of them before `body`."""

    head: list[Para]
    body: list[Para]
    label: str | None = None
    doc_type: str | None = None
    title: Span | None = None


def read_annex_label(view: str, para: Para, *, opens: bool = False) -> tuple[str, int] | None:
    """The label of a paragraph that heads a phụ lục, and where its title begins in the same paragraph. Where an
    attachment is known to begin (`opens`), "Phụ lục" in small letters needs no number."""
    match = ANNEX.match(view, *para.span) if para.table is None and para.kind == "paragraph" else None
    if not match or para.span.end - para.span.start > _LONGEST_LABEL:
        return None
    rest = match["rest"].strip(" :.-")
    parted = not rest or rest.isupper() or match["rest"].lstrip()[:1] in ":.-"
    heads = match["label"].isupper() or (parted and (match["number"] or opens))
    if not heads or (rest and rest[0].islower()):
        return None
    label = match["label"] + (match["number"] or "")
    at = match.start("rest") + len(match["rest"]) - len(match["rest"].lstrip(" :.-"))
    return label, at


def split_annexes(view: str, paras: list[Para], start: int) -> tuple[int, list[Annex]]:
    """The index at which the first attachment begins (the length where there is none), and all of them."""
    begins = [i for i in range(start, len(paras)) if read_annex_label(view, paras[i])]
    if start < len(paras) and (not begins or begins[0] > start) and _heads_annex(view, paras, start):
        begins.insert(0, start)
    begins = [i for n, i in enumerate(begins) if n == 0 or i > begins[n - 1] + 1]
    stops = [*begins, len(paras)][1:]
    found = [_read_annex(view, paras[i:stop]) for i, stop in zip(begins, stops, strict=True)]
    return (begins[0] if begins else len(paras)), found


def _heads_annex(view: str, paras: list[Para], i: int) -> bool:
    """Whether something begins here that the document issues: known by its type or by "(Kèm theo …)"."""
    opened = begins_letterhead(view, paras, i)
    window = [p for p in paras[i : i + (_HEAD_WITH_LETTERHEAD if opened else _HEAD)] if p.table is None]
    if any(is_issued_with(view, p.span) or ENCLOSED.search(view, *p.span) for p in window):
        return True
    return _is_typed(view, paras[i]) or (opened and _is_open_form(view, window))


def _is_open_form(view: str, head: list[Para]) -> bool:
    """Whether a letterhead and the type below it are those of a form: its day is left open, and it has no number."""
    days = [day for p in head if (day := DAY.search(view, *p.span))]
    left_open = bool(days) and not any(c.isdigit() for c in days[0]["day"])
    numbered = any((line := find_number_line(view, p.span)) and line["number"] for p in head)
    return left_open and not numbered and any(_is_typed(view, p) for p in head)


def _is_typed(view: str, para: Para) -> bool:
    return match_type_line(view, *para.span) is not None and in_capitals(view, para.span)


def _ends_title(para: Para) -> bool:
    return (para.label is not None and para.label.style != "upper") or (
        para.span.end - para.span.start > _LONGEST_TITLE
    )


def _read_annex(view: str, paras: list[Para]) -> Annex:
    annex = Annex([], [])
    at = 0
    labelled = read_annex_label(view, paras[0], opens=True)
    spans: list[Span] = []
    if labelled:
        annex.label, title_at = labelled
        annex.label = " ".join(annex.label.split())
        if title_at < paras[0].span.end:
            spans.append(Span(title_at, paras[0].span.end))
        at = 1
    elif begins_letterhead(view, paras, 0):
        at = next((i for i, p in enumerate(paras[:_HEAD_WITH_LETTERHEAD]) if _is_typed(view, p)), 0)
    stop = min(len(paras), at + _TITLE_LINES)
    while at < stop and paras[at].table is None and paras[at].kind == "paragraph":
        para = paras[at]
        if _ends_title(para) or (spans and begins_letterhead(view, paras, at)):  # the letterhead of a form
            break
        kind = match_type_line(view, *para.span)
        if is_issued_with(view, para.span):
            at += 1
            break
        if kind and in_capitals(view, para.span) and not spans and annex.doc_type is None:
            annex.doc_type = kind[0]
            if kind[1] < para.span.end:
                spans.append(Span(kind[1], para.span.end))
        elif RULE.match(view, *para.span):
            pass
        elif not spans or (
            view[para.span.end - 1] not in ".;"
            and (para.bold or para.centred or in_capitals(view, para.span) or view[para.span.start].islower())
        ):
            spans.append(para.span)
        else:
            break
        at += 1
    annex.head, annex.body = paras[:at], paras[at:]
    if spans:
        annex.title = cut_title(view, Span(spans[0].start, spans[-1].end))
    return annex
