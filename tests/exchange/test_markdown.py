"""Documents as Markdown."""

from __future__ import annotations

import pytest

from fakes import PLAN
from vbparse import pipeline, schema
from vbparse.exchange.markdown import escape, paragraph, table, to_markdown


@pytest.fixture(scope="module")
def plan() -> schema.Document:
    return pipeline.parse_bytes(PLAN.encode(), "plan.txt")


def test_a_plan_as_markdown(plan: schema.Document) -> None:
    lines = to_markdown(plan).splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Kế hoạch 12/KH-UBND", "## Căn cứ", "## Mở đầu", "## I. MỤC ĐÍCH", "## II. THỜI GIAN",
        "## III. TỔ CHỨC THỰC HIỆN", "### 1. Công chức Địa chính - Xây dựng", "## Các đợt thực hiện", "## Nhiệm vụ",
        "## Văn bản viện dẫn", "## Nơi nhận, ký",
    ]  # fmt: skip
    assert "| Cơ quan ban hành | Ủy ban nhân dân xã Tân Lập |" in lines
    assert "- Đợt 1: từ ngày 10/3/2024 đến ngày 20/3/2024." in lines
    assert any(line.startswith("**2.** Công an xã chủ trì") for line in lines)
    row = "| Công an xã | chủ trì | bảo đảm trật tự trong các đợt ra quân. | Ban Chỉ huy Quân sự xã |  |  | III.2 |"
    assert row in lines
    assert "| QĐ 345/QĐ-UBND ngày 20/02/2024 của UBND huyện | căn cứ | 2 |  |" in lines


def test_headings_stay_where_the_text_is_left_out(plan: schema.Document) -> None:
    short = to_markdown(plan, text=False)
    assert "### 1. Công chức Địa chính - Xây dựng" in short
    assert "Giữ sạch đường làng" not in short


def test_attachments_and_tables() -> None:
    plan = pipeline.parse_bytes(PLAN.encode(), "plan.txt")
    rows = [[schema.Cell(text=x) for x in row] for row in (["Việc", "Đơn vị"], ["Thu gom | rác"])]
    block = schema.Block(kind="table", text="", rows=rows)
    section = schema.Section(kind="clause", label="1", level=1, heading="Bảng", blocks=[block])
    plan.attachments = [schema.Attachment(label="Phụ lục I", title="Phân công", sections=[section])]
    parts = ["## Phụ lục I – Phân công", "### 1. Bảng", "| Việc | Đơn vị |\n| --- | --- |\n| Thu gom \\| rác |  |"]
    assert "\n\n".join(parts) + "\n" in to_markdown(plan)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1. Đợt", r"1\. Đợt"), ("- a", r"\- a"), ("# a", r"\# a"), ("+ a", r"\+ a"), ("2) a", r"2\) a"),
        ("a - b", "a - b"),
        ("*a* [b]\n<c>", r"\*a\* \[b\] \<c\>"), ("26-NQ/TW", "26-NQ/TW"), ("#1", "#1"), ("> a", r"\> a"),
    ],
)  # fmt: skip
def test_text_is_never_markup(text: str, made: str) -> None:
    assert paragraph(text) == made


def test_a_dot_behind_a_number_is_no_list_in_a_cell() -> None:
    assert escape("1. Đợt") == "1. Đợt"
    assert table(("a", "b"), [("1. x",)]) == "| a | b |\n| --- | --- |\n| 1. x |  |"
