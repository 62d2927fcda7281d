"""Wordings met in documents that nobody here had seen: who is charged with what, and what charges nobody."""

from __future__ import annotations

import pytest

from kinds_of_wording import FRAME
from vbparse import Document, parse


def read(body: str, name: str = "plan.txt") -> Document:
    return parse(FRAME.format(body.replace("\n", "\n\n")).encode(), name=name)


def charges(body: str) -> list[tuple[str, str]]:
    return [(o.assignee_text, o.task.rstrip(" .;:")) for o in read(body).obligations]


def test_sibling_parts_fill_what_stands_before_them() -> None:
    body = (
        "I. KHẢO SÁT\n1. Nội dung, biện pháp\na) Đo mực nước giếng;\nb) Lấy mẫu đất.\n2. Cơ quan thực hiện\n"
        "a) Cơ quan chủ trì\n- Trạm Y tế xã.\n- Phòng Kinh tế; Công an xã.\nb) Cơ quan phối hợp\n- Hội Nông dân xã.\n"
        "3. Thời gian thực hiện: tháng 5/2026."
    )
    obligations = read(body).obligations
    assert [o.section for o in obligations] == ["I.1.a", "I.1.b"]
    for o in obligations:
        assert [b.name for b in o.assignees] == ["Trạm Y tế xã", "Phòng Kinh tế", "Công an xã"]
        assert [b.name for b in o.cooperating] == ["Hội Nông dân xã"]
        assert [o.due.date if o.due else None] == ["2026-05"]


@pytest.mark.parametrize(
    "label",
    ["Bộ phận tham mưu", "Đầu mối", "Giao", "Người phụ trách", "Cơ quan thường trực", "Khối thực hiện", "Ai làm"],
)
def test_bodies_behind_a_label_act(label: str) -> None:
    assert charges(f"II. NHIỆM VỤ\n1. Tu sửa đập tràn\n- {label}: Phòng Kinh tế.") == [
        ("Phòng Kinh tế", "Tu sửa đập tràn")
    ]


@pytest.mark.parametrize("label", ["Kỳ hạn", "Lộ trình", "Mốc thời gian", "Hạn nộp", "Hoàn thành"])
def test_a_time_behind_a_label_is_the_deadline(label: str) -> None:
    (one,) = read(f"II. NHIỆM VỤ\n1. Công an xã tu sửa đập tràn\n- {label}: ngày 15/6/2026.").obligations
    assert [one.due.date if one.due else None] == ["2026-06-15"]


def test_what_is_handed_in_is_the_product() -> None:
    (one,) = read("II. NHIỆM VỤ\n1. Công an xã tu sửa đập tràn\n- Hồ sơ phải nộp: biên bản nghiệm thu.").obligations
    assert one.product == "biên bản nghiệm thu"


@pytest.mark.parametrize(
    "label",
    ["Địa điểm", "Thành phần", "Gửi về", "Đơn vị được kiểm tra", "Nơi nhận hồ sơ", "Đơn vị thụ hưởng", "Quy mô"],
)
def test_other_labels_name_nobody_who_acts(label: str) -> None:
    assert charges(f"II. NHIỆM VỤ\n1. Tu sửa đập tràn\n- {label}: Phòng Kinh tế.") == []


