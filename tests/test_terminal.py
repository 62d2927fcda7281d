"""What documents and file names say is shown on a terminal, and does nothing there."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes import PLAN
from vbparse.exchange.visible import on_one_line, show_controls

HARM = "\x1b]0;tên\x07\x1b[2J\x9b31m\x7f\u202e"
"""Sets the title of a window, clears it, asks for red, deletes, and turns the order of what follows about."""
NAME = f"a{HARM}\nvbparse: b.txt: all is well.txt"
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[\d*[AKG]|\r")
"""Colours, and what moves the progress bar."""


def acting(shown: str) -> list[str]:
    """Characters of a terminal's output that act on it, less what is ours."""
    rest = OURS.sub("", shown)
    return [c for c in rest if (ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = PLAN.replace("KẾ HOẠCH\n", f"KẾ HOẠCH\nTrồng cây {HARM} xanh\n", 1).replace(
        "Công an xã", f"Công an xã{HARM}"
    )
    (tmp_path / NAME).write_text(text, "utf-8")
    (tmp_path / "c.txt").write_text(PLAN, "utf-8")
    (tmp_path / f"trống{HARM}\n.txt").write_bytes(b"")
    return tmp_path


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from vbparse.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def on_terminal(*arguments: str, folder: Path) -> str:
    """All that a run shows on a terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from vbparse.cli import main; main()", *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    process = subprocess.Popen(
        command, cwd=folder, stdout=follower, stderr=follower, stdin=subprocess.DEVNULL, env=environment
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(leader)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_signs_stand_for_what_acts() -> None:
    assert show_controls("a\x1b[31m\r\n\tb\x85\u202e\x7f") == "a␛[31m␍\n\tb\ufffd\ufffd␡"
    assert on_one_line("a\n\tb") == "a␤␉b"
    assert show_controls("Kế hoạch – số 1/KH\u00a0") == "Kế hoạch – số 1/KH\u00a0"


@pytest.mark.parametrize("format_", ["table", "md", "jsonl", "json"])
@pytest.mark.parametrize(
    "show", [on_terminal, lambda *a, folder: "".join([(r := run(*a, folder=folder)).stdout, r.stderr])]
)
def test_parse(folder: Path, format_: str, show: Callable[..., str]) -> None:
    shown = show("parse", "--format", format_, ".", folder=folder)
    assert acting(shown) == []
    assert "Trồng cây" in shown
    if format_ in ("table", "md"):
        assert "␛" in shown


def test_json_is_the_same_json(folder: Path) -> None:
    done = run("parse", "--format", "jsonl", NAME, folder=folder)
    document = json.loads(done.stdout)
    assert document["source"]["name"] == NAME
    assert HARM in document["text"]


def test_colours_and_the_bar_are_ours(folder: Path) -> None:
    shown = on_terminal("parse", ".", folder=folder)
    assert "\x1b[1m" in shown
    assert "3/3" in shown
    assert acting(shown) == []


def test_a_name_makes_no_second_line(folder: Path) -> None:
    done = run("parse", f"trống{HARM}\n.txt", f"gone{HARM}\nx", folder=folder)
    faults = done.stderr.splitlines()
    assert len(faults) == 3
    assert faults[0].startswith("vbparse: trống␛]0;tên␇␛[2J")
    assert "␤.txt: the file holds no text" in faults[0]
    assert faults[1].startswith("vbparse: gone␛")


def test_commands_of_an_archive(folder: Path) -> None:
    shown = on_terminal("ingest", ".", "--archive", "kho", "--among-files", folder=folder)
    assert "1 failed" in shown
    for arguments in (
        ["search", "trồng cây"], ["failures"], ["obligations"], ["assignees"], ["check"], ["missing"],
        ["show", "12/KH-UBND"], ["refs", "12/KH-UBND"], ["history", "12/KH-UBND"], ["graph"],
        ["show", f"no{HARM}\nx"], ["trace", "12/KH-UBND"],
    ):  # fmt: skip
        more = on_terminal(*arguments, "--archive", "kho", folder=folder)
        assert acting(more) == [], arguments
        shown += more
    assert acting(shown) == []
    assert "␛" in shown
