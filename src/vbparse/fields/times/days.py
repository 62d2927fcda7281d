"""Rules for days, and for ranges of days."""

from __future__ import annotations

from vbparse.edtf import is_valid_day
from vbparse.fields.dates import Time
from vbparse.fields.limits import POINT
from vbparse.fields.times.pieces import (
    D1,
    D2,
    DAY,
    IN_YEAR1,
    IN_YEAR2,
    M1,
    M2,
    MONTH,
    MONTHS_OF_YEAR,
    OF_YEAR1,
    OF_YEAR2,
    SEP,
    Y1,
    Y2,
    YEAR,
    Z1,
    Z2,
    read_date,
    read_int,
    read_range,
    times,
)
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match
from vbparse.patterns import Cue

CLOCK = rf"(?:{POINT} ?,? ?)*+"
_EVENT = r"(?:ngày (?:(?!làm|thứ|và|ngày)\p{Ll}+ ){0,3}(?!làm|thứ|và|ngày)\p{Ll}+ ?[(,]? ?)?"
"""What happens on the last day, named before it: "đến ngày khai giảng 05/9/2024"."""
TO = rf" ?(?:đến|tới|-)(?: (?:hết|trước))? ?{_EVENT}{CLOCK}(?:ngày )?"
_TO_DAY = rf" ?(?:đến|tới|-)(?: (?:hết|trước))? ?(?=ngày ){_EVENT}{CLOCK}(?:ngày )?"
_MARK = build_cue(
    r"(?:đạt|được|chiếm|xếp|chấm|tăng|giảm|mức|t[ỉỷ] lệ) $", examples=["bài đạt ", "tỉ lệ "], rejects=["tổ chức "]
)
_MARK_REACH = 8
"""Letters before "từ 5/10 đến 7/10" in which a verb says that these are parts of a whole."""
_COUNTED = build_cue(
    r" ?(?:%|điểm|chỉ tiêu|tiêu chí|câu|phiếu|thành viên|xã|thôn|hộ)(?!\w)",
    examples=[" điểm", "%"],
    rejects=[" tổ chức"],
    at="start",
)
_DAYS = Cue(r"\d{1,2}", examples=["ngày 4, 5"], rejects=["ngày"])
_OF_STAGE = build_cue(
    r"(?:^ ?|(?<!\w)(?i:tuần|đợt|giai đoạn|bước|vòng|chặng)"
    rf"(?: [\w.-]{{1,10}}(?: ?[-,&] ?\w{{1,3}})? ?[:,]? ?|(?: [\w.,&-]+){{1,8}} ?(?=\()))(?:\( ?)?{CLOCK}$",
    examples=["tuần 7 - 8: ", "Đợt cao điểm (", "Giai đoạn 2, ", "", "Tuần 3 (thứ Hai ", "Bước 2. Thẩm định ("],
    rejects=["môn Toán (", "tỉ số ", "Hai tuần nghỉ lễ, "],
)
_STAGE_REACH = 60
"""Letters before an interval in which stands the week or stage that has it."""
_NO_ROUND = r"(?<!(?:[Đđ]ợt|[Ll]ần|[Kk]ỳ|[Ll]ớp|[Bb]ước|[Gg]iai đoạn|[Vv]òng|[Kk]hóa|số) )"
"""Before a number that is no day: "đợt 1 tháng 9"."""
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
"""Days."""
rule = times.rule


@rule(
    rf"[Bb]ắt đầu(?: từ)? (?:ngày )?{D1}(?:{SEP}{M1}{OF_YEAR1})?,? (?:và )?kết thúc(?: vào)? (?:ngày )?"
    rf"{D2}{SEP}{M2}{OF_YEAR2}",
    examples={
        "Bắt đầu 25/9/2025, kết thúc 15/10/2025": "2025-09-25/2025-10-15",
        "bắt đầu từ ngày 02/6 và kết thúc ngày 20/6/2024": "2024-06-02/2024-06-20",
    },
    rejects=["Bắt đầu 25/9/2025, kết thúc đợt 1"],
)
def beginning_and_end(match: Match) -> Time | None:
    """Bắt đầu …, kết thúc …."""
    return read_range(match)


