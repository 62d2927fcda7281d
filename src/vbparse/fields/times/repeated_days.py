"""Rules for days that come again: a day of each month, quarter or year."""

from __future__ import annotations

from vbparse.edtf import quarter_months
from vbparse.fields.dates import Time
from vbparse.fields.limits import LIMITED, describes_thing, limits
from vbparse.fields.times.pieces import (
    D1,
    D2,
    DAY,
    EACH,
    EACH_LARGE,
    M1,
    M2,
    MONTH,
    MONTHS_OF_YEAR,
    QUARTER,
    make_rhythm,
    make_yearly,
    read_int,
    read_quarter,
    times,
)
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match

_PERIODIC = rf"(?:[Đđ]ịnh kỳ )?{EACH_LARGE}"
_BY_DAY = rf"(?!\s*\t) ?[,(:-]? ?(?:và |là )?(?:{LIMITED} )?ngày"
"""From a rhythm to its day: "Hằng tháng, trước ngày", "hằng tháng (chậm nhất là ngày"."""
_BY_DATE = rf"(?!\s*\t) ?[,(:-]? ?(?:và |là )?(?:{LIMITED}(?: ngày)?|ngày)"
_NOT_A_DATE = r"(?! ?[/-] ?\d| tháng| của tháng| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d)"
_NO_YEAR = r"(?!\d| ?[/.-] ?\d| năm \d)"
OF_EACH_MONTH = rf"{_PERIODIC} tháng{_BY_DAY}"
_NEXT = r"(?:liền kề|kế tiếp|tiếp theo|sau)"
_OTHER_YEAR = (
    rf"(?:{EACH} năm|(?:của )?năm (?:{_NEXT}|liền trước|kế trước|trước(?: năm)? (?:{_NEXT}|đó|kế hoạch)))(?!\w)"
)
"""Hằng năm, năm sau, năm trước liền kề: a day of every year."""
_YEAR_BEFORE = r"(?:của )?(?P<past>năm trước)(?!\w)"
"""A deadline in the year before what it is for; other days of it are past."""
_LIMIT_REACH = 60
"""Letters before a day in which words limit it."""
_AND_YEARLY = build_cue(
    r"(?:[Hh][àằ]ng (?:tháng|quý)|[Đđ]ịnh kỳ)[^.;]*(?:,| và)(?: (?:báo cáo|01|1|một|cả))* $",
    examples=["định kỳ hằng quý và ", "Hằng tháng, ", "Định kỳ 6 tháng và 01 "],
    rejects=["trong năm và "],
)
_AND_REACH = 90
"""Letters before "và năm" in which another rhythm stands."""
rule = times.rule


@rule(
    rf"(?:[Nn]gày )?{D1}/{M1}(?: và|[,;])(?: trước)?(?: ngày)? (?P<d2>{DAY})/(?P<m2>{MONTH}) {EACH} năm"
    rf"|{_PERIODIC} năm{_BY_DATE} {D1}/{M1}(?: và|[,;])(?: {LIMITED})?(?: ngày)? (?P<d2>{DAY})/(?P<m2>{MONTH})"
    rf"{_NO_YEAR}(?: ?\))?",
    examples={
        "trước ngày 15/6 và ngày 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước ngày 15/6; 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước 15/6 và 20/12 hằng năm": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
        "Hằng năm, trước ngày 15/6 và trước ngày 15/12": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    },
)
def two_days_of_each_year(match: Match) -> Time | None:
    """Trước ngày 15/6 và ngày 15/12 hằng năm; of unequal days the last, as one rule with both would mean four."""
    day = read_int(match, "d2")
    months = f"{read_int(match, 'm1')},{read_int(match, 'm2')}"
    return make_yearly(months if day == read_int(match, "d1") else months.split(",")[1], day)


