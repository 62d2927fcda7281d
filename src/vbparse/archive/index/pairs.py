"""Words of the index `text_folded` that no text has: each two words in a row as one, so that a phrase of frequent words
is looked for only where its pairs stand (of such words FTS5 otherwise reads every place in every document); and the
first two and three letters of each word, so that the beginning of one is a word (an index of prefixes by FTS5 keeps the
places of each, and is as large as that of the words).

Both begin with a letter of their own, which nobody types. They stand behind the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vbparse.language.folding import split_words

_MARK, _BEGINNING = "π", "λ"
_SHORT = (2, 3)
"""Letters of the beginnings that are written."""


def added_words(folded: str) -> Iterator[str]:
    """The pairs and the beginnings of a text without marks, each once."""
    words = split_words(folded)
    yield from dict.fromkeys(_pair(first, second) for first, second in pairwise(words))
    distinct = dict.fromkeys(words)
    yield from dict.fromkeys(_BEGINNING + word[:size] for word in distinct for size in _SHORT if len(word) >= size)


def phrase_expression(folded: Sequence[str]) -> str:
    """The expression for words without marks in a row."""
    whole = _quote(folded)
    pairs = [f'"{_pair(first, second)}"' for first, second in pairwise(folded)]
    if len(pairs) < 2:
        return pairs[0] if pairs else whole
    return f"({' AND '.join([*pairs, whole])})"


def prefix_expression(folded: Sequence[str]) -> str:
    """The expression for words without marks in a row, of which the last is the beginning of one."""
    *before, last = folded
    if not before:
        return f'"{_BEGINNING}{last}"' if len(last) in _SHORT else f'"{last}" *'
    pairs = [f'"{_pair(first, second)}"' for first, second in pairwise(before)]
    pairs.append(f'"{_pair(before[-1], last)}" *')
    return f"({' AND '.join([*pairs, f'{_quote(folded)} *'])})" if len(pairs) > 1 else pairs[0]


def _pair(first: str, second: str) -> str:
    return f"{_MARK}{first}{_MARK}{second}"


def _quote(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'
