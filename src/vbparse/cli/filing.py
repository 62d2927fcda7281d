"""Commands by which documents are put together: dossier, tag, tags."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ROWS, ArchiveFolder, AsJson, By, Limit, Page, Why, open_archive, tell_next
from vbparse.vocabularies import DossierStatus

if TYPE_CHECKING:
    from vbparse.archive.filing import DossierDetails

app = typer.Typer()
dossier = typer.Typer(
    no_args_is_help=True,
    help="Keep dossiers (hồ sơ): add, list, show, change, put, take, arrange, close, remove, export.",
)
app.add_typer(dossier, name="dossier")

Dossier = Annotated[str, typer.Argument(metavar="DOSSIER", help="Its id, from `dossier list`, or số và ký hiệu.")]
Documents = Annotated[
    list[str], typer.Argument(metavar="DOC…", help="Documents by id or số ký hiệu: all of them, or nothing is done.")
]
Symbol = Annotated[str | None, typer.Option("--symbol", metavar="TEXT", help="Số và ký hiệu: 01.HC.")]
Retention = Annotated[
    str | None, typer.Option("--retention", metavar="TEXT", help="Thời hạn bảo quản: vĩnh viễn, or years: 20.")
]
Creator = Annotated[str | None, typer.Option("--creator", metavar="NAME", help="Người lập hồ sơ.")]
Year = Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Its year; else that of its first day.")]
Begins = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="When it begins; else with its first document.")
]
Ends = Annotated[str | None, typer.Option("--to", metavar="DAY", help="When it ends; else with its last document.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What to know.")]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of title, số và ký hiệu or creator.")]
StatusOption = Annotated[DossierStatus | None, typer.Option("--status", help="Only those that are so.")]


@dossier.command("add")
def add_dossier(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Tiêu đề hồ sơ.")],
    folder: ArchiveFolder,
    symbol: Symbol = None,
    retention: Retention = None,
    creator: Creator = None,
    year: Year = None,
    begins: Begins = None,
    ends: Ends = None,
    note: Note = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Open a dossier and print it with its id."""
    from vbparse.cli import dossiers, tables

    values = _collect_details(symbol, retention, creator, year, begins, ends, note)
    with open_archive(folder) as archive:
        tables.show([archive.add_dossier(title, by=by, **values)], dossiers.dossiers, as_json)


