"""Letters read for digits inside dates and numbers, and ký hiệu that name no type of document: "ngày l5 tháng O3 năm
2O23", "Quý 11/2024", "l2/KH-UBND", "QĐÐ-UBND", "QD-TTg"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import regex

from vbparse.language.doctypes import codes_by_name
from vbparse.language.folding import fold
from vbparse.language.tables import column, rows
from vbparse.patterns import Cue

_LIKE = "[0-9oilsbz|!§]"  # folded: Ó, Š, Ï are o, s, i
_DATES = (
    Cue(
        rf"(?<!\w)ngay\s+(?P<d>{_LIKE}{{1,2}})\s+thang\s+(?P<m>{_LIKE}{{1,2}})\s+nam\s+(?P<y>{_LIKE}{{4}})(?![\w|])",
        examples=["ngay l5 thang o3 nam 2o23"],
        rejects=["ngay mai thang o3"],
    ),
    Cue(
        rf"(?<![\w/.|-])(?P<d>{_LIKE}{{1,2}})(?P<j>[/.-])(?P<m>{_LIKE}{{1,2}})(?P=j)(?P<y>{_LIKE}{{4}})(?![\w|/-])",
        examples=["3o/6/2o23", "0s-02-2022"],
        rejects=["3o/6-2o23", "so/kh/ubnd"],
    ),
    Cue(
        rf"(?<!\w)thang\s+(?P<m>{_LIKE}{{1,2}})(?:\s+nam\s+|/)(?P<y>{_LIKE}{{4}})(?![\w|])",
        examples=["thang o3/2023", "thang l2 nam 2o23"],
        rejects=["thang ba nam 2023"],
    ),
    Cue(rf"(?<!\w)nam\s+(?P<y>{_LIKE}{{4}})(?![\w|])", examples=["nam 2o23"], rejects=["nam hoc", "nam 20233"]),
)
_NUMBERS = (
    Cue(
        rf"(?<!\w)so\s?:?\s?(?P<n>{_LIKE}{{1,5}})\s?[/-]\s?(?=(?:\d{{4}}/)?\p{{L}}{{2}})",
        examples=["so: l2/kh-ubnd", "so 1o5/2023/nd-cp"],
        rejects=["so: /kh-ubnd", "so ho/nam"],
    ),
    Cue(
        rf"(?<![\w/.|-])(?P<n>{_LIKE}{{1,5}})/(?P<y>{_LIKE}{{4}}/)?(?=\p{{L}}{{2,5}}-\p{{L}}{{2}})",
        examples=["l2/kh-ubnd", "1o/2o23/nd-cp"],
        rejects=["kh-ubnd", "12/kh"],
    ),
    Cue(
        rf"(?<!\w)(?P<h>{_LIKE}{{1,2}})\s+gio\s+(?P<q>{_LIKE}{{2}})(?![\w|])",
        examples=["1s gio 00"],
        rejects=["may gio roi"],
    ),
)
_LIMITS = {"d": (1, 31), "m": (1, 12), "y": (1900, 2099), "h": (0, 24), "q": (0, 59)}


def repair_digits(view: str) -> str:
    """The view with the digits of dates and numbers as they are meant; half of them must have been read as digits."""
    folded = fold(view)
    out = list(view)
    for pattern in (*_DATES, *_NUMBERS):
        for match in pattern.finditer(folded):
            spans = [match.span(k) for k in match.groupdict() if k != "j" and match[k]]
            read = "".join(folded[a:b] for a, b in spans).rstrip("/")
            if read.isdigit() or 2 * sum(c.isdigit() for c in read) < len(read) or not _is_possible(match):
                continue
            for a, b in spans:
                out[a:b] = _read_digits(folded[a:b])
    return "".join(out)


_PARTED = Cue(
    r"(?<=[Ss]ố )(?P<first>\d{1,2}) (?P<rest>\d{1,3}(?=/(?:\d{4}/)?\p{Lu}{2}))"
    r"|(?<=[Tt]háng )(?P<first>1) (?P<rest>[0-2](?=[,.;/)]| năm| và | tháng))",
    examples=["số 1 20/2020/NĐ-CP", "Số 1 33/QĐ-TTg", "tháng 1 1, tháng 12", "tháng 1 2 năm 2025"],
    rejects=["số 120/2020/NĐ-CP", "mẫu số 1, 20/QĐ", "số 1 20/hộ", "tháng 1 3 xã", "tháng 1, 2"],
)
"""A number or a month whose digits stand apart."""


def join_digits(view: str) -> str:
    """The view with the digits of a number together, behind the blank that parted them."""
    return _PARTED.sub(lambda match: f" {match['first']}{match['rest']}", view)


_QUARTER = Cue(
    r"(?<!\w)quy\s?(?P<q>[il1|!]{1,3}|[il1|!h]{3}|[il1|!]v)(?=\s?[/-]\s?20\d\d|\s+(?:nam\s+)?20\d\d)",
    examples=["quy 11/2024", "quy iih/2024", "quy lv nam 2023"],
    rejects=["quy che", "quy 1 ho"],
)


def repair_quarters(view: str) -> str:
    """The view with the Roman numbers of quarters as they are meant: "Quý 11/2024", "Quý IIH/2024", "Quý lV/2023". A
    single 1 is left, which is a number as well; two signs of which one is H may be II or III."""
    out = list(view)
    for match in _QUARTER.finditer(fold(view)):
        start, end = match.span("q")
        if match["q"] != "1":
            out[start:end] = "IV" if match["q"][-1] == "v" else "I" * (end - start)
    return "".join(out)


@cache
def _digit_of() -> dict[int, str]:
    return {ord(row["read"]): row["meant"] for row in rows("confusions") if row["kind"] == "digit"}


def _read_digits(read: str) -> str:
    return read.translate(_digit_of())


def _is_possible(match: regex.Match[str]) -> bool:
    for name, (low, high) in _LIMITS.items():
        read = (match.groupdict().get(name) or "").rstrip("/")
        if read and not low <= int(_read_digits(read)) <= high:
            return False
    return True


_SYMBOL = Cue(
    r"(?<=[\d./:] ?- ?|/ ?)(?:\p{Lu}[\p{L}\d]*)(?:[/-] ?\p{Lu}[\p{L}\d]*)*",
    examples=["79/QĐÐ-UBND", "08 - NQ/ĐU"],
    rejects=["QĐ-UBND", "79 hộ"],
)
_GROUP = Cue(r"[\p{L}\d]+", examples=["UBND"], rejects=["-/"])
_SHORT = Cue(
    r"(?<![\p{L}\d/&.-])(?=\p{Lu}{2}[\p{Lu}1]{2,5}(?![\p{L}\d&/-]))\p{Lu}+1?\p{Lu}+|(?<![\p{L}\d/&.-])\p{Lu}{2,3}(?=-\p{Lu})",
    examples=["UBNĐ", "GĐN-VK", "MT1Q"],
    rejects=["QĐ", "12/UBND"],
)
_LEAST = 3
"""Behind the type stands whose document it is: a shorter group may be any."""
_MOST_READINGS = 64
"""Readings of a group that are tried: where more are possible, nearly every letter is doubtful."""
_STEM = Cue(
    r"(?<=\p{L}{2})1(?=\p{L})|(?<=\p{L})1(?=\p{L}{2})", examples=["TT1g", "U1BND"], rejects=["P1", "1QU", "C1A"]
)
"""The stem of a letter beside it, read once more: no abbreviation has a digit between its letters."""
_TWICE = Cue(r"ĐÐ|ÐĐ", examples=["QĐÐ", "ÐĐU"], rejects=["ĐĐ"])


_SUBMISSION = Cue(r"(?<=\d ?/ ?TT)[+t†](?= ?-)", examples=["15/TT+-SNV"], rejects=["15/TTr-SNV", "15/TT-BYT"])
"""The last letter of TTr, read as a sign that no ký hiệu holds."""
_BODY_GROUP = Cue(
    r"(?<=\d ?/ ?\p{Lu}\p{L}{1,3} ?- ?)\p{Lu}\p{L}{2,7}(?![\p{L}\d])|(?<=\d/)\d\p{Lu}{2,7}(?![\p{L}\d])",
    examples=["08/TTr-SNgfV", "12/KH-STC", "1/5NV-TCBC"],
    rejects=["08/TTr-SV", "KH-STC"],
)
_POSSIBLE = Cue(
    r"(?:[A-EG-IK-VXYĐƯƠÔÊÂ]|(?<=[CGKNPT])[ghr])+", examples=["SNgV", "STTTT"], rejects=["SNgfV", "SNgŸ"], at="whole"
)
"""Letters that can be those of a body in a ký hiệu."""
_BODY = Cue(
    r"(?<!\w)(?P<head>Sở|Ban|Cục|Phòng) (?P<words>\p{Lu}\p{Ll}+(?: (?!và )\p{L}+| và){0,7})",
    examples=["Sở Ngoại vụ", "Sở Văn hóa và Thể thao"],
    rejects=["sở ngoại vụ", "Sở, ban"],
)


@cache
def _codes() -> frozenset[str]:
    short = (row["abbr"] for row in rows("abbreviations") if row["kind"] != "ocr-variant")
    return frozenset(codes_by_name().values()) | frozenset(s for s in short if s.isalpha())


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is the code of a type of document or a known abbreviation."""
    return word in _codes()


