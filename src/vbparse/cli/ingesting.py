"""Commands that fill an archive and read it anew: ingest, failures, reparse, rebuild."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson, AsOne, Files, Jobs, open_archive
from vbparse.cli.language import say
from vbparse.cli.output import Bar
from vbparse.cli.terminal import print_notice
from vbparse.errors import InputError
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive
    from vbparse.archive.store.store import Store
    from vbparse.ingest.batch import Spread
    from vbparse.ingest.keep import Taken

app = typer.Typer()

OUTCOMES = {
    "added": "added",
    "again": "held under another name",
    "held": "held already",
    "removed": "left out, removed before",
    "failed": "failed",
    "new": "to be added",
    "secret": "held, though marked secret",
    "copied": "searchable copies made",
    "no copy": "of a kind of which no copy is made",
    "copy failed": "copies failed",
}
_FILES = 5
"""Files that a summary names."""
_SUFFIXES = 8
"""Kinds of files passed over that are named, the most frequent first."""
AcceptSecret = Annotated[
    bool,
    typer.Option(
        "--accept-secret",
        help="Keep documents marked MẬT, TỐI MẬT or TUYỆT MẬT as well: only where the archive may hold state secrets.",
    ),
]


@app.command()
def ingest(
    files: Files,
    folder: ArchiveFolder,
    jobs: Jobs = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")] = False,
    removed: Annotated[bool, typer.Option("--removed", help="Take in documents that were removed before.")] = False,
    accept_secret: AcceptSecret = False,
    as_one: AsOne = False,
    pdfa: Annotated[
        bool,
        typer.Option("--pdfa", help="Keep beside each PDF and image a searchable copy as PDF/A-2b, made by OCRmyPDF."),
    ] = False,
    among_files: Annotated[
        bool,
        typer.Option(
            "--among-files", help="Make the archive though DIR holds other files, or lies in a folder that is taken in."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Parse files and keep them in an archive, which is made where there is none as soon as one of them is read.

    What is stored already is recognised by the content of a file and left as it is, so that a run that was cut off is
    finished by running it again. A file that cannot be read is listed by `vbparse failures`; so is one that has a
    mark of secrecy, of which nothing is stored.
    """
    from vbparse.archive.folder.opening import has_archive
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.inputs import expand
    from vbparse.ingest.joining import join_inputs
    from vbparse.ingest.keep import Way, begin
    from vbparse.ingest.keep import ingest as take

    passed: Counter[str] = Counter()
    with in_processes(jobs) as spread:
        is_new = not has_archive(folder)
        if is_new and not among_files:
            _check_place(folder, files, dry=dry_run)
        inputs = expand(files, passed)
        _print_passed_over(passed)
        if as_one:
            inputs = join_inputs(inputs, spread=spread)
        add_copies = partial(_add_copies, spread=spread) if pdfa else _keep_as_is
        if is_new and not dry_run:
            _report_outcomes(
                begin(folder, inputs, spread=spread, accept_secret=accept_secret, then=add_copies), len(inputs), as_json
            )
            return
        with _open_for_dry_run(folder, is_new) if dry_run else open_archive(folder) as archive:
            taken = take(
                archive.store, inputs, spread=spread, dry=dry_run, accept_secret=accept_secret, way=Way(removed=removed)
            )
            _report_outcomes(taken if dry_run else add_copies(archive.store, taken), len(inputs), as_json)


def _check_place(folder: Path, files: list[str], *, dry: bool) -> None:
    """Ask whether an archive is to be made where it had better not be; raises InputError where nobody can be asked."""
    from vbparse.ingest.inputs import why_not_in

    if (why := why_not_in(folder, files)) is None:
        return
    advice = Sentence("ingest.advice")
    if dry:
        print_notice(f"vbparse: {say(Sentence('ingest.place', folder=folder, why=why, advice=advice))}")
    elif not (sys.stdin.isatty() and sys.stderr.isatty() and "-" not in files):
        raise InputError("ingest.place", folder=folder, why=why, advice=advice)
    elif not typer.confirm(say(Sentence("ingest.ask", folder=folder, why=why)), err=True):
        raise InputError("ingest.declined", folder=folder, advice=advice)


def _print_passed_over(counts: Counter[str]) -> None:
    """Say which suffixes files had that were found in folders and are of no kind that is read."""
    if counts:
        kinds = ", ".join(f"{suffix or 'no suffix'} {n}" for suffix, n in counts.most_common(_SUFFIXES))
        print(f"passed over in folders, being of no kind that is read: {kinds}", file=sys.stderr)


def _keep_as_is(_: Store, taken: Iterator[Taken]) -> Iterator[Taken]:
    return taken


def _add_copies(store: Store, taken: Iterator[Taken], *, spread: Spread) -> Iterator[Taken]:
    from vbparse.ingest.copies import with_copies

    return with_copies(store, taken, spread=spread)


