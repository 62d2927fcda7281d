"""Pairs and beginnings of words in the index: they only say where a phrase may stand."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.archive.index import pairs
from vbparse.language.folding import fold, split_words

SOME = st.lists(st.sampled_from(["ủy", "ban", "xã", "42", "kh", "và", "ñ", "ж", "-", "/", "\n", "πx"]), max_size=30)


def test_two_words_are_a_pair_and_more_are_checked_by_the_phrase() -> None:
    assert pairs.phrase_expression(["uy"]) == '"uy"'
    assert pairs.phrase_expression(["uy", "ban"]) == '"πuyπban"'
    assert pairs.phrase_expression(["uy", "ban", "xa"]) == '("πuyπban" AND "πbanπxa" AND "uy ban xa")'


@given(SOME, st.integers(0, 20), st.integers(1, 4))
def test_a_phrase_is_found_by_its_pairs_where_it_stands(some: list[str], start: int, size: int) -> None:
    text = fold(" ".join(some))
    asked = split_words(text)[start : start + size]
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (words, tokenize='unicode61 remove_diacritics 0')")
    db.execute("INSERT INTO t VALUES (?)", (f"{text}\n{' '.join(pairs.added_words(text))}",))
    if asked:
        assert (
            db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (pairs.phrase_expression(asked),)).fetchone()[0] == 1
        )


@pytest.mark.parametrize("asked", [("ban", "uy"), ("uy", "ban", "uy"), ("xa", "ban")])
def test_words_that_do_not_stand_in_a_row_are_not_found(asked: tuple[str, ...]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (words)")
    db.execute("INSERT INTO t VALUES (?)", (f"uy ban xa ban\n{' '.join(pairs.added_words('uy ban xa ban'))}",))
    found = db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (pairs.phrase_expression(asked),)).fetchone()[0]
    assert found == (1 if asked == ("xa", "ban") else 0)


def test_a_short_beginning_is_a_word_and_of_two_words_the_beginning_of_a_pair() -> None:
    assert pairs.prefix_expression(["ph"]) == '"λph"'
    assert pairs.prefix_expression(["phon"]) == '"phon" *'
    assert pairs.prefix_expression(["uy", "ba"]) == '"πuyπba" *'
    assert pairs.prefix_expression(["uy", "ban", "nh"]) == '("πuyπban" AND "πbanπnh" * AND "uy ban nh" *)'


WORDS = st.lists(st.sampled_from(["uy", "uyen", "ban", "ba", "bach", "xa", "x", "42"]), max_size=12)


@given(
    WORDS, st.lists(st.sampled_from(["uy", "ban", "xa"]), max_size=2), st.sampled_from(["uy", "ba", "bac", "xa", "42"])
)
def test_the_beginning_of_a_word_is_found_where_it_stands(some: list[str], before: list[str], begun: str) -> None:
    asked, size = [*before, begun], len(before) + 1
    stands = any(
        row[:-1] == before and row[-1].startswith(begun)
        for row in (some[i : i + size] for i in range(len(some) - size + 1))
    )
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (words, tokenize='unicode61 remove_diacritics 0')")
    db.execute("INSERT INTO t VALUES (?)", (" ".join([*some, *pairs.added_words(" ".join(some))]),))
    found = db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (pairs.prefix_expression(asked),)).fetchone()[0]
    assert found == stands
