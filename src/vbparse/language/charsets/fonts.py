"""Which charset a font shows, by its name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from vbparse.language.tables import rows
from vbparse.patterns import Cue

_CACHED = 512
"""Names of fonts remembered."""
_SUBSET = Cue(r"^[A-Z]{6}\+", examples=["ABCDEF+.VnTime"], rejects=[".VnTime", "ABC+Times"], at="start")
_FACE = Cue(
    r"(?i)[,-]?(?:bold|italic|oblique|regular|normal|roman|mt|ps)+$",
    examples=[".VnTime,Bold", "VNI-Times-ItalicMT"],
    rejects=[".VnTime"],
)


class Legacy(NamedTuple):
    """What a legacy font makes of the bytes under it. `capitals`: it shows small letters as capitals."""

    charset: str
    capitals: bool = False


@lru_cache(maxsize=_CACHED)
def charset_of_font(name: str) -> Legacy | None:
    """The charset of a legacy font such as .VnTimeH, VNI-Times or VPS Times; None for any other.

    Names as PDF writes them, with a subset's prefix and the face behind a comma or a hyphen, are understood.
    """
    bare = _SUBSET.sub("", name.strip(" \"'"))
    while (cut := _FACE.sub("", bare).rstrip(" ,-")) != bare:
        bare = cut
    for pattern, found in _fonts():
        if pattern.fullmatch(bare):
            return found
    return None


@cache
def _fonts() -> tuple[tuple[regex.Pattern[str], Legacy], ...]:
    return tuple(
        (regex.compile(row["name"], regex.I), Legacy(row["charset"], row["capitals"] == "yes"))
        for row in rows("legacy_fonts")
    )
