"""What depends on several documents: versions, resolved references, what is replaced or repealed.

All of it is a function of the stored documents, whatever order they came in: a document that arrives heals the
references that waited for it, and one that goes opens them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from vbparse.archive.index import units
from vbparse.archive.settle import reach, versions
from vbparse.archive.settle.agreement import Candidate, CitationParts
from vbparse.archive.settle.changes import Changes, select_where
from vbparse.archive.settle.resolve import (
    Resolution,
    can_name_same,
    key_of_kind,
    missing_key,
    missing_kind,
    resolve,
    unit_scope,
)
from vbparse.bodies.identity import Home
from vbparse.language.effects import read_effect

ENDING = ("replaces", "repeals")
"""Relations of a reference after which the cited document is no longer in force."""
_ENDS = "relation IN ('replaces', 'repeals')"  # as the index has it


def settle_all(db: sqlite3.Connection, changes: Changes) -> None:
    """Bring versions, references and endings up to date after changes."""
    versions.settle_versions(db, changes)
    settled = _settle_references(db, changes)
    _settle_wanted(db, settled.dates | changes.dates)
    settle_endings(db, settled.works | changes.works | changes.cited)


# --- references


@dataclass(slots=True)
class _Settled:
    works: set[str] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)


def _settle_references(db: sqlite3.Connection, changes: Changes) -> _Settled:
    """Resolve anew the references of what changed and those that name a key of it. Returns the works that were or are
    cited with an ending relation, and date and number of what is missing."""
    own = select_where(db, "SELECT r.row FROM refs r JOIN heads h ON h.row = r.head", "h.document", changes.documents)
    naming = select_where(db, "SELECT row FROM refs", "resolved", changes.works)
    concerned = {row["row"] for row in [*own, *naming]}.union(*(reach.find_citing(db, known) for known in changes.keys))
    settled = _Settled()
    cited_in = _citation_reader(db)
    for row in select_where(db, _REFS, "refs.row", concerned):
        parts = cited_in(row)
        found = resolve(parts, reach.find_candidates(db, parts))
        _store_resolution(db, row, parts, found)
        if row["relation"] in ENDING:
            settled.works |= {work for work in (row["resolved"], found.resolved) if work}
        if parts.date and parts.number_key and "missing" in (row["status"], found.status):
            settled.dates.add((parts.date, parts.number_key.partition("|")[0]))
    return settled


_REFS = (
    "SELECT refs.*, h.work, h.current, h.doc_type AS by_type, h.date AS by_date, h.issuer_core, h.issuer_unit,"
    " h.issuer_parent, h.unit, h.parent FROM refs JOIN heads h ON h.row = refs.head"
)


def _citation_reader(db: sqlite3.Connection) -> Callable[[sqlite3.Row], CitationParts]:
    """What reads the rows of `_REFS`."""
    chain = cache(partial(units.units_above, db))

    def read_parts(row: sqlite3.Row) -> CitationParts:
        by = Candidate(
            work=row["work"],
            doc_type=row["by_type"],
            number_key=None,
            title_key=None,
            date=row["by_date"],
            core=row["issuer_core"],
            unit=row["issuer_unit"],
            parent=row["issuer_parent"],
        )
        home = Home(row["unit"], row["parent"])
        names = ("doc_type", "number_key", "title_key", "date", "issuer")
        return CitationParts(by, home, chain(home.unit, home.parent), **{name: row[name] for name in names})

    return read_parts


_STORED = ("status", "resolved", "candidates", "disagrees", "wanted", "kind", "scope")
_UPDATE = f"UPDATE refs SET {', '.join(f'{name} = ?' for name in _STORED)} WHERE row = ?"


def _store_resolution(db: sqlite3.Connection, row: sqlite3.Row, cited: CitationParts, found: Resolution) -> None:
    key = group = None
    if found.status == "missing":
        group = missing_kind(cited) if cited.number_key and cited.date else None
        # What others of its kind are known by is settled for all of them (`_settle_wanted`).
        key = row["wanted"] if group and group == row["kind"] else missing_key(cited)
    candidates, disagrees = json.dumps(found.candidates), json.dumps(found.disagrees)
    values = (found.status, found.resolved, candidates, disagrees, key, group, unit_scope(cited))
    if values != tuple(row[name] for name in _STORED):
        db.execute(_UPDATE, (*values, row["row"]))


def _settle_wanted(db: sqlite3.Connection, dates: set[tuple[str, str]]) -> None:
    """Citations of one missing document get one key, also those that leave ký hiệu or issuer out."""
    cited_in = _citation_reader(db)
    for date, number in sorted(dates):
        rows = [] if _is_single_kind(db, date, number) else list(_iter_kinds(db, date, number))
        for row, key in zip(rows, _shared_keys([cited_in(row) for row in rows]), strict=True):
            for other in ("<", ">"):  # each of them a range of the index, which <> is not
                db.execute(
                    f"UPDATE refs SET wanted = ? WHERE date = ? AND kind = ? AND wanted {other} ?",
                    (key, date, row["kind"], key),
                )


_WITHIN = "refs.date = ? AND refs.kind > ? AND refs.kind < ?"


def _is_single_kind(db: sqlite3.Connection, date: str, number: str) -> bool:
    """Whether the missing references with this date and number are all of one kind, and known by their own key."""
    ends = {
        tuple(row)
        for order in ("", "DESC")
        for row in db.execute(
            f"SELECT kind, wanted FROM refs WHERE {_WITHIN} ORDER BY kind {order}, wanted {order} LIMIT 1",
            (date, f"{number}|", f"{number}}}"),
        )
    }
    return len(ends) < 2 and all(key_of_kind(kind) == wanted for kind, wanted in ends)


def _iter_kinds(db: sqlite3.Connection, date: str, number: str) -> Iterator[sqlite3.Row]:
    """One missing reference of each kind with this date and number: there are few kinds, and many references."""
    following = f"{_REFS} WHERE {_WITHIN} ORDER BY refs.kind, refs.wanted LIMIT 1"
    last = f"{number}|"
    while row := db.execute(following, (date, last, f"{number}}}")).fetchone():
        yield row
        last = row["kind"]


def _shared_keys(cited: Sequence[CitationParts]) -> list[str | None]:
    """A key for each citation of one number and day: its own where it names ký hiệu and issuer; else that of the one
    full citation that it fits, if there is but one."""
    complete: dict[str | None, list[CitationParts]] = {}
    for parts in cited:
        if parts.issuer and not (parts.number_key or "").endswith("|"):
            complete.setdefault(missing_key(parts), []).append(parts)

    def key(parts: CitationParts) -> str | None:
        own = missing_key(parts)
        if own in complete:
            return own
        fitting = [name for name, others in complete.items() if any(can_name_same(parts, other) for other in others)]
        return fitting[0] if len(fitting) == 1 else own

    return [key(parts) for parts in cited]


# --- replaced and repealed


def settle_endings(db: sqlite3.Connection, works: set[str]) -> None:
    """Find out what ends each of these works as a whole, if anything does."""
    for work in sorted(works):
        rows = db.execute(
            "SELECT h.work, h.doc_type, refs.relation, refs.sentence, coalesce(refs.canonical, refs.name) AS cited"
            " FROM refs INDEXED BY refs_ending JOIN heads h ON h.row = refs.head"
            f" WHERE refs.resolved = ? AND refs.{_ENDS} AND h.current = 1 ORDER BY h.first_day, h.work",
            (work,),
        )
        ended = next(((row["work"], row["relation"]) for row in rows if _ends_whole(row)), (None, None))
        db.execute(
            "UPDATE heads SET ended_by = ?, ended_how = ? WHERE work = ? AND (ended_by IS NOT ? OR ended_how IS NOT ?)",
            (*ended, work, *ended),
        )


def _ends_whole(row: sqlite3.Row) -> bool:
    """Whether a reference says that its document ends the other, and all of it: not a proposal, and no part."""
    sentence = row["sentence"]
    return not sentence or read_effect(sentence, row["cited"], row["relation"], row["doc_type"]) == "whole"
