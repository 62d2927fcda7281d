"""Letters of a text found again among those that are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.web.views.alignment import ALONE, align

PLAN = (
    "ỦY BAN NHÂN DÂN XÃ BÌNH AN\nSố: 29/KH-UBND\nKẾ HOẠCH\nTrồng cây đầu xuân năm 2024\n"
    "Căn cứ Kế hoạch số 15/KH-UBND ngày 20/02/2024 của Ủy ban nhân dân huyện, xã làm các việc sau:\n"
    "1. Công chức Địa chính khảo sát vị trí trồng cây, xong trước ngày 05/3/2024.\n"
    "2. Đoàn Thanh niên vận động đoàn viên trồng cây ven đường liên thôn."
)


def found(text: str, drawn: str, words: str) -> str | None:
    """What is drawn of some words of the text; None unless all their letters are found, in order."""
    offsets = align(text, drawn)
    start = text.index(words)
    there = [offsets[i] for i in range(start, start + len(words)) if text[i].isalnum()]
    if ALONE in there or there != sorted(there):
        return None
    return drawn[there[0] : there[-1] + 1]


def test_a_text_is_itself() -> None:
    assert [j for i, j in enumerate(align(PLAN, PLAN)) if not PLAN[i].isspace()] == [
        i for i, letter in enumerate(PLAN) if not letter.isspace()
    ]


def test_what_pages_have_besides_is_passed_over() -> None:
    drawn = PLAN.replace("\n", " ").replace("vị trí", "vị 2 UBND xã Bình An 3 trí") + " Trang 3"
    assert found(PLAN, drawn, "khảo sát") == "khảo sát"
    assert found(PLAN, drawn, "vị trí trồng cây") == "vị 2 UBND xã Bình An 3 trí trồng cây"


def test_words_may_be_broken_anywhere_and_presented_otherwise() -> None:
    drawn = PLAN.replace("15/KH-UBND", "15/KH- UBND").replace("hoạch", "HOẠCH").replace("Ủy ban", "Uỷ ban")
    assert found(PLAN, drawn, "15/KH-UBND") == "15/KH- UBND"
    assert found(PLAN, drawn, "Kế hoạch số 15") == "Kế HOẠCH số 15"
    assert found(PLAN, drawn, "Ủy ban nhân dân huyện") == "Uỷ ban nhân dân huyện"


def test_other_numbers_of_a_list_are_left_alone() -> None:
    drawn = PLAN.replace("2. Đoàn", "b) Đoàn")
    offsets = align(PLAN, drawn)
    assert offsets[PLAN.index("2. Đoàn")] == ALONE
    assert found(PLAN, drawn, "Đoàn Thanh niên") == "Đoàn Thanh niên"


def test_a_stretch_may_stand_elsewhere() -> None:
    head, _, rest = PLAN.partition("Căn cứ")
    drawn = "Căn cứ" + rest + "\n" + head
    assert found(PLAN, drawn, "Trồng cây đầu xuân năm 2024") == "Trồng cây đầu xuân năm 2024"
    assert found(PLAN, drawn, "Căn cứ Kế hoạch số 15/KH-UBND") == "Căn cứ Kế hoạch số 15/KH-UBND"


def test_the_head_of_a_table_counts_where_it_stands_first() -> None:
    head = "TT\tNội dung công việc\tĐơn vị chủ trì"
    rows = "1\tKhảo sát vị trí\tĐịa chính\n2\tVận động đoàn viên\tĐoàn xã"
    text = f"{head}\n{rows}"
    drawn = " ".join(f"{head}\n{rows.replace('2', head + ' 2', 1)}".split())
    assert align(text, drawn)[text.index("Đơn vị")] == drawn.index("Đơn vị")
    assert found(text, drawn, "Vận động đoàn viên") == "Vận động đoàn viên"


def test_what_is_not_drawn_is_not_looked_for_in_other_cells() -> None:
    text = "Kết quả thanh tra\tThường xuyên\tThanh tra tỉnh\tSở Nội vụ tỉnh Hải Giang"
    drawn = "Thường xuyên Thanh tra huyện Sở Nội vụ tỉnh Hải Giang"
    offsets = align(text, drawn)
    assert {offsets[i] for i in range(text.index("\t"))} == {ALONE}
    assert offsets[text.index("Thanh tra tỉnh")] == ALONE
    assert found(text, drawn, "Sở Nội vụ tỉnh Hải Giang") == "Sở Nội vụ tỉnh Hải Giang"


def test_parts_of_two_words_do_not_hold_texts_together() -> None:
    text = "xong trong tháng 01 hằng năm; tổ chức kiểm tra chậm nhất trong tháng 6"
    drawn = "xong trong tháng 01 hằng 25 quan, địa phương năm; tổ chức kiểm tra chậm nhất trong tháng 6"
    offsets = align(text, drawn)
    assert offsets[text.index("năm")] == drawn.index("năm")
    at = text.index("hằng")
    assert drawn.index("phương") + 4 not in offsets[at : at + 4]


@pytest.mark.parametrize(("text", "drawn"), [("", ""), ("Kế hoạch", ""), ("", "Kế hoạch"), ("\n\t ", " ")])
def test_nothing_is_found_in_nothing(text: str, drawn: str) -> None:
    assert set(align(text, drawn)) <= {ALONE}


@given(st.text("ab c.\n", max_size=120), st.text("ab c.\n", max_size=120))
def test_what_is_found_are_the_same_letters_each_once(text: str, drawn: str) -> None:
    offsets = align(text, drawn)
    pairs = [(i, j) for i, j in enumerate(offsets) if j != ALONE]
    assert all(text[i] == drawn[j] for i, j in pairs)
    assert len({j for _, j in pairs}) == len(pairs)
