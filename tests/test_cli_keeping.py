"""Where `vbparse ingest` makes an archive, and where it had better not: asked on a terminal, else refused."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from archive.papers import paper
from vbparse.archive.archive import Archive
from vbparse.cli.app import app

Run = Callable[..., Result]
ONE = "1 document, 0 with values to look at\n"
ADVICE = "name a folder of its own with --archive, or say --among-files to have the archive there."


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a folder of documents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vao").mkdir()
    (tmp_path / "vao" / "1.txt").write_bytes(paper("1"))
    return tmp_path


@pytest.fixture
def ingest(top: Path) -> Run:
    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(app, ["ingest", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


def everything(top: Path) -> list[str]:
    return sorted(str(path.relative_to(top)) for path in top.rglob("*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("vao --archive vao/kho", "vao/kho: lies in vao, which is taken in"),
        ("vao --archive vao", "vao: lies in vao, which is taken in"),
        (". --archive kho", "kho: lies in ., which is taken in"),
        ("vao/../vao/ --archive ./vao/a/b", "vao/a/b: lies in vao/../vao/, which is taken in"),
        ("vao/**/*.txt --archive vao/kho", "vao/kho: lies in vao/, which is taken in"),
        ("**/*.txt --archive kho", "kho: lies in ., which is taken in"),
        ("1.txt --archive vao", "vao: holds other files (1.txt) and no archive"),
        ("vao --archive khac", "khac: holds other files (a, b, c, …) and no archive"),
    ],
)
def test_nothing_is_done_where_the_archive_would_stand_among_other_files(
    ingest: Run, top: Path, arguments: str, said: str
) -> None:
    (top / "khac").mkdir()
    for name in "abcd":
        (top / "khac" / name).touch()
    before = everything(top)
    done = ingest(*arguments.split())
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"vbparse: {said}; {ADVICE}\n")
    assert everything(top) == before
    done = ingest(*arguments.split(), "--dry-run")
    assert f"vbparse: {said}; {ADVICE}\n" in done.stderr
    assert everything(top) == before


@pytest.mark.parametrize("arguments", ["vao --archive vao/kho", ". --archive .", "vao --archive vao"])
def test_it_is_made_there_where_one_says_so_and_not_asked_about_again(ingest: Run, top: Path, arguments: str) -> None:
    assert "1 added" in ingest(*arguments.split(), "--among-files").stderr
    before = everything(top)
    assert ingest(*arguments.split()).stderr == "1 held already\n"
    assert everything(top) == before


@pytest.mark.parametrize("folder", ["kho", "sau/hon/kho", "trong", "chi-an", "vao-khac"])
def test_nobody_is_asked_where_there_is_nothing_else(ingest: Run, top: Path, folder: str) -> None:
    (top / "trong").mkdir()
    (top / "chi-an").mkdir()
    (top / "chi-an" / ".DS_Store").touch()
    done = ingest("vao", "--archive", folder)
    assert (done.exit_code, done.stderr) == (0, f"1 added\n{ONE}")


def test_accounts_that_were_named_before_are_no_other_files(ingest: Run, top: Path) -> None:
    pytest.importorskip("argon2")
    (top / "kho").mkdir()
    done = CliRunner().invoke(
        app,
        ["user", "add", "lan", "--role", "admin", "--password-stdin", "--archive", "kho"],
        input="mật khẩu đủ dài\n",
    )
    assert done.exit_code == 0
    assert ingest("vao", "--archive", "kho").stderr == f"1 added\n{ONE}"


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_is_asked(top: Path, answer: str) -> None:
    mine, theirs = pty.openpty()
    call = [sys.executable, "-c", "from vbparse.cli import main; main()", "ingest", "vao", "--archive", "vao"]
    child = subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, cwd=top)
    os.close(theirs)
    said = ""
    while "[y/N]" not in said:
        said += os.read(mine, 1000).decode()
    assert "vao: lies in vao, which is taken in. Make the archive there?" in said
    os.write(mine, f"{answer}\n".encode())
    try:
        while part := os.read(mine, 1000).decode():
            said += part
    except OSError:  # it closed the terminal
        pass
    os.close(mine)
    assert child.wait() == (answer == "n")
    assert (top / "vao" / "archive.db").exists() == (answer == "y")
    assert ("1 added" in said, f"vao: nothing was done; {ADVICE}" in said) == (answer == "y", answer == "n")


def test_what_can_be_read_of_nothing_leaves_no_archive(ingest: Run, top: Path) -> None:
    (top / "vao" / "1.txt").write_bytes(b"%PDF-1.4 cut off")
    before = everything(top)
    done = ingest("vao", "none.txt", "--archive", "kho")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, "2 failed")
    assert everything(top) == before


def test_copies_are_asked_for_of_the_first_file_as_well(ingest: Run, top: Path) -> None:
    done = ingest("vao", "--archive", "kho", "--pdfa")
    assert (done.exit_code, done.stderr) == (0, f"1 added, 1 of a kind of which no copy is made\n{ONE}")


def test_a_served_archive_is_not_made_among_other_files(top: Path) -> None:
    pytest.importorskip("fastapi")
    done = CliRunner().invoke(app, ["serve", "--archive", "vao", "--port", "0"])
    assert done.exit_code == 1
    assert done.stderr == "vbparse: vao: holds no archive, but other files (1.txt); name another folder.\n"
    assert everything(top) == ["vao", "vao/1.txt"]


def test_an_archive_that_lost_a_part_is_no_folder_of_documents(ingest: Run, top: Path) -> None:
    ingest("vao", "--archive", "vao", "--among-files")
    copy = top / "vao" / "copies" / "ab" / "abcd.pdf"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"%PDF-1.7")
    for lost in ("journal.jsonl", "archive.db"):
        (top / "vao" / lost).rename(top / lost)
        last = f"1 added\n{ONE}" if lost[0] == "j" else "1 held already\n"
        assert ingest("vao", "--archive", "khac").stderr.endswith(last)
        (top / lost).rename(top / "vao" / lost)
    with Archive(top / "khac") as held:
        assert len(held.store.document_ids()) == 1
