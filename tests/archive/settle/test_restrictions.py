"""Restricted documents: a reader's archive answers as one would that never held them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.papers import dump, keep, made, paper
from vbparse.archive.answers import SearchResult
from vbparse.archive.archive import Archive
from vbparse.archive.store import upkeep
from vbparse.errors import ArchiveError, InputError
from vbparse.exchange.jsontext import to_json
from vbparse.schema import Document

CHARGED = (
    "Công chức Kiểm lâm địa bàn niêm phong kho quặng vonfram trước ngày 25/3/2023.",
    "Công chức Kiểm lâm địa bàn báo cáo trữ lượng vonfram trước ngày 15 hằng tháng.",
    "Công chức Văn phòng - Thống kê tổng hợp trữ lượng vonfram.",
)
CITED = (
    "Căn cứ Quyết định số 901/QĐ-UBND ngày 5/1/2023 của Ủy ban nhân dân tỉnh Vũng Sậy;",
    "Căn cứ Báo cáo số 14/BC-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền;",
)
UNIQUE = ("vonfram", "kiểm lâm", "lục thị mật", "77/kh-ubnd", "77/", "quặng", "901/qđ")
"""Words that stand in the restricted document alone, or in what was said of it."""


def secret(number: str = "77", **more: Any) -> bytes:
    said = {"title": "Đóng cửa mỏ quặng vonfram", "work": CHARGED, "signer": "Lục Thị Mật", "basis": CITED}
    return paper(number, **said | more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho"


@pytest.fixture
def kho(folder: Path) -> Iterator[Archive]:
    with made(folder) as held:
        keep(held, paper("12"), paper("14", kind="BC", title="Kết quả phòng cháy"), secret())
        yield held


def readers(folder: Path) -> Archive:
    return Archive(folder, restricted=False)


def searched(held: Archive, typed: str, **filters: str) -> SearchResult:
    """What a search finds, less the words of it that stand nowhere: they are those that were typed."""
    found = held.search(typed, **filters)
    assert not found.nowhere or not found.hits
    return replace(found, nowhere=[])


def asked(held: Archive) -> Iterator[tuple[str, Any]]:
    """Every question that needs no name of a document, and those that take one, of all documents it lists."""
    heads = list(held.documents())
    yield "documents", heads
    for typed in ("vonfram", "quang", "77/KH-UBND", '"mỏ quặng"', "-cháy kế hoạch", "ủy ban", "lục*"):
        yield f"search {typed}", searched(held, typed)
    for issuer in ("Ủy ban nhân dân xã Suối Dền", "suối dền"):
        yield f"search issuer {issuer}", searched(held, "", issuer=issuer)
    yield "search signer", searched(held, "", signer="Lục Thị Mật")
    yield "obligations", held.obligations(limit=None)
    yield "ended", held.obligations(limit=None, ended=True)
    yield "due", held.obligations(due="2023", limit=None)
    yield "overdue", held.obligations(overdue_on=date(2024, 1, 1), limit=None)
    yield "text", held.obligations(text="vonfram", limit=None)
    yield "owed by", held.obligations(assignee="kiểm lâm", limit=None)
    for status in ("open", "done", "cancelled", "past due"):
        yield f"status {status}", held.obligations(status=status, limit=None)
    yield "assignees", held.assignees(limit=None)
    yield "assignees named", [held.assignees(name) for name in ("kiểm lâm địa bàn", "kiểm", "văn phòng - thống kê")]
    yield "phases", list(held.phases())
    yield "missing", held.missing(limit=100)
    yield "graph", held.graph()
    yield "check", list(held.check())
    yield "corrections", held.corrections()
    yield "failures", held.failures()
    yield "ids", held.store.document_ids()
    for head in heads:
        one = head.document
        yield "document", held.document(one).model_dump(mode="json", exclude={"text", "sections"})
        yield "original", held.original(one).decode()
        for answers in (held.versions, held.cites, held.cited_by, held.trace, held.graph, held.history):
            yield answers.__name__, answers(one)
        yield "corrections of", held.corrections(one)
        yield "obligations of", held.obligations(document=one, limit=None)


def told(held: Archive) -> dict[str, str]:
    """The answers as text, in which words can be looked for; what was asked is not part of them."""
    found: dict[str, str] = {}
    for what, answer in asked(held):
        found[what] = found.get(what, "") + to_json(answer).casefold()
    return found


def test_what_is_restricted_is_nowhere_in_the_answers_to_a_reader(kho: Archive, folder: Path) -> None:
    id_ = kho.find("77").document
    kho.correct("77", "signatures.0.name".replace("0", kho.document("77").signatures[0].id), "Lục Thị Mật Vonfram")
    kho.mark(kho.obligations(document="77")[0].obligation, "done", note="vonfram đã niêm phong")
    before = told(kho)
    for word in UNIQUE:
        assert any(word in text for text in before.values()), word
    with readers(folder) as open_to_all:
        assert told(open_to_all) == before
        assert kho.restrict("77", True, by="Hà", why="vonfram")
        for what, text in told(open_to_all).items():
            for word in (*UNIQUE, id_, id_[:12]):
                assert word not in text, what
        assert told(kho)["documents"] == before["documents"]
        assert kho.is_restricted("77")
        assert not kho.is_restricted("12")


def test_it_is_as_if_it_had_never_been_there(kho: Archive, folder: Path, tmp_path: Path) -> None:
    kho.restrict("77", True)
    with made(tmp_path / "other") as other:
        keep(other, paper("12"), paper("14", kind="BC", title="Kết quả phòng cháy"))
        with readers(folder) as held:
            for (what, ours), (_, theirs) in zip(asked(held), asked(other), strict=True):
                if what != "history":  # which tells times
                    assert to_json(ours) == to_json(theirs), what


@pytest.mark.parametrize("asks", ["find", "document", "original", "copy", "versions", "cites", "cited_by", "trace"])
@pytest.mark.parametrize("by_number", [True, False])
def test_a_reader_who_knows_its_name_is_told_that_there_is_none(
    kho: Archive, folder: Path, asks: str, by_number: bool
) -> None:
    id_ = kho.find("77").document
    kho.restrict(id_, True)
    with readers(folder) as held, pytest.raises(InputError, match="no such document"):
        getattr(held, asks)("77/KH-UBND" if by_number else id_)


def test_a_citation_of_it_is_missing_and_no_way_leads_through_it(folder: Path) -> None:
    basis = ["Căn cứ Kế hoạch số 77/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền;"]
    with made(folder) as kho:
        keep(kho, secret(basis=()), *(paper(n, day=(2023, 5, 1), title=f"Việc {n}", basis=basis) for n in ("80", "81")))
        assert len(kho.graph("80").nodes) == 3
        assert [c.status for c in kho.cites("80")] == ["resolved"]
        tag = kho.find("77").document
        kho.restrict("77", True)
        with readers(folder) as held:
            (citation,) = held.cites("80")
            assert (citation.status, citation.cited, citation.canonical) == ("missing", None, "77/KH-UBND")
            (reference,) = held.document("80").references
            assert (reference.status, reference.resolved) == ("missing", None)
            for graph in (held.graph("80"), held.trace("80"), held.graph()):
                assert tag not in to_json(graph)
            assert len(held.graph("80").nodes) == 1


def test_what_it_replaces_is_in_force_for_a_reader(folder: Path) -> None:
    replaced = "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền."
    with made(folder) as kho:
        keep(kho, paper("12"), secret(day=(2023, 6, 1), aim=replaced))
        assert kho.find("12").ended_how == "replaces"
        kho.restrict("77", True)
        with readers(folder) as held:
            head = held.find("12")
            assert (head.ended_by, head.ended_how) == (None, None)
            assert len(held.obligations(limit=None)) == 2


def test_all_versions_are_hidden_and_stay_so_when_one_of_them_goes(folder: Path) -> None:
    with made(folder) as kho:
        first, second = keep(kho, secret(), secret(aim="Bảo đảm an toàn tuyệt đối cho người và phương tiện tại mỏ."))
        assert len(kho.versions(first.id)) == 2
        kho.restrict(second.id, True)
        third, *_ = keep(kho, secret(aim="Bảo đảm an toàn tuyệt đối cho người tại mỏ và khu vực chung quanh."))
        assert len(kho.versions(first.id)) == 3
        with readers(folder) as held:
            assert list(held.documents()) == []
            for gone, left in ((second, 2), (first, 1)):
                kho.remove(gone.id, why="bản nháp")
                assert len(list(kho.versions(third.id))) == left
                assert list(held.documents()) == []
                with pytest.raises(InputError, match="no such document"):
                    held.history(gone.id)
            assert kho.history(first.id)[0].what == "removed"


def test_it_is_found_again_when_the_restriction_is_lifted(kho: Archive, folder: Path) -> None:
    before = told(kho)
    with readers(folder) as held:
        kho.restrict("77", True)
        assert not kho.restrict("77", True), "nothing to do"
        kho.restrict("77", False)
        assert told(held) == before


def test_restrictions_outlive_a_rebuild(kho: Archive, folder: Path) -> None:
    kho.restrict("77", True, by="Hà")
    before = dump(kho)
    assert any(line.startswith("hidden_charges") for line in before)
    upkeep.rebuild(kho.store)
    assert dump(kho) == before
    with readers(folder) as held:
        assert len(list(held.documents())) == 2


def test_a_reader_changes_nothing(kho: Archive, folder: Path) -> None:
    with readers(folder) as held, pytest.raises(ArchiveError, match="reader"):
        held.restrict("12", True)


def test_many_bodies_are_asked_for_by_a_reader(kho: Archive, folder: Path) -> None:
    """The ids of many bodies are put into a table of the connection."""
    documents: list[Document] = []
    for n in range(6):
        charge = (f"Công chức Văn phòng - Thống kê xã {'ABCDEF'[n]}ng lập danh sách {n}.",)
        documents += keep(kho, paper(str(20 + n), title=f"Việc {n}", unit=f"XÃ {'ABCDEF'[n]}NG", work=charge))
    with readers(folder) as held:
        assert len(held.obligations(assignee="văn phòng - thống kê", limit=None)) >= 6


QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "search": lambda a: a.search("ủy ban nhân dân", doc_type="KH"),
    "newest": lambda a: a.newest_documents(limit=5),
    "obligations": lambda a: a.obligations(),
    "obligations due": lambda a: a.obligations(due="2023"),
    "obligations of a body": lambda a: a.obligations(assignee="văn phòng - thống kê"),
    "assignees": lambda a: a.assignees(),
    "document": lambda a: a.document("12"),
    "references": lambda a: (a.cites("12"), a.cited_by("12")),
    "graph": lambda a: a.graph("12"),
    "missing": lambda a: a.missing(),
}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_reader_is_answered_by_the_same_indexes(kho: Archive, folder: Path, asked: str) -> None:
    kho.restrict("77", True)
    keep(kho, paper("20", title="Việc khác", basis=CITED[:1]))  # so that a reader misses something, too
    with readers(folder) as held:
        whole, seen = (plans(one, QUESTIONS[asked]) for one in (kho, held))
    shared = whole.keys() & seen.keys()
    assert len(shared) > len(whole) // 2
    for sql in shared:
        assert seen[sql] == whole[sql], sql


def plans(held: Archive, ask: Callable[[Archive], object]) -> dict[str, int]:
    """The statements of a question, without their values, and how many tables each reads through or copies; but for
    the short list of what is hidden."""
    said: list[str] = []
    held.store.db.set_trace_callback(said.append)
    ask(held)
    held.store.db.set_trace_callback(None)
    found = {}
    for sql in said:
        if sql.startswith("SELECT"):
            steps = [row["detail"] for row in held.store.db.execute(f"EXPLAIN QUERY PLAN {sql}")]
            own = [x for x in steps if x.startswith(("SCAN", "MATERIALIZE")) and "hidden" not in x]
            known = re.sub(r" AND rowid NOT IN \(SELECT row FROM main.hidden\)", "", sql)
            found[re.sub(r"('[^']*'|\d+)(,\s*('[^']*'|\d+))*", "?", known)[:400]] = sum(
                "restrictions" not in x for x in own
            )
    return found
