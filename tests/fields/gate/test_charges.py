"""What the gate lets through as an obligation: whole names of bodies, and words that say what is to be done."""

from __future__ import annotations

import pytest

from plans import END, HEAD, parse_plan
from vbparse import parse
from vbparse.schema import Document

STRONG = "I. NỘI DUNG\nTrồng cây.\nII. TỔ CHỨC THỰC HIỆN\n"


def charged(*lines: str, **parts: str) -> list[tuple[str, str]]:
    document = parse_plan(STRONG + "\n".join(lines), **parts)
    return [(o.assignee_text, o.task) for o in document.obligations]


def left_out(document: Document) -> list[str]:
    text = document.text or ""
    return [" ".join(text[slice(*a.span)].split()) for a in document.anomalies if a.code == "value-left-out" and a.span]


@pytest.mark.parametrize(
    "line",
    [
        "1. Cơ quan chủ trì lập hồ sơ gửi Ủy ban nhân dân xã.",
        "1. Đơn vị có trách nhiệm báo cáo kết quả.",
        "1. Bộ phận tham mưu: bộ phận Tư pháp - Hộ tịch.",
        "1. Người phụ trách báo cáo kết quả.",
        "1. Nhóm giải pháp về vốn thực hiện trước ngày 01/6/2024.",
        "1. Bản nhận xét đánh giá của cán bộ do Chủ tịch ký.",
        "1. Bản sao chứng thực giấy khai sinh nộp kèm hồ sơ.",
    ],
)
def test_a_common_noun_is_nobody(line: str) -> None:
    assert charged(line) == []


@pytest.mark.parametrize(
    ("line", "assignee"),
    [
        ("1. Các cơ quan, đơn vị báo cáo kết quả trước ngày 01/6/2024.", "Các cơ quan, đơn vị"),
        ("1. Cơ quan thường trực theo dõi, đôn đốc.", "Cơ quan thường trực"),
        ("1. Bộ phận Tư pháp - Hộ tịch báo cáo kết quả.", "Bộ phận Tư pháp - Hộ tịch"),
        ("1. Tổ công tác số 2 kiểm tra các thôn.", "Tổ công tác số 2"),
        ("1. Trưởng các thôn họp dân.", "Trưởng các thôn"),
        ("1. Bản Pá Sừng tổ chức tiêm vét.", "Bản Pá Sừng"),
    ],
)
def test_a_body_is_charged(line: str, assignee: str) -> None:
    assert [name for name, _ in charged(line)] == [assignee]


@pytest.mark.parametrize(
    "line",
    [
        "1. Đoàn kiểm tra được thành lập theo quyết định của Ủy ban nhân dân xã.",
        "1. Các thôn chưa thực hiện rà soát hộ nghèo.",
        "1. Đối với các thôn chưa thành lập tổ tự quản.",
    ],
)
def test_a_state_is_no_duty(line: str) -> None:
    assert charged(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "1. Ủy ban nhân dân xã trân trọng thông báo để các thôn biết.",
        "1. Văn phòng kính mời các đại biểu dự họp đúng giờ.",
        "1. Hội đồng sáng kiến là Phòng Tổ chức cán bộ.",
        "1. Ông Đỗ Văn Khang - Phó Chủ tịch kiêm Trưởng ban Pháp chế.",
        "1. Ông Võ Văn Bưởi - Phó Trưởng phòng Cải cách hành chính và Văn thư lưu trữ.",
        "1. Bà Lê Thị Ngân - Trưởng phòng Văn thư lưu trữ thuộc Sở Nội vụ.",
        "1. Bà Vũ Thị Mai - Phó Trưởng phòng Quản lý xử lý vi phạm và Theo dõi thi hành pháp luật.",
        "1. Giao Trung tâm Xúc đầu tư, Thương mại và Du lịch:",
    ],
)
def test_what_is_no_task(line: str) -> None:
    assert charged(line) == []


def test_a_standing_office_is_a_task() -> None:
    assert charged("1. Công an xã là cơ quan thường trực, theo dõi, đôn đốc các thôn.") == [
        ("Công an xã", "là cơ quan thường trực, theo dõi, đôn đốc các thôn.")
    ]


def test_items_below_a_body_that_name_members_are_no_tasks() -> None:
    lines = (
        "1. Tổ công tác số 1",
        "a) Thành phần gồm:",
        "- Ông Đỗ Văn Khang - Phó Chủ tịch Ủy ban nhân dân xã - Tổ trưởng;",
        "- Bà Vũ Thị Mai, Chủ tịch Hội Phụ nữ xã; số điện thoại: 0900 000 000;",
        "- Hồ Văn Kiên - Công an viên;",
        "- Công an xã;",
        "- (Có danh sách kèm theo)",
        "b) Nhiệm vụ:",
        "- Kiểm tra các thôn trước ngày 01/6/2024.",
        "- Ông Hồ Văn Kiên - Công an viên phụ trách địa bàn thôn An.",
    )
    assert charged(*lines) == [
        ("Tổ công tác số 1", "Kiểm tra các thôn trước ngày 01/6/2024."),
        ("Ông Hồ Văn Kiên - Công an viên", "phụ trách địa bàn thôn An."),
    ]


