"""Rules for what comes again: every month, twice a year, and what never ends."""

from __future__ import annotations

from vbparse.fields.dates import Time
from vbparse.fields.times.pieces import COUNT, EACH, MONTHS_OF_YEAR, make_rhythm, read_count, times
from vbparse.language.cues import build_cue
from vbparse.language.rules import Match

_GROWS = build_cue(
    r"(?:tăng|gấp|giảm|nhân|hơn)(?: lên)? $", examples=["tăng ", "gấp "], rejects=["họp "], at="anywhere"
)
_GROWS_REACH = 12
"""Letters before "2 lần" in which a verb says that it is a measure."""
rule = times.rule


@rule(
    r"(?:[Đđ]ịnh kỳ )?(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)(?: hành)? (?P<unit>ngày|tuần|tháng|quý|năm)(?! lần)"
    r"|[Đđ]ịnh kỳ (?P<unit>tuần|tháng|quý|năm)(?!\w| \d| [IV]+(?!\w))",
    examples={"Định kỳ hàng quý": "FREQ=MONTHLY;INTERVAL=3", "hằng tháng": "FREQ=MONTHLY", "Hằng năm": "FREQ=YEARLY"},
)
def each_period(match: Match) -> Time | None:
    """Hằng tháng, định kỳ hằng quý."""
    return make_rhythm(match["unit"])


@rule(
    r"(?:(?P<unit>[Tt]háng|Quý|quý)(?:,| và) (?:quý(?:,| và) )?)?"
    rf"(?:[Đđ]ịnh kỳ )?(?:0?6|[Ss]áu) tháng(?: đầu năm)? ?(?:,|và|và/hoặc)(?: (?:định kỳ|{EACH}|một|cả|1|01))* năm"
    r"(?!\w| ?\d| học| nay| trước| sau)",
    examples={
        "6 tháng, năm": "FREQ=MONTHLY;INTERVAL=6",
        "6 tháng, hằng năm và định kỳ": "FREQ=MONTHLY;INTERVAL=6",
        "định kỳ sáu tháng và một năm": "FREQ=MONTHLY;INTERVAL=6",
        "báo cáo quý, 6 tháng, năm": "FREQ=MONTHLY;INTERVAL=3",
    },
    rejects=["số liệu 6 tháng, năm 2025", "6 tháng cuối năm"],
)
def half_year_and_then_year(match: Match) -> Time | None:
    """6 tháng, năm; quý, 6 tháng, năm: the shortest."""
    return make_rhythm(match["unit"].lower()) if match["unit"] else make_rhythm("tháng", MONTHS_OF_YEAR // 2)


_ONCE = r"(?: ?/ ?| (?:lại )?(?:một |1 |01 |có một )?)lần"


@rule(
    rf"[Đđ]ịnh kỳ (?:mỗi )?0?(?P<n>\d{{1,2}}) (?P<unit>tuần|tháng|quý|năm)(?!\w)"
    rf"|(?:[Mm]ỗi|[Cc]ứ|[Cc]ứ sau|[Đđ]ịnh kỳ(?: mỗi)?) {COUNT} (?P<unit>tuần|tháng|quý)(?!\w)"
    rf"|(?:(?:[Mm]ỗi|[Cc]ứ|[Cc]ách|[Đđ]ịnh kỳ) )?{COUNT} (?P<unit>ngày|tuần|tháng|quý|năm){_ONCE}(?!\w)",
    examples={
        "Định kỳ 6 tháng": "FREQ=MONTHLY;INTERVAL=6",
        "3 tháng một lần": "FREQ=MONTHLY;INTERVAL=3",
        "ba tháng một lần": "FREQ=MONTHLY;INTERVAL=3",
        "Sáu tháng/lần": "FREQ=MONTHLY;INTERVAL=6",
        "hai tuần một lần": "FREQ=WEEKLY;INTERVAL=2",
        "mỗi hai tuần": "FREQ=WEEKLY;INTERVAL=2",
        "cứ 03 tháng một lần": "FREQ=MONTHLY;INTERVAL=3",
        "năm năm một lần": "FREQ=YEARLY;INTERVAL=5",
        "15 ngày một lần": "FREQ=DAILY;INTERVAL=15",
        "một tháng một lần": "FREQ=MONTHLY",
    },
    rejects=["ba tháng đầu năm", "hai lần sửa đổi", "cứ ba hộ", "trong ba tháng"],
)
def every_so_many(match: Match) -> Time | None:
    """Định kỳ 6 tháng, ba tháng một lần."""
    return make_rhythm(match["unit"], read_count(match) or 1)


@rule(r"[Nn]ửa năm" + _ONCE, examples={"nửa năm một lần": "FREQ=MONTHLY;INTERVAL=6"}, rejects=["nửa năm đầu"])
def every_half_year(_match: Match) -> Time | None:
    """Nửa năm một lần."""
    return make_rhythm("tháng", MONTHS_OF_YEAR // 2)


@rule(
    rf"{COUNT} lần ?(?:/|mỗi|một|trong một|trong mỗi|trên) ?(?:1 |01 )?(?P<unit>tuần|tháng|quý|năm)(?!\w)(?! học| \d)"
    rf"|(?:[Mm]ỗi|[Mm]ột|[Hh][àằ]ng|1|01) (?P<unit>tuần|tháng|quý|năm) "
    rf"(?:(?:ít nhất|tối thiểu|họp|báo cáo) )?{COUNT} lần"
    r"(?!\w)",
    examples={
        "02 lần/năm": "FREQ=MONTHLY;INTERVAL=6",
        "một lần mỗi quý": "FREQ=MONTHLY;INTERVAL=3",
        "1 lần/tháng": "FREQ=MONTHLY",
        "mỗi năm hai lần": "FREQ=MONTHLY;INTERVAL=6",
        "01 năm ít nhất 04 lần": "FREQ=MONTHLY;INTERVAL=3",
        "mỗi tháng một lần": "FREQ=MONTHLY",
        "mỗi tuần 3 lần": "FREQ=WEEKLY",
    },
    rejects=["tăng 2 lần/năm", "3 lần/tháng", "hai lần trong năm 2025"],
)
def so_many_times(match: Match) -> Time | None:
    """02 lần/năm, mỗi quý một lần; what no single rule says is none."""
    start, n = match.start(), read_count(match)
    if not n or _GROWS.search(match.string, max(0, start - _GROWS_REACH), start):
        return None
    if n > 1 and match["unit"] == "năm":
        return None if MONTHS_OF_YEAR % n else make_rhythm("tháng", MONTHS_OF_YEAR // n)
    return make_rhythm(match["unit"]) if n == 1 else None


@rule(r"[Tt]hường xuyên|[Ll]iên tục", examples={"Thường xuyên trong năm": "ongoing"})
def ongoing_duty(_match: Match) -> Time | None:
    """Thường xuyên: a duty without an end."""
    return Time("ongoing")
