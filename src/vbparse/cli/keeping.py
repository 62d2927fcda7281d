"""Commands that fill an archive and keep it whole: ingest, failures, reparse, rebuild, show, original, remove …"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson, By, Files, Jobs, Named, open_archive, quiet_end
from vbparse.cli.output import JSON, Bar, DocumentFormat, printer
from vbparse.cli.terminal import bare, print_notice
from vbparse.errors import InputError
from vbparse.exchange.visible import on_one_line

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
_NAMED = 5
"""Files that a summary names."""
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
    archive: ArchiveFolder,
    jobs: Jobs = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")] = False,
    removed: Annotated[bool, typer.Option("--removed", help="Take in documents that were removed before.")] = False,
    accept_secret: AcceptSecret = False,
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

    What is held already is told from the content of a file and left as it is, so that a run that was cut off is
    finished by running it again. A file that cannot be read is listed by `vbparse failures`; so is one that bears a
    mark of secrecy, of which nothing is stored.
    """
    from vbparse.archive.folder.opening import has_archive
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.inputs import expand
    from vbparse.ingest.keep import begin
    from vbparse.ingest.keep import ingest as take

    passed: Counter[str] = Counter()
    with quiet_end(), in_processes(jobs) as spread:
        is_new = not has_archive(archive)
        if is_new and not among_files:
            _check_place(archive, files, dry=dry_run)
        given = expand(files, passed)
        if passed:
            kinds = ", ".join(f"{suffix or 'no suffix'} {n}" for suffix, n in passed.most_common(8))
            print(f"passed over in folders, being of no kind that is read: {kinds}", file=sys.stderr)
        then = partial(_with_copies, spread=spread) if pdfa else _as_it_is
        if is_new and not dry_run:
            _report_outcomes(
                begin(archive, given, spread=spread, accept_secret=accept_secret, then=then), len(given), as_json
            )
            return
        with _open_for_dry_run(archive, is_new) if dry_run else open_archive(archive) as held:
            taken = take(held.store, given, spread=spread, dry=dry_run, removed=removed, accept_secret=accept_secret)
            _report_outcomes(taken if dry_run else then(held.store, taken), len(given), as_json)


def _check_place(folder: Path, files: list[str], *, dry: bool) -> None:
    """Ask whether an archive is to be made where it had better not be; raises InputError where nobody can be asked."""
    from vbparse.ingest.inputs import why_not_in

    if (why := why_not_in(folder, files)) is None:
        return
    advice = "name a folder of its own with --archive, or say --among-files to have the archive there"
    if dry:
        print(f"vbparse: {folder}: {why}; {advice}.", file=sys.stderr)
    elif not (sys.stdin.isatty() and sys.stderr.isatty() and "-" not in files):
        raise InputError(f"{folder}: {why}; {advice}.")
    elif not typer.confirm(f"{folder}: {why}. Make the archive there?", err=True):
        raise InputError(f"{folder}: nothing was done; {advice}.")


def _as_it_is(_: Store, taken: Iterator[Taken]) -> Iterator[Taken]:
    return taken


def _with_copies(store: Store, taken: Iterator[Taken], *, spread: Spread) -> Iterator[Taken]:
    from vbparse.ingest.copies import with_copies

    return with_copies(store, taken, spread=spread)


@app.command()
def failures(
    archive: ArchiveFolder,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try them again first, and forget files that are gone.")
    ] = False,
    jobs: Jobs = 1,
    accept_secret: AcceptSecret = False,
    as_json: AsJson = False,
) -> None:
    """List the files that could not be taken in, with the reason; exit status 1 where one was tried again in vain."""
    from vbparse.cli import records, tables
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.keep import retry as again

    with quiet_end(), in_processes(jobs) as spread, open_archive(archive) as held:
        if retry:
            with Bar(len(held.failures())) as bar:
                for taken in again(held.store, spread=spread, accept_secret=accept_secret):
                    with bar.step(taken.name):
                        pass
        left = held.failures()
        tables.show(left, records.failures, as_json)
        if retry and left:
            raise typer.Exit(1)


