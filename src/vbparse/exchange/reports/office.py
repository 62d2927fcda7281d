"""The office that a report is of, and the words of its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from vbparse.archive.ask.office import OfficeDetails

BLANK, SHORT_BLANK = "…" * 12, "…" * 4
"""What is left to fill in with a pen."""
_SHORT_MONTHS = 2
"""Months up to this one are written with a zero before them (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.4)."""


@dataclass(frozen=True, slots=True)
class Office(OfficeDetails):
    """Who issues a report. What is None is left to fill in; without `parent` or `authority` there is no line for it.
    `issued` is the day of issue, of which otherwise the day is left open."""

    issued: date | None = None


def merge_office(known: OfficeDetails, named: Mapping[str, Any]) -> Office:
    """Who issues a report: what is `named` (by the fields of `Office`), else what is known. Of an office that is named
    nothing else is known, for the signer and place of another would be wrong."""
    said = {name: value for name, value in named.items() if value}
    return Office(**(said if said.get("name") else asdict(known) | said))


def write_day(day: date) -> str:
    """25/11/2026, with zeros where Nghị định 30 wants them."""
    return f"{day:%d/%m/%Y}"


def spell_day(day: date) -> str:
    """ngày 05 tháng 11 năm 2026."""
    return f"ngày {day:%d} {spell_month(day)}"


def spell_month(day: date) -> str:
    """tháng 02 năm 2026, tháng 11 năm 2026."""
    month = f"{day.month:02d}" if day.month <= _SHORT_MONTHS else str(day.month)
    return f"tháng {month} năm {day.year}"


def spell_issue(office: Office, today: date) -> str:
    """The day of issue, with a gap for the day where only the month is known."""
    return spell_day(office.issued) if office.issued else f"ngày        {spell_month(today)}"
