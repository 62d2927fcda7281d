"""One scanned page: its picture made clean and upright, read by Tesseract, and what was read as a `Page`."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image, ImageFilter

from vbparse.arrange.layout.assembly import Page
from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import Box, Rule, Segment, Sheet, join_runs
from vbparse.language.landmarks.blanks import is_number_line
from vbparse.readers.ocr.again import read_again
from vbparse.readers.ocr.arrivals import read_stamp, take_arrivals
from vbparse.readers.ocr.closing import read_closing
from vbparse.readers.ocr.colour import clean_colour
from vbparse.readers.ocr.covered import take_covered
from vbparse.readers.ocr.marks import read_mark
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.roman import count_strokes
from vbparse.readers.ocr.row_numbers import read_row_numbers
from vbparse.readers.ocr.ruling import erase_rules, find_rules
from vbparse.readers.ocr.slashes import put_about_strokes, put_number_strokes, put_strokes
from vbparse.readers.ocr.slots import Unread, take_handwriting
from vbparse.readers.ocr.tesseract import WHITE, read_words
from vbparse.readers.ocr.tilt import measure_tilt
from vbparse.readers.ocr.voting import vote_words
from vbparse.readers.ocr.words import UPPER_PART, Piece, build_segments, cut_pieces
from vbparse.schema import Anomaly
from vbparse.vocabularies import AnomalyCode, Severity

POINTS = 72
"""Points of an inch."""
BEST = 300
"""Dots an inch at which a drawn page is read best."""
_LEAST, _GREATEST = 190, 320
"""Scans of another resolution are scaled to `BEST`; to enlarge what is good enough adds time and no letter."""
MOST_READ = 40_000_000
"""Pixels of a picture that is read: twice an A3 page. Larger pages are read at a lower resolution."""
_LONGEST = 32_767
"""Pixels of its longer side; Tesseract takes no more."""
_UPRIGHT = 0.5
"""Degrees of tilt that Tesseract does not mind: only the coordinates are turned, unless there is a table."""
_DARKEST, _PALEST = 60, 220
"""Grey values between which ink and paper are separated."""
_FIELD, _EVERY, _QUIETER = 32, 5, 40
"""Pixels of a side of the fields in which the grain of paper is measured, one row of them in so many; and the
percentile of their deviations that is the paper's: others hold ink."""
_GRAINY = 10.0
"""Paper that varies by more grey values than this is smoothed before it is read."""
_SMALLEST, _LARGEST = 4.0, 60.0
"""Sizes of letters in points; what is smaller or larger is none."""
_DOUBT, _DOUBT_SHORT = 35, 60
"""Confidence below which a line, and one of a few letters, is no text."""
_MARKS = frozenset("-–—+*•.…/")
_ON_LINE = 0.6
"""Ems between the baselines of two pieces that are on one line, at most."""


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


