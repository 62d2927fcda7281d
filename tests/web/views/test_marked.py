"""Texts cut at marked places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vbparse.web.views.marked import cut_segments, split_lines

TEXT = st.text(alphabet="aă \nß€𝐀<&", max_size=40)
SPAN = st.tuples(st.integers(-3, 45), st.integers(-3, 45))
MARKS = st.lists(st.tuples(SPAN, st.sampled_from(["title", "number", "obligations.a.task", "obligations.a.due"])))


@given(TEXT, MARKS)
def test_nothing_of_a_text_is_lost_or_changed(text: str, marks: list[tuple[tuple[int, int], str]]) -> None:
    cut = cut_segments(text, marks)
    assert "".join(one.text for one in cut) == text
    assert "\n".join("".join(one.text for one in line) for line in split_lines(cut)) == text
    for one in [*cut, *(one for line in split_lines(cut) for one in line)]:
        assert text[one.start : one.start + len(one.text)] == one.text


@given(TEXT, MARKS)
def test_the_segments_of_a_field_are_its_places(text: str, marks: list[tuple[tuple[int, int], str]]) -> None:
    cut = cut_segments(text, marks)
    for field in {field for _, field in marks}:
        meant = {i for (a, b), name in marks if name == field for i in range(max(a, 0), min(b, len(text)))}
        there = {one.start + i for one in cut if field in one.fields for i in range(len(one.text))}
        assert there == meant


def test_the_shortest_of_places_that_overlap_comes_first() -> None:
    cut = cut_segments("trước ngày 15/9", [((0, 15), "task"), ((6, 15), "due"), ((0, 15), "section")])
    assert [(one.text, one.fields) for one in cut] == [
        ("trước ", ("section", "task")),
        ("ngày 15/9", ("due", "section", "task")),
    ]


def test_a_place_over_a_line_break_is_cut_there() -> None:
    (first,), (second, rest) = split_lines(cut_segments("một\nhai ba", [((0, 7), "number")]))
    assert (first.text, second.text, rest.text) == ("một", "hai", " ba")
    assert first.fields == second.fields == ("number",)
    assert rest.fields == ()


def test_kinds_are_told_once() -> None:
    (only,) = cut_segments("a", [((0, 1), "obligations.x.task"), ((0, 1), "obligations.x.due"), ((0, 1), "title.text")])
    assert only.kinds == ["obligations", "head"]
