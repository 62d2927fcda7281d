"""The letterhead: number, place and date, issuer, marks, type."""

from __future__ import annotations

import pytest

from plans import END, HEAD, parse_plan
from readers.ooxml import package, para
from vbparse import parse
from vbparse.schema import Document

BODY = "I. NỘI DUNG\nTrồng cây.\n"
LETTER = "UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\nV/v phun thuốc\n\n"


def headed(old: str, new: str, body: str = BODY) -> Document:
    assert old in HEAD
    return parse_plan(body, head=HEAD.replace(old, new))


@pytest.mark.parametrize(
    ("line", "number", "symbol", "canonical"),
    [
        ("Số: 27/KH-UBND", "27", "KH-UBND", "27/KH-UBND"), ("Số 05a/KH-UBND", "05a", "KH-UBND", "05a/KH-UBND"),
        ("Số:      /KH-UBND", None, "KH-UBND", None), ("Số: ……/KH-UBND", None, "KH-UBND", None),
        ("Số: 27 /KH - UBND", "27", "KH-UBND", "27/KH-UBND"), ("Số: 26-NQ/ĐU", "26", "NQ/ĐU", "26-NQ/ĐU"),
        ("Số 26-KH/ĐUhoà", "26", "KH/ĐUhoà", "26-KH/ĐUhoà"),
        ("Số: 15A/KH-UBND", "15A", "KH-UBND", "15A/KH-UBND"),
    ],
)  # fmt: skip
def test_number(line: str, number: str | None, symbol: str, canonical: str | None) -> None:
    found = headed("Số: 27/KH-UBND", line).number
    assert found is not None
    assert (found.number, found.symbol, found.canonical) == (number, symbol, canonical)


def test_a_day_whose_year_was_not_read_is_no_date() -> None:
    found = headed("Bình Sơn, ngày 15 tháng 5 năm 2024", "Bình Sơn, ngày 15 tháng 5 năm").issued
    assert found is not None
    assert (found.place, found.date) == ("Bình Sơn", None)


def test_no_number_line_is_no_number() -> None:
    assert headed("Số: 27/KH-UBND\n", "").number is None


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Bình Sơn, ngày 15 tháng 5 năm 2024", "Bình Sơn", "2024-05-15"),
        ("Bình Sơn, ngày   tháng 5 năm 2024", "Bình Sơn", "2024-05"),
        ("Bình Sơn, ngày … tháng … năm 2024", "Bình Sơn", "2024"),
        ("Bình Sơn, tháng 5 năm 2024", "Bình Sơn", "2024-05"),
        ("Bình Sơn, ngày 15/5/2024", "Bình Sơn", "2024-05-15"),
        ("TP. Hà Sơn, ngày 1 tháng 12 năm 2024", "TP. Hà Sơn", "2024-12-01"),
        ("Bình Sơn, ngày 45 tháng 5 năm 2024", "Bình Sơn", "2024-05"),
        ("Bình Sơn, ngày 15 tháng 5 năm\n2024", "Bình Sơn", "2024-05-15"),
        ("Bình Sơn, ngày 15\ntháng 5 năm 2024", "Bình Sơn", "2024-05-15"),
        ("Bình Sơn,\nngày 15 tháng 5 năm 2024", "Bình Sơn", "2024-05-15"),
        ("Bình Sơn, ngày   tháng 5 năm\n2024", "Bình Sơn", "2024-05"),
    ],
)  # fmt: skip
def test_place_and_date(line: str, place: str, date: str) -> None:
    found = headed("Bình Sơn, ngày 15 tháng 5 năm 2024", line).issued
    assert found is not None
    assert (found.place, found.date) == (place, date)


def test_a_date_is_not_made_of_a_line_that_is_none() -> None:
    assert headed("Bình Sơn, ngày 15 tháng 5 năm 2024", "Bình Sơn, ngày … tháng … năm").issued is None


def test_no_year_is_made_of_digits_of_other_scripts() -> None:
    found = headed("Bình Sơn, ngày 15 tháng 5 năm 2024", "Bình Sơn, ngày 15 tháng 5 năm 2٠٢4").issued
    assert found is None or found.date is None


