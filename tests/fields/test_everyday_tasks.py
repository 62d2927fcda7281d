"""Tasks in the sentences of an ordinary day: who acts by an abbreviation, a role in brackets or a ban, and leads that
assign without a name."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


def _read(text: str) -> list[tuple[list[str], str]]:
    return [([body.name for body in one.assignees], one.task) for one in parse_plan(text).obligations]


@pytest.mark.parametrize(
    ("item", "names", "task"),
    [
        ("Hiệu trưởng giao nhân viên Y tế rà soát danh sách.", ["nhân viên Y tế"], "rà soát"),
        ("GVCN các lớp cho học sinh đăng ký tham gia.", ["GVCN các lớp"], "cho học sinh"),
        ("Ban chỉ đạo, ban tổ chức: có trách nhiệm xây dựng kế hoạch.", ["Ban chỉ đạo", "ban tổ chức"], "xây dựng"),
        (
            "Các cơ sở kinh doanh xăng dầu, khí hóa lỏng phải duy trì phương tiện chữa cháy.",
            ["Các cơ sở kinh doanh xăng dầu, khí hóa lỏng"],
            "duy trì",
        ),
        ("Các thôn không tổ chức ăn uống linh đình.", ["Các thôn"], "không tổ chức"),
        ("Các hộ kinh doanh tự giác tháo dỡ mái che.", ["Các hộ kinh doanh"], "tự giác"),
        ("Đ/c Hùng + Đ/c Tuấn: kê bàn ghế, loa máy.", ["Đ/c Hùng", "Đ/c Tuấn"], "kê bàn"),
        ("Toàn thể giáo viên, nhân viên có mặt lúc 7h00 ngày 20/11.", ["Toàn thể giáo viên", "nhân viên"], "có mặt"),
        ("Bộ phận thư viện trình chiếu phim tư liệu cho học sinh.", ["Bộ phận thư viện"], "trình chiếu"),
        ("Xử lý nghiêm các vi phạm. Công an xã chịu trách nhiệm.", ["Công an xã"], "Xử lý nghiêm"),
        ("Khoa KSNK quan sát độc lập, mỗi quý một lần ở 9 khoa.", ["Khoa KSNK"], "quan sát"),
        ("Phòng Tổ chức - Hành chính ký phụ lục hợp đồng.", ["Phòng Tổ chức - Hành chính"], "ký"),
        ("Tổ Công tác xã hội làm thẻ cho người bệnh nghèo.", ["Tổ Công tác xã hội"], "làm"),
        ("Phòng Quản trị sửa điện nước, bàn ghế hỏng.", ["Phòng Quản trị"], "sửa"),
        ("Phòng Tài chính - Kế toán ký hợp đồng với đơn vị cung ứng.", ["Phòng Tài chính - Kế toán"], "ký"),
        ("Phòng Điều dưỡng mở 02 lớp tập huấn phòng ngừa chuẩn.", ["Phòng Điều dưỡng"], "mở"),
        ("Phòng Tổng hợp in ấn tài liệu, gửi các xã.", ["Phòng Tổng hợp"], "in ấn"),
        ("Mạng lưới KSNK tại khoa tự quan sát hằng tháng.", ["Mạng lưới KSNK tại khoa"], "tự quan sát"),
        (
            "Liên danh nhà thầu Thành Phát - Trường Hưng huy động thêm ít nhất 02 mũi thi công.",
            ["Liên danh nhà thầu Thành Phát - Trường Hưng"],
            "huy động",
        ),
        ("Thủ trưởng các chủ đầu tư lập lại đường găng tiến độ.", ["Thủ trưởng các chủ đầu tư"], "lập lại"),
        ("Bộ phận thiết bị rà soát máy tính trong trường.", ["Bộ phận thiết bị"], "rà soát"),
        ("Hiệu trưởng ra quyết định thành lập hội đồng coi thi.", ["Hiệu trưởng"], "ra quyết định"),
        ("Đoàn Thanh niên phủ xanh 02 ha đồi trọc.", ["Đoàn Thanh niên"], "phủ xanh"),
        (
            "Đảng đoàn HĐND huyện, Ban Cán sự đảng UBND huyện lãnh đạo cụ thể hóa Chỉ thị.",
            ["Đảng đoàn HĐND huyện", "Ban Cán sự đảng UBND huyện"],
            "lãnh đạo",
        ),
        ("Đơn vị thi công bố trí nhân lực, máy móc.", ["Đơn vị thi công"], "bố trí"),
        ("Đơn vị tư vấn giám sát bố trí cán bộ tại công trường.", ["Đơn vị tư vấn giám sát"], "bố trí"),
        (
            "Yêu cầu các cơ quan, đơn vị quán triệt nghiêm túc Kế hoạch này đến toàn thể cán bộ.",
            ["các cơ quan, đơn vị"],
            "quán triệt",
        ),
        ("Yêu cầu các đơn vị nhanh chóng gửi báo cáo về Văn phòng.", ["các đơn vị"], "nhanh chóng gửi"),
        ("Đề nghị các đơn vị kiên quyết xử lý vi phạm.", ["các đơn vị"], "kiên quyết"),
        ("Các hộ dân tranh thủ thu hoạch lúa.", ["Các hộ dân"], "tranh thủ"),
        ("Các chi bộ cố gắng hoàn thành chỉ tiêu kết nạp.", ["Các chi bộ"], "cố gắng"),
        ("Các chi hội nỗ lực vận động hội viên.", ["Các chi hội"], "nỗ lực"),
        (
            "Công đoàn trường kết hợp với Đoàn Thanh niên tổ chức hội thi cắm hoa.",
            ["Công đoàn trường"],
            "tổ chức hội thi",
        ),
        ("Trạm Y tế kết hợp chặt chẽ với các thôn phun thuốc.", ["Trạm Y tế"], "phun thuốc"),
        (
            "Các đồng chí được phân công phụ trách thôn có trách nhiệm đôn đốc, nắm tình hình.",
            ["Các đồng chí được phân công phụ trách thôn"],
            "đôn đốc",
        ),
        ("Nhân viên bảo vệ trực cổng từ 6h30.", ["Nhân viên bảo vệ"], "trực cổng"),
        ("Nhân viên phục vụ chuẩn bị nước uống.", ["Nhân viên phục vụ"], "chuẩn bị"),
        ("Đề nghị các cơ quan thông tấn, báo chí đưa tin.", ["các cơ quan thông tấn, báo chí"], "đưa tin"),
        ("Từ 11/6 đến 20/6: tổ công tác rà soát, lập danh sách hộ.", ["tổ công tác"], "rà soát"),
    ],
)
def test_who_does_what(item: str, names: list[str], task: str) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert [body.name for body in duty.assignees] == names
    assert duty.task.startswith(task)


@pytest.mark.parametrize("item", ["Các thôn không nộp đúng hạn thì bị phê bình.", "Các hộ không bắt buộc đăng ký."])
def test_what_follows_for_others_is_no_ban(item: str) -> None:
    assert parse_duties(f"- {item}").obligations == []


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("GV chủ nhiệm nộp danh sách học sinh về cô Lan.", "GV chủ nhiệm"),
        ("TPT Đội phối hợp với GVCN tổ chức ký cam kết.", "TPT Đội"),
        ("PHT phụ trách cơ sở vật chất, kiểm tra phòng học.", "PHT"),
    ],
)
def test_an_unknown_abbreviation_before_a_duty_is_a_doubtful_body(item: str, name: str) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert [body.name for body in duty.assignees] == [name]
    assert DoubtCode.NAME_UNKNOWN in duty.doubts


def test_an_abbreviation_of_a_field_is_no_body() -> None:
    assert parse_duties("- CNTT phục vụ quản lý, điều hành tại xã.").obligations == []


def test_roles_in_brackets_part_those_who_lead_from_those_who_help() -> None:
    item = "1. Phòng Kinh tế (chủ trì), Phòng Nội vụ (phối hợp) rà soát các điểm trồng cây."
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == ["Phòng Kinh tế"]
    assert [body.name for body in duty.cooperating] == ["Phòng Nội vụ"]


@pytest.mark.parametrize("call", ["Yêu cầu", "Đề nghị", "Giao"])
def test_a_call_goes_over_a_semicolon_to_all_bodies(call: str) -> None:
    item = f"1. {call} Thủ trưởng các phòng, ban, ngành; Chủ tịch UBND các xã nghiêm túc triển khai thực hiện."
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == ["Thủ trưởng các phòng, ban, ngành", "Chủ tịch UBND các xã"]


def test_a_lead_that_assigns_without_a_name_opens_a_list_of_who_does_what() -> None:
    text = """Để tổ chức tốt Lễ hội, Ủy ban nhân dân xã giao:
