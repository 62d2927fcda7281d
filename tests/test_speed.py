"""The gate against losses of speed: it counts alike, and it closes."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from speed import gate
from speed.work import LOOP, WORK

SUM = "import os; print(sum(range({})) and 'sum', os.getpid(), sep='\\t')"


def test_a_ratio_is_stored_for_each_piece_of_work() -> None:
    assert gate.read_table().keys() == {gate.FIRST, *WORK} - {LOOP}


def test_what_takes_longer_is_told() -> None:
    stored = {"text": 10.0, "PDF": 5.0}
    assert gate.find_losses({"text": 11.4, "PDF": 1.0}, stored) == []
    (loss,) = gate.find_losses({"text": 11.6, "PDF": 5.0}, stored)
    assert loss.startswith("text: more than 15%")
    (unknown,) = gate.find_losses({"DOCX": 1.0}, stored)
    assert unknown.startswith("DOCX: no ratio")


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not installed")
def test_instructions_are_counted_alike_each_time() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "0"}

    def count(most: int) -> int:
        return gate.count_processes([sys.executable, "-I", "-S", "-c", SUM.format(most)], environment)["sum"]

    nothing, few, many = count(2), count(100_000), count(200_000)
    assert many - nothing == pytest.approx(2 * (few - nothing), rel=0.05)
