"""Inputs for fields, and what is typed into them."""

from __future__ import annotations

import pytest

from archive import papers
from vbparse.archive.corrections import overlay
from vbparse.errors import InputError
from vbparse.web.views import editing

DOCUMENT = papers.read(papers.paper("12", basis=("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;",)))
OWED = next(one for one in DOCUMENT.obligations if one.due)


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("title.text", "text", "Phòng, chống cháy rừng mùa khô"),
        ("number", "line", "12/KH-UBND"),
        ("issued.date", "date", "10/3/2023"),
        ("doc_type", "choice", "KH"),
        ("filing", "lines", "VT"),
        (f"obligations.{OWED.id}.role", "choice", "lead"),
        (f"obligations.{OWED.id}.due.date", "date", "25/3/2023"),
        (f"obligations.{OWED.id}.due", "due", "trước ngày 25/3/2023"),
        (f"obligations.{OWED.id}.due.bound", "choice", "before"),
        (f"obligations.{OWED.id}.assignees", "lines", "Công chức Văn phòng - Thống kê"),
        (f"obligations.{OWED.id}", "removal", OWED.task),
        (f"references.{DOCUMENT.references[0].id}.relation", "choice", "basis"),
    ],
)
def test_a_field_has_its_input(path: str, kind: str, text: str) -> None:
    asked = editing.make_input(DOCUMENT, path)
    assert (asked.path, asked.kind, asked.text) == (path, kind, text)
    if kind == "choice":
        assert asked.text in [value for value, _ in asked.options]


@pytest.mark.parametrize("path", ["text", "source.name", "obligations", "obligations.ffffffffffff.task", "nothing", ""])
def test_what_cannot_be_corrected_has_none(path: str) -> None:
    with pytest.raises(InputError):
        editing.make_input(DOCUMENT, path)


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("title.text", "  Một\n  hai ", "Một hai"),
        ("title.text", " ", None),
        ("issued.date", "15/9/2023", "2023-09-15"),
        ("issued.date", "ngày 5-9-2023", "2023-09-05"),
        ("issued.date", "9/2023", "2023-09"),
        ("issued.date", "2023-35", "2023-35"),
        ("issued.date", "quý III/2023", "2023-35"),
        ("issued.date", "ngày 20 tháng 4 năm 2026", "2026-04-20"),
        ("issued.date", "1/1/2025 - 31/3/2025", "2025-01-01/2025-03-31"),
        ("filing", "VT\n\n VPTK ", ["VT", "VPTK"]),
        (f"obligations.{OWED.id}", "whatever", None),
    ],
)
def test_what_is_typed_is_read(path: str, typed: str, value: object) -> None:
    assert editing.parse_input(editing.make_input(DOCUMENT, path), typed, DOCUMENT) == value


def test_bodies_whose_line_stays_keep_what_was_read_of_them() -> None:
    path = f"obligations.{OWED.id}.assignees"
    asked = editing.make_input(DOCUMENT, path)
    value = editing.parse_input(asked, f"{asked.text}\nCông an xã", DOCUMENT)
    assert value[0]["kind"] == OWED.assignees[0].kind
    assert value[1] == "Công an xã"
    _, now, _ = overlay.prepare(DOCUMENT, path, value)
    assert [body["name"] for body in now] == [OWED.assignees[0].name, "Công an xã"]
