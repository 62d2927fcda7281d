"""Rules for months, quarters and years, and for ranges of them."""

from __future__ import annotations

from vbparse.edtf import is_valid_day, quarter_months
from vbparse.fields.dates import Time
from vbparse.fields.times.pieces import (
    ARABIC,
    COUNT,
    D1,
    IN_YEAR1,
    IN_YEAR2,
    M1,
    M2,
    MONTH,
    MONTHS_OF_YEAR,
    QUARTER,
    ROMAN,
    SEP,
    Y1,
    Y2,
    read_count,
    read_date,
    read_int,
    read_quarter,
    read_range,
    times,
)
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match
from vbparse.patterns import Cue

_WHEN = build_cue(r"(?:(?:[Tt]rong|[Vv]ào)\s|[\n\t(] ?|^)$", examples=["trong ", "("], rejects=["báo cáo "])
_WHEN_REACH = 9
"""Letters before a list of quarters in which "trong" or "vào" stands."""
_MONTHS = Cue(r"\d{1,2}", examples=["tháng 4, 5"], rejects=["tháng"])
_ONWARDS = (
    r"(?! ?(?:đến|tới|-) ?(?:hết )?[\dnt])"
    r"(?P<on>,?(?: (?:trở đi|trở về sau|và (?:các|những) năm (?:tiếp theo|sau)|và tiếp theo)))?"
)
"""Words behind a beginning that say that it has no end."""
rule = times.rule


@rule(
    rf"(?:[Tt]ừ (?:đầu |giữa |cuối )?tháng {M1}{IN_YEAR1} ?(?:đến|tới|-)(?: (?:hết|đầu|giữa|cuối))?(?: tháng)? ?"
    rf"|[Bb]ắt đầu (?:từ )?tháng {M1}{IN_YEAR1},? (?:và )?kết thúc (?:vào )?(?:cuối )?tháng )"
    rf"{M2}{IN_YEAR2}",
    examples={
        "từ tháng 2/2023 đến tháng 6/2023": "2023-02/2023-06",
        "từ tháng 3 đến tháng 5 năm 2024": "2024-03/2024-05",
        "từ giữa tháng 6 đến cuối tháng 8/2024": "2024-06/2024-08",
        "Từ tháng 11 đến hết tháng 3/2024": "2023-11/2024-03",
        "Bắt đầu tháng 9/2025, kết thúc tháng 3/2026": "2025-09/2026-03",
    },
)
def range_of_months(match: Match) -> Time | None:
    """Từ tháng … đến tháng …."""
    return read_range(match)


@rule(
    rf"[Tt]háng {M1}(?:,(?: tháng)? ?{MONTH})*(?: và|,| ?[+&])(?: tháng)? ?{M2}(?: ?/ ?|-| năm ){Y2}",
    examples={
        "Tháng 5 và tháng 11/2025": "2025-05",
        "các tháng 4, 5 và 6 năm 2026": "2026-04/2026-06",
        "tháng 3, 6, 9/2026": "2026-03",
        "tháng 6 và tháng 7 năm 2024": "2024-06/2024-07",
        "Tháng 11 + 12/2024": "2024-11/2024-12",
    },
)
def months_of_one_year(match: Match) -> Time | None:
    """Months with the year behind the last: neighbours are a range, of others the first is due first."""
    months = [int(month) for month in _MONTHS.findall(match[0].split("năm")[0].split("/")[0])]
    if months == list(range(months[0], months[-1] + 1)):
        return read_range(match)
    return Time("month", (read_int(match, "y2"), read_int(match, "m1"), None))


@rule(
    rf"[Tt]háng {M1}(?:{SEP}| năm ){Y1}(?: và|,)(?: tháng)? {M2}(?:{SEP}| năm ){Y2}",
    examples={
        "trong tháng 12/2025 và tháng 01/2026": "2025-12/2026-01",
        "tháng 9/2025, tháng 3/2026": "2025-09",
    },
)
def months_of_two_years(match: Match) -> Time | None:
    """Tháng 12/2025 và tháng 01/2026: neighbours are a range, of others the first is due first."""
    first, second = read_date(match, "1"), read_date(match, "2")
    passed = ((second[0] or 0) - (first[0] or 0)) * MONTHS_OF_YEAR + (second[1] or 0) - (first[1] or 0)
    return read_range(match) if passed == 1 else Time("month", first)


@rule(
    rf"[Tt]háng {M1}{IN_YEAR1} ?(?:-|đến|tới) ?(?:tháng )?{M2}{IN_YEAR2}|{M1}/{Y1} ?(?:-|đến) ?{M2}/{Y2}"
    rf"|(?<![\d/.-]|số )(?<!số: ){M1} ?- ?{M2}/{Y2}(?![/-])",
    examples={
        "tháng 5 - tháng 7/2025": "2025-05/2025-07",
        "trong tháng 6 - 7/2024": "2024-06/2024-07",
        "11/2023 - 01/2024": "2023-11/2024-01",
        "6-7/2026": "2026-06/2026-07",
    },
    rejects=["tháng 3-TTg", "số 6-7/2026", "6-7/2026/NQ-HĐND"],
)
def months_without_from(match: Match) -> Time | None:
    """Tháng 5 - tháng 7/2025, 11/2023 - 01/2024, as in columns and brackets."""
    return read_range(match)


