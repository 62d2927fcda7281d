"""Documents as text on standard output, and faults on standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vbparse.cli.language import say
from vbparse.cli.terminal import bare, print_notice
from vbparse.errors import InputError
from vbparse.exchange.formats import OF_DOCUMENTS, PLAIN_WIDTH, Layout
from vbparse.exchange.visible import IN_JSON
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.ingest.batch import Outcome
    from vbparse.ingest.inputs import Given
    from vbparse.schema import Document

    DocumentFormat = str
else:
    DocumentFormat = Literal[tuple(OF_DOCUMENTS)]
JSON, JSONL, TABLE = "json", "jsonl", "table"
_TERMINAL_LINES = 24
"""Lines of a terminal that does not say its size, as the VT100 had."""
_NAME_WIDTH = 40
"""Characters of a file's name beside the progress bar: its end, which tells it from others of its folder."""


class Stage(StrEnum):
    """A stage of parsing whose view of a document can be printed."""

    LINES = "lines"
    BLOCKS = "blocks"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Printer:
    """Parses one document and writes it out; goes to worker processes as it is."""

    format: DocumentFormat
    stage: Stage | None = None
    layout: Layout = field(default_factory=Layout)
    sure: bool = False

    def __call__(self, given: Given) -> list[str]:
        """The document as text without a line break at its end, one item for each that the file holds."""
        from vbparse import pipeline

        if self.stage:
            seen = pipeline.describe_stage(given.read_bytes(), given.name, self.stage.value)
            return [self._items(given.name, self.stage, seen)]
        documents = pipeline.parse_parts(given.read_bytes(), name=given.name)
        if self.sure:
            documents = [_leave_sure(document) for document in documents]
        return [self.write(document) for document in documents]

    def write(self, document: Document) -> str:
        """A document in the format asked for."""
        return OF_DOCUMENTS[self.format].write_document(document, self.layout)

    def _items(self, name: str, stage: Stage, items: list[dict[str, Any]]) -> str:
        if self.format == JSON:
            seen = {"source": name, stage.value: items}
            return json.dumps(seen, ensure_ascii=False, indent=2).translate(IN_JSON)
        lines = (json.dumps({"source": name} | item, ensure_ascii=False).translate(IN_JSON) for item in items)
        return "\n".join(lines)


def _leave_sure(document: Document) -> Document:
    """A document without its doubtful values and items, and without obligations of which the due is doubtful."""
    from vbparse.doubts.raising import list_values

    doubtful = {path.removesuffix(".due") for path, value in list_values(document) if value.doubts}
    sure_values: dict[str, Any] = {}
    for path in doubtful:
        name = path.partition(".")[0]
        items = getattr(document, name)
        is_list = isinstance(items, list)
        sure_values[name] = [item for item in items if f"{name}.{item.id}" not in doubtful] if is_list else None
    return document.model_copy(update=sure_values)


def printer(
    format_: DocumentFormat | None, stage: Stage | None = None, *, text: bool = True, sure: bool = False
) -> Printer:
    """How documents are printed: as asked; else as a table on a terminal and as JSON lines where output is piped."""
    from typer import BadParameter

    if stage and format_ not in (None, JSON, JSONL):
        raise BadParameter(say(Sentence("call.stage-format", format=format_)))
    terminal = sys.stdout.isatty()
    if format_ is None:
        format_ = TABLE if terminal and not stage else JSONL
    width = PLAIN_WIDTH
    if terminal:
        width = shutil.get_terminal_size((PLAIN_WIDTH, _TERMINAL_LINES)).columns
    return Printer(format_, stage, Layout(text, width, colour=terminal and "NO_COLOR" not in os.environ), sure)


@contextmanager
def document_printer(format_: DocumentFormat, *, single: bool) -> Iterator[Callable[[list[str]], None]]:
    """A function that prints the documents of one file after another: as an array where JSON is wanted of several files
    or of a file with several documents, with a blank line between them where they are for people."""
    array = format_ == JSON and not single
    count = 0
    out = bare(sys.stdout)  # what a printer writes is visible

    def print_documents(documents: list[str]) -> None:
        nonlocal array, count
        array = array or (format_ == JSON and len(documents) > 1)
        for document in documents:
            lead = {JSON: "[\n" if not count else ",\n", JSONL: ""}.get(format_, "\n" if count else "")
            end = "" if array else "\n"
            out.write((lead if array or format_ != JSON else "") + document + end)
            out.flush()
            count += 1

    yield print_documents
    if array:
        sys.stdout.write("\n]\n" if count else "[]\n")
        sys.stdout.flush()


def print_fault(outcome: Outcome[Any]) -> None:
    """Say on one line of standard error why a document could not be parsed."""
    print_notice(f"vbparse: {outcome.name}: {' '.join(say(outcome.fault or '').split())}")


class Bar:
    """A progress bar on standard error where that is a terminal and there is more than one document."""

    def __init__(self, total: int) -> None:
        self._progress = None
        if total > 1 and sys.stderr.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            from vbparse.exchange.consoles import PlainConsole

            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}", markup=False),
                TimeRemainingColumn(),
                console=PlainConsole(file=bare(sys.stderr)),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._progress.add_task("", total=total, rate="")

    def __enter__(self) -> Bar:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count a document, with the bar out of the way while something is printed."""
        if not self._progress:
            yield
            return
        self._progress.stop()
        yield
        self._progress.update(
            self._task, advance=1, description=" ".join(name.split())[-_NAME_WIDTH:], rate=self._rate()
        )
        self._progress.start()

    def _rate(self) -> str:
        speed = self._progress.tasks[0].speed if self._progress else None
        return f"{speed:.1f}/s" if speed else ""


def write_binary(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is named on the command line; raises InputError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError("output.unwritten", path=path, why=error) from error
