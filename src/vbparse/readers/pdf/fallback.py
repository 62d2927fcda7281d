"""A second reading of a page whose text layer pdfium cannot make out: pdfminer (under pdfplumber) maps fonts another
way and sometimes gets letters where pdfium gets none."""

from __future__ import annotations

import io
import logging
import unicodedata
from array import array
from collections.abc import Iterator
from typing import Any

from vbparse.arrange.layout.segments import BOLD, ITALIC, LETTER_GAP, Segment
from vbparse.language.charsets.fonts import charset_of_font
from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.readers.pdf.charsets import legacy_bits
from vbparse.readers.pdf.glyphs import PageReader
from vbparse.readers.pdf.nameless import RENUMBERED, UNNAMED, name_letters
from vbparse.readers.pdf.runs import JUMP, PageText
from vbparse.readers.quality import UNMAPPED, assess_quality

_GAIN = 0.1
"""A reading is better whose lowest share of good text is higher by more than this."""


class SecondReader:
    """Reads single pages of a file by pdfplumber, until that has once been of no use: a file's pages share their fonts,
    and pdfminer is slow, on damaged streams very slow. `pages` are the numbers of those that it read better."""

    def __init__(self, data: bytes) -> None:
        self.pages: list[int] = []
        self._data = data
        self._useful = True
        self._numbers = False  # whether the glyphs of its fonts have the numbers that they have in the whole font

    def read_named(self, index: int, page: PageReader) -> PageText | None:
        """The runs of page `index` (from 0), which pdfium cannot make out, by the codes of its letters; None where
        these do not tell all of them. It is made at once, where pdfminer takes as long as for all else."""
        letters = page.letters()
        self._numbers = self._numbers or letters.have_numbers
        text = name_letters(letters, numbers=self._numbers)
        named = page.read_renamed(text, letters.names) if text else None
        if named is None or not assess_quality(" ".join(run.text for run in named.runs)).is_sound:
            return None
        self.pages.append(index + 1)
        return named

    def read_better(self, index: int, runs: list[Segment]) -> list[Segment]:
        """The runs of page `index` (from 0) as pdfplumber reads it where these are more legible, else `runs`."""
        if not self._useful:
            return runs
        chars = _read_characters(self._data, index)
        self._numbers = self._numbers or any(number > RENUMBERED for _, number in _find_nameless(chars))
        second = _build_runs(chars, self._numbers)
        if second and _is_better(second, runs):
            self.pages.append(index + 1)
            return second
        self._useful = False
        return runs


def _is_better(second: list[Segment], first: list[Segment]) -> bool:
    after, before = (assess_quality(" ".join(r.text for r in runs)) for runs in (second, first))
    gain = after.lowest_share - before.lowest_share
    return gain > _GAIN or (gain >= 0 and after.unnamed < before.unnamed)


def _read_characters(data: bytes, index: int) -> list[dict[str, Any]]:
    """The upright characters of a page."""
    import pdfplumber  # it takes a third of a second to import, and hardly any file needs it

    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL)  # it reports each fault of a file that is known to be faulty
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
            return [x for x in document.pages[0].chars if x.get("upright", True) and x["text"]]
    except Exception:  # pdfminer raises whatever a broken file leads it to; the first reading stands
        return []
    finally:
        log.setLevel(level)


def _find_nameless(chars: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
    """Characters whose font has no map to letters, with the numbers of their glyphs: "(cid:1257)"."""
    for char in chars:
        match = UNMAPPED.fullmatch(char["text"])
        if match:
            yield char, int(match[1])


def _build_runs(chars: list[dict[str, Any]], numbers: bool) -> list[Segment]:
    """Characters on one baseline, with no gap in which another font may have been drawn. Those without a name get it
    from the `numbers` of their glyphs where these are known."""
    for char, number in list(_find_nameless(chars)):
        letters = glyphs_of_font(char["fontname"]) if numbers else None
        char["text"] = (letters or {}).get(number, UNNAMED)
    runs: list[Segment] = []
    group: list[dict[str, Any]] = []
    spaced = False
    for char in chars:
        if char["text"].isspace():
            spaced = True
            continue
        if group and (
            abs(char["bottom"] - group[-1]["bottom"]) > 0.1 * char["size"] + 0.2
            or char["x0"] - group[-1]["x1"] > JUMP * char["size"]
            or char["x0"] < group[-1]["x0"] - 0.3 * char["size"]
        ):
            runs.append(_build_run(group, spaced))
            group = []
        char["spaced"], spaced = spaced, False
        group.append(char)
    return [*runs, _build_run(group, spaced)] if group else runs


def _build_run(group: list[dict[str, Any]], spaced: bool) -> Segment:
    """The characters as a run; `spaced` says that a blank is drawn behind it."""
    text, lefts, rights, style = "", array("f"), array("f"), bytearray()
    for char in group:
        piece = unicodedata.normalize("NFC", char["text"])
        font = char["fontname"].lower()
        bits = (BOLD if "bold" in font else 0) | (ITALIC if "ital" in font else 0)
        bits |= legacy_bits(charset_of_font(char["fontname"]))
        if text and (char["spaced"] or char["x0"] - rights[-1] > LETTER_GAP * char["size"]):
            piece = " " + piece
        if spaced and char is group[-1]:
            piece += " "
        text += piece
        lefts.extend([char["x0"]] * len(piece))
        rights.extend([char["x1"]] * len(piece))
        style.extend([bits] * len(piece))
    size = float(group[0]["size"])
    bottom, top = max(c["bottom"] for c in group), min(c["top"] for c in group)
    return Segment(text, lefts, rights, style, bottom - 0.21 * size, size, top, bottom)
