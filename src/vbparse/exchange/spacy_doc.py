"""The door to spaCy: `nlp.add_pipe("vbparse")` puts sections, obligations and references on a `Doc` as span groups.

    nlp = spacy.blank("xx")
    nlp.add_pipe("vbparse")
    doc = nlp(text)
    doc.spans["obligations"]     # label: role; id: the obligation's id
    doc._.vbparse                # the typed Document

Labels are the kind of a section, the role of an obligation, the relation of a reference; the id of a span is the id of
its item. The text of the `Doc` stays as it is: a span covers the tokens that hold the wording there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from vbparse import pipeline
from vbparse.errors import EmptyError
from vbparse.readers.open import read
from vbparse.schema import Document, Section
from vbparse.text import Text

KEY = "vbparse"
"""Name of the component, of the extension, and of the entry in `Doc.user_data`."""
_NAME = "doc.txt"

Item = tuple[tuple[int, int] | None, str, str]
"""Span in the document's text, label, id."""


@Language.factory(
    KEY,
    default_config={"sections": "sections", "obligations": "obligations", "references": "references"},
    assigns=["doc.spans", "doc._.vbparse"],
    requires=[],
)
def create_vbparse(nlp: Language, name: str, sections: str, obligations: str, references: str) -> VbparseComponent:
    """The component; its settings are the names of the three span groups."""
    return VbparseComponent(sections=sections, obligations=obligations, references=references)


class VbparseComponent:
    """Parses the text of each `Doc`. A `Doc` without text gets empty groups and `doc._.vbparse` None."""

    def __init__(self, *, sections: str, obligations: str, references: str) -> None:
        self._names = (sections, obligations, references)
        if not Doc.has_extension(KEY):
            Doc.set_extension(KEY, getter=document_of)

    def __call__(self, doc: Doc) -> Doc:
        groups: list[Iterable[Item]] = [(), (), ()]
        origins: Text | None = None
        try:
            data = doc.text.encode("utf-8", "replace")
            document = pipeline.parse_bytes(data, _NAME)
        except EmptyError:
            doc.user_data.pop(KEY, None)
        else:
            # As JSON, so that the Doc can still be written to bytes and sent between processes.
            doc.user_data[KEY] = document.model_dump_json()
            groups = [_sections(document), _obligations(document), _references(document)]
            origins = read(data, _NAME).text
        for name, items in zip(self._names, groups, strict=True):
            doc.spans[name] = SpanGroup(doc, name=name, spans=list(_spans(doc, origins, items)))
        return doc


def document_of(doc: Doc) -> Document | None:
    """The parsed document of a `Doc` that went through the component, else None."""
    dumped = doc.user_data.get(KEY)
    return _load(dumped) if dumped else None


@lru_cache(maxsize=64)
def _load(dumped: str) -> Document:
    return Document.model_validate_json(dumped)


def _spans(doc: Doc, origins: Text | None, items: Iterable[Item]) -> Iterator[Span]:
    """The tokens of each item. The parser's text may differ from the raw one, so each is placed by its origin there."""
    shift = int(doc.text.startswith("\ufeff"))  # a byte order mark is no part of what is read
    for span, label, id_ in items:
        places: list[dict[str, Any]] = [*origins.places(span)] if origins and span else []
        if places and "start" in places[0]:
            start, end = places[0]["start"] + shift, places[-1]["end"] + shift
            found = doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand")
            if found is not None:
                yield found


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _sections(document: Document) -> Iterator[Item]:
    trees = [document.sections, *(attachment.sections for attachment in document.attachments)]
    return ((x.span, x.kind, x.id) for tree in trees for x in _walk(tree))


def _obligations(document: Document) -> Iterator[Item]:
    """From the task and, where it stands beside it, the one who is charged."""
    for x in document.obligations:
        spans = [span for span in (None if x.inherited and x.task_span else x.span, x.task_span) if span]
        if spans:
            yield (min(span[0] for span in spans), max(span[1] for span in spans)), x.role, x.id


def _references(document: Document) -> Iterator[Item]:
    return ((span, x.relation, x.id) for x in document.references for span in x.mentions or (x.span,))
