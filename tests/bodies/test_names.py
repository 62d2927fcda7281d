"""Names of bodies: capitals read as ordinary letters; kind, level and place of a unit."""

from __future__ import annotations

import pytest

from vbparse.bodies.names import kind_of, read_issuer, sentence_case


@pytest.mark.parametrize(
    ("name", "text", "reading"),
    [
        ("ỦY BAN NHÂN DÂN XÃ BÌNH SƠN", "", "Ủy ban nhân dân xã Bình Sơn"),
        ("UBND TỈNH HẢI GIANG", "", "UBND tỉnh Hải Giang"),
        ("SỞ CÔNG THƯƠNG", "nay Sở Công Thương báo cáo", "Sở Công Thương"),
        ("PHÒNG NỘI VỤ", "theo Phòng Nội  vụ huyện", "Phòng Nội vụ"),
        ("Trường Tiểu học An Hòa", "", "Trường Tiểu học An Hòa"),
        ("UBND", "", "UBND"),
    ],
)
def test_capitals_are_read_as_the_text_writes_them(name: str, text: str, reading: str) -> None:
    assert sentence_case(name, text) == reading


@pytest.mark.parametrize(
    ("name", "canonical", "kind", "level", "place"),
    [
        (
            "ỦY BAN NHÂN DÂN TỈNH HẢI GIANG",
            "Ủy ban nhân dân tỉnh Hải Giang",
            "people's committee",
            "tỉnh",
            "tỉnh Hải Giang",
        ),
        ("UBND huyện Vĩnh Khê", "Ủy ban nhân dân huyện Vĩnh Khê", "people's committee", "huyện", "huyện Vĩnh Khê"),
        ("UBND thị trấn An Lộc", "Ủy ban nhân dân thị trấn An Lộc", "people's committee", "xã", "thị trấn An Lộc"),
        ("UBND PHƯỜNG 1", "Ủy ban nhân dân phường 1", "people's committee", "xã", "phường 1"),
        ("HĐND thị xã Tân Hà", "Hội đồng nhân dân thị xã Tân Hà", "people's council", "huyện", "thị xã Tân Hà"),
        ("Sở Nội vụ", "Sở Nội vụ", "department", None, None),
    ],
)
def test_a_body_is_read(name: str, canonical: str, kind: str, level: str | None, place: str | None) -> None:
    unit = read_issuer(name)
    assert (unit.canonical, unit.kind, unit.level, unit.place) == (canonical, kind, level, place)


@pytest.mark.parametrize("text", ["", "của Ủy ban nhân dân tỉnh Hòa Bình"])
@pytest.mark.parametrize("name", ["UỶ BAN NHÂN DÂN TỈNH HOÀ BÌNH", "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH"])
def test_a_name_is_one_wherever_its_tones_stand(name: str, text: str) -> None:
    assert read_issuer(name, text).canonical == "Ủy ban nhân dân tỉnh Hòa Bình"


def test_a_committee_without_its_unit_is_not_complete() -> None:
    assert [read_issuer(name).complete for name in ("UBND xã", "UBND xã Bình Sơn", "Sở Nội vụ")] == [False, True, True]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ủy ban nhân dân các xã", "people's committee"), ("Uỷ ban nhân dân xã", "people's committee"),
        ("Sở Tài chính", "department"),
        ("Trưởng phòng Nội vụ", "head"), ("hoa hồng", None), ("", None),
    ],
)  # fmt: skip
def test_the_opening_words_tell_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
