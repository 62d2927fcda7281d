"""Sentences in which more than one body acts, and a body behind its task where no part assigns."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


def read(item: str) -> list[tuple[str, str]]:
    return [(o.assignee_text, o.task.rstrip(" .;,")) for o in parse_plan(f"III. NỘI DUNG\n1. {item}").obligations]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Phun khử trùng toàn bộ chợ. Trạm Y tế thực hiện, Ban Quản lý chợ bố trí nhân lực.",
            [("Trạm Y tế", "Phun khử trùng toàn bộ chợ"), ("Ban Quản lý chợ", "bố trí nhân lực")],
        ),
        (
            "Mỗi đợt, Hội Phụ nữ xã cử 10 hội viên dọn rác, Hội Nông dân xã cử 05 hội viên cùng đi.",
            [("Hội Phụ nữ xã", "cử 10 hội viên dọn rác"), ("Hội Nông dân xã", "cử 05 hội viên cùng đi")],
        ),
        (
            "Nộp hồ sơ theo lịch: các trường phía Đông nộp ngày 02/6/2024; các trường phía Tây nộp ngày 03/6/2024.",
            [("các trường phía Đông", "nộp ngày 02/6/2024"), ("các trường phía Tây", "nộp ngày 03/6/2024")],
        ),
        (
            "Giao Trạm Y tế và Trạm Thú y tiêm phòng. Hai đơn vị cử người trực.",
            [("Trạm Y tế và Trạm Thú y", "tiêm phòng. Hai đơn vị cử người trực")],
        ),
        (
            "Công an xã phối hợp với Đoàn xã, Hội Nông dân xã tuyên truyền.",
            [("Công an xã", "tuyên truyền")],
        ),
        (
            "Ban Chỉ huy Quân sự xã phân công các thành viên xuống thôn; các thôn cử người dẫn đường.",
            [("Ban Chỉ huy Quân sự xã", "phân công các thành viên xuống thôn"), ("các thôn", "cử người dẫn đường")],
        ),
        ("Trưng bày ảnh do Thư viện huyện thực hiện tại nhà văn hóa xã.", [("Thư viện huyện", "Trưng bày ảnh")]),
        ("Kiểm tra công trình do Đoàn xã thực hiện tại thôn Đông.", []),
        ("Kẻ vẽ khẩu hiệu (Đoàn xã thực hiện, tối thiểu 02 câu mỗi thôn).", [("Đoàn xã", "Kẻ vẽ khẩu hiệu")]),
        ("Giữ nước khi mặn vượt 0,25‰. Trạm bơm Đông Sơn đo mực nước.", [("Trạm bơm Đông Sơn", "đo mực nước")]),
    ],
)
def test_each_body_has_its_own_task(item: str, expected: list[tuple[str, str]]) -> None:
    assert read(item) == expected


@pytest.mark.parametrize(
    ("item", "who", "task"),
    [
        ("Chi ủy, Ban công tác Mặt trận các thôn hỗ trợ địa điểm.", "Chi ủy, Ban công tác Mặt trận các thôn", "hỗ trợ"),
        ("Cố vấn học tập, giáo viên các lớp thông báo cho phụ huynh biết.", "Cố vấn học tập, giáo viên các lớp", "th"),
        ("Các đồng chí Phó Chủ tịch theo lĩnh vực phụ trách chỉ đạo thực hiện.", "Các đồng chí Phó Chủ tịch", "theo"),
        (
            "Hiệu trưởng các trường được chọn làm điểm (danh sách gửi kèm) bố trí phòng học.",
            "Hiệu trưởng các trường được chọn làm điểm",
            "bố trí",
        ),
        (
            "Giao Trung tâm Giáo dục thường xuyên Gio Linh tiếp nhận.",
            "Trung tâm Giáo dục thường xuyên Gio Linh",
            "tiếp",
        ),
        ("Văn phòng theo dõi, báo cáo tại giao ban Sở sáng thứ Hai.", "Văn phòng", "theo dõi, báo cáo tại giao ban Sở"),
        ("Giao ban quản lý chợ lập danh sách hộ kinh doanh.", "ban quản lý chợ", "lập"),
    ],
)
def test_one_body_is_charged_by_its_whole_name(item: str, who: str, task: str) -> None:
    [duty] = parse_duties(f"1. {item}").obligations
    assert duty.assignee_text == who
    assert duty.task.startswith(task)


def test_a_task_goes_on_with_the_places_that_its_heading_counts() -> None:
    part = "1. Tổ công tác\na) Đối thoại với các hộ dân tại 02 dự án: Đường tránh thị trấn, Trường THCS Vĩnh Hòa."
    [duty] = parse_duties(part).obligations
    assert duty.task.startswith("Đối thoại với các hộ dân")


def test_bodies_that_only_a_number_names_are_doubtful() -> None:
    [duty] = parse_duties("1. Hai đơn vị cử người trực tại chợ.").obligations
    assert DoubtCode.NAME_UNKNOWN in duty.doubts
