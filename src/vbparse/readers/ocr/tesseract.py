"""Tesseract as a process of its own: a page's picture in, its letters with boxes and confidence out."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import threading
import unicodedata
from dataclasses import dataclass, replace

from lxml import etree
from PIL import Image

from vbparse.errors import ToolError
from vbparse.patterns import Cue
from vbparse.programs import TESSERACT, VIETNAMESE, describe_missing

LANGUAGE = "vie"
"""Alone: with English beside it Tesseract turns đ into d."""
SECONDS = 90.0
"""What a page may take; a plain one takes three."""
_MOST = 64 * 1024 * 1024
"""Bytes of output after which something else than a page is being written."""
_ETH = str.maketrans("Ðð", "Đđ")
"""Eth has the shape of Đ, and is no letter of Vietnamese."""
PAGE, BLOCK, LINE, SPARSE = 3, 6, 7, 11
"""Tesseract's modes of page segmentation: a page in columns, one block of text, one line, words scattered over it."""
WHITE = 255
"""Grey value of blank paper."""
_BOX = Cue(
    r"bboxes (?P<left>\d+) (?P<top>\d+) (?P<right>\d+) (?P<bottom>\d+)(?:; x_conf (?P<sure>[\d.]+))?",
    examples=["x_bboxes 36 92 58 116; x_conf 98.9", "x_bboxes 1 2 3 4"],
    rejects=["bbox 36 92 58 116"],
)
"""Box and confidence of a character in hOCR."""
_WORD_SURE = Cue(r"x_wconf ([\d.]+)", examples=["bbox 36 92 58 116; x_wconf 95"], rejects=["x_conf 95"])


class PageError(Exception):
    """Tesseract gave nothing for a page; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it was read: box in pixels from the top left of the picture, confidence from 0 to 100 in it and
    in the word that it is in, which is much lower for the same doubt."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    word_confidence: float


Word = list[Letter]


def place_letter(letter: Letter, x: int, y: int, scale: float = 1.0) -> Letter:
    """A letter of a part of the page, read `scale` times as large, where it stands on the page: the part begins at `x`
    and `y`."""
    left, top = round(letter.left / scale) + x, round(letter.top / scale) + y
    right, bottom = round(letter.right / scale) + x, round(letter.bottom / scale) + y
    return replace(letter, left=left, top=top, right=max(right, left + 1), bottom=max(bottom, top + 1))


def missing_parts() -> str | None:
    """What has to be installed before pages can be read; None where nothing is."""
    return describe_missing(TESSERACT, VIETNAMESE)


def require_tesseract(name: str) -> None:
    """Raises ToolError, naming the file and what to install, where pages cannot be read here."""
    lacking = missing_parts()
    if lacking:
        raise ToolError("ocr.missing", name=name, lacking=lacking)


def read_words(picture: Image.Image, dpi: int, *, mode: int = PAGE, characters: str = "") -> list[list[Word]]:
    """The words of each line that Tesseract sees in a grey picture. `mode` is its page segmentation; `characters` are
    all that it may read, where they are named.

    Raises PageError where it fails, hangs or writes without end.
    """
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    options = ["--dpi", str(dpi), "-l", LANGUAGE, "--psm", str(mode)]
    output = ["-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1"]
    output += ["-c", f"tessedit_char_whitelist={characters}"] if characters else []
    program = shutil.which("tesseract") or "tesseract"
    answer = _run_tesseract([program, "stdin", "stdout", *options, *output], stream, SECONDS)
    try:
        return _parse_lines(answer)
    except etree.XMLSyntaxError as error:
        raise PageError(f"Tesseract's answer could not be read ({error})") from error


def _run_tesseract(command: list[str], picture: io.BytesIO, seconds: float) -> bytes:
    """What a program writes. It and what it starts are killed when the time is up, or when it writes too much."""
    process = _start_tesseract(command)
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(seconds, stop)
    timer.start()
    assert process.stdout
    feeder = threading.Thread(target=_feed_picture, args=(process, picture))
    feeder.start()
    try:
        answer = process.stdout.read(_MOST)
        if len(answer) == _MOST:
            _kill(process)
        code = process.wait()
    finally:
        timer.cancel()
        _kill(process)
        feeder.join()
        process.stdout.close()
        process.wait()
    if late.is_set():
        raise PageError(f"Tesseract did not end within {seconds:g} seconds")
    if len(answer) == _MOST:
        raise PageError("Tesseract wrote without end")
    if code:
        raise PageError(f"Tesseract failed (code {code})")
    return answer


def _start_tesseract(command: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # its threads fight each other: four times as slow with them
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise PageError(f"Tesseract could not be started ({error.strerror or error})") from error


def _feed_picture(process: subprocess.Popen[bytes], picture: io.BytesIO) -> None:
    assert process.stdin
    with contextlib.suppress(BrokenPipeError), process.stdin:
        process.stdin.write(picture.getbuffer())


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _parse_lines(answer: bytes) -> list[list[Word]]:
    lines: dict[etree._Element, list[Word]] = {}
    root = etree.fromstring(answer, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))
    for element in root.iter("{*}span"):
        if element.get("class") == "ocrx_word":
            confidence = _WORD_SURE.search(element.get("title") or "")
            word = [
                letter
                for piece in element
                for letter in _parse_letters(piece, float(confidence[1]) if confidence else 0.0)
            ]
            parent = element.getparent()
            if word and parent is not None:
                lines.setdefault(parent, []).append(word)
    return list(lines.values())


def _parse_letters(piece: etree._Element, word_confidence: float) -> Word:
    """The characters of one shape; one that reads as several (a ligature) gives each the whole box."""
    match = _BOX.search(piece.get("title") or "")
    text = unicodedata.normalize("NFC", "".join(str(t) for t in piece.itertext())).strip()
    text = text.translate(_ETH)
    if not match or not text:
        return []
    left, top, right, bottom = (int(match[side]) for side in ("left", "top", "right", "bottom"))
    return [Letter(c, left, top, right, bottom, float(match["sure"] or 0), word_confidence) for c in text]
