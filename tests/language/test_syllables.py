"""The shape of Vietnamese syllables, and torn words."""

import pytest

from vbparse.language.syllables import is_syllable, is_torn, join_torn


def join(text: str) -> str:
    pieces = text.split()
    joined = join_torn(pieces)
    return pieces[0] + "".join(("" if no_blank else " ") + p for p, no_blank in zip(pieces[1:], joined, strict=True))


SYLLABLES = "ủy ban nghiệp khuyến quốc quyết giữa gì giếng quý nghĩa Đặng HƯỚNG thuỷ thủy rượu khuya xoong yêu ở ạ"
OTHERS = "UBND T nh ng HỒC CHỦT TỊCHP ỦYB ANNHÂN kà ghà ngia ce zalo pano wifi thựcc tướng2 toán\u0301"


def test_syllables() -> None:
    assert [word for word in SYLLABLES.split(" ") if not is_syllable(word)] == []


def test_no_syllables() -> None:
    assert [word for word in [*OTHERS.split(" "), "", "a b"] if is_syllable(word)] == []


def test_decomposed_syllable_is_one() -> None:
    assert is_syllable("nghie\u0323\u0302p")


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("B ộ trưở ng B ộ Q u ố c ph ò ng", "Bộ trưởng Bộ Quốc phòng"),
        ("H ỘI ĐỒ NG NHÂN D Â N T ỈNH Q UẢNG T R Ị", "HỘI ĐỒNG NHÂN DÂN TỈNH QUẢNG TRỊ"),
        ("x ã n à y v à h u y ện k h á c", "xã này và huyện khác"),
        ("B í t h ư T h à nh ủ y", "Bí thư Thành ủy"),
        ("C á c B an Q L D A", "Các Ban QLDA"),
        ("P HÓ G IÁM Đ Ố C", "PHÓ GIÁM ĐỐC"),
        ("Tr ầ n Quố c To ản", "Trần Quốc Toản"),
        ("S ở N ô ng n gh i ệp", "Sở Nông nghiệp"),
        ("T ỉ nh đ o à n T N X P t ỉ nh Đ ồng N ai", "Tỉnh đoàn TNXP tỉnh Đồng Nai"),
        ("U B ND", "UBND"),
    ],
)
def test_torn_words_are_joined(torn: str, whole: str) -> None:
    assert join(torn) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân thị trấn Hà Trung",
        "Sở Kế hoạch và Đầu tư",
        "Bộ Y tế",
        "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK",
        "TT Đảng ủy TT HĐND UBND xã",
        "Hội Cựu chiến binh xã Ea Kar",
    ],
)
def test_whole_words_stay(text: str) -> None:
    assert join(text) == text
    assert not is_torn(text.split())


@pytest.mark.parametrize("text", ["T hành phố Đà N ẵng ngày tháng năm", "Số QĐ U B ND", "T hành phố Huế"])
def test_torn_lines(text: str) -> None:
    assert is_torn(text.split(" "))


@pytest.mark.parametrize("text", ["Lưu VT VP", "Lưu VT VP TH", "Ông Nguyễn Văn A và bà Trần Thị B ở xã A", "", "A B"])
def test_lines_that_are_whole(text: str) -> None:
    assert not is_torn(text.split(" "))
