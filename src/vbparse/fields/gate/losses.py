"""What a finished document lacks that its text shows to be there: signs that the reading went wrong as a whole.

Each is an anomaly of severity error: somebody has to look at the document before anything of it is relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from vbparse.fields.gate.charges import is_formula
from vbparse.language.doctypes import type_names_pattern
from vbparse.patterns import Cue
from vbparse.schema import Anomaly, Document, Obligation, Section, span_of
from vbparse.text import Span, Text
from vbparse.vocabularies import AnomalyCode, Severity

_LONG = 600
"""Letters from which on a text has more than a letterhead and an end."""
_BODY_SHARE = 0.2
"""The least share of a text that stands in body and attachments, also beside long lists of recipients."""
_OUTLINED = 9000
"""Letters of a body that no office writes without numbering a part: about three pages."""
_SIGNING = 1500
"""Letters of the longest end from its authority to the name."""
_SHOWN = 80
"""Letters of an item, as its anomaly shows it."""
_CITED_BASIS = Cue(
    rf"\W*Căn\s+cứ\s+(?:vào\s+)?(?:các\s+)?(?i:{type_names_pattern()})\s+(?:\p{{Lu}}|số\s+\d|\d)",
    examples=["Căn cứ Quyết định số 12", "Căn cứ các Nghị quyết Hội đồng"],
    rejects=["Căn cứ tình hình thực tế"],
    at="start",
)
_FEW_WORDS_ARE_ENOUGH = ("GM", "TM", "GGT", "PC", "PG", "BB")
"""Types whose trích yếu may be one word: "GIẤY MỜI" / "Họp"."""


def find_losses(text: Text, document: Document) -> list[Anomaly]:
    """The signs of a failed reading, in the order of the parts of a document."""
    return [
        *_find_short_title(document),
        *_find_lost_body(text, document),
        *_find_lost_references(text, document),
        *_find_long_end(document),
    ]


def find_unassigned(text: Text, items: Sequence[Span], obligations: Sequence[Obligation]) -> list[Anomaly]:
    """The items of parts that assign tasks for which no obligation was read, neither from them nor from a field behind
    them: the document names nobody there, or the name was not understood."""
    spans = [Span(*span) for one in obligations for span in (one.span, one.task_span) if span]
    message = "Việc “{}” nằm trong phần phân công nhưng không đọc được ai thực hiện."
    return [
        Anomaly(
            code=AnomalyCode.DUTY_UNASSIGNED,
            severity=Severity.WARNING,
            message=message.format(shorten(text.words(item), _SHOWN, placeholder="…")),
            span=span_of(item),
        )
        for item in items
        if not (is_formula(text.view, item) or any(span.start < item.end and item.start < span.end for span in spans))
    ]


def _make_error(code: AnomalyCode, message: str, span: tuple[int, int] | None = None) -> Anomaly:
    return Anomaly(code=code, severity=Severity.ERROR, message=message, span=span)


def _find_short_title(document: Document) -> Iterator[Anomaly]:
    title = document.title
    if title and len(title.text.split()) < 2 and document.doc_type not in _FEW_WORDS_ARE_ENOUGH:
        yield _make_error(
            AnomalyCode.TITLE_SHORT, f"Trích yếu chỉ có một chữ “{title.text}”; có thể đọc thiếu.", title.span
        )


def _find_lost_body(text: Text, document: Document) -> Iterator[Anomaly]:
    letters = sum(map(str.isalnum, text.value))
    if letters < _LONG:
        return
    parts = [s.span for s in document.sections] + [a.span for a in document.attachments]
    body = sum(sum(map(str.isalnum, text.value[slice(*span)])) for span in parts if span)
    if body < _BODY_SHARE * letters:
        yield _make_error(
            AnomalyCode.BODY_MISSING,
            f"Nội dung đọc được chỉ chiếm {_percent(body / letters)} % văn bản; có thể bị bỏ sót phần còn lại.",
        )
    elif body > _OUTLINED and not any(map(_is_numbered, document.sections)) and not document.attachments:
        yield _make_error(AnomalyCode.OUTLINE_MISSING, "Văn bản dài nhưng không tìm thấy đề mục nào.")


def _percent(share: float) -> str:
    return f"{share:.0%}".removesuffix("%")


def _is_numbered(section: Section) -> bool:
    tables = any(block.kind == "table" for block in section.blocks)
    return bool(section.label) or tables or any(map(_is_numbered, section.children))


def _find_lost_references(text: Text, document: Document) -> Iterator[Anomaly]:
    """Căn cứ with the type of a document, and no document cited at all."""
    if document.references:
        return
    for section in document.sections:
        for block in section.blocks if section.kind in ("preamble", "opening") else []:
            if block.span and _CITED_BASIS.match(text.view, *block.span):
                message = "Có “Căn cứ …” nhưng không đọc được văn bản viện dẫn nào."
                yield _make_error(AnomalyCode.REFERENCES_MISSING, message, block.span)
                return


def _find_long_end(document: Document) -> Iterator[Anomaly]:
    for one in document.signatures:
        if one.span and one.span[1] - one.span[0] > _SIGNING:
            yield _make_error(
                AnomalyCode.SIGNATURE_LONG, "Phần ký dài bất thường; có thể lẫn nội dung văn bản.", one.span
            )
