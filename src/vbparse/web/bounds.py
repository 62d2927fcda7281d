"""How much one person, and all together, may have at work at a time: what stands behind these bounds holds a thread, a
worker or room on the disk for long. Whoever waits for a place holds nothing."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from vbparse.sentences import Sentence
from vbparse.web.problems import ProblemError, retry_later

_AGAIN = 10
"""Seconds after which a place may be free."""


class Bound:
    """Places: so many for `each` person and for all `together`. Who finds none waits for `patience` seconds, and is
    asked then to retry after a while."""

    def __init__(self, each: int, together: int, *, patience: float = 0.0, again: int = _AGAIN) -> None:
        self._each, self._together, self._patience, self._again = each, together, patience, again
        self._taken: Counter[str] = Counter()
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def place(self, who: str) -> AsyncIterator[None]:
        """Hold a place. Raises ProblemError: 429 where the person holds all of theirs, 503 where all are taken."""
        ends = time.monotonic() + self._patience
        while self._taken[who] >= self._each or self._taken.total() >= self._together:
            if (left := ends - time.monotonic()) <= 0:
                raise self._refusal(who)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), left)
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            self._taken += Counter()  # whoever holds none is forgotten
            self._freed.set()
            self._freed = asyncio.Event()

    def _refusal(self, who: str) -> ProblemError:
        if self._taken[who] >= self._each:
            return retry_later("too-many-at-once", Sentence("web.many-at-once", each=self._each), self._again)
        return retry_later("busy", Sentence("web.busy"), self._again)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Those of a server: files that are received, files that are parsed while somebody waits, pages that are drawn. A
    browser asks for six pictures at a time. Together they leave some of the 40 threads in which handlers run."""

    uploads: Bound = field(default_factory=lambda: Bound(3, 8, again=30))
    reading: Bound = field(default_factory=lambda: Bound(2, 6))
    drawing: Bound = field(default_factory=lambda: Bound(6, 16, patience=30.0))
