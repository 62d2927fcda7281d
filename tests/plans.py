"""Small plans written around the part that a test is about."""

from __future__ import annotations

from vbparse import Document, parse

HEAD = """ỦY BAN NHÂN DÂN
XÃ BÌNH SƠN

Số: 27/KH-UBND

Bình Sơn, ngày 15 tháng 5 năm 2024

KẾ HOẠCH
Trồng cây ven đường năm 2024
"""
END = """
Nơi nhận:
- UBND huyện (để b/c);
- Các thôn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Thị Hạnh
"""


def parse_plan(body: str, *, head: str = HEAD, end: str = END) -> Document:
    """A plan of a commune of 15 May 2024 with this body."""
    return parse(f"{head}\n{body.strip()}\n{end}")


def parse_duties(*items: str) -> Document:
    """A plan whose only part is TỔ CHỨC THỰC HIỆN with these lines."""
    return parse_plan("I. TỔ CHỨC THỰC HIỆN\n" + "\n".join(items))
