"""Archives to which nothing can be written: on a mount that is read-only, and where the right is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NOBODY = 65534


@contextmanager
def mounted(folder: Path, at: Path) -> Iterator[Path]:
    """A folder, seen through a mount that is read-only. Raises PermissionError where nothing can be mounted."""
    at.mkdir()
    for options in (["--bind", str(folder), str(at)], ["-o", "remount,ro,bind", str(at)]):
        if subprocess.run(["mount", *options], capture_output=True).returncode:
            raise PermissionError("mounting takes root")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)


@contextmanager
def open_to_all() -> Iterator[Path]:
    """A folder into which everybody may look."""
    top = Path(tempfile.mkdtemp())
    try:
        top.chmod(0o755)
        yield top
    finally:
        shutil.rmtree(top)


def as_nobody(work: Callable[[], Any]) -> Any:
    """What work gives (JSON) in a process that may write nothing of ours; an error as its text. Raises PermissionError
    where we are not root."""
    if os.geteuid():
        raise PermissionError("becoming nobody takes root")
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.environ["HOME"] = "/nonexistent"
            try:
                found = {"value": work()}
            except Exception as error:
                found = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
            with os.fdopen(tell, "w") as file:
                json.dump(found, file)
        os._exit(0)
    os.close(tell)
    with os.fdopen(told) as file:
        found = json.load(file)
    os.waitpid(child, 0)
    if "error" in found:
        raise RuntimeError(found["error"] + "\n" + found["trace"])
    return found["value"]
