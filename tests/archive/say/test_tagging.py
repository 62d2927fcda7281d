"""Tags: alike but for case and marks they are one; given and taken back in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.papers import dump, keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.errors import InputError


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"), paper("13", day=(2023, 5, 2), title="Diễn tập"), paper("14", day=(2022, 5, 2)))
        yield held


def counts(held: Archive) -> list[tuple[str, int]]:
    return [(one.tag, one.documents) for one in held.tags()]


def test_many_documents_get_tags_in_one_step(kho: Archive) -> None:
    lines = len(list(kho.store.journal.read_lines()))
    assert len(kho.tag(["12", "13", "12"], ["Khẩn  cấp", "rừng", "khan cap"], by="Lan")) == 2
    *_, last = kho.store.journal.read_lines()
    assert len(list(kho.store.journal.read_lines())) == lines + 1
    assert json.loads(last)["tags"] == ["Khẩn cấp", "rừng"]
    kho.tag(["14"], ["KHẨN CẤP"])
    assert counts(kho) == [("Khẩn cấp", 3), ("rừng", 2)]
    assert kho.filed("14").tags == ["Khẩn cấp"]
    assert [(one.tag, one.documents) for one in kho.tags("ru")] == [("rừng", 2)]
    kho.tag(["12", "14"], ["khẩn cấp"], False)
    assert counts(kho) == [("rừng", 2), ("Khẩn cấp", 1)]


@pytest.mark.parametrize(
    ("tags", "said"), [([" - "], "is no tag"), (["x" * 61], "too long"), ([], "Nothing is tagged")]
)
def test_what_is_no_tag_is_refused_and_nothing_stays(kho: Archive, tags: list[str], said: str) -> None:
    before = dump(kho)
    with pytest.raises(InputError, match=said):
        kho.tag(["12"], ["rừng", *tags] if tags else [])
    assert dump(kho) == before


def test_a_tag_is_called_otherwise_or_made_one_with_another(kho: Archive) -> None:
    kho.tag(["12", "13"], ["pccc rừng"])
    kho.tag(["14"], ["Cháy rừng"])
    assert kho.rename_tag("PCCC rừng", "PCCC Rừng") == 2
    assert counts(kho) == [("PCCC Rừng", 2), ("Cháy rừng", 1)]
    assert kho.rename_tag("pccc rung", "cháy rừng") == 2
    assert counts(kho) == [("Cháy rừng", 3)]
    with pytest.raises(InputError, match="no document bears"):
        kho.rename_tag("pccc", "x")


def test_tags_and_dossiers_filter_lists_and_searches(kho: Archive) -> None:
    kho.tag(["12", "14"], ["rừng"])
    kho.add_dossier("Rừng", symbol="01.HC")
    kho.put_in_dossier("01.HC", ["12", "13"])

    def listed(**filters: object) -> list[str | None]:
        return [head.canonical for _, head in kho.newest_documents(**filters)]  # type: ignore[arg-type]

    assert listed(tag="RUNG") == ["12/KH-UBND", "14/KH-UBND"]
    assert listed(dossier="1.hc") == ["13/KH-UBND", "12/KH-UBND"]
    assert listed(tag="rừng", dossier="01.HC") == ["12/KH-UBND"]
    assert listed(unfiled=True) == ["14/KH-UBND"]
    assert listed(tag="rừng", until="2022") == ["14/KH-UBND"]
    assert [hit.head.canonical for hit in kho.search("diễn tập", dossier="01.HC").hits] == ["13/KH-UBND"]
    found = kho.search("cháy rừng", unfiled=True)
    assert ([hit.head.canonical for hit in found.hits], found.facets["tag"]) == (["14/KH-UBND"], [("rừng", 1)])
    assert kho.search("", tag="lúa").nowhere == ["lúa"]
    assert "tag" not in kho.search("diễn tập").facets
    first, *_ = kho.newest_documents(tag="rừng", limit=1)
    assert [head.canonical for _, head in kho.newest_documents(tag="rừng", below=first[0])] == ["14/KH-UBND"]
    with pytest.raises(InputError, match="no such dossier"):
        kho.search("", dossier="09.HC")
    with pytest.raises(InputError, match="cannot be a filter"):
        kho.search("", tag="-")


def test_what_arrived_last_comes_first(kho: Archive) -> None:
    keep(kho, paper("3", day=(2020, 1, 2), title="Cháy rừng năm cũ"))
    kho.store.db.execute("UPDATE sources SET at = '2199-01-01T00:00:00Z' WHERE sha256 = ?", (kho.find("3").document,))
    assert [head.canonical for _, head in kho.arrived_documents("cháy rừng", limit=1)] == ["3/KH-UBND"]
    assert len(kho.arrived_documents("")) == 4
    assert [at[:4] for at, _ in kho.arrived_documents("", until="2020")] == ["2199"]


def test_the_history_of_a_document_tells_of_it(kho: Archive) -> None:
    kho.add_dossier("Rừng", symbol="01.HC")
    kho.put_in_dossier("01.HC", ["12"], by="Lan")
    kho.tag(["12"], ["rừng"], by="Mai")
    events = [(event.what, event.by, event.text) for event in kho.history("12")]
    assert events[1:] == [("filed", "Lan", "01.HC · Rừng"), ("tagged", "Mai", "rừng")]
