"""Commands that write are killed, and nothing is lost, left behind or in a backup that should not be.

`python tests/ingest/kills.py 500` does the same at more moments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.kills import COMMANDS, Command, chosen, places, tried

KILLS, SERVERS = 8, 2
"""Kills of a command; of a server, which takes seconds to start."""


@pytest.fixture(scope="module")
def place() -> Iterator[Callable[[Command], Path]]:
    with places() as place:
        yield place


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_left(place: Callable[[Command], Path], name: str) -> None:
    if name == "upload":
        pytest.importorskip("fastapi")
    report = tried(place, COMMANDS[name], SERVERS if name == "upload" else KILLS)
    assert report.kills > 0
    assert dict(report.wrong) == {}


def test_moments_at_which_files_are_touched_come_first() -> None:
    kinds = ["sql"] * 50 + ["os.remove"] + ["sql"] * 49
    assert {51, 52} <= set(chosen(kinds, 4))
    assert len(chosen(kinds, 10)) == 10
    assert chosen(kinds, 1000)[0] == 1
    assert chosen([], 5) == []
