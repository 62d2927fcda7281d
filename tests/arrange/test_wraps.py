"""Pages copied with the line breaks of their source, and footnotes that stand in the text of a page."""

from __future__ import annotations

import pytest

from vbparse import parse
from vbparse.blocks import Para, build_paragraphs
from vbparse.readers.html import read_html
from vbparse.readers.markdown import read_markdown
from vbparse.readers.plain import read_plain
from vbparse.source import Source

PAGE = """|
**ỦY BAN NHÂN DÂN**
XÃ MỸ LÂM
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số: 41/KH-UBND
|
*Mỹ Lâm, ngày 6
tháng 3 năm 2025*
|

**KẾ HOẠCH**

TRIỂN KHAI CHƯƠNG TRÌNH TRỒNG RỪNG PHÒNG HỘ CỦA
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TRÊN ĐỊA BÀN
XÃ MỸ LÂM

Để bảo vệ đất và nguồn
nước, Ủy ban nhân dân xã đã ban hành nhiều chương trình[1] và giao
các thôn trồng rừng[2], nay xây dựng kế hoạch như sau:

**I. MỤC
TIÊU, YÊU CẦU**

**1.
Mục tiêu của các thôn**

- Trồng mới 40 ha rừng phòng
hộ, chăm sóc 25 ha rừng đã trồng từ năm 2023.

**2.
Yêu cầu**

*a) Chọn đúng loài
cây*

- Cây giống có nguồn gốc rõ
ràng. Ban Lâm nghiệp kiểm tra từng lô cây trước khi giao.

**II. TỔ
CHỨC THỰC HIỆN**

**1.
Công an xã:**

Chủ trì tuần tra
các khu rừng giáp ranh.

**2.
Trạm Y tế xã**

- Chuẩn bị thuốc sơ
cứu cho người trồng rừng.

|
Nơi nhận:
- Như trên;
- Lưu: VT.
|
**TM. ỦY BAN NHÂN
DÂN**
CHỦ TỊCH
Trần Văn Bắc
|

[1]
Chương trình số 8-CTr/TU ngày 04/02/2024 của Tỉnh ủy An Hòa về trồng
rừng; Quyết định số 77/QĐ-UBND ngày 09/5/2024 của UBND tỉnh An Hòa.

[2] Kế
hoạch số 15/KH-UBND ngày 20/01/2024 của UBND xã Mỹ Lâm.
"""
CHAPTERS = """**QUYẾT ĐỊNH**

VỀ QUY CHẾ QUẢN LÝ CHỢ

Căn cứ Luật Tổ chức chính
quyền địa phương;

*Theo đề nghị của Trưởng
phòng Kinh tế. *

**Điều
1. Phạm vi áp dụng**

Quy chế này quy định việc
quản lý chợ.

**Chương
II**

**QUẢN LÝ
CHỢ**

**Điều
2. Giờ mở cửa**

1. Chợ mở cửa từ 5 giờ sáng
đến 18 giờ.

2. Ban Quản lý chợ báo trước
khi đóng cửa.

3. Người bán hàng thu dọn
chỗ ngồi.
"""


def paragraphs(source: Source) -> list[str]:
    return [source.text.words(para.span) for para in build_paragraphs(source)]


def test_blank_lines_alone_part_the_paragraphs() -> None:
    found = paragraphs(read_markdown(PAGE, "a.md"))
    assert "I. MỤC TIÊU, YÊU CẦU" in found
    assert "1. Mục tiêu của các thôn" in found
    assert "a) Chọn đúng loài cây" in found
    assert "1. Công an xã:" in found
    assert "- Chuẩn bị thuốc sơ cứu cho người trồng rừng." in found
    assert found[-6:-2] == ["- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Bắc"]


def test_outline_title_and_notes_of_such_a_page() -> None:
    document = parse(PAGE, name="a.md")
    assert document.title is not None
    assert document.title.text == (
        "TRIỂN KHAI CHƯƠNG TRÌNH TRỒNG RỪNG PHÒNG HỘ CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TRÊN ĐỊA BÀN XÃ MỸ LÂM"
    )
    assert [one.section for one in document.obligations] == ["II.1", "II.2"]
    assert [(one.canonical, one.issuer) for one in document.references] == [
        ("8-CTr/TU", "Tỉnh ủy An Hòa"),
        ("77/QĐ-UBND", "UBND tỉnh An Hòa"),
        ("15/KH-UBND", "UBND xã Mỹ Lâm"),
    ]


