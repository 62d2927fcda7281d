"""Backups hold what is held and nothing else, and what was changed in one is noticed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive.papers import dump, keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.archive.folder import copies, originals
from vbparse.archive.store import backups
from vbparse.cli.app import app
from vbparse.errors import ArchiveError


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1"), paper("2", title="Nạo vét kênh mương"))
        held.correct("1", "title", "Tên đúng", by="Hà")
        copies.add(held.folder, held.find("1").document, b"%PDF-1.7 of the first")
    return tmp_path / "kho"


def backup(kho: Path) -> list[str]:
    with Archive(kho) as held:
        return backups.write_backup(held.store, kho.with_suffix(".tar"))


def names(kho: Path) -> list[str]:
    with tarfile.open(kho.with_suffix(".tar")) as tar:
        return [name.partition("/")[0] for name in tar.getnames()]


def held_in(folder: Path) -> list[str]:
    with Archive(folder) as held:
        assert held.notes() == []
        return dump(held)


def test_a_backup_is_the_archive(kho: Path, tmp_path: Path) -> None:
    before = held_in(kho)
    assert backup(kho) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kho", "kho.tar"]
    assert backups.restore_backup(tmp_path / "kho.tar", tmp_path / "a" / "moi") == []
    assert held_in(tmp_path / "a" / "moi") == before
    for folder in (kho, tmp_path / "a" / "moi"):
        assert sorted(path.name for path in folder.iterdir()) == ["archive.db", "copies", "journal.jsonl", "originals"]
    assert (tmp_path / "a" / "moi").stat().st_mode == kho.stat().st_mode


def test_its_sums_can_be_checked_without_us(kho: Path, tmp_path: Path) -> None:
    backup(kho)
    with tarfile.open(tmp_path / "kho.tar") as tar:
        tar.extractall(tmp_path / "moi", filter="data")
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "moi", capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len((tmp_path / "moi" / "SHA256SUMS").read_text().splitlines()) == 5


def test_what_nothing_holds_is_left_out_and_what_waits_to_be_parsed_is_not(kho: Path) -> None:
    for data in (b"of a run that was cut off", b"of a file that could not be parsed again"):
        originals.add(kho, hashlib.sha256(data).hexdigest(), data)
    with Archive(kho) as held, held.store.writing() as step:
        step.record("ingested", sha256=hashlib.sha256(data).hexdigest(), name="/vao/x.pdf", size=len(data))
    assert backup(kho) == []
    assert names(kho).count("originals") == 3
    done = CliRunner().invoke(app, ["backup", str(kho.with_suffix(".tar")), "--archive", str(kho)])
    assert done.exit_code == 0
    assert (
        "not in the backup: 1 originals of files that did not come in; `vbparse rebuild` takes them in" in done.stderr
    )


def test_what_a_removal_left_behind_that_was_cut_off_is_gone_when_something_is_written(
    kho: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between commit and deletion: never in a backup, and deleted by whoever writes next."""
    with Archive(kho) as held:
        gone = held.find("1").document
        monkeypatch.setattr(originals, "delete", lambda *_: None)
        monkeypatch.setattr(copies, "delete", lambda *_: None)
        held.remove("1", why="trùng")
        monkeypatch.undo()
    assert originals.path_of(kho, gone).exists()
    assert copies.path_of(kho, gone).exists()
    assert backup(kho) == []
    assert sorted(names(kho)) == ["SHA256SUMS", "archive.db", "journal.jsonl", "originals"]
    with Archive(kho) as held:
        held.confirm("2")
    assert originals.list_all(kho) == [document for document in originals.list_all(kho) if document != gone]
    assert not copies.list_all(kho)
    assert len(originals.list_all(kho)) == 1


def test_an_original_that_was_changed_or_lost_is_told_by_both(kho: Path, tmp_path: Path) -> None:
    first, second = originals.list_all(kho)
    originals.path_of(kho, first).unlink()
    with originals.path_of(kho, second).open("r+b") as file:
        file.write(b"x")
    wrong = backup(kho)
    assert [sentence.partition(": ")[2][:30] for sentence in wrong] == [
        "the original cannot be read (N",
        "the original was changed since",
    ]
    lost = backups.restore_backup(tmp_path / "kho.tar", tmp_path / "moi")
    assert lost == [
        f"{tmp_path / 'kho.tar'}: does not hold the original {sha256}; put it back when you find it."
        for sha256 in (first, second)
    ]
    with Archive(tmp_path / "moi") as held:
        assert len(held.store.document_ids()) == 2


def test_a_backup_that_was_cut_is_told_wherever_it_was(kho: Path, tmp_path: Path) -> None:
    backup(kho)
    with tarfile.open(tmp_path / "kho.tar") as tar:
        ends = [member.offset_data + -(-member.size // 512) * 512 for member in tar.getmembers()][:-2]
    size = (tmp_path / "kho.tar").stat().st_size
    for end in [*ends, *range(1000, ends[-1], 50_000)]:
        shutil.copy(tmp_path / "kho.tar", tmp_path / "cut.tar")
        os.truncate(tmp_path / "cut.tar", end)
        try:
            said = backups.restore_backup(tmp_path / "cut.tar", tmp_path / "moi")
        except ArchiveError as error:
            said = [str(error)]
        assert said, f"cut at {end} of {size}"
        shutil.rmtree(tmp_path / "moi", ignore_errors=True)
        assert not list(tmp_path.glob(".*"))


def test_a_flipped_bit_is_told_or_was_of_no_account(kho: Path, tmp_path: Path) -> None:
    before = held_in(kho)
    backup(kho)
    data, chance, told = (tmp_path / "kho.tar").read_bytes(), random.Random(1), 0
    for _ in range(60):
        at = chance.randrange(len(data))
        (tmp_path / "kho.tar").write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        try:
            said = backups.restore_backup(tmp_path / "kho.tar", tmp_path / "moi")
        except ArchiveError:
            said = ["told"]
        told += bool(said)
        assert said or held_in(tmp_path / "moi") == before, at
        shutil.rmtree(tmp_path / "moi", ignore_errors=True)
    assert told > 30


def test_an_earlier_backup_without_sums_is_restored(kho: Path, tmp_path: Path) -> None:
    before = held_in(kho)
    with tarfile.open(tmp_path / "alt.tar", "w") as tar:
        for name in ("archive.db", "journal.jsonl", "originals"):
            tar.add(kho / name, name)
    assert backups.restore_backup(tmp_path / "alt.tar", tmp_path / "moi") == []
    assert held_in(tmp_path / "moi") == before


def test_what_backups_left_that_were_cut_off_is_swept_away_and_nothing_else(kho: Path, tmp_path: Path) -> None:
    left = tmp_path / ".kho.tar.0123abcd.part"
    left.mkdir()
    (left / "archive.db").touch()
    others = [tmp_path / "kho.tar.part", tmp_path / ".kho.tar.cua-toi.part", tmp_path / ".khac.tar.0123abcd.part"]
    for other in others:
        other.mkdir()
    assert backup(kho) == []
    assert not left.exists()
    assert all(other.exists() for other in others)
