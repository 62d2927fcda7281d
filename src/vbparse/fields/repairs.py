"""Which misreadings were repaired to find the values: reported once for each value that stands alone, once for each
kind of those that are many, and one by one where digits were repaired. Repairs that no value rests on are not reported,
nor are those on a page that was read badly: that is reported as a whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from vbparse.schema import Anomaly, Document, Found, Section, span_of
from vbparse.text import Span, Text
from vbparse.vocabularies import AnomalyCode, Severity

_SHOWN = 3
_OPENING = 24
"""As much of a task and of a heading as rules look at, in characters."""

_Place = tuple[int, int] | None


def find_repairs(text: Text, document: Document) -> Iterator[Anomaly]:
    """The repairs in the wording of values, each where it first stands."""
    if document.source.text_origin != "ocr" and not any(x.code == AnomalyCode.TEXT_MISREAD for x in document.anomalies):
        return
    reported: set[Span] = set()
    bad = {place["page"] for one in document.anomalies if one.code == AnomalyCode.PAGE_DOUBTFUL for place in one.origin}
    for name, places in _list_values(document):
        words = [w for place in places if place for w in text.repaired(_complete_word(text, place))]
        words = [w for w in words if not bad.intersection(place.get("page") for place in text.places(w))]
        fresh = [w for w in dict.fromkeys(words) if w not in reported]
        reported.update(fresh)
        digits = [w for w in fresh if _has_digits(text, w)]
        yield from (_make_anomaly(name, text, [word]) for word in digits)
        rest = [w for w in fresh if w not in digits]
        if rest:
            yield _make_anomaly(name, text, rest)


def _list_values(document: Document) -> Iterator[tuple[str, Iterable[_Place]]]:
    """What repairs are reported for, and where its values stand."""
    for name, one in (
        ("Số, ký hiệu", document.number),
        ("Nơi và ngày ban hành", document.issued),
        ("Cơ quan ban hành", document.issuer),
    ):
        yield name, [one.span if one else None]
    yield "Dấu đến", _spans_of([document.received] if document.received else [])
    yield "Tên loại", _spans_of(document.evidence.get("doc_type", []))
    yield "Viện dẫn", [m for r in document.references for m in r.mentions]
    yield "Đợt, giai đoạn", _spans_of(document.phases)
    yield "Thời hạn", [o.due.span for o in document.obligations if o.due]
    yield "Cơ quan được giao", [o.span for o in document.obligations]
    yield "Cơ quan phối hợp", [b.span for o in document.obligations for b in o.cooperating]
    yield "Nhiệm vụ", [_cut_opening(o.task_span) for o in document.obligations]
    yield "Đề mục", [_cut_opening(s.span) for s in _walk_sections(document.sections)]
    yield "Nơi nhận", _spans_of([*document.addressees, *document.recipients, *document.evidence.get("filing", [])])
    yield "Chữ ký", _spans_of(document.signatures)


def _spans_of(found: Iterable[Found]) -> list[_Place]:
    return [f.span for f in found]


def _cut_opening(span: _Place) -> _Place:
    return (span[0], min(span[1], span[0] + _OPENING)) if span else None


def _walk_sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk_sections(section.children)


def _complete_word(text: Text, place: tuple[int, int]) -> Span:
    """The place with the rest of the word that its end cuts."""
    end = place[1]
    while end < len(text.value) and not text.value[end].isspace() and not text.value[end - 1].isspace():
        end += 1
    return Span(place[0], end)


def _has_digits(text: Text, word: Span) -> bool:
    return any(v != a and v.isdigit() for a, v in zip(text[word], text.view[word.start : word.end], strict=True))


def _make_anomaly(name: str, text: Text, words: list[Span]) -> Anomaly:
    said = list(dict.fromkeys(f"“{text.words(w)}” được đọc là “{_intended_word(text, w)}”" for w in words))
    more = f" và {len(said) - _SHOWN} từ khác" if len(said) > _SHOWN else ""
    return Anomaly(
        code=AnomalyCode.OCR_REPAIRED,
        severity=Severity.INFO,
        message=f"{name}: {', '.join(said[:_SHOWN])}{more}.",
        span=span_of(words[0]),
    )


def _intended_word(text: Text, word: Span) -> str:
    """The word as it is meant; a blank within it stands for what was read too much, Ⅲ for III."""
    return unicodedata.normalize("NFKC", "".join(text.reading(word).split()))
