"""Cues: compiled when they are first used, matched where they say."""

from __future__ import annotations

import pytest
import regex

from vbparse.language.cues import build_cue
from vbparse.patterns import At, Cue


def test_a_cue_is_compiled_when_it_is_first_used() -> None:
    calls: list[str] = []

    def pattern() -> str:
        calls.append("built")
        return r"xã \p{Lu}"

    cue = Cue(pattern, examples=["xã Tân Phú"])
    assert calls == []
    assert cue.search("ở xã Tân Phú")
    assert cue.fullmatch("xã") is None
    assert (calls, cue.regex.pattern) == (["built"], r"xã \p{Lu}")


def test_what_cannot_be_compiled_says_so_at_its_first_use() -> None:
    cue = Cue("(", examples=["("])
    with pytest.raises(regex.error):
        cue.search("(")


def test_a_cue_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = Cue("a", examples=["a"]).pattern  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("at", "tested"),
    [("anywhere", ["xã", "xã Tân Phú", "ở xã"]), ("start", ["xã", "xã Tân Phú"]), ("whole", ["xã"])],
)
def test_an_example_is_matched_where_the_cue_says(at: At, tested: list[str]) -> None:
    cue = Cue("xã", examples=["xã"], at=at)
    assert [text for text in ("xã", "xã Tân Phú", "ở xã") if cue.tested(text)] == tested


def test_a_built_cue_has_wide_blanks_and_the_forms_of_cues() -> None:
    cue = build_cue(r"(?:{rank}) \p{Lu}", examples=["Thiếu tá Hòa"], rejects=["thiếu sót"])
    assert cue.search("Thiếu  tá\nHòa")
    assert cue.search("thiếu sót") is None
