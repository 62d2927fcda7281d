"""Tesseract's library, in a process that is kept: it reads what the program reads, and costs one picture at most."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from readers.scanned import letterhead, needs_ocr, render
from vbparse.programs import find_tesseract_library
from vbparse.readers.ocr import kept
from vbparse.readers.ocr.kept import ask_library
from vbparse.readers.ocr.program import ask_program
from vbparse.readers.ocr.readings import PageError, Question
from vbparse.readers.ocr.tesseract import BLOCK, LINE, PAGE, SPARSE, read_words
from workers.test_ends import children

PROGRAM = shutil.which("tesseract") or ""
LIBRARY = find_tesseract_library(PROGRAM) or ""
pytestmark = [needs_ocr, pytest.mark.skipif(not LIBRARY, reason="Tesseract's library is not beside the program")]


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return render(letterhead().save())[0].convert("L")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No process is kept before a test, nor after it."""
    kept.close()
    yield
    kept.close()


def ask_about(picture: Image.Image, mode: int = PAGE, characters: str = "") -> Question:
    return Question(picture.tobytes(), picture.width, picture.height, 200, mode, characters)


def kept_processes() -> list[int]:
    """The processes of this one that hold the library."""
    return [pid for pid in children(os.getpid()) if LIBRARY.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_it_reads_what_the_program_reads_whatever_it_read_before(
    picture: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide, high = picture.size
    parts = [picture, picture.crop((0, high // 8, wide // 2, high // 3)), picture.crop((0, 0, wide, high // 2))]
    questions = [(PAGE, ""), (BLOCK, ""), (SPARSE, ""), (BLOCK, "0123456789."), (LINE, ""), (PAGE, "")]
    cases = [(part, mode, characters) for part in parts for mode, characters in questions]
    by_library = [read_words(part, 200, mode=mode, characters=characters) for part, mode, characters in cases]
    assert len(kept_processes()) == 1
    monkeypatch.setattr("vbparse.readers.ocr.tesseract.find_tesseract_library", lambda _: None)
    by_program = [read_words(part, 200, mode=mode, characters=characters) for part, mode, characters in cases]
    assert by_library == by_program
    assert any(len(lines) > 5 for lines in by_library)


def test_one_that_is_killed_costs_its_picture(picture: Image.Image) -> None:
    ask_library(LIBRARY, ask_about(picture), 90)
    (pid,) = kept_processes()
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(PageError, match=r"^Tesseract failed \(code -9\)$"):
        ask_library(LIBRARY, ask_about(picture), 90)
    assert kept_processes() == []
    assert ask_library(LIBRARY, ask_about(picture), 90)


def test_one_that_takes_too_long_costs_its_picture_and_ends(picture: Image.Image) -> None:
    with pytest.raises(PageError, match=r"^Tesseract did not end within 0\.01 seconds$"):
        ask_library(LIBRARY, ask_about(picture), 0.01)
    assert kept_processes() == []
    assert ask_library(LIBRARY, ask_about(picture), 90)


def test_a_library_that_cannot_be_loaded_is_an_error(picture: Image.Image, tmp_path: Path) -> None:
    broken = tmp_path / "libtesseract.so.5"
    broken.write_bytes(b"no library")
    with pytest.raises(PageError, match=r"^Tesseract failed \(code 1\)$"):
        ask_library(str(broken), ask_about(picture), 90)


def test_each_thread_has_its_own_and_all_end(picture: Image.Image) -> None:
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(lambda _: ask_library(LIBRARY, ask_about(picture), 90), range(2))
    assert one == other
    assert len(kept_processes()) == 2
    kept.close()
    assert kept_processes() == []


def test_a_forked_child_starts_its_own(picture: Image.Image) -> None:
    lines = ask_library(LIBRARY, ask_about(picture), 90)
    kept_before = kept_processes()
    child = os.fork()
    if not child:
        os._exit(0 if ask_library(LIBRARY, ask_about(picture), 90) == lines and kept_processes() else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert kept_processes() == kept_before
    assert ask_library(LIBRARY, ask_about(picture), 90) == lines


def test_it_is_replaced_after_many_pictures(picture: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_USES", 1)
    small = ask_about(picture.crop((0, 0, 200, 100)))
    ask_library(LIBRARY, small, 90)
    before = kept_processes()
    ask_library(LIBRARY, small, 90)
    assert len(before) == len(kept_processes()) == 1
    assert before != kept_processes()


def test_a_program_that_stands_elsewhere_is_run(picture: Image.Image, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "tesseract"
    program.write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n')
    program.chmod(0o755)
    assert find_tesseract_library(str(program)) is None
    assert ask_program(str(program), ask_about(picture), 90)
