"""Witnesses of signatures: what must stand there, whom KT. names, and whether a seal hid the beginning of a line."""

from __future__ import annotations

from statistics import median

from vbparse.doubts.witness import Reading, witness
from vbparse.language.cues import build_cue
from vbparse.language.landmarks.signer import opens_with_surname
from vbparse.schema import Signature
from vbparse.text import fold_view
from vbparse.vocabularies import DoubtCode

_FOR_A_POST = build_cue(
    r"(?:.* )?(?:KT|TL|TUQ|Q)\. ?\p{Lu}",
    examples=["KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"],
    rejects=["TM. ỦY BAN NHÂN DÂN"],
    at="start",
)
"""An authority that leaves to be said who signs."""
_FOR_THE_CHIEF = build_cue(r"(?:.* )?KT\. ?\p{Lu}", examples=["KT. CHỦ TỊCH"], rejects=["TL. CHỦ TỊCH"], at="start")
_NARROW = 20
"""Points: what is narrower is a speck, and no line."""
_OFF = 7
"""Points that a centred line leans to the right where "KT." or "PHÓ" before it was not read; those of 25 signatures on
copies and of nine real ones that were read whole lean by 6 at most."""


@witness(DoubtCode.MISSING, Signature)
def lacks_its_name(signature: Signature, _reading: Reading) -> bool:
    """Whoever signs is not named, or signs in no capacity, or for another without a post."""
    if not signature.name or not (signature.position or signature.authority):
        return True
    return not signature.position and _FOR_A_POST.match(signature.authority or "") is not None


@witness(DoubtCode.FORM, Signature)
def signs_for_its_chief_unsaid(signature: Signature, reading: Reading) -> bool:
    """A deputy below the post of the chief, without the KT. that says so."""
    prefix = (signature.authority or "").partition(" ")[0]
    return signature.span is not None and prefix not in reading.text.view[slice(*signature.span)]


@witness(DoubtCode.DISAGREES, Signature)
def signs_for_itself(signature: Signature, _reading: Reading) -> bool:
    """Whoever signs in the place of the chief has the chief's own post: the word that makes it a deputy's is lost."""
    if not (signature.position and signature.acting_for and _FOR_THE_CHIEF.match(signature.authority or "")):
        return False
    post, chief = (" ".join(fold_view(words).split()).upper() for words in (signature.position, signature.acting_for))
    return post == chief


@witness(DoubtCode.OCR_UNCERTAIN, Signature)
def has_no_surname(signature: Signature, reading: Reading) -> bool:
    """On a recognised page, a name that begins with no usual surname: "Vị Thị Nguyệt" is Vi Thị Nguyệt."""
    return reading.is_recognised and signature.name is not None and not opens_with_surname(signature.name)


@witness(DoubtCode.OCR_UNCERTAIN, Signature)
def leans_to_the_right(signature: Signature, reading: Reading) -> bool:
    """A line of the centred block begins too far to the right, as one does whose first word a seal hid."""
    if not reading.is_recognised or signature.span is None:
        return False
    boxes = [box for place in reading.text.places(signature.span) if isinstance(box := place.get("box"), list)]
    centres = [(left + right) / 2 for left, _, right, _ in boxes if right - left > _NARROW]
    return any(at - median(centres[:i] + centres[i + 1 :]) > _OFF for i, at in enumerate(centres) if len(centres) > 1)
