"""The bytes of a file, a pipe or standard input, within a limit of size, and never waited for without end."""

from __future__ import annotations

import io
import os
import select
import stat
import time
from pathlib import Path
from typing import BinaryIO

from vbparse.errors import InputError
from vbparse.sentences import Sentence

MB = 1_000_000
"""Bytes of a megabyte, as messages count them."""
MOST_BYTES = 1000 * MB
"""Bytes of a file: a scan of a thousand pages has half as many. All of it is read into memory."""
PATIENCE = 10.0
"""Seconds in which a named pipe must be opened for writing."""
_LOOK = 0.05
"""Seconds from one look to the next."""
_PIECE = 1 << 20
"""Bytes that are read at a time."""
_KINDS = {
    stat.S_IFDIR: "kind.folder",
    stat.S_IFIFO: "kind.pipe",
    stat.S_IFSOCK: "kind.socket",
    stat.S_IFCHR: "kind.device",
    stat.S_IFBLK: "kind.device",
}


def read_file(path: Path, name: str, *, piped: bool = False) -> bytes:
    """The content of a file; of a named pipe where it is `piped`. Raises InputError, which begins with `name`: it is
    not there, cannot be read, is a device, is too large, or a pipe without a writer."""
    try:
        kind = path.stat().st_mode
        if piped and stat.S_ISFIFO(kind):
            return _read_pipe(path, name)
        if not stat.S_ISREG(kind):
            raise InputError("file.no-file", name=name, kind=Sentence(_KINDS.get(stat.S_IFMT(kind), "kind.device")))
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except FileNotFoundError:
        raise InputError("file.missing", name=name) from None
    except (OSError, ValueError) as error:  # ValueError: the path holds a NUL
        reason = getattr(error, "strerror", None) or error
        raise InputError("file.unread", name=name, reason=reason) from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All that a stream holds. Raises InputError where it does not end."""
    data = bytearray()
    while piece := stream.read(_PIECE):  # to ask for all that it may hold would set that much memory aside
        data += piece
        if len(data) > MOST_BYTES:
            raise InputError("file.huge", name=name, most_bytes=MOST_BYTES // MB)
    return bytes(data)


def _read_pipe(path: Path, name: str) -> bytes:
    """What comes through a named pipe. To open it in the usual way would wait for a writer, be there one or not."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with io.FileIO(pipe) as stream:
        end = time.monotonic() + PATIENCE
        while (data := stream.read(1)) == b"" and not _has_ended(pipe):
            if time.monotonic() > end:
                raise InputError("file.pipe", name=name, patience=PATIENCE)
            time.sleep(_LOOK)
        os.set_blocking(pipe, True)
        return (data or b"") + read_stream(io.BufferedReader(stream), name)


def _has_ended(pipe: int) -> bool:
    """Whether a pipe had a writer, which has closed it."""
    looking = select.poll()
    looking.register(pipe, select.POLLIN)
    return any(events & select.POLLHUP for _, events in looking.poll(0))
