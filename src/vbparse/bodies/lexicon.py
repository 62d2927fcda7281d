"""Bodies, posts, groups of people and verbs of duty, found by spaCy as spans of a `Doc`.

The tokenizer is a short pattern over the match view (the Vietnamese one of spaCy wants pyvi and joins words across
our boundaries); any run of white space is one blank between tokens, and `Doc.user_data` holds the offsets of the tokens
in the view. The terms stand in `data/organisations.tsv` and `data/actions.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vbparse.bodies.names import kind_of
from vbparse.language.abbreviations import abbreviated_bodies
from vbparse.language.folding import fold
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.text import fold_view

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.vocab import Vocab

_TOKEN = Cue(r"\w+|[^\w\s]", examples=["UBND", "-"], rejects=[" "])
_PRIORITY = ("action", "name", "none", "body", "post", "people", "unit")
_SENTENCE_CASE = {"unit", "people", "post", "action", "none"}
_OFTEN_SMALL = "steering committee"
"""Bodies that are written without a capital as well: "ban chỉ đạo, ban tổ chức"."""


class Term(NamedTuple):
    """A term of the lexicon in the text. `label` is body, unit, post, people, person, action, name or none."""

    start: int
    end: int
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The longest term at each offset of the view (of equals the first of `_PRIORITY`), and the tokens."""

    at: dict[int, Term]
    doc: Doc
    found: list[tuple[int, int, str]]

    def spans(self) -> list[SpacySpan]:
        """The terms as spans of the `Doc`, labelled; made when they are asked for."""
        from spacy.tokens import Span as SpacySpan

        return [SpacySpan(self.doc, first, last, label=label) for first, last, label in sorted(self.found)]


def tokenize(view: str, vocab: Vocab) -> Doc:
    """The view as a spaCy `Doc`, white space folded; `user_data["starts"]` and `["ends"]` map a token to the view."""
    from spacy.tokens import Doc

    words = _TOKEN.findall(view)
    starts = [match.start() for match in _TOKEN.finditer(view)]
    doc = Doc(vocab, words=words)
    doc.user_data["starts"] = starts
    doc.user_data["ends"] = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return doc


@cache
def _matcher() -> tuple[Vocab, PhraseMatcher, dict[int, tuple[str, str]]]:
    """The vocabulary, the matcher, and label and kind by match key. Built once: 0.1 s."""
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

    vocab = Vocab()
    matcher = PhraseMatcher(vocab, attr="ORTH")
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
    keys = {}
    for (label, kind), texts in forms.items():
        matcher.add(f"{label}|{kind}", [tokenize(t, vocab) for t in sorted(texts)])
        keys[vocab.strings[f"{label}|{kind}"]] = (label, kind)
    return vocab, matcher, keys


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
    vocab, matcher, keys = _matcher()
    ranks = {key: _PRIORITY.index(label) for key, (label, _) in keys.items()}
    doc = tokenize(view, vocab)
    starts: list[int] = doc.user_data["starts"]
    best: dict[int, tuple[int, int]] = {}
    for key, first, stop in matcher(doc):
        known = best.get(first)
        if known is None or stop > known[0] or (stop == known[0] and ranks[key] < ranks[known[1]]):
            best[first] = (stop, key)
    ends: list[int] = doc.user_data["ends"]
    at: dict[int, Term] = {}
    for first, (stop, key) in best.items():
        label, kind = keys[key]
        start = starts[first]
        at[start] = Term(start, ends[stop - 1], label, kind)
    return Terms(at, doc, [(first, stop, keys[key][0]) for first, (stop, key) in best.items()])


def add_names(terms: Terms, view: str, names: Iterable[str]) -> None:
    """Make whole names, as the document writes them by themselves ("TRUNG TÂM DỊCH VỤ HỖ TRỢ PHÁT TRIỂN NÔNG NGHIỆP" in
    its letterhead), terms wherever they open with a body: no verb in them ends one."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    vocab = terms.doc.vocab
    matcher = PhraseMatcher(vocab, attr="ORTH")  # one pass, however many names there are
    whole = {fold_view(name).lower() for name in names if name.strip() and ";" not in name}
    matcher.add("name", [tokenize(name, vocab) for name in sorted(whole)])
    starts, ends = terms.doc.user_data["starts"], terms.doc.user_data["ends"]
    for _, first, stop in matcher(Doc(vocab, words=[token.text.lower() for token in terms.doc])):
        term = terms.at.get(starts[first])
        if term and term.label == "body" and term.end < ends[stop - 1]:
            terms.at[term.start] = term._replace(end=ends[stop - 1])


@cache
def _bare_units() -> frozenset[str]:
    return frozenset(fold(r["term"]) for r in rows("organisations") if r["label"] == "unit" and " " in r["term"])


_PAIR = Cue(r"\p{Ll}+ \p{Ll}+", examples=["tiêu khu"], rejects=["Tiêu khu", "khu"], at="start")


def find_misspelt_unit_end(view: str, start: int, end: int) -> int | None:
    """Where a common noun of the lexicon ends whose marks are wrong at `start` ("tiêu khu" for tiểu khu), or None."""
    match = _PAIR.match(view, start, end)
    return match.end() if match and fold(match[0]) in _bare_units() else None