def repair_symbols(value: str, view: str) -> str:
    """The view with the groups of ký hiệu and other abbreviations as they are meant. Đ and Eth side by side are one
    letter read twice."""
    out = list(view)
    for match in _SYMBOL.finditer(view):
        for group in _GROUP.finditer(view, *match.span()):
            if group.start() > match.start() and len(group[0]) < _LEAST:
                continue
            _write_over(
                out, group.start(), group.end(), _find_abbreviation(value[group.start() : group.end()], group[0])
            )
    for match in _SHORT.finditer(view):
        _write_over(out, *match.span(), _find_abbreviation(value[match.start() : match.end()], match[0], alone=True))
    for sign in _SUBMISSION.finditer("".join(out)):
        out[sign.start()] = "r"
    _repair_bodies(out)
    return "".join(out)


def _repair_bodies(out: list[str]) -> None:
    """Letters in a ký hiệu that can be those of no body, and are a letter from those of one that the text names:
    "SNgfV" where Sở Ngoại vụ stands."""
    view = "".join(out)
    damaged = [group for group in _BODY_GROUP.finditer(view) if not _POSSIBLE.fullmatch(group[0])]
    named = {initials for body in _BODY.finditer(view) for initials in _initials(body)} if damaged else set()
    for group in damaged:
        near = [initials for initials in named if _is_near(group[0], initials)]
        if len(near) == 1:
            _write_over(out, *group.span(), near[0])