@dossier.command("change")
def change_dossier(
    named: Dossier,
    folder: ArchiveFolder,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Tiêu đề hồ sơ.")] = None,
    symbol: Symbol = None,
    retention: Retention = None,
    creator: Creator = None,
    year: Year = None,
    begins: Begins = None,
    ends: Ends = None,
    note: Note = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say something else of a dossier: what is not named stays; an empty text takes a value away."""
    from vbparse.cli import dossiers, tables

    values = _collect_details(symbol, retention, creator, year, begins, ends, note)
    with open_archive(folder) as archive:
        changed = archive.change_dossier(named, by=by, **values, **({"title": title} if title is not None else {}))
        tables.show([changed], dossiers.dossiers, as_json)


@dossier.command("list")
def list_dossiers(
    folder: ArchiveFolder,
    text: Words = None,
    status: StatusOption = None,
    year: Year = None,
    limit: Limit = ROWS,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """List dossiers, those of the latest year first, with how many documents are in each."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        rows = archive.dossiers(text=text, status=status, year=year, limit=limit, offset=(page - 1) * limit)
        tables.show(rows, dossiers.dossiers, as_json)
        tell_next(len(rows), limit, page, as_json)


@dossier.command("show")
def show_dossier(named: Dossier, folder: ArchiveFolder, as_json: AsJson = False) -> None:
    """Show a dossier with its documents in their order."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        shown = {"dossier": archive.dossier(named), "documents": archive.dossier_documents(named)}
        tables.show(shown, dossiers.contents, as_json)


@dossier.command("put")
def put_in_dossier(
    named: Dossier, documents: Documents, folder: ArchiveFolder, by: By = None, as_json: AsJson = False
) -> None:
    """Put documents in a dossier, in one step; those that are in it already stay where they are."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        tables.show(archive.put_in_dossier(named, documents, by=by), dossiers.heads_put, as_json)


@dossier.command("take")
def take_from_dossier(
    named: Dossier, documents: Documents, folder: ArchiveFolder, by: By = None, as_json: AsJson = False
) -> None:
    """Take documents out of a dossier, in one step; they stay in the archive."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        tables.show(archive.take_from_dossier(named, documents, by=by), dossiers.heads_taken, as_json)


@dossier.command("arrange")
def arrange_dossier(
    named: Dossier,
    folder: ArchiveFolder,
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOC…]", help="In this order, before the others; none: all by date.")
    ] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Put the documents of a dossier in an order."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        shown = {
            "dossier": archive.arrange_dossier(named, documents or (), by=by),
            "documents": archive.dossier_documents(named),
        }
        tables.show(shown, dossiers.contents, as_json)


@dossier.command("close")
def close_dossier(
    named: Dossier,
    folder: ArchiveFolder,
    status: Annotated[
        DossierStatus, typer.Option("--as", help="closed: đã kết thúc; transferred: đã nộp lưu; open: again.")
    ] = DossierStatus.CLOSED,
    by: By = None,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Close a dossier: no document is put in or taken out any more."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        tables.show([archive.close_dossier(named, status, by=by, why=why)], dossiers.dossiers, as_json)


@dossier.command("remove")
def remove_dossier(
    named: Dossier, folder: ArchiveFolder, by: By = None, why: Why = None, as_json: AsJson = False
) -> None:
    """Say that there is no such dossier any more; its documents stay in the archive."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        was = archive.remove_dossier(named, by=by, why=why)
        tables.show([was], lambda _: f"removed: dossier {was.id} ({was.title})", as_json)


@dossier.command("export")
def export_dossier(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write: .xlsx, .docx or .csv.")],
    folder: ArchiveFolder,
    named: Annotated[
        str | None, typer.Argument(metavar="[DOSSIER]", help="Its documents; else the list of all dossiers.")
    ] = None,
    text: Words = None,
    status: StatusOption = None,
    year: Year = None,
) -> None:
    """Write the inventory of a dossier (mục lục văn bản, tài liệu), or that of dossiers (mục lục hồ sơ)."""
    from vbparse.cli.output import write_file
    from vbparse.errors import InputError
    from vbparse.exchange.inventories import inventory
    from vbparse.exchange.inventories.writing import WRITERS

    suffix = out.suffix.lower().lstrip(".")
    if suffix not in WRITERS:
        raise InputError("inventory.format", out=out, choices=", ".join(WRITERS))
    with open_archive(folder) as archive:
        if named:
            write_file(out, WRITERS[suffix](inventory.list_documents(archive, named)))
        else:
            write_file(out, WRITERS[suffix](inventory.list_dossiers(archive, text=text, status=status, year=year)))


@app.command()
def tag(
    name: Annotated[str, typer.Argument(metavar="TAG", help="A word or a few.")],
    documents: Documents,
    folder: ArchiveFolder,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it off instead.")] = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Give documents a tag, in one step. Tags that differ in case and marks alone are one."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        found = archive.tag(documents, [name], not withdraw, by=by)
        tables.show(found, dossiers.heads_taken if withdraw else dossiers.heads_put, as_json)


@app.command()
def tags(
    folder: ArchiveFolder,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="The tags and dossiers of this document instead.")
    ] = None,
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option("--rename", metavar="TAG NEW", help="Call a tag otherwise; two of one name become one."),
    ] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """List the tags that documents bear, the most frequent first."""
    from vbparse.cli import dossiers, tables

    with open_archive(folder) as archive:
        if rename:
            archive.rename_tag(*rename, by=by)
        if document:
            tables.show(archive.filed(document), dossiers.filed, as_json)
        else:
            tables.show(archive.tags(), dossiers.tags, as_json)


def _collect_details(
    symbol: str | None,
    retention: str | None,
    creator: str | None,
    year: int | None,
    begins: str | None,
    ends: str | None,
    note: str | None,
) -> DossierDetails:
    """What was named on the command line."""
    values: DossierDetails = {
        "symbol": symbol,
        "retention": retention,
        "creator": creator,
        "year": year,
        "begins": begins,
        "ends": ends,
        "note": note,
    }
    for name in [name for name, value in values.items() if value is None]:
        del values[name]  # type: ignore[misc]
    return values
