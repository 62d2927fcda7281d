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
    r"\W*(?:den\W+)?(?:s[o06](?:\W*[:.](?!.*[/-]\s*[a-z]{2})|\W*\d+\W*$|\s+va\b)|ngay\W*[:.](?!.*thang)"
    r"|chuyen\b|luu ho so)",
    examples=[
        "so: 125",
        "s6 125",
        "so va ky hieu ho so",
        "den so: 7",
        "ngay: 5/3/2025",
        "chuyen: van phong",
        "luu ho so so:",
    ],
    rejects=["so: 29/kh-ubnd", "ngay 5 thang 3", "ngay: 5 thang 3", "so tay"],
    at="start",
)
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
_CERTAIN = 2
"""Entries that make a stamp one of arrival; the head counts for two."""


def is_arrival_head(text: str) -> bool:
    """Whether a line can be the head of an arrival stamp: ĐẾN, CÔNG VĂN ĐẾN, an office and ĐẾN beside it."""
    return bool(_HEAD.match(fold(text))) and text.strip(" -–.:|").isupper()


def is_arrival_entry(text: str) -> bool:
    """Whether a line is an entry of an arrival stamp: Số, Ngày, Chuyển, Lưu hồ sơ."""
    return _ENTRY.match(fold(text)) is not None


def names_arrival(text: str) -> bool:
    """Whether a typed line is the head of an arrival stamp and its first entry: ĐẾN Số: 7."""
    return _NAMED.match(text) is not None


def is_arrival(lines: Sequence[str]) -> bool:
    """Whether the lines of a stamp are those of an arrival stamp."""
    entries = sum(map(is_arrival_entry, lines))
    return entries + _CERTAIN * any(_CAPITAL.search(line) for line in lines) >= _CERTAIN
