"""List numbers as Word computes them (ISO/IEC 29500-1, 17.9): they are on the page, but not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from vbparse.language.charsets.symbols import PRIVATE, symbol_sign
from vbparse.patterns import Cue
from vbparse.readers.docx.package import Element, W
from vbparse.readers.docx.styles import Properties, Styles, read_properties, read_val, style_of
from vbparse.readers.numerals import format_number, parse_whole_number

_GREATEST, _DEEPEST = 32_767, 8
"""The greatest number that Word begins a list with, and the last of its nine levels."""

_DASHES = "-‐‑‒–—―−"
_PLAIN_BULLETS = frozenset("+o*•·●○■□▪▫◆◇❖❑➢➔→⇨✓✗")
_PLACEHOLDER = Cue(r"%([1-9])", examples=["%1.%2.", "Điều %1"], rejects=["%0", "5 %"])
"""The number of a level in the text of a label."""


class Label(NamedTuple):
    """What stands before a paragraph: `text` with the blank behind it, and the font that the list names for it."""

    text: str
    bullet: bool
    font: str = ""


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None
    suffix: str
    font: str


@dataclass(slots=True)
class _List:
    """A `w:num`: its levels, and the levels that it begins anew. Lists on one abstract list count together."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbering part, and how far each list has counted. Paragraphs must come in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = _by_key(root, "abstractNum", "abstractNumId")
        self._nums: dict[str, Element] = _by_key(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._of_styles: dict[str | None, tuple[str | None, str | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def _list(self, key: str) -> _List | None:
        """The list of a number, read when it is first met: templates define many more than a document has."""
        if key not in self._lists:
            self._lists[key] = self._read_list(self._nums[key]) if key in self._nums else None
        return self._lists[key]

    def _read_list(self, num: Element) -> _List | None:
        key = read_val(num.find(f"{W}abstractNumId"))
        abstract = self._abstracts.get(key or "")
        if abstract is None:
            return None
        if link := read_val(abstract.find(f"{W}numStyleLink")):
            linked = (x for x in reversed(self._abstracts.values()) if read_val(x.find(f"{W}styleLink")) == link)
            abstract = next(linked, abstract)
            key = abstract.get(f"{W}abstractNumId")
        levels = {_level_index(x): _read_level(x) for x in abstract.iterchildren(f"{W}lvl")}
        numbered = _List(str(key), levels)
        for override in num.iterchildren(f"{W}lvlOverride"):
            replacement = override.find(f"{W}lvl")
            if replacement is not None:
                levels[_level_index(override)] = _read_level(replacement)
            start = parse_whole_number(read_val(override.find(f"{W}startOverride")), _GREATEST)
            if start is not None:
                numbered.starts[_level_index(override)] = start
        return numbered

    def next_label(self, properties: Properties) -> Label | None:
        """The list label of a paragraph; counts it."""
        key, level = self._membership(properties)
        numbered = self._list(key) if key else None
        if key is None or numbered is None or level not in numbered.levels:
            return None
        counts = self._count_paragraph(key, numbered, level)
        return _build_label(numbered.levels, level, counts)

    def _membership(self, properties: Properties) -> tuple[str | None, int]:
        """Number of the list and level of the paragraph, from itself or its styles; list 0 is none."""
        key, level = _read_place(properties.get(f"{W}numPr"))
        if key is None:
            key, of_style = self._place_of_style(style_of(properties))
            level = level or of_style
        if key is None or key == "0":
            return None, 0
        return key, parse_whole_number(level, _DEEPEST) or 0

    def _place_of_style(self, key: str | None) -> tuple[str | None, str | None]:
        """Number of the list and level of the paragraphs in a style."""
        if key not in self._of_styles:
            self._of_styles[key] = None, None
            for style in self._styles.style_chain(key):
                number, level = _read_place(style.find(f"{W}pPr/{W}numPr"))
                if number is not None:
                    self._of_styles[key] = number, level or self._level_of_style(number, style.get(f"{W}styleId"))
                    break
        return self._of_styles[key]

    def _level_of_style(self, key: str, style: str | None) -> str:
        numbered = self._list(key)
        levels = numbered.levels if numbered else {}
        return str(next((i for i, x in levels.items() if style and x.style == style), 0))

    def _count_paragraph(self, key: str, numbered: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbered.abstract, {})
        if (key, level) not in self._begun and level in numbered.starts:
            counts.pop(level, None)
        self._begun.add((key, level))
        for upper in range(level):
            if upper not in counts and upper in numbered.levels:
                counts[upper] = numbered.starts.get(upper, numbered.levels[upper].start)
        first = numbered.starts.get(level, numbered.levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else first
        for lower in [x for x in counts if x > level]:
            restart = numbered.levels[lower].restart if lower in numbered.levels else None
            if restart is None or level < restart:
                del counts[lower]
        return counts


def _by_key(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    return {x.get(f"{W}{key}"): x for x in root.iterchildren(f"{W}{tag}")} if root is not None else {}


def _read_place(element: Element | None) -> tuple[str | None, str | None]:
    """Number of the list and level, as a `w:numPr` has them."""
    if element is None:
        return None, None
    return read_val(element.find(f"{W}numId")), read_val(element.find(f"{W}ilvl"))


def _level_index(element: Element) -> int:
    return parse_whole_number(element.get(f"{W}ilvl"), _DEEPEST) or 0


def _read_level(element: Element) -> _Level:
    parts = read_properties(element)
    start = read_val(parts.get(f"{W}start"))
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return _Level(
        start=1 if start is None else parse_whole_number(start, _GREATEST) or 0,
        form=_number_format(element),
        text=read_val(parts.get(f"{W}lvlText")) or "",
        restart=parse_whole_number(read_val(parts.get(f"{W}lvlRestart")), _DEEPEST + 1),
        legal=f"{W}isLgl" in parts and read_val(parts[f"{W}isLgl"]) not in {"0", "false"},
        style=read_val(parts.get(f"{W}pStyle")),
        suffix=read_val(parts.get(f"{W}suff")) or "tab",
        font=str(fonts.get(f"{W}ascii") or "") if fonts is not None else "",
    )


def _number_format(element: Element) -> str:
    """The number format; a custom one ("01, 02, …") stands in an alternate branch."""
    format_element = next(element.iter(f"{W}numFmt"), None)
    if format_element is not None and read_val(format_element) == "custom":
        return "decimalZero" if (format_element.get(f"{W}format") or "").startswith("0") else "decimal"
    return read_val(format_element) or "decimal"


def _read_bullet(text: str, font: str) -> str:
    """The mark of a bulleted list as one sign: `-` for any dash, `•` for what only a symbol font shows."""
    glyph = text.strip()[:1]
    if not glyph:
        return ""
    of_symbols = ord(glyph) in PRIVATE or "wingdings" in font.lower() or font.lower() == "symbol"
    sign = symbol_sign(ord(glyph), font) if of_symbols else None
    if glyph in _DASHES or (sign and sign in _DASHES):
        return "-"
    return glyph if not of_symbols and (glyph in _PLAIN_BULLETS or glyph.isalnum()) else "•"


def _build_label(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> Label | None:
    shape = levels[level]
    if shape.form == "bullet":
        glyph = _read_bullet(shape.text, shape.font)
        return Label(f"{glyph} ", True) if glyph else None

    def format_level(match: regex.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in counts:
            return ""
        form = "decimal" if shape.legal or at not in levels else levels[at].form
        return format_number(counts[at], form)

    text = _PLACEHOLDER.sub(format_level, shape.text).strip()
    if not text:
        return None
    return Label(text if shape.suffix == "nothing" else f"{text} ", False, shape.font)