def _initials(body: regex.Match[str]) -> Iterator[str]:
    """What may stand for a body in a ký hiệu, of as many words as its name may have: SNV, SNgV."""
    words = [word for word in body["words"].split() if word != "và"]
    for opening in {words[0][:1], words[0][:2]}:
        for count in range(2, len(words) + 1):
            yield body["head"][0] + opening + "".join(word[0].upper() for word in words[1:count])


def _is_near(read: str, meant: str) -> bool:
    """Whether one letter was misread, or read for nothing."""
    if len(read) == len(meant):
        return sum(a != b for a, b in zip(read, meant, strict=True)) == 1
    return len(read) == len(meant) + 1 and any(read[:i] + read[i + 1 :] == meant for i in range(len(read)))


def _write_over(out: list[str], start: int, end: int, meant: str) -> None:
    out[start:end] = meant.ljust(end - start)


def _find_abbreviation(value: str, group: str, *, alone: bool = False) -> str:
    """The abbreviation that a group of letters is a misreading of; the group itself where there is none or several.
    One that stands alone may be any word in capitals, but for its Đ."""
    single_letters = _TWICE.sub("Đ", value)
    if group in _codes() and len(single_letters) == len(group):
        return group
    if (single := group.replace("ĐĐ", "Đ")) in _codes():
        return single
    if len(single_letters) < len(group):
        single_letters = single_letters.replace("Ð", "Đ")
        return (
            next(iter(_variants(single_letters, alone)), single_letters)
            if single_letters not in _codes()
            else single_letters
        )
    found = _variants(group, alone) or {_STEM.sub("", group)} & _codes()
    return found.pop() if len(found) == 1 else group


def _variants(group: str, alone: bool) -> set[str]:
    """Known abbreviations that differ in one letter or two by a confusion."""
    choices = [(c, *(m for m in _letters_meant().get(c, ()) if not alone or m in "DĐ" or c.isdigit())) for c in group]
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if ways > _MOST_READINGS:
        return set()
    return {word for word in map("".join, product(*choices)) if word in _codes() and word != group}


@cache
def _letters_meant() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for read, meant in zip(
        column("confusions", "read", kind="symbol"), column("confusions", "meant", kind="symbol"), strict=True
    ):
        found.setdefault(read, []).append(meant)
    return {read: tuple(meant) for read, meant in found.items()}
