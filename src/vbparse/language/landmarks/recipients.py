"""The list of recipients: the line that opens it, "Nơi nhận:", and the one that ends it, "- Lưu: VT, NV.".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 9b.
"""

from __future__ import annotations

import regex

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue
from vbparse.text import Span

RECIPIENTS = Cue(
    rf"\W*(?i:{ignore_marks('noi nhan')})\b(?:\s*[:.])?",
    examples=["Nơi nhận:", "NƠI NHẬN", "Noi nhan :", "* Nơi nhận.", "nơinhận:"],
    rejects=["Nơi nhậnh", "Nơi ở:"],
    at="start",
)
_FILING = build_cue(
    r"[-+•*\s]*L(?:ư|Ư|u)+(?:U|u) ?(?::|(?= ?V[TP])|(?= ?- ?V)|(?= ?(?i:Văn (?:phòng|thư)))"
    r"|(?= \p{Lu}{2,5}[\d\s,.;-]*(?:\p{Lu}{2,5}[\d\s,.;-]*)?$)) ?:? ?",
    examples=["- Lưu: VT, NV.", "Lưu VT.", "LƯU: VP", "- Lưu Văn thư", "Lưu - VT", "Lưu TH", "Luu: VT"],
    rejects=["Lưu ý các đơn vị", "Lưu Thị Mai", "Nơi nhận: Lưu"],
    at="start",
)
FILING_WORD = Cue(
    rf"\W*(?i:{ignore_marks('luu')})\b",
    examples=["- Lưu: VT", "Lưu", "Luu: VP"],
    rejects=["Lưới điện", "- Cục Lưu trữ"],
    at="start",
)
"""The word alone, for lines that are known to be of the list."""
_FILING_ENTRY = Cue(
    r"[-+•*\s]*L(?:ư|Ư|u)+(?:U|u)\b(?!\s(?i:trữ|ý|học|động))\s?:?\s?",
    examples=["- Lưu KT&ĐBCL", "Lưu hồ sơ"],
    rejects=["- Lưu trữ lịch sử tỉnh", "- Lưu học sinh", "Lữ đoàn"],
    at="start",
)

_AUTHORITY_BEHIND_FILING = Cue(
    r"(?<=\S)\s+(?=(?:TM|KT|TL|TUQ|Q)\.\s?\p{Lu}{2})",
    examples=["Lưu: VT, KTTH. TL. CHỦ TỊCH"],
    rejects=["Lưu: VT, TL.", "Lưu: VT, KT."],
)


LIST_EDGES = Cue(
    r"(?<=\S)\s+(?=Nơi nhận\s*:)|(?<=\S)\s+(?=[-–+]\s*Lưu\b)",
    examples=["SỞ Y TẾ Nơi nhận:", "- Như trên; - Lưu: VT"],
    rejects=["Nơi nhận:", "Cục Lưu trữ"],
)
"""The blanks before the first and the last line of the list, where these stand behind other words."""


def match_recipients(view: str, span: Span | None = None) -> regex.Match[str] | None:
    """The words that open the list of recipients, with their colon, at the start of a line: of all of `view` where no
    `span` is given."""
    return RECIPIENTS.match(view, *(span or (0, len(view))))


def is_recipients_line(view: str, span: Span) -> bool:
    """Whether a line opens the list of recipients."""
    return match_recipients(view, span) is not None


def match_filing(view: str, span: Span | None = None) -> regex.Match[str] | None:
    """The word that opens the filing line, with its colon."""
    return _FILING.match(view, *(span or (0, len(view))))


def match_filing_entry(view: str, span: Span) -> regex.Match[str] | None:
    """The word that opens the filing line, in an entry of the list: there it needs no colon."""
    return match_filing(view, span) or _FILING_ENTRY.match(view, *span)


def find_end_of_filing(view: str, span: Span) -> int:
    """Where the filing line ends: before the signature or the bar of a table in its paragraph, else with that."""
    behind = _AUTHORITY_BEHIND_FILING.search(view, *span)
    end = behind.start() if behind else span.end
    return span.start + len(view[span.start : end].rstrip(" |"))
