"""Patterns that are tried only where their first words stand find what they find when tried everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbparse.fields import citations, named
from vbparse.language.anchors import Anchors, match_at
from vbparse.language.cues import build_cue, join_alternatives
from vbparse.text import fold_view

PLAN = build_cue(r"(?<!\w)(?i:kế hoạch) \d", examples=["Kế hoạch 5"], rejects=["Kế hoạch"])


@pytest.mark.parametrize(
    "view", ["Kế hoạch 5", "KẾ HOẠCH 5 và kế  hoạch 6", "Kế\xa0hoạch 7", "kế kế hoạch 1", "İ kế hoạch 1"]
)
def test_anchors_are_found_whatever_case_and_blanks(view: str) -> None:
    view = fold_view(view)
    starts = Anchors(plans=["kế hoạch"], laws=["luật"]).find(view)
    assert starts["laws"] == []
    expected = [match.span() for match in PLAN.finditer(view)]
    assert expected
    assert [match.span() for match in match_at(PLAN, view, starts["plans"])] == expected


def test_a_word_within_another_is_an_anchor_too() -> None:
    assert Anchors(a=["bộ luật"], b=["luật"]).find("Bộ luật") == {"a": [0], "b": [3]}


def test_matches_do_not_overlap() -> None:
    cue = build_cue("(?:kế hoạch ?)+", examples=["kế hoạch"])
    view = "kế hoạch kế hoạch"
    assert [m.span() for m in match_at(cue, view, [0, 9])] == [m.span() for m in cue.finditer(view)]


def test_citations_are_tried_where_they_can_begin(corpus: Path) -> None:
    views = [fold_view(path.read_text("utf-8")) for path in sorted(corpus.glob("**/*.txt"))]
    views += [view.upper() for view in views] + [view.replace(" ", "  ") for view in views]
    cues = {"types": (citations._CITED, named.RESOLUTION, named.TITLED), "laws": (named.LAW, named.AMENDING_LAW)}
    for view in views:
        starts = citations._anchors().find(view)
        for group, patterns in cues.items():
            for cue in patterns:
                found = [match.span() for match in match_at(cue, view, starts[group])]
                assert found == [match.span() for match in cue.finditer(view)]


def test_the_longest_alternative_is_matched() -> None:
    terms = ["Sở", "Sở Y tế", "Sở Tư pháp", "Cục C.06", "Cục"]
    cue = build_cue(f"(?:{join_alternatives(terms)})", examples=terms, at="whole", rejects=["Sở Y", "Cục C006"])
    assert [m[0] for m in cue.finditer("Sở  Y  tế, Sở Y, Cục C.06")] == ["Sở  Y  tế", "Sở", "Cục C.06"]
    assert all(cue.tested(text) for text in cue.examples)
    assert not any(cue.tested(text) for text in cue.rejects)
