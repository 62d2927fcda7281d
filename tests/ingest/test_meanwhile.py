"""What others do to an archive while files are on their way into it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from archive.papers import dump, paper
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.archive.store.store import Store
from vbparse.ingest import again
from vbparse.ingest.batch import Outcome, Work, in_turn
from vbparse.ingest.inputs import Given, expand
from vbparse.ingest.keep import Taken, Way, begin, ingest

T = TypeVar("T")
FIRST, SECOND = paper("1"), paper("2", title="Nạo vét kênh mương")
SHA256 = hashlib.sha256(FIRST).hexdigest()


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    (tmp_path / "vao").mkdir()
    (tmp_path / "vao" / "1.txt").write_bytes(FIRST)
    (tmp_path / "vao" / "2.txt").write_bytes(SECOND)
    with Archive(tmp_path / "kho", create=True) as held:
        yield held


def meanwhile(work: Callable[[], object]) -> Callable[..., Generator[Outcome[T], None, None]]:
    """Parses as `in_turn` does, and does work when all is parsed, before it is written."""

    def spread(parse: Work[T], given: Iterable[Given]) -> Generator[Outcome[T], None, None]:
        outcomes = list(in_turn(parse, given))
        work()
        yield from outcomes

    return spread


def take(held: Archive, *arguments: object, **options: Any) -> list[str]:
    """States, in order."""
    return [taken.state for taken in ingest(held.store, expand(map(str, arguments)), **options)]


def is_sound(held: Archive) -> bool:
    return sorted(document[:64] for document in held.store.document_ids()) == originals.list_all(held.folder)


def test_what_is_removed_meanwhile_stays_out(kho: Archive, tmp_path: Path) -> None:
    def remove() -> None:
        with Archive(kho.folder) as other:
            take(other, tmp_path / "vao" / "1.txt")
            other.remove("1", why="không đưa vào")

    told = list(ingest(kho.store, expand([str(tmp_path / "vao")]), spread=meanwhile(remove)))
    assert [(taken.state, taken.text[-13:]) for taken in told if taken.state == "removed"] == [
        ("removed", "không đưa vào")
    ]
    assert [head.canonical for head in kho.documents()] == ["2/KH-UBND"]
    assert is_sound(kho)


def test_an_original_that_is_asked_back_is_not_taken_away_by_who_tidies_up_meanwhile(
    kho: Archive, tmp_path: Path
) -> None:
    take(kho, tmp_path / "vao")
    kho.remove("1", why="thử")

    def tidy_up() -> None:
        assert originals.path_of(kho.folder, SHA256).exists()
        with Archive(kho.folder) as other:
            other.confirm("2")
        assert not originals.path_of(kho.folder, SHA256).exists()

    assert take(kho, tmp_path / "vao", spread=meanwhile(tidy_up), way=Way(removed=True)) == ["held", "added"]
    assert is_sound(kho)
    assert kho.original("1") == FIRST


def test_an_original_that_cannot_be_had_any_more_is_told(kho: Archive, tmp_path: Path) -> None:
    def lose() -> None:
        originals.delete(kho.folder, SHA256)
        (tmp_path / "vao" / "1.txt").write_bytes(b"changed")

    told = {
        Path(taken.name).name: taken
        for taken in ingest(kho.store, expand([str(tmp_path / "vao")]), spread=meanwhile(lose))
    }
    assert told["1.txt"].state == "failed"
    assert told["1.txt"].text == "was changed while it was read; take it in again."
    assert told["2.txt"].state == "added"
    assert is_sound(kho)


def test_what_is_removed_while_it_is_parsed_again_does_not_come_back(
    kho: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(kho, tmp_path / "vao")

    def remove() -> None:
        with Archive(kho.folder) as other:
            other.remove("1", why="thử")

    list(again.reparse(kho.store, spread=meanwhile(remove)))
    assert [head.canonical for head in kho.documents()] == ["2/KH-UBND"]
    assert is_sound(kho)


def test_a_name_is_not_noted_of_what_is_removed_just_now(
    kho: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(kho, tmp_path / "vao")
    (tmp_path / "vao" / "1.txt").rename(tmp_path / "vao" / "khac.txt")
    writing = Store.writing

    def first_removed(store: Store) -> object:
        monkeypatch.undo()
        with Archive(kho.folder) as other:
            other.remove("1", why="thử")
        return writing(store)

    monkeypatch.setattr(Store, "writing", first_removed)
    assert take(kho, tmp_path / "vao" / "khac.txt") == ["removed"]
    assert is_sound(kho)
    assert take(kho, tmp_path / "vao" / "khac.txt") == ["removed"]


def test_several_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each sweeps and keeps originals, each begins the archive."""
    for n in range(30):
        (tmp_path / "vao").mkdir(exist_ok=True)
        (tmp_path / "vao" / f"{n}.txt").write_bytes(paper(str(n + 1), title=f"Việc thứ {n}"))
    call = [sys.executable, "-c", "from vbparse.cli import main; main()", "ingest", str(tmp_path / "vao")]
    call += ["--archive", str(tmp_path / "kho")]
    runs = [subprocess.Popen(call, stderr=subprocess.PIPE) for _ in range(3)]
    for said in [one.communicate()[1].decode() for one in runs]:
        assert "failed" not in said
    assert [one.returncode for one in runs] == [0, 0, 0]
    with Archive(tmp_path / "kho") as held:
        assert len(held.store.document_ids()) == 30
        assert is_sound(held)
        assert held.notes() == []


