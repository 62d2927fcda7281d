"""The map: the most cited documents, and what cites them."""

import sqlite3

import pytest

from archive.held import cite, connect, hold
from vbparse.archive.ask.citation_map import map_citations
from vbparse.archive.citing import CitationMap

LAW = "Luật|thi đua khen thưởng|||"


@pytest.fixture
def db() -> sqlite3.Connection:
    """A plan of a district that eight communes carry out, a law that two cite; a report beside them cites nothing."""
    found = connect()
    hold(found, "district", "15/KH-UBND", "2023-02-24", unit="huyện lũng vài", title="Thu gom rác thải")
    hold(found, "alone", "3/BC-UBND", "2023-02-24")
    for n in range(8):
        hold(found, f"c{n}", f"{n + 1}/KH-UBND", f"2024-03-{n + 1:02}", unit=f"xã {n}")
        cite(found, f"c{n}", "15/KH-UBND", to="district", relation="implements")
    for n in (2, 5):
        cite(found, f"c{n}", None, doc_type="Luật", name="Luật Thi đua, khen thưởng", wanted=LAW)
    hold(found, "draft", None, "2024-03-01", work="c1", current=0)
    cite(found, "draft", None, doc_type="Luật", name="Luật Thi đua, khen thưởng", wanted=LAW)
    return found


def ranked(found: CitationMap) -> list[tuple[str, int, bool]]:
    return [(one.key, one.citations, one.missing) for one in found.ranked]


def test_the_most_cited_stands_first_and_drafts_do_not_count(db: sqlite3.Connection) -> None:
    found = map_citations(db)
    assert ranked(found) == [("district", 8, False), (LAW, 2, True)]
    assert set(found.graph.nodes) == {"district", LAW, *(f"c{n}" for n in range(8))}
    assert found.total == len(found.graph.nodes) == 10
    assert len(found.graph.edges) == 10


def test_of_too_many_those_stay_that_tie_most(db: sqlite3.Connection) -> None:
    found = map_citations(db, limit=5)
    assert list(found.graph.nodes)[:2] == ["district", LAW]
    assert set(found.graph.nodes) >= {"c2", "c5"}
    assert (len(found.graph.nodes), found.total) == (5, 10)


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"doc_type": "Luật"}, [LAW]),
        ({"year": "2023"}, ["district"]),
        ({"issuer": "huyen lung vai"}, ["district"]),
        ({"text": "thi dua"}, [LAW]),
        ({"text": "15/KH"}, ["district"]),
        ({"year": "1999"}, []),
    ],
)
def test_what_is_cited_is_filtered(db: sqlite3.Connection, filters: dict[str, str], keys: list[str]) -> None:
    found = map_citations(db, **filters)
    assert [one.key for one in found.ranked] == keys
    assert set(keys) <= set(found.graph.nodes)
    assert bool(found.graph.nodes) == bool(keys)
