"""Phases: ranges of time and labelled times, told once."""

from __future__ import annotations

import pytest

from plans import parse_plan


def phases(body: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(p.label, p.start, p.end, p.section) for p in parse_plan(body).phases]


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.", ("Đợt 1", "2024-06-01", "2024-06-10", "I")),
        ("- Đợt 1 (từ 01/6 đến 10/6/2024).", ("Đợt 1", "2024-06-01", "2024-06-10", "I")),
        ("- Giai đoạn II: từ tháng 7 đến tháng 9 năm 2024.", ("Giai đoạn II", "2024-07", "2024-09", "I")),
        ("- Đợt 2: tháng 8/2024.", ("Đợt 2", "2024-08", "2024-08", "I")),
        ("- Đợt 3: Quý IV/2024.", ("Đợt 3", "2024-10", "2024-12", "I")),
        ("- Đợt 4: tiêm bổ sung trong tháng 9 năm 2024.", ("Đợt 4", "2024-09", "2024-09", "I")),
        ("- Bước 1: Rà soát cây đã trồng, lập danh sách các hộ nhận cây trong thôn (từ ngày 20/5 đến ngày 10/6/2024).",
         ("Bước 1", "2024-05-20", "2024-06-10", "I")),
        ("- Bước 2: Ban hành quy chế chăm cây (từ ngày 11/6 đến ngày 20/6/2024).",
         ("Bước 2", "2024-06-11", "2024-06-20", "I")),
        ("- Bước 4: Bàn giao cây cho các hộ (xong trước ngày 25/7/2024).", ("Bước 4", None, "2024-07-25", "I")),
        ("- Giai đoạn 2 (2025 - 2026): trồng đại trà.", ("Giai đoạn 2", "2025", "2026", "I")),
        ("1. Giai đoạn 2024 - 2025", ("Giai đoạn 2024 - 2025", "2024", "2025", "I.1")),
        ("- Giai đoạn từ năm 2025 đến năm 2027: nhân rộng.",
         ("Giai đoạn từ năm 2025 đến năm 2027", "2025", "2027", "I")),
        ("Thời gian thực hiện từ ngày 01/6 đến 30/6/2024.", (None, "2024-06-01", "2024-06-30", "I")),
        ("a) Giai đoạn chuẩn bị: đến hết ngày 30/6/2024.", ("Giai đoạn chuẩn bị", None, "2024-06-30", "I.a")),
        ("- Giai đoạn vận hành: từ ngày 01/7/2024 trở đi.", ("Giai đoạn vận hành", "2024-07-01", None, "I")),
        ("- Đợt 5: từ tháng 5 đến ngày hội làng 15/8/2024.", ("Đợt 5", "2024-05", "2024-08-15", "I")),
        ("- Đợt 6: từ 01/8 đến ngày khai giảng (ngày 05/9/2024).", ("Đợt 6", "2024-08-01", "2024-09-05", "I")),
        ("- Vòng sơ khảo: tháng 6/2024.", ("Vòng sơ khảo", "2024-06", "2024-06", "I")),
        ("Thời gian: 02 ngày: 11 và 12 tháng 6 năm 2024.", ("Thời gian", "2024-06-11", "2024-06-12", "I")),
        ("Thời gian thực hiện: 03 năm (2024 - 2026).", ("Thời gian thực hiện", "2024", "2026", "I")),
        ("Thời gian thực hiện: giai đoạn 2024 - 2026.", ("Thời gian thực hiện", "2024", "2026", "I")),
        ("Thời gian: từ giữa tháng 6 đến cuối tháng 8/2024.", ("Thời gian", "2024-06", "2024-08", "I")),
        ("Thời gian: 02 ngày, 11-12/6/2024.", ("Thời gian", "2024-06-11", "2024-06-12", "I")),
        ("Kỳ nghỉ: từ thứ Hai, ngày 03/6 đến chiều thứ Sáu, ngày 07/6/2024.",
         ("Kỳ nghỉ", "2024-06-03", "2024-06-07", "I")),
        ("Lịch nghỉ hè: từ 01.6.24 đến 31.7.24.", ("Lịch nghỉ hè", "2024-06-01", "2024-07-31", "I")),
        ("Đợt cao điểm kéo dài từ ngày 15/12/2024 - 14/02/2025.", ("Đợt cao điểm", "2024-12-15", "2025-02-14", "I")),
        ("Thời gian: Hội chợ diễn ra trong 04 ngày, từ ngày 06/6/2024 đến hết ngày 09/6/2024.",
         ("Hội chợ", "2024-06-06", "2024-06-09", "I")),
        ("Rà soát trong 03 tháng, kể từ ngày 01/6/2024 đến ngày 31/8/2024.", (None, "2024-06-01", "2024-08-31", "I")),
    ],
)  # fmt: skip
def test_a_phase(line: str, phase: tuple[str | None, ...]) -> None:
    assert phases(f"I. THỜI GIAN\n{line}") == [phase]


