"""What a document or a file name says, for a terminal: it is shown there, and does nothing."""

from __future__ import annotations

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_TURNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""Characters that turn the order of those beside them (Unicode, Bidi_Control): a name that ends in "fdp.exe" can look
like one that ends in ".pdf"."""
_BREAKS = [0x2028, 0x2029]
_SHOWN = (
    dict.fromkeys([*_CONTROLS, *_TURNS, *_BREAKS], "\ufffd")
    | {code: chr(0x2400 + code) for code in range(0x20)}
    | {0x7F: "\u2421", ord("\n"): "\u2424"}
)
_IN_LINES = {code: sign for code, sign in _SHOWN.items() if chr(code) not in "\n\t"}
IN_JSON = {code: f"\\u{code:04x}" for code in (*_CONTROLS[32:], *_TURNS, *_BREAKS)}
"""What JSON leaves as it is though a terminal heeds it, or a reader of lines ends one there (U+0085, U+2028): written
out, which is the same JSON."""


def show_controls(text: str) -> str:
    """Text with a sign (␛) in the place of each control character but line breaks and tabs, and of each that turns the
    order of others."""
    return text.translate(_IN_LINES)


def on_one_line(text: str) -> str:
    """As `visible`, with signs for line breaks and tabs, too."""
    return text.translate(_SHOWN)
