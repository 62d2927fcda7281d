"""What pages of lists ask beside the rest: names with their unit, missing documents by words, phases of documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.papers import keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.archive.ask.assignees import find_bodies
from vbparse.errors import InputError
from vbparse.language.folding import fold

PHASES = "Chia làm hai đợt: Đợt 1: từ ngày 15/3/2023 đến ngày 30/4/2023; Đợt 2: từ ngày 01/5/2023 đến ngày 31/8/2023."
BASIS = "Căn cứ Nghị định số 156/2018/NĐ-CP ngày 16/11/2018 của Chính phủ quy định chi tiết thi hành Luật Lâm nghiệp;"
SCHOOLS = "Hiệu trưởng các trường học trên địa bàn tuyên truyền cho học sinh trước ngày 20/3/2023."


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as kho:
        keep(
            kho,
            paper("12", aim=PHASES, basis=[BASIS], work=[SCHOOLS]),
            paper("13", day=(2023, 5, 2), basis=[BASIS], title="Diễn tập chữa cháy rừng"),
            paper("14", day=(2022, 5, 2), unit="XÃ NÀ LƯM", title="Trồng rừng", work=[SCHOOLS]),
        )
        yield kho


def test_every_body_is_found_by_its_name_with_its_unit_and_by_its_id(kho: Archive) -> None:
    bodies = kho.assignees(limit=None)
    assert len(bodies) > 2
    for body in bodies:
        assert find_bodies(kho.store.db, body.body) == [body.body]
        assert body.body in find_bodies(kho.store.db, f"{body.name} {body.unit}")
        assert kho.assignee(body.body) == body
    with pytest.raises(InputError):
        kho.assignee("khong")


def test_a_unit_keeps_bodies_of_others_out(kho: Archive) -> None:
    schools = [body for body in kho.assignees(limit=None) if "rường" in body.name]
    assert {body.unit for body in schools} == {"xã Suối Dền", "xã Nà Lưm"}
    for body in schools:
        assert find_bodies(kho.store.db, f"{body.name} {body.unit}") == [body.body]


@pytest.mark.parametrize("typed", ["{name} {place}", "{NAME} {PLACE}", "{plain} {plain_unit}", "{plain} {plain_place}"])
def test_a_body_is_found_with_its_place_and_without_marks(kho: Archive, typed: str) -> None:
    for body in kho.assignees(limit=None):
        place = (body.unit or "").removeprefix("xã ")
        parts = {"name": body.name, "place": place, "NAME": body.name.upper(), "PLACE": place.upper()}
        plain = {"plain": fold(body.name), "plain_unit": fold(body.unit or ""), "plain_place": fold(place)}
        assert find_bodies(kho.store.db, typed.format(**parts, **plain)) == [body.body]
        assert find_bodies(kho.store.db, f"{body.name} huyện {place}") == []


def test_names_that_are_near(kho: Archive) -> None:
    (first, *_) = kho.assignees_like("hiệu trưởng trường học suối dềm")
    assert (first.name, first.unit) == ("Hiệu trưởng các trường học", "xã Suối Dền")
    assert kho.assignees_like("xyzxyz") == []


@pytest.mark.parametrize("typed", ["156/2018", "nghi dinh 156", "chính phủ", "CHINH  PHU 156"])
def test_missing_documents_by_words(kho: Archive, typed: str) -> None:
    assert [one.canonical for one in kho.missing(text=typed)] == ["156/2018/NĐ-CP"]
    assert kho.missing(text=f"{typed} 999") == []


def test_a_missing_document_with_the_sentences_that_cite_it(kho: Archive) -> None:
    (one,) = kho.missing(text="156/2018")
    assert kho.missing_one(one.wanted) == one
    citing = kho.citing_missing(one.wanted)
    assert [citation.head.canonical for citation in citing] == ["13/KH-UBND", "12/KH-UBND"]
    assert all("156/2018/NĐ-CP" in (citation.sentence or "") for citation in citing)
    assert kho.citing_missing(one.wanted, limit=1, offset=1) == citing[1:]
    assert kho.missing_one("156|X") is None


def test_phases_of_documents_and_the_documents_that_have_any(kho: Archive) -> None:
    phased, other = kho.find("12/KH-UBND").document, kho.find("13/KH-UBND").document
    assert list(kho.phases_of([phased, other])) == list(kho.phases(phased)) != []
    assert kho.newest_with_phases(5) == [phased]
    assert kho.newest_with_phases(5, due="2023-08") == [phased]
    assert kho.newest_with_phases(5, due="2024") == []
    assert kho.newest_with_phases(5, issuer="suoi den") == [phased]
    assert kho.newest_with_phases(5, issuer="nà lưm") == []


def test_a_reader_is_told_nothing_of_what_is_restricted(kho: Archive) -> None:
    phased = kho.find("12/KH-UBND").document
    kho.restrict(phased, True, by="lan", why="riêng")
    (one,) = kho.missing(text="156/2018")
    with Archive(kho.folder, restricted=False) as reader:
        assert reader.newest_with_phases(5) == []
        assert list(reader.phases_of([phased])) == []
        assert [citation.head.canonical for citation in reader.citing_missing(one.wanted)] == ["13/KH-UBND"]
        assert [missing.citations for missing in reader.missing(text="156")] == [1]


def test_what_was_merged_and_split_is_told_the_latest_first(kho: Archive) -> None:
    one, other = kho.assignees(limit=2)
    kho.merge(one.body, [other.body], by="lan", why="một")
    kho.split(one.body, next(iter(other.spellings)), by="minh", why="hai")
    told = [(union.what, union.by, union.why) for union in kho.unions(one.body)]
    assert told == [("split", "minh", "hai"), ("merged", "lan", "một")]
    with pytest.raises(InputError, match=f"was merged into {one.body}"):
        kho.unions(other.body)
    with pytest.raises(InputError, match="no such body"):
        kho.unions("ffff")
    assert [union.what for union in kho.unions()] == ["split", "merged"]
