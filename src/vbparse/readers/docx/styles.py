"""Formatting as it is in force: a run's or paragraph's own properties, else those of its styles, else the defaults."""

from __future__ import annotations

from collections.abc import Mapping

from vbparse.patterns import Cue
from vbparse.readers.docx.package import Element, W
from vbparse.readers.numerals import parse_whole_number

Properties = Mapping[str, Element]
"""The children of a `w:pPr` by their tags, the first of each."""

_VAL, _STYLE = f"{W}val", f"{W}pStyle"
_OFF = {"0", "false", "off", "none"}
_HEADING = Cue(r"heading (\d)", examples=["heading 1"], rejects=["heading", "toc heading 1", "heading 10"], at="whole")
_BODY_LEVEL = 9
"""The outline level of body text; those of headings are lower."""
_THEME_CLASS = len("minor")
"""Letters of the class of a font of the theme, `minor` or `major`, in `minorHAnsi`."""
_MOST_BASES = 50
"""Styles that one is based on, one on the other; templates have five."""


class Styles:
    """The styles part. Properties are looked up by the local name of their element (`b`, `jc`, `outlineLvl`). `theme`
    maps `minor` and `major` to the theme's fonts."""

    theme: dict[str, str]

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._run_defaults: Element | None = None
        self._chains: dict[str, list[Element]] = {}
        self._properties: dict[str | None, Properties] = {}
        self._depths: dict[str | None, int] = {}
        self._fonts: dict[str | None, str] = {}
        self.theme = {}
        self._switches: dict[tuple[str | None, str], bool | None] = {}
        if root is None:
            return
        for style in root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId")
            if key:
                self._styles[key] = style
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                    self._default = key
        self._run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def style_chain(self, key: str | None) -> list[Element]:
        """The style and those it is based on, nearest first."""
        key = key or self._default
        if key is None:
            return []
        if key not in self._chains:
            styles: list[Element] = []
            at: str | None = key
            while at in self._styles and self._styles[at] not in styles and len(styles) < _MOST_BASES:
                styles.append(self._styles[at])
                at = read_val(self._styles[at].find(f"{W}basedOn"))
            self._chains[key] = styles
        return self._chains[key]

    def paragraph_property(self, properties: Properties, tag: str) -> Element | None:
        """A paragraph property in force, such as `jc`, `outlineLvl` or `numPr`."""
        name = f"{W}{tag}"
        of_paragraph = properties.get(name)
        return self._properties_of_style(style_of(properties)).get(name) if of_paragraph is None else of_paragraph

    def _properties_of_style(self, key: str | None) -> Properties:
        if key not in self._properties:
            merged: dict[str, Element] = {}
            for style in reversed(self.style_chain(key)):
                merged |= read_properties(style.find(f"{W}pPr"))
            self._properties[key] = merged
        return self._properties[key]

    def is_on(self, properties: Element | None, paragraph_style: str | None, tag: str) -> bool:
        """Whether a run property that is on or off, such as `b`, `i`, `caps` or `vanish`, is on."""
        switch = _read_switch(properties, tag)
        if switch is None and properties is not None and (style := read_val(properties.find(f"{W}rStyle"))):
            switch = self._switch_of_style(style, tag)
        if switch is None:
            switch = self._switch_of_style(paragraph_style, tag)
        return _read_switch(self._run_defaults, tag) or False if switch is None else switch

    def font_name(self, properties: Element | None, paragraph_style: str | None) -> str:
        """The name of the font of a run's letters; empty where nothing names one."""
        name = self._read_font(properties)
        if not name and properties is not None and (style := read_val(properties.find(f"{W}rStyle"))):
            name = self._font_of_style(style)
        return name or self._font_of_style(paragraph_style) or self._read_font(self._run_defaults)

    def _font_of_style(self, key: str | None) -> str:
        if key not in self._fonts:
            names = (self._read_font(style.find(f"{W}rPr")) for style in self.style_chain(key))
            self._fonts[key] = next((x for x in names if x), "")
        return self._fonts[key]

    def _read_font(self, properties: Element | None) -> str:
        """The font for letters beyond ASCII, else that for ASCII; a font of the theme goes first (ISO/IEC 29500-1,
        17.3.2.26)."""
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        if fonts is None:
            return ""
        for key in ("hAnsi", "ascii"):
            theme = self.theme.get(str(fonts.get(f"{W}{key}Theme") or "")[:_THEME_CLASS])
            if name := theme or fonts.get(f"{W}{key}"):
                return str(name)
        return ""

    def _switch_of_style(self, key: str | None, tag: str) -> bool | None:
        if (key, tag) not in self._switches:
            switches = (_read_switch(style.find(f"{W}rPr"), tag) for style in self.style_chain(key))
            self._switches[key, tag] = next((x for x in switches if x is not None), None)
        return self._switches[key, tag]

    def heading_depth(self, properties: Properties) -> int:
        """Depth of a heading, 1 outermost; 0 for body text."""
        level = parse_whole_number(read_val(self.paragraph_property(properties, "outlineLvl")), _BODY_LEVEL)
        if level is not None:
            return level + 1 if level < _BODY_LEVEL else 0
        style = style_of(properties)
        if style not in self._depths:
            names = ((read_val(x.find(f"{W}name")) or "").lower() for x in self.style_chain(style))
            self._depths[style] = next((int(match[1]) for match in map(_HEADING.fullmatch, names) if match), 0)
        return self._depths[style]


def read_properties(element: Element | None) -> Properties:
    """The properties in a `w:pPr`."""
    return {x.tag: x for x in element.iterchildren(reversed=True)} if element is not None else {}


def _read_switch(properties: Element | None, tag: str) -> bool | None:
    """A property that is on or off; None where it is not set."""
    switch = properties.find(f"{W}{tag}") if properties is not None else None
    return None if switch is None else (switch.get(_VAL) or "1") not in _OFF


def read_val(element: Element | None) -> str | None:
    """The `w:val` of an element that may not be there."""
    return element.get(_VAL) if element is not None else None


def style_of(properties: Properties) -> str | None:
    return read_val(properties.get(_STYLE))
