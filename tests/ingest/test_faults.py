"""What happens to an archive when things go wrong under it: processes killed, disks full, files damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.archives import dump, killed, moments, plans, take
from vbparse.archive.archive import Archive
from vbparse.errors import ArchiveError, VbparseError
from vbparse.ingest import keep
from vbparse.ingest.again import rebuild

KILLS = 50


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plans(tmp_path_factory.mktemp("files"), 24)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many steps, so that a kill falls into every part of one; none of them ended by the clock."""
    monkeypatch.setattr(keep, "STEP", 2)
    monkeypatch.setattr(keep, "SECONDS", 1e9)


@pytest.fixture
def whole(tmp_path: Path, files: Path) -> list[str]:
    take(tmp_path / "whole", files)
    return dump(tmp_path / "whole")


def test_killed_at_fifty_moments_and_run_again_nothing_is_lost_and_nothing_twice(
    tmp_path: Path, files: Path, whole: list[str], small_steps: None
) -> None:
    total = moments(lambda: take(tmp_path / "counted", files))
    for i in range(KILLS):
        archive = tmp_path / f"killed-{i}"
        at = 1 + i * (total - 1) // (KILLS - 1)
        assert killed(lambda archive=archive: take(archive, files), at)
        take(archive, files)
        assert dump(archive) == whole, f"killed at moment {at} of {total}"
        assert not list((archive / "originals").rglob("*.part"))


def test_killed_again_and_again_the_same_archive_is_finished_in_the_end(
    tmp_path: Path, files: Path, whole: list[str], small_steps: None
) -> None:
    archive = tmp_path / "often"
    for i in range(12):
        killed(lambda: take(archive, files), 40 * (i + 1))
    take(archive, files)
    assert dump(archive) == whole


def test_to_ingest_twice_changes_nothing(tmp_path: Path, files: Path, whole: list[str]) -> None:
    take(tmp_path / "whole", files)
    assert dump(tmp_path / "whole") == whole
    states = {taken.state for taken in take(tmp_path / "whole", files)}
    assert states == {"held", "failed"}


ROOM = 350
"""Kilobytes for some documents, and not for all."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk takes root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_what_was_kept_is_sound(
    small_disk: Path, files: Path, whole: list[str], small_steps: None
) -> None:
    Archive(small_disk / "kho", create=True).close()
    room = os.statvfs(small_disk)
    taken = (room.f_blocks - room.f_bfree) * room.f_frsize // 1024  # what the empty tables take
    subprocess.run(["mount", "-o", f"remount,size={taken + ROOM}k", str(small_disk)], check=True)
    with pytest.raises(ArchiveError, match=r"make room|disk is full"):
        take(small_disk / "kho", files)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    with Archive(small_disk / "kho") as held:
        assert 0 < len(held.store.document_ids()) < 24
    take(small_disk / "kho", files)
    assert dump(small_disk / "kho") == whole


READER = """
import sys
from vbparse.archive.archive import Archive
counts = []
while not sys.stdin.isatty():
    with Archive(sys.argv[1]) as held:
        found = held.search("kế hoạch").total
        counts.append(found)
        assert len(held.obligations(limit=1000)) <= 72
    if found >= int(sys.argv[2]):
        break
assert counts == sorted(counts), counts
print(len(counts))
"""


def test_it_is_read_while_it_is_written(tmp_path: Path, files: Path, small_steps: None) -> None:
    archive = tmp_path / "kho"
    Archive(archive, create=True).close()
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(archive), "24"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    take(archive, files)
    out, err = reader.communicate(timeout=120)
    assert reader.returncode == 0, err.decode()
    assert int(out) >= 1


def test_two_writers_at_once_leave_what_one_leaves(tmp_path: Path, files: Path, whole: list[str]) -> None:
    archive = tmp_path / "kho"
    Archive(archive, create=True).close()
    called = [sys.executable, "-c", "from vbparse.cli import main; main()"]
    command = [*called, "ingest", str(files), "--archive", str(archive)]
    other = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    take(archive, files)
    other.wait(timeout=120)
    assert dump(archive) == whole


@pytest.mark.parametrize("harm", ["overwritten", "cut", "gone", "no database"])
def test_a_damaged_database_is_told_and_made_again(tmp_path: Path, files: Path, whole: list[str], harm: str) -> None:
    archive = tmp_path / "whole"
    with Archive(archive) as held:
        said = held.obligations(limit=1)[0]
        held.mark(said.obligation, "done", document=said.head.document, by="Hà", note="đã gửi")
        held.correct(said.head.document, "title.text", "Tên đúng", by="Hà", why="gõ nhầm")
    before = dump(archive)
    damage(archive / "archive.db", harm)
    with pytest.raises(ArchiveError, match="vbparse rebuild"):
        asked(archive, said.head.document)
    assert {taken.state for taken in rebuild(archive)} == {"added"}
    assert dump(archive) == before


def asked(archive: Path, document: str) -> None:
    with Archive(archive) as held:
        held.search("kế hoạch")
        held.document(document)


def damage(path: Path, harm: str) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        os.truncate(path, path.stat().st_size // 3)
    else:
        data = bytearray(path.read_bytes())
        start = 0 if harm == "no database" else 4096
        data[start : start + 65536] = os.urandom(65536)
        path.write_bytes(data)


def test_a_damaged_line_of_the_journal_is_told(tmp_path: Path, files: Path) -> None:
    take(tmp_path / "kho", files)
    (tmp_path / "kho" / "archive.db").unlink()
    with (tmp_path / "kho" / "journal.jsonl").open("r+b") as file:
        file.write(b"{what")
    with pytest.raises(VbparseError, match=r"journal\.jsonl.*backup"):
        list(rebuild(tmp_path / "kho"))


def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path, files: Path) -> None:
    with Archive(tmp_path / "kho", create=True) as held:
        held.store.db.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="newer vbparse"):
        Archive(tmp_path / "kho")
