"""Legacy charsets of Vietnamese: what their letters are, which font or which text is written in one."""

from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.language.charsets.judging import MODERN, charset_of_text, looks_legacy
from vbparse.language.charsets.letters import CHARSETS, Converted, convert, decode_as_windows, map_private_letters
from vbparse.language.charsets.lines import Piece, Settings, convert_line, convert_text, find_settings, restore_horns
from vbparse.language.charsets.misnamed import correct_letters, has_misnamed

__all__ = [
    "CHARSETS",
    "MODERN",
    "Converted",
    "Legacy",
    "Piece",
    "Settings",
    "charset_of_font",
    "charset_of_text",
    "convert",
    "convert_line",
    "convert_text",
    "correct_letters",
    "decode_as_windows",
    "find_settings",
    "glyphs_of_font",
    "has_misnamed",
    "looks_legacy",
    "map_private_letters",
    "restore_horns",
]