def test_a_yearly_month_is_a_recurring_phase() -> None:
    (found,) = parse_plan("I. THỜI GIAN\n- Tháng 11 hằng năm: tổng vệ sinh.").phases
    assert (found.start, found.end, found.recurrence) == (None, None, "FREQ=YEARLY;BYMONTH=11")


def test_what_takes_place_every_year_is_a_recurring_phase() -> None:
    (found,) = parse_plan("I. THỜI GIAN\nNgày hội trồng cây được tổ chức hằng năm vào tháng 10 tại xã.").phases
    assert (found.label, found.recurrence) == ("Ngày hội trồng cây", "FREQ=YEARLY;BYMONTH=10")


def test_stages_of_a_list_have_their_times() -> None:
    assert phases("I. NỘI DUNG\nChia làm 2 đợt: đợt 1 trong tháng 6/2024; đợt 2 trong tháng 9/2024.") == [
        ("đợt 1", "2024-06", "2024-06", "I"),
        ("đợt 2", "2024-09", "2024-09", "I"),
    ]


def test_the_heading_above_labels_the_range() -> None:
    assert phases("I. THỜI GIAN\n1. Đợt 1: Chuẩn bị\n- Từ ngày 01/6/2024 đến ngày 10/6/2024.") == [
        ("Đợt 1", "2024-06-01", "2024-06-10", "I.1")
    ]  # fmt: skip


def test_a_phase_told_twice_is_one() -> None:
    times = "từ ngày 01/6/2024 đến ngày 10/6/2024."
    assert phases(f"I. THỜI GIAN\nTổ chức {times}\nII. NỘI DUNG\n- Đợt 1: {times}") == [
        ("Đợt 1", "2024-06-01", "2024-06-10", "I")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Kỷ niệm 75 năm (11/6/1948 - 11/6/2023).", "Báo cáo trước ngày 20/6/2024.", "Nhiệm kỳ 2020-2025.",
        "Từ 20 giờ 15 phút đến 20 giờ 45 phút.", "Trong tháng 6/2024.",
        "Bước 1: Gửi văn bản cấp trên ban hành (ngày 12/3/2023).", "Đợt 1: Đã cấp 20 tấn gạo (tháng 1/2024).",
        "Giai đoạn 2016 - 2020: đã trồng 500 cây.", "Giai đoạn 2021 - 2025 là giai đoạn trồng cây phân tán.",
        "Bài đạt từ 5/10 đến 7/10 điểm.", "Giá cây từ 15.5 đến 20.6 nghìn đồng.", "Báo cáo đợt 1 trước ngày 15/6/2024.",
        "Ngày 11 và ngày 12 tháng 5 năm 2024, bão làm đổ nhiều cây.",
        "Từ tháng 01/2024 đến tháng 3/2024, toàn xã xảy ra 02 vụ cháy rừng.",
        "Có 40 hộ trồng rừng. Từ tháng 10/2023 đến tháng 12/2023 có 15 hộ bỏ cuộc.",
        "- Gặp mặt hội viên mới, phổ biến điều lệ. Thời gian: ngày 11 và 12/6/2024.",
    ],
)  # fmt: skip
def test_no_phase(line: str) -> None:
    assert phases(f"I. NỘI DUNG\n{line}") == []


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Theo dự báo, mưa đá còn xảy ra từ tháng 3 đến tháng 5 năm 2024. UBND xã yêu cầu:", []),
        ("Từ ngày 02/4 đến ngày 09/4/2024, xã có 06 nhà tốc mái. UBND xã yêu cầu:", []),
        ("Triển khai nhiệm vụ 6 tháng cuối năm 2024, UBND xã yêu cầu:", []),
        ("Do khô hạn kéo dài, từ ngày 02/4 đến ngày 09/4/2024 xã đang thiếu nước. UBND xã yêu cầu:", []),
        (
            "UBND xã phát động đợt trồng cây từ ngày 02/6 đến ngày 19/6/2024 như sau:",
            [(None, "2024-06-02", "2024-06-19", None)],
        ),
    ],
)
def test_what_happened_before_the_first_part_is_no_phase(opening: str, found: list[object]) -> None:
    assert phases(f"{opening}\n1. Công an xã kiểm tra mái nhà.") == found


