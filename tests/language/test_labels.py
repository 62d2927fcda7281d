"""Labels of numbered parts and marks of bullets, as they open a paragraph."""

from __future__ import annotations

import pytest

from vbparse.language.labels import KIND, bullet_end, parse_label, parse_roman
from vbparse.text import fold_view


@pytest.mark.parametrize(
    ("line", "text", "style", "value", "rest"),
    [
        ("I. MỤC ĐÍCH", "I", "roman", 1, "MỤC ĐÍCH"),
        ("IV/ Kinh phí", "IV", "roman", 4, "Kinh phí"),
        ("XII - TỔ CHỨC", "XII", "roman", 12, "TỔ CHỨC"),
        ("II.NỘI DUNG", "II", "roman", 2, "NỘI DUNG"),
        ("A. PHẦN CHUNG", "A", "upper", 1, "PHẦN CHUNG"),
        ("Đ. Kinh phí", "Đ", "upper", 5, "Kinh phí"),
        ("1. Công an xã", "1", "decimal1", 1, "Công an xã"),
        ("1/ Công an xã", "1", "decimal1", 1, "Công an xã"),
        ("10.Trạm Y tế", "10", "decimal1", 10, "Trạm Y tế"),
        ("1) Đợt một", "1", "number-paren", 1, "Đợt một"),
        ("2.1. Nội dung", "2.1", "decimal2", 1, "Nội dung"),
        ("2.10 Nội dung", "2.10", "decimal2", 10, "Nội dung"),
        ("1.2.3. Nội dung", "1.2.3", "decimal3", 3, "Nội dung"),
        ("2.1.a) Nội dung", "2.1.a", "decimal3", 1, "Nội dung"),
        ("a) Rà soát", "a", "letter", 1, "Rà soát"),
        ("đ) Rà soát", "đ", "letter", 5, "Rà soát"),
        ("b. Rà soát", "b", "letter", 2, "Rà soát"),
        ("(1) Rà soát", "1", "paren", 1, "Rà soát"),
        ("(c) Rà soát", "c", "paren", 3, "Rà soát"),
        ("Điều 3. Hiệu lực", "3", "article", 3, "Hiệu lực"),
        ("ĐIỀU 12: HIỆU LỰC", "12", "article", 12, "HIỆU LỰC"),
        ("Chương II", "II", "chapter", 2, ""),
        ("Mục 1. Quy định chung", "1", "section", 1, "Quy định chung"),
        ("Tiểu mục 2. Hồ sơ", "2", "subsection", 2, "Hồ sơ"),
        ("Phần thứ nhất", "nhất", "part", 1, ""),
        ("PHẦN THỨ HAI - NHIỆM VỤ", "HAI", "part", 2, "- NHIỆM VỤ"),
    ],
)
def test_a_label_opens_the_paragraph(line: str, text: str, style: str, value: int, rest: str) -> None:
    label = parse_label(fold_view(line), 0, len(line))
    assert label is not None
    assert (label.text, label.style, label.value, line[label.span.end :]) == (text, style, value, rest)
    assert label.span.start == 0
    assert style in KIND


@pytest.mark.parametrize(
    "line",
    [
        "", "Công an xã", "15/3/2024 tổ chức", "15/3 tổ chức", "2024. Tổng kết", "3.000 cây xanh", "1.5 ha rừng",
        "Điều kiện cần có",
        "Mục tiêu chung", "Mục đích, yêu cầu", "Phần lớn hộ dân", "Điều này", "A1. Tổ", "(Kèm theo)", "UBND xã", "I",
        "3 thôn", "CV. 12", "V/v trồng cây",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label(line: str) -> None:
    assert parse_label(line, 0, len(line)) is None


def test_a_label_is_read_at_its_place_alone() -> None:
    view = "xong. 2. Trạm Y tế 3. Hết"
    label = parse_label(view, 6, len(view))
    assert label is not None
    assert (label.text, label.span) == ("2", (6, 9))


@pytest.mark.parametrize(
    ("line", "rest"),
    [("- Rà soát", "Rà soát"), ("+ Rà soát", "Rà soát"), ("• Rà soát", "Rà soát"), ("* Rà soát", "Rà soát"),
     ("-Rà soát", "Rà soát"),
     ("o Rà soát", "Rà soát"), ("– Rà soát", "Rà soát"), ("- 20 cây", "20 cây")],
)  # fmt: skip
def test_a_bullet_mark_opens_the_paragraph(line: str, rest: str) -> None:
    view = fold_view(line)
    at = bullet_end(view, 0, len(view))
    assert at is not None
    assert line[at:] == rest


@pytest.mark.parametrize("line", ["", "-", "---", "----------", "on nước", "Rà soát", "1. Rà soát"])
def test_what_is_no_bullet(line: str) -> None:
    assert bullet_end(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("text", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("A", None), ("3", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert parse_roman(text) == value
