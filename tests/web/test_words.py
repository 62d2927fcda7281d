"""The words of the interface: both languages for every key that a template names, and switching between them."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest
from fastapi.testclient import TestClient

from vbparse.web.api.models import CalendarQuery
from vbparse.web.words import Words, load_words

TEMPLATES = {
    file.name: file.read_text("utf-8")
    for file in (files("vbparse.web") / "templates").iterdir()
    if file.name.endswith(".html")
}
KEY = re.compile(r"""\bt\(\s*"([a-z_.-]+)"(\s*[~+])?""")


def test_every_key_of_a_template_has_words() -> None:
    used = [(name, key, open_) for name, text in TEMPLATES.items() for key, open_ in KEY.findall(text)]
    assert len(used) > 200
    for name, key, open_ in used:
        known = any(one.startswith(key) for one in load_words()) if open_ else key in load_words()
        assert known, f"{name}: {key}"


def test_words_are_vietnamese_and_english_with_the_same_values() -> None:
    marked = 0
    for key, (vi, en) in load_words().items():
        assert unicodedata.is_normalized("NFC", vi), key
        assert sorted(re.findall(r"{(\w+)}", vi)) == sorted(re.findall(r"{(\w+)}", en)), key
        marked += not vi.isascii()
    assert marked > 0.9 * len(load_words())


def test_a_key_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("vi")("no.such.key")


def test_the_language_is_remembered(client: TestClient) -> None:
    assert '<html lang="vi" ' in client.get("/search").text
    client.get("/language/en", follow_redirects=False)
    assert '<html lang="en" ' in client.get("/search").text


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_the_language_leads_nowhere_else(client: TestClient, back: str) -> None:
    answer = client.get("/language/en", params={"back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_every_filter_of_a_calendar_has_a_word() -> None:
    for name in set(CalendarQuery.model_fields) - {"as_of"}:  # a calendar is of today
        assert f"access.filter_{name}" in load_words(), name