def test_a_time_as_part_of_the_plan_is_no_deadline_of_what_stands_before() -> None:
    (one, *_) = read(
        "II. NHIỆM VỤ\n1. Công an xã tuần tra ban đêm.\n2. Đợt 2: (từ 01/5 đến 02/9/2026)\nTrồng cây."
    ).obligations
    assert one.due is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "II. NHIỆM VỤ\n1. Thống nhất mở chợ đêm theo đề xuất của Phòng Kinh tế. Giao Phòng Kinh tế:\n"
            "- Lập phương án giữ xe.\n- Kẻ vạch các gian hàng.",
            [("Phòng Kinh tế", "Lập phương án giữ xe"), ("Phòng Kinh tế", "Kẻ vạch các gian hàng")],
        ),
        (
            "II. NHIỆM VỤ\n1. Đề nghị các trường chuẩn bị báo cáo. Riêng Trạm Y tế xã cử cán bộ trực và làm các việc "
            "sau:\n"
            "- Chuẩn bị thuốc.\n- Lập danh sách học sinh.",
            [
                ("các trường", "chuẩn bị báo cáo"), ("Trạm Y tế xã", "cử cán bộ trực và làm các việc sau"),
                ("Trạm Y tế xã", "Chuẩn bị thuốc"), ("Trạm Y tế xã", "Lập danh sách học sinh"),
            ],
        ),
        (
            "II. NHIỆM VỤ\n1. Trạm Y tế xã tổ chức tập huấn các nội dung:\n- Xử lý vết thương.\n- Rửa tay.",
            [("Trạm Y tế xã", "tổ chức tập huấn các nội dung")],
        ),
        (
            "II. NHIỆM VỤ\n1. Công an xã tuần tra các ngả đường; các thôn báo cáo số hộ vắng nhà.",
            [("Công an xã", "tuần tra các ngả đường"), ("các thôn", "báo cáo số hộ vắng nhà")],
        ),
        (
            "II. PHÂN CÔNG\n1. Đồng chí Chủ tịch UBND xã phụ trách chung; đồng chí Phó Chủ tịch phụ trách hậu cần.",
            [("Đồng chí Chủ tịch UBND xã", "phụ trách chung"), ("đồng chí Phó Chủ tịch", "phụ trách hậu cần")],
        ),
        (
            "II. NHIỆM VỤ\n1. Quý III/2026, Phòng Kinh tế rà soát các hộ kinh doanh.",
            [("Phòng Kinh tế", "rà soát các hộ kinh doanh")],
        ),
        ("II. NHIỆM VỤ\n- Bước 1: Công chức tự nhận xét bằng miệng.", [("Công chức", "tự nhận xét bằng miệng")]),
        (
            "II. NHIỆM VỤ\n1. Ban Quản lý dự án số 1 đẩy nhanh tiến độ cầu treo.",
            [("Ban Quản lý dự án số 1", "đẩy nhanh tiến độ cầu treo")],
        ),
        (
            "II. NHIỆM VỤ\n1. Các địa phương lãnh đạo cán bộ, công chức không xem tin giả.",
            [("Các địa phương", "lãnh đạo cán bộ, công chức không xem tin giả")],
        ),
        (
            "II. NHIỆM VỤ\n1. Cán bộ làm việc tại bộ phận một cửa có trách nhiệm hướng dẫn người dân.",
            [("Cán bộ làm việc tại bộ phận một cửa", "hướng dẫn người dân")],
        ),
    ],
)  # fmt: skip
def test_who_is_charged(body: str, expected: list[tuple[str, str]]) -> None:
    assert charges(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "II. NHIỆM VỤ\n1. Bộ phận một cửa đặt tại trụ sở Ủy ban nhân dân xã.",
        "II. NHIỆM VỤ\n1. Cán bộ, công chức hoàn thành tốt việc được giao được xem xét, khen thưởng.",
        "II. ĐÁNH GIÁ, XẾP LOẠI\n1. Đối với công chức\n- Tổng điểm đạt từ 90 đến 100 điểm.",
        "II. NHIỆM VỤ\n1. Ủy ban nhân dân xã\n- Phòng làm việc: tối thiểu 40m2.",
        "II. NHIỆM VỤ\n1. Ủy ban nhân dân xã\n- Phòng máy: khoảng 40m2.",
        "II. CHO ĐIỂM\n1. Đối với công chức\n- Tổng điểm đạt từ 90 đến 100 điểm.",
        "II. NHIỆM VỤ\n1. Trạm Y tế xã\n- Biểu B7 đối với trẻ em;\n- Đơn đăng ký theo mẫu.",
        "II. NHIỆM VỤ\n1. Bộ hồ sơ gồm\n- Lý lịch khoa học.",
        "II. NHIỆM VỤ\n1. Các thôn\n- Việc thanh toán thực hiện theo Mẫu số 2.",
        "II. NHIỆM VỤ\nVăn phòng UBND xã thông báo để các thôn biết, thực hiện./.",
    ],
)
def test_what_charges_nobody(body: str) -> None:
    assert charges(body) == []


