"""Wordings of tasks as offices write them, each read once before a rule was made for its kind."""

from __future__ import annotations

import pytest

from plans import END, parse_duties, parse_plan
from vbparse.vocabularies import DoubtCode


@pytest.mark.parametrize(
    ("item", "assignee", "task"),
    [
        ("3. Phòng Nghiệp vụ Y: phân công lãnh đạo phòng làm Trưởng đoàn số 2.", "Phòng Nghiệp vụ Y", "phân công"),
        ("2. Chủ rừng là tổ chức phải có phương án chữa cháy được duyệt.", "Chủ rừng là tổ chức", "có phương án"),
        ("1. Chi cục An toàn vệ sinh thực phẩm lấy mẫu kiểm nghiệm.", "Chi cục An toàn vệ sinh thực phẩm", "lấy mẫu"),
        ("1. Phòng An toàn vệ sinh lao động huấn luyện thợ hàn.", "Phòng An toàn vệ sinh lao động", "huấn luyện"),
        ("1. Trưởng đoàn khảo sát phân công thành viên đi từng thôn.", "Trưởng đoàn khảo sát", "phân công"),
        ("1. Hội đồng Xét duyệt hộ nghèo tổng hợp hồ sơ.", "Hội đồng Xét duyệt hộ nghèo", "tổng hợp"),
    ],
)
def test_the_whole_name_is_charged(item: str, assignee: str, task: str) -> None:
    [duty] = parse_duties(item).obligations
    assert duty.assignee_text == assignee
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "bodies"),
    [
        (
            "1. Báo và phát thanh, truyền hình Vân Giang, Đài Truyền thanh xã mở chuyên mục.",
            ["Báo và phát thanh, truyền hình Vân Giang", "Đài Truyền thanh xã"],
        ),
        (
            "1. Sở Y tế, Báo và Phát thanh, truyền hình tỉnh: mở chuyên mục mỗi tuần.",
            ["Sở Y tế", "Báo và Phát thanh, truyền hình tỉnh"],
        ),
        ("1. Chi ủy, Ban Phát triển thôn bố trí nhà văn hóa.", ["Chi ủy", "Ban Phát triển thôn"]),
        (
            "1. Cố vấn học tập, giáo viên chủ nhiệm các lớp khóa 5, khóa 6 thông báo cho sinh viên biết, ghi tên.",
            ["Cố vấn học tập", "giáo viên chủ nhiệm các lớp khóa 5, khóa 6"],
        ),
    ],
)
def test_each_body_of_a_list_is_charged(item: str, bodies: list[str]) -> None:
    [duty] = parse_duties(item).obligations
    assert [body.name for body in duty.assignees] == bodies


def test_partners_are_known_by_their_number_and_kind() -> None:
    helpers = "Kiểm toán nhà nước khu vực XI, các đồn biên phòng trên địa bàn"
    [duty] = parse_duties(f"1. Sở Tài chính phối hợp với {helpers} đối chiếu số liệu.").obligations
    assert [body.name for body in duty.cooperating] == [
        "Kiểm toán nhà nước khu vực XI",
        "các đồn biên phòng trên địa bàn",
    ]


@pytest.mark.parametrize("item", ["1. Thi hành án dân sự đạt kết quả tốt.", "1. Thống kê các hộ nuôi cá lồng."])
def test_work_without_a_level_is_no_body(item: str) -> None:
    assert parse_duties(item).obligations == []


def test_a_request_names_a_body_that_no_table_knows() -> None:
    [duty] = parse_duties("1. Đề nghị Agritel, Netcom khu vực khảo sát, xóa vùng lõm sóng tại 05 thôn.").obligations
    assert [body.name for body in duty.assignees] == ["Agritel", "Netcom khu vực"]
    assert DoubtCode.NAME_UNKNOWN in duty.doubts


@pytest.mark.parametrize("when", ["Hằng năm, ", "Quý III/2024, "])
def test_a_unit_in_small_letters_is_charged_by_its_name(when: str) -> None:
    [duty] = parse_duties(f"3. {when}bộ phận Tư pháp - Hộ tịch tổng hợp báo cáo.").obligations
    assert duty.assignee_text == "bộ phận Tư pháp - Hộ tịch"


