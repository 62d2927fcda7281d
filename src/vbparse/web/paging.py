"""Cursors: where the next page begins, as a word that callers pass back and need not understand."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from vbparse.sentences import Sentence
from vbparse.web.problems import ProblemError

MAX_CURSOR = 400
"""Characters of a cursor."""
_LARGEST = 1 << 62
"""Row numbers of SQLite are below."""
FARTHEST = 10_000_000
"""No answer has more rows; a cursor that is farther is none of ours."""


def make_cursor(**values: Any) -> str:
    """A cursor that holds these values."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(given: str | None, **kinds: type) -> dict[str, Any] | None:
    """The values of a cursor, None where none is given. Raises ProblemError 400 where it is none of ours."""
    if given is None:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(given.encode() + b"=" * (-len(given) % 4)))
        if not isinstance(values, dict) or {k: type(v) for k, v in values.items()} != kinds:
            raise ValueError
    except (ValueError, binascii.Error, RecursionError):
        raise bad_cursor() from None
    return values


def read_offset(given: str | None) -> int:
    """How many rows stand before the page that a cursor (made with `after`) names; 0 without one."""
    values = read_cursor(given, after=int) or {"after": 0}
    if not 0 <= values["after"] <= FARTHEST:
        raise bad_cursor()
    return int(values["after"])


def read_position(given: str | None) -> int | None:
    """The row below which the page of a cursor (made with `below`) begins; None without one."""
    values = read_cursor(given, below=int)
    if values and not 0 <= values["below"] < _LARGEST:
        raise bad_cursor()
    return values["below"] if values else None


def bad_cursor() -> ProblemError:
    """What is raised for a cursor that no answer held."""
    return ProblemError("bad-cursor", Sentence("web.cursor"))