@pytest.mark.parametrize("wrapped", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM", "CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM"])
def test_the_wrapped_name_of_the_state_is_no_part_of_an_issuer(wrapped: str) -> None:
    found = headed("XÃ BÌNH SƠN\n\nSố: 27/KH-UBND\n", f"XÃ BÌNH SƠN\nSố: 27/KH-UBND\n{wrapped}\n").issuer
    assert found is not None
    assert (found.name, found.canonical) == ("ỦY BAN NHÂN DÂN XÃ BÌNH SƠN", "Ủy ban nhân dân xã Bình Sơn")


def test_a_unit_may_be_wrapped_before_its_last_syllable() -> None:
    found = headed("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", "UBND TỈNH QUẢNG\nNAM").issuer
    assert found is not None
    assert found.canonical == "Ủy ban nhân dân tỉnh Quảng Nam"


def test_issuer_of_the_letterhead_and_the_body_above_it() -> None:
    found = headed("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", "UBND TỈNH HẢI GIANG\nSỞ NỘI VỤ", BODY + "Báo cáo Sở Nội vụ.").issuer
    assert found is not None
    assert (found.name, found.canonical, found.kind) == ("SỞ NỘI VỤ", "Sở Nội vụ", "department")
    assert (found.parent, found.evidence) == ("UBND TỈNH HẢI GIANG", "letterhead")


@pytest.mark.parametrize(
    ("lines", "name", "canonical", "parent"),
    [
        ("HUYỆN KHÊ BÀNG\nUBND XÃ VẠN TRÚC", "UBND XÃ VẠN TRÚC", "xã Vạn Trúc", "HUYỆN KHÊ BÀNG"),
        ("UBND XÃ VẠN TRÚC\nHUYỆN KHÊ BÀNG", "UBND XÃ VẠN TRÚC", "xã Vạn Trúc", "HUYỆN KHÊ BÀNG"),
        ("UBND\nXÃ VẠN TRÚC\nHUYỆN KHÊ BÀNG", "UBND XÃ VẠN TRÚC", "xã Vạn Trúc", "HUYỆN KHÊ BÀNG"),
        ("TỈNH VÂN GIANG\nHUYỆN KHÊ BÀNG\nUBND XÃ VẠN TRÚC", "UBND XÃ VẠN TRÚC", "xã Vạn Trúc", "HUYỆN KHÊ BÀNG"),
        ("UBND XÃ VẠN TRÚC\nHUYỆN KHÊ BÀNG\nTỈNH VÂN GIANG", "UBND XÃ VẠN TRÚC", "xã Vạn Trúc", "HUYỆN KHÊ BÀNG"),
        ("TỈNH VÂN GIANG\nUBND HUYỆN KHÊ BÀNG", "UBND HUYỆN KHÊ BÀNG", "huyện Khê Bàng", "TỈNH VÂN GIANG"),
        ("UBND QUẬN HẢI BÌNH\nPHƯỜNG VẠN TRÚC", "PHƯỜNG VẠN TRÚC", "phường Vạn Trúc", "UBND QUẬN HẢI BÌNH"),
        ("UBND PHƯỜNG 1\nTHÀNH PHỐ KHÊ BÀNG", "UBND PHƯỜNG 1", "phường 1", "THÀNH PHỐ KHÊ BÀNG"),
        ("UBND\nHUYỆN KHÊ BÀNG", "UBND HUYỆN KHÊ BÀNG", "huyện Khê Bàng", None),
        ("HUYỆN KHÊ BÀNG\nUBND", "UBND", "huyện Khê Bàng", None),
    ],
)
def test_a_line_that_names_the_unit_above(lines: str, name: str, canonical: str, parent: str | None) -> None:
    found = headed("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", lines).issuer
    assert found is not None
    assert (found.name, found.canonical, found.parent) == (name, f"Ủy ban nhân dân {canonical}", parent)


@pytest.mark.parametrize(
    "name", ["THEO QUYẾT ĐỊNH\nSỐ 150/QĐ-SNV", "THEO QUYẾT ĐỊNH SỐ 150/QĐ-SNV", "THEO QĐ SỐ 150/QĐ-SNV"]
)
def test_a_team_named_by_the_decision_that_set_it_up(name: str) -> None:
    head = f"SỞ NỘI VỤ\nĐOÀN KIỂM TRA\n{name}\nSố: 27/KH-ĐKT"
    found = headed("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN\n\nSố: 27/KH-UBND", head)
    assert found.number is not None
    assert found.number.canonical == "27/KH-ĐKT"
    assert found.issuer is not None
    assert found.issuer.name == f"ĐOÀN KIỂM TRA {name.replace(chr(10), ' ')}"


def test_one_syllable_goes_on_with_the_name_above_it() -> None:
    found = headed("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", "UBND TỈNH HẢI GIANG\nSỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG").issuer
    assert found is not None
    assert (found.name, found.parent) == ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "UBND TỈNH HẢI GIANG")


