"""Jobs: every file comes to an end of its own, whatever another does, and whatever happens to the server."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.archives import PLAN
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.archive.store import upkeep
from vbparse.errors import ArchiveError, ConflictError, UnknownError
from vbparse.ingest import keep
from vbparse.ingest.inputs import Given
from vbparse.web.background import job as job_module
from vbparse.web.background import jobs as jobs_module
from vbparse.web.background.job import Job, JobFile
from vbparse.web.background.jobs import Jobs
from vbparse.workers.limits import MB, Limits
from vbparse.workers.pool import Pool

SOON = 60.0
"""Seconds after which a test that waits for something gives up."""
LIMITS = Limits(SOON, 1024 * MB)
Parse = keep.Parse


@dataclass(frozen=True, slots=True)
class Deadly(Parse):
    """Reads files, and does by their names what a document could make it do."""

    def __call__(self, given: Given) -> keep.Parsed:
        name = Path(given.name).stem
        if name == "chet":
            os.kill(os.getpid(), signal.SIGSEGV)
        if name == "ngu":
            time.sleep(600)
        if name == "an":
            bytearray(8 << 30)
        if name == "cho":  # until somebody says so
            while not Path(os.environ["VBPARSE_TEST_GATE"]).exists():
                time.sleep(0.02)
        return Parse.__call__(self, given)


def plan(number: int, secrecy: str = "") -> bytes:
    """A plan; each number is another document."""
    text = PLAN.format(
        number=number, day=3, month=4, title=f"Kế hoạch {number}", title_low="việc", cited=1, cited_day=2, due=21,
        quarter="I",
    )  # fmt: skip
    return text.replace("Số:", f"{secrecy}\n\nSố:" if secrecy else "Số:").encode()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file for which files called cho.txt wait; workers know it from their environment."""
    place = tmp_path_factory.mktemp("gate") / "open"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("VBPARSE_TEST_GATE", str(place))
        yield place


@pytest.fixture(scope="module")
def pool(opened: Path) -> Iterator[Pool]:
    made = Pool(2, LIMITS)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Archive(tmp_path / "kho", create=True).close()
    return tmp_path / "kho"


