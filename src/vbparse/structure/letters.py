"""The head of a công văn, which has no type line: V/v under the number, then Kính gửi.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, mục II, khoản 5 (trích yếu) and 9 (Kính gửi).
"""

from __future__ import annotations

from itertools import takewhile

from vbparse.blocks import Para
from vbparse.language.landmarks.date_line import is_date_line
from vbparse.language.landmarks.letter import match_about, match_addressed
from vbparse.language.landmarks.motto import is_motto_line
from vbparse.language.landmarks.number_line import is_number_line
from vbparse.patterns import Cue
from vbparse.structure.run_in_headings import SENTENCE_END
from vbparse.structure.titles import cut_title
from vbparse.text import Span

_ABOUT_LINES = 6
"""Paragraphs of a V/v at most."""
_LETTER_HEAD, _NUMBERED_HEAD, _BESIDE_NUMBER, _BELOW_NUMBER = 40, 30, 8, 4
"""Paragraphs among which a letter names its addressee, its number, what stands beside that, and below it."""

_OF_PARTY = Cue(r"-\s?CV/\p{Lu}", examples=["Số 12-CV/ĐU"], rejects=["Số: 12/UBND-VX"])
_LEAST_BLANKS = 3
"""Blanks of a line of a V/v that begins with a capital; a torn place ("Hoa") has fewer."""


def read_letter_head(view: str, paras: list[Para]) -> tuple[int, Span | None]:
    """How many paragraphs the head of a letter has, up to Kính gửi, and its trích yếu."""
    about_line, title = -1, None
    for i, para in enumerate(paras[:_LETTER_HEAD]):
        if match_about(view, para.span) and title is None:
            about_line = i + _count_more(view, para, paras[i + 1 : i + 1 + _ABOUT_LINES])
            title = cut_title(view, Span(para.span.start, paras[about_line].span.end))
        elif match_addressed(view, para.span):
            return i, title or _find_unmarked_title(view, paras[:i])
        elif para.label and para.label.style != "upper":
            break
    return _find_letter_body(view, paras, about_line), title


def _find_unmarked_title(view: str, head: list[Para]) -> Span | None:
    """The trích yếu of a letter of the Party, which may stand under the number without V/v (Hướng dẫn 36-HD/VPTW): the
    lines of its column below the number, up to a landmark."""
    number = next((i for i, para in enumerate(head) if _OF_PARTY.search(view, *para.span)), None)
    if number is None or not is_number_line(view, head[number].span):
        return None
    below = takewhile(lambda para: _is_of_title(view, para, head[number]), head[number + 1 :])
    lines = [para.span for para in below]
    whole = lines[0].cover(lines[-1]) if lines else None
    named = whole and view[whole.start].isupper() and view.count(" ", *whole) >= _LEAST_BLANKS
    return cut_title(view, whole) if whole and named else None


def _is_of_title(view: str, para: Para, number: Para) -> bool:
    words = view[slice(*para.span)]
    landmark = is_date_line(view, para.span) or is_motto_line(view, para.span) or "ngày" in words
    return para.column == number.column and not (landmark or words.isupper() or not words[0].isalpha())


def _count_more(view: str, about: Para, below: list[Para]) -> int:
    """How many paragraphs below a V/v are more of it: those in its column, or, where there are no columns, those in
    small letters and whatever plain line stands between it and Kính gửi."""
    addressed = next((i for i, para in enumerate(below) if match_addressed(view, para.span)), 0)
    for i, para in enumerate(below):
        if match_addressed(view, para.span) or para.label or para.column != about.column:
            return i
        goes_on = about.column is not None or view[para.span.start].islower()
        if not (goes_on or (i < addressed and _is_plain(view, para))):
            return i
    return len(below)


def _is_plain(view: str, para: Para) -> bool:
    """Whether a paragraph is no line of a letterhead and no sentence."""
    words = view[slice(*para.span)]
    landmark = is_date_line(view, para.span) or is_motto_line(view, para.span) or is_number_line(view, para.span)
    torn = words.count(" ") < _LEAST_BLANKS or "ngày" in words or words.isupper()
    return not (landmark or torn or SENTENCE_END.search(view, *para.span))


def _find_letter_body(view: str, paras: list[Para], about: int) -> int:
    """Where the body of a letter begins that names no one: behind the number, what stands beside it, and V/v and the
    date line directly below."""
    top = paras[:_NUMBERED_HEAD]
    last_of_head = next((i for i, p in enumerate(top) if is_number_line(view, p.span)), -1)
    beside = [i for i, p in enumerate(top[: last_of_head + _BESIDE_NUMBER + 1]) if p.column is not None]
    last_of_head = max([last_of_head, *beside])
    below = paras[last_of_head + 1 : last_of_head + _BELOW_NUMBER] if last_of_head >= 0 else []
    heads = [i for i, p in enumerate(below, last_of_head + 1) if i == about or is_date_line(view, p.span)]
    return max([last_of_head, *heads]) + 1
