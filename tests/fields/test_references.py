"""References: mentions of one document are one; relations; sections."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_plan
from vbparse import parse


def test_all_mentions_of_one_document_are_one_reference() -> None:
    document = parse_plan(
        "Căn cứ Quyết định số 8/QĐ-UBND ngày 07/01/2024 của UBND huyện;\n"
        "I. NỘI DUNG\n1. Trồng cây theo Quyết định số 8/QĐ-UBND.\n"
        "2. Chăm sóc theo Quyết định số 8/QĐ-UBND ngày 07/01/2024."
    )
    (found,) = document.references
    assert (found.doc_type, found.number, found.symbol, found.canonical) == ("QĐ", "8", "QĐ-UBND", "8/QĐ-UBND")
    assert (found.date, found.issuer, found.relation, found.section) == ("2024-01-07", "UBND huyện", "basis", None)
    text = document.text or ""
    assert [text[a:b] for a, b in found.mentions] == ["Quyết định số 8/QĐ-UBND"] * 3
    assert found.span == found.mentions[0]
    assert len(found.origin) == 3


def test_one_number_with_two_dates_is_two_documents() -> None:
    plans = "1. Theo Kế hoạch số 9/KH-UBND ngày 01/3/2024.\n2. Theo Kế hoạch số 9/KH-UBND ngày 02/4/2023."
    document = parse_plan(f"I. NỘI DUNG\n{plans}")
    assert [(r.canonical, r.date, r.section) for r in document.references] == [
        ("9/KH-UBND", "2024-03-01", "I.1"), ("9/KH-UBND", "2023-04-02", "I.2")
    ]  # fmt: skip


def test_a_number_cut_short_joins_the_document_it_can_only_mean() -> None:
    (found,) = parse_plan(
        "I. NỘI DUNG\n1. Theo Chỉ thị số 11/CT-TTg ngày 01/3/2024.\n2. Chỉ thị 11 vẫn còn hiệu lực."
    ).references
    assert (found.canonical, len(found.mentions)) == ("11/CT-TTg", 2)


def test_a_number_cut_short_joins_the_one_of_its_day_and_none_of_another_year() -> None:
    document = parse_plan(
        "Căn cứ Thông tư số 40/2021/TT-BTC ngày 01/6/2021 của Bộ Tài chính;\n"
        "Căn cứ Thông tư số 40/2022/TT-BTC của Bộ Tài chính;\n"
        "I. NỘI DUNG\n1. Theo Thông tư số 40 ngày 01/6/2021.\n2. Theo Thông tư số 40 ngày 01/6/2023."
    )
    assert [(r.canonical, r.number, r.date, len(r.mentions)) for r in document.references] == [
        ("40/2021/TT-BTC", "40", "2021-06-01", 2),
        ("40/2022/TT-BTC", "40", None, 1),
        ("40", "40", "2023-06-01", 1),
    ]


def test_issuer_and_name_end_with_the_paragraph() -> None:
    law, decision = parse_plan(
        "Căn cứ Luật Lâm nghiệp\n\nCăn cứ Quyết định số 8/QĐ-UBND của UBND huyện\n\nI. NỘI DUNG\nTrồng cây."
    ).references
    assert (law.name, decision.issuer) == ("Luật Lâm nghiệp", "UBND huyện")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Theo kết luận của Thủ tướng Chính phủ tại Thông báo số 12/TB-VPCP.", None),
        ("Theo ý kiến của UBND tỉnh tại Công văn số 12/VP-KT.", None),
        ("Theo kết luận của Thủ tướng Chính phủ tại Thông báo số 12/TB-TTg.", "Thủ tướng Chính phủ"),
        ("Theo ý kiến của UBND tỉnh tại Công văn số 12/UBND-VP.", "UBND tỉnh"),
        ("Theo Quy định số 12/QĐ-TLĐ của Đoàn Chủ tịch Tổng Liên đoàn.", "Đoàn Chủ tịch Tổng Liên đoàn"),
        ("Theo ý kiến của Văn phòng Chính phủ tại Công văn số 12/VPCP-KT.", "Văn phòng Chính phủ"),
    ],
)
def test_what_an_office_writes_down_is_its_own_document(text: str, issuer: str | None) -> None:
    (found,) = parse_plan(f"I. NỘI DUNG\n1. {text}").references
    assert found.issuer == issuer


def test_the_issuer_is_written_as_it_stands_outside_of_capitals() -> None:
    (found,) = parse_plan(
        "I. THỰC HIỆN QUYẾT ĐỊNH SỐ 8/QĐ-TTG NGÀY 07/01/2024 CỦA THỦ TƯỚNG CHÍNH PHỦ\n"
        "1. Theo Quyết định số 8/QĐ-TTg ngày 07/01/2024 của Thủ tướng Chính phủ."
    ).references
    assert (found.canonical, found.issuer, len(found.mentions)) == ("8/QĐ-TTg", "Thủ tướng Chính phủ", 2)


def test_the_documents_own_number_is_no_reference() -> None:
    document = parse_plan(
        "I. NỘI DUNG\nTrồng cây.\n",
        end="\nPHỤ LỤC\nDANH SÁCH\n(Kèm theo Kế hoạch số 27/KH-UBND ngày 15/5/2024)\n1. Thôn An.\n",
    )
    assert document.number is not None
    assert (document.number.canonical, document.references) == ("27/KH-UBND", [])


@pytest.mark.parametrize(
    ("issuer", "kept"),
    [
        ("UBND xã", False), ("UBND xã Bình Sơn", False), ("Chủ tịch UBND xã Bình Sơn, huyện Khê Bàng", False),
        ("UBND xã Tân Lập", True), ("UBND xã Bình Sơn (huyện Sơn Lĩnh)", True), ("UBND huyện", True),
        ("UBND huyện Khê Bàng", True),
    ],
)  # fmt: skip
def test_another_body_may_have_the_same_number_on_the_same_day(issuer: str, kept: bool) -> None:
    head = HEAD.replace("ỦY BAN", "HUYỆN KHÊ BÀNG\nỦY BAN")
    document = parse_plan(
        f"Căn cứ Kế hoạch số 27/KH-UBND ngày 15/5/2024 của {issuer};\nI. NỘI DUNG\nTrồng cây.", head=head
    )
    assert [r.issuer for r in document.references] == ([issuer] if kept else [])


def test_one_number_of_two_bodies_is_two_documents() -> None:
    plans = "1. Theo Kế hoạch số 9/KH-UBND năm 2024 của UBND tỉnh.\n2. Theo Kế hoạch số 9/KH-UBND của UBND huyện.\n"
    document = parse_plan(f"I. NỘI DUNG\n{plans}3. Theo Kế hoạch số 9/KH-UBND ngày 02/4/2024 của UBND tỉnh.")
    assert [(r.issuer, r.date, len(r.mentions)) for r in document.references] == [
        ("UBND tỉnh", "2024-04-02", 2), ("UBND huyện", None, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "issuer", "kept"),
    [("Số:   /KH-UBND", "UBND huyện", True), ("Số:   /KH-UBND", "UBND xã", False), ("Số: 27/KH-UBND", "UBND xã", True)],
)
def test_a_number_left_blank(own: str, issuer: str, kept: bool) -> None:
    basis = f"Căn cứ Kế hoạch số   /KH-UBND ngày   tháng 5 năm 2024 của {issuer};\nI. NỘI DUNG\nTrồng cây."
    found = parse_plan(basis, head=HEAD.replace("Số: 27/KH-UBND", own)).references
    read = [(r.number, r.symbol, r.canonical, r.date, r.issuer) for r in found]
    assert read == ([(None, "KH-UBND", None, "2024-05", issuer)] if kept else [])


def test_a_letter_behind_the_number() -> None:
    (found,) = parse_plan("Căn cứ Kế hoạch số 15A/KH-UBND;\nI. NỘI DUNG\nTrồng cây.").references
    assert (found.number, found.symbol, found.canonical) == ("15A", "KH-UBND", "15A/KH-UBND")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            "Căn cứ Kế hoạch của UBND huyện về diệt chuột và Đề án phát triển rừng của UBND tỉnh;\nI. NỘI DUNG",
            ["Kế hoạch của UBND huyện về diệt chuột", "Đề án phát triển rừng của UBND tỉnh"],
        ),
        (
            "Thực hiện Kế hoạch của UBND huyện về diệt chuột\nI. NỘI DUNG",
            ["Kế hoạch của UBND huyện về diệt chuột"],
        ),
        ("I. NỘI DUNG\n1. Thực hiện Kế hoạch của UBND huyện về diệt chuột.", []),
        ("I. NỘI DUNG\n- Theo Kế hoạch của UBND huyện về diệt chuột, các thôn ra quân.", []),
        ("Căn cứ Kế hoạch của UBND xã về trồng cây ven đường năm 2024;\nI. NỘI DUNG", []),
        (
            "Căn cứ Kế hoạch của UBND huyện về trồng cây ven đường năm 2024;\nI. NỘI DUNG",
            ["Kế hoạch của UBND huyện về trồng cây ven đường năm 2024"],
        ),
    ],
    ids=["two", "opening", "in a section", "in a bullet", "its own", "its model"],
)
def test_documents_named_by_issuer_and_title(body: str, names: list[str]) -> None:
    assert [r.name for r in parse_plan(f"{body}\nTrồng cây.").references] == names


def test_a_law_by_its_name() -> None:
    (found,) = parse_plan("Căn cứ Luật Lâm nghiệp ngày 15/11/2017;\nI. NỘI DUNG\nTheo Luật Lâm nghiệp.").references
    assert (found.doc_type, found.canonical, found.name, found.date) == ("Luật", None, "Luật Lâm nghiệp", "2017-11-15")


def test_a_law_whose_name_begins_as_another_is_another() -> None:
    document = parse_plan(
        "Căn cứ Luật Thủy lợi ngày 19/6/2017; Luật Thủy lợi nội đồng năm 2018 ngày 04/5/2018;\n"
        "I. NỘI DUNG\nTheo Luật Thủy lợi nội đồng và Luật Thủy lợi."
    )
    assert [(law.name, law.date, len(law.mentions)) for law in document.references] == [
        ("Luật Thủy lợi", "2017-06-19", 2),
        ("Luật Thủy lợi nội đồng", "2018-05-04", 2),
    ]


@pytest.mark.parametrize(
    ("grounds", "short", "names"),
    [
        (
            "Căn cứ Luật Nuôi ong lấy mật và bảo vệ rừng hoa;",
            "Luật nuôi ong",
            ["Luật Nuôi ong lấy mật và bảo vệ rừng hoa"],
        ),
        ("Căn cứ Luật Giáo dục đại học;", "Luật Giáo dục", ["Luật Giáo dục đại học", "Luật Giáo dục"]),
        (
            "Căn cứ Luật Nuôi ong theo phương thức liên kết;",
            "Luật Nuôi ong",
            ["Luật Nuôi ong theo phương thức liên kết", "Luật Nuôi ong"],
        ),
        (
            "Căn cứ Luật Nuôi ong lấy mật và sáp; Luật Nuôi ong thụ phấn và hoa màu;",
            "Luật Nuôi ong",
            ["Luật Nuôi ong lấy mật và sáp", "Luật Nuôi ong thụ phấn và hoa màu", "Luật Nuôi ong"],
        ),
    ],
)
def test_the_short_name_of_a_law_that_is_named_in_full(grounds: str, short: str, names: list[str]) -> None:
    found = parse_plan(f"{grounds}\nI. NỘI DUNG\n1. Thực hiện Điều 4 {short}. Các thôn trồng cây.").references
    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    ("short", "numbers"),
    [
        ("Nghị quyết liên tịch số 12/2023/NQLT", ["12/2023/NQLT/CP-UBMT"]),
        ("Nghị quyết liên tịch số 13/2023/NQLT", ["12/2023/NQLT/CP-UBMT", "13/2023/NQLT"]),
    ],
)
def test_a_number_that_breaks_off_behind_the_type(short: str, numbers: list[str]) -> None:
    document = parse_plan(
        f"Căn cứ Nghị quyết liên tịch số 12/2023/NQLT/CP-UBMT;\nI. NỘI DUNG\n1. Theo Điều 2 {short}. Trồng cây."
    )
    assert [one.canonical for one in document.references] == numbers


def test_the_name_of_a_law_ends_before_what_became_of_it() -> None:
    (found,) = parse_plan("I. NỘI DUNG\n1. Tuyên truyền Hiến pháp năm 2013 sau sửa đổi, bổ sung.").references
    assert found.name == "Hiến pháp năm 2013"


def test_a_number_below_the_paragraph_of_its_type_is_in_the_mention() -> None:
    document = parse_plan("Căn cứ Nghị định số\n\n81/2018/NĐ-CP về xúc tiến thương mại;\nI. NỘI DUNG\nTrồng cây.")
    ((start, end),) = document.references[0].mentions
    assert (document.text or "")[start:end].endswith("81/2018/NĐ-CP")


def test_the_name_of_a_law_ends_with_its_cell() -> None:
    table = "| TT | Nội dung | Cơ quan |\n|---|---|---|\n| 1 | Thi hành Luật Thủy lợi | Sở Nông nghiệp |"
    text = f"# KẾ HOẠCH\n\nTrồng cây năm 2024\n\n## I. VIỆC\n\n{table}\n"
    (law,) = parse(text, name="t.md").references
    assert law.name == "Luật Thủy lợi"


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Căn cứ Quyết định số 8/QĐ-UBND ngày 07/01/2024;", "basis"),
        ("Thực hiện Quyết định số 8/QĐ-UBND ngày 07/01/2024;", "implements"),
        ("I. NỘI DUNG\nTrồng cây nhằm triển khai Quyết định số 8/QĐ-UBND.", "implements"),
        ("I. NỘI DUNG\nKế hoạch này thay thế Quyết định số 8/QĐ-UBND.", "replaces"),
        ("I. NỘI DUNG\nBãi bỏ Quyết định số 8/QĐ-UBND.", "repeals"),
        ("I. NỘI DUNG\nSửa đổi Điều 2 Quyết định số 8/QĐ-UBND.", "amends"),
        ("I. NỘI DUNG\nMẫu đơn có trong Quyết định số 8/QĐ-UBND.", "cites"),
    ],
)
def test_relations(sentence: str, relation: str) -> None:
    (found,) = parse_plan(sentence).references
    assert (found.canonical, found.relation) == ("8/QĐ-UBND", relation)


def test_a_number_in_the_letterhead_or_filing_line_is_no_reference() -> None:
    assert parse_plan("I. NỘI DUNG\nTrồng cây.").references == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Tổ chức hội thi tìm hiểu Luật Lâm nghiệp năm 2024.", None),
        ("Xây dựng kế hoạch triển khai Luật Lâm nghiệp năm 2024.", None),
        ("Tuyên truyền, phổ biến Luật Lâm nghiệp năm 2017.", "2017"),
        ("Trồng cây theo Luật Lâm nghiệp năm 2024.", "2024"),
    ],
)
def test_the_year_of_the_work_is_not_that_of_the_law(sentence: str, date: str | None) -> None:
    (found,) = parse_plan(f"I. NỘI DUNG\n1. {sentence}").references
    assert (found.name, found.date) == ("Luật Lâm nghiệp", date)


def test_no_year_of_a_reference_is_made_of_digits_of_other_scripts() -> None:
    document = parse_plan("Căn cứ Nghị định số 337/2013/NĐ-CP ngày 10/5/1٣ của Chính phủ;")
    assert [x.date for x in document.references] == [None]


@pytest.mark.parametrize(
    "lines",
    [
        ("Căn cứ Luật Lâm nghiệp 16/2017/QH14;", "Thực hiện Luật Lâm nghiệp."),
        ("Căn cứ Luật số 16/2017/QH14 ngày 15/11/2017 về Lâm nghiệp, sửa đổi năm 2025;", "Thi hành Luật Lâm nghiệp."),
        ("Căn cứ Luật Lâm nghiệp;", "Thực hiện Luật Lâm nghiệp số 16/2017/QH14."),
    ],
)
def test_a_law_with_its_number_is_the_one_that_is_named_elsewhere(lines: tuple[str, str]) -> None:
    (found,) = parse_plan(f"{lines[0]}\nI. NỘI DUNG\n1. {lines[1]}").references
    assert (found.canonical, len(found.mentions)) == ("16/2017/QH14", 2)


def test_a_law_of_another_year_or_one_of_two_is_not_taken_for_it() -> None:
    laws = "Căn cứ Luật Đất đai số 31/2024/QH15; Luật Đất đai số 45/2013/QH13;\nI. NỘI DUNG\n1. "
    assert len(parse_plan(f"{laws}Thực hiện Luật Đất đai.").references) == 3
    one = "Căn cứ Luật Đất đai số 31/2024/QH15;\nI. NỘI DUNG\n1. Theo Luật Đất đai năm 2013, rà soát hồ sơ."
    assert len(parse_plan(one).references) == 2


def test_an_ordinance_is_not_the_law_of_its_subject() -> None:
    lines = "Căn cứ Pháp lệnh số 12/2018/UBTVQH14 ngày 5/6/2018 về Giống cây trồng;\nCăn cứ Luật Giống cây trồng;"
    assert [x.doc_type for x in parse_plan(f"{lines}\nI. NỘI DUNG\n1. Trồng cây.").references] == ["PL", "Luật"]


def test_the_issuer_ends_before_a_title_with_a_capital() -> None:
    (found, *_) = parse_plan(
        "Căn cứ Nghị định số 18/2025/NĐ-CP ngày 01/7/2025 của Chính phủ Quy định mức phí;"
    ).references
    assert found.issuer == "Chính phủ"


def test_the_name_of_a_congress_ends_with_the_land() -> None:
    (found,) = parse_plan(
        "I. NỘI DUNG\n1. Quán triệt Nghị quyết Đại hội XII Hội Nông dân Việt Nam cụ thể, sâu rộng."
    ).references
    assert found.name == "Nghị quyết Đại hội XII Hội Nông dân Việt Nam"
