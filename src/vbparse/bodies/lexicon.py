"""Bodies, posts, groups of people and verbs of duty, found in one pass by an Aho-Corasick automaton.

Text and terms are compared token by token, so that any run of white space, or none beside a sign, is one boundary
("cán bộ ,công chức" is the term "cán bộ, công chức"). The terms stand in `data/organisations.tsv` and
`data/actions.tsv`. `Terms.spans` gives them as spans of a spaCy `Doc`, which nothing else here needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from vbparse.bodies.names import kind_of
from vbparse.language.abbreviations import abbreviated_bodies
from vbparse.language.folding import fold
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_TOKEN = Cue(r"\w+|[^\w\s]", examples=["UBND", "-"], rejects=[" "])
_PRIORITY = ("action", "name", "none", "body", "post", "people", "unit")
_RANKS = {label: rank for rank, label in enumerate(_PRIORITY)}
_SENTENCE_CASE = {"unit", "people", "post", "action", "none"}
_OFTEN_SMALL = "steering committee"
"""Bodies that are written without a capital as well: "ban chỉ đạo, ban tổ chức"."""


class Term(NamedTuple):
    """A term of the lexicon in the text. `label` is body, unit, post, people, person, action, name or none."""

    start: int
    end: int
    label: str
    kind: str


class _Tokens:
    """The tokens of a view: its words and signs, with their offsets in it; `row` has them with a blank around each."""

    def __init__(self, words: Sequence[str], starts: Sequence[int]) -> None:
        self.words, self.starts = words, starts
        self.row = f" {' '.join(words)} "

    @cached_property
    def _index(self) -> dict[int, int]:
        """The number of the token behind each blank of the row, by the offset of the blank."""
        at, found = 0, {}
        for number, word in enumerate(self.words):
            found[at] = number
            at += len(word) + 1
        found[at] = len(self.words)
        return found

    def find(self, automaton: AhoCorasick) -> Iterator[tuple[int, int, int]]:
        """Every match: the number of its pattern, its first token and the one behind its last."""
        for pattern, start, end in automaton.find_matches_as_indexes(self.row, overlapping=True):
            yield pattern, self._index[start], self._index[end - 1]

    def end(self, number: int) -> int:
        """Where a token ends in the view."""
        return self.starts[number] + len(self.words[number])

    def lower(self) -> _Tokens:
        """The same in small letters."""
        return _Tokens([word.lower() for word in self.words], self.starts)


@dataclass(frozen=True, slots=True)
class Terms:
    """The longest term at each offset of the view (of equals the first of `_PRIORITY`), and the tokens."""

    at: dict[int, Term]
    tokens: _Tokens
    found: list[tuple[int, int, str]]

    def spans(self) -> list[SpacySpan]:
        """The terms as spans of a spaCy `Doc` of the tokens, labelled; made when they are asked for.
        `user_data["starts"]` and `["ends"]` of the `Doc` map a token to the view."""
        from spacy.tokens import Span as SpacySpan

        doc = _make_doc(self.tokens)
        return [SpacySpan(doc, first, last, label=label) for first, last, label in sorted(self.found)]


def _make_doc(tokens: _Tokens) -> Doc:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=list(tokens.words))
    doc.user_data["starts"] = list(tokens.starts)
    doc.user_data["ends"] = [tokens.end(number) for number in range(len(tokens.words))]
    return doc


def _tokenize(view: str) -> _Tokens:
    found = list(_TOKEN.finditer(view))
    return _Tokens([match[0] for match in found], [match.start() for match in found])


@cache
def _terms() -> tuple[AhoCorasick, list[tuple[str, str]]]:
    """The automaton, and label and kind by the number of a pattern. Built once."""
    forms: dict[tuple[str, str], set[str]] = {}
    for row in rows("organisations"):
        if row["label"] == "field":
            continue
        terms = forms.setdefault((row["label"], row["kind"]), set())
        terms.update(_term_forms(row["term"], row["label"]))
        if row["kind"] == _OFTEN_SMALL and " " in row["term"]:
            terms.add(fold_view(row["term"][0].lower() + row["term"][1:]))
    for short, name in abbreviated_bodies().items():
        if kind_of_body := kind_of(name):
            forms.setdefault(("body", kind_of_body.value), set()).add(fold_view(short))
    forms[("action", "verb of duty")] = {f for row in rows("actions") for f in _term_forms(row["term"], "action")}
    patterns = [(_tokenize(text).row, key) for key, texts in forms.items() for text in sorted(texts)]
    return AhoCorasick([row for row, _ in patterns]), [key for _, key in patterns]


def _term_forms(term: str, label: str) -> set[str]:
    term = fold_view(term)
    forms = {term}
    if label in _SENTENCE_CASE and term[0].islower():
        forms.add(term[0].upper() + term[1:])
    if label in ("body", "action", "none"):
        forms.add(term.upper())
    if label == "post" and term[0].isupper() and not term.startswith("Phó"):
        forms.add(f"Phó {term}")
    return forms


def find_terms(view: str) -> Terms:
    """All terms of the lexicon in a match view, the longest at each place."""
    automaton, keys = _terms()
    tokens = _tokenize(view)
    best: dict[int, tuple[int, int]] = {}
    for pattern, first, stop in tokens.find(automaton):
        rank = (stop, -_RANKS[keys[pattern][0]])
        known = best.get(first)
        if known is None or rank > (known[0], -_RANKS[keys[known[1]][0]]):
            best[first] = (stop, pattern)
    at: dict[int, Term] = {}
    found: list[tuple[int, int, str]] = []
    for first, (stop, pattern) in best.items():
        start = tokens.starts[first]
        at[start] = Term(start, tokens.end(stop - 1), *keys[pattern])
        found.append((first, stop, keys[pattern][0]))
    return Terms(at, tokens, found)


def add_names(terms: Terms, names: Iterable[str]) -> None:
    """Make whole names, as the document writes them by themselves ("TRUNG TÂM DỊCH VỤ HỖ TRỢ PHÁT TRIỂN NÔNG NGHIỆP" in
    its letterhead), terms wherever they open with a body: no verb in them ends one."""
    whole = {fold_view(name).lower() for name in names if name.strip() and ";" not in name}
    tokens = terms.tokens.lower()
    # One pass, however many names there are.
    for _, first, stop in tokens.find(AhoCorasick([_tokenize(name).row for name in sorted(whole)])):
        term = terms.at.get(tokens.starts[first])
        if term and term.label == "body" and term.end < terms.tokens.end(stop - 1):
            terms.at[term.start] = term._replace(end=terms.tokens.end(stop - 1))


@cache
def _bare_units() -> frozenset[str]:
    return frozenset(fold(r["term"]) for r in rows("organisations") if r["label"] == "unit" and " " in r["term"])


_PAIR = Cue(r"\p{Ll}+ \p{Ll}+", examples=["tiêu khu"], rejects=["Tiêu khu", "khu"], at="start")


def find_misspelt_unit_end(view: str, start: int, end: int) -> int | None:
    """Where a common noun of the lexicon ends whose marks are wrong at `start` ("tiêu khu" for tiểu khu), or None."""
    match = _PAIR.match(view, start, end)
    return match.end() if match and fold(match[0]) in _bare_units() else None
