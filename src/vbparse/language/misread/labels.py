"""Labels at the beginning of a line that go on with the series before them: "H." behind I. is II., "o." behind 4. is
5., "9," behind 8. is 9., "$2." behind 5.1 is 5.2, "ø)" behind e) is g). What is a label by itself ("1." before II.,
"e)" between b) and d)) is changed only where the label behind it agrees.

Tesseract loses strokes of capital I side by side: of two labels II. in a row the second is III. What does not go on
with its series stays as it was read. A Roman numeral that needs more room than was read is written as one character
(Ⅲ), which is read as III (`language.labels`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, chain

from regex import Match

from vbparse.language.anchors import match_at
from vbparse.language.folding import fold
from vbparse.language.labels import VIETNAMESE_ORDER, format_roman, parse_roman
from vbparse.language.misread.letters import keep_line_ends, match_case
from vbparse.language.tables import rows
from vbparse.patterns import Cue

_ROMAN = Cue(
    r"(?m)^[^\S\n]*(?P<label>[IVXHLTl1|\[\]ÌÍỈĨỊ]{1,5})"
    r"(?:(?=\s?\.\s?\p{Lu})|(?P<bare>(?<=[IVX]{2}) )(?=\p{Lu}\p{Ll}[^\n:]{1,80}:))",
    examples=["HI. TỔ CHỨC", "IIl . Tên", "VỊ. Dự trù", "VII Kinh phí: do Sở cấp"],
    rejects=["H. yêu cầu", "VIỆC", "VII Đảng ủy"],
)
_PART = Cue(
    r"(?m)^[^\S\n]*(?P<word>(?i:ph[âầấẩăa]n))[^\S\n](?P<label>[IVXTl1|]{1,4})(?=[^\S\n]*[.:]?$)",
    examples=["Phần I", "PHÂN II:", "Phân Il"],
    rejects=["Phần II. Tên", "Phần mềm", "Phần I của"],
)
"""The label of a part that stands alone on its line."""
_FIRST = Cue(
    r"(?m)^[^\S\n]*(?P<label>[1l|])(?=\.\s\p{Lu})|^[^\S\n]*(?P<label>L)(?=\.?\s\p{Lu}{2,}\s(?:\p{Lu}|[^\p{L}\n])+$)",
    examples=["1. Mục đích", "L MỤC TIÊU\n"],
    rejects=["1) Mục đích", "11. Tên", "L. Lê Văn"],
)
_SECOND = Cue(r"(?m)^[^\S\n]*2[.)/]", examples=["2. Tên"], rejects=["12. Tên"])
_NUMBER = Cue(
    r"(?m)^[^\S\n]*(?P<label>\d{1,2}|[oOsSŠlI|§&])(?=\.(?:\s?\p{Lu}|\d)|,\s\p{Lu})",
    examples=["o. Sở Y tế", "9, Sở Nội vụ", "S.1. Hậu kiểm", "I.BS. Lê Văn", "§. Sở Y tế"],
    rejects=["o Sở Y tế", "9, sở"],
)
_POINT = Cue(
    r"(?m)^[^\S\n]*(?P<label>(?:[\p{Ll}©\d](?=[.)])|\p{Lu}(?=\)))(?=.\s?[\p{Lu}\d]))"
    r"|^[^\S\n]*(?:\d{1,2}[.)]|[IVXⅠ-Ⅻ]{1,5}\.|Điều \d)",
    examples=["đ) Ba", "C) Ba", "c. Hai", "ø) Tên", "12. Tên", "Ⅲ. Tên"],
    rejects=["C. Ba", "a) bốn"],
)
"""A letter that is a label or may be one, and labels of other series."""
_DOTTED = Cue(
    r"(?m)^[^\S\n]*(?P<label>(?P<head>[^\s.]{1,2})\.?(?P<number>\d{1,2})\.?) (?=\p{Lu})",
    examples=["5.2. Phòng", "$2. Phòng", "$.3. Các", "3.4 Tên"],
    rejects=["5.2. phòng", "2. Phòng"],
)
_SPECKED = Cue(
    r"(?m)^[^\S\n]*(?P<speck>(?:[-_ˆ^`'’,.·~¬|„“\"]\s?)?)"
    r"(?P<label>\d{1,2}(?=[.,)]\s?\p{Lu})|[a-zđ](?=\)\s?\p{Lu})|[IVX]{1,5}(?=[.:]\s?\p{Lu}{2}))",
    examples=["-9. UBND", "ˆ b) Giám sát", "_ II.KINH PHÍ", "10. Tên"],
    rejects=["- 9 xã", "+ a) Một", "- V.I. Lê-nin"],
)
_DASH = Cue(
    r"(?m)^[^\S\n]*(?P<mark>[-_¬][^\S\n]?[-_¬]|[_¬])(?=\s?\p{Lu}\p{Ll})",
    examples=["-_ Trưởng đoàn", "_- Thư ký", "- _ Học viên", "¬ Bảo đảm"],
    rejects=["- Trưởng đoàn", "__ CHỦ TỊCH", "___ Tên"],
)
"""A dash before an item that was read as another mark, or as two."""
_BULLET = "-"
_STOP = Cue(
    r"(?m)^[^\S\n]*(?:\d{1,2}\.\d{1,2}(?P<comma>,)(?=\s\p{Lu})|\d{1,2}\.(?P<dash>-)(?=[\p{Lu}\d])"
    r"|[IVX]{1,5}(?P<colon>:)(?=\s(?:\p{Lu}|[^\p{L}\n])+$))",
    examples=["1.1, Đề nghị", "3.-100% xã", "IV: TỔ CHỨC\n"],
    rejects=["1,1, Đề", "3.-a", "IV: Tổ chức"],
)
"""A stop behind a label that was read as another mark."""
_CAPITALS = Cue(r"\.?\s(?:\p{Lu}|[^\p{L}\n])+(?:\n|$)", examples=[". YÊU CẦU\n"], rejects=[". Yêu cầu"], at="start")
_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"


def repair_labels(value: str, view: str) -> str:
    """The view with labels as their series wants them."""
    view = "".join(_wipe_marks(keep_line_ends(value, view), list(view)))
    lines = keep_line_ends(value, view)
    out = list(view)
    first = list(_repair_first(lines))
    repairs: tuple[Iterable[_Label], ...] = (
        first,
        _repair_romans(lines, 1 if first else 0),
        _repair_numbers(lines),
        _repair_dotted(lines),
        _repair_letters(lines),
        _repair_parts(lines),
    )
    for start, end, meant in chain.from_iterable(repairs):
        out[start:end] = meant.ljust(end - start)
    return "".join(out)


_Label = tuple[int, int, str]


def _find_in_lines(cue: Cue[str], lines: str) -> Iterator[Match[str]]:
    """The matches of a cue that can only begin with a line."""
    starts = accumulate((len(line) for line in lines.splitlines(keepends=True)), initial=0)
    return match_at(cue, lines, starts)


def _wipe_marks(lines: str, out: list[str]) -> list[str]:
    """The view without specks before labels, and with the stops behind them. A dash is a speck where the label behind
    it goes on with its series, and else the mark of a list."""
    series: dict[str, str] = {}
    for match in _find_in_lines(_SPECKED, lines):
        label, (start, end) = match["label"], match.span("speck")
        kind = "number" if label.isdigit() else "letter" if label.islower() else "roman"
        if start < end and (lines[start] != _BULLET or label == series.get(kind)):
            out[start:end] = " " * (end - start)
        series[kind] = _label_behind(label)
    for match in _find_in_lines(_DASH, lines):
        start, end = match.span("mark")
        out[start:end] = _BULLET.ljust(end - start)
    for match in _find_in_lines(_STOP, lines):
        at = match.end() - 1
        out[at] = " " if match["dash"] else "."
    return out


def _label_behind(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    return _letter_behind(label) if label.islower() else format_roman((parse_roman(label) or 0) + 1)


def _repair_first(lines: str) -> Iterator[_Label]:
    """ "1." is I. where II. follows it and no 2., or a line in capitals stands behind it, and 1. below that."""
    second = next(
        (m for m in _find_in_lines(_ROMAN, lines) if parse_roman(m["label"]) or _roman_values(m["label"])), None
    )
    if second is None or not _follows(second["label"], 2) or parse_roman(second["label"]) == 1:
        return
    ones = list(_FIRST.finditer(lines, 0, second.start()))
    ends = [*(one.start() for one in ones), second.start()][1:]
    alone = [one for one, end in zip(ones, ends, strict=False) if not _SECOND.search(lines, one.end(), end)]
    parts = [one for one in alone if _CAPITALS.match(lines, one.end())] or alone[-1:]
    if parts and (parts[-1] in ones[-1:] or _CAPITALS.match(lines, parts[-1].end())):
        yield *parts[-1].span("label"), _SIGNS[0]


def _repair_romans(lines: str, number: int) -> Iterator[_Label]:
    """Numerals as their series wants them; `number` is the last that was read before."""
    found = [m for m in _find_in_lines(_ROMAN, lines) if parse_roman(_unmark(m["label"])) or _roman_values(m["label"])]
    for match, following in zip(found, [*found[1:], None], strict=False):
        read = match["label"]
        value = parse_roman(read)
        if match["bare"]:
            meant = number + 1
            if value == meant or meant in _roman_values(read):
                number = meant
                yield match.start("label"), match.end("bare"), f"{_SIGNS[meant - 1]}. "
            continue
        if value is None and parse_roman(_unmark(read)) == number + 1:
            number += 1
            yield *match.span("label"), _SIGNS[number - 1]
        elif value in (number + 1, 1):
            number = value or 1
        elif number + 1 in _roman_values(read) and not (
            value and following and not _follows(following["label"], number + 2)
        ):
            number += 1
            yield *match.span("label"), _SIGNS[number - 1]
        elif value:
            number = value


def _repair_parts(lines: str) -> Iterator[_Label]:
    """ "Phân I" behind Phần I is Phần II: a stroke is lost."""
    number = 0
    for match in _find_in_lines(_PART, lines):
        read = match["label"]
        value = parse_roman(read)
        if number and (value is None or value <= number):
            yield *match.span("label"), _SIGNS[number]
        yield *match.span("word"), match_case(match["word"], "phần")
        number = value if value and value > number else number + 1


def _follows(read: str, wanted: int) -> bool:
    """Whether a label can stand behind the one before `wanted`. Another series may begin there."""
    return parse_roman(read) in (wanted, 1) or wanted in _roman_values(read)


def _repair_numbers(lines: str) -> Iterator[_Label]:
    found = list(_find_in_lines(_NUMBER, lines))
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


def _repair_dotted(lines: str) -> Iterator[_Label]:
    """ "$2." behind 5.1 is 5.2: the number before the stop was read as another sign."""
    series, number = "", 0
    for match in _find_in_lines(_DOTTED, lines):
        if match["head"].isdigit() and "." in match["label"][:-1]:
            series, number = match["head"], int(match["number"])
        elif series in _digits_meant(match["head"]) and int(match["number"]) == number + 1:
            number += 1
            yield match.start("label"), match.end(), f"{series}.{number} "


def _repair_letters(lines: str) -> Iterator[_Label]:
    """What stands behind e) and can be a misread g) is g), unless the label behind it says that it is not."""
    points = list(_find_in_lines(_POINT, lines))
    labels = [match["label"] or "" for match in points]
    previous = ""
    for match, following in zip(points, [*labels[1:], ""], strict=False):
        read = match["label"] or ""
        wanted = _letter_behind(previous)
        if read != wanted and wanted and (read.lower() == wanted or wanted in _letters_meant(read)):
            after = _letter_behind(wanted)
            if not following.isalpha() or following == after or after in _letters_meant(following):
                yield *match.span("label"), wanted
                read = wanted
        previous = read


def _letter_behind(letter: str) -> str:
    """The label that follows a letter in a list; empty where none does, or nothing stands before."""
    at = VIETNAMESE_ORDER.find(letter) if letter else -1
    return VIETNAMESE_ORDER[at + 1 : at + 2] if at >= 0 else ""


@cache
def _letters_meant(read: str) -> frozenset[str]:
    """The letters that a label may be a misreading of."""
    return frozenset(row["meant"] for row in rows("confusions") if row["kind"] == "point" and row["read"] == read)


def _unmark(label: str) -> str:
    return fold(label).upper() if label.isalpha() else label


@cache
def _roman_values(read: str) -> frozenset[int]:
    """What a Roman numeral may be a misreading of."""
    meant = (row["meant"] for row in rows("confusions") if row["kind"] == "roman" and row["read"] == read)
    return frozenset(value for m in meant if (value := parse_roman(m)))


@cache
def _digits_meant(read: str) -> frozenset[str]:
    """The digits that a letter may be a misreading of."""
    return frozenset(row["meant"] for row in rows("confusions") if row["kind"] == "label" and row["read"] == read)
