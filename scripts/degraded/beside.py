"""Damaged copies beside real scans: the same figures of both."""

from __future__ import annotations

from collections.abc import Iterable

from degraded.real import Words, share_read
from vbparse.evaluate import report
from vbparse.evaluate.tally import Tally

HEADER = ("as", "pages", "words found", "wrong of those read", "micro F1", "macro F1")


def describe(name: str, pages: int, words: Iterable[tuple[Words, Words]], values: Iterable[Tally]) -> tuple:
    """A row for documents in one state: `words` are those that stand in each and those that were read of it."""
    typed, seen, total = Words(), Words(), Tally()
    for number, pair in enumerate(words):  # a word of one document is not found in another
        typed.update({f"{number} {word}": count for word, count in pair[0].items()})
        seen.update({f"{number} {word}": count for word, count in pair[1].items()})
    for tally in values:
        total.add(tally)
    return name, pages, *share_read(typed, seen), report.micro(total), report.macro(total)
