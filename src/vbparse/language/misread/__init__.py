"""What a machine misreads on a page, read as it is there: a view of recognised text that rules can match.

Only what can be one thing is repaired: words of the State's forms and of duties, in the closed vocabulary of the
tables; digits inside dates and numbers; ký hiệu against the types of documents. Never a name of a person or a place
(but the surname of who signs, where it can be one only, and a province, by the list of them), and never a word that
makes sense where it is. `data/confusions.tsv` holds which letters are taken for which.
"""

from __future__ import annotations

from vbparse.language.misread.labels import repair_labels
from vbparse.language.misread.letterheads import repair_letterheads
from vbparse.language.misread.numbers import join_digits, repair_digits, repair_quarters, repair_symbols
from vbparse.language.misread.phrases import repair_phrases, repair_stops
from vbparse.language.misread.signers import repair_signers
from vbparse.language.misread.words import repair_forms, repair_words
from vbparse.text import fold_view

__all__ = ["repair_view"]


def repair_view(value: str) -> str:
    """The match view of recognised text, misreadings repaired. As long as the text; what a misread symbol has too much
    is a blank before the next mark, where patterns allow one."""
    view = repair_stops(value, repair_symbols(value, fold_view(value)))
    view = repair_phrases(repair_forms(repair_words(repair_digits(join_digits(repair_quarters(view))))))
    return repair_letterheads(value, repair_signers(value, repair_labels(value, view)))
