"""Each two words in a row as one word of the index, so that a phrase of frequent words is looked for only where its
pairs stand: of such words FTS5 otherwise reads every place in every document.

A pair begins with a letter of its own, which nobody types. Pairs stand behind the text in `text_folded`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vbparse.language.folding import split_words

_MARK = "π"


def word_pairs(folded: str) -> Iterator[str]:
    """The pairs of a text without marks, each once."""
    yield from dict.fromkeys(_pair(first, second) for first, second in pairwise(split_words(folded)))


def phrase_expression(folded: Sequence[str]) -> str:
    """The expression for words without marks in a row."""
    whole = '"' + " ".join(folded) + '"'
    pairs = [f'"{_pair(first, second)}"' for first, second in pairwise(folded)]
    if len(pairs) < 2:
        return pairs[0] if pairs else whole
    return f"({' AND '.join([*pairs, whole])})"


def _pair(first: str, second: str) -> str:
    return f"{_MARK}{first}{_MARK}{second}"