@rule(
    r"(?:[Tt]uần (?:lễ )?(?:thứ )?(?:\d|nhất|hai|ba|tư|cuối(?: cùng)?|đầu(?: tiên)?)"
    r"|(?:[Tt]hượng|[Tt]rung|[Hh]ạ) tuần|[Nn]hững ngày (?:đầu|giữa|cuối))(?: của)?"
    rf" tháng {M1}(?:(?: ?/ ?|-| năm ){Y1})?",
    examples={
        "trong tuần 2 tháng 8/2024": "2024-08",
        "tuần cuối tháng 9": "month",
        "vào trung tuần tháng 10/2026": "2026-10",
        "Hạ tuần của tháng 5 năm 2026": "2026-05",
        "tuần đầu tiên của tháng 8/2026": "2026-08",
        "những ngày cuối tháng 8/2026": "2026-08",
    },
    rejects=["tuần tháng 8/2024"],
)
def part_of_a_month(match: Match) -> Time | None:
    """Tuần 2 tháng 8/2024, trung tuần tháng 10: given as its month."""
    return Time("month", read_date(match, "1"))


@rule(
    rf"[Tt]háng {M1}(?: ?/ ?|-| năm ){Y1}",
    examples={"thời gian dự kiến tháng 12 năm 2023": "2023-12", "Tháng 10/2024": "2024-10"},
    rejects=["9 tháng đầu năm 2023"],
)
def month_and_year(match: Match) -> Time | None:
    """Tháng 12 năm 2023, tháng 10/2024."""
    return Time("month", read_date(match, "1"))


@rule(rf"{M1}/{Y1}", examples={"xong trước 9/2024": "2024-09"}, rejects=["19/2024", "tiết 9/20"])
def bare_month(match: Match) -> Time | None:
    """9/2024 without the word tháng."""
    return Time("month", read_date(match, "1"))


@rule(rf"[Tt]háng {M1}(?! ?[/-] ?\d| năm|\d)", examples={"trong tháng 9,": "month"}, rejects=["tháng 18"])
def month_of_the_year(match: Match) -> Time | None:
    """Tháng 9: the year is that of the document."""
    return Time("month", read_date(match, "1"))


@rule(
    rf"(?:Quý|quý) ?{QUARTER}(?:(?: ?[/-] ?| năm | ){Y1})?(?! (?:của )?năm (?:trước|ngoái|tới)(?!\w))",
    examples={"trong Quý III/2023": "2023-35", "Quý 2 năm 2024": "2024-34"},
    rejects=["quý vị", "quý IV năm trước"],
)
def quarter_of_year(match: Match) -> Time | None:
    """Quý III/2023; a quarter without a year has that of the document."""
    return Time("quarter", (read_int(match, "y1"), None, None), quarter=read_quarter(match["q"]))


@rule(
    rf"(?:trong )?(?:0?6|[Ss]áu) tháng (?P<half>đầu|cuối) năm(?: (?:học )?{Y1}(?! ?[-/]))?",
    examples={
        "6 tháng đầu năm 2024": "2024-01/2024-06",
        "trong 06 tháng cuối năm 2025": "2025-07/2025-12",
        "6 tháng cuối năm": "range",
    },
    rejects=["6 tháng một lần", "9 tháng đầu năm"],
)
def half_of_year(match: Match) -> Time | None:
    """Sáu tháng đầu năm 2024; a half without a year has that of the document."""
    year = read_int(match, "y1")
    first, final = (1, 2) if match["half"] == "đầu" else (3, 4)
    return Time("range", (year, quarter_months(first)[0], None), (year, quarter_months(final)[1], None))


