"""Rules for what comes again: every month, on a day of each quarter, and what never ends."""

from __future__ import annotations

from vbparse.fields.dates import Time
from vbparse.fields.times.pieces import D1, D2, DAY, EACH, M1, M2, MONTH, read_int, times
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match

EACH_LARGE = r"(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)"
OF_EACH_MONTH = rf"{EACH_LARGE} tháng ?[,(]? ?(?:trước|vào|chậm nhất) ngày"
_AND_YEARLY = build_cue(
    r"(?:[Hh][àằ]ng (?:tháng|quý)|[Đđ]ịnh kỳ)[^.;]*(?:,| và) $",
    examples=["định kỳ hằng quý và ", "Hằng tháng, "],
    rejects=["trong năm và "],
)
_AND_REACH = 90
"""Letters before "và năm" in which another rhythm stands."""
rule = times.rule


@rule(
    rf"[Nn]gày {D1}/{M1}(?: và|[,;])(?: trước)?(?: ngày)? (?P<d2>{DAY})/(?P<m2>{MONTH}) {EACH} năm",
    examples={
        "trước ngày 15/6 và ngày 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước ngày 15/6; 15/12 hằng năm": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
        "trước ngày 15/6 và 20/12 hằng năm": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
    },
)
def two_days_of_each_year(match: Match) -> Time | None:
    """Trước ngày 15/6 và ngày 15/12 hằng năm; of unequal days the last, as one rule with both would mean four."""
    day = read_int(match, "d2")
    months = (
        f"{read_int(match, 'm1')},{read_int(match, 'm2')}" if day == read_int(match, "d1") else read_int(match, "m2")
    )
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")


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
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;BYMONTHDAY={read_int(match, 'd1')}")


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
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;BYMONTHDAY={read_int(match, 'd1')},{read_int(match, 'd2')}")


@rule(
    rf"[Nn]gày {D1}(?: của)? tháng (?:cuối|đầu)(?: của)?(?: {EACH})? quý"
    rf"|(?:[Nn]gày )?{D1} tháng cuối(?: của)?(?: {EACH})? quý",
    examples={"trước ngày 20 tháng cuối quý": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"},
)
def day_of_each_quarter(match: Match) -> Time | None:
    """Trước ngày 20 tháng cuối quý."""
    return Time("rhythm", recurrence=f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={read_int(match, 'd1')}")


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
    if match[0][:3].lower() == "năm" and not _AND_YEARLY.search(match.string, max(0, start - _AND_REACH), start):
        return None
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={read_int(match, 'm1')};BYMONTHDAY={read_int(match, 'd1')}")


@rule(
    rf"[Tt]háng {M1} (?:hàng|hằng|mỗi) năm|[Hh][àằ]ng năm,? (?:vào )?tháng {M1}",
    examples={"Tháng 11 hàng năm": "FREQ=YEARLY;BYMONTH=11", "Hằng năm, tháng 5 ": "FREQ=YEARLY;BYMONTH=5"},
)
def month_of_each_year(match: Match) -> Time | None:
    """Tháng 11 hằng năm."""
    return Time("rhythm", recurrence=f"FREQ=YEARLY;BYMONTH={read_int(match, 'm1')}")


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
    """Định kỳ 6 tháng, năm (trước ngày 10/6 và ngày 10/12); no one rule holds unequal days."""
    equal = read_int(match, "d1") == read_int(match, "d2")
    return two_days_of_each_year(match) if equal else Time("rhythm", recurrence="FREQ=MONTHLY;INTERVAL=6")


@rule(
    r"[Đđ]ịnh kỳ 0?(?P<n>\d{1,2}) (?P<unit>tuần|tháng|năm)"
    r"|0?(?P<n>\d{1,2}) (?P<unit>tuần|tháng|năm) ?(?:/|một |1 |01 )lần",
    examples={"Định kỳ 6 tháng": "FREQ=MONTHLY;INTERVAL=6", "3 tháng một lần": "FREQ=MONTHLY;INTERVAL=3"},
)
def every_so_many(match: Match) -> Time | None:
    """Định kỳ 6 tháng, 3 tháng một lần."""
    freq = {"tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}[match["unit"]]
    n = read_int(match, "n") or 1
    return Time("rhythm", recurrence=f"FREQ={freq}" + (f";INTERVAL={n}" if n > 1 else ""))


@rule(r"[Tt]hường xuyên|[Ll]iên tục", examples={"Thường xuyên trong năm": "ongoing"})
def ongoing_duty(_match: Match) -> Time | None:
    """Thường xuyên: a duty without an end."""
    return Time("ongoing")
