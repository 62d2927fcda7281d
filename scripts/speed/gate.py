"""Counts the instructions of pieces of work by valgrind's cachegrind, and holds them beside stored ratios."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from speed.work import CORPUS, LOOP, WORK, prepare

TABLE = Path(__file__).with_name("ratios.tsv")
"""The ratio of each piece of work, as it was stored."""
LOSS = 1.15
"""Times the ratio of the table that still pass."""
READY, FIRST = "ready", "first parse"
_FIRST_PARSE = f"""
import os, sys
from pathlib import Path
from vbparse import pipeline
pipeline.parse(Path(sys.argv[1]))
print("{FIRST}", os.getpid(), sep="\\t")
"""
_COUNTING = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
_REFERENCES = re.compile(r"I\s+refs:\s+([\d,]+)")


def measure_ratios(names: Sequence[str], counter: Sequence[str]) -> dict[str, float]:
    """The instructions of a first parse and of each piece of work, to those of the loop. `counter` is the program that
    calls `do_each` with the names behind it."""
    if shutil.which("valgrind") is None:
        sys.exit("valgrind counts the instructions and is missing; install it: apt-get install valgrind")
    with tempfile.TemporaryDirectory(prefix="vbparse-speed-") as folder:
        environment = {**os.environ, "PYTHONHASHSEED": "0", "VBPARSE_CACHE": folder}
        work = [*counter, *names]
        subprocess.run(work, env=environment, check=True, stdout=subprocess.DEVNULL)  # compiles all patterns
        counted = count_processes(work, environment)
        (text,) = CORPUS.glob("01-*.txt")
        first = count_processes([sys.executable, "-c", _FIRST_PARSE, str(text)], environment)[FIRST]
    ready = counted.pop(READY)
    loop = counted.pop(LOOP) - ready
    return {FIRST: first / loop, **{name: (count - ready) / loop for name, count in counted.items()}}


def count_processes(call: Sequence[str], environment: Mapping[str, str]) -> dict[str, int]:
    """The instructions of each process that a program prints, name and number parted by a tab."""
    with tempfile.TemporaryDirectory(prefix="vbparse-speed-") as folder:
        log = f"--log-file={folder}/%p"
        done = subprocess.run([*_COUNTING, log, *call], env=environment, check=True, capture_output=True, text=True)
        named = dict(line.split("\t") for line in done.stdout.splitlines())
        return {name: _read_count(Path(folder, pid)) for name, pid in named.items()}


def _read_count(log: Path) -> int:
    match = _REFERENCES.search(log.read_text())
    if match is None:
        sys.exit(f"valgrind counted nothing:\n{log.read_text()}")
    return int(match[1].replace(",", ""))


def do_each(names: Sequence[str]) -> None:
    """Make all ready, then do each piece of work in a process that is forked there, and print its name and number: what
    it takes is what its process counts beyond one that does nothing."""
    with tempfile.TemporaryDirectory(prefix="vbparse-speed-") as folder:
        prepare(Path(folder))
        for name, work in {READY: lambda: None, **{name: WORK[name] for name in (LOOP, *names)}}.items():
            pid = os.fork()
            if pid == 0:
                work()
                os._exit(0)
            print(f"{name}\t{pid}", flush=True)
            if os.waitpid(pid, 0)[1]:
                sys.exit(f"{name} failed.")


def find_losses(counted: Mapping[str, float], stored: Mapping[str, float]) -> list[str]:
    """A sentence for each piece of work that takes too many instructions, or that the table does not know."""
    slower = [name for name, ratio in counted.items() if ratio > LOSS * stored.get(name, ratio)]
    missing = [name for name in counted if name not in stored]
    return [
        *(f"{name}: more than {LOSS - 1:.0%} above the stored ratio; make it faster, or say why." for name in slower),
        *(f"{name}: no ratio is stored; --write stores it." for name in missing),
    ]


def read_table() -> dict[str, float]:
    with TABLE.open(newline="") as file:
        return {row["work"]: float(row["ratio"]) for row in csv.DictReader(file, delimiter="\t")}


def write_table(ratios: Mapping[str, float]) -> None:
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerows([("work", "ratio"), *((name, f"{ratio:.4f}") for name, ratio in ratios.items())])
