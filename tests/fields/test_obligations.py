"""Obligations over the outline: inheritance, lead lines, field lines, parts that charge nobody."""

from __future__ import annotations

import pytest

from plans import END, parse_duties, parse_plan
from vbparse import parse
from vbparse.schema import Document


def shown(document: Document) -> list[tuple[str, str, str | None, bool]]:
    """Assignee, task, section and whether the assignee is inherited."""
    return [(o.assignee_text, o.task, o.section, o.inherited) for o in document.obligations]


def test_each_item_under_a_body_is_an_obligation_of_it() -> None:
    assert shown(parse_duties("1. Công an xã", "- Giữ trật tự.", "- Phân luồng xe.", "2. Trạm Y tế xã",
            "- Trực cấp cứu.")) == [
        ("Công an xã", "Giữ trật tự.", "I.1", True), ("Công an xã", "Phân luồng xe.", "I.1", True),
        ("Trạm Y tế xã", "Trực cấp cứu.", "I.2", True),
    ]  # fmt: skip


def test_a_body_and_its_task_in_one_paragraph() -> None:
    (found,) = parse_duties("1. Công an xã: Giữ trật tự trong ngày ra quân.").obligations
    assert (found.assignee_text, found.task, found.section) == ("Công an xã", "Giữ trật tự trong ngày ra quân.", "I.1")


def test_an_item_that_names_its_own_body_is_of_that_body() -> None:
    assert shown(parse_duties("1. Công an xã", "- Giữ trật tự.", "- Các thôn báo cáo kết quả về Công an xã.")) == [
        ("Công an xã", "Giữ trật tự.", "I.1", True), ("Các thôn", "báo cáo kết quả về Công an xã.", "I.1", False),
    ]  # fmt: skip


def test_a_lead_line_charges_what_stands_below() -> None:
    assert shown(parse_duties("1. Cây xanh", "Giao Công an xã:", "- Giữ trật tự.", "- Phân luồng xe.")) == [
        ("Công an xã", "Giữ trật tự.", "I.1", True), ("Công an xã", "Phân luồng xe.", "I.1", True),
    ]  # fmt: skip


def test_field_lines_fill_the_items_above() -> None:
    document = parse_duties(
        "1. Đào hố trồng cây ven đường.", "- Đơn vị chủ trì: Công an xã.", "- Đơn vị phối hợp: Trạm Y tế xã, các thôn.",
        "- Thời gian thực hiện: trước ngày 20/6.", "- Sản phẩm: Báo cáo.",
    )  # fmt: skip
    (found,) = document.obligations
    assert (found.assignee_text, found.task, found.product) == ("Công an xã", "Đào hố trồng cây ven đường.", "Báo cáo")
    assert [b.text for b in found.cooperating] == ["Trạm Y tế xã", "các thôn"]
    assert found.due is not None
    assert (found.due.date, found.due.bound) == ("2024-06-20", "before")


def test_a_partner_gets_no_obligation_of_its_own() -> None:
    (found,) = parse_duties("1. Công an xã chủ trì, phối hợp với Trạm Y tế xã tổ chức ra quân.").obligations
    assert (found.assignee_text, found.role, [b.text for b in found.cooperating]) == (
        "Công an xã",
        "lead",
        ["Trạm Y tế xã"],
    )


def test_an_item_that_only_supports() -> None:
    found = parse_duties("1. Trạm Y tế xã", "- Phối hợp với Công an xã tổ chức ra quân.", "- Trực cấp cứu.").obligations
    assert [(o.role, [b.text for b in o.cooperating]) for o in found] == [("support", ["Công an xã"]), ("lead", [])]


def test_several_bodies_of_one_task() -> None:
    (found,) = parse_duties("1. Công an xã, Trạm Y tế xã và các thôn tổ chức ra quân.").obligations
    assert found.assignee_text == "Công an xã, Trạm Y tế xã và các thôn"
    assert [b.text for b in found.assignees] == ["Công an xã", "Trạm Y tế xã", "các thôn"]


