"""The reference documents, by the figures of their own judge."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from readers.offices import needs_office
from vbparse import parse

READABLE = ("003", "004", "012", "014", "020", "021", "029", "031", "039", "048", "063")
"""Files that have text of their own and want no other program; the others are scans or legacy Word."""
WORD = ("008", "018")
ENOUGH = 20
"""Annotated items from which on a field has a floor of its own."""

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def judged(shared: Path, gold: Path, files: list[Path], folder: Path) -> dict[str, Any]:
    parsed = folder / "parsed.jsonl"
    parsed.write_text("\n".join(parse(path).model_dump_json() for path in files), "utf-8")
    ids = ",".join(path.stem for path in files)
    call = [sys.executable, str(shared / "tools" / "score.py"), str(gold), str(parsed), "--only", ids, "--json"]
    figures: dict[str, Any] = json.loads(subprocess.run(call, check=True, capture_output=True, encoding="utf-8").stdout)
    assert (figures["documents"], figures["missing"]) == (len(files), [])
    return figures


def test_seeds(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "seeds").glob("*.txt"))
    figures = judged(shared, shared / "gold", files, tmp_path)
    assert figures["macro_f1"] >= 0.97
    assert figures["evidence"] >= 0.98
    low = {name: f["f1"] for name, f in figures["fields"].items() if f["tp"] + f["fn"] >= ENOUGH and f["f1"] < 0.90}
    assert low == {}


def test_real_files(shared: Path, tmp_path: Path) -> None:
    files = [next((shared / "real").glob(f"{number}.*")) for number in READABLE]
    figures = judged(shared, shared / "real" / "gold", files, tmp_path)
    assert figures["macro_f1"] >= 0.90
    assert figures["evidence"] >= 0.98


@needs_office
def test_legacy_word(shared: Path, tmp_path: Path) -> None:
    files = [shared / "real" / f"{number}.doc" for number in WORD]
    figures = judged(shared, shared / "real" / "gold", files, tmp_path)
    assert figures["macro_f1"] >= 0.97
    assert figures["evidence"] >= 0.98
    for field in ("doc_type", "symbol", "place", "issuer"):
        assert figures["fields"][field]["f1"] == 1.0, field
