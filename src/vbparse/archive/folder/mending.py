"""Making an archive whole again that was damaged: the journal from what the database keeps of it, the database anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from vbparse import files, sqlite
from vbparse.archive.folder import database, originals
from vbparse.archive.folder.journal import (
    NAME,
    Chain,
    Journal,
    is_sound,
    is_whole,
    lines_by_number,
    parse_entry,
    utc_now,
)
from vbparse.archive.folder.packing import DAMAGED, unpack_values
from vbparse.errors import DatabaseError, JournalError
from vbparse.sentences import Sentence

_SHOWN = 5
"""Numbers of lines that a message names."""


def is_usable(folder: Path) -> bool:
    """Whether the database can be opened and read through. Raises ArchiveError where it is of a newer version, or
    cannot be opened for another reason than damage."""
    path = folder / database.NAME
    if not path.exists():
        return False
    try:
        with closing(database.connect(path)) as db:
            for packed, text in db.execute("SELECT json, text FROM documents"):
                unpack_values(packed, text)
            return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except (DatabaseError, *DAMAGED):
        return False
    except sqlite3.Error as error:
        if isinstance(explained := database.explain_error(error, path), DatabaseError):
            return False
        raise explained from error


def restart_database(folder: Path) -> None:
    """Set a database aside that cannot be used, with its log, and make an empty one."""
    path = folder / database.NAME
    aside = _free_name(path)
    for suffix in reversed(sqlite.COPIED):
        if (there := path.with_name(path.name + suffix)).exists():
            there.replace(aside.with_name(aside.name + suffix))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    sqlite.create_file(path, database.TABLES)


def mend_journal(folder: Path, *, usable: bool, leave_out: bool = False) -> list[str]:
    """Write the journal anew where it is not what it was, each line from where it is whole: the file, or the database,
    which is locked meanwhile where it is `usable`. The file is set aside. Returns what was done, a sentence each.

    Raises JournalError where lines are whole nowhere, unless they are to be left out; and where file and database are
    of two archives."""
    journal = Journal(folder / NAME)
    with _locked_database(folder, usable) as db:
        kept, count = _kept_lines(db) if db else (database.salvage_lines(folder / database.NAME), 0)
        there = _file_lines(journal, cut=db is None)
        kept_lines = [kept[n] for n in sorted(kept)]
        lines, lost = _merge_lines(*_witnesses(journal, there, kept, usable), count)
        gone = not usable and not lines and any(originals.list_all(folder))
        if (lost or gone) and not leave_out:
            raise JournalError(
                "journal.lost", path=journal.path, lost=_describe_lines(lost), choice=Sentence("mend.leave-out")
            )
        report = [f"{journal.path}: {_describe_lines(lost)}, and what it said is left out."] if lost else []
        if lines != list(journal.read_lines()):
            report.insert(0, _rewrite_journal(journal, lines))
        if db and (lost or kept_lines != lines[: len(kept_lines)]):  # it is read again from its beginning
            db.execute("DELETE FROM journal")
            db.execute("DELETE FROM meta WHERE key IN ('journal_size', 'journal_lines', 'unkept_journal')")
            db.execute("COMMIT")
    return report if usable else [*report, *_report_unknown_originals(folder, lines)]


def _describe_lines(lost: list[int]) -> Sentence:
    if not lost:
        return Sentence("journal.all-gone")
    numbers = ", ".join(map(str, lost[:_SHOWN]))
    if len(lost) > _SHOWN:
        return Sentence("journal.many-lines", numbers=numbers, more=len(lost) - _SHOWN)
    return Sentence("journal.line" if len(lost) == 1 else "journal.lines", numbers=numbers)


@contextmanager
def _locked_database(folder: Path, usable: bool) -> Iterator[sqlite3.Connection | None]:
    """The database with its write lock; None where it is not usable."""
    if not usable:
        yield None
        return
    path = folder / database.NAME
    try:
        with closing(database.connect(path)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield db
    except sqlite3.Error as error:
        raise database.explain_error(error, path) from error


def _kept_lines(db: sqlite3.Connection) -> tuple[dict[int, bytes], int]:
    """The lines that the database keeps, by their numbers, and how many there are in all."""
    row = db.execute("SELECT value FROM meta WHERE key = 'journal_lines'").fetchone()
    return dict(db.execute("SELECT n, CAST(line AS BLOB) FROM journal").fetchall()), row[0] if row else 0


def _file_lines(journal: Journal, *, cut: bool) -> list[bytes]:
    """The lines of the file; where nothing else could hold it, also the last one that wants no more than its break."""
    lines = list(journal.read_lines())
    last = journal.torn_end() + b"\n"
    return [*lines, last] if cut and Chain(lines).continues(last) else lines


def _witnesses(
    journal: Journal, there: list[bytes], kept: dict[int, bytes], usable: bool
) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Lines by their numbers, of the file and of the database: first of that which is to be believed first."""
    kept_lines, by_number = [kept[n] for n in sorted(kept)], lines_by_number(there)
    if not usable or (is_whole(there) and not is_whole(kept_lines)):
        return by_number, kept
    both = min(len(there), len(kept_lines))
    if there[:both] != kept_lines[:both] and is_whole(there):
        raise JournalError("journal.other", path=journal.path)
    # What is damaged behind all that was committed was never said to be kept.
    return kept, {n: line for n, line in by_number.items() if n <= len(kept_lines) or parse_entry(line)}


