"""Which files are one document: settled among those that could be one with what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from vbparse.archive.index import fulltext
from vbparse.archive.settle.changes import Changes, MatchKeys, dates_agree_sql, select_where
from vbparse.edtf import is_day
from vbparse.language.folding import fold
from vbparse.text import fold_view


def settle_versions(db: sqlite3.Connection, changes: Changes) -> None:
    """Bring versions up to date; what becomes of them by it is noted as a change."""
    rows: dict[str, sqlite3.Row] = {}
    works: dict[str, str] = {}
    for related in _find_components(db, changes):
        rows |= {row["document"]: row for row in related}
        works |= find_works(
            [_read_version(db, row) for row in related], lambda document: fulltext.document_text(db, document)
        )
    before = {document: row["work"] for document, row in rows.items()}
    changes.note(db, [document for document, work in works.items() if before[document] != work])
    for document, work in works.items():
        row, current = rows[document], int(work == document)
        if before[document] != work or row["current"] != current:
            db.execute("UPDATE heads SET work = ?, current = ? WHERE document = ?", (work, current, document))
            changes.works.add(work)
    # Only the version that stands for its work is found by a search.
    for document, work in works.items():
        fulltext.set_searchable(db, rows[document]["row"], shown=work == document)


def _find_components(db: sqlite3.Connection, changes: Changes) -> Iterator[list[sqlite3.Row]]:
    """What changed, with what could be one document with it, directly or through others; and what could have been."""
    seen_documents: set[str] = set()
    begin = select_where(db, "SELECT * FROM heads", "document", changes.documents)
    for known in sorted(changes.keys, key=repr):
        begin += _find_related(db, known)
    for row in begin:
        todo, related = [row], []
        while todo:
            one = todo.pop()
            if one["document"] not in seen_documents:
                seen_documents.add(one["document"])
                related.append(one)
                todo += _find_related(db, MatchKeys(*(one[name] for name in MatchKeys._fields)))
        if related:
            yield related


def _find_related(db: sqlite3.Connection, known: MatchKeys) -> Iterable[sqlite3.Row]:
    """The documents that could be one with one that is known so: of one identity; or of one title and issuer, where
    neither number nor date speaks against it."""
    rows = []
    if known.identity_key:
        rows += db.execute("SELECT * FROM heads WHERE identity_key = ?", (known.identity_key,)).fetchall()
    if known.version_key:
        condition, values = "version_key = ?", [known.version_key]
        if known.date:
            agrees, dates = dates_agree_sql(known.date)
            condition, values = f"{condition} AND (date IS NULL OR {agrees})", [*values, *dates]
        for number in (" AND number_key IS NULL", " AND number_key = ?") if known.number_key else ("",):
            more = [known.number_key] if "?" in number else []
            rows += db.execute(f"SELECT * FROM heads WHERE {condition}{number}", [*values, *more]).fetchall()
    return rows


def _read_version(db: sqlite3.Connection, row: sqlite3.Row) -> Version:
    corrections = db.execute("SELECT 1 FROM corrections WHERE document = ? AND withdrawn IS NULL", (row["document"],))
    filled = [row[name] is not None for name in ("number_key", "date", "issuer", "signer", "title")]
    return Version(
        document=row["document"],
        doc_type=row["doc_type"],
        number=row["number_key"],
        issuer=(row["issuer_unit"], row["issuer_parent"], row["issuer_core"]),
        date=row["date"],
        title=row["title_key"],
        weight=(int(corrections.fetchone() is not None), sum(filled), len(row["date"] or "")),
    )


ALIKE = 80.0
"""Per cent of the text that two versions share at least, where there is no number."""


TITLES_ALIKE = 50.0
"""Per cent of their titles that two files under one issuer, number and date share at least, to be one document."""


MISREAD = 65.0
"""Per cent of its letters that a word keeps at least, where it was misread."""


@dataclass(frozen=True, slots=True)
class Version:
    """What decides whether two files are one document. `issuer` is (unit, parent, core) of the issuing body."""

    document: str
    doc_type: str | None
    number: str | None
    issuer: tuple[str | None, str | None, str | None]
    date: str | None
    title: str | None
    weight: tuple[int, ...]

    @property
    def identity(self) -> tuple[str | None, ...] | None:
        """Issuer, number and date, or None where one of them is not known."""
        if self.number and is_day(self.date) and self.issuer[2]:
            return (self.doc_type, self.number, self.date, self.issuer[2], self.issuer[0])
        return None


def find_works(versions: Sequence[Version], text_of: Callable[[str], str]) -> dict[str, str]:
    """Document id → id of the document that stands for all its versions, which is the one with the greatest weight.

    Files with one issuer, number and date are one document unless their titles have little in common. A
    file without a number belongs to the one document of the same title, the same issuer and nearly the same text; to
    none where it could belong to several. Two numbers that differ are two documents.
    """
    plain = cache(lambda document: " ".join(fold_view(text_of(document)).lower().split()))
    groups: list[list[Version]] = []
    for version in sorted(versions, key=lambda v: (v.number is None, v.identity is None, v.document)):
        fitting = [group for group in groups if _fits_group(version, group, plain)]
        if len(fitting) == 1:
            fitting[0].append(version)
        else:
            groups.append([version])
    return {
        version.document: max(group, key=lambda v: (v.weight, v.document)).document
        for group in groups
        for version in group
    }


def _fits_group(version: Version, group: list[Version], text_of: Callable[[str], str]) -> bool:
    return all(_is_one_document(version, other, text_of) for other in group)


def _is_one_document(a: Version, b: Version, text_of: Callable[[str], str]) -> bool:
    if a.number and b.number and a.number != b.number:
        return False
    if (a.doc_type and b.doc_type and a.doc_type != b.doc_type) or not _is_same_issuer(a, b) or not _is_same_date(a, b):
        return False
    if a.identity and a.identity == b.identity:
        return not (a.title and b.title) or _is_one_title(a.title, b.title)
    return bool(a.title) and a.title == b.title and _has_like_text(a, b, text_of)


def _is_one_title(a: str, b: str) -> bool:
    """Whether two titles may be one that was cut or misread: where each has words that the other has not even nearly,
    a number was given twice ("nâng lương bà Nhạn", "nâng lương ông Sơ")."""
    words = [set(fold(title).split()) for title in (a, b)]
    lacking = [
        sum(max((fuzz.ratio(word, other) for other in theirs), default=0) < MISREAD for word in own - theirs)
        for own, theirs in (words, words[::-1])
    ]
    return fuzz.token_set_ratio(a, b) >= TITLES_ALIKE and min(lacking) < 2


def _is_same_issuer(a: Version, b: Version) -> bool:
    (unit, parent, core), (unit_b, parent_b, core_b) = a.issuer, b.issuer
    return (
        (not core or not core_b or core == core_b)
        and (not unit or not unit_b or unit == unit_b)
        and (not parent or not parent_b or parent == parent_b)
    )


def _is_same_date(a: Version, b: Version) -> bool:
    if not a.date or not b.date:
        return True
    return a.date.startswith(b.date) or b.date.startswith(a.date)


def _has_like_text(a: Version, b: Version, text_of: Callable[[str], str]) -> bool:
    first, second = text_of(a.document), text_of(b.document)
    if not first or not second or not 0.5 < len(first) / len(second) < 2:
        return False
    return fuzz.ratio(first, second, score_cutoff=ALIKE) > 0
