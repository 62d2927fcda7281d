"""The benchmark of the server over a small archive: that it runs, and that what it asks for is answered."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KINDS = ("hello (Starlette alone)", "search, page", "search, API", "obligations, page", "obligations, API")


def test_every_row_is_printed_without_an_error(top: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    size = ["--documents", "60", "--clients", "3", "--seconds", "2", "--folder", str(folder)]
    told = subprocess.run(
        [sys.executable, top / "scripts" / "bench-web", *size], capture_output=True, text=True, check=True
    ).stdout
    rows = {
        cells[0]: cells[1:]
        for line in told.splitlines()
        if len(cells := re.findall(r"[^|\s](?:[^|]*[^|\s])?", line)) > 1
    }
    for kind in KINDS:
        requests, *took, errors = rows[kind]
        assert (requests, errors) == ("6", "0"), kind
        assert all(float(figure.replace(",", "")) > 0 for figure in took), kind
    assert not folder.exists()