- Công chức Văn hóa - Xã hội: xây dựng kịch bản.
- Thôn Hạ cử 30 người tham gia đoàn rước."""
    assert _read(text) == [
        (["Công chức Văn hóa - Xã hội"], "xây dựng kịch bản."),
        (["Thôn Hạ"], "cử 30 người tham gia đoàn rước."),
    ]


def test_numbered_items_below_such_a_lead_are_of_the_bodies_they_open_with() -> None:
    text = """Ủy ban nhân dân xã yêu cầu:
1. Các thôn
- Rà soát hộ nghèo, gửi danh sách trước ngày 5/6.
2. Đài Truyền thanh: tăng thời lượng phát sóng."""
    assert [names for names, _ in _read(text)] == [["Các thôn"], ["Đài Truyền thanh"]]


def test_a_request_before_a_colon_is_of_the_items_below_and_a_wish_is_none() -> None:
    text = """Để có cơ sở tham mưu, Sở Nội vụ đề nghị các cơ quan, đơn vị:
1. Đăng ký tối thiểu 03 nhiệm vụ theo mẫu.
2. Gửi văn bản đăng ký trước ngày 05/12/2024.
Rất mong nhận được sự phối hợp của các cơ quan, đơn vị./."""
    assert [names for names, _ in _read(text)] == [["các cơ quan, đơn vị"]] * 2


def test_a_piece_of_work_is_done_by_the_body_behind_it_directly_below_a_heading() -> None:
    text = "III. TỔ CHỨC THỰC HIỆN\nViệc kiểm tra các quán ăn do Phòng Nội vụ chủ trì, hoàn thành trong tháng 6/2024."
    [duty] = parse_plan(text).obligations
    assert (duty.assignee_text, duty.task) == ("Phòng Nội vụ", "Việc kiểm tra các quán ăn")
    assert duty.due
    assert duty.due.date == "2024-06"


def test_what_a_body_asks_of_others_in_its_second_sentence_is_its_own_task() -> None:
    text = """III. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế
