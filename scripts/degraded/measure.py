"""How well a scan was read: letters against the letters of its text layer, values against the annotation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from vbparse import Document, evaluate
from vbparse.evaluate.tally import Tally


@dataclass
class Letters:
    """Edit distance of a text as read from the text as it stands, white space apart; `marks` is what of it vanishes
    once the marks of Vietnamese letters are folded."""

    errors: int = 0
    marks: int = 0
    length: int = 0

    def add(self, stands: str, read: str) -> None:
        """Count a text. Pieces in another order count as errors, for they are read in that order."""
        stands, read = " ".join(stands.split()), " ".join(read.split())
        errors = Levenshtein.distance(stands, read)
        self.errors += errors
        self.marks += errors - Levenshtein.distance(unmarked(stands), unmarked(read))
        self.length += len(stands)

    def merge(self, other: Letters) -> None:
        self.errors += other.errors
        self.marks += other.marks
        self.length += other.length

    @property
    def rate(self) -> float:
        """Errors per letter."""
        return self.errors / max(1, self.length)

    @property
    def mark_rate(self) -> float:
        """Errors in marks alone, per letter."""
        return self.marks / max(1, self.length)


def unmarked(text: str) -> str:
    """Letters less their marks, đ as d; as many as before."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def compare_with_gold(gold: dict[str, Any], document: Document, name: str, scan: bool) -> Tally:
    """A document against its annotation. Places are left out: those of the annotation are of another file. Of a scan a
    title counts with 95 % of its words (`scan` in the annotation says so)."""
    return evaluate.compare({k: v for k, v in gold.items() if k != "places"} | {"scan": scan}, document, name)