def test_to_issue_a_certificate_is_no_unit() -> None:
    text = "1. Phòng Nội vụ lập danh sách, cấp Giấy chứng nhận cho học viên."
    assert [duty.assignee_text for duty in parse_duties(text).obligations] == ["Phòng Nội vụ"]


@pytest.mark.parametrize(
    ("item", "assignee"),
    [
        ("Đề nghị Quý đơn vị gửi báo cáo trước ngày 12/6/2024.", "Quý đơn vị"),
        ("1. Đề nghị Ban Tuyên giáo Tỉnh ủy định hướng báo chí.", "Ban Tuyên giáo Tỉnh ủy"),
        ("1. Sở Xây dựng có văn bản báo cáo Chủ tịch UBND tỉnh.", "Sở Xây dựng"),
        (
            "1. Các đơn vị có tên trong danh sách kèm theo nộp hồ sơ.",
            "Các đơn vị có tên trong danh sách kèm theo",
        ),
        ("1. Trước 17h00 ngày 30/6/2024 các đơn vị gửi báo cáo về Văn phòng.", "các đơn vị"),
    ],
)
def test_who_is_charged_ends_where_the_task_begins(item: str, assignee: str) -> None:
    [duty] = parse_duties(item).obligations
    assert duty.assignee_text == assignee


def test_a_lead_charges_all_that_it_lists() -> None:
    plan = parse_duties(
        "1. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện tập trung chỉ đạo:",
        "- Quán triệt Chỉ thị này.",
        "- Kiểm tra việc thực hiện.",
    )
    assert {len(duty.assignees) for duty in plan.obligations} == {2}


@pytest.mark.parametrize("item", ["1. Đề nghị Xem xét hỗ trợ kinh phí.", "1. Yêu cầu Khi có sự cố báo cáo ngay."])
def test_a_request_without_a_name_charges_nobody(item: str) -> None:
    assert not parse_duties(item).obligations


def test_each_sentence_has_the_bracket_at_its_end() -> None:
    plan = parse_plan(
        "1. Tuyên truyền\n- Tổ chức tọa đàm (Đoàn xã chủ trì). Mời báo cáo viên (Phòng Tư pháp thực hiện)."
    )
    assert [(duty.assignee_text, duty.task) for duty in plan.obligations] == [
        ("Đoàn xã", "Tổ chức tọa đàm"),
        ("Phòng Tư pháp", "Mời báo cáo viên"),
    ]


def test_a_body_behind_cung_helps() -> None:
    [duty] = parse_duties("4. Sở Tài chính chủ trì, cùng Sở Xây dựng cân đối kinh phí mua máy bơm.").obligations
    assert duty.task == "cân đối kinh phí mua máy bơm."
    assert [one.name for one in duty.cooperating] == ["Sở Xây dựng"]


def test_a_time_behind_a_list_of_bodies_is_their_deadline() -> None:
    plan = parse_duties("1. Công khai số điện thoại nóng.", "Đơn vị thực hiện: Văn phòng, xong trước ngày 05/6/2024")
    [duty] = plan.obligations
    assert (duty.assignee_text, duty.due and duty.due.date) == ("Văn phòng", "2024-06-05")


def test_the_first_of_two_deadlines_may_recur() -> None:
    text = "1. Sở Y tế báo cáo UBND tỉnh trước ngày 30 hằng tháng; báo cáo tổng kết xong trước ngày 15/6/2024."
    [duty] = parse_duties(text).obligations
    assert duty.due is not None
    assert duty.due.recurrence == "FREQ=MONTHLY;BYMONTHDAY=30"


def test_a_task_goes_on_in_small_letters_behind_its_colon() -> None:
    plan = parse_duties("1. Trưởng các thôn", "a) Quản lý chặt việc đốt nương: lập danh sách từng hộ có nương.")
    [duty] = plan.obligations
    assert duty.task == "Quản lý chặt việc đốt nương: lập danh sách từng hộ có nương."


def test_a_leader_who_directs_has_no_task_beside_the_items() -> None:
    plan = parse_duties(
        "Trong thời gian cảnh báo cấp IV, Chủ tịch UBND các xã trực tiếp chỉ đạo:",
        "- Bố trí người trực tại các chốt.",
        "- Kiểm soát người vào rừng.",
    )
    assert [duty.task[:7] for duty in plan.obligations] == ["Bố trí ", "Kiểm so"]
    assert {duty.assignee_text for duty in plan.obligations} == {"Chủ tịch UBND các xã"}


