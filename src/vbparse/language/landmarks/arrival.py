"""Arrival stamps (dấu "Đến"): what the office that received a document put on it.

Source: Nghị định 30/2020/NĐ-CP, phụ lục IV, mẫu 3. Most texts that have them are recognised, so marks do not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.language.folding import fold
from vbparse.patterns import Cue

_HEAD = Cue(
    r"\W*(?:[^\W\d]\S* ){0,5}[dp]en\W*$",
    examples=["den", "cong van den", "van phong ubnd den", "pen:"],
    rejects=["den ngay", "tu nam 2021 den"],
    at="start",
)
_ENTRY = Cue(
    r"\W*(?:den\W+)?(?:s[o06](?:\s+den)?(?:\W*[:.](?!.*[/-]\s*[a-z]{2})|\W*\d+\W*$|\s+va\b)"
    r"|ngay(?:\s+den)?\W*[:.](?!.*thang)|chuyen\b|luu ho so)",
    examples=[
        "so: 125",
        "s6 125",
        "so va ky hieu ho so",
        "den so: 7",
        "so den: 7",
        "ngay: 5/3/2025",
        "ngay den: 5/3/2025",
        "chuyen: van phong",
        "luu ho so so:",
    ],
    rejects=["so: 29/kh-ubnd", "ngay 5 thang 3", "ngay: 5 thang 3", "so tay", "so den nay", "ngay den han"],
    at="start",
)
_DAY_BEHIND = Cue(
    r"(?<=[\d.…_]\W{1,9})ngay(?:\s+den)?\W*[:.]",
    examples=["so: 7 ngay: 5/3/2025", "so: ... - ngay den: ..."],
    rejects=["ngay: 5/3/2025", "so: 7 ngay 5 thang 3"],
)
"""The entry of the day behind that of the number, on one line."""
_CAPITAL = Cue(
    r"ĐẾN|DẾN|ĐÉN|ĐEN|Đến",
    examples=["CÔNG VĂN ĐẾN", "DẾN", "Đến"],
    rejects=["Kính gửi đến", "Den"],
)
_NAMED = Cue(
    r"\W*(?:CÔNG VĂN |VĂN BẢN )?(?:ĐẾN|Đến)\W+(?:S[Ốố]|N(?:GÀY|gày))\W",
    examples=["ĐẾN Số: 7", "CÔNG VĂN ĐẾN - Ngày: 5/3/2026"],
    rejects=["ĐẾN NĂM 2030", "Đến ngày 5/3/2026", "Số: 7"],
    at="start",
)
_ALONE = Cue(
    r"\W*ĐẾN\W*",
    examples=["ĐẾN", "ĐẾN:"],
    rejects=["DẾN", "Đến", "VĂN BẢN ĐẾN", "TỪ NĂM 2024 ĐẾN"],
    at="whole",
)
_WITH_MARKS = Cue(r"(?<!\w)ĐẾN\W*$", examples=["VĂN PHÒNG ĐẾN", "ĐẾN:"], rejects=["VĂN PHÒNG DEN", "ĐẾN NĂM 2030"])
ARRIVAL_OFFICE = Cue(
    r"\W*(?!(?:CÔNG VĂN|VĂN BẢN)\W+[ĐD])(?P<office>\p{Lu}\S*(?: \p{Lu}\S*)*?)\W+"
    r"(?:(?:CÔNG VĂN|VĂN BẢN) )?[ĐD][ẾÉE]N\W*(?=$|S[ỐO]|N(?:GÀY|gày))",
    examples=["VĂN PHÒNG UBND ĐẾN", "UBND XÃ BÌNH SƠN CÔNG VĂN ĐẾN"],
    rejects=["ĐẾN", "CÔNG VĂN ĐẾN", "Văn phòng đến"],
    at="start",
)
"""The office beside the head of a stamp; what is in front of it may be none."""
ARRIVAL_NUMBER = Cue(
    r"\W*(?:(?:[^\W\d]\S* ){0,6}?den\W+)?(?<!\w)[s5$][o06ae](?:\s+den)?(?:\W|_)*"
    r"(?P<number>\d|[\dol]*\d[\dol]*[\do])(?=(?:\W|_)*(?:$|(?:ngay|gio)(?!\w)))(?!\W*[/-]\W*$)",
    examples=[
        "so: 125", "s6 125", "sa-219", "so: ..7..", "so den: 1o5", "den so: 33 ngay: 8/6/2026", "den - so 7", "so: l25",
    ],
    rejects=[
        "so: 29/kh-ubnd", "so: 12 5", "so: ...", "so: 12s", "so: 12l", "so va ky hieu ho so: 5", "so: 125/", "ngay 5",
    ],
    at="start",
)  # fmt: skip
"""The number of a stamp in folded letters. An O is a 0, an l before digits a 1; other letters, figures parted by a
blank, and an l behind digits, which may be the frame, can be more than one thing."""
ARRIVAL_DAY = Cue(
    r"(?<!\w)n[gq]a[yv](?:\s+den)?(?:\W|_)*(?:"
    r"(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d{2}|\d{2})"
    r"|(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})\s+nam\s+(?P<y>(?:19|20)\d{2})"
    r"|(?P<torn>\d{1,2}/\d{1,3}20\d{2}|\d{2,5}/20\d{2}))(?![\w/…]|[.-]+\d)",
    examples=["ngay: 5/3/2025", "ngay den: 05 - 03 - 2025", "ngay 5.3.26", "ngay: 5 thang 3 nam 2025", "ngay:24/52024"],
    rejects=[
        "ngay: .../.../20...", "ngay: 5/3/202", "ngay: 5/3/20…", "ngay: /3/2025", "ngay: 1 5/3/2025", "sang 5/3/2025",
    ],
)  # fmt: skip
"""The day of a stamp in folded letters, `torn` where one of its slashes is lost or was read as a 1."""
_CERTAIN = 2
"""Entries that make a stamp one of arrival; the head counts for two."""


def is_arrival_head(text: str) -> bool:
    """Whether a line can be the head of an arrival stamp: ĐẾN, CÔNG VĂN ĐẾN, an office and ĐẾN beside it."""
    return bool(_HEAD.match(fold(text))) and text.strip(" -–.:|").isupper()


def is_arrival_entry(text: str) -> bool:
    """Whether a line is an entry of an arrival stamp: Số, Ngày, Chuyển, Lưu hồ sơ."""
    return _ENTRY.match(fold(text)) is not None


def count_arrival_entries(text: str) -> int:
    """How many entries of an arrival stamp a line has: Số and Ngày may stand on one."""
    return is_arrival_entry(text) + bool(_DAY_BEHIND.search(fold(text)))


def names_arrival(text: str) -> bool:
    """Whether a typed line is the head of an arrival stamp and its first entry: ĐẾN Số: 7."""
    return _NAMED.match(text) is not None


def is_arrival(lines: Sequence[str]) -> bool:
    """Whether the lines of a stamp are those of an arrival stamp."""
    entries = sum(map(is_arrival_entry, lines))
    return entries + _CERTAIN * any(_CAPITAL.search(line) for line in lines) >= _CERTAIN


def is_certain_arrival(lines: Sequence[str]) -> bool:
    """Whether lines are an arrival stamp even if no value can be read from it: ĐẾN with its marks and nothing beside
    it, or with entries that were left open."""
    entries = sum(map(count_arrival_entries, lines))
    heads = any(_WITH_MARKS.search(line) or names_arrival(line) for line in lines)
    return any(map(_ALONE.fullmatch, lines)) or (heads and entries >= _CERTAIN)
