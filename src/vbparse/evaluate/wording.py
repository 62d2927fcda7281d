"""When two wordings, dates or rhythms count as the same: presentation is folded, bodies may be abbreviated."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from vbparse import edtf, rrule
from vbparse.language.landmarks.letter import ABOUT_IN_ANY_CASE
from vbparse.language.levels import level_words_pattern
from vbparse.patterns import Cue
from vbparse.schema import Due
from vbparse.text import fold_view

_SHORT = {
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "ủy ban mặt trận tổ quốc": "ubmttq",
    "mặt trận tổ quốc": "mttq",
    "hội đồng thi đua khen thưởng": "hđtđkt",
    "thi đua khen thưởng": "tđkt",
}
_LONG_NAMES = Cue(
    "|".join(_SHORT),  # longer names stand before those they hold
    examples=["ủy ban nhân dân tỉnh", "hội đồng thi đua khen thưởng"],
    rejects=["ủy ban kiểm tra"],
)
_UNITS = Cue(
    lambda: rf"\b(?:{level_words_pattern()})\b",
    examples=["ubnd tỉnh hà giang", "ubnd xã tân lập"],
    rejects=["sở nội vụ"],
)
_PRESENTATION = Cue(r"[*_#`\"']+", examples=["**kế hoạch**", '"một cửa"'], rejects=["42/kh-ubnd"])
_LOOSE = Cue(r" *([-,;:/()]) *", examples=["42 / kh - ubnd", "sở, ban"], rejects=["ngày 1.3"])
_LABEL_WORD = Cue(
    r"(?i)^(?:phần|chương|tiểu mục|mục|điều|khoản|điểm)\s+(?:thứ\s+)?",
    examples=["Điều 3", "PHẦN THỨ NHẤT", "Tiểu mục 2"],
    rejects=["II", "Điều3"],
)
_COLLECTIVE = Cue(
    r"các |những |mọi |toàn thể |cơ quan|đơn vị|tổ chức|ban,|ngành|đoàn thể|địa phương|cá nhân",
    examples=["các sở,ban,ngành", "cơ quan liên quan"],
    rejects=["sở nội vụ", "ban tổ chức"],
    at="start",
)


def fold(text: object) -> str:
    """A wording less its presentation: case, markup, dashes, quotes, blanks, tone placement, marks at the ends."""
    if text is None:
        return ""
    raw = unicodedata.normalize("NFC", str(text))
    # Ð in the place of Đ is a fault of a value, which the match view would hide.
    folded = "".join(a if a in "Ðð" else b for a, b in zip(raw, fold_view(raw), strict=True)).casefold()
    folded = _LOOSE.sub(r"\1", _PRESENTATION.sub("", folded))
    return " ".join(folded.split()).strip(" .;:,-/")


def squeeze(text: object) -> str:
    """The same without any blank, for numbers, symbols and paths."""
    return fold(text).replace(" ", "")


def subject(text: object) -> str:
    """A trích yếu less Về việc or V/v."""
    title = fold(text)
    about = ABOUT_IN_ANY_CASE.match(title)
    return title[about.end() :] if about else title


def label(text: object) -> str:
    """A label without brackets and without the word of its kind: Điều 3. and (3) are 3."""
    return _LABEL_WORD.sub("", str(text).strip(" .():/\t\n")).casefold()


def tokens(text: object) -> set[str]:
    """The words of a name; a body that has a common abbreviation is one word, however it is written."""
    return set(re.findall(r"\w+", _LONG_NAMES.sub(lambda match: _SHORT[match[0]], fold(text))))


def overlap(one: object, other: object) -> float:
    """F1 of the words of two names: 1 where they have the same words, 0 where they share none."""
    a, b = tokens(one), tokens(other)
    if not a or not b:
        return float(a == b)
    return 2 * len(a & b) / (len(a) + len(b))


def misread(one: str, other: str, least: float) -> bool:
    """Whether two folded wordings are one of which some letters were misread: `least` of the letters of both are alike
    and in order."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least


def same_body(one: object, other: object) -> bool:
    """Whether two names are of one body. One may name the superior body or the province that the other leaves out;
    administrative levels that differ, or a deputy beside his chief, make two."""
    a, b = tokens(one), tokens(other)
    levels = {match[0] for match in (_UNITS.search(fold(one)), _UNITS.search(fold(other))) if match}
    if not a or not b or len(levels) > 1 or ("phó" in a) != ("phó" in b):
        return False
    return (a <= b or b <= a) and overlap(one, other) >= 0.5


def is_collective(name: str) -> bool:
    """Whether a name stands for bodies that are not named: các sở, ban, ngành."""
    return _COLLECTIVE.match(fold(name)) is not None


def same_rhythm(gold: str, recurrence: str | None) -> bool:
    """Whether a rhythm is the annotated one; where the annotation names no day, any day will do."""
    found = rrule.short_form(recurrence)
    return found == gold or (":" not in gold and found.split(":")[0] == gold)


def due_agrees(gold: str | None, found: Due | None) -> bool:
    """Whether a deadline is the annotated one. Where none is annotated, or `as-needed` (khi có yêu cầu, đột xuất), a
    rhythm or thường xuyên written in running text is no error of the parser; a date is."""
    if not gold or gold == "as-needed":
        return not found or not found.date
    if not found:
        return False
    if gold == "continuous":
        return found.ongoing
    if not gold[:4].isdigit():
        return same_rhythm(gold, found.recurrence)
    return edtf.short_form(found.date) in (edtf.short_form(gold), f"../{gold}", f"{gold}/..")
