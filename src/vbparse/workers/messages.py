"""What a worker and its parent say to each other: calls (a function and its arguments) one way; the other way a word,
a value, which is what the function gave ("done") or raised ("raised"), or how the worker died ("died"), and the bytes
of memory that the worker holds now."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker ended: by a signal or with a status; `peak` is the most memory that it held, in bytes."""

    signal: int
    status: int
    peak: int


def pack_message(message: Any) -> bytes:
    """A message as it is sent either way. What it holds is unpacked by itself: where that fails, the next still begins
    where it should."""
    return pickle.dumps(pickle.dumps(message))


def receive_message(pipe: IO[bytes]) -> Any:
    """The next message. Raises EOFError, pickle.UnpicklingError or OSError where it was cut off."""
    return pickle.loads(pickle.load(pipe))
