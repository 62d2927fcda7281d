"""`vbparse doctor`: what is there, what is missing, what it would enable, and when that is an error."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vbparse.cli.app import app


def found() -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)}


def test_it_lists_what_is_needed_and_what_is_optional() -> None:
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 0
    told = found()
    assert all(told[name]["required"] and told[name]["version"] for name in ("Python", "SQLite with FTS5", "pydantic"))
    optional = {"Tesseract", "Vietnamese for Tesseract", "LibreOffice", "UNO for Python", "OCRmyPDF", "Ghostscript"}
    assert optional <= {name for name, one in told.items() if not one["required"]}
    for name, one in told.items():
        assert name in done.stdout
        assert one["install"]
        assert one["required"] or one["enables"]
    assert (told["Ghostscript"]["licence"], told["LibreOffice"]["licence"]) == ("AGPL-3.0", "MPL-2.0")
    assert all(told[name]["licence"] and f"[{told[name]['licence']}]" in done.stdout for name in optional)


def test_what_is_missing_is_told_with_what_it_enables_and_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    for name, enables, package in (
        ("Tesseract", "scans and images are read", "tesseract-ocr tesseract-ocr-vie"),
        ("Vietnamese for Tesseract", "scans and images are read", "tesseract-ocr-vie"),
        (
            "LibreOffice",
            "DOC, RTF and ODT are read, and reports printed as PDF",
            "libreoffice-writer-nogui python3-uno",
        ),
    ):
        at = next(i for i, line in enumerate(lines) if line.startswith(f"{name}  "))
        assert "missing" in lines[at]
        assert enables in lines[at]
        assert lines[at + 1].strip() == f"apt-get install {package}"
    assert "Tesseract" in done.stderr
    assert found()["Tesseract"]["version"] is None


def test_a_package_that_vbparse_cannot_do_without_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = importlib.import_module

    def broken(name: str, *rest: str) -> object:
        if name == "rapidfuzz":
            raise ImportError("a shared library is gone")
        return importing(name, *rest)

    monkeypatch.setattr(importlib, "import_module", broken)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert "needed: pip install 'vbparse'" in done.stdout
