"""Witnesses of what the signatures in a file say: who signed, for which body, and when. A misread name or day shows
beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vbparse.doubts.witness import Reading, witness
from vbparse.edtf import parse_interval
from vbparse.language.folding import fold, fold_case
from vbparse.schema import Issued, Issuer, Signature
from vbparse.vocabularies import DoubtCode

_LATEST = 60
"""Days after the day of issue in which a document is signed and stamped; copies are stamped later than originals."""


@witness(DoubtCode.DISAGREES, Issued)
def is_stamped_on_other_days(issued: Issued, reading: Reading) -> bool:
    """Every signature in the file was made before the day of issue, or long after it."""
    days = parse_interval(issued.date)
    signed = [*_days_of_signatures(reading)]
    if not days or not days.first or not days.last or not signed:
        return False
    return not any(days.first <= day and (day - days.last).days <= _LATEST for day in signed)


def _days_of_signatures(reading: Reading) -> Iterator[date]:
    for one in reading.document.source.digital_signatures:
        try:
            yield date.fromisoformat((one.time or "")[: len("2024-05-17")])
        except ValueError:
            continue


@witness(DoubtCode.DISAGREES, Signature, Issuer)
def is_stamped_with_other_marks(value: Signature | Issuer, reading: Reading) -> bool:
    """A signature in the file bears the same name in other letters: the one with the marks right is not misread."""
    name = value.canonical if isinstance(value, Issuer) else value.name
    return bool(name) and any(
        _differ_in_marks(name or "", stamped)
        for one in reading.document.source.digital_signatures
        for stamped in (one.signer, one.agency)
        if stamped
    )


def _differ_in_marks(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split() and fold_case(one).split() != fold_case(other).split()
