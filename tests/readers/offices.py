"""LibreOffice for tests: what it makes of files, what runs in its name, and programs that stand in for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

RTF = rb"{\rtf1\ansi\uc1{\fonttbl{\f0 Times New Roman;}}\f0 K\u7871 ? ho\u7841 ?ch\par}"
"""The text "Kế hoạch"."""


def convert(source: Path, suffix: str, folder: Path, profile: Path) -> Path:
    """The file in another format, as LibreOffice saves it."""
    assert SOFFICE
    call = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix]
    subprocess.run([*call, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{suffix}"


def stand_in(folder: Path, script: str) -> Path:
    """A folder with a `soffice` that runs a script of the shell; `$REAL` is LibreOffice's own."""
    folder.mkdir()
    path = folder / "soffice"
    path.write_text(f"#!/bin/bash\nREAL={SOFFICE}\n{script}\n")
    path.chmod(0o755)
    return folder


def vbparse(*arguments: object, **environment: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    called = [sys.executable, "-c", "from vbparse.cli import main; main()", *map(str, arguments)]
    env = os.environ | {key: str(value) for key, value in environment.items()}
    return subprocess.run(called, env=env, capture_output=True, encoding="utf-8", timeout=300)


def running(folder: Path) -> list[str]:
    """The command lines of all processes whose temporary files are to go somewhere into the folder, less ourselves."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if command and f"TMPDIR={folder}".encode() in environment and process.name != str(os.getpid()):
            found.append(command)
    return found


def left(folder: Path) -> list[Path]:
    """Folders that LibreOffice worked in and that are there still."""
    return list(folder.rglob("vbparse-office-*"))
