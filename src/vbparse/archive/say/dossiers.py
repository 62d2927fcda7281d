"""What people say of dossiers (hồ sơ): that there is one, what it is called, which documents are in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from vbparse.archive import periods
from vbparse.archive.answers import Head
from vbparse.archive.ask.dossiers import find_dossier, get_dossier
from vbparse.archive.ask.finding import find_head
from vbparse.archive.filing import (
    Dossier,
    DossierDetails,
    DossierValues,
    clean_symbol,
    clean_text,
    parse_retention,
    symbol_key,
)
from vbparse.archive.store.store import Store
from vbparse.archive.store.writing import Writing
from vbparse.errors import InputError
from vbparse.vocabularies import DossierStatus

_NAMES = ("title", *DossierDetails.__annotations__)
_YEARS = range(1900, 2200)


def add_dossier(store: Store, title: str, *, by: str | None = None, **values: Unpack[DossierDetails]) -> Dossier:
    """Open a dossier. Raises InputError where a value is none, or another dossier of the year has its số và ký hiệu."""
    with store.writing() as step:
        checked = _check_values({**values, "title": title})
        _check_symbol(store.db, checked, None)
        new = step.record("opened", **checked, by=by)
        return get_dossier(store.db, new)


def change_dossier(
    store: Store, dossier: str | int, *, by: str | None = None, **values: Unpack[DossierValues]
) -> Dossier:
    """Say something else of a dossier; what is not among the values stays. Raises InputError as `add_dossier`."""
    with store.writing() as step:
        held = _read_values(store.db, find_dossier(store.db, dossier))
        checked = _check_values({name: held[name] for name in _NAMES} | values)
        _check_symbol(store.db, checked, held["id"])
        step.record("described", dossier=held["id"], **checked, status=held["status"], by=by, why=None)
        return get_dossier(store.db, held["id"])


def set_dossier_status(
    store: Store, dossier: str | int, status: str = "closed", *, by: str | None = None, why: str | None = None
) -> Dossier:
    """Say that a dossier is closed (đã kết thúc), transferred (đã nộp lưu), or open again."""
    if status not in list(DossierStatus):
        raise InputError("dossier.status", status=status, choices=", ".join(DossierStatus))
    with store.writing() as step:
        held = _read_values(store.db, find_dossier(store.db, dossier))
        values = {name: held[name] for name in _NAMES}
        step.record("described", dossier=held["id"], **values, status=status, by=by, why=why)
        return get_dossier(store.db, held["id"])


def remove_dossier(store: Store, dossier: str | int, *, by: str | None = None, why: str | None = None) -> Dossier:
    """Say that there is no such dossier any more; its documents stay. Returns what it was."""
    with store.writing() as step:
        was = get_dossier(store.db, dossier)
        step.record("dissolved", dossier=was.id, by=by, why=why)
        return was


def put_in_dossier(store: Store, dossier: str | int, documents: Iterable[str], *, by: str | None = None) -> list[Head]:
    """Put documents in a dossier, all in one step or none. Returns those that were not in it before. Raises InputError
    where a name fits no document or several, or the dossier is closed."""
    with store.writing() as step:
        id_ = _find_open(store.db, dossier)
        filed = _filed_versions(store.db, id_)
        new = {head.work: head for head in _find_all(store.db, documents) if head.work not in filed}
        if new:
            step.record("filed", dossier=id_, documents=[head.document for head in new.values()], on=True, by=by)
        return list(new.values())


def take_from_dossier(
    store: Store, dossier: str | int, documents: Iterable[str], *, by: str | None = None
) -> list[Head]:
    """Take documents out of a dossier, all in one step or none. Returns them. Raises InputError where one is not in it,
    or the dossier is closed."""
    with store.writing() as step:
        id_ = _find_open(store.db, dossier)
        taken = _find_all(store.db, documents)
        versions = _versions_in(store.db, id_, taken)
        if versions:
            step.record("filed", dossier=id_, documents=versions, on=False, by=by)
        return taken


def arrange_dossier(store: Store, dossier: str | int, documents: Iterable[str], *, by: str | None = None) -> Dossier:
    """Put the documents of a dossier in an order; those that are not named come behind, by date. With none, all stand
    by date again."""
    with store.writing() as step:
        id_ = _find_open(store.db, dossier)
        versions = _versions_in(store.db, id_, _find_all(store.db, documents))
        step.record("arranged", dossier=id_, documents=versions, by=by)
        return get_dossier(store.db, id_)


def keep_arrangement(step: Writing, going: list[Head]) -> None:
    """Before documents go: what was said of them and holds for another version of their work is said of that one."""
    db = step.store.db
    ids = {head.document for head in going}
    for work in dict.fromkeys(head.work for head in going):
        versions = [
            row[0] for row in db.execute("SELECT document FROM heads WHERE work = ? ORDER BY row DESC", (work,))
        ]
        staying = next((version for version in versions if version not in ids), None)
        for version in ids.intersection(versions) if staying else ():
            for row in db.execute("SELECT dossier, by FROM filings WHERE document = ?", (version,)).fetchall():
                step.record("filed", dossier=row["dossier"], documents=[staying], on=True, by=row["by"])
            for row in db.execute("SELECT tag, by FROM tags WHERE document = ?", (version,)).fetchall():
                step.record("tagged", documents=[staying], tags=[row["tag"]], on=True, by=row["by"])


def _check_values(said: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the journal has them, all of them."""
    checked: dict[str, Any] = {name: clean_text(said.get(name)) for name in ("title", "creator", "note")}
    if not checked["title"]:
        raise InputError("dossier.title")
    year = said.get("year")
    if year is not None and year not in _YEARS:
        raise InputError("dossier.year", year=year)
    days = {name: periods.parse_day(said[name]).isoformat() if said.get(name) else None for name in ("begins", "ends")}
    if days["begins"] and days["ends"] and days["begins"] > days["ends"]:
        raise InputError("dossier.days", begins=days["begins"], ends=days["ends"])
    retention = parse_retention(said.get("retention"))
    return checked | days | {"symbol": clean_symbol(said.get("symbol")), "retention": retention, "year": year}


