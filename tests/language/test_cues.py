"""Cues: words of a table as patterns."""

from __future__ import annotations

import pytest
import regex

from vbparse.language.cues import compile_cues, cue_pattern, widen_blanks
from vbparse.language.tables import column


def test_a_blank_is_any_white_space_and_a_blank_with_a_mark_an_optional_one() -> None:
    assert widen_blanks("TM ?. Uỷ ban") == r"TM\s*.\s+Ủy\s+ban"
    assert regex.fullmatch(widen_blanks("như sau ?:"), "như \n sau:")


def test_a_cue_is_a_group_of_all_its_forms() -> None:
    pattern = compile_cues(r"^{office in capitals}$")
    forms = [form for form in column("cues", "form", cue="office in capitals") if form.replace(" ", "").isalpha()]
    assert len(forms) > 3
    assert [form for form in forms if not pattern.match(form)] == []
    assert pattern.match("CHỦ TỊCH VÀ") is None


def test_counts_of_a_pattern_are_no_cues() -> None:
    assert compile_cues(r"\d{1,2} x").fullmatch("12 x")


def test_a_cue_without_forms_is_an_error() -> None:
    with pytest.raises(KeyError, match="no such cue"):
        compile_cues("{no such cue}")
    with pytest.raises(KeyError):
        cue_pattern("no such cue")


@pytest.mark.parametrize("name", sorted(set(column("cues", "cue"))))
def test_every_form_is_a_pattern_that_matches_something_and_not_nothing(name: str) -> None:
    assert regex.compile(cue_pattern(name)).match("") is None


@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("closing head", "Trên cơ sở Kế hoạch này, các thôn tổ chức thực hiện"),
        ("quiet heading", "yêu cầu"),
        ("quiet heading", "yêu cầu chung"),
        ("quiet heading", "yêu cầu đặt ra"),
        ("heading of a body", "Về phía Ủy ban nhân dân xã"),
        ("column coop", "đơn vị hỗ trợ"),
        ("column coop", "bộ phận cùng thực hiện"),
        ("column coop", "cơ quan cùng tham gia"),
        ("column lead", "phụ trách"),
        ("column lead", "cán bộ phụ trách"),
        ("column start", "từ ngày"),
        ("column due", "Tháng"),
        ("column product", "đầu ra"),
        ("column task", "tên việc"),
        ("column task", "đầu việc"),
        ("column number", "số thứ tự"),
        ("column number", "stt"),
        ("kind of organisation", ", đoàn thể"),
        ("kind of organisation", ", đơn vị"),
        ("limit by", "kết thúc ngày 20"),
        ("limit by", "hạn chót ngày 20"),
        ("in an issuer", "cán sự đảng"),
        ("comrade", "thầy"),
        ("heading that looks ahead", "phân công"),
        ("heading that looks ahead", "nhiệm vụ, giải pháp"),
    ],
)
def test_a_form_in_its_wording(name: str, wording: str) -> None:
    assert regex.match(cue_pattern(name), wording)
