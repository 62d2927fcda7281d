"""What arguments name, in folders such as people have them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from archive.papers import paper
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.ingest.inputs import expand, place
from vbparse.ingest.keep import ingest, retry

BYTES = os.fsencode("Kế hoạch ").replace("ế".encode(), b"\xd5") + b"12.txt"
"""A name in the charset of another time."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "vao"
    made.mkdir()
    (made / "a.txt").write_bytes(paper("1"))
    monkeypatch.chdir(tmp_path)
    return made


def names(*arguments: str) -> list[str]:
    return [given.name for given in expand(arguments)]


def test_a_pipe_in_a_folder_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "b.txt")
    _, pipe = expand(["vao"])
    with pytest.raises(InputError, match=r"^vao/b.txt: cannot be read \(no file, but a pipe\)"):
        pipe.read_bytes()


def test_what_a_pipe_that_is_named_holds_is_read_once(folder: Path) -> None:
    read, write = os.pipe()
    os.write(write, b"Kho")
    os.close(write)
    (given,) = expand([f"/dev/fd/{read}"])
    os.close(read)
    assert given.read_bytes() == given.read_bytes() == b"Kho"


def test_a_link_that_leads_back_names_nothing_twice(folder: Path) -> None:
    (folder / "vong").symlink_to("..")
    assert names("vao") == ["vao/a.txt"]
    assert names("vao/**/*.txt") == names("vao/**/a*") == ["vao/a.txt"]


def test_an_archive_is_no_folder_of_documents(folder: Path) -> None:
    with Archive(folder / "kho", create=True) as held:
        list(ingest(held.store, expand(["vao"])))
    copy = folder / "kho" / "copies" / "ab" / "abcd.pdf"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"%PDF-1.4")
    passed: Counter[str] = Counter()
    assert [given.name for given in expand(["vao"], passed)] == ["vao/a.txt"]
    assert not passed


def test_a_folder_that_cannot_be_searched_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for _ in range(20):  # deeper than a path may be long
        os.mkdir("d" * 240)
        os.chdir("d" * 240)
    os.chdir(folder.parent)
    found, deep = expand(["vao"])
    assert found.fault is None
    assert deep.fault == "this folder cannot be searched (File name too long); check its path and permissions."


def test_a_name_that_is_not_utf_8_is_written_with_its_bytes(folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + BYTES)).write_bytes(b"%PDF-1.4 cut off")
    except OSError:
        pytest.skip("this file system has names of UTF-8 only")
    assert names("vao") == ["vao/K\\xd5 hoạch 12.txt", "vao/a.txt"]
    with Archive("kho", create=True) as kho:
        assert sorted(taken.state for taken in ingest(kho.store, expand(["vao"]))) == ["added", "failed"]
        (failure,) = kho.failures()
        assert failure.name == f"{folder}/K\\xd5 hoạch 12.txt"
        place(failure.name).write_bytes(paper("2"))
        assert [taken.state for taken in retry(kho.store)] == ["added"]
        assert kho.find("2").name == "K\\xd5 hoạch 12.txt"


def test_files_put_beside_an_archive_are_found_and_nothing_of_the_archive(folder: Path) -> None:
    with Archive("vao", create=True) as kho:
        (taken,) = ingest(kho.store, expand(["vao"]))
        assert taken.state == "added"
    Path("vao/copies/ab").mkdir(parents=True)
    Path("vao/copies/ab/cd.pdf").write_bytes(b"%PDF-1.4")
    Path("vao/b.txt").write_bytes(paper("3"))
    passed: Counter[str] = Counter()
    assert [given.name for given in expand(["vao"], passed)] == ["vao/a.txt", "vao/b.txt"]
    assert not passed
    Path("vao/archive.db").unlink()
    Path("vao/c").mkdir()
    Path("vao/c/d.txt").write_bytes(paper("4"))
    assert "vao/c/d.txt" in [given.name for given in expand(["vao"])]


def test_a_pattern_that_finds_folders_without_documents_is_told(folder: Path) -> None:
    Path("quet/1").mkdir(parents=True)
    Path("quet/1/a.zip").write_bytes(b"PK")
    (given,) = expand(["quet/*"])
    assert given.fault
    assert given.fault.startswith("no documents in what matches; searched for ")


def test_patterns_leave_out_what_an_archive_keeps_and_lock_files(folder: Path) -> None:
    with Archive("kho", create=True) as kho:
        assert list(ingest(kho.store, expand(["vao/a.txt"])))
    Path("kho/copies/ab").mkdir(parents=True)
    for name in ("kho/copies/ab/cd.pdf", "kho/copies-ky.pdf", "vao/~$b.docx", "vao/originals.pdf"):
        Path(name).write_bytes(b"%PDF-1.4")
    assert [given.name for given in expand(["**/*.pdf"])] == ["kho/copies-ky.pdf", "vao/originals.pdf"]
    assert [given.name for given in expand(["vao/*.docx"])] == ["vao/*.docx"]
    assert [given.name for given in expand(["kho"])] == ["kho/copies-ky.pdf"]
    assert [given.name for given in expand([str(folder.parent / "kho" / "*")])] == [
        str(folder.parent / "kho/copies-ky.pdf")
    ]


def test_a_path_that_is_too_long_is_told_and_the_others_go_on(folder: Path) -> None:
    long, other = expand(["x" * 300, "vao/a.txt"])
    assert long.fault == "cannot be looked at (File name too long); check the path."
    assert other.fault is None