@rule(
    rf"[Tt]ừ(?: ?\()? ?{CLOCK}(?:ngày )?{D1}(?:{SEP}{M1}{OF_YEAR1})?{TO}{D2}{SEP}{M2}{OF_YEAR2}",
    examples={
        "từ ngày 01/3 đến 30/4/2023": "2023-03-01/2023-04-30",
        "Từ 02/9/2023 đến 31/12/2023": "2023-09-02/2023-12-31",
        "đợt 1 từ (01/5 đến 02/9/2023)": "2023-05-01/2023-09-02",
        "từ ngày 05 đến 20/6/2024": "2024-06-05/2024-06-20",
        "từ 00h00 ngày 20/01/2023 đến 24h00 ngày 27/01/2023": "2023-01-20/2023-01-27",
        "Từ thứ Hai, ngày 03/6/2024 đến hết chiều thứ Sáu, ngày 07/6/2024": "2024-06-03/2024-06-07",
        "từ ngày 02/8 đến ngày khai giảng, ngày 05/9/2024": "2024-08-02/2024-09-05",
    },
    rejects=[
        "từ ngày 02/8 đến ngày làm việc 05/9",
        "từ 20 giờ 15 phút đến 20 giờ 45 phút",
        "từ 01 đến 05 người",
        "bài đạt từ 5/10 đến 7/10 điểm",
        "từ 5/10 đến 7/10 điểm",
        "từ 15.5 đến 20.6 triệu đồng",
    ],
)
def range_of_days(match: Match) -> Time | None:
    """Từ ngày … đến ngày …, dates with strokes; what the first lacks is taken from the second."""
    view, start, end = match.string, match.start(), match.end()
    is_bare = "ngày" not in match[0] and not (match["y1"] or match["y2"])
    if is_bare and (
        "." in match[0] or _MARK.search(view, max(0, start - _MARK_REACH), start) or _COUNTED.match(view, end)
    ):
        return None
    return read_range(match)


@rule(
    rf"(?:[Tt]ừ )?(?:[Nn]gày )?{D1}(?P<sep>[/.-]){M1}(?:(?P=sep){Z1})?{TO}{D2}(?P=sep){M2}(?P=sep){Z2}"
    rf"|[Nn]gày {D1}(?P<sep>[/.-]){M1}(?P=sep){Z1}(?![\d/.-]\d)",
    examples={
        "từ 01.6.26 đến 31.7.26": "2026-06-01/2026-07-31",
        "trước ngày 20/9/26": "2026-09-20",
        "01/6 - 15/6/26": "2026-06-01/2026-06-15",
    },
    rejects=["mục 1.6.26", "ngày 01/6/2026"],
)
def days_with_short_years(match: Match) -> Time | None:
    """Từ 01.6.26 đến 31.7.26, ngày 20/9/26."""
    if match["d2"]:
        return read_range(match)
    first = read_date(match, "1")
    return Time("date" if is_valid_day(*first) else "bad", first)


@rule(
    rf"(?:[Tt]ừ (?:ngày )?|[Nn]gày ){D1}{SEP}{M1}{OF_YEAR1} ?[,;]?(?: và)? (?:kết thúc|bế mạc|bế giảng)"
    rf"(?: (?:vào|trước|hết))?(?: ngày)? {D2}{SEP}{M2}{OF_YEAR2}",
    examples={
        "bắt đầu từ ngày 01/6/2024, kết thúc ngày 30/9/2024": "2024-06-01/2024-09-30",
        "khai mạc ngày 05/8/2026, bế mạc ngày 12/8/2026": "2026-08-05/2026-08-12",
    },
    rejects=["khai mạc ngày 05/8, tổng kết ngày 12/8/2026"],
)
def range_from_beginning_to_end(match: Match) -> Time | None:
    """Từ ngày 01/6/2024, kết thúc ngày 30/9/2024."""
    return read_range(match)


