"""Commands that ask an archive: search, obligations, assignees, refs, missing, trace, graph, check."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson, Fall, Limit, Named, Page, open_archive, quiet_end

if TYPE_CHECKING:
    from vbparse.archive.answers import Graph
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


class GraphFormat(StrEnum):
    """How a graph is printed."""

    MERMAID = "mermaid"
    DOT = "dot"
    GRAPHML = "graphml"
    JSON = "json"


Issuer = Annotated[
    str | None, typer.Option("--issuer", metavar="NAME", show_default=False, help="Issued by a body so called.")
]
Nodes = Annotated[int, typer.Option("--limit", "-n", min=1, help="Documents at most.")]
Typed = Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False, help="Only bodies so called.")]


@app.command()
def search(
    archive: ArchiveFolder,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            show_default=False,
            help='Words that must all stand, "phrases", prefix*, -not; with or without marks. All within quotes of the '
            "shell, as '\"an toàn\" -họp', and behind -- where it begins with -. None: what the options leave.",
        ),
    ] = None,
    doc_type: Annotated[
        str | None, typer.Option("--type", metavar="CODE", show_default=False, help="Type as in the ký hiệu: KH, QĐ.")
    ] = None,
    issuer: Issuer = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", show_default=False, help="Issued on or after: 2023-05-31, 2023-05, 2023."
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", show_default=False, help="Issued on or before.")
    ] = None,
    signer: Annotated[
        str | None, typer.Option("--signer", metavar="NAME", show_default=False, help="Signed by a person so called.")
    ] = None,
    limit: Limit = 10,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """Find documents by their words, those that have them with the very marks first.

    A date or a số ký hiệu may stand among the words: 42/KH-UBND finds the document and what cites it.
    """
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        found = held.search(
            " ".join(words or ()),
            doc_type=doc_type,
            issuer=issuer,
            since=since,
            until=until,
            signer=signer,
            limit=limit,
            offset=(page - 1) * limit,
        )
        tables.show(found, tables.hits, as_json)


@app.command()
def obligations(
    archive: ArchiveFolder,
    assignee: Annotated[
        str | None, typer.Option("--assignee", metavar="NAME", show_default=False, help="Owed by a body so called.")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="PERIOD",
            show_default=False,
            help="Due in: 2023-09, 2023-Q3, 2023, a/b; behind it, apart, what runs in it and is due later.",
        ),
    ] = None,
    falls: Fall = None,
    overdue_on: Annotated[
        str | None,
        typer.Option("--overdue-on", metavar="DAY", show_default=False, help="Late on this day, and not marked."),
    ] = None,
    role: Annotated[Role | None, typer.Option("--role", show_default=False, help="As lead or in support.")] = None,
    issuer: Issuer = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="QUERY", show_default=False, help="Words of the task.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--doc", metavar="DOC", show_default=False, help="Of this document.")
    ] = None,
    status: Annotated[Status | None, typer.Option("--status", show_default=False, help="What became of them.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also those of documents that were replaced or repealed.")
    ] = False,
    old: Annotated[
        bool, typer.Option("--old", help="What is old: due before its document was held, or over a year ago.")
    ] = False,
    limit: Limit = 50,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """List who owes what by when, by assignee."""
    from vbparse.archive import periods
    from vbparse.archive.ask.obligations import default_old
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        asked: dict[str, Any] = {
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
        }
        shown = "only" if old else default_old(due=due, document=document, status=asked["status"])
        found = held.obligations(**asked, old=shown, limit=limit, offset=(page - 1) * limit)
        tables.show(found, tables.list_obligations, as_json)
        _tell_next(len(found), limit, page, as_json)
        if shown == "without":
            _tell_old(held.count_obligations(**asked, old="only", most=_MOST_OLD + 1))
        if assignee and not found:
            _tell_unknown(held, assignee)


_MOST_OLD = 1000
"""What is old is counted so far."""


def _tell_old(count: int) -> None:
    """How much is folded away, on standard error."""
    if count:
        number = f"hơn {_MOST_OLD}" if count > _MOST_OLD else str(count)
        told = "hạn trước ngày văn bản vào kho, hoặc đã quá một năm"
        print(f"… không hiện {number} việc hạn cũ ({told}): --old", file=sys.stderr)


@app.command()
def assignees(
    archive: ArchiveFolder, named: Typed = None, limit: Limit = 50, page: Page = 1, as_json: AsJson = False
) -> None:
    """List the bodies that are charged, each with its spellings and how often they stand."""
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        found = held.assignees(named, limit=limit, offset=(page - 1) * limit)
        tables.show(found, tables.assignees, as_json)
        _tell_next(len(found), limit, page, as_json)
        if named and not found:
            _tell_unknown(held, named)


def _tell_unknown(held: Archive, named: str) -> None:
    """Say on standard error that nothing is so called, where that is so, and what nearly is."""
    if held.assignees(named, limit=1):
        return
    near = "; ".join(f"{one.name} ({one.unit})" if one.unit else one.name for one in held.assignees_like(named))
    hint = f"did you mean {near}?" if near else "`vbparse assignees` lists those that are."
    print(f"vbparse: {named}: no body so called is charged; {hint}", file=sys.stderr)


@app.command()
def refs(document: Named, archive: ArchiveFolder, limit: Limit = 50, page: Page = 1, as_json: AsJson = False) -> None:
    """Show what a document cites and, so many at a time, what cites it, with the sentence."""
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        citing = held.cited_by(document, limit=limit, offset=(page - 1) * limit)
        tables.show({"cites": held.cites(document), "cited_by": citing}, tables.citations, as_json)
        _tell_next(len(citing), limit, page, as_json)


@app.command()
def missing(archive: ArchiveFolder, limit: Limit = 50, page: Page = 1, as_json: AsJson = False) -> None:
    """List documents that are cited and not held, the most cited first."""
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        found = held.missing(limit=limit, offset=(page - 1) * limit)
        tables.show(found, tables.missing, as_json)
        _tell_next(len(found), limit, page, as_json)


@app.command()
def queue(
    archive: ArchiveFolder,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Those that somebody confirmed as well.")] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List documents that somebody should look at: those that were read with errors first, then by their warnings."""
    from vbparse.cli import records, tables

    with quiet_end(), open_archive(archive) as held:
        tables.show(held.queue(confirmed=confirmed, limit=limit), records.queue, as_json)


