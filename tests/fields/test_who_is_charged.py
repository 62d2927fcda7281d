"""Who is charged in texts of schools and offices: where names end, what is no body, and what charges nobody."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


@pytest.mark.parametrize(
    ("item", "bodies", "task"),
    [
        (
            "1. Các cơ quan quản lý trực tiếp thư viện công phối hợp kiểm kê sách.",
            ["Các cơ quan quản lý trực tiếp thư viện công"],
            "phối hợp kiểm kê",
        ),
        ("1. Các cơ quan quản lý trực tiếp chỉ đạo các đội rà soát.", ["Các cơ quan quản lý"], "trực tiếp chỉ đạo"),
        ("1. Nhân viên được phân công chủ trì việc mở kho.", ["Nhân viên được phân công"], "chủ trì việc mở kho"),
        ("1. Công an xã được giao chủ trì việc trực đêm.", ["Công an xã"], "được giao chủ trì"),
        ("1. Các đơn vị được giao thực hiện dự án khẩn trương giải ngân.", ["Các đơn vị"], "được giao thực hiện"),
        ("1. Sau mỗi đợt, cơ sở giáo dục đối chiếu sổ điểm.", ["cơ sở giáo dục"], "đối chiếu"),
        ("1. Khi trẻ chưa có giấy khám, cơ sở y tế không tự xác định bệnh.", ["cơ sở y tế"], "không tự xác định"),
        ("1. Khi dạy bù, giáo viên thể hiện nội dung vào sổ.", ["giáo viên"], "thể hiện nội dung"),
        ("1. Đội ngũ cán bộ y tế trực cấp cứu ngày đêm.", ["Đội ngũ cán bộ y tế"], "trực cấp cứu"),
        (
            "1. Các Sở/Ban/Ngành, Khoa/Viện nghiên cứu, tổ chức Đoàn - Hội lập dự toán.",
            ["Các Sở/Ban/Ngành", "Khoa/Viện nghiên cứu", "tổ chức Đoàn - Hội"],
            "lập dự toán",
        ),
        ("1. UBND/Phòng Nội vụ tập huấn cán bộ.", ["UBND", "Phòng Nội vụ"], "tập huấn"),
        ("1. Khoa đào tạo, bồi dưỡng giáo viên cho các trường.", ["Khoa"], "đào tạo, bồi dưỡng"),
        ("1. 02 Bản Nà Hin và Bản Pó tổ chức họp dân.", ["02 Bản Nà Hin", "Bản Pó"], "tổ chức họp dân"),
        ("2. Ngoài ra, khi có bão, Trạm Y tế xã bố trí xe.", ["Trạm Y tế xã"], "bố trí xe"),
    ],
)
def test_names_end_before_what_is_done(item: str, bodies: list[str], task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == bodies
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "partners", "task"),
    [
        (
            "1. Thư viện phối hợp Viện Nghiên cứu phát triển Tỉnh đặt hàng đề tài.",
            ["Viện Nghiên cứu phát triển Tỉnh"],
            "đặt hàng",
        ),
        ("1. Thư viện phối hợp các Ban xây dựng sơ bộ các danh mục sách.", ["các Ban"], "xây dựng sơ bộ"),
        ("1. Thư viện phối hợp với các Tổ rà soát lập danh sách.", ["các Tổ rà soát"], "lập danh sách"),
        ("1. Kho bạc phối hợp với cơ quan điều tra xác minh hóa đơn.", ["cơ quan điều tra"], "xác minh hóa đơn"),
        ("1. Kho bạc phối hợp với cơ quan tuyên truyền luật thuế.", [], "tuyên truyền luật thuế"),
        ("1. Kho bạc phối hợp với với Công an xã đối chiếu sổ.", ["Công an xã"], "đối chiếu"),
        (
            "1. Giáo viên chủ trì, phối hợp với cha mẹ, nhân viên hỗ trợ trẻ nhỏ (nếu có) và các hội để đưa đón trẻ.",
            ["cha mẹ", "nhân viên hỗ trợ trẻ nhỏ", "các hội"],
            "chủ trì, phối hợp với cha mẹ",
        ),
    ],
)
def test_partners_end_before_what_is_done(item: str, partners: list[str], task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.cooperating] == partners
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    "item",
    [
        "1. Đối với hồ sơ hộ tịch, đội ngũ và thông tin cơ sở đào tạo, cần rà soát kỹ.",
        "1. Khi đủ hồ sơ, cơ quan có thẩm quyền quyết định cấp phép.",
        "1. Hồ sơ gồm:\n- 01 Bản photo công chứng thẻ hội viên;\n- 02 Bản gốc giấy khám mắt, có xác nhận.",
        "1. Mức thu\nTT\tHọc phí đào tạo lái xe\tHọc phí/khóa\tGhi chú",
        "1. Chế độ\n- Học viên theo học được hưởng chính sách theo quy định.",
        "1. Chế độ\na) Người học: Mức trợ cấp đối với người ở xa được áp dụng theo quy chế.",
        "1. Sau khi nghe báo cáo, đồng chí Lê Văn Tâm, Chủ tịch UBND xã kết luận, chỉ đạo các việc như sau:\nHết.",
    ],
)
def test_what_is_no_body_or_no_task_charges_nobody(item: str) -> None:
    assert parse_duties(item).obligations == []


def test_prices_below_a_sentence_are_no_tasks() -> None:
    text = (
        "1. Người học đóng học phí theo quy chế:\n- Đào tạo may: Lớp 1: 50.000 đồng/buổi; lớp 2: 60.000 đồng/buổi;\n"
        "- Đào tạo hàn: 70.000 đồng/buổi."
    )
    [duty] = parse_duties(text).obligations
    assert DoubtCode.OUT_OF_PLACE in duty.doubts


def test_amounts_below_a_body_are_its_tasks() -> None:
    text = "1. Trạm Y tế xã\n- Tiêm chủng: 20 liều; uống vitamin: 40 liều."
    [duty] = parse_duties(text).obligations
    assert duty.task.startswith("Tiêm chủng")


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [
        ("2. Các ngành: Công an xã, Trạm Y tế xã và Đoàn xã", ["Công an xã", "Trạm Y tế xã", "Đoàn xã"]),
        ("2. Các ngành liên quan", ["Các ngành liên quan"]),
        ("2. Trường/Viện đào tạo", ["Trường/Viện đào tạo"]),
    ],
)
def test_all_bodies_of_a_heading_are_charged(heading: str, bodies: list[str]) -> None:
    [duty] = parse_duties(f"{heading}\na) Lập danh sách người trực Tết.").obligations
    assert [body.name for body in duty.assignees] == bodies


def test_who_guides_others_is_charged_with_the_ways_of_it() -> None:
    text = (
        "1. Sở Y tế\n- Hỗ trợ các trạm y tế triển khai thực hiện:\n+ Chỉ đạo các trạm y tế tiêm chủng tại nhà.\n"
        "+ Hướng dẫn tổ chức tiêm chủng lưu động.\n- Chỉ đạo các trạm y tế thực hiện:\n+ Lập danh sách trẻ em."
    )
    tasks = [duty.task for duty in parse_duties(text).obligations]
    assert tasks == [
        "Chỉ đạo các trạm y tế tiêm chủng tại nhà.",
        "Hướng dẫn tổ chức tiêm chủng lưu động.",
        "Chỉ đạo các trạm y tế thực hiện:",
    ]


def test_aims_are_no_tasks_whatever_their_heading_is_about() -> None:
    body = (
        "I. CHỈ TIÊU\n1. Nâng cao trách nhiệm của hội viên, gồm các chỉ tiêu sau:\n"
        "- Hằng năm, 100% hội viên, tổ viên cam kết không đốt rơm.\nII. NHIỆM VỤ\n1. Công an xã tuần tra ban đêm."
    )
    assert [duty.assignee_text for duty in parse_plan(body).obligations] == ["Công an xã"]


@pytest.mark.parametrize(
    ("item", "date"),
    [
        ("1. Các thôn họp rút kinh nghiệm hằng năm và tổng kết đề án vào năm 2026.", "2026"),
        ("1. Các thôn rà soát đường được duyệt vào năm 2026 tại kỳ họp.", None),
    ],
)
def test_a_year_at_the_end_of_a_task_is_its_deadline(item: str, date: str | None) -> None:
    [duty] = parse_duties(item).obligations
    assert (duty.due.date if duty.due else None) == date


def test_a_list_that_a_comma_leaves_open_goes_on_in_the_next_line() -> None:
    text = (
        "1. Công an xã\na) Theo dõi, đôn đốc việc trực đêm; báo cáo Chủ tịch giải quyết các khó khăn,\n"
        "vướng mắc của các tổ.\nb) Mở sổ trực đêm ở từng tổ."
    )
    tasks = [duty.task for duty in parse_duties(text).obligations]
    assert [task.split()[0] for task in tasks] == ["Theo", "Mở"]
