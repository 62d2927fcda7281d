"""In how many ways a number or a title is written, and which key they share."""

from __future__ import annotations

import pytest

from vbparse.archive.index.keys import number_key, title_key


@pytest.mark.parametrize(
    ("number", "symbol", "key"),
    [
        ("42", "KH-UBND", "42|KHUBND"),
        ("042", "KH-UBND", "42|KHUBND"),
        (" 42 ", "kh - ubnd", "42|KHUBND"),
        ("42", "KH–UBND", "42|KHUBND"),
        ("42", "KH/UBND", "42|KHUBND"),
        ("42", "KH.UBND", "42|KHUBND"),
        ("09", "2019/QĐ-UBND", "9/2019|QĐUBND"),
        ("9", "2019/QÐ-UBND", "9/2019|QĐUBND"),
        ("9", "2019", "9/2019|"),
        ("30", "2020/NĐ-CP", "30/2020|NĐCP"),
        ("15A", "KH-UBND", "15a|KHUBND"),
        ("15a", "KH-UBND", "15a|KHUBND"),
        ("42", None, "42|"),
        ("42", "", "42|"),
        ("1935", "KH-UBND", "1935|KHUBND"),
        ("00", None, "0|"),
        (None, "KH-UBND", None),
        ("", "KH-UBND", None),
        ("…", "KH-UBND", None),
        ("……/", None, None),
    ],
)
def test_the_spellings_of_a_number_share_a_key(number: str | None, symbol: str | None, key: str | None) -> None:
    assert number_key(number, symbol) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("42", "KH-UBND"), ("42", "KH-HĐND")),
        (("42", "KH-UBND"), ("4", "2KH-UBND")),
        (("9", "2019/QĐ-UBND"), ("9", "2020/QĐ-UBND")),
        (("9", "2019/QĐ-UBND"), ("9", "QĐ-UBND")),
        (("15", "KH-UBND"), ("15a", "KH-UBND")),
    ],
)
def test_numbers_that_differ_do_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert number_key(*one) != number_key(*other)


@pytest.mark.parametrize(
    "title",
    [
        "Phòng, chống cháy rừng",
        "phòng chống cháy rừng",
        "Về việc phòng, chống cháy rừng",
        "Kế hoạch phòng, chống cháy rừng",
    ],
)
def test_titles_are_compared_by_their_words(title: str) -> None:
    assert title_key("KH", title) == "KH|phòng chống cháy rừng"
