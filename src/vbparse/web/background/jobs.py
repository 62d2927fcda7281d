"""Jobs: the files of one upload on their way into the archive, in the background.

The files wait in `DIR/uploads/<job>/`, numbered, beside `job.json`, which holds what became of each. A server that is
started finds them there and goes on; a file is deleted when the archive holds it, or when it cannot. One that failed is
kept for `KEPT_DAYS` so that it can be tried again, unless it has a mark of secrecy.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from vbparse import files
from vbparse.archive.archive import Archive
from vbparse.archive.ask.summaries import Summary
from vbparse.errors import ConflictError, UnknownError, VbparseError
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import Taken, Way, ingest
from vbparse.sentences import Sentence
from vbparse.web.background.job import STATES, UNFINISHED, Job, JobFile, JobState, base_name, order_finished, timestamp
from vbparse.web.background.pooled import PooledWork
from vbparse.web.background.rooms import Rooms
from vbparse.web.background.turns import Turns
from vbparse.workers.pool import Pool

log = logging.getLogger("vbparse.web")
KEPT = 100
"""Jobs that are over and still reported."""
KEPT_DAYS = 7
"""Days for which a file that failed is kept, as long as its job is reported."""
AT_ONCE, EACH = 3, 2
"""Jobs that are worked on at a time, so that a small one does not wait for a large one; and those of one person."""
OPEN = 20
"""Jobs that one person may have waiting or at work: their files fill the disk meanwhile."""


class Jobs:
    """The jobs of an archive. Any thread may call; what is given out are copies. A file has `seconds` (None: those of
    the pool)."""

    def __init__(self, folder: Path, pool: Pool, *, seconds: float | None = None) -> None:
        self._archive, self._pool, self._seconds = folder, pool, seconds
        self._folder = folder / "uploads"
        self._rooms = Rooms(self._folder)
        self._jobs: dict[str, Job] = {}
        self._stops: dict[str, threading.Event] = {}
        self._cancelled: set[str] = set()
        self._lock = threading.RLock()
        self._turns = Turns(EACH)
        self._threads: list[threading.Thread] = []
        self._closing = False

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
        self._rooms.close()

    def open_of(self, by: str) -> int:
        """How many jobs of a person are not over."""
        with self._lock:
            return sum(job.by == by and not job.is_over() for job in self._jobs.values())

    def room(self) -> Path:
        """A new folder for the files of an upload; its name is the id of the job that `add` makes of it."""
        return self._rooms.make()

    def drop(self, room: Path) -> None:
        """Give a room back of which no job was made."""
        self._rooms.drop(room)

    def add(self, room: Path, files: Sequence[JobFile], *, by: str) -> Job:
        """Take the files in a room, which stand there under their numbers, on their way."""
        job = Job(id=room.name, by=by, created=timestamp(), files=list(files))
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

    def finished_after(self, moment: str) -> list[Job]:
        """Jobs that ended behind a moment (as `timestamp`), in that order."""
        with self._lock:
            return [job.model_copy(deep=True) for job in order_finished(self._jobs.values(), moment)]

    def count_jobs(self) -> int:
        """How many jobs there are that are not forgotten."""
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

    def retry(self, job: str, n: int | None = None) -> Job | None:
        """Have files parsed again that failed and are kept: file `n`, or all. Raises UnknownError where there is none,
        ConflictError where the job is not over."""
        with self._lock:
            entry = self._jobs.get(job)
            if entry is None:
                return None
            if not entry.is_over():
                raise ConflictError("job.at-work")
            if not (again := [file for file in entry.files if file.is_kept(timestamp()) and n in (None, file.n)]):
                raise UnknownError("job.nothing-kept", days=KEPT_DAYS)
            for file in again:
                file.wait_again()
                self._count_change(entry, file)
            self._cancelled.discard(job)
            self._restart(entry)
            self._save(entry)
            return entry.model_copy(deep=True)

    def _resume(self) -> None:
        for place in sorted(self._folder.iterdir()):
            if not place.is_dir() or not self._rooms.hold(place):
                continue
            try:
                job = Job.model_validate_json((place / "job.json").read_bytes())
            except FileNotFoundError:  # its upload was cut off
                self.drop(place)
                continue
            except (OSError, ValueError) as error:
                log.error("%s: cannot be read (%s); the files that were uploaded are kept there", place, error)
                self._rooms.let_go(place.name)
                continue
            files.sweep(place, f"*{files.PART}")
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            if job.state in ("waiting", "running", "halted"):
                self._restart(job)
        self._forget()

    def _restart(self, job: Job) -> None:
        job.state, job.reason, job.reason_vi, job.ended = "waiting", None, None, None
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
            self._halt(job, error.sentence)
        except OSError as error:
            self._halt(job, Sentence("job.unwritten", path=self._folder, why=error))
        except Exception:  # whatever it is, the other jobs go on
            log.exception("job %s", job.id)
            self._halt(job, Sentence("problem.unforeseen"))

    def _ingest(self, job: Job) -> None:
        place = self._folder / job.id
        inputs = [
            Given(f"{file.n}/{file.name}", path=place / str(file.n)) for file in job.files if file.state in UNFINISHED
        ]
        spread = PooledWork(self._pool, self._seconds, self._stops[job.id], partial(self._reading, job))
        way = Way(called=base_name, by=job.by, step=1)
        with Archive(self._archive) as archive:
            for taken in ingest(archive.store, inputs, spread=spread, way=way):
                summaries = archive.summarise_file(taken.text) if taken.state not in ("removed", "failed") else []
                self._record(job, taken, summaries, refused=taken.name in spread.secret)

    def _reading(self, job: Job, name: str) -> None:
        with self._lock:
            file = job.find_file(name)
            if file.state == "waiting":
                file.state = "reading"
                self._count_change(job, file)

    def _record(self, job: Job, taken: Taken, summaries: list[Summary], *, refused: bool) -> None:
        with self._lock:
            file = job.find_file(taken.name)
            file.state = "refused" if refused else STATES[taken.state]
            file.summaries = summaries
            file.documents = [one.document for one in summaries]
            file.explain(taken.reason)
            file.kept_until = timestamp(timedelta(days=KEPT_DAYS)) if file.state == "failed" else None
            self._count_change(job, file)
            self._save(job)
        if not file.kept_until:
            (self._folder / job.id / str(file.n)).unlink(missing_ok=True)

    def _end(self, job: Job) -> None:
        with self._lock:
            cancelled = job.id in self._cancelled
            if not cancelled and any(file.state in UNFINISHED for file in job.files):  # the server is closing
                return
            self._finish(job, "cancelled" if cancelled else "done")
            self._forget()

    def _halt(self, job: Job, reason: Sentence) -> None:
        with self._lock:
            if self._closing:
                return
            job.reason, job.reason_vi = str(reason), reason.vi
            self._finish(job, "cancelled" if job.id in self._cancelled else "halted")

    def _finish(self, job: Job, state: JobState) -> None:
        job.state, job.ended = state, timestamp()
        self._count_change(job)
        for file in job.files:
            if file.state in UNFINISHED:
                file.state, file.seq = ("cancelled" if state == "cancelled" else "waiting"), job.seq
        with contextlib.suppress(OSError):  # a full disk is reported already
            self._save(job)
            for file in job.files if state != "halted" else ():
                if not file.kept_until:
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
        for name, file in [(job.id, file) for job in self._jobs.values() for file in job.files]:
            if file.kept_until and file.kept_until < timestamp():
                (self._folder / name / str(file.n)).unlink(missing_ok=True)
                file.kept_until = None
