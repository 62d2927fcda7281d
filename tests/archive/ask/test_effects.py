"""What replaces, repeals or amends a document, as stored documents say."""

import sqlite3

import pytest

from archive.held import cite, connect, hold
from vbparse.archive.ask.effects import effects_on, list_effects

OLD = "8/QĐ-UBND"


@pytest.fixture
def db() -> sqlite3.Connection:
    """A decision, one that repeals an article of it, one that replaces it, a report and a draft that speak of it."""
    found = connect()
    hold(found, "old", OLD, "2022-01-07")
    hold(found, "part", "15/QĐ-UBND", "2022-09-01")
    hold(found, "new", "12/QĐ-UBND", "2024-05-03")
    hold(found, "report", "40/BC-UBND", "2024-01-09")
    hold(found, "draft", None, "2024-05-01", doc_type="QĐ", work="new", current=0)
    cite(found, "part", OLD, to="old", sentence="1. Bãi bỏ Điều 5 Quyết định số 8/QĐ-UBND.")
    said = "Quyết định này thay thế Quyết định số 8/QĐ-UBND."
    cite(found, "new", OLD, to="old", relation="replaces", sentence=said, section="Điều 3")
    cite(found, "draft", OLD, to="old", relation="replaces", sentence=said)
    cite(found, "report", OLD, to="old", relation="repeals", sentence="Đề nghị bãi bỏ Quyết định số 8/QĐ-UBND.")
    cite(found, "report", "12/QĐ-UBND", to="new", relation="basis", sentence="Căn cứ Quyết định số 12/QĐ-UBND;")
    return found


def test_what_ends_a_document_stands_before_what_changes_a_part(db: sqlite3.Connection) -> None:
    found = list_effects(db, "old")
    assert [(one.head.document, one.relation, one.extent) for one in found] == [
        ("new", "replaces", "whole"),
        ("part", "repeals", "part"),
    ]
    assert (found[0].section, found[0].reference) == ("Điều 3", "new-0")


def test_many_are_asked_for_at_once(db: sqlite3.Connection) -> None:
    assert list(effects_on(db, ["old", "new", "report", "x"])) == ["old"]
    assert list_effects(db, "new") == []
