"""Invented headers as small pages: the upper part of a document and its signature."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from degraded.damage import NOISY, Damage
from degraded.faces import TINOS, Face
from degraded.paper import draw_pages
from degraded.typeset import typeset

HEADERS = Path(__file__).resolve().parent.parent.parent / "tests" / "readers" / "headers.tsv"
_PART = 0.52
"""Share of a page's height that header, two paragraphs and signature take."""


@dataclass(frozen=True)
class Header:
    """A row of headers.tsv: what stands on the page, and the values that it should give. `line` is the line of the
    number; `type` is empty for a công văn, whose subject stands below that line."""

    above: str
    issuer: str
    line: str
    number: str
    symbol: str
    place: str
    date: str
    type: str
    title: str
    signed: str

    @property
    def text(self) -> str:
        """The document in plain text, in the order that typesetting expects."""
        year, month, day = self.date.split("-")
        party = self.line.startswith("Số ")
        motto = (
            ["ĐẢNG CỘNG SẢN VIỆT NAM"]
            if party
            else ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        )
        month = month if int(month) < 3 else str(int(month))
        placed = f"{self.place}, ngày {day} tháng {month} năm {year}"
        letterhead = [x for x in (self.above, self.issuer, "*" if party else "", self.line) if x]
        named = [self.type, self.title] if self.type else ["Kính gửi: Các cơ quan, đơn vị liên quan."]
        body = [
            "Căn cứ chức năng, nhiệm vụ được giao và đề nghị của các đơn vị, cơ quan ban hành văn bản này.",
            "Các đơn vị liên quan báo cáo kết quả thực hiện trước ngày 20 hằng tháng để tổng hợp./.",
        ]
        return "\n".join([
            *letterhead, *([] if self.type else [self.title]), *motto, placed,
            "", *named, "", body[0], "", body[1], "",
            "Nơi nhận:", "- Như trên;", "- Lưu: VT.", *self.signed.split(" / "), "Nguyễn Văn Bách",
        ])  # fmt: skip

    def scan(self, seed: int, damage: Damage = NOISY, face: Face = TINOS) -> Image.Image:
        """The header as the scanner sees it."""
        image = draw_pages(typeset(self.text, face), damage.dpi)[0]
        return damage.damage(image.crop((0, 0, image.width, round(_PART * image.height))), seed)


def read_headers() -> list[Header]:
    """All rows of headers.tsv."""
    with HEADERS.open(encoding="utf-8", newline="") as file:
        return [Header(**row) for row in csv.DictReader(file, delimiter="\t")]
