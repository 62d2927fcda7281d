"""Recipients, filing line, signatures, attachments and anomalies of a document against their annotation."""

from __future__ import annotations

from typing import Any

from vbparse.evaluate.header import Gold
from vbparse.evaluate.tally import Tally, cut_below
from vbparse.evaluate.wording import fold, label, overlap
from vbparse.schema import Attachment, Document, Recipient, Signature


def score_closing(gold: Gold, document: Document, tally: Tally) -> None:
    """What stands at the end of a document, so far as it is annotated."""
    if "recipients" in gold:
        _recipients(gold, document, tally)
    if "filing" in gold:
        tally.several("filing", gold["filing"], document.filing, lambda one, other: float(fold(one) == fold(other)))
    if "signatures" in gold:
        tally.several("signatures", gold["signatures"], document.signatures, _same_signature)
    if "attachments" in gold:
        tally.several("attachments", gold["attachments"], document.attachments, _same_attachment)
    if "anomaly_codes" in gold:
        codes = [anomaly.code for anomaly in document.anomalies]
        tally.several("anomalies", gold["anomaly_codes"], codes, lambda one, other: float(one == other))


def _recipients(gold: Gold, document: Document, tally: Tally) -> None:
    pairs = tally.several("recipients", gold["recipients"], document.recipients, _same_recipient)
    for i, (one, code) in enumerate(zip(gold["recipients"], gold.get("purpose_codes", ()), strict=False)):
        found = document.recipients[pairs[i]].purpose_code if i in pairs else None
        tally.single("recipient.purpose_code", code, found, right=found == code, about=one[0])


def _same_recipient(gold: list[Any], found: Recipient) -> float:
    if _purpose(gold[1]) != _purpose(found.purpose):
        return 0.0
    return cut_below(0.75, overlap(gold[0], found.name))


def _purpose(text: str | None) -> str:
    return fold(text).replace("để ", "").strip("()")


def _same_signature(gold: Gold, found: Signature) -> float:
    return float(fold(gold["name"]) == fold(found.name) and fold(gold["position"]) == fold(found.position))


def _same_attachment(gold: Gold, found: Attachment) -> float:
    likeness = overlap(gold.get("title"), found.title)
    if gold.get("title") and likeness < 0.6:
        return 0.0
    if gold.get("label") and label(gold["label"]) != label(found.label or ""):
        return 0.0
    return 1 + likeness
