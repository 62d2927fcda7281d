"""Spellings of bodies in several units, written before there was a unifier: which of them are one body.

`assignees.tsv` holds communes of the time before July 2025 with their district; `assignees-2.tsv` a province, a
district, and communes of both times; `assignees-3.tsv` two provinces, a mountain district, wards of one number, an
island, villages, schools, courts, army, banks. The head of an office is a body of his own, apart from it: such rows
are left out of the second, which was written with another convention.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from vbparse.bodies.identity import BodyName, home_of, read_body

Row = dict[str, str]


@pytest.fixture(scope="module", params=["assignees.tsv", "assignees-2.tsv", "assignees-3.tsv"])
def spellings(request: pytest.FixtureRequest) -> list[Row]:
    with (Path(__file__).parent / request.param).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(rows: list[Row]) -> list[tuple[str | None, str | None, str]]:
    """(unit, unit above, body) of each row, the unit above as an archive of all rows knows it."""
    homes = [home_of(row["issuer"], parent=row["parent"] or None) for row in rows]
    above: dict[str | None, set[str]] = {}
    for home in homes:
        if home.parent:
            above.setdefault(home.unit, set()).add(home.parent)

    def known(unit: str | None, parent: str | None) -> str | None:
        found = above.get(unit, set())
        return parent or (next(iter(found)) if len(found) == 1 else None)

    def key(name: BodyName) -> tuple[str | None, str | None, str]:
        return name.unit or name.level, known(name.unit, name.parent), name.core

    named = [
        read_body(row["spelling"], replace(home, parent=known(home.unit, home.parent)))
        for row, home in zip(rows, homes, strict=True)
    ]
    return [key(name) for name in named]


def test_no_two_units_are_joined(spellings: list[Row]) -> None:
    units: dict[tuple[str | None, str | None, str], set[str]] = {}
    for row, key in zip(spellings, read(spellings), strict=True):
        units.setdefault(key, set()).add(row["body"].split("-")[0])
    assert {key: found for key, found in units.items() if len(found) > 1} == {}


def test_spellings_of_one_body_are_one(spellings: list[Row]) -> None:
    keys = read(spellings)
    right = wrong = lost = 0
    for i, j in combinations(range(len(spellings)), 2):
        same, read_as_same = spellings[i]["body"] == spellings[j]["body"], keys[i] == keys[j]
        right += same and read_as_same
        wrong += read_as_same and not same
        lost += same and not read_as_same
    assert 2 * right / (2 * right + wrong + lost) >= 0.97, f"right {right}, wrong {wrong}, lost {lost}"
