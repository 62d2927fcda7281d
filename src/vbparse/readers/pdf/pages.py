"""One page of a PDF: opened, read, closed."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.assembly import Page
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import Box, Segment, Sheet, join_runs
from vbparse.readers.pdf import raw
from vbparse.readers.pdf.annotations import Annotation, annotation_runs, drawn_annotations, place_runs
from vbparse.readers.pdf.charsets import Charsets
from vbparse.readers.pdf.drawing import read_drawing
from vbparse.readers.pdf.fallback import SecondReader
from vbparse.readers.pdf.forms import Forms
from vbparse.readers.pdf.glyphs import PageReader
from vbparse.readers.pdf.judge import SHEET, Lack, find_lack
from vbparse.readers.pdf.runs import PageText
from vbparse.readers.pdf.stamps import take_stamps
from vbparse.readers.quality import Quality, assess_quality

_LETTER = (0.0, 0.0, 612.0, 792.0)
"""The page in points of a file that states no size, as pdfium draws it (US Letter)."""
MOST_RUNS = 20_000
"""Pieces of text on one page; a map has a quarter of them. To set them in order takes more than their number."""
_BUSY, _NAMELESS = 300, 20
"""A page without text on which more lines than this are drawn may have its letters drawn as outlines; one with more
characters than this has letters that no font names."""


@dataclass(slots=True)
class Layer:
    """The text layer of a page: the page by it, what it lacks, what annotations draw (`stamped`), and how many letters
    of legacy charsets it has."""

    page: Page
    annotations: list[Annotation]
    converted: Counter[str]
    stamped: list[Segment] = field(default_factory=list)
    lack: Lack | None = None


class CrowdedError(Exception):
    """A page holds more than any sheet of paper; the message says what, without the name of the file."""


def display_frame(page: object) -> Frame:
    """The visible box of a page (crop box within media box) as it is displayed."""
    media = _read_box(pdfium.FPDFPage_GetMediaBox, page) or _LETTER
    crop = _read_box(pdfium.FPDFPage_GetCropBox, page) or media
    cut = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    whole = cut if cut[2] > cut[0] and cut[3] > cut[1] else media
    return Frame(*whole, turn=pdfium.FPDFPage_GetRotation(page) % 4)


def _read_box(call: Callable[..., int], page: object) -> tuple[float, float, float, float] | None:
    values = [ctypes.c_float() for _ in range(4)]
    if not call(page, *values):
        return None
    left, bottom, right, top = (v.value for v in values)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def read_runs(page: object, display: Frame) -> PageText:
    """The runs of an open page as they are drawn, letters of legacy charsets not converted."""
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        clipped = not read_drawing(raw.address(page)).forms
        return PageReader(raw.address(textpage), display, clipped=clipped).read_runs()
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def read_page(document: object, forms: Forms, index: int, second: SecondReader, charsets: Charsets) -> Layer | None:
    """Page `index` (from 0) of an open document; None where it cannot be opened. `second` reads what pdfium cannot
    make out, `charsets` converts legacy letters. A page on which annotations draw is changed in memory: read the
    signature fields first. Raises CrowdedError."""
    with forms.page(index) as page:
        if not page:
            return None
        textpage = pdfium.FPDFText_LoadPage(page)
        try:
            return _read_layer(document, page, textpage, index, second, charsets)
        finally:
            pdfium.FPDFText_ClosePage(textpage)


def _read_layer(
    document: object, page: object, textpage: object, index: int, second: SecondReader, charsets: Charsets
) -> Layer:
    display, charsets.tally = display_frame(page), Counter()
    drawing = read_drawing(raw.address(page))
    reader = PageReader(raw.address(textpage), display, clipped=not drawing.forms)
    text, quality = _read_text(reader, index, display, second, charsets)
    frame, runs = text.frame, text.runs
    page_read = Page(Sheet(index + 1, frame.width, frame.height, []), frame, display)
    layer = Layer(page_read, drawn_annotations(page), charsets.tally)
    if layer.annotations:
        layer.stamped = annotation_runs(document, page, index, display, reader, layer.annotations)
        charsets.convert_runs(layer.stamped)
        runs = _add_stamped(layer, runs)
    segments, stamps = take_stamps(join_runs(runs) + text.aside, index + 1)
    page_read.signatures += stamps
    page_read.aside += text.skewed
    page_read.sheet.segments = segments
    page_read.sheet.level, page_read.sheet.upright = drawing.rules(frame)
    pictures = [frame.box(*p) for p in drawing.pictures]
    page_read.sheet.pictures = [p for p in pictures if _covered_share(p, frame) < SHEET]
    covered = sum(_covered_share(p, frame) for p in pictures)
    drawn = len(drawing.lines) > _BUSY or reader.count > _NAMELESS
    layer.lack = find_lack(page_read.words, quality, covered, drawn=drawn, hidden=reader.hidden)
    return layer


def _read_text(
    reader: PageReader, index: int, display: Frame, second: SecondReader, charsets: Charsets
) -> tuple[PageText, Quality]:
    """The runs of a page in Unicode, and how well they can be read."""
    text = reader.read_runs()
    if len(text.runs) > MOST_RUNS:
        raise CrowdedError(f"page {index + 1} has {len(text.runs):,} pieces of text, more than {MOST_RUNS:,}")
    charsets.convert_runs([*text.runs, *text.aside, *text.skewed])
    quality = _assess_runs(text.runs)
    if quality.is_sound or text.frame != display:
        return text, quality
    if named := second.read_named(index, reader):
        charsets.convert_runs([*named.runs, *named.aside, *named.skewed])
        return named, _assess_runs(named.runs)
    runs = second.read_better(index, text.runs)
    if runs is text.runs:
        return text, quality
    charsets.convert_runs(runs)
    return replace(text, runs=runs), _assess_runs(runs)


def _add_stamped(layer: Layer, runs: list[Segment]) -> list[Segment]:
    """The runs of a page with those that annotations draw into its lines; what these draw elsewhere goes to the page's
    signatures and margins."""
    if not layer.stamped:
        return runs
    page = layer.page
    placed = place_runs(layer.stamped, layer.annotations, page.frame, page.sheet.number, runs)
    page.signatures += placed.signatures
    page.aside += placed.aside
    return runs + placed.text


def _covered_share(box: Box, frame: Frame) -> float:
    """The share of a page that a box covers."""
    wide = min(box[2], frame.width) - max(box[0], 0)
    high = min(box[3], frame.height) - max(box[1], 0)
    return max(wide, 0) * max(high, 0) / (frame.width * frame.height or 1)


def _assess_runs(runs: list[Segment]) -> Quality:
    return assess_quality(" ".join(r.text for r in runs))
