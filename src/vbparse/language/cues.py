"""Cues: the words by which a part of a document is known, kept in `data/cues.tsv` so that one is added in one line.

A row is cue, form, source. In a form a blank matches any run of white space; the rest is an ordinary pattern, so that
`(?:Chi )?Cục trưởng` or `triển khai(?: thực hiện)?` may stand for several forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import regex

from vbparse.compiled import compile_pattern
from vbparse.language.tables import rows
from vbparse.patterns import At, Cue
from vbparse.text import fold_view


@cache
def cue_pattern(name: str) -> str:
    """All forms of a cue as one group, for use inside a pattern. Raises KeyError for a cue that has no form."""
    forms = [row["form"] for row in rows("cues") if row["cue"] == name]
    if not forms:
        raise KeyError(name)
    return "(?:" + "|".join(widen_blanks(form) for form in forms) + ")"


def widen_blanks(pattern: str) -> str:
    """A pattern in the spelling of the match view; a blank is any run of white space, `" ?"` an optional one."""
    return fold_view(pattern).replace(" ?", r"\s*").replace(" ", r"\s+")


def join_alternatives(terms: Iterable[str]) -> str:
    """A pattern for the longest of these terms that stands at a place; a blank is any run of white space. It is a tree
    of their beginnings, so that of a thousand terms only those are tried that begin with the letter there."""
    tree: _Tree = {}
    for term in sorted(terms):
        branch = tree
        for letter in term:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _write_tree(tree)


_Tree = dict[str, "_Tree"]


def _write_tree(tree: _Tree) -> str:
    letters = ((letter, below) for letter, below in tree.items() if letter)
    branches = [(r"\s+" if letter == " " else regex.escape(letter)) + _write_tree(below) for letter, below in letters]
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}" if branches else ""


_NAME = Cue(r"\{([a-z][a-z -]+)\}", examples=["{unit}", "{behind a unit}"], rejects=["\\p{L}{2}", "{1,2}"])


def compile_cues(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern in which `{name}` stands for the cue of that name; blanks are widened (see `widen_blanks`)."""
    parts = _NAME.split(pattern)
    return compile_pattern("".join(cue_pattern(p) if i % 2 else widen_blanks(p) for i, p in enumerate(parts)))


def build_cue(pattern: str, *, examples: Sequence[str], rejects: Sequence[str] = (), at: At = "anywhere") -> Cue[str]:
    """A `Cue` over `compile_cues`."""
    return Cue(lambda: compile_cues(pattern), examples=examples, rejects=rejects, at=at)
