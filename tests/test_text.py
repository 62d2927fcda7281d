"""Text and its origins: offsets, the match view, places in the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.origins import Glyphs, Raw, RawLetters, Spot
from vbparse.text import MOST_MARKS, Span, TextBuilder, compose, fold_view

LETTERS = "aàạăằặâầậbcdđeẹêềệghiịklmnoòọôồộơờợpquụưừựvxyỵAĐÊỘƯƠ 123.,;:-/()\n"
CELL = Spot((("table", 0), ("row", 2), ("cell", 1)))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hòa\u00a0Bình\tngày\u20093", "Hòa Bình ngày 3"),
        ("2021–2025 — nhiệm kỳ", "2021-2025 - nhiệm kỳ"),
        ("“Ngày thứ Năm” ‘xanh’", "\"Ngày thứ Năm\" 'xanh'"),
        ("Ðiều 3, ðợt 1", "Điều 3, đợt 1"),
        ("30∕2020", "30/2020"),
        ("hoà, khoẻ, thuỷ, uỷ", "hòa, khỏe, thủy, ủy"),
        ("HOÀ, Uỷ, UỶ BAN, Thuý", "HÒA, Ủy, ỦY BAN, Thúy"),
        ("hoàn, hoàng, quý, Quỳ, khuỷu, thuyền, loét", "hoàn, hoàng, quý, Quỳ, khuỷu, thuyền, loét"),
        ("a\nb\r\nc", "a b  c"),
    ],
    ids=["blanks", "dashes", "quotes", "eth", "strokes", "tone-small", "tone-capital", "tone-stays", "breaks"],
)
def test_the_view_folds_presentation_alone(written: str, folded: str) -> None:
    assert fold_view(written) == folded


@given(st.text())
def test_the_view_has_the_length_of_the_text_and_is_folded_once(text: str) -> None:
    view = fold_view(text)
    assert len(view) == len(text)
    assert fold_view(view) == view


def test_digits_of_other_scripts_are_no_digits_in_the_view() -> None:
    assert fold_view("năm ２０２６, 𝟗, 9٣\U00011de5") == "năm 2026, 9, 9\ufffd\ufffd"


def test_marks_that_are_piled_on_a_letter_are_cut() -> None:
    pile = "a" + "\u0301\u0323" * 50_000
    assert unicodedata.is_normalized("NFC", compose(pile))
    assert compose(pile).startswith("\u1ea1\u0301") or compose(pile).startswith("\u1ea1")
    assert len(compose(pile)) <= MOST_MARKS + 1
    assert compose("ô\u0323\u0301x") == "ộ\u0301x"
    builder = TextBuilder()
    builder.add(f"x{pile}y", Raw(3, len(pile) + 2))
    text = builder.build()
    assert (text.value[0], text.value[-1]) == ("x", "y")
    assert text.places((1, 2)) == [{"start": 4, "end": 4 + len(pile)}]
    assert text.places((len(text.value) - 1, len(text.value))) == [{"start": 4 + len(pile), "end": 5 + len(pile)}]


def test_spans() -> None:
    assert (bool(Span(3, 3)), bool(Span(3, 4))) == (False, True)
    assert Span(5, 9).cover(Span(2, 6)) == (2, 9)


def test_words_and_trim() -> None:
    builder = TextBuilder()
    builder.add("  Sở Y tế,\n  Sở Nội vụ ", Raw(0, 24))
    text = builder.build()
    assert text.words((0, 24)) == "Sở Y tế, Sở Nội vụ"
    assert text.trim((0, 12)) == (2, 10)
    assert text.trim((9, 13)) == (9, 10)
    assert not text.trim((10, 13))
    assert text[Span(2, 4)] == "Sở"


def test_runs_follow_each_other() -> None:
    builder = TextBuilder()
    assert builder.add("Điều 1", Raw(0, 6)) == (0, 6)
    builder.gap()
    assert builder.add("Phạm vi", CELL) == (7, 14)
    assert builder.add("", CELL) == (14, 14)
    assert len(builder) == 14
    text = builder.build()
    assert (text.value, text.view) == ("Điều 1\nPhạm vi", "Điều 1 Phạm vi")


def test_decomposed_letters_keep_their_places() -> None:
    raw = unicodedata.normalize("NFD", "Sở Nội vụ")
    builder = TextBuilder()
    builder.add(raw, Raw(100, len(raw)))
    text = builder.build()
    assert text.value == "Sở Nội vụ"
    (place,) = text.places((3, 6))
    assert unicodedata.normalize("NFC", raw[place["start"] - 100 : place["end"] - 100]) == "Nội"


@given(st.text(LETTERS, max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_any_stretch_of_decomposed_text_is_found_again(written: str, start: int, size: int) -> None:
    raw = unicodedata.normalize("NFD", written)
    builder = TextBuilder()
    builder.add(raw, Raw(0, len(raw)))
    text = builder.build()
    assert text.value == written
    end = min(start + size, len(written))
    found = [unicodedata.normalize("NFC", raw[p["start"] : p["end"]]) for p in text.places((start, end))]
    assert found == ([written[start:end]] if start < end else [])


def test_a_place_in_raw_text_runs_over_neighbours() -> None:
    builder = TextBuilder()
    builder.add("Công an", Raw(10, 7))
    builder.gap()
    builder.add("xã", Raw(20, 2))
    text = builder.build()
    assert text.places((0, 10)) == [{"start": 10, "end": 22}]
    assert text.places((5, 9)) == [{"start": 15, "end": 21}]
    assert text.places((7, 8)) == []


def test_a_run_that_was_changed_stands_where_the_whole_of_it_stood() -> None:
    builder = TextBuilder()
    builder.add("&", Raw(4, 5))
    assert builder.build().places((0, 1)) == [{"start": 4, "end": 9}]


def test_a_cell_or_paragraph_is_one_place() -> None:
    builder = TextBuilder()
    builder.add("Sở Y tế", CELL)
    builder.gap()
    builder.add("Sở Nội vụ", CELL)
    builder.gap()
    builder.add("Thường xuyên", Spot((("paragraph", 7),)))
    text = builder.build()
    assert text.places((0, 17)) == [{"table": 0, "row": 2, "cell": 1}]
    assert text.places((8, 20)) == [{"table": 0, "row": 2, "cell": 1}, {"paragraph": 7}]


def drawn(page: int, left: float, top: float, size: int) -> Glyphs:
    lefts = [left + 6.04 * i for i in range(size)]
    return Glyphs(page, lefts, [x + 5 for x in lefts], top, top + 12)


def test_drawn_text_has_a_box_for_each_line_of_each_page() -> None:
    builder = TextBuilder()
    for word, glyphs in (
        ("Công ", drawn(1, 100, 700, 5)), ("an", drawn(1, 131, 702, 2)), ("xã", drawn(1, 100, 716, 2)),
        ("chủ trì", drawn(2, 100, 716, 7)),
    ):  # fmt: skip
        builder.add(word, glyphs)
        if word != "Công ":
            builder.gap()
    text = builder.build()
    assert text.value == "Công an\nxã\nchủ trì\n"
    assert text.places((0, 18)) == [
        {"page": 1, "box": [100, 700, 142.0, 714]},
        {"page": 1, "box": [100, 716, 111.0, 728]},
        {"page": 2, "box": [100, 716, 141.2, 728]},
    ]
    assert text.places((1, 3)) == [{"page": 1, "box": [106.0, 700, 117.1, 712]}]


def test_letters_that_take_more_room_in_the_raw_text() -> None:
    builder = TextBuilder()
    builder.add("dân tộc", RawLetters([10, 11, 13, 14, 15, 16, 18, 19]))
    text = builder.build()
    assert text.places((0, 7)) == [{"start": 10, "end": 19}]
    assert text.places((1, 2)) == [{"start": 11, "end": 13}]
    part = text.extract([Span(1, 3), Span(4, 6)])
    assert part.value == "ân\ntộ"
    assert part.places((0, 1)) == [{"start": 11, "end": 13}]
    assert part.places((4, 5)) == [{"start": 16, "end": 18}]