@dataclass(frozen=True, slots=True)
class _Upright:
    """The page in grey and upright. `frame` is where its lines are level; a picture that hardly tilts is itself left as
    it is (`turned` False), and coordinates alone are moved."""

    grey: Image.Image
    dark: int
    frame: Frame
    display: Frame
    turned: bool
    unit: float

    def set_upright(self, sheet: Image.Image | None) -> Image.Image | None:
        """Another sheet of the page as displayed, turned as the page was."""
        if sheet is None or not self.turned:
            return sheet
        return sheet.rotate(math.degrees(self.frame.tilt), Image.Resampling.BILINEAR, fillcolor=WHITE)

    def display_box(self, box: Box) -> Box:
        """A box in pixels as a box in points of the page as displayed."""
        left, top, right, bottom = (x * self.unit for x in box)
        placed = (left, top, right, bottom)
        return self.frame.box_in(placed, self.display) if self.turned else placed

    def level_segments(self, segments: list[Segment]) -> list[Segment]:
        """Segments of the picture in the reading frame."""
        if self.turned or not self.frame.tilt:
            return segments
        return [_move_segment(s, *self._displacement(s.centre, s.base)) for s in segments]

    def place_rules(self, rules: list[Rule]) -> list[Rule]:
        """Lines drawn on the picture, in the reading frame."""
        for rule in rules:
            ends = [x * self.unit for x in (rule.x0, rule.y0, rule.x1, rule.y1)]
            x, y = self._displacement((ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2)
            rule.x0, rule.y0, rule.x1, rule.y1 = ends[0] + x, ends[1] + y, ends[2] + x, ends[3] + y
        return rules

    def _displacement(self, x: float, y: float) -> tuple[float, float]:
        """From a point of the page as displayed to the same point in the reading frame."""
        if self.turned or not self.frame.tilt:
            return 0.0, 0.0
        to = self.frame.to_frame(*self.display.to_page(x, y))
        return to[0] - x, to[1] - y


def reading_dpi(native: float) -> float:
    """The dpi at which a picture that was scanned at `native` dpi is to be read."""
    return native if _LEAST <= native <= _GREATEST else BEST


def read_scan(scan: Scan) -> Reading:
    """Read one page. Raises PageError."""
    if max(scan.picture.size) > _LONGEST:
        raise PageError(f"its picture is more than {_LONGEST} pixels long")
    cleaned = clean_colour(scan.picture, scan.dpi)
    page, dpi = _set_upright(cleaned.grey, scan), round(scan.dpi)
    level, upright = find_rules(page.grey, page.dark, scan.dpi)
    if len(level) > 1 and len(upright) > 1:
        erase_rules(page.grey, level + upright, scan.dpi)
    lines = read_words(page.grey, dpi)
    ink = np.asarray(page.grey) < page.dark
    pieces = cut_pieces(lines, ink, scan.dpi)
    read_again(pieces, page.grey, ink, dpi)
    vote_words(pieces, page.grey, ink, dpi)
    read_row_numbers(pieces, page.grey, ink, dpi, (level, upright))
    read_closing(pieces, page.grey, ink, dpi, page.set_upright(cleaned.draw_stamps()))
    count_strokes(pieces, ink)
    put_strokes(pieces)
    put_number_strokes(pieces)
    put_about_strokes(pieces)
    arrivals = take_arrivals(pieces, ink.shape[0])

    def coloured(box: Box) -> float:
        left, top, right, bottom = (x / page.unit for x in page.display_box(box))
        return cleaned.share_coloured((left, top, right, bottom))

    handwriting = take_handwriting(pieces, ink, coloured)
    covered, blots = take_covered(pieces, ink, scan.dpi, coloured)
    head = UPPER_PART * ink.shape[0]
    clear = [p for p in pieces if not is_noise(p, scan.dpi, head, ruled=any(r.y0 < p.base < r.y1 for r in upright))]
    clear = [p for p in clear if not _is_lone_mark(p, clear)]
    text = build_segments(clear, ink, page.unit)
    sheet = Sheet(scan.number, page.frame.width, page.frame.height, join_runs(page.level_segments(text)))
    result = Page(sheet, page.frame, scan.display, recognised=True)
    result.aside = page.level_segments(build_segments([*arrivals, *covered], ink, page.unit))
    sheet.level, sheet.upright = (_rules_outside(page.place_rules(r), result.aside) for r in (level, upright))
    for stamp in cleaned.stamps:
        result.aside += [_stamp_line(t, box, page) for t, box in read_stamp(stamp, dpi) or read_mark(stamp, dpi)]
    return Reading(scan.number, result, [_report_unreadable(scan.number, u, page) for u in (*handwriting, *blots)])


def _set_upright(grey: Image.Image, scan: Scan) -> _Upright:
    if paper_grain(grey) > _GRAINY:
        grey = grey.filter(ImageFilter.GaussianBlur(scan.dpi / BEST))
    dark = ink_threshold(grey)
    tilt = measure_tilt(grey, dark)
    turned = abs(tilt) > _UPRIGHT or (bool(tilt) and bool(find_rules(grey, dark, scan.dpi)[1]))
    if turned:
        grey = grey.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=WHITE)
    return _Upright(grey, dark, replace(scan.display, tilt=math.radians(tilt)), scan.display, turned, POINTS / scan.dpi)


