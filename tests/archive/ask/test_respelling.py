"""What can be asked for where nothing was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ask.test_search import connect, hold
from archive.papers import keep, paper
from vbparse.archive.archive import Archive
from vbparse.archive.ask import search
from vbparse.archive.ask.respelling import Instead, find_instead, near_spellings


@pytest.mark.parametrize(
    ("typed", "rest", "respelled"),
    [
        ("rác zzzz", "rác", []),
        ("racc", "", ["rac"]),
        ("thu gmo rác", "thu rác", ["thu gom rác"]),
        ('"thu gom" rcá -họp', '"thu gom" -họp', ['"thu gom" rac -họp']),
        ("zzzz", "", []),
        ("12/XX-UBND", "", []),
    ],
)
def test_what_can_be_asked_instead_is_told(typed: str, rest: str, respelled: list[str]) -> None:
    db = connect()
    hold(db, "một", "Thu gom rác thải của xã", title="Thu gom")
    assert search.search(db, typed).total == 0
    assert find_instead(db, typed) == Instead(rest, respelled)
    assert all(search.search(db, instead).total for instead in filter(None, (rest, *respelled)))
    assert find_instead(db, typed, issuer="không ai") == Instead()


def test_the_most_frequent_spelling_comes_first() -> None:
    db = connect()
    for name, text in (("một", "rừng xanh"), ("hai", "rừng già"), ("ba", "lửng")):
        hold(db, name, text)
    assert near_spellings(db, "runng") == ["rung"]
    assert near_spellings(db, "xùng") == ["rung", "lung"]
    assert near_spellings(db, "rưng2") == near_spellings(db, "ru") == near_spellings(db, "r" * 20) == []


def test_words_of_restricted_documents_are_not_offered(tmp_path: Path) -> None:
    with Archive(tmp_path / "kho", create=True) as archive:
        keep(archive, paper("12"))
        hidden = keep(archive, paper("13", title="Kỷ luật ông Piêng"))
        archive.restrict(hidden[0].id, True)
        assert archive.search_instead("pieng12 piengg").respelled == []
        assert archive.search_instead("piengg").respelled == ["pieng"]
        with Archive(archive.folder, restricted=False) as reader:
            assert reader.search_instead("piengg") == Instead()
