"""Capital letters of names: terms as their tables have them, levels small, all else as proper names."""

from __future__ import annotations

import pytest

from vbparse.bodies.capitals import sentence_case


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo"),
        ("SỞ NỘI VỤ TỈNH HÀ NAM", "Sở Nội vụ tỉnh Hà Nam"),
        ("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Phòng Lao động - Thương binh và Xã hội"),
        ("TRUNG TÂM VĂN HÓA, THÔNG TIN VÀ TRUYỀN THANH", "Trung tâm Văn hóa, Thông tin và Truyền thanh"),
        ("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG", "Ban Quản lý dự án đầu tư xây dựng"),
        ("BỆNH VIỆN ĐA KHOA HUYỆN MƯỜNG LA", "Bệnh viện Đa khoa huyện Mường La"),
        ("CHI CỤC THÚ Y", "Chi cục Thú y"),
        ("CÔNG TY CỔ PHẦN HOÀNG LONG", "Công ty Cổ phần Hoàng Long"),
        ("KHOA KỸ THUẬT", "Khoa Kỹ thuật"),
        ("ỦY BAN NHÂN DÂN THỊ TRẤN NÔNG TRƯỜNG MỘC CHÂU", "Ủy ban nhân dân thị trấn Nông Trường Mộc Châu"),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH COVID-19", "Ban Chỉ đạo phòng, chống dịch Covid-19"),
        ("TRƯỜNG TIỂU HỌC LÊ LỢI", "Trường Tiểu học Lê Lợi"),
        ("XÃ VĂN HÓA", "Xã Văn hóa"),
        ("UBND QUẬN 7", "UBND quận 7"),
        ("Sở Nội Vụ", "Sở Nội Vụ"),
    ],
)
def test_a_name_in_capitals_is_written_in_ordinary_letters(capitals: str, name: str) -> None:
    assert sentence_case(capitals) == name


def test_the_writing_of_the_text_itself_is_taken() -> None:
    assert sentence_case("SỞ NỘI VỤ", "theo đề nghị của Sở Nội Vụ") == "Sở Nội Vụ"