def test_issuer_over_two_lines() -> None:
    found = parse_plan(BODY).issuer
    assert found is not None
    assert (found.name, found.canonical) == ("ỦY BAN NHÂN DÂN XÃ BÌNH SƠN", "Ủy ban nhân dân xã Bình Sơn")
    assert (found.kind, found.level, found.place, found.parent) == ("people's committee", "xã", "xã Bình Sơn", None)


@pytest.mark.parametrize(
    ("place", "opening", "canonical", "evidence"),
    [
        (
            "Bình Sơn",
            "Ủy ban nhân dân xã Bình Sơn xây dựng kế hoạch như sau:\n",
            "Ủy ban nhân dân xã Bình Sơn",
            "opening",
        ),
        ("Xã Bình Sơn", "Nhân dân trồng cây như sau:\n", "Ủy ban nhân dân xã Bình Sơn", "signature"),
        ("Bình Sơn", "Nhân dân trồng cây như sau:\n", "Ủy ban nhân dân Bình Sơn", "signature"),
    ],
)
def test_issuer_without_a_letterhead(place: str, opening: str, canonical: str, evidence: str) -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN\n", "").replace("Bình Sơn, ngày", f"{place}, ngày")
    found = parse_plan(opening + BODY, head=head).issuer
    assert found is not None
    assert (found.canonical, found.evidence) == (canonical, evidence)


def test_the_states_name_and_motto_are_no_issuer() -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = headed("ỦY BAN", motto + "ỦY BAN").issuer
    assert found is not None
    assert found.name == "ỦY BAN NHÂN DÂN XÃ BÌNH SƠN"


@pytest.mark.parametrize(
    "below",
    [
        "Bình Sơn, ngày 15 tháng 5 năm 2024\n\nVề việc phun thuốc\n\n",
        "V/v phun thuốc\n\nBình Sơn, ngày 15 tháng 5 năm 2024\n\n",
        "\nBình Sơn, ngày 15 tháng 5 năm 2024\n\nVề việc phun thuốc\n\nKính gửi: Các thôn\n\n",
    ],
    ids=["date-above", "date-below", "addressed"],
)
def test_a_letter_without_a_type_line(below: str) -> None:
    document = parse(f"UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\n{below}UBND xã đề nghị các thôn phun thuốc.\n{END}")
    assert document.issued is not None
    assert document.title is not None
    assert (document.doc_type, document.issued.date) == ("CV", "2024-05-15")
    assert document.title.text.endswith("phun thuốc")
    assert [b.text for s in document.sections for b in s.blocks] == ["UBND xã đề nghị các thôn phun thuốc."]


def test_marks_of_urgency_and_secrecy() -> None:
    found = headed("Số: 27/KH-UBND", "Số: 27/KH-UBND\n\nHỎA TỐC\n\nMẬT")
    assert found.urgency is not None
    assert found.secrecy is not None
    assert (found.urgency.text, found.secrecy.text) == ("HỎA TỐC", "MẬT")
    assert (parse_plan(BODY).urgency, parse_plan(BODY).secrecy) == (None, None)


def marked(document: Document) -> str | None:
    if document.secrecy and document.secrecy.span:
        start, end = document.secrecy.span
        assert document.text is not None
        assert document.text[start:end] == document.secrecy.text
        assert document.secrecy.origin
    return document.secrecy.text if document.secrecy else None


@pytest.mark.parametrize("mark", ["MẬT", "[TỐI MẬT]", "T Ố I M Ậ T"])
@pytest.mark.parametrize(
    ("beside", "placed"),
    [
        ("ỦY BAN", "{mark}\nỦY BAN"), ("BÌNH SƠN\n", "BÌNH SƠN\n{mark}\n"), ("KH-UBND\n", "KH-UBND\n\n{mark}\n"),
        ("KẾ HOẠCH\n", "KẾ HOẠCH\n{mark}\n"), ("2024\n", "2024\n{mark}\n"), ("KH-UBND\n", "KH-UBND    {mark}\n"),
    ],
    ids=["top", "issuer", "number", "type", "title", "beside-number"],
)  # fmt: skip
def test_a_mark_of_secrecy_anywhere_above_the_body(mark: str, beside: str, placed: str) -> None:
    document = headed(beside, placed.format(mark=mark))
    assert marked(document) == mark.strip("[]")
    assert document.issuer is not None
    assert document.title is not None
    assert document.number is not None
    assert document.issuer.name == "ỦY BAN NHÂN DÂN XÃ BÌNH SƠN"
    assert (document.title.text, document.number.canonical) == ("Trồng cây ven đường năm 2024", "27/KH-UBND")
    assert [b.text for s in document.sections for b in s.blocks] == ["Trồng cây."]


