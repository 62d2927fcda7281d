"""Commands that write are killed at every kind of moment, and the archive is looked at afterwards.

python tests/ingest/kills.py [KILLS [COMMAND…]]

tells how many there were over which commands, and what was found. A moment is before a statement of SQL, before a file
is opened for writing, made, named, linked, cut or deleted, and before and after it is synced.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.archives import plans
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.archive.folder.journal import first_unfit
from vbparse.archive.store import backups, upkeep
from vbparse.errors import VbparseError
from vbparse.ingest import again, keep
from vbparse.ingest.inputs import expand

ARCHIVE, FILES, NEW, TAR = "kho", "vao", "moi", "kho.tar"
HELD, TAKEN = 8, 3
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TOUCHED = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate")


class Moments:
    """Counts the moments of this process from now on, for good; at moment `die_at` it kills itself."""

    def __init__(self, die_at: int | None = None) -> None:
        self.kinds: list[str] = []
        self._die_at, self._lock = die_at, threading.Lock()
        sys.addaudithook(self._heard)
        connected, synced = sqlite3.connect, os.fsync

        def connect(*values: Any, **named: Any) -> sqlite3.Connection:
            db = connected(*values, **named)
            db.set_trace_callback(lambda _: self._moment("sql"))
            return db

        def fsync(file: int) -> None:
            self._moment("sync")
            synced(file)
            self._moment("synced")

        sqlite3.connect, os.fsync = connect, fsync  # type: ignore[assignment]

    def _heard(self, event: str, values: tuple[object, ...]) -> None:
        if event in TOUCHED or (event == "open" and isinstance(values[2], int) and values[2] & WRITES):
            self._moment(event)

    def _moment(self, kind: str) -> None:
        with self._lock:
            self.kinds.append(kind)
            if len(self.kinds) == self._die_at:
                os.kill(os.getpid(), signal.SIGKILL)


def run(work: Callable[[], object], die_at: int | None = None) -> tuple[bool, list[str]]:
    """Do work in a process of its own. Returns whether it was killed, and the kinds of moments that it had, where it
    was not."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        moments = Moments(die_at)
        try:
            work()
            kinds = list(moments.kinds)
            with os.fdopen(tell, "w") as file:
                json.dump(kinds, file)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told) as file:
        text = file.read()
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), json.loads(text) if text else []


