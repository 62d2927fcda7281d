"""Types of documents: names, codes, and how a type stands as a line of its own."""

from __future__ import annotations

from functools import cache

import regex

from vbparse.language.cues import join_alternatives
from vbparse.language.tables import rows
from vbparse.text import fold_view


@cache
def codes_by_name() -> dict[str, str]:
    """Folded small-letter name → code; the first row of a name wins. A type without a code is left out."""
    found: dict[str, str] = {}
    for row in rows("document_types"):
        if row["code"]:
            found.setdefault(fold_view(row["name"].lower()), row["code"])
    return found


@cache
def names_by_code() -> dict[str, str]:
    """Code → name; the first row of a code wins."""
    found: dict[str, str] = {}
    for row in rows("document_types"):
        if row["code"]:
            found.setdefault(row["code"], row["name"])
    return found


@cache
def type_names_pattern(*, without: tuple[str, ...] = ()) -> str:
    """A pattern for all type names but some, the longest at each place, in small letters of the match view."""
    return join_alternatives(name for name in codes_by_name() if name not in without)


_JOINT = r"(?:\s+liên\s+(?:tịch|ngành)(?!\w))?"  # kế hoạch liên tịch


@cache
def _type_line() -> regex.Pattern[str]:
    return regex.compile(rf"\W*(?P<name>{type_names_pattern()})(?!\w){_JOINT}\s*(?P<rest>.*)", regex.I | regex.S)


def match_type_line(view: str, start: int, end: int) -> tuple[str, int] | None:
    """The type named by a line that opens with a type in capitals, or holds nothing but a type: its code and the
    offset where the rest of the line begins (`end` where nothing follows)."""
    match = _type_line().match(view, start, end)
    if not match:
        return None
    name, rest = match["name"], match["rest"].strip(" :.*-_")
    if not name.isupper() and rest:
        return None
    code = codes_by_name()[" ".join(name.lower().split())]
    return code, (match.start("rest") if rest else end)
