"""Expressions of time: dates, months, quarters, ranges, rhythms, in all the forms that plans use.

Readings are EDTF (ISO 8601-2 level 1; a quarter is month 33 to 36) and RRULE (RFC 5545). What only looks like a
deadline (an anniversary, a term of office, "9 tháng đầu năm") is no hit. A year that is not written is None until the
caller gives one with `with_year`.
"""

from __future__ import annotations

from bisect import bisect_left

from vbparse.edtf import is_valid_day, quarter_months
from vbparse.fields.dates import Day, Time
from vbparse.language.cues import build_cue
from vbparse.language.rules import Hit, Match, RuleSet
from vbparse.text import Span

D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
M = r"(?:1[0-2]|0?[1-9])(?!\d)"
Y = r"(?:19|20)\d\d(?!\d)"
SEP = r"\s*[/.-]\s*"
D1, M1, Y1 = rf"(?P<d1>{D})", rf"(?P<m1>{M})", rf"(?P<y1>{Y})"
D2, M2, Y2 = rf"(?P<d2>{D})", rf"(?P<m2>{M})", rf"(?P<y2>{Y})"
OF_YEAR1, OF_YEAR2 = rf"(?:{SEP}{Y1})?", rf"(?:{SEP}{Y2})?"  # /2023, where it is written
IN_YEAR1, IN_YEAR2 = rf"(?:(?: năm |{SEP}){Y1})?", rf"(?:(?: năm |{SEP}){Y2})?"
CLOCK = r"(?:\d{1,2} ?(?:giờ|[hg]|:) ?(?:\d{2})?(?: ?phút)? ?,? )?"
TO = rf" ?(?:đến|tới|-)(?: hết)? ?{CLOCK}(?:ngày )?"
ROMAN, ARABIC = r"(?P<q>(?:IV|I{1,3})(?!\w))", r"(?P<q>[1-4](?!\w))"
Q = r"(?P<q>(?:IV|I{1,3}|[1-4])(?!\w))"
EACH = r"(?:hàng|hằng|mỗi)"
EACH_LARGE = r"(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)"
OF_EACH_MONTH = rf"{EACH_LARGE} tháng ?[,(]? ?(?:trước|vào|chậm nhất) ngày"
_AND_YEARLY = build_cue(
    r"(?:[Hh][àằ]ng (?:tháng|quý)|[Đđ]ịnh kỳ)[^.;]*(?:,| và) $",
    examples=["định kỳ hằng quý và ", "Hằng tháng, "],
    rejects=["trong năm và "],
)
_WHEN = build_cue(r"(?:(?:[Tt]rong|[Vv]ào)\s|[\n\t(] ?|^)$", examples=["trong ", "("], rejects=["báo cáo "])


