"""What people set right: every kind of path, what is refused, and what becomes of it later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.papers import dump, keep, made, paper, put, read
from vbparse.archive.archive import Archive
from vbparse.archive.corrections.overlay import parse_value
from vbparse.archive.corrections.setting import to_json_value
from vbparse.archive.store import upkeep
from vbparse.errors import InputError
from vbparse.schema import Document

BARE = b"""Danh s\xc3\xa1ch h\xe1\xbb\x99 v\xe1\xba\xafng m\xe1\xba\xb7t

1. C\xc3\xb4ng ch\xe1\xbb\xa9c V\xc4\x83n ph\xc3\xb2ng - Th\xe1\xbb\x91ng k\xc3\xaa t\xe1\xbb\x95ng h\xe1\xbb\xa3p.
"""


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12", basis=["Căn cứ Kế hoạch số 42/KH-UBND ngày 01/02/2023 của UBND huyện Nà Lộc;"]))
        yield held


def first(document: Document, name: str) -> Any:
    items = getattr(document, name)
    return items[1] if name == "obligations" else items[0]


def full(document: Document, path: str) -> str:
    """A path in which `#` stands for an item's id."""
    name = path.partition(".")[0]
    return path.replace("#", first(document, name).id) if "#" in path else path


def at(document: Document, path: str) -> Any:
    value: Any = document
    for name in full(document, path).split("."):
        if isinstance(value, list):
            value = next((item for item in value if item.id == name), None)
        else:
            value = getattr(value, name, None)
    return to_json_value(value)


NAMES = ["Công chức Tư pháp - Hộ tịch", "Các thôn"]


