"""The body that is named behind its task, in a sentence of its own or behind a colon."""

from __future__ import annotations

import pytest

from plans import parse_duties, parse_plan


@pytest.mark.parametrize(
    ("item", "body", "task", "due"),
    [
        (
            "Khảo sát bể bơi, vị trí lắp bể. Việc này Đoàn xã thực hiện trước 31/10/2024.",
            "Đoàn xã",
            "Khảo sát bể bơi, vị trí lắp bể.",
            "trước 31/10/2024",
        ),
        (
            "1. Vận động kết nạp hội viên: Chi hội các thôn đảm nhiệm, mỗi tháng báo số liệu về Hội.",
            "Chi hội các thôn",
            "Vận động kết nạp hội viên",
            "mỗi tháng",
        ),
        (
            "1. Soát lỗi phương án, nhất là lỗi trùng tên: Văn phòng xã thực hiện, xong trước ngày 10/6/2024.",
            "Văn phòng xã",
            "Soát lỗi phương án, nhất là lỗi trùng tên",
            "trước ngày 10/6/2024",
        ),
        ("- Việc cho vay do Hội Nông dân xã thực hiện, bảo đảm kịp thời.", "Hội Nông dân xã", "Việc cho vay", None),
        (
            "- Hằng ngày, bản tin phát lúc 17 giờ. Việc biên tập do Đài Truyền thanh xã đảm nhận; có ảnh kèm theo.",
            "Đài Truyền thanh xã",
            "Việc biên tập",
            None,
        ),
        ("- Cắm 20 biển báo: do Đoàn xã phối hợp với các thôn thực hiện.", "Đoàn xã", "Cắm 20 biển báo", None),
        ("- Kiểm tra bể nước: Trạm Y tế phụ trách.", "Trạm Y tế", "Kiểm tra bể nước", None),
        (
            "- Sửa kênh N2 bị bồi lấp hai đầu. Phòng Kinh tế chủ trì tham mưu, xong trong tháng 7/2024.",
            "Phòng Kinh tế",
            "Sửa kênh N2 bị bồi lấp hai đầu.",
            "xong trong tháng 7/2024",
        ),
        (
            "- Nạo vét kênh N2 hai đầu. Phòng Kinh tế thực hiện, báo cáo kết quả về UBND xã trước ngày 5/7/2024.",
            "Phòng Kinh tế",
            "Nạo vét kênh N2 hai đầu.",
            "trước ngày 5/7/2024",
        ),
        (
            "- Sửa kênh N2 bị bồi lấp hai đầu. Công an xã là đầu mối, hoàn thành trước 5/7/2024.",
            "Công an xã",
            "Sửa kênh N2 bị bồi lấp hai đầu.",
            "trước 5/7/2024",
        ),
    ],
)
def test_a_sentence_that_only_says_who_does_it(item: str, body: str, task: str, due: str | None) -> None:
    [charge] = parse_duties(item).obligations
    assert (charge.assignee_text, charge.task) == (body, task)
    assert (charge.due.text if charge.due else None) == due


@pytest.mark.parametrize(
    ("sentence", "task"),
    [
        ("Trưởng thôn chịu trách nhiệm trước Đảng ủy về kết quả.", "chịu trách nhiệm trước Đảng ủy về kết quả."),
        ("Trưởng thôn chủ trì, hoàn thành hồ sơ đấu thầu.", "chủ trì, hoàn thành hồ sơ đấu thầu."),
    ],
)
def test_a_sentence_that_says_more_is_a_charge_of_its_own(sentence: str, task: str) -> None:
    plan = parse_duties(f"1. Phòng Kinh tế sửa kênh N2 bị bồi lấp. {sentence}")
    assert [(o.assignee_text, o.task) for o in plan.obligations] == [
        ("Phòng Kinh tế", "sửa kênh N2 bị bồi lấp."),
        ("Trưởng thôn", task),
    ]


def test_a_body_that_does_something_of_its_own_is_not_that_of_the_words_before() -> None:
    plan = parse_duties("- Tuyên truyền: Đoàn xã thực hiện tốt việc treo băng rôn.")
    assert [o.task for o in plan.obligations] == ["thực hiện tốt việc treo băng rôn."]


def test_who_leads_a_group_that_is_to_be_set_up_hides_no_task() -> None:
    plan = parse_duties("1. Công an xã thành lập tổ tuần tra ở từng thôn, do trưởng thôn làm tổ trưởng.")
    assert [o.assignee_text for o in plan.obligations] == ["Công an xã"]