# --- one file under one name


@pytest.fixture
def there(kho: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lien-ket").symlink_to(tmp_path / "vao")
    assert take(kho, tmp_path / "vao" / "1.txt") == ["added"]
    return tmp_path


@pytest.mark.parametrize(
    "name", ["vao/1.txt", "./vao/1.txt", "vao/../vao/1.txt", "vao//1.txt", "lien-ket/1.txt", "vao", "vao/", "lien-ket/",
             "*/1.txt", "**/1.txt", "../{0}/vao/1.txt"]
)  # fmt: skip
def test_whichever_way_leads_to_a_file_it_is_held_already(kho: Archive, there: Path, name: str) -> None:
    (there / "vao" / "2.txt").unlink()
    size = kho.store.journal.size()
    assert take(kho, name.format(there.name)) == ["held"]
    assert take(kho, name.format(there.name), dry=True) == ["held"]
    assert kho.store.journal.size() == size


def test_a_file_in_another_folder_under_the_same_name_is_held_already_and_its_place_noted(
    kho: Archive, there: Path
) -> None:
    (there / "vao").rename(there / "chuyen-di")
    assert take(kho, "chuyen-di/1.txt") == ["held"]
    names = [event.text for event in kho.history("1") if event.what == "ingested"]
    assert sorted(os.path.relpath(name, there) for name in names) == ["chuyen-di/1.txt", "vao/1.txt"]
    size = kho.store.journal.size()
    assert take(kho, "chuyen-di/1.txt") == ["held"]
    assert kho.store.journal.size() == size


def test_a_name_is_the_same_however_its_letters_are_composed(kho: Archive, there: Path) -> None:
    name = "Kế hoạch số 2.txt"
    (there / "vao" / unicodedata.normalize("NFC", name)).write_bytes(SECOND)
    (there / "khac").mkdir()
    (there / "khac" / unicodedata.normalize("NFD", name)).write_bytes(SECOND)
    (there / "vao" / "2.txt").unlink()
    assert take(kho, "vao", "khac") == ["held", "added", "held"]
    assert take(kho, "khac", dry=True) == ["held"]


def test_an_upload_of_a_file_that_came_in_by_its_path_is_held_already(kho: Archive, there: Path) -> None:
    given = [Given("1/1.txt", path=there / "vao" / "1.txt")]
    told = list(ingest(kho.store, given, way=Way(called=os.path.basename, by="lan")))
    assert [taken.state for taken in told] == ["held"]


def test_what_comes_by_standard_input_has_no_other_name(kho: Archive, there: Path) -> None:
    assert [taken.state for taken in ingest(kho.store, [Given("-", data=FIRST)])] == ["held"]


# --- an archive that is not there yet


def begun(folder: Path, *arguments: object, **options: bool) -> list[Taken]:
    return list(begin(folder, expand(map(str, arguments)), **options))


def test_where_nothing_can_be_read_no_archive_is_made(tmp_path: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "mat.txt").write_bytes(FIRST.replace(b"KH-UBND\n", b"KH-UBND\n\nM\xe1\xba\xacT\n", 1))
    told = begun(tmp_path / "kho", tmp_path / "hong.pdf", tmp_path / "none.txt", tmp_path / "mat.txt")
    assert [taken.state for taken in told] == ["failed"] * 3
    assert not (tmp_path / "kho").exists()


def test_failures_before_the_first_that_is_read_are_kept_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "b.txt").write_bytes(FIRST)
    (tmp_path / "c.txt").write_bytes(SECOND)
    (tmp_path / "d.txt").write_bytes(FIRST)
    told = begun(tmp_path / "kho", tmp_path / "none.txt", *sorted(tmp_path.glob("*.*")))
    assert [taken.state for taken in told] == ["failed", "failed", "added", "again", "added"]
    with Archive(tmp_path / "kho") as held:
        assert [Path(failure.name).name for failure in held.failures()] == ["a.pdf"]
        assert is_sound(held)
        one = dump(held)
    with Archive(tmp_path / "khac", create=True) as held:
        list(ingest(held.store, expand(map(str, sorted(tmp_path.glob("*.*"))))))
        assert dump(held) == one


def test_standard_input_begins_an_archive(tmp_path: Path) -> None:
    told = list(begin(tmp_path / "kho", [Given("-", data=FIRST)]))
    assert [taken.state for taken in told] == ["added"]
    with Archive(tmp_path / "kho") as held:
        assert held.original("1") == FIRST