def test_a_bullet_that_only_advises_leaves_its_parts_to_the_body_above() -> None:
    plan = parse_duties(
        "2. Công an tỉnh",
        "- Chủ trì, phối hợp với các sở, ngành tham mưu Ủy ban nhân dân tỉnh:",
        "+ Tổ chức thực hiện có hiệu quả các dự án.",
        "+ Ban hành Đề án xã không ma túy.",
        "- Rà soát người nghiện.",
    )
    assert [duty.task[:8] for duty in plan.obligations] == ["Tổ chức ", "Ban hành", "Rà soát "]
    assert {duty.assignee_text for duty in plan.obligations} == {"Công an tỉnh"}


def test_those_who_were_heard_are_not_charged_with_the_conclusions() -> None:
    plan = parse_plan(
        "II. NỘI DUNG\nSau khi nghe ý kiến của các thôn, lãnh đạo các Ban và Văn phòng, thay mặt Thường trực HĐND, "
        "đồng chí Chủ tịch HĐND kết luận các nội dung như sau:\n1. Giao Ban Pháp chế\n- Rà soát các nghị quyết."
    )
    assert [duty.assignee_text for duty in plan.obligations] == ["Ban Pháp chế"]


def test_dinh_ky_before_a_month_is_no_rhythm() -> None:
    [duty] = parse_duties("1. Đoàn xã tổ chức chương trình đối thoại định kỳ tháng 8/2024.").obligations
    assert duty.due is None or duty.due.recurrence is None


def test_a_verb_with_a_capital_in_a_name_is_not_cut() -> None:
    [duty] = parse_duties("1. Đoàn xã phối hợp Ban Nghiên cứu Thành phố rà soát đề tài.").obligations
    assert [one.name for one in duty.cooperating] == ["Ban Nghiên cứu Thành phố"]


@pytest.mark.parametrize("mark", ["- ", "{}. "])
def test_a_label_that_is_a_verb_too_names_people_among_others(mark: str) -> None:
    labels = ["Ban Giám hiệu", "Văn thư", "Bảo vệ", "Giáo viên chủ nhiệm"]
    items = [f"{mark.format(i)}{label}: khóa cổng trường." for i, label in enumerate(labels, 1)]
    duties = parse_duties(*items).obligations
    assert [(duty.assignee_text, duty.task) for duty in duties] == [(label, "khóa cổng trường.") for label in labels]


def test_a_condition_with_thi_is_no_name() -> None:
    text = "1. Địa phương nào để cháy rừng thì Chủ tịch UBND xã đó phải kiểm điểm, chịu trách nhiệm trước tỉnh."
    assert not any(" thì " in duty.assignee_text for duty in parse_duties(text).obligations)


def test_letters_with_commas_are_labels() -> None:
    plan = parse_plan("1. Hạ tầng\na, Rà soát máy tính của các phòng.\nb, Số hóa sổ hộ tịch.\nc, Lắp đặt wifi.")
    [part] = [one for one in plan.sections if one.label]
    assert [child.label for child in part.children] == ["a", "b", "c"]


def test_a_law_ends_before_the_next_document() -> None:
    text = "Thực hiện Luật Lâm nghiệp và Công điện số 31/CĐ-TTg ngày 04/4/2024, UBND xã lập kế hoạch."
    assert [(one.doc_type, one.name) for one in parse_plan(text).references][:2] == [
        ("Luật", "Luật Lâm nghiệp"),
        ("CĐ", None),
    ]


def test_a_list_of_citations_has_the_issuer_before_it() -> None:
    text = "Căn cứ các Quyết định của UBND huyện: số 12/QĐ-UBND ngày 5/1/2024, số 15/QĐ-UBND ngày 9/1/2024 về giao vốn;"
    assert [(one.number, one.issuer) for one in parse_plan(text).references] == [
        ("12", "UBND huyện"),
        ("15", "UBND huyện"),
    ]


@pytest.mark.parametrize("first", ["văn bản", "Tờ trình"])
def test_what_is_cited_as_any_paper_has_the_type_named_elsewhere(first: str) -> None:
    second = {"văn bản": "Tờ trình", "Tờ trình": "văn bản"}[first]
    text = f"1. Các thôn thực hiện theo {first} số 31/TTr-UBND; xem {second} số 31/TTr-UBND."
    [reference] = parse_duties(text).references
    assert (reference.doc_type, len(reference.mentions)) == ("TTr", 2)


