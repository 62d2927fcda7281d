"""Merged and split bodies, removals: what is said is kept, and what cannot be said is told."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.papers import LOC, VAN, WORK, dump, keep, made, paper, put
from vbparse.archive.archive import Archive
from vbparse.archive.store import upkeep
from vbparse.errors import InputError

MONTHLY = ("Công chức Tài chính - Kế toán báo cáo trước ngày 15 hằng tháng.",)


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"), paper("14", kind="BC", title="Kết quả phòng cháy", work=()))
        yield held


def owed(held: Archive, **asked: object) -> list[tuple[str, str | None]]:
    return [(o.status, o.last_day) for o in held.obligations(**asked)]  # type: ignore[arg-type]


# --- bodies


def body(held: Archive, named: str) -> str:
    (found,) = held.assignees(named)
    return found.body


def spelled(held: Archive) -> list[set[str]]:
    return sorted((set(a.spellings) for a in held.assignees()), key=lambda names: sorted(names))


POLICE, TREASURER, CLERK = "Tổ an ninh cơ sở", "Đội dân phòng", "Ban quản lý rừng"
THREE = [f"{name} tuần tra, canh gác hằng đêm." for name in (POLICE, TREASURER, CLERK)]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Archive]:
    """Two documents that charge three bodies."""
    with made(tmp_path / "three") as held:
        keep(held, paper("1", work=THREE), paper("2", work=THREE, title="Trực Tết"))
        assert len(spelled(held)) == 3
        yield held


def same_after_all(held: Archive) -> None:
    """Parsed again, rebuilt: what was said holds."""
    before = dump(held)
    put(held, [held.store.parsed_document(document) for document in held.store.document_ids()])
    assert dump(held) == before
    upkeep.rebuild(held.store)
    assert dump(held) == before


def test_merged_bodies_owe_together(three: Archive) -> None:
    target = body(three, POLICE)
    assert three.merge(target, [body(three, TREASURER)], by="Hà", why="đổi tên") == target
    assert {POLICE, TREASURER} in spelled(three)
    assert len(three.obligations(assignee=TREASURER)) == len(three.obligations(assignee=POLICE)) == 4
    keep(three, paper("3", work=THREE[1:2], title="Lễ hội"))
    assert len(three.obligations(assignee=POLICE)) == 5
    same_after_all(three)


def test_the_merged_can_be_merged_again(three: Archive) -> None:
    police, treasurer, clerk = (body(three, name) for name in (POLICE, TREASURER, CLERK))
    three.merge(treasurer, [police])
    three.merge(clerk, [treasurer])
    assert spelled(three) == [{POLICE, TREASURER, CLERK}]
    assert three.assignees()[0].body == clerk
    same_after_all(three)


def test_a_spelling_of_a_merged_body_can_be_split_off(three: Archive) -> None:
    police, treasurer, clerk = (body(three, name) for name in (POLICE, TREASURER, CLERK))
    three.merge(police, [treasurer, clerk])
    new = three.split(police, TREASURER.upper(), by="Hà")
    assert new not in (police, treasurer, clerk)
    assert spelled(three) == sorted([{POLICE, CLERK}, {TREASURER}], key=sorted)
    same_after_all(three)
    three.merge(police, [new])
    assert spelled(three) == [{POLICE, TREASURER, CLERK}]
    same_after_all(three)


def test_a_spelling_merged_from_another_unit_can_be_split_off(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=THREE[:1]), paper("2", unit="XÃ PÁ CHỐNG", work=THREE[1:2]))
        police, treasurer = (body(held, name) for name in (POLICE, TREASURER))
        held.merge(police, [treasurer])
        assert len(held.assignees()) == 1
        held.split(police, TREASURER)
        assert spelled(held) == sorted([{POLICE}, {TREASURER}], key=sorted)
        same_after_all(held)


def test_a_split_spelling_is_another_body_in_its_unit_alone(three: Archive) -> None:
    police, treasurer = body(three, POLICE), body(three, TREASURER)
    three.merge(police, [treasurer])
    three.split(police, TREASURER)
    keep(three, paper("9", unit="XÃ PÁ CHỐNG", work=THREE[1:2]))
    found = [a for a in three.assignees() if set(a.spellings) == {TREASURER}]
    assert sorted(a.unit or "" for a in found) == ["xã Pá Chống", "xã Suối Dền"]
    assert len({a.body for a in found}) == 2


def test_what_cannot_be_merged_or_split_is_told(three: Archive) -> None:
    police, treasurer = body(three, POLICE), body(three, TREASURER)
    for call, sentence in (
        (lambda: three.merge("ffff", [police]), "ffff: no such body; `vbparse assignees` tells their ids."),
        (lambda: three.merge(police, ["ffff"]), "ffff: no such body"),
        (lambda: three.merge(police, [police]), "name at least one other body"),
        (lambda: three.merge(police, []), "name at least one other body"),
        (lambda: three.merge("", [police]), "more than one such body"),
        (lambda: three.split(police, TREASURER), "not a spelling of"),
        (lambda: three.split(police, POLICE), "the only spelling of"),
        (lambda: three.split("ffff", POLICE), "no such body"),
    ):
        before = dump(three)
        with pytest.raises(InputError) as told:
            call()
        assert sentence in str(told.value)
        assert dump(three) == before
    three.merge(police, [treasurer])
    with pytest.raises(
        InputError, match=f"{treasurer}: was merged into {police}; name that one, or take the merge back"
    ):
        three.merge(treasurer, [police])


def test_a_merge_is_taken_back(three: Archive) -> None:
    police, treasurer, clerk = (body(three, name) for name in (POLICE, TREASURER, CLERK))
    before = three.assignees()
    three.merge(treasurer, [police])
    three.merge(clerk, [treasurer], by="Hà")
    second, first = three.unions()
    assert [(u.what, u.body, u.other, u.name) for u in (first, second)] == [
        ("merged", treasurer, police, POLICE),
        ("merged", clerk, treasurer, TREASURER),
    ]
    three.withdraw_union(first.n, by="Lan", why="nhầm")
    assert spelled(three) == sorted([{POLICE}, {TREASURER, CLERK}], key=sorted)
    same_after_all(three)
    three.withdraw_union(second.n)
    assert three.assignees() == before
    assert [union.state for union in three.unions()] == ["withdrawn", "withdrawn"]
    same_after_all(three)
    three.merge(treasurer, [police])
    assert spelled(three) == sorted([{POLICE, TREASURER}, {CLERK}], key=sorted)


def test_a_split_is_taken_back(three: Archive) -> None:
    police, treasurer = body(three, POLICE), body(three, TREASURER)
    three.merge(police, [treasurer])
    new = three.split(police, TREASURER)
    three.merge(body(three, CLERK), [new])
    n = next(union.n for union in three.unions(police) if union.what == "split")
    three.withdraw_union(n)
    assert {POLICE, TREASURER} in spelled(three)
    same_after_all(three)


def test_a_split_spelling_takes_no_other_spelling_along(three: Archive) -> None:
    police, treasurer, clerk = (body(three, name) for name in (POLICE, TREASURER, CLERK))
    three.merge(police, [treasurer])
    three.merge(clerk, [three.split(police, POLICE)])
    keep(three, paper("8", work=[f"{POLICE} xã canh gác hằng đêm."], title="Lễ hội"))
    assert spelled(three) == sorted([{POLICE, CLERK}, {TREASURER, f"{POLICE} xã"}], key=sorted)
    same_after_all(three)


def test_what_was_cut_off_after_the_journal_is_done_when_it_is_opened(three: Archive) -> None:
    police, treasurer, clerk = (body(three, name) for name in (POLICE, TREASURER, CLERK))

    def cut_off(say: Callable[[], object]) -> None:
        """Say something of which the journal alone keeps hold, and open the archive again."""
        before = three.folder / "before.db"
        with closing(sqlite3.connect(before)) as copy:
            three.store.db.backup(copy)
        say()
        after = dump(three)
        with closing(sqlite3.connect(before)) as copy:
            copy.backup(three.store.db)
        assert dump(three) != after
        with Archive(three.folder) as again:
            assert dump(again) == after

    cut_off(lambda: three.merge(treasurer, [police]))
    cut_off(lambda: three.merge(clerk, [treasurer]))
    cut_off(lambda: three.split(clerk, POLICE))
    for union in three.unions():
        cut_off(lambda n=union.n: three.withdraw_union(n))  # type: ignore[misc]
    assert len(spelled(three)) == 3


def test_what_cannot_be_withdrawn_is_told(three: Archive) -> None:
    three.merge(body(three, POLICE), [body(three, TREASURER)])
    (union,) = three.unions()
    with pytest.raises(InputError, match="99: no such merge or split"):
        three.withdraw_union(99)
    with pytest.raises(InputError, match="no such correction"):
        three.withdraw(union.n)
    three.withdraw_union(union.n)
    with pytest.raises(InputError, match="this merge is withdrawn already"):
        three.withdraw_union(union.n)


def test_a_merge_holds_when_another_unit_of_its_name_comes(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=THREE, above=LOC))
        held.merge(body(held, POLICE), [body(held, TREASURER)])
        held.split(body(held, POLICE), POLICE)
        said = spelled(held)
        keep(held, paper("2", work=THREE, title="Trực Tết", above=VAN))
        assert spelled(held) == sorted([*said, {POLICE}, {TREASURER}, {CLERK}], key=sorted)
        same_after_all(held)
        held.remove("2/KH-UBND", why="thử")
        assert spelled(held) == said
        same_after_all(held)


def test_a_body_merged_into_one_of_another_unit_follows_it(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=THREE[:1]), paper("2", unit="XÃ PÁ CHỐNG", work=THREE[1:2], above=LOC))
        held.merge(body(held, TREASURER), [body(held, POLICE)])
        keep(held, paper("3", unit="XÃ PÁ CHỐNG", work=THREE[2:], above=VAN))
        assert spelled(held) == sorted([{POLICE, TREASURER}, {CLERK}], key=sorted)
        same_after_all(held)


# --- schools


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 2, 0), (2, 3, 0, 1)])
def test_a_school_that_its_district_names_is_that_of_its_commune(tmp_path: Path, order: tuple[int, ...]) -> None:
    school = "Trường Mầm non Suối Dền báo cáo kết quả trước ngày 25/3/2023."
    papers = [
        paper("1", unit="HUYỆN NÀ LỘC", work=[school, school.replace("Mầm non", "THPT")], title="Tuyển sinh"),
        paper("2", work=["Trường Mầm non báo cáo kết quả trước ngày 25/3/2023."], above=LOC),
        paper("3", work=WORK, above="ỦY BAN NHÂN DÂN HUYỆN AN SƠN"),
        paper("4", work=WORK, above="ỦY BAN NHÂN DÂN HUYỆN BÌNH LÂM"),
    ]
    with made(tmp_path / "kho") as held:
        for i in order:
            keep(held, papers[i])
        found = {(one.name, one.unit, one.obligations) for one in held.assignees() if "rường" in one.name}
        assert found == {
            ("Trường Mầm non", "xã Suối Dền", 2),
            ("Trường Trung học phổ thông Suối Dền", "huyện Nà Lộc", 1),
        }
        same_after_all(held)
        held.remove("2/KH-UBND", why="thử")
        assert {one.unit for one in held.assignees("trường")} == {"huyện Nà Lộc"}
        same_after_all(held)


# --- naming and removing documents


def test_documents_are_found_by_what_people_type(kho: Archive) -> None:
    document = kho.find("12/KH-UBND").document
    for typed in (document, document[:8], " 12/KH-UBND ", "012/kh-ubnd", "12-KH/UBND", "12", "số 12", "Số: 12/KH-UBND"):
        assert kho.find(typed).document == document, typed
    for typed in (document.upper(), "Kế hoạch số 12/KH-UBND", "kế hoạch 12/KH-UBND", "KH 12/kh-ubnd"):
        assert kho.find(typed).document == document, typed
        assert kho.find(unicodedata.normalize("NFD", typed)).document == document, typed
    keep(kho, paper("9", kind="QĐ"))
    kho.correct("9", "number", "09/2019/QĐ-UBND")
    for typed in ("9", "09/2019", "9/2019/QĐ-UBND", "09/2019/qđ-ubnd", "09/2019/QD-UBND", "9/2019/qd-ubnd"):
        assert kho.find(typed).canonical == "09/2019/QĐ-UBND", typed


def test_a_ky_hieu_without_marks_is_none_where_it_is_one_with_them(kho: Archive) -> None:
    keep(kho, paper("9", kind="QĐ"))
    kho.correct("9", "number", "9/ĐA-UBND")
    assert (kho.find("9/DA-UBND").canonical, kho.find("9").canonical) == ("9/ĐA-UBND", "9/ĐA-UBND")
    keep(kho, paper("8", kind="QĐ", title="Dự án"))
    kho.correct("8", "number", "9/DA-UBND")
    assert (kho.find("9/DA-UBND").canonical, kho.find("9/ĐA-UBND").canonical) == ("9/DA-UBND", "9/ĐA-UBND")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "99",
        "ffffffff",
        "12/QĐ-UBND",
        "Kế hoạch",
        "Quyết định 12",
        "xã 12/KH-UBND",
        "%",
        "12/2019/KH-UBND",
        "#",
    ],
)
def test_what_fits_no_document_is_told(kho: Archive, typed: str) -> None:
    with pytest.raises(InputError, match="no such document; name an id"):
        kho.find(typed)
    with pytest.raises(InputError, match="no such document"):
        kho.history(typed)


def test_what_fits_several_is_listed_and_nothing_done(kho: Archive) -> None:
    keep(kho, *(paper("12", unit=f"XÃ {name}") for name in ("PÁ CHỐNG", "NẬM LỪA")))
    before = dump(kho)
    with pytest.raises(InputError) as told:
        kho.remove("12", why="thử")
    first, *lines = str(told.value).splitlines()
    assert first == "12: fits 3 documents; name one by its id:"
    assert len(lines) == 3
    assert all("12/KH-UBND · 2023-03-10 · Ủy ban nhân dân xã" in line for line in lines)
    assert dump(kho) == before
    assert kho.find(lines[0].split()[0]).canonical == "12/KH-UBND"


def test_digits_that_are_the_beginning_of_an_id_and_a_number_fit_both(kho: Archive) -> None:
    document = kho.store.document_ids()[0]
    kho.store.db.execute("UPDATE heads SET number_key = '1234|KHUBND' WHERE document <> ?", (document,))
    kho.store.db.execute("UPDATE heads SET document = ? WHERE document = ?", ("1234" + document[4:], document))
    with pytest.raises(InputError, match="fits 2 documents"):
        kho.find("1234")


def test_what_was_removed_leaves_a_tombstone_and_its_history(kho: Archive) -> None:
    [head] = kho.remove("12", why="trùng", by="Hà")
    with pytest.raises(InputError, match="no such document"):
        kho.document("12")
    for typed in (head.document, head.document[:9], "12/KH-UBND"):
        assert [(e.what, e.by, e.text) for e in kho.history(typed)] == [("removed", "Hà", "trùng")]
    assert not (kho.folder / "originals" / head.document[:2] / head.document).exists()
    assert kho.obligations() == []
    assert kho.search("mùa khô").total == 0


def test_nothing_is_removed_without_a_reason(kho: Archive) -> None:
    with pytest.raises(InputError, match="nothing is removed without a reason"):
        kho.remove("12", why=" ")
    assert kho.find("12")
