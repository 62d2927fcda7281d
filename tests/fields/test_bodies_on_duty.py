"""Who is on duty at a feast, a gate or a checkpoint: with a number of persons, behind the name of the place, known by
what they own or by their part of a settlement."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse import parse


def _read(item: str) -> list[tuple[list[str], str]]:
    duties = parse_duties("1. Công việc", item).obligations
    return [([body.name for body in one.assignees], one.task) for one in duties]


@pytest.mark.parametrize(
    ("item", "names", "task"),
    [
        ("- Công an xã 03 đ/c, dân quân 04 đ/c kiểm soát người vào đền.", ["Công an xã", "dân quân"], "kiểm soát"),
        ("- Cổng đền: Công an xã 03 đ/c kiểm soát người ra vào.", ["Công an xã"], "kiểm soát"),
        (
            "- Cổng số 2: Công an xã, Trạm Y tế xã kiểm soát người ra vào.",
            ["Công an xã", "Trạm Y tế xã"],
            "kiểm soát người",
        ),
        ("- Chốt đầu cầu: dân quân thường trực đặt rào chắn từ 7 giờ.", ["dân quân thường trực"], "đặt rào chắn"),
        ("- Khu 3, khu 4 vận động nhân dân dọn vệ sinh.", ["Khu 3", "khu 4"], "vận động"),
        ("- Chủ đò ký cam kết trước ngày 20/5/2024.", ["Chủ đò"], "ký cam kết"),
        ("- Các chủ lò mổ thực hiện khai báo kiểm dịch.", ["Các chủ lò mổ"], "thực hiện khai báo"),
        ("- Thanh tra viên lập biên bản vi phạm tại chỗ.", ["Thanh tra viên"], "lập biên bản"),
        (
            "- VNPT Hưng Yên, Viettel Hưng Yên bảo đảm thông tin liên lạc.",
            ["VNPT Hưng Yên", "Viettel Hưng Yên"],
            "bảo đảm",
        ),
        ("- MobiFone Hưng Yên trực tại khu vực lễ hội.", ["MobiFone Hưng Yên"], "trực tại"),
        ("- Điện lực khu vực được đề nghị cử người trực ngày lễ.", ["Điện lực khu vực"], "được đề nghị cử"),
        ("- Trạm Y tế xã được yêu cầu chuẩn bị thuốc.", ["Trạm Y tế xã"], "được yêu cầu chuẩn bị"),
        ("- Công an xã trực 24/24 giờ trong các ngày lễ.", ["Công an xã"], "trực 24/24"),
        ("- Cổng TTĐT xã đăng tải kế hoạch này.", ["Cổng TTĐT xã"], "đăng tải"),
        ("- Phó Chủ tịch trực tiếp làm Trưởng ban chỉ đạo rà soát hồ sơ.", ["Phó Chủ tịch"], "trực tiếp làm"),
    ],
)
def test_who_is_on_duty(item: str, names: list[str], task: str) -> None:
    [(bodies, words)] = _read(item)
    assert bodies == names
    assert words.startswith(task)


def test_a_heading_of_bodies_in_and_outside_a_place() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Các tổ chức trong và ngoài nhà trường:\n- Giữ vệ sinh chung.\n- Tham gia trồng cây."
    )
    assert [[body.name for body in one.assignees] for one in plan.obligations] == [
        ["Các tổ chức trong và ngoài nhà trường"]
    ] * 2


def test_a_task_about_electricity_is_no_addressee() -> None:
    plan = parse_duties("- Di dời đường điện: giao Phòng Kinh tế thực hiện.", "- Văn phòng lưu hồ sơ.")
    assert plan.addressees == []
    assert [one.task for one in plan.obligations] == ["Di dời đường điện", "lưu hồ sơ."]


def test_a_telegram_names_its_addressees_behind_the_sender() -> None:
    telegram = parse(
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN\nSố: 3/CĐ-UBND\n\nBình Sơn, ngày 15 tháng 9 năm 2024\n\nCÔNG ĐIỆN\n"
        "Về việc chống bão\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ điện:\n- Trưởng các thôn;\n- Công an xã.\n\n"
        "Yêu cầu Công an xã trực 24/24 giờ.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Thị Hạnh\n"
    )
    assert [one.name for one in telegram.addressees] == ["Trưởng các thôn", "Công an xã"]