- Kiểm tra các mỏ. Đồng thời yêu cầu các đơn vị không khai thác ban đêm."""
    assert [names for names, _ in _read(text)] == [["Phòng Kinh tế"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("5. Các đơn vị thuộc Sở\n5.1. Chi cục Thủy lợi và Phòng, chống thiên tai\na) Cử 03 tổ công tác xuống cơ sở.",
         ["Chi cục Thủy lợi và Phòng, chống thiên tai"]),
        ("5. Hiệu trưởng các trường Tiểu học, THCS; đề nghị Trường THPT Yên Lâm\n- Sắp xếp giờ tan học lệch nhau.",
         ["Hiệu trưởng các trường Tiểu học, THCS", "Trường THPT Yên Lâm"]),
        ("7. Thanh tra tỉnh, Kho bạc Nhà nước khu vực:\n7.1. Đề nghị Kho bạc Nhà nước khu vực giải quyết hồ sơ sớm.",
         ["Kho bạc Nhà nước khu vực"]),
    ],
)  # fmt: skip
def test_the_heading_names_whom_the_items_below_it_charge(text: str, names: list[str]) -> None:
    assert [found for found, _ in _read(f"I. TỔ CHỨC THỰC HIỆN\n{text}")] == [names]


def test_this_work_points_back_to_the_sentence_before() -> None:
    item = "2.2. Lắp 04 camera ở cổng trường. Việc này giao Phòng Kinh tế làm đầu mối, hoàn thành trong quý IV/2024."
    [duty] = parse_duties(item).obligations
    assert duty.task.startswith("Lắp 04 camera")
    assert duty.due
    assert duty.due.date == "2024-36"


def test_to_give_land_to_households_charges_these_with_nothing() -> None:
    [duty] = parse_duties("1. Ban Quản lý dự án hoàn thành hạ tầng để giao cho các hộ bốc thăm.").obligations
    assert duty.assignee_text == "Ban Quản lý dự án"


def test_that_body_is_the_one_above() -> None:
    text = "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\nPhòng này chịu trách nhiệm tổng hợp báo cáo của các thôn."
    assert [names for names, _ in _read(text)] == [["Phòng Kinh tế"]]


def test_a_whole_school_stands_beside_its_heads_in_a_cell() -> None:
    text = """| Thời gian | Nội dung công việc | Người thực hiện |
