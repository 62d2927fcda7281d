"""Places of stretches of a text on the pages that show it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vbparse.origins import Glyphs
from vbparse.readers.page_words import PageWord
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.places import Box
from vbparse.web.views.placing import dump_pages, load_pages, place_words

LETTER, LINE = 6.0, 20.0


def page(number: int, *lines: str, left: float = 50.0) -> list[PageWord]:
    """A page whose letters are all 6 points wide."""
    words = []
    for n, line in enumerate(lines):
        at = left
        for word in line.split(" "):
            edges = [at + LETTER * i for i in range(len(word) + 1)]
            words.append(PageWord(word, Glyphs(number, edges[:-1], edges[1:], LINE * n, LINE * n + 14)))
            at = edges[-1] + LETTER
    return words


def drawn(text: str, *pages: list[PageWord]) -> DrawnText:
    return DrawnText(text, place_words(text, pages))


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


TASK = "Công chức Địa chính khảo sát vị trí trồng cây, xong trước ngày 05/3/2024."


def test_a_stretch_has_a_box_for_each_line() -> None:
    text = drawn(TASK, page(1, "Công chức Địa chính khảo sát vị", "trí trồng cây, xong trước ngày 05/3/2024."))
    assert text.boxes(span(TASK, "khảo sát vị trí")) == [Box(1, 170, 0, 236, 14), Box(1, 50, 20, 68, 34)]
    assert text.boxes(span(TASK, "3/2024")) == [Box(1, 254, 20, 290, 34)]
    assert text.share == 1.0


def test_a_stretch_may_go_on_to_the_next_page_behind_what_stands_between() -> None:
    first, second = page(1, "Công chức Địa chính khảo sát vị", "Trang 1"), page(2, "UBND xã", TASK[31:].strip())
    text = drawn(TASK, first, second)
    assert [box.page for box in text.boxes(span(TASK, "khảo sát vị trí"))] == [1, 2]


def test_words_of_one_paragraph_that_stand_apart_on_a_page_have_no_place() -> None:
    text = drawn(TASK, page(1, TASK[:31], "những chữ khác", TASK[32:]))
    assert text.boxes(span(TASK, "khảo sát vị trí")) == []
    assert text.boxes(span(TASK, "khảo sát")) != []


def test_words_that_are_drawn_otherwise_have_no_place() -> None:
    text = drawn(TASK, page(1, TASK.replace("05/3/2024", "06/3/2024")))
    assert text.boxes(span(TASK, "trước ngày 05/3/2024")) == []
    assert text.boxes(span(TASK, "khảo sát vị trí")) != []


def test_cells_have_boxes_of_their_own() -> None:
    table = "Khảo sát vị trí\tCông chức Địa chính"
    words = [*page(1, "Khảo sát vị trí"), *page(1, "Công chức Địa chính", left=300)]
    assert drawn(table, words).boxes((0, len(table))) == [Box(1, 50, 0, 140, 14), Box(1, 300, 0, 414, 14)]


def test_a_stretch_without_letters_has_no_place() -> None:
    text = drawn(TASK, page(1, TASK))
    assert text.boxes(span(TASK, ", ")) == []


def test_lines_stand_for_words_where_a_page_has_none() -> None:
    lines = [((0, 35), Box(1, 50, 0, 260, 14)), ((36, len(TASK)), Box(1, 50, 20, 280, 34))]
    pages = place_words(TASK, [], lines)
    assert [word.text for word in pages[0]] == TASK.split()
    assert [TASK[word.start : word.end] for word in pages[0]] == TASK.split()
    first, last = pages[0][0].box(), pages[0][-1].box()
    assert (first[0], last[2]) == (50, pytest.approx(280))
    lefts = [word.box()[0] for word in pages[0]]
    assert [n for n, (a, b) in enumerate(pairwise(lefts), 1) if a > b] == [8]  # where the second line begins


def test_lines_take_the_place_of_a_layer_that_is_no_text() -> None:
    lines = [((0, len(TASK)), Box(1, 50, 0, 500, 14))]
    (words,) = place_words(TASK, [page(1, "C6ng chilc D!a chfnh khao sat v! tri tr6ng cay")], lines)
    assert [word.text for word in words] == TASK.split()
    (words,) = place_words(TASK, [page(1, TASK)], lines)
    assert words[1].box() == (80, 0, 104, 14)  # by its own letters


def test_a_page_without_anything_stays_empty() -> None:
    assert place_words(TASK, [[], page(2, TASK)])[0] == []


def test_words_come_back_as_they_were_kept() -> None:
    pages = place_words(TASK, [page(1, TASK + " Trang 1")])
    again = load_pages(dump_pages(pages))
    assert [(w.text, w.start, w.box()) for w in again[0]] == [(w.text, w.start, w.box()) for w in pages[0]]
    assert again[0][-1].start is None