@pytest.mark.parametrize(
    "task",
    [
        "Phun thuốc diệt muỗi tại ba thôn (giao Trạm Y tế xã thực hiện)",
        "Phun thuốc diệt muỗi tại ba thôn (do Trạm Y tế xã đảm nhận)",
        "Phun thuốc diệt muỗi tại ba thôn [Trạm Y tế xã]",
        "Phun thuốc diệt muỗi tại ba thôn. (Phân công: Trạm Y tế xã)",
        "Phun thuốc diệt muỗi tại ba thôn - Trạm Y tế xã chịu trách nhiệm",
        "Được sự đồng ý của Đảng ủy, Trạm Y tế xã phun thuốc diệt muỗi tại ba thôn",
        "Với vai trò là cơ quan thường trực, Trạm Y tế xã phun thuốc diệt muỗi tại ba thôn",
        "Dưới sự chỉ đạo của Đảng ủy, Trạm Y tế xã phun thuốc diệt muỗi tại ba thôn",
        "Thông qua loa xóm, Trạm Y tế xã phun thuốc diệt muỗi tại ba thôn",
        "Nhân Ngày Thầy thuốc, Trạm Y tế xã phun thuốc diệt muỗi tại ba thôn",
    ],
)
def test_the_body_is_found_before_and_behind_its_task(task: str) -> None:
    ((who, what),) = charges(f"II. NHIỆM VỤ\n- {task}.")
    assert (who, what[0].lower() + what[1:]) == ("Trạm Y tế xã", "phun thuốc diệt muỗi tại ba thôn")


def test_roles_behind_names_and_on_lines_of_a_cell() -> None:
    line = "II. NHIỆM VỤ\n1. Tu sửa đập tràn\n- Phân công: Phòng Kinh tế (chủ trì), Công an xã (phối hợp)."
    table = (
        "II. NHIỆM VỤ\n| STT | Nội dung | Cơ quan thực hiện |\n|---|---|---|\n"
        "| 1 | Tu sửa đập tràn | Chủ trì: Phòng Kinh tế<br>Phối hợp: Công an xã |"
    )
    for document in (read(line), parse(FRAME.format(table.replace("\n|", "\n\n|", 1)).encode(), name="plan.md")):
        (one,) = document.obligations
        assert ([b.name for b in one.assignees], [b.name for b in one.cooperating]) == (
            ["Phòng Kinh tế"],
            ["Công an xã"],
        )


