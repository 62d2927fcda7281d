"""Cursors: where the next page begins, as a word that callers pass back and need not understand."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from vbparse.web.problems import ProblemError


def cursor(**values: Any) -> str:
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
    except (ValueError, binascii.Error):
        raise ProblemError(400, "bad-cursor", "The cursor is none that this server gave; begin without one.") from None
    return values
