"""Letters folded for search, at the same length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.language.folding import fold, fold_case, split_words


@pytest.mark.parametrize(
    ("text", "folded", "typed"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan", "ủy ban nhân dân"),
        ("ĐẶNG Thị Hường", "dang thi huong", "đặng thị hường"),
        ("hoà, thuỷ", "hoa, thuy", "hòa, thủy"),
        ("quý – hoàn", "quy – hoan", "quý - hoàn"),
        ("Ðợt", "dot", "đợt"),
        ("İx ẞ ß", "ix ß ß", "ix ß ß"),
        ("42/KH-UBND", "42/kh-ubnd", "42/kh-ubnd"),
        ("Ἀθῆναι ЯЩ", "ἀθῆναι ящ", "ἀθῆναι ящ"),
    ],
)
def test_folds(text: str, folded: str, typed: str) -> None:
    assert (fold(text), fold_case(text)) == (folded, typed)


@given(st.text())
def test_length_is_kept(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(fold_case(text)) == len(text)


@given(st.text(alphabet="aàảãáạăằẵâấbcdđeêếghiklmnoôơợpqrstuưựvxyỵ ỦĐƠ"))
def test_folding_what_was_folded_changes_nothing(text: str) -> None:
    assert fold(fold_case(text)) == fold(text) == fold(fold(text))
    assert fold(text).isascii()


def test_words_are_letters_and_digits() -> None:
    assert split_words("42/KH-UBND, “họp” m\u0301 _x_") == ("42", "KH", "UBND", "họp", "m\u0301", "x")
