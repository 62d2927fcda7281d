"""What a user types → FTS5 expressions: words, "phrases", prefix*, -not; abbreviations opened both ways.

An expression takes the marks as they were typed, or (`folded`) is one over text without marks. Every word goes into it
as letters and digits in quotes, so that nothing that is typed can be an operator of FTS5.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import regex

from vbparse.archive.index import pairs
from vbparse.errors import InputError
from vbparse.language.abbreviations import Words, expand_abbreviations
from vbparse.language.folding import fold, fold_case, split_words
from vbparse.patterns import Cue
from vbparse.text import fold_view

LONGEST = 60
"""Words that a query may have."""
VARIANTS = 12
"""Ways to write a phrase, by its abbreviations, that are looked for."""
APART, IN_TWOS, IN_A_ROW = 1, 2, LONGEST
"""How many words that stand side by side in a query must stand side by side in a text."""

_PIECE = Cue(
    r'(?P<no>-*)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+))(?P<star>\*?)',
    examples=["họp", '"cháy rừng"', "-mời", "phòng*", '"chưa đóng'],
    rejects=[" ", ""],
)
_JOINED = Cue(
    r"[\p{L}\p{N}][&-][\p{L}\p{N}]",
    examples=["QĐ-UBND", "TN&MT", "9-2023"],
    rejects=["-mời", "văn phòng - thống kê", "phòng*"],
)
"""What makes one of two words that are typed without a blank."""
_DATE = Cue(
    r"(?:0?(\d|[12]\d|3[01])\D)?0?(\d|1[0-2])\D((?:19|20)\d\d)",
    examples=["15 02 2023", "2 2023", "09 2023"],
    rejects=["35 KH UBND", "15 13 2023", "2023"],
    at="whole",
)


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row that must stand, or must not. The last one is the beginning of a word where `prefix`; `fixed`
    where they were typed as one: a phrase, a date, a ký hiệu, a số ký hiệu (`number`). Capitals and marks are as
    typed."""

    words: Words
    fixed: bool = False
    prefix: bool = False
    negated: bool = False
    number: bool = False
    typed: str = field(default="", compare=False)


Query = tuple[Part, ...]
Form = Callable[[Sequence[str]], str]
"""Words in a row as an expression."""


def parse_query(typed: str) -> Query:
    """Read a query. A quote that is not closed ends with the query; `*` and `-` that stand alone mean nothing.

    Raises InputError where there are more than `LONGEST` words, or a beginning of one letter.
    """
    typed = unicodedata.normalize("NFC", typed)
    parts: list[Part] = []
    for match in _PIECE.finditer(fold_view(typed)):
        # Only the hyphen of the keyboard negates: "Văn phòng –thống kê" is a slip of writing.
        negated = typed[match.start()] == "-" and bool(match["no"])
        parts += _parse_piece(match, negated)
    short = next((part.words[-1] for part in parts if part.prefix and len(part.words[-1]) < 2), None)
    if short:
        raise InputError("query.prefix", short=short)
    if sum(len(part.words) for part in parts) > LONGEST:
        raise InputError("query.long", longest=LONGEST)
    return tuple(parts)


def _parse_piece(match: regex.Match[str], negated: bool) -> Iterator[Part]:
    bare = match["bare"] or ""
    tokens = split_words(match["phrase"] or bare)
    if not tokens:
        return
    prefix = bool(match["star"]) or bare.endswith("*")
    date = _DATE.fullmatch(" ".join(tokens))
    number = len(tokens) > 1 and any(map(str.isdecimal, bare)) and not date
    whole = number or date or _JOINED.search(bare)
    if bare and not (whole or negated):
        yield from (Part((word,), typed=word) for word in tokens[:-1])
        tokens = tokens[-1:]
    typed = (bare.rstrip("*") if whole else " ".join(tokens)) + "*" * prefix
    yield Part(tokens, fixed=len(tokens) > 1, prefix=prefix, negated=negated, number=number, typed=typed)


