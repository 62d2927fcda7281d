"""The command `export`: what an archive holds, in other people's formats."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse.cli.arguments import ArchiveFolder, opened, quiet_end
from vbparse.errors import InputError

if TYPE_CHECKING:
    from vbparse.archive.answers import Head
    from vbparse.archive.archive import Archive

app = typer.Typer()
ALL = 10**9


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


@app.command()
def export(
    archive: ArchiveFolder,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            show_default=False,
            help="xlsx has all three tables, ics deadlines and phases; else as FILE.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", show_default=False, help="Where to write; else standard output."),
    ] = None,
    what: Annotated[
        What, typer.Option("--what", help="The table of csv and jsonl; full: whole documents, as jsonl.")
    ] = What.OBLIGATIONS,
    assignee: Annotated[
        str | None,
        typer.Option(
            "--assignee",
            metavar="NAME",
            show_default=False,
            help="Only what this body owes, and the documents that say so.",
        ),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="PERIOD", show_default=False, help="Only what is due in this time.")
    ] = None,
    issuer: Annotated[
        str | None, typer.Option("--issuer", metavar="NAME", show_default=False, help="Only of bodies so called.")
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Also obligations of documents replaced or repealed; with --gold, all documents."),
    ] = False,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="DIR",
            show_default=False,
            help="Write corrected documents as annotations for `vbparse evaluate` instead, beside their originals.",
        ),
    ] = None,
) -> None:
    """Write obligations, documents and references as JSONL, CSV or XLSX, or deadlines and phases as a calendar."""
    with quiet_end(), opened(archive) as held:
        if gold:
            print(f"{_gold(held, gold, every=every)} documents written to {gold}", file=sys.stderr)
            return
        format = format or _by_name(out)
        chosen = {"assignee": assignee, "due": due, "issuer": issuer, "ended": every, "limit": ALL}
        data = _WRITERS[format](held, what, chosen)
        if out:
            _save(out, data)
        elif format is Format.XLSX and sys.stdout.isatty():
            raise InputError("xlsx is not written to a terminal; name a file with --out.")
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def _by_name(out: Path | None) -> Format:
    suffix = out.suffix.lower().lstrip(".") if out else ""
    if suffix not in list(Format):
        raise InputError(
            f"{out or 'export'}: say what to write with --format {', '.join(Format)}, or by the file's name."
        )
    return Format(suffix)


def _gold(held: Archive, folder: Path, *, every: bool) -> int:
    """Write corrected documents as annotations with their originals. Returns how many."""
    from vbparse.exchange.gold import to_gold
    from vbparse.exchange.plain import to_json

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made ({error.strerror or error}); choose another folder.") from error
    chosen = [head for head in held.documents() if head.corrected or every]
    for head in chosen:
        stem, part = f"{Path(head.name).stem}-{head.document[:8]}", head.document[64:]
        name = stem + Path(head.name).suffix
        _save(folder / name, held.original(head.document))
        gold = to_gold(held.document(head.document), name)
        _save(folder / f"{stem}{part}.json", (to_json(gold, indent=1) + "\n").encode())
    return len(chosen)


def _documents(held: Archive, chosen: dict[str, Any]) -> list[Head]:
    """The documents that the filters leave: of the issuer, and owing what passes where more is asked for."""
    from vbparse.language.folding import fold

    found = list(held.documents())
    if issuer := chosen["issuer"]:
        found = [head for head in found if fold(issuer) in fold(head.issuer or "")]
    if chosen["assignee"] or chosen["due"]:
        owing = {owed.head.document for owed in held.obligations(**chosen)}
        found = [head for head in found if head.document in owing]
    return found


def _rows(held: Archive, what: What, chosen: dict[str, Any]) -> tuple[Any, Any]:
    from vbparse.exchange import tables

    if what is What.DOCUMENTS:
        return _documents(held, chosen), tables.DOCUMENTS
    if what is What.REFERENCES:
        heads = _documents(held, chosen)
        return (citation for head in heads for citation in held.cites(head.document)), tables.REFERENCES
    return held.obligations(**chosen), tables.OBLIGATIONS


def _jsonl(held: Archive, what: What, chosen: dict[str, Any]) -> bytes:
    from vbparse.exchange.plain import to_jsonl

    stream = io.StringIO()
    if what is What.FULL:
        for head in _documents(held, chosen):
            stream.write(held.document(head.document).model_dump_json() + "\n")
    else:
        to_jsonl(_rows(held, what, chosen)[0], stream)
    return stream.getvalue().encode()


def _csv(held: Archive, what: What, chosen: dict[str, Any]) -> bytes:
    from vbparse.exchange.tables import to_csv

    if what is What.FULL:
        raise InputError("full documents are written as jsonl; name another table for csv.")
    rows, columns = _rows(held, what, chosen)
    stream = io.StringIO(newline="")
    to_csv(rows, columns, stream)
    return stream.getvalue().encode()


def _xlsx(held: Archive, _: What, chosen: dict[str, Any]) -> bytes:
    from vbparse.exchange.xlsx import write_workbook

    stream = io.BytesIO()
    references = _rows(held, What.REFERENCES, chosen)[0]
    write_workbook(stream, held.obligations(**chosen), _documents(held, chosen), references)
    return stream.getvalue()


def _ics(held: Archive, _: What, chosen: dict[str, Any]) -> bytes:
    from vbparse.exchange.ical import to_ical

    told = {head.document for head in _documents(held, chosen)}
    phases = [] if chosen["assignee"] else [phase for phase in held.phases() if phase.head.document in told]
    return to_ical(held.obligations(**chosen), phases, name="vbparse")


_WRITERS: dict[Format, Callable[[Archive, What, dict[str, Any]], bytes]] = {
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.ICS: _ics,
}


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); choose another file.") from error
