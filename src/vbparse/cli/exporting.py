"""The command `export`: what an archive holds, in other people's formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vbparse.cli.arguments import ArchiveFolder, Fall, open_archive, quiet_end
from vbparse.errors import InputError
from vbparse.exchange.formats import OF_ARCHIVES, Content, Format

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

    ArchiveFormat = str
else:
    ArchiveFormat = Literal[tuple(OF_ARCHIVES)]

app = typer.Typer()


@app.command()
def export(
    archive: ArchiveFolder,
    format: Annotated[
        ArchiveFormat | None,
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
        Content, typer.Option("--what", help="The table of csv and jsonl; full: whole documents, as jsonl.")
    ] = Content.OBLIGATIONS,
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
        str | None,
        typer.Option("--due", metavar="PERIOD", show_default=False, help="Only what is due or runs in this time."),
    ] = None,
    falls: Fall = None,
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
    from vbparse.exchange.selection import ALL, Selection

    with quiet_end(), open_archive(archive) as held:
        if gold:
            print(f"{_gold(held, gold, every=every)} documents written to {gold}", file=sys.stderr)
            return
        written = OF_ARCHIVES[format] if format else _format_by_name(out)
        chosen: dict[str, Any] = {"assignee": assignee, "due": due, "issuer": issuer, "ended": every, "limit": ALL}
        chosen["falls"] = falls.value if falls else None
        data = b"".join(written.write_archive(Selection(held, chosen), what))
        if out:
            _save(out, data)
        elif written.suffix == "xlsx" and sys.stdout.isatty():
            raise InputError("xlsx is not written to a terminal; name a file with --out.")
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def _format_by_name(out: Path | None) -> Format:
    suffix = out.suffix.lower().lstrip(".") if out else ""
    if suffix not in OF_ARCHIVES:
        choice = ", ".join(OF_ARCHIVES)
        raise InputError(f"{out or 'export'}: say what to write with --format {choice}, or by the file's name.")
    return OF_ARCHIVES[suffix]


def _gold(held: Archive, folder: Path, *, every: bool) -> int:
    """Write corrected documents as annotations with their originals. Returns how many."""
    from vbparse.exchange.gold import to_gold
    from vbparse.exchange.jsontext import to_json

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


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); choose another file.") from error