@pytest.mark.parametrize(
    ("path", "value", "shown_at", "shown"),
    [
        ("title", "Tên đúng", "title.text", "Tên đúng"),
        ("title.text", "Tên đúng", "title.text", "Tên đúng"),
        ("title", None, "title", None),
        ("issuer", "Ủy ban nhân dân xã Pá Chống", "issuer.place", "xã Pá Chống"),
        ("issuer.parent", "UBND huyện Nà Lộc", "issuer.parent", "UBND huyện Nà Lộc"),
        ("issuer", None, "issuer", None),
        ("issued", "2023-03-11", "issued.date", "2023-03-11"),
        ("issued.date", "2023-03", "issued.date", "2023-03"),
        ("issued", None, "issued.place", "Suối Dền"),
        ("issued.place", "Pá Chống", "issued.place", "Pá Chống"),
        ("number", "15/KH-UBND", "number", {"number": "15", "symbol": "KH-UBND", "canonical": "15/KH-UBND"}),
        ("number.canonical", "15 / KH-UBND", "number.canonical", "15/KH-UBND"),
        ("number", "09/2019/QĐ-UBND", "number.symbol", "2019/QĐ-UBND"),
        ("number.number", "13", "number.canonical", "13/KH-UBND"),
        ("number.symbol", "QĐ-UBND", "number.canonical", "12/QĐ-UBND"),
        ("number", None, "number", None),
        ("doc_type", "BC", "doc_type_name", "Báo cáo"),
        ("urgency", "KHẨN", "urgency.text", "KHẨN"),
        ("received", "2023-03-15", "received.date", "2023-03-15"),
        ("received.number", "219", "received.number", "219"),
        ("filing", ["VT", "VPTK"], "filing", ["VT", "VPTK"]),
        ("filing", "VPTK", "filing", ["VPTK"]),
        ("obligations.#.task", "Gửi báo cáo", "obligations.#.task", "Gửi báo cáo"),
        ("obligations.#.due.date", "2023-09", "obligations.#.due.date", "2023-09"),
        ("obligations.#.due", "2023-09", "obligations.#.due.date", "2023-09"),
        ("obligations.#.due.recurrence", "FREQ=MONTHLY", "obligations.#.due.recurrence", "FREQ=MONTHLY"),
        ("obligations.#.role", "support", "obligations.#.role", "support"),
        ("obligations.#.assignees", NAMES, "obligations.#.assignees", None),
        ("obligations.#.assignees", "Các thôn", "obligations.#.assignees", None),
        ("obligations.#.cooperating", NAMES, "obligations.#.cooperating", None),
        ("obligations.#.assignees", None, "obligations.#.assignees", []),
        ("filing", None, "filing", []),
        ("obligations.#", None, "obligations.#", None),
        ("sections.#.heading", "Mục đích", "sections.#.heading", "Mục đích"),
        ("signatures.#.name", "Vừ A Páo", "signatures.#.name", "Vừ A Páo"),
        ("signatures.#", None, "signatures.#", None),
        ("references.#.date", "2023-02-02", "references.#.date", "2023-02-02"),
        ("references.#.canonical", "24 / KH-UBND", "references.#.number", "24"),
        ("references.#.canonical", "26-NQ/ĐU", "references.#.symbol", "NQ/ĐU"),
        ("references.#.number", "24", "references.#.canonical", "24/KH-UBND"),
        ("references.#.canonical", None, "references.#.number", None),
        ("recipients.#.name", "Các thôn", "recipients.#.name", "Các thôn"),
    ],
)
def test_every_kind_of_path(kho: Archive, path: str, value: Any, shown_at: str, shown: Any) -> None:
    document = kho.document("12").id
    asked, shown_at = (full(kho.document(document), one) for one in (path, shown_at))
    said = kho.correct(document, asked, value, by="Hà", why="đọc nhầm")
    assert said.state == "applied"
    found = kho.document(document)
    if shown is not None or value is None:
        assert at(found, shown_at) == shown
    else:
        names = [value] if isinstance(value, str) else value
        assert [one["name"] for one in at(found, shown_at)] == names
    assert [(c.path, c.by, c.why) for c in found.corrections] == [(said.path, "Hà", "đọc nhầm")]
    assert kho.find(document).corrected
    kho.withdraw(said.n)
    assert kho.document(document).model_dump() == kho.store.parsed_document(document).model_dump() | {
        "references": kho.document(document).model_dump()["references"]
    }
    assert not kho.find(document).corrected


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("issuer", "Ủy ban nhân dân xã Suối Dền", "issuer.canonical"),
        ("issued", "2023-03-10", "issued.date"),
        ("issued.place", "Suối Dền", "issued.place"),
        ("number", "12/KH-UBND", "number.canonical"),
        ("number.number", "12", "number.canonical"),
        ("title", "Danh sách", "title.text"),
        ("doc_type", "DS", "doc_type"),
        ("urgency", "HỎA TỐC", "urgency.text"),
    ],
)
def test_what_was_not_found_can_be_said(tmp_path: Path, path: str, value: str, shown: str) -> None:
    with made(tmp_path / "kho") as held:
        (document,) = keep(held, BARE)
        assert at(document, shown) is None
        if path == "doc_type":
            value = "TB"
        said = held.correct(document.id, path, value)
        assert at(held.document(document.id), shown) == value
        assert to_json_value(said.was) is None
        if path == "issuer":
            assert held.find(document.id).issuer == value


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("", "x", "not a field that can be corrected; such are doc_type, "),
        ("titel", "x", "such are doc_type, "),
        ("text", "x", "not a field that can be corrected"),
        ("id", "x", "not a field that can be corrected"),
        ("source.name", "x", "not a field that can be corrected"),
        ("anomalies", None, "not a field that can be corrected"),
        ("obligations", "x", "name an item by its id"),
        ("obligations", None, "name an item by its id"),
        ("obligations[0].task", "x", "not a field that can be corrected"),
        ("obligations.zzz.task", "x", "no such item; `vbparse show --json` tells the ids"),
        ("obligations.zzz", None, "no such item"),
        ("obligations.#", "x", "name a field of the item, or null"),
        ("obligations.#.tusk", "x", "tusk is no field that can be corrected; such are assignee_text, "),
        ("obligations.#.id", "x", "id is no field"),
        ("obligations.#.span", "x", "span is no field"),
        ("obligations.#.task_span", [1, 2], "task_span is no field"),
        ("obligations.#.due.dat", "x", "dat is no field that can be corrected; such are text, date"),
        ("obligations.#.due.date", "15/9/2023", "is no date; write 2023-09-10"),
        ("obligations.#.due.date", "2023-13-01", "is no date"),
        ("obligations.#.due.bound", "until", "'before', 'by'"),
        ("obligations.#.due.recurrence", "monthly", "is no RRULE"),
        ("obligations.#.role", "leader", "'lead' or 'support'"),
        ("obligations.#.task", None, "cannot be empty; write the text"),
        ("obligations.#.task", " ", "is empty; write the text, or null where there is none"),
        ("obligations.#.assignees", ["Trạm Y tế", ""], "is empty"),
        ("title", "", "title.text: is empty; write the text"),
        ("title.text", "\n", "is empty"),
        ("title", {"text": ""}, "is empty"),
        ("issuer", " ", "issuer.canonical: is empty"),
        ("issued.place", "", "is empty"),
        ("filing", [""], "is empty"),
        ("obligations.#.assignees.0.name", "x", "correct it as a whole"),
        ("obligations.#.assignees", [1], "cannot take"),
        ("sections.#", None, "a section cannot be taken out"),
        ("references.#.resolved", "x", "resolved is no field"),
        ("references.#.status", "resolved", "status is no field"),
        ("doc_type", ["KH"], "is no code of a type"),
        ("obligations.#.due.recurrence", "DTSTART:20230101", "is no RRULE"),
        ("obligations.#.due.recurrence", "FREQ=WEEKLY;UNTIL=99999999999999999999", "is no RRULE"),
        ("issued.date", "hôm qua", "is no date"),
        ("issuer.kind.x", "x", "correct it as a whole"),
        ("number", "KH-UBND", "is no số ký hiệu; write such as 42/KH-UBND"),
        ("doc_type", "Kế hoạch", "is no code of a type; such are KH"),
        ("doc_type", "KH", 'is already "KH"; nothing to correct'),
        ("number", "12/KH-UBND", "nothing to correct"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(kho: Archive, path: str, value: Any, sentence: str) -> None:
    before = dump(kho), kho.store.journal.path.read_bytes()
    with pytest.raises(InputError) as told:
        kho.correct("12", full(kho.document("12"), path), value)
    assert sentence in str(told.value)
    assert len(str(told.value)) < 300
    assert str(told.value).endswith(".")
    assert (dump(kho), kho.store.journal.path.read_bytes()) == before


def test_a_part_of_an_issuer_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        (document,) = keep(held, BARE)
        with pytest.raises(InputError, match=r"correct issuer\.canonical first"):
            held.correct(document.id, "issuer.parent", "UBND huyện Nà Lộc")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Tên", "Tên"),
        ("null", None),
        ("", ""),
        ('["VT", "VP"]', ["VT", "VP"]),
        ("[sic] VT", "[sic] VT"),
        ("12", "12"),
        ('{"a": 1}', {"a": 1}),
    ],
)
def test_values_as_they_are_typed(typed: str, value: Any) -> None:
    assert parse_value(typed) == value