@app.command()
def failures(
    folder: ArchiveFolder,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try them again first, and forget files that no longer exist.")
    ] = False,
    jobs: Jobs = 1,
    accept_secret: AcceptSecret = False,
    as_json: AsJson = False,
) -> None:
    """List the files that could not be taken in, with the reason; exit status 1 where one was tried again in vain."""
    from vbparse.cli import records, tables
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.keep import retry as retry_failures

    with in_processes(jobs) as spread, open_archive(folder) as archive:
        if retry:
            with Bar(len(archive.failures())) as bar:
                for taken in retry_failures(archive.store, spread=spread, accept_secret=accept_secret):
                    with bar.step(taken.name):
                        pass
        still_failing = archive.failures()
        tables.show(still_failing, records.failures, as_json)
        if retry and still_failing:
            raise typer.Exit(1)


@app.command()
def reparse(folder: ArchiveFolder, jobs: Jobs = 1, as_json: AsJson = False) -> None:
    """Parse all originals again, as after an upgrade; what people corrected, marked and merged stays."""
    from vbparse.archive.index.heads import file_sha256, short_id
    from vbparse.ingest.again import reparse as reparse_originals
    from vbparse.ingest.batch import in_processes

    with in_processes(jobs) as spread, open_archive(folder) as archive:
        files = {file_sha256(document) for document in archive.store.document_ids()}
        _report_outcomes(reparse_originals(archive.store, spread=spread), len(files), as_json)
        orphaned = [c for c in archive.corrections() if c.state == "orphaned"]
        for correction in orphaned:
            print(
                f"vbparse: correction {correction.n} of {short_id(correction.document)} is orphaned: "
                f"{correction.path} is not there any more",
                file=sys.stderr,
            )


@app.command()
def rebuild(
    folder: ArchiveFolder,
    jobs: Jobs = 1,
    leave_out_lost: Annotated[
        bool, typer.Option("--leave-out-lost", help="Go on without lines of the journal that nothing holds any more.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make the tables and the index again; where archive.db is damaged or missing, from the originals and the journal.

    A journal that is damaged or missing is written anew from what archive.db keeps of it. What was damaged is set aside
    under another name, and nothing is deleted.
    """
    from vbparse.ingest.again import rebuild as rebuild_archive
    from vbparse.ingest.batch import in_processes

    with in_processes(jobs) as spread:
        _report_outcomes(rebuild_archive(folder, spread=spread, leave_out=leave_out_lost, tell=_print_note), 0, as_json)
        with open_archive(folder) as archive:
            print(f"{len(archive.store.document_ids())} documents are held", file=sys.stderr)


def _print_note(sentence: str) -> None:
    print_notice(f"vbparse: {sentence}")


@contextmanager
def _open_for_dry_run(folder: Path, is_new: bool) -> Iterator[Archive]:
    """The archive in a folder; where there is none yet, an empty one elsewhere."""
    from vbparse.archive.archive import Archive

    if not is_new:
        with open_archive(folder) as archive:
            yield archive
        return
    print(f"there is no archive in {folder} yet; it would be made", file=sys.stderr)
    with TemporaryDirectory() as scratch, Archive(scratch, create=True) as archive:
        yield archive


def _report_outcomes(taken: Iterator[Taken], total: int, as_json: bool) -> None:
    """Tell what became of each file that failed, and how many of each kind there were; exit status 1 for a failure."""
    from vbparse.exchange.jsontext import to_json

    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    with_errors: list[str] = []
    try:
        with closing(taken), Bar(total) as bar:  # type: ignore[type-var]
            for outcome in taken:
                counts[outcome.state] += 1
                documents.update(all=outcome.documents, doubtful=outcome.doubtful)
                with bar.step(outcome.name):
                    if as_json:
                        print(to_json(outcome), flush=True)
                    if outcome.state in ("failed", "removed", "secret", "copy failed"):
                        print_notice(f"vbparse: {outcome.name}: {say(outcome.text)}")
                    if outcome.errors:
                        with_errors.append(outcome.name)
                        print_notice(f"vbparse: look at {outcome.name}: {' '.join(outcome.errors)}")
    except KeyboardInterrupt:
        print(f"interrupted ({_summarise(counts) or 'nothing was done'}); run it again for the rest", file=sys.stderr)
        raise
    if counts or not total:
        print((_summarise(counts) or "nothing to parse") + _list_faulty(with_errors), file=sys.stderr)
    if documents["all"]:
        documents_read = f"{documents['all']} document{'s' * (documents['all'] > 1)}"
        where = ": vbparse queue" if documents["doubtful"] else ""
        print(f"{documents_read}, {documents['doubtful']} with values to look at{where}", file=sys.stderr)
    if counts["failed"] or counts["copy failed"]:
        raise typer.Exit(1)


def _list_faulty(names: list[str]) -> str:
    """The end of a summary: files that were read with errors."""
    if not names:
        return ""
    more = f" and {len(names) - _FILES} more" if len(names) > _FILES else ""
    return f", {len(names)} read with errors: {', '.join(names[:_FILES])}{more}"


def _summarise(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {OUTCOMES[state]}" for state, n in counts.items())