@rule(
    rf"(?:[Tt]rước |[Vv]ào )?(?<![Tt]uần )(?:[Nn]gày |[Mm]ùng )?{D1} (?:của )?(?:{EACH}|các) tháng"
    rf"|(?:[Nn]gày|[Mm]ùng) {D1}(?: của)? tháng (?:liền (?:kề|trước|sau)|kế tiếp|tiếp theo|sau|trước)(?!\w)"
    rf"|{OF_EACH_MONTH} {D1}(?: (?:của )?tháng(?: {_NEXT})?(?! ?\d))?{_NOT_A_DATE}(?: ?\))?",
    examples={
        "trước ngày 15 hàng tháng": "FREQ=MONTHLY;BYMONTHDAY=15",
        "vào ngày 05 hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=5",
        "Trước ngày 05 của tháng liền kề": "FREQ=MONTHLY;BYMONTHDAY=5",
        "trước ngày mùng 5 của tháng sau": "FREQ=MONTHLY;BYMONTHDAY=5",
        "họp vào tuần 1 hằng tháng": "FREQ=MONTHLY",
        "trước ngày 25 của tháng liền trước": "FREQ=MONTHLY;BYMONTHDAY=25",
        "Hằng tháng, trước ngày 10": "FREQ=MONTHLY;BYMONTHDAY=10",
        "hàng tháng (trước ngày 25)": "FREQ=MONTHLY;BYMONTHDAY=25",
        "hằng tháng\tTrước ngày 25": "FREQ=MONTHLY",
        "Định kỳ hằng tháng (chậm nhất là ngày 22)": "FREQ=MONTHLY;BYMONTHDAY=22",
        "Mỗi tháng, không muộn hơn ngày 03 của tháng sau": "FREQ=MONTHLY;BYMONTHDAY=3",
    },
)
def day_of_each_month(match: Match) -> Time | None:
    """Trước ngày 15 hằng tháng."""
    return make_rhythm("tháng", days=f";BYMONTHDAY={read_int(match, 'd1')}")


@rule(
    rf"[Nn]gày(?P<working> làm việc)? cuối(?: cùng)?(?: của)? (?:{EACH} tháng|tháng(?! ?\d)(?!\w))",
    examples={
        "vào ngày cuối cùng hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=-1",
        "ngày cuối tháng": "FREQ=MONTHLY;BYMONTHDAY=-1",
        "Ngày làm việc cuối cùng của tháng": "FREQ=MONTHLY",
        "ngày cuối cùng của tháng 6": "month",
    },
)
def last_day_of_each_month(match: Match) -> Time | None:
    """Ngày cuối cùng của tháng; the last working day is known to lie in the month, and no more."""
    return make_rhythm("tháng", days="" if match["working"] else ";BYMONTHDAY=-1")


@rule(
    rf"(?:[Nn]gày )?{D1}(?:,(?: ngày)? {D1})*(?:,| và)(?: ngày)? {D2} (?:của )?(?:{EACH}|các) tháng"
    rf"|{OF_EACH_MONTH} {D1}(?:(?:,| và) ngày {D2}| và {D2}(?= ?(?:[.;:)]|$)))"
    r"(?! ?[/-] ?\d| tháng| ?(?:-|đến|tới|và|,) ?(?:ngày )?\d)",
    examples={
        "ngày 15 và 30 hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=15,30",
        "ngày 10, 20 và ngày 28 hằng tháng": "FREQ=MONTHLY;BYMONTHDAY=10,20,28",
        "hằng tháng, vào ngày 15 và ngày 30": "FREQ=MONTHLY;BYMONTHDAY=15,30",
        "Hằng tháng (trước ngày 10 và 25)": "FREQ=MONTHLY;BYMONTHDAY=10,25",
    },
)
def days_of_each_month(match: Match) -> Time | None:
    """Ngày 15 và 30 hằng tháng."""
    days = match.captures("d1") + match.captures("d2")
    return make_rhythm("tháng", days=f";BYMONTHDAY={','.join(str(int(day)) for day in days)}")


@rule(
    r"(?P<day>[Tt]hứ (?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|[Cc]hủ [Nn]hật) (?:của )?"
    rf"{EACH} tuần|{_PERIODIC} tuần ?[,(:]? ?(?:{LIMITED} )?(?:(?:sáng|chiều|tối|ngày) )*"
    r"(?P<day>[Tt]hứ (?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|[Cc]hủ [Nn]hật)(?!\w)",
    examples={
        "chiều thứ Sáu hằng tuần": "FREQ=WEEKLY;BYDAY=FR",
        "Hằng tuần, trước 16 giờ thứ năm": "FREQ=WEEKLY;BYDAY=TH",
        "Hằng tuần (vào sáng thứ Hai)": "FREQ=WEEKLY;BYDAY=MO",
        "mỗi tuần, trước ngày thứ 5": "FREQ=WEEKLY;BYDAY=TH",
    },
    rejects=["lần thứ hai", "thứ sáu tuần sau"],
)
def day_of_each_week(match: Match) -> Time | None:
    """Thứ Sáu hằng tuần."""
    return make_rhythm("tuần", days=f";BYDAY={_WEEKDAYS[match['day'].split()[-1].lower()]}")


_WEEKDAYS = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "nhật": "SU",
    "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA",
}  # fmt: skip