def test_two_offices_issue_together() -> None:
    text = "Căn cứ Hướng dẫn số 05/HD-STC-KBNN ngày 10/01/2024 của Sở Tài chính - Kho bạc Nhà nước tỉnh;"
    assert [one.issuer for one in parse_plan(text).references] == ["Sở Tài chính - Kho bạc Nhà nước tỉnh"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "2. Yêu cầu đối với học viên\n- Tuân thủ nội quy lớp học.\n- Nộp bài thu hoạch cho giảng viên.",
            ["học viên", "học viên"],
        ),
        ("2. Yêu cầu đối với bài thu hoạch\n- Nộp 02 bản in.", []),
        ("2. Trách nhiệm của cán bộ hướng dẫn\n- Ký nhật ký thực tế.", ["cán bộ hướng dẫn"]),
        ("2. Các đội tham gia hội thi\n- Nộp danh sách cho Ban Tổ chức.", ["Các đội tham gia hội thi"]),
        ("2. Học viên đạt yêu cầu kiểm tra cuối khóa được cấp chứng nhận.", []),
        ("2. Trung tâm\n- Trung tâm là đơn vị trực thuộc Sở Nội vụ.\n- Mở sổ theo dõi.", ["Trung tâm"]),
        (
            "2. Trên cơ sở đề nghị của các sở, đơn vị tham gia Đề án, Sở Tài chính tổng hợp dự toán.",
            ["Sở Tài chính"],
        ),
        ("2. Trên cơ sở Đề án, các đơn vị lập dự toán, Sở Tài chính thẩm định.", ["các đơn vị", "Sở Tài chính"]),
    ],
)
def test_who_is_meant_by_headings_and_conditions(part: str, expected: list[str]) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. Công an xã trực gác.\n{part}"
    assert [o.assignee_text for o in parse_plan(body).obligations][1:] == expected


def test_a_form_to_be_filled_in_charges_nobody() -> None:
    form = (
        "Phụ lục 1. Phiếu theo dõi\n\nSỞ NỘI VỤ TỈNH SƠN LĨNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Độc lập - Tự do - Hạnh phúc\n\nI. Thông tin\n\nHọ và tên:\n\nBộ phận tiếp nhận:\n\nĐịa chỉ:\n\n"
        "Học viên\n\n(Ký, ghi rõ họ tên)"
    )
    filled = form.replace("\n\n(Ký, ghi rõ họ tên)", "")
    signed, plain = (parse_plan("I. NỘI DUNG\nTrồng cây.", end=f"{END}\n\n{text}") for text in (form, filled))
    assert [one.title for one in signed.attachments] == ["Phiếu theo dõi"]
    assert signed.obligations == []
    assert plain.obligations != []


def test_who_has_a_post_in_a_team_is_not_the_team() -> None:
    text = "1. Đoàn khảo sát:\n- Trưởng đoàn khảo sát lập lịch làm việc.\n- Đoàn khảo sát lập biên bản tại từng thôn."
    assert [d.assignee_text for d in parse_duties(text).obligations] == ["Trưởng đoàn khảo sát", "Đoàn khảo sát"]


def test_slogans_prevention_and_the_closing_announcement_charge_nobody() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Phòng trừ dịch hại, quản lý vật tư\n- Trạm Y tế xã tập huấn.\n"
        "Thừa lệnh Chủ tịch, Văn phòng thông báo kết luận của Chủ tịch để các cơ quan, đơn vị biết, thực hiện.\n"
        "II. KHẨU HIỆU TUYÊN TRUYỀN\n1. Công nhân, viên chức, người lao động thi đua lập thành tích!"
    )
    assert [o.assignee_text for o in parse_plan(body).obligations] == ["Trạm Y tế xã"]


