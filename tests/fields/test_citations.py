"""Mentions of documents as they stand in the text."""

from __future__ import annotations

import pytest

from vbparse.fields.citations import find_mentions
from vbparse.fields.mention import Mention
from vbparse.fields.symbols import type_of_symbol
from vbparse.text import fold_view


def read(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Type, number, date, issuer of each mention."""
    view = fold_view(text)
    return [
        (m.doc_type, m.number, m.date, view[m.issuer.start : m.issuer.end] if m.issuer else None)
        for m in find_mentions(view)
    ]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", ("NĐ", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ")),
        ("Quyết định số 8/QĐ-UBND ngày 7 tháng 01 năm 2024", ("QĐ", "8/QĐ-UBND", "2024-01-07", None)),
        (
            "Quyết định số 8/QĐ-UBND của UBND huyện Vĩnh Khê ngày 07/01/2024",
            ("QĐ", "8/QĐ-UBND", "2024-01-07", "UBND huyện Vĩnh Khê"),
        ),
        ("Nghị quyết số 26-NQ/ĐU ngày 3/4/2024", ("NQ", "26-NQ/ĐU", "2024-04-03", None)),
        ("Công văn số 397/UBND-TP", ("CV", "397/UBND-TP", None, None)),
        ("Kế hoạch số 12 / KH - UBND", ("KH", "12/KH-UBND", None, None)),
        ("KẾ HOẠCH SỐ 12/KH-UBND", ("KH", "12/KH-UBND", None, None)),
        ("Luật Đất đai ngày 18 tháng 01 năm 2024", ("Luật", None, "2024-01-18", None)),
        ("Luật Lâm nghiệp số 16/2017/QH14", ("Luật", "16/2017/QH14", None, None)),
        ("Chỉ thị 11 của Ban Thường vụ Tỉnh ủy", ("CT", "11", None, "Ban Thường vụ Tỉnh ủy")),
        ("theo 09/2013/TT-BXD", ("TT", "09/2013/TT-BXD", None, None)),
        ("Kế hoạch số 15A/KH-UBND", ("KH", "15A/KH-UBND", None, None)),
        ("Văn bản hợp nhất số 8/VBHN-BTP", ("VBHN", "8/VBHN-BTP", None, None)),
        (
            "KẾ HOẠCH SỐ 12/KH-UBND NGÀY 07/01/2024 CỦA ỦY BAN NHÂN DÂN HUYỆN VĨNH KHÊ VỀ TRỒNG RỪNG",
            ("KH", "12/KH-UBND", "2024-01-07", "ỦY BAN NHÂN DÂN HUYỆN VĨNH KHÊ"),
        ),
        ("Quyết định số 8/QĐ-UBND (ngày 07/01/2024) của UBND xã", ("QĐ", "8/QĐ-UBND", "2024-01-07", "UBND xã")),
        ("Quyết định số 8/QĐ-UBND ký ngày 07/01/2024", ("QĐ", "8/QĐ-UBND", "2024-01-07", None)),
        ("Quyết định số 8/QĐ-UBND cuả ủy ban nhân dân xã", ("QĐ", "8/QĐ-UBND", None, "ủy ban nhân dân xã")),
        ("UBND tỉnh đã ban hành Quyết định số 8/QĐ-UBND", ("QĐ", "8/QĐ-UBND", None, "UBND tỉnh")),
        (
            "Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo phòng, chống tội phạm huyện về trực Tết",
            ("KH", "5/KH-BCĐ", None, "Ban Chỉ đạo phòng, chống tội phạm huyện"),
        ),
        ("Quyết định số 8/QĐ-UBND của UBND Thị trấn Vĩnh Khê", ("QĐ", "8/QĐ-UBND", None, "UBND Thị trấn Vĩnh Khê")),
        ("Quyết định số 8/QĐ-UBND của UBND Thành phố", ("QĐ", "8/QĐ-UBND", None, "UBND Thành phố")),
        (
            "Báo cáo số 8/BC-BQL của Ban Quản lý dự án huyện Vĩnh Khê",
            ("BC", "8/BC-BQL", None, "Ban Quản lý dự án huyện Vĩnh Khê"),
        ),
        ("Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo, UBND huyện", ("KH", "5/KH-BCĐ", None, "Ban Chỉ đạo")),
        ("Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo gửi các xã", ("KH", "5/KH-BCĐ", None, "Ban Chỉ đạo")),
        (
            "Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo về trực Tết trên địa bàn huyện",
            ("KH", "5/KH-BCĐ", None, "Ban Chỉ đạo"),
        ),
        (
            "Nghị quyết số 18-NQ/TW của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng",
            ("NQ", "18-NQ/TW", None, "Ban Chấp hành Trung ương Đảng"),
        ),
        ("Báo cáo số 9/BC-VHXH của Phòng VH-XH", ("BC", "9/BC-VHXH", None, "Phòng VH-XH")),
        ("Luật Đất đai năm 2024", ("Luật", None, "2024", None)),
        ("theo số 15A/KH-UBND", ("KH", "15A/KH-UBND", None, None)),
        ("Công văn số 12A-CV/HU", ("CV", "12A-CV/HU", None, None)),
        ("Kế hoạch số 15A ngày 03/4/2024", ("KH", "15A", "2024-04-03", None)),
        ("CV số 2888/UBND-NV ngày 04/9/2023", ("CV", "2888/UBND-NV", "2023-09-04", None)),
        ("CV 2888/UBND-NV", ("CV", "2888/UBND-NV", None, None)),
        ("QĐ số 12/QĐ-UBND của UBND xã", ("QĐ", "12/QĐ-UBND", None, "UBND xã")),
        ("Kế hoạch 42 ngày 24/02/2023 của UBND huyện", ("KH", "42", "2023-02-24", "UBND huyện")),
        ("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", ("Luật", None, "2022-06-15", None)),
    ],
)
def test_one_mention(text: str, mention: tuple[str | None, ...]) -> None:
    assert read(text) == [mention]


@pytest.mark.parametrize(
    ("behind", "date"),
    [
        (" ngày 24/02/2023", "2023-02-24"),
        (" của UBND huyện ngày 24/02/2023", "2023-02-24"),
        (" của UBND huyện ban hành ngày 24/02/2023", "2023-02-24"),
        (" được UBND huyện ban hành ngày 24 tháng 02 năm 2023", "2023-02-24"),
        (" do UBND huyện ký ban hành ngày 24/02/2023", "2023-02-24"),
        (" ban hành ngày 24/02/2023 của UBND huyện", "2023-02-24"),
        (" ngày 24/02/23 của UBND huyện", "2023-02-24"),
        (" ngày 24-02-98", "1998-02-24"),
        (" ngày 31/4/23", None),
        (" ngày 24/02/2", None),
        (" 24/02/23", None),
        (" trước ngày 24/02/23", None),
        (" năm 2024 của UBND huyện", "2024"),
        (" năm 2024 về trồng cây", None),
        (" về trồng cây năm 2024 của UBND huyện", None),
        (" ngày    tháng 11 năm 2023", "2023-11"),
        (" ngày …/…/2023", "2023"),
    ],
)
def test_the_date_of_a_mention(behind: str, date: str | None) -> None:
    assert [m[2] for m in read(f"Quyết định số 215/QĐ-UBND{behind}")] == [date]


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("UBND xã Tân Lập, huyện Khê Bàng;", "UBND xã Tân Lập, huyện Khê Bàng"),
        ("UBND xã Tân Lập huyện Khê Bàng về trồng cây", "UBND xã Tân Lập huyện Khê Bàng"),
        ("UBND xã Tân Lập (huyện Khê Bàng) về trồng cây", "UBND xã Tân Lập (huyện Khê Bàng)"),
        ("Đảng ủy xã Tân Lập - huyện Khê Bàng", "Đảng ủy xã Tân Lập - huyện Khê Bàng"),
        ("UBND phường 1, thành phố Hải Giang, tỉnh Vân Giang.", "UBND phường 1, thành phố Hải Giang, tỉnh Vân Giang"),
        ("UBND xã Tân Lập, huyện Khê Bàng tổ chức hội nghị", "UBND xã Tân Lập"),
        ("UBND xã Tân Lập (huyện Khê Bàng và các huyện)", "UBND xã Tân Lập"),
        ("UBND huyện Khê Bàng, xã Tân Lập", "UBND huyện Khê Bàng"),
        ("UBND xã Tân Lập, xã Vạn Trúc", "UBND xã Tân Lập"),
        ("UBND tỉnh, huyện, xã", "UBND tỉnh"),
        ("Sở Tài nguyên và Môi trường", "Sở Tài nguyên và Môi trường"),
        ("Sở Lao động - Thương binh và Xã hội;", "Sở Lao động - Thương binh và Xã hội"),
        ("UBND tỉnh Hải Giang và Kế hoạch số 5/KH-SYT", "UBND tỉnh Hải Giang"),
        ("Sở Y tế và Sở Tài chính", "Sở Y tế"),
        ("ỦY BAN NHÂN DÂN TỈNH VÀ KẾ HOẠCH SỐ 16/KH-UBND", "ỦY BAN NHÂN DÂN TỈNH"),
        ("UBND TỈNH HẢI GIANG VÀ KẾ HOẠCH SỐ 16/KH-UBND", "UBND TỈNH HẢI GIANG"),
        ("UBND THÀNH PHỐ HẢI GIANG, TỈNH VÂN GIANG VỀ TẾT", "UBND THÀNH PHỐ HẢI GIANG, TỈNH VÂN GIANG"),
        ("UBND TỈNH CHẤN CHỈNH MỘT SỐ MẶT CÔNG TÁC", "UBND TỈNH"),
        ("CHÍNH PHỦ SỬA ĐỔI MỘT SỐ ĐIỀU", "CHÍNH PHỦ"),
        ("BAN THƯỜNG VỤ TỈNH ỦY ĐẨY MẠNH CẢI CÁCH HÀNH CHÍNH", "BAN THƯỜNG VỤ TỈNH ỦY"),
        ("TỈNH ỦY KHÓA XIX", "TỈNH ỦY"),
        ("HUYỆN ỦY VĨNH KHÊ VỀ TRỒNG RỪNG", "HUYỆN ỦY VĨNH KHÊ"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH HẢI GIANG - VÂN ĐÀM VỀ TRỒNG RỪNG", "HỘI ĐỒNG NHÂN DÂN TỈNH HẢI GIANG - VÂN ĐÀM"),
        ("TRUNG TÂM Y TẾ HUYỆN VĨNH KHÊ", "TRUNG TÂM Y TẾ HUYỆN VĨNH KHÊ"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG 7 THÀNH PHỐ HẢI GIANG", "ỦY BAN NHÂN DÂN PHƯỜNG 7 THÀNH PHỐ HẢI GIANG"),
        ("Ban Chỉ đạo, Phòng Nội vụ huyện đề nghị các xã", "Ban Chỉ đạo"),
        ("Ban Chỉ đạo thông báo lịch nghỉ trên địa bàn huyện", "Ban Chỉ đạo"),
        ("Ban Quản lý dự án báo cáo kết quả kiểm tra huyện", "Ban Quản lý dự án"),
        ("Ban Quản lý dự án xây dựng thủy lợi về nghiệm thu", "Ban Quản lý dự án xây dựng thủy lợi"),
        ("Ban Chỉ đạo các chương trình trồng rừng huyện", "Ban Chỉ đạo các chương trình trồng rừng huyện"),
        (
            "Ban Chỉ đạo Trung ương về phát triển kinh tế, văn hóa và du lịch biển về trồng rừng",
            "Ban Chỉ đạo Trung ương về phát triển kinh tế, văn hóa và du lịch biển",
        ),
        (
            "Ban Chỉ đạo Trung ương về phòng, chống lãng phí, tiêu cực;",
            "Ban Chỉ đạo Trung ương về phòng, chống lãng phí, tiêu cực",
        ),
        ("Ủy ban Quốc gia về người cao tuổi ban hành Quy chế", "Ủy ban Quốc gia về người cao tuổi"),
        ("Hội đồng quốc gia về phát triển xanh;", "Hội đồng quốc gia về phát triển xanh"),
        ("Ủy ban Quốc gia về phân công nhiệm vụ", "Ủy ban Quốc gia"),
        ("Ban Chỉ đạo Trung ương về kiểm tra tiến độ;", "Ban Chỉ đạo Trung ương"),
        ("Ban Chỉ đạo tỉnh về trồng rừng;", "Ban Chỉ đạo tỉnh"),
        ("Ban Quản lý dự án giao thông tỉnh", "Ban Quản lý dự án giao thông tỉnh"),
        ("Ban Chỉ đạo Phòng, chống thiên tai huyện", "Ban Chỉ đạo Phòng, chống thiên tai huyện"),
    ],
)
def test_the_issuer_of_a_mention(written: str, issuer: str) -> None:
    assert read(f"Kế hoạch số 12/KH-UBND của {written}")[0][3] == issuer


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("Nghị quyết liên tịch số 3/2024/NQLT-BYT-TWHPN ngày 2/5/2024 giữa Bộ Y tế và Hội Liên hiệp Phụ nữ về dân số",
         "Bộ Y tế và Hội Liên hiệp Phụ nữ"),
        ("Thông tư liên tịch số 3/2014/TTLT-BYT-BNV của Bộ Y tế, Bộ Nội vụ hướng dẫn", "Bộ Y tế, Bộ Nội vụ"),
        ("Kế hoạch liên ngành số 3/KHLN-CA-VKS giữa Công an tỉnh với Viện kiểm sát nhân dân tỉnh về",
         "Công an tỉnh với Viện kiểm sát nhân dân tỉnh"),
        ("Quy chế số 3/QC-SYT ngày 2/5/2024 giữa Sở Y tế và các xã", None),
        ("Kế hoạch số 3/KH-SYT ngày 2/5/2024 của Sở Y tế và Sở Nội vụ", "Sở Y tế"),
    ],
)  # fmt: skip
def test_bodies_that_issue_together(written: str, issuer: str | None) -> None:
    assert read(written)[0][3] == issuer


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (
            "Kế hoạch số /KH-HĐTĐKT ngày tháng 11 năm 2023 của Hội đồng Thi đua - Khen thưởng thị trấn",
            ("KH", "/KH-HĐTĐKT", "2023-11", "Hội đồng Thi đua - Khen thưởng thị trấn"),
        ),
        ("Quyết định số: ……/QĐ-UBND ngày …/…/2023", ("QĐ", "/QĐ-UBND", "2023", None)),
        ("Quyết định số …/QĐ-UBND", None),
        ("Quyết định - Kế hoạch năm 2023", None),
    ],
)
def test_a_number_left_blank(text: str, mention: tuple[str | None, ...] | None) -> None:
    assert read(text) == ([mention] if mention else [])


@pytest.mark.parametrize(
    ("text", "name", "date", "issuer"),
    [
        (
            "Căn cứ Kế hoạch của UBND huyện Sơn Lĩnh về tổ chức phong trào thi đua;",
            "Kế hoạch của UBND huyện Sơn Lĩnh về tổ chức phong trào thi đua", None, "UBND huyện Sơn Lĩnh",
        ),
        (
            "Thực hiện Kế hoạch phát động phong trào thi đua năm 2023 của Hội đồng Thi đua - Khen thưởng thị trấn;",
            "Kế hoạch phát động phong trào thi đua năm 2023 của Hội đồng Thi đua - Khen thưởng thị trấn",
            None, "Hội đồng Thi đua - Khen thưởng thị trấn",
        ),
        (
            "Triển khai Kế hoạch tháng 11/2023 của UBND thị trấn về dọn vệ sinh, UBND phường xây dựng kế hoạch.",
            "Kế hoạch tháng 11/2023 của UBND thị trấn về dọn vệ sinh", "2023-11", "UBND thị trấn",
        ),
        (
            "Thực hiện Chỉ thị ngày 06/02/2023 của Chủ tịch UBND tỉnh về chống rét và Kế hoạch số 5/KH-UBND;",
            "Chỉ thị ngày 06/02/2023 của Chủ tịch UBND tỉnh về chống rét", "2023-02-06", "Chủ tịch UBND tỉnh",
        ),
        (
            "Căn cứ Nghị quyết của HĐND xã về nhiệm vụ năm 2024;",
            "Nghị quyết của HĐND xã về nhiệm vụ năm 2024", None, "HĐND xã",
        ),
    ],
)  # fmt: skip
def test_a_document_named_by_issuer_and_title(text: str, name: str, date: str | None, issuer: str) -> None:
    found = find_mentions(text)[0]
    assert found.name is not None
    assert found.issuer is not None
    assert (text[slice(*found.name)], found.date, text[slice(*found.issuer)]) == (name, date, issuer)


def test_several_numbers_under_one_type() -> None:
    assert [(m[0], m[1]) for m in read("các Quyết định số 79/QĐ-UBND; số 657/QĐ-UBND và số 80/QĐ-SNV của tỉnh")] == [
        ("QĐ", "79/QĐ-UBND"), ("QĐ", "657/QĐ-UBND"), ("QĐ", "80/QĐ-SNV"),
    ]  # fmt: skip


def test_the_span_runs_from_the_type_to_the_symbol() -> None:
    text = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2024"
    (found,) = find_mentions(text)
    assert text[slice(*found.span)] == "Kế hoạch số 12/KH-UBND"
    assert found == Mention(found.span, "KH", "12/KH-UBND", None, "2024-03-05", None)


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch 5 năm 2021-2025",
        "Chương trình 30 phút",
        "tỷ lệ 12/20",
        "ngày 15/3/2024",
        "luật sư của xã",
        "số 12 thôn",
        "V. CHẾ ĐỘ BÁO CÁO\n1/ Các thôn gửi số liệu",
        "BÁO CÁO\n2/Công an xã tổng hợp",
        "Kế hoạch này",
        "Kế hoạch 42 ngày đêm",
        "Chương trình 5G",
        "UBND xã xây dựng Kế hoạch của đơn vị",
        "đã có Kế hoạch của UBND phường về trồng cây",
        "Thực hiện Kế hoạch của UBND phường, các khu phố dọn vệ sinh",
        "Căn cứ Chương trình công tác năm 2023, chức năng, nhiệm vụ của UBND xã",
        "Căn cứ Kế hoạch nâng cao chất lượng hoạt động của UBND xã",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert read(text) == []


def test_an_impossible_date_is_no_date() -> None:
    assert [m[2] for m in read("Quyết định số 8/QĐ-UBND ngày 31/4/2024")] == [None]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("12/QĐ-UBND", "QĐ"),
        ("64/2025/QH15", "Luật"),
        ("26-NQ/ĐU", "NQ"),
        ("2888/UBND-NV", "CV"),
        ("30/2020/NĐ-CP", "NĐ"),
        ("12", None),
        (None, None),
    ],
)
def test_the_symbol_names_the_type(number: str | None, code: str | None) -> None:
    assert type_of_symbol(number) == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "các Quyết định số 12, 13 và 14/QĐ-UBND ngày 3/4/2024",
            [("12/QĐ-UBND", "2024-04-03"), ("13/QĐ-UBND", "2024-04-03"), ("14/QĐ-UBND", "2024-04-03")],
        ),
        ("Kế hoạch số 12, số 13-KH/HU ngày 3/4/2024", [("12-KH/HU", "2024-04-03"), ("13-KH/HU", "2024-04-03")]),
        (
            "Quyết định số 12/QĐ-UBND, số 13/QĐ-UBND cùng ngày 3/4/2024",
            [("12/QĐ-UBND", "2024-04-03"), ("13/QĐ-UBND", "2024-04-03")],
        ),
        (
            "Nghị định số 34/2016/NĐ-CP và số 154/2020/NĐ-CP ngày 31/12/2020",
            [("34/2016/NĐ-CP", None), ("154/2020/NĐ-CP", "2020-12-31")],
        ),
        (
            "Quyết định số 12/QĐ-UBND và Quyết định số 13/QĐ-UBND ngày 3/4/2024",
            [("12/QĐ-UBND", None), ("13/QĐ-UBND", "2024-04-03")],
        ),
    ],
)
def test_numbers_in_a_row_share_what_stands_behind_the_last(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(number, date) for _, number, date, _ in read(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "các Quyết định số 12/QĐ-TTg, số 45/QĐ-UBND ngày 3/4/2023 của UBND tỉnh",
            [("12/QĐ-TTg", None, None), ("45/QĐ-UBND", "2023-04-03", "UBND tỉnh")],
        ),
        (
            "Công văn số 12/UBND-VX; số 45/SGDĐT-VP ngày 3/4/2023 của Sở Nội vụ",
            [("12/UBND-VX", None, None), ("45/SGDĐT-VP", "2023-04-03", "Sở Nội vụ")],
        ),
        (
            "Công văn số 12/SNV-TC; số 45/SNV-VP ngày 3/4/2023 của Sở Nội vụ",
            [("12/SNV-TC", "2023-04-03", "Sở Nội vụ"), ("45/SNV-VP", "2023-04-03", "Sở Nội vụ")],
        ),
        ("Thông tư 58 và 26/2020/TT-BNV", [("58", None, None), ("26/2020/TT-BNV", None, None)]),
        ("các Thông tư 58 và 26/2020/TT-BNV", [("58/2020/TT-BNV", None, None), ("26/2020/TT-BNV", None, None)]),
        (
            "UBND tỉnh ban hành các Quyết định số 28, 29/QĐ-UBND",
            [("28/QĐ-UBND", None, "UBND tỉnh"), ("29/QĐ-UBND", None, "UBND tỉnh")],
        ),
    ],
)
def test_only_numbers_of_one_body_share(text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    assert [(number, date, issuer) for _, number, date, issuer in read(text)] == found


def test_an_issuer_in_capitals_leaves_the_next_citation() -> None:
    text = "KẾ HOẠCH SỐ 15/KH-UBND NGÀY 03/02/2024 CỦA ỦY BAN NHÂN DÂN TỈNH VÀ KẾ HOẠCH SỐ 16/KH-UBND NGÀY 05/02/2024"
    assert [number for _, number, _, _ in read(text)] == ["15/KH-UBND", "16/KH-UBND"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Quyết định số 1131/QĐ-TTg\n- Bộ phận Văn hóa", "1131/QĐ-TTg"),
        ("Quyết định số 18/Qđ-UBND", "18/Qđ-UBND"),
        ("Thông báo số 12/Vp ngày 12/3/2024", "12/Vp"),
        ("Công văn số 77/Sở Y tế", "77"),
        ("Quyết định số 1131/QĐ-TTg\n- UBND xã", "1131/QĐ-TTg"),
        ("Kế hoạch số 12 / KH - UBND", "12/KH-UBND"),
        ("Quyết định số 318/QĐ_BXD", "318/QĐ_BXD"),
        ("Pháp lệnh số 38/2001/PL-UBTVQH10", "38/2001/PL-UBTVQH10"),
    ],
)
def test_a_symbol_ends_where_its_grammar_ends(text: str, number: str) -> None:
    assert [found[1] for found in read(text)] == [number]


@pytest.mark.parametrize(
    ("text", "date", "issuer"),
    [
        ("Công văn số 8/PGDĐT-TH V/v giao lưu, ngày 11/3/2026 của Phòng Giáo dục", "2026-03-11", "Phòng Giáo dục"),
        ("Công văn số 12/SYT-NVY về việc báo cáo ngày 12/3/2024 của Sở Y tế,", "2024-03-12", "Sở Y tế"),
        ("Công văn số 12/SYT-NVY về việc tiêm phòng của Sở Y tế ngày 12/3/2024,", "2024-03-12", "Sở Y tế"),
        ("Công văn số 12/SYT-NVY về việc treo cờ ngày 30/4/2024 của UBND tỉnh", None, None),
        ("Kế hoạch số 199/KH-BGDĐT của Bộ Giáo dục (GDĐT) ngày 05 tháng 02 năm 2026", "2026-02-05", "Bộ Giáo dục"),
        ("Ngày 10/02/2026, UBND tỉnh ban hành Kế hoạch số 45/KH-UBND", "2026-02-10", "UBND tỉnh"),
        ("Trước ngày 10/02/2026, UBND tỉnh ban hành Kế hoạch số 45/KH-UBND", None, "UBND tỉnh"),
        ("Sở Y tế vừa có Công văn số 5/SYT-NV", None, "Sở Y tế"),
        ("nghe Trạm Y tế xã báo cáo kết quả (Báo cáo số 4/BC-TYT)", None, "Trạm Y tế xã"),
        ("theo đề xuất của Trạm Y tế xã (Tờ trình số 4/TTr-TYT)", None, "Trạm Y tế xã"),
        ("các xã báo cáo Trạm Y tế xã (Công văn số 4/UBND-VP)", None, None),
        ("(theo mẫu Sở Y tế đã gửi tại Công văn số 5/SYT-NV)", None, "Sở Y tế"),
        ("UBND xã đã xây dựng Kế hoạch số 9/KH-UBND", None, "UBND xã"),
        ("UBND xã phê duyệt Kế hoạch số 9/KH-SYT", None, None),
        ("đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số 6/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("ý kiến của Chủ tịch UBND tỉnh tại Thông báo số 12/TB-UBND", None, "Chủ tịch UBND tỉnh"),
        ("Quyết định số 5/QĐ-UBND ngày 16/7/20 21 của UBND tỉnh", "2021-07-16", "UBND tỉnh"),
        ("Công văn số 7/SYT-NV ngày 4/5/2021 Sở Y tế về việc tiêm chủng", "2021-05-04", "Sở Y tế"),
        ("Theo Công văn số 7/UBND-VP ngày 4/5/2021 Sở Y tế tổ chức tiêm chủng", "2021-05-04", None),
    ],
)
def test_date_and_issuer_that_stand_apart(text: str, date: str | None, issuer: str | None) -> None:
    assert [found[2:] for found in read(text)] == [(date, issuer)]


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (
            "Các văn bản của UBND tỉnh về dịch gồm: Kế hoạch số 1/KH-UBND; Chỉ thị số 3/CT-UBND. Nay theo số 8/KH-TH",
            ["UBND tỉnh", "UBND tỉnh", None],
        ),
        (
            "Sở Tài chính ban hành các Công văn số 15/STC-NS; Công văn số 16/STC-NS; theo Kế hoạch số 8/KH-TH",
            ["Sở Tài chính", "Sở Tài chính", None],
        ),
    ],
)
def test_an_issuer_named_once_is_that_of_a_list(text: str, issuers: list[str | None]) -> None:
    assert [found[3] for found in read(text.replace("Các", "các"))] == issuers


@pytest.mark.parametrize(
    "issuer",
    [
        "Ủy ban Quốc gia Ứng phó sự cố, thiên tai và Tìm kiếm cứu nạn",
        "Ủy ban Quốc gia phòng, chống AIDS, ma túy, mại dâm",
        "Chủ tịch Hội đồng quản lý Quỹ Bảo vệ và Phát triển rừng tỉnh Đắk Mar",
        "Chủ tịch Hội đồng nhân dân tỉnh Sơn La",
        "Bộ Lao động- Thương binh và Xã hội",
        "Bộ Lao động -Thương binh và Xã hội",
        "Ban Chỉ đạo Trung ương các chương trình mục tiêu quốc gia",
        "Trường Đại học Sư phạm, Đại học Vân Giang",
        "Hiệu trưởng Trường Cao đẳng Kinh tế và Kỹ thuật Vân Giang",
        "Học viện Kỹ thuật hàng hải",
        "Bệnh viện Y học cổ truyền tỉnh Vân Giang",
        "Tổng công ty Cấp nước miền Trung",
        "Công ty TNHH MTV Khai thác công trình thủy lợi Đồng Mai",
        "Hội đồng thành viên Nhà máy nước Khe Ngang",
        "Viện kiểm sát nhân dân tối cao",
        "Đảng ủy các cơ quan Đảng tỉnh",
    ],
)
@pytest.mark.parametrize(
    "behind", ["", ".", " ban hành quy chế", " Ban hành Quy chế", " V/v giao kế hoạch", " về việc"]
)
def test_a_name_is_whole_and_no_longer(issuer: str, behind: str) -> None:
    assert [found[3] for found in read(f"Quyết định số 88/QĐ-UB ngày 15/5/2022 của {issuer}{behind}")] == [issuer]


@pytest.mark.parametrize("text", ["vốn Dự án 1 và Tiểu dự án 2", "Nghị quyết 2.", "Luật sửa đổi, bổ sung;"])
def test_a_part_of_a_list_is_no_document(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "behind",
    [
        " đúng quy định",
        " hiệu quả;",
        " là cần thiết",
        ", ký hợp đồng xong trước ngày 07/10/2024",
        ", hoàn thành hồ sơ.",
        ", xong trước ngày 07/10/2024",
        ", không để tồn đọng",
        ", Phòng Kinh tế trình phương án",
        " bảo đảm đúng tiến độ",
        " đảm bảo chất lượng.",
        " và xem xét, xử lý hồ sơ",
        " và báo cáo Sở Y tế",
    ],
)
@pytest.mark.parametrize(
    "law",
    [
        "Luật Đất đai",
        "Luật Thi đua, khen thưởng",
        "Luật Quản lý, sử dụng tài sản công",
        "Luật Phòng, chống tác hại của thuốc lá",
        "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
        "Luật Bảo vệ và phát triển rừng",
        "Luật Sử dụng năng lượng tiết kiệm và hiệu quả",
        "Luật Khoa học, công nghệ và đổi mới sáng tạo",
    ],
)
def test_the_name_of_a_law_ends(law: str, behind: str) -> None:
    (mention,) = find_mentions(f"Thực hiện {law}{behind}")
    assert (mention.name and mention.name.end) == len(f"Thực hiện {law}")
