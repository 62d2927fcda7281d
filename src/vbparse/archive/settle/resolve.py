"""Which document of the archive a citation names: pure rules over values.

Identity is issuer, số ký hiệu and date. A citation may leave some of it out; what it does say must agree, and must be
enough to be sure: the number with the day, or with the issuer and the year. A tie stays a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vbparse.archive.index.keys import has_year
from vbparse.archive.settle.agreement import (
    Agreement,
    Candidate,
    CitationParts,
    can_matter,
    compare,
    is_later,
    units_contradict,
)
from vbparse.bodies.identity import body_led_by
from vbparse.edtf import is_day
from vbparse.patterns import Cue

Status = Literal["resolved", "ambiguous", "missing"]

_CENTRAL = Cue(
    r"(?:NĐ|NQ|QĐ|CT|CĐ|TT|TTLT|L|PL|L?CTN|HD|NQLT)?"
    r"(?:CP|TTG|CTN|QH\d+|UBTVQH\d+|B[A-ZĐ]{1,9}|NHNN|TTCP|TANDTC|VKSNDTC|HĐTP|TW)+",
    examples=["NĐCP", "QĐTTG", "TTBTC", "QH15", "TTLTBTCBNV", "NQTW", "LCTN"],
    rejects=["KHUBND", "QĐUBND", "NQHĐND", "KHSNV"],
    at="whole",
)
"""Ký hiệu, squeezed, of bodies of which there is one in the country."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """`candidates` are works: those of a tie, or of a missing document those that nearly fit. `disagrees` names what is
    other in a document that nearly fits: date, issuer; or later, where that was issued after the citing document."""

    status: Status
    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    disagrees: tuple[str, ...] = ()


ANY_UNIT = "*"


def unit_scope(cited: CitationParts) -> str:
    """The unit of the documents that a citation can mean where they do not agree with it in the day: its key, empty for
    none; ANY where documents of several units can be meant."""
    body = cited.body()
    plain = bool(cited.number_key) and not has_year(cited.number_key or "")
    if body:
        return ANY_UNIT if body.level == "trung ương" else body.unit or ("" if plain else ANY_UNIT)
    central = not cited.number_key or _CENTRAL.fullmatch(cited.number_key.partition("|")[2])
    return ANY_UNIT if central and not (plain and not cited.title_key) else cited.by.unit or ""


def resolve(cited: CitationParts, held: Sequence[Candidate]) -> Resolution:
    """The document among `held` (works with the number or title of the citation) that is cited."""
    body = cited.body()
    agreements = [compare(cited, body, one) for one in held if one.work != cited.by.work and can_matter(cited, one)]
    matches = [agreement for agreement in agreements if agreement.agrees and _is_enough(cited, agreement)]
    # Of several that the number fits, the one of that title is meant.
    matches = next(
        (same for least in (2, 1) if (same := [agreement for agreement in matches if agreement.title >= least])),
        matches,
    )
    if len(matches) > 1:
        # Whoever is named outright is meant rather than one of whom the issuer is not known.
        matches = (
            [agreement for agreement in matches if agreement.issuer == max(f.issuer for f in matches)]
            if cited.issuer
            else matches
        )
    if len(matches) == 1:
        return Resolution("resolved", matches[0].candidate.work)
    if matches:
        return Resolution("ambiguous", candidates=tuple(sorted(agreement.candidate.work for agreement in matches)))
    return _resolve_missing(cited, agreements)


TITLE_WORDS_ALONE = 6
"""Words of a title that are enough without the number: "kết quả công tác tuần" is the title of many."""


def _is_enough(cited: CitationParts, fit: Agreement) -> bool:
    """Whether what the citation says is enough to be sure."""
    candidate = fit.candidate
    is_own = not cited.issuer and _is_same_body(candidate, cited.by)
    names_issuer = fit.issuer >= 1 or is_own
    if cited.number_key and not candidate.number_key:  # a copy whose number was left blank
        speaks = len((cited.title_key or "").split()) >= TITLE_WORDS_ALONE
        return speaks and fit.title == 2 and fit.date > 0 and (fit.issuer == 2 or is_own)
    if fit.date == 2 and is_day(candidate.date):
        return fit.symbol != 1 or fit.issuer >= 1
    if fit.symbol == 1 and not (has_year(cited.number_key or "") and names_issuer):
        return False
    if cited.number_key and not cited.date and fit.title in (-1, 2):
        known = fit.issuer == 2 or is_own or (not cited.issuer and _is_central(candidate))
        return fit.title == fit.symbol == 2 and known
    if not cited.number_key:
        return names_issuer or cited.doc_type in ("Luật", "PL") or _is_central(candidate)
    if has_year(cited.number_key):
        return names_issuer or (fit.symbol == 2 and _is_central(candidate))
    if fit.date == 1:
        return names_issuer
    return (fit.issuer == 2 or is_own) and candidate.year == cited.by.year


def _is_same_body(a: Candidate, b: Candidate) -> bool:
    return bool(a.core) and (a.core, a.unit) == (b.core, b.unit) and not units_contradict(a.parent, b.parent)


def _is_central(held: Candidate) -> bool:
    return bool(held.number_key and _CENTRAL.fullmatch(held.number_key.partition("|")[2]))


def _resolve_missing(cited: CitationParts, fits: list[Agreement]) -> Resolution:
    """Not in the archive; what differs only in the day or in the issuer is a candidate."""
    nearest = [
        (agreement, part)
        for agreement in fits
        if agreement.symbol == 2 and not agreement.later
        for part, other, same in (
            ("date", agreement.date, agreement.issuer),
            ("issuer", agreement.issuer, agreement.date),
        )
        if other == -1 and same == 2 and (part == "issuer" or agreement.candidate.year == (cited.date or "")[:4])
    ]
    nearest += [
        (agreement, "later")
        for agreement in fits
        if agreement.later and agreement.symbol == agreement.date == 2 and agreement.issuer >= 0
    ]
    return Resolution(
        "missing",
        candidates=tuple(sorted(agreement.candidate.work for agreement, _ in nearest)),
        disagrees=tuple(sorted({part for _, part in nearest})),
    )


def missing_key(cited: CitationParts) -> str | None:
    """Key of a missing document: number or title, date, issuer. Two citations with one key name one document."""
    key = cited.number_key or cited.title_key
    if not key:
        return None
    body = cited.body()
    issuer = f"{body_led_by(body.core)}|{body.unit or body.level or ''}" if body else "|"
    return f"{key}|{cited.date or ''}|{issuer}"


def missing_kind(cited: CitationParts) -> str:
    """Key of the citations that can name the same missing documents: `missing_key`, and what else counts in
    `can_name_same`."""
    body = cited.body()
    later = bool(cited.date and cited.by.date) and is_later(cited.date or "", cited.by.date or "")
    return "|".join((missing_key(cited) or "", cited.doc_type or "", (body and body.parent) or "", "later" * later))


def key_of_kind(kind: str) -> str:
    """`missing_key` of a citation of this kind."""
    return kind.rsplit("|", 3)[0]


def can_name_same(short: CitationParts, full: CitationParts) -> bool:
    """Whether a citation that leaves ký hiệu or issuer out can name the document that `full` names in full."""
    if not short.number_key or not full.number_key or not short.date or short.date != full.date:
        return False
    body = full.body()
    candidate = replace(
        full.by,
        work="",
        doc_type=full.doc_type,
        number_key=full.number_key,
        date=full.date,
        core=body.core if body else None,
        unit=body.unit if body else None,
        parent=body.parent if body else None,
    )
    return compare(short, short.body(), candidate).agrees
