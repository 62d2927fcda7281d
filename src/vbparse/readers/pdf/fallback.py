"""A second reading of a page whose text layer pdfium cannot make out: pdfminer (under pdfplumber) maps fonts another
way and sometimes gets letters where pdfium gets none."""

from __future__ import annotations

import io
import logging
import unicodedata
from array import array
from typing import Any

from vbparse.language.charsets import charset_of_font
from vbparse.readers.layout.segments import BOLD, ITALIC, LETTER_GAP, WIDE, Segment
from vbparse.readers.pdf.legacy import legacy_bits
from vbparse.readers.quality import legibility


class SecondReader:
    """Reads single pages of a file by pdfplumber, until that has once been of no use: a file's pages share their fonts,
    and pdfminer is slow, on damaged streams very slow."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._useful = True

    def better(self, index: int, runs: list[Segment]) -> list[Segment]:
        """The runs of page `index` (from 0) as pdfplumber reads it where these are more legible, else `runs`."""
        if not self._useful:
            return runs
        again = _page_runs(self._data, index)
        if again and _score(again) > _score(runs) + 0.1:
            return again
        self._useful = False
        return runs


def _score(runs: list[Segment]) -> float:
    return legibility(" ".join(r.text for r in runs))


def _page_runs(data: bytes, index: int) -> list[Segment]:
    import pdfplumber  # it takes a third of a second to import, and hardly any file needs it

    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL)  # it reports each fault of a file that is known to be faulty
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
            return _runs(document.pages[0].chars)
    except Exception:  # pdfminer raises whatever a broken file leads it to; the first reading stands
        return []
    finally:
        log.setLevel(level)


def _runs(chars: list[dict[str, Any]]) -> list[Segment]:
    found: list[Segment] = []
    group: list[dict[str, Any]] = []
    for char in chars:
        if not char.get("upright", True) or not char["text"]:
            continue
        if group and (
            abs(char["bottom"] - group[-1]["bottom"]) > 0.1 * char["size"] + 0.2
            or char["x0"] - group[-1]["x1"] > WIDE * char["size"]
            or char["x0"] < group[-1]["x0"] - 0.3 * char["size"]
        ):
            found += _run(group)
            group = []
        group.append(char)
    return found + _run(group)


def _run(group: list[dict[str, Any]]) -> list[Segment]:
    text, left, right, style = "", array("f"), array("f"), bytearray()
    for char in group:
        piece = unicodedata.normalize("NFC", char["text"].replace("\xa0", " "))
        font = char["fontname"].lower()
        bits = (BOLD if "bold" in font else 0) | (ITALIC if "ital" in font else 0)
        if text and " " not in (text[-1], piece[:1]) and char["x0"] - right[-1] > LETTER_GAP * char["size"]:
            piece = " " + piece
        if piece == " " and text.endswith(" "):
            continue
        bits |= legacy_bits(charset_of_font(char["fontname"]))
        text += piece
        left.extend([char["x0"]] * len(piece))
        right.extend([char["x1"]] * len(piece))
        style.extend([bits] * len(piece))
    if not text.strip():
        return []
    size = float(group[0]["size"])
    bottom, top = max(c["bottom"] for c in group), min(c["top"] for c in group)
    whole = Segment(text, left, right, style, bottom - 0.21 * size, size, top, bottom).cut(0, len(text))
    return [whole] if whole else []
