"""Files with several documents in an archive: each held, cited and corrected by itself, the file taken out whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bundles as b
from archive.papers import dump, paper
from ingest.archives import killed, moments
from vbparse import pipeline
from vbparse.archive.archive import Archive
from vbparse.archive.folder.mending import restart_database
from vbparse.errors import InputError
from vbparse.ingest import keep
from vbparse.ingest.again import rebuild, reparse
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import Taken, ingest
from vbparse.schema import Document

CITING = ["Căn cứ Kế hoạch số 12/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền;"]
PAPERS = [
    paper("12"),
    paper("13", kind="BC", title="Kết quả phòng cháy", day=(2023, 4, 1), basis=CITING),
    paper("14", kind="TB", title="Lịch trực", day=(2023, 5, 2), basis=CITING, work=()),
]
BUNDLE = b"\n".join(PAPERS)
SUM = hashlib.sha256(BUNDLE).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "vao"
    folder.mkdir()
    (folder / "tap.txt").write_bytes(BUNDLE)
    (folder / "7.txt").write_bytes(paper("7", title="Rà soát hộ nghèo", basis=CITING))
    return folder


@pytest.fixture
def kho(tmp_path: Path, files: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "kho", create=True) as held:
        assert states(ingest(held.store, expand([str(files)]))) == ["7.txt added", "tap.txt added"]
        yield held


def states(taken: Iterator[Taken]) -> list[str]:
    return [f"{Path(t.name).name} {t.state}" for t in taken]


def test_each_document_is_held_under_the_sum_and_its_number(kho: Archive) -> None:
    assert [document for document in kho.store.document_ids() if document.startswith(SUM)] == [
        f"{SUM}#{i}" for i in (1, 2, 3)
    ]
    assert {head.canonical for head in kho.documents()} == {"7/KH-UBND", "12/KH-UBND", "13/BC-UBND", "14/TB-UBND"}
    assert kho.document("13/BC-UBND").source.part == 2
    assert kho.search("lịch trực").hits[0].head.document == f"{SUM}#3"


@pytest.mark.parametrize(
    ("named", "part"),
    [(f"{SUM}#2", 2), (f"{SUM[:12]}#3", 3), (f"{SUM[:4]}#1", 1), ("12/KH-UBND", 1), (" 14/TB-UBND ", 3)],
)
def test_a_part_is_named_by_the_beginning_of_the_sum_with_its_number(kho: Archive, named: str, part: int) -> None:
    assert kho.find(named).document == f"{SUM}#{part}"
    assert kho.original(named) == BUNDLE


@pytest.mark.parametrize(
    ("named", "told"), [(SUM, "fits 3 documents"), (SUM[:6], "fits 3"), (f"{SUM[:6]}#4", "no such")]
)
def test_a_file_of_several_names_none_of_them(kho: Archive, named: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        kho.find(named)
    if "fits" in told:
        with pytest.raises(InputError, match=f"{SUM[:12]}#2  13/BC-UBND"):
            kho.find(named)


def test_parts_cite_each_other_and_are_cited(kho: Archive) -> None:
    first = f"{SUM}#1"
    assert {c.head.canonical for c in kho.cited_by("12/KH-UBND")} == {"7/KH-UBND", "13/BC-UBND", "14/TB-UBND"}
    (reference,) = kho.document(f"{SUM}#2").references
    assert (reference.status, reference.resolved) == ("resolved", first)


def test_taken_in_again_it_is_held_and_another_name_is_noted(kho: Archive, files: Path) -> None:
    before = dump(kho)
    assert states(ingest(kho.store, expand([str(files)]))) == ["7.txt held", "tap.txt held"]
    assert dump(kho) == before
    (files / "tap.txt").rename(files / "khac.txt")
    assert states(ingest(kho.store, expand([str(files / "khac.txt")]))) == ["khac.txt again"]
    assert len(kho.store.document_ids()) == 4
    names = {Path(event.text).name for event in kho.history(f"{SUM}#3") if event.what == "ingested"}
    assert names == {"tap.txt", "khac.txt"}


@pytest.mark.parametrize("named", [f"{SUM}#2", "13/BC-UBND"])
def test_one_document_of_a_file_is_not_taken_out_alone(kho: Archive, named: str) -> None:
    before = dump(kho)
    with pytest.raises(InputError, match=f"one of 3 documents in tap.txt, .* name {SUM[:12]} to take all"):
        kho.remove(named, why="nhầm")
    assert dump(kho) == before


def test_the_file_is_taken_out_with_all_its_documents_and_comes_back_with_them(kho: Archive, files: Path) -> None:
    before = [line for line in dump(kho) if not line.startswith("sources")]
    gone = kho.remove(SUM[:12], why="trùng", by="Hà")
    assert [head.document for head in gone] == [f"{SUM}#{i}" for i in (1, 2, 3)]
    assert len(kho.store.document_ids()) == 1
    assert not (kho.folder / "originals" / SUM[:2] / SUM).exists()
    for named in (SUM, f"{SUM}#2", "12/KH-UBND", "14/TB-UBND"):
        assert [(e.what, e.by, e.text) for e in kho.history(named)] == [("removed", "Hà", "trùng")]
    assert states(ingest(kho.store, expand([str(files)]))) == ["7.txt held", "tap.txt removed"]
    assert states(ingest(kho.store, expand([str(files / "tap.txt")]), way=keep.Way(removed=True))) == ["tap.txt added"]
    assert [line for line in dump(kho) if not line.startswith("sources")] == before


def test_each_is_corrected_and_marked_by_itself(kho: Archive) -> None:
    kho.correct(f"{SUM[:8]}#1", "title", "Tên đúng")
    owed = kho.obligations(document=f"{SUM}#2")[0]
    kho.mark(owed.obligation, "done", document=f"{SUM}#2")
    assert kho.find("12/KH-UBND").title == "Tên đúng"
    assert [e.what for e in kho.history(f"{SUM}#1")] == ["ingested", "corrected"]
    assert [o.status for o in kho.obligations(document=f"{SUM}#2") if o.obligation == owed.obligation] == ["done"]
    same = [o for o in kho.obligations(document=f"{SUM}#1") if o.task == owed.task]
    assert {o.status for o in same} <= {"open", "past due", "old"}
    before = dump(kho)
    assert {taken.state for taken in reparse(kho.store)} == {"added"}
    assert dump(kho) == before


def test_rebuilt_and_begun_again_it_is_the_same(kho: Archive) -> None:
    kho.correct(f"{SUM}#3", "title", "Tên đúng")
    before = dump(kho)
    kho.close()
    list(rebuild(kho.folder))
    with Archive(kho.folder) as again:
        assert dump(again) == before
    restart_database(kho.folder)
    list(rebuild(kho.folder))
    with Archive(kho.folder) as again:
        assert dump(again) == before


def read_as(monkeypatch: pytest.MonkeyPatch, *papers: bytes) -> None:
    """As an upgraded parser would: the bundle is read to hold these documents."""
    real = pipeline.parse_parts

    def parse(data: bytes, *, name: str) -> list[Document]:
        if hashlib.sha256(data).hexdigest() != SUM:
            return real(data, name=name)
        made = real(b"\n".join(papers), name=name)
        for document in made:
            part = document.source.part
            document.source.sha256, document.source.size = SUM, len(BUNDLE)
            document.id = f"{SUM}#{part}" if part else SUM
        return made

    monkeypatch.setattr(pipeline, "parse_parts", parse)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_read_again_as_more_or_fewer_documents(
    kho: Archive, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """What does not fit any more is told as orphaned; the rest is as if it had been read so at once."""
    read_as(monkeypatch, *[*PAPERS, paper("15", title="Trồng cây", day=(2023, 6, 1))][:count])
    with Archive(tmp_path / "ngay", create=True) as fresh:
        list(ingest(fresh.store, expand([str(files)])))
        wanted = dump(fresh)
    assert {taken.state for taken in reparse(kho.store)} == {"added"}
    assert dump(kho) == wanted
    assert len(kho.store.document_ids()) == count + 1


def test_corrections_of_a_part_that_is_not_there_any_more_are_orphaned(
    kho: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kho.correct(f"{SUM}#1", "title", "Tên đúng").n
    lost = kho.correct(f"{SUM}#3", "title", "Lịch trực đúng").n
    read_as(monkeypatch, *PAPERS[:2])
    list(reparse(kho.store))
    assert [(c.n, c.state) for c in kho.corrections()] == [(kept, "applied"), (lost, "orphaned")]
    before = dump(kho)
    kho.close()
    list(rebuild(kho.folder))
    with Archive(kho.folder) as again:
        assert dump(again) == before
        assert again.withdraw(lost) == f"{SUM}#3"
        assert [c.state for c in again.corrections()] == ["applied", "withdrawn"]
    monkeypatch.undo()
    with Archive(kho.folder) as again:
        list(reparse(again.store))
        assert len(again.store.document_ids()) == 4


def test_a_file_that_was_one_and_becomes_several(tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "kho", create=True) as held:
        with monkeypatch.context() as older:
            read_as(older, PAPERS[0])
            list(ingest(held.store, expand([str(files)])))
        assert len(held.store.document_ids()) == 2
        n = held.correct("12/KH-UBND", "title", "Tên đúng").n
        list(reparse(held.store))
        assert len(held.store.document_ids()) == 4
        assert [(c.n, c.document, c.state) for c in held.corrections()] == [(n, SUM, "orphaned")]


def test_numbers_of_many_parts_are_those_of_their_ids(tmp_path: Path) -> None:
    """Row numbers come from the id: two parts of a file never meet in one."""
    file = tmp_path / "nhieu.txt"
    file.write_text("\n".join(b.letter(i) for i in range(1, 31)), "utf-8")
    with Archive(tmp_path / "kho", create=True) as held:
        list(ingest(held.store, expand([str(file)])))
        rows = dict(held.store.db.execute("SELECT document, row FROM heads").fetchall())
        first = rows[f"{hashlib.sha256(file.read_bytes()).hexdigest()}#1"]
        assert sorted(rows.values()) == [*range(first, first + 30)]
        for document, row in rows.items():
            assert row == first + int(document[65:]) - 1


def test_killed_while_it_takes_a_bundle_in_none_or_all_of_it_is_held(
    tmp_path: Path, files: Path, kho: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "SECONDS", 1e9)
    whole = dump(kho)

    def take(folder: Path) -> None:
        with Archive(folder, create=True) as held:
            list(ingest(held.store, expand([str(files)])))

    total = moments(lambda: take(tmp_path / "counted"))
    for i in range(12):
        folder = tmp_path / f"killed-{i}"
        assert killed(lambda folder=folder: take(folder), 1 + i * (total - 1) // 11)
        if (folder / "archive.db").exists():
            with Archive(folder) as held:
                assert len([document for document in held.store.document_ids() if document.startswith(SUM)]) in (0, 3)
        take(folder)
        with Archive(folder) as held:
            assert dump(held) == whole
