"""Regulations: whom they charge beside conditions, cases, members, consequences and rules of procedure."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan


def read_duties(*items: str) -> list[tuple[str, str]]:
    return [(o.assignee_text, o.task) for o in parse_duties(*items).obligations]


@pytest.mark.parametrize(
    ("item", "body", "task"),
    [
        ("Hội đồng phân công 03 thành viên am hiểu chăn nuôi đọc hồ sơ.", "Hội đồng", "phân công 03 thành viên"),
        ("Hội đồng xếp hạng các hồ sơ có tổng số điểm cao nhất.", "Hội đồng", "xếp hạng các hồ sơ"),
        ("Hội đồng xây dựng Biên bản họp gửi Phòng Kinh tế.", "Hội đồng", "xây dựng Biên bản họp"),
        ("Tổ giám sát thẩm định 02 phương án trong tháng 8.", "Tổ giám sát", "thẩm định 02 phương án"),
        (
            "Các tổ chức, cá nhân được cấp giấy phép khai thác cát, sỏi có trách nhiệm bảo vệ bờ sông.",
            "Các tổ chức, cá nhân được cấp giấy phép khai thác cát, sỏi",
            "bảo vệ bờ sông",
        ),
        (
            "Tổ chức, cá nhân trúng thầu chủ trì thực hiện dự án có trách nhiệm chỉnh sửa hồ sơ.",
            "Tổ chức, cá nhân trúng thầu chủ trì thực hiện dự án",
            "chỉnh sửa hồ sơ",
        ),
        (
            "Đề nghị học sinh đăng ký dự thi hoàn thành việc nộp lệ phí trước ngày 07/6/2024.",
            "học sinh đăng ký dự thi",
            "hoàn thành việc nộp lệ phí",
        ),
        (
            "Khi kết thúc kỳ thi, chấm thi, thư ký của Hội đồng có trách nhiệm nộp biên bản gốc.",
            "thư ký của Hội đồng",
            "nộp biên bản gốc",
        ),
        (
            "Quá trình thực hiện, nếu có khó khăn, các tổ chức, cá nhân phản ánh về Phòng Kinh tế.",
            "các tổ chức, cá nhân",
            "phản ánh về Phòng Kinh tế",
        ),
        (
            "Trong tổng số phòng của trụ sở, cơ quan hành chính nhà nước ở địa phương phải dành một phòng tiếp dân.",
            "cơ quan hành chính nhà nước ở địa phương",
            "dành một phòng tiếp dân",
        ),
        ("Đối với cán bộ là cấp phó: do Bí thư Đảng ủy nhận xét bằng văn bản.", "Bí thư Đảng ủy", "nhận xét"),
        ("Đối với cán bộ cấp trưởng: Phó bí thư Đảng ủy rà soát hồ sơ.", "Phó bí thư Đảng ủy", "rà soát hồ sơ"),
        ("Người có thẩm quyền (đã nêu ở điểm 1) đánh giá và quyết định.", "Người có thẩm quyền", "đánh giá"),
        ("Các xã không có công trình hư hỏng báo cáo bằng tin nhắn.", "Các xã không có công trình hư hỏng", "báo cáo"),
        ("Sinh viên ghi rõ lý do trên đơn.", "Sinh viên", "ghi rõ lý do"),
        (
            "Viễn thông Bình Minh: chủ trì, phối hợp với các thôn bảo đảm đường truyền.",
            "Viễn thông Bình Minh",
            "bảo đảm đường truyền",
        ),
    ],
)
def test_a_rule_charges_a_body(item: str, body: str, task: str) -> None:
    [(assignee, duty)] = read_duties(item)
    assert assignee == body
    assert duty.startswith(task)


@pytest.mark.parametrize(
    "item",
    [
        "Cán bộ, viên chức, thành viên Ban Tổ chức (nếu có) vi phạm quy chế sẽ bị xử lý theo quy định.",
        "Thành viên Hội đồng chấm điểm thiếu khách quan thì không được mời tham gia Hội đồng.",
        "Đại diện Hội đồng thẩm định tài sản, các phòng liên quan và đại diện hộ dân được mời tham dự.",
        "Không có cán bộ, công chức trực tiếp quản lý vi phạm kỷ luật.",
        "Cán bộ làm việc tại bộ phận một cửa là các chức danh quy định tại khoản 2 Điều 2.",
        "Tổ chức, cá nhân yêu cầu giải quyết công việc liên hệ, nộp hồ sơ tại bộ phận một cửa.",
        "Đối với viên chức và Trưởng Công an xã thì trình tự như sau:",
        "Tổ công tác có nhiệm vụ cụ thể theo Điều 1 Quyết định này.",
        "Hoạt động này có nhiệm vụ phục vụ nhân dân trong xã.",
        "Người dân không bắt buộc đổi căn cước, giấy chứng nhận, đăng ký xe.",
        "Tổ công tác do Phó Chủ tịch UBND xã phụ trách đô thị làm Tổ trưởng, Trưởng Công an xã làm Tổ phó.",
        "Đơn vị khai thác là doanh nghiệp, hợp tác xã, hộ kinh doanh được giao tổ chức dịch vụ cứu hộ.",
    ],
)
def test_what_becomes_of_somebody_or_who_it_is_charges_nobody(item: str) -> None:
    assert read_duties(item) == []


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Hội đồng xét chọn gồm 7 thành viên. Thành phần của Hội đồng gồm:", ["1/2 là các chuyên gia am hiểu nghề."]),
        ("Người dự tuyển phải đáp ứng các điều kiện sau:", ["Có bằng đại học, đang hoạt động trong ngành;"]),
        ("Cá nhân không tham gia Hội đồng trong các trường hợp sau:", ["Cá nhân thuộc tổ chức đăng ký dự án."]),
        ("Với các điều kiện sau đây:", ["Đạt tối thiểu 70/100 điểm.", "Trường hợp bằng điểm thì bỏ phiếu kín."]),
    ],
)
def test_conditions_cases_and_members_are_nobodys_tasks(line: str, items: list[str]) -> None:
    bullets = "\n".join(f"- {item}" for item in items)
    plan = parse_plan(f"I. TỔ CHỨC THỰC HIỆN\n1. Hội đồng xét chọn\n{line}\n{bullets}")
    assert plan.obligations == []


@pytest.mark.parametrize(
    ("task", "bullet"),
    [
        ("Rà soát, xử lý nghiêm, không bỏ sót các trường hợp.", ""),
        ("Chuẩn bị vật tư đáp ứng các yêu cầu.", ""),
        ("Chuẩn bị xe chữa cháy đáp ứng các điều kiện sau:", "- Chứa đủ nước, đang hoạt động;\n"),
    ],
)
def test_a_task_that_names_cases_or_conditions_stays_one(task: str, bullet: str) -> None:
    lines = f"I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n{task}\n{bullet}Tuần tra ban đêm."
    assert [o.task for o in parse_plan(lines).obligations] == [task, "Tuần tra ban đêm."]


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("Ủy ban nhân dân xã niêm yết danh sách hộ vi phạm và bị xử lý.", "Ủy ban nhân dân xã"),
        ("Công an xã nhắc nhở chủ quán, ai vi phạm thì bị xử lý.", "Công an xã"),
        ("Các thôn cử không quá 03 người dự họp.", "Các thôn"),
        ("Chủ tịch Ủy ban nhân dân xã là người chịu trách nhiệm về kết quả thu.", "Chủ tịch Ủy ban nhân dân xã"),
    ],
)
def test_a_duty_that_tells_of_sanctions_or_limits_stays_one(item: str, body: str) -> None:
    assert [assignee for assignee, _ in read_duties(f"1. {item}")] == [body]


def test_what_a_heading_lists_as_cases_is_nobodys_task() -> None:
    plan = parse_plan(
        "I. QUY ĐỊNH\n1. Người dân không được hỗ trợ trong các trường hợp sau:\n"
        "a) Tổ chức xây nhà trái phép;\nb) Kê khai không đúng diện tích."
    )
    assert plan.obligations == []


def test_a_notice_that_a_body_gives_charges_it_with_the_parts_of_the_notice() -> None:
    plan = parse_plan(
        "I. THÔNG BÁO\n1. Hình thức\nViệc thông báo tuyển chọn được Phòng Kinh tế thực hiện, cụ thể như sau:\n"
        "- Thông báo tóm tắt trên Đài Truyền thanh xã;\n- Gửi văn bản đến các thôn."
    )
    assert [(o.assignee_text, o.task[:8]) for o in plan.obligations] == [
        ("Phòng Kinh tế", "Thông bá"),
        ("Phòng Kinh tế", "Gửi văn "),
    ]


@pytest.mark.parametrize("lead", ["có các nhiệm vụ sau:", "có nhiệm vụ, quyền hạn:", "có trách nhiệm:"])
def test_a_council_has_the_duties_below(lead: str) -> None:
    plan = parse_plan(f"I. QUY ĐỊNH\n1. Hội đồng {lead}\na) Thẩm định hồ sơ;\nb) Kiến nghị đóng bãi tắm.")
    assert [(o.assignee_text, o.section) for o in plan.obligations] == [("Hội đồng", "I.1.a"), ("Hội đồng", "I.1.b")]


def test_a_heading_with_the_term_behind_its_colon_is_a_task() -> None:
    plan = parse_plan("I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\na) Lưu trữ hồ sơ, hạn chót bàn giao vào kho: 30/9/2024.")
    [found] = plan.obligations
    assert (found.task, found.due and found.due.date) == (
        "Lưu trữ hồ sơ, hạn chót bàn giao vào kho: 30/9/2024.",
        "2024-09-30",
    )


def test_a_heading_names_a_body_by_what_is_done_there() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Trách nhiệm của đơn vị được kiểm tra (chủ chợ, ban quản lý)\n"
        "a) Gửi báo cáo theo đề cương.\nb) Cử người làm việc với Đoàn."
    )
    name = "đơn vị được kiểm tra (chủ chợ, ban quản lý)"
    assert [(o.assignee_text, o.section) for o in plan.obligations] == [(name, "I.1.a"), (name, "I.1.b")]


def test_what_a_sentence_is_about_is_not_charged_but_whom_the_heading_names() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n"
        "Đối với các cơ sở, công trình thuộc phạm vi quản lý, hướng dẫn chủ nhà lắp chuông báo cháy."
    )
    assert [o.assignee_text for o in plan.obligations] == ["Công an xã"]


def test_what_a_body_is_to_assign_itself_is_its_own_task() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân các xã có chợ\n"
        "Phối hợp với các hộ kinh doanh giải phóng mặt bằng; khẩn trương giao Ban Quản lý chợ lập hồ sơ."
    )
    assert [o.assignee_text for o in plan.obligations] == ["Ủy ban nhân dân các xã có chợ"]


def test_one_of_the_bodies_that_a_heading_names_is_charged_itself() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Các Ban Quản lý chợ\n"
        "Ban Quản lý chợ số 1 sửa mái tôn; Ban Quản lý chợ Phú An lập dự toán lát nền."
    )
    assert [o.assignee_text for o in plan.obligations] == ["Ban Quản lý chợ số 1", "Ban Quản lý chợ Phú An"]