def _merge_lines(first: dict[int, bytes], second: dict[int, bytes], count: int) -> tuple[list[bytes], list[int]]:
    """The lines of a journal of at least `count` lines, each from the first source in which it fits the one before;
    and the numbers of those that are whole in none, in whose place an entry says so."""
    chain, anew = Chain(), Chain()
    lines: list[bytes] = []
    lost: list[int] = []
    for n in range(1, max(count, *first, *second, 0) + 1):
        versions = [line for line in (first.get(n), second.get(n)) if line]
        # Behind a gap the line before is not known: there it is enough that a line itself is whole.
        behind = lost[-1:] == [n - 1]
        right = next((line for line in versions if chain.continues(line) or (behind and is_sound(line))), None)
        if right is None:
            lost.append(n)
        for line in [right] if right else versions[:1]:
            chain.add(line)
        if lost:
            lines.append(anew.next_line(parse_entry(right or b"") or {"at": utc_now(), "what": "lost"}))
        elif right:
            anew.add(right)
            lines.append(right)
    return lines, lost


def _rewrite_journal(journal: Journal, lines: list[bytes]) -> str:
    """Write the journal anew. Returns a sentence that says so."""
    aside = _keep_aside(journal.path)
    with files.open_new_file(journal.path) as file:
        file.write(b"".join(lines))
    kept = f"; what stood there is kept as {aside.name}" if aside else ""
    return f"{journal.path}: was not what it was, and is written anew ({len(lines)} lines){kept}."


def _report_unknown_originals(folder: Path, lines: list[bytes]) -> list[str]:
    """A sentence on originals of which the journal, when nothing else is left, does not know."""
    entries = [parse_entry(line) or {} for line in lines]
    known = {entry.get("sha256") for entry in entries}
    count = sum(sha256 not in known for sha256 in originals.list_all(folder))
    if not count:
        return []
    return [
        f"{folder / NAME}: does not know {count} of the originals; a run was cut off as it took them in, or the end of"
        " the journal is gone."
    ]


def _keep_aside(path: Path) -> Path | None:
    """Keep a file under another name as well; None where there is none."""
    if not path.exists():
        return None
    aside = _free_name(path)
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
    return aside


def _free_name(path: Path) -> Path:
    """A free name for a damaged file: what was set aside before may be wanted still."""
    names = (path.with_name(f"{path.name}.damaged{n or ''}") for n in count())
    return next(name for name in names if not name.exists())
