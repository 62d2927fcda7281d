"""What the titles of documents and of their annexes share."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vbparse.blocks import Para
from vbparse.language.cues import compile_cues as pattern
from vbparse.text import Span

ISSUED_WITH = pattern(r"\W*\(? ?(?:(?:được )?ban hành )?(?:đính )?kèm theo\b", regex.I)
BASIS = pattern(r"\W*{legal basis}(?!\w)")
ENACTED = pattern(r"\( ?(?:Ban hành )?[Kk]èm theo\b")
_ABBREVIATED_ABOUT = pattern(r"\W*V ?/ ?v\b[\s:]*", regex.I)
MOTTO = pattern(r"\W*(?:cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|đảng cộng sản việt nam\W*$)", regex.I)
_AGENCY = pattern(r"\W*{agency in capitals}(?!\p{L})")
_NUMBER = pattern(r"\W*Số ?:? ?[\w.…/ -]*?/")
RULE = regex.compile(r"[\s\-_*=~.]{3,}$")


def capitals(view: str, span: Span) -> bool:
    letters = [c for c in view[span.start : min(span.end, span.start + 60)] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def letterhead(view: str, paras: Sequence[Para], i: int) -> bool:
    """Does a letterhead begin here: the agency in capitals, and Quốc hiệu a few lines below it?"""
    if not (_AGENCY.match(view, *paras[i].span) or MOTTO.match(view, *paras[i].span)):
        return False
    for para in paras[i : i + 6]:
        if MOTTO.match(view, *para.span):
            return True
        if not (capitals(view, para.span) or RULE.match(view, *para.span) or _NUMBER.match(view, *para.span)):
            return False
    return False


def cut_title(view: str, span: Span) -> Span:
    """The trích yếu without V/v and without "(Ban hành kèm theo …)" behind it."""
    start = span.start
    about = _ABBREVIATED_ABOUT.match(view, *span)
    if about:
        start = about.end()
    issued = ENACTED.search(view, start, span.end)
    end = issued.start() if issued else span.end
    while end > start and view[end - 1] in " .-_*":
        end -= 1
    return Span(start, end)
