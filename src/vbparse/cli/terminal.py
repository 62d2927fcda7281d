"""Standard output and error: on a terminal, no control character of a document acts."""

from __future__ import annotations

import io
import sys
from typing import TextIO, cast

from vbparse.exchange.visible import on_one_line, visible


class Guarded(io.TextIOWrapper):
    """A stream that makes what is written to it visible."""

    def write(self, text: str) -> int:
        return super().write(visible(text))


class _Bare:
    """The way past a guarded stream, for sequences that are ours; as much of a stream as is used."""

    def __init__(self, stream: Guarded) -> None:
        self._stream, self.encoding = stream, stream.encoding
        self.flush, self.isatty, self.fileno = stream.flush, stream.isatty, stream.fileno

    def write(self, text: str) -> int:
        return io.TextIOWrapper.write(self._stream, text)


def guard_streams() -> None:
    """Make what is printed visible: all of standard error, of standard output what goes to a terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout = _guarded(sys.stdout)
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _guarded(sys.stderr)


def _guarded(stream: io.TextIOWrapper) -> Guarded:
    return Guarded(stream.buffer, "utf-8", "backslashreplace", line_buffering=True)


def bare(stream: TextIO) -> TextIO:
    """The stream without its guard."""
    return cast(TextIO, _Bare(stream)) if isinstance(stream, Guarded) else stream


def tell(sentence: str) -> None:
    """Say something on one line of standard error."""
    print(on_one_line(sentence), file=sys.stderr, flush=True)