@app.command()
def trace(
    document: Named,
    archive: ArchiveFolder,
    depth: Annotated[int, typer.Option("--depth", min=1, help="Steps up and down.")] = 10,
    limit: Nodes = 500,
    as_json: AsJson = False,
) -> None:
    """Follow the chain of a document: up to what it rests on, down to what rests on it."""
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        found = held.trace(document, depth=depth, limit=limit)
        work = held.find(document).work
        tables.show(found, lambda graph: tables.chain(graph, work), as_json)
        _tell_end(found, limit)


@app.command()
def graph(
    archive: ArchiveFolder,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", show_default=False, help="Only around this document.")
    ] = None,
    format: Annotated[GraphFormat, typer.Option("--format", "-f", help="How it is printed.")] = GraphFormat.MERMAID,
    depth: Annotated[int, typer.Option("--depth", min=1, help="Steps from the document.")] = 2,
    limit: Nodes = 500,
    as_json: AsJson = False,
) -> None:
    """Print the graph of citations."""
    from vbparse.exchange import graphs

    with quiet_end(), open_archive(archive) as held:
        found = held.graph(document, depth=depth, limit=limit)
        wanted = GraphFormat.JSON if as_json else format
        write = {
            GraphFormat.MERMAID: graphs.to_mermaid,
            GraphFormat.DOT: graphs.to_dot,
            GraphFormat.GRAPHML: graphs.to_graphml,
            GraphFormat.JSON: graphs.to_json,
        }[wanted]
        print(write(found).rstrip("\n"))
        _tell_end(found, limit)


@app.command()
def check(archive: ArchiveFolder, as_json: AsJson = False) -> None:
    """Tell what does not fit between documents: numbers used twice, phases that disagree, gaps in a series …"""
    from vbparse.cli import tables

    with quiet_end(), open_archive(archive) as held:
        tables.show(list(held.check()), tables.findings, as_json)


def _tell_next(found: int, limit: int, page: int, as_json: bool) -> None:
    if found == limit and not as_json:
        print(f"… trang sau: --page {page + 1}", file=sys.stderr)


def _tell_end(graph: Graph, limit: int) -> None:
    """That there may be more than was asked for; JSON and drawings on the standard output stay whole."""
    if len(graph.nodes) >= limit:
        print(f"… chỉ {limit} văn bản; nhiều hơn: --limit {2 * limit}", file=sys.stderr)
