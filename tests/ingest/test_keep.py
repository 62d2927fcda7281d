"""The way of files into an archive: what is taken in, what is not, and what is said of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.papers import dump, paper
from vbparse import pipeline
from vbparse.archive.archive import Archive
from vbparse.ingest import keep
from vbparse.ingest.again import reparse
from vbparse.ingest.batch import Spread, in_processes, in_turn
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import ingest, retry
from vbparse.schema import Document


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "vao"
    folder.mkdir()
    for i in (1, 2, 3):
        (folder / f"{i}.txt").write_bytes(paper(str(i), title=f"Việc thứ {i}"))
    return folder


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "kho", create=True) as held:
        yield held


def take(held: Archive, *arguments: Path | str, spread: Spread = in_turn, **options: Any) -> list[str]:
    """States by name, in the order in which they were told."""
    given = expand(map(str, arguments))
    return [f"{Path(t.name).name} {t.state}" for t in ingest(held.store, given, spread=spread, **options)]


def failed(held: Archive) -> list[str]:
    return [Path(failure.name).name for failure in held.failures()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_taken_in_once_is_held(kho: Archive, files: Path, jobs: int) -> None:
    with in_processes(jobs) as spread:
        assert take(kho, files, spread=spread) == ["1.txt added", "2.txt added", "3.txt added"]
        before, journal = dump(kho), kho.store.journal.path.read_bytes()
        assert take(kho, files, spread=spread) == ["1.txt held", "2.txt held", "3.txt held"]
    assert dump(kho) == before
    assert kho.store.journal.path.read_bytes() == journal
    for head in kho.documents():
        assert kho.original(head.document) == (files / head.name).read_bytes()


def test_files_named_twice_and_twins_are_one_document_under_their_names(kho: Archive, files: Path) -> None:
    shutil.copy(files / "1.txt", files / "a.txt")
    told = take(kho, files / "1.txt", files, files / "1.txt")
    assert sorted(told) == ["1.txt added", "1.txt held", "1.txt held", "2.txt added", "3.txt added", "a.txt again"]
    assert len(kho.store.document_ids()) == 3
    names = [event.text for event in kho.history("1") if event.what == "ingested"]
    assert [Path(name).name for name in names] == ["1.txt", "a.txt"]
    assert kho.find("1").name == "1.txt"


def test_one_content_under_another_name_later(kho: Archive, files: Path) -> None:
    take(kho, files)
    (files / "1.txt").rename(files / "moi.txt")
    assert take(kho, files / "moi.txt") == ["moi.txt again"]
    assert take(kho, files / "moi.txt") == ["moi.txt held"]
    assert len(kho.store.document_ids()) == 3


def test_a_file_that_was_changed_is_a_new_content(kho: Archive, files: Path) -> None:
    take(kho, files)
    (files / "1.txt").write_bytes(paper("1", title="Việc thứ 1", signer="Vừ A Páo"))
    assert take(kho, files / "1.txt") == ["1.txt added"]
    assert len(kho.versions("1")) == 2


def test_a_dry_run_tells_and_does_nothing(kho: Archive, files: Path) -> None:
    take(kho, files / "1.txt")
    kho.remove("1", why="thử")
    take(kho, files / "2.txt")
    shutil.copy(files / "3.txt", files / "a.txt")
    (files / "hong.pdf").write_bytes(b"%PDF-1.4 cut off")
    before, there = dump(kho), sorted(kho.folder.rglob("*"))
    told = take(kho, files, files / "none.txt", dry=True)
    assert told == ["1.txt removed", "2.txt held", "none.txt failed", "3.txt new", "hong.pdf new", "a.txt again"]
    assert (dump(kho), sorted(kho.folder.rglob("*"))) == (before, there)


def test_what_was_removed_stays_out_until_it_is_asked_back(kho: Archive, files: Path) -> None:
    take(kho, files)
    kho.correct("2", "title", "Tên đúng")
    before = [line for line in dump(kho) if not line.startswith("sources")]
    kho.remove("2", why="trùng lặp", by="Hà")
    told = list(ingest(kho.store, expand([str(files)])))
    assert [taken.state for taken in told] == ["held", "removed", "held"]
    assert [taken.text[-9:] for taken in told if taken.state == "removed"] == ["trùng lặp"]
    assert len(kho.store.document_ids()) == 2
    assert take(kho, files / "2.txt", way=keep.Way(removed=True)) == ["2.txt added"]
    assert [line for line in dump(kho) if not line.startswith("sources")] == before
    assert kho.find("2").title == "Tên đúng"


BROKEN = b"%PDF-1.4 cut off"


def test_a_failure_is_listed_once_retried_and_gone_when_the_file_is_mended(kho: Archive, files: Path) -> None:
    (files / "4.txt").write_bytes(BROKEN)
    assert sorted(take(kho, files)) == ["1.txt added", "2.txt added", "3.txt added", "4.txt failed"]
    size = kho.store.journal.size()
    assert take(kho, files / "4.txt") == ["4.txt failed"]
    assert [taken.state for taken in retry(kho.store)] == ["failed"]
    assert kho.store.journal.size() == size
    assert failed(kho) == ["4.txt"]
    assert "PDF" in kho.failures()[0].reason
    (files / "4.txt").write_bytes(paper("4", title="Việc thứ 4"))
    assert [taken.state for taken in retry(kho.store)] == ["added"]
    assert failed(kho) == []


def test_a_failure_goes_when_the_content_that_was_held_is_back(kho: Archive, files: Path) -> None:
    good = (files / "1.txt").read_bytes()
    take(kho, files)
    (files / "1.txt").write_bytes(BROKEN)
    take(kho, files)
    assert failed(kho) == ["1.txt"]
    (files / "1.txt").write_bytes(good)
    assert take(kho, files / "1.txt") == ["1.txt held"]
    assert failed(kho) == []


def test_a_failed_file_that_is_gone_is_forgotten_when_tried_again(kho: Archive, files: Path) -> None:
    (files / "4.txt").write_bytes(BROKEN)
    take(kho, files)
    (files / "4.txt").unlink()
    assert list(retry(kho.store)) == []
    assert failed(kho) == []


def test_what_is_wrong_with_the_call_is_no_failure_of_a_file(kho: Archive, files: Path) -> None:
    (files / "bare").mkdir()
    told = take(kho, files / "none.txt", files / "*.odt", files / "bare", files / "1.txt")
    assert told == ["none.txt failed", "*.odt failed", "bare failed", "1.txt added"]
    assert failed(kho) == []


@pytest.fixture
def in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.parse_parts

    def parse(data: bytes, *, name: str) -> list[Document]:
        if name == "2.txt":
            raise RecursionError("too deep")
        return real(data, name=name)

    monkeypatch.setattr(pipeline, "parse_parts", parse)


def test_a_file_that_fails_in_the_middle_does_not_stop_the_rest(
    kho: Archive, files: Path, in_the_middle: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "STEP", 2)
    assert take(kho, files) == ["1.txt added", "2.txt failed", "3.txt added"]
    assert "internal error (RecursionError: too deep)" in kho.failures()[0].reason
    assert len(kho.store.document_ids()) == 2


def said(held: Archive) -> None:
    owed = held.obligations()[0]
    held.mark(owed.obligation, "done", document=owed.head.document, by="Hà")
    held.correct("1", f"obligations.{held.document('1').obligations[1].id}.due", "2023-09-30")
    first, second = held.assignees()
    held.merge(first.body, [second.body])


@pytest.mark.parametrize("jobs", [1, 2])
def test_parsed_again_what_people_said_is_kept(kho: Archive, files: Path, jobs: int) -> None:
    take(kho, files)
    said(kho)
    before = dump(kho)
    with in_processes(jobs) as spread:
        assert {taken.state for taken in reparse(kho.store, spread=spread)} == {"added"}
    assert dump(kho) == before


def test_what_cannot_be_parsed_any_more_stays_as_it_is(
    kho: Archive, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(kho, files)
    before = dump(kho)

    def parse(data: bytes, *, name: str) -> list[Document]:
        raise ValueError("new and worse")

    monkeypatch.setattr(pipeline, "parse_parts", parse)
    assert [taken.state for taken in reparse(kho.store)] == ["failed"] * 3
    assert dump(kho) == before
    assert failed(kho) == []


def test_an_original_that_is_lost_is_told_and_its_document_stays(kho: Archive, files: Path) -> None:
    take(kho, files)
    lost = kho.find("2").document
    (kho.folder / "originals" / lost[:2] / lost).unlink()
    told = {Path(taken.name).name: taken for taken in reparse(kho.store)}
    assert {name: taken.state for name, taken in told.items()} == {
        "1.txt": "added",
        "2.txt": "failed",
        "3.txt": "added",
    }
    assert "cannot be read" in told["2.txt"].text
    assert kho.document("2").title


def test_an_upgraded_parser_changes_what_was_read_and_not_what_was_said(
    kho: Archive, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(kho, files)
    kho.correct("1", "title", "Tên đúng")
    real = pipeline.parse_parts

    def better(data: bytes, *, name: str) -> list[Document]:
        [document] = real(data, name=name)
        document.signatures[0].name = "Lò Thị Nhạn Em"
        document.obligations.pop()
        return [document]

    owed = kho.document("1").obligations[1]
    orphan = kho.correct("1", f"obligations.{owed.id}.task", "khác")
    monkeypatch.setattr(pipeline, "parse_parts", better)
    list(reparse(kho.store))
    assert {head.signer for head in kho.documents()} == {"Lò Thị Nhạn Em"}
    assert kho.find("1").title == "Tên đúng"
    assert [(c.n, c.state) for c in kho.corrections("1")] == [(orphan.n - 1, "applied"), (orphan.n, "orphaned")]
    assert len(kho.obligations()) == 3