@pytest.mark.parametrize(
    ("item", "assignee", "task", "due"),
    [
        (
            "2. Xét hồ sơ: Giao Công an xã chủ trì, phối hợp với Trạm Y tế xã xác minh lý lịch; xong trước 25/6/2024.",
            "Công an xã",
            "xác minh lý lịch",
            "2024-06-25",
        ),
        ("2. Mở lớp tập huấn (Trạm Y tế xã chủ trì; thời gian: 2024-2025).", "Trạm Y tế xã", "Mở lớp", "2024/2025"),
        ("2. Các đơn vị dự toán cấp I thuộc huyện gửi số liệu.", "Các đơn vị dự toán cấp I thuộc huyện", "gửi", None),
        ("2. Công an xã làm thủ tục giao các hộ ven đê quản lý bãi bồi.", "Công an xã", "làm thủ tục", None),
        ("2. Ban CHQS xã (Thường trực Hội đồng) lập danh sách.", "Ban CHQS xã", "lập danh sách", None),
    ],
)
def test_who_does_the_whole_task_until_when(item: str, assignee: str, task: str, due: str | None) -> None:
    [duty] = parse_duties("1. Phân công", item).obligations
    assert duty.assignee_text == assignee
    assert duty.task.startswith(task)
    assert (duty.due.date if duty.due else None) == due


def test_a_numbered_task_is_that_of_the_fields_below_and_not_what_it_must_be_like() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Lắp đặt và nghiệm thu trạm bơm thôn Đông.\n"
        "- Bảo đảm đúng thiết kế, đúng tiến độ.\n- Vật tư phải có nguồn gốc rõ ràng.\n- Vận hành thử trong ba ngày.\n"
        "- Thời gian: từ tháng 11/2025 đến quý I/2026.\n- Đơn vị chủ trì: Phòng Kinh tế."
    )
    tasks = [(one.task.split()[0], one.due.date if one.due else None) for one in parse_plan(body).obligations]
    assert tasks == [("Lắp", "2025-11/2026-03"), ("Vận", "2025-11/2026-03")]


def test_bullets_whose_verb_no_table_knows_are_no_requirements() -> None:
    body = (
        "II. NHIỆM VỤ\n1. Tuyên truyền, phổ biến pháp luật về đê điều\n- Phát 200 tờ rơi.\n- Chiếu phim ở hai thôn.\n"
        "* Chủ trì: Phòng Kinh tế."
    )
    assert [one.task.split()[0] for one in parse_plan(body).obligations] == ["Phát", "Chiếu"]


def test_numbers_within_a_paragraph_part_what_each_body_does() -> None:
    body = (
        "II. TỔ CHỨC THỰC HIỆN\n1. Đối với thôn: (1) Trưởng thôn phối hợp với Bí thư chi bộ mời họp; (2) Chi hội "
        "trưởng ghi biên bản; (3) Trưởng thôn nộp hồ sơ (mẫu số 2)."
    )
    assert [(one.assignee_text, one.task.rstrip(";.")) for one in parse_plan(body).obligations] == [
        ("Trưởng thôn", "mời họp"), ("Chi hội trưởng", "ghi biên bản"), ("Trưởng thôn", "nộp hồ sơ (mẫu số 2)")
    ]  # fmt: skip


def test_a_duty_that_a_requirement_names_is_one() -> None:
    body = (
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Yêu cầu\n- Việc chấm điểm phải công khai.\n- Công an xã kiểm tra chặt chẽ.\n"
        "- Công an xã có trách nhiệm tổng hợp, báo cáo kết quả."
    )
    assert [one.task for one in parse_plan(body).obligations] == ["tổng hợp, báo cáo kết quả."]


@pytest.mark.parametrize(
    ("item", "charged"),
    [
        ("1. Cơ bản đồng ý với đề xuất của Phòng Kinh tế về việc lát vỉa hè.", []),
        ("1. Phê bình Trạm Y tế xã chậm nộp báo cáo. Giao Công an xã trực đêm.", ["Công an xã"]),
        ("1. Thống nhất số liệu hộ nghèo với Phòng Kinh tế.", ["các đơn vị"]),
        ("1. Đối với các hộ lấn chiếm vỉa hè, kiên quyết xử lý theo quy định.", ["các đơn vị"]),
        (
            "1. Giao Văn phòng UBND tỉnh (Phòng Kinh tế, Phòng Nội chính) theo dõi.",
            ["Văn phòng UBND tỉnh (Phòng Kinh tế, Phòng Nội chính)"],
        ),
    ],
)
def test_decisions_of_the_sender_and_those_a_case_concerns_are_not_charged(item: str, charged: list[str]) -> None:
    body = f"II. NHIỆM VỤ\nYêu cầu các đơn vị tập trung thực hiện:\n{item}\n2. Rà soát vỉa hè."
    assert [one.assignee_text for one in parse_plan(body).obligations if one.section == "II.1"] == charged
