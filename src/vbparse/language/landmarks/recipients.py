"""The line that opens the list of recipients: "Nơi nhận:".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 9b.
"""

from __future__ import annotations

import regex

from vbparse.language.cues import compile_cues as pattern
from vbparse.text import Span

_RECIPIENTS = pattern(r"\W*(?:nơi nhận|noi nhan)\b(?: ?:)?", regex.I)


def match_recipients(view: str, span: Span | None = None) -> regex.Match[str] | None:
    """The words that open the list of recipients, with their colon, at the start of a line: of all of `view` where no
    `span` is given."""
    return _RECIPIENTS.match(view, *(span or (0, len(view))))


def is_recipients_line(view: str, span: Span) -> bool:
    """Whether a line opens the list of recipients."""
    return match_recipients(view, span) is not None
