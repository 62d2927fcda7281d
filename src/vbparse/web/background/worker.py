"""One worker: the child's side of `workers`. It loads nothing of the server."""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import shutil
import signal
import threading
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from vbparse.errors import VbparseError

MARK = "VBPARSE_WORKER"
"""In the environment of a worker, and so of all that it starts: whatever leaves its process group is found by it."""
_PARTING = 2.0
"""Seconds that programs have to clean up behind themselves."""


def serve(calls: int, life: int, memory: int, file_bytes: int) -> None:
    """Answer calls until the server ends. `calls` and `life` are descriptors: of the connection, and of a pipe that the
    server holds open as long as it lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the business of the server
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    threading.Thread(target=_leave_with, args=(life,), daemon=True).start()
    connection = Connection(calls)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))
    _leave()


def _answer(call: bytes) -> bytes:
    """What a call gives, or the error that it raises: pickled."""
    try:
        function, arguments = pickle.loads(call)
        return pickle.dumps((True, function(*arguments)))
    except Exception as error:  # whatever it is, it is the caller's
        try:
            if not isinstance(error, VbparseError):  # which says all that there is to say
                error.add_note(traceback.format_exc())
            told = pickle.dumps((False, error))
            pickle.loads(told)  # an error whose making takes other arguments than it shows cannot be sent
            return told
        except Exception:
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


def _leave_with(life: int) -> None:
    """End with the server, however that ends, be there a call at work or not."""
    while os.read(life, 1):
        pass
    _leave()


def _leave() -> None:
    """Leave nothing behind. Where both threads do it, either has done all of it when it ends the process."""
    end_marked(os.environ[MARK], spare=os.getpid())
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(1)


def end_marked(mark: str, spare: int = 0) -> None:
    """End every process that bears a mark: ask it to, and kill what is there after a while. Where there is no /proc
    nothing is found."""
    ends = time.monotonic() + _PARTING
    how, asked = signal.SIGTERM, set[int]()
    while found := marked(mark) - {spare}:
        if time.monotonic() > ends + _PARTING:
            return  # such as one that the kernel holds
        how = signal.SIGTERM if time.monotonic() < ends else signal.SIGKILL
        for pid in found - asked if how is signal.SIGTERM else found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, how)
        asked |= found
        time.sleep(0.02)


def marked(mark: str) -> set[int]:
    """The processes that bear a mark and still run."""
    sought = f"{MARK}={mark}".encode()
    found: set[int] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if sought in (process / "environ").read_bytes().split(b"\0"):
                found.add(int(process.name))
    return found
