"""Documents that somebody confirmed, and the queue of those that wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import papers
from vbparse.archive.archive import Archive
from vbparse.archive.settle import restrictions
from vbparse.archive.store import upkeep
from vbparse.doubts.raising import clear_doubts
from vbparse.errors import InputError
from vbparse.schema import Anomaly, Section
from vbparse.vocabularies import DoubtCode

WARNINGS = {"10": 3, "11": 1, "12": 0, "13": 1}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    """Four documents with 3, 1, 0 and 1 warnings, and a remark more in each but the third."""
    with papers.made(tmp_path / "archive") as archive:
        documents = []
        for number, count in WARNINGS.items():
            document = papers.read(papers.paper(number, title=f"Việc {number}"), f"{number}.txt")
            clear_doubts(document)
            document.anomalies = [Anomaly(code="section-number-repeated", message="Hai mục 2.")] * count
            if count:
                document.anomalies += [Anomaly(code="number-blank", severity="info", message="Không có số.")]
            documents.append(document)
        papers.put(archive, documents)
        yield archive


def names(archive: Archive, **options: object) -> list[str]:
    return [one.head.name for one in archive.queue(**options)]


def test_most_warnings_come_first_with_what_they_are(held: Archive) -> None:
    first, *rest = held.queue()
    assert first.head.name == "10.txt"
    assert (first.warnings, first.count) == (3, 4)
    assert first.codes == {"section-number-repeated": 3, "number-blank": 1}
    assert sorted(one.head.name for one in rest) == ["11.txt", "13.txt"]


def test_pages_follow_each_other_without_gap(held: Archive) -> None:
    whole, paged, behind = names(held), [], None
    while page := held.queue(limit=1, behind=behind):
        paged += [one.head.name for one in page]
        behind = (page[-1].doubtful, page[-1].errors, page[-1].warnings, page[-1].count, page[-1].head.document)
    assert paged == whole


def test_what_was_read_with_errors_comes_first(held: Archive) -> None:
    document = papers.read(papers.paper("14", title="Việc 14"), "14.txt")
    clear_doubts(document)
    document.anomalies = [Anomaly(code="body-missing", severity="error", message="Thiếu nội dung.")]
    papers.put(held, [document])
    first, second, *_ = held.queue()
    assert (first.head.name, first.errors, first.warnings, first.count) == ("14.txt", 1, 0, 1)
    assert (second.head.name, second.errors, second.warnings) == ("10.txt", 0, 3)
    behind = (0, first.errors, first.warnings, first.count, first.head.document)
    assert held.queue(behind=behind)[0].head.name == "10.txt"


def test_what_is_confirmed_leaves_the_queue_and_comes_back(held: Archive) -> None:
    document = held.queue()[0].head.document
    said = held.confirm(document, by="Hương", note="đã đọc soát")
    assert said
    assert (said.by, said.note) == ("Hương", "đã đọc soát")
    assert "10.txt" not in names(held)
    shown = held.queue(confirmed=True)[0]
    assert (shown.head.name, shown.confirmation) == ("10.txt", said)
    assert [event.by for event in held.history(document) if event.what == "confirmed"] == ["Hương"]
    assert held.confirm(document, on=False, by="Nam") is None
    assert names(held)[0] == "10.txt"


def test_what_nobody_confirmed_needs_no_taking_back(held: Archive) -> None:
    before = held.store.journal.size()
    held.confirm(held.queue()[0].head.document, on=False)
    assert held.store.journal.size() == before


def test_a_document_that_is_not_held_cannot_be_confirmed(held: Archive) -> None:
    with pytest.raises(InputError):
        held.confirm("ffffffff")


def test_a_rebuilt_archive_knows_who_confirmed(held: Archive) -> None:
    held.confirm(held.queue()[0].head.document, by="Hương")
    before = papers.dump(held)
    upkeep.rebuild(held.store)
    assert papers.dump(held) == before


def test_readers_do_not_find_restricted_documents_in_the_queue(held: Archive) -> None:
    document = held.queue()[0].head.document
    with held.store.writing() as step:
        step.record("restricted", document=document, on=True, by="Hương", why=None)
    restrictions.hide_restricted(held.store.db)
    assert names(held) == ["11.txt", "13.txt"] or names(held) == ["13.txt", "11.txt"]


def test_the_queue_is_read_in_the_order_of_its_index(held: Archive) -> None:
    asked: list[str] = []
    held.store.db.set_trace_callback(asked.append)
    held.queue(behind=(1, 0, 2, 2, "a"))
    held.store.db.set_trace_callback(None)
    (statement,) = (one for one in asked if "FROM anomalies" in one)
    plan = [row["detail"] for row in held.store.db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("anomalies_most" in detail for detail in plan), plan
    assert not [detail for detail in plan if "TEMP B-TREE" in detail]


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Archive]:
    """Two documents: of 20.txt issuer and one of two obligations are doubtful, of 21.txt nothing."""
    with papers.made(tmp_path / "doubtful") as archive:
        documents = [
            papers.read(papers.paper(number, title=f"Việc {number}"), f"{number}.txt") for number in ["20", "21"]
        ]
        for document in documents:
            clear_doubts(document)
        documents[0].issuer.doubts = [DoubtCode.NAME_CUT]
        documents[0].obligations[0].doubts = [DoubtCode.LENGTH, DoubtCode.WEAK_CUE]
        papers.put(archive, documents)
        yield archive


def paths(archive: Archive, document: str) -> list[str]:
    return list(dict.fromkeys(one.path for one in archive.doubts(document)))


def test_doubtful_values_stand_in_the_queue_with_path_value_and_reason(doubtful: Archive) -> None:
    (one,) = [one for one in doubtful.queue() if one.doubtful]
    charge = doubtful.document(one.head.document).obligations[0]
    assert (one.head.name, one.doubtful) == ("20.txt", 2)
    path = f"obligations.{charge.id}"
    assert [(d.path, d.code) for d in one.doubts] == [("issuer", "name-cut"), (path, "length"), (path, "weak-cue")]
    assert one.doubts[0].vi == DoubtCode.NAME_CUT.vi
    assert one.doubts[-1].value == charge.task


def test_only_sure_values_are_listed_on_demand(doubtful: Archive) -> None:
    every, sure = doubtful.obligations(limit=None), doubtful.obligations(limit=None, sure=True)
    assert [one.doubts for one in every if one.doubts] == [["length", "weak-cue"]]
    assert len(every) == len(sure) + 1
    assert [head.name for _, head in doubtful.newest_documents(sure=True)] == ["21.txt"]
    assert [hit.head.name for hit in doubtful.search("việc", sure=True).hits] == ["21.txt"]
    assert doubtful.search("", sure=True).total == 1


def test_a_confirmed_value_is_sure_until_that_is_withdrawn(doubtful: Archive) -> None:
    (document,) = [one.head.document for one in doubtful.queue() if one.doubtful]
    said = doubtful.confirm_value(document, "issuer.canonical", by="Hương")
    assert (said.path, said.state, said.by) == ("issuer", "confirmed", "Hương")
    assert "issuer" not in paths(doubtful, document)
    assert doubtful.document(document).corrections == []
    assert len(doubtful.newest_documents(sure=True)) == 2
    rows = list(upkeep.dump_rows(doubtful.store))
    upkeep.rebuild(doubtful.store)
    assert list(upkeep.dump_rows(doubtful.store)) == rows
    doubtful.withdraw(said.n)
    assert paths(doubtful, document)[0] == "issuer"
    assert [event.what for event in doubtful.history(document)].count("confirmed") == 1


def test_what_is_read_otherwise_later_is_not_confirmed(doubtful: Archive) -> None:
    (document,) = [one.head.document for one in doubtful.queue() if one.doubtful]
    doubtful.confirm_value(document, "issuer")
    again = doubtful.store.parsed_document(document)
    again.issuer.canonical = "UBND xã Khác"
    with doubtful.store.writing() as step:
        step.add_documents([again])
    assert [one.state for one in doubtful.corrections(document)] == ["orphaned"]
    assert paths(doubtful, document)[0] == "issuer"


def test_an_obligation_is_confirmed_with_its_due_and_a_corrected_one_is_sure(doubtful: Archive) -> None:
    (document,) = [one.head.document for one in doubtful.queue() if one.doubtful]
    charge = doubtful.document(document).obligations[0]
    doubtful.confirm_value(document, f"obligations.{charge.id[:8]}.task")
    doubtful.correct(document, "issuer", "Ủy ban nhân dân xã An Hòa Tây")
    assert doubtful.doubts(document) == []
    with pytest.raises(InputError, match="no value that could be doubtful"):
        doubtful.confirm_value(document, "filing")


def test_a_confirmed_document_has_no_doubts(doubtful: Archive) -> None:
    (document,) = [one.head.document for one in doubtful.queue() if one.doubtful]
    state = doubtful.state(document)
    doubtful.confirm(document)
    assert doubtful.doubts(document) == []
    assert doubtful.state(document) != state
    doubtful.confirm(document, on=False)
    assert paths(doubtful, document)[0] == "issuer"
    assert doubtful.state(document) == state


def test_readers_do_not_see_doubts_of_restricted_documents(doubtful: Archive) -> None:
    (document,) = [one.head.document for one in doubtful.queue() if one.doubtful]
    doubtful.restrict(document, True)
    with Archive(doubtful.folder, restricted=False) as reader:
        assert reader.store.db.execute("SELECT count(*) FROM doubts").fetchone()[0] == 0


@pytest.fixture
def hard(tmp_path: Path) -> Iterator[Archive]:
    """A scan of three pages, the second of which is hard to read: the issuer stands on the first, the first obligation
    on the second and its heading on the first, a reference on the second and the third, title and number on the
    second. The words of all may be misread, and the number has a doubt of its own."""
    with papers.made(tmp_path / "hard") as archive:
        document = papers.read(papers.paper("30", basis=["Căn cứ Quyết định số 5/QĐ-UBND;"]), "30.txt")
        clear_doubts(document)
        on_first, on_second, on_third = ([{"page": n, "box": [80.0, 90.0, 200.0, 102.0]}] for n in (1, 2, 3))
        title, number, issuer = document.title, document.number, document.issuer
        charge, reference = document.obligations[0], document.references[0]
        for value, origin in (
            (issuer, on_first),
            (title, on_second),
            (number, on_second),
            (charge, on_first),
            (reference, on_second + on_third),
        ):
            value.doubts, value.origin = [DoubtCode.OCR_UNCERTAIN], origin
        number.doubts.append(DoubtCode.FORM)
        for section in document.sections:
            set_page(section, on_second)
        message = "Trang 2 quét không rõ: 31 % số chữ có thể bị đọc sai; hãy đối chiếu cả trang."
        page = {"page": 2, "box": [0.0, 0.0, 595.0, 842.0]}
        document.anomalies = [Anomaly(code="page-doubtful", message=message, origin=[page])]
        papers.put(archive, [document])
        yield archive


def set_page(section: Section, origin: list[dict[str, object]]) -> None:
    section.origin = origin
    for block in section.blocks:
        block.origin = origin
    for child in section.children:
        set_page(child, origin)


def test_a_page_that_is_hard_to_read_waits_as_one(hard: Archive) -> None:
    (one,) = hard.queue()
    document = hard.document(one.head.document)
    reference = f"references.{document.references[0].id}"
    waiting = [("pages.2", "ocr-uncertain"), ("number", "form"), ("issuer", "ocr-uncertain")]
    assert [(d.path, d.code) for d in one.doubts] == [*waiting, (reference, "ocr-uncertain")]
    assert one.doubts[0].value.startswith("Trang 2 quét không rõ: 31 %")
    assert (one.doubtful, one.warnings, one.codes) == (4, 1, {"page-doubtful": 1})
    every = [d.path for d in hard.doubts(one.head.document, every=True)]
    assert {"title", f"obligations.{document.obligations[0].id}"} <= {*every} - {*paths(hard, one.head.document)}
    assert document.title.doubts == ["ocr-uncertain"]
    assert hard.cites(one.head.document, sure=True) == []


def test_who_looked_at_a_page_confirms_what_waits_for_it(hard: Archive) -> None:
    (document,) = [one.head.document for one in hard.queue()]
    said = hard.confirm_value(document, "pages.2", by="Hương")
    assert (said.path, said.state) == ("pages.2", "confirmed")
    reference = f"references.{hard.document(document).references[0].id}"
    assert paths(hard, document) == ["number", "issuer", reference]
    (one,) = hard.queue()
    assert (one.doubtful, one.warnings, one.count) == (3, 0, 1)
    seen = hard.document(document)
    assert (seen.title.doubts, seen.number.doubts, seen.obligations[0].doubts) == ([], ["form"], [])
    rows = list(upkeep.dump_rows(hard.store))
    upkeep.rebuild(hard.store)
    assert list(upkeep.dump_rows(hard.store)) == rows
    with pytest.raises(InputError, match=r"pages\.2: not a field"):
        hard.confirm_value(document, "pages.2")
    hard.withdraw(said.n)
    assert paths(hard, document)[0] == "pages.2"


def test_a_page_that_is_read_otherwise_later_is_not_confirmed(hard: Archive) -> None:
    (document,) = [one.head.document for one in hard.queue()]
    hard.confirm_value(document, "pages.2")
    again = hard.store.parsed_document(document)
    again.anomalies[0].message = again.anomalies[0].message.replace("31", "18")
    with hard.store.writing() as step:
        step.add_documents([again])
    assert [one.state for one in hard.corrections(document)] == ["orphaned"]
    assert paths(hard, document)[0] == "pages.2"


def test_a_confirmed_document_has_no_page_to_look_at(hard: Archive) -> None:
    (document,) = [one.head.document for one in hard.queue()]
    hard.confirm(document)
    assert hard.doubts(document) == []
    assert hard.queue() == []


def test_documents_with_and_without_doubtful_values_are_told_apart(doubtful: Archive) -> None:
    other = next(one.document for one in doubtful.documents() if one.name == "21.txt")
    assert names(doubtful, doubtful_values=True) == ["20.txt"]
    assert doubtful.count_queue(doubtful_values=True, most=9) == 1
    assert doubtful.count_queue(doubtful_values=False, most=9) == len(names(doubtful, doubtful_values=False))
    assert doubtful.count_doubtful_values() == 2
    (first,) = [one.head.document for one in doubtful.queue(doubtful_values=True)]
    assert doubtful.next_doubtful() == first
    assert doubtful.next_doubtful(first) is None
    assert doubtful.next_doubtful(other) in (first, None)
    doubtful.confirm(first)
    assert (doubtful.next_doubtful(), doubtful.count_doubtful_values()) == (None, 0)