@pytest.fixture
def gate(opened: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files are read by `Deadly`; those called cho.txt wait until this file is there."""
    opened.unlink(missing_ok=True)
    monkeypatch.setattr(keep, "Parse", Deadly)
    return opened


@pytest.fixture
def jobs(folder: Path, pool: Pool) -> Iterator[Jobs]:
    made = Jobs(folder, pool, seconds=SOON)
    made.start()
    yield made
    made.close()


def add(jobs: Jobs, files: dict[str, bytes], by: str = "lan") -> str:
    """A job of these files; the last part of a name is its name."""
    room = jobs.room()
    for n, data in enumerate(files.values(), 1):
        (room / str(n)).write_bytes(data)
    made = [JobFile(n=n, name=name.rpartition("/")[2], size=len(files[name])) for n, name in enumerate(files, 1)]
    return jobs.add(room, made, by=by).id


def wait_for(jobs: Jobs, job: str, *states: str) -> Job:
    """The job, once it is in one of these states."""
    ends = time.monotonic() + SOON
    while time.monotonic() < ends:
        found = jobs.get(job)
        assert found
        if found.state in (states or job_module.OVER):
            return found
        time.sleep(0.02)
    raise AssertionError(f"{found}")


def wait_until_read(jobs: Jobs, job: str, n: int) -> None:
    ends = time.monotonic() + SOON
    while time.monotonic() < ends:
        found = jobs.get(job)
        assert found
        if found.files[n - 1].state == "reading":
            return
        time.sleep(0.02)
    raise AssertionError(f"{found}")


def states(job: Job) -> dict[str, str]:
    return {file.name: file.state for file in job.files}


def left(folder: Path) -> list[str]:
    """Files that wait in the spool."""
    return sorted(place.name for place in (folder / "uploads").glob("*/*") if place.name != "job.json")


def test_every_file_is_told_by_what_became_of_it(folder: Path, jobs: Jobs) -> None:
    done = wait_for(jobs, add(jobs, {"a.txt": plan(1), "mat.txt": plan(2, "MẬT"), "hong.pdf": b"%PDF-1.4 cut off"}))
    assert done.state == "done"
    assert states(done) == {"a.txt": "stored", "mat.txt": "refused", "hong.pdf": "failed"}
    assert done.files[1].reason
    assert "MẬT" in done.files[1].reason
    assert done.files[2].reason
    with Archive(folder) as held:
        assert held.store.document_ids() == done.files[0].documents
        assert held.document(held.store.document_ids()[0]).source.name == "a.txt"
        assert {failure.name for failure in held.failures()} == {"mat.txt", "hong.pdf"}
        assert [event.text for event in held.history(held.store.document_ids()[0])] == ["a.txt"]
    assert '"by":"lan"' in (folder / "journal.jsonl").read_text("utf-8").replace(" ", "")
    assert left(folder) == ["3"]  # to be tried again; what is secret is gone
    assert [bool(file.kept_until) for file in done.files] == [False, False, True]


def test_a_file_is_described_and_its_other_version_named(jobs: Jobs) -> None:
    task = plan(1).decode()
    first = wait_for(jobs, add(jobs, {"a.txt": task.encode()})).files[0]
    (described,) = first.summaries
    assert (described.doc_type, described.number, described.date) == ("KH", "1/KH-UBND", "2023-04-03")
    assert described.title
    assert described.issuer
    assert described.tasks > 0
    assert described.versions == ()
    second = wait_for(jobs, add(jobs, {"b.txt": task.replace("Kế hoạch 1", "Kế hoạch  1").encode()})).files[0]
    assert (second.state, second.summaries[0].versions) == ("stored", (described.document,))


def test_a_failed_file_is_tried_again_and_the_others_are_left(folder: Path, gate: Path, jobs: Jobs) -> None:
    done = wait_for(jobs, add(jobs, {"a.txt": plan(1), "chet.txt": plan(2), "hong.pdf": b"%PDF-1.4 cut off"}))
    assert [file.state for file in done.files] == ["stored", "failed", "failed"]
    assert left(folder) == ["2", "3"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keep, "Parse", Parse)  # what killed it is mended
        jobs.retry(done.id, 2)
        again = wait_for(jobs, done.id)
    assert [file.state for file in again.files] == ["stored", "stored", "failed"]
    assert again.files[1].summaries[0].number == "2/KH-UBND"
    assert (again.files[1].reason, again.files[1].code, again.files[1].kept_until) == (None, None, None)
    assert again.seq > done.seq
    assert left(folder) == ["3"]
    with pytest.raises(UnknownError):
        jobs.retry(done.id, 1)
    jobs.retry(done.id)
    assert [file.state for file in wait_for(jobs, done.id).files] == ["stored", "stored", "failed"]
    with Archive(folder) as held:
        assert [failure.name for failure in held.failures()] == ["hong.pdf"]


def test_a_job_at_work_is_not_tried_again(gate: Path, jobs: Jobs) -> None:
    job = add(jobs, {"cho.txt": plan(1)})
    wait_until_read(jobs, job, 1)
    with pytest.raises(ConflictError):
        jobs.retry(job)
    gate.touch()
    wait_for(jobs, job)


def test_a_failed_file_is_kept_over_a_restart_and_not_longer_than_said(
    folder: Path, jobs: Jobs, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add(jobs, {"hong.pdf": b"%PDF-1.4 cut off"})
    wait_for(jobs, job)
    jobs.close()
    again = Jobs(folder, pool, seconds=SOON)
    again.start()
    again.retry(job)
    monkeypatch.setattr(jobs_module, "KEPT_DAYS", -1)
    assert states(wait_for(again, job)) == {"hong.pdf": "failed"}
    again.close()
    assert not left(folder)


def test_what_is_held_is_told(folder: Path, jobs: Jobs) -> None:
    first = wait_for(jobs, add(jobs, {"a.txt": plan(1)}))
    again = wait_for(jobs, add(jobs, {"a.txt": plan(1), "b.txt": plan(1), "c.txt": plan(3), "d/c.txt": plan(3)}))
    assert [file.state for file in again.files] == ["held", "again", "stored", "held"]
    assert again.files[0].documents == again.files[1].documents == first.files[0].documents
    with Archive(folder) as held:
        held.remove(first.files[0].documents[0], why="Nhầm")
    gone = wait_for(jobs, add(jobs, {"a.txt": plan(1)}))
    assert states(gone) == {"a.txt": "removed"}
    assert "Nhầm" in (gone.files[0].reason or "")


def test_files_that_kill_their_process_leave_the_others(folder: Path, gate: Path, pool: Pool) -> None:
    jobs = Jobs(folder, pool, seconds=15)  # a process that must start anew on a busy machine wants some of them
    jobs.start()
    try:
        files = {"chet.txt": plan(1), "ngu.txt": plan(2), "an.txt": plan(3), "x.txt": plan(4), "y.txt": plan(5)}
        done = wait_for(jobs, add(jobs, files))
    finally:
        jobs.close()
    assert states(done) == {
        "chet.txt": "failed", "ngu.txt": "failed", "an.txt": "failed", "x.txt": "stored", "y.txt": "stored",
    }  # fmt: skip
    reasons = [file.reason or "" for file in done.files]
    assert "SIGSEGV" in reasons[0]
    assert "15 seconds" in reasons[1]
    assert "1024 MB" in reasons[2]
    with Archive(folder) as held:
        assert len(held.store.document_ids()) == 2
        assert len(held.failures()) == 3


def test_a_small_job_does_not_wait_for_a_large_one(gate: Path, jobs: Jobs) -> None:
    slow = add(jobs, {"cho.txt": plan(1)})
    wait_until_read(jobs, slow, 1)
    assert states(wait_for(jobs, add(jobs, {"b.txt": plan(2)}))) == {"b.txt": "stored"}
    found = jobs.get(slow)
    assert found
    assert found.state == "running"
    gate.touch()
    assert states(wait_for(jobs, slow)) == {"cho.txt": "stored"}


def test_nobody_holds_up_the_uploads_of_others(gate: Path, jobs: Jobs) -> None:
    first, second, third = (add(jobs, {f"{n}/cho.txt": plan(n), f"{n}/cho-2.txt": plan(9 + n)}) for n in range(3))
    for job in (first, second):
        wait_for(jobs, job, "running")
    assert wait_for(jobs, add(jobs, {"a.txt": plan(20)}, by="hoa"), "running").by == "hoa"
    third_now = jobs.get(third)
    assert third_now
    assert third_now.state == "waiting"
    assert (jobs.open_of("lan"), jobs.open_of("hoa"), jobs.open_of("nga")) == (3, 1, 0)
    gate.touch()
    assert [wait_for(jobs, job).state for job in (first, second, third)] == ["done"] * 3
    assert jobs.open_of("lan") == 0


def test_a_file_is_in_the_archive_while_others_are_read(gate: Path, folder: Path, jobs: Jobs) -> None:
    job = add(jobs, {"cho.txt": plan(1), "b.txt": plan(2)})
    ends = time.monotonic() + SOON
    while left(folder) != ["1"] and time.monotonic() < ends:  # goes once its state is written down
        time.sleep(0.02)
    with Archive(folder) as held:
        assert len(held.store.document_ids()) == 1
    found = jobs.get(job)
    assert found
    assert (found.files[1].state, left(folder)) == ("stored", ["1"])
    gate.touch()
    wait_for(jobs, job)


def test_a_job_is_cancelled_and_keeps_what_is_stored(gate: Path, folder: Path, jobs: Jobs) -> None:
    job = add(jobs, {"a.txt": plan(1), "cho.txt": plan(2), "cho2/cho.txt": plan(3), "b.txt": plan(4)})
    wait_until_read(jobs, job, 3)
    jobs.cancel(job)
    over = wait_for(jobs, job)
    assert over.state == "cancelled"
    assert [file.state for file in over.files] == ["stored", "cancelled", "cancelled", "cancelled"]
    assert not left(folder)
    assert states(wait_for(jobs, add(jobs, {"c.txt": plan(5)}))) == {"c.txt": "stored"}


def test_a_server_that_stops_in_the_middle_goes_on_when_it_is_started(gate: Path, folder: Path) -> None:
    pool = Pool(2, LIMITS)
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    job = add(jobs, {"a.txt": plan(1), "cho.txt": plan(2), "b.txt": plan(3), "cho3/cho.txt": plan(4), "c.txt": plan(5)})
    wait_until_read(jobs, job, 4)
    before = jobs.seq(job)
    jobs.close()
    pool.close()
    assert left(folder) == ["2", "4", "5"]
    gate.touch()
    pool = Pool(2, LIMITS)
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    try:
        done = wait_for(jobs, job)
    finally:
        jobs.close()
        pool.close()
    assert [file.state for file in done.files] == ["stored"] * 5
    assert done.seq > before - 4  # numbers go on, so that who listens again is told the rest
    assert not left(folder)


def test_what_was_stored_when_the_server_was_killed_is_told(folder: Path, pool: Pool) -> None:
    """Killed after the archive was written, and before the job was: the file is there still."""
    idle = Jobs(folder, pool, seconds=SOON)
    job = add(idle, {"a.txt": plan(1), "b.txt": plan(2)})
    idle.close()
    (folder / "uploads" / job / "job.json.0123abcd.part").write_bytes(b"{")
    with Archive(folder) as held:
        (folder / "a.txt").write_bytes(plan(1))
        list(keep.ingest(held.store, [Given("a.txt", path=folder / "a.txt")], way=keep.Way(called=str)))
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    try:
        done = wait_for(jobs, job)
    finally:
        jobs.close()
    assert states(done) == {"a.txt": "held", "b.txt": "stored"}
    assert done.files[0].documents
    assert not left(folder)


def test_an_upload_that_was_cut_off_is_removed_at_the_start(folder: Path, pool: Pool) -> None:
    idle = Jobs(folder, pool, seconds=SOON)
    room = idle.room()
    (room / "1").write_bytes(b"half")
    idle.close()
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    jobs.close()
    assert not room.exists()


def test_a_second_server_leaves_the_uploads_of_the_first(folder: Path, jobs: Jobs, pool: Pool) -> None:
    room = jobs.room()
    second = Jobs(folder, pool, seconds=SOON)
    second.start()
    second.close()
    assert room.exists()


def test_a_server_that_starts_again_leaves_what_another_is_given_just_now(folder: Path, pool: Pool) -> None:
    first, second = Jobs(folder, pool, seconds=SOON), Jobs(folder, pool, seconds=SOON)
    first.start()
    second.start()
    room = second.room()
    (room / "1").write_bytes(plan(1))
    first.close()
    again = Jobs(folder, pool, seconds=SOON)
    again.start()
    try:
        assert (room / "1").exists()
        job = second.add(room, [JobFile(n=1, name="a.txt", size=1)], by="lan")
        assert states(wait_for(second, job.id)) == {"a.txt": "stored"}
        assert again.newest_jobs(10) == []
    finally:
        again.close()
        second.close()


def test_files_of_a_job_that_cannot_be_read_any_more_are_kept(folder: Path, pool: Pool) -> None:
    idle = Jobs(folder, pool, seconds=SOON)
    job = add(idle, {"a.txt": plan(1)})
    idle.close()
    (folder / "uploads" / job / "job.json").write_bytes(b"")
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    jobs.close()
    assert (folder / "uploads" / job / "1").read_bytes() == plan(1)


def test_uploads_at_the_same_time_sweep_nothing_of_one_another_away(folder: Path, jobs: Jobs) -> None:
    """Each job sweeps when it begins; here somebody does all the time."""
    enough = threading.Event()

    def sweep() -> None:
        with Archive(folder) as held:
            while not enough.is_set():
                upkeep.sweep_parts(held.store)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        made = [add(jobs, {f"{n}-{k}.txt": plan(10 * n + k) for k in range(8)}) for n in range(5)]
        told = [file.state for job in made for file in wait_for(jobs, job).files]
    finally:
        enough.set()
        sweeper.join()
    assert told == ["stored"] * 40
    with Archive(folder) as held:
        assert originals.list_all(folder) == held.store.document_ids()


@pytest.fixture
def halted(folder: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> str:
    """A job that was halted since the archive could not be written; it can be now."""

    def full(*_: object, **__: object) -> None:
        raise ArchiveError("kho: the disk is full; make room.")

    with monkeypatch.context() as patched:
        patched.setattr(keep, "_write", full)
        found = wait_for(jobs, job := add(jobs, {"a.txt": plan(1), "b.txt": plan(2)}))
    assert found.state == "halted"
    assert found.reason == "kho: the disk is full; make room."
    assert {file.state for file in found.files} == {"waiting"}
    assert left(folder) == ["1", "2"]
    return job


def test_a_job_that_was_halted_goes_on_when_it_is_resumed(jobs: Jobs, halted: str) -> None:
    jobs.resume(halted)
    done = wait_for(jobs, halted, "done")
    assert [file.state for file in done.files] == ["stored", "stored"]
    assert done.reason is None


def test_a_job_that_was_halted_goes_on_at_the_next_start(folder: Path, jobs: Jobs, pool: Pool, halted: str) -> None:
    jobs.close()
    again = Jobs(folder, pool, seconds=SOON)
    again.start()
    try:
        assert [file.state for file in wait_for(again, halted, "done").files] == ["stored", "stored"]
    finally:
        again.close()


def test_a_job_that_was_halted_can_be_cancelled(folder: Path, jobs: Jobs, halted: str) -> None:
    jobs.cancel(halted)
    over = wait_for(jobs, halted)
    assert over.state == "cancelled"
    assert [file.state for file in over.files] == ["cancelled", "cancelled"]
    assert not left(folder)


def test_only_the_last_jobs_are_told_of(folder: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "KEPT", 2)
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    try:
        made = [add(jobs, {f"{n}.txt": b"x"}) for n in range(4)]
        for job in made:
            ends = time.monotonic() + SOON
            while (found := jobs.get(job)) and not found.is_over() and time.monotonic() < ends:
                time.sleep(0.02)
        told = jobs.newest_jobs(10)
        assert len(told) == 2
        assert [jobs.newest_jobs(1, before=told[0].id)[0].id, *jobs.newest_jobs(10, before=told[1].id)] == [told[1].id]
    finally:
        jobs.close()
    assert len([place for place in (folder / "uploads").iterdir() if place.is_dir()]) == 2


def test_threads_end_with_the_jobs(folder: Path, pool: Pool) -> None:
    before = threading.active_count()
    jobs = Jobs(folder, pool, seconds=SOON)
    jobs.start()
    wait_for(jobs, add(jobs, {"a.txt": plan(1)}))
    jobs.close()
    assert threading.active_count() == before
