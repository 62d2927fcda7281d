"""The parts of a document that are the same in all: letterhead, title and end (Nghị định 30/2020/NĐ-CP, phụ lục I, mục
II)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vbparse.exchange.reports.office import BLANK, SHORT_BLANK, Office
from vbparse.exchange.reports.paper import (
    LEFT_ALIGNED,
    Look,
    add_columns,
    add_gap,
    add_rule,
    add_text,
    usable_width,
)

LEFT_SHARE = 0.42
"""What the cell of the office takes of the width; Quốc hiệu must stand on one line office_cell it."""
NAMES, SMALL = 12, 13
"""Points of names of offices and of Quốc hiệu (12–13), and of number and Tiêu ngữ (13–14)."""
_MOTTO, _UNDER_OFFICE, _UNDER_TITLE = 57, 25, 40
"""Millimetres of lines: that under the motto is as long as it, the others a third to a half of what stands above."""
_GAP = 4
"""Lines in which a signature and a seal find room."""
_KIND = Look(bold=True, before=14)
_RECIPIENTS_HEAD, _RECIPIENTS = 12, 11


def add_letterhead(document: Any, office: Office, day: str, *, kind: str = "", about: str = "") -> None:
    """Office and number left; motto, place and day right. `kind` is the code of the type in the ký hiệu (BC), of which
    letters have none; `about` is what a letter is about (V/v); `day` is written out."""
    width = usable_width(document)
    widths = [width * LEFT_SHARE, width * (1 - LEFT_SHARE)]
    office_cell, right = add_columns(document, widths)
    if office.parent:
        add_text(office_cell, office.parent, Look(NAMES, capitals=True))
    add_text(office_cell, office.name or BLANK, Look(NAMES, bold=True, capitals=True))
    add_rule(office_cell, widths[0], _UNDER_OFFICE)
    symbol = "-".join(filter(None, (kind, office.symbol))) or SHORT_BLANK
    add_text(office_cell, f"Số:          /{symbol}", Look(SMALL, before=4))
    if about:
        add_text(office_cell, f"V/v {about}", Look(NAMES, before=4))
    add_text(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(NAMES, bold=True))
    add_text(right, "Độc lập - Tự do - Hạnh phúc", Look(SMALL, bold=True))
    add_rule(right, widths[1], _MOTTO)
    add_text(right, f"{office.place or SHORT_BLANK}, {day}", Look(SMALL, italic=True, before=4))


def add_title(document: Any, kind: str, about: Sequence[str], day: str) -> None:
    """The type in capitals, what it is about in bold, the line below, and the day that it holds for in brackets."""
    add_text(document, kind, _KIND)
    for line in about:
        add_text(document, line, Look(bold=True))
    add_text(document, day, Look(italic=True))
    add_rule(document, usable_width(document), _UNDER_TITLE)
    add_gap(document)


def add_end(document: Any, office: Office, recipients: Sequence[str]) -> None:
    """Nơi nhận left; authority, post and name of who signs right."""
    add_gap(document)
    width = usable_width(document)
    office_cell, right = add_columns(document, [width / 2, width / 2])
    add_text(office_cell, "Nơi nhận:", Look(_RECIPIENTS_HEAD, bold=True, italic=True, align=LEFT_ALIGNED))
    for recipient in recipients:
        add_text(office_cell, f"- {recipient};", Look(_RECIPIENTS, align=LEFT_ALIGNED))
    add_text(office_cell, "- Lưu: VT.", Look(_RECIPIENTS, align=LEFT_ALIGNED))
    if office.authority:
        add_text(right, office.authority, Look(bold=True, capitals=True))
    for line in (office.post or BLANK).split("\n"):
        add_text(right, line, Look(bold=True, capitals=True))
    for _ in range(_GAP):
        add_text(right, "")
    add_text(right, office.signer or BLANK, Look(bold=True))
    for cell in (office_cell, right):
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True
