"""A document written as an annotation is right when it is held against itself, and wrong when it is changed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import TOP
from fakes import PLAN, make_document
from vbparse import Document, evaluate, parse, pipeline, schema
from vbparse.evaluate.report import FIELDS, macro, scores
from vbparse.evaluate.wording import due_agrees
from vbparse.exchange.gold import to_gold
from vbparse.rrule import short_form

CORPUS = TOP / "corpus"
CHOSEN = ("02", "05", "06", "08", "11", "13", "16", "17", "19", "20")
FILES = sorted(path for path in CORPUS.glob("[0-9]*") if path.name.startswith(CHOSEN))


@cache
def parsed(path: Path) -> Document:
    return parse(path)


def annotated(document: Document, file: str) -> dict[str, Any]:
    """An annotation as it comes back from its file."""
    read = json.loads(json.dumps(to_gold(document, file), ensure_ascii=False))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_document_is_right_by_its_own_annotation(path: Path) -> None:
    document = parsed(path)
    tally = evaluate.compare(annotated(document, f"../{path.name}"), document, path.name)
    assert tally.misses == []
    assert macro(tally) == 1.0
    assert all(score.f1 == 1.0 for score in scores(tally).values())
    assert len(scores(tally)) >= 25


def test_every_field_is_annotated_somewhere() -> None:
    seen = set()
    for path in FILES:
        seen |= set(scores(evaluate.compare(to_gold(parsed(path), path.name), parsed(path), path.name)))
    assert set(FIELDS) <= seen


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_annotation_has_the_keys_and_shapes_of_those_made_by_hand(path: Path) -> None:
    by_hand = json.loads((CORPUS / "gold" / f"{path.stem}.json").read_text("utf-8"))
    made = annotated(parsed(path), f"../{path.name}")
    assert made.keys() == by_hand.keys()
    assert (made["id"], made["file"]) == (by_hand["id"], by_hand["file"])
    for key in ("references", "phases", "obligations", "signatures", "attachments"):
        mine, theirs = ({name for one in gold[key] for name in one} - {"optional"} for gold in (made, by_hand))
        assert mine == theirs or not (mine and theirs), key
    assert {name for place in made["places"] for name in place} <= {"field", "text", "page"}


def test_an_annotation_is_that_made_by_hand_where_the_parser_is_right() -> None:
    path = CORPUS / "02-so-ket-rac.txt"
    by_hand = json.loads((CORPUS / "gold/02-so-ket-rac.json").read_text("utf-8"))
    made = annotated(parsed(path), "../02-so-ket-rac.txt")
    for key in ("doc_type", "number", "symbol", "issued", "place", "filing", "signatures", "anomaly_codes",
                "purpose_codes"):  # fmt: skip
        assert made[key] == by_hand[key], key
    for key in ("type", "number", "date", "mentions", "relation"):
        assert [x[key] for x in made["references"]] == [x[key] for x in by_hand["references"]]
    assert made["obligations"][0] == by_hand["obligations"][0]
    assert {"field": "obligations[2].due", "text": "trước ngày 18/9/2023"} in made["places"]


@pytest.fixture
def plan() -> Document:
    return pipeline.parse_bytes(PLAN.encode(), "plan.txt")


def test_a_correction_is_what_the_uncorrected_document_misses(plan: Document) -> None:
    corrected = plan.model_copy(deep=True)
    corrected.number.number = "13"  # type: ignore[union-attr]
    corrected.obligations[0].due.date = "2024-03-09"  # type: ignore[union-attr]
    del corrected.references[0], corrected.recipients[1]
    gold = annotated(corrected, "plan.txt")
    assert evaluate.compare(gold, corrected, "plan").misses == []
    missed = {(miss.field, miss.gold) for miss in evaluate.compare(gold, plan, "plan").misses if miss.field != "places"}
    assert {field for field, _ in missed} == {"number", "obligation.due", "references", "recipients"}
    assert ("obligation.due", "2024-03-09") in missed


def test_its_own_number_is_no_reference(plan: Document) -> None:
    plan.references.append(schema.Reference(canonical="12/KH-UBND", number="12", symbol="KH-UBND"))
    gold = annotated(plan, "plan.txt")
    assert [x["number"] for x in gold["references"]] == ["345/QĐ-UBND"]
    assert evaluate.compare(gold, plan, "plan").misses == []


def test_a_document_of_which_nothing_is_known() -> None:
    empty = evaluate.empty_document("x.txt")
    gold = annotated(empty, "x.txt")
    assert (gold["number"], gold["issuer"], gold["nodes"], gold["places"]) == (None, None, [], [])
    assert evaluate.compare(gold, empty, "x").misses == []


@pytest.mark.parametrize(
    ("due", "written"),
    [
        ({"date": "2023-09-10"}, "2023-09-10"),
        ({"date": "2023-11-XX"}, "2023-11"),
        ({"date": "2026-34"}, "2026-Q2"),
        ({"date": "2025-01/2025-03"}, "2025-01/2025-03"),
        ({"date": "../2025-12-31"}, "2025-12-31"),
        ({"date": "2025/.."}, "2025"),
        ({"date": "../2026-34"}, "2026-34"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=11"}, "yearly:11"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5"}, "yearly:01-05"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"}, "half-yearly"),
        ({"recurrence": "FREQ=MONTHLY"}, "monthly"),
        ({"recurrence": "FREQ=MONTHLY;BYMONTHDAY=15"}, "monthly:15"),
        ({"recurrence": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"}, "quarterly"),
        ({"recurrence": "FREQ=MONTHLY;INTERVAL=6"}, "half-yearly"),
        ({"recurrence": "FREQ=WEEKLY"}, "weekly"),
        ({"recurrence": "FREQ=YEARLY"}, "yearly"),
        ({"recurrence": "FREQ=MONTHLY;INTERVAL=2"}, None),
        ({"recurrence": "FREQ=MONTHLY;BYMONTHDAY=15,30"}, None),
        ({"recurrence": "FREQ=DAILY"}, None),
        ({"ongoing": True}, "continuous"),
        ({}, None),
    ],
)  # fmt: skip
def test_deadlines_as_annotations_write_them(due: dict[str, Any], written: str | None) -> None:
    found = schema.Due(text="…", **due)
    one = schema.Obligation(assignee_text="Công an xã", task="Giữ trật tự", rule="subject", due=found)
    source = make_document(to_gold(evaluate.empty_document("x"), "x"))
    document = source.model_copy(update={"obligations": [one]})
    assert to_gold(document, "x.txt")["obligations"][0]["due"] == written
    assert due_agrees(written, found)
    if written and found.recurrence:
        assert short_form(found.recurrence) == written
