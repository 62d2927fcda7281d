"""One head before a colon for several names ("Các Sở: Tài chính, Xây dựng …"), and other names as offices write."""

from __future__ import annotations

import pytest

from plans import parse_plan


def charges(item: str) -> list[tuple[str, str]]:
    made = parse_plan(f"II. TỔ CHỨC THỰC HIỆN\n{item}").obligations
    return [(one.assignee_text, one.task.rstrip(".")) for one in made]


@pytest.mark.parametrize(
    ("item", "who", "task"),
    [
        ("1. Các Bộ: Ngoại giao, Công Thương mở gian hàng.", "Các Bộ: Ngoại giao, Công Thương", "mở gian hàng"),
        ("1. Các Sở: Xây dựng, Tài chính lập dự toán.", "Các Sở: Xây dựng, Tài chính", "lập dự toán"),
        (
            "1. Các Sở: Giáo dục và Đào tạo, Y tế; Công an tỉnh: Rà soát phòng học.",
            "Các Sở: Giáo dục và Đào tạo, Y tế; Công an tỉnh",
            "Rà soát phòng học",
        ),
        (
            "1. Yêu cầu các phòng: Kinh tế, Văn hóa - Xã hội rà soát hộ nghèo.",
            "các phòng: Kinh tế, Văn hóa - Xã hội",
            "rà soát hộ nghèo",
        ),
        ("1. Các khoa: Điện, Nông nghiệp lập tổ minh chứng.", "Các khoa: Điện, Nông nghiệp", "lập tổ minh chứng"),
        ("1. UBND các xã: Gio Hải, Nam Giang diễn tập.", "UBND các xã: Gio Hải, Nam Giang", "diễn tập"),
        ("1. Các phòng: Rà soát hộ nghèo, báo cáo UBND xã.", "Các phòng", "Rà soát hộ nghèo, báo cáo UBND xã"),
        (
            "1. Các đơn vị: Xây dựng kế hoạch, Chương trình gửi Văn phòng.",
            "Các đơn vị",
            "Xây dựng kế hoạch, Chương trình gửi Văn phòng",
        ),
    ],
)
def test_a_head_before_a_colon_is_shared_by_the_names_behind_it(item: str, who: str, task: str) -> None:
    assert charges(item) == [(who, task)]


@pytest.mark.parametrize(
    ("item", "who", "task"),
    [
        ("1. Giao các Phó Cục trưởng theo dõi khu vực.", "các Phó Cục trưởng", "theo dõi khu vực"),
        ("1. Giao đồng chí Lê VănTâm trực đập.", "đồng chí Lê VănTâm", "trực đập"),
        (
            "1. Chuyên viên phụ trách tổng hợp tham mưu lịch họp.",
            "Chuyên viên phụ trách tổng hợp",
            "tham mưu lịch họp",
        ),
        ("1. Ông Lê Văn Tâm phụ trách tổng hợp số liệu.", "Ông Lê Văn Tâm", "phụ trách tổng hợp số liệu"),
        ("1. Các khoa trong Học viện tuyệt đối tuân thủ.", "Các khoa trong Học viện", "tuyệt đối tuân thủ"),
        ("1. Các khoa trong tháng 4 rà soát đề cương.", "Các khoa", "trong tháng 4 rà soát đề cương"),
        ("1. Mặt đường\nYêu cầu: Tổ tư vấn rà soát dự toán.", "Tổ tư vấn", "rà soát dự toán"),
    ],
)
def test_names_end_where_their_bearers_act(item: str, who: str, task: str) -> None:
    assert charges(item) == [(who, task)]


def test_those_to_whom_something_is_sent_are_not_charged() -> None:
    assert charges("Sau hội nghị, gửi biên bản đến HĐND, UBND xã, Hội Phụ nữ xã chậm nhất ngày 4/2/2026.") == []
    assert charges("1. Trạm Y tế\n- Sau hội nghị, gửi biên bản đến HĐND, UBND xã chậm nhất ngày 4/2/2026.") == [
        ("Trạm Y tế", "Sau hội nghị, gửi biên bản đến HĐND, UBND xã chậm nhất ngày 4/2/2026")
    ]


def test_a_time_alone_is_no_task() -> None:
    assert charges("1. Trước khi họp, gửi tài liệu về Văn phòng, Trạm Y tế chậm nhất ngày 4/2/2026.") == []
