"""Commands that ask how the documents of an archive hang together, and which of them somebody should look at: refs,
missing, queue, trace, graph, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vbparse.cli.arguments import (
    ROWS,
    ArchiveFolder,
    AsJson,
    Limit,
    Named,
    Page,
    Sure,
    open_archive,
    tell_next,
)
from vbparse.cli.language import say
from vbparse.exchange.formats import OF_GRAPHS
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.answers import Graph

    GraphFormat = str
else:
    GraphFormat = Literal[tuple(OF_GRAPHS)]

app = typer.Typer()

_STEPS = 10
"""Steps of a chain where nobody says: from a commune up to a law there are fewer."""
_NODES = 500
"""Documents of a graph where nobody says: of more no drawing can be read."""

Nodes = Annotated[int, typer.Option("--limit", "-n", min=1, help="Documents at most.")]


@app.command()
def refs(
    document: Named,
    folder: ArchiveFolder,
    sure: Sure = False,
    limit: Limit = ROWS,
    page: Page = 1,
    as_json: AsJson = False,
) -> None:
    """Show what a document cites and, so many at a time, what cites it, with the sentence. --sure leaves those that
    are sure."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        citing = archive.cited_by(document, limit=limit, offset=(page - 1) * limit, sure=sure)
        tables.show({"cites": archive.cites(document, sure=sure), "cited_by": citing}, tables.citations, as_json)
        tell_next(len(citing), limit, page, as_json)


@app.command()
def missing(folder: ArchiveFolder, limit: Limit = ROWS, page: Page = 1, as_json: AsJson = False) -> None:
    """List documents that are cited and not stored, the most cited first."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        found = archive.missing(limit=limit, offset=(page - 1) * limit)
        tables.show(found, tables.missing, as_json)
        tell_next(len(found), limit, page, as_json)


@app.command()
def queue(
    folder: ArchiveFolder,
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="All that is doubtful in this document instead.")
    ] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Those that somebody confirmed as well.")] = False,
    limit: Limit = ROWS,
    as_json: AsJson = False,
) -> None:
    """List documents that somebody should look at: those with most doubtful values first, then by errors and warnings.

    Below each stand the first of its doubtful values, with path and reason. `vbparse confirm DOC PATH` says that a
    value is right, `vbparse correct DOC PATH VALUE` sets it right, `vbparse confirm DOC` says that all are right.
    """
    from vbparse.cli import records, tables

    with open_archive(folder) as archive:
        if document:
            tables.show(archive.doubts(document), lambda doubts: records.doubts(doubts, document), as_json)
        else:
            tables.show(archive.queue(confirmed=confirmed, limit=limit), records.queue, as_json)


@app.command()
def trace(
    document: Named,
    folder: ArchiveFolder,
    depth: Annotated[int, typer.Option("--depth", min=1, help="Steps up and down.")] = _STEPS,
    limit: Nodes = _NODES,
    as_json: AsJson = False,
) -> None:
    """Follow the chain of a document: up to what it rests on, down to what rests on it."""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        found = archive.trace(document, depth=depth, limit=limit)
        work = archive.find(document).work
        tables.show(found, lambda graph: tables.chain(graph, work), as_json)
        _tell_end(found, limit)


@app.command()
def graph(
    folder: ArchiveFolder,
    document: Annotated[str | None, typer.Argument(metavar="[DOC]", help="Only around this document.")] = None,
    format: Annotated[GraphFormat, typer.Option("--format", "-f", help="How it is printed.")] = "mermaid",
    depth: Annotated[int, typer.Option("--depth", min=1, help="Steps from the document.")] = 2,
    limit: Nodes = _NODES,
    as_json: AsJson = False,
) -> None:
    """Print the graph of citations."""
    with open_archive(folder) as archive:
        citations = archive.graph(document, depth=depth, limit=limit)
        print(OF_GRAPHS["json" if as_json else format].write_graph(citations).rstrip("\n"))
        _tell_end(citations, limit)


@app.command()
def check(folder: ArchiveFolder, as_json: AsJson = False) -> None:
    """Report what does not fit between documents: numbers used twice, phases that disagree, gaps in a series …"""
    from vbparse.cli import tables

    with open_archive(folder) as archive:
        tables.show(list(archive.check()), tables.findings, as_json)


def _tell_end(graph: Graph, limit: int) -> None:
    """That there may be more than was asked for; JSON and drawings on the standard output stay whole."""
    if len(graph.nodes) >= limit:
        print(say(Sentence("call.fewer-shown", limit=limit, more=2 * limit)), file=sys.stderr)