def chosen(kinds: list[str], count: int) -> list[int]:
    """Moments to be killed at: half of them where files are touched, and right behind it; the others spread."""
    touched = sorted({n + k for n, kind in enumerate(kinds, 1) if kind != "sql" for k in (0, 1) if n + k <= len(kinds)})
    found = _some(touched, (count + 1) // 2)
    others = [n for n in range(1, len(kinds) + 1) if n not in found]
    return sorted(found + _some(others, count - len(found)))


def _some(values: list[int], count: int) -> list[int]:
    """Some of the values, the first and the last among them."""
    if len(values) <= count:
        return values
    return [values[i * (len(values) - 1) // max(count - 1, 1)] for i in range(count)]


# --- the commands


@dataclass(frozen=True, slots=True)
class Command:
    """What is killed, in a folder with an archive and files. `finish` is what a user does afterwards: run it again.
    Where it is None, the archive has to be as it was before or as it is afterwards, when it is only opened."""

    run: Callable[[Path], object]
    finish: Callable[[Path], object] | None = None
    prepare: Callable[[Path], object] = lambda _: None


def said(say: Callable[[Archive], object]) -> Command:
    def work(top: Path) -> None:
        with Archive(top / ARCHIVE) as held:
            say(held)

    return Command(work)


def repeated(work: Callable[[Path], object], prepare: Callable[[Path], object] = lambda _: None) -> Command:
    return Command(work, work, prepare)


def take(top: Path, folder: str = NEW, removed: bool = False) -> None:
    with Archive(top / ARCHIVE) as held:
        list(keep.ingest(held.store, expand([str(top / folder)]), way=keep.Way(removed=removed)))


def begin(top: Path) -> None:
    if (top / ARCHIVE / "archive.db").exists():
        take(top)
    else:
        list(keep.begin(top / ARCHIVE, expand([str(top / NEW)])))


def reparse(top: Path) -> None:
    with Archive(top / ARCHIVE) as held:
        list(again.reparse(held.store))


def rebuild(top: Path) -> None:
    list(again.rebuild(top / ARCHIVE))


def backup(top: Path) -> None:
    with Archive(top / ARCHIVE) as held:
        assert not backups.write_backup(held.store, top / TAR)


def restore(top: Path) -> None:
    if not (top / ARCHIVE).exists():
        assert not backups.restore_backup(top / TAR, top / ARCHIVE)


def emptied(top: Path) -> None:
    os.truncate(top / ARCHIVE / "archive.db", 0)


def garbled(top: Path) -> None:
    with (top / ARCHIVE / "journal.jsonl").open("r+b") as file:
        file.seek(700)
        file.write(b"\0" * 100)


def backed_up(top: Path) -> None:
    backup(top)
    shutil.rmtree(top / ARCHIVE)


def upload(top: Path) -> None:
    """What a server does with files that somebody sends, and one that is started after it was killed. Who got no
    answer sends them again."""
    from vbparse.web.background.job import JobFile
    from vbparse.web.background.jobs import Jobs
    from vbparse.workers.limits import MB, Limits
    from vbparse.workers.pool import Pool

    pool = Pool(1, Limits(300, 2048 * MB))
    jobs = Jobs(top / ARCHIVE, pool, seconds=300)
    jobs.start()
    try:
        if not jobs.newest_jobs(1):
            room, sent = jobs.room(), sorted((top / NEW).iterdir())
            for n, path in enumerate(sent, 1):
                shutil.copy(path, room / str(n))
            jobs.add(room, [JobFile(n=n, name=path.name, size=1) for n, path in enumerate(sent, 1)], by="lan")
        while not jobs.newest_jobs(1)[0].is_over():
            time.sleep(0.02)
        assert jobs.newest_jobs(1)[0].state == "done"
    finally:
        jobs.close()
        pool.close()


def owed(held: Archive, document: str = "2/KH-UBND") -> str:
    return min(one.obligation for one in held.obligations(document=document))


def merge(held: Archive) -> None:
    first, *others = sorted(one.body for one in held.assignees())
    held.merge(first, others[:1], why="một nơi")


def split(held: Archive) -> None:
    body, spelling = sorted((one.body, next(iter(one.spellings))) for one in held.assignees())[1]
    held.split(body, spelling)


COMMANDS = {
    "ingest": repeated(take),
    "ingest (a new archive)": repeated(begin, lambda top: shutil.rmtree(top / ARCHIVE)),
    "ingest --removed": repeated(lambda top: take(top, FILES, removed=True)),
    "remove": said(lambda held: held.remove("4/KH-UBND", why="trùng", by="Hà")),
    "correct": said(lambda held: held.correct("2/KH-UBND", "title.text", "Tên khác", by="Hà")),
    "withdraw": said(lambda held: held.withdraw(held.corrections()[0].n, by="Hà")),
    "mark": said(lambda held: held.mark(owed(held), "done", document="2/KH-UBND", by="Hà", note="đã gửi")),
    "merge": said(merge),
    "split": said(split),
    "withdraw (a merge)": said(lambda held: held.withdraw_union(held.unions()[0].n)),
    "restrict": said(lambda held: held.restrict("3/KH-UBND", True, by="Hà")),
    "confirm": said(lambda held: held.confirm("3/KH-UBND", by="Hà")),
    "reparse": repeated(reparse),
    "rebuild": repeated(rebuild),
    "rebuild (archive.db of 0 bytes)": repeated(rebuild, emptied),
    "rebuild (garbled journal)": repeated(rebuild, garbled),
    "backup": repeated(backup),
    "restore": repeated(restore, backed_up),
    "upload": repeated(upload),
}


# --- what is looked at


@contextmanager
def places() -> Iterator[Callable[[Command], Path]]:
    """Makes folders with an archive of which everything was said, and files to be taken in."""
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "base"
        plans(base / FILES, HELD + TAKEN)
        for path in sorted((base / FILES).iterdir())[HELD:-1]:
            (base / NEW).mkdir(exist_ok=True)
            path.rename(base / NEW / path.name)
        Archive(base / ARCHIVE, create=True).close()
        take(base, FILES)
        with Archive(base / ARCHIVE) as held:
            held.correct("1/KH-UBND", "title.text", "Tên đúng", by="Hà", why="gõ nhầm")
            held.correct("2/KH-UBND", "title.text", "Tên cũng đúng")
            held.mark(owed(held, "1/KH-UBND"), "done", document="1/KH-UBND")
            bodies = sorted(one.body for one in held.assignees())
            held.merge(bodies[-1], bodies[-2:-1])
            held.confirm("1/KH-UBND")
            held.remove("5/KH-UBND", why="trùng")

        def place(command: Command) -> Path:
            # Where it lies is written down, and must not differ: one name for all of them.
            top = Path(scratch) / "top"
            if top.exists():
                shutil.rmtree(top)
            shutil.copytree(base, top)
            command.prepare(top)
            return top

        yield place


def held_in(folder: Path) -> list[str]:
    """All that an archive holds, but for times; its journal is whole, and it is opened for writing."""
    with Archive(folder) as held:
        with held.store.writing():
            pass
        assert first_unfit(held.store.journal.read_lines()) is None
        assert not held.notes(), held.notes()
        return list(upkeep.dump_rows(held.store))


def faults(top: Path, command: Command, before: list[str] | None, after: list[str]) -> list[str]:
    """What is wrong after a kill, a word each: nothing should be."""
    found: list[str] = []
    folder = top / ARCHIVE
    try:
        if command.finish:
            command.finish(top)
        now = held_in(folder)
        if now not in ([after] if command.finish else [before, after]):
            found.append("lost")
        with Archive(folder) as held:
            known = sorted({document[:64] for document in held.store.document_ids()})
            upkeep.sweep_parts(held.store)
            if [sha256 for sha256 in originals.list_all(folder) if sha256 not in known]:
                found.append("an original that nothing holds")
            if set(known) - set(originals.list_all(folder)):
                found.append("an original is gone")
            (top / TAR).unlink(missing_ok=True)
            if backups.write_backup(held.store, top / TAR):
                found.append("a backup is not whole")
        backups.restore_backup(top / TAR, top / "restored")
        if held_in(top / "restored") != now or originals.list_all(top / "restored") != known:
            found.append("a backup differs")
        if list(top.rglob("*.part")) or list(top.rglob(".*.part")):
            found.append("a part is left")
    except (VbparseError, AssertionError, OSError) as error:
        found.append(f"{type(error).__name__}: {error}")
    finally:
        shutil.rmtree(top / "restored", ignore_errors=True)
    return found


@dataclass(frozen=True, slots=True)
class Report:
    """Moments that a command has, kills, after how many of which the archive was as it had been before, and what was
    wrong how often."""

    moments: int
    kills: int
    before: int
    wrong: Counter[str]


def tried(place: Callable[[Command], Path], command: Command, count: int) -> Report:
    """Kill a command at some of its moments."""
    top = place(command)
    before = held_in(top / ARCHIVE) if command.finish is None else None
    _, kinds = run(lambda: command.run(top))
    after = held_in(top / ARCHIVE)
    kills = unchanged = 0
    wrong: Counter[str] = Counter()
    for at in chosen(kinds, count):
        top = place(command)
        if not run(lambda top=top: command.run(top), at)[0]:  # type: ignore[misc]
            continue
        kills += 1
        wrong.update(faults(top, command, before, after))
        unchanged += before is not None and held_in(top / ARCHIVE) == before
    return Report(len(kinds), kills, unchanged, wrong)


def main() -> None:
    """Print a row for each command."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    names = sys.argv[2:] or list(COMMANDS)
    kills = faulty = 0
    print("| command | moments | kills | as before | wrong afterwards |\n| --- | ---: | ---: | ---: | --- |")
    with places() as place:
        for name in names:
            command = COMMANDS[name]
            report = tried(place, command, -(-total // len(names)))
            kills, faulty = kills + report.kills, faulty + report.wrong.total()
            wrong = ", ".join(f"{what} ({n})" for what, n in report.wrong.items()) or "nothing"
            before = report.before if command.finish is None else "–"
            print(f"| {name} | {report.moments} | {report.kills} | {before} | {wrong} |", flush=True)
    print(f"| all | | {kills} | | {faulty or 'nothing'} |")
    sys.exit(bool(faulty))


if __name__ == "__main__":
    main()
