"""Documents that somebody confirmed, and the queue of those that wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import papers
from vbparse.archive.archive import Archive
from vbparse.archive.settle import restrictions
from vbparse.archive.store import upkeep
from vbparse.errors import InputError
from vbparse.schema import Anomaly

WARNINGS = {"10": 3, "11": 1, "12": 0, "13": 1}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    """Four documents with 3, 1, 0 and 1 warnings, and a remark more in each but the third."""
    with papers.made(tmp_path / "archive") as archive:
        documents = []
        for number, count in WARNINGS.items():
            document = papers.read(papers.paper(number, title=f"Việc {number}"), f"{number}.txt")
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
        behind = (page[-1].errors, page[-1].warnings, page[-1].count, page[-1].head.document)
    assert paged == whole


def test_what_was_read_with_errors_comes_first(held: Archive) -> None:
    document = papers.read(papers.paper("14", title="Việc 14"), "14.txt")
    document.anomalies = [Anomaly(code="body-missing", severity="error", message="Thiếu nội dung.")]
    papers.put(held, [document])
    first, second, *_ = held.queue()
    assert (first.head.name, first.errors, first.warnings, first.count) == ("14.txt", 1, 0, 1)
    assert (second.head.name, second.errors, second.warnings) == ("10.txt", 0, 3)
    behind = (first.errors, first.warnings, first.count, first.head.document)
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
    held.queue(behind=(0, 2, 2, "a"))
    held.store.db.set_trace_callback(None)
    (statement,) = (one for one in asked if one.startswith("SELECT"))
    plan = [row["detail"] for row in held.store.db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("anomalies_most" in detail for detail in plan), plan
    assert not [detail for detail in plan if "TEMP B-TREE" in detail]
