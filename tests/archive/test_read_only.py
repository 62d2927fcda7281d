"""Archives to which nothing can be written are read all the same, and say so where they are to be changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archive.earlier import take_back_tables
from archive.papers import dump, keep, made, paper
from archive.sealed import as_nobody, mounted, open_to_all
from vbparse.archive.archive import Archive
from vbparse.archive.store import backups, upkeep
from vbparse.cli.app import app
from vbparse.errors import ArchiveError

Work = Callable[[Path], Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An archive `folder` that we may write; `ask` does work where that cannot be done."""

    folder: Path
    ask: Callable[[Work], Any]


@pytest.fixture(params=["mount", "rights"])
def sealed(request: pytest.FixtureRequest) -> Iterator[Sealed]:
    with ExitStack() as stack:
        top = stack.enter_context(open_to_all())
        folder = top / "kho"
        with made(folder) as held:
            keep(held, paper("1"), paper("2", title="Nạo vét kênh mương"))
            held.correct("1", "title", "Tên đúng")
            held.restrict("2", True)
        try:
            if request.param == "mount":
                at = stack.enter_context(mounted(folder, top / "doc"))
                yield Sealed(folder, lambda work: work(at))
            else:
                as_nobody(lambda: None)
                yield Sealed(folder, lambda work: as_nobody(lambda: work(folder)))
        except PermissionError as error:
            pytest.skip(str(error))


def listing(folder: Path) -> list[tuple[str, int, int]]:
    return sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*"))


def asked(folder: Path) -> list[Any]:
    with Archive(folder) as held:
        return [
            held.search("rừng").total,
            len(held.obligations(limit=50)),
            [held.document(head.document).title.text for head in held.documents()],  # type: ignore[union-attr]
            [len(held.original(head.document)) for head in held.documents()],
            [event.what for event in held.history("1")],
            len(list(held.check())),
            held.notes(),
            held.is_read_only,
        ]


def test_every_question_is_answered_and_nothing_is_left(sealed: Sealed) -> None:
    before = listing(sealed.folder)
    found = sealed.ask(asked)
    assert found[-2:] == [[], True]
    assert listing(sealed.folder) == before
    assert asked(sealed.folder)[:-1] == found[:-1]


def test_a_reader_finds_nothing_that_is_restricted(sealed: Sealed) -> None:
    def titles(folder: Path) -> list[str]:
        with Archive(folder, restricted=False) as held:
            return [head.canonical or "" for head in held.documents()]

    assert sealed.ask(titles) == ["1/KH-UBND"]


def test_what_would_change_it_is_told_in_a_sentence(sealed: Sealed) -> None:
    def change(folder: Path) -> list[str]:
        said = []
        with Archive(folder) as held:
            owed = held.obligations(limit=1)[0]
            for work in (
                lambda: held.correct("1", "title", "Khác"),
                lambda: held.mark(owed.obligation, "done", document=owed.head.document),
                lambda: held.remove("1", why="thử"),
                lambda: upkeep.rebuild(held.store),
            ):
                try:
                    work()
                except ArchiveError as error:
                    said.append(str(error).removeprefix(str(folder)))
        return said

    told = sealed.ask(change)
    assert len(told) == 4
    for sentence in told:
        assert sentence.startswith(": is read-only, and nothing can be changed in it; copy it to where you may write")


def test_what_somebody_writes_meanwhile_is_seen(sealed: Sealed) -> None:
    """His log is there, and is read with it."""
    with Archive(sealed.folder) as held:
        held.correct("1", "title", "Tên mới")
        assert (sealed.folder / "archive.db-wal").stat().st_size
        assert "Tên mới" in sealed.ask(asked)[2]
    assert not (sealed.folder / "archive.db-wal").exists()


def test_a_log_that_was_never_put_in_order_is_read_in_a_copy(sealed: Sealed) -> None:
    with Archive(sealed.folder) as held:
        held.correct("1", "title", "Tên mới")
        for name in ("archive.db", "archive.db-wal"):
            shutil.copy(sealed.folder / name, sealed.folder / f"{name}.now")
    for name in ("archive.db", "archive.db-wal"):  # as a machine leaves it that loses its power
        (sealed.folder / f"{name}.now").rename(sealed.folder / name)
    before = listing(sealed.folder)
    found = sealed.ask(asked)
    assert "Tên mới" in found[2]
    assert found[-2:] == [[], True]
    assert listing(sealed.folder) == before


