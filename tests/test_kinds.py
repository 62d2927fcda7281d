"""Documents nobody has seen, kind by kind: what is read of the cases in `tests/kinds`."""

from __future__ import annotations

import pytest

from kinds_of_wording import EVERY, KINDS, cases, figures

LEAST = {
    "slots": (0.95, 0.87),
    "leads": (0.92, 0.81),
    "subjects": (0.87, 0.87),
    "names": (0.93, 0.90),
    "brackets": (0.76, 0.84),
    "dues": (0.95, 0.83),
    "references": (0.98, 0.97),
    "phases": (0.98, 0.85),
    "recipients": (0.98, 0.95),
}
"""The least F1 of a kind: of the cases that rules were written for, and of those set aside."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_wording_is_read(kind: str) -> None:
    written_for, aside = (figures(kind, aside=aside)[2] for aside in (False, True))
    assert written_for >= LEAST[kind][0]
    assert aside >= LEAST[kind][1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_third_is_set_aside(kind: str) -> None:
    every = list(cases(kind))
    assert len(every) >= 20
    assert sum(case.aside for case in every) == len(every) // EVERY
