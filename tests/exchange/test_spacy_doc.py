"""The component for spaCy pipelines."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import bundles
from fakes import PLAN
from vbparse.schema import Document

VIETNAMESE = {"nlp": {"tokenizer": {"use_pyvi": False}}}


@pytest.fixture(params=[("xx", {}), ("vi", VIETNAMESE)], ids=["xx", "vi"])
def nlp(request: pytest.FixtureRequest) -> Language:
    """A blank pipeline with the component, found by its name alone."""
    code, config = request.param
    made = spacy.blank(code, config=config)
    made.add_pipe("vbparse")
    return made


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        "\n\n" + PLAN.replace("\n", "\r\n"),
        "\ufeff" + PLAN,
        PLAN.replace("\n- ", "\n   -  ").replace("ă", "a\u0306"),
    ],
    ids=["plain", "crlf", "byte order mark", "decomposed"],
)
def test_span_groups_lie_on_the_text_of_the_doc(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    document = doc._.vbparse
    assert isinstance(document, Document)
    assert [span.label_ for span in doc.spans["sections"]] == ["preamble", "opening", *["section"] * 3, *["clause"] * 2]
    assert doc.spans["sections"][4].text.startswith("III. TỔ CHỨC THỰC HIỆN")
    references = doc.spans["references"]
    assert [(span.text[:9], span.label_, span.id_) for span in references] == [
        ("Quyết địn", "basis", document.references[0].id)
    ] * 2
    first, second = doc.spans["obligations"]
    assert (first.label_, first.id_) == ("lead", document.obligations[0].id)
    assert first.text.startswith("Lập danh sách")
    assert second.text.startswith("Công an xã chủ trì")
    assert " ".join(second.text.split()).endswith("ra quân.")


def test_a_doc_keeps_its_document_through_bytes(nlp: Language) -> None:
    doc = nlp(PLAN)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.vbparse == doc._.vbparse
    assert again._.vbparse is again._.vbparse
    assert [span.id_ for span in again.spans["obligations"]] == [span.id_ for span in doc.spans["obligations"]]


def test_a_doc_with_several_documents_has_the_spans_of_all(nlp: Language) -> None:
    text = bundles.letter(7) + bundles.plan(8)
    doc = nlp(text)
    assert doc._.vbparse is None
    assert [found.number.number for found in doc._.vbparse_parts] == ["7", "8"]
    spans = doc.spans["obligations"]
    assert [span.id_ for span in spans] == [one.id for found in doc._.vbparse_parts for one in found.obligations]
    assert [span.start_char for span in spans] == sorted(span.start_char for span in spans)
    assert [span.text.split()[0] for span in spans] == ["Các", "Công"] * 2


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_doc_without_text_has_empty_groups(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [len(doc.spans[name]) for name in ("sections", "obligations", "references")] == [0, 0, 0]
    assert doc._.vbparse is None


def test_the_groups_can_be_named() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("vbparse", config={"obligations": "sc"})
    doc = nlp(PLAN)
    assert set(doc.spans) == {"sections", "sc", "references"}
    assert nlp.from_bytes(nlp.to_bytes()).get_pipe_meta("vbparse").factory == "vbparse"


def test_an_extension_of_that_name_is_left_alone() -> None:
    Doc.set_extension("vbparse", default="mine", force=True)
    try:
        nlp = spacy.blank("xx")
        nlp.add_pipe("vbparse")
        assert nlp(PLAN)._.vbparse == "mine"
    finally:
        Doc.remove_extension("vbparse")  # a component that is made later sets its own again
