"""Types of documents: names, codes, and the line that bears the type."""

from __future__ import annotations

import pytest

from vbparse.language.doctypes import codes_by_name, match_type_line, names_by_code
from vbparse.text import fold_view


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kế hoạch", "KH"),
        ("quyết định", "QĐ"),
        ("công văn", "CV"),
        ("chương trình", "CTr"),
        ("tờ trình", "TTr"),
        ("thông tư", "TT"),
    ],
)
def test_names_and_codes(name: str, code: str) -> None:
    assert codes_by_name()[name] == code
    assert names_by_code()[code].lower() == name


def test_a_name_is_found_in_any_placement_of_its_tone() -> None:
    assert codes_by_name()[fold_view("giấy uỷ quyền")] == codes_by_name()["giấy ủy quyền"] == "GUQ"


def test_a_type_without_a_code_is_left_out() -> None:
    assert "thư công" not in codes_by_name()
    assert "" not in names_by_code()


@pytest.mark.parametrize(
    ("line", "code", "rest"),
    [
        ("KẾ HOẠCH", "KH", ""), ("Kế hoạch", "KH", ""), ("** QUYẾT ĐỊNH **", "QĐ", ""), ("QUYẾT ĐỊNH:", "QĐ", ""),
        ("KẾ HOẠCH Trồng cây năm 2024", "KH", "Trồng cây năm 2024"), ("NGHỊ QUYẾT LIÊN TỊCH", "NQLT", ""),
        ("KẾ  HOẠCH\nTrồng cây", "KH", "Trồng cây"),
    ],
)  # fmt: skip
def test_a_line_bears_the_type(line: str, code: str, rest: str) -> None:
    found = match_type_line(fold_view(line), 0, len(line))
    assert found is not None
    assert (found[0], line[found[1] :]) == (code, rest)


@pytest.mark.parametrize(
    "line", ["Kế hoạch này thay thế", "Căn cứ Quyết định số 3", "ỦY BAN NHÂN DÂN", "KẾ HOẠCHH", ""]
)
def test_other_lines_bear_none(line: str) -> None:
    assert match_type_line(line, 0, len(line)) is None
