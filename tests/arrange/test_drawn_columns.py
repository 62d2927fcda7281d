"""Letterheads and ends that were typed in two columns."""

from __future__ import annotations

import pytest

from readers.checks import check_lines, check_raw, columns, texts
from vbparse.readers.markdown import read_markdown
from vbparse.readers.plain import read_plain
from vbparse.source import Source

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WORDS = "Độc lập - Tự do - Hạnh phúc"
DATE = "Bình An, ngày 3 tháng 4 năm 2024"
HEAD = [(0, "ỦY BAN NHÂN DÂN"), (0, "XÃ BÌNH AN"), (0, "Số: 12/KH-UBND"), (1, MOTTO), (1, WORDS), (1, DATE)]


def read(raw: str) -> Source:
    source = read_plain(raw, "a.txt")
    check_lines(source)
    check_raw(source, raw)
    return source


@pytest.mark.parametrize("apart", ["     ", "\t", " | ", "\t\t", " ", "\u00a0\u00a0\u00a0"])
def test_letterhead_line_by_line(apart: str) -> None:
    head = f"ỦY BAN NHÂN DÂN{apart}{MOTTO}\nXÃ BÌNH AN{apart}{WORDS}\nSố: 12/KH-UBND{apart}{DATE}\n"
    raw = f"{head}\nKẾ HOẠCH\nPhòng dịch\n"
    source = read(raw)
    assert columns(source) == [*HEAD, (None, "KẾ HOẠCH"), (None, "Phòng dịch")]
    assert all(line.starts for line in source.lines[:6])


def test_rules_right_lines_and_centred_blocks() -> None:
    raw = f"""
                              {MOTTO}
  UBND XÃ BÌNH AN                  {WORDS}
      -----                        _______________
  Số:     /KH-UBND
                                   Bình An, ngày      tháng 4  năm 2024

                      KẾ HOẠCH
"""
    assert columns(read(raw)) == [
        (0, "UBND XÃ BÌNH AN"),
        (0, "Số:     /KH-UBND"),
        (1, MOTTO),
        (1, WORDS),
        (1, "Bình An, ngày      tháng 4  năm 2024"),
        (None, "KẾ HOẠCH"),
    ]


def test_subject_of_a_letter_stays_in_the_left_block() -> None:
    raw = f"""ỦY BAN NHÂN DÂN     {MOTTO}
XÃ BÌNH AN          {WORDS}
Số: 476/UBND TP. Cao Lãnh, ngày 5 tháng 6 năm 2023
V/v tăng cường phòng
cháy, chữa cháy rừng

          Kính gửi: Các thôn.
"""
    assert columns(read(raw)) == [
        (0, "ỦY BAN NHÂN DÂN"),
        (0, "XÃ BÌNH AN"),
        (0, "Số: 476/UBND"),
        (0, "V/v tăng cường phòng"),
        (0, "cháy, chữa cháy rừng"),
        (1, MOTTO),
        (1, WORDS),
        (1, "TP. Cao Lãnh, ngày 5 tháng 6 năm 2023"),
        (None, "Kính gửi: Các thôn."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Trang bìa ghi rõ: Độc lập - Tự do - Hạnh phúc",
        "QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CHÀO MỪNG ĐẠI HỘI ĐẢNG CỘNG SẢN VIỆT NAM",
        "Tại Quyết định số 5/QĐ-UBND,  ngày 3 tháng 4 năm 2024",
    ],
)
def test_a_line_that_only_names_the_motto_is_one_line(line: str) -> None:
    assert columns(read(line)) == [(None, line)]


LEFT = [(0, "Nơi nhận:"), (0, "- UBND huyện (b/c);"), (0, "- Lưu: VT.")]
RIGHT = [(1, "TM. ỦY BAN NHÂN DÂN"), (1, "CHỦ TỊCH"), (1, "Nguyễn Văn A")]


