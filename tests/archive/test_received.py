"""The arrival stamp of a held document: in the queue, confirmed, corrected, taken out; and documents held before it
was read."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import papers
from vbparse.archive.archive import Archive
from vbparse.archive.folder.packing import unpack_values
from vbparse.schema import Document

LATE = "ĐẾN\nSố: 219\nNgày: 9/3/2023\n\n"
"""A stamp of the day before that of issue."""


def stamped(stamp: str = LATE) -> bytes:
    text = papers.paper("12").decode()
    assert text.count("KẾ HOẠCH\n") == 1
    return text.replace("KẾ HOẠCH\n", f"{stamp}KẾ HOẠCH\n").encode()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    with papers.made(tmp_path / "archive") as archive:
        papers.keep(archive, stamped())
        yield archive


def only(held: Archive) -> Document:
    (head,) = held.documents()
    return held.document(head.document)


def doubts(held: Archive) -> list[tuple[str, str, str]]:
    return [(one.path, one.code, one.value) for one in held.doubts(only(held).id) if one.path == "received"]


def test_a_doubtful_stamp_waits_until_it_is_confirmed(held: Archive) -> None:
    assert doubts(held) == [("received", "disagrees", "ĐẾN Số: 219 Ngày: 9/3/2023")]
    said = held.confirm_value(only(held).id, "received.date", by="Hương")
    assert (said.path, doubts(held)) == ("received", [])
    held.withdraw(said.n)
    assert len(doubts(held)) == 1


def test_a_corrected_stamp_is_sure_and_the_rest_of_it_stays(held: Archive) -> None:
    said = held.correct(only(held).id, "received", "2023-03-12")
    received = only(held).received
    assert said.path == "received.date"
    assert received is not None
    assert (received.number, received.date, received.doubts) == ("219", "2023-03-12", [])


def test_what_is_no_stamp_is_taken_out(held: Archive) -> None:
    held.correct(only(held).id, "received", None)
    assert only(held).received is None


def test_a_document_that_was_held_before_stamps_were_read_has_none(held: Archive) -> None:
    whole = unpack_values(*held.store.db.execute("SELECT json, text FROM documents").fetchone())
    del whole["received"]
    with held.store.writing() as step:
        step.db.execute("UPDATE documents SET json = ?", (zlib.compress(json.dumps(whole).encode()),))
    assert only(held).received is None
    held.correct(only(held).id, "received.number", "219")
    received = only(held).received
    assert received is not None
    assert (received.number, received.date, received.text) == ("219", None, "")
