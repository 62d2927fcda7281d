"""Commands for what an archive keeps: show, original, remove, history, backup, restore."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson, By, Named, open_archive
from vbparse.cli.output import JSON, DocumentFormat, printer, write_binary, write_file
from vbparse.cli.terminal import bare, print_notice
from vbparse.errors import InputError
from vbparse.exchange.visible import on_one_line

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

app = typer.Typer()


@app.command()
def show(
    document: Named,
    folder: ArchiveFolder,
    format: Annotated[
        DocumentFormat | None, typer.Option("--format", "-f", help="As of `vbparse parse`: json, jsonl, md or table.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document as it was read, corrected, with its references resolved."""
    from vbparse.archive.index.heads import short_id

    with open_archive(folder) as archive:
        found = archive.document(document)
        print(printer(JSON if as_json else format).write(found), file=bare(sys.stdout))
        others = [head for head in archive.versions(document) if head.document != found.id]
        for head in others:
            print_notice(f"Phiên bản khác: {short_id(head.document)} {head.name}")


@app.command()
def original(
    document: Named,
    folder: ArchiveFolder,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write it.")] = None,
    pdfa: Annotated[bool, typer.Option("--pdfa", help="The searchable copy instead, as PDF/A.")] = False,
) -> None:
    """Write the file as it came, with all documents in it, to standard output or to a file."""
    with open_archive(folder) as archive:
        data = archive.copy(document) if pdfa else archive.original(document)
        if out:
            write_file(out, data)
        elif sys.stdout.isatty():
            raise InputError("original.terminal", document=document)
        else:
            write_binary(data)


@app.command()
def remove(
    document: Named,
    folder: ArchiveFolder,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept.")],
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Take a document with its original and its copy out of the archive; the reason stays as a tombstone.

    A file with several documents goes as a whole, named by its id without the number of a part.
    """
    from vbparse.archive.index.heads import short_id
    from vbparse.exchange.jsontext import to_json

    with open_archive(folder) as archive:
        gone = archive.remove(document, why=why, by=by)
        if as_json:
            print(to_json(gone, indent=2))
            return
        for head in gone:
            print(on_one_line(f"removed {short_id(head.document)} {head.canonical or head.name}"))


@app.command()
def history(document: Named, folder: ArchiveFolder, as_json: AsJson = False) -> None:
    """Tell what happened to a document: when it came, what was corrected, marked, withdrawn."""
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        tables.show(archive.history(document), records.events, as_json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The tar file to write.")],
    folder: ArchiveFolder,
    as_json: AsJson = False,
) -> None:
    """Write the archive as it is now into one file: all but the accounts of `vbparse serve`.

    What is missing or was changed – originals, lines of the journal – is reported, the rest is written, and the exit
    status is 1.
    """
    from vbparse.accounts.database import NAME
    from vbparse.archive.store import backups, upkeep

    with open_archive(folder) as archive:
        wrong = backups.write_backup(archive.store, file)
        for sentence in wrong:
            print_notice(f"vbparse: not in the backup: {sentence}")
        if count := len(upkeep.unknown_originals(archive.store)):
            left = f"{count} originals of files that did not come in; `vbparse rebuild` takes them in"
            print_notice(f"vbparse: not in the backup: {left}.")
        if (folder / NAME).exists():
            print(f"not in the backup: {NAME}, the accounts; copy it by itself to keep them", file=sys.stderr)
        _print_count(archive, f"written to {file}", as_json, left_out=wrong)
        if wrong:
            raise typer.Exit(1)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `vbparse backup` wrote.")],
    folder: ArchiveFolder,
    as_json: AsJson = False,
) -> None:
    """Unpack a backup into a folder that is not there yet, if all in it is what it was.

    Originals that are not in it are reported, and the exit status is 1.
    """
    from vbparse.archive.store import backups

    lost = backups.restore_backup(file, folder)
    for sentence in lost:
        print_notice(f"vbparse: {sentence}")
    with open_archive(folder) as archive:
        _print_count(archive, "are held", as_json, lost=lost)
    if lost:
        raise typer.Exit(1)


def _print_count(archive: Archive, what: str, as_json: bool, **more: object) -> None:
    if as_json:
        print(json.dumps({"documents": len(archive.store.document_ids()), **more}, ensure_ascii=False))
    else:
        print(f"{len(archive.store.document_ids())} documents {what}", file=sys.stderr)
