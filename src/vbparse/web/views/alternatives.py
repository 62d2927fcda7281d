"""What else a doubtful value may be: values of its kind that stand in the same document. Nothing is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbparse.edtf import format_date, parse_day
from vbparse.language.folding import fold, fold_case
from vbparse.patterns import Cue
from vbparse.schema import Document
from vbparse.text import fold_view
from vbparse.web.views.editing import Input
from vbparse.web.views.places import Span
from vbparse.web.views.values import format_edtf, join_lines

MOST = 3
"""Choices that are offered."""
_NEAR = 70
"""How like a name must be (0 to 100) to be what was misread."""
_REACH = 1500
"""How far from a place another day may stand, in characters."""
_DAY = Cue(
    r"(?<![\d/])(?P<d>\d{1,2})(?: ?[/.-] ?| tháng )(?P<m>\d{1,2})(?: ?[/.-] ?| năm )(?P<y>(?:19|20)\d\d)(?!\d)",
    examples=["15/9/2023", "15 tháng 9 năm 2023", "15.09.2023"],
    rejects=["9/2023", "15/9/23", "115/9/2023"],
)
_BODIES = ("issuer.canonical", "issuer.parent")
_NAMES = ("name", "assignees", "cooperating", "issuer")


@dataclass(frozen=True, slots=True)
class Choice:
    """Another reading: as it is shown, and as it would be typed into the input."""

    text: str
    typed: str


def list_choices(document: Document, asked: Input, span: Span | None) -> list[Choice]:
    """Other readings of the field that an input asks for; `span` is where its value stands. The likeliest first."""
    if asked.kind == "date":
        return _choose(asked, ((format_edtf(day), day) for day in _days_near(document, span)))
    if asked.path in _BODIES:
        return _choose(asked, ((name, name) for name in _bodies(document)))
    name = asked.path.rpartition(".")[2]
    if name in ("number", "canonical"):
        return _choose(asked, ((one, one) for one in _most_alike(asked.text, _numbers(document))))
    if name in _NAMES:
        return _choose(asked, ((one, one) for one in _most_alike(asked.text, _names(document))))
    return []


def _choose(asked: Input, readings: Iterable[tuple[str, str]]) -> list[Choice]:
    """Each once, whatever its capitals, without what stands there already."""
    choices: dict[str, Choice] = {}
    for text, typed in readings:
        choices.setdefault(fold_case(typed), Choice(text, typed))
    for present in ("", asked.now, asked.text):
        choices.pop(fold_case(present) if isinstance(present, str) else "", None)
    return list(choices.values())[:MOST]


def _days_near(document: Document, span: Span | None) -> Iterator[str]:
    """Days that the text names, as ISO 8601, those nearest to a place first."""
    at = span[0] if span else 0
    matches = sorted(_DAY.finditer(fold_view(document.text or "")), key=lambda match: abs(match.start() - at))
    for match in (one for one in matches if abs(one.start() - at) <= _REACH):
        day = format_date(int(match["y"]), int(match["m"]), int(match["d"]))
        if parse_day(day):
            yield day


def _bodies(document: Document) -> Iterator[str]:
    """Bodies that the document names outside of its tasks: in its head, as issuers of others, to whom it is sent."""
    if document.issuer:
        yield from filter(None, (join_lines(document.issuer.name), document.issuer.canonical, document.issuer.parent))
    yield from (one.issuer for one in document.references if one.issuer)
    yield from (one.name for one in document.addressees)


def _numbers(document: Document) -> Iterator[str]:
    if document.number and document.number.canonical:
        yield document.number.canonical
    yield from (one.canonical for one in document.references if one.canonical)


def _names(document: Document) -> Iterator[str]:
    """Names of persons and bodies."""
    yield from (one.name for one in (*document.signatures, *document.recipients, *document.addressees) if one.name)
    for obligation in document.obligations:
        yield from (one.name for one in (*obligation.assignees, *obligation.cooperating))


def _most_alike(present: str, others: Iterable[str]) -> list[str]:
    """Of other values those that may be misread as this one, the likest first; what differs in its marks alone too."""
    from rapidfuzz import fuzz

    plain = fold(present)
    alike = {one: fuzz.ratio(plain, fold(one)) for one in dict.fromkeys(map(join_lines, others))}
    return sorted((one for one, score in alike.items() if score >= _NEAR), key=lambda one: -alike[one])
