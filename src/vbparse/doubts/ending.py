"""Witnesses of what stands beside the body of a document: phases, deadlines, recipients, signatures, attachments."""

from __future__ import annotations

from vbparse.doubts.witness import Reading, witness
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.schema import Attachment, Due, Phase, Recipient, Signature
from vbparse.vocabularies import AnomalyCode, DoubtCode

_LONGEST_NAME = 40
"""Words of the longest recipient; lists that were not taken apart are longer."""
_HAS_LETTERS = Cue(r"\p{L}{2}", examples=["VT"], rejects=["- 2", "1"])
_OF_BODY = build_cue(
    r"(?:Trên đây|Căn cứ|Trong quá trình|Yêu cầu|Đề nghị|Điều \d)(?!\w)",
    examples=["Trên đây là Kế hoạch"],
    rejects=["Như Điều 3"],
    at="start",
)
"""Words that open a paragraph of the body and no recipient."""


@witness(DoubtCode.DISAGREES, Phase, Due)
def is_contradicted(value: Phase | Due, reading: Reading) -> bool:
    """The document itself names other times, or a day that does not exist, at this place."""
    codes = (
        AnomalyCode.PHASES_CONTRADICT,
        AnomalyCode.PHASES_OVERLAP,
        AnomalyCode.YEAR_MISMATCH,
        AnomalyCode.DATE_IMPOSSIBLE,
    )
    return value.span is not None and reading.has_anomaly(*codes, within=value.span)


@witness(DoubtCode.DISAGREES, Phase)
def ends_before_it_begins(phase: Phase, _reading: Reading) -> bool:
    """The end lies before the start."""
    return bool(phase.start and phase.end) and (phase.end or "") < (phase.start or "")[: len(phase.end or "")]


@witness(DoubtCode.LENGTH, Recipient)
def is_no_single_name(recipient: Recipient, _reading: Reading) -> bool:
    """A recipient without letters, or of very many words."""
    return len(recipient.name.split()) > _LONGEST_NAME or not _HAS_LETTERS.search(recipient.name)


@witness(DoubtCode.OUT_OF_PLACE, Recipient)
def is_of_the_body(recipient: Recipient, _reading: Reading) -> bool:
    """A recipient that opens as a paragraph of the body does."""
    return _OF_BODY.match(recipient.name) is not None


@witness(DoubtCode.MISSING, Signature)
def lacks_its_name(signature: Signature, _reading: Reading) -> bool:
    """Whoever signs is not named, or signs in no capacity."""
    return not signature.name or not (signature.position or signature.authority)


@witness(DoubtCode.MISSING, Attachment)
def says_not_what_it_is(attachment: Attachment, _reading: Reading) -> bool:
    """It has neither a label nor a title."""
    return not (attachment.label or attachment.title)
