"""The command `export`: what an archive holds, in other people's formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vbparse.cli.arguments import ArchiveFolder, Fall, Sure, open_archive
from vbparse.cli.output import write_binary, write_file
from vbparse.errors import InputError
from vbparse.exchange.formats import OF_ARCHIVES, Content, Entries, EntryKind, Format

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

    ArchiveFormat = str
else:
    ArchiveFormat = Literal[tuple(OF_ARCHIVES)]

app = typer.Typer()

_STEM_DIGITS = 8
"""Digits of the SHA-256 in the name of an annotation: they keep files of one name apart."""


@app.command()
def export(
    folder: ArchiveFolder,
    format: Annotated[
        ArchiveFormat | None,
        typer.Option("--format", "-f", help="xlsx has all three tables, ics deadlines and phases; else as FILE."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write; else standard output.")
    ] = None,
    what: Annotated[
        Content, typer.Option("--what", help="The table of csv and jsonl; full: whole documents, as jsonl.")
    ] = Content.OBLIGATIONS,
    assignee: Annotated[
        str | None,
        typer.Option("--assignee", metavar="NAME", help="Only what this body owes, and the documents that say so."),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="PERIOD", help="Only what is due or runs in this time.")
    ] = None,
    falls: Fall = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="Only of bodies so called.")] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Also obligations of documents replaced or repealed; with --gold, all documents."),
    ] = False,
    sure: Sure = False,
    entries: Annotated[
        EntryKind, typer.Option("--as", help="Of ics: deadlines as events, or as to-dos that can be ticked off.")
    ] = EntryKind.EVENT,
    alarm: Annotated[
        str | None,
        typer.Option(
            "--alarm",
            metavar="TIMES",
            help="Of ics: when to give an alarm, from the beginning of the last day: --alarm=-P1D,-P7D.",
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="DIR",
            help="Write corrected documents as annotations for `vbparse evaluate` instead, beside their originals.",
        ),
    ] = None,
) -> None:
    """Write obligations, documents and references as JSONL, CSV or XLSX, or deadlines and phases as a calendar."""
    from vbparse.exchange.alarms import parse_alarms
    from vbparse.exchange.selection import ALL, Selection

    with open_archive(folder) as archive:
        if gold:
            print(f"{_write_gold(archive, gold, every=every)} documents written to {gold}", file=sys.stderr)
            return
        writer = OF_ARCHIVES[format] if format else _format_by_name(out)
        filters: dict[str, Any] = {"assignee": assignee, "due": due, "issuer": issuer, "ended": every, "sure": sure}
        filters |= {"falls": falls.value if falls else None, "limit": ALL}
        look = Entries(entries, parse_alarms(alarm))
        data = b"".join(writer.write_archive(Selection(archive, filters, look), what))
        _write_output(data, writer.suffix, out)


def _write_output(data: bytes, suffix: str, out: Path | None) -> None:
    """Write to a file, or else to standard output; raises InputError for a workbook on a terminal."""
    if out:
        write_file(out, data)
    elif suffix == "xlsx" and sys.stdout.isatty():
        raise InputError("export.terminal")
    else:
        write_binary(data)


def _format_by_name(out: Path | None) -> Format:
    suffix = out.suffix.lower().lstrip(".") if out else ""
    if suffix not in OF_ARCHIVES:
        choice = ", ".join(OF_ARCHIVES)
        raise InputError("export.format", out=out or "export", choice=choice)
    return OF_ARCHIVES[suffix]


def _write_gold(archive: Archive, folder: Path, *, every: bool) -> int:
    """Write corrected documents as annotations with their originals. Returns how many."""
    from vbparse.archive.folder.originals import SHA256_DIGITS
    from vbparse.exchange.gold import to_gold
    from vbparse.exchange.jsontext import to_json

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("archive.unmade", folder=folder, why=error) from error
    heads = [head for head in archive.documents() if head.corrected or every]
    for head in heads:
        stem = f"{Path(head.name).stem}-{head.document[:_STEM_DIGITS]}"
        part = head.document[SHA256_DIGITS:]
        name = stem + Path(head.name).suffix
        write_file(folder / name, archive.original(head.document))
        gold = to_gold(archive.document(head.document), name)
        write_file(folder / f"{stem}{part}.json", (to_json(gold, indent=1) + "\n").encode())
    return len(heads)
