"""Lists of bodies: where names begin and end, and what ended the list."""

from __future__ import annotations

import pytest

from vbparse.bodies.lexicon import find_terms
from vbparse.fields.actors import ActorParser
from vbparse.text import fold_view


def read(text: str, *, partner: bool = False) -> tuple[list[str], str] | None:
    view = fold_view(text)
    found = ActorParser(view, find_terms(view)).read_actors(0, len(view), partner=partner)
    return ([text[slice(*a.span)] for a in found.items], found.stop) if found else None


@pytest.mark.parametrize(
    ("text", "names", "stop"),
    [
        ("Sở Y tế chủ trì", ["Sở Y tế"], "action"),
        ("Sở Y tế, Sở Nội vụ và Công an tỉnh chủ trì", ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"], "action"),
        ("Sở Văn hóa, Thể thao và Du lịch phối hợp", ["Sở Văn hóa, Thể thao và Du lịch"], "action"),
        ("Sở Giáo dục và Đào tạo; Sở Y tế", ["Sở Giáo dục và Đào tạo", "Sở Y tế"], "end"),
        ("Văn phòng - Thống kê:", ["Văn phòng - Thống kê"], "colon"),
        ("Sở Y tế khi cần thiết", ["Sở Y tế"], "stop"),
        ("Các sở, ban, ngành tổ chức", ["Các sở, ban, ngành"], "action"),
        ("UBND các xã, phường, thị trấn báo cáo", ["UBND các xã, phường, thị trấn"], "action"),
        ("các cơ quan liên quan có giải pháp giáo dục", ["các cơ quan liên quan"], "action"),
        ("Chủ tịch UBND xã chịu trách nhiệm", ["Chủ tịch UBND xã"], "action"),
        ("Đội Tham mưu tổng hợp tham mưu cho UBND", ["Đội Tham mưu tổng hợp"], "action"),
        (
            "Đội Cảnh sát điều tra tội phạm về trật tự xã hội chủ trì",
            ["Đội Cảnh sát điều tra tội phạm về trật tự xã hội"],
            "action",
        ),
        ("Sở Y tế (Phòng A, Phòng B), Sở Nội vụ chủ trì", ["Sở Y tế", "Sở Nội vụ"], "action"),
        ("Sở Y tế (cơ quan thường trực), Sở Nội vụ chủ trì", ["Sở Y tế", "Sở Nội vụ"], "action"),
    ],
)
def test_a_list_of_bodies(text: str, names: list[str], stop: str) -> None:
    assert read(text) == (names, stop)


def test_one_head_for_several_names() -> None:
    view = "Giám đốc các Sở: Xây dựng, Tài chính chịu trách nhiệm"
    found = ActorParser(view, find_terms(view)).read_actors(0, len(view))
    assert found is not None
    assert [a.name for a in found.items] == ["Giám đốc Sở Xây dựng", "Giám đốc Sở Tài chính"]


def test_a_comrade_and_his_post() -> None:
    view = "Đồng chí Trần Văn Bình - Phó Chủ tịch UBND xã chủ trì"
    found = ActorParser(view, find_terms(view)).read_actors(0, len(view))
    assert found is not None
    (actor,) = found.items
    assert actor.person is not None
    assert actor.post is not None
    assert (view[slice(*actor.person)], view[slice(*actor.post)]) == ("Trần Văn Bình", "Phó Chủ tịch UBND xã")


@pytest.mark.parametrize("text", ["", "trồng cây ven đường", "Trồng cây", "Kinh phí từ ngân sách", "chủ trì"])
def test_no_body_no_list(text: str) -> None:
    assert read(text) is None


def test_a_common_noun_is_a_body_behind_phoi_hop_alone() -> None:
    assert read("thôn thực hiện") is None
    assert read("thôn thực hiện", partner=True) == (["thôn"], "action")
