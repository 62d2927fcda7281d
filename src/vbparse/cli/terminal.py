"""Standard output and error: on a terminal, no control character of a document acts."""

from __future__ import annotations

import io
import sys
from typing import Any, TextIO, cast

from vbparse.exchange.visible import on_one_line, show_controls


class Guarded:
    """A stream that makes what is written to it visible, and is otherwise the one that it guards: `bare` is the way
    past it, for sequences that are ours."""

    def __init__(self, stream: TextIO) -> None:
        self.bare = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.bare, name)

    def write(self, text: str) -> int:
        """Write a text so that none of it acts on a terminal."""
        return self.bare.write(show_controls(text))


def guard_streams() -> None:
    """Make what is printed visible: all of standard error, of standard output what goes to a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdout.isatty():
        sys.stdout = _guarded(sys.stdout)
    sys.stderr = _guarded(sys.stderr)


def _guarded(stream: TextIO) -> TextIO:
    return stream if isinstance(stream, Guarded) else cast(TextIO, Guarded(stream))


def bare(stream: TextIO) -> TextIO:
    """The stream without its guard."""
    return stream.bare if isinstance(stream, Guarded) else stream


def print_notice(sentence: str) -> None:
    """Say something on one line of standard error."""
    print(on_one_line(sentence), file=sys.stderr, flush=True)
