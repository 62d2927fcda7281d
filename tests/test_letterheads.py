"""Every letterhead is read in every layout: type, number, date, issuer and title."""

from __future__ import annotations

import pytest

from letterheads import DATES, ISSUERS, KINDS, LAYOUTS, MOTTOS, NUMBERS, PARTY_ISSUERS, find_faults, letterheads

HEADS = [*letterheads()]
EACH = {"DOCX table": 31, "HTML table": 23, "PDF": 67}
"""Of how many letterheads one is tried, of those layouts that take long to make and read."""


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_letterhead_is_read(layout: str) -> None:
    step = EACH.get(layout, 13)
    chosen = HEADS[len(layout) % step :: step]
    assert {str(head): faults for head in chosen if (faults := find_faults(head, layout))} == {}


def test_all_parts_are_tried() -> None:
    chosen = HEADS[::13]
    assert {head.kind for head in chosen} == set(KINDS)
    assert {head.number for head in chosen} >= set(NUMBERS)
    assert {head.date for head in chosen} == set(DATES)
    assert {head.issuer for head in chosen} == {*ISSUERS, *PARTY_ISSUERS}
    assert {head.motto for head in chosen} >= set(MOTTOS)