def test_the_same_page_without_blank_lines() -> None:
    lines = [line for line in PAGE.replace("*", "").split("\n") if line.strip()]
    document = parse("\n".join(lines), name="a.txt")
    assert document.title is not None
    assert document.title.text.endswith("ỦY BAN NHÂN DÂN TỈNH TRÊN ĐỊA BÀN XÃ MỸ LÂM")
    headings = {"I": "MỤC TIÊU, YÊU CẦU", "II": "TỔ CHỨC THỰC HIỆN"}
    parts = [part for part in document.sections if part.label]
    assert {part.label: part.heading for part in parts} == headings
    assert [part.heading for part in parts[1].children] == ["Công an xã:", "Trạm Y tế xã"]
    assert len(document.references) == 3


def test_labels_whose_number_stands_on_the_next_line() -> None:
    assert paragraphs(read_markdown(CHAPTERS, "a.md"))[2:10] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Theo đề nghị của Trưởng phòng Kinh tế.",
        "Điều 1. Phạm vi áp dụng",
        "Quy chế này quy định việc quản lý chợ.",
        "Chương II",
        "QUẢN LÝ CHỢ",
        "Điều 2. Giờ mở cửa",
        "1. Chợ mở cửa từ 5 giờ sáng đến 18 giờ.",
    ]


KEPT_LINES = """**KẾ HOẠCH**
Tổ chức hội chợ xuân

Thực hiện Nghị quyết số 3/NQ-HĐND, Ủy ban nhân dân xã xây dựng kế hoạch như sau:

**I. MỤC ĐÍCH**
Quảng bá nông sản của xã
Tạo không khí vui tươi

**II. NHIỆM VỤ**
1. Công an xã
giữ gìn trật tự trong ba ngày hội
2. Trạm Y tế xã
trực cấp cứu

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def test_lines_that_are_paragraphs_stay() -> None:
    source = read_markdown(KEPT_LINES, "a.md")
    assert all(line.starts is None for line in source.lines)


def test_wrapped_lines_whose_items_no_blank_line_parts_are_left_to_the_blocks() -> None:
    items = "\n".join(f"- Thôn {i} dọn vệ sinh đường làng\nvà trồng hoa ven đường" for i in range(1, 12))
    source = read_plain(f"KẾ HOẠCH\nDọn vệ sinh\n\nThực hiện kế hoạch\ncủa xã:\n{items}\n", "a.txt")
    assert all(line.starts is None for line in source.lines)


NOTED = """Căn cứ Kế hoạch[1] của tỉnh và chỉ đạo của huyện [2], xã giao:

1. Công an xã tuần tra[3] hằng đêm.

[1] Kế hoạch số 5/KH-UBND ngày 02/3/2024 của UBND tỉnh An Hòa

[2] Công văn số 9/UBND-VX

[3] Theo lịch trực.
"""


def note_texts(source: Source) -> list[str]:
    return [source.text.words(para.span) for para in build_paragraphs(source) if para.note]


@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_notes_in_brackets(read) -> None:  # type: ignore[no-untyped-def]
    source = read(NOTED, "a.txt")
    assert source.text.value.startswith("Căn cứ Kế hoạch của tỉnh và chỉ đạo của huyện, xã giao:")
    assert note_texts(source) == [
        "Kế hoạch số 5/KH-UBND ngày 02/3/2024 của UBND tỉnh An Hòa",
        "Công văn số 9/UBND-VX",
        "Theo lịch trực.",
    ]


def test_notes_of_a_web_page() -> None:
    body = "".join(f"<p>{line}</p>" for line in NOTED.split("\n\n"))
    source = read_html(f"<html><body>{body}</body></html>".replace("[1]", '<a href="#_ftn1">[1]</a>'), "a.html")
    assert note_texts(source)[0] == "Kế hoạch số 5/KH-UBND ngày 02/3/2024 của UBND tỉnh An Hòa"


def test_a_note_ends_where_its_sentence_does() -> None:
    source = read_plain("Xã có kế hoạch[1] năm nay.\n[1] Kế hoạch số 5;\nSố 6 của xã.\nII. TỔ CHỨC\n", "a.txt")
    assert note_texts(source) == ["Kế hoạch số 5; Số 6 của xã."]


@pytest.mark.parametrize(
    "text",
    [
        "Các nguồn:\n\n[1] Niên giám thống kê\n\n[2] Báo cáo năm",  # no marks above
        "Xem thêm[2] ở dưới.\n\n[2] Niên giám",  # does not begin with 1
        "Điểm [1](http://an.vn) của xã\n\n[1](http://an.vn) xem thêm",
    ],
)
def test_lines_in_brackets_that_are_no_notes(text: str) -> None:
    assert note_texts(read_plain(text, "a.txt")) == []


def test_words_of_a_paragraph() -> None:
    paras: list[Para] = build_paragraphs(read_markdown(PAGE, "a.md"))
    assert [para.note for para in paras][-2:] == [True, True]
