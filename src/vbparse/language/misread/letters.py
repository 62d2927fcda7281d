"""Which letters are taken for which, and how a misread word is written in its own case."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise

from vbparse.language.tables import rows

_LONG_WORD = 5
"""Letters from which two of a word may be misread."""


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """(read, meant), small letters."""
    return frozenset((row["read"], row["meant"]) for row in rows("confusions") if row["kind"] == "letter")


@cache
def letters_alike_in_capitals() -> frozenset[str]:
    """Letters whose capital has the shape of the small letter."""
    return frozenset(row["read"] for row in rows("confusions") if row["kind"] == "case")


def is_confusable(read: str, meant: str) -> bool:
    """Whether a word (small letters) can have been read for another. One letter differs, two in a long word."""
    if len(read) != len(meant):
        return False
    wrong = [pair for pair in zip(read, meant, strict=True) if pair[0] != pair[1]]
    return len(wrong) <= (1 if len(meant) < _LONG_WORD else 2) and all(pair in _pairs() for pair in wrong)


def keep_line_ends(value: str, view: str) -> str:
    """A view, where each white space is a blank, with the line ends of its text."""
    ends = accumulate(len(line) + 1 for line in value.split("\n"))
    return "\n".join(view[start : end - 1] for start, end in pairwise((0, *ends)))


def match_case(word: str, meant: str) -> str:
    """A word in small letters, written in capitals or with a capital as `word` is."""
    if word.isupper() and len(word) > 1:
        return meant.upper()
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
