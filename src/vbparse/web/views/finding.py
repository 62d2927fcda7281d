"""Words found in the text of a document, with their places on its pages."""

from __future__ import annotations

from itertools import islice

import regex

from vbparse.language.folding import fold, fold_case
from vbparse.web.views.places import Span


def find_words(text: str, words: str, most: int) -> list[Span]:
    """Where words stand one behind the other, over line breaks too, whatever their case; without marks in what is
    looked for, whatever the marks of the text."""
    wanted = fold_case(words).split()
    if not wanted:
        return []
    plain = [fold(one) for one in wanted]
    folded = fold(text) if plain == wanted else fold_case(text)
    return [found.span() for found in islice(regex.finditer(r"\s+".join(map(regex.escape, wanted)), folded), most)]