| --- | --- | --- |
| Tuần 1 (từ 02/9 - 08/9) | Họp hội đồng | BGH, toàn trường |
| Tuần 2 (từ 09/9 - 15/9) | Kiểm tra hồ sơ giáo viên | Hiệu trưởng, tổ trưởng |"""
    assert [names for names, _ in _read(text)] == [["BGH", "toàn trường"], ["Hiệu trưởng", "tổ trưởng"]]


def test_a_column_of_remarks_may_set_the_deadline() -> None:
    text = """| STT | Nội dung | Đơn vị chủ trì | Ghi chú |
| --- | --- | --- | --- |
| 1 | Rà soát hộ nghèo | Phòng Nội vụ | Xong trước 10/6 |
| 2 | Trồng cây phân tán | Phòng Kinh tế | Giống do huyện cấp |"""
    assert [one.due and one.due.date for one in parse_plan(text).obligations] == ["2024-06-10", None]


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("Các thôn báo cáo quý vào ngày 15 tháng cuối quý, báo cáo năm trước ngày 10/12.", (None, 15)),
        ("Công an xã tuần tra trong các ngày nghỉ Tết (từ ngày 08/02/2025 đến ngày 14/02/2025).", ("2025-02-08", None)),
        ("Sở Y tế cử đoàn xuống cơ sở, từ ngày 10/02/2025 đến ngày 14/02/2025 giúp các xã.", ("2025-02-10", None)),
    ],
)
def test_the_first_report_and_the_days_that_a_bracket_names(item: str, due: tuple[str | None, int | None]) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert duty.due
    day, of_quarter = due
    if day:
        assert duty.due.date == f"{day}/2025-02-14"
    else:
        assert duty.due.recurrence == f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={of_quarter}"


@pytest.mark.parametrize(
    ("item", "recurrence", "date"),
    [
        ("Giao Sở Y tế kiểm tra thực tế. Báo cáo trước ngày 18/10/2025.", None, "2025-10-18"),
        ("Các thôn kiểm tra mỗi tháng 30 lượt, nhập phiếu trước ngày 28.", "FREQ=MONTHLY;BYMONTHDAY=28", None),
        ("Công an xã kiểm tra trong tháng 12/2025 và tháng 01/2026.", None, "2025-12/2026-01"),
    ],
)
def test_a_deadline_in_a_later_sentence_or_clause(item: str, recurrence: str | None, date: str | None) -> None:
    [duty] = parse_duties(f"- {item}").obligations
    assert duty.due
    assert (duty.due.recurrence, duty.due.date) == (recurrence, date)


_WHO_DOES_WHAT = """II. PHÂN CÔNG
- Chương trình, lời dẫn: cô Hạnh (PHT).
- Trang trí, loa máy: thầy Long, thầy Khoa.
- Đón đại biểu: BGH, CTCĐ.
- Nước uống: tổ Văn phòng."""


def test_a_list_of_work_and_names_behind_colons_charges_each_with_its_own() -> None:
    assert _read(_WHO_DOES_WHAT) == [
        (["cô Hạnh (PHT)"], "Chương trình, lời dẫn"),
        (["thầy Long", "thầy Khoa"], "Trang trí, loa máy"),
        (["BGH", "CTCĐ"], "Đón đại biểu"),
        (["tổ Văn phòng"], "Nước uống"),
    ]


def test_a_name_behind_a_colon_that_no_table_knows_is_doubtful() -> None:
    doubtful = [DoubtCode.NAME_UNKNOWN in duty.doubts for duty in parse_plan(_WHO_DOES_WHAT).obligations]
    assert doubtful == [False, False, True, False]


def test_numbered_work_and_names_behind_colons() -> None:
    text = """II. PHÂN CÔNG
