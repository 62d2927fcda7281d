"""Documents that people wrote who did not know the rules, in rounds: what they gave at first sight stands in their
README; what they give now is held here."""

from __future__ import annotations

import pytest

from conftest import TOP
from vbparse import evaluate, parse_parts
from vbparse.evaluate import report

pytestmark = pytest.mark.slow

FOLDER = TOP / "corpus" / "first-sight"
GOLDS = evaluate.by_file(evaluate.load_gold(FOLDER / "gold"))
FILES = sorted(FOLDER.glob("[0-9]*"))

MICRO = {"1": 0.99, "2": 0.99, "3": 0.985, "4": 0.985, "5": 0.99, "6": 0.99, "7": 0.98}
OBLIGATIONS = {"1": 0.975, "2": 0.99, "3": 0.965, "4": 0.975, "5": 0.98, "6": 0.99, "7": 0.97}
"""The least F1 of each round."""
SURE = 0.985
"""The least share of obligations without doubts that is right."""


@pytest.fixture(scope="module", params=sorted(MICRO))
def judged(request: pytest.FixtureRequest) -> tuple[str, report.Tally]:
    made = evaluate.Report()
    for path in FILES:
        if path.name.startswith(f"{request.param}-"):
            made.documents |= evaluate.compare_file(GOLDS[path.stem], parse_parts(path), path.name)
    return request.param, made.total


def test_each_document_has_its_annotation() -> None:
    assert {path.stem for path in FILES} == GOLDS.keys()
    assert {path.name[0] for path in FILES} == MICRO.keys()


def test_rounds_keep_what_they_reached(judged: tuple[str, report.Tally]) -> None:
    number, tally = judged
    assert report.micro(tally) >= MICRO[number]
    assert report.scores(tally)["obligations"].f1 >= OBLIGATIONS[number], [
        m for m in tally.misses if m.field == "obligations"
    ]
    assert report.evidence(tally) == 1.0


def test_values_without_doubts_are_right(judged: tuple[str, report.Tally]) -> None:
    figures = report.trust_figures(judged[1])
    assert figures["header"]["right"] == 1.0
    assert figures["references"]["right"] == 1.0
    assert (figures["obligations"]["right"] or 0) >= SURE
