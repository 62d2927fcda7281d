"""Searchable copies in an archive: made once, beside the originals, and never at their cost."""

from __future__ import annotations

import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from typer.testing import CliRunner

from archive.papers import dump, paper
from readers.pages import plan, scanned
from vbparse import programs
from vbparse.archive.archive import Archive
from vbparse.archive.folder import copies
from vbparse.archive.store import backups
from vbparse.cli.app import app
from vbparse.errors import UnknownError
from vbparse.exchange.pdfa import convert
from vbparse.ingest import copies as making
from vbparse.ingest.again import reparse
from vbparse.ingest.copies import with_copies
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import ingest

LACKING = programs.describe_missing(programs.TESSERACT, programs.VIETNAMESE, programs.OCRMYPDF)
pytestmark = [
    pytest.mark.skipif(LACKING is not None, reason=f"a program is not installed: {LACKING}"),
    pytest.mark.slow,
]


@pytest.fixture
def files(tmp_path: Path, corpus: Path) -> Path:
    folder = tmp_path / "vao"
    folder.mkdir()
    (folder / "1.txt").write_bytes(paper("1"))
    shutil.copy(corpus / "06-truong-hoc.pdf", folder / "6.pdf")
    return folder


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "kho", create=True) as held:
        yield held


def take(held: Archive, folder: Path) -> list[str]:
    taken = with_copies(held.store, ingest(held.store, expand([str(folder)])))
    return sorted(f"{Path(t.name).name} {t.state}" for t in taken)


def test_a_copy_is_made_once_and_lives_with_its_document(kho: Archive, files: Path, tmp_path: Path) -> None:
    assert take(kho, files) == ["1.txt added", "1.txt no copy", "6.pdf added", "6.pdf copied"]
    copy = kho.copy("36/KH-THCSLLĐ")
    assert copy.startswith(b"%PDF")
    before = dump(kho)
    assert take(kho, files) == ["1.txt held", "1.txt no copy", "6.pdf held"]
    assert [t.state for t in reparse(kho.store)] == ["added", "added"]
    assert (kho.copy("36/KH-THCSLLĐ"), dump(kho)) == (copy, before)
    assert kho.original("36/KH-THCSLLĐ") == (files / "6.pdf").read_bytes()
    with pytest.raises(UnknownError, match=r"no searchable copy.*--pdfa"):
        kho.copy("1/KH-UBND")

    backups.write_backup(kho.store, tmp_path / "kho.tar")
    with tarfile.open(tmp_path / "kho.tar") as tar:
        assert sum(name.startswith("copies/") for name in tar.getnames()) == 1
    backups.restore_backup(tmp_path / "kho.tar", tmp_path / "moi")
    with Archive(tmp_path / "moi") as restored:
        assert restored.copy("36/KH-THCSLLĐ") == copy

    kho.remove("36/KH-THCSLLĐ", why="thử")
    assert copies.list_all(kho.folder) == []
    assert [path for path in (kho.folder / "copies").rglob("*") if path.is_file()] == []


def test_a_copy_is_made_of_what_is_held_already(kho: Archive, files: Path) -> None:
    list(ingest(kho.store, expand([str(files)])))
    assert take(kho, files) == ["1.txt held", "1.txt no copy", "6.pdf copied", "6.pdf held"]


@pytest.mark.parametrize("kind", ["JPEG", "PDF"])
def test_a_scan_is_read_and_copied(kho: Archive, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "quet"
    folder.mkdir()
    (folder / f"quet.{kind.lower()}").write_bytes(scanned(plan(), kind))
    assert {line.split()[1] for line in take(kho, folder)} == {"added", "copied"}
    copy = pdfium.PdfDocument(kho.copy("27/KH-UBND"))[0].get_textpage().get_text_range()
    assert "27/KH-UBND" in copy


def test_where_the_programs_are_missing_the_files_are_taken_in_all_the_same(
    kho: Archive, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    taken = list(with_copies(kho.store, ingest(kho.store, expand([str(files)]))))
    (failed,) = [t for t in taken if t.state == "copy failed"]
    assert "taken in, but no searchable copy was made: Tesseract is not installed" in failed.text
    assert "apt-get install tesseract-ocr" in failed.text
    assert len(kho.store.document_ids()) == 2
    assert kho.failures() == []


TESSERACT = """#!/bin/sh
[ "$1" = --list-langs ] && echo vie && exit
[ "$1" = --version ] && echo tesseract 5.3.0 && exit
"""


@pytest.mark.parametrize(("ends", "told"), [("sleep 600", "did not end within"), ("kill -9 $$", "OCRmyPDF failed")])
def test_a_program_that_hangs_or_dies_costs_its_copy(
    kho: Archive, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, told: str
) -> None:
    """The PDF lacks its fonts, so that every page is to be read by Tesseract – which hangs, or dies."""
    (files / "1.pdf").write_bytes(plan())
    for name, script in (("tesseract", f"{TESSERACT}{ends}\n"), ("gs", "#!/bin/sh\nexit 1\n")):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("vbparse.exchange.pdfa.copying.SECONDS", 30.0)
    monkeypatch.setattr("vbparse.exchange.pdfa.copying.EACH", 0.0)
    taken = list(with_copies(kho.store, ingest(kho.store, expand([str(files)]))))
    states = {Path(t.name).name: t for t in taken if "cop" in t.state}
    assert {name: one.state for name, one in states.items()} == {
        "1.pdf": "copy failed", "1.txt": "no copy", "6.pdf": "copied",
    }  # fmt: skip
    assert told in states["1.pdf"].text
    assert len(kho.store.document_ids()) == 3
    assert not list((kho.folder / "copies").rglob("*.part"))


def test_a_document_that_is_removed_while_its_copy_is_made_leaves_none(
    kho: Archive, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(ingest(kho.store, expand([str(files)])))

    def slow(*arguments: object) -> bytes:
        data = convert(*arguments)  # type: ignore[arg-type]
        with Archive(kho.folder) as other:
            other.remove("36/KH-THCSLLĐ", why="thử")
        return data

    monkeypatch.setattr(making, "convert", slow)
    take(kho, files)
    assert copies.list_all(kho.folder) == []


def test_the_command_makes_copies_and_writes_them_out(tmp_path: Path, files: Path) -> None:
    kho = ["--archive", str(tmp_path / "kho")]
    done = CliRunner().invoke(app, ["ingest", str(files), "--pdfa", *kho])
    assert done.exit_code == 0, done.output
    assert "1 searchable copies made" in done.stderr
    assert "1 of a kind of which no copy is made" in done.stderr
    out = tmp_path / "ra.pdf"
    assert CliRunner().invoke(app, ["original", "36/KH-THCSLLĐ", "--pdfa", "--out", str(out), *kho]).exit_code == 0
    with Archive(tmp_path / "kho") as held:
        assert out.read_bytes() == held.copy("36/KH-THCSLLĐ")
    done = CliRunner().invoke(app, ["original", "1/KH-UBND", "--pdfa", "--out", str(out), *kho])
    assert done.exit_code == 1
    assert "there is no searchable copy" in done.stderr
    done = CliRunner().invoke(app, ["ingest", str(files), "--pdfa", "--dry-run", *kho])
    assert done.exit_code == 0
    assert "copies" not in done.stderr
