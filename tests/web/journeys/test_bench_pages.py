"""The benchmark of the pages: that it opens each of them, beside a plain one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium")
def test_every_page_is_measured_beside_a_plain_one(top: Path, folder: Path) -> None:
    printed = subprocess.run(
        [sys.executable, top / "scripts" / "bench-pages", folder, "--times", "1"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = dict(re.findall(r"^\| ([^|]+?) \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|$", printed, re.MULTILINE))
    assert {"plain page (Starlette alone)", "home", "obligations", "document", "one value to review"} <= set(rows)
    assert all(float(weight) > 100 for name, weight in rows.items() if not name.startswith("plain"))
