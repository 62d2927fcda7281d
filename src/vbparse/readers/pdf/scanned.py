"""Pages of a PDF whose text layer is no use: read by OCR where that is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rapidfuzz.fuzz import partial_ratio

from vbparse.errors import SourceError
from vbparse.language.folding import fold
from vbparse.readers.layout.pages import Page
from vbparse.readers.layout.segments import Segment
from vbparse.readers.ocr import tesseract
from vbparse.readers.ocr.scan import Reading, Scan
from vbparse.readers.ocr.scans import read_scans, unread
from vbparse.readers.pdf.annotations import place
from vbparse.readers.pdf.judge import Lack
from vbparse.readers.pdf.pages import Layer
from vbparse.readers.pdf.render import Renderer
from vbparse.schema import Anomaly, DigitalSignature

_NEAR, _ALIKE = 3.0, 60


def read_lacking(data: bytes, layers: Sequence[Layer], name: str) -> tuple[list[Page], list[Anomaly], bool]:
    """The pages of a file, those that lack text read by OCR; what there is to tell; and whether any was read so.

    A page that cannot be read stays as its text layer has it. Raises SourceError where no page has any text then.
    """
    missing = tesseract.missing()
    lacking = [x for x in layers if x.lack]
    if missing:
        if not any(_has_text(x.page) for x in layers):
            tesseract.require(name)
        told = [_untold(x, missing) for x in lacking]
        return [x.page for x in layers], told, False
    renderer = Renderer(data)
    try:
        readings = {r.number: r for r in read_scans(_scans(renderer, lacking))}
    finally:
        renderer.close()
    pages = [_merged(x, readings.get(x.page.sheet.number)) for x in layers]
    if not any(map(_has_text, pages)) and all(r.page is None for r in readings.values()):
        first = next(a.message for r in readings.values() for a in r.anomalies)
        raise SourceError(f"{name}: no page of this scan could be read: {first}")
    used = [x for x, page in zip(layers, pages, strict=True) if page is not x.page]
    told = _reasons(used) + [a for r in readings.values() for a in r.anomalies]
    return pages, told, bool(used)


def _scans(renderer: Renderer, layers: Sequence[Layer]) -> Iterator[tuple[int, Callable[[], Scan]]]:
    for layer in layers:
        yield layer.page.sheet.number, partial(_scan, renderer, layer)


def _scan(renderer: Renderer, layer: Layer) -> Scan:
    number, display = layer.page.sheet.number, layer.page.display
    picture, dpi = renderer.picture(number - 1, display)
    return Scan(number, picture, dpi, display)


def _merged(layer: Layer, reading: Reading | None) -> Page:
    """The page as OCR reads it with what its text layer says of signatures and what annotations draw on it; the text
    layer where OCR finds nothing."""
    page = reading.page if reading else None
    if page is None or not page.sheet.segments:
        return layer.page
    page.signatures = layer.page.signatures
    page.sheet.segments = [s for s in page.sheet.segments if not _is_stamp(s, page, layer.page.signatures)]
    if layer.stamped:
        lines = page.sheet.segments
        placed = place(layer.stamped, layer.annotations, page.display, page.sheet.number, lines)
        page.sheet.segments = lines + placed.text
        page.aside += placed.aside
    return page


def _is_stamp(segment: Segment, page: Page, stamps: Sequence[DigitalSignature]) -> bool:
    """Whether OCR read once more what a signature stamp says that is part of the page's own content."""
    x, y = page.display.point(*page.frame.back(segment.centre, segment.base - 0.3 * segment.size))
    return any(
        s.box
        and s.box[0] - _NEAR < x < s.box[2] + _NEAR
        and s.box[1] - _NEAR < y < s.box[3] + _NEAR
        and partial_ratio(fold(segment.text), fold(s.text)) > _ALIKE
        for s in stamps
    )


def _has_text(page: Page) -> bool:
    return any(c.isalnum() for s in page.sheet.segments for c in s.text)


def _untold(layer: Layer, missing: str) -> Anomaly:
    """What is told of a page that wants OCR where there is none."""
    assert layer.lack
    number = layer.page.sheet.number
    if layer.lack.code == "text-layer-missing":
        return unread(number, missing)
    message = f"Trang {number} cần nhận dạng (OCR), vì {layer.lack.reason}: {missing}."
    return Anomaly(code=layer.lack.code, severity="warning", message=message, span=None, origin=[{"page": number}])


def _reasons(used: Sequence[Layer]) -> list[Anomaly]:
    """Which pages were read by OCR and why, one anomaly a reason."""
    pages: dict[Lack, list[int]] = {}
    for layer in used:
        if layer.lack:
            pages.setdefault(layer.lack, []).append(layer.page.sheet.number)
    return [
        Anomaly(
            code=lack.code,
            severity="info",
            message=f"Trang {_listed(numbers)} được nhận dạng (OCR), vì {lack.reason}.",
            span=None,
            origin=[{"page": n} for n in numbers],
        )
        for lack, numbers in pages.items()
    ]


def _listed(numbers: Sequence[int]) -> str:
    """ "3", "1-2, 7"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
