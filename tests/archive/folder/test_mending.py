"""What is damaged, cut, lost or another's is told, never taken for empty, and made whole again from what is left."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archive.earlier import take_back_tables
from archive.papers import dump, keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.archive.folder import database, opening
from vbparse.archive.folder.journal import is_whole
from vbparse.archive.store import backups
from vbparse.cli.app import app
from vbparse.errors import ArchiveError, DatabaseError, InputError, JournalError
from vbparse.ingest.again import rebuild

Lines = list[bytes]
JOURNAL, DATABASE = "journal.jsonl", "archive.db"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which all was said; its journal has seven lines."""
    folder = tmp_path_factory.mktemp("whole") / "kho"
    with made(folder) as held:
        keep(held, paper("1"), paper("2", title="Nạo vét kênh mương"))
        held.correct("1", "title", "Tên đúng", by="Hà")
        held.mark(held.obligations()[0].obligation, "done", document="1", by="Hà")
        held.correct("2", "title", "Tên khác")
        held.withdraw(held.corrections("2")[0].n)
        held.confirm("1", by="Hà")
    return folder


@pytest.fixture
def kho(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "kho"))


@pytest.fixture
def before(whole: Path) -> list[str]:
    with Archive(whole) as held:
        return dump(held)


def held_in(folder: Path) -> list[str]:
    with Archive(folder) as held:
        with held.store.writing():
            pass
        assert is_whole(list(held.store.journal.read_lines()))
        assert held.notes() == []
        return dump(held)


def rebuilt(folder: Path, **options: Any) -> tuple[list[str], list[str]]:
    """States of what was parsed, and what was told."""
    told: list[str] = []
    return [taken.state for taken in rebuild(folder, tell=told.append, **options)], told


def asked(folder: Path) -> None:
    with Archive(folder) as held:
        held.search("kế hoạch")
        held.document("1")


# --- the database


def another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE documents (x)")


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(65536))


