"""Facets: what is known of a document as words of the index, so that a filter is a term of an expression of FTS5.

They stand in each table behind the text and begin with a letter of their own, which nobody types. Issuer and signer
stand as single words and as a whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vbparse.language.folding import fold, split_words

TYPE, ISSUER, SIGNER = "τισ"
ANY = "ω"
"""Stands in every document."""
DOUBTFUL = "δ"
"""Stands in each document of which a value that lists show is doubtful."""
_NUMBER = "ν"


def build_facets(head: Mapping[str, Any] | sqlite3.Row) -> Iterator[str]:
    """The facets of a row of `heads`."""
    yield ANY
    for mark, value in ((TYPE, head["doc_type"]), (ISSUER, head["issuer"]), (SIGNER, head["signer"])):
        if found := split_words(value or ""):
            yield from dict.fromkeys([*(mark + fold(word) for word in found), whole_facet(mark, found)])
    if head["doubtful"]:
        yield DOUBTFUL
    if head["canonical"]:
        yield number_facet(split_words(head["canonical"]))


def number_facet(found: Sequence[str]) -> str:
    """The facet of a số ký hiệu, however it is written: 09/2019/QĐ-UBND."""
    return _NUMBER + fold("".join(found)).lstrip("0")


def whole_facet(mark: str, found: Sequence[str]) -> str:
    """The facet of a value as a whole, behind the mark of its kind."""
    return mark + fold("".join(found))