@rule(
    rf"[Nn]gày {D1}(?: của)? tháng (?:cuối cùng|cuối|đầu tiên|đầu|thứ (?:nhất|hai|ba|[123]))(?: của)?(?: {EACH})? quý"
    rf"|(?:[Nn]gày )?{D1} tháng cuối(?: của)?(?: {EACH})? quý"
    rf"|{_PERIODIC} quý{_BY_DAY} {D1}{_NOT_A_DATE}(?: ?\))?",
    examples={
        "trước ngày 20 tháng cuối quý": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
        "ngày 05 tháng đầu tiên của quý sau": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5",
        "Hằng quý (trước ngày 20)": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
        "Hằng quý, trước ngày 20/3": "FREQ=MONTHLY;INTERVAL=3",
    },
)
def day_of_each_quarter(match: Match) -> Time | None:
    """Trước ngày 20 tháng cuối quý."""
    return make_rhythm("quý", days=f";BYMONTHDAY={read_int(match, 'd1')}")


@rule(
    rf"(?:[Nn]gày )?{D1}(?:/| tháng ){M1} (?:{_OTHER_YEAR}|{_YEAR_BEFORE})"
    rf"|{_PERIODIC} năm{_BY_DATE} {D1}(?:/| tháng ){M1}{_NO_YEAR}(?! ?(?:-|đến|và) ?\d)(?: ?\))?"
    rf"|(?:{EACH_LARGE} )?[Nn]ăm ?\( ?{LIMITED}(?: ngày)? {D1}/{M1} ?\)",
    examples={
        "Trước ngày 31/01 năm liền kề": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        "Chậm nhất ngày 31/12 năm trước liền kề": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        "ngày 15 tháng 11 của năm trước năm kế hoạch": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15",
        "trước ngày 10/12 hằng năm": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
        "hằng năm (trước ngày 05/12)": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5",
        "Hằng năm, trước ngày 20/11, các xã": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20",
        "định kỳ hàng năm (chậm nhất ngày 10/12)": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
        "trình xã trước ngày 31 tháng 12 của năm trước": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
        "hằng năm, trước ngày 20/11/2026": "FREQ=YEARLY",
    },
    rejects=["số dư đến ngày 31/12 năm trước", "các vụ phát sinh trước ngày 31/12 năm trước"],
)
def day_of_each_year(match: Match) -> Time | None:
    """Trước ngày 10/12 hằng năm; "định kỳ hằng quý … và năm (trước ngày 05/12)", but not a bare "năm (trước …)"."""
    start = match.start()
    if match[0][:3].lower() == "năm" and not _AND_YEARLY.search(match.string, max(0, start - _AND_REACH), start):
        return None
    if match["past"] and not _is_limited(match.string[max(0, start - _LIMIT_REACH) : start]):
        return Time("none")
    return make_yearly(str(read_int(match, "m1")), read_int(match, "d1"))


def _is_limited(words: str) -> bool:
    """Whether words limit the day behind them, and do not say which things are meant."""
    limit = next(limits.scan(words), None)
    return limit is not None and not describes_thing(words, limit.span.start, "date")


@rule(
    rf"[Tt]háng {M1}(?:(?:,| và)(?: tháng)? {M1})* {_OTHER_YEAR}"
    rf"|{_PERIODIC} năm ?[,(:]? ?(?:{LIMITED} )?(?:các )?tháng {M1}(?:(?:,| và)(?: tháng)? {M1})*+"
    r"(?! ?/| năm \d| ?(?:-|đến|tới) ?(?:hết )?(?:tháng )?\d)",
    examples={
        "Tháng 6 và tháng 12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12",
        "các tháng 3, 6, 9 và 12 hằng năm": "FREQ=YEARLY;BYMONTH=3,6,9,12",
        "Tháng 11 hàng năm": "FREQ=YEARLY;BYMONTH=11",
        "Hằng năm, tháng 5 ": "FREQ=YEARLY;BYMONTH=5",
        "tháng 12 năm trước liền kề": "FREQ=YEARLY;BYMONTH=12",
        "Định kỳ hằng năm (vào tháng 11)": "FREQ=YEARLY;BYMONTH=11",
    },
)
def month_of_each_year(match: Match) -> Time | None:
    """Tháng 11 hằng năm."""
    return make_yearly(",".join(map(str, sorted({int(month) for month in match.captures("m1")}))))


_QUARTERS = (
    rf"(?:Quý|quý) ?{QUARTER}(?: ?(?P<join>-|đến|tới|hoặc|và|[,;+&]) ?(?:hết )?(?:(?:Quý|quý) ?{QUARTER}|{QUARTER}))*+"
)


