"""What the package says to people, in both languages: the table `sentences.tsv` beside this file, `code vi en`."""

from __future__ import annotations

import errno
from functools import cache
from importlib.resources import files
from typing import Any, Self

VI, EN = "vi", "en"


class Sentence(str):
    """A sentence, or a part of one: as a string it is English; `vi` is the same in Vietnamese, and `code` its row in
    the table, empty where it is a text of others that is passed on as it is."""

    code: str
    vi: str

    def __new__(cls, code: str, /, **values: Any) -> Self:
        """The sentence of a row with values in its braces; sentences and errors among them, of the system as well,
        follow its language. What is no code is taken as the text itself."""
        row = load_sentences().get(code)
        if row is None:
            return cls.from_texts("", code, code)
        vi, en = row
        values = {name: _as_sentence(value) for name, value in values.items()}
        translated = {name: in_language(value, VI) for name, value in values.items()}
        return cls.from_texts(code, vi.format_map(translated), en.format_map(values))

    @classmethod
    def from_texts(cls, code: str, vi: str, en: str) -> Self:
        """A sentence by its texts."""
        made = super().__new__(cls, en)
        made.code, made.vi = code, vi
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (str(self),)

    def without_lead(self, lead: str) -> Sentence:
        """The sentence less a name that it begins with, in both languages."""
        vi, en = (text[len(lead) :].lstrip(": ") if text.startswith(lead) else text for text in (self.vi, str(self)))
        return Sentence.from_texts(self.code, vi, en)


def _as_sentence(value: Any) -> Any:
    """An error as what it says; any other value as it is."""
    if isinstance(value, OSError):
        said = value.strerror or str(value)
        vi, _ = load_sentences().get(f"os.{errno.errorcode.get(value.errno or 0)}", (said, said))
        return Sentence.from_texts("", vi, said)
    return getattr(value, "sentence", value)


def in_language(value: Any, language: str) -> Any:
    """A sentence in a language; any other value as it is."""
    if isinstance(value, Sentence):
        return value.vi if language == VI else str(value)
    return value


@cache
def load_sentences() -> dict[str, tuple[str, str]]:
    """Each code with its sentence in Vietnamese and English. Raises ValueError where one stands twice or lacks one."""
    sentences: dict[str, tuple[str, str]] = {}
    for line in (files("vbparse") / "sentences.tsv").read_text("utf-8").splitlines()[1:]:
        code, vi, en = line.split("\t")
        if code in sentences or not vi or not en:
            raise ValueError(f"sentences.tsv: {code} stands twice, or lacks a language")
        sentences[code] = (vi, en)
    return sentences
