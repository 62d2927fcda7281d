"""Who acts, with whom and until when, at the end of a task, in a column, and below a heading."""

from __future__ import annotations

import pytest

from plans import parse_plan


def read(text: str) -> list[tuple[list[str], list[str], str | None]]:
    """Assignees, partners and date of each obligation."""
    return [
        ([body.name for body in o.assignees], [body.name for body in o.cooperating], o.due.date if o.due else None)
        for o in parse_plan(f"II. NỘI DUNG\n{text}").obligations
    ]


@pytest.mark.parametrize(
    ("end", "who", "partners", "due"),
    [
        ("(Đoàn xã, hoàn thành trước 20/3/2026)", ["Đoàn xã"], [], "2026-03-20"),
        ("(Hội Cựu chiến binh và Đoàn xã cùng thực hiện).", ["Hội Cựu chiến binh", "Đoàn xã"], [], None),
        (
            "(giao Phòng Kinh tế chủ trì; Trạm Y tế phối hợp; xong trong tháng 8/2026).",
            ["Phòng Kinh tế"],
            ["Trạm Y tế"],
            "2026-08",
        ),
        ("(chủ trì: Phòng Kinh tế; phối hợp: Trạm Y tế)", ["Phòng Kinh tế"], ["Trạm Y tế"], None),
        ("[Văn phòng UBND xã]", ["Văn phòng UBND xã"], [], None),
        ("(giao Phòng Kinh tế chủ trì tham mưu, xong trong quý III/2026).", ["Phòng Kinh tế"], [], "2026-35"),
        ("(Đoàn xã thực hiện, báo cáo UBND xã trước ngày 5/7/2026).", ["Đoàn xã"], [], "2026-07-05"),
        (
            "(Đoàn xã chủ trì, phối hợp với Trạm Y tế thực hiện, báo cáo kết quả trước ngày 5/7/2026).",
            ["Đoàn xã"],
            ["Trạm Y tế"],
            "2026-07-05",
        ),
        ("– Phòng Kinh tế chủ trì, Trạm Y tế phối hợp.", ["Phòng Kinh tế"], ["Trạm Y tế"], None),
    ],
)
def test_the_end_of_a_task_says_who_acts(end: str, who: list[str], partners: list[str], due: str | None) -> None:
    assert read(f"1. Quét vôi nhà văn hóa thôn Đông {end}") == [(who, partners, due)]


@pytest.mark.parametrize(
    "items",
    [
        "1. Quét vôi nhà văn hóa (Đoàn xã).\n2. Thay bóng đèn sân kho (Trạm Y tế).",
        "1. Quét vôi nhà văn hóa – Đoàn xã.\n2. Thay bóng đèn sân kho – Trạm Y tế thực hiện.",
        "- Quét vôi nhà văn hóa: Đoàn xã\n- Thay bóng đèn sân kho: giao Trạm Y tế\n- Kê lại bàn ghế: Đoàn xã",
    ],
)
def test_items_that_end_alike_show_what_a_name_at_their_end_means(items: str) -> None:
    assert [who for who, _, _ in read(items)][:2] == [["Đoàn xã"], ["Trạm Y tế"]]


@pytest.mark.parametrize(
    "items",
    [
        "1. Quét vôi nhà văn hóa (Đoàn xã).",
        "1. Ông: Lê An - Trưởng phòng Nội vụ\n2. Bà: Lê Mơ - Phó Trưởng phòng Nội vụ",
        "1. Quét vôi nhà văn hóa (sơn trắng).\n2. Thay bóng đèn sân kho (loại 40W).",
    ],
)
def test_a_name_alone_or_a_remark_charges_nobody(items: str) -> None:
    assert read(items) == []


def test_criteria_among_tasks_charge_nobody_up_to_the_next_body() -> None:
    (lists, budget) = read(
        "1. Phòng Nội vụ\n- Lập danh sách đề nghị khen thưởng.\nTiêu chuẩn xét tặng:\n- Có sáng kiến được công nhận.\n"
        "- Phòng Tài chính bố trí tiền thưởng."
    )
    assert (lists[0], budget[0]) == (["Phòng Nội vụ"], ["Phòng Tài chính"])


def test_a_heading_that_is_a_month_is_the_deadline_below_it() -> None:
    assert read("1. Tháng 5/2026: Trạm Y tế khám sức khỏe cho học sinh.") == [(["Trạm Y tế"], [], "2026-05")]


@pytest.mark.parametrize("heads", ["Người nhận việc | Người giúp việc | Hạn xong", "Ai lo | Cùng lo | Chốt"])
def test_a_column_is_known_by_its_label_or_its_cells(heads: str) -> None:
    assert read(
        f"| STT | Việc phải làm | {heads} |\n|---|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo trong xã | Phòng Kinh tế | Trạm Y tế | 20/5/2026 |\n"
        "| 2 | Lập danh sách trẻ em chưa tiêm | Trạm Y tế | Các thôn | 25/5/2026 |"
    ) == [(["Phòng Kinh tế"], ["Trạm Y tế"], "2026-05-20"), (["Trạm Y tế"], ["Các thôn"], "2026-05-25")]


def test_a_bracket_in_a_cell_says_who_and_until_when() -> None:
    assert read(
        "| Tháng | Nội dung |\n|---|---|\n"
        "| 4/2026 | Kiểm tra đê bao (chủ trì: Đội Quản lý đê; phối hợp: Trạm Y tế; hạn: 20/4/2026) |\n"
        "| 5/2026 | Diễn tập hộ đê (Ban Chỉ huy Quân sự xã chủ trì) |"
    )[0] == (["Đội Quản lý đê"], ["Trạm Y tế"], "2026-04-20")


def test_labels_may_ask() -> None:
    assert read(
        "1. Dọn kênh N2\n• Khi nào: quý IV/2024\n• Ai làm: Đoàn xã\n• Với ai: Trạm Y tế\n• Tiền: 2 triệu đồng"
    ) == [(["Đoàn xã"], ["Trạm Y tế"], "2024-36")]


def test_bodies_below_a_heading_keep_their_labels() -> None:
    (one,) = read(
        "1. Dọn kênh\n1.1. Nội dung\nNạo vét kênh N2.\n1.2. Đơn vị thực hiện\n- Chủ công: Đoàn xã.\n"
        "- Tham gia: Trạm Y tế.\n1.3. Thời gian\nTháng 5/2026."
    )
    assert one == (["Đoàn xã"], ["Trạm Y tế"], "2026-05")


@pytest.mark.parametrize(
    "text",
    [
        "1. Tổ dân phố lưu ý: Nộp phiếu đúng hạn.",
        "1. Đề nghị các tổ dân phố cần lưu ý: Nộp phiếu đúng hạn.",
        "Các tổ dân phố lưu ý:\n- Nộp phiếu đúng hạn.",
    ],
)
def test_what_a_body_is_to_keep_in_mind_is_its_task(text: str) -> None:
    (obligation,) = parse_plan(f"II. NỘI DUNG\n{text}").obligations
    assert obligation.task == "Nộp phiếu đúng hạn."
    assert "lưu ý" not in obligation.assignees[0].name
