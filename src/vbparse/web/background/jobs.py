"""Jobs: the files of one upload on their way into the archive, in the background.

The files wait in `DIR/uploads/<job>/`, numbered, beside `job.json`, which holds what became of each. A server that is
started finds them there and goes on; a file is deleted when the archive holds it, or when it cannot. Each server holds
its folders locked as long as it lives, so that several may work on one archive.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from vbparse import files
from vbparse.archive.archive import Archive
from vbparse.errors import VbparseError
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import Taken, Way, documents_of, ingest
from vbparse.web.background.job import STATES, UNFINISHED, Job, JobFile, JobState, base_name
from vbparse.web.background.pooled import PooledWork
from vbparse.web.background.turns import Turns
from vbparse.workers.pool import Pool

log = logging.getLogger("vbparse.web")
KEPT = 100
"""Jobs that are over and still reported."""
AT_ONCE, EACH = 3, 2
"""Jobs that are worked on at a time, so that a small one does not wait for a large one; and those of one person."""
_TRIES = 100
"""Names that are tried for a new folder."""
_OWNER_ONLY = 0o700
OPEN = 20
"""Jobs that one person may have waiting or at work: their files fill the disk meanwhile."""


class Jobs:
    """The jobs of an archive. Any thread may call; what is given out are copies. A file has `seconds` (None: those of
    the pool)."""

    def __init__(self, folder: Path, pool: Pool, *, seconds: float | None = None) -> None:
        self._archive, self._pool, self._seconds = folder, pool, seconds
        self._folder = folder / "uploads"
        self._jobs: dict[str, Job] = {}
        self._stops: dict[str, threading.Event] = {}
        self._cancelled: set[str] = set()
        self._lock = threading.RLock()
        self._turns = Turns(EACH)
        self._threads: list[threading.Thread] = []
        self._closing = False
        self._holds: dict[str, int] = {}

    def start(self) -> None:
        """Go on with what a server before this one left, and begin to work. Jobs of another server that works on this
        archive are left alone."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._resume()
        for _ in range(AT_ONCE):
            thread = threading.Thread(target=self._work, name="job", daemon=True)
            thread.start()
            self._threads.append(thread)

    def close(self) -> None:
        """Stop: files that are not in the archive yet wait for the next start."""
        with self._lock:
            self._closing = True
            for stop in self._stops.values():
                stop.set()
        self._turns.close()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        for name in list(self._holds):
            self._let_go(name)

    def open_of(self, by: str) -> int:
        """How many jobs of a person are not over."""
        with self._lock:
            return sum(job.by == by and not job.is_over() for job in self._jobs.values())

    def room(self) -> Path:
        """A new folder for the files of an upload; its name is the id of the job that `add` makes of it."""
        for _ in range(_TRIES):
            place = self._folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S%f}-{secrets.token_hex(4)}"
            with contextlib.suppress(FileExistsError):
                place.mkdir(parents=True, mode=_OWNER_ONLY)
                if self._hold(place) or place.exists():  # else another server that starts now has swept it away
                    return place
        raise RuntimeError("no name is free")

    def drop(self, room: Path) -> None:
        """Give a room back of which no job was made."""
        shutil.rmtree(room, ignore_errors=True)
        self._let_go(room.name)

    def add(self, room: Path, files: Sequence[JobFile], *, by: str) -> Job:
        """Take the files in a room, which stand there under their numbers, on their way."""
        job = Job(id=room.name, by=by, created=_timestamp(), files=list(files))
        with self._lock:
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            self._save(job)
            copy = job.model_copy(deep=True)
        self._turns.add(job.id, job.by)
        return copy

    def get(self, job: str) -> Job | None:
        """A job as it is."""
        with self._lock:
            found = self._jobs.get(job)
            return found.model_copy(deep=True) if found else None

    def seq(self, job: str) -> int:
        """The number of a job's last change; -1 where it is forgotten."""
        found = self._jobs.get(job)
        return found.seq if found else -1

    def newest_jobs(self, limit: int, before: str | None = None) -> list[Job]:
        """Jobs, newest first, from the one behind `before` on."""
        with self._lock:
            ids = sorted((i for i in self._jobs if before is None or i < before), reverse=True)
            return [self._jobs[i].model_copy(deep=True) for i in ids[:limit]]

    def count_jobs(self) -> int:
        """How many jobs there are that are not forgotten."""
        with self._lock:
            return len(self._jobs)

    def cancel(self, job: str) -> Job | None:
        """Have left out what is not in the archive yet; one that runs is over a moment later. A job that is over stays
        as it is."""
        with self._lock:
            entry = self._jobs.get(job)
            if entry and entry.state not in ("done", "cancelled"):
                self._cancelled.add(job)
                self._stops[job].set()
                if entry.state != "running":
                    self._finish(entry, "cancelled")
            return entry.model_copy(deep=True) if entry else None

    def resume(self, job: str) -> Job | None:
        """Go on with a job that was halted. Any other stays as it is."""
        with self._lock:
            found = self._jobs.get(job)
            if found and found.state == "halted":
                self._restart(found)
            return found.model_copy(deep=True) if found else None

    def _resume(self) -> None:
        for place in sorted(self._folder.iterdir()):
            if not place.is_dir() or not self._hold(place):
                continue
            try:
                job = Job.model_validate_json((place / "job.json").read_bytes())
            except FileNotFoundError:  # its upload was cut off
                self.drop(place)
                continue
            except (OSError, ValueError) as error:
                log.error("%s: cannot be read (%s); the files that were uploaded are kept there", place, error)
                self._let_go(place.name)
                continue
            files.sweep(place, f"*{files.PART}")
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            if job.state in ("waiting", "running", "halted"):
                self._restart(job)
        self._forget()

    def _restart(self, job: Job) -> None:
        job.state, job.reason, job.ended = "waiting", None, None
        for file in job.files:
            if file.state == "reading":  # when the server ended
                file.state = "waiting"
        self._stops[job.id] = threading.Event()
        self._count_change(job)
        self._turns.add(job.id, job.by)

    def _work(self) -> None:
        while (turn := self._turns.take_job()) is not None:
            name, by = turn
            self._work_on(name)
            self._turns.release(by)

    def _work_on(self, name: str) -> None:
        with self._lock:
            job = self._jobs.get(name)
            if job is None or self._closing or job.is_over():
                return
            job.state = "running"
            self._count_change(job)
        try:
            self._ingest(job)
            self._end(job)
        except VbparseError as error:
            self._halt(job, str(error))
        except OSError as error:
            self._halt(job, f"{self._folder}: cannot be written ({error.strerror or error}); make room.")
        except Exception:  # whatever it is, the other jobs go on
            log.exception("job %s", job.id)
            self._halt(job, "The server met an error that nobody foresaw; its log tells more.")

    def _ingest(self, job: Job) -> None:
        place = self._folder / job.id
        inputs = [
            Given(f"{file.n}/{file.name}", path=place / str(file.n)) for file in job.files if file.state in UNFINISHED
        ]
        spread = PooledWork(self._pool, self._seconds, self._stops[job.id], partial(self._reading, job))
        way = Way(called=base_name, by=job.by, step=1)
        with Archive(self._archive) as archive:
            for taken in ingest(archive.store, inputs, spread=spread, way=way):
                documents = documents_of(archive.store, taken.text) if taken.state in ("added", "again", "held") else []
                self._record(job, taken, documents, refused=taken.name in spread.secret)

    def _reading(self, job: Job, name: str) -> None:
        with self._lock:
            file = job.find_file(name)
            if file.state == "waiting":
                file.state = "reading"
                self._count_change(job, file)

    def _record(self, job: Job, taken: Taken, documents: list[str], *, refused: bool) -> None:
        with self._lock:
            file = job.find_file(taken.name)
            file.state = "refused" if refused else STATES[taken.state]
            file.documents = documents
            file.reason = None if documents else taken.text
            self._count_change(job, file)
            self._save(job)
        (self._folder / job.id / str(file.n)).unlink(missing_ok=True)

    def _end(self, job: Job) -> None:
        with self._lock:
            cancelled = job.id in self._cancelled
            if not cancelled and any(file.state in UNFINISHED for file in job.files):  # the server is closing
                return
            self._finish(job, "cancelled" if cancelled else "done")
            self._forget()

    def _halt(self, job: Job, reason: str) -> None:
        with self._lock:
            if self._closing:
                return
            job.reason = reason
            self._finish(job, "cancelled" if job.id in self._cancelled else "halted")

    def _finish(self, job: Job, state: JobState) -> None:
        job.state, job.ended = state, _timestamp()
        self._count_change(job)
        for file in job.files:
            if file.state in UNFINISHED:
                file.state, file.seq = ("cancelled" if state == "cancelled" else "waiting"), job.seq
        with contextlib.suppress(OSError):  # a full disk is reported already
            self._save(job)
            for file in job.files if state != "halted" else ():
                (self._folder / job.id / str(file.n)).unlink(missing_ok=True)

    def _count_change(self, job: Job, file: JobFile | None = None) -> None:
        job.seq += 1
        if file:
            file.seq = job.seq

    def _save(self, job: Job) -> None:
        """Write down what became of the files, whole or not at all. What is at work waits, should the server end."""
        with files.open_new_file(self._folder / job.id / "job.json") as file:
            file.write(job.model_dump_json().encode())

    def _forget(self) -> None:
        over = sorted(name for name, job in self._jobs.items() if job.state in ("done", "cancelled"))
        for name in over[:-KEPT]:
            self.drop(self._folder / name)
            self._jobs.pop(name)
            self._stops.pop(name)

    def _hold(self, room: Path) -> bool:
        """Whether a room is this server's from now on."""
        held = files.try_lock(room)
        if held is not None:
            self._holds[room.name] = held
        return held is not None

    def _let_go(self, room: str) -> None:
        if (held := self._holds.pop(room, None)) is not None:
            os.close(held)


def _timestamp() -> str:
    """To the microsecond: jobs are listed in the order in which they came."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