def test_words_behind_a_name_are_cut() -> None:
    (name, task) = charged("1. Giao Công an xã và, phối hợp với các thôn tuần tra ban đêm.")[0]
    assert name == "Công an xã"
    assert task.endswith("tuần tra ban đêm.")


def test_what_is_left_out_is_told_once() -> None:
    document = parse_plan(
        STRONG + "1. Cơ quan chủ trì lập hồ sơ.\n2. Cơ quan chủ trì báo cáo.\n3. Công an xã tuần tra ban đêm."
    )
    assert left_out(document) == ["Cơ quan"]
    (anomaly,) = [a for a in document.anomalies if a.code == "value-left-out"]
    assert (anomaly.severity, anomaly.message) == (
        "warning",
        "“Cơ quan” không thể là chủ thể thực hiện; giá trị được bỏ trống.",
    )


def test_a_row_that_says_nothing_to_do_is_told() -> None:
    table = (
        "| TT | Nội dung công việc | Đơn vị thực hiện | Thời gian |\n| --- | --- | --- | --- |\n"
        "| 1 | Lập danh sách cử tri | Công an xã | Tháng 3/2024 |\n| 2 | (2) | Trạm Y tế | Tháng 4/2024 |"
    )
    document = parse(f"{HEAD}\n{STRONG}\n{table}\n{END}", name="a.md")
    assert [o.assignee_text for o in document.obligations] == ["Công an xã"]
    assert left_out(document) == ["Trạm Y tế"]


def test_an_agenda_charges_nobody() -> None:
    table = (
        "| Thời gian | Nội dung | Đơn vị thực hiện |\n| --- | --- | --- |\n| 7h30 - 8h00 | Đón tiếp | Ban Tổ chức |\n"
        "| 8 giờ 00 phút | Khai mạc | Văn phòng |\n| Từ 14:00 đến 16:30 | Thảo luận | Các tổ |\n"
        "| Trước 16 giờ ngày 20/5/2024 | Nộp báo cáo | Công an xã |"
    )
    lines = (
        "1. Từ 7 giờ 30 đến 8 giờ: Ban Tổ chức đón tiếp đại biểu.",
        "2. 8h00: Chủ tịch UBND xã phát biểu khai mạc.",
        "3. Trước 16 giờ ngày 20/5/2024, Trạm Y tế nộp báo cáo.",
    )
    document = parse(f"{HEAD}\n{STRONG}\n{table}\n\n" + "\n".join(lines) + END, name="a.md")
    assert [(o.assignee_text, o.due and o.due.date) for o in document.obligations] == [
        ("Công an xã", "2024-05-20"), ("Trạm Y tế", "2024-05-20"),
    ]  # fmt: skip


REPORT_HEAD = """ỦY BAN NHÂN DÂN
XÃ BÌNH SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 27/{symbol}
Bình Sơn, ngày 15 tháng 5 năm 2024
{type}
Công tác trồng cây năm 2024
"""


def test_what_a_report_tells_of_the_past_is_nobodys() -> None:
    head = REPORT_HEAD.format(symbol="BC-UBND", type="BÁO CÁO")
    body = (
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n1. Công an xã tổ chức tuần tra 12 buổi.\n"
        "2. Các thôn thực hiện tốt việc trồng cây.\nII. PHƯƠNG HƯỚNG THỜI GIAN TỚI\n"
        "1. Công an xã tuần tra thường xuyên.\n2. Ủy ban nhân dân xã tiếp tục chỉ đạo các thôn."
    )
    document = parse_plan(body, head=head)
    assert [(o.assignee_text, o.section) for o in document.obligations] == [("Công an xã", "II.1")]


@pytest.mark.parametrize(
    ("symbol", "kind", "line", "names"),
    [
        ("TTr-UBND", "TỜ TRÌNH", "Ủy ban nhân dân xã đang tổ chức rà soát các hộ.", []),
        ("TTr-UBND", "TỜ TRÌNH", "UBND xã tổ chức rà soát các hộ từ tháng 3.", []),
        ("TTr-UBND", "TỜ TRÌNH", "UBND xã sẽ tổ chức rà soát các hộ trong tháng 6.", ["UBND xã"]),
        ("TTr-UBND", "TỜ TRÌNH", "Phòng Nội vụ thẩm định hồ sơ trước ngày 01/6/2024.", ["Phòng Nội vụ"]),
        ("KH-UBND", "KẾ HOẠCH", "UBND xã tổ chức rà soát các hộ trong tháng 6.", ["UBND xã"]),
    ],
)
def test_what_the_sender_says_of_itself(symbol: str, kind: str, line: str, names: list[str]) -> None:
    document = parse_plan(f"1. {line}\n2. Trồng cây.", head=REPORT_HEAD.format(symbol=symbol, type=kind))
    assert [o.assignee_text for o in document.obligations] == names