def format_query(query: Query) -> str:
    """A query as it can be typed."""
    return " ".join("-" * part.negated + _format_part(part) for part in query)


def _format_part(part: Part) -> str:
    words = part.typed.rstrip("*")
    star = "*" * part.prefix
    return f'"{words}"{star}' if len(part.words) > 1 and " " in words else f"{words}{star}"


def required_parts(query: Query) -> Query:
    """The parts that must stand."""
    return tuple(part for part in query if not part.negated)


def build_expression(
    query: Query, *, folded: bool, paired: bool = False, together: int = APART, also: Sequence[str] = ()
) -> str:
    """What a text matches in which all words stand, and none that must not; those that stand side by side in the query,
    as typed, `IN_TWOS` or `IN_A_ROW`. `paired` is for text without marks that is written with its `pairs`. `also` are
    further expressions that must match. Empty where nothing must."""
    form = _paired_phrase if paired else _folded_phrase if folded else _exact_phrase
    terms = list(also)
    for run in _runs(query):
        if len(run) == 1 and (run[0].fixed or run[0].prefix):
            terms.append(_part_term(run[0], form))
        elif len(run) > together > APART:
            terms.append(_pair_term(_words_of_run(run), form))
        elif len(run) > 1 and together > APART:
            terms.append(form(_words_of_run(run)))
        else:
            terms += _single_terms(_words_of_run(run), form)
    excluded = [_part_term(part, form) for part in query if part.negated]
    return f"({' AND '.join(terms)})" + "".join(f" NOT {term}" for term in excluded) if terms else ""


def excluded_parts(query: Query, *, folded: bool) -> Query:
    """The parts that must not stand: those typed without marks (`folded`), which no text may have in any form, or those
    typed with marks. To leave out "phân" is not to leave out "phần"."""
    return tuple(part for part in query if part.negated and has_marks(part) is not folded)


def any_of_expression(query: Query, *, folded: bool) -> str:
    """What a text matches in which one of the parts stands; `folded` for text without marks, written with its pairs."""
    return _any_term([_part_term(part, _paired_phrase if folded else _exact_phrase) for part in query])


def has_marks(part: Part) -> bool:
    """Whether one of the words was typed with marks."""
    return any(fold(word) != fold_case(word) for word in part.words)


def longest_row(query: Query) -> int:
    """How many single words stand side by side, which then may stand in a row."""
    return max((len(run) for run in _runs(query)), default=0)


def is_separable(query: Query) -> bool:
    """Whether a text can be asked for each part by itself: phrases, or one word."""
    return (
        bool(required_parts(query)) and longest_row(query) < 2 and not any(part.number or part.prefix for part in query)
    )


def has_short_prefix(query: Query) -> bool:
    """Whether a word is given by two or three letters without marks: too little to ask for marks."""
    return any(len(p.words[-1]) < 4 and fold(p.words[-1]) == fold_case(p.words[-1]) for p in query if p.prefix)


def folded_expression(typed: str) -> str:
    """The expression of a query over text without marks.

    Raises InputError where it asks for no word that must stand.
    """
    query = parse_query(typed)
    if not required_parts(query):
        raise InputError("query.no-word", typed=typed.strip())
    return build_expression(query, folded=True)


def hit_wordings(query: Query) -> Iterator[tuple[Words, bool]]:
    """What is to be shown as a hit: words in a row as typed, and whether the last is the beginning of one; also what an
    abbreviation stands for."""
    for run in _runs(query):
        yield from ((way, part.prefix) for part in run for way in part_wordings(part))
        typed = _words_of_run(run)
        if len(run) > 1:
            yield from (
                (o, False)
                for start in range(len(typed))
                for _, others in expand_abbreviations(typed[start:])
                for o in others
            )


def ways_to_write(typed: Words) -> list[Words]:
    """The ways to write words in a row, by their abbreviations; as typed first."""
    return list(dict.fromkeys(islice(_iter_wordings(typed), VARIANTS)))


