"""Values of letterhead and end that another part of the page runs into, or that cannot be what they are said to be."""

from __future__ import annotations

import pytest

from plans import parse_plan
from vbparse import parse
from vbparse.fields.gate.values import Gate
from vbparse.origins import Raw
from vbparse.schema import Document, Issued, Issuer, Reference, Signature, Title
from vbparse.text import TextBuilder


def gate_of(words: str) -> Gate:
    builder = TextBuilder()
    builder.add(words, Raw(0, len(words)))
    return Gate(builder.build())


def issuer_of(words: str) -> Issuer:
    return Issuer(name=words, canonical=words, evidence="letterhead", span=(0, len(words)))


def messages(gate: Gate) -> list[str]:
    return [anomaly.message for anomaly in gate.anomalies()]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH HẢI GIANG Sô /CT-UBND", "ỦY BAN NHÂN DÂN TỈNH HẢI GIANG"),
        ("SỞ NỘI VỤ Số: 15/KH-SNV", "SỞ NỘI VỤ"),
        ("SỞ NỘI VỤ V/v rà soát biên chế", "SỞ NỘI VỤ"),
        ("SỞ NỘI VỤ CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ NỘI VỤ"),
        ("PHÒNG Y TẾ Hải Giang, ngày 12 tháng 5 năm 2024", "PHÒNG Y TẾ"),
        ("BAN CHỈ ĐẠO 138", "BAN CHỈ ĐẠO 138"),
        ("TRƯỜNG TIỂU HỌC SỐ 2 BÌNH SƠN", "TRƯỜNG TIỂU HỌC SỐ 2 BÌNH SƠN"),
    ],
)
def test_an_issuer_ends_where_another_part_begins(words: str, name: str) -> None:
    gate = gate_of(words)
    found = gate.screen_issuer(issuer_of(words))
    assert found is not None
    assert (found.name, found.span) == (name, (0, len(name)))
    assert messages(gate) == []


@pytest.mark.parametrize("words", ["SỞ " * 31, "1", "SỞ NỘI VỤ: CÁC PHÒNG"])
def test_an_issuer_that_can_be_none_is_left_out_and_told(words: str) -> None:
    gate = gate_of(words)
    assert gate.screen_issuer(issuer_of(words.strip())) is None
    (anomaly,) = gate.anomalies()
    assert (anomaly.code, anomaly.severity) == ("value-left-out", "error")


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Hải Giang", "Hải Giang"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Tp.HCM", "Tp.HCM"),
        ("Phường 1", "Phường 1"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Thị trấn Đồng Mai", "Thị trấn Đồng Mai"),
    ],
)
def test_a_place_of_issue(place: str, read: str) -> None:
    gate = gate_of(f"{place}, ngày 12 tháng 5 năm 2024")
    found = gate.screen_issued(Issued(place=place, date="2024-05-12", span=(0, 10)))
    assert found is not None
    assert found.place == read
    assert messages(gate) == []


def test_a_clause_is_no_place_and_the_date_stays() -> None:
    gate = gate_of("Căn cứ kết quả họp xét, ngày 12 tháng 5 năm 2024")
    found = gate.screen_issued(Issued(place="Căn cứ kết quả họp xét", date="2024-05-12", span=(0, 48)))
    assert found is not None
    assert (found.place, found.date) == (None, "2024-05-12")
    assert messages(gate) == [
        "“Căn cứ kết quả họp xét, ngày 12 tháng 5 năm 2024” không thể là địa danh; giá trị được bỏ trống."
    ]


@pytest.mark.parametrize(
    ("authority", "position", "kept"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("__ TM. ỦY BAN NHÂN DÂN", ".=-... CHỦ TỊCH “", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("TL. CHỦ TỊCH", "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ", ("TL. CHỦ TỊCH", "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ")),
        (None, "Q. GIÁM ĐỐC", (None, "Q. GIÁM ĐỐC")),
        (None, "HẠT TRƯỞNG", (None, "HẠT TRƯỞNG")),
        ("TM. BTV ĐẢNG ỦY", None, ("TM. BTV ĐẢNG ỦY", None)),
        ("_ZT GIÁMĐÓC J+", None, (None, None)),
        (None, ".P GLÁM ĐỐC", (None, None)),
        ("KT. GÌ 'ÁM ÓC ó-GIÁM C", None, (None, None)),
        (None, "Trưởng trạm y tế", (None, "Trưởng trạm y tế")),
        ("TM. ỦY BAN NHÂN DÂN XÃ CƯ M'GAR", None, ("TM. ỦY BAN NHÂN DÂN XÃ CƯ M'GAR", None)),
    ],
)
def test_authority_and_post(authority: str | None, position: str | None, kept: tuple[str | None, str | None]) -> None:
    gate = gate_of("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Thị Hạnh")
    signature = Signature(authority=authority, position=position, name="Lê Thị Hạnh", span=(0, 40))
    (found,) = gate.screen_signatures([signature])
    assert (found.authority, found.position) == kept
    assert bool(messages(gate)) == (kept == (None, None))


def test_a_signature_of_which_nothing_is_left_is_none() -> None:
    gate = gate_of("GLÁM ĐỐC")
    assert gate.screen_signatures([Signature(position="GLÁM ĐỐC", span=(0, 8))]) == []


@pytest.mark.parametrize(
    ("issuer", "kept"),
    [
        ("Thường trực HĐND tỉnh Theo đề nghị của Giám đốc Sở Tài chính", "Thường trực HĐND tỉnh"),
        ("Bộ Xây dựng ban hành", "Bộ Xây dựng"),
        ("UBND tỉnh A", "UBND tỉnh"),
        ("UBND ngày 10/02/2023 của UBND huyện (sửa đổi, bổ sung", None),
        ("Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ],
)
def test_the_issuer_of_a_cited_document(issuer: str, kept: str | None) -> None:
    reference = Reference(issuer=issuer)
    gate_of("").screen_references([reference])
    assert reference.issuer == kept


def test_a_title_of_pages_is_none() -> None:
    gate = gate_of("chữ " * 300)
    assert gate.screen_title(Title(text="chữ " * 300, span=(0, 1200))) is None
    assert gate.screen_title(Title(text="chữ " * 30, span=(0, 120))) is not None


def codes(document: Document) -> list[tuple[str, str]]:
    return [(a.code, a.severity) for a in document.anomalies]


def test_a_clean_plan_has_nothing_left_out() -> None:
    assert codes(parse_plan("I. NỘI DUNG\n1. Công an xã tuần tra.\n2. Trạm Y tế trực.")) == []


def test_quoc_hieu_beside_the_place_goes_the_whole_way() -> None:
    document = parse(
        "UBND XÃ BÌNH SƠN\nSố: 5/TB-UBND\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Bình Sơn, ngày 15 tháng 5 năm 2024\n"
        "THÔNG BÁO\nLịch tiếp công dân\n\nI. NỘI DUNG\nTiếp công dân.\n"
    )
    assert document.issued is not None
    assert document.issued.place == "Bình Sơn"
