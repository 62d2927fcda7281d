"""Cards of doubtful values: what they are, where they stand, what else they may be."""

from __future__ import annotations

import pytest

from archive import papers
from vbparse.archive.answers import Doubtful
from vbparse.schema import Document
from vbparse.vocabularies import DoubtCode
from vbparse.web.views.alternatives import list_choices
from vbparse.web.views.editing import make_input
from vbparse.web.views.places import Box
from vbparse.web.views.reviewing import _clip, make_card, order_paths
from vbparse.web.views.values import Value


@pytest.fixture
def document() -> Document:
    return papers.read(papers.paper("20", title="Việc 20"), "20.txt")


def doubt(path: str, code: DoubtCode = DoubtCode.OCR_UNCERTAIN) -> Doubtful:
    return Doubtful(path, code, "", code.vi, code.en)


def test_the_document_as_a_whole_comes_last() -> None:
    assert order_paths([doubt(""), doubt("issued"), doubt("issued"), doubt("number")]) == ["issued", "number", ""]


def test_a_card_marks_its_value_within_the_lines_around(document: Document) -> None:
    card = make_card(document, "issued", [doubt("issued"), doubt("number")], [])
    assert (card.term, card.value.field, card.fields[0].path) == ("date", "issued.date", "issued.date")
    assert [one.path for one in card.reasons] == ["issued"]
    marked = "".join(part.text for line in card.lines for part in line if part.fields)
    start, end = document.issued.span
    assert marked == document.text[start:end].replace("\n", "")
    assert len(card.lines) > 1
    assert card.clipping is None


def test_a_doubtful_name_asks_for_who_is_charged_first(document: Document) -> None:
    path = f"obligations.{document.obligations[0].id}"
    assert [one.path for one in make_card(document, path, [doubt(path)], []).fields] == [
        f"{path}.task",
        f"{path}.assignees",
    ]
    card = make_card(document, path, [doubt(path, DoubtCode.NAME_CUT)], [])
    assert card.fields[0].path == f"{path}.assignees"
    assert card.removable
    assert {row.term for row in card.rows} >= {"assignees"}


def test_a_clipping_is_a_part_of_the_page_with_room_around() -> None:
    value = Value("number", "12", boxes=(Box(1, 100, 50, 160, 62), Box(2, 0, 0, 10, 10)))
    clipping = _clip(value, [(595.0, 842.0)])
    assert clipping
    assert (clipping.page, clipping.marks) == (1, value.boxes[:1])
    assert clipping.right - clipping.left == 240
    assert (clipping.left, clipping.top, clipping.bottom) == (10, 26, 86)
    at_the_edge = _clip(Value("x", "", boxes=(Box(1, 2, 2, 590, 840),)), [(595.0, 842.0)])
    assert at_the_edge
    assert (at_the_edge.left, at_the_edge.top, at_the_edge.right) == (0, 0, 595)
    assert at_the_edge.bottom <= 842
    assert _clip(value, []) is None


def test_other_days_of_the_text_are_offered_and_no_impossible_ones(document: Document) -> None:
    asked = make_input(document, "issued.date")
    document.text = "Ngày 15/9/2023, họp 31/2/2023; xong ngày 1 tháng 10 năm 2023, báo cáo 2.10.2023, nộp 3/10/2023."
    choices = list_choices(document, asked, (0, 4))
    assert [one.typed for one in choices if one.typed != asked.now] == [one.typed for one in choices]
    assert [one.typed for one in choices] == ["2023-09-15", "2023-10-01", "2023-10-02"]
    assert choices[0].text == "15/9/2023"


def test_a_name_is_offered_that_stands_elsewhere_and_differs_little(document: Document) -> None:
    first, *_ = document.obligations
    first.assignees[0].name = "Phòng Tải chính huyện"
    document.recipients[0].name = "Phòng Tài chính huyện"
    asked = make_input(document, f"obligations.{first.id}.assignees")
    assert "Phòng Tài chính huyện" in [one.typed for one in list_choices(document, asked, None)]
    assert "Phòng Tải chính huyện" not in [one.typed for one in list_choices(document, asked, None)]