def ink_threshold(grey: Image.Image) -> int:
    """The grey value that parts ink from paper best (Otsu 1979)."""
    counts = np.array(grey.reduce(2).histogram(), float)
    below, mass = np.cumsum(counts), np.cumsum(counts * np.arange(WHITE + 1))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    return min(max(int(np.argmax(np.nan_to_num(between))), _DARKEST), _PALEST)


def paper_grain(grey: Image.Image) -> float:
    """How much the paper of a page varies from pixel to pixel: the standard deviation of its quieter fields."""
    side = _FIELD
    if min(grey.size) < side:
        return 0.0
    rows = np.asarray(grey)[: grey.height // side * side, : grey.width // side * side]
    fields = rows.reshape(-1, side, rows.shape[1] // side, side)[::_EVERY].astype(np.float32)
    return float(np.percentile(fields.std(axis=(1, 3)), _QUIETER)) if fields.size else 0.0


def _report_unreadable(number: int, unread: Unread, page: _Upright) -> Anomaly:
    """What was left out of the text: writing by hand, letters below a seal or a blot."""
    return Anomaly(
        code=AnomalyCode.UNREADABLE,
        severity=Severity.WARNING,
        message=f"{unread.what} viết tay hoặc đóng dấu, không đọc được.",
        span=None,
        origin=[{"page": number, "box": [round(x, 1) for x in page.display_box(unread.box)]}],
    )


def is_noise(piece: Piece, dpi: float, head: float, *, ruled: bool) -> bool:
    """Whether what was read is no text, but seals, scribbles, dirt. Beside upright lines (`ruled`) short texts are
    cells; a number written by hand spoils the confidence of its line, which stands above `head`."""
    legible = sum(x.text.isalnum() for x in piece.letters)
    if not _SMALLEST * dpi / POINTS < piece.size < _LARGEST * dpi / POINTS:
        return True
    if not legible:
        return not all(x.text in _MARKS for x in piece.letters)
    if piece.base < head and is_number_line(piece.text):
        return False
    return piece.confidence < (_DOUBT_SHORT if legible < 4 and not ruled else _DOUBT)


def _is_lone_mark(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a piece is one mark with nothing beside it: a drawn line, or the roof of a letter of the line below."""
    if len(piece.letters) > 1 or piece.text not in _MARKS:
        return False
    near = (p for p in pieces if abs(p.base - piece.base) < _ON_LINE * max(p.size, piece.size))
    return not any(p.x0 >= piece.x1 or p.x1 <= piece.x0 for p in near)


def _move_segment(segment: Segment, x: float, y: float) -> Segment:
    left, right = array("f", (a + x for a in segment.left)), array("f", (a + x for a in segment.right))
    return replace(
        segment, left=left, right=right, base=segment.base + y, top=segment.top + y, bottom=segment.bottom + y
    )


def _rules_outside(rules: list[Rule], aside: Sequence[Segment]) -> list[Rule]:
    """The rules that are no frame of what stands aside."""
    if not aside:
        return rules
    room = 2 * max(s.size for s in aside)
    left, right = min(s.x0 for s in aside) - room, max(s.x1 for s in aside) + room
    top, bottom = min(s.top for s in aside) - room, max(s.bottom for s in aside) + room
    return [r for r in rules if not (left < r.x0 and r.x1 < right and top < r.y0 and r.y1 < bottom)]


def _stamp_line(text: str, box: Box, page: _Upright) -> Segment:
    """A line of a stamp, whose `box` is in pixels of the page as displayed, in the reading frame."""
    shown = (box[0] * page.unit, box[1] * page.unit, box[2] * page.unit, box[3] * page.unit)
    left, top, right, bottom = page.display.box_in(shown, page.frame)
    step = (right - left) / len(text)
    lefts = array("f", (left + i * step for i in range(len(text))))
    rights = array("f", (left + (i + 1) * step for i in range(len(text))))
    return Segment(text, lefts, rights, bytearray(len(text)), bottom, bottom - top, top, bottom)
