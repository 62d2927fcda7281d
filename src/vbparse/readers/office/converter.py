"""LibreOffice, started for the first file and kept for those that follow, with a limit of time and disk for each.

To start it takes about a second, to convert a file with it a twentieth. It is kept by a helper process (`helper`) that
asks it over a pipe: a `soffice --convert-to` that is handed to a running LibreOffice makes that one end with the file.
When this process ends, be it killed, the helper sees its standard input close, kills LibreOffice and removes the folder
that holds profile and files. So every process has its own LibreOffice, and none stays behind.

VBPARSE_OFFICE_SECONDS sets how long one file may take (60).
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from vbparse.errors import ToolError
from vbparse.programs import LIBREOFFICE
from vbparse.readers.office import helper, profile
from vbparse.workers.limits import MB, read_positive_number

SECONDS = "VBPARSE_OFFICE_SECONDS"
_SECONDS = 60
"""Seconds for one file, where nothing else is set; most take one."""
ROOM = 1024 * MB
"""Bytes that LibreOffice may write for one file; its profile and what it keeps for itself are in them."""
FILES = 200
"""Files after which LibreOffice is started anew, since it gives back not all of the memory that it takes."""
_LOOK = 0.25
"""Seconds from one look at the disk to the next."""
_PIECE = 65536
"""Bytes that are read from the helper at a time: what a pipe holds."""
_PARTING = 10
"""Seconds that the helper has to clean up."""
Target = Literal["docx", "pdf"]

_lock = threading.Lock()
_kept: _Office | None = None


def convert(data: bytes, name: str, suffix: str, filter_name: str, target: Target) -> bytes:
    """The file as DOCX or PDF. `filter_name` is LibreOffice's name of its format.

    Raises ToolError, where LibreOffice is missing, takes too long, dies or fills the disk; the next file finds a new
    one. ValueError: LibreOffice cannot open the file as that format.
    """
    global _kept
    with _lock:
        office = _kept
        if office is not None and (office.owner != os.getpid() or office.done >= FILES):
            if office.owner == os.getpid():
                office.stop()
            office = None
        try:
            _kept = office or _Office(name)
            return _kept.convert(data, name, suffix, filter_name, target)
        except ValueError:
            raise
        except BaseException:
            close()
            raise


def close() -> None:
    """End the LibreOffice of this process, if there is one."""
    global _kept
    if _kept is not None and _kept.owner == os.getpid():
        _kept.stop()
    _kept = None


atexit.register(close)


class _Office:
    """A helper process with its LibreOffice, and the folder of both."""

    def __init__(self, name: str) -> None:
        soffice = find_soffice()
        if soffice is None:
            raise ToolError("office.missing", name=name, install=LIBREOFFICE.install)
        self.owner = os.getpid()
        self.done = 0
        self._heard = b""
        self._group = 0
        try:
            self.folder = Path(tempfile.mkdtemp(prefix="vbparse-office-"))
            profile.write_profile(self.folder / "profile")
            for inner in ("files", "tmp"):
                (self.folder / inner).mkdir()
        except OSError as error:
            raise ToolError("office.no-room", name=name, why=error) from error
        self._helper = subprocess.Popen(
            [sys.executable, helper.__file__, str(self.folder), soffice, str(ROOM), *_find_pythons(soffice)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=self._environment(),
        )

    def _environment(self) -> dict[str, str]:
        """Less what is meant for our own Python; temporary files stand in our folder."""
        variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        return variables | {"TMPDIR": str(self.folder / "tmp")}

    def convert(self, data: bytes, name: str, suffix: str, filter_name: str, wanted: Target) -> bytes:
        source = self.folder / "files" / f"in{suffix}"
        target = self.folder / "files" / f"in.{wanted}"
        try:
            source.write_bytes(data)
            request = {"source": str(source), "target": str(target), "filter": filter_name}
            fault = self._ask_helper(request, name)
            if fault == "died":
                raise ToolError("office.died", name=name)
            if fault:
                raise ValueError(f"LibreOffice cannot open it as {filter_name}")
            self.done += 1
            return target.read_bytes()
        except OSError as error:
            raise ToolError("office.no-room", name=name, why=error) from error
        finally:
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def _ask_helper(self, request: dict[str, str], name: str) -> str | None:
        """The helper's answer: what went wrong. Raises ToolError where there is none in time."""
        limit = read_positive_number(SECONDS, _SECONDS)
        end = time.monotonic() + limit
        assert self._helper.stdin
        with suppress(BrokenPipeError):
            self._helper.stdin.write(json.dumps(request).encode() + b"\n")
            self._helper.stdin.flush()
        while True:
            line = self._read_line(end)
            if line is None:
                if time.monotonic() >= end:
                    raise ToolError("office.slow", name=name, limit=limit, seconds=SECONDS)
                if _folder_size(self.folder) > ROOM:
                    raise ToolError("office.large", name=name, room=ROOM // MB)
                continue
            answer: dict[str, Any] = json.loads(line) if line else {"fault": "died"}
            if "fault" in answer:
                return str(answer["fault"]) if answer["fault"] else None
            self._group = answer["office"]

    def _read_line(self, end: float) -> bytes | None:
        """The helper's next line, empty where it has ended; None where nothing comes for a while."""
        assert self._helper.stdout
        while b"\n" not in self._heard:
            wait = min(_LOOK, max(0.0, end - time.monotonic()))
            if not select.select([self._helper.stdout], [], [], wait)[0]:
                return None
            more = os.read(self._helper.stdout.fileno(), _PIECE)
            if not more:
                return b""
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    def stop(self) -> None:
        """End the helper, which ends LibreOffice and removes the folder; where it does not, do it."""
        assert self._helper.stdin
        assert self._helper.stdout
        with suppress(OSError):
            self._helper.stdin.close()
        try:
            self._helper.wait(_PARTING)
        except subprocess.TimeoutExpired:
            self._helper.kill()
            self._helper.wait()
        self._helper.stdout.close()
        if self.folder.exists():  # the helper was killed, and could clean up nothing
            with suppress(OSError):
                os.killpg(self._group or self._helper.pid, signal.SIGKILL)
            helper.remove_folder(str(self.folder))


def find_soffice() -> str | None:
    """The program of LibreOffice; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _find_pythons(soffice: str) -> list[str]:
    """Where LibreOffice's bridge may be at home: LibreOffice's own Python, then the system's."""
    of_office = Path(soffice).resolve().with_name("python")
    candidates = [str(of_office), "/usr/bin/python3", shutil.which("python3") or ""]
    return [x for x in dict.fromkeys(candidates) if x and os.access(x, os.X_OK)]


def _folder_size(folder: Path) -> int:
    """Bytes of all files under a folder in which files come and go."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total
