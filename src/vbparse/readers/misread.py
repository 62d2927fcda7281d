"""Text that another program recognised from a picture: pasted, saved as a Word file, or laid under a scan.

Such text does not say where it comes from, but its misreadings do: many words, and different ones, that are known as
misreadings of the State's forms and words, where typed papers have a slip or two. It is read as pages are that were
recognised here: misreadings are mended in the match view, and what rests on a mended word is doubtful.
"""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.layout.assembly import repair_pages
from vbparse.language.misread import repair_view
from vbparse.patterns import Cue
from vbparse.readers.quality import MARKED, SOUND, marked_share
from vbparse.schema import Anomaly
from vbparse.source import Source
from vbparse.text import Span, fold_view
from vbparse.vocabularies import AnomalyCode, Severity

_SAMPLE, _SOME = 2_000, 2
"""Characters at the beginning that are looked at first, and misread words there that make it worth looking further."""
_MANY, _SHARE = 5, 1 / 250
"""Misread words of a recognised text: at least so many different ones, and so large a share of all. Of 40 typed files
of offices none has more than three, or 3.5 in a thousand; Tesseract makes 5.9 to 23.3 in a thousand on eight real
scans."""
_WORD = Cue(r"\S+", examples=["hoạch,", "12/KH-UBND"], rejects=[" "])


def find_misread_words(text: str) -> list[Span]:
    """The words of a text that can only be misreadings of others; none where they are too few to say that it was
    recognised at all, or where it is written without marks."""
    sample = text[:_SAMPLE]
    if len(_compare_views(sample)) < _SOME or marked_share(sample) < SOUND * MARKED:
        return []
    words = _compare_views(text)
    different = {text[word.start : word.end].lower() for word in words}
    return words if len(different) >= _MANY and len(words) >= _SHARE * len(text.split()) else []


def _compare_views(text: str) -> list[Span]:
    plain, repaired = fold_view(text), repair_view(text)
    if plain == repaired:
        return []
    spans = (Span(*match.span()) for match in _WORD.finditer(text))
    return [span for span in spans if plain[span.start : span.end] != repaired[span.start : span.end]]


def mend_misread(source: Source) -> Source:
    """The source with misreadings mended in its view where its text was recognised by another program, which is
    reported."""
    words = find_misread_words(source.text.value)
    if not words:
        return source
    message = (
        f"Văn bản do máy nhận dạng từ ảnh, có ít nhất {len(words)} từ bị đọc sai; nên đối chiếu với bản gốc hoặc nộp "
        "bản quét."
    )
    report = Anomaly(code=AnomalyCode.TEXT_MISREAD, severity=Severity.WARNING, message=message, span=None)
    mended = repair_pages(source, {line.page for line in source.lines})
    return replace(mended, unsure=words, anomalies=[*source.anomalies, report])