@rule(
    rf"[Tt]ừ (?:đầu |giữa |cuối )?tháng {M1}{IN_YEAR1}{_TO_DAY}{D2}(?:{SEP}{M2}{OF_YEAR2}| tháng {M2}{IN_YEAR2})",
    examples={
        "Từ tháng 8 đến ngày khai giảng 05/9/2024": "2024-08/2024-09-05",
        "từ đầu tháng 11/2023 đến hết ngày 15 tháng 01 năm 2024": "2023-11/2024-01-15",
        "từ tháng 10 đến trước ngày hội làng (ngày 20/02/2024": "2023-10/2024-02-20",
    },
    rejects=["từ tháng 8 đến 5/9", "từ tháng 3 đến 5/2024"],
)
def range_from_month_to_day(match: Match) -> Time | None:
    """Từ tháng … đến ngày …."""
    return read_range(match)


@rule(
    rf"[Tt]ừ {CLOCK}(?:ngày )?{D1}(?: tháng {M1}(?: năm {Y1})?)?{TO}{D2} tháng {M2}{IN_YEAR2}",
    examples={
        "từ ngày 20 đến ngày 31 tháng 12 năm 2023": "2023-12-20/2023-12-31",
        "từ ngày 01 tháng 3 đến hết ngày 30 tháng 4 năm 2023": "2023-03-01/2023-04-30",
    },
)
def range_of_days_in_words(match: Match) -> Time | None:
    """Từ ngày 20 đến ngày 31 tháng 12 năm 2023."""
    return read_range(match)


@rule(
    rf"(?:[Nn]gày )?{D1}(?:{SEP}{M1}{OF_YEAR1})?{TO}{D2}{SEP}{M2}{OF_YEAR2}(?! ?%|[.,]\d)",
    examples={
        "Dự kiến 04/08-20/08/2023": "2023-08-04/2023-08-20",
        "Tuần 9 (03-08/11/2025)": "2025-11-03/2025-11-08",
        "Tuần 18: 29/12/2025 đến hết 03/01/2026": "2025-12-29/2026-01-03",
        "Đợt cao điểm (15/6 - 30/6)": "range",
        "Bước 2. Thẩm định (thứ Hai 12/10 - thứ Bảy 17/10)": "range",
        "05/10 - 10/10": "range",
    },
    rejects=["Đợt 2 (05 - 10/70)"],
)
def range_without_from(match: Match) -> Time | None:
    """04/08-20/08/2023, as in the time column of tables; without a year behind a week or stage ("Tuần 4 (29/9 -
    04/10)"), or where nothing else stands before it."""
    before = match.string[max(0, match.start() - _STAGE_REACH) : match.start()]
    is_dated = match["m1"] and match["y2"]
    return read_range(match) if is_dated or _OF_STAGE.search(before) else None


@rule(
    rf"[Nn]gày ?:? ?(?:\( ?)?(?:ngày )?{D1}(?: ?,? ?{DAY})*(?: ?[,-] ?| (?:và|đến) )(?:ngày )?{D2}"
    rf"(?:{SEP}{M2}{OF_YEAR2}| tháng {M2}{IN_YEAR2})"
    rf"|{_NO_ROUND}{D1} ?- ?{D2}/{M2}/{Y2}",
    examples={
        "Ngày 26, 27/12/2011": "2011-12-26/2011-12-27",
        "ngày 14 và 15/6/2024": "2024-06-14/2024-06-15",
        "02 ngày: 11 và 12 tháng 5 năm 2026": "2026-05-11/2026-05-12",
        "ngày 10, 11 và 12 tháng 5 năm 2026": "2026-05-10/2026-05-12",
        "02 ngày (ngày 11 và ngày 12/5/2026)": "2026-05-11/2026-05-12",
        "Thời gian: 11-12/5/2026": "2026-05-11/2026-05-12",
        "06 - 12/4/2026": "2026-04-06/2026-04-12",
        "03 ngày (từ 11 đến 13/5/2026)": "2026-05-11/2026-05-13",
        "các ngày 11, 13 và 20/5/2026": "2026-05-11",
    },
    rejects=["trong 05 ngày, 11 và 12 tháng tuổi", "đợt 1 - 2"],
)
def days_of_one_month(match: Match) -> Time | None:
    """Ngày 26, 27/12/2011; 02 ngày: 14 và 15 tháng 6 năm 2024; of days with others between them the first counts."""
    listed = match[0][: match.end("d2") - match.start()]
    days = [int(day) for day in _DAYS.findall(listed)]
    if "-" in listed or "đến" in listed or days == list(range(days[0], days[-1] + 1)):
        return read_range(match)
    return Time("date", (*read_date(match, "2")[:2], days[0]))


