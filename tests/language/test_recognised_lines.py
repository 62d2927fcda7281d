"""Lines that only recognised text has: slots that a pen filled in, arrival stamps, strokes that were swallowed."""

from __future__ import annotations

import pytest

from vbparse.language.landmarks.arrival import (
    count_arrival_entries,
    is_arrival,
    is_arrival_entry,
    is_arrival_head,
    is_certain_arrival,
)
from vbparse.language.landmarks.blanks import DATE_SLOTS, NUMBER_SLOT, match_slots
from vbparse.language.misread.strokes import (
    is_misread_about,
    match_read_as_letter,
    match_short_form,
    match_swallowed,
)
from vbparse.patterns import Cue


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("Số: 5z8/KH-UBND", NUMBER_SLOT),
        ("So:      /QĐ-UBND", NUMBER_SLOT),
        ("Phù Điền, ngày 3 tháng 5 năm 2024", DATE_SLOTS),
        ("SỞ Y TẾ", None),
        ("số: 29/KH-UBND", NUMBER_SLOT),
        ("sóz?9/KH-UBND", NUMBER_SLOT),
        ("số: 29/KH-UBND ngày 3 tháng 5", None),
        ("số hộ/người", None),
        ("Phù Điền ngày 3 tháng 5", None),
    ],
)
def test_a_line_has_slots_that_begins_as_number_or_date_line(line: str, pattern: Cue[str] | None) -> None:
    assert match_slots(line) is pattern


@pytest.mark.parametrize(
    ("lines", "arrives"),
    [
        (["CÔNG VĂN ĐẾN", "Số: 125"], True),
        (["Số: 125", "Ngày: 5/3/2025", "Chuyển: Văn phòng"], True),
        (["ĐẾN"], True),
        (["Số: 29/KH-UBND"], False),
        (["MẬT"], False),
    ],
)
def test_a_stamp_with_head_or_two_entries_is_one_of_arrival(lines: list[str], arrives: bool) -> None:
    assert is_arrival(lines) is arrives


def test_the_number_line_of_a_letterhead_is_no_entry_of_an_arrival_stamp() -> None:
    assert not is_arrival_entry("Số: 29/KH-UBND")
    assert is_arrival_entry("Lưu hồ sơ số: 12")
    assert is_arrival_head("ĐẾN:")
    assert not is_arrival_head("Đến")


@pytest.mark.parametrize(
    ("lines", "is_certain"),
    [
        (["ĐẾN"], True),
        (["VĂN PHÒNG UBND ĐẾN", "Số: ...", "Ngày: .../.../20..."], True),
        (["DEN"], False),
        (["VĂN BẢN ĐẾN"], False),
        (["VĂN PHÒNG ĐẾN", "Số: ..."], False),
    ],
)
def test_a_stamp_without_values_is_certain_by_its_head(lines: list[str], is_certain: bool) -> None:
    assert is_certain_arrival(lines) is is_certain


def test_number_and_day_of_an_arrival_stamp_may_stand_on_one_line() -> None:
    lines = ("Số: 7", "Số: 7 Ngày: 5/3/2026", "Số: 7/KH-UBND", "Ngày: 5/3/2026")
    assert [count_arrival_entries(line) for line in lines] == [1, 2, 0, 1]


def test_a_stroke_is_missing_only_before_a_type_of_document() -> None:
    match = match_swallowed("125QĐ-UBND")
    assert match
    assert match["form"] == "5QĐ"
    assert match_swallowed("125XYZ-UBND") is None
    assert match_read_as_letter("4IKH-UBND")
    assert match_read_as_letter("4IXYZ-UBND") is None


def test_a_short_form_ends_a_line_in_brackets() -> None:
    assert match_short_form("- Các thôn (để thiện);", "thiện);")
    assert match_short_form("- Các thôn để th", "th") is None
    assert match_short_form("- Các thôn (như trên);", "trên);") is None
    assert is_misread_about("VW")
    assert not is_misread_about("V/v")
