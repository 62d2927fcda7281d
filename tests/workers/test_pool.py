"""Workers: what harms one harms its own call, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from vbparse.errors import DamagedError
from vbparse.workers.limits import MB, Limits
from vbparse.workers.pool import BusyError, CalledOffError, Pool
from vbparse.workers.process import WorkerError

SOON = 30.0
"""Seconds after which a test that waits for something gives up."""
LIMITS = Limits(SOON, 1024 * MB, 4 * MB)


def double(number: int) -> int:
    return 2 * number


def number_of_process() -> int:
    return os.getpid()


def folder_of_process() -> str:
    return tempfile.gettempdir()


def refuse(name: str) -> NoReturn:
    raise DamagedError(f"{name}: broken.")


class OddError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__("odd")


def raise_odd() -> NoReturn:
    raise OddError(1, 2)


def sleep(told: str) -> None:
    Path(told).write_text(str(os.getpid()))
    time.sleep(600)


def eat() -> int:
    return len(bytearray(8 << 30))


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(status: int) -> None:
    os._exit(status)


def fork_and_sleep(told: str) -> None:
    """Two children that sleep: one that leaves the group, and one that leaves the session and is nobody's child."""
    for i in range(2):
        if os.fork() == 0:
            os.setsid()
            if i and os.fork():
                os._exit(0)
            Path(f"{told}{i}").write_text(str(os.getpid()))
            time.sleep(600)
    time.sleep(600)


def start_and_return() -> int:
    return subprocess.Popen(["sleep", "600"], start_new_session=True).pid


def write(size: int) -> int:
    with tempfile.NamedTemporaryFile() as file:
        file.write(bytes(size))
        file.flush()
        return os.fstat(file.fileno()).st_size


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(1, LIMITS) as made:
        yield made


def runs(pid: int) -> bool:
    """Whether a process is there and no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def written(path: Path) -> int:
    """The number that a process writes into a file."""
    ends = time.monotonic() + SOON
    while time.monotonic() < ends:
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.01)
    raise AssertionError(f"{path} was not written")


def test_answers_come_back_from_a_process_that_is_kept(pool: Pool) -> None:
    assert pool.call(double, 21) == 42
    first = pool.call(number_of_process)
    assert first != os.getpid()
    assert pool.call(number_of_process) == first


def test_an_error_of_the_function_is_raised_here_and_the_process_stays(pool: Pool) -> None:
    before = pool.call(number_of_process)
    with pytest.raises(DamagedError, match=r"^a\.pdf: broken\.$"):
        pool.call(refuse, "a.pdf")
    with pytest.raises(RuntimeError, match="OddError"):
        pool.call(raise_odd)
    assert pool.call(number_of_process) == before


def test_one_that_sleeps_is_killed_when_its_time_is_up(pool: Pool, tmp_path: Path) -> None:
    pool.call(double, 1)
    with pytest.raises(WorkerError, match="within 1 seconds"):
        pool.call(sleep, str(tmp_path / "pid"), seconds=1)
    assert not runs(written(tmp_path / "pid"))
    assert pool.call(double, 2) == 4


def test_one_that_eats_memory_is_told(pool: Pool) -> None:
    with pytest.raises(WorkerError, match="1024 MB"):
        pool.call(eat)
    assert pool.call(double, 2) == 4


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_one_that_dies_by_a_signal_is_told(pool: Pool, number: signal.Signals) -> None:
    with pytest.raises(WorkerError, match=number.name):
        pool.call(die, int(number))
    assert pool.call(double, 2) == 4


def test_one_that_leaves_is_told(pool: Pool) -> None:
    with pytest.raises(WorkerError, match="status 3"):
        pool.call(leave, 3)
    assert pool.call(double, 2) == 4


def test_children_that_left_their_parent_die_with_it(pool: Pool, tmp_path: Path) -> None:
    pool.call(double, 1)
    with pytest.raises(WorkerError):
        pool.call(fork_and_sleep, str(tmp_path / "pid"), seconds=2)
    assert not runs(written(tmp_path / "pid0"))
    assert not runs(written(tmp_path / "pid1"))


def test_files_may_not_grow_without_end(pool: Pool) -> None:
    assert pool.call(write, 4 * MB) == 4 * MB
    with pytest.raises(WorkerError, match="more than 4 MB"):
        pool.call(write, 4 * MB + 1)


def test_a_process_is_replaced_after_its_uses() -> None:
    with Pool(1, LIMITS, uses=2) as pool:
        numbers = [pool.call(number_of_process) for _ in range(4)]
        assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
        assert not runs(numbers[0])


def test_who_has_no_patience_is_told(pool: Pool, tmp_path: Path) -> None:
    stop = threading.Event()
    told: list[Exception] = []

    def busy() -> None:
        try:
            pool.call(sleep, str(tmp_path / "pid"), seconds=600, stop=stop)
        except CalledOffError as error:
            told.append(error)

    thread = threading.Thread(target=busy)
    thread.start()
    pid = written(tmp_path / "pid")
    with pytest.raises(BusyError):
        pool.call(double, 1, seconds=SOON, patience=0)
    stop.set()
    thread.join(SOON)
    assert told
    assert not runs(pid)
    assert pool.call(double, 2) == 4


def test_closing_ends_those_at_work_and_leaves_nothing(tmp_path: Path) -> None:
    pool = Pool(2, LIMITS)
    left, folder = pool.call(start_and_return), pool.call(folder_of_process)
    assert runs(left)
    assert Path(folder).is_dir()
    told: list[Exception] = []

    def busy() -> None:
        try:
            pool.call(sleep, str(tmp_path / "pid"), seconds=600)
        except CalledOffError as error:
            told.append(error)

    thread = threading.Thread(target=busy)
    thread.start()
    pid = written(tmp_path / "pid")
    pool.close()
    thread.join(SOON)
    assert told
    assert not runs(pid)
    assert not runs(left)
    assert not Path(folder).exists()
    with pytest.raises(CalledOffError):
        pool.call(double, 1)


def test_workers_die_with_a_server_that_is_killed(tmp_path: Path) -> None:
    """One idle, and one at work with children that left its session; their folders go with them."""
    code = (
        "import sys; sys.path[:] = sys.argv[2].split(':')\n"
        "import threading, time\n"
        f"from {__name__} import fork_and_sleep\n"
        "from vbparse.workers.limits import Limits\n"
        "from vbparse.workers.pool import Pool\n"
        "pool = Pool(2, Limits(600, 1 << 30))\n"
        "threading.Thread(target=pool.call, args=(fork_and_sleep, sys.argv[1]), kwargs={'seconds': 600}).start()\n"
        "pool.call(time.sleep, 0.5, seconds=600)\n"
    )
    (tmp_path / "tmp").mkdir()
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "pid"), ":".join(sys.path)],
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
    )
    pids = [written(tmp_path / "pid0"), written(tmp_path / "pid1")]
    folders = list((tmp_path / "tmp").iterdir())
    assert len(folders) == 2
    server.kill()
    server.wait()
    ends = time.monotonic() + SOON
    while (any(map(runs, pids)) or any((tmp_path / "tmp").iterdir())) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(map(runs, pids))
    assert not list((tmp_path / "tmp").iterdir())
