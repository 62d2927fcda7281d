"""Commands by which people say what is right and what became of things: correct, mark, merge, split, withdraw."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson, By, Named, Why, open_archive
from vbparse.cli.language import say
from vbparse.errors import InputError
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.folder.evidence import EvidenceFile

app = typer.Typer()

Body = Annotated[str, typer.Argument(metavar="BODY", help="Id of a body, from `assignees`.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What to know.")]


class Status(StrEnum):
    """What an obligation can be marked as."""

    DONE = "done"
    CANCELLED = "cancelled"
    OPEN = "open"


@app.command()
def correct(
    document: Named,
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="A field: title.text, issued.date, obligations.ID.due.date; obligations.+ for one that was not read.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="The right value; null where there is none; of a new item its fields as a JSON object.",
        ),
    ],
    folder: ArchiveFolder,
    by: By = None,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Set a field of a document right. What was read is kept beside it; `withdraw` takes the correction back."""
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        from vbparse.archive.corrections.overlay import parse_value

        tables.show([archive.correct(document, path, parse_value(value), by=by, why=why)], records.corrections, as_json)


@app.command()
def corrections(
    folder: ArchiveFolder,
    document: Annotated[str | None, typer.Argument(metavar="[DOC]", help="Only of this document.")] = None,
    as_json: AsJson = False,
) -> None:
    """List corrections: applied, withdrawn, or orphaned, because what they were made for is not there any more."""
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        tables.show(archive.corrections(document), records.corrections, as_json)


@app.command()
def withdraw(
    n: Annotated[int, typer.Argument(metavar="N", help="Its number, from `corrections` or `unions`.")],
    folder: ArchiveFolder,
    by: By = None,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Take a correction, a merge or a split back."""
    from vbparse.archive.index.heads import short_id
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        if any(union.n == n for union in archive.unions()):
            archive.withdraw_union(n, by=by, why=why)
            tables.show([union for union in archive.unions() if union.n == n], records.unions, as_json)
            return
        document = archive.withdraw(n, by=by, why=why)
        matching = [correction for correction in archive.corrections(document) if correction.n == n]
        tables.show(matching, lambda _: f"withdrawn: correction {n} of {short_id(document)}", as_json)


@app.command()
def mark(
    obligation: Annotated[str, typer.Argument(metavar="OBLIGATION", help="Its id, or the beginning of it.")],
    status: Annotated[Status, typer.Argument(help="What became of it.")],
    folder: ArchiveFolder,
    document: Annotated[str | None, typer.Option("--doc", metavar="DOC", help="Its document, where ids meet.")] = None,
    assignee: Annotated[
        list[str] | None,
        typer.Option(
            "--assignee",
            metavar="NAME",
            help="Only for this one of those who are charged (name or id; may be given again); else for all.",
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help="Which occurrence, where it recurs.")
    ] = None,
    by: By = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="Who is in charge of it there.")
    ] = None,
    note: Note = None,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="The day on which it was so (12/5/2024), where it is not today."),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            "--evidence",
            metavar="FILE|DOC|TEXT",
            help="What shows it: a file, which is kept; a stored document; or in words.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say that an obligation is done, cancelled, or open again; what was said before is kept."""
    from dataclasses import asdict

    from vbparse.cli import records, tables

    file = _read_file(evidence)
    with open_archive(folder) as archive:
        document_id, obligation_id = archive.mark(
            obligation,
            status.value,
            document=document,
            assignees=assignee or (),
            period=period,
            date=day,
            by=by,
            person=person,
            note=note,
            evidence=None if file else evidence,
            file=file,
        )
        marks = archive.marks(obligation_id, document_id)
        charges = archive.obligations(document=document_id, ended=True, limit=None)
        shared = [charge for charge in charges if charge.obligation == obligation_id]
        rows = [{"document": document_id, "obligation": obligation_id} | asdict(mark) for mark in marks]
        tables.show(rows, lambda _: records.format_mark(marks[0], document_id, obligation_id, shared), as_json)


def _read_file(named: str | None) -> EvidenceFile | None:
    """The file that `--evidence` names, if there is one of this name."""
    from vbparse.archive.folder.evidence import EvidenceFile

    path = Path(named or "")
    if not named or not path.is_file():
        return None
    try:
        return EvidenceFile(path.name, path.read_bytes())
    except OSError as error:
        raise InputError("evidence.unread", path=path, why=error) from error


@app.command()
def confirm(
    document: Named,
    folder: ArchiveFolder,
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="Only this value is right, as `vbparse queue DOC` names it.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Say of the document that this is not sure any more.")
    ] = False,
    by: By = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Say that a document was read through and is right: it leaves `vbparse queue`. With PATH, that one value is right
    as it was read: it is not doubtful any more; `withdraw` takes this back by its number."""
    from vbparse.archive.index.heads import short_id
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        if path:
            if withdraw:
                raise typer.BadParameter(say(Sentence("call.withdraw-value")))
            confirmed = archive.confirm_value(document, path, by=by, why=note)
            tables.show([confirmed], records.corrections, as_json)
            return
        confirmation = archive.confirm(document, on=not withdraw, by=by, note=note)
        state = "confirmed" if confirmation else "not confirmed"
        tables.show(confirmation, lambda _: f"{state}: {short_id(archive.find(document).document)}", as_json)


@app.command()
def merge(
    body: Body,
    others: Annotated[list[str], typer.Argument(metavar="OTHER…", help="Bodies that are the same as BODY.")],
    folder: ArchiveFolder,
    by: By = None,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Say that bodies are one under several names; `withdraw` takes it back."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        merged = archive.merge(body, others, by=by, why=why)
        tables.show([archive.assignee(merged)], lambda _: f"merged into {merged}", as_json)


@app.command()
def split(
    body: Body,
    spelling: Annotated[str, typer.Argument(metavar="SPELLING", help="A spelling that means another body.")],
    folder: ArchiveFolder,
    by: By = None,
    why: Why = None,
    as_json: AsJson = False,
) -> None:
    """Say that a spelling names another body than the one it was put to; `withdraw` takes it back."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        new = archive.split(body, spelling, by=by, why=why)
        tables.show([archive.assignee(new)], lambda _: f"split off as {new}", as_json)


@app.command()
def unions(
    folder: ArchiveFolder,
    body: Annotated[str | None, typer.Argument(metavar="[BODY]", help="Only into this body, or off it (id).")] = None,
    as_json: AsJson = False,
) -> None:
    """List what was merged and split, the latest first, with the numbers by which `withdraw` takes it back."""
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        tables.show(archive.unions(body), records.unions, as_json)
