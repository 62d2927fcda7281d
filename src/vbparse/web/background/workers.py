"""The workers of a server: a pool for each kind of work, so that none waits for another kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vbparse.web.settings import MB, Settings
from vbparse.workers.pool import Pool

_DRAWING_BYTES = 1024 * MB
_DRAWING_SECONDS, _READING_SECONDS = 30.0, 60.0
"""What people wait for before a page, or for the answer of `/parse`."""


@dataclass(frozen=True, slots=True)
class Workers:
    """`parsing` is for uploads, in the background; `reading` for files that are parsed while somebody waits; `drawing`
    for pictures of pages."""

    parsing: Pool
    reading: Pool
    drawing: Pool

    @classmethod
    def from_settings(cls, settings: Settings) -> Workers:
        """Those that the settings ask for; none is started yet."""
        limits = settings.limits
        few = max(2, settings.workers // 2)
        reading = replace(limits, seconds=min(limits.seconds, _READING_SECONDS))
        drawing = replace(limits, seconds=_DRAWING_SECONDS, memory=min(limits.memory, _DRAWING_BYTES))
        return cls(Pool(settings.workers, limits), Pool(few, reading), Pool(few, drawing))

    def close(self) -> None:
        """End them all."""
        for pool in (self.parsing, self.reading, self.drawing):
            pool.close()
