"""Which legacy font a run is in, and what holds for the document's charsets."""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.lines import Piece, Settings, convert_line, find_settings
from vbparse.readers.docx.package import Element, Package, W
from vbparse.readers.docx.styles import Styles

_FONTS, _NAMES = f"{W}rFonts", (f"{W}ascii", f"{W}hAnsi", f"{W}cs")
_LETTERS, _PARAGRAPH = f"{W}t", f"{W}p"
_LATIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}latin"


class Fonts:
    """The legacy fonts of a package. `settings` are None where nothing is to convert, and no run is looked at then."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        texts = [package.document, package.footnotes, package.endnotes, *package.margins]
        roots = [package.styles, package.numbering, *texts]
        names = {x for root in roots if root is not None for x in _font_names(root)} | set(
            _theme_fonts(package.theme).values()
        )
        self._legacy = [x for x in map(charset_of_font, sorted(names)) if x]
        settings = find_settings("".join(_read_text(x) for x in texts if x is not None), fonts=bool(self._legacy))
        self.settings: Settings | None = settings if self._legacy or settings.charset else None
        styles.theme = _theme_fonts(package.theme)

    def legacy_font(self, properties: Element | None, paragraph_style: str | None) -> Legacy | None:
        """The legacy font of a run with these properties, in a paragraph of this style."""
        return charset_of_font(self._styles.font_name(properties, paragraph_style)) if self._legacy else None

    def convert(self, text: str) -> str:
        """Any text of the package as it would read in the first of its legacy fonts."""
        if self.settings is None:
            return text
        converted = convert_line(
            [Piece(text, self._legacy[0] if self._legacy else None)], Settings(self.settings.charset)
        )
        return converted.text if converted else text


def _font_names(root: Element) -> Iterator[str]:
    for fonts in root.iter(_FONTS):
        for key in _NAMES:
            yield fonts.get(key) or ""


def _read_text(root: Element) -> str:
    return "".join(["\n" if x.tag == _PARAGRAPH else x.text or "" for x in root.iter(_LETTERS, _PARAGRAPH)])


def _theme_fonts(root: Element | None) -> dict[str, str]:
    """The fonts of the theme for Latin letters, by their class: `minor` or `major`."""
    fonts: dict[str, str] = {}
    for latin in root.iter(_LATIN) if root is not None else ():
        fonts[latin.getparent().tag.rpartition("}")[2].removesuffix("Font")] = str(latin.get("typeface") or "")
    return fonts
