"""Witnesses of recognised pages: words of a value that Tesseract was not sure of, or that had to be mended."""

from __future__ import annotations

from collections import Counter

from vbparse.doubts.letterhead import WHOLE_DATE
from vbparse.doubts.witness import Reading, witness
from vbparse.language.folding import fold
from vbparse.patterns import Cue
from vbparse.schema import Due, Issued, Issuer, Number, Obligation, Phase, Recipient, Reference, Signature, Title
from vbparse.vocabularies import DoubtCode

_OPENING = 40
"""Letters of a task that tell what it is; misread letters behind them do not change it."""
_STOPS = ".,:;"
"""What ends a prefix: KT."""
_WORD = Cue(r"[^\W\d_]+", examples=["tuyển"], rejects=["12"])
_NUMBERED = Cue(r"\S*[\d/]\S*", examples=["Quyết định số 12/QĐ-UBND"], rejects=["Luật Lâm nghiệp"])
"""A word that holds a number or a symbol."""
_DATE_BEHIND = Cue(
    r"[ ,(]{0,3}ngày [\d/.-]+(?: tháng \d+ năm \d+)?",
    examples=[" ngày 06/5/2022", ", ngày 6 tháng 5 năm 2022"],
    rejects=[" của UBND tỉnh", " về ngày 5"],
    at="start",
)
"""The date of a cited document, behind its number."""


@witness(DoubtCode.OCR_UNCERTAIN, Number, Issued, Issuer, Title, Phase, Due, Recipient, Signature)
def holds_unsure_words(
    value: Number | Issued | Issuer | Title | Phase | Due | Recipient | Signature, reading: Reading
) -> bool:
    """A word of the value may be misread."""
    return value.span is not None and reading.is_unsure(value.span)


@witness(DoubtCode.OCR_UNCERTAIN, Number, Issued, Issuer, Title)
def holds_mended_words(value: Number | Issued | Issuer | Title, reading: Reading) -> bool:
    """A word of the letterhead was misread, and read as what it can only mean; others beside it may be misread too."""
    return value.span is not None and bool(reading.text.repaired(value.span))


@witness(DoubtCode.OCR_UNCERTAIN, Title)
def has_marks_of_its_own(title: Title, reading: Reading) -> bool:
    """A word of the title of a recognised page stands nowhere else, and the text has it more than once with other
    marks: "tuyến sinh" where "tuyển sinh" is said below."""
    if not reading.is_recognised:
        return False
    inside = Counter(word.lower() for word in _WORD.findall(title.text))
    return any(reading.words[word] <= times and _is_marked_otherwise(word, reading) for word, times in inside.items())


def _is_marked_otherwise(word: str, reading: Reading) -> bool:
    return any(reading.words[other] > 1 for other in reading.spellings[fold(word)] if other != word)


@witness(DoubtCode.OCR_UNCERTAIN, Issued)
def lacks_a_day_or_month(issued: Issued, reading: Reading) -> bool:
    """A day or month that a picture has no figures for stands there by hand, or was not found."""
    return reading.is_recognised and issued.date is not None and len(issued.date) < WHOLE_DATE


@witness(DoubtCode.OCR_UNCERTAIN, Signature)
def has_mended_name(signature: Signature, reading: Reading) -> bool:
    """The name or the prefix of who signs was mended: posts are a closed list, and these are not."""
    if signature.span is None:
        return False
    mended = [reading.text[word] for word in reading.text.repaired(signature.span)]
    return any(not word.isupper() or word[-1] in _STOPS for word in mended)


@witness(DoubtCode.OCR_UNCERTAIN, Reference)
def has_unsure_number(reference: Reference, reading: Reading) -> bool:
    """Number and symbol may be misread wherever it is cited; of one without a number, its name."""
    if not reading.is_recognised or not reference.mentions:
        return False
    return all(_is_unsure_mention(mention, reading) for mention in reference.mentions)


def _is_unsure_mention(mention: tuple[int, int], reading: Reading) -> bool:
    view = reading.text.view
    words = [match.span() for match in _NUMBERED.finditer(view, *mention)] or [mention]
    date = _DATE_BEHIND.match(view, mention[1])
    return any(map(reading.is_unsure, [*words, *([date.span()] if date else [])]))


@witness(DoubtCode.OCR_UNCERTAIN, Obligation)
def opens_with_unsure_words(obligation: Obligation, reading: Reading) -> bool:
    """A word at the beginning of the task may be misread."""
    span = obligation.task_span
    return span is not None and reading.is_unsure((span[0], min(span[1], span[0] + _OPENING)))