NO_DATABASE: dict[str, Callable[[Path], object]] = {
    "0 bytes": lambda path: os.truncate(path, 0),
    "100 bytes": lambda path: os.truncate(path, 100),
    "two pages": lambda path: os.truncate(path, 8192),
    "all but a page": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "another's": another,
    "no database": lambda path: path.write_bytes(b"no database, and long enough to be looked at" * 100),
    "overwritten": overwritten,
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("harm", NO_DATABASE)
def test_a_database_that_is_none_is_refused_by_all_and_made_again(kho: Path, before: list[str], harm: str) -> None:
    NO_DATABASE[harm](kho / DATABASE)
    there = (kho / DATABASE).read_bytes() if harm != "gone" else None
    for command in ("search rừng", "ingest {0}", "backup {0}.tar", "mark x done", "failures", "check"):
        done = CliRunner().invoke(app, [*command.format(kho / JOURNAL).split(), "--archive", str(kho)])
        assert done.exit_code == 1, command
        assert done.stderr.startswith(f"vbparse: {kho / DATABASE}: "), done.stderr
        assert "`vbparse rebuild` makes it again from the originals and the journal." in done.stderr
        assert "Traceback" not in done.output
    for options in ({"create": True}, {"restricted": False}, {"threads": True}):
        with pytest.raises(DatabaseError, match="vbparse rebuild"), Archive(kho, **options) as held:
            held.document("1")
    assert ((kho / DATABASE).read_bytes() if harm != "gone" else None) == there
    assert rebuilt(kho) == (["added", "added"], [])
    assert held_in(kho) == before
    if there is not None:
        assert (kho / "archive.db.damaged").read_bytes() == there


def test_what_is_damaged_a_second_time_does_not_take_the_place_of_the_first(kho: Path) -> None:
    for n in ("", 1, 2):
        os.truncate(kho / DATABASE, 0)
        rebuilt(kho)
        assert (kho / f"archive.db.damaged{n}").exists()


def test_an_empty_file_alone_is_no_archive_and_one_is_made_in_its_place(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    with pytest.raises(ArchiveError, match="there is no archive"):
        Archive(tmp_path)
    with pytest.raises(InputError, match="there is no archive"):
        rebuilt(tmp_path)
    with Archive(tmp_path, create=True) as held:
        assert held.store.document_ids() == []


def test_who_has_it_open_while_it_is_made_again_goes_on_in_the_new_one(kho: Path, before: list[str]) -> None:
    with Archive(kho) as held:
        assert held.counts()["documents"] == 2
        (kho / DATABASE).rename(kho / "mat.db")
        with pytest.raises(DatabaseError, match=r"archive\.db: is gone"):
            held.counts()
        rebuilt(kho)
        assert dump(held) == before
        held.correct("1", "title", "Nữa")
    with Archive(kho) as other:
        assert [c.value for c in other.corrections("1")] == ["Tên đúng", "Nữa"]


def test_a_database_in_use_is_not_taken_for_a_damaged_one(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = database.TABLES
    monkeypatch.setattr(database, "TABLES", type(tables)(tables.package, tables.table, tables.mend, 0.1))
    with (
        Archive(kho) as held,
        held.store.writing(),
        pytest.raises(ArchiveError, match="another process has been writing"),
    ):
        rebuilt(kho)
    assert not list(kho.glob("*.damaged"))


def test_a_document_that_was_changed_in_the_database_is_told(kho: Path, before: list[str]) -> None:
    with Archive(kho) as held:
        data = held.store.db.execute("SELECT json FROM documents ORDER BY id LIMIT 1").fetchone()[0]
    raw = (kho / DATABASE).read_bytes()
    at = raw.index(data[40:60])
    (kho / DATABASE).write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    with pytest.raises(DatabaseError, match=r"archive\.db: damaged .*vbparse rebuild"), Archive(kho) as held:
        assert [held.document(document) for document in held.store.document_ids()] == []
    assert rebuilt(kho) == (["added", "added"], [])
    assert held_in(kho) == before
    assert not opening.foreign_names(kho)


# --- the journal


def edited(edit: Callable[[Lines], Lines]) -> Callable[[Path], object]:
    def harm(path: Path) -> None:
        path.write_bytes(b"".join(edit(path.read_bytes().splitlines(keepends=True))))

    return harm


NO_JOURNAL: dict[str, tuple[int, Callable[[Path], object]]] = {
    "a flipped byte": (2, edited(lambda x: [x[0], x[1].replace(b"/vao", b"/vap"), *x[2:]])),
    "a list": (1, edited(lambda x: [b"[1,2]\n", *x[1:]])),
    "a text": (3, edited(lambda x: [*x[:2], b'"x"\n', *x[3:]])),
    "null": (7, edited(lambda x: [*x[:6], b"null\n"])),
    "garbled": (3, edited(lambda x: [*x[:2], b"\0" * 300 + b"\n\n\n\n\n\xff\n", *x[4:]])),
    "garbled at the end": (6, edited(lambda x: [*x[:5], *([b"\xff\n"] * 9)])),
    "cut in a line": (5, lambda path: os.truncate(path, path.read_bytes().index(b'"what":"withdrawn"') - 300)),
    "cut behind a line": (4, edited(lambda x: x[:3])),
    "less its last break": (7, edited(lambda x: [*x[:6], x[6][:-1] + b" "])),
    "moved": (2, edited(lambda x: [x[0], x[2], x[1], *x[3:]])),
    "taken out": (2, edited(lambda x: [x[0], *x[2:]])),
    "put in": (4, edited(lambda x: [*x[:3], x[1], *x[3:]])),
    "of 0 bytes": (1, lambda path: os.truncate(path, 0)),
    "gone": (1, lambda path: path.unlink()),
}


@pytest.mark.parametrize("harm", NO_JOURNAL)
def test_a_journal_that_is_not_what_it_was_is_told_and_written_anew(
    kho: Path, before: list[str], whole: Path, harm: str, tmp_path: Path
) -> None:
    line, damage = NO_JOURNAL[harm]
    damage(kho / JOURNAL)
    there = (kho / JOURNAL).read_bytes() if harm != "gone" else None
    with Archive(kho) as held:  # it is read all the same
        assert dump(held) == before
        with pytest.raises(JournalError, match=rf"journal\.jsonl: line {line} .*`vbparse rebuild` writes it anew"):
            held.correct("1", "title", "Nữa")
        [told] = backups.write_backup(held.store, tmp_path / "kho.tar")
        assert f"journal.jsonl: line {line} " in told
    assert ((kho / JOURNAL).read_bytes() if harm != "gone" else None) == there
    backups.restore_backup(tmp_path / "kho.tar", tmp_path / "moi")
    assert held_in(tmp_path / "moi") == before  # the backup has the lines that the database keeps
    states, said = rebuilt(kho)
    assert (states, len(said)) == ([], 1)
    assert "is written anew (7 lines)" in said[0]
    assert (kho / JOURNAL).read_bytes() == (whole / JOURNAL).read_bytes()
    assert held_in(kho) == before
    if there:
        assert (kho / "journal.jsonl.damaged").read_bytes() == there


def test_what_is_said_afterwards_goes_on_from_what_was_written_anew(kho: Path) -> None:
    edited(lambda x: [*x[:3], b"null\n", *x[4:]])(kho / JOURNAL)
    rebuilt(kho)
    with Archive(kho) as held:
        assert held.correct("1", "title", "Nữa").n == 8
    held_in(kho)


def test_lines_that_the_database_does_not_hold_yet_are_kept(kho: Path, before: list[str]) -> None:
    """A run was cut off before it was committed, and the journal damaged afterwards."""
    with Archive(kho) as held:
        last = {"at": "2023-01-01T00:00:00Z", "what": "confirmed", "by": "Hà", "note": None, "on": True}
        held.store.journal.append([last | {"document": held.find("2").document}])
    edited(lambda x: [x[0], b"\0\n", *x[2:]])(kho / JOURNAL)
    rebuilt(kho)
    now = held_in(kho)
    assert [line for line in now if line not in before and not line.startswith(("confirmations", "anomalies"))] == []
    assert sum(line.startswith("confirmations") for line in now) == 2


def test_a_cut_journal_is_told_to_who_reads(kho: Path) -> None:
    edited(lambda x: x[:3])(kho / JOURNAL)
    done = CliRunner().invoke(app, ["search", "rừng", "--archive", str(kho)])
    assert done.exit_code == 0
    assert done.stderr == (
        f"vbparse: {kho / JOURNAL}: some of it is gone; archive.db holds it, and `vbparse rebuild` writes it anew.\n"
    )


# --- both


def test_each_takes_from_the_other_what_is_whole(kho: Path, before: list[str]) -> None:
    """The database is damaged in the middle of its pages, and the lines that it gives still fill the gap."""
    kept = database.salvage_lines(kho / DATABASE)
    assert sorted(kept) == [1, 2, 3, 4, 5, 6, 7]
    with Archive(kho) as held:
        root = held.store.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'refs'").fetchone()[0]
    with (kho / DATABASE).open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert not [x for x in [database.salvage_lines(kho / DATABASE)] if x != kept]
    edited(lambda x: [x[0], b"\0\n", x[2], *x[3:6]])(kho / JOURNAL)
    states, said = rebuilt(kho)
    assert states == ["added", "added"]
    assert "is written anew (7 lines)" in said[0]
    assert held_in(kho) == before


LOST = {
    "a line": (edited(lambda x: [*x[:2], b"null\n", *x[3:]]), "line 3 is damaged or gone"),
    "several": (edited(lambda x: [*x[:2], b"\0\n", b"\0\n", *x[4:]]), "lines 3, 4 are damaged or gone"),
    "the last": (edited(lambda x: [*x[:6], b"\0\n"]), "line 7 is damaged or gone"),
    "one taken out": (edited(lambda x: [*x[:4], *x[5:]]), "line 5 is damaged or gone"),
    "all": (lambda path: path.unlink(), "all of it is gone"),
}


@pytest.mark.parametrize("harm", LOST)
def test_what_is_nowhere_any_more_is_not_passed_over_unless_one_says_so(
    kho: Path, harm: str, before: list[str]
) -> None:
    damage, said = LOST[harm]
    damage(kho / JOURNAL)
    os.truncate(kho / DATABASE, 0)
    files = sorted(path.name for path in kho.iterdir())
    for _ in range(2):
        with pytest.raises(JournalError, match=rf"{said}, and archive\.db does not hold it either.*--leave-out-lost"):
            rebuilt(kho)
        assert sorted(path.name for path in kho.iterdir()) == files
    done = CliRunner().invoke(app, ["rebuild", "--leave-out-lost", "--archive", str(kho)])
    assert done.exit_code == 0
    assert "2 documents are held" in done.stderr
    if harm == "all":
        assert "does not know 2 of the originals" in done.stderr
    else:
        assert f"{said}, and what it said is left out" in done.stderr
        entries = [json.loads(line) for line in (kho / JOURNAL).read_bytes().splitlines()]
        assert len(entries) == 7
        assert (kho / "journal.jsonl.damaged").exists()
    held_in(kho) if harm != "all" else asked(kho)


def test_lines_behind_a_gap_keep_their_numbers(kho: Path) -> None:
    """The correction of line 5 is withdrawn by line 6, whatever became of the others."""
    edited(lambda x: [x[0], b"\0\n", *x[2:]])(kho / JOURNAL)
    os.truncate(kho / DATABASE, 0)
    rebuilt(kho, leave_out=True)
    with Archive(kho) as held:
        assert [(c.n, c.state) for c in held.corrections()] == [(3, "applied"), (5, "withdrawn")]


def test_lines_that_were_moved_are_put_back_without_the_database(kho: Path, before: list[str], whole: Path) -> None:
    edited(lambda x: [x[0], x[4], x[2], x[3], x[1], x[1], *x[5:]])(kho / JOURNAL)
    os.truncate(kho / DATABASE, 0)
    rebuilt(kho)
    assert (kho / JOURNAL).read_bytes() == (whole / JOURNAL).read_bytes()
    assert held_in(kho) == before


def test_a_journal_of_another_archive_is_neither_taken_nor_written_over(kho: Path, tmp_path: Path) -> None:
    with made(tmp_path / "khac") as held:
        keep(held, paper("7"), paper("8", title="Rà soát"))
        held.correct("7", "title", "Khác")
    shutil.copy(tmp_path / "khac" / JOURNAL, kho / JOURNAL)
    there = (kho / JOURNAL).read_bytes()
    with Archive(kho) as held, pytest.raises(JournalError):
        held.confirm("1")
    with pytest.raises(JournalError, match=r"is whole, but not the journal of this archive\.db"):
        rebuilt(kho, leave_out=True)
    assert (kho / JOURNAL).read_bytes() == there


def test_lines_that_were_damaged_in_the_database_are_taken_from_the_journal(kho: Path, before: list[str]) -> None:
    with closing(sqlite3.connect(kho / DATABASE, isolation_level=None)) as db:
        db.execute("UPDATE journal SET line = CAST(replace(line, 'Tên', 'Ten') AS BLOB) WHERE n = 3")
    with Archive(kho) as held, pytest.raises(JournalError, match="line 3"):
        held.confirm("1")
    rebuilt(kho)
    assert held_in(kho) == before


# --- archives of earlier versions


@pytest.fixture
def old(kho: Path) -> Path:
    """The archive as an earlier version made it: without sums, and without lines in the database."""
    lines = (kho / JOURNAL).read_bytes().splitlines(keepends=True)
    plain = [line[: line.index(b',"line":')] + b"}\n" for line in lines]
    (kho / JOURNAL).write_bytes(b"".join(plain))
    with closing(sqlite3.connect(kho / DATABASE, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'journal_size'", (sum(map(len, plain)),))
    take_back_tables(kho / DATABASE)
    return kho


def test_an_archive_of_an_earlier_version_opens_and_is_safe_from_then_on(old: Path, before: list[str]) -> None:
    plain = (old / JOURNAL).read_bytes()
    with Archive(old) as held:
        assert dump(held) == before
        assert [note for note in held.notes() if "earlier version" not in note] == []
        assert (old / JOURNAL).read_bytes() == plain
        assert b"".join(row[0] for row in held.store.db.execute("SELECT line FROM journal ORDER BY n")) == plain
        assert held.confirm("2")
    lines = (old / JOURNAL).read_bytes().splitlines(keepends=True)
    assert b"".join(lines[:7]) == plain
    assert is_whole(lines)
    edited(lambda x: [x[0].replace(b"/vao", b"/vap"), *x[1:]])(old / JOURNAL)
    with Archive(old) as held, pytest.raises(JournalError, match="line 1 "):
        held.confirm("2")
    rebuilt(old)
    assert (old / JOURNAL).read_bytes() == b"".join(lines)


def test_an_earlier_archive_that_is_rebuilt_from_its_originals(old: Path, before: list[str]) -> None:
    (old / DATABASE).unlink()
    rebuilt(old)
    with Archive(old) as held:
        assert dump(held) == before
        assert held.confirm("1")
    held_in(old)


@pytest.mark.parametrize("harm", ["garbled", "cut"])
def test_an_earlier_journal_that_was_damaged_before_is_told_and_the_archive_read(
    old: Path, before: list[str], harm: str
) -> None:
    edited(lambda x: [*x[:3], b"[1,2]\n", *x[4:]] if harm == "garbled" else x[:5])(old / JOURNAL)
    with Archive(old) as held:
        assert dump(held) == before
        assert len(held.notes()) >= 1
        with pytest.raises(JournalError, match="put the file back from a backup"):
            held.confirm("2")
    with pytest.raises(JournalError, match="--leave-out-lost"):
        rebuilt(old)
    rebuilt(old, leave_out=True)
    held_in(old)


def test_an_entry_of_another_shape_is_told_with_its_line(kho: Path) -> None:
    for n, entry in enumerate(
        ({"what": "corrected"}, {"what": "ingested", "sha256": ["x"], "name": 1, "size": 2}, {"what": "removed"})
    ):
        with Archive(kho) as held:
            size = held.store.journal.size()
            held.store.journal.append([{"at": "2023-01-01T00:00:00Z", **entry}])
        with Archive(kho) as held:
            assert len(held.notes()) == 1, n
            with pytest.raises(JournalError, match=r"journal\.jsonl: line 8 does not hold what an entry"):
                held.confirm("1")
        os.truncate(kho / JOURNAL, size)
