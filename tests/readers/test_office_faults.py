"""What a LibreOffice that hangs, dies or floods the disk costs: its time and its own file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vbparse.errors import DamagedError, InputError, ToolError
from vbparse.readers.office import converter, helper
from vbparse.readers.open import open_source

from .checks import texts
from .offices import RTF, left, needs_office, running, stand_in, vbparse

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, in which nothing may stay and for which nothing may run on. LibreOffice, where a
    test before has started it, is another one's."""
    folder = Path(tempfile.mkdtemp(prefix="t-"))
    converter.close()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    converter.close()
    until_clean(folder)
    folder.rmdir()


def until_clean(folder: Path) -> None:
    """Wait for the end of what was told to end; fails where something stays."""
    for _ in range(300):
        if not running(folder) and not left(folder):
            return
        time.sleep(0.1)
    assert (running(folder), left(folder)) == ([], [])


def on_path(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    monkeypatch.setenv("PATH", f"{stand_in(folder, script)}:{os.environ['PATH']}")


FAULTS = {
    "sleeps": ("sleep 1000", "did not finish within 1 seconds"),
    "sleeps in a child that heeds no signal": ("trap '' TERM HUP INT; sleep 1000 & wait", "did not finish within"),
    "dies": ("exit 1", "died"),
    "dies by a signal": ("kill -SEGV $$", "died"),
    "fills the disk with one file": ('exec cat /dev/zero > "$TMPDIR/much"', "wrote more than|died"),
    "fills the disk with many files": (
        'for i in $(seq 100000); do head -c 1000000 /dev/zero > "$TMPDIR/$i"; done',
        "wrote more than 16 MB",
    ),
}


@pytest.mark.parametrize("bridge", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_converter_is_told_and_ended(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, bridge: bool
) -> None:
    script, words = FAULTS[fault]
    on_path(monkeypatch, tmp_path / "bin", script)
    monkeypatch.setenv(converter.SECONDS, "1" if "sleeps" in fault else "60")
    monkeypatch.setattr(converter, "ROOM", 16 << 20)
    if not bridge:
        monkeypatch.setattr(converter, "_find_pythons", lambda soffice: [])
    for _ in range(2):
        with pytest.raises(ToolError, match=rf"^a\.rtf: LibreOffice ({words})"):
            open_source(RTF, "a.rtf")
        until_clean(place)


def test_the_other_files_of_a_batch_go_on(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path(monkeypatch, tmp_path / "bin", "sleep 1000")
    files = [tmp_path / name for name in ("a.txt", "b.rtf", "c.txt", "d.rtf", "e.txt")]
    for file in files:
        file.write_bytes(RTF if file.suffix == ".rtf" else "Kế hoạch".encode())
    done = vbparse("parse", *files, VBPARSE_OFFICE_SECONDS=1)
    names = [Path(json.loads(line)["source"]["name"]).name for line in done.stdout.splitlines()]
    assert names == ["a.txt", "c.txt", "e.txt"]
    assert [name for name in ("a", "b", "c", "d", "e") if f"{name}.rtf: LibreOffice did not" in done.stderr] == [
        "b",
        "d",
    ]
    assert done.returncode == 1


@needs_office
def test_one_that_hangs_after_the_first_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert texts(open_source(RTF, "a.rtf")) == ["Kế hoạch"]
    assert converter._kept
    os.killpg(converter._kept._group, signal.SIGSTOP)
    monkeypatch.setenv(converter.SECONDS, "2")
    with pytest.raises(ToolError, match="did not finish"):
        open_source(RTF, "b.rtf")
    until_clean(place)
    monkeypatch.setenv(converter.SECONDS, "60")
    assert texts(open_source(RTF, "c.rtf")) == ["Kế hoạch"]


@needs_office
def test_one_that_was_killed_between_two_files(place: Path) -> None:
    assert texts(open_source(RTF, "a.rtf")) == ["Kế hoạch"]
    assert converter._kept
    os.killpg(converter._kept._group, signal.SIGKILL)
    with pytest.raises(ToolError, match=r"^b\.rtf: LibreOffice died"):
        open_source(RTF, "b.rtf")
    assert texts(open_source(RTF, "c.rtf")) == ["Kế hoạch"]


@needs_office
def test_a_helper_that_was_killed_leaves_nothing(place: Path) -> None:
    assert texts(open_source(RTF, "a.rtf")) == ["Kế hoạch"]
    assert converter._kept
    converter._kept._helper.kill()
    with pytest.raises(ToolError, match=r"^b\.rtf: LibreOffice died"):
        open_source(RTF, "b.rtf")
    until_clean(place)
    assert texts(open_source(RTF, "c.rtf")) == ["Kế hoạch"]


WAITS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background has children ignore
from vbparse.readers.open import open_source

open_source(sys.stdin.buffer.read(), "a.rtf")
print("read", flush=True)
while True:
    time.sleep(1)
"""


@needs_office
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_the_process_that_was_killed(place: Path, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(RTF)
        process.stdin.close()
        try:
            assert process.stdout.readline() == b"read\n"
            pipes = pipes_of(place)
            assert len(pipes) == 2
        finally:
            process.send_signal(how)
    until_clean(place)
    assert not any(pipe.exists() for pipe in pipes)


def pipes_of(place: Path) -> set[Path]:
    """The pipes of the LibreOffice that works in the folder: those of its process that /proc/net/unix names."""
    sockets = {
        line.split()[6]: line.split()[7] for line in Path("/proc/net/unix").read_text().splitlines() if "/" in line
    }
    held = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={place}".encode() in (process / "environ").read_bytes():
                held |= {
                    os.readlink(x)[8:-1] for x in (process / "fd").iterdir() if os.readlink(x).startswith("socket:")
                }
        except OSError:
            continue
    return {Path(sockets[x]) for x in held & set(sockets) if "OSL_PIPE" in sockets[x]}


def test_without_libreoffice_the_package_is_named(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match=r"^a\.rtf: .*not installed.*apt-get install libreoffice-writer"):
        open_source(RTF, "a.rtf")
    with pytest.raises(DamagedError):  # what can be told without it is
        open_source(RTF[:-1], "a.rtf")


@needs_office
def test_a_disk_without_room_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")
    with pytest.raises(ToolError, match=r"^a\.rtf: .*no room"):
        open_source(RTF, "a.rtf")


def test_nothing_is_started_once_the_end_has_come(tmp_path: Path) -> None:
    office = helper.Office(str(tmp_path / "office"), "/bin/true", None)
    office.end()
    with pytest.raises(EOFError):
        office.convert({"source": "a.rtf", "target": str(tmp_path / "a.docx"), "filter": "Rich Text Format"})
    assert office.process is None


@pytest.mark.parametrize("text", ["soon", "0", "-1", "inf", "nan"])
@needs_office
def test_a_limit_that_is_none(place: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(converter.SECONDS, text)
    with pytest.raises(InputError, match=r"^VBPARSE_OFFICE_SECONDS is .*; set it"):
        open_source(RTF, "a.rtf")
