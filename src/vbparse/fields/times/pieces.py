"""What the rules of time are built of: pieces of patterns, and the readings that several of them share."""

from __future__ import annotations

from vbparse.edtf import is_valid_day
from vbparse.fields.dates import Day, Time
from vbparse.language.rules import Match, RuleSet

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
SEP = r"\s*[/.-]\s*"
D1, M1, Y1 = rf"(?P<d1>{DAY})", rf"(?P<m1>{MONTH})", rf"(?P<y1>{YEAR})"
D2, M2, Y2 = rf"(?P<d2>{DAY})", rf"(?P<m2>{MONTH})", rf"(?P<y2>{YEAR})"
OF_YEAR1, OF_YEAR2 = rf"(?:{SEP}{Y1})?", rf"(?:{SEP}{Y2})?"  # /2023, where it is written
Z1, Z2 = r"(?P<z1>\d\d)(?!\d)", r"(?P<z2>\d\d)(?!\d)"
"""A year of two digits."""
IN_YEAR1, IN_YEAR2 = rf"(?:(?: năm |{SEP}){Y1})?", rf"(?:(?: năm |{SEP}){Y2})?"
EACH = r"(?:hàng|hằng|mỗi)"
EACH_LARGE = r"(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)"
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười hai": 12,
}  # fmt: skip
"""Numbers in words, as far as months of a year go."""
_WORDS = "|".join(rf"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(NUMBERS, key=len, reverse=True))
COUNT = rf"(?P<n>\d{{1,2}}(?!\d)|(?:{_WORDS})(?!\w))"
ROMAN, ARABIC = r"(?P<q>(?:IV|I{1,3})(?!\w))", r"(?P<q>[1-4](?!\w))"
QUARTER = r"(?P<q>(?:IV|I{1,3}|[1-4])(?!\w))"
MONTHS_OF_YEAR = 12
"""The Gregorian calendar."""

_OPENINGS = (
    "ngày tuần tháng quý năm từ hàng hằng mỗi định thường liên ( nửa cứ cách kể thứ chủ thượng trung hạ những mùng bắt "
    "0 1 2 3 4 5 6 7 8 9"
)
times: RuleSet[Time] = RuleSet(
    words=(*_OPENINGS.split(), *(word.split()[0] for word in NUMBERS)),
    trigger=r"(?<![\p{L}\d])(?:[Nn]gày|[Tt]uần|[Tt]háng|Quý|quý|[Nn]ăm|[Tt]ừ|[Hh][àằ]ng|[Mm]ỗi|[Đđ]ịnh kỳ"
    r"|[Tt]hường xuyên|[Ll]iên tục|\d{1,2}(?=[/.-]\d| ?(?:-|đến|tới) ?\d{1,2}/\d)|\d{1,2}(?= (?:hàng|hằng) )"
    r"|\d{1,2}(?:-| tháng| tuần| năm| lần|(?= quý| ngày ?(?:/|một|1|01)))|\("
    rf"|(?:{_WORDS}|[Nn]ửa)(?= (?:ngày|tuần|tháng|quý|năm|lần)(?!\w))|[Cc]ứ(?= )|[Cc]ách(?= \d)|[Kk]ể từ"
    r"|[Tt]hứ(?= \w)|[Cc]hủ [Nn]hật|(?:[Tt]hượng|[Tt]rung|[Hh]ạ)(?= tuần)|[Nn]hững ngày|[Mm]ùng"
    r"|[Bb]ắt đầu(?= (?:từ |ngày |tháng |\d)))",
)


def read_int(match: Match, name: str) -> int | None:
    """The number that a group holds; None where it matched nothing."""
    value = match.groupdict().get(name)
    return int(value) if value else None


def read_count(match: Match) -> int:
    """The number of `COUNT`, in digits or words; 1 where none is written."""
    words = " ".join((match["n"] or "1").lower().split())
    return int(words) if words.isdecimal() else NUMBERS[words]


def read_quarter(number: str) -> int:
    """A quarter in Roman or Arabic numbers."""
    return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(number) or int(number)


def read_date(match: Match, n: str) -> Day:
    """The date of the groups `y` (or `z`), `m` and `d` of that number."""
    return _read_year(match, n), read_int(match, "m" + n), read_int(match, "d" + n)


def _read_year(match: Match, n: str) -> int | None:
    short = read_int(match, "z" + n)
    return read_int(match, "y" + n) if short is None else _CENTURY + short


_CENTURY = 2000
"""That of years of two digits, which only documents of this one have."""


def read_range(match: Match) -> Time | None:
    """A range: the year of the second date is that of the first where the first has none, its month too."""
    start, end = read_date(match, "1"), read_date(match, "2")
    end = (end[0] or start[0], *end[1:])
    month = start[1] or end[1]
    year = start[0] or end[0]
    if year and not start[0] and month and end[1] and month > end[1]:
        year -= 1  # từ tháng 11 đến tháng 3/2024
    start = (year, month, start[2])
    if not (is_valid_day(*start) and is_valid_day(*end)):
        return Time("bad", start, end)
    return Time("range", start, end)


def make_rhythm(unit: str, n: int = 1, days: str = "") -> Time:
    """Every so many days, weeks, months, quarters or years."""
    freq, months = _UNITS[unit]
    n *= months
    return Time("rhythm", recurrence=f"FREQ={freq}" + (f";INTERVAL={n}" if n > 1 else "") + days)


_UNITS = {
    "ngày": ("DAILY", 1),
    "tuần": ("WEEKLY", 1),
    "tháng": ("MONTHLY", 1),
    "quý": ("MONTHLY", 3),
    "năm": ("YEARLY", 1),
}
"""Frequency in RRULE, and how many of its steps a unit is."""


def make_yearly(months: str, day: int | None = None) -> Time:
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={months}" + (f";BYMONTHDAY={day}" if day else ""))
