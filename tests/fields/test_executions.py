"""Whom the closing article of a decision charges."""

from __future__ import annotations

from plans import parse_plan


def read_names(text: str) -> list[list[str]]:
    return [[body.name for body in o.assignees] for o in parse_plan(text).obligations]


def test_all_before_the_closing_words_of_a_decision_are_names() -> None:
    names = "Chánh Văn phòng; thành viên Hội đồng thẩm định giá, phân hạng chợ; Chủ tịch UBND các xã: Phú An, Phú Bình"
    assert read_names(f"Điều 3. {names} chịu trách nhiệm thi hành Quyết định này./.") == [
        [
            "Chánh Văn phòng",
            "thành viên Hội đồng thẩm định giá, phân hạng chợ",
            "Chủ tịch UBND xã Phú An",
            "Chủ tịch UBND xã Phú Bình",
        ]
    ]


def test_other_things_are_carried_out_as_well() -> None:
    assert read_names("1. Rà soát; phân loại hồ sơ có trách nhiệm thi hành Quyết định này.") == []
