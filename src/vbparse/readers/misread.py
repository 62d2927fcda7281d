"""Text that another program recognised from a picture: pasted, saved as a Word file, or laid under a scan.

Such text tells nobody where it comes from, but its misreadings do. Typed papers have slips in one word of a thousand
that are known as misreadings of the State's forms and words; recognised ones in five to twenty. It is read as pages are
that were recognised here: misreadings are mended in the match view, and what rests on a mended word is doubtful.
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
"""Misread words of a recognised text: at least so many, and so many a word. Of 59 typed documents of offices none has
more than four, or two in a thousand."""
_WORD = Cue(r"\S+", examples=["hoạch,", "12/KH-UBND"], rejects=[" "])


def find_misread_words(text: str) -> list[Span]:
    """The words of a text that can only be misreadings of others; none where they are too few to say that it was
    recognised at all, or where it is written without marks."""
    sample = text[:_SAMPLE]
    if len(_compare_views(sample)) < _SOME or marked_share(sample) < SOUND * MARKED:
        return []
    words = _compare_views(text)
    return words if len(words) >= max(_MANY, _SHARE * len(text.split())) else []


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