@rule(
    rf"(?:[Tt]ừ )?(?:Quý|quý) ?(?:{ROMAN}|(?P<arabic>){ARABIC}){IN_YEAR1}"
    r"(?: ?(?P<sep>-|đến|tới|và|[,+&]) ?(?:hết )?"
    rf"(?:(?:Quý|quý) ?{QUARTER}|(?(arabic){ARABIC}(?![.,]\d| (?!năm )\p{{L}})|{ROMAN})){IN_YEAR2})++",
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
    without a year may be of reports: it gives a time only where it says so ("trong quý II, III") or stands alone."""
    quarters = [read_quarter(q) for q in match.captures("q")]
    start, end = quarters[0], quarters[-1]
    end_year = read_int(match, "y2")
    start_year = read_int(match, "y1") or end_year
    if not set(match.captures("sep")) & {"-", "đến", "tới"}:
        if not start_year and not _WHEN.search(match.string, max(0, match.start() - _WHEN_REACH), match.start()):
            return None
        if quarters != list(range(start, end + 1)):
            return Time("quarter", (start_year, None, None), quarter=start)
    if end <= start and start_year == end_year:
        return None
    return Time("range", (start_year, quarter_months(start)[0], None), (end_year, quarter_months(end)[1], None))


@rule(
    rf"(?:[Tt]ừ )?(?:[Tt]háng {M1}{IN_YEAR1} ?(?:đến|tới|-) ?(?:hết )?(?:Quý|quý) ?{QUARTER}{IN_YEAR2}"
    rf"|(?:Quý|quý) ?{QUARTER}{IN_YEAR1} ?(?:đến|tới|-) ?(?:hết )?(?:[Tt]háng )?{M2}{IN_YEAR2})",
    examples={
        "Từ tháng 12/2025 đến quý I/2026": "2025-12/2026-03",
        "quý III/2026 đến hết tháng 11/2026": "2026-07/2026-11",
        "từ tháng 2 đến hết quý II/2026": "2026-02/2026-06",
    },
    rejects=["tháng 12/2025, quý I/2026"],
)
def month_and_quarter(match: Match) -> Time | None:
    """Từ tháng 12/2025 đến quý I/2026: up to the last month of the quarter, or from its first."""
    first, last = quarter_months(read_quarter(match["q"]))
    end_year = read_int(match, "y2")
    start = (read_int(match, "y1") or end_year, read_int(match, "m1") or first, None)
    return Time("range", start, (end_year or start[0], read_int(match, "m2") or last, None))


@rule(rf"[Nn]ăm {Y1}(?! ?[-+] ?(?:19|20)\d\d)", examples={"Trong năm 2026": "2026"}, rejects=["năm 2021-2025"])
def single_year(match: Match) -> Time | None:
    """Năm 2026."""
    return Time("year", (read_int(match, "y1"), None, None))


@rule(
    rf"[Tt]ừ (?:năm )?{Y1} ?(?:đến|tới|-)(?: hết)? ?(?:năm )?{Y2}"
    rf"|{COUNT} năm ?[,:]? ?(?:\( ?)?(?:giai đoạn |từ )?"
    rf"(?:năm )?{Y1} ?(?:-|đến|tới)(?: hết)? ?(?:năm )?{Y2}(?: ?\))?",
    examples={
        "Từ năm 2026 đến hết năm 2030": "2026/2030",
        "từ 2026 - 2030": "2026/2030",
        "05 năm (2026 - 2030)": "2026/2030",
        "năm năm, từ năm 2026 đến năm 2030": "2026/2030",
    },
    rejects=["từ năm 2026", "giai đoạn 2021-2025", "kỷ niệm 80 năm (1946 - 2026)", "từ 2030 đến 2026"],
)
def range_of_years(match: Match) -> Time | None:
    """Từ năm 2026 đến năm 2030, 05 năm (2026 - 2030); the count has to be that of the years."""
    first, last = read_int(match, "y1") or 0, read_int(match, "y2") or 0
    counted = read_count(match) if match["n"] else None
    if first >= last or (counted and counted not in (last - first, last - first + 1)) or (counted or 0) > _MOST_YEARS:
        return None
    return Time("years", (first, None, None), (last, None, None))


_MOST_YEARS = 15
"""Years that a plan runs, at most; more are those of a jubilee."""


@rule(
    rf"(?:[Kk]ể )?[Tt]ừ (?>(?:ngày )?{D1}(?:{SEP}{M1}(?:{SEP}{Y1})?| tháng {M1}(?: năm {Y1})?)"
    rf"|(?:đầu |giữa |cuối )?(?:tháng {M1}{IN_YEAR1}|(?:Quý|quý) {QUARTER}(?:(?: ?[/-] ?| năm ){Y1})?|năm {Y1}))"
    rf"(?!\d| ?[/.+-] ?\d){_ONWARDS}",
    examples={
        "từ ngày 01/7/2026 trở đi": "2026-07-01/..",
        "Từ tháng 11/2013 trở đi": "2013-11/..",
        "Kể từ ngày 15 tháng 9 năm 2026": "2026-09-15/..",
        "Từ năm 2026": "2026/..",
        "từ quý III/2026 và những năm tiếp theo": "2026-35/..",
        "từ ngày 01/3 đến 30/4/2023": "2023-03-01/2023-04-30",
        "từ tháng 9 đến tháng 12/2026": "2026-09/2026-12",
        "kể từ ngày 01/4/2026 đến ngày 30/6/2026": "2026-04-01/2026-06-30",
    },
    rejects=["từ 15/20 xã", "từ ngày ký"],
)
def time_that_begins(match: Match) -> Time | None:
    """Từ ngày 01/7/2026 trở đi, từ năm 2026: what has a beginning alone."""
    start = read_date(match, "1")
    quarter = read_quarter(match["q"]) if match["q"] else None
    kind = "onwards" if match["on"] else "since"
    return Time(kind, start, quarter=quarter) if is_valid_day(*start) else Time("bad", start)