@pytest.mark.parametrize(
    "about", ["V/v phun thuốc\n{}\n\nKính gửi: Các thôn", "V/v phun thuốc\n\nKính gửi:\n- A.\n\n{}\n"]
)
def test_a_mark_of_secrecy_on_a_letter(about: str) -> None:
    document = parse(f"UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\n{about.format('MẬT')}\n\nĐề nghị các thôn phun thuốc.\n{END}")
    assert marked(document) == "MẬT"
    assert [b.text for s in document.sections for b in s.blocks] == ["Đề nghị các thôn phun thuốc."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trồng cây ven đường năm 2024", "NUÔI ONG LẤY\nMẬT"), ("Trồng cây ven đường năm 2024", "NUÔI ONG RỪNG\nMẬT"),
        ("XÃ BÌNH SƠN", "MẶT\nTRẬN TỔ QUỐC XÃ BÌNH SƠN"), ("Trồng cây ven đường năm 2024", "BẢO MẬT"),
    ],
)  # fmt: skip
def test_a_word_of_the_head_is_no_mark(old: str, new: str) -> None:
    assert marked(headed(old, new)) is None


@pytest.mark.parametrize(
    "body",
    [
        "I. CÁC ĐỘ MẬT\nGồm:\n\nTUYỆT MẬT\n\nTỐI MẬT\n\nMẬT\n\nTrồng cây.",
        "Các thôn đóng dấu như sau.\n\nTỐI MẬT\n\nTrồng cây.",
        "I. SẢN PHẨM\n\n| STT | Tên |\n| --- | --- |\n| 1 | MẬT |\n| 2 | TỐI MẬT |\n",
    ],
    ids=["list", "stamp", "table"],
)
def test_the_body_bears_no_mark(body: str) -> None:
    assert marked(parse_plan(body)) is None


def test_the_mark_that_runs_over_all_pages_has_a_place_and_no_span() -> None:
    found = parse(
        package(para("UBND XÃ BÌNH SƠN") + para("KẾ HOẠCH") + para("Trồng cây."), header=para("TỐI MẬT")), name="a.docx"
    )
    assert marked(found) == "TỐI MẬT"
    assert found.secrecy is not None
    assert found.secrecy.span is None


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (HEAD + BODY, "KH", "Kế hoạch"),
        (HEAD.replace("KẾ HOẠCH", "CHƯƠNG TRÌNH") + BODY, "CTr", "Chương trình"),
        (f"{LETTER}Kính gửi: Các thôn\n\nĐề nghị các thôn phun thuốc.\n{END}", "CV", "Công văn"),
        (f"UBND XÃ BÌNH SƠN\nSố: 5/TB-UBND\n\nUBND xã nghỉ lễ.\n{END}", "TB", "Thông báo"),
        ("Chỉ là mấy dòng ghi chép.", None, None),
    ],
    ids=["type-line", "other-type-line", "letter", "by-symbol", "none"],
)
def test_type(text: str, code: str | None, name: str | None) -> None:
    document = parse(text)
    assert (document.doc_type, document.doc_type_name) == (code, name)


def test_an_issuer_with_wide_blanks_in_its_name_has_all_of_it_as_its_span() -> None:
    document = parse("TM. ỦY BAN NHÂN DÂN   V/v\n".encode(), name="x.txt")
    assert document.issuer
    assert document.issuer.span
    start, end = document.issuer.span
    assert " ".join((document.text or "")[start:end].split()) == document.issuer.name


def test_an_issuer_is_not_made_of_columns_that_were_read_across_each_other() -> None:
    head = (
        "UBND TỈNH HẢI GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVÀ MÔI TRƯỜNG\nSố: 27/KH-SNV\n"
        "Hải Giang, ngày 15 tháng 5 năm 2024\n\nKẾ HOẠCH\nTrồng cây\n\n"
    )
    found = parse_plan("Sở Nội vụ tỉnh Hải Giang ban hành kế hoạch như sau:\n\n" + BODY, head=head).issuer
    assert found is not None
    assert "CỘNG" not in found.canonical.upper()
    assert (found.canonical, found.evidence) == ("Sở Nội vụ tỉnh Hải Giang", "opening")
