"""The queue of documents that wait to be read through, page by page: for its page and for the API."""

from __future__ import annotations

from vbparse.archive.answers import Queued
from vbparse.archive.archive import Archive
from vbparse.web.paging import make_cursor, read_cursor
from vbparse.web.problems import ProblemError

MOST = 1 << 31
"""Counts that no document reaches."""
_COUNTS = ("doubtful", "errors", "warnings", "count")


def review_queue_page(
    archive: Archive, *, confirmed: bool, limit: int, behind: str | None
) -> tuple[list[Queued], str | None]:
    """A page of the queue, and the cursor of the one behind it, None where it is the last. Raises ProblemError for a
    cursor that is none of ours."""
    position = read_cursor(behind, **dict.fromkeys(_COUNTS, int), document=str)
    if position and not all(0 <= position[name] < MOST for name in _COUNTS):
        raise ProblemError("bad-cursor", "The cursor is none that this server gave; begin without one.")
    entries = archive.queue(
        confirmed=confirmed,
        limit=limit + 1,
        behind=(*(position[name] for name in _COUNTS), position["document"]) if position else None,
    )
    if len(entries) <= limit:
        return entries, None
    last = entries[limit - 1]
    counts = {name: getattr(last, name) for name in _COUNTS}
    return entries[:limit], make_cursor(**counts, document=last.head.document)
