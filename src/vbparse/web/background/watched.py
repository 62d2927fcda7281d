"""Watched folders of a server: what is put there becomes jobs."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from vbparse.ingest.inputs import Given
from vbparse.ingest.watching import DONE, WatchedFolders
from vbparse.sentences import Sentence
from vbparse.web.background.job import UNFINISHED, Job, JobFile
from vbparse.web.background.jobs import Jobs
from vbparse.web.background.zips import clean_name

log = logging.getLogger("vbparse.web")
OWNER = "thư mục theo dõi"
"""Whose jobs these are."""
_EVERY = 2.0
"""Seconds from one look to the next."""
_FILES = 100
"""Files of a job."""


class WatchedUploads:
    """Looks at folders as long as the server lives. A file is copied into a job, and moved or noted when that is over;
    one whose job a server did not finish is recognised by its content at the next start."""

    def __init__(self, jobs: Jobs, folders: Sequence[Path], *, done: str | None = DONE, every: float = _EVERY) -> None:
        self._jobs, self._every = jobs, every
        self._waiting = WatchedFolders(folders, done=done, quiet=every)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watched", daemon=True) if folders else None

    def start(self) -> None:
        """Begin to look."""
        if self._thread:
            self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread and self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(self._every):
            try:
                if ready := self._waiting.list_ready()[:_FILES]:
                    self._take_in(ready)
            except Exception:  # a share may be away for a while
                log.exception("watched folders")

    def _take_in(self, ready: list[Given]) -> None:
        room = self._jobs.room()
        try:
            files = []
            for n, source in enumerate(ready, 1):
                shutil.copyfile(source.path or source.name, room / str(n))
                files.append(JobFile(n=n, name=clean_name(source.name), size=(room / str(n)).stat().st_size))
        except OSError:
            self._jobs.drop(room)
            raise
        job = self._wait_for(self._jobs.add(room, files, by=OWNER))
        for source, file in zip(ready, job.files if job else (), strict=False):
            if file.state in UNFINISHED:  # the server ends
                continue
            stopped = Sentence("watch.stopped") if file.state == "cancelled" else None
            reason = stopped or (None if file.documents else file.reason_in_both())
            if trouble := self._waiting.settle(source, reason):
                log.warning("%s", trouble)

    def _wait_for(self, job: Job) -> Job | None:
        """The job when it is over, or as it is when the server ends; one that is halted goes on some day."""
        present: Job | None = job
        while present and present.state not in ("done", "cancelled") and not self._stop.wait(self._every):
            present = self._jobs.get(job.id)
        return present
