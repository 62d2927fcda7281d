"""Documents side by side: outcomes in the order of the arguments, whatever is begun first and whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from vbparse.ingest.batch import HEAVY, find_heavy, in_processes
from vbparse.ingest.inputs import Given
from vbparse.workers import pool
from vbparse.workers.limits import Limits
from vbparse.workers.pool import Pool

COUNT, SMALL = 60, 100


@pytest.fixture
def given(tmp_path: Path) -> list[Given]:
    """Small files, and a large one near the end."""
    for number in range(COUNT):
        (tmp_path / f"{number:02}.txt").write_bytes(b"x" * (100_000 if number == COUNT - 2 else SMALL))
    return [Given(str(path)) for path in sorted(tmp_path.iterdir())]


def wait_for_large(flag: Path, one: Given) -> int:
    """The process; small documents are not done before the large one was begun."""
    if len(one.read_bytes()) > SMALL:
        flag.touch()
    for _ in range(600):
        if flag.exists():
            return os.getpid()
        time.sleep(0.05)
    raise AssertionError("the large document was not begun")


def die_of_one(name: str, one: Given) -> str:
    if Path(one.name).name == name:
        os.kill(os.getpid(), signal.SIGKILL)
    return Path(one.name).name


def hold_memory(_: Given) -> int:
    return os.getpid()


def test_what_takes_long_is_begun_first_and_comes_in_its_turn(given: list[Given], tmp_path: Path) -> None:
    with in_processes(2) as spread:
        outcomes = list(spread(partial(wait_for_large, tmp_path / "flag"), given))
    assert [outcome.name for outcome in outcomes] == [one.name for one in given]
    assert [outcome.fault for outcome in outcomes if outcome.fault] == []
    assert len({outcome.value for outcome in outcomes}) == 2


@pytest.mark.parametrize("number", [0, 7, COUNT - 2, COUNT - 1])
def test_a_process_that_dies_costs_its_document(given: list[Given], number: int) -> None:
    name = f"{number:02}.txt"
    with in_processes(2) as spread:
        outcomes = list(spread(partial(die_of_one, name), given))
    assert [outcome.name for outcome in outcomes] == [one.name for one in given]
    assert [Path(outcome.name).name for outcome in outcomes if outcome.fault] == [name]


def test_heavy_are_the_dearest_of_a_list_and_few(given: list[Given], tmp_path: Path) -> None:
    assert [Path(one.name).name for one in find_heavy(given)] == [f"{COUNT - 2}.txt"]
    assert find_heavy(iter(given)) == []
    assert find_heavy([Given(str(tmp_path / "gone.txt"))]) == []
    even = [Given(f"{n}.pdf", data=bytes(100 + n)) for n in range(50)]
    assert find_heavy(even) == even[: -HEAVY - 1 : -1]
    assert find_heavy([Given("a.docx", data=bytes(300)), Given("a.txt", data=bytes(100))])[0].name == "a.txt"


def test_a_process_that_holds_much_memory_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Given("a.txt", data=b"")
    with Pool(1, Limits.from_environment()) as workers:
        first, second = workers.call(hold_memory, one), workers.call(hold_memory, one)
        monkeypatch.setattr(pool, "_LARGE", 1)
        third = workers.call(hold_memory, one)
    assert first == second != third


def test_processes_are_forked_before_there_are_threads() -> None:
    code = (
        "from vbparse.workers.limits import Limits; from vbparse.workers.pool import Pool\n"
        "with Pool(2, Limits.from_environment()) as pool:\n"
        "    pool.start(); print([type(worker._keeper).__name__ for worker in pool._free])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['Forked', 'Forked']\n"
