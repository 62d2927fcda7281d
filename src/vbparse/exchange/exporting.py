"""What an archive holds, written as files: tables, whole documents, a calendar; all of it, or what filters leave."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vbparse.errors import InputError

if TYPE_CHECKING:
    from vbparse.archive.answers import Head
    from vbparse.archive.archive import Archive

ALL = 10**9
"""More rows than there are."""
_OF_OBLIGATIONS = ("assignee", "due", "overdue_on", "role", "text", "status")
"""Filters that leave of the documents those which ask what passes; with them a calendar shows no phases, for these are
not owed."""


class Format(StrEnum):
    """What is written."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


class What(StrEnum):
    """Which table, where the format holds one."""

    OBLIGATIONS = "obligations"
    DOCUMENTS = "documents"
    REFERENCES = "references"
    FULL = "full"


def pieces(held: Archive, format: Format, what: What, chosen: dict[str, Any]) -> Iterator[bytes]:
    """A file, piece by piece; `chosen` are options of `Archive.obligations`. Raises InputError where the format does
    not hold this, or a filter names nothing."""
    return _WRITERS[format](held, what, chosen)


def documents(held: Archive, chosen: dict[str, Any]) -> list[Head]:
    """The documents that filters leave: of the issuer, and owing what passes where more is asked for."""
    from vbparse.language.folding import fold

    found = [held.find(chosen["document"])] if chosen.get("document") else list(held.documents())
    if issuer := chosen.get("issuer"):
        found = [head for head in found if fold(issuer) in fold(head.issuer or "")]
    if any(chosen.get(name) for name in _OF_OBLIGATIONS):
        owing = {owed.head.document for owed in held.obligations(**chosen)}
        found = [head for head in found if head.document in owing]
    return found


def _rows(held: Archive, what: What, chosen: dict[str, Any]) -> tuple[Any, Any]:
    from vbparse.exchange import tables

    if what is What.DOCUMENTS:
        return documents(held, chosen), tables.DOCUMENTS
    if what is What.REFERENCES:
        heads = documents(held, chosen)
        return (citation for head in heads for citation in held.cites(head.document)), tables.REFERENCES
    return held.obligations(**chosen), tables.OBLIGATIONS


def _jsonl(held: Archive, what: What, chosen: dict[str, Any]) -> Iterator[bytes]:
    from vbparse.exchange.plain import to_json

    if what is What.FULL:
        for head in documents(held, chosen):
            yield held.document(head.document).model_dump_json().encode() + b"\n"
    else:
        for row in _rows(held, what, chosen)[0]:
            yield to_json(row).encode() + b"\n"


def _csv(held: Archive, what: What, chosen: dict[str, Any]) -> Iterator[bytes]:
    from vbparse.exchange.tables import to_csv

    if what is What.FULL:
        raise InputError("full documents are written as jsonl; name another table for csv.")
    rows, columns = _rows(held, what, chosen)
    stream = io.StringIO(newline="")
    to_csv(rows, columns, stream)
    yield stream.getvalue().encode()


def _xlsx(held: Archive, _: What, chosen: dict[str, Any]) -> Iterator[bytes]:
    from vbparse.exchange.xlsx import write_workbook

    stream = io.BytesIO()
    references = _rows(held, What.REFERENCES, chosen)[0]
    write_workbook(stream, held.obligations(**chosen), documents(held, chosen), references)
    yield stream.getvalue()


def calendar(held: Archive, chosen: dict[str, Any], *, name: str = "vbparse") -> bytes:
    """Deadlines and phases as iCalendar, as a calendar of this name."""
    from vbparse.exchange.ical import to_ical

    alone = any(chosen.get(name) for name in _OF_OBLIGATIONS)
    told = {head.document for head in documents(held, chosen) if chosen.get("ended") or not head.ended_by}
    phases = [] if alone else [phase for phase in held.phases() if phase.head.document in told]
    return to_ical(held.obligations(**chosen), phases, name=name)


def _ics(held: Archive, _: What, chosen: dict[str, Any]) -> Iterator[bytes]:
    yield calendar(held, chosen)


_WRITERS: dict[Format, Callable[[Archive, What, dict[str, Any]], Iterator[bytes]]] = {
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.ICS: _ics,
}
