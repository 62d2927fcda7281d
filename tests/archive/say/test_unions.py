"""Merges and splits hold for the bodies that were meant, whatever else bears the name, and whatever came first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from archive.papers import dump, keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.archive.ask.assignees import LONGEST, find_bodies
from vbparse.archive.store import upkeep
from vbparse.errors import InputError

OFFICE = """UBND TỈNH SƠN VÂN
SỞ {house}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/KH-{symbol}

Sơn Vân, ngày 10 tháng 3 năm 2023

KẾ HOẠCH
Cải cách hành chính năm 2023

I. MỤC ĐÍCH, YÊU CẦU

Bảo đảm đúng quy định.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng tổng hợp kết quả, báo cáo Giám đốc trước ngày 25/3/2023.

2. Văn phòng Sở theo dõi, đôn đốc việc thực hiện.

Nơi nhận:
- Lưu: VT.

GIÁM ĐỐC

Lường Văn Piêng
"""
HEALTH, HOME_AFFAIRS = (
    OFFICE.format(house=house, number=number, symbol=symbol).encode()
    for house, number, symbol in (("Y TẾ", 12, "SYT"), ("NỘI VỤ", 14, "SNV"))
)
TEAM = "Tổ công tác rà soát các hộ trước ngày 20/3/2023."
TEAM_IN_CAPITALS = "Tổ Công tác rà soát các hộ trước ngày 20/3/2023."


def offices(held: Archive) -> dict[str, str]:
    """Name of the body that each office is, by its spelling and the house."""
    return {
        f"{owed.assignee_text} {(owed.head.canonical or '').partition('/')[2]}": owed.assignee.body
        for owed in held.obligations()
        if owed.assignee
    }


def test_a_split_takes_nothing_from_another_body_of_the_same_name(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, HEALTH, HOME_AFFAIRS)
        before = offices(held)
        assert len(set(before.values())) == 2
        held.split(before["Văn phòng KH-SYT"], "Văn phòng")
        after = offices(held)
        assert [key for key in before if before[key] != after[key]] == ["Văn phòng KH-SYT"]
        split = dump(held)
        upkeep.rebuild(held.store)
        assert dump(held) == split
        held.split(before["Văn phòng KH-SNV"], "Văn phòng")
        assert len(set(offices(held).values())) == 4


def test_what_was_split_off_and_merged_back_is_split_off_by_taking_back_the_merge(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, HEALTH)
        whole = offices(held)["Văn phòng KH-SYT"]
        apart = held.split(whole, "Văn phòng")
        held.merge(whole, [apart])
        (merged, _) = held.unions()
        before = dump(held)
        with pytest.raises(InputError, match=f"take the merge back with `vbparse withdraw {merged.n}`"):
            held.split(whole, "Văn phòng")
        assert dump(held) == before
        held.withdraw_union(merged.n)
        assert offices(held)["Văn phòng KH-SYT"] == apart


def test_what_made_a_body_is_listed_by_any_of_its_ids(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, HEALTH, HOME_AFFAIRS)
        health, home = offices(held)["Văn phòng KH-SYT"], offices(held)["Văn phòng KH-SNV"]
        apart = held.split(health, "Văn phòng")
        held.merge(home, [apart])
        assert [union.what for union in held.unions(home)] == ["merged", "split"]
        assert [union.what for union in held.unions(health[:8])] == ["split"]


def test_a_body_is_called_as_it_is_called_most_whatever_came_first(tmp_path: Path) -> None:
    papers = [paper(str(n), work=[work]) for n, work in enumerate((TEAM, TEAM_IN_CAPITALS, TEAM_IN_CAPITALS), 1)]
    dumps = set()
    for i, order in enumerate(permutations(papers)):
        with made(tmp_path / str(i)) as held:
            for one in order:
                keep(held, one)
            (team,) = held.assignees("tổ công tác")
            assert team.name == "Tổ Công tác"
            dumps.add("\n".join(dump(held)))
            held.remove("2", why="Nhầm")
            held.remove("3", why="Nhầm")
            (team,) = held.assignees("tổ công tác")
            assert team.name == "Tổ công tác"
    assert len(dumps) == 1


def test_a_name_that_repeats_its_place_is_looked_up_once(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1"), paper("2", unit="THỊ TRẤN SUỐI DỀN"), paper("3", unit="HUYỆN SUỐI DỀN"))
        asked: list[str] = []
        held.store.db.set_trace_callback(asked.append)
        assert find_bodies(held.store.db, "zzz" + " Suối Dền" * 20) == []
        assert len(asked) < 100
        with pytest.raises(InputError, match=f"more than {LONGEST} words"):
            find_bodies(held.store.db, "tổ " * (LONGEST + 1))
