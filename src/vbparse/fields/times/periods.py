"""Rules for months, quarters and years, and for ranges of them."""

from __future__ import annotations

from vbparse.edtf import quarter_months
from vbparse.fields.dates import Time
from vbparse.fields.times.pieces import IN_YEAR1, IN_YEAR2, M1, M2, Y1, Y2, read_date, read_int, read_range, times
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match

ROMAN, ARABIC = r"(?P<q>(?:IV|I{1,3})(?!\w))", r"(?P<q>[1-4](?!\w))"
QUARTER = r"(?P<q>(?:IV|I{1,3}|[1-4])(?!\w))"
_WHEN = build_cue(r"(?:(?:[Tt]rong|[Vv]ào)\s|[\n\t(] ?|^)$", examples=["trong ", "("], rejects=["báo cáo "])
_WHEN_REACH = 9
"""Letters before a list of quarters in which "trong" or "vào" stands."""
rule = times.rule


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
    return read_range(match)


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
    if read_int(match, "m2") == (read_int(match, "m1") or 0) + 1:
        return read_range(match)
    return Time("month", (read_int(match, "y2"), read_int(match, "m1"), None))


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
    return read_range(match)


@rule(
    rf"[Tt]uần (?:thứ )?(?:\d|nhất|hai|ba|tư|cuối|đầu)(?: của)? tháng {M1}(?:(?: ?/ ?|-| năm ){Y1})?",
    examples={"trong tuần 2 tháng 8/2024": "2024-08", "tuần cuối tháng 9": "month"},
)
def week_of_a_month(match: Match) -> Time | None:
    """Tuần 2 tháng 8/2024: given as its month."""
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
    rf"(?:Quý|quý) ?{QUARTER}(?:(?: ?[/-] ?| năm | ){Y1})?",
    examples={"trong Quý III/2023": "2023-35", "Quý 2 năm 2024": "2024-34"},
    rejects=["quý vị"],
)
def quarter_of_year(match: Match) -> Time | None:
    """Quý III/2023; a quarter without a year has that of the document."""
    return Time("quarter", (read_int(match, "y1"), None, None), quarter=_quarter_number(match["q"]))


def _quarter_number(number: str) -> int:
    return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(number) or int(number)


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
    quarters = [_quarter_number(q) for q in match.captures("q")]
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


@rule(rf"[Nn]ăm {Y1}(?! ?[-+] ?(?:19|20)\d\d)", examples={"Trong năm 2026": "2026"}, rejects=["năm 2021-2025"])
def single_year(match: Match) -> Time | None:
    """Năm 2026."""
    return Time("year", (read_int(match, "y1"), None, None))
