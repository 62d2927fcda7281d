"""Legacy charsets of Vietnamese: what their letters are, which font or which text is written in one."""

from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.language.charsets.judging import MODERN, charset_of_text, looks_legacy
from vbparse.language.charsets.letters import CHARSETS, Converted, as_windows_text, convert, out_of_private
from vbparse.language.charsets.lines import Piece, Settings, convert_line, convert_text, settings_of, with_horns
from vbparse.language.charsets.misnamed import has_misnamed, rename

__all__ = [
    "CHARSETS",
    "MODERN",
    "Converted",
    "Legacy",
    "Piece",
    "Settings",
    "as_windows_text",
    "charset_of_font",
    "charset_of_text",
    "convert",
    "convert_line",
    "convert_text",
    "glyphs_of_font",
    "has_misnamed",
    "looks_legacy",
    "out_of_private",
    "rename",
    "settings_of",
    "with_horns",
]
