"""What is shown of documents, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from vbparse import parse
from vbparse.schema import Corrected, Document
from vbparse.web.views.document import view_document
from vbparse.web.views.places import Places
from vbparse.web.views.values import DocumentView, Value, choose_fields, format_edtf

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
FILES = ["02-so-ket-rac.txt", "05-duoi-nuoc-so.docx", "06-truong-hoc.pdf", "23-an-toan-thuc-pham.pdf"]


@cache
def read(name: str) -> Document:
    return parse(CORPUS / name)


def values(document: Document) -> dict[str, Value]:
    return {value.field: value for value in view_document(document).values()}


@pytest.mark.parametrize("name", FILES)
def test_every_value_has_a_name_of_its_own(name: str) -> None:
    fields = [value.field for value in view_document(read(name)).values()]
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_of_a_place_is_marked_there(name: str) -> None:
    document = read(name)
    found = values(document)
    for one in document.obligations:
        assert found[f"obligations.{one.id}.task"].spans == ((one.task_span,) if one.task_span else ())
        if one.due:
            assert one.due.span in found[f"obligations.{one.id}.due"].spans
        who = found[f"obligations.{one.id}.assignees"]
        assert who.has_place
    for one in document.references:
        assert set(found[f"references.{one.id}"].spans) == set(one.mentions)
    for one in document.recipients:
        assert found[f"recipients.{one.id}.name"].spans == (one.span,)


def test_boxes_of_a_task_cover_its_words_on_the_page() -> None:
    """Of a task only the span is told; where it is on the page is reckoned from the lines of its paragraph."""
    document = read("06-truong-hoc.pdf")
    assert document.text
    looked = 0
    with pdfplumber.open(CORPUS / "06-truong-hoc.pdf") as pdf:
        words = {page.page_number: page.extract_words() for page in pdf.pages}
    for one in document.obligations:
        value = values(document)[f"obligations.{one.id}.task"]
        if not one.task_span or not value.boxes:
            continue
        first = document.text[one.task_span[0] : one.task_span[1]].split()[0]
        box = value.boxes[0]
        near = [
            word
            for word in words[box.page]
            if word["text"] == first and box.top - 2 <= (word["top"] + word["bottom"]) / 2 <= box.bottom + 2
        ]
        assert any(abs(word["x0"] - box.left) < 8 for word in near), (first, box, near)
        looked += 1
    assert looked > 8


def test_a_stretch_of_the_text_has_a_box_on_each_line_it_touches() -> None:
    document = read("06-truong-hoc.pdf")
    block = next(block for section in document.sections for block in section.blocks if len(block.origin) > 1)
    assert block.span
    found = Places(document).boxes(block.span)
    assert len(found) == len(block.origin)
    assert [[box.left, box.top, box.right, box.bottom] for box in found] == [one["box"] for one in block.origin]


def test_what_was_corrected_tells_what_was_read() -> None:
    document = read("02-so-ket-rac.txt").model_copy(deep=True)
    one = next(one for one in document.obligations if one.due)
    path = f"obligations.{one.id}.due.date"
    document.corrections = [Corrected(n=1, path=path, value="2023-09-20", was="2023-09-15", at="2026-01-01T00:00:00Z")]
    value = values(document)[f"obligations.{one.id}.due"]
    assert value.edit == path.removesuffix(".date")
    assert value.corrected
    assert value.was == "15/9/2023"
    assert not values(document)["title.text"].corrected


@pytest.mark.parametrize(
    ("choose", "meant"),
    [
        (lambda one: {"field": "title.text", "obligation": None}, lambda one, name: name == "title.text"),
        (
            lambda one: {"field": None, "obligation": one.id},
            lambda one, name: name.startswith(f"obligations.{one.id}."),
        ),
        (
            lambda one: {"field": f"obligations.{one.id}.due", "obligation": None},
            lambda one, name: name == f"obligations.{one.id}.due" or (name.startswith(f"obligations.{one.id}.due.")),
        ),
        (lambda one: {"field": "nothing", "obligation": None}, lambda one, name: False),
    ],
)
def test_an_address_chooses_fields(choose: Callable, meant: Callable) -> None:
    document = read("02-so-ket-rac.txt")
    one = next(one for one in document.obligations if one.due)
    all_values = list(view_document(document).values())
    names, more = choose_fields(document, all_values, at=None, **choose(one))
    assert names == {value.field for value in all_values if meant(one, value.field)}
    assert more == []


def test_a_stretch_that_is_asked_for_is_marked_whatever_was_read_there() -> None:
    document = read("06-truong-hoc.pdf")
    names, (place,) = choose_fields(document, [], field=None, obligation=None, at=(579, 587))
    assert names == {"at"}
    assert place.spans == ((579, 587),)
    assert [box.page for box in place.boxes] == [1]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2023-09-05", "5/9/2023"),
        ("2023-11", "11/2023"),
        ("2026-34", "quý II/2026"),
        ("2025", "2025"),
        ("2025-01/2025-03", "1/2025 – 3/2025"),
        ("../2025-03-01", "1/3/2025"),
        ("2023-1X", "2023-1X"),
        (None, ""),
    ],
)
def test_dates_as_people_write_them(value: str | None, written: str) -> None:
    assert format_edtf(value) == written


def test_an_empty_document_shows_what_can_be_given() -> None:
    source = {"name": "a.txt", "media_type": "text/plain", "sha256": "0" * 64, "size": 1, "text_origin": "plain"}
    document = Document.model_validate({"id": "0" * 64, "source": source | {"producer": "vbparse"}})
    found: DocumentView = view_document(document)
    assert list(found.values()) == []
    assert {row.term: row.more for row in found.head}["title"] == "title.text"
