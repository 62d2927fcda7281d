"""Marks of urgency and secrecy: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from vbparse.language.marks import is_mark, secrecy_mark, urgency_mark
from vbparse.text import Span, fold_view


def lines(text: str) -> list[tuple[str, Span]]:
    """The view of a text with each of its lines."""
    view = fold_view(text)
    return [(view, Span(at, at + len(x))) for at, x in _starts(text)]


def _starts(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def secrecy(text: str) -> list[str]:
    return [view[span.start : span.end] for view, line in lines(text) if (span := secrecy_mark(view, line))]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"), ("TỐI MẬT", "TỐI MẬT"), ("TUYỆT MẬT", "TUYỆT MẬT"), ("[MẬT]", "MẬT"),
        ("| TỐI MẬT |", "TỐI MẬT"),
        ("«MẬT».", "MẬT"), ("_MẬT_", "MẬT"), ("M Ậ T", "M Ậ T"), ("T Ố I  M Ậ T", "T Ố I  M Ậ T"),
        ("Tối mật", "Tối mật"), ("Độ mật: Tối mật", "Tối mật"), ("Độ mật: Mật", "Mật"),
        ("Dấu chỉ mức độ mật: MẬT", "MẬT"),
        ("TỐI MẶT", "TỐI MẶT"), ("TUYÊT MÂT", "TUYÊT MÂT"),
        ("TỔI MẤT", "TỔI MẤT"), ("TUYẾỆT MẬT", "TUYẾỆT MẬT"), ("TUYI‡T MẬT", "TUYI‡T MẬT"),
        ("TÀI LIỆU MẬT", "MẬT"), ("Số: 12/KH-UBND   MẬT", "MẬT"),
    ],
)  # fmt: skip
def test_a_mark_of_secrecy(line: str, mark: str) -> None:
    assert secrecy(line) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "BẢO MẬT", "QUY CHẾ BẢO MẬT", "MẬT ĐỘ", "Mật", "mật", "MẬT ONG", "MẬT TRẬN TỔ QUỐC VIỆT NAM", "Độ mật: Thường",
        "Độ mật: Không mật", "MẶT\nTRẬN TỔ QUỐC VIỆT NAM", "MẬT\nTRÂN TỔ QUỐC", "BAN BẢO VỆ BÍ\nMẬT",
        "CÔNG TÁC BẢO\nMẬT",
        "Tài liệu này thuộc độ Mật của Nhà nước.", "Số: 12/KH-UBND", "12 MẬT", "MẬT 1", "TỐI", "TUYỆT",
    ],
)  # fmt: skip
def test_no_mark_of_secrecy(text: str) -> None:
    assert secrecy(text) == []


def test_marks_of_urgency_and_what_holds_nothing_else() -> None:
    found = [
        view[span.start : span.end] for view, x in lines("[HOẢ TỐC]\nTHƯỢNG KHẨN") if (span := urgency_mark(view, x))
    ]
    assert found == ["HỎA TỐC", "THƯỢNG KHẨN"]
    alone = [is_mark(view, line) for view, line in lines("MẬT\nKHẨN\nSố: 12/KH-UBND   MẬT\nKHẨN TRƯƠNG")]
    assert alone == [True, True, False, False]
