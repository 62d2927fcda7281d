"""One scanned page: its picture made clean and upright, read by Tesseract, and what was read as a `Page`."""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import parent_process
from os import cpu_count

import numpy as np
from PIL import Image

from vbparse.readers.layout.frames import Frame
from vbparse.readers.layout.pages import Page
from vbparse.readers.layout.segments import Rule, Segment, Sheet, assemble
from vbparse.readers.ocr.again import read_again
from vbparse.readers.ocr.colour import clean
from vbparse.readers.ocr.numerals import count_strokes
from vbparse.readers.ocr.ruling import find_rules
from vbparse.readers.ocr.slashes import put_strokes
from vbparse.readers.ocr.slots import Unread, take_handwriting
from vbparse.readers.ocr.tesseract import PageError, read_words
from vbparse.readers.ocr.tilt import tilt_of
from vbparse.readers.ocr.words import Piece, pieces, segments
from vbparse.schema import Anomaly

_SMALLEST, _LARGEST = 4.0, 60.0
_DOUBT, _DOUBT_SHORT = 35, 60
"""Confidence below which a line, and one of a few letters, is no text."""
_MARKS = frozenset("-–—+*•.…/")
_UPRIGHT = 0.3
"""Degrees of tilt that Tesseract does not mind: only the coordinates are turned."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The picture of a page as it is displayed, `dpi` pixels an inch of the page's `display` frame."""

    number: int
    picture: Image.Image
    dpi: float
    display: Frame


@dataclass(slots=True)
class Reading:
    """A page as it was read, and what was noticed; `page` is None where it could not be read at all."""

    number: int
    page: Page | None
    anomalies: list[Anomaly] = field(default_factory=list)


def read_scans(scans: Iterable[tuple[int, Callable[[], Scan]]]) -> Iterator[Reading]:
    """The pages in their order, from their numbers and what makes their pictures (which may raise PageError). Pictures
    are made one by one in the calling thread, and read on every core; on one alone where the process is itself one of
    several that work side by side."""
    workers = 1 if parent_process() else cpu_count() or 1
    waiting: deque[tuple[int, Future[Reading]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for number, make in scans:
            try:
                waiting.append((number, pool.submit(read_scan, make())))
            except PageError as error:
                failed: Future[Reading] = Future()
                failed.set_exception(error)
                waiting.append((number, failed))
            if len(waiting) > workers:
                yield _reading(*waiting.popleft())
        while waiting:
            yield _reading(*waiting.popleft())


def _reading(number: int, future: Future[Reading]) -> Reading:
    try:
        return future.result()
    except PageError as error:
        return Reading(number, None, [unread(number, str(error))])


def read_scan(scan: Scan) -> Reading:
    """Read one page. Raises PageError."""
    cleaned = clean(scan.picture, scan.dpi)
    grey = cleaned.grey
    dark = threshold(grey)
    tilt = tilt_of(grey, dark)
    frame = replace(scan.display, tilt=math.radians(tilt))
    turned = abs(tilt) > _UPRIGHT
    if turned:
        grey = grey.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=255)
    lines = read_words(grey, round(scan.dpi))
    ink = np.asarray(grey) < dark
    found = pieces(lines, ink, scan.dpi)
    read_again(found, grey, round(scan.dpi))
    count_strokes(found, ink)
    put_strokes(found)
    written = take_handwriting(found, ink, cleaned.share_coloured)
    found = [p for p in found if not _is_noise(p, scan.dpi)]
    unit = 72 / scan.dpi
    parts = segments(found, ink, unit)
    level, upright = ([_scaled(r, unit) for r in rules] for rules in find_rules(grey, dark, scan.dpi))
    if not turned and tilt:
        parts = [_shifted(s, *_shift(s.centre, s.base, frame)) for s in parts]
        for rule in level + upright:
            x, y = _shift((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2, frame)
            rule.x0, rule.y0, rule.x1, rule.y1 = rule.x0 + x, rule.y0 + y, rule.x1 + x, rule.y1 + y
    sheet = Sheet(scan.number, frame.width, frame.height, assemble(parts), level, upright)
    told = [unreadable(scan.number, u, unit) for u in written]
    return Reading(scan.number, Page(sheet, frame, scan.display, recognised=True), told)


def unreadable(number: int, written: Unread, unit: float) -> Anomaly:
    """Writing by hand that was left out of the text."""
    box = [round(x * unit, 1) for x in written.box]
    return Anomaly(
        code="unreadable",
        severity="warning",
        message=f"{written.what} is not printed (written by hand or stamped) and was not read.",
        span=None,
        origin=[{"page": number, "box": box}],
    )


def unread(number: int, why: str) -> Anomaly:
    """A page that is missing in the text."""
    return Anomaly(
        code="page-unread",
        severity="warning",
        message=f"Page {number} is a scan and could not be read: {why}.",
        span=None,
        origin=[{"page": number}],
    )


def threshold(grey: Image.Image) -> int:
    """The grey value that parts ink from paper best (Otsu 1979)."""
    counts = np.array(grey.reduce(2).histogram(), float)
    values = np.arange(256)
    below, mass = np.cumsum(counts), np.cumsum(counts * values)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    best = int(np.argmax(np.nan_to_num(between)))
    return min(max(best, 60), 220)


def _is_noise(piece: Piece, dpi: float) -> bool:
    """Whether what was read is no text: seals, scribbles, dirt."""
    known = sum(x.text.isalnum() for x in piece.letters)
    if not _SMALLEST * dpi / 72 < piece.size < _LARGEST * dpi / 72:
        return True
    if not known:
        return not all(x.text in _MARKS for x in piece.letters)
    return piece.confidence < (_DOUBT_SHORT if known < 4 else _DOUBT)


def _scaled(rule: Rule, unit: float) -> Rule:
    return Rule(rule.x0 * unit, rule.y0 * unit, rule.x1 * unit, rule.y1 * unit)


def _shift(x: float, y: float, frame: Frame) -> tuple[float, float]:
    """By how much a point of the page as displayed moves when the page is made upright."""
    slope = math.tan(frame.tilt)
    return (y - frame.height / 2) * slope, (frame.width / 2 - x) * slope


def _shifted(segment: Segment, x: float, y: float) -> Segment:
    segment.left, segment.right = array("f", (a + x for a in segment.left)), array("f", (a + x for a in segment.right))
    segment.base, segment.top, segment.bottom = segment.base + y, segment.top + y, segment.bottom + y
    return segment
