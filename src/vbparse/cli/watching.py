"""The command `watch`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from vbparse.cli.arguments import ArchiveFolder, Jobs
from vbparse.cli.ingesting import AcceptSecret
from vbparse.cli.language import say
from vbparse.cli.terminal import print_notice
from vbparse.errors import InputError
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive
    from vbparse.archive.ask.summaries import Summary
    from vbparse.ingest.batch import Spread
    from vbparse.ingest.inputs import Given
    from vbparse.ingest.keep import Taken
    from vbparse.ingest.watching import WatchedFolders

app = typer.Typer()
_EVERY = 2.0
"""Seconds from one look to the next where nobody says."""


@app.command()
def watch(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="Folders, watched to the bottom.")],
    folder: ArchiveFolder,
    done: Annotated[
        str | None,
        typer.Option("--done", metavar="NAME", help="Folder in DIR for files that were taken in; else `đã nạp`."),
    ] = None,
    leave: Annotated[bool, typer.Option("--leave", help="Leave files that were taken in where they are.")] = False,
    every: Annotated[
        float, typer.Option("--every", min=0.1, metavar="SECONDS", help="Seconds from one look to the next.")
    ] = _EVERY,
    jobs: Jobs = 1,
    accept_secret: AcceptSecret = False,
) -> None:
    """Take in what is put into folders, until interrupted (SIGINT or SIGTERM).

    A file is taken in once its size and time stay as they are. One that was goes to a folder `đã nạp`; beside one that
    was not stands a note, NAME.lỗi.txt, and it is tried again when it changes. What is in the archive already is not
    parsed again, so that a watch that was ended goes on where it was.
    """
    from vbparse.archive.archive import Archive
    from vbparse.ingest.batch import in_processes
    from vbparse.ingest.watching import DONE, WatchedFolders

    for watched in folders:
        if not watched.is_dir():
            raise InputError("watch.no-folder", folder=watched)
    waiting = WatchedFolders(folders, done=None if leave else done or DONE, quiet=every)
    with _interrupted_by_sigterm(), in_processes(jobs) as spread, Archive(folder, create=True) as archive:
        try:
            while True:
                if ready := waiting.list_ready():
                    _take_in(archive, ready, waiting, spread, accept_secret=accept_secret)
                threading.Event().wait(every)
        except KeyboardInterrupt:  # this is how it ends
            return


def _take_in(
    archive: Archive, ready: list[Given], waiting: WatchedFolders, spread: Spread, *, accept_secret: bool
) -> None:
    from vbparse.ingest.keep import ingest

    by_name = {given.name: given for given in ready}
    for taken in ingest(archive.store, ready, spread=spread, accept_secret=accept_secret):
        summaries = () if taken.reason is not None else archive.summarise_file(taken.text)
        for sentence in _describe(taken, summaries):
            print(f"{taken.name}: {say(sentence)}", flush=True)
        if trouble := waiting.settle(by_name[taken.name], taken.reason):
            print_notice(f"vbparse: {say(trouble)}")


def _describe(taken: Taken, summaries: list[Summary] | tuple[()]) -> Iterator[Sentence]:
    """What is said of a file: why it was not taken in, or each document with what it holds."""
    from vbparse.exchange import labels

    if taken.reason is not None:
        yield Sentence("watch.failed", why=taken.reason)
    for one in summaries:
        name = one.number or one.title or "–"
        values = {"type": one.doc_type or "–", "number": name, "date": labels.date(one.date) or "–"}
        before = "watch.document" if taken.state == "added" else "watch.held"
        yield Sentence(before, **values, tasks=one.tasks, values=one.to_review)


@contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """SIGTERM, by which services are ended, acts as an interruption."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
