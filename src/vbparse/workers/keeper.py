"""The child's side: a worker, and the keeper that is its parent. Neither loads anything of the program by itself.

The keeper adopts whatever its worker leaves: a process that loses its parent becomes the keeper's child, in whatever
group or session it is (Linux; elsewhere only the worker's own group is found).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import resource
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import NoReturn

from vbparse.errors import VbparseError
from vbparse.workers.messages import Death, pack_message

_ADOPT, _DIE_WITH_PARENT = 36, 1
"""PR_SET_CHILD_SUBREAPER and PR_SET_PDEATHSIG of prctl(2)."""
_PARTING = 5.0
"""Seconds that programs have to clean up behind themselves."""
_LOOK = 0.01
"""Seconds from one look at what is left to the next."""
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which getrusage(2) counts memory."""
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
"""A worker is one of several; and what threads of libraries set aside would count as its memory."""
_FIRST_TO_GO = "500"
"""Where memory runs out all the same, the kernel kills a worker first (proc(5), oom_score_adj)."""


def keep_worker(memory: int, file_bytes: int) -> NoReturn:
    """Keep a worker that reads calls from standard input and answers on standard output, until it dies or the input is
    closed; then end all that it left."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until there is something to end
    _call_prctl(_ADOPT, 1)
    folder = ""
    with contextlib.suppress(OSError):  # what needs the room reports that there is none
        folder = tempfile.mkdtemp(prefix="vbparse-worker-")
    worker = os.fork()
    if worker == 0:
        _run_worker(memory, file_bytes, folder)
    signal.signal(signal.SIGTERM, lambda *_: _send_signal(worker, signal.SIGKILL))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    _, status, usage = os.wait4(worker, 0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker, signal.SIGKILL)
    _end_orphans()
    shutil.rmtree(folder, ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    with contextlib.suppress(OSError), open(1, "wb") as answers:
        answers.write(pack_message(("died", Death(max(0, -code), max(0, code), usage.ru_maxrss * _UNIT), 0)))
    os._exit(0)


def _end_with_parent() -> None:
    """Nobody else holds the other end of standard input: it is closed when the parent ends, however it does."""
    watch = select.poll()
    watch.register(0, 0)
    watch.poll()
    os.kill(os.getpid(), signal.SIGTERM)


def _end_orphans() -> None:
    """End what the worker started: ask, and kill what is there after a while. As one ends, its children are ours."""
    signalled = set[int]()
    began = time.monotonic()
    while time.monotonic() - began < 2 * _PARTING:  # one that the kernel holds is left
        late = time.monotonic() - began > _PARTING
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        for pid in _find_children():
            if late or pid not in signalled:
                _send_signal(pid, signal.SIGKILL if late else signal.SIGTERM)
                signalled.add(pid)
        time.sleep(_LOOK)


def _find_children() -> set[int]:
    children = set[int]()
    for thread in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children |= set(map(int, thread.read_text().split()))
    return children


def _send_signal(pid: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, how)


def _call_prctl(option: int, value: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # a system without it
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _run_worker(memory: int, file_bytes: int, folder: str) -> NoReturn:
    """Answer calls until there are no more."""
    _call_prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the business of the parent
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    _set_limits(memory, file_bytes)
    if folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
    for threads in _THREADS:
        os.environ.setdefault(threads, "1")
    calls, answers = open(os.dup(0), "rb"), open(os.dup(1), "wb")  # noqa: SIM115
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)  # what libraries print is no answer
    with contextlib.suppress(EOFError, OSError):
        while True:
            answers.write(_answer_call(pickle.load(calls)))
            answers.flush()
    os._exit(0)


def _set_limits(memory: int, file_bytes: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (limit, limit))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)


def _answer_call(call: bytes) -> bytes:
    """What a call gives, or the error that it raises."""
    try:
        function, arguments = pickle.loads(call)
        return pack_message(("done", function(*arguments), _count_memory()))
    except Exception as error:  # whatever it is, it is the caller's
        try:
            if not isinstance(error, VbparseError):  # which says all that there is to say
                error.add_note(traceback.format_exc())
            pickle.loads(pickle.dumps(error))  # one whose making takes other arguments than it shows cannot be sent
            return pack_message(("raised", error, _count_memory()))
        except Exception:
            return pack_message(("raised", RuntimeError(f"{type(error).__name__}: {error}"), _count_memory()))


def _count_memory() -> int:
    """Bytes that this process holds; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return 0
