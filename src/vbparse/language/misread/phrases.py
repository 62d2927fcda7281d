"""Phrases of the closed vocabulary with a mark lost or changed: "tô chức" for tổ chức, "QUYÉT ĐỊNH" for QUYẾT ĐỊNH.

The vocabulary is what the tables of the language know in two syllables or more. A phrase is repaired where its letters
without marks name one of them, the letters read can be taken for those meant, and it is no phrase itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from vbparse.language.folding import fold
from vbparse.language.levels import level_words
from vbparse.language.misread.letters import is_confusable, keep_line_ends, letters_alike_in_capitals, match_case
from vbparse.language.syllables import is_frequent, is_syllable
from vbparse.language.tables import column, rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

_WORD = Cue(r"[^\W\d_]+", examples=["tô"], rejects=["12"])
_PLAIN = Cue(r"\p{L}+(?: \p{L}+)+", examples=["Ủy ban nhân dân"], rejects=["UBND", "phối, hợp"])
_STOP = Cue(
    r"(?<!\p{L})(?P<before>\p{L}\p{Ll}+)(?P<stop>\.) (?=(?P<after>\p{Ll}{2,}))",
    examples=["xây. dựng", "khám bệnh. chữa bệnh"],
    rejects=["xây dựng. Các", "trên địa bàn. b) Rà soát"],
)
"""A stop before a word in small letters, where no sentence begins."""
_SPECK = Cue(
    r"(?m:^)(?:- ?)?(?P<speck>[.,'`_]) (?=\p{Lu}\p{Ll}* \p{Ll})",
    examples=[". Trên cơ sở", "' Các xã", "- _ Sinh viên"],
    rejects=["... Trên cơ sở", ". 5 xã", "ngày 5. Trên cơ sở"],
)
"""A mark alone before the first word of a line."""
_HEADS = ("Sở", "Phòng", "Bộ", "Ban", "Ủy ban", "Công an", "Giám đốc Sở", "Trưởng phòng")


class _Words(NamedTuple):
    """Runs of letters, as they stand and without marks. `joined` tells that the next one stands a single blank behind
    it."""

    starts: list[int]
    texts: list[str]
    plain: list[str]
    joined: list[bool]


def _terms() -> Iterator[str]:
    yield from column("confusions", "meant", kind="phrase")
    yield from column("confusions", "read", kind="sound")
    yield from (row["term"] for row in rows("organisations"))
    yield from (row["term"] for row in rows("actions"))
    yield from (row["name"] for row in rows("document_types"))
    yield from (row["form"] for row in rows("cues"))
    yield from (f"{head} {field}" for head in _HEADS for field in column("organisations", "term", label="field"))


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Letters without marks → the phrases that are written with them, in small letters of the match view."""
    found: dict[str, set[str]] = {}
    for term in _terms():
        for phrase in _PLAIN.findall(fold_view(term)):
            found.setdefault(fold(phrase), set()).add(phrase.lower())
    return {plain: frozenset(phrases) for plain, phrases in found.items()}


@cache
def _longest() -> dict[str, dict[str, int]]:
    """The number of syllables of the longest phrase that begins with two syllables, by the one and the other."""
    found: dict[str, dict[str, int]] = {}
    for plain in _vocabulary():
        first, second, *others = plain.split()
        behind = found.setdefault(first, {})
        behind[second] = max(behind.get(second, 0), len(others) + 2)
    return found


def repair_phrases(view: str) -> str:
    """The view with misread phrases as they are meant."""
    words = _split_words(view)
    phrases = list(_find_phrases(words))
    sound = {i for first, stop, phrase in phrases if phrase is None for i in range(first, stop)}
    out, done = list(view), 0
    for first, stop, phrase in phrases:
        if first < done or phrase is None:
            continue
        wrong = [i for i in range(first, stop) if words.texts[i].lower() != phrase[i - first]]
        if sound.intersection(wrong) or not _is_sure(words, first, stop, wrong, phrase):
            continue
        done = stop
        for i in wrong:
            start, word = words.starts[i], words.texts[i]
            out[start : start + len(word)] = match_case(word, phrase[i - first])
    return _repair_case("".join(out), words, phrases)


def repair_stops(value: str, view: str) -> str:
    """The view without stops inside a line that nothing begins behind: a speck parts the two syllables of a word, and
    else it was a comma; and without specks before a line."""
    lined = keep_line_ends(value, view)
    out = list(view)
    for match in _SPECK.finditer(lined):
        out[match.start("speck")] = " "
    for match in _STOP.finditer(lined):
        before, after = fold(match["before"]), fold(match["after"])
        out[match.start("stop")] = " " if after in _longest().get(before, {}) else ","
    return "".join(out)


