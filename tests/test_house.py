"""What the house promises of its code (CONTRIBUTING.md). Exceptions stand here with their reasons, and are few."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import house
from conftest import TOP
from vbparse import schema, vocabularies
from vbparse.fields.anomalies import EXAMPLES
from vbparse.patterns import Cue
from vbparse.text import fold_view
from vbparse.vocabularies import VOCABULARIES, AnomalyCode, FindingCode, Vocabulary

CUES = [pytest.param(cue, id=name) for name, cue in house.find_cues()]


@pytest.mark.parametrize("cue", CUES)
def test_a_pattern_matches_its_examples_and_none_of_its_rejects(cue: Cue[Any]) -> None:
    assert cue.examples
    assert [text for text in cue.examples if not matches(cue, text)] == []
    assert [text for text in cue.rejects if matches(cue, text)] == []


def matches(cue: Cue[Any], text: str | bytes) -> bool:
    """Whether a cue matches a text as it stands, or as the match view shows it."""
    return bool(cue.tested(text) or (isinstance(text, str) and cue.tested(fold_view(text))))


_OPTIONS = "a command's options are its parameters, and each has its help beside it"
_MADE_OF_ROWS = "made of the rows of a table, which state their sources"
_MADE_AT_RUN_TIME = "made of what is looked for"
_MACHINERY = "compiles the patterns of others"
EXCEPTIONS = {
    "functions": {"cli/": _OPTIONS},
    "parameters": {"cli/": _OPTIONS},
    "patterns": {
        "archive/ask/snippets.py": _MADE_AT_RUN_TIME,
        "bodies/names.py": _MADE_AT_RUN_TIME,
        "bodies/units.py": _MADE_AT_RUN_TIME,
        "cli/framework.py": _MADE_OF_ROWS,
        "language/charsets/capitals.py": _MADE_OF_ROWS,
        "language/charsets/fonts.py": _MADE_OF_ROWS,
        "language/charsets/letters.py": _MADE_OF_ROWS,
        "language/doctypes.py": _MADE_OF_ROWS,
        "language/misread/words.py": _MADE_OF_ROWS,
        "text.py": _MADE_OF_ROWS,
        "compiled.py": _MACHINERY,
        "language/rules.py": _MACHINERY,
    },
}
"""By check, where it does not hold and why."""


@pytest.mark.parametrize("check", house.CHECKS)
def test_the_house_keeps_its_promises(check: str) -> None:
    exceptions = tuple(EXCEPTIONS.get(check, {}))
    places = [(place, fault) for name, place, fault in house.find_all() if name == check]
    assert [found for found in places if not found[0].startswith(exceptions)] == []
    assert [start for start in exceptions if not any(place.startswith(start) for place, _ in places)] == []


def test_each_term_of_the_word_list_is_a_word_of_names_in_the_code() -> None:
    lines = (TOP / "CONTRIBUTING.md").read_text("utf-8").partition("## Words")[2].partition("\n## ")[0].splitlines()
    terms = [term for line in lines if line.startswith("| ") for term in line.split("|")[1].split(",")][2:]
    trees = [ast.walk(tree) for _, tree, _ in house.parse_modules()]
    names = {name for tree in trees for node in tree for name in _names_of(node)}
    words = {word for name in names for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}
    used = {word.casefold() for word in words} | {word.casefold().removesuffix("s") for word in words}
    assert len(terms) > 80
    assert [term for term in terms if not used.issuperset(term.casefold().removesuffix("s").split())] == []


def _names_of(node: ast.AST) -> Iterator[str]:
    return (value for key, value in ast.iter_fields(node) if key in {"id", "attr", "name", "arg"} and value)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_code_has_its_label_in_both_languages_and_of_its_own(vocabulary: type[Vocabulary]) -> None:
    assert inspect.getdoc(vocabulary) != inspect.getdoc(Vocabulary)
    for labels in ([member.vi for member in vocabulary], [member.en for member in vocabulary]):
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_each_closed_field_of_the_contract_takes_its_codes_from_a_vocabulary() -> None:
    models = [x for x in vars(schema).values() if inspect.isclass(x) and issubclass(x, schema.Model)]
    annotations = {str(field.annotation) for model in models for field in model.model_fields.values()}
    assert [text for text in annotations if "Literal" in text] == []
    others = {x for x in vars(schema).values() if inspect.isclass(x) and issubclass(x, Enum)} - set(VOCABULARIES)
    assert others == set()


@pytest.mark.parametrize("code", FindingCode)
def test_each_finding_between_documents_is_reported_and_shown_by_a_test(code: FindingCode) -> None:
    assert f"FindingCode.{code.name}" in _SOURCES, "no code reports it"
    assert re.search(rf'"{code.value}"|FindingCode\.{code.name}\b', _TESTS), "no test shows it"


@pytest.mark.parametrize("code", AnomalyCode)
def test_each_anomaly_is_found_by_the_code_and_shown_by_an_example(code: AnomalyCode) -> None:
    """A code that nothing reports, or that no example or test shows, is forgotten half-way."""
    assert f"AnomalyCode.{code.name}" in _SOURCES, "no code reports it"
    in_tests = re.search(rf'"{code.value}"|AnomalyCode\.{code.name}\b', _TESTS)
    assert in_tests or code in {shown for shown, *_ in EXAMPLES}, "no example of a finder shows it, and no test"


def _read_modules(folder: Path) -> str:
    left_out = (Path(vocabularies.__file__), Path(__file__))
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")) if path not in left_out)


_SOURCES, _TESTS = _read_modules(house.PACKAGE), _read_modules(Path(__file__).parent)