def test_an_archive_of_an_earlier_version_is_read_in_a_copy(sealed: Sealed) -> None:
    take_back_tables(sealed.folder / "archive.db")
    before = listing(sealed.folder)
    *_, (note,), is_read_only = sealed.ask(asked)
    assert "was made by an earlier version" in note
    assert is_read_only
    assert listing(sealed.folder) == before
    assert asked(sealed.folder)[-1] is False
    with Archive(sealed.folder) as held:
        assert held.store.db.execute("SELECT count(*) FROM journal").fetchone()[0] == 4


def test_what_a_run_said_before_it_was_cut_off_is_told_and_the_rest_read(sealed: Sealed) -> None:
    with Archive(sealed.folder) as held:
        held.store.journal.append([{"at": "2023-01-01T00:00:00Z", "what": "confirmed", "document": "x", "on": False}])
    found = sealed.ask(asked)
    assert found[:2] == [1, 4]
    assert len(found[-2]) == 1
    assert "what it said last is not shown, for the archive is read-only" in found[-2][0]


def test_a_backup_of_it_is_whole(sealed: Sealed, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with open_to_all() as top:
        top.chmod(0o777)

        def backup(folder: Path) -> list[str]:
            with Archive(folder) as held:
                return backups.write_backup(held.store, top / "kho.tar")

        assert sealed.ask(backup) == []
        assert [path.name for path in top.iterdir()] == ["kho.tar"]
        assert backups.restore_backup(top / "kho.tar", tmp_path / "moi") == []
    with Archive(tmp_path / "moi") as new, Archive(sealed.folder) as old:
        assert dump(new) == dump(old)


READING = (
    *("search rừng", "obligations", "assignees", "refs 1", "missing", "check", "show 1", "original 1", "history 1"),
    *("corrections", "failures", "graph --format dot", "export --format jsonl", "ingest --dry-run {0}"),
)
CHANGING = ("correct 1 title Khác", "withdraw 3", "remove 1 --why thử", "rebuild", "reparse", "ingest {0}")


def test_commands_that_read_read_and_those_that_write_say_one_sentence(sealed: Sealed) -> None:
    with open_to_all() as top:
        (top / "3.txt").write_bytes(paper("3", title="Rà soát hộ nghèo"))
        (top / "3.txt").chmod(0o644)

        def run(folder: Path) -> list[list[Any]]:
            done = [
                CliRunner().invoke(app, [*line.format(top / "3.txt").split(), "--archive", str(folder)])
                for line in (*READING, *CHANGING)
            ]
            return [[one.exit_code, one.stderr] for one in done]

        found = sealed.ask(run)
    for line, (status, _) in zip(READING, found, strict=False):
        assert status == 0, line
    for line, (status, said) in zip(CHANGING, found[len(READING) :], strict=True):
        assert status == 1, line
        assert said.count("\n") == 1, said
        assert "is read-only, and nothing can be changed in it" in said


def test_a_folder_into_which_one_may_not_look_is_told(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1"))
    (tmp_path / "kho").chmod(0o700)

    def run() -> list[list[Any]]:
        lines = ("search rừng", "ingest x.txt", "ingest --dry-run x.txt", "rebuild", "backup x.tar", "user list")
        done = [CliRunner().invoke(app, [*line.split(), "--archive", str(tmp_path / "kho")]) for line in lines]
        return [[one.exit_code, one.stderr, repr(one.exception)] for one in done]

    try:
        for status, said, error in as_nobody(run):
            assert (status, error) == (1, "SystemExit(1)"), error
            assert said.count("\n") == 1
            assert said.startswith(f"vbparse: {tmp_path / 'kho'}"), said
    except PermissionError as error:
        pytest.skip(str(error))


def test_what_is_read_without_locks_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1"))
    try:
        with mounted(tmp_path / "kho", tmp_path / "doc") as at, Archive(at) as read:
            assert read.counts()["documents"] == 1
            with Archive(tmp_path / "kho") as held:
                keep(held, paper("2", title="Nạo vét kênh mương"))
            assert read.counts()["documents"] == 2
            with pytest.raises(ArchiveError, match="wrote to it while it was read"), read.reading():
                os.utime(tmp_path / "kho" / "archive.db")
    except PermissionError as error:
        pytest.skip(str(error))
