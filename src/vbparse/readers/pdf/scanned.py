"""Pages of a PDF whose text layer is no use: read by OCR where that is installed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import pypdfium2.raw as pdfium
from rapidfuzz.fuzz import partial_ratio

from vbparse.arrange.layout.assembly import Page
from vbparse.arrange.layout.segments import Segment
from vbparse.errors import SourceError
from vbparse.language.folding import fold
from vbparse.readers.ocr import tesseract
from vbparse.readers.ocr.queue import read_scans, report_unread_page
from vbparse.readers.ocr.scan import Reading, Scan
from vbparse.readers.pdf.annotations import fill_in, place_runs
from vbparse.readers.pdf.forms import Forms
from vbparse.readers.pdf.judge import ILLEGIBLE, Choice, Lack, choose_reading
from vbparse.readers.pdf.pages import Layer
from vbparse.readers.pdf.render import render_scan
from vbparse.readers.pdf.reports import report_broken, report_recognised, report_unread_layer
from vbparse.schema import Anomaly, DigitalSignature
from vbparse.vocabularies import AnomalyCode

_NEAR, _ALIKE = 3.0, 60
"""Points that a line read by OCR may be off a stamp, and percent of the letters that it shares with it."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A page whose text layer is doubted, what OCR made of it, and which of the two is taken: None for the layer where
    neither can be read."""

    layer: Layer
    lack: Lack
    reading: Reading
    choice: Choice | None

    @property
    def number(self) -> int:
        return self.reading.number


def read_lacking(data: bytes, layers: Sequence[Layer], name: str) -> tuple[list[Page], list[Anomaly], bool]:
    """The pages of a file, those that lack text read by OCR; the anomalies of that; and whether any was read so.

    A page that OCR reads no better stays as its text layer has it, which is reported. Raises SourceError where no page
    has any text then that can be read.
    """
    pages = {x.page.sheet.number: x.page for x in layers}
    lacking = [(x, x.lack) for x in layers if x.lack]
    missing = tesseract.missing_parts()
    if missing:
        if not any(x.lack != ILLEGIBLE and _has_text(x.page) for x in layers):
            tesseract.require_tesseract(name)
        return list(pages.values()), [_report_unread(x.page.sheet.number, lack, missing) for x, lack in lacking], False
    readings = _recognise(data, [x for x, _ in lacking])
    cases = [
        _Case(x, lack, r, _choose_reading(x, lack, r.page)) for (x, lack), r in zip(lacking, readings, strict=True)
    ]
    _raise_if_unreadable(layers, cases, name)
    used = [case for case in cases if case.choice == "recognised"]
    reports = report_recognised((case.number, case.lack) for case in used)
    reports += [report_broken(case.number, case.lack) for case in cases if case.choice is None]
    reports += [a for case in cases if case in used or not case.reading.page for a in case.reading.anomalies]
    for case in used:
        pages[case.number] = _merge(case.layer, case.reading.page)
    return list(pages.values()), reports, bool(used)


def _choose_reading(layer: Layer, lack: Lack, page: Page | None) -> Choice | None:
    if lack.code == AnomalyCode.TEXT_LAYER_MISSING:
        return "recognised" if page and page.sheet.segments else "layer"
    return choose_reading(layer.page.words, page.words) if page else None


def _raise_if_unreadable(layers: Sequence[Layer], cases: Sequence[_Case], name: str) -> None:
    """Raise SourceError where no page has text that can be read."""
    if any(case.choice == "recognised" for case in cases):
        return
    with_text = [x for x in layers if _has_text(x.page)]
    if with_text and all(x.lack == ILLEGIBLE for x in with_text):
        raise SourceError("pdf.letters", name=name)
    if not with_text and not any(case.reading.page for case in cases):
        raise SourceError("scan.unread", name=name, message=cases[0].reading.anomalies[0].message)


def _report_unread(number: int, lack: Lack, missing: str) -> Anomaly:
    """The anomaly of a page that needs OCR where there is none."""
    if lack.code == AnomalyCode.TEXT_LAYER_MISSING:
        return report_unread_page(number, missing)
    return report_unread_layer(number, lack, missing)


def _recognise(data: bytes, layers: Sequence[Layer]) -> list[Reading]:
    """What OCR makes of pages; the file is opened anew, for reading changes it in memory."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        with closing(Forms(document)) as forms:
            return list(read_scans((x.page.sheet.number, partial(_render, forms, x)) for x in layers))
    finally:
        pdfium.FPDF_CloseDocument(document)


def _render(forms: Forms, layer: Layer) -> Scan:
    number, display = layer.page.sheet.number, layer.page.display
    with forms.page(number - 1) as page:
        return Scan(number, *render_scan(forms, page, display, texts=not layer.stamped), display)


def _merge(layer: Layer, page: Page | None) -> Page:
    """The page as OCR reads it with what its text layer says of signatures and what annotations draw on it."""
    assert page
    page.signatures = layer.page.signatures
    page.sheet.segments = [s for s in page.sheet.segments if not _is_stamp(s, page, layer.page.signatures)]
    if layer.stamped:
        lines = page.sheet.segments
        placed = place_runs(layer.stamped, layer.annotations, page.display, page.sheet.number, lines)
        page.sheet.segments = fill_in(lines, placed.text)
        page.aside += placed.aside
    return page


def _is_stamp(segment: Segment, page: Page, stamps: Sequence[DigitalSignature]) -> bool:
    """Whether OCR read once more what a signature stamp says that is part of the page's own content."""
    x, y = page.display.to_frame(*page.frame.to_page(segment.centre, segment.base - 0.3 * segment.size))
    return any(
        s.box
        and s.box[0] - _NEAR < x < s.box[2] + _NEAR
        and s.box[1] - _NEAR < y < s.box[3] + _NEAR
        and partial_ratio(fold(segment.text), fold(s.text)) > _ALIKE
        for s in stamps
    )


def _has_text(page: Page) -> bool:
    return bool(page.words.strip())
