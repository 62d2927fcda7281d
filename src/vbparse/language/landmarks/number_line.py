"""The line of số and ký hiệu: "Số: 29/KH-UBND", "Số:      /KH-UBND", "Số 26-KH/ĐU".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 3; of the Party Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

import regex

from vbparse.language.cues import build_cue
from vbparse.language.doctypes import type_names_pattern
from vbparse.patterns import Cue
from vbparse.text import Span

GROUP = r"[A-ZĐƯÂĂÊÔƠÀ-Ỹ&][\p{L}\d&]*"
"""A part of a ký hiệu."""
_GLUED = r"(?:[&+]|[_.](?=[A-ZĐ]{2}))"
_JOIN = rf"(?:\s?-\s?|\s?/\s?|{_GLUED})"
SYMBOL = rf"{GROUP}(?:{_JOIN}{GROUP})*(?:\([A-ZĐ]{{2,8}}\))?"
"""A ký hiệu: KH-UBND, KH/ĐU, TTr-THCS.LTT, QĐ-UBND(NC), QĐ_BXD."""
_ABBREVIATION = rf"(?=\p{{Lu}}[\p{{Ll}}\d&]*\p{{Lu}}){GROUP}"
_NO_WORD = (
    rf"(?=\S*\p{{Lu}}\S*\p{{Lu}}|{GROUP}\s?[-/]\s?\p{{Lu}}{{2}}"
    rf"|(?<!\s){GROUP}(?:,?\s+(?:ngày|của|về)(?!\p{{L}})|[;.)]|$))"
)
"""One capital is that of a word where a sentence goes on behind it: "1/Các thôn …"."""
CITED_SYMBOL = (
    rf"{_NO_WORD}{GROUP}(?:\s?[-/]\s?{_ABBREVIATION}|(?:[-/]|{_GLUED}){GROUP})?"
    rf"(?:(?:[-/]|{_GLUED}){GROUP}|[-/]\s{_ABBREVIATION})*(?:\([A-ZĐ]{{2,8}}\))?"
)
"""A ký hiệu in running text: blanks stand in it before an abbreviation alone, and before a hyphen only once; what else
stands behind them is a bullet ("1131/QĐ-TTg - Bộ phận …")."""
NUMBER = r"\d[\d.]*[a-zA-ZĐ]?"
"""A số, with the letter that tells one apart that was put in later: 15A, 05a."""
_YEAR = r"(?:19|20)\d\d"

NUMBER_LINE = Cue(
    rf"(?<!\w)[Ss](?:ố|Ố)\s*:?\s*(?P<number>{NUMBER})?(?P<blank>[\s._…]*)(?P<join>[/-])\s*"
    rf"(?P<symbol>(?:{_YEAR}\s*/\s*)?{SYMBOL})",
    examples=[
        "Số: 29/KH-UBND", "Số:29 /KH-UBND", "SỐ: 112/QĐ-UBND", "Số:      /KH-UBND", "Số: …/KH-UBND", "Số 26-KH/ĐU",
        "Số: 05/2024/QĐ-UBND", "Số:\n29/KH-UBND",
    ],
    rejects=["Số: 29", "Số lượng: 29/30", "SỞ Y TẾ", "số 29"],
)  # fmt: skip
"""Word, number and ký hiệu; `number` is None where it was left blank."""
NUMBER_OPENING = Cue(
    r"\W*S(?:ố|Ố)\s*:?\s*[\w.…/\s-]*?/",
    examples=["Số: 29/KH-UBND", "Số:     /", "Số 12 A/QĐ", "SỐ: …/KH-UBND"],
    rejects=["SỞ Y TẾ/", "Số: 29", "Quyết định số 5/QĐ-UBND"],
    at="start",
)
"""A line that begins as one of số and ký hiệu, whatever stands in it."""
NUMBER_WORD = Cue(
    r"\W*S(?:ố|Ố)\s*:?\W*",
    examples=["Số:", "Số", "SỐ :", "Số: …"],
    rejects=["Số 5", "Số lượng"],
    at="whole",
)
"""The word alone, whose number stands on the line below."""
NUMBER_IN_ROW = Cue(
    r"S(?:ố|Ố)(?!\p{L})\s*:?\s*[\d.…_]*(?:\s*[-/]\s*[^\W_][\w&+.]*)*",
    examples=["Số: 29/KH-UBND", "Số:", "Số: 26 - KH/ĐU", "SỐ 5"],
    rejects=["SỞ Y TẾ", "Sốt xuất huyết"],
    at="start",
)
"""Word, number and ký hiệu as far as they go, in a row in which the date follows."""
NUMBER_IN_CELL = Cue(
    r"(?m)(?:^|\n)số:?[\d….]*[/-]|(?:^|\n)số:",
    examples=["số:29/kh-ubnd", "số:", "ubndxãphùđiền\nsố26-kh/đu"],
    rejects=["sốlượng:5", "quyếtđịnhsố5/qđ"],
)
"""In the text of a cell in small letters, from which the blanks were taken."""
READ_NUMBER_LINE = build_cue(
    r"(?:^\W*|\s{2,})S[ốỐôÔồoO0óÓ6] ?[:.;,]? ?(?P<number>\d[\dOol]{0,4}\p{L}?)?(?P<blank>[\s._…]*)[/-] ?"
    r"(?P<symbol>(?:(?:19|20)\d\d ?/ ?)?\p{Lu}[\p{L}\d&]*(?: ?[-/.] ?\p{Lu}[\p{L}\d&]*)*)"
    r"(?P<open> ?[….]{2,}| ?…)?",
    examples=["Số: 29/KH-UBND", "S6: 1O/KH-UBND", "Só 26-KH/ĐU", "UBND XÃ X   Số: …/QĐ-…"],
    rejects=["Số 29", "theo Số: 29/KH-UBND"],
)
"""As a machine may read it. `open` is what stands for a ký hiệu that a form leaves open."""
_SET_UP_BY = build_cue(
    rf"(?i)(?<!\w)theo (?:{type_names_pattern()}|QĐ) ?$",
    examples=["ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH ", "Tổ công tác theo QĐ"],
    rejects=["QUYẾT ĐỊNH "],
)
_CALLED = 40
"""Letters before a number in which the act stands that set up the body."""


def find_number_line(view: str, line: Span) -> regex.Match[str] | None:
    """Số: … at the start of a line, or behind a capital or mark; "Quyết định số …" is a citation, and "theo Quyết định
    số …" part of a name."""
    match = NUMBER_LINE.search(view, *line)
    if match is None or is_part_of_name(view, match.start()):
        return None
    before = view[line.start : match.start()].rstrip()
    return None if before[-1:].islower() else match


def is_part_of_name(view: str, number: int) -> bool:
    """Whether the number that begins here goes on with the name of a body: "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH" / "SỐ
    15/QĐ-SCT"."""
    return _SET_UP_BY.search(view, max(0, number - _CALLED), number) is not None


def is_number_line(view: str, line: Span) -> bool:
    """Whether a line begins as one of số and ký hiệu."""
    return NUMBER_OPENING.match(view, *line) is not None
