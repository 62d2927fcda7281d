"""Files are there whole or not at all, and sweeping takes nothing from who is still writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vbparse import files

WRITER = """
import sys
from pathlib import Path
from vbparse import files
folder = Path(sys.argv[1])
for n in range(int(sys.argv[2])):
    with files.open_new_file(folder / f"{sys.argv[3]}-{n}") as file:
        file.write(b"whole")
"""
SWEEPER = """
import sys
from pathlib import Path
from vbparse import files
folder = Path(sys.argv[1])
while not (folder / "enough").exists():
    files.sweep(folder, "*.part")
"""


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with files.open_new_file(target) as file:
        file.write(b"first")
        assert not target.exists()
    assert target.read_bytes() == b"first"
    with pytest.raises(RuntimeError), files.open_new_file(target) as file:  # noqa: PT012 (all that the block did goes)
        file.write(b"sec")
        raise RuntimeError
    assert target.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_of_two_who_make_a_new_file_the_first_stays(tmp_path: Path) -> None:
    with files.open_new_file(tmp_path / "a", new=True) as one:
        one.write(b"one")
        with files.open_new_file(tmp_path / "a", new=True) as other:
            other.write(b"other")
    assert (tmp_path / "a").read_bytes() == b"other"


def test_nothing_is_swept_away_under_who_writes(tmp_path: Path) -> None:
    """Three writers and two sweepers at once, as uploads are that come in together."""
    sweepers = [subprocess.Popen([sys.executable, "-c", SWEEPER, str(tmp_path)]) for _ in range(2)]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), "300", name], stderr=subprocess.PIPE)
        for name in "abc"
    ]
    try:
        said = [writer.communicate()[1].decode() for writer in writers]
    finally:
        (tmp_path / "enough").touch()
        for sweeper in sweepers:
            sweeper.wait()
    assert said == ["", "", ""]
    assert len(list(tmp_path.glob("[abc]-*"))) == 900
    assert not list(tmp_path.glob("*.part"))


def test_what_a_writer_that_died_left_is_swept_away(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with files.open_new_file(tmp_path / "a") as file, files.open_new_folder(tmp_path, "b"):
            file.write(b"half")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(tmp_path.iterdir())) == 2
    files.sweep(tmp_path, "a.*.part")
    assert [path.name[:3] for path in tmp_path.iterdir()] == [".b."]
    with files.open_new_folder(tmp_path, "b") as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert not list(tmp_path.iterdir())


def test_what_another_holds_cannot_be_held(tmp_path: Path) -> None:
    held = files.try_lock(tmp_path)
    assert held is not None
    assert files.try_lock(tmp_path) is None
    os.close(held)
    again = files.try_lock(tmp_path)
    assert again is not None
    os.close(again)
    assert files.try_lock(tmp_path / "none") is None