def test_days_apart_are_no_period() -> None:
    assert phases("I. NỘI DUNG\nTuyên truyền vào ngày 11/6 và ngày 18/6/2024.") == []


def test_months_as_headings_side_by_side_are_phases() -> None:
    body = (
        "C. TỪNG THÁNG\n1. Tháng 9/2026 - Chủ điểm Trồng cây\n- Làm vườn ươm.\n2. Tháng 12/2026 và tháng 01/2027: Ra "
        "quân\n- Dọn kênh.\n3. Tháng 5 năm 2027\n- Tổng kết.\n4. Tháng 6/2027 rà soát cây\n- Trồng dặm."
    )
    assert phases(body) == [
        ("Tháng 9/2026", "2026-09", "2026-09", "C.1"),
        ("Tháng 12/2026 và tháng 01/2027", "2026-12", "2027-01", "C.2"),
        ("Tháng 5 năm 2027", "2027-05", "2027-05", "C.3"),
    ]


def test_one_heading_with_a_month_divides_no_plan() -> None:
    assert phases("C. NHIỆM VỤ\n1. Tháng hành động vì môi trường\n- Ra quân.\n2. Tháng 9/2026\n- Dọn kênh.") == []


def test_what_ended_before_the_day_of_issue_is_no_phase() -> None:
    past = "I. TÌNH HÌNH\nThực hiện từ tháng 9 đến tháng 10/2023, xã trồng 200 cây.\n"
    stage = "II. NỘI DUNG\nĐợt 1: từ ngày 01/4/2024 đến ngày 30/4/2024.\nTriển khai từ tháng 5 đến tháng 7/2024."
    assert [(one.start, one.end) for one in parse_plan(past + stage).phases] == [
        ("2024-04-01", "2024-04-30"),
        ("2024-05", "2024-07"),
    ]


def test_lines_of_months_of_a_time_table() -> None:
    lines = ["Tháng 1+2+3: Chuẩn bị.", "Tháng 4-5: Trồng cây.", "Tháng 6, 7 và 8: Chăm cây.", "Tháng 9: Nghiệm thu."]
    assert phases("I. THỜI GIAN THỰC HIỆN\n" + "\n".join(lines)) == [
        ("Tháng 1+2+3", "2024-01", "2024-03", "I"),
        ("Tháng 4-5", "2024-04", "2024-05", "I"),
        ("Tháng 6, 7 và 8", "2024-06", "2024-08", "I"),
        ("Tháng 9", "2024-09", "2024-09", "I"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "I. KẾT QUẢ\nTháng 1+2: trồng 50 cây.\nTháng 3+4: trồng 70 cây.",
        "I. THỜI GIAN\nTháng 3+2: trồng cây.\nTháng 13+14: trồng cây.",
        "I. THỜI GIAN\nTháng 1+2: trồng cây.",
    ],
)
def test_months_that_are_no_time_table(body: str) -> None:
    assert phases(body) == []


@pytest.mark.parametrize(("named", "year"), [("trong năm 2026", "2026"), ("", "2027")])
def test_months_of_a_school_year_are_of_the_year_that_the_text_names(named: str, year: str) -> None:
    head = "KẾ HOẠCH\nTuyển sinh năm học 2026 - 2027\n"
    body = f"I. MỤC ĐÍCH\nTuyển đủ chỉ tiêu {named}.\nII. THỜI GIAN\nTháng 1+2: chuẩn bị.\nTháng 3+4: xét tuyển."
    assert [p.start for p in parse_plan(body, head=head).phases] == [f"{year}-01", f"{year}-03"]


def test_months_of_a_list_of_events_are_no_phase() -> None:
    assert phases("I. LỊCH\n1. Từng tuần trong tháng 9 và tháng 10/2024\nTổng dọn vệ sinh.") == []


def test_days_on_which_nothing_is_done_are_no_phase() -> None:
    assert phases("I. NỘI DUNG\nÔn luyện các môn; không học từ ngày 10/6 đến 15/6.") == []


def test_a_stage_has_its_days_in_brackets() -> None:
    assert phases("I. TIẾN ĐỘ\n- Đợt 1 (03/6 - 15/6): phát tờ rơi.\n- Đợt 2 (10 - 20/7): phát tờ rơi.") == [
        ("Đợt 1", "2024-06-03", "2024-06-15", "I"),
        ("Đợt 2", "2024-07-10", "2024-07-20", "I"),
    ]
