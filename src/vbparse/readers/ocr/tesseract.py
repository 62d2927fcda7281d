"""Tesseract: a page's picture in, its letters with boxes and confidence out.

Where its library stands beside the program, that is asked (`kept`), else the program (`program`).
"""

from __future__ import annotations

import shutil
import unicodedata
from dataclasses import dataclass, replace

from PIL import Image

from vbparse.errors import ToolError
from vbparse.programs import TESSERACT, VIETNAMESE, describe_missing, find_tesseract_library
from vbparse.readers.ocr.kept import ask_library
from vbparse.readers.ocr.program import ask_program
from vbparse.readers.ocr.readings import Question, RawWord

SECONDS = 90.0
"""What a page may take; a plain one takes three."""
_ETH = str.maketrans("Ðð", "Đđ")
"""Eth has the shape of Đ, and is no letter of Vietnamese."""
PAGE, BLOCK, LINE, SPARSE = 3, 6, 7, 11
"""Tesseract's modes of page segmentation: a page in columns, one block of text, one line, words scattered over it."""
WHITE = 255
"""Grey value of blank paper."""


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
    question = Question(picture.tobytes(), picture.width, picture.height, dpi, mode, characters)
    program = shutil.which("tesseract") or "tesseract"
    library = find_tesseract_library(program)
    lines = ask_library(library, question, SECONDS) if library else ask_program(program, question, SECONDS)
    found = ([word for word in map(_make_word, line) if word] for line in lines)
    return [line for line in found if line]


def _make_word(raw: RawWord) -> Word:
    """The characters of a word; of a shape that reads as several (a ligature) each has the whole box."""
    confidence, symbols = raw
    return [
        Letter(character, left, top, right, bottom, sure, confidence)
        for text, left, top, right, bottom, sure in symbols
        for character in unicodedata.normalize("NFC", text).strip().translate(_ETH)
    ]
