"""The formats that documents, archives and graphs are written in: a row each, from which the command line (`parse
--format`, `show --format`, `export --format`, `graph --format`), the API (`/exports/…`) and the pages take what they
offer.

A writer is named as `module:function` within `vbparse.exchange`, and loaded when it is used. Of a document it is
`(document, layout) -> str`, of an archive `(selection, content) -> Iterator[bytes]`, of citations `(graph) -> str`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vbparse.archive.answers import Graph
    from vbparse.exchange.selection import Selection
    from vbparse.schema import Document

PLAIN_WIDTH = 100
"""Columns of a table where no terminal says how many it has."""


class Content(StrEnum):
    """What of an archive is written. A format that holds several at once (a workbook, a calendar) heeds it not."""

    OBLIGATIONS = "obligations"
    DOCUMENTS = "documents"
    REFERENCES = "references"
    FULL = "full"

    @property
    def stem(self) -> str:
        """The name of the file before its suffix."""
        return "documents-full" if self is Content.FULL else self.value


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is printed: with its text or without; columns and colours of the terminal."""

    text: bool = True
    width: int = PLAIN_WIDTH
    colour: bool = False


class EntryKind(StrEnum):
    """What a deadline is in a calendar: VEVENT or VTODO."""

    EVENT = "event"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Entries:
    """`kind` is that of deadlines (a phase is always an event). `alarms` count from the beginning of the last day:
    minus one day is the day before, minus 16 hours eight in the morning of the day before."""

    kind: EntryKind = EntryKind.EVENT
    alarms: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is the name on the command line as well; `label` is what a page calls it, in any language; `contents`
    are the files of an archive that the API offers in it."""

    suffix: str
    media_type: str
    label: str
    document: str = ""
    archive: str = ""
    contents: tuple[Content, ...] = ()
    graph: str = ""

    def write_document(self, document: Document, layout: Layout) -> str:
        """A document as text, without a line break at its end."""
        text: str = load_writer(self.document)(document, layout)
        return text

    def write_archive(self, selection: Selection, content: Content) -> Iterator[bytes]:
        """A file, piece by piece. Raises InputError where the format does not hold this, or a filter names nothing."""
        pieces: Iterator[bytes] = load_writer(self.archive)(selection, content)
        return pieces

    def write_graph(self, graph: Graph) -> str:
        """The graph of citations as text."""
        text: str = load_writer(self.graph)(graph)
        return text


TABLES = (Content.OBLIGATIONS, Content.DOCUMENTS, Content.REFERENCES)

FORMATS: tuple[Format, ...] = (
    Format("jsonl", "application/x-ndjson", "JSON Lines (.jsonl)", "jsontext:write_line", "jsontext:write_lines",
           (*TABLES, Content.FULL)),
    Format("json", "application/json", "JSON", "jsontext:write_indented", graph="graphs:write_json"),
    Format("md", "text/markdown; charset=utf-8", "Markdown (.md)", "markdown:write_markdown"),
    Format("table", "text/plain; charset=utf-8", "Tóm tắt", "summary:write_summary"),
    Format("csv", "text/csv; charset=utf-8", "CSV", archive="tables:write_csv", contents=TABLES),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (.xlsx)",
           archive="xlsx:write_xlsx", contents=TABLES),
    Format("ics", "text/calendar; charset=utf-8", "iCalendar (.ics)", archive="ical:write_calendar",
           contents=(Content.OBLIGATIONS,)),
    Format("mermaid", "text/vnd.mermaid; charset=utf-8", "Mermaid", graph="graphs:write_mermaid"),
    Format("dot", "text/vnd.graphviz; charset=utf-8", "Graphviz (.dot)", graph="graphs:write_dot"),
    Format("graphml", "application/graphml+xml", "GraphML", graph="graphs:write_graphml"),
)  # fmt: skip
OF_DOCUMENTS = {format.suffix: format for format in FORMATS if format.document}
"""By suffix, those that `vbparse parse` prints."""
OF_ARCHIVES = {format.suffix: format for format in FORMATS if format.archive}
"""By suffix, those that `vbparse export` writes."""
OF_GRAPHS = {format.suffix: format for format in FORMATS if format.graph}
"""By suffix, those that `vbparse graph` prints."""


def load_writer(name: str) -> Any:
    """The function of a row. Raises ImportError or AttributeError where there is none."""
    return resolve_name(f"vbparse.exchange.{name}")


def offered_files() -> dict[str, tuple[Format, Content]]:
    """The files of an archive by name: obligations.csv, documents-full.jsonl …"""
    pairs = [(format, content) for content in Content for format in FORMATS if content in format.contents]
    return {f"{content.stem}.{format.suffix}": (format, content) for format, content in pairs}