def test_a_person_with_a_post() -> None:
    (found,) = parse_duties(
        "1. Đồng chí Trần Văn Bình - Phó Chủ tịch UBND xã chủ trì kiểm tra việc trồng cây."
    ).obligations
    (body,) = found.assignees
    assert (body.person, body.post, body.kind) == ("Trần Văn Bình", "Phó Chủ tịch UBND xã", "person")


@pytest.mark.parametrize(
    "heading",
    ["I. MỤC ĐÍCH, YÊU CẦU", "I. ĐẶC ĐIỂM TÌNH HÌNH", "I. KẾT QUẢ ĐẠT ĐƯỢC"],
    ids=["purpose", "situation", "results"],
)
def test_parts_that_tell_and_do_not_charge(heading: str) -> None:
    body = f"{heading}\n1. Các thôn thực hiện tốt việc trồng cây.\n2. Công an xã tổ chức tuần tra."
    assert parse_plan(body).obligations == []


def test_a_charge_in_the_closing_text() -> None:
    text = "I. NỘI DUNG\nTrồng cây.\nYêu cầu các thôn báo cáo kết quả về UBND xã trước ngày 30/6/2024./."
    assert [o.assignee_text for o in parse_plan(text).obligations] == ["các thôn"]


def test_an_attachment_has_paths_of_its_own() -> None:
    end = f"{END}\nPHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ\n\n1. Công an xã\n- Giữ trật tự.\n"
    assert [(o.assignee_text, o.section) for o in parse_plan("I. NỘI DUNG\nTrồng cây.", end=end).obligations] == [
        ("Công an xã", "PHỤ LỤC I/1")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "bodies", "task", "due"),
    [
        ("- Kế toán, thủ quỹ: chuẩn bị hồ sơ.", ["Kế toán", "thủ quỹ"], "chuẩn bị", None),
        ("+ Ban Giám sát đầu tư của cộng đồng: giám sát.", ["Ban Giám sát đầu tư của cộng đồng"], "giám sát", None),
        ("* Đ/c Trung tá Lê Văn Tú, Trưởng Công an xã: chỉ đạo.", ["Đ/c Trung tá Lê Văn Tú, Trưởng Công an xã"],
         "chỉ đạo", None),
        ("1. Rà soát (Phòng Kinh tế chủ trì, xong trước 30/10/2024).", ["Phòng Kinh tế"], "Rà soát", "2024-10-30"),
        ("1. Rà soát quỹ đất. Chủ trì: Phòng Kinh tế; thời gian: tháng 9/2024.", ["Phòng Kinh tế"], "Rà soát",
         "2024-09"),
        ("1. Rà soát văn bản. Giao Phòng Tư pháp chủ trì; hoàn thành trong quý II.", ["Phòng Tư pháp"], "Rà soát",
         "2024-34"),
        ("Yêu cầu các đơn vị khẩn trương triển khai.", ["các đơn vị"], "khẩn trương", None),
        ("- Công an xã: tuần tra trước 16h00 ngày 24/12/2024.", ["Công an xã"], "tuần tra", "2024-12-24"),
        ("1- Công an xã tuần tra.", ["Công an xã"], "tuần tra", None),
    ],
)  # fmt: skip
def test_the_ways_a_body_is_charged(line: str, bodies: list[str], task: str, due: str | None) -> None:
    (found,) = parse_duties(line).obligations
    assert [body.text for body in found.assignees] == bodies
    assert found.task.startswith(task)
    assert (found.due.date if found.due else None) == due


def test_a_heading_that_holds_words_of_duty_is_a_name_all_the_same() -> None:
    found = parse_duties("1. Đội Cảnh sát QLHC về TTXH", "- Cấp căn cước.", "- Kiểm tra cư trú.").obligations
    assert [body.text for o in found for body in o.assignees] == ["Đội Cảnh sát QLHC về TTXH"] * 2


def test_what_the_place_in_a_list_tells_of_an_unknown_body() -> None:
    found = parse_duties(
        "1. Công an xã: tuần tra.", "2. Trạm Y tế xã: trực cấp cứu.", "3. Văn hóa xã hội, Loa xóm: đưa tin."
    ).obligations
    assert [body.text for body in found[2].assignees] == ["Văn hóa xã hội", "Loa xóm"]


