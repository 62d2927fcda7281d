"""The lexicon: bodies, posts, people and verbs of duty in a text."""

from __future__ import annotations

import pytest

from vbparse.bodies.lexicon import find_misspelt_unit_end, find_terms
from vbparse.text import fold_view


def found(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.label) for _, t in sorted(find_terms(fold_view(text)).at.items())]


@pytest.mark.parametrize(
    ("text", "term", "label"),
    [
        ("Giao Ủy ban nhân dân xã", "Ủy ban nhân dân", "body"),
        ("Giao Uỷ ban  nhân\ndân xã", "Uỷ ban  nhân\ndân", "body"),
        ("ỦY BAN NHÂN DÂN XÃ", "ỦY BAN NHÂN DÂN", "body"),
        ("UBND huyện", "UBND", "body"),
        ("phối hợp với", "phối hợp", "action"),
        ("các hội ,đoàn thể", "hội ,đoàn thể", "unit"),
        ("Chủ trì việc này", "Chủ trì", "action"),
    ],
)
def test_a_term_is_found_however_it_is_written(text: str, term: str, label: str) -> None:
    assert (term, label) in found(text)


def test_the_longest_term_at_a_place_wins() -> None:
    assert "Ủy ban" not in [term for term, _ in found("Ủy ban nhân dân xã")]


def test_terms_are_whole_words() -> None:
    assert found("UBNDX ubnd") == []


def test_offsets_are_those_of_the_text() -> None:
    text = "  “UBND”\t\tchủ trì"
    terms = find_terms(fold_view(text)).at
    assert {i: text[t.start : t.end] for i, t in terms.items()} == {3: "UBND", 10: "chủ trì"}


def test_the_terms_are_spans_of_a_spacy_doc() -> None:
    spans = find_terms("UBND xã chủ trì").spans()
    assert [(s.text, s.label_) for s in spans if s.label_ in ("body", "action")] == [
        ("UBND", "body"),
        ("chủ trì", "action"),
    ]


@pytest.mark.parametrize(("text", "end"), [("tiêu khu 3", 8), ("dòng sông", None), ("Tiêu khu", None)])
def test_a_common_noun_with_wrong_marks(text: str, end: int | None) -> None:
    assert find_misspelt_unit_end(text, 0, len(text)) == end