def test_the_later_of_two_counts_and_withdrawn_brings_back_the_earlier(kho: Archive) -> None:
    first_said, later = kho.correct("12", "title", "Một"), kho.correct("12", "title", "Hai")
    titles = [kho.find("12").title]
    assert later.was == "Một"
    kho.withdraw(later.n, by="Hà", why="nhầm")
    titles.append(kho.find("12").title)
    kho.withdraw(first_said.n)
    titles.append(kho.find("12").title)
    assert titles == ["Hai", "Một", "Phòng, chống cháy rừng mùa khô"]
    assert {c.state for c in kho.corrections()} == {"withdrawn"}
    for n, sentence in ((later.n, "withdrawn already"), (999, "no such correction"), (1, "no such correction")):
        with pytest.raises(InputError, match=sentence):
            kho.withdraw(n)


def test_the_earlier_can_be_withdrawn_under_the_later(kho: Archive) -> None:
    first_said, _ = kho.correct("12", "title", "Một"), kho.correct("12", "title", "Hai")
    kho.withdraw(first_said.n)
    assert kho.find("12").title == "Hai"


def test_it_survives_when_the_document_is_parsed_again(kho: Archive) -> None:
    document = kho.store.parsed_document(kho.find("12").document)
    owed = document.obligations[1]
    kho.correct("12", f"obligations.{owed.id}.due.date", "2023-10-02")
    before = dump(kho)
    put(kho, [document])
    assert dump(kho) == before
    upkeep.rebuild(kho.store)
    assert dump(kho) == before


def test_one_whose_item_is_gone_is_orphaned_and_applied_to_no_other(kho: Archive) -> None:
    document = kho.store.parsed_document(kho.find("12").document)
    gone, stays = document.obligations
    said = kho.correct("12", f"obligations.{gone.id}.task", "Việc khác")
    document.obligations.remove(gone)
    put(kho, [document])
    assert [(c.n, c.state) for c in kho.corrections("12")] == [(said.n, "orphaned")]
    assert [o.task for o in kho.document("12").obligations] == [stays.task]
    assert kho.document("12").corrections == []
    assert not kho.find("12").corrected
    assert "orphaned" in kho.history("12")[-1].text
    document.obligations.insert(0, gone)  # and found again by a later version
    put(kho, [document])
    assert [o.task for o in kho.document("12").obligations] == ["Việc khác", stays.task]


