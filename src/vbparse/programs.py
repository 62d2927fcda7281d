"""What vbparse calls beside its own Python: which parts there are, what each makes possible, what to install; and how
a program is run so that one that hangs or dies costs its own file and nothing else."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vbparse.errors import ToolError
from vbparse.patterns import Cue
from vbparse.sentences import Sentence

_VERSION = Cue(
    r"\d+(?:\.\d+)+",
    examples=["tesseract 5.3.0", "LibreOffice 7.4.7.2 40(Build:2)", "10.02.1"],
    rejects=["tesseract 5", "leptonica"],
)
"""The version in the answer of a program."""
_ANSWERS = 20.0
"""Seconds in which a program must answer."""
_LIBRARIES = ("libtesseract.so.5", "libtesseract.5.dylib")
_LIBRARY_FOLDERS = ("lib", "lib64", "lib/*-linux-gnu*")
"""Where libraries are, beside the folder of a program."""
_TAIL = 4000
"""Bytes of what a program says last that are kept."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that may be missing. `enables` says what it makes possible, `licence` under which terms it comes (those
    of vbparse are others); `install` is the command that brings it; `version` finds it, None where it is not there."""

    name: str
    enables: str
    licence: str
    install: str
    version: Callable[[], str | None]


def describe_missing(*parts: Part) -> Sentence | None:
    """What has to be installed before all parts are there, as the end of a sentence; None where nothing is."""
    for part in parts:
        if part.version() is None:
            return Sentence("program.missing", name=part.name, install=part.install)
    return None


def package_version(name: str) -> str | None:
    """The version of a Python package; None where it is not installed."""
    from importlib import metadata  # which takes longer to load than most of what the command line loads

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _ask_program(names: Sequence[str], *arguments: str) -> str | None:
    """What the first of these programs that is there says."""
    program = next(filter(None, map(shutil.which, names)), None)
    return _read_output(program, *arguments) if program else None


@cache
def _read_output(program: str, *arguments: str) -> str | None:
    try:
        result = subprocess.run(
            [program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=_ANSWERS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (result.stdout + result.stderr).decode("utf-8", "replace") if result.returncode == 0 else None


def _find_version(*names: str) -> str | None:
    answer = _ask_program(names, "--version")
    match = _VERSION.search(answer or "")
    return match[0] if match else None


def _find_vietnamese() -> str | None:
    return "there" if "vie" in (_ask_program(["tesseract"], "--list-langs") or "").split() else None


@cache
def find_tesseract_library(program: str) -> str | None:
    """The library that was installed with a program called tesseract, and so reads the same; None where there is
    none."""
    root = Path(program).resolve().parent.parent
    found = (path for folder in _LIBRARY_FOLDERS for name in _LIBRARIES for path in root.glob(f"{folder}/{name}"))
    return next(map(str, found), None)


def _find_library_version() -> str | None:
    program = shutil.which("tesseract")
    library = find_tesseract_library(program) if program else None
    return library and "there"


def _find_uno() -> str | None:
    """Whether LibreOffice's bridge is in its own Python or in the system's; it has no version of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    of_office = [str(Path(office).resolve().with_name("python"))] if office else []
    pythons = [*of_office, "/usr/bin/python3", "python3"]
    has_bridge = any(_ask_program([python], "-c", "import uno") is not None for python in pythons)
    return "there" if has_bridge else None


TESSERACT = Part(
    "Tesseract",
    "scans and images are read (OCR)",
    "Apache-2.0",
    "apt-get install tesseract-ocr tesseract-ocr-vie",
    lambda: _find_version("tesseract"),
)
VIETNAMESE = Part(
    "Vietnamese for Tesseract",
    "scans and images are read (OCR)",
    "Apache-2.0",
    "apt-get install tesseract-ocr-vie",
    _find_vietnamese,
)
TESSERACT_LIBRARY = Part(
    "Tesseract's library",
    "scans are read in three quarters of the time, by a Tesseract that is kept",
    "Apache-2.0",
    "apt-get install libtesseract5",
    _find_library_version,
)
LIBREOFFICE = Part(
    "LibreOffice",
    "DOC, RTF and ODT are read, and reports printed as PDF",
    "MPL-2.0",
    "apt-get install libreoffice-writer-nogui python3-uno",
    lambda: _find_version("soffice", "libreoffice"),
)
UNO = Part(
    "UNO for Python",
    "DOC, RTF and ODT are read ten times as fast, by a LibreOffice that is kept",
    "MPL-2.0",
    "apt-get install python3-uno",
    _find_uno,
)
OCRMYPDF = Part(
    "OCRmyPDF",
    "searchable copies as PDF/A (vbparse ingest --pdfa)",
    "MPL-2.0, its img2pdf LGPL-3.0",
    "pip install 'vbparse[ocr]'",
    lambda: package_version("ocrmypdf"),
)
GHOSTSCRIPT = Part(
    "Ghostscript",
    "copies of PDFs without their fonts keep their own text, from 10.02.1 on",
    "AGPL-3.0",
    "apt-get install ghostscript",
    lambda: _find_version("gs"),
)
WEB = Part(
    "FastAPI",
    "the archive in a browser and over HTTP (vbparse serve)",
    "MIT",
    "pip install 'vbparse[web]'",
    lambda: package_version("fastapi"),
)
PARTS = (TESSERACT, VIETNAMESE, TESSERACT_LIBRARY, LIBREOFFICE, UNO, OCRMYPDF, GHOSTSCRIPT, WEB)


def run_program(
    command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Exit status of a program, and the end of what it wrote on both streams. It is killed with its group when it does
    not end in time, and when the caller is interrupted. Raises ToolError, whose message is the end of a sentence, where
    it does not end in time or cannot be started."""
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=os.environ | dict(environment or {}),
                start_new_session=True,
            )
        except OSError as error:
            raise ToolError("program.unstarted", command=command[0], why=error) from error
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise ToolError("program.slow", seconds=seconds) from None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(max(0, output.seek(0, os.SEEK_END) - _TAIL))
        return status, output.read().decode("utf-8", "replace")
