"""The words of the interface in Vietnamese and English: tables beside this file, one an area, `key vi en`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from fastapi import Request

from vbparse.vocabularies import AnomalyCode, Bound, ObligationStatus, Relation, Role, Severity, Vocabulary

LANGUAGES = ("vi", "en")
COOKIE = "language"


def _capital(label: str) -> str:
    return label[0].upper() + label[1:]


_VOCABULARIES: dict[str, tuple[type[Vocabulary], Callable[[str], str]]] = {
    "queue.code": (AnomalyCode, str),
    "document.bound": (Bound, str),
    "document.role": (Role, _capital),
    "document.relation": (Relation, _capital),
    "document.severity": (Severity, lambda label: f"{_capital(label)}:"),
    "document.status": (ObligationStatus, _capital),
}
"""By the beginning of a key: the codes, and how their labels are written there."""


class _Phrases(Formatter):
    """Fills in values; `{n:s}` is the s of an English plural: "{n} document{n:s}"."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "s":
            return "" if str(value) == "1" else "s"
        return str(super().format_field(value, format_spec))


_PHRASES = _Phrases()


class Words:
    """The words in one language, by key: `t("search.title")`, with values for braces: `t("list.count", n=3)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """Raises KeyError for a key that no table has."""
        found = load_words()[key][self._column]
        return _PHRASES.format(found, **values) if values else found

    def number(self, n: int) -> str:
        """A number with its thousands apart: 1.537 in Vietnamese, 1,537 in English."""
        return f"{n:,}".replace(",", "." if self.language == "vi" else ",")


@cache
def load_words() -> dict[str, tuple[str, str]]:
    """Every key with its words in both languages. Raises ValueError where one stands twice or lacks a language."""
    words = words_of_vocabularies()
    for file in sorted(files("vbparse.web.words").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            for line in file.read_text("utf-8").splitlines()[1:]:
                key, vi, en = line.split("\t")
                if key in words or not vi or not en:
                    raise ValueError(f"{file.name}: {key} stands twice, or lacks a language")
                words[key] = (vi, en)
    return words


def words_of_vocabularies() -> dict[str, tuple[str, str]]:
    """The labels of codes, as they are on pages."""
    rows = ((key, member, shape) for key, (vocabulary, shape) in _VOCABULARIES.items() for member in vocabulary)
    return {f"{key}.{member.value}": (shape(member.vi), shape(member.en)) for key, member, shape in rows}


def spoken_language(request: Request) -> str:
    """The language of an answer of the API: that of the pages where it was chosen, else what `Accept-Language` prefers
    of the two (RFC 9110, 12.5.4), else English."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    ranges = [one.strip().lower().partition(";q=") for one in request.headers.get("accept-language", "").split(",")]
    wanted = {tag.partition("-")[0]: weight or "1" for tag, _, weight in reversed(ranges)}
    return "vi" if wanted.get("vi", "0") > wanted.get("en", "0") else "en"


def language_of(request: Request) -> str:
    """The language that was chosen; Vietnamese where none was."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]
