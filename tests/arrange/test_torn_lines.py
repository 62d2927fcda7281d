"""Copies from web pages whose lines are broken anywhere."""

from __future__ import annotations

from vbparse.blocks import build_paragraphs
from vbparse.readers.plain import read_plain


def paragraphs(raw: str) -> list[str]:
    source = read_plain(raw, "a.txt")
    return [source.text.words(para.span) for para in build_paragraphs(source)]


PARTED = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình An, ngày 3 tháng 4 năm 2024

Thực hiện Kế hoạch số 12/KH-UBND ngày
02/01/2024 của Ủy ban nhân dân huyện
An Phú về phòng chống dịch bệnh trên
đàn gia súc, UBND xã xây dựng kế
hoạch như sau:

1. Mục đích

Chủ động ngăn chặn dịch bệnh, bảo vệ
đàn gia súc.

- Tiêm phòng đạt trên 80%
tổng đàn.
- Các thôn báo cáo về
Ủy ban nhân dân xã.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
(Đã ký)
Nguyễn Văn A
"""


def test_lines_of_paragraphs_that_blank_lines_part() -> None:
    assert paragraphs(PARTED) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình An, ngày 3 tháng 4 năm 2024",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2024 của Ủy ban nhân dân huyện An Phú về phòng chống dịch bệnh "
        "trên đàn gia súc, UBND xã xây dựng kế hoạch như sau:",
        "1. Mục đích",
        "Chủ động ngăn chặn dịch bệnh, bảo vệ đàn gia súc.",
        "- Tiêm phòng đạt trên 80% tổng đàn.",
        "- Các thôn báo cáo về Ủy ban nhân dân xã.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "(Đã ký)",
        "Nguyễn Văn A",
    ]


TORN = """KẾ HOẠCH
Chuyển đổi số năm 2023
Căn cứ Nghị quyết số
38/NQ-CP ngày 17/3/2022 của Chính phủ ban hành Chương trình phòng, chống dịch
COVID-19;
I. KẾT QUẢ
ĐẠT ĐƯỢC
1. Về nhận
thức số
1.1. Ngày chuyển đổi số
Để thể hiện quyết tâm lớn trong
chiến lược chuyển đổi số, tỉnh đã chọn ngày 26/3.
2. Về hạ tầng số
Tỷ lệ phủ sóng đạt 99,8%.
3. Các sở,
ban, ngành
- Báo cáo trong tháng 6
năm 2023.
Điều 3. Chánh
Văn phòng UBND tỉnh chịu trách nhiệm thi hành.
"""


def test_lines_torn_without_blank_lines() -> None:
    assert paragraphs(TORN) == [
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2023",
        "Căn cứ Nghị quyết số 38/NQ-CP ngày 17/3/2022 của Chính phủ ban hành Chương trình phòng, chống dịch COVID-19;",
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "1. Về nhận thức số",
        "1.1. Ngày chuyển đổi số",
        "Để thể hiện quyết tâm lớn trong chiến lược chuyển đổi số, tỉnh đã chọn ngày 26/3.",
        "2. Về hạ tầng số",
        "Tỷ lệ phủ sóng đạt 99,8%.",
        "3. Các sở, ban, ngành",
        "- Báo cáo trong tháng 6 năm 2023.",
        "Điều 3. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành.",
    ]


def test_one_torn_line_does_not_make_a_torn_text() -> None:
    raw = "1. Mục đích\nBảo vệ đàn\ngia súc.\n2. Yêu cầu\nTiêm phòng đủ.\nBáo cáo.\n"
    assert paragraphs(raw) == ["1. Mục đích", "Bảo vệ đàn", "gia súc.", "2. Yêu cầu", "Tiêm phòng đủ.", "Báo cáo."]


def test_one_word_that_goes_on_in_small_letters_is_no_heading() -> None:
    raw = "Điều 1. Thủ\ntrưởng các đơn vị thi hành.\nĐiều 2. Vốn\nNgân sách xã.\n3. Nước\n- của hợp tác xã.\n"
    assert paragraphs(raw) == [
        "Điều 1. Thủ trưởng các đơn vị thi hành.",
        "Điều 2. Vốn",
        "Ngân sách xã.",
        "3. Nước",
        "- của hợp tác xã.",
    ]


def test_articles_that_are_cited_and_words_joined_by_a_dash_open_no_item() -> None:
    raw = """KẾ HOẠCH
Nuôi ong
I. NỘI DUNG
1. Các hộ nuôi
ong khai báo theo Điều 4 và
Điều 5 của Luật Chăn nuôi.
2. Các tổ chức chính trị
- xã hội vận động
người dân trồng hoa.
3. Việc nuôi ong theo quy định tại khoản 2
Điều 7 Nghị định số 13/2020/NĐ-CP
của Chính phủ.
4. Công an xã tuần
tra ban đêm.
"""
    assert paragraphs(raw)[3:-1] == [
        "1. Các hộ nuôi ong khai báo theo Điều 4 và Điều 5 của Luật Chăn nuôi.",
        "2. Các tổ chức chính trị - xã hội vận động người dân trồng hoa.",
        "3. Việc nuôi ong theo quy định tại khoản 2 Điều 7 Nghị định số 13/2020/NĐ-CP của Chính phủ.",
    ]
