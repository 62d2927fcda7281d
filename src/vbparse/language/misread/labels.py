"""Labels at the beginning of a line that go on with the series before them: "H." behind I. is II., "o." behind 4. is
5., "9," behind 8. is 9., "đ)" behind c) is d).

Tesseract loses strokes of capital I side by side: of two labels II. in a row the second is III. What does not go on
with its series stays as it was read. A Roman numeral that needs more room than was read is written as one character
(Ⅲ), which is read as III (`language.labels`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from vbparse.language.labels import parse_roman
from vbparse.language.tables import rows
from vbparse.patterns import Cue

_ROMAN = Cue(
    r"(?m)^[^\S\n]*(?P<label>[IVXHLTl1|\[\]]{1,5})(?=\s?\.\s?\p{Lu})",
    examples=["HI. TỔ CHỨC", "IIl . Tên"],
    rejects=["H. yêu cầu", "VIỆC"],
)
_NUMBER = Cue(
    r"(?m)^[^\S\n]*(?P<label>\d{1,2}|[oOsSŠlI|])(?=\.(?:\s\p{Lu}|\d)|,\s\p{Lu})",
    examples=["o. Sở Y tế", "9, Sở Nội vụ", "S.1. Hậu kiểm"],
    rejects=["o Sở Y tế", "9, sở"],
)
_LETTER = Cue(r"(?m)^[^\S\n]*(?P<label>\p{Ll})(?=[.)]\s)", examples=["đ) Ba", "c. Hai"], rejects=["Đ) Ba"])
_CAPITALS = Cue(r"\.\s(?:\p{Lu}|[^\p{L}\n])+(?:\n|$)", examples=[". YÊU CẦU\n"], rejects=[". Yêu cầu"], at="start")
_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"


def repair_labels(value: str, view: str) -> str:
    """The view with labels as their series wants them."""
    lines = "".join("\n" if a == "\n" else v for a, v in zip(value, view, strict=True))
    out = list(view)
    for start, end, meant in (*_repair_romans(lines), *_repair_numbers(lines), *_repair_letters(lines)):
        out[start:end] = meant.ljust(end - start)
    return "".join(out)


_Label = tuple[int, int, str]


def _repair_romans(lines: str) -> Iterator[_Label]:
    found = [m for m in _ROMAN.finditer(lines) if parse_roman(m["label"]) or _roman_values(m["label"])]
    number = 0
    for match, following in zip(found, [*found[1:], None], strict=False):
        read = match["label"]
        value = parse_roman(read)
        if value in (number + 1, 1):
            number = value or 1
        elif number + 1 in _roman_values(read) and not (
            value and following and not _follows(following["label"], number + 2)
        ):
            number += 1
            yield *match.span("label"), _SIGNS[number - 1]
        elif value:
            number = value


def _follows(read: str, wanted: int) -> bool:
    """Can a label stand behind the one before `wanted`? Another series may begin there."""
    return parse_roman(read) in (wanted, 1) or wanted in _roman_values(read)


def _repair_numbers(lines: str) -> Iterator[_Label]:
    found = list(_NUMBER.finditer(lines))
    previous = 0
    for match, following in zip(found, [*found[1:], None], strict=False):
        read = match["label"]
        if lines[match.end()] == ",":
            if read == str(previous + 1):
                previous += 1
                yield match.start("label"), match.end() + 1, f"{read}."
            continue
        if read.isdigit():
            previous = int(read)
            continue
        if read in "lI|" and _CAPITALS.match(lines, match.end()):
            continue  # a part in capitals is headed by a Roman numeral
        for number in (previous + 1, previous) if lines[match.end() + 1].isdigit() else (previous + 1, 1):
            if str(number) in _digits_meant(read) and (number > 1 or (following and following["label"] == "2")):
                previous = number
                yield *match.span("label"), str(number)
                break


def _repair_letters(lines: str) -> Iterator[_Label]:
    """What follows c) is d): a stroke of the line above makes it đ)."""
    for before, match in pairwise(_LETTER.finditer(lines)):
        if (before["label"], match["label"]) == ("c", "đ"):
            yield *match.span("label"), "d"


@cache
def _roman_values(read: str) -> frozenset[int]:
    """What a Roman numeral may be a misreading of."""
    meant = (row["meant"] for row in rows("confusions") if row["kind"] == "roman" and row["read"] == read)
    return frozenset(value for m in meant if (value := parse_roman(m)))


@cache
def _digits_meant(read: str) -> frozenset[str]:
    """The digits that a letter may be a misreading of."""
    return frozenset(row["meant"] for row in rows("confusions") if row["kind"] == "label" and row["read"] == read)
