"""Single words that are known by what stands behind them: "Sô: 12/KH-UBND", "ngảy 15", "Điêu 3"."""

from __future__ import annotations

from functools import cache

import regex

from vbparse.language.cues import widen_blanks
from vbparse.language.folding import fold
from vbparse.language.misread.letters import match_case
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

_WORD = Cue(r"[^\W\d_]+", examples=["Sô"], rejects=["12"])


_BEHIND = 40
"""Characters behind a word that may tell it: a number and a symbol."""


@cache
def _known_words() -> dict[str, list[tuple[str, list[str], regex.Pattern[str]]]]:
    """By the first syllable: the letters without marks, what is meant, and what must stand behind."""
    by_syllable: dict[str, list[tuple[str, list[str], regex.Pattern[str]]]] = {}
    for row in rows("confusions"):
        if row["kind"] in ("word", "phrase") and row["behind"]:
            meant = fold_view(row["meant"]).split()
            letters = fold(" ".join(meant))
            behind = regex.compile(rf"(?!\p{{L}}){widen_blanks(row['behind'])}")
            by_syllable.setdefault(letters.split()[0], []).append((letters, meant, behind))
    return by_syllable


@cache
def _form_patterns() -> tuple[tuple[regex.Pattern[str], str], ...]:
    """Patterns of what is misread, and what is meant, in as many letters."""
    return tuple((regex.compile(row["read"]), row["meant"]) for row in rows("confusions") if row["kind"] == "form")


def repair_forms(view: str) -> str:
    """The view with misread forms of the State's papers as they are meant: "quý TV", "Lưu: VI"."""
    for pattern, meant in _form_patterns():
        view = pattern.sub(lambda match, meant=meant: meant.ljust(len(match[0])), view)  # type: ignore[misc]
    return view


def repair_words(view: str) -> str:
    """The view with misread words as they are meant."""
    folded = fold(view)
    words = [match.span() for match in _WORD.finditer(view)]
    out = list(view)
    for i, (start, end) in enumerate(words):
        for letters, meant, behind in _known_words().get(folded[start:end], ()):
            stop = start + len(letters)
            if not folded.startswith(letters, start) or not behind.match(view, stop, stop + _BEHIND):
                continue
            for (a, b), word in zip(words[i : i + len(meant)], meant, strict=True):
                if view[a:b].lower() != word:
                    out[a:b] = match_case(view[a:b], word)
    return "".join(out)
