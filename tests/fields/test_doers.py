"""Bodies within a sentence, in a bracket or behind a label; labels that name a matter; deadlines of several bodies."""

from __future__ import annotations

import pytest

from plans import parse_plan


def _read(text: str) -> list[tuple[str, str]]:
    return [(duty.assignee_text, duty.task) for duty in parse_plan(text).obligations]


@pytest.mark.parametrize("label", ["Thôn thông minh", "Gia đình hạnh phúc", "Cộng đồng học tập", "Chợ không rác thải"])
@pytest.mark.parametrize("part", ["II. NỘI DUNG", "II. TỔ CHỨC THỰC HIỆN"])
def test_an_honour_is_no_body(part: str, label: str) -> None:
    assert _read(f"{part}\na) {label}: rà soát, bổ sung tiêu chí; treo biển tại cổng.") == []


@pytest.mark.parametrize("label", ["Các gia đình hạnh phúc", "Cộng đồng dân cư", "Hội Nông dân"])
def test_those_who_bear_an_honour_are_bodies(label: str) -> None:
    assert [name for name, _ in _read(f"II. NỘI DUNG\na) {label}: dọn vệ sinh đường thôn mỗi tuần.")] == [label]


@pytest.mark.parametrize("level", ["Cấp tổ dân phố", "Cấp xóm, bản"])
def test_a_settlement_is_a_level(level: str) -> None:
    assert _read(f"II. THỜI GIAN\n1. {level}: từ ngày 02/9 đến 10/9/2024 tại nhà văn hóa.") == []
