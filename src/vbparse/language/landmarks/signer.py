"""The name of who signs, and the words that stand for the hand: "Lò Thị Nhạn", "ThS. Trần Văn Bé", "(Đã ký)".

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and phụ lục I, ô số 7b.
"""

from __future__ import annotations

from functools import cache

import regex

from vbparse.language.cues import build_cue
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import Span, fold_view

_TITLES = r"(?:(?:{title of a person}|{rank})[. ] ?)*"
NAME_WORD = r"\p{Lu}(?:' ?\p{Lu}|[\p{Ll}\p{M}]{1,3}'\p{L}|-\p{Lu})?[\p{Ll}\p{M}]*"
"""A word of the name of a person, also of those who write "H'Linh", "K' Brừm", "Bh'nướch", "Y-Blăk"."""
_LAST = r"(?:(?!\p{Lu}(?!\w|'|-\p{L}))" + NAME_WORD + r"|(?<= \p{Lu}\p{Ll}+ )[ÁÉÊÍÓÔƠÚƯÝ](?!\w))"
"""The last word is more than a letter, unless it is a vowel with its mark: "Lê Như Ý", and no "Tổ A"."""
NAME_IN_TWO = r"\p{Lu}' ?\p{Lu}[\p{Ll}\p{M}]+"
"""A whole name by itself: "K' Sôn", "H'Linh"."""
_WORDS = rf"(?:{NAME_WORD}(?: {NAME_WORD}){{0,4}} {_LAST}|{NAME_IN_TWO})"

SIGNER = build_cue(
    rf"\W*(?P<name>{_TITLES}{_WORDS})\W*$",
    examples=[
        "Lò Thị Nhạn",
        "ThS. Trần Văn Bé",
        "Đại tá Nguyễn Văn An",
        "H'Len Kbuôr",
        "Y Blăk Niê",
        "K' Brừm",
        "K'Sôn",
        "BSCKII. Lê Hà",
        "Rơ Mah H'Bé",
        "Y-Ngông Êban",
        "Trần Như Ý",
    ],
    rejects=["LÒ THỊ NHẠN", "Các phòng, ban", "Lò", "Sở Y tế", "Trần Văn A"],
    at="start",
)
"""A line that holds a name and nothing else."""
SIGNER_IN_ROW = Cue(
    rf"(?:\p{{Lu}}\p{{L}}{{1,4}}\.\s*){{0,2}}(?!\p{{Lu}}\s){NAME_WORD}(?:\s+{NAME_WORD}){{1,4}}$",
    examples=["Lò Thị Nhạn", "ThS. Trần Văn Bé", "Siu H'Ban"],
    rejects=["Sở Y tế", "LÒ THỊ NHẠN"],
    at="start",
)
"""A name that ends a row in which other columns stand."""
SIGNER_BEHIND = Cue(
    rf"(?<=\p{{Lu}}{{2}})\s+(?=(?!\p{{Lu}}\s)(?:{NAME_WORD}\s+)+{NAME_WORD}\s*$)",
    examples=["PHÓ CHỦ TỊCH Lò Thị Nhạn", "GIÁM ĐỐC Ksor H'Yên"],
    rejects=["PHÓ CHỦ TỊCH", "CHỦ TỊCH các xã"],
)
"""The blanks between a post in capitals and the name that ends the line."""
READ_SIGNER = Cue(
    rf"\W*(?:\p{{Lu}}\p{{Ll}}*\.? )*{NAME_WORD}(?:\s{NAME_WORD}){{0,4}}\s{_LAST}\W*",
    examples=["Lò Thị Nhạn", "| Lò Thị Nhạn |", "Siu H'Ban"],
    rejects=["LÒ THỊ NHẠN", "Lò"],
    at="whole",
)
HAND = build_cue(
    r"(?i)\W{0,20}(?:[(\[] ?(?:(?P<signed>đã ký)|ký|ký tên|ký, đóng dấu|ký tên, đóng dấu)\b"
    r"|(?P<signed>đã ký|da ky)\W*$)",
    examples=["(Đã ký)", "[Ký, đóng dấu]", "Đã ký", "(Ký tên)", "Da ky"],
    rejects=["Đã ký ban hành Kế hoạch", "Ký kết hợp đồng"],
    at="start",
)
"""What stands for the hand of who signs; `signed` where it says that it was done."""


def match_signer(view: str, line: Span) -> regex.Match[str] | None:
    """A line that holds the name of a person and nothing else, as `name`."""
    return SIGNER.match(view, *line)


def opens_with_surname(name: str) -> bool:
    """Whether the first word of a name, behind titles, is a usual surname."""
    words = [word for word in name.split() if not word.endswith(".")]
    return bool(words) and words[0] in surnames()


@cache
def surnames() -> frozenset[str]:
    """Usual surnames, in the spelling of the match view."""
    return frozenset(map(fold_view, column("surnames", "surname")))


def is_signer_line(view: str, line: Span) -> bool:
    """Whether a line holds the name of a person and nothing else."""
    return match_signer(view, line) is not None


def is_hand(view: str, line: Span) -> bool:
    """Whether a line stands for the hand: "(Đã ký)"."""
    return HAND.match(view, *line) is not None


def is_signed(view: str, line: Span) -> bool:
    """Whether a line says that somebody signed: "(Đã ký)". A form has only the place for it: "(Ký, ghi rõ họ tên)"."""
    match = HAND.match(view, *line)
    return match is not None and match["signed"] is not None
