"""Dossiers: what is said of them, which documents are in them, in what order, and who sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.papers import dump, keep, made, paper, put, read
from vbparse.archive.answers import Head
from vbparse.archive.archive import Archive
from vbparse.archive.filing import number_pages
from vbparse.archive.folder.mending import restart_database
from vbparse.archive.store import upkeep
from vbparse.errors import InputError, UnknownError


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(
            held,
            paper("12"),
            paper("13", day=(2023, 5, 2), title="Diễn tập chữa cháy rừng"),
            paper("14", day=(2022, 5, 2), title="Trồng rừng"),
            paper(None, kind="TB", day=(2023, 7, 1), title="Họp tổ kiểm lâm"),
        )
        yield held


def numbers(held: Archive, dossier: int | str) -> list[str | None]:
    return [listed.head.canonical or listed.head.title for listed in held.dossier_documents(dossier)]


def test_documents_stand_by_date_or_as_they_were_arranged(kho: Archive) -> None:
    dossier = kho.add_dossier("Phòng cháy, chữa cháy rừng", symbol="01.HC", by="Lan")
    put_in = kho.put_in_dossier(dossier.id, ["12", "13"], by="Lan")
    assert [head.canonical for head in put_in] == ["12/KH-UBND", "13/KH-UBND"]
    assert [head.canonical for head in kho.put_in_dossier(dossier.id, ["13", "14"])] == ["14/KH-UBND"]
    assert numbers(kho, "01.HC") == ["14/KH-UBND", "12/KH-UBND", "13/KH-UBND"]
    kho.arrange_dossier(dossier.id, ["13"])
    assert numbers(kho, "01.HC") == ["13/KH-UBND", "14/KH-UBND", "12/KH-UBND"]
    kho.take_from_dossier(dossier.id, ["14"])
    kho.put_in_dossier(dossier.id, ["14"])
    assert numbers(kho, "01.HC") == ["13/KH-UBND", "14/KH-UBND", "12/KH-UBND"]
    kho.arrange_dossier(dossier.id, [])
    assert numbers(kho, "01.HC") == ["14/KH-UBND", "12/KH-UBND", "13/KH-UBND"]
    with pytest.raises(InputError, match="is not in dossier"):
        kho.take_from_dossier(dossier.id, [kho.newest_documents()[0][1].document])


def test_days_and_year_are_those_of_its_documents_where_none_are_given(kho: Archive) -> None:
    dossier = kho.add_dossier("Rừng")
    assert (dossier.since, dossier.until, dossier.year, dossier.documents) == (None, None, None, 0)
    kho.put_in_dossier(dossier.id, ["12", "13", "14"])
    found = kho.dossier(dossier.id)
    assert (found.since, found.until, found.year, found.documents) == ("2022-05-02", "2023-05-02", 2022, 3)
    changed = kho.change_dossier(dossier.id, begins="1/1/2023", year=2023, retention="Vĩnh viễn")
    assert (changed.begins, changed.since, changed.until) == ("2023-01-01", "2023-01-01", "2023-05-02")
    assert (changed.year, changed.retention, changed.title) == (2023, "permanent", "Rừng")
    assert kho.change_dossier(dossier.id, retention="20 năm", begins=None).since == "2022-05-02"
    assert kho.dossier(dossier.id).retention == 20


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "  "}, "has a title"),
        ({"retention": "lâu dài"}, "no retention"),
        ({"retention": 0}, "no retention"),
        ({"symbol": "01"}, "has no letters"),
        ({"begins": "2023-02-30"}, "no day"),
        ({"begins": "2023-05-02", "ends": "2023-05-01"}, "ends before it begins"),
        ({"year": 23}, "no year"),
        ({"symbol": "1. hc"}, "has it already"),
    ],
)
def test_what_cannot_be_said_of_a_dossier_is_refused_and_nothing_stays(
    kho: Archive, values: dict[str, str], said: str
) -> None:
    kho.add_dossier("Rừng", symbol="01.HC")
    before = dump(kho)
    with pytest.raises(InputError, match=said):
        kho.add_dossier(**{"title": "Khác", **values})
    assert dump(kho) == before


def test_a_name_that_fits_several_is_refused_and_an_id_fits_one(kho: Archive) -> None:
    first = kho.add_dossier("Rừng năm trước", symbol="01.HC", year=2022)
    second = kho.add_dossier("Rừng năm nay", symbol="01.HC", year=2023)
    with pytest.raises(InputError, match=f"fits 2 dossiers.*\n  {first.id} · 2022 · Rừng năm trước"):
        kho.dossier("1.hc")
    assert kho.dossier(str(second.id)).title == "Rừng năm nay"
    for unknown in ("02.HC", "999999", "9" * 30):
        with pytest.raises(UnknownError, match="no such dossier"):
            kho.dossier(unknown)


def test_many_documents_go_in_one_step_or_none(kho: Archive) -> None:
    dossier = kho.add_dossier("Rừng")
    before, lines = dump(kho), len(list(kho.store.journal.read_lines()))
    with pytest.raises(UnknownError, match="99: no such document"):
        kho.put_in_dossier(dossier.id, ["12", "13", "99"])
    assert dump(kho) == before
    everything = [head.document for _, head in kho.newest_documents()]
    assert len(kho.put_in_dossier(dossier.id, everything, by="Lan")) == 4
    *_, last = kho.store.journal.read_lines()
    assert len(list(kho.store.journal.read_lines())) == lines + 1
    entry = json.loads(last)
    assert (entry["what"], len(entry["documents"]), entry["by"]) == ("filed", 4, "Lan")
    assert kho.put_in_dossier(dossier.id, everything) == []
    assert len(list(kho.store.journal.read_lines())) == lines + 1


def test_a_closed_dossier_keeps_its_documents(kho: Archive) -> None:
    dossier = kho.add_dossier("Rừng", symbol="01.HC")
    kho.put_in_dossier(dossier.id, ["12"])
    assert kho.close_dossier("01.HC", by="Lan").status == "closed"
    for change in (kho.put_in_dossier, kho.take_from_dossier, kho.arrange_dossier):
        with pytest.raises(InputError, match="is closed"):
            change(dossier.id, ["12"])
    assert kho.change_dossier(dossier.id, title="Phòng cháy rừng").status == "closed"
    assert kho.close_dossier(dossier.id, "transferred").status == "transferred"
    assert [one.title for one in kho.dossiers(status="transferred")] == ["Phòng cháy rừng"]
    assert kho.close_dossier(dossier.id, "open").status == "open"
    assert len(kho.put_in_dossier(dossier.id, ["13"])) == 1
    with pytest.raises(InputError, match="no such status"):
        kho.close_dossier(dossier.id, "burnt")


def test_a_document_may_be_in_several_and_stays_where_a_dossier_goes(kho: Archive) -> None:
    forest, drill = kho.add_dossier("Rừng", symbol="01.HC"), kho.add_dossier("Diễn tập", symbol="02.HC")
    kho.put_in_dossier(forest.id, ["12", "13"])
    kho.put_in_dossier(drill.id, ["13"])
    assert [one.symbol for one in kho.filed("13").dossiers] == ["01.HC", "02.HC"]
    assert kho.count_unfiled() == 2
    kho.remove_dossier(forest.id, why="Gộp vào 02.HC")
    assert [one.symbol for one in kho.filed("13").dossiers] == ["02.HC"]
    assert kho.filed("12").dossiers == []
    assert kho.count_unfiled() == 3


def test_what_was_filed_is_so_of_all_versions(kho: Archive) -> None:
    draft = read(paper("15", title="Tuần tra rừng"), "du-thao.txt")
    put(kho, [draft])
    dossier = kho.add_dossier("Rừng", symbol="01.HC")
    kho.put_in_dossier(dossier.id, [draft.id])
    kho.tag([draft.id], ["rừng"])
    (second,) = keep(kho, paper("15", title="Tuần tra rừng", aim="Tuần tra, canh gác các chốt bảo vệ rừng."))
    assert len(kho.versions("15")) == 2
    assert [listed.head.canonical for listed in kho.dossier_documents(dossier.id)] == ["15/KH-UBND"]
    assert kho.filed(second.id) == replace(kho.filed(draft.id), document=second.id)
    kho.remove(draft.id, why="Dự thảo")
    assert [listed.head.document for listed in kho.dossier_documents(dossier.id)] == [second.id]
    assert kho.filed(second.id).tags == ["rừng"]
    kho.take_from_dossier(dossier.id, ["15"])
    assert kho.dossier_documents(dossier.id) == []


def test_a_document_that_was_removed_is_in_no_dossier(kho: Archive) -> None:
    dossier = kho.add_dossier("Rừng", symbol="01.HC")
    kho.put_in_dossier(dossier.id, ["12", "13"])
    kho.tag(["12", "13"], ["rừng"])
    kho.remove("12", why="Nhầm")
    assert numbers(kho, dossier.id) == ["13/KH-UBND"]
    assert kho.dossier(dossier.id).documents == 1
    assert [(one.tag, one.documents) for one in kho.tags()] == [("rừng", 1)]


def test_all_of_it_is_made_again_from_the_journal(kho: Archive) -> None:
    dossier = kho.add_dossier("Rừng", symbol="01.HC", retention=20, creator="Lò Thị Nhạn", note="Gốc", by="Lan")
    kho.put_in_dossier(dossier.id, ["12", "13", "14"], by="Lan")
    kho.arrange_dossier(dossier.id, ["14", "13"])
    kho.take_from_dossier(dossier.id, ["12"])
    kho.close_dossier(dossier.id, by="Mai")
    kho.remove_dossier(kho.add_dossier("Nhầm").id)
    kho.tag(["12", "13"], ["rừng", "Khẩn"], by="Lan")
    kho.tag(["12"], ["khan"], False)
    before, shown = dump(kho), kho.dossier(dossier.id)
    assert [line for line in before if line.startswith("filings")]
    upkeep.rebuild(kho.store)
    assert dump(kho) == before
    assert kho.dossier(dossier.id) == shown
    said = [line for line in before if line.startswith(("dossiers", "filings", "tags"))]
    restart_database(kho.folder)
    with Archive(kho.folder) as again:  # reads the journal, which its database does not hold yet
        assert [line for line in dump(again) if line.startswith(("dossiers", "filings", "tags"))] == said


def test_readers_see_nothing_of_restricted_documents(kho: Archive) -> None:
    mixed = kho.add_dossier("Rừng", symbol="01.HC")
    secret = kho.add_dossier("Kỷ luật ông Piêng", symbol="02.HC")
    kho.add_dossier("Mới", symbol="03.HC")
    kho.put_in_dossier(mixed.id, ["12", "13"])
    kho.put_in_dossier(secret.id, ["13"])
    kho.tag(["12", "13"], ["rừng"])
    kho.tag(["13"], ["kỷ luật"])
    kho.restrict("13", True)
    assert [(one.symbol, one.documents) for one in kho.dossiers()] == [("01.HC", 2), ("02.HC", 1), ("03.HC", 0)]
    with Archive(kho.folder, restricted=False) as reader:
        assert {(one.symbol, one.documents) for one in reader.dossiers()} == {("01.HC", 1), ("03.HC", 0)}
        assert reader.dossier(mixed.id).until == "2023-03-10"
        assert [listed.n for listed in reader.dossier_documents(mixed.id)] == [1]
        with pytest.raises(UnknownError):
            reader.dossier("02.HC")
        assert [(one.tag, one.documents) for one in reader.tags()] == [("rừng", 1)]
        assert reader.search("", tag="rừng").facets["tag"] == [("rừng", 1)]
        assert reader.search("", dossier="01.HC").total == 1
        assert reader.search("", tag="rừng").facets["dossier"] == [(str(mixed.id), 1)]
        assert reader.search("xã").facets["dossier"] == [(str(mixed.id), 1), ("", 2)]
        assert reader.count_unfiled() == 2
    assert kho.search("", tag="rừng").facets["dossier"] == [(str(mixed.id), 2), (str(secret.id), 1)]


def test_dossiers_are_listed_by_year_and_number_and_by_words(kho: Archive) -> None:
    for symbol, year in (("10.HC", 2023), ("2.HC", 2023), ("02.TC", 2024), (None, None)):
        kho.add_dossier(f"Hồ sơ {symbol or 'chưa có số'}", symbol=symbol, year=year, creator="Lò Thị Nhạn")
    assert [one.symbol for one in kho.dossiers()] == ["02.TC", "2.HC", "10.HC", None]
    assert [one.symbol for one in kho.dossiers(limit=2, offset=1)] == ["2.HC", "10.HC"]
    assert [one.symbol for one in kho.dossiers(year=2023)] == ["2.HC", "10.HC"]
    assert [one.symbol for one in kho.dossiers(text="nhan chua co")] == [None]
    assert kho.dossiers(text="không đâu") == []


def test_pages_are_counted_while_they_are_known() -> None:
    listed = number_pages(
        [Head(name, name, name, pages=pages) for name, pages in zip("abcd", (2, 1, None, 3), strict=True)]
    )
    assert [(one.n, one.first_page, one.last_page) for one in listed] == [
        (1, 1, 2),
        (2, 3, 3),
        (3, None, None),
        (4, None, None),
    ]
