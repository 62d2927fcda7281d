"""The benchmark of the archive over a small one: that it runs, and that what it asks for is found."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KINDS = (
    "phrase",
    "two words",
    "two words without marks",
    "prefix",
    "word and prefix",
    "obligations by assignee",
    "obligations by due range",
    "obligations by assignee and due range",
    "references of a document",
)


def test_every_row_is_printed_and_the_queries_find_something(top: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    script = top / "scripts" / "bench-archive"
    told = subprocess.run(
        [sys.executable, script, "--documents", "250", "--queries", "20", "--folder", folder],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = {
        cells[0]: cells[1:]
        for line in told.splitlines()
        if len(cells := re.findall(r"[^|\s](?:[^|]*[^|\s])?", line)) > 1
    }
    assert float(rows["obligations"][0].replace(",", "")) > 1500
    assert float(rows["references"][0].replace(",", "")) > 750
    assert float(rows["documents/s of processor time of the process that writes"][0].replace(",", "")) > 0
    assert float(rows["archive.db, a document (kB)"][0].replace(",", "")) > 1
    for kind in KINDS:
        *_, answers, without = rows[kind]
        assert float(answers) > 0.5, kind
        assert int(without) < 20, kind
    assert "missing documents, the first 50" in rows
    assert "assignees, the first 50" in rows
    assert not folder.exists()
