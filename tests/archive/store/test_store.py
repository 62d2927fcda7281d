"""The archive as a whole: steps, journal, and that all of it is a function of what is held."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.earlier import take_back_rows, take_back_tables
from archive.papers import LOC, VAN, dump, keep, made, paper, put, read
from vbparse.archive.archive import Archive
from vbparse.archive.folder import originals
from vbparse.archive.folder.journal import Journal
from vbparse.archive.store import upkeep
from vbparse.archive.store.store import Writing
from vbparse.errors import ArchiveError, JournalError
from vbparse.ingest.again import rebuild
from vbparse.schema import Document


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        yield held


def reopened(held: Archive) -> Archive:
    return Archive(held.folder)


# --- steps


def test_a_step_is_all_or_nothing(kho: Archive) -> None:
    keep(kho, paper("1"))
    before, journal = dump(kho), kho.store.journal.path.read_bytes()
    document = read(paper("2"))
    with pytest.raises(RuntimeError), kho.store.writing() as step:  # noqa: PT012 (all that the block did goes)
        step.record("ingested", sha256=document.source.sha256, name="/vao/2.txt", size=1)
        step.add_documents([document])
        step.drop(kho.find("1").document)
        raise RuntimeError
    assert dump(kho) == before
    assert kho.store.journal.path.read_bytes() == journal
    keep(kho, paper("3"))
    assert [head.canonical for head in kho.documents()] in (["1/KH-UBND", "3/KH-UBND"], ["3/KH-UBND", "1/KH-UBND"])


def test_a_second_connection_sees_what_is_committed_and_no_more(kho: Archive) -> None:
    with reopened(kho) as other:
        with kho.store.writing() as step:
            step.add_documents([read(paper("5"))])
            assert other.store.document_ids() == []
        assert len(other.store.document_ids()) == 1
        assert other.search("cháy rừng").total == 1


def crash_before_commit(folder: Path, work: Callable[[Archive], object]) -> None:
    """A process dies when the journal is written, and the database goes back to what it was."""

    finish = Writing.finish

    def crash(step: Writing) -> None:
        finish(step)
        os._exit(9)

    child = os.fork()
    if child == 0:
        try:
            Writing.finish = crash  # type: ignore[method-assign]
            work(Archive(folder))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


SAID: dict[str, Callable[[Archive], object]] = {
    "corrected": lambda held: held.correct("1", "title.text", "Tên khác", by="Hà"),
    "marked": lambda held: held.mark(held.obligations()[0].obligation, "done", document="1", by="Hà"),
    "merged": lambda held: held.merge(*(lambda a: (a[0].body, [a[1].body]))(held.assignees())),
    "removed": lambda held: held.remove("1", why="thử"),
    "withdrawn": lambda held: held.withdraw(held.corrections()[0].n),
}


@pytest.mark.parametrize("what", SAID)
def test_what_the_journal_holds_is_done_after_a_crash(tmp_path: Path, what: str) -> None:
    dumps, left = [], []
    for crash in (False, True):
        with made(tmp_path / f"{what}-{crash}") as held:
            keep(held, paper("1"), paper("2", title="Nạo vét kênh mương"))
            held.correct("2", "title.text", "Tên mới")
            before = dump(held)
            if not crash:
                SAID[what](held)
                assert dump(held) != before
        if crash:
            crash_before_commit(held.folder, SAID[what])
        with reopened(held) as again:
            dumps.append(dump(again))
        left.append(originals.list_all(held.folder))
    assert dumps[0] == dumps[1]
    assert left[0] == left[1]


FULL = (
    KeyboardInterrupt(),
    sqlite3.OperationalError("database or disk is full"),
    OSError(28, "No space left on device"),
)


@pytest.mark.parametrize("error", FULL, ids=lambda error: type(error).__name__)
def test_what_fails_or_is_interrupted_leaves_nothing_in_the_journal_either(
    kho: Archive, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    keep(kho, paper("1"))
    before, journal, finish = dump(kho), kho.store.journal.path.read_bytes(), Writing.finish

    def interrupted(step: Writing) -> None:
        finish(step)
        raise error

    monkeypatch.setattr(Writing, "finish", interrupted)
    with pytest.raises((KeyboardInterrupt, ArchiveError)):
        kho.correct("1", "title", "Khác")
    monkeypatch.undo()
    assert kho.store.journal.path.read_bytes() == journal
    with reopened(kho) as again:
        assert dump(again) == before


def test_a_torn_last_line_is_no_entry_and_goes(kho: Archive) -> None:
    keep(kho, paper("1"))
    before, whole = dump(kho), kho.store.journal.path.read_bytes()
    with kho.store.journal.path.open("ab") as file:
        file.write(b'{"at":"2023-01-01T00:00:00Z","what":"removed","sha2')
    with reopened(kho) as again:
        assert dump(again) == before
        assert again.store.journal.path.read_bytes() == whole
        assert again.correct("1", "title", "Khác").n == 2
    assert [json.loads(line)["what"] for line in whole.splitlines()] == ["ingested"]


def test_the_journal_takes_all_entries_of_a_step_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append([{"at": "", "what": "a"}])
    size = journal.size()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        journal.append([{"at": "", "what": "b"}, {"at": "", "what": "c"}])
    assert journal.size() == size
    assert [entry["what"] for _, _, entry in journal.new_entries(0, 0)] == ["a"]


def test_a_journal_that_is_shorter_than_it_was_is_told_before_anything_is_lost(kho: Archive) -> None:
    keep(kho, paper("1"))
    kho.correct("1", "title", "Khác")
    kho.store.journal.path.unlink()
    with reopened(kho) as again:
        assert again.document("1").title.text == "Khác"  # type: ignore[union-attr]
        for said in (lambda: again.correct("1", "title", "Khác nữa"), lambda: upkeep.rebuild(again.store)):
            with pytest.raises(JournalError, match=r"line 1 and what is behind it is gone; archive\.db holds"):
                said()


def test_another_runs_sweep_does_not_take_an_original(kho: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    real, swept = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        swept.append(self)
        upkeep.sweep_parts(kho.store)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    sha256 = hashlib.sha256(b"text").hexdigest()
    originals.add(kho.folder, sha256, b"text")
    assert originals.read_original(kho.folder, sha256) == b"text"
    assert len(swept) == 1


def test_an_archive_without_its_database_is_not_begun_anew(kho: Archive) -> None:
    keep(kho, paper("1"))
    kho.close()
    kho.store.path.unlink()
    for create in (False, True):
        with pytest.raises(ArchiveError, match="vbparse rebuild"):
            Archive(kho.folder, create=create)
    assert [taken.state for taken in rebuild(kho.folder)] == ["added"]
    assert len(reopened(kho).store.document_ids()) == 1


@pytest.mark.parametrize(
    ("folder", "message"),
    [("none", "there is no archive"), ("file", "there is no archive"), ("file/kho", "no archive")],
)
def test_no_archive_is_told(tmp_path: Path, folder: str, message: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match=message):
        Archive(tmp_path / folder)


@pytest.mark.parametrize("folder", ["file", "file/kho"])
def test_no_archive_is_made_where_a_file_stands(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="choose another folder"):
        Archive(tmp_path / folder, create=True)


def test_a_newer_version_is_refused_and_left_alone(kho: Archive) -> None:
    kho.store.db.execute("PRAGMA user_version = 99")
    kho.close()
    before = kho.store.path.read_bytes()
    with pytest.raises(ArchiveError, match=r"newer vbparse.*upgrade"):
        Archive(kho.folder)
    with pytest.raises(ArchiveError, match=r"newer vbparse"):
        list(rebuild(kho.folder))
    assert kho.store.path.read_bytes() == before


def test_a_kind_of_entry_from_a_newer_version_leaves_nothing(kho: Archive) -> None:
    keep(kho, paper("1"))
    before = dump(kho)
    kho.store.journal.append([{"at": "2023-01-01T00:00:00Z", "what": "sung", "by": "Hà"}])
    with reopened(kho) as again:
        assert dump(again) == before
        assert again.correct("1", "title", "Khác").n == 3


# --- all follows from what is held

TO_THE_DISTRICT = ("Phòng Nội vụ huyện tổng hợp trước ngày 01/6/2023.", "Các thôn tuyên truyền, vận động nhân dân.")


@pytest.fixture(scope="module")
def papers() -> list[Document]:
    """Versions, units whose unit above only others tell, two units of one name, references that wait for each other,
    a missing document under two citations, an ending."""
    district = "Căn cứ Kế hoạch số 42/KH-UBND ngày 01/02/2023 của Ủy ban nhân dân huyện Nà Lộc;"
    waiting = "Thực hiện Kế hoạch số 30/KH-UBND ngày 02/4/2023 của Ủy ban nhân dân xã Suối Dền;"
    written = [
        paper("12", above=LOC, basis=[district]),
        paper("12", above=LOC, basis=[district], signer="Vừ A Páo"),
        paper(None, basis=[district]),
        paper("12", aim="Một nội dung hoàn toàn khác.", title="Nạo vét kênh mương", day=(2023, 3, 11)),
        paper("30", title="Chăm sóc người cao tuổi", day=(2023, 4, 2), work=TO_THE_DISTRICT),
        paper("31", title="Rà soát hộ nghèo", above=VAN, day=(2023, 4, 3), work=TO_THE_DISTRICT),
        paper("32", unit="XÃ PÁ CHỐNG", above=LOC, title="Rà soát nhà ở", day=(2023, 4, 4), basis=[waiting]),
        paper("7", kind="QĐ", title="Về việc thay thế Kế hoạch số 30/KH-UBND ngày 02/4/2023", day=(2023, 9, 1)),
        paper("8", kind="BC", title="Kết quả phòng cháy", basis=["Thực hiện Kế hoạch số 42 ngày 01/02/2023;", waiting]),
        paper("9", kind="BC", unit="HUYỆN NÀ LỘC", above="ỦY BAN NHÂN DÂN TỈNH SƠN VÂN", title="Kết quả năm"),
        paper("9", kind="TB", unit="HUYỆN NÀ LỘC", above="ỦY BAN NHÂN DÂN TỈNH LÂM KHÊ", title="Lịch trực Tết"),
    ]
    return [read(data, f"{i:02d}.txt") for i, data in enumerate(written)]


@pytest.fixture(scope="module")
def straight(papers: list[Document], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with made(tmp_path_factory.mktemp("straight") / "kho") as held:
        put(held, papers)
        return dump(held)


def test_the_papers_are_what_these_tests_need(straight: list[str]) -> None:
    rows = [line.partition(" ") for line in straight]
    heads = [json.loads(row) for table, _, row in rows if table == "heads"]
    refs = [json.loads(row) for table, _, row in rows if table == "refs"]
    units = {json.loads(row)["unit"] for table, _, row in rows if table == "bodies"}
    assert 0 < sum(not head["current"] for head in heads) < len(heads) - 3
    assert {ref["status"] for ref in refs} >= {"resolved", "missing"}
    assert any(unit.startswith("xã suối dền|") for unit in units)
    assert any(unit.startswith("huyện nà lộc|") for unit in units)


@pytest.mark.parametrize("seed", range(16))
def test_whatever_order_and_steps_they_come_in_the_archive_is_the_same(
    tmp_path: Path, papers: list[Document], straight: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    order = chance.sample(papers, len(papers))
    with made(tmp_path / "kho") as held:
        while order:
            size = chance.randint(1, 4)
            put(held, order[:size])
            order = order[size:]
            if chance.random() < 0.4:  # out and in again
                sha256 = chance.choice(held.store.document_ids())
                kept = held.store.parsed_document(sha256)
                held.remove(sha256, why="thử")
                order.insert(chance.randint(0, len(order)), kept)
        assert dump(held) == straight
        words = {h.head.document for h in held.search("văn bản", limit=50).hits}
    assert len(words) == sum('"current": 1' in line for line in straight if line.startswith("heads"))


@pytest.mark.parametrize("seed", range(4))
def test_what_goes_leaves_nothing_behind(tmp_path: Path, papers: list[Document], seed: int) -> None:
    chance = random.Random(seed)
    chosen = set(chance.sample(range(len(papers)), 5))
    with made(tmp_path / "some") as held:
        put(held, [papers[i] for i in sorted(chosen)])
        wanted = dump(held)
    with made(tmp_path / "all") as held:
        put(held, papers)
        for i in chance.sample(range(len(papers)), len(papers)):
            if i not in chosen:
                held.remove(papers[i].id, why="thử")
        assert [line for line in dump(held) if not line.startswith("tombstones")] == wanted


def talk(held: Archive) -> None:
    """All kinds of things that people say."""
    owed = held.obligations(limit=100)
    first, second = owed[0], owed[1]
    held.mark(first.obligation, "done", document=first.head.document, by="Hà", note="đã gửi", evidence="31")
    held.mark(second.obligation, "cancelled", document=second.head.document, period="2023-Q1")
    held.correct("31", "title", "Rà soát hộ cận nghèo", by="Hà", why="gõ nhầm")
    held.correct("31", "title", "Rà soát hộ nghèo và cận nghèo", by="Hà")
    held.withdraw(held.correct("32", "issued", "2023-04-14").n, by="Hà", why="đọc nhầm")
    held.correct("30", "number", "29/KH-UBND")
    bodies = held.assignees()
    held.merge(bodies[0].body, [bodies[1].body, bodies[2].body], why="một nơi")
    merged = held.assignees()[0]
    held.split(merged.body, list(merged.spellings)[1], by="Hà")
    [gone] = held.remove("9/TB-UBND", why="trùng", by="Hà")
    with pytest.raises(Exception, match="no such document"):
        held.find(gone.document)


def test_rebuilt_it_is_the_same(tmp_path: Path, papers: list[Document]) -> None:
    with made(tmp_path / "kho") as held:
        put(held, papers)
        talk(held)
        before = dump(held)
        asked = held.search("hộ cận nghèo").total, len(held.obligations(text="tổng hợp", limit=100))
        assert upkeep.rebuild(held.store) == len(papers) - 1
        assert dump(held) == before
        assert (held.search("hộ cận nghèo").total, len(held.obligations(text="tổng hợp", limit=100))) == asked
        assert held.find("29").document != held.find("31").document


def test_said_before_or_after_the_others_came_is_the_same(tmp_path: Path, papers: list[Document]) -> None:
    dumps = []
    for late in (False, True):
        with made(tmp_path / f"kho-{late}") as held:
            if late:
                put(held, papers[4:6])
            else:
                put(held, papers)
            held.correct(papers[5].id, "issuer.parent", "Ủy ban nhân dân huyện Nà Lộc")
            held.correct(papers[4].id, "number", "12/KH-UBND")
            if late:
                put(held, [papers[i] for i in range(len(papers)) if i not in (4, 5)])
            dumps.append([line for line in dump(held) if not line.startswith("corrections")])
    assert dumps[0] == dumps[1]


def test_a_content_is_called_as_it_was_first_also_when_rebuilt(kho: Archive) -> None:
    document = read(paper("1"), "b.txt")
    put(kho, [document])
    with kho.store.writing() as step:
        step.record("ingested", sha256=document.source.sha256, name="/vao/a.txt", size=1)
    assert kho.find("1").name == "b.txt"
    upkeep.rebuild(kho.store)
    assert kho.find("1").name == "b.txt"


def test_tables_hold_their_constraints(kho: Archive) -> None:
    keep(kho, paper("1"))
    with pytest.raises(ArchiveError), kho.store.writing() as step:
        step.db.execute("INSERT INTO marks (n, document, obligation, status, at) VALUES (1, 'a', 'b', 'later', 'c')")
    assert isinstance(kho.store.db, sqlite3.Connection)


def test_who_shared_a_missing_document_with_one_that_goes_names_it_alone(kho: Archive) -> None:
    full = "Căn cứ Kế hoạch số 42/KH-UBND ngày 01/02/2023 của Ủy ban nhân dân huyện Nà Lộc;"
    keep(kho, paper("8", kind="BC", title="Kết quả", above=LOC, basis=["Thực hiện Kế hoạch số 42 ngày 01/02/2023;"]))
    alone = [wanted.wanted for wanted in kho.missing()]
    keep(kho, paper("12", above=LOC, basis=[full]))
    assert [wanted.citations for wanted in kho.missing()] == [2]
    kho.remove("12", why="thử")
    assert [wanted.wanted for wanted in kho.missing()] == alone


def test_a_reference_is_healed_by_who_tells_where_a_district_lies(tmp_path: Path) -> None:
    basis = ["Căn cứ Quyết định số 5/QĐ-UBND ngày 03/01/2023 của Ủy ban nhân dân tỉnh;"]
    papers = [
        read(paper("32", above=LOC, basis=basis)),
        *(read(paper("5", kind="QĐ", unit=f"TỈNH {name}", day=(2023, 1, 3))) for name in ("SƠN VÂN", "LÂM KHÊ")),
        read(paper("9", kind="BC", unit="HUYỆN NÀ LỘC", above="ỦY BAN NHÂN DÂN TỈNH SƠN VÂN", title="Kết quả năm")),
    ]
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (0, 3, 1, 2)):
        with made(tmp_path / "".join(map(str, order))) as held:
            for i in order:
                put(held, [papers[i]])
            (cited,) = held.cites("32")
            assert (cited.status, cited.cited and cited.cited.document) == ("resolved", papers[1].id), order


def test_an_archive_of_the_first_tables_finds_phrases_once_it_is_opened(tmp_path: Path) -> None:
    with Archive(tmp_path / "kho", create=True) as kho, kho.store.writing() as step:
        step.add_documents([read(paper("12"), "12.txt")])
    with Archive(tmp_path / "kho") as kho:
        before = list(upkeep.dump_rows(kho.store))
        asked = '"ủy ban nhân dân"'
        assert kho.search(asked).total == 1
        take_back_rows(kho.store.db)
        assert kho.search(asked).total == 0
        for table in (
            "restrictions",
            "hidden",
            "hidden_charges",
            "confirmations",
            "anomalies",
            "taken",
            "journal",
            "doubts",
            "dossiers",
            "filings",
            "tags",
        ):
            kho.store.db.execute(f"DROP TABLE {table}")
        kho.store.db.execute("DROP TABLE office")
        kho.store.db.execute("DROP INDEX sources_at")
        added = {
            "spellings": ["name"],
            "marks": ["assignees", "person", "date", "file", "file_name"],
            "corrections": ["span", "words"],
            "charges": ["written"],
            "heads": ["doubtful"],
            "obligations": ["doubts"],
            "failures": ["reason_vi"],
        }
        for table, column in ((table, column) for table, columns in added.items() for column in columns):
            kho.store.db.execute(f"ALTER TABLE {table} DROP {column}")
        kho.store.db.execute("PRAGMA user_version = 1")
    with Archive(tmp_path / "kho") as kho:
        assert kho.store.is_outdated
        assert kho.search(asked).total == 1
        assert list(upkeep.dump_rows(kho.store)) == before


def test_a_question_is_answered_as_things_were_at_one_moment(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as kho, made(tmp_path / "kho") as other:
        keep(kho, paper("12"))
        with kho.reading():
            assert kho.counts()["documents"] == 1
            keep(other, paper("13"))
            assert other.counts()["documents"] == 2
            assert kho.counts()["documents"] == 1
            assert not kho.search("rừng").capped
        assert kho.counts()["documents"] == 2
        kho.remove("13", why="Nhầm")  # no transaction is left open
        findings = kho.check()
        next(findings, None)
        keep(kho, paper("14"))


def test_a_year_that_nobody_will_see_is_held(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as kho:
        keep(kho, paper("12", day=(2923, 9, 10)), paper("13", day=(2923, 9, 10)))
        assert [head.date for head in kho.documents()] == ["2923-09-10", "2923-09-10"]
        assert kho.find("12").date == "2923-09-10"
        assert kho.obligations(document="12")
        before = list(upkeep.dump_rows(kho.store))
        upkeep.rebuild(kho.store)
        assert list(upkeep.dump_rows(kho.store)) == before


def test_questions_are_asked_while_answers_are_read(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as kho:
        keep(kho, paper("12"), paper("13"))
        assert [len(kho.obligations(document=head.document)) for head in kho.documents()] == [2, 2]
        assert [len(kho.missing(text="nghị định")) for head in kho.documents()] == [0, 0]
        for _ in kho.check():
            kho.mark(kho.obligations()[0].obligation, "done", document="12")
        found = kho.check()
        kho.remove("12", why="Nhầm")
        assert list(found) is not None


def test_endings_of_an_earlier_version_are_read_anew(tmp_path: Path) -> None:
    with Archive(tmp_path / "kho", create=True) as made:
        proposed, _ = keep(made, paper("12", above=LOC), paper("13", above=LOC))
        with made.store.writing() as step:
            step.db.execute("UPDATE heads SET ended_by = 'x', ended_how = 'repeals' WHERE document = ?", (proposed.id,))
    take_back_tables(tmp_path / "kho" / "archive.db")
    with Archive(tmp_path / "kho") as opened:
        ended = opened.store.db.execute("SELECT document FROM heads WHERE ended_by IS NOT NULL").fetchall()
        assert not ended