def _check_symbol(db: sqlite3.Connection, values: dict[str, Any], own: int | None) -> None:
    """Raise InputError where another dossier of the same year has the số và ký hiệu."""
    holder = db.execute(
        "SELECT id, title FROM dossiers WHERE symbol_key = ? AND year IS ? AND id IS NOT ?",
        (symbol_key(values["symbol"]), values["year"], own),
    ).fetchone()
    if holder:
        raise InputError("dossier.symbol-taken", symbol=values["symbol"], id=holder["id"], title=holder["title"])


def _read_values(db: sqlite3.Connection, dossier: int) -> dict[str, Any]:
    return dict(db.execute("SELECT * FROM dossiers WHERE id = ?", (dossier,)).fetchone())


def _find_open(db: sqlite3.Connection, dossier: str | int) -> int:
    held = _read_values(db, find_dossier(db, dossier))
    if held["status"] != DossierStatus.OPEN:
        raise InputError("dossier.closed", dossier=dossier, status=held["status"])
    return int(held["id"])


def _find_all(db: sqlite3.Connection, documents: Iterable[str]) -> list[Head]:
    """The documents that are named, each once."""
    return list({head.work: head for head in (find_head(db, named) for named in documents)}.values())


def _filed_versions(db: sqlite3.Connection, dossier: int) -> dict[str, list[str]]:
    """By work, the versions under which it was put in a dossier."""
    rows = db.execute(
        "SELECT w.work, f.document FROM filings f JOIN heads w ON w.document = f.document WHERE f.dossier = ?",
        (dossier,),
    )
    filed: dict[str, list[str]] = {}
    for row in rows:
        filed.setdefault(row["work"], []).append(row["document"])
    return filed


def _versions_in(db: sqlite3.Connection, dossier: int, found: Iterable[Head]) -> list[str]:
    """Documents as they were put in a dossier. Raises InputError where one is not in it."""
    filed = _filed_versions(db, dossier)
    versions: list[str] = []
    for head in found:
        if head.work not in filed:
            raise InputError("dossier.not-in", canonical=head.canonical or head.name, dossier=dossier)
        versions += filed[head.work]
    return versions