def _split_words(view: str) -> _Words:
    folded = fold(view)
    spans = [match.span() for match in _WORD.finditer(view)]
    joined = [end + 1 == start and view[end] == " " for (_, end), (start, _) in pairwise(spans)]
    texts, plain = [view[a:b] for a, b in spans], [folded[a:b] for a, b in spans]
    return _Words([start for start, _ in spans], texts, plain, [*joined, False])


def _find_phrases(words: _Words) -> Iterator[tuple[int, int, list[str] | None]]:
    """Stretches of words that are a phrase but for their marks, the longer first: first, last, and what is meant; None
    where they are written as a phrase is."""
    longest, vocabulary = _longest(), _vocabulary()
    for first, plain in enumerate(words.plain):
        behind = longest.get(plain)
        if behind is None or not words.joined[first]:
            continue
        most = behind.get(words.plain[first + 1], 0)
        for stop in range(min(first + most, len(words.plain)), first + 1, -1):
            phrases = vocabulary.get(" ".join(words.plain[first:stop]))
            if not phrases or not all(words.joined[first : stop - 1]):
                continue
            written = [word.lower() for word in words.texts[first:stop]]
            if " ".join(written) in phrases:
                yield first, stop, None
                continue
            meant = _nearest(written, phrases)
            if meant:
                yield first, stop, meant


def _nearest(written: list[str], phrases: frozenset[str]) -> list[str] | None:
    """The phrase with the fewest words that differ; None where there is none, or two are as near."""
    found = [p for p in (phrase.split() for phrase in phrases) if _is_misreading(written, p)]
    far = sorted((sum(a != b for a, b in zip(written, p, strict=True)), p) for p in found)
    return far[0][1] if far and (len(far) == 1 or far[0][0] < far[1][0]) else None


def _is_misreading(written: list[str], meant: list[str]) -> bool:
    """In a common or long phrase one word, or words that are hardly any, may differ in any mark; else words differ by
    what is often misread."""
    wrong = [(a, b) for a, b in zip(written, meant, strict=True) if a != b]
    loose = len(wrong) == 1 or not any(is_frequent(a) for a, _ in wrong)
    return (loose and (len(meant) > 2 or " ".join(meant) in _common_phrases())) or all(
        is_confusable(a, b) for a, b in wrong
    )


def _is_sure(words: _Words, first: int, last: int, wrong: list[int], meant: list[str]) -> bool:
    """One wrong word beside a right one, or a wrong word that is none; and no part of a name."""
    if len(wrong) == last - first and all(is_frequent(words.texts[i]) for i in wrong):
        return False
    if any(words.texts[i].lower() in _function_words() for i in wrong):
        return False
    return not _is_name(words, first, last, wrong)


def _is_name(words: _Words, first: int, last: int, wrong: list[int]) -> bool:
    """Whether the words may be part of a name of a person or place: "Văn Tính" at the end of a line, "XÃ VĂN PHONG"."""
    run = words.texts[first:last]
    previous = words.texts[first - 1] if first and words.joined[first - 1] else ""
    if len(run) > 2:
        return False
    if all(w.isupper() for w in run):
        return previous.lower() in _before_names()
    if run[1][0].isupper():
        return not run[1].isupper() or (run[0][0].isupper() and is_syllable(run[1]))
    return first in wrong and run[0].istitle() and previous.istitle()


@cache
def _common_phrases() -> frozenset[str]:
    """Phrases that are so common that any mark of them may be misread."""
    return frozenset(fold_view(form).lower() for form in column("confusions", "meant", kind="phrase"))


@cache
def _function_words() -> frozenset[str]:
    """Words that stand beside any other: "quản lý để nâng cao" names no dike."""
    return frozenset(column("confusions", "read", kind="function word"))


@cache
def _before_names() -> frozenset[str]:
    """Surnames, middle names, and words of units: what stands behind is a name. Surnames that are words are none."""
    surnames = column("surnames", "surname", also="") + column("surnames", "surname", also="place")
    middle = column("confusions", "read", kind="before a name")
    units = (word.split()[-1] for word in level_words())
    return frozenset(fold_view(word).lower() for word in (*surnames, *middle, *units))


def _repair_case(view: str, words: _Words, found: list[tuple[int, int, list[str] | None]]) -> str:
    """ "đơn VỊ", "tổng SỐ": letters that are capitals by their size alone, inside a phrase in small letters."""
    out = list(view)
    for first, last, _ in found:
        if not words.texts[first][0].islower():
            continue
        for i in range(first + 1, last):
            start, word = words.starts[i], words.texts[i]
            if len(word) > 1 and word.isupper() and letters_alike_in_capitals().issuperset(words.plain[i][:1]):
                out[start : start + len(word)] = "".join(out[start : start + len(word)]).lower()
    return "".join(out)