def _runs(query: Query) -> Iterator[list[Part]]:
    """Parts that must stand, those together that stand side by side as single words."""
    run: list[Part] = []
    for part in query:
        single = not (part.fixed or part.prefix or part.negated)
        if run and not single:
            yield run
            run = []
        if single:
            run.append(part)
        elif not part.negated:
            yield [part]
    if run:
        yield run


def _words_of_run(run: Sequence[Part]) -> Words:
    return tuple(word for part in run for word in part.words)


def _single_terms(typed: Words, form: Form, longest: int = LONGEST) -> list[str]:
    """Terms for single words, an abbreviation beside what it stands for."""
    terms: list[str] = []
    at = 0
    while at < len(typed):
        size, others = next((o for o in expand_abbreviations(typed[at:]) if o[0] <= longest), (1, ()))
        own = _single_terms(typed[at : at + size], form, size - 1) if size > 1 else [form(typed[at : at + 1])]
        terms.append(_any_term([" AND ".join(own), *map(form, others)]))
        at += size
    return terms


def _pair_term(typed: Words, form: Form) -> str:
    """A term for words two by two, as most Vietnamese words are of two syllables; the odd one stands anywhere."""
    cuts = [[typed[:start], *(typed[i : i + 2] for i in range(start, len(typed), 2))] for start in (0, 1)]
    return _any_term([" AND ".join(form(two) for two in cut if two) for cut in cuts])


def _part_term(part: Part, form: Form) -> str:
    """A term for the words of a part, however their abbreviations are written."""
    if part.prefix:
        begin = _paired_prefix if form is _paired_phrase else lambda way: f"{form(way)} *"
        return _any_term([begin(way) for way in part_wordings(part)])
    return _any_term([form(way) for way in part_wordings(part)])


def part_wordings(part: Part) -> list[Words]:
    """The ways to write a part; the beginning of a word is taken as it is, a số ký hiệu with a leading zero or none, a
    date with its words as well."""
    if date := _DATE.fullmatch(" ".join(part.words)):
        return list(dict.fromkeys([part.words, *_date_wordings(*date.groups())]))
    if part.number:
        first = part.words[0].lstrip("0") or "0"
        return list(dict.fromkeys([part.words, (first, *part.words[1:]), (f"0{first}", *part.words[1:])]))
    return [part.words] if part.prefix else ways_to_write(part.words)


def _date_wordings(day: str | None, month: str, year: str) -> Iterator[Words]:
    """A day or a month as it is written: 15/02/2023, 15/2/2023, ngày 15 tháng 02 năm 2023."""
    days = [None] if day is None else list(dict.fromkeys([day, day.zfill(2)]))
    for written in (month, month.zfill(2)):
        for first in days:
            yield (*((first,) if first else ()), written, year)
            yield (*((first,) if first else ()), "tháng", written, "năm", year)


def _iter_wordings(typed: Words) -> Iterator[Words]:
    if not typed:
        yield ()
        return
    yield from ((typed[0], *rest) for rest in _iter_wordings(typed[1:]))
    for size, others in expand_abbreviations(typed):
        yield from ((*other, *rest) for other in others for rest in _iter_wordings(typed[size:]))


def _exact_phrase(found: Sequence[str]) -> str:
    return '"' + " ".join(map(fold_case, found)) + '"'


def _folded_phrase(found: Sequence[str]) -> str:
    return '"' + " ".join(map(fold, found)) + '"'


def _paired_phrase(found: Sequence[str]) -> str:
    return pairs.phrase_expression([fold(word) for word in found])


def _paired_prefix(found: Sequence[str]) -> str:
    return pairs.prefix_expression([fold(word) for word in found])


def _any_term(terms: Sequence[str]) -> str:
    return "(" + " OR ".join(f"({term})" for term in terms) + ")" if len(terms) > 1 else terms[0]