@pytest.mark.parametrize(
    "raw",
    [
        """Nơi nhận:                      TM. ỦY BAN NHÂN DÂN
- UBND huyện (b/c);                 CHỦ TỊCH
- Lưu: VT.                       Nguyễn Văn A
""",
        """                               TM. ỦY BAN NHÂN DÂN
Nơi nhận:                          CHỦ TỊCH
- UBND huyện (b/c);
- Lưu: VT.

                                  Nguyễn Văn A
""",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c);\tCHỦ TỊCH\n- Lưu: VT.\n\n\tNguyễn Văn A\n",
        "Nơi nhận: | TM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c); | CHỦ TỊCH\n- Lưu: VT. |\n| Nguyễn Văn A\n",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c); CHỦ TỊCH\n- Lưu: VT. Nguyễn Văn A\n",
    ],
)
def test_recipients_beside_the_signature(raw: str) -> None:
    assert columns(read(f"Xong./.\n\n{raw}")) == [(None, "Xong./."), *LEFT, *RIGHT]


def test_what_follows_the_end_is_no_part_of_it() -> None:
    raw = """Nơi nhận:                          HIỆU TRƯỞNG
- Lưu: VT.                      (Ký tên, đóng dấu)
                                   Trần Thị B

                       PHỤ LỤC
              Danh sách các tổ
"""
    assert columns(read(raw)) == [
        (0, "Nơi nhận:"),
        (0, "- Lưu: VT."),
        (1, "HIỆU TRƯỞNG"),
        (1, "(Ký tên, đóng dấu)"),
        (1, "Trần Thị B"),
        (None, "PHỤ LỤC"),
        (None, "Danh sách các tổ"),
    ]


def test_braces_that_hold_recipients_stay_beside_them() -> None:
    raw = """Nơi nhận:                                 CHỦ TỊCH
- Thường trực Tỉnh ủy;  }
- Thường trực HĐND;     } (để báo cáo)
- Lưu: VT.                               Nguyễn Văn A
"""
    source = read_plain(raw, "a.txt")
    assert columns(source) == [
        (0, "Nơi nhận:"),
        (0, "- Thường trực Tỉnh ủy;  }"),
        (0, "- Thường trực HĐND;     } (để báo cáo)"),
        (0, "- Lưu: VT."),
        (1, "CHỦ TỊCH"),
        (1, "Nguyễn Văn A"),
    ]
    check_raw(source, raw)


def test_a_list_without_a_signature_beside_it_stays() -> None:
    raw = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A\n"
    assert {line.column for line in read(raw).lines} == {None}


def test_columns_in_markdown() -> None:
    raw = f"**UBND XÃ A**          **{MOTTO}**\n**Số: 1/KH-UBND**          *{DATE}*\n\n## KẾ HOẠCH\n"
    source = read_markdown(raw, "a.md")
    check_raw(source, raw)
    assert columns(source) == [(0, "UBND XÃ A"), (0, "Số: 1/KH-UBND"), (1, MOTTO), (1, DATE), (None, "KẾ HOẠCH")]
    assert [line.bold for line in source.lines] == [True, True, True, False, False]


def test_cells_one_after_another() -> None:
    raw = f"""ỦY BAN NHÂN DÂN
XÃ BÌNH AN
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
{WORDS}
---------------
|
Số: 12/KH-UBND
|
Bình An, ngày
3 tháng 4 năm 2024
|
KẾ HOẠCH
Nơi
nhận:
- UBND huyện (b/c);
- Lưu: VT.
|
TM. ỦY
BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
|
"""
    source = read(raw)
    assert columns(source) == [
        *HEAD[:3],
        (1, "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM"),
        HEAD[4],
        (1, "Bình An, ngày\n3 tháng 4 năm 2024"),
        (None, "KẾ HOẠCH"),
        (0, "Nơi\nnhận:"),
        *LEFT[1:],
        (1, "TM. ỦY\nBAN NHÂN DÂN"),
        *RIGHT[1:],
    ]


def test_cells_one_after_another_on_a_line_each() -> None:
    raw = f"""UBND XÃ BÌNH AN |
{MOTTO} {WORDS} |
Số: 12/KH-UBND |
{DATE} |
KẾ HOẠCH
Nơi nhận: - UBND huyện (b/c);
- Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH
Nguyễn Văn A |
"""
    assert columns(read(raw)) == [
        (0, "UBND XÃ BÌNH AN"),
        (0, "Số: 12/KH-UBND"),
        *HEAD[3:],
        (None, "KẾ HOẠCH"),
        *LEFT,
        *RIGHT,
    ]


def test_bars_elsewhere_are_text() -> None:
    raw = "KẾ HOẠCH\nA | B\nMột |\nHai"
    assert texts(read(raw)) == ["KẾ HOẠCH", "A | B", "Một |", "Hai"]
