"""What the house promises of its code (CONTRIBUTING.md). Exceptions stand here with their reasons, and are few."""

from __future__ import annotations

from typing import Any

import pytest

import house
from vbparse.patterns import Cue
from vbparse.text import fold_view

CUES = [pytest.param(cue, id=name) for name, cue in house.find_cues()]


@pytest.mark.parametrize("cue", CUES)
def test_a_pattern_matches_its_examples_and_none_of_its_rejects(cue: Cue[Any]) -> None:
    assert cue.examples
    assert [text for text in cue.examples if not matches(cue, text)] == []
    assert [text for text in cue.rejects if matches(cue, text)] == []


def matches(cue: Cue[Any], text: str | bytes) -> bool:
    """Whether a cue matches a text as it stands, or as the match view shows it."""
    return bool(cue.tested(text) or (isinstance(text, str) and cue.tested(fold_view(text))))
