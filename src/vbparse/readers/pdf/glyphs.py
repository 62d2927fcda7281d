"""Characters of a page as pdfium gives them: their places, and what the objects say that draw them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Container, Mapping, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import BOLD, ITALIC, SYMBOL, TYPEWRITER, Box
from vbparse.language.charsets.fonts import charset_of_font
from vbparse.patterns import Cue
from vbparse.readers.pdf import raw
from vbparse.readers.pdf.charsets import legacy_bits
from vbparse.readers.pdf.nameless import UNNAMED, Letters
from vbparse.readers.pdf.runs import SKEWED, Cells, Gatherer, PageText, Stream, Style, gather_aside

_BOLD = Cue(
    r"(?i)bold|black|heavy|demi|[-,]bd",
    examples=["TimesNewRomanPS-BoldMT", "Arial,Bold", "Times-Bd"],
    rejects=["TimesNewRomanPSMT", "Abdullah"],
)
_ITALIC = Cue(
    r"(?i)ital|obli|[-,](?:bold)?it\b",
    examples=["TimesNewRomanPS-ItalicMT", "Helvetica-Oblique", "Minion-It", "Minion-BoldIt"],
    rejects=["TimesNewRomanPSMT", "Digi-Items"],
)
_SIGNS = Cue(
    r"(?i)symbol(?!a)|wingding|webding|dingbat",
    examples=["SymbolMT", "Wingdings-Regular", "ZapfDingbats"],
    rejects=["Symbola"],
)
_FIXED = Cue(r"(?i)courier|mono", examples=["CourierNewPSMT", "DejaVuSansMono"], rejects=["TimesNewRoman"])
_SEMIBOLD = 600
"""Weight of a font (OS/2, usWeightClass) from which its letters are bold."""
_FORCE_BOLD = 1 << 18
"""Flag of a font descriptor (ISO 32000-1, 9.8.2)."""


def style_of(font: int | None) -> tuple[int, str]:
    """Style bits, with those of a legacy charset, and name of a font (pdfium's handle)."""
    if not font:
        return 0, ""
    handle, name = ctypes.cast(font, pdfium.FPDF_FONT), name_of(font)
    style = _bits_of_name(name)
    if pdfium.FPDFFont_GetWeight(handle) >= _SEMIBOLD or pdfium.FPDFFont_GetFlags(handle) & _FORCE_BOLD:
        style |= BOLD
    angle = ctypes.c_int()
    if pdfium.FPDFFont_GetItalicAngle(handle, angle) and angle.value:
        style |= ITALIC
    return style, name


def name_of(font: int) -> str:
    """What a font is called, without the mark of a subset."""
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, size)
    return buffer.value.decode("utf-8", "replace").split("+", 1)[-1]


def _bits_of_name(name: str) -> int:
    cues = ((_BOLD, BOLD), (_ITALIC, ITALIC), (_SIGNS, SYMBOL), (_FIXED, TYPEWRITER))
    return sum(bit for cue, bit in cues if cue.search(name)) | legacy_bits(charset_of_font(name))


_INVISIBLE = 3
_STROKED = 2
"""Text render modes (ISO 32000-1, 9.3.6)."""
_WIDE = 0.4
"""A blank of so large a share of the height of its font is none; in Times it has a quarter."""
_SMALLEST, _LARGEST = 2.0, 1000.0
"""Points of a letter size that can be one."""
_CIRCLE, _QUARTER, _ASKEW = 360, 90, 8
"""Degrees of a full turn, of a quarter, and that text may be off a quarter."""

Letter = tuple[str, float, float]
"""A letter and its origin in points of the page's own space, to a tenth."""
StyleKey = tuple[Any, ...]
"""Font, render mode, font size, scaling part of the text matrix (see `raw.looks`) and clip of a text object."""