def test_bodies_may_be_known_by_what_an_annex_gives_them() -> None:
    [charge] = parse_duties("1. Các phòng được giao việc tại Phụ lục I lập dự toán gửi Phòng Kinh tế.").obligations
    assert (charge.assignee_text, charge.task[:11]) == ("Các phòng được giao việc tại Phụ lục I", "lập dự toán")


@pytest.mark.parametrize("name", ["Cố vấn học tập", "Bảo vệ", "Chủ nhiệm câu lạc bộ"])
def test_whoever_has_a_duty_is_a_body(name: str) -> None:
    [charge] = parse_duties(f"1. {name} có trách nhiệm phổ biến nội quy tới từng lớp.").obligations
    assert (charge.assignee_text, charge.task) == (name, "phổ biến nội quy tới từng lớp.")


@pytest.mark.parametrize(
    "item",
    [
        "Khi đến nơi có trách nhiệm khai báo tạm trú.",
        "Lớp chỉ nhận học viên dưới 16 tuổi khi có ý kiến của gia đình.",
        "Mỗi nhóm không quá 02 sinh viên; mỗi giảng viên không hướng dẫn quá 08 đồ án.",
        "Nguồn kinh phí giao Phòng năm 2024 và nguồn xã hội hóa.",
        "Trưởng Ban sử dụng con dấu của Ủy ban nhân dân xã.",
        "Hội Chữ thập đỏ, Hội Người cao tuổi được mời tham gia các buổi đo huyết áp.",
        "Mỗi lớp dự thi không quá 02 sản phẩm.",
    ],
)
def test_what_limits_or_permits_charges_nobody(item: str) -> None:
    assert parse_duties(f"1. {item}").obligations == []


@pytest.mark.parametrize(
    ("item", "body", "due"),
    [
        ("Mỗi chi hội đi một vòng bản, đánh dấu ao.", "Mỗi chi hội", None),
        ("Đồng chí Lò Thị Mến, Ủy viên Ban Thường vụ, gom sơ đồ.", "Đồng chí Lò Thị Mến, Ủy viên Ban Thường vụ", None),
        ("Hằng tháng mỗi chi hội tổ chức một buổi nhóm nhỏ.", "mỗi chi hội", "Hằng tháng"),
        ("Sau đợt trực tiếp, Đoàn hoàn thành báo cáo trước ngày 22/5/2025.", "Đoàn", "trước ngày 22/5/2025"),
        ("Phó Trưởng đoàn phụ trách phần kết cấu, chịu trách nhiệm đo đạc.", "Phó Trưởng đoàn", None),
    ],
)
def test_plain_words_behind_and_before_a_body(item: str, body: str, due: str | None) -> None:
    [charge] = parse_duties(f"- {item}").obligations
    assert (charge.assignee_text, charge.due.text if charge.due else None) == (body, due)


def test_a_field_behind_a_comma_belongs_to_the_post_of_a_person() -> None:
    assert parse_duties("- Bà Lê Thị Yến - Phó Trưởng phòng Phổ biến, giáo dục pháp luật.").obligations == []


def test_a_body_stands_behind_a_day_without_a_comma() -> None:
    [charge] = parse_duties("1. Trước ngày 30/10/2024 Hội đồng chuyên môn xét và công bố kết quả.").obligations
    assert (charge.assignee_text, charge.due and charge.due.date) == ("Hội đồng chuyên môn", "2024-10-30")


def test_the_standing_office_of_something_leads_to_the_items_below() -> None:
    plan = parse_plan(
        "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế là cơ quan thường trực của Đề án, chịu trách nhiệm:\n"
        "a) Trình kế hoạch năm sau.\nb) Hoàn thành việc rà soát tàu cá."
    )
    assert [(o.assignee_text, o.section) for o in plan.obligations] == [
        ("Phòng Kinh tế", "I.1.a"),
        ("Phòng Kinh tế", "I.1.b"),
    ]


def test_what_a_group_is_to_keep_in_mind_is_its_task() -> None:
    plan = parse_plan("I. NỘI DUNG\n1. Một số lưu ý đối với sinh viên\n- Ký cam kết bảo mật với doanh nghiệp.")
    assert [o.assignee_text for o in plan.obligations] == ["sinh viên"]


def test_those_who_carry_out_a_decision_by_its_words() -> None:
    names = "Chánh Văn phòng, Giám đốc các Sở: Y tế, Tài chính; Chủ tịch UBND các xã và các cá nhân có liên quan"
    [charge] = parse_plan(f"Điều 4. {names} căn cứ Quyết định thi hành./.").obligations
    assert charge.assignee_text == names