@pytest.mark.parametrize("label", ["Lưu ý", "Ghi chú", "Chủ đề", "Số lượng", "Căn cứ", "Phạm vi", "Hình thức"])
def test_a_line_on_a_thing_is_no_task(label: str) -> None:
    who = "- Chỉ đạo chung: Chủ tịch UBND xã.\n- Điều hành: Công an xã."
    body = f"II. NHIỆM VỤ\n1. Tu sửa đập tràn\n- {label}: theo thiết kế.\n{who}"
    assert charges(body) == [("Chủ tịch UBND xã", "Tu sửa đập tràn")]


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Ban Quản lý bảo trì đường thủy tỉnh", "sửa chữa phao tiêu"),
        ("Ban Quản lý vận hành chợ đầu mối Tân Thạnh", "niêm yết giá gửi xe"),
        ("Ban Chỉ đạo xây dựng trường học xanh", "khảo sát sân trường"),
        ("Ban Chỉ huy phòng, chống cháy rừng xã", "kiểm tra chòi canh"),
        ("Ban Chỉ đạo phòng, chống ma túy, tệ nạn xã hội huyện", "giao ban hằng tháng"),
        ("Chủ tịch Hội đồng quản lý Quỹ Phòng, chống thiên tai tỉnh", "quyết định mức chi"),
        ("Văn phòng điều phối Chương trình mục tiêu quốc gia giảm nghèo tỉnh", "tổng hợp nhu cầu vốn"),
        ("Cục Quản lý, giám sát bảo hiểm", "cảnh báo sai phạm"),
        ("Quỹ Hỗ trợ phát triển thành phố", "giải ngân đợt 2"),
        ("Lữ đoàn Công binh 279", "rà phá bom mìn"),
        ("Chi đoàn thôn Trung", "nhặt rác bờ kênh"),
        ("Thi hành án dân sự tỉnh", "phân loại án tồn đọng, báo cáo kết quả"),
        ("Thống kê cơ sở 6", "cung cấp số liệu lao động"),
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Đồng Mai", "tuyển sinh 03 lớp may"),
        ("Các hạt kiểm lâm khu vực phía Nam", "rà soát đường băng cản lửa"),
        ("Giáo viên chủ nhiệm các lớp khối 8, khối 9", "lập danh sách học sinh đi xe máy"),
        ("Các trường được chọn làm điểm", "xây dựng góc thư viện"),
        ("Cấp ủy thôn Thượng", "vận động đảng viên hiến đất"),
        ("Kho bạc Nhà nước khu vực X", "rà soát các khoản phải thu hồi"),
        ("Công an tỉnh Vân Giang", "được đề nghị rà soát các vụ việc phải xử lý"),
    ],
)
def test_names_end_by_the_best_cut(name: str, task: str) -> None:
    assert charges(f"II. NHIỆM VỤ\n1. {name} {task}.") == [(name, task)]


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Ban Chỉ đạo", "xây dựng kế hoạch"),
        ("Ban Chỉ đạo", "xây dựng kế hoạch kiểm tra các xã"),
        ("Ban Quản lý", "hướng dẫn các hộ đăng ký gian hàng"),
        ("Ban Chỉ đạo", "tổng hợp số liệu toàn xã báo cáo cấp trên"),
        ("Ban Chỉ huy", "kiểm tra, đôn đốc các thôn"),
        ("Văn phòng", "điều phối xe phục vụ đoàn công tác"),
    ],
)
def test_the_first_verb_is_the_charge_where_no_name_goes_on(name: str, task: str) -> None:
    assert charges(f"II. NHIỆM VỤ\n1. {name} {task}.") == [(name, task)]


@pytest.mark.parametrize(
    ("line", "who", "task"),
    [
        ("Riêng 04 chi hội điểm: họp vào chiều thứ Sáu.", "Riêng 04 chi hội điểm", "họp vào chiều thứ Sáu"),
        ("Riêng 02 khoa thí điểm: lập biên bản.", "02 khoa thí điểm", "lập biên bản"),
        ("Khu Quản lý rừng số 3 trồng dặm 5 ha.", "Khu Quản lý rừng số 3", "trồng dặm 5 ha"),
        ("Đối với đơn vị được thanh tra: Gửi báo cáo; bố trí phòng.", "đơn vị được thanh tra",
         "Gửi báo cáo; bố trí phòng"),
        ("Đối với trường khảo sát trực tuyến: chuẩn bị đường truyền.", "trường khảo sát trực tuyến",
         "chuẩn bị đường truyền"),
    ],
)  # fmt: skip
def test_bodies_are_known_by_their_number_or_by_what_is_done_there(line: str, who: str, task: str) -> None:
    assert charges(f"V. TỔ CHỨC THỰC HIỆN\n1. {line}\n2. Công an xã tuần tra ban đêm.")[0] == (who, task)


@pytest.mark.parametrize(
    "line",
    [
        "Đối với đơn vị được kiểm tra: kiểm tra hồ sơ, sổ sách.",
        "Đối với cơ sở được kiểm định: thời hạn 12 tháng.",
        "Riêng 03 hộ nghèo được hỗ trợ: nhà ở.",
    ],
)
def test_what_is_done_with_a_body_is_not_its_task(line: str) -> None:
    assert charges(f"V. TỔ CHỨC THỰC HIỆN\n1. {line}\n2. Công an xã tuần tra.") == [("Công an xã", "tuần tra")]


@pytest.mark.parametrize(
    "leader",
    [
        "do bà Trần Thị Hoa phụ trách có trách nhiệm",
        "do Phó Trưởng phòng Kinh tế điều hành, có nhiệm vụ",
        ", do ông Lê Văn Tâm làm tổ trưởng, có trách nhiệm",
    ],
)
def test_who_leads_a_body_may_stand_before_its_duty(leader: str) -> None:
    assert charges(f"V. TỔ CHỨC THỰC HIỆN\n1. Tổ Bảo vệ {leader} tuần tra ban đêm.") == [
        ("Tổ Bảo vệ", "tuần tra ban đêm")
    ]


