"""Bodies within a sentence, in a bracket or behind a label; labels that name a matter; deadlines of several bodies."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


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


def test_within_a_day() -> None:
    [duty] = parse_duties("1. Trạm Y tế cử 01 tổ trực trong ngày 20/6, kiểm tra nước uống.").obligations
    assert duty.due
    assert (duty.due.date, duty.due.bound) == ("2024-06-20", "on")


def test_a_stretch_before_a_deadline_is_doubtful() -> None:
    urged = "1. Các thôn vận động hộ dân treo cờ từ ngày 28/8 đến ngày 03/9/2024"
    [duty] = parse_duties(f"{urged}; báo cáo kết quả chậm nhất ngày 05/9/2024.").obligations
    assert duty.due
    assert duty.due.doubts == [DoubtCode.DISAGREES]
    [duty] = parse_duties(f"{urged}; báo cáo kết quả về Văn phòng.").obligations
    assert duty.due
    assert duty.due.doubts == []