@rule(
    rf"(?:[Tt]ừ )?{_QUARTERS} {_OTHER_YEAR}"
    rf"|{_PERIODIC} năm ?[,(:]? ?(?:{LIMITED} )?(?:(?:đầu|giữa|cuối|các) )?{_QUARTERS}"
    r"(?! ?[/-] ?\d| (?:năm )?\d)(?: ?\))?",
    examples={
        "Quý I hằng năm": "FREQ=YEARLY;BYMONTH=3",
        "Quý I, Quý III hàng năm": "FREQ=YEARLY;BYMONTH=3,9",
        "từ quý II đến quý III hằng năm": "FREQ=YEARLY;BYMONTH=9",
        "trước quý II hằng năm": "FREQ=YEARLY;BYMONTH=4",
        "Hằng năm (trong quý IV)": "FREQ=YEARLY;BYMONTH=12",
        "quý IV của năm trước năm kế hoạch": "FREQ=YEARLY;BYMONTH=12",
        "hằng năm, quý I/2026": "FREQ=YEARLY",
    },
    rejects=["quý I năm 2026"],
)
def quarter_of_each_year(match: Match) -> Time | None:
    """Quý I hằng năm: the month with which the quarter ends, as three months would mean three times."""
    quarters = [read_quarter(q) for q in match.captures("q")]
    if set(match.captures("join")) & {"-", "đến", "tới", "hoặc"}:
        quarters = quarters[-1:]
    begins = match.string[: match.start("q")].lower().endswith(("trước quý ", "trước quý"))
    return make_yearly(",".join(str(quarter_months(q)[0 if begins else 1]) for q in sorted(set(quarters))))


@rule(
    rf"[Tt]ừ (?:ngày )?{D1}(?:/| tháng ){M1} ?(?:đến|tới|-)(?: hết)?(?: ngày)? ?{D2}(?:/| tháng ){M2} {EACH} năm"
    rf"|(?:[Tt]ừ )?(?:(?:đầu|giữa|cuối) )?[Tt]háng {M1} ?(?:đến|tới|-)(?: (?:hết|đầu|giữa|cuối))?(?: tháng)? ?{M2}"
    rf" {EACH} năm"
    rf"|(?:0?6|[Ss]áu) tháng (?P<half>đầu|cuối)(?: năm)? {EACH} năm",
    examples={
        "từ ngày 15/5 đến ngày 15/9 hằng năm": "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=15",
        "Từ tháng 5 đến hết tháng 9 hằng năm": "FREQ=YEARLY;BYMONTH=9",
        "6 tháng đầu năm hằng năm": "FREQ=YEARLY;BYMONTH=6",
    },
    rejects=["từ tháng 5 đến tháng 9"],
)
def stretch_of_each_year(match: Match) -> Time | None:
    """Từ tháng 5 đến tháng 9 hằng năm: its end."""
    if match["half"]:
        return make_yearly(str(MONTHS_OF_YEAR // 2 if match["half"] == "đầu" else MONTHS_OF_YEAR))
    return make_yearly(str(read_int(match, "m2")), read_int(match, "d2"))


@rule(
    rf"(?:[Đđ]ịnh kỳ )?(?:0?6 tháng(?:,| và)?(?: {EACH}| một)? năm|(?:0?2|[Hh]ai) lần ?(?:/|mỗi|một) ?năm)"
    rf" ?[(,] ?(?:báo cáo )?(?:{LIMITED})?(?: ngày)? ?{D1}/{M1}"
    rf"(?: và|[,;])(?: trước)?(?: ngày)? ?{D2}/{M2}(?: {EACH} năm|{_NO_YEAR})(?: ?\))?",
    examples={
        "Định kỳ 6 tháng, năm (trước ngày 10/6 và ngày 10/12)": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10",
        "định kỳ 6 tháng và hằng năm (trước 05/6, 15/12)": "FREQ=MONTHLY;INTERVAL=6",
        "02 lần/năm (10/6 và 10/12)": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10",
        "hai lần một năm, trước ngày 10/6 và 10/12": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10",
    },
)
def half_year_and_year(match: Match) -> Time | None:
    """Định kỳ 6 tháng, năm (trước ngày 10/6 và ngày 10/12); no one rule holds unequal days."""
    equal = read_int(match, "d1") == read_int(match, "d2")
    return two_days_of_each_year(match) if equal else make_rhythm("tháng", MONTHS_OF_YEAR // 2)
