"""The words of the interface: both languages for every key that a template names, and switching between them."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from vbparse import web
from vbparse.archive.archive import Archive
from vbparse.web.api.models import CalendarQuery
from vbparse.web.pages.kept_filters import describe_query
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


@pytest.mark.parametrize(("n", "text"), [(0, "0 obligations"), (1, "1 obligation"), (2, "2 obligations")])
def test_one_thing_is_not_spoken_of_as_many(n: int, text: str) -> None:
    assert Words("en")("obligations.total", n=Words("en").number(n)) == text


def test_a_key_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("vi")("no.such.key")


def test_everything_that_is_logged_has_words(client: TestClient) -> None:
    source = "\n".join(file.read_text("utf-8") for file in Path(web.__file__).parent.rglob("*.py"))
    changing = set(re.findall(r"@routes\.(?:post|put|patch|delete)\(.*?\n(?:async )?def (\w+)\(", source, re.DOTALL))
    assert len(changing) > 70
    assert sorted(name for name in changing if f"audit.what.{name}" not in load_words()) == []
    log = client.get("/admin/audit", params={"what": "correct"}).text
    assert "Chỉ: Sửa nội dung đã đọc" in log


def test_the_language_is_remembered(client: TestClient) -> None:
    assert '<html lang="vi" ' in client.get("/search").text
    client.get("/language/en", follow_redirects=False)
    assert '<html lang="en" ' in client.get("/search").text


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_the_language_leads_nowhere_else(client: TestClient, back: str) -> None:
    answer = client.get("/language/en", params={"back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_every_filter_of_a_calendar_is_said_in_words(folder: Path) -> None:
    values = {
        "assignee": "VPTK", "due": "2026-Q3", "overdue_on": "2026-01-05", "role": "lead", "issuer": "UBND",
        "text": "rừng", "document": "57/KH-UBND", "status": "past due", "falls": "due", "old": "only", "ended": "1",
        "sure": "1", "undated": "1", "entries": "todo", "alarm": "-P3D",
    }  # fmt: skip
    assert set(values) == set(CalendarQuery.model_fields) - {"as_of"}  # a calendar is of today
    with Archive(folder) as archive:
        (body,) = archive.assignees("Văn phòng", limit=1)
        said = {name: describe_query(archive, urlencode({name: value}), Words("vi")) for name, value in values.items()}
        assert describe_query(archive, urlencode({"assignee": body.body}), Words("vi"))[0].startswith(body.name)
        assert describe_query(archive, "", Words("vi")) == []
    assert all(len(words) == 1 for words in said.values()), said
    assert (said["status"], said["due"]) == (["Quá hạn"], ["Thời hạn: quý III/2026"])
    assert said["alarm"] == ["Báo trước 3 ngày"]
    assert not {words[0] for words in said.values()} & {"past due", "only", "lead", "due", "1", "todo", "-P3D"}
