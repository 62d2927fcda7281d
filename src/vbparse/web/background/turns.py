"""Whose job is worked on next."""

from __future__ import annotations

import threading
from collections import Counter


class Turns:
    """Jobs that wait, and how many of each person are at work: of one person at most `each` at a time, so that nobody
    holds up all others; else in the order in which they came. Any thread may call."""

    def __init__(self, each: int) -> None:
        self._each = each
        self._waiting: list[tuple[str, str]] = []
        self._at_work: Counter[str] = Counter()
        self._changed = threading.Condition()
        self._closed = False

    def add(self, job: str, by: str) -> None:
        """Have a job wait."""
        with self._changed:
            self._waiting.append((job, by))
            self._changed.notify_all()

    def take_job(self) -> tuple[str, str] | None:
        """The next job and whose it is; waits for one, and is None when there will be none. Give it to `release`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._next_job())
            found = None if self._closed else self._next_job()
            if found:
                self._waiting.remove(found)
                self._at_work[found[1]] += 1
            return found

    def release(self, by: str) -> None:
        """A job of a person is not worked on any more."""
        with self._changed:
            self._at_work[by] -= 1
            self._at_work += Counter()  # whoever has none is forgotten
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _next_job(self) -> tuple[str, str] | None:
        return next((one for one in self._waiting if self._at_work[one[1]] < self._each), None)