1. Viết báo cáo tổng kết: đồng chí Hoàng Văn Thái.
2. Chuẩn bị hội trường: Văn phòng Đảng ủy.
3. Điều hành hội nghị: đồng chí Bí thư Đảng ủy."""
    assert [task for _, task in _read(text)] == ["Viết báo cáo tổng kết", "Chuẩn bị hội trường", "Điều hành hội nghị"]


def test_posts_behind_colons_are_members_and_no_work() -> None:
    text = """II. THÀNH PHẦN
- Trưởng ban: đồng chí Hoàng Văn Thái.
- Phó Trưởng ban: đồng chí Lê Văn Sáu.
- Thư ký: đồng chí Trần Thị Lan."""
    assert _read(text) == []


def test_each_village_of_the_heading_is_the_villages() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n5. Các thôn, bản: Mỗi thôn, bản thành lập 01 đội bóng chuyền nam."
    assert [names for names, _ in _read(text)] == [["Các thôn, bản"]]


def test_the_name_of_the_letterhead_is_one_wherever_it_stands() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", "UBND HUYỆN MƯỜNG LA\nTRUNG TÂM DỊCH VỤ HỖ TRỢ PHÁT TRIỂN RỪNG")
    body = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Trung tâm Dịch vụ hỗ trợ phát triển rừng\n- Phân công viên chức phụ trách cụm xã."
    )
    [duty] = parse_plan(body, head=head).obligations
    assert duty.assignee_text == "Trung tâm Dịch vụ hỗ trợ phát triển rừng"


def test_items_of_names_and_colons_below_a_bare_heading() -> None:
    text = """III. Thực hiện
1. BCH Công đoàn: xây dựng kế hoạch, kiểm tra, tổng kết cuối năm.
2. Ban Nữ công: tổ chức khám sức khỏe cho lao động nữ.
3. UBQT Công đoàn: giám sát chi tiêu theo quy chế của Công đoàn."""
    duties = parse_plan(text).obligations
    assert [duty.assignee_text for duty in duties] == ["BCH Công đoàn", "Ban Nữ công", "UBQT Công đoàn"]
    assert [duty.doubts for duty in duties] == [[], [], [DoubtCode.NAME_UNKNOWN]]


@pytest.mark.parametrize("short", ["CDC", "TTYT", "TYT", "BVĐK", "LĐLĐ", "HND", "UBKT"])
def test_abbreviations_of_bodies_are_bodies_of_their_kind(short: str) -> None:
    [duty] = parse_duties(f"3. Truyền thông: {short} biên soạn 01 tờ rơi, phát tới từng hộ dân.").obligations
    assert duty.assignee_text == short
    assert duty.assignees[0].kind is not None


def test_what_is_no_body_is_none_among_names_and_colons() -> None:
    text = """V. TỔ CHỨC THỰC HIỆN
1. Phòng Nghiệp vụ: tham mưu thành lập các đội điều trị lưu động.
2. Thanh tra Sở: kiểm tra việc chấp hành của các phòng khám tư.
3. Chế độ báo cáo: báo cáo tuần gửi vào thứ Hai."""
    assert [names for names, _ in _read(text)] == [["Phòng Nghiệp vụ"], ["Thanh tra Sở"]]


def test_bodies_below_a_heading_that_names_all_of_them() -> None:
    text = (
        "2. Các phòng, đơn vị thuộc Sở\n- Văn phòng Sở: phân công trực ban.\n- Phòng Quản lý vận tải: chuẩn bị 20 xe."
    )
    assert [names for names, _ in _read(f"II. NHIỆM VỤ\n{text}\n")] == [["Văn phòng Sở"], ["Phòng Quản lý vận tải"]]


def test_a_regular_meeting_is_nobody_that_something_is_given_to() -> None:
    [duty] = parse_duties("- Ban Chỉ đạo họp giao ban vào ngày 25 hằng tháng.").obligations
    assert duty.assignee_text == "Ban Chỉ đạo"