def test_a_person_of_a_list_is_charged_and_not_the_body_above() -> None:
    found = parse_duties(
        "1. Ban Thường vụ Đoàn xã:", "+ Phân công các đồng chí phụ trách địa bàn:",
        "- Đ/c Lê Văn Nam: phụ trách thôn Đông.", "- Đ/c Vũ Thu Hà: phụ trách thôn Đoài.",
    ).obligations  # fmt: skip
    assert [o.assignee_text for o in found][-2:] == ["Đ/c Lê Văn Nam", "Đ/c Vũ Thu Hà"]


def test_a_heading_of_a_level_gives_way_to_the_body_that_its_text_names() -> None:
    (found,) = parse_duties("1. Cấp xã", "Ban Thường trực Ủy ban MTTQ Việt Nam cấp xã chỉ đạo các thôn.").obligations
    assert (found.assignee_text, found.inherited) == ("Ban Thường trực Ủy ban MTTQ Việt Nam cấp xã", False)


def test_a_name_that_tells_what_its_bearers_do() -> None:
    (found,) = parse_duties("1. Đội Quản lý vận hành trạm bơm: vệ sinh kênh trước ngày 30/5/2024.").obligations
    assert (found.assignee_text, found.task) == ("Đội Quản lý vận hành trạm bơm", "vệ sinh kênh trước ngày 30/5/2024.")


def test_times_of_a_task_table_are_deadlines_and_no_phases() -> None:
    rows = "| Nhiệm vụ | Đơn vị thực hiện | Thời gian |\n|---|---|---|\n| Đào hố | Công an xã | Tháng 6 - 8/2024 |"
    found = parse(f"# KẾ HOẠCH\n\nTrồng cây\n\n## I. PHÂN CÔNG\n\n{rows}\n", name="plan.md")
    assert [o.due and o.due.date for o in found.obligations] == ["2024-06/2024-08"]
    assert found.phases == []


def test_whom_the_letter_asks_has_the_tasks_of_its_list() -> None:
    lead = "Để chống hạn, UBND xã đề nghị các hợp tác xã thực hiện một số nội dung sau:"
    items = ["1. Kiểm tra trạm bơm trước ngày 20/5.", "2. Công an xã giữ trật tự.", "3. Về kinh phí", "- Ngân sách xã."]
    found = parse_plan("\n".join([lead, *items]))
    assert shown(found) == [
        ("các hợp tác xã", "Kiểm tra trạm bơm trước ngày 20/5.", "1", True),
        ("Công an xã", "giữ trật tự.", "2", False),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Theo Công văn số 8/UBND-NN của UBND tỉnh yêu cầu các huyện báo cáo, UBND xã đã thực hiện các nội dung sau:",
        "UBND huyện yêu cầu các xã rà soát; sau khi rà soát, UBND xã thực hiện các nội dung sau:",
        "UBND huyện yêu cầu các xã, UBND xã Bình Sơn báo cáo kết quả như sau:",
    ],
)
def test_what_is_reported_below_a_request_is_no_task(lead: str) -> None:
    assert shown(parse_plan(f"{lead}\n1. Tổ chức tiêm phòng cho 120 con bò.\n2. Triển khai chống dịch.")) == []


def test_a_request_that_names_partners_leads_to_its_list() -> None:
    lead = "UBND xã đề nghị các hợp tác xã phối hợp với Công an xã, Trạm Y tế xã thực hiện các nội dung sau:"
    assert shown(parse_plan(f"{lead}\n1. Kiểm tra trạm bơm.")) == [("các hợp tác xã", "Kiểm tra trạm bơm.", "1", True)]


def test_the_parts_of_a_plan_are_not_charged_by_the_words_above_them() -> None:
    lead = "UBND xã yêu cầu các thôn thực hiện kế hoạch với nội dung sau:"
    assert shown(parse_plan(f"{lead}\nI. NỘI DUNG\n- Kiểm tra trạm bơm.\nII. KINH PHÍ\nNgân sách xã.")) == []