def test_what_is_asked_follows(kho: Archive) -> None:
    kho.correct("12", "title", "Trồng cây đầu xuân")
    kho.correct("12", "issuer", "Ủy ban nhân dân xã Pá Chống")
    kho.correct("12", "signatures." + kho.document("12").signatures[0].id + ".name", "Vừ A Páo")
    owed = kho.document("12").obligations[1]
    kho.correct("12", f"obligations.{owed.id}.due.date", "2023-10-02")
    kho.correct("12", f"obligations.{owed.id}.assignees", ["Trạm Y tế"])
    kho.correct("12", f"obligations.{owed.id}.task", "phun thuốc muỗi")
    assert kho.search("trồng cây").total == kho.search("", signer="Vừ A Páo").total == 1
    assert kho.search("", issuer="xã Pá Chống").total == 1
    assert kho.search("", issuer="xã Suối Dền").total == 0
    (due,) = kho.obligations(due="2023-10")
    assert (due.last_day, due.task, due.assignee and due.assignee.unit) == (
        "2023-10-02",
        "phun thuốc muỗi",
        "xã Pá Chống",
    )
    assert [o.obligation for o in kho.obligations(text="phun thuốc")] == [owed.id]
    assert kho.obligations(text="cân đối") == []
    assert [a.obligations for a in kho.assignees("trạm y tế")] == [1]
    assert kho.assignees("tài chính") == []


def test_a_corrected_number_is_found_and_heals_who_waited(kho: Archive) -> None:
    keep(kho, paper("33", title="Rà soát", basis=["Thực hiện Kế hoạch số 15/KH-UBND ngày 10/3/2023 của UBND xã;"]))
    (cited,) = kho.cites("33")
    assert cited.status == "missing"
    said = kho.correct("12/KH-UBND", "number", "15/KH-UBND")
    (cited,) = kho.cites("33")
    assert (cited.status, cited.cited and cited.cited.canonical) == ("resolved", "15/KH-UBND")
    with pytest.raises(InputError, match="no such document"):
        kho.find("12/KH-UBND")
    kho.withdraw(said.n)
    (cited,) = kho.cites("33")
    assert cited.status == "missing"


def test_a_corrected_citation_leads_to_the_document_that_is_meant(kho: Archive) -> None:
    keep(kho, paper("24", unit="HUYỆN NÀ LỘC", day=(2023, 2, 1), title="Trồng rừng"))
    (cited,) = kho.cites("12")
    assert cited.status == "missing"
    kho.correct("12", f"references.{cited.id}.canonical", "24/KH-UBND")
    (cited,) = kho.cites("12")
    assert (cited.status, cited.cited and cited.cited.canonical) == ("resolved", "24/KH-UBND")


def test_it_is_shown_as_corrected_with_what_stood_there(kho: Archive) -> None:
    kho.correct("12", "title", "Tên đúng", by="Hà", why="gõ nhầm")
    shown = json.loads(kho.document("12").model_dump_json())
    (said,) = shown["corrections"]
    assert (said["was"], said["value"], said["by"]) == ("Phòng, chống cháy rừng mùa khô", "Tên đúng", "Hà")
    assert read(paper("12")).corrections == []


def test_what_a_person_said_is_not_doubted(kho: Archive) -> None:
    (parsed,) = keep(
        kho, paper("33", basis=["Căn cứ Kế hoạch số 42 của UBND huyện Nà Lộc;"]).replace(b"33/KH", b"33/TB")
    )
    sha = parsed.id
    document = kho.document(sha)
    reference = document.references[0]
    assert document.number
    assert (document.number.doubts, reference.doubts) == (["disagrees"], ["no-number"])
    kho.correct(sha, "number.symbol", "KH-UBND", by="Hà")
    found = kho.document(sha)
    assert found.number
    assert (found.number.doubts, found.references[0].doubts) == ([], ["no-number"])
    kho.confirm(sha, True, by="Hà")
    assert kho.document(sha).references[0].doubts == []
    kho.confirm(sha, False, by="Hà")
    assert kho.document(sha).references[0].doubts == ["no-number"]
