"""Who signs, as it is misread: "VT. GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC" is KT., for a deputy signs in his chief's place;
"Nguyên Văn Bình" below a post begins with the surname that is written with these letters.

A prefix that is one is left, and so is a surname that is one, or that could be two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vbparse.language.folding import count_marks, fold
from vbparse.language.landmarks.signer import is_signer_line, surnames
from vbparse.language.landmarks.signing import is_signing_line, match_authority
from vbparse.language.misread.letters import keep_line_ends, match_case
from vbparse.patterns import Cue
from vbparse.text import Span

_FOR_CHIEF = Cue(
    r"[^\w\n]*(?P<prefix>[\p{Lu}\d]{2}[.,:; ])[^\S\n]*(?P<post>\p{Lu}[\p{Lu} ]+?)[^\w\n]*\n[^\w\n]*PHÓ (?P=post)",
    examples=["VT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "1T, CHỦ TỊCH\nPHÓ CHỦ TỊCH"],
    rejects=["GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "VT. GIÁM ĐỐC\nPHÓ CHỦ TỊCH"],
    at="start",
)
"""The chief for whom a deputy signs, behind a prefix."""
_FIRST_WORD = Cue(r"\W*(?P<word>\p{Lu}\p{Ll}+)", examples=["Nguyên Văn Bình"], rejects=["BÌNH"], at="start")
_PREFIX = "KT."
_BELOW = 12
"""Lines below authority or post among which the name stands."""
_SHORTEST = 5
"""Letters from which a surname is known by them: of shorter ones several are written alike (Lò, Lô; Lý, Ly)."""
_LINES_OF_POST = 160
"""Letters of authority and post together at most."""


def repair_signers(value: str, view: str) -> str:
    """The view with prefixes and surnames of signers as they are meant."""
    out = list(view)
    lines = keep_line_ends(value, view)
    lines_below = _BELOW + 1
    for line in _split_lines(value):
        text = lines[line.start : line.end]
        if text.isupper() and is_signing_line(lines, line):
            lines_below = 0
        found = _FOR_CHIEF.match(lines, line.start, min(len(lines), line.start + _LINES_OF_POST))
        if found and not match_authority(view, line):
            out[slice(*found.span("prefix"))] = _PREFIX
            lines_below = 0
        if lines_below <= _BELOW and (name := _misread_surname(lines, line)):
            start, meant = name
            out[start : start + len(meant)] = meant
        lines_below += 1
    return "".join(out)


def _split_lines(value: str) -> Iterator[Span]:
    at = 0
    for line in value.splitlines(keepends=True):
        yield Span(at, at + len(line.rstrip("\r\n")))
        at += len(line)


def _misread_surname(lines: str, line: Span) -> tuple[int, str] | None:
    """Where the name on a line begins, and its surname, where the word there is none and can only be that one."""
    first = _FIRST_WORD.match(lines, *line)
    if not first or len(first["word"]) < _SHORTEST or not is_signer_line(lines, line):
        return None
    known = _surnames_by_letters().get(fold(first["word"]), frozenset())
    if len(known) != 1 or first["word"].lower() in known:
        return None
    (meant,) = known
    if count_marks(meant) <= count_marks(first["word"]):
        return None
    return first.start("word"), match_case(first["word"], meant)


@cache
def _surnames_by_letters() -> dict[str, frozenset[str]]:
    """Letters without marks → the surnames that are written with them, in small letters."""
    found: dict[str, set[str]] = {}
    for name in surnames():
        found.setdefault(fold(name), set()).add(name.lower())
    return {plain: frozenset(names) for plain, names in found.items()}