@rule(
    rf"[Nn]gày {D1}{SEP}{M1}{OF_YEAR1} (?P<join>và|đến)(?: cả)?(?: ngày)? {D2}{SEP}{M2}{OF_YEAR2}",
    examples={
        "Chiều ngày 28/12 và cả ngày 29/12/2011": "2011-12-28/2011-12-29",
        "ngày 11/5 và ngày 18/5/2026": "2026-05-11",
    },
)
def days_of_two_dates(match: Match) -> Time | None:
    """Ngày 28/12 và ngày 29/12/2011; two days apart are no period, and the first counts."""
    (_, month, day), (_, next_month, next_day) = first, second = read_date(match, "1"), read_date(match, "2")
    if (
        match["join"] == "đến"
        or (next_month, next_day) == (month, (day or 0) + 1)
        or (next_day == 1 and (day or 0) >= _SHORTEST_MONTH)
    ):
        months = (next_month or 0) - (month or 0)
        return read_range(match) if months % MONTHS_OF_YEAR in (0, 1) else None
    return None if not is_valid_day(*first) else Time("date", (first[0] or second[0], month, day))


@rule(
    rf"\( ?{DAY}{SEP}{MONTH}{SEP}(?:1[89]|20)\d\d ?- ?{DAY}{SEP}{MONTH}{SEP}{YEAR} ?\)",
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
    first = read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else Time("bad", first)


@rule(
    rf"{D1}/{M1}/{Y1}|{D1}[.-]{M1}[.-]{Y1}|{_NO_ROUND}{D1} tháng {M1}(?: năm {Y1})?",
    examples={"xong trước 15/7/2024": "2024-07-15", "trước 20 tháng 9 năm 2023": "2023-09-20"},
    rejects=["đợt 1 tháng 9/2025", "lớp 2 tháng 9"],
)
def bare_day(match: Match) -> Time | None:
    """15/7/2024 without the word ngày."""
    first = read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else Time("bad", first)


@rule(
    rf"{D1}/{M1}(?![/.]?\d)(?! ?%)",
    examples={"trước 15/7.": "date"},
    rejects=["15/70"],
)
def bare_day_of_the_year(match: Match) -> Time | None:
    """15/7: the year is that of the document."""
    first = read_date(match, "1")
    return Time("date", first) if is_valid_day(*first) else None


@rule(
    rf"[Tt]háng (?P<d1>\d{{1,2}}) tháng (?P<m1>\d{{1,2}}) năm {Y1}",
    examples={"vào tháng 18 tháng 9 năm 2023": "bad"},
)
def broken_day(match: Match) -> Time | None:
    """Tháng 18 tháng 9 năm 2023: the first word is wrong. Reported, never mended."""
    return Time("bad")


@rule(
    rf"[Nn]gày (?P<d1>\d{{1,2}})(?:/| tháng )(?P<m1>\d{{1,2}})(?:(?:/| năm ){Y1})?",
    examples={"ngày 18 tháng 13 năm 2024": "bad", "ngày 45/3/2024": "bad"},
)
def impossible_day(match: Match) -> Time | None:
    """A day or month that no calendar has."""
    day, month = read_int(match, "d1") or 0, read_int(match, "m1") or 0
    return None if 1 <= day <= _LONGEST_MONTH and 1 <= month <= MONTHS_OF_YEAR else Time("bad")
