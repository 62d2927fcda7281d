"""A keeper that is forked, where this process has one thread: it need not load again what is loaded here."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

from vbparse.workers.limits import Limits


def can_fork() -> bool:
    """Whether to fork is safe: another thread could hold a lock that would never be released. Threads of libraries
    are known where there is /proc."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class Forked:
    """What of `subprocess.Popen` is needed."""

    def __init__(self, limits: Limits) -> None:
        (theirs, calls), (answers, replies) = os.pipe(), os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _become_keeper(theirs, replies, limits)
        os.close(theirs)
        os.close(replies)
        self.stdin, self.stdout = open(calls, "wb"), open(answers, "rb")  # noqa: SIM115

    def terminate(self) -> None:
        """Ask it to end, unless it was waited for."""
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._pid:
            os.waitpid(self._pid, 0)
            self._pid = 0


def _become_keeper(calls: int, answers: int, limits: Limits) -> None:
    """What the child does. Nothing that the parent had open is touched: files are closed by number, and no object of
    the parent is ever collected, such as a connection to a database."""
    try:
        gc.freeze()
        os.setsid()
        os.dup2(calls, 0)
        os.dup2(answers, 1)
        for file in os.listdir("/proc/self/fd"):
            if int(file) > 2:
                with suppress(OSError):
                    os.close(int(file))
        from vbparse.workers.keeper import keep_worker

        keep_worker(limits.memory, limits.file_bytes)
    finally:
        os._exit(1)
