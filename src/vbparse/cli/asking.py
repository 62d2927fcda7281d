"""Commands that ask what an archive holds: search, obligations, assignees."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse.cli.arguments import (
    ROWS,
    ArchiveFolder,
    AsJson,
    Fall,
    Limit,
    Page,
    Sure,
    open_archive,
    tell_next,
)
from vbparse.cli.language import say
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

app = typer.Typer()


class Role(StrEnum):
    """How a body is charged."""

    LEAD = "lead"
    SUPPORT = "support"


class Status(StrEnum):
    """What became of an obligation."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    PAST_DUE = "past due"
    OLD = "old"


Issuer = Annotated[str | None, typer.Option("--issuer", metavar="NAME", help="Issued by a body so called.")]
_HITS = 10
"""Documents on a page of a search: each has its snippets, so that ten fill a terminal."""
Typed = Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only bodies so called.")]


@app.command()
def search(
    folder: ArchiveFolder,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help='Words that must all stand, "phrases", prefix*, -not; with or without marks. All within quotes of the '
            "shell, as '\"an toàn\" -họp', and behind -- where it begins with -. None: what the options leave.",
        ),
    ] = None,
    doc_type: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Type as in the ký hiệu: KH, QĐ.")
    ] = None,
    issuer: Issuer = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Issued on or after: 2023-05-31, 2023-05, 2023.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Issued on or before.")] = None,
    signer: Annotated[
        str | None, typer.Option("--signer", metavar="NAME", help="Signed by a person so called.")
    ] = None,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", help="With this tag.")] = None,
    dossier: Annotated[
        str | None, typer.Option("--dossier", metavar="DOSSIER", help="In this dossier: its id or số và ký hiệu.")
    ] = None,
    unfiled: Annotated[bool, typer.Option("--unfiled", help="In no dossier.")] = False,
    sure: Sure = False,
    newest: Annotated[bool, typer.Option("--newest", help="Those issued last first, not the best hits.")] = False,
    limit: Limit = _HITS,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """Find documents by their words, those that have them with the very marks first.

    A date or a số ký hiệu may stand among the words: 42/KH-UBND finds the document and what cites it. --sure leaves
    documents of which number, day, issuer, title and signer are sure.
    """
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        result = archive.search(
            " ".join(words or ()),
            doc_type=doc_type,
            issuer=issuer,
            since=since,
            until=until,
            signer=signer,
            tag=tag,
            dossier=dossier,
            unfiled=unfiled,
            sure=sure,
            order="newest" if newest else "best",
            limit=limit,
            offset=(page - 1) * limit,
        )
        tables.show(result, tables.hits, as_json)


@app.command()
def obligations(
    folder: ArchiveFolder,
    assignee: Annotated[
        str | None, typer.Option("--assignee", metavar="NAME", help="Owed by a body so called.")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="PERIOD",
            help="Due in: 2023-09, 2023-Q3, 2023, a/b; behind it, apart, what runs in it and is due later.",
        ),
    ] = None,
    falls: Fall = None,
    overdue_on: Annotated[
        str | None, typer.Option("--overdue-on", metavar="DAY", help="Late on this day, and not marked.")
    ] = None,
    role: Annotated[Role | None, typer.Option("--role", help="As lead or in support.")] = None,
    issuer: Issuer = None,
    text: Annotated[str | None, typer.Option("--text", metavar="QUERY", help="Words of the task.")] = None,
    document: Annotated[str | None, typer.Option("--doc", metavar="DOC", help="Of this document.")] = None,
    status: Annotated[Status | None, typer.Option("--status", help="What became of them.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also those of documents that were replaced or repealed.")
    ] = False,
    old: Annotated[
        bool, typer.Option("--old", help="What is old: due before its document was stored, or over a year ago.")
    ] = False,
    sure: Sure = False,
    limit: Limit = ROWS,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """List who owes what by when, by assignee. --sure leaves those of which charge and due are sure."""
    from vbparse.archive import periods
    from vbparse.archive.ask.obligations import default_old
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        filters: dict[str, Any] = {
            "assignee": assignee,
            "due": due,
            "falls": falls.value if falls else None,
            "overdue_on": periods.parse_day(overdue_on) if overdue_on else None,
            "role": role.value if role else None,
            "issuer": issuer,
            "text": text,
            "document": document,
            "status": status.value if status else None,
            "ended": every,
            "sure": sure,
        }
        which = "only" if old else default_old(due=due, document=document, status=filters["status"])
        rows = archive.obligations(**filters, old=which, limit=limit, offset=(page - 1) * limit)
        tables.show(rows, tables.list_obligations, as_json)
        tell_next(len(rows), limit, page, as_json)
        if which == "without":
            _tell_old(archive.count_obligations(**filters, old="only", most=_MOST_OLD + 1))
        if assignee and not rows:
            _tell_unknown(archive, assignee)


_MOST_OLD = 1000
"""What is old is counted so far."""


def _tell_old(count: int) -> None:
    """How much is folded away, on standard error."""
    if count:
        code = "call.old-hidden-more" if count > _MOST_OLD else "call.old-hidden"
        print(say(Sentence(code, count=min(count, _MOST_OLD))), file=sys.stderr)


@app.command()
def assignees(
    folder: ArchiveFolder, named: Typed = None, limit: Limit = ROWS, page: Page = 1, as_json: AsJson = False
) -> None:
    """List the bodies that are charged, each with its spellings and how often they stand."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        found = archive.assignees(named, limit=limit, offset=(page - 1) * limit)
        tables.show(found, tables.assignees, as_json)
        tell_next(len(found), limit, page, as_json)
        if named and not found:
            _tell_unknown(archive, named)


def _tell_unknown(archive: Archive, named: str) -> None:
    """Say on standard error that nothing is so called, where that is so, and what nearly is."""
    if archive.assignees(named, limit=1):
        return
    near = "; ".join(f"{one.name} ({one.unit})" if one.unit else one.name for one in archive.assignees_like(named))
    hint = f"did you mean {near}?" if near else "`vbparse assignees` lists those that are."
    print(f"vbparse: {named}: no body so called is charged; {hint}", file=sys.stderr)