@app.command()
def reparse(archive: ArchiveFolder, jobs: Jobs = 1, as_json: AsJson = False) -> None:
    """Parse all originals again, as after an upgrade; what people corrected, marked and merged stays."""
    from vbparse.archive.index.heads import short_id
    from vbparse.ingest.again import reparse as again
    from vbparse.ingest.batch import in_processes

    with quiet_end(), in_processes(jobs) as spread, open_archive(archive) as held:
        _report_outcomes(
            again(held.store, spread=spread), len({document[:64] for document in held.store.document_ids()}), as_json
        )
        orphaned = [c for c in held.corrections() if c.state == "orphaned"]
        for correction in orphaned:
            print(
                f"vbparse: correction {correction.n} of {short_id(correction.document)} is orphaned: "
                f"{correction.path} is not there any more",
                file=sys.stderr,
            )


@app.command()
def rebuild(
    archive: ArchiveFolder,
    jobs: Jobs = 1,
    leave_out_lost: Annotated[
        bool,
        typer.Option("--leave-out-lost", help="Go on without lines of the journal that nothing holds any more."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make the tables and the index again; where archive.db is damaged or gone, from the originals and the journal.

    A journal that is damaged or gone is written anew from what archive.db keeps of it. What was damaged is set aside
    under another name, and nothing is deleted.
    """
    from vbparse.ingest.again import rebuild as again
    from vbparse.ingest.batch import in_processes

    with quiet_end(), in_processes(jobs) as spread:
        _report_outcomes(again(archive, spread=spread, leave_out=leave_out_lost, tell=_print_note), 0, as_json)
        with open_archive(archive) as held:
            print(f"{len(held.store.document_ids())} documents are held", file=sys.stderr)


def _print_note(sentence: str) -> None:
    print_notice(f"vbparse: {sentence}")


@app.command()
def show(
    document: Named,
    archive: ArchiveFolder,
    format: Annotated[
        DocumentFormat | None,
        typer.Option("--format", "-f", show_default=False, help="As of `vbparse parse`: json, jsonl, md or table."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document as it was read, corrected, with its references resolved."""
    from vbparse.archive.index.heads import short_id

    with quiet_end(), open_archive(archive) as held:
        found = held.document(document)
        print(printer(JSON if as_json else format).write(found), file=bare(sys.stdout))
        others = [head for head in held.versions(document) if head.document != found.id]
        for head in others:
            print_notice(f"Phiên bản khác: {short_id(head.document)} {head.name}")


@app.command()
def original(
    document: Named,
    archive: ArchiveFolder,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", show_default=False, help="Where to write it.")
    ] = None,
    pdfa: Annotated[bool, typer.Option("--pdfa", help="The searchable copy instead, as PDF/A.")] = False,
) -> None:
    """Write the file as it came, with all documents in it, to standard output or to a file."""
    with quiet_end(), open_archive(archive) as held:
        data = held.copy(document) if pdfa else held.original(document)
        if out:
            _write(out, data)
        elif sys.stdout.isatty():
            raise InputError(f"{document}: not written to a terminal; name a file with --out.")
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


@app.command()
def remove(
    document: Named,
    archive: ArchiveFolder,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", show_default=False, help="The reason; it is kept.")],
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Take a document with its original and its copy out of the archive; the reason stays as a tombstone.

    A file with several documents goes as a whole, named by its id without the number of a part.
    """
    from vbparse.archive.index.heads import short_id
    from vbparse.exchange.jsontext import to_json

    with quiet_end(), open_archive(archive) as held:
        gone = held.remove(document, why=why, by=by)
        if as_json:
            print(to_json(gone, indent=2))
            return
        for head in gone:
            print(on_one_line(f"removed {short_id(head.document)} {head.canonical or head.name}"))


@app.command()
def history(document: Named, archive: ArchiveFolder, as_json: AsJson = False) -> None:
    """Tell what happened to a document: when it came, what was corrected, marked, withdrawn."""
    from vbparse.cli import records, tables

    with quiet_end(), open_archive(archive) as held:
        tables.show(held.history(document), records.events, as_json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="The tar file to write.")],
    archive: ArchiveFolder,
    as_json: AsJson = False,
) -> None:
    """Write the archive as it is now into one file: all but the accounts of `vbparse serve`.

    What is gone or was changed – originals, lines of the journal – is told, the rest is written, and the exit status
    is 1.
    """
    from vbparse.accounts.database import NAME
    from vbparse.archive.store import backups, upkeep

    with quiet_end(), open_archive(archive) as held:
        wrong = backups.write_backup(held.store, file)
        for sentence in wrong:
            print_notice(f"vbparse: not in the backup: {sentence}")
        if count := len(upkeep.unknown_originals(held.store)):
            left = f"{count} originals of files that did not come in; `vbparse rebuild` takes them in"
            print_notice(f"vbparse: not in the backup: {left}.")
        if (archive / NAME).exists():
            print(f"not in the backup: {NAME}, the accounts; copy it by itself to keep them", file=sys.stderr)
        _print_count(held, f"written to {file}", as_json, left_out=wrong)
        if wrong:
            raise typer.Exit(1)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="What `vbparse backup` wrote.")],
    archive: ArchiveFolder,
    as_json: AsJson = False,
) -> None:
    """Unpack a backup into a folder that is not there yet, if all in it is what it was.

    Originals that are not in it are told, and the exit status is 1.
    """
    from vbparse.archive.store import backups

    with quiet_end():
        lost = backups.restore_backup(file, archive)
        for sentence in lost:
            _print_note(sentence)
        with open_archive(archive) as held:
            _print_count(held, "are held", as_json, lost=lost)
        if lost:
            raise typer.Exit(1)


def _print_count(held: Archive, what: str, as_json: bool, **more: object) -> None:
    if as_json:
        print(json.dumps({"documents": len(held.store.document_ids()), **more}, ensure_ascii=False))
    else:
        print(f"{len(held.store.document_ids())} documents {what}", file=sys.stderr)


@contextmanager
def _open_for_dry_run(folder: Path, is_new: bool) -> Iterator[Archive]:
    """The archive in a folder; where there is none yet, an empty one elsewhere."""
    from vbparse.archive.archive import Archive

    if not is_new:
        with open_archive(folder) as held:
            yield held
        return
    print(f"there is no archive in {folder} yet; it would be made", file=sys.stderr)
    with TemporaryDirectory() as scratch, Archive(scratch, create=True) as held:
        yield held


def _report_outcomes(taken: Iterator[Taken], total: int, as_json: bool) -> None:
    """Tell what became of each file that failed, and how many of each kind there were; exit status 1 for a failure."""
    from vbparse.exchange.jsontext import to_json

    counts: Counter[str] = Counter()
    doubtful: list[str] = []
    try:
        with closing(taken), Bar(total) as bar:  # type: ignore[type-var]
            for one in taken:
                counts[one.state] += 1
                with bar.step(one.name):
                    if as_json:
                        print(to_json(one), flush=True)
                    if one.state in ("failed", "removed", "secret", "copy failed"):
                        print_notice(f"vbparse: {one.name}: {one.text}")
                    if one.errors:
                        doubtful.append(one.name)
                        print_notice(f"vbparse: look at {one.name}: {' '.join(one.errors)}")
    except KeyboardInterrupt:
        print(f"interrupted ({_summarise(counts) or 'nothing was done'}); run it again for the rest", file=sys.stderr)
        raise
    if counts or not total:
        print((_summarise(counts) or "nothing to parse") + _to_look_at(doubtful), file=sys.stderr)
    if counts["failed"] or counts["copy failed"]:
        raise typer.Exit(1)


def _to_look_at(names: list[str]) -> str:
    """The end of a summary: files that were read with errors."""
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f", {len(names)} to look at: {', '.join(names[:_NAMED])}{more}"


def _summarise(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {OUTCOMES[state]}" for state, n in counts.items())


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); choose another file.") from error
