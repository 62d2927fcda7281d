"""The line of place and date: "Hoa Lư, ngày 3 tháng 5 năm 2024", "Hoa Lư, ngày    tháng 11 năm 2023".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 4. Day and month may be left blank for the pen.
"""

from __future__ import annotations

import regex

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue
from vbparse.text import Span

_PLACE = r"(?P<place>\p{Lu}[\p{L}\d.'\s-]{1,58}?) ?, ?"
_HOUR = r"(?:hồi \d{1,2} ?(?:giờ|h) ?(?:\d{2})?(?: ?phút)? ?,? )?"
_LONG = r"(?:[Nn]gày ?(?P<d>[\d\s]{1,4}|[.…_\s]*) ?)?[Tt]háng ?(?P<m>\d{1,2}|[.…_\s]*) ?năm ?(?P<y>\d{4}|20[.…_\s]*)"
_SHORT = r"[Nn]gày ?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"

PLACE_AND_DATE = build_cue(
    f"{_PLACE}{_HOUR}{_LONG}",
    examples=[
        "Hoa Lư, ngày 3 tháng 5 năm 2024", "Hải Giang, ngày    tháng 11 năm 2023", "Phù Điền, ngày … tháng 5 năm 2026",
        "Ea H'leo, hồi 8 giờ 30 phút, ngày 1 tháng 2 năm 2024", "TP. Hải Giang, tháng 5 năm 2024",
    ],
    rejects=["ngày 3 tháng 5 năm 2024", "Hoa Lư, ngày 3/5/2024", "hoa lư, ngày 3 tháng 5 năm 2024"],
)  # fmt: skip
"""Place, day, month and year as `place`, `d`, `m`, `y`."""
PLACE_AND_SHORT_DATE = build_cue(
    f"{_PLACE}{_SHORT}",
    examples=["Hoa Lư, ngày 03/5/2024", "Hoa Lư, ngày 3-5-2024"],
    rejects=["ngày 03/5/2024"],
)
_BEGUN = build_cue(
    _PLACE + r"(?:[Nn]gày ?[\d .…_]{0,6}(?:[Tt]háng ?[\d .…_]{0,6}(?:năm ?)?)?)?",
    examples=["Hoa Lư,", "Hoa Lư, ngày 3", "Hoa Lư, ngày 3 tháng 5 năm"],
    rejects=["Hoa Lư", "Hoa Lư, ngày 3 tháng 5 năm 2024"],
    at="whole",
)
_PLACE_BEGUN = Cue(
    r"\p{Lu}[\p{L}.']*\.?(?:\s+\p{Lu}[\p{L}.']*){0,3}",
    examples=["Hoa", "TP.", "Thị Trấn", "Ea", "Phường"],
    rejects=["Hoa Lư,", "Số: 5", "các"],
    at="whole",
)
_PLACE_ENDED = build_cue(
    rf"(?:[\p{{Lu}}\d][\p{{L}}\d.']*(?: [\p{{L}}\d.']+){{0,3}}|trấn(?: [\p{{L}}.']+)+) ?, ?{_HOUR}[Nn]gày",
    examples=["Lư, ngày 3 tháng 5 năm 2024", "12, ngày 7 tháng 10 năm 2024", "trấn Hoa Lư, ngày 5/6/2024"],
    rejects=[", ngày 3", "trong đó, ngày 3 tháng 5"],
    at="start",
)
PLACE_AND_DAY = build_cue(
    rf"{_PLACE}[Nn]gày ?(?P<d>\d{{0,2}}) ?[Tt]háng ?(?P<m>\d{{1,2}}) ?năm(?P<y>)\W*$",
    examples=["Hoa Lư, ngày 3 tháng 5 năm", "Hoa Lư, ngày tháng 5 năm"],
    rejects=["Hoa Lư, ngày 3 tháng 5 năm 2024", "ngày 3 tháng 5 năm", "Hoa Lư, tháng 5 năm"],
)
"""Place, day and month; the year was not read."""
DATE_LINE = build_cue(
    r"\W*\p{Lu}[^,;:]{1,58}, ?[Nn]gày[^,;:]{1,12}tháng[^,;:]{1,10}năm [\d.…_]{2,8}\W*$",
    examples=["Hoa Lư, ngày 3 tháng 5 năm 2024", "Hoa Lư, ngày … tháng … năm 20…"],
    rejects=["Hoa Lư, ngày 3 tháng 5 năm 2024 của UBND xã"],
    at="start",
)
"""A line that holds place and date and nothing else."""
DATE_IN_ROW = Cue(
    r"(?:\p{Lu}[\p{L}.']*(?:(?:\s?-\s?|\s)(?:\p{Lu}?[\p{L}.']+|\d{1,2})){0,5}|[.…]{3,})\s*,\s*"
    r"(?:hồi\b[^;]{0,40}?)?(?:ngày|tháng)\b[^;]*(?:\b(?:tháng|năm)\b|/\d{4})",
    examples=[
        "Hoa Lư, ngày 3 tháng 5 năm 2024",
        "Ea H'leo, ngày 19 tháng 8",
        "......., ngày … tháng",
        "Hoa Lư, ngày 3/5/2024",
    ],
    rejects=["ngày 3 tháng 5 năm 2024", "Hoa Lư, 3/5/2024"],
)
"""In a row in which other columns stand."""
DATE_IN_CELL = Cue(
    r",(?:ngày[\d….]*)?tháng[\d….]*năm|,ngày[\d….]*/",
    examples=["hoalư,ngày3tháng5năm2024", "hoalư,tháng5năm2024", "hoalư,ngày3/5/2024"],
    rejects=["ngày3tháng5năm2024"],
)
"""In the text of a cell in small letters, from which the blanks were taken."""
DATE_BEHIND_PLACE = Cue(
    r",\s*(?:ngày|hồi|tháng)\b",
    examples=["Hoa Lư, ngày", "Hoa Lư,\nhồi 8 giờ"],
    rejects=["Hoa Lư, ngàyxưa", "trong ngày"],
)
"""The comma behind a place and the word behind it, where the rest of the line is cut off."""
DAY = Cue(
    rf"(?i:n{ignore_marks('g')}[a-z{ignore_marks('a')[1:-1]}]y(?P<day>[^\p{{L}}]{{0,14}})"
    rf"th{ignore_marks('a')}ng(?P<month>[^\p{{L}}]{{0,12}})n{ignore_marks('a')}m\s*(?P<year>[\d.…_\s]{{0,8}}))",
    examples=["ngày 3 tháng 5 năm 2024", "ngay … thang … nam 20…", "Ngày   tháng   năm"],
    rejects=["ngày 3/5/2024", "ngày đó tháng 5 năm 2024"],
)
"""A day with its words, whatever marks a machine read; `day`, `month` and `year` may be blank."""


def find_date(view: str, line: Span) -> regex.Match[str] | None:
    """Place and date with the groups `place`, `d`, `m`, `y`; the latter three may be blank."""
    return PLACE_AND_DATE.search(view, *line) or PLACE_AND_SHORT_DATE.search(view, *line)


def is_date_line(view: str, line: Span) -> bool:
    """Whether a line holds place and date and nothing else."""
    return DATE_LINE.match(view, *line) is not None


def is_torn_date(view: str, line: Span, below: Span) -> bool:
    """Whether place and date begin on a line and end on the one below: "Hoa Lư, ngày 3" / "tháng 5 năm 2024", "Hoa" /
    "Lư, ngày 3 tháng 5 năm 2024"."""
    if _BEGUN.fullmatch(view, *line):
        return True
    return bool(_PLACE_BEGUN.fullmatch(view, *line) and _PLACE_ENDED.match(view, *below))
