"""Authority and post of who signs: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC".

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and phụ lục I, ô số 7a; of the Party Hướng dẫn 36-HD/VPTW. Posts are the cue
"office in capitals".
"""

from __future__ import annotations

import regex

from vbparse.language.cues import compile_cues as pattern
from vbparse.text import Span

PREFIX = r"(?:T ?U ?Q|T ?[./]? ?[ML]|K ?[./]? ?T|Q(?= ?\.))"
"""TM., KT., TL., TUQ., Q., with stops, slashes and blanks as they are written."""
AUTHORITY = pattern(rf"\W*(?P<prefix>{PREFIX})(?: ?[.,:] ?| )(?=\p{{Lu}})")
"""A prefix at the start of a line, up to the body or office behind it."""
POST = pattern(r"\W*(?P<post>(?:(?:Q\.|QUYỀN) ?)?(?:PHÓ )?{office in capitals}(?!\p{L}))")
"""A post in capitals at the start of a line."""
_ACTING = regex.compile(r"\W*Q\s?\.")


def match_authority(view: str, span: Span) -> regex.Match[str] | None:
    """The prefix with which a line begins, as `prefix`; it ends where the body or office begins."""
    return AUTHORITY.match(view, *span)


def match_post(view: str, span: Span) -> regex.Match[str] | None:
    """The post with which a line begins, as `post`."""
    return POST.match(view, *span)


def is_signing_line(view: str, span: Span) -> bool:
    """Whether a line begins as one of authority or post does. It is for the caller to see that it is in capitals."""
    return bool(match_authority(view, span) or match_post(view, span))


def is_acting(view: str, span: Span) -> bool:
    """Whether a line is of one who holds a post for the time being: "Q. GIÁM ĐỐC"."""
    return _ACTING.match(view, *span) is not None