class Timeline:
    """All expressions of time in a text, found once, to be asked for by stretch."""

    def __init__(self, view: str) -> None:
        self.hits = list(times.scan(view))
        self._starts = [h.span.start for h in self.hits]

    def find_within(self, span: Span) -> list[Hit[Time]]:
        """Those that lie in a stretch, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [h for h in self.hits[first:last] if h.span.end <= span.end]


def _read_int(match: Match, name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _read_date(match: Match, n: str) -> Day:
    return _read_int(match, "y" + n), _read_int(match, "m" + n), _read_int(match, "d" + n)


def _read_range(match: Match) -> Time | None:
    """A range: the year of the second date is that of the first where the first has none, its month too."""
    first, last = _read_date(match, "1"), _read_date(match, "2")
    last = (last[0] or first[0], *last[1:])
    month = first[1] or last[1]
    year = first[0] or last[0]
    if year and not first[0] and month and last[1] and month > last[1]:
        year -= 1  # từ tháng 11 đến tháng 3/2024
    first = (year, month, first[2])
    if not (is_valid_day(*first) and is_valid_day(*last)):
        return Time("bad", first, last)
    return Time("range", first, last)


times: RuleSet[Time] = RuleSet(
    trigger=r"(?<![\p{L}\d])(?:[Nn]gày|[Tt]uần|[Tt]háng|Quý|quý|[Nn]ăm|[Tt]ừ|[Hh][àằ]ng|[Mm]ỗi|[Đđ]ịnh kỳ"
    r"|[Tt]hường xuyên|[Ll]iên tục|\d{1,2}(?=[/.-]\d)|\d{1,2}(?= (?:hàng|hằng) )"
    r"|\d{1,2}(?:-| tháng| tuần| năm| lần)|\()"
)
rule = times.rule


@rule(
    rf"[Tt]ừ(?: ?\()? ?{CLOCK}(?:ngày )?{D1}(?:{SEP}{M1}{OF_YEAR1})?{TO}{D2}{SEP}{M2}{OF_YEAR2}",
    examples={
        "từ ngày 01/3 đến 30/4/2023": "2023-03-01/2023-04-30",
        "Từ 02/9/2023 đến 31/12/2023": "2023-09-02/2023-12-31",
        "đợt 1 từ (01/5 đến 02/9/2023)": "2023-05-01/2023-09-02",
        "từ ngày 05 đến 20/6/2024": "2024-06-05/2024-06-20",
        "từ 00h00 ngày 20/01/2023 đến 24h00 ngày 27/01/2023": "2023-01-20/2023-01-27",
    },
    rejects=["từ 20 giờ 15 phút đến 20 giờ 45 phút", "từ 01 đến 05 người"],
)
def range_of_days(match: Match) -> Time | None:
    """Từ ngày … đến ngày …, dates with strokes; what the first lacks is taken from the second."""
    return _read_range(match)


@rule(
    rf"[Tt]ừ (?:ngày )?{D1}{SEP}{M1}{OF_YEAR1} ?,?(?: và)? kết thúc(?: vào| trước)?(?: ngày)? {D2}{SEP}{M2}{OF_YEAR2}",
    examples={"bắt đầu từ ngày 01/6/2024, kết thúc ngày 30/9/2024": "2024-06-01/2024-09-30"},
)
def range_from_beginning_to_end(match: Match) -> Time | None:
    """Từ ngày 01/6/2024, kết thúc ngày 30/9/2024."""
    return _read_range(match)


@rule(
    rf"[Tt]ừ {CLOCK}(?:ngày )?{D1}(?: tháng {M1}(?: năm {Y1})?)?{TO}{D2} tháng {M2}{IN_YEAR2}",
    examples={
        "từ ngày 20 đến ngày 31 tháng 12 năm 2023": "2023-12-20/2023-12-31",
        "từ ngày 01 tháng 3 đến hết ngày 30 tháng 4 năm 2023": "2023-03-01/2023-04-30",
    },
)
def range_of_days_in_words(match: Match) -> Time | None:
    """Từ ngày 20 đến ngày 31 tháng 12 năm 2023."""
    return _read_range(match)


@rule(
    rf"[Tt]ừ tháng {M1}{IN_YEAR1} ?(?:đến|tới|-)(?: hết)?(?: tháng)? ?{M2}{IN_YEAR2}",
    examples={
        "từ tháng 2/2023 đến tháng 6/2023": "2023-02/2023-06",
        "từ tháng 3 đến tháng 5 năm 2024": "2024-03/2024-05",
        "Từ tháng 11 đến hết tháng 3/2024": "2023-11/2024-03",
    },
)
def range_of_months(match: Match) -> Time | None:
    """Từ tháng … đến tháng …."""
    return _read_range(match)


@rule(
    rf"(?:[Nn]gày )?{D1}{SEP}{M1}{OF_YEAR1} ?(?:đến|tới|-)(?: hết)?(?: ngày)? ?{D2}{SEP}{M2}{SEP}{Y2}",
    examples={"Dự kiến 04/08-20/08/2023": "2023-08-04/2023-08-20"},
)
def range_without_from(match: Match) -> Time | None:
    """04/08-20/08/2023, as in the time column of tables."""
    return _read_range(match)


@rule(
    rf"[Nn]gày {D1}(?: ?,? ?{D})*(?: ?[,-] ?| (?:và|đến) ){D2}{SEP}{M2}{OF_YEAR2}",
    examples={"Ngày 26, 27/12/2011": "2011-12-26/2011-12-27", "ngày 14 và 15/6/2024": "2024-06-14/2024-06-15"},
)
def days_of_one_month(match: Match) -> Time | None:
    """Ngày 26, 27/12/2011; ngày 14 và 15/6/2024."""
    return _read_range(match)


@rule(
    rf"[Nn]gày {D1}{SEP}{M1}{OF_YEAR1} (?:và|đến)(?: cả)?(?: ngày)? {D2}{SEP}{M2}{OF_YEAR2}",
    examples={"Chiều ngày 28/12 và cả ngày 29/12/2011": "2011-12-28/2011-12-29"},
)
def days_of_two_dates(match: Match) -> Time | None:
    """Ngày 28/12 và ngày 29/12/2011; two days months apart are no period."""
    months = (_read_int(match, "m2") or 0) - (_read_int(match, "m1") or 0)
    return _read_range(match) if months in (0, 1, -11) else None


@rule(
    rf"[Nn]gày {D1}/{M1}(?: và|[,;])(?: trước)?(?: ngày)? (?P<d2>{D})/(?P<m2>{M}) {EACH} năm",
    examples={
        "trước ngày 15/6 và ngày 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước ngày 15/6; 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước ngày 15/6 và 20/12 hằng năm": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
    },
)
def two_days_of_each_year(match: Match) -> Time | None:
    """Trước ngày 15/6 và ngày 15/12 hằng năm; of unequal days the last, as one rule with both would mean four."""
    day = _read_int(match, "d2")
    months = (
        f"{_read_int(match, 'm1')},{_read_int(match, 'm2')}"
        if day == _read_int(match, "d1")
        else _read_int(match, "m2")
    )
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")


@rule(
    rf"\( ?{D}{SEP}{M}{SEP}(?:1[89]|20)\d\d ?- ?{D}{SEP}{M}{SEP}{Y} ?\)",
    examples={},
    rejects=["(11/6/1948 - 11/6/2023)", "(19/5/1890-19/5/2025)"],
)
def anniversary(_match: Match) -> Time | None:
    """(11/6/1948 - 11/6/2023) is a jubilee, no period of work; taken whole, so that `scan` passes it over."""
    return Time("none")


@rule(
    rf"[Nn]gày {D1}(?:{SEP}| tháng ){M1}(?:(?:{SEP}| năm ){Y1})?",
    examples={"trước ngày 20/9/2023": "2023-09-20", "ngày 10 tháng 3 năm 2023": "2023-03-10"},
    rejects=["01 ngày"],
)
def day_of_month(match: Match) -> Time | None:
    """Ngày 20/9/2023, ngày 20 tháng 9 năm 2023; without a year its year is open."""
    first = _read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else Time("bad", first)


@rule(
    rf"{D1}/{M1}/{Y1}|{D1}[.-]{M1}[.-]{Y1}|{D1} tháng {M1}(?: năm {Y1})?",
    examples={"xong trước 15/7/2024": "2024-07-15", "trước 20 tháng 9 năm 2023": "2023-09-20"},
)
def bare_day(match: Match) -> Time | None:
    """15/7/2024 without the word ngày."""
    first = _read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else Time("bad", first)


@rule(
    rf"{D1}/{M1}(?![/.]?\d)(?! ?%)",
    examples={"trước 15/7.": "date"},
    rejects=["15/70"],
)
def bare_day_of_the_year(match: Match) -> Time | None:
    """15/7: the year is that of the document."""
    first = _read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else None


@rule(
    rf"(?:[Tt]rước |[Vv]ào )?(?:[Nn]gày )?{D1} (?:của )?(?:{EACH}|các) tháng"
    rf"|[Nn]gày {D1}(?: của)? tháng (?:liền kề|kế tiếp|tiếp theo|sau|trước)(?!\w)"
    rf"|{OF_EACH_MONTH} {D1}(?! ?[/-] ?\d| tháng| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d)",
    examples={
        "trước ngày 15 hàng tháng": "FREQ=MONTHLY;BYMONTHDAY=15",
        "vào ngày 05 hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=5",
        "Trước ngày 05 của tháng liền kề": "FREQ=MONTHLY;BYMONTHDAY=5",
        "Hằng tháng, trước ngày 10": "FREQ=MONTHLY;BYMONTHDAY=10",
        "hàng tháng (trước ngày 25)": "FREQ=MONTHLY;BYMONTHDAY=25",
    },
)
def day_of_each_month(match: Match) -> Time | None:
    """Trước ngày 15 hằng tháng."""
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;BYMONTHDAY={_read_int(match, 'd1')}")


@rule(
    rf"(?:[Nn]gày )?{D1}(?:,| và)(?: ngày)? {D2} (?:của )?(?:{EACH}|các) tháng"
    rf"|{OF_EACH_MONTH} {D1}(?:(?:,| và) ngày {D2}| và {D2}(?= ?(?:[.;:)]|$)))"
    r"(?! ?[/-] ?\d| tháng| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d)",
    examples={
        "ngày 15 và 30 hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=15,30",
        "hằng tháng, vào ngày 15 và ngày 30": "FREQ=MONTHLY;BYMONTHDAY=15,30",
        "Hằng tháng (trước ngày 10 và 25)": "FREQ=MONTHLY;BYMONTHDAY=10,25",
    },
)
def two_days_of_each_month(match: Match) -> Time | None:
    """Ngày 15 và 30 hằng tháng."""
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;BYMONTHDAY={_read_int(match, 'd1')},{_read_int(match, 'd2')}")


@rule(
    rf"[Nn]gày {D1}(?: của)? tháng (?:cuối|đầu)(?: của)?(?: {EACH})? quý"
    rf"|(?:[Nn]gày )?{D1} tháng cuối(?: của)?(?: {EACH})? quý",
    examples={"trước ngày 20 tháng cuối quý": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"},
)
def day_of_each_quarter(match: Match) -> Time | None:
    """Trước ngày 20 tháng cuối quý."""
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={_read_int(match, 'd1')}")


@rule(
    rf"(?:[Nn]gày )?{D1}(?:/| tháng ){M1} (?:{EACH} năm|(?:của )?năm (?:liền kề|kế tiếp|tiếp theo|sau))"
    rf"|(?:{EACH_LARGE} )?[Nn]ăm ?\( ?(?:trước|chậm nhất)(?: ngày)? {D1}/{M1} ?\)",
    examples={
        "Trước ngày 31/01 năm liền kề": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        "trước ngày 10/12 hằng năm": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
        "hằng năm (trước ngày 05/12)": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5",
    },
)
def day_of_each_year(match: Match) -> Time | None:
    """Trước ngày 10/12 hằng năm; "định kỳ hằng quý … và năm (trước ngày 05/12)", but not a bare "năm (trước …)"."""
    start = match.start()
    if match[0][:3].lower() == "năm" and not _AND_YEARLY.search(match.string, max(0, start - 90), start):
        return None
    return Time(
        "rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={_read_int(match, 'm1')};BYMONTHDAY={_read_int(match, 'd1')}"
    )


@rule(
    rf"[Tt]háng {M1} (?:hàng|hằng|mỗi) năm|[Hh][àằ]ng năm,? (?:vào )?tháng {M1}",
    examples={"Tháng 11 hàng năm": "FREQ=YEARLY;BYMONTH=11", "Hằng năm, tháng 5 ": "FREQ=YEARLY;BYMONTH=5"},
)
def month_of_each_year(match: Match) -> Time | None:
    """Tháng 11 hằng năm."""
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={_read_int(match, 'm1')}")


@rule(
    rf"[Tt]háng {M1}(?: và|,| ?[+&])(?: tháng)? ?{M2}(?: ?/ ?|-| năm ){Y2}",
    examples={
        "Tháng 5 và tháng 11/2025": "2025-05",
        "tháng 6 và tháng 7 năm 2024": "2024-06/2024-07",
        "Tháng 11 + 12/2024": "2024-11/2024-12",
    },
)
def months_of_one_year(match: Match) -> Time | None:
    """Two months with the year behind the last: neighbours are a range, of others the first is due first."""
    if _read_int(match, "m2") == (_read_int(match, "m1") or 0) + 1:
        return _read_range(match)
    return Time("month", (_read_int(match, "y2"), _read_int(match, "m1"), None))


@rule(
    rf"[Tt]háng {M1}{IN_YEAR1} ?(?:-|đến|tới) ?(?:tháng )?{M2}{IN_YEAR2}|{M1}/{Y1} ?(?:-|đến) ?{M2}/{Y2}",
    examples={
        "tháng 5 - tháng 7/2025": "2025-05/2025-07",
        "trong tháng 6 - 7/2024": "2024-06/2024-07",
        "11/2023 - 01/2024": "2023-11/2024-01",
    },
    rejects=["tháng 3-TTg"],
)
def months_without_from(match: Match) -> Time | None:
    """Tháng 5 - tháng 7/2025, 11/2023 - 01/2024, as in columns and brackets."""
    return _read_range(match)


@rule(
    rf"[Tt]uần (?:thứ )?(?:\d|nhất|hai|ba|tư|cuối|đầu)(?: của)? tháng {M1}(?:(?: ?/ ?|-| năm ){Y1})?",
    examples={"trong tuần 2 tháng 8/2024": "2024-08", "tuần cuối tháng 9": "month"},
)
def week_of_a_month(match: Match) -> Time | None:
    """Tuần 2 tháng 8/2024: told as its month."""
    return Time("month", _read_date(match, "1"))


@rule(
    rf"[Tt]háng {M1}(?: ?/ ?|-| năm ){Y1}",
    examples={"thời gian dự kiến tháng 12 năm 2023": "2023-12", "Tháng 10/2024": "2024-10"},
    rejects=["9 tháng đầu năm 2023"],
)
def month_and_year(match: Match) -> Time | None:
    """Tháng 12 năm 2023, tháng 10/2024."""
    return Time("month", _read_date(match, "1"))


@rule(rf"{M1}/{Y1}", examples={"xong trước 9/2024": "2024-09"}, rejects=["19/2024", "tiết 9/20"])
def bare_month(match: Match) -> Time | None:
    """9/2024 without the word tháng."""
    return Time("month", _read_date(match, "1"))


@rule(rf"[Tt]háng {M1}(?! ?[/-] ?\d| năm|\d)", examples={"trong tháng 9,": "month"}, rejects=["tháng 18"])
def month_of_the_year(match: Match) -> Time | None:
    """Tháng 9: the year is that of the document."""
    return Time("month", _read_date(match, "1"))


@rule(
    rf"[Tt]háng (?P<d1>\d{{1,2}}) tháng (?P<m1>\d{{1,2}}) năm {Y1}",
    examples={"vào tháng 18 tháng 9 năm 2023": "bad"},
)
def broken_day(match: Match) -> Time | None:
    """Tháng 18 tháng 9 năm 2023: the first word is wrong. Told, never mended."""
    return Time("bad")


@rule(
    rf"[Nn]gày (?P<d1>\d{{1,2}})(?:/| tháng )(?P<m1>\d{{1,2}})(?:(?:/| năm ){Y1})?",
    examples={"ngày 18 tháng 13 năm 2024": "bad", "ngày 45/3/2024": "bad"},
)
def impossible_day(match: Match) -> Time | None:
    """A day or month that no calendar has."""
    d, m = _read_int(match, "d1") or 0, _read_int(match, "m1") or 0
    return Time("bad") if not (1 <= d <= 31 and 1 <= m <= 12) else None


@rule(
    rf"(?:Quý|quý) ?{Q}(?:(?: ?[/-] ?| năm | ){Y1})?",
    examples={"trong Quý III/2023": "2023-35", "Quý 2 năm 2024": "2024-34"},
    rejects=["quý vị"],
)
def quarter_of_year(match: Match) -> Time | None:
    """Quý III/2023; a quarter without a year has that of the document."""
    return Time("quarter", (_read_int(match, "y1"), None, None), quarter=_quarter_number(match["q"]))


def _quarter_number(number: str) -> int:
    return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(number) or int(number)


@rule(
    rf"(?:[Tt]ừ )?(?:Quý|quý) ?(?:{ROMAN}|(?P<arabic>){ARABIC}){IN_YEAR1}"
    rf"(?: ?(?P<sep>-|đến|tới|và|[,+&]) ?(?:hết )?(?:(?:Quý|quý) ?{Q}|(?(arabic){ARABIC}(?![.,]\d| (?!năm )\p{{L}})"
    rf"|{ROMAN})){IN_YEAR2})++",
    examples={
        "từ quý II đến quý IV/2024": "2024-04/2024-12",
        "Quý I, II/2022": "2022-01/2022-06",
        "quý III - quý IV năm 2023": "2023-07/2023-12",
        "quý IV/2023 đến hết quý I/2024": "2023-10/2024-03",
        "Quý I và quý III/2022": "2022-33",
        "hoàn thành trong quý I, II, III/2024": "2024-01/2024-09",
        "quý 3, 4/2024": "2024-07/2024-12",
        "Quý III/2024, 4 xã": "2024-35",
        "quý 3/2024, 4 xã": "2024-35",
        "trong quý II, 3 tháng một lần": "quarter",
        "báo cáo quý I, quý II và năm": "quarter",
    },
    rejects=["quý II đến quý I/2024"],
)
def range_of_quarters(match: Match) -> Time | None:
    """Từ quý II đến quý IV/2024; of quarters that are only listed and no neighbours the first is due first. A list
    without a year may be of reports: it tells a time only where it says so ("trong quý II, III") or stands alone."""
    quarters = [_quarter_number(q) for q in match.captures("q")]
    first, last = quarters[0], quarters[-1]
    end_year = _read_int(match, "y2")
    start_year = _read_int(match, "y1") or end_year
    if not set(match.captures("sep")) & {"-", "đến", "tới"}:
        if not start_year and not _WHEN.search(match.string, max(0, match.start() - 9), match.start()):
            return None
        if quarters != list(range(first, last + 1)):
            return Time("quarter", (start_year, None, None), quarter=first)
    if last <= first and start_year == end_year:
        return None
    return Time("range", (start_year, quarter_months(first)[0], None), (end_year, quarter_months(last)[1], None))


@rule(rf"[Nn]ăm {Y1}(?! ?[-+] ?(?:19|20)\d\d)", examples={"Trong năm 2026": "2026"}, rejects=["năm 2021-2025"])
def single_year(match: Match) -> Time | None:
    """Năm 2026."""
    return Time("year", (_read_int(match, "y1"), None, None))


@rule(
    r"(?:[Đđ]ịnh kỳ )?(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)(?: hành)? (?P<unit>ngày|tuần|tháng|quý|năm)(?! lần)"
    r"|[Đđ]ịnh kỳ (?P<unit>tuần|tháng|quý|năm)(?!\w)",
    examples={"Định kỳ hàng quý": "FREQ=MONTHLY;INTERVAL=3", "hằng tháng": "FREQ=MONTHLY", "Hằng năm": "FREQ=YEARLY"},
)
def each_period(match: Match) -> Time | None:
    """Hằng tháng, định kỳ hằng quý."""
    return Time("rhythm", recurrence=_EACH[match["unit"]])


_EACH = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}


@rule(
    rf"(?:[Đđ]ịnh kỳ )?0?6 tháng(?:,| và)?(?: {EACH}| một)? năm ?\( ?(?:báo cáo )?(?:trước|vào)?(?: ngày)? ?{D1}/{M1}"
    rf"(?: và|[,;])(?: trước)?(?: ngày)? ?{D2}/{M2}(?: {EACH} năm)? ?\)",
    examples={
        "Định kỳ 6 tháng, năm (trước ngày 10/6 và ngày 10/12)": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10",
        "định kỳ 6 tháng và hằng năm (trước 05/6, 15/12)": "FREQ=MONTHLY;INTERVAL=6",
    },
)
def half_year_and_year(match: Match) -> Time | None:
    """Định kỳ 6 tháng, năm (trước ngày 10/6 và ngày 10/12); no one rule tells of unequal days."""
    equal = _read_int(match, "d1") == _read_int(match, "d2")
    return two_days_of_each_year(match) if equal else Time("rhythm", recurrence="FREQ=MONTHLY;INTERVAL=6")


@rule(
    r"[Đđ]ịnh kỳ 0?(?P<n>\d{1,2}) (?P<unit>tuần|tháng|năm)"
    r"|0?(?P<n>\d{1,2}) (?P<unit>tuần|tháng|năm) ?(?:/|một |1 |01 )lần",
    examples={"Định kỳ 6 tháng": "FREQ=MONTHLY;INTERVAL=6", "3 tháng một lần": "FREQ=MONTHLY;INTERVAL=3"},
)
def every_so_many(match: Match) -> Time | None:
    """Định kỳ 6 tháng, 3 tháng một lần."""
    freq = {"tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}[match["unit"]]
    n = _read_int(match, "n") or 1
    return Time("rhythm", recurrence=f"FREQ={freq}" + (f";INTERVAL={n}" if n > 1 else ""))


@rule(r"[Tt]hường xuyên|[Ll]iên tục", examples={"Thường xuyên trong năm": "ongoing"})
def ongoing_duty(_match: Match) -> Time | None:
    """Thường xuyên: a duty without an end."""
    return Time("ongoing")
