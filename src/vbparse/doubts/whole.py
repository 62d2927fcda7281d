"""Witnesses of the document as a whole: what every document of its kind has and this one lacks, and what could not be
read. What was left blank on purpose is not missing."""

from __future__ import annotations

from vbparse.doubts.witness import Reading, witness
from vbparse.schema import Document
from vbparse.vocabularies import AnomalyCode, DoubtCode, Severity

_UNREAD = (
    AnomalyCode.UNREADABLE,
    AnomalyCode.PAGE_UNREAD,
    AnomalyCode.TEXT_ILLEGIBLE,
)


@witness(DoubtCode.NO_NUMBER, Document)
def has_no_number(document: Document, reading: Reading) -> bool:
    """Number or symbol is missing, and was not left blank."""
    number = document.number
    if number is None or not number.symbol:
        return True
    return not number.number and not reading.has_anomaly(AnomalyCode.NUMBER_BLANK)


@witness(DoubtCode.MISSING, Document)
def lacks_a_part_of_the_letterhead(document: Document, reading: Reading) -> bool:
    """Type, issuer, title, place or day is missing."""
    issued = document.issued
    dated = bool(issued and issued.date) or reading.has_anomaly(AnomalyCode.DATE_BLANK)
    return not (document.doc_type and document.issuer and document.title and issued and issued.place and dated)


@witness(DoubtCode.MISSING, Document)
def is_not_signed(document: Document, _reading: Reading) -> bool:
    """No signature was found."""
    return not document.signatures


@witness(DoubtCode.MISSING, Document)
def lost_a_part(document: Document, _reading: Reading) -> bool:
    """The reading says itself that something went wrong."""
    return any(one.severity == Severity.ERROR and one.code not in _UNREAD for one in document.anomalies)


@witness(DoubtCode.MISSING, Document)
def assigns_to_nobody(_document: Document, reading: Reading) -> bool:
    """A part that assigns tasks has one for which nobody was read."""
    return reading.has_anomaly(AnomalyCode.DUTY_UNASSIGNED)


@witness(DoubtCode.UNREADABLE, Document)
def has_unread_places(_document: Document, reading: Reading) -> bool:
    """A place or a page could not be read."""
    return reading.has_anomaly(*_UNREAD)
