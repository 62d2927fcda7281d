"""Letters of a page in legacy charsets: by the names of its fonts, which a run's style carries, else by its letters."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from vbparse.arrange.layout.segments import Segment
from vbparse.language.charsets.fonts import Legacy
from vbparse.language.charsets.judging import MODERN, looks_legacy
from vbparse.language.charsets.letters import Converted
from vbparse.language.charsets.lines import Piece, Settings, convert_line, find_settings, restore_horns

_SHIFT = 5
_STYLE = (1 << _SHIFT) - 1
"""The lower bits of a style are those of `layout.segments`, the others stand for a legacy font."""
_KINDS = (
    Legacy("tcvn3"),
    Legacy("tcvn3", True),
    Legacy("vni"),
    Legacy("viscii"),
    Legacy("viscii", True),
    Legacy("vps"),
)
"""The fonts that the three bits above those of `layout.segments` can stand for, from 1."""


def legacy_bits(legacy: Legacy | None) -> int:
    """A legacy font as bits of a character's style."""
    return (_KINDS.index(legacy) + 1) << _SHIFT if legacy in _KINDS else 0


def is_legacy(bits: int) -> bool:
    return bits > _STYLE


class Charsets:
    """Converts the runs of a file page by page; `tally` counts the letters of a page, by charset."""

    def __init__(self) -> None:
        self.tally: Counter[str] = Counter()
        self._charset: str | None = None

    def convert_runs(self, runs: list[Segment]) -> None:
        """Bring the runs of one page to Unicode, a place for each resulting letter; their styles lose the bits of the
        charsets."""
        fonts = any(max(run.style) > _STYLE for run in runs)
        settings = self._page_settings("\n".join(run.text for run in runs), fonts)
        if not fonts and settings.charset is None:
            return
        settings.tally = self.tally
        for run in runs:
            _convert_run(run, settings)

    def _page_settings(self, text: str, fonts: bool) -> Settings:
        settings = find_settings(restore_horns(text) if looks_legacy(text) else text, fonts=fonts)
        if not fonts and settings.charset is None and self._charset and not MODERN.search(text):
            # Too few words to decide, on a page of a file whose charset is known.
            return Settings(self._charset, pure=True, legacy=True)
        self._charset = self._charset or settings.charset
        return settings


def _convert_run(run: Segment, settings: Settings) -> None:
    pieces = list(_font_pieces(run, settings))
    run.style = bytearray(x & _STYLE for x in run.style)
    converted = convert_line(pieces, settings, begins=False)
    if converted is not None:
        _replace_letters(run, converted)


def _font_pieces(run: Segment, settings: Settings) -> Iterator[Piece]:
    """The parts of a run by font. PDF gives ư of TCVN3, its code 173, as a hyphen (ISO 32000-1, D.2, note 6)."""
    at = 0
    for kind, group in groupby(run.style, lambda x: x >> _SHIFT):
        size = sum(1 for _ in group)
        legacy = _KINDS[kind - 1] if kind else None
        text = run.text[at : at + size]
        charset = legacy.charset if legacy else settings.charset
        yield Piece(restore_horns(text) if charset == "tcvn3" else text, legacy)
        at += size


def _replace_letters(run: Segment, converted: Converted) -> None:
    starts = converted.starts
    run.text = converted.text
    run.left = array("f", [run.left[a] for a in starts[:-1]])
    run.right = array("f", [max(run.right[a:b]) for a, b in pairwise(starts)])
    run.style = bytearray(run.style[a] for a in starts[:-1])