class PageReader:
    """Reads the characters of one open page. `clipped` says whether clipping paths may be trusted (no form objects).
    `hidden` says, once it has read, that the text is an invisible layer."""

    def __init__(self, textpage: int, display: Frame, clipped: bool) -> None:
        self._page = textpage
        self._display = display
        self._clipped = clipped
        self._fonts: dict[int | None, tuple[int, str]] = {}
        self._known: dict[StyleKey, Style] = {}
        self.hidden = False
        self.count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)))
        self.text = raw.text_of(textpage, self.count)
        self._objects = raw.objects(textpage, 0, self.count)
        self._origins = raw.origins(textpage, 0, self.count)
        self._unmapped = frozenset(raw.unmapped_places(textpage, self.count))

    def first_letters(self) -> dict[int, Letter]:
        """The first letter of each text object."""
        at = self._origins
        return {
            obj: (self.text[i], round(at[2 * i], 1), round(at[2 * i + 1], 1))
            for obj, i in raw.first_letters(self._objects).items()
        }

    def letters(self) -> Letters:
        """The characters with what is known of their names."""
        members = list({x for x in self._objects if x})
        fonts = dict(zip(members, raw.fonts(members), strict=True))
        names = {font: name_of(font) for font in set(fonts.values()) if font}
        cells, left = raw.loose_boxes(self._page, 0, self.count), self._origins[0::2]
        width = [right - x for right, x in zip(cells[2::4], left, strict=True)]
        height = [top - bottom for top, bottom in zip(cells[1::4], cells[3::4], strict=True)]
        wide = frozenset(i for i, c in enumerate(self.text) if c == " " and width[i] > _WIDE * height[i] > 0)
        return Letters(self.text, [fonts.get(x or 0) for x in self._objects], names, self._unmapped, wide)

    def read_renamed(self, text: str, names: Mapping[int, str]) -> PageText:
        """The page's runs, its characters by better names. A file that says nothing of its letters says nothing right
        of their faces: these are by the `names` of the fonts."""
        self.text, self._unmapped, self._known = text, frozenset(), {}
        self._fonts = {font: (_bits_of_name(name), name) for font, name in names.items()}
        return self.read_runs()

    def read_runs(self, only: Container[int] | None = None) -> PageText:
        """The page's runs; `only` those that certain text objects draw."""
        if not self.count:
            return PageText(self._display)
        objects = self._objects
        styles = self._collect_styles([o if only is None or (o and o in only) else None for o in objects])
        text = self._without_unmapped(styles)
        turn = self._main_turn(objects, styles)
        frame = Frame(self._display.x0, self._display.y0, self._display.x1, self._display.y1, turn)
        locate = _upright_cells if turn == 0 else _turned_cells
        page_text = PageText(frame)
        stream = Stream(text, objects, styles)
        Gatherer(stream, locate(self._page, self._origins, frame), page_text).gather()
        if any(s.turn != turn for s in styles.values()):
            gather_aside(stream, _turned_cells(self._page, self._origins, frame), page_text)
        return page_text

    def _without_unmapped(self, styles: dict[int, Style]) -> str:
        """U+FFFD for letters that no font names; signs of symbol fonts are known by their codes."""
        if not self._unmapped:
            return self.text
        letters = list(self.text)
        for i in self._unmapped:
            style = styles.get(self._objects[i] or 0)
            if style and not style.bits & SYMBOL:
                letters[i] = UNNAMED
        return "".join(letters)

    def _collect_styles(self, objects: Sequence[int | None]) -> dict[int, Style]:
        """The style of each object; objects that agree in all that it is made of share one."""
        styles: dict[int, Style] = {}
        first = raw.first_letters(objects)
        members = list(first)
        clips = raw.clip_paths(members) if self._clipped else {}
        looks = raw.looks(self._page, members, list(first.values()))
        for obj, look in zip(members, looks, strict=True):
            key = (*look, _clip_box(clips[obj]) if obj in clips else None)
            style = self._known.get(key)
            if style is None or style.uneven:
                style = self._known[key] = self._new_style(key, first[obj])
            styles[obj] = style
        if 2 * sum(s.hidden for s in styles.values()) > len(styles):
            self.hidden = True
            for style in styles.values():  # a text layer under a scan is invisible: it is the text
                style.hidden = False
        return styles

    def _new_style(self, key: StyleKey, index: int) -> Style:
        font, mode, scale, a, b, c, d, clip = key
        font_style = self._fonts.get(font)
        if font_style is None:
            font_style = self._fonts[font] = style_of(font)
        bits, name = font_style
        if mode == _STROKED:
            bits |= BOLD
        size = scale * (math.hypot(c, d) or 1.0)
        uneven = not _SMALLEST < size < _LARGEST
        if uneven:  # fonts drawn in the file scale their letters themselves
            _, top, _, bottom = raw.loose_boxes(self._page, index, index + 1)
            size = min(max(1.0, abs(top - bottom)), _LARGEST)
        angle = math.degrees(math.atan2(b, a)) % _CIRCLE
        turn = round(angle / _QUARTER) % 4 if abs(angle - _QUARTER * round(angle / _QUARTER)) < _ASKEW else SKEWED
        return Style(bits, size, turn, mode == _INVISIBLE, clip, name, uneven)

    def _main_turn(self, objects: list[int | None], styles: dict[int, Style]) -> int:
        if len({s.turn for s in styles.values()}) < 2:
            return max(0, next(iter(styles.values())).turn) if styles else 0
        counts = [0, 0, 0, 0, 0]
        for obj in objects:
            if obj in styles:
                counts[styles[obj].turn] += 1
        return counts.index(max(counts[:4]))


def _clip_box(path: int) -> Box | None:
    handle = ctypes.cast(path, pdfium.FPDF_CLIPPATH)
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for k in range(pdfium.FPDFClipPath_CountPathSegments(handle, 0)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(handle, 0, k), x, y)
        xs.append(x.value)
        ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if len(xs) > 3 else None


def _upright_cells(page: int, origin: Sequence[float], frame: Frame) -> Cells:
    loose = raw.loose_boxes(page, 0, len(origin) // 2)
    x0, y1 = frame.x0, frame.y1
    left = [x - x0 for x in origin[0::2]]
    right = [x - x0 for x in loose[2::4]]
    return Cells(
        left, right, [y1 - y for y in origin[1::2]], [y1 - y for y in loose[1::4]], [y1 - y for y in loose[3::4]]
    )


def _turned_cells(page: int, origin: Sequence[float], frame: Frame) -> Cells:
    tight = raw.tight_boxes(page, 0, len(origin) // 2)
    boxes = [frame.box(tight[i], tight[i + 2], tight[i + 1], tight[i + 3]) for i in range(0, len(tight), 4)]
    points = [frame.to_frame(origin[i], origin[i + 1]) for i in range(0, len(origin), 2)]
    return Cells(
        [min(p[0], b[0]) for p, b in zip(points, boxes, strict=True)],
        [b[2] for b in boxes],
        [p[1] for p in points],
        [b[1] for b in boxes],
        [b[3] for b in boxes],
    )
