"""The public archive: made, filled and parsed again from Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import vbparse
from vbparse.errors import InputError

PLAN = "02-so-ket-rac.txt"


def test_an_archive_is_made_filled_and_asked(top: Path, tmp_path: Path) -> None:
    with vbparse.Archive.create(tmp_path / "kho") as archive:
        broken = tmp_path / "hỏng.pdf"
        broken.write_bytes(b"%PDF-1.4\n")
        taken = archive.ingest([top / "corpus" / PLAN, str(broken)])
        assert [(Path(one.name).name, one.state) for one in taken] == [(PLAN, "added"), ("hỏng.pdf", "failed")]
        assert taken[1].text
        assert [one.state for one in archive.ingest(top / "corpus" / PLAN)] == ["held"]
        (head,) = archive.documents()
        assert archive.obligations(document=head.document)
        assert [one.state for one in archive.reparse(workers=1)] == ["added"]
        archive.remove(head.document, why="nhầm")
        assert [one.state for one in archive.ingest(top / "corpus" / PLAN)] == ["removed"]
        assert [one.state for one in archive.ingest(top / "corpus" / PLAN, workers=1, removed=True)] == ["added"]


def test_no_archive_is_made_over_another(tmp_path: Path) -> None:
    vbparse.Archive.create(tmp_path / "kho").close()
    with pytest.raises(InputError, match="there is an archive already"):
        vbparse.Archive.create(tmp_path / "kho")


def test_a_path_that_names_nothing(tmp_path: Path) -> None:
    with vbparse.Archive.create(tmp_path / "kho") as archive:
        (taken,) = archive.ingest(tmp_path / "nix.txt")
    assert taken.state == "failed"
    assert taken.text == "there is no such file; check the path."


@pytest.mark.slow
def test_arguments_are_checked_by_their_types(top: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text(
        "from vbparse import Archive\n"
        "archive = Archive('kho')\n"
        "archive.obligations(assignee='VPTK', sure=True)\n"
        "archive.obligations(asignee='VPTK')\n"
        "archive.ingest('a.pdf', workers='2')\n"
        "archive.search('rừng', issuer=3)\n"
        "archive.mark('abc', 'done', assignees=['VPTK'])\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--config-file", str(top / "pyproject.toml"), str(program)]
    said = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False).stdout
    assert [line for line in (4, 5, 6) if f"program.py:{line}: error" not in said] == [], said
    assert [line for line in (3, 7) if f"program.py:{line}: error" in said] == [], said
