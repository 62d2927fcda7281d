"""Witnesses of the arrival stamp (Nghị định 30/2020/NĐ-CP, phụ lục IV, mẫu 3): what a pen or a stamp filled in, and
whether a document can have arrived on that day."""

from __future__ import annotations

from vbparse.doubts.witness import Reading, witness
from vbparse.edtf import parse_day, parse_interval
from vbparse.schema import Received
from vbparse.vocabularies import AnomalyCode, DoubtCode, TextOrigin

_LATEST = 60
"""Days after the day of issue in which a document arrives; those of another year's register were misread."""
_WHY_RECOGNISED = (AnomalyCode.TEXT_LAYER_MISSING, AnomalyCode.TEXT_LAYER_BROKEN)


@witness(DoubtCode.OCR_UNCERTAIN, Received)
def is_on_a_recognised_page(received: Received, reading: Reading) -> bool:
    """The stamp was read from a picture, where it is pressed askew and filled in by hand."""
    document = reading.document
    if document.source.text_origin != TextOrigin.OCR:
        span = received.span
        return span is not None and (reading.is_unsure(span) or bool(reading.text.repaired(span)))
    reports = [one for one in document.anomalies if one.code in _WHY_RECOGNISED]
    pages = {place.get("page") for one in reports for place in one.origin}
    return not pages or any(place.get("page") in pages for place in received.origin)


@witness(DoubtCode.DISAGREES, Received)
def arrives_at_another_time(received: Received, reading: Reading) -> bool:
    """The document arrived before its day of issue, or long after it."""
    issued = parse_interval(reading.document.issued.date if reading.document.issued else None)
    day = parse_day(received.date)
    if not (day and issued and issued.first and issued.last):
        return False
    return day < issued.first or (day - issued.last).days > _LATEST


@witness(DoubtCode.NO_NUMBER, Received)
def lacks_number_or_day(received: Received, _reading: Reading) -> bool:
    """Offices fill in both: what is missing was left open, or could not be read."""
    return not (received.number and received.date)
