"""Where a number is written by hand: "Số: 4† /QĐ-UBND", "ngày Â4‡ tháng 12 năm 2021". What is no number there was not
read; it is left out of the view, so that the rest of the line is."""

from __future__ import annotations

import regex

from vbparse.language.doctypes import code_of_name

_NUMBER = regex.compile(
    r"(?m)^\W*S[ốỐ]\s?:?\s?(?P<slot>[^\n:/-]{1,8}?)\s?[/⁄-]\s?(?P<type>\p{Lu}[\p{L}]*)\s?[/-]\s?\p{Lu}{2}"
)
_KEPT = "\n⁄"  # a stroke read for a digit is none of the symbol's
_NUMERAL = regex.compile(r"\d[\d.]*[a-zA-ZĐ]?|[\s._…]*")
_DATE = regex.compile(
    r"(?m)(?<=, ?)[Nn]gày\s?(?P<slot>[^\n]{1,8}?)\s?tháng\s?(?P<month>[^\n]{1,6}?)\s?năm\s?(?:19|20)\d\d$"
)
_DAY = regex.compile(r"\d\s?\d?|[\s._…]*")


def clear_slots(value: str, view: str) -> str:
    """The view with blanks for what stands in the place of a number, a day or a month and is none."""
    lines = "".join(a if a in _KEPT else v for a, v in zip(value, view, strict=True))
    out = list(view)
    known = set(code_of_name().values())
    for match in _NUMBER.finditer(lines):
        if match["type"] in known and not _NUMERAL.fullmatch(match["slot"]):
            _clear(out, *match.span("slot"))
    for match in _DATE.finditer(lines):
        for name in ("slot", "month"):
            if not _DAY.fullmatch(match[name]):
                _clear(out, *match.span(name))
    return "".join(out)


def _clear(out: list[str], start: int, end: int) -> None:
    out[start:end] = " " * (end - start)
