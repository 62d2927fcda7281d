"""Phrases of the closed vocabulary with a mark lost or changed: "tô chức" for tổ chức, "QUYÉT ĐỊNH" for QUYẾT ĐỊNH.

The vocabulary is what the tables of the language know in two syllables or more. A phrase is repaired where its letters
without marks name one of them, the letters read can be taken for those meant, and it is no phrase itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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


class _Word(NamedTuple):
    """A run of letters. `joined` tells that the next one stands a single blank behind it."""

    start: int
    text: str
    plain: str
    joined: bool


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
def _longest() -> dict[str, int]:
    """The number of syllables of the longest phrase that begins with a pair of syllables."""
    found: dict[str, int] = {}
    for plain in _vocabulary():
        words = plain.split()
        pair = f"{words[0]} {words[1]}"
        found[pair] = max(found.get(pair, 0), len(words))
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
        wrong = [i for i in range(first, stop) if words[i].text.lower() != phrase[i - first]]
        if sound.intersection(wrong) or not _is_sure(words, first, stop, wrong, phrase):
            continue
        done = stop
        for i in wrong:
            word = words[i]
            out[word.start : word.start + len(word.text)] = match_case(word.text, phrase[i - first])
    return _repair_case("".join(out), words, phrases)


def repair_stops(value: str, view: str) -> str:
    """The view without stops inside a line that nothing begins behind: a speck parts the two syllables of a word, and
    else it was a comma; and without specks before a line."""
    lined = keep_line_ends(value, view)
    out = list(view)
    for match in _SPECK.finditer(lined):
        out[match.start("speck")] = " "
    for match in _STOP.finditer(lined):
        pair = fold(f"{match['before']} {match['after']}")
        out[match.start("stop")] = " " if pair in _vocabulary() or pair in _longest() else ","
    return "".join(out)


def _split_words(view: str) -> list[_Word]:
    folded = fold(view)
    marks = list(_WORD.finditer(view))
    ends = [m.end() for m in marks]
    joined = [
        marks[i + 1].start() == end + 1 and view[end] == " " if i + 1 < len(marks) else False
        for i, end in enumerate(ends)
    ]
    return [_Word(m.start(), m[0], folded[m.start() : m.end()], j) for m, j in zip(marks, joined, strict=True)]


def _find_phrases(words: list[_Word]) -> Iterator[tuple[int, int, list[str] | None]]:
    """Stretches of words that are a phrase but for their marks, the longer first: first, last, and what is meant; None
    where they are written as a phrase is."""
    longest, vocabulary = _longest(), _vocabulary()
    for first in range(len(words) - 1):
        most = longest.get(f"{words[first].plain} {words[first + 1].plain}", 0) if words[first].joined else 0
        for stop in range(min(first + most, len(words)), first + 1, -1):
            run = words[first:stop]
            phrases = vocabulary.get(" ".join(w.plain for w in run))
            if not phrases or not all(w.joined for w in run[:-1]):
                continue
            written = [w.text.lower() for w in run]
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


def _is_sure(words: list[_Word], first: int, last: int, wrong: list[int], meant: list[str]) -> bool:
    """One wrong word beside a right one, or a wrong word that is none; and no part of a name."""
    if len(wrong) == last - first and all(is_frequent(words[i].text) for i in wrong):
        return False
    if any(words[i].text.lower() in _function_words() for i in wrong):
        return False
    return not _is_name(words, first, last, wrong)


def _is_name(words: list[_Word], first: int, last: int, wrong: list[int]) -> bool:
    """Whether the words may be part of a name of a person or place: "Văn Tính" at the end of a line, "XÃ VĂN PHONG"."""
    run = [w.text for w in words[first:last]]
    previous = words[first - 1].text if first and words[first - 1].joined else ""
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


def _repair_case(view: str, words: list[_Word], found: list[tuple[int, int, list[str] | None]]) -> str:
    """ "đơn VỊ", "tổng SỐ": letters that are capitals by their size alone, inside a phrase in small letters."""
    out = list(view)
    for first, last, _ in found:
        if words[first].text[0].islower():
            for word in words[first + 1 : last]:
                if (
                    len(word.text) > 1
                    and word.text.isupper()
                    and letters_alike_in_capitals().issuperset(word.plain[:1])
                ):
                    end = word.start + len(word.text)
                    out[word.start : end] = "".join(out[word.start : end]).lower()
    return "".join(out)
