"""Two readings of a line: the better of each word."""

from __future__ import annotations

import pytest

from vbparse.language.misread.plausible import rate_words
from vbparse.readers.ocr.tesseract import Letter, Word
from vbparse.readers.ocr.voting import choose_words, pair_words
from vbparse.readers.ocr.words import mean_confidence, text_of_words

WIDE, HIGH, GAP = 10, 20, 8


def read_line(text: str, confidence: float = 90.0, left: int = 0) -> list[Word]:
    """The words of a line, each letter ten pixels wide."""
    words = []
    for word in text.split():
        words.append(
            [Letter(c, left + i * WIDE, 0, left + (i + 1) * WIDE, HIGH, 90.0, confidence) for i, c in enumerate(word)]
        )
        left += len(word) * WIDE + GAP
    return words


def vote(first: list[Word], second: list[Word]) -> str:
    return text_of_words(w for group in pair_words(first, second) for w in choose_words(group))


@pytest.mark.parametrize(
    ("first", "sure", "second", "also_sure", "text"),
    [
        ("giáo đục công", 80, "giáo dục công", 92, "giáo dục công"),
        ("chât lượng", 88, "chất lượng", 80, "chất lượng"),
        ("chất lượng", 70, "chât lượng", 95, "chất lượng"),
        ("chi hội", 90, "chỉ hội", 91, "chi hội"),
        ("Quản lý: tài", 60, "Quản lý tài", 90, "Quản lý tài"),
        ("toàn bộ", 60, "", 0, "toàn bộ"),
    ],
)
def test_the_surer_and_likelier_reading_of_a_word_stays(
    first: str, sure: float, second: str, also_sure: float, text: str
) -> None:
    assert vote(read_line(first, sure), read_line(second, also_sure)) == text


def test_words_that_one_reading_cuts_in_two_are_chosen_together() -> None:
    torn = [*read_line("ph", 40), *read_line("òng", 40, left=2 * WIDE)]
    assert vote(torn, read_line("phòng")) == "phòng"


def test_digits_on_which_the_readings_disagree_are_doubtful() -> None:
    (group,) = pair_words(read_line("15/7/2026"), read_line("16/7/2026"))
    (word,) = choose_words(group)
    assert "".join(x.text for x in word) == "15/7/2026"
    assert mean_confidence([word]) < 65
    (agreed,) = pair_words(read_line("15/7/2026"), read_line("15/7/2026"))
    assert mean_confidence(choose_words(agreed)) == 90


def test_other_digits_want_a_much_surer_reading() -> None:
    assert vote(read_line("06/5/2022", 80), read_line("06/3/2022", 90)) == "06/5/2022"
    assert vote(read_line("06/5/2022", 60), read_line("06/3/2022", 90)) == "06/3/2022"


@pytest.mark.parametrize(
    ("better", "worse"),
    [("chất", "chât"), ("UBND", "UBNB"), ("12", "l2"), ("của", "cửu"), ("QĐ-UBND", "QĐÐ-UBND"), ("xã", "—")],
)
def test_how_likely_a_word_is(better: str, worse: str) -> None:
    assert rate_words(better) < rate_words(worse)
