"""Two people correct one field: the second is told, and nothing of the first is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.papers import keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.errors import ConflictError, InputError

TITLE = "Phòng, chống cháy rừng mùa khô"


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"))
        yield held


def test_the_second_is_told_who_changed_it_to_what(kho: Archive) -> None:
    kho.correct("12", "title", "Chống cháy rừng", by="Hà", expected=TITLE)
    with pytest.raises(ConflictError, match=r"Chống cháy rừng.*Hà") as told:
        kho.correct("12", "title.text", "Phòng cháy", by="Nhạn", expected=TITLE)
    assert told.value.present == "Chống cháy rừng"
    assert kho.find("12").title == "Chống cháy rừng"
    assert len(kho.corrections("12")) == 1
    kho.correct("12", "title.text", "Phòng cháy", by="Nhạn", expected="Chống cháy rừng")
    assert kho.find("12").title == "Phòng cháy"


@pytest.mark.parametrize(
    ("path", "seen", "value"),
    [
        ("urgency", None, "HỎA TỐC"),
        ("urgency", "", "HỎA TỐC"),
        ("number", "12/KH-UBND", "13/KH-UBND"),
        ("issued", "2023-03-10", "2023-03-11"),
    ],
)
def test_what_is_as_it_was_seen_is_corrected(kho: Archive, path: str, seen: Any, value: str) -> None:
    assert kho.correct("12", path, value, expected=seen).state == "applied"


def test_an_item_that_somebody_took_out_is_told(kho: Archive) -> None:
    (one, *_) = kho.document("12").obligations
    kho.correct("12", f"obligations.{one.id}", None, by="Hà")
    with pytest.raises(InputError, match="no such item"):
        kho.correct("12", f"obligations.{one.id}.task", "Việc khác", expected=one.task)


def test_the_state_of_a_document_changes_with_whatever_is_shown(kho: Archive) -> None:
    basis = ["Căn cứ Kế hoạch số 90/KH-UBND ngày 1/2/2023 của Ủy ban nhân dân xã Suối Dền;"]
    keep(kho, paper("14", basis=basis, title="Việc khác"))
    first, other = kho.state("14"), kho.state("12")
    assert kho.state("14") == first != other
    correction = kho.correct("12", "title", "Chống cháy", state=other)
    corrected = kho.state("12")
    assert corrected != other
    with pytest.raises(ConflictError):
        kho.correct("12", "title", "Phòng cháy", state=other)
    kho.withdraw(correction.n)
    assert kho.state("12") not in (other, corrected)
    assert kho.state("14") == first
    keep(kho, paper("90", day=(2023, 2, 1), title="Việc nữa"))
    assert kho.state("14") != first, "the reference is resolved now"
