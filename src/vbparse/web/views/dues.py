"""A deadline as people write it: "trước ngày 20/4/2026", "quý III/2026", "hằng tháng"; read, and written again."""

from __future__ import annotations

from vbparse.edtf import parse_date
from vbparse.fields.dates import Written
from vbparse.fields.time_cells import read_time_cell
from vbparse.fields.times import Timeline
from vbparse.origins import Raw
from vbparse.schema import Document, Due
from vbparse.text import Cover, Span, TextBuilder
from vbparse.web.views.values import format_edtf

_BEFORE = {"before": "trước", "by": "đến hết", "within": "trong"}


def read_due(typed: str, document: Document) -> Due | None:
    """The deadline in what somebody typed, as in the column "Thời hạn" of a table of tasks; dates without a year are of
    that in which the document was issued. None where no time can be read."""
    issued = document.issued.date if document.issued else None
    parts = parse_date(issued)
    builder = TextBuilder()
    span = builder.add(" ".join(typed.split()), Raw(0, len(typed)))
    text = builder.build()
    written = Written(parts.year if parts else None, issued)
    due = read_time_cell(text, Timeline(text.view), Span(*span), written, Cover([]))
    if not due or not (due.date or due.recurrence or due.ongoing):
        return None
    return due.model_copy(update={"span": None})


def read_date(typed: str, document: Document) -> str | None:
    """The date in what somebody typed, EDTF."""
    due = read_due(typed, document)
    return due.date if due else None


def write_due(date: str | None, bound: str | None, text: str = "") -> str:
    """A deadline in the words of an office, which `read_due` takes again; without a date its wording."""
    if not date:
        return " ".join(text.split())
    parts = parse_date(date)
    day = f"ngày {format_edtf(date)}" if parts and parts.day else format_edtf(date)
    if parts and not parts.day and parts.month and not parts.quarter:
        day = f"tháng {day}"
    if parts and not parts.month and not parts.quarter:
        day = f"năm {day}"
    return f"{_BEFORE[bound]} {day}" if bound in _BEFORE else day
