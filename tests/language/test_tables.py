"""The tables of data: each row has its source, no row stands twice, and each is seen at work.

A row of common usage, which states no text that it was taken from, must be matched by a line of the corpus, an example
of a rule or a pattern, or a wording in a test. So whoever adds a row adds a wording of it.
"""

from __future__ import annotations

import ast
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import regex

import house
from vbparse.bodies.offices import expand_words, split_name
from vbparse.language.cues import widen_blanks
from vbparse.language.tables import column, rows
from vbparse.text import fold_view

TESTS = Path(__file__).resolve().parent.parent
CORPUS = TESTS.parent / "corpus"
READABLE = {".txt", ".md", ".html", ".src", ".json"}
USAGE = "usage [K]"

DATA = files("vbparse.language").joinpath("data")
NAMES = sorted(x.name.removesuffix(".tsv") for x in DATA.iterdir() if x.name.endswith(".tsv"))


def test_a_row_maps_columns_to_values() -> None:
    assert {"code": "KH", "name": "Kế hoạch"}.items() <= next(
        r for r in rows("document_types") if r["code"] == "KH"
    ).items()
    assert column("document_types", "name", code="QĐ") == ("Quyết định",)
    assert column("document_types", "name", code="no such code") == ()


@pytest.mark.parametrize("name", NAMES)
def test_table(name: str) -> None:
    lines = DATA.joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    table = rows(name)
    assert len(table) == len(lines) - 1 > 5
    assert {len(row) for row in table} == {len(lines[0].split("\t"))}
    assert [line for line in lines if not unicodedata.is_normalized("NFC", line) or line != line.rstrip("\r\n")] == []
    assert [line for line, n in Counter(lines).items() if n > 1] == []
    if "source" in table[0]:
        assert [row for row in table if not row["source"].strip()] == []


def collect_texts() -> Iterator[str]:
    """Lines of the corpus, examples of patterns and rules, strings of the tests."""
    yield from (path.read_text("utf-8") for path in sorted(CORPUS.rglob("*")) if path.suffix in READABLE)
    yield from (text for _, cue in house.find_cues() for text in cue.examples if isinstance(text, str))
    yield from (text for rule in house.find_rules() for text in rule.examples)
    for path in sorted(TESTS.rglob("*.py")):
        if path != Path(__file__):
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def wordings() -> str:
    return "\n".join(fold_view(line) for text in collect_texts() for line in text.splitlines())


@cache
def plain_wordings() -> str:
    """The wordings word by word, also with their abbreviations written out."""
    lines = [split_name(line) for line in wordings().split("\n")]
    return "\n".join(f" {to_words(line)} \n {' '.join(expand_words(line))} " for line in lines)


def to_words(names: tuple[str, ...]) -> str:
    return " ".join(names).lower()


def has_words(term: str) -> bool:
    return f" {to_words(split_name(fold_view(term)))} " in plain_wordings()


def has_form(pattern: str) -> bool:
    return regex.search(rf"(?<!\p{{L}})(?:{widen_blanks(pattern)})", wordings(), regex.I | regex.M) is not None


REACHED: dict[str, Callable[[dict[str, str]], bool]] = {
    "abbreviations": lambda row: has_words(row["abbr"]),
    "actions": lambda row: has_words(row["term"]),
    "confusions": lambda row: (has_form if row["kind"] == "form" else has_words)(row["read"] or row["meant"]),
    "cues": lambda row: has_form(row["form"]),
    "document_types": lambda row: has_words(row["name"]),
    "offices": lambda row: has_words(row["written"]),
    "organisations": lambda row: has_words(row["term"]),
    "recipient_purposes": lambda row: has_words(row["form"]),
    "surnames": lambda row: has_words(row["surname"]),
    "syllables": lambda row: any(map(has_words, row["forms"].split())) or row["kind"].startswith("rhyme"),
}
"""How a row of a table is seen to match; a rhyme is no word."""


@pytest.mark.parametrize("name", [name for name in NAMES if USAGE in {row.get("source") for row in rows(name)}])
def test_a_row_of_common_usage_is_matched_somewhere(name: str) -> None:
    assert [row for row in rows(name) if row["source"] == USAGE and not REACHED[name](row)] == []
