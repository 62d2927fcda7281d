"""The commands. Each is thin; nothing here imports what only a command's work needs."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse import __version__
from vbparse.cli import (
    accounts,
    asking,
    doctor,
    exporting,
    filing,
    ingesting,
    keeping,
    linking,
    reporting,
    saying,
    serving,
    watching,
)
from vbparse.cli.arguments import AsOne, Commands, Files, Jobs
from vbparse.cli.framework import translate_framework
from vbparse.cli.language import Language, choose_language, cli_language, say
from vbparse.cli.localizing import translate_help
from vbparse.cli.output import Bar, DocumentFormat, Stage, document_printer, print_fault, printer
from vbparse.cli.terminal import guard_streams
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.ingest.batch import Outcome

app = typer.Typer(
    name="vbparse",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _commands in (
    ingesting,
    watching,
    keeping,
    asking,
    linking,
    saying,
    filing,
    exporting,
    reporting,
    serving,
    accounts,
    doctor,
):  # in the order of the help
    app.add_typer(_commands.app)


def main() -> None:
    """Entry point of the command `vbparse`."""
    guard_streams()
    choose_language(sys.argv[1:])
    command = typer.main.get_command(app)
    if cli_language() == Language.VI:
        translate_help(command)
        translate_framework(command)
    command()


def _version(wanted: bool) -> None:
    if wanted:
        print(f"vbparse {__version__}")
        raise typer.Exit


@app.callback()
def vbparse(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", help="Language of help and messages; else as VBPARSE_LANG, LC_ALL, LC_MESSAGES or LANG say."
        ),
    ] = None,
) -> None:
    """Vietnamese administrative documents as typed data: who owes what by when, with the evidence."""


@app.command()
def parse(
    files: Files,
    format: Annotated[
        DocumentFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="jsonl: one document a line (default where output is piped). json: indented; one object for one "
            "document, an array for several files, a folder, a pattern or a file with several documents. md: Markdown. "
            "table: a summary (default on a terminal).",
        ),
    ] = None,
    stage: Annotated[
        Stage | None, typer.Option("--stage", help="Print what this stage saw instead of the document; as JSON.")
    ] = None,
    jobs: Jobs = 1,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the text of the document out.")] = False,
    sure: Annotated[
        bool, typer.Option("--sure", help="Leave out values and items that are doubtful, and obligations whose due is.")
    ] = False,
    as_one: AsOne = False,
) -> None:
    """Parse documents and print them.

    The kind of a file is recognised by its content, then by its suffix. A file that cannot be read (password, damage,
    nothing in it) is one line on standard error; the others go on, and the exit status is 1 at the end. A file may hold
    several documents: each is printed, with its number in the file.
    """
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.inputs import expand, is_single
    from vbparse.ingest.joining import join_inputs

    printing = printer(format, stage, text=not no_text, sure=sure)
    with in_processes(jobs) as spread:
        inputs = join_inputs(expand(files), spread=spread) if as_one else expand(files)
        single = as_one or is_single(files)
        failed = _print_outcomes(spread(printing, inputs), printing.format, single=single, total=len(inputs))
        _close(len(inputs), failed)


def _print_outcomes(
    outcomes: Generator[Outcome[list[str]], None, None], format_: DocumentFormat, *, single: bool, total: int
) -> int:
    """Print the documents of each file as it is done, and the faults on standard error. Returns how many failed."""
    failed = 0
    with closing(outcomes), document_printer(format_, single=single) as print_documents, Bar(total) as bar:
        for outcome in outcomes:
            with bar.step(outcome.name):
                if outcome.fault:
                    print_fault(outcome)
                failed += bool(outcome.fault)
                print_documents(outcome.value or [])
    return failed


@app.command()
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotations, one JSON file each.")],
    files: Files,
    jobs: Jobs = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures and misses as JSON.")] = False,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="List what was missed or found wrongly.")] = True,
) -> None:
    """Hold what is parsed against annotations made by hand: precision, recall and F1 of each field.

    A document is paired with the annotation of the same stem (plan.pdf with GOLD_DIR/plan.json), the parts of a file
    that holds several with their numbers (bundle.pdf with bundle#1.json, bundle#2.json …). One that cannot be parsed or
    is not found counts as missed altogether; annotations without a file are left out.
    """
    from vbparse.cli.scoring import evaluate_files
    from vbparse.ingest.batch import in_processes

    with in_processes(jobs) as spread:
        total, failed = evaluate_files(gold_dir, files, spread, as_json=as_json, misses=misses)
        _close(total, failed)


@app.command()
def schema(
    glossary: Annotated[
        bool, typer.Option("--glossary", help="Print the glossary instead: Vietnamese term, field, meaning.")
    ] = False,
    codes: Annotated[
        bool, typer.Option("--codes", help="Print the codes of closed fields instead, in both languages.")
    ] = False,
) -> None:
    """Print the JSON Schema (2020-12) of a parsed document."""
    from vbparse.exchange import jsonschema

    if codes and glossary:
        raise typer.BadParameter(say(Sentence("call.one-vocabulary")))
    text = jsonschema.codes if codes else jsonschema.glossary if glossary else jsonschema.schema_text
    sys.stdout.write(text())
    sys.stdout.flush()


def _close(total: int, failed: int) -> None:
    """Where anything failed: the count on standard error, and exit status 1."""
    if failed:
        print(f"vbparse: {total - failed} of {total} files parsed; {failed} failed", file=sys.stderr, flush=True)
        raise typer.Exit(1)
