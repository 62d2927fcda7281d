"""What is odd in the wording: words written twice, abbreviations that are none, letters with too many marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from vbparse.fields.finders import make_anomaly, shown_by
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.schema import Anomaly
from vbparse.text import MOST_MARKS, Span, Text
from vbparse.vocabularies import AnomalyCode

_WORD = Cue(r"[\p{L}\p{Nl}\p{No}]+", examples=["các thôn"], rejects=["12", "_"])
_REDUPLICATED = frozenset([
    "từ", "dần", "luôn", "ngày", "đời", "người", "nhà", "ai", "thường", "lâu", "xanh", "nho", "năm", "khác", "mãi",
    "đều", "nhanh", "hay", "gần", "song", "rưng", "sâu", "ngành", "nơi", "lớp", "tầng", "điệp", "lần", "trăm",
    "ầm", "hằm", "xa", "cao", "hơn",
])  # fmt: skip
"""Words that are doubled in good Vietnamese: từ từ, ngày ngày, luôn luôn."""
_ABBREVIATION = Cue(
    r"(?<![\p{L}\d/&.-])\p{Lu}{3,7}(?![\p{L}\d&/-])",
    examples=["UBND xã", "(HĐND)"],
    rejects=["12/QĐ-UBND", "QĐ", "UBNDx"],
)
_PILED = Cue(
    rf"\p{{M}}{{{MOST_MARKS - 2},}}",  # the first two may be one with their letter
    examples=["e" + "\u0301" * MOST_MARKS],
    rejects=["tiếng Việt", "e\u0302\u0301"],
)


@shown_by(
    AnomalyCode.WORD_DOUBLED,
    examples={"I. NỘI DUNG\nTrồng cây cây ven đường.": "cây cây"},
    rejects=["I. NỘI DUNG\nNgày ngày tưới cây, người người trồng cây."],
)
def find_doubled_words(text: Text) -> Iterator[Anomaly]:
    """A word, or a pair of words, that stands twice with nothing but blanks between, on one line."""
    spelled = [word.lower() for word in _WORD.findall(text.view)]
    singles = [i for i, (a, b) in enumerate(pairwise(spelled)) if a == b and len(a) > 1]
    pairs = [
        i for i, x in enumerate(zip(spelled, spelled[1:], spelled[2:], spelled[3:], strict=False)) if x[:2] == x[2:]
    ]
    if not (singles or pairs):
        return
    words = list(_WORD.finditer(text.view))
    for size, starts in ((1, singles), (2, pairs)):
        for i in starts:
            span = Span(words[i].start(), words[i + 2 * size - 1].end())
            word = " ".join(spelled[i : i + size])
            if word in _REDUPLICATED or not _is_plain_run(text, span) or (size == 1 and text[span].istitle()):
                continue
            if " ".join(spelled[i + 2 * size - 1 : i + 2 * size + 1]) in _two_syllable_verbs():
                continue  # địa bàn | bàn giao
            yield make_anomaly(AnomalyCode.WORD_DOUBLED, f"Từ “{word}” viết hai lần.", span)


@cache
def _two_syllable_verbs() -> frozenset[str]:
    """Verbs of two syllables."""
    return frozenset(row["term"] for row in rows("actions") if row["term"].count(" ") == 1)


def _is_plain_run(text: Text, span: Span) -> bool:
    """Nothing but letters and blanks, on one line, with no letter or digit beside it."""
    around = text.view[max(0, span.start - 1) : span.start] + text.view[span.end : span.end + 1]
    words = text[span]
    return words.replace(" ", "").isalpha() and not any(c.isalnum() for c in around)


@shown_by(
    AnomalyCode.ABBREVIATION_SUSPECT,
    examples={"I. NỘI DUNG\nHDND xã trồng cây.": "HDND"},
    rejects=["I. NỘI DUNG\nUBND, HĐND xã trồng cây."],
)
def find_suspect_abbreviations(text: Text) -> Iterator[Anomaly]:
    abbreviations, slips = _load_abbreviations()
    reported: set[str] = set()
    for match in _ABBREVIATION.finditer(text.view):
        word = match[0]
        if word in abbreviations or word in reported:
            continue
        expansion = slips.get(word) or (
            word.replace("D", "Đ") if "D" in word and word.replace("D", "Đ") in abbreviations else None
        )
        if expansion:
            reported.add(word)
            message = f"“{word}” có lẽ là {expansion}."
            yield make_anomaly(AnomalyCode.ABBREVIATION_SUSPECT, message, Span(*match.span()))


@cache
def _load_abbreviations() -> tuple[frozenset[str], dict[str, str]]:
    table = rows("abbreviations")
    slips = {r["abbr"]: r["expansion"] for r in table if r["kind"] == "ocr-variant"}
    return frozenset(r["abbr"] for r in table if r["kind"] != "ocr-variant"), slips


def find_piled_marks(text: Text) -> Iterator[Anomaly]:
    """Letters with more marks than are read (`vbparse.text.compose`)."""
    for match in _PILED.finditer(text.value):
        message = f"Một chữ mang quá nhiều dấu; các dấu từ thứ {MOST_MARKS + 1} trở đi không được giữ."
        yield make_anomaly(AnomalyCode.MARKS_PILED, message, Span(max(0, match.start() - 1), match.end()))
