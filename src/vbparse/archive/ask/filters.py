"""What is asked of obligations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

from vbparse.edtf import Interval

Falls = Literal["due", "running"]
Old = Literal["with", "without", "only"]


class CommonFilters(TypedDict, total=False):
    """What is asked for, however bodies, times and documents are named; see `obligations.list_obligations`."""

    falls: Falls | None
    overdue_on: date | None
    role: str | None
    issuer: str | None
    text: str | None
    status: str | None
    ended: bool
    old: Old | None
    today: date | None
    sure: bool
    undated: bool


class Filters(CommonFilters, total=False):
    """`bodies` and `document` are ids."""

    bodies: Sequence[str] | None
    due: Interval | None
    document: str | None


class NamedFilters(CommonFilters, total=False):
    """`assignee`, `due` and `document` as people write them ("VPTK", "2023-Q3", "35/KH-UBND")."""

    assignee: str | None
    due: str | None
    document: str | None
