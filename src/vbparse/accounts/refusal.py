"""Why something about an account is not done."""

from __future__ import annotations

from typing import Any, Literal

from vbparse.errors import InputError

Code = Literal["name", "role", "taken", "unknown", "last-admin", "too-short", "too-long", "more-than-owner"]


class RefusalError(InputError):
    """What was asked for does not go; `code` says why for programs."""

    def __init__(self, code: Code, sentence: str, /, **values: Any) -> None:
        super().__init__(sentence, **values)
        self.code = code
