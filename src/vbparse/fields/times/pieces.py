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
IN_YEAR1, IN_YEAR2 = rf"(?:(?: năm |{SEP}){Y1})?", rf"(?:(?: năm |{SEP}){Y2})?"
EACH = r"(?:hàng|hằng|mỗi)"
MONTHS_OF_YEAR = 12
"""The Gregorian calendar."""

times: RuleSet[Time] = RuleSet(
    trigger=r"(?<![\p{L}\d])(?:[Nn]gày|[Tt]uần|[Tt]háng|Quý|quý|[Nn]ăm|[Tt]ừ|[Hh][àằ]ng|[Mm]ỗi|[Đđ]ịnh kỳ"
    r"|[Tt]hường xuyên|[Ll]iên tục|\d{1,2}(?=[/.-]\d)|\d{1,2}(?= (?:hàng|hằng) )"
    r"|\d{1,2}(?:-| tháng| tuần| năm| lần)|\()"
)


def read_int(match: Match, name: str) -> int | None:
    """The number that a group holds; None where it matched nothing."""
    value = match.groupdict().get(name)
    return int(value) if value else None


def read_date(match: Match, n: str) -> Day:
    """The date of the groups `y`, `m` and `d` of that number."""
    return read_int(match, "y" + n), read_int(match, "m" + n), read_int(match, "d" + n)


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
