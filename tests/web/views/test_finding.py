"""Words found in a text."""

from __future__ import annotations

import pytest

from vbparse.web.views.finding import find_words

TEXT = "Thu gom rác thải;\nRác  thải rắn, rạc thái. Đất đai"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rac thai", ["rác thải", "Rác  thải", "rạc thái"]),
        ("RÁC thải", ["rác thải", "Rác  thải"]),
        ("thải; rác", ["thải;\nRác"]),
        ("dat", ["Đất"]),
        ("(", []),
        (" ", []),
    ],
)
def test_words_are_found_whatever_their_case_and_line(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_words(TEXT, words, 9)] == found


def test_of_many_places_the_first_are_given() -> None:
    assert find_words("a a a", "a", 2) == [(0, 1), (2, 3)]
