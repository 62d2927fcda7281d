"""Labels of numbered parts (I., 1., 1.1., a), (1), Điều 3.) and marks of bullets, as they open a paragraph.

Source of the orders: NĐ 30/2020/NĐ-CP, phụ lục I, mục II (bố cục của văn bản); the forms `I/`, `1/`, `a.`, `2.1.a`,
bullets and labels glued to their text are usage [K].
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter

import regex

from vbparse.patterns import Cue
from vbparse.text import Span

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LABEL_DIGITS = frozenset("IVXLC")
"""Digits of Roman numerals in labels: no document has 400 parts, and D and M are letters."""
_PAIRS = {"IV": 4, "IX": 9, "XL": 40, "XC": 90, "CD": 400, "CM": 900}
_ROMAN_SIGNS = dict(sorted((_ROMAN_DIGITS | _PAIRS).items(), key=itemgetter(1), reverse=True))
_UPPER_ORDER = "ABCDĐEGH"
VIETNAMESE_ORDER = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Label:
    """A label. `text` is bare ("IV", "2.1", "a"), `style` its outward form, `rank` how deep that form usually stands
    (1 outermost), `value` its place in its series or None."""

    text: str
    style: str
    rank: int
    value: int | None
    span: Span


_WORDS = {"part": "Phần", "chapter": "Chương", "subsection": "Tiểu mục", "section": "Mục", "article": "Điều"}
_RANK = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "upper": 5,
    "roman": 6,
    "article": 7,
    "decimal1": 8,
    "decimal2": 9,
    "decimal3": 10,
    "decimal4": 11,
    "letter": 12,
    "paren": 13,
    "number-paren": 14,
}
KIND = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "subsection": "section",
    "upper": "part",
    "roman": "section",
    "article": "article",
    "decimal1": "clause",
    "decimal2": "clause",
    "decimal3": "clause",
    "decimal4": "clause",
    "letter": "point",
    "paren": "item",
    "number-paren": "item",
}
"""Akoma Ntoso element of each style."""

_LABEL = Cue(
    r"""(?x)(?:
      (?P<word>Phần|PHẦN|Chương|CHƯƠNG|Tiểu\ mục|TIỂU\ MỤC|Mục|MỤC|Điều|ĐIỀU)\s+(?:thứ\s+|THỨ\s+)?
        (?P<worded>[IVXLC]{1,6}|[Ⅰ-Ⅻ]|[A-HĐ]|\d{1,3}[a-zđ]?|(?i:nhất|hai|ba|tư|năm|sáu|bảy|tám))(?=\s*[.:/-]|\s|$)
        (?!\s+(?:của|này|và|hoặc|Luật|Bộ\ luật|(?:Nghị\ định|Nghị\ quyết|Thông\ tư|Quyết\ định)\ (?:số|\d))(?!\p{L}))
        \s*[.:/]?
    | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}(?:\.[a-zđ])?)
        (?:[.)/](?=\s|\p{L}|["'(])|\s?-\s(?=\p{Lu}\p{Ll})|(?=\s+\p{Lu})|(?=\s*$))
    | (?!V\s?/\s?v\b)(?P<roman>[IVXL]{1,6}|[Ⅰ-Ⅻ])
        (?:\s?(?:[.)]|/\.?)(?=\s|\p{L}|["'(]|$)|\s?-\s(?=\p{Lu})|(?=\s+\p{Lu}{2}))
    | (?P<upper>[A-HĐ])(?:[.)/](?=\s|\p{Lu}\p{L})|\s?-\s(?=\p{Lu}{2}))
    | (?P<number>\d{1,2})\s?(?:(?P<close>[.)])(?=\s|\p{L}|["'(]|$)|/\.?(?=\s|\p{Lu}\p{Ll})
        |-\s(?=\p{Lu}[\p{Ll}/])|(?<=\d)-\s(?=\d{1,3}\s\p{Lu}))
    | \((?P<paren>\d{1,2}|[a-zđ])\)
    | (?P<letter>[a-zđ])(?:\s?\)(?=\s|\p{L}|["'(])|\.(?=\s|\p{Lu})|/\.?(?=\s)|(?:-|,)\s(?=\p{Lu}\p{Ll}))
    )""",
    examples=["I. MỤC ĐÍCH", "A - MỤC ĐÍCH", "1.2. Tên", "a) Tên", "b, Tên", "c/. Tên", "Điều 3. Tên", "(1) Tên"],
    rejects=["V/v kế hoạch", "12 tháng", "ngày 3", "A - B", "Điều 5 của Luật", "Mục II và Mục III"],
    at="start",
)
_BULLET = Cue(
    r"(?:[-+*•●○◦▪■□☐◆❖❑➢➤►▸✓✔·※]|o(?=\s))(?:\s*[-+•](?=\s))?\s*",
    examples=["- Tên", "• Tên", "o Tên", "❑ Tên"],
    rejects=["on", "a) Tên"],
    at="start",
)
SENTENCE_END = Cue(
    r"[.;:!?…]['\")\]]*$",
    examples=["Rà soát xong.", "thực hiện./.", "như sau:", '(gọi tắt là "Quỹ");', "xong (kèm theo phụ lục.)"],
    rejects=["cấp xã, phường,", "Điều 3. Tổ chức"],
)
"""The end of a sentence or of an item."""
PAIR = Cue(
    r"(?i)(?<!\p{L})(?:(?:chính\s+trị|kinh\s+tế|văn\s+hóa)\s+(?P<dash>[-–])\s+(?:xã\s+hội|nghề\s+nghiệp)"
    r"|khoa\s+học\s+(?P<dash>[-–])\s+(?:kỹ\s+thuật|công\s+nghệ)|tài\s+chính\s+(?P<dash>[-–])\s+kế\s+hoạch)",
    examples=["kinh tế\n- xã hội", "Phòng Tài chính - Kế hoạch"],
    rejects=["kinh tế\n- giữ trật tự"],
)
"""Two words that a dash joins: it is no bullet, also where it opens a line."""
_SAYS = Cue(r"[^\W_]|[\"'(]", examples=["tên", '"a"', "(b)"], rejects=[" - ."])
_ORDINALS = {w: i for i, w in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"), 1)}


_OPENS_LABEL = "PCTMĐIVXL"
_LONGEST = 40
"""Characters of a label at most: "Tiểu mục thứ" with its number."""


def parse_roman(text: str) -> int | None:
    """Value of a Roman numeral up to C, None where it is none."""
    total = 0
    for letter, after in zip_longest(text, text[1:], fillvalue=""):
        if letter not in _LABEL_DIGITS:
            return None
        value = _ROMAN_DIGITS[letter]
        total += -value if _ROMAN_DIGITS.get(after, 0) > value else value
    return total


def format_roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals."""
    text = ""
    for sign, size in _ROMAN_SIGNS.items():
        text += sign * (number // size)
        number %= size
    return text


def parse_label(view: str, start: int, end: int) -> Label | None:
    """The label that opens `view[start:end]`, or None. The span ends behind the label's punctuation and blanks."""
    if view[start : start + 2].isalpha() and view[start] not in _OPENS_LABEL:
        return None  # two letters that open no label: most lines
    match = _LABEL.match(view, start, min(end, start + _LONGEST))
    if not match:
        return None
    text, style, value = _read_match(match)
    stop = match.end()
    while stop < end and view[stop] == " ":
        stop += 1
    return Label(text, style, _RANK[style], value, Span(start, stop))


def _read_match(match: regex.Match[str]) -> tuple[str, str, int | None]:
    if match["word"]:
        style = next(k for k, v in _WORDS.items() if v.lower() == " ".join(match["word"].lower().split()))
        text = unicodedata.normalize("NFKC", match["worded"])  # Ⅲ, as recognised text is read, is III
        return text, style, _order_value(text)
    if match["dotted"]:
        text = match["dotted"]
        last = text.rsplit(".", 1)[1]
        return text, f"decimal{min(4, text.count('.') + 1)}", _order_value(last)
    if match["roman"]:
        text = unicodedata.normalize("NFKC", match["roman"])
        return text, "roman", parse_roman(text)
    if match["upper"]:
        return match["upper"], "upper", _UPPER_ORDER.find(match["upper"]) + 1 or None
    if match["number"]:
        return match["number"], "number-paren" if match["close"] == ")" else "decimal1", int(match["number"])
    if match["paren"]:
        return match["paren"], "paren", _order_value(match["paren"])
    return match["letter"], "letter", _order_value(match["letter"])


def _order_value(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if len(text) == 1 and text in VIETNAMESE_ORDER:
        return VIETNAMESE_ORDER.index(text) + 1
    return parse_roman(text) or _ORDINALS.get(text.lower()) or _UPPER_ORDER.find(text) + 1 or None


def bullet_end(view: str, start: int, end: int) -> int | None:
    """Where the text behind a bullet mark begins, or None where no mark opens the paragraph."""
    if view[start : start + 1].isalnum() and view[start] != "o":
        return None
    match = _BULLET.match(view, start, end)
    if not match or match.end() == end or not _SAYS.search(view, match.end(), end):
        return None
    mark = view[start]
    if (
        mark in "-*"
        and match.end() == start + 1
        and not view[start + 1].isalpha()
        and view[start + 1] not in "\"'(%0123456789"
    ):
        return None
    return match.end()
