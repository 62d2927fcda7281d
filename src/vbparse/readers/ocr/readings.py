"""What Tesseract is asked, and what it answers, whichever way it is run."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

LANGUAGE = "vie"
"""Alone: with English beside it Tesseract turns đ into d."""
_THREADS = {"OMP_THREAD_LIMIT": "1"}
"""Of its environment: its threads fight each other, and it is four times as slow with them."""
MOST = 64 * 1024 * 1024
"""Bytes of output after which something else than a page is being written."""
Symbol = tuple[str, int, int, int, int, float]
"""What one shape was read as; left, top, right, bottom in pixels; confidence from 0 to 100."""
RawWord = tuple[float, list[Symbol]]
"""Confidence of a word, and its symbols."""


class PageError(Exception):
    """Tesseract gave nothing for a page; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """A grey picture, a byte a pixel, and how it is to be read: `mode` is Tesseract's page segmentation; `characters`
    are all that it may read, where they are named."""

    pixels: bytes
    width: int
    height: int
    dpi: int
    mode: int
    characters: str


def start_process(command: list[str]) -> subprocess.Popen[bytes]:
    """Tesseract, or what asks its library, with pipes for what is asked and answered, in a session of its own. Raises
    PageError."""
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _THREADS,
            start_new_session=True,
        )
    except OSError as error:
        raise PageError(f"Tesseract could not be started ({error.strerror or error})") from error
