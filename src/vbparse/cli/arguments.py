"""Arguments and options that several commands share, and how each command ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from vbparse.cli.language import say
from vbparse.cli.terminal import print_notice
from vbparse.errors import VbparseError
from vbparse.sentences import Sentence
from vbparse.vocabularies import Falls

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit statuses of a shell's child that SIGINT or SIGPIPE ended."""

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Files, folders (searched to the bottom), quoted patterns such as 'in/**/*.pdf', or - for standard input.",
    ),
]
AsOne = Annotated[
    bool,
    typer.Option(
        "--as-one", help="The files are pictures (PNG, JPEG, TIFF): in their order the pages of one document."
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes at work; 0: one a core.")]


ArchiveFolder = Annotated[
    Path, typer.Option("--archive", "-a", envvar="VBPARSE_ARCHIVE", metavar="DIR", help="Folder of the archive.")
]
Named = Annotated[
    str,
    typer.Argument(
        metavar="DOC",
        help="A document: its id, the beginning of its id (with #2: the second of its file), or its số ký hiệu.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
By = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who says so.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows on a page.")]
ROWS = 50
"""Rows on a page where nobody says."""
Page = Annotated[int, typer.Option("--page", min=1, help="Which page.")]


Sure = Annotated[
    bool,
    typer.Option(
        "--sure",
        help="Only what nobody needs to look at (`vbparse queue` lists the rest). What was stored by a version without "
        "doubts counts as sure until `vbparse reparse`.",
    ),
]
Fall = Annotated[
    Falls | None, typer.Option("--falls", help="With --due: only what falls due then, or what merely runs.")
]


def open_archive(folder: Path) -> Archive:
    """The archive in a folder, to be used as a context manager. Prints warnings about it."""
    from vbparse.archive.archive import Archive

    archive = Archive(folder)
    for sentence in archive.notes():
        print_notice(f"vbparse: {sentence}")
    return archive


class Commands(TyperGroup):
    """Commands that end without a traceback where the call is off, the reader of a pipe goes away, or the user
    interrupts."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was called."""
        try:
            return super().invoke(ctx)
        except VbparseError as error:
            print_notice(f"vbparse: {say(error.sentence)}")
            raise typer.Exit(1) from None
        except BrokenPipeError:
            # What is still buffered has nowhere to go, and Python would complain of it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


def tell_next(count: int, limit: int, page: int, as_json: bool) -> None:
    """Say on standard error how to see the next page, where this one with `count` rows is full."""
    if count == limit and not as_json:
        print(say(Sentence("call.next-page", page=page + 1)), file=sys.stderr)
