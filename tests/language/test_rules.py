"""The rules of all fields by their own examples, and the engine that runs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from house import import_all
from vbparse.language.rules import Match, Rule, RuleSet
from vbparse.text import fold_view


def rule_sets() -> Iterator[tuple[str, RuleSet[Any]]]:
    """All rule sets of the package, each once."""
    seen: set[int] = set()
    for module in import_all():
        for name, value in vars(module).items():
            if isinstance(value, RuleSet) and id(value) not in seen:
                seen.add(id(value))
                yield name, value


RULES = [pytest.param(rules, rule, id=f"{name}.{rule.name}") for name, rules in rule_sets() for rule in rules.rules]


@pytest.mark.parametrize(("rules", "rule"), RULES)
def test_rule(rules: RuleSet[Any], rule: Rule[Any]) -> None:
    """Each example gives its reading, and no reject gives a usable value of this rule."""
    assert rule.examples or rule.rejects
    assert {text: rules.first(fold_view(text)) for text in rule.examples} == dict(rule.examples)
    hits = [(text, hit) for text in rule.rejects for hit in rules.scan(fold_view(text))]
    assert [(text, hit.value) for text, hit in hits if hit.rule == rule.name and usable(hit.value)] == []


def usable(value: Any) -> bool:
    return getattr(value, "kind", "") not in ("bad", "none")


def test_the_rules_are_found() -> None:
    assert "times" in dict(rule_sets())
    assert len(RULES) >= 20


def test_words_of_a_trigger_are_all_that_it_begins_with(corpus: Path) -> None:
    """The same is found where a trigger is looked for at every letter."""
    views = [fold_view(path.read_text("utf-8")) for path in sorted(corpus.glob("**/*.txt"))]
    views += [view.upper() for view in views] + [fold_view(text) for _, rules in rule_sets() for text in texts(rules)]
    for _, rules in rule_sets():
        if rules.words:
            everywhere = replace(rules, words=(), _trigger=None)
            assert [list(rules.scan(view)) for view in views] == [list(everywhere.scan(view)) for view in views]


def texts(rules: RuleSet[Any]) -> list[str]:
    return [text for rule in rules.rules for text in (*rule.examples, *rule.rejects)]


def rule_set(*patterns: str, trigger: str = r"\w") -> RuleSet[str]:
    """Rules that read their match as "pattern number:wording"."""
    rules: RuleSet[str] = RuleSet(trigger)
    for i, pattern in enumerate(patterns):

        @rules.rule(pattern, examples={})
        def read(match: Match, i: int = i) -> str | None:
            return None if "not this" in match[0] else f"{i}:{match[0]}"

    return rules


def found(rules: RuleSet[str], view: str, *window: int) -> list[str]:
    return [hit.value for hit in rules.scan(view, *window)]


def test_the_longest_match_at_a_place_wins() -> None:
    assert found(rule_set("quý", "quý II"), "quý II") == ["1:quý II"]


def test_of_equal_matches_the_first_rule_wins() -> None:
    assert found(rule_set("quý", "qu."), "quý") == ["0:quý"]


def test_none_is_not_this_and_leaves_the_place_to_others() -> None:
    assert found(rule_set("not this one", "not"), "not this one") == ["1:not"]
    assert found(rule_set("not this"), "not this") == []


def test_what_one_has_taken_is_not_tried_again() -> None:
    assert found(rule_set("a b", "b c", "c"), "a b c") == ["0:a b", "2:c"]


def test_a_blank_is_any_white_space() -> None:
    rules = rule_set("ngày ?mai", "hôm nay")
    assert found(rules, "ngàymai hôm \n nay ngày  mai") == ["0:ngàymai", "1:hôm \n nay", "0:ngày  mai"]


def test_patterns_are_written_as_the_view_is() -> None:
    assert found(rule_set("uỷ ban – xã"), fold_view("uỷ ban — xã")) == ["0:ủy ban - xã"]


def test_only_places_of_the_trigger_are_tried() -> None:
    assert found(rule_set("[ab]", trigger="b"), "abab") == ["0:b", "0:b"]


def test_a_window_holds_both_ends() -> None:
    assert found(rule_set(r"\d+"), "12 345 67", 3, 5) == ["0:34"]
    (hit,) = rule_set("b+").scan("abba")
    assert (hit.span, hit.rule, hit.match[0]) == ((1, 3), "read", "bb")


def test_first_shows_a_value_or_none() -> None:
    rules: RuleSet[int] = RuleSet(r"\d", show=lambda n: f"<{n}>")
    rules.rule(r"\d+", examples={})(lambda match: int(match[0]))
    assert (rules.first("số 12 và 3"), rules.first("không số")) == ("<12>", None)