def test_below_a_heading_that_is_a_verb_the_paragraph_is_the_task() -> None:
    body = "II. NHIỆM VỤ\n1. Tập huấn\nTập huấn ủ phân cho 40 hộ.\n- Đơn vị thực hiện: Trạm Khuyến nông xã"
    assert charges(body) == [("Trạm Khuyến nông xã", "Tập huấn ủ phân cho 40 hộ")]
    body = "II. NHIỆM VỤ\n1. Rà soát quy hoạch\nBảo đảm đúng quy định.\n- Đơn vị thực hiện: Trạm Y tế xã"
    assert charges(body) == [("Trạm Y tế xã", "Rà soát quy hoạch")]


def test_a_task_goes_on_with_its_object_behind_a_colon() -> None:
    body = "II. NHIỆM VỤ\n1. Thu gom\na) Khảo sát chỗ đặt thùng theo ba tiêu chí: dân cư, mặt bằng. "
    body += "(Phòng Kinh tế chủ trì; xong trong tháng 5/2026)."
    assert charges(body) == [("Phòng Kinh tế", "Khảo sát chỗ đặt thùng theo ba tiêu chí: dân cư, mặt bằng")]


def test_a_bracket_may_end_with_those_who_are_free_to_join() -> None:
    end = "(Các thôn thực hiện trong quý IV/2026; hộ dân được khuyến khích tham gia)"
    (one,) = read(f"II. NHIỆM VỤ\n1. Lắp đèn tại cổng chợ. {end}.").obligations
    assert (one.assignee_text, one.task) == ("Các thôn", "Lắp đèn tại cổng chợ")
    assert [one.due.text if one.due else None] == ["trong quý IV/2026"]


def test_a_stop_behind_ong_ends_no_sentence() -> None:
    (one,) = read("V. TỔ CHỨC THỰC HIỆN\n1. Ông. Lê Văn Tâm, Trưởng thôn Đông có trách nhiệm giữ sổ.").obligations
    assert [body.person for body in one.assignees] == ["Lê Văn Tâm"]
    assert one.task == "giữ sổ."


def test_below_a_heading_of_one_body_and_more_each_has_its_own_task() -> None:
    body = "V. TRÁCH NHIỆM CỦA ĐỘI TRUYỀN THÔNG VÀ CÁC ĐƠN VỊ LIÊN QUAN\n1. Đội Truyền thông phát tờ rơi.\n"
    assert charges(body + "2. Công an xã tuần tra.") == [
        ("Đội Truyền thông", "phát tờ rơi"),
        ("Công an xã", "tuần tra"),
    ]


def test_the_common_responsibility_of_two_sides_is_theirs() -> None:
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Trách nhiệm chung của hai bên\n- Ban hành văn bản.\n- Họp giao ban."
    assert charges(body) == [("hai bên", "Ban hành văn bản"), ("hai bên", "Họp giao ban")]


def test_besides_other_duties_a_heading_leads_to_those_below() -> None:
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Chủ tịch UBND các xã, ngoài các việc ở điểm 4, thực hiện:\na) Rà soát hộ nghèo.\n"
    assert charges(body + "b) Lập danh sách.") == [
        ("Chủ tịch UBND các xã", "Rà soát hộ nghèo"),
        ("Chủ tịch UBND các xã", "Lập danh sách"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ông Lê Văn Tâm, Trưởng thôn Đông: khen thưởng vì có thành tích.",
        "Bà Nguyễn Thị Hoa, kế toán thôn Đoài: tặng Giấy khen.",
    ],
)
def test_who_is_rewarded_has_no_task(line: str) -> None:
    body = f"V. TỔ CHỨC THỰC HIỆN\n1. {line}\n2. Công an xã: khen thưởng kịp thời các tổ tự quản."
    assert charges(body) == [("Công an xã", "khen thưởng kịp thời các tổ tự quản")]
