"""Signatures: authority, position, name."""

from __future__ import annotations

import pytest

from plans import parse_plan
from vbparse.schema import Signature


def signed(*lines: str) -> list[Signature]:
    end = "\n".join(lines)
    return parse_plan("I. NỘI DUNG\nTrồng cây.", end=f"\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n\n{end}\n").signatures


@pytest.mark.parametrize(
    ("lines", "authority", "position", "name", "acting_for"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Hạnh"], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Hạnh",
         "ỦY BAN NHÂN DÂN"),
        (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Lê Thị Hạnh"], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hạnh",
         "CHỦ TỊCH"),
        (
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hạnh"],
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hạnh", "CHỦ TỊCH",
        ),
        (["TL. CHỦ TỊCH", "CÔNG CHỨC VĂN PHÒNG -", "THỐNG KÊ", "Lê Thị Hạnh"], "TL. CHỦ TỊCH",
         "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ", "Lê Thị Hạnh", "CHỦ TỊCH"),
        (["GIÁM ĐỐC", "TS. Trần Văn Bình"], None, "GIÁM ĐỐC", "TS. Trần Văn Bình", None),
        (["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình"], "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình", "GIÁM ĐỐC"),
        (["__ CHỦ TỊCH", "Trần Văn Bình"], None, "CHỦ TỊCH", "Trần Văn Bình", None),
        (["PHÊ DUYỆT GIÁM ĐỐC SỞ NỘI VỤ", "Trần Văn Bình"], "PHÊ DUYỆT", "GIÁM ĐỐC SỞ NỘI VỤ", "Trần Văn Bình", None),
        (["- CHỦ TỊCH", "Trần Văn Bình"], None, "CHỦ TỊCH", "Trần Văn Bình", None),
        (["- CHỦ TỊCH", "— “Trần Văn Bình"], None, "CHỦ TỊCH", "Trần Văn Bình", None),
        (["Trần Văn Bình."], None, None, "Trần Văn Bình", None),
        (["Q. GIÁM ĐỐC", "Trần Văn Bình"], None, "Q. GIÁM ĐỐC", "Trần Văn Bình", None),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None, "ỦY BAN NHÂN DÂN"),
    ],
    ids=[
        "on-behalf", "for-the-chief", "both", "by-order", "title", "unsaid", "line", "approved", "mark", "marks",
        "alone", "acting-head", "no-name",
    ],
)  # fmt: skip
def test_one_signature(
    lines: list[str], authority: str | None, position: str | None, name: str | None, acting_for: str | None
) -> None:
    (found,) = signed(*lines)
    assert (found.authority, found.position, found.name, found.acting_for) == (authority, position, name, acting_for)


@pytest.mark.parametrize(
    "name",
    [
        "Rơ Mah H’Bé",
        "HʼYên Êban",
        "K’ Brừm",
        "Điểu K'Sôn",
        "Y-Blăk Niê",
        "Bh'riu Thị Na",
        "Ksor Ó",
        "Lê Như Ý",
        "Hờ A Tủa",
    ],
)
def test_names_of_all_peoples_are_signers(name: str) -> None:
    (found,) = signed("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", name)
    assert found.name == name


@pytest.mark.parametrize("line", ["Lê Văn A", "Tổ A", "Phòng K"])
def test_a_letter_for_a_name_signs_nothing(line: str) -> None:
    (found,) = signed("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", line)
    assert found.name is None


def test_no_signature() -> None:
    assert parse_plan("I. NỘI DUNG\nTrồng cây.", end="").signatures == []
