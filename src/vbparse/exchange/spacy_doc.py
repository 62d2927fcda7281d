"""The door to spaCy: `nlp.add_pipe("vbparse")` puts sections, obligations and references on a `Doc` as span groups.

    nlp = spacy.blank("xx")
    nlp.add_pipe("vbparse")
    doc = nlp(text)
    doc.spans["obligations"]     # label: role; id: the obligation's id
    doc._.vbparse                # the typed Document; None where the text holds several
    doc._.vbparse_parts          # all Documents that the text holds

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
from vbparse.schema import Document, Section
from vbparse.text import Text

KEY = "vbparse"
"""Name of the component, of the extension, and of the entry in `Doc.user_data`."""
_NAME = "doc.txt"

_CACHED = 64
"""Documents of spaCy docs that are kept loaded."""
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
    """Parses the text of each `Doc`. One without text gets empty groups, one that holds several documents the spans of
    all; in both `doc._.vbparse` is None."""

    def __init__(self, *, sections: str, obligations: str, references: str) -> None:
        self._names = (sections, obligations, references)
        for name, getter in ((KEY, document_of), (f"{KEY}_parts", documents_of)):
            if not Doc.has_extension(name):
                Doc.set_extension(name, getter=getter)

    def __call__(self, doc: Doc) -> Doc:
        spans: list[list[Span]] = [[], [], []]
        try:
            data = doc.text.encode("utf-8", "replace")
            documents = pipeline.parse_parts(data, name=_NAME)
        except EmptyError:
            doc.user_data.pop(KEY, None)
        else:
            # As JSON, so that the Doc can still be written to bytes and sent between processes.
            doc.user_data[KEY] = [document.model_dump_json() for document in documents]
            for document, part in zip(documents, pipeline.read_parts(data, _NAME), strict=True):
                groups = (_sections(document), _obligations(document), _references(document))
                for found, items in zip(spans, groups, strict=True):
                    found += _spans(doc, part.source.text, items)
        for name, found in zip(self._names, spans, strict=True):
            doc.spans[name] = SpanGroup(doc, name=name, spans=found)
        return doc


def document_of(doc: Doc) -> Document | None:
    """The one document in a `Doc` that went through the component, else None."""
    found = documents_of(doc)
    return found[0] if len(found) == 1 else None


def documents_of(doc: Doc) -> list[Document]:
    """All documents in a `Doc` that went through the component."""
    return [_load(dumped) for dumped in doc.user_data.get(KEY, ())]


@lru_cache(maxsize=_CACHED)
def _load(dumped: str) -> Document:
    return Document.model_validate_json(dumped)


def _spans(doc: Doc, origins: Text, items: Iterable[Item]) -> Iterator[Span]:
    """The tokens of each item. The parser's text may differ from the raw one, so each is placed by its origin there."""
    shift = int(doc.text.startswith("\ufeff"))  # a byte order mark is no part of what is read
    for span, label, id_ in items:
        places: list[dict[str, Any]] = [*origins.places(span)] if span else []
        if places and "start" in places[0]:
            start, end = places[0]["start"] + shift, places[-1]["end"] + shift
            tokens = doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand")
            if tokens is not None:
                yield tokens


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _sections(document: Document) -> Iterator[Item]:
    trees = [document.sections, *(attachment.sections for attachment in document.attachments)]
    return ((x.span, x.kind, x.id) for tree in trees for x in _walk(tree))


def _obligations(document: Document) -> Iterator[Item]:
    """From the task and, where it is beside it, the one who is charged."""
    for x in document.obligations:
        spans = [span for span in (None if x.inherited and x.task_span else x.span, x.task_span) if span]
        if spans:
            yield (min(span[0] for span in spans), max(span[1] for span in spans)), x.role, x.id


def _references(document: Document) -> Iterator[Item]:
    return ((span, x.relation, x.id) for x in document.references for span in x.mentions or (x.span,))
