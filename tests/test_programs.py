"""Programs beside Python: what is missing is told, and one that hangs, dies or floods costs its own run only."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from vbparse.errors import ToolError
from vbparse.programs import PARTS, Part, describe_missing, package_version, run_program

HANGS = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def assert_ended(noted: Path) -> None:
    """The processes whose numbers stand in a file are gone, at once or soon after they were told to end."""
    pids = [int(pid) for pid in noted.read_text().split()]
    assert len(pids) == 2
    for _ in range(600):
        if not any(map(alive, pids)):
            return
        time.sleep(0.1)
    assert [pid for pid in pids if alive(pid)] == []


def test_what_a_program_says_last_and_its_status() -> None:
    status, said = run_program(
        [sys.executable, "-c", "print('a' * 10**6); print('thôi'); raise SystemExit(7)"], seconds=60
    )
    assert status == 7
    assert said.endswith("thôi\n")
    assert len(said) < 5000


def test_a_program_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    noted = tmp_path / "pids"
    with pytest.raises(ToolError, match="did not end within 30 seconds"):
        run_program([sys.executable, "-c", HANGS, str(noted)], seconds=30)
    assert_ended(noted)


def test_a_program_that_dies_is_a_status() -> None:
    assert run_program([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], seconds=60)[0] == -9


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(ToolError, match="no-such-program cannot be started"):
        run_program(["no-such-program"], seconds=60)


def test_the_first_part_that_is_missing_is_told_with_what_to_install() -> None:
    there, gone = Part("A", "", "", "", lambda: "1"), Part("B", "reads B", "MIT", "apt-get install b", lambda: None)
    assert describe_missing(there) is None
    assert describe_missing(there, gone) == "B is not installed; install it with `apt-get install b`"


def test_no_part_is_there_where_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    called = [
        part for part in PARTS if part.name in ("Tesseract", "Vietnamese for Tesseract", "LibreOffice", "Ghostscript")
    ]
    assert [part.version() for part in called] == [None] * 4
    assert all(part.enables and part.install for part in PARTS)
    assert package_version("no-such-package") is None


def test_a_program_that_fails_when_asked_is_as_good_as_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tesseract", "gs"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert {part.version() for part in PARTS if part.name in ("Tesseract", "Ghostscript")} == {None}
