"""Where corrected values stand: where somebody pointed, or where the typed words stand once; else nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.papers import keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.archive.corrections.placing import Pointed
from vbparse.archive.store import upkeep
from vbparse.errors import InputError
from vbparse.schema import Document, Obligation
from vbparse.text import Span


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"))
        yield held


def document(kho: Archive) -> Document:
    return kho.document(next(iter(kho.documents())).document)


def owed(kho: Archive) -> Obligation:
    return next(one for one in document(kho).obligations if one.task_span and one.assignees)


def place(content: Document, words: str) -> tuple[int, int]:
    start = (content.text or "").index(words)
    return start, start + len(words)


def quoted(content: Document, span: tuple[int, int] | None) -> str | None:
    return (content.text or "")[slice(*span)] if span else None


def test_a_value_stands_where_somebody_pointed(kho: Archive) -> None:
    content = document(kho)
    one = owed(kho)
    words = one.task.split(" ", 1)[1]
    span = place(content, words)
    made = kho.correct(content.id, f"obligations.{one.id}.task", "Việc khác hẳn", span=(span[0] - 1, span[1]))
    assert made.span == list(span)  # without the blank
    changed = next(x for x in document(kho).obligations if x.task == "Việc khác hẳn")
    assert quoted(document(kho), changed.task_span) == words
    kho.withdraw(made.n)
    assert owed(kho).task_span == one.task_span


def test_each_kind_of_value_takes_the_place(kho: Archive) -> None:
    content = document(kho)
    one = owed(kho)
    span = place(content, one.task[:12].strip())
    for path, value in [
        ("number", "99/KH-UBND"),
        ("title.text", "Tên khác"),
        ("issued.date", "2023-01-01"),
        ("issuer.canonical", "UBND xã Bản Mới"),
        ("doc_type", "QĐ"),
        (f"obligations.{one.id}.product", "báo cáo khác"),
        (f"obligations.{one.id}.assignees", ["Trạm Y tế"]),
        (f"obligations.{one.id}.due", {"text": "quý IV", "date": "2023-12"}),
    ]:
        kho.correct(content.id, path, value, span=span)
    now = document(kho)
    changed = next(x for x in now.obligations if x.id == one.id)
    assert now.number
    assert now.title
    assert now.issued
    assert now.issuer
    assert changed.due
    heads = [now.number, now.title, now.issued, now.issuer, changed.due, changed.assignees[0]]
    assert [x.span for x in heads] == [span] * len(heads)
    assert not any(x.origin for x in heads)
    assert (changed.product_span, now.evidence["doc_type"][0].span) == (span, span)


def test_typed_words_stand_where_they_are_once_in_their_paragraph(kho: Archive) -> None:
    content = document(kho)
    one = owed(kho)
    first, last = one.task.split()[0], " ".join(one.task.split()[1:])
    kho.correct(content.id, f"obligations.{one.id}.task", last)
    changed = next(x for x in document(kho).obligations if x.task == last)
    assert quoted(document(kho), changed.task_span) == last
    assert first not in last


def test_typed_words_that_are_nowhere_have_no_place(kho: Archive) -> None:
    content = document(kho)
    one = owed(kho)
    assert content.title
    assert content.title.span
    assert content.issued
    assert content.issued.span
    kho.correct(content.id, "title.text", "Chữ không có trong văn bản")
    kho.correct(content.id, "issued.date", "2023-01-01")
    kho.correct(content.id, f"obligations.{one.id}.assignees", ["Đội không có trong văn bản"])
    now = document(kho)
    changed = next(x for x in now.obligations if x.id == one.id)
    assert now.title
    assert now.issued
    assert (now.title.span, now.issued.span, changed.assignees[0].span) == (None, None, None)


def test_bodies_that_stay_keep_their_places(kho: Archive) -> None:
    content, one = document(kho), owed(kho)
    kept = one.assignees[0]
    span = place(content, one.task.split()[0])
    kho.correct(content.id, f"obligations.{one.id}.assignees", [kept.name, "Trạm Y tế"], span=span)
    now = next(x for x in document(kho).obligations if x.id == one.id)
    assert [x.span for x in now.assignees] == [kept.span, span]


def test_no_words_at_a_place_are_refused(kho: Archive) -> None:
    content = document(kho)
    size = len(content.text or "")
    for span in [(size, size + 4), (7, 7), (9, 3)]:
        with pytest.raises(InputError, match="point at"):
            kho.correct(content.id, "title.text", "Tên khác", span=span)
    assert not kho.corrections(content.id)


def test_a_place_whose_words_are_gone_is_dropped(kho: Archive) -> None:
    content = document(kho)
    span = place(content, owed(kho).task)
    assert Pointed(Span(*span), owed(kho).task).stands_in(content)
    kho.correct(content.id, "title.text", owed(kho).task, span=span)
    with kho.store.writing() as step:  # as if the file were read otherwise
        step.db.execute("UPDATE corrections SET words = 'chữ khác'")
        step.refresh([content.id])
    assert kho.corrections(content.id)[0].span is None
    title = document(kho).title
    assert title
    assert (title.text, title.span) == (owed(kho).task, None)


def test_the_journal_keeps_the_place_and_old_entries_have_none(kho: Archive) -> None:
    content = document(kho)
    kho.correct(content.id, "title.text", "Tên khác")
    kho.correct(content.id, "title.text", "Tên đúng", span=place(content, owed(kho).task))
    lines = [json.loads(line) for line in (kho.folder / "journal.jsonl").read_text("utf-8").splitlines()]
    typed, pointed = [line for line in lines if line["what"] == "corrected"]
    assert "span" not in typed
    assert pointed["words"] == owed(kho).task
    rows = list(upkeep.dump_rows(kho.store))
    upkeep.rebuild(kho.store)
    assert list(upkeep.dump_rows(kho.store)) == rows
