"""What is read through the indexes is enough: with all documents of a number or a title the answer is the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from importlib.resources import files
from itertools import product
from random import Random

import pytest

from vbparse.archive.index import keys
from vbparse.archive.settle import reach
from vbparse.archive.settle.agreement import Candidate, CitationParts
from vbparse.archive.settle.changes import MatchKeys
from vbparse.archive.settle.resolve import resolve, unit_scope
from vbparse.bodies.identity import Home, read_body

UNITS = (
    ("xã suối dền", "huyện hói trăn"),
    ("xã cồn mận", "huyện hói trăn"),
    ("huyện hói trăn", "tỉnh vũng sậy"),
    (None, None),
)
BODIES = ("Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân", "Hội đồng nhân dân", "Phòng Nội vụ", "Chính phủ")
NUMBERS = (
    ("1", "KH-UBND"),
    ("1", "KH"),
    ("1", None),
    ("9", "2023/QĐ-UBND"),
    ("7", "2023/NĐ-CP"),
    ("7", None),
    (None, None),
)
DATES = ("2023-03-10", "2023-03-11", "2023-03", "2023", "2022-03-10", None)
TITLES = ("Phòng, chống cháy rừng", "Nạo vét kênh mương")
ISSUERS = (
    None,
    "UBND xã",
    "UBND xã Suối Dền",
    "UBND huyện",
    "UBND huyện Hói Trăn",
    "Chính phủ",
    "UBND tỉnh",
    "Chủ tịch UBND xã",
)


def held(by: Random, work: str) -> Candidate:
    (unit, parent), spelling = by.choice(UNITS), by.choice(BODIES)
    body = read_body(spelling, Home(unit, parent)) if by.random() < 0.9 else None
    return Candidate(
        work=work,
        doc_type=by.choice(("KH", "QĐ", "NĐ", None)),
        number_key=keys.number_key(*by.choice(NUMBERS)),
        title_key=keys.title_key("KH", by.choice(TITLES)),
        date=by.choice(DATES),
        core=body.core if body else None,
        unit=body.unit if body else None,
        parent=body.parent if body else None,
    )


def cited(by: Random) -> CitationParts:
    home = Home(*by.choice(UNITS))
    number_key = keys.number_key(*by.choice(NUMBERS))
    return CitationParts(
        by=replace(held(by, "citing"), unit=home.unit, parent=home.parent),
        home=home,
        above=by.choice(((), ("huyện hói trăn", "tỉnh vũng sậy"))),
        doc_type=by.choice(("KH", "QĐ", "Luật", None)),
        number_key=number_key,
        title_key=None if number_key and by.random() < 0.5 else keys.title_key("KH", by.choice(TITLES)),
        date=by.choice(DATES),
        issuer=by.choice(ISSUERS),
    )


def hold(db: sqlite3.Connection, row: int, one: Candidate) -> None:
    db.execute(
        "INSERT INTO heads (row, document, work, current, name, doc_type, number_key, title_key, date, issuer_core,"
        " issuer_unit, issuer_parent) VALUES (?, ?, ?, 1, '', ?, ?, ?, ?, ?, ?, ?)",
        (
            row,
            one.work,
            one.work,
            one.doc_type,
            one.number_key,
            one.title_key,
            one.date,
            one.core,
            one.unit,
            one.parent,
        ),
    )


def refer(db: sqlite3.Connection, row: int, one: CitationParts) -> None:
    db.execute(
        "INSERT INTO refs (row, document, id, head, relation, number_key, title_key, date, scope)"
        " VALUES (?, 'citing', ?, 0, 'cites', ?, ?, ?, ?)",
        (row, str(row), one.number_key, one.title_key, one.date, unit_scope(one)),
    )


def named(one: CitationParts, other: Candidate) -> bool:
    """Whether a document bears the number (as far as it is cited) or, where it has none or none is cited, the title."""
    if one.number_key:
        numbers = {other.number_key, *keys.shortened_keys(other.number_key)} if other.number_key else set()
        return one.number_key in numbers or (not other.number_key and one.title_key == other.title_key)
    return one.title_key == other.title_key


@pytest.fixture
def db() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    found.row_factory = sqlite3.Row
    found.executescript(files("vbparse.archive").joinpath("migrations/0001.sql").read_text("utf-8"))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_what_is_left_out_could_not_be_meant(db: sqlite3.Connection, seed: int) -> None:
    by = Random(seed)
    documents = [held(by, f"d{n}") for n in range(120)]
    for row, one in enumerate(documents):
        hold(db, row, one)
    for citation in (cited(by) for _ in range(400)):
        everything = [one for one in documents if named(citation, one)]
        assert resolve(citation, reach.find_candidates(db, citation)) == resolve(citation, everything), citation


@pytest.mark.parametrize("seed", range(4))
def test_who_comes_is_told_to_all_to_whom_it_matters(db: sqlite3.Connection, seed: int) -> None:
    by = Random(seed)
    citations = [cited(by) for _ in range(200)]
    for row, one in enumerate(citations):
        refer(db, row, one)
    for document in (held(by, "new") for _ in range(60)):
        reached = reach.find_citing(
            db, MatchKeys(None, None, document.number_key, document.title_key, document.date, document.unit)
        )
        for row, citation in enumerate(citations):
            if named(citation, document) and row not in reached:
                assert resolve(citation, [document]) == resolve(citation, []), (citation, document)


def test_of_one_number_only_the_own_unit_and_the_day_are_read(db: sqlite3.Connection) -> None:
    key = keys.number_key("1", "KH-UBND")
    for row, (n, day) in enumerate(product(range(50), ("2023-03-10", "2023-04-10"))):
        hold(db, row, Candidate(f"d{row}", "KH", key, None, day, "ủy ban nhân dân", f"xã số {n}", None))
    home = Home("xã số 7", None)
    by = Candidate("citing", "KH", None, None, "2023-05-01", "ủy ban nhân dân", home.unit, None)
    citation = CitationParts(by, home, (), "KH", key, None, "2023-04-11", None)
    assert {one.unit for one in reach.find_candidates(db, citation)} == {"xã số 7"}
    assert len(reach.find_candidates(db, replace(citation, date="2023-04-10"))) == 51
