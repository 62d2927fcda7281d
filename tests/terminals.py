"""Commands on a terminal, and commands that may be interrupted however the tests were started."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pytest

SOON = 60.0
"""Seconds that nothing which is waited for needs."""


def run_on_terminal(command: Sequence[str], folder: Path, stdout: int | None = None) -> tuple[int, str]:
    """The status of a command and what it prints on a terminal, 100 wide: all of it, or standard error alone where
    `stdout` goes elsewhere. It is read while it runs, to its end: a terminal holds little and gives it in pieces."""
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=follower if stdout is None else stdout,
        stderr=follower,
        stdin=subprocess.DEVNULL,
        env=environment | {"COLUMNS": "100", "TERM": "xterm"},
    )
    os.close(follower)
    output = b""
    while part := _read_part(leader):
        output += part
    os.close(leader)
    return process.wait(), output.decode("utf-8")


def _read_part(leader: int) -> bytes:
    try:
        return os.read(leader, 1 << 16)
    except OSError:  # nobody has the other end any more
        return b""


def heed_interrupts() -> None:
    """For `preexec_fn`: a shell has what it starts in the background ignore SIGINT, and that is handed down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until_full(pipe: IO[Any]) -> None:
    """Wait until so much stands in a pipe that who writes into it has to wait. Fails where that does not happen."""
    capacity, ends = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ), time.monotonic() + SOON
    while time.monotonic() < ends:
        (waiting,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))
        if waiting > capacity // 2:
            return
        time.sleep(0.01)
    pytest.fail(f"{waiting} of {capacity} bytes stand in the pipe")
