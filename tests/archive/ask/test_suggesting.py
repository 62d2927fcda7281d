"""Suggestions while somebody types: what they lead to, who sees them, and how they are looked up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.papers import LOC, keep, paper
from vbparse.archive.archive import Archive
from vbparse.archive.ask.suggesting import MOST, suggest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggesting") / "kho"
    with Archive(folder, create=True) as archive:
        keep(
            archive,
            paper("12", above=LOC),
            paper("120", above=LOC, title="Thu gom rác thải sinh hoạt"),
            paper("12", kind="QĐ", above=LOC, day=(2023, 5, 2), title="Trồng rừng phòng hộ"),
            paper("7", above=LOC, unit="XÃ HÙNG PHÚ", day=(2023, 6, 2), title="Rừng và phòng ngừa rủi ro"),
        )
        hidden = keep(archive, paper("129", above=LOC, unit="XÃ KÍN ĐÁO", title="Rừng bí mật", work=[]))
        archive.restrict(hidden[0].id, True)
    return folder


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive(folder) as archive:
        yield archive


@pytest.fixture
def reader(folder: Path) -> Iterator[Archive]:
    """As somebody opens it who may not see what is restricted."""
    with Archive(folder, restricted=False) as archive:
        yield archive


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12", ["12/QĐ-UBND", "12/KH-UBND", "120/KH-UBND"]),
        ("012/", ["12/QĐ-UBND", "12/KH-UBND"]),
        ("12/q", ["12/QĐ-UBND"]),
        ("12 - kh", ["12/KH-UBND"]),
        ("12/khub", ["12/KH-UBND"]),
        ("quyet dinh 12", ["12/QĐ-UBND"]),
        ("kh 12", ["12/KH-UBND", "120/KH-UBND"]),
        ("Kế hoạch số 12/KH-UBND", ["12/KH-UBND"]),
        ("xã 12", []),
        ("13", []),
    ],
)
def test_a_number_is_completed(reader: Archive, typed: str, expected: list[str]) -> None:
    assert [head.canonical for head in reader.suggest(typed).numbers] == expected


@pytest.mark.parametrize("typed", ["rừng", "rung", "RUNG", "rừn"])
def test_titles_are_found_with_marks_or_without_the_newest_first(reader: Archive, typed: str) -> None:
    assert [head.canonical for head in reader.suggest(typed).titles] == ["7/KH-UBND", "12/QĐ-UBND", "12/KH-UBND"]


def test_words_in_a_row_come_before_words_anywhere(reader: Archive) -> None:
    titles = [head.canonical for head in reader.suggest("rừng phòng").titles]
    assert titles == ["12/QĐ-UBND", "7/KH-UBND", "12/KH-UBND"]


def test_a_single_letter_behind_words_takes_no_suggestion_away(reader: Archive) -> None:
    assert reader.suggest("trong rung p").titles == reader.suggest("trong rung").titles != []


def test_bodies_are_charged_or_issue(reader: Archive) -> None:
    assert [body.name for body in reader.suggest("tai ch").bodies] == ["Tài chính - Kế toán"] * 2  # of two xã
    assert reader.suggest("ubnd xa hung").issuers == ["Ủy ban nhân dân xã Hùng Phú"]
    assert reader.suggest("hùng phú").issuers == ["Ủy ban nhân dân xã Hùng Phú"]


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "-", '"', "*", "-rừng", "r*", "AND OR", 'a"b OR', "x " * 70, "%_", "12/%"]
)
def test_whatever_is_typed_is_no_error(archive: Archive, typed: str) -> None:
    found = archive.suggest(typed)
    assert len(found.numbers) + len(found.bodies) + len(found.issuers) + len(found.titles) <= MOST


def test_what_is_restricted_is_suggested_to_those_who_find_it(archive: Archive, reader: Archive) -> None:
    for typed, kind in (("129", "numbers"), ("bí mật", "titles"), ("kin dao", "issuers")):
        assert getattr(archive.suggest(typed), kind), typed
        assert not getattr(reader.suggest(typed), kind), typed


@pytest.mark.parametrize("typed", ["1", "12/k", "quyet dinh 12", "rung phong", "ubnd xa"])
@pytest.mark.parametrize("restricted", [True, False])
def test_no_table_of_documents_is_read_from_end_to_end(folder: Path, typed: str, restricted: bool) -> None:
    with Archive(folder, restricted=restricted) as archive:
        db, asked = archive.store.db, list[str]()
        db.set_trace_callback(asked.append)
        suggest(db, typed)
        db.set_trace_callback(None)
        plans = {sql: _plan(db, sql) for sql in asked if sql.startswith("SELECT")}
    assert any("heads" in line for plan in plans.values() for line in plan)
    for sql, plan in plans.items():
        assert not [
            x for x in plan if x.startswith(("SCAN heads", "SCAN main.heads", "SCAN texts", "SCAN documents"))
        ], sql


def _plan(db: sqlite3.Connection, sql: str) -> list[str]:
    return [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
