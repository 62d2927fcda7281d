"""Items that were not read, added by hand; and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.papers import dump, keep, made, paper, put
from vbparse.archive.archive import Archive
from vbparse.archive.store import upkeep
from vbparse.errors import InputError, UnknownError
from vbparse.vocabularies import Rule

AIM = "Bảo đảm kịp thời. Trạm Y tế cấp thuốc cho các bản, xong trong tháng 9; xem cả tờ mang mã 31/UBND-YT của huyện."
CHARGE = {"task": "cấp thuốc cho các bản", "assignees": ["Trạm Y tế"], "due": "2023-09"}


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12", aim=AIM))
        yield held


def test_an_obligation_that_was_not_read_is_owed(kho: Archive) -> None:
    said = kho.correct("12", "obligations.+", CHARGE, by="Hà", why="máy bỏ sót")
    (owed,) = kho.obligations(assignee="trạm y tế", due="2023-Q3")
    assert said.path == f"obligations.{owed.obligation}"
    assert (said.was, said.state, owed.task, owed.last_day) == (None, "applied", CHARGE["task"], "2023-09-30")
    assert (owed.section, owed.assignee and owed.assignee.unit) == ("I", "xã Suối Dền")
    held = kho.document("12")
    (added,) = (one for one in held.obligations if one.id == owed.obligation)
    assert added.task_span
    assert (held.text or "")[slice(*added.task_span)] == CHARGE["task"]
    assert (added.rule, added.role, added.assignee_text) == ("corrected", "lead", "Trạm Y tế")
    assert [o.obligation for o in kho.obligations(text="cấp thuốc")] == [owed.obligation]
    assert [(e.what, e.by) for e in kho.history("12")][-1] == ("corrected", "Hà")
    assert "cấp thuốc cho các bản (máy bỏ sót)" in kho.history("12")[-1].text


def test_its_fields_are_corrected_and_it_is_marked_and_taken_out_like_any_other(kho: Archive) -> None:
    path = kho.correct("12", "obligations.+", CHARGE).path
    kho.correct("12", f"{path}.due.bound", "by")
    kho.mark(path.partition(".")[2], "done", by="Hà")
    (owed,) = kho.obligations(assignee="trạm y tế")
    assert (owed.due and owed.due["bound"], owed.status) == ("by", "done")
    gone = kho.correct("12", path, None)
    assert kho.obligations(assignee="trạm y tế") == []
    again = kho.correct("12", "obligations.+", CHARGE)
    assert again.path == path
    kho.withdraw(again.n)
    kho.withdraw(gone.n)
    (owed,) = kho.obligations(assignee="trạm y tế")
    assert (owed.due and owed.due["bound"], owed.status) == ("by", "done")


def test_withdrawn_it_leaves_nothing(kho: Archive) -> None:
    before = kho.document("12").model_dump()
    said = kho.correct("12", "obligations.+", CHARGE)
    kho.correct("12", f"{said.path}.product", "Biên bản")
    kho.withdraw(said.n)
    assert kho.document("12").model_dump() == before
    assert [c.state for c in kho.corrections()] == ["withdrawn", "orphaned"]


def test_it_survives_reparse_and_rebuild_once(kho: Archive) -> None:
    kho.correct("12", "obligations.+", CHARGE)
    before = dump(kho)
    put(kho, [kho.store.parsed_document(kho.find("12").document)])
    assert dump(kho) == before
    upkeep.rebuild(kho.store)
    assert dump(kho) == before
    assert len(kho.document("12").obligations) == 3


@pytest.mark.parametrize("section", ["I", None])
def test_one_that_the_parser_finds_after_all_is_not_doubled_but_told(kho: Archive, section: str | None) -> None:
    said = kho.correct("12", "obligations.+", CHARGE | {"section": "I"})
    document = kho.store.parsed_document(kho.find("12").document)
    found = (
        kho.document("12").obligations[-1].model_copy(update={"section": section, "rule": Rule.SUBJECT, "product": "x"})
    )
    document.obligations.append(found)
    put(kho, [document])
    assert [(c.n, c.state) for c in kho.corrections()] == [(said.n, "orphaned")]
    assert [o.rule for o in kho.document("12").obligations].count("corrected") == 0
    assert [o.product for o in kho.obligations(assignee="trạm y tế")] == ["x"]


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("phases.+", {"label": "Đợt 1", "start": "2023-03-01", "end": "2023-04"}, "label"),
        ("recipients.+", {"name": "Trạm Y tế", "purpose": "để thực hiện"}, "name"),
        ("addressees.+", {"name": "Trạm Y tế"}, "name"),
        ("signatures.+", {"name": "Vừ A Páo", "position": "Phó Chủ tịch"}, "name"),
        ("references.+", {"canonical": "31/UBND-YT", "doc_type": "CV"}, "canonical"),
    ],
)
def test_items_of_every_list_can_be_added(kho: Archive, path: str, value: dict[str, Any], named: str) -> None:
    said = kho.correct("12", path, value)
    name, _, own = said.path.partition(".")
    (added,) = (one for one in getattr(kho.document("12"), name) if one.id == own)
    assert getattr(added, named) == value[named]
    kho.withdraw(said.n)
    assert own not in [one.id for one in getattr(kho.document("12"), name)]


def test_an_added_citation_is_resolved_with_its_sentence(kho: Archive) -> None:
    kho.correct("12", "references.+", {"canonical": "31/UBND-YT", "doc_type": "CV", "issuer": "UBND huyện Nà Lộc"})
    (cited,) = kho.cites("12")
    assert (cited.status, cited.section) == ("missing", "I")
    assert "xem cả tờ mang mã 31/UBND-YT" in (cited.sentence or "")
    assert [one.canonical for one in kho.missing()] == ["31/UBND-YT"]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("obligations.+", "phun thuốc", "write the item as a JSON object"),
        ("obligations.+", None, "write the item as a JSON object"),
        ("obligations.+", {}, "it has assignee_text, assignees, role"),
        ("obligations.+", {"task": "phun thuốc"}, "says too little; give task and assignees"),
        ("obligations.+", {"assignees": ["Trạm Y tế"]}, "says too little; give task and assignees"),
        ("obligations.+", CHARGE | {"": None}, "'' is no field"),
        ("obligations.+", CHARGE | {"due": "15/9/2023"}, "obligations.+.due.date: '15/9/2023' is no date"),
        ("obligations.+", CHARGE | {"due": {"date": "2023-09", "bound": "til"}}, "'before', 'by'"),
        ("obligations.+", CHARGE | {"id": "abc"}, "id is no field that can be corrected"),
        ("obligations.+", CHARGE | {"span": [1, 2]}, "span is no field"),
        ("obligations.+", CHARGE | {"tusk": "x"}, "tusk is no field that can be corrected; such are assignee_text"),
        ("obligations.+", CHARGE | {"role": "boss"}, "'lead' or 'support'"),
        ("obligations.+", CHARGE | {"assignees": {"name": "x"}}, "assignees"),
        ("obligations.+.task", "x", "no such item"),
        ("obligations.abc", CHARGE, "no such item"),
        ("sections.+", {"heading": "x"}, "nothing can be added there; only to obligations, references"),
        ("attachments.+", {"title": "x"}, "nothing can be added there"),
        ("phases.+", {"section": "I"}, "says too little; give what names it"),
        ("filing.+", "VT", "nothing can be added there"),
    ],
)
def test_what_is_no_item_is_refused_and_changes_nothing(kho: Archive, path: str, value: Any, sentence: str) -> None:
    before = dump(kho), kho.store.journal.path.read_bytes()
    with pytest.raises(InputError) as told:
        kho.correct("12", path, value)
    assert sentence in str(told.value)
    assert len(str(told.value)) < 300
    assert (dump(kho), kho.store.journal.path.read_bytes()) == before


def test_what_is_there_already_is_not_added(kho: Archive) -> None:
    held = kho.document("12").obligations[0]
    again = {"task": held.task.upper(), "assignee_text": held.assignee_text}
    for expected in ({}, {"expected": None}):
        with pytest.raises(InputError, match=f"is there already as obligations.{held.id}; correct its fields"):
            kho.correct("12", "obligations.+", again, **expected)
    kho.correct("12", "obligations.+", again | {"section": "IV"})
    assert len(kho.document("12").obligations) == 3


def test_an_item_that_is_not_there_is_unknown(kho: Archive) -> None:
    with pytest.raises(UnknownError):
        kho.correct("12", "obligations.abc", CHARGE, expected=None)