def test_the_time_of_one_round_is_not_that_of_the_task() -> None:
    rounds = "Đợt 1 từ ngày 01/6 đến ngày 05/6/2024; đợt 2 từ ngày 10/6 đến ngày 15/6/2024."
    tells, is_round = parse_duties(
        "1. Trạm Y tế xã", f"- Cấp vắc xin cho các thôn: {rounds}", f"- {rounds}"
    ).obligations
    assert tells.due is None
    assert is_round.due is not None
    assert is_round.due.date == "2024-06-01/2024-06-05"


def test_a_common_noun_behind_doi_voi_names_a_body() -> None:
    assert shown(parse_duties("1. Đối với tổ nuôi dưỡng: lưu mẫu thức ăn.")) == [
        ("tổ nuôi dưỡng", "lưu mẫu thức ăn.", "I.1", True)
    ]


def test_an_officer_named_by_rank() -> None:
    first, second = parse_duties(
        "1. Trung tá Lê Văn Sơn - Chỉ huy trưởng: chỉ đạo chung.", "2. Đại úy Trần Hồ, Trợ lý: lập lịch trực."
    ).obligations
    assert [a.person for o in (first, second) for a in o.assignees] == ["Trung tá Lê Văn Sơn", "Đại úy Trần Hồ"]


def test_how_much_there_is_of_something_is_no_charge() -> None:
    heading = "I. ĐỐI TƯỢNG, NỘI DUNG, THỜI GIAN"
    assert (
        shown(
            parse_plan(
                f"{heading}\n1. Dân quân cơ động: 12 ngày, chia làm hai cụm:\n- Cụm 1 (thôn An): từ 06 - 17/6/2024."
            )
        )
        == []
    )


def test_a_number_of_households_that_do_something_are_under_their_village() -> None:
    (found,) = parse_duties("1. Trạm Y tế xã:", "a) Thôn An: 10 hộ đăng ký xây dựng bể nước.").obligations
    assert found.assignee_text == "Thôn An"


def test_lines_that_describe_an_item_stand_between_it_and_who_leads() -> None:
    (found,) = parse_duties(
        "1. Chương trình Mùa hè xanh",
        "- Đối tượng: học sinh.",
        "- Đơn vị chủ trì: Đoàn xã.",
        "- Đơn vị phối hợp: Công an xã.",
    ).obligations
    assert (found.assignee_text, found.task) == ("Đoàn xã", "Chương trình Mùa hè xanh")
    assert [b.text for b in found.cooperating] == ["Công an xã"]


@pytest.mark.parametrize(
    "item",
    [
        "Căn cứ Kế hoạch này để tổng hợp, bố trí kinh phí cho các thôn trong kế hoạch và dự toán ngân sách của xã "
        "trong năm 2024 và các năm tiếp theo, báo cáo Chủ tịch Ủy ban nhân dân xã.",
        "Căn cứ Quyết định số 22/2023/QĐ-UBND tổ chức lập và phê duyệt danh sách hộ được hỗ trợ trên địa bàn toàn xã "
        "và gửi về Ủy ban nhân dân huyện, báo cáo tình hình giải ngân.",
        "Hằng năm, tiến hành rà soát các hộ thuộc diện hỗ trợ vốn của ngân sách xã để bố trí đủ hạn mức tối đa "
        "cho từng hộ ngay trong năm kế hoạch, hoàn thành chương trình trong quý IV.",
    ],
)
def test_a_task_that_opens_as_a_condition_does_stays_whole(item: str) -> None:
    [charge] = parse_plan(f"I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- {item}").obligations
    assert (charge.assignee_text, charge.task) == ("Công an xã", item)


def test_a_long_condition_is_no_part_of_the_task() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n"
        "- Trên cơ sở đề xuất điều chỉnh, bổ sung kinh phí của các thôn về việc sửa chữa nhà văn hóa, trạm bơm và "
        "đường ngõ trong năm, thẩm định và tham mưu bố trí kinh phí."
    )
    assert [o.task for o in plan.obligations] == ["thẩm định và tham mưu bố trí kinh phí."]
