"""Tìm kiếm: what is found, the addresses that filter it, and what htmx asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.answers import Snippet
from vbparse.archive.archive import Archive
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from vbparse.web.app import create_app
from vbparse.web.pages.search import split_snippet
from vbparse.web.settings import Settings
from web.serving import document

HTMX = {"HX-Request": "true"}


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]


def test_words_without_marks_are_marked_where_they_stand(client: TestClient, folder: Path) -> None:
    answer = client.get("/search", params={"q": "phan loai rac"})
    assert answer.status_code == 200
    assert "<mark>phân</mark>" in answer.text
    with Archive(folder) as archive:
        document = archive.search("phân loại rác").hits[0].head.document
        text = archive.document(document).text or ""
    found = re.search(rf"/documents/{document}\?at=(\d+)-(\d+)", answer.text)
    assert found
    assert text[int(found[1]) : int(found[2])].casefold() in ("phân", "phân loại rác")


def test_without_a_query_the_newest_documents_stand(client: TestClient) -> None:
    html = client.get("/search").text
    dates = [tuple(map(int, reversed(day.split("/")))) for day in re.findall(r"· (\d+/\d+/\d{4}) ·", html)]
    assert len(dates) > 3
    assert dates == sorted(dates, reverse=True)


def test_a_facet_filters_and_is_taken_back(client: TestClient) -> None:
    html = client.get("/search", params={"q": "kế hoạch"}).text
    link = next(link for link in links(html) if "type=QĐ" in link or "type=Q%C4%90" in link)
    filtered = client.get(link).text
    assert filtered.count("<article") < html.count("<article")
    assert filtered.count("Quyết định ·") == filtered.count("<article") > 0
    assert "/search?q=k%E1%BA%BF+ho%E1%BA%A1ch" in links(filtered)


def test_a_year_is_a_filter_from_and_to(client: TestClient) -> None:
    html = client.get("/search", params={"q": "ủy ban"}).text
    link = next(link for link in links(html) if "from=2024&to=2024" in link)
    years = re.findall(r"· \d+/\d+/(\d{4}) ·", client.get(link).text)
    assert years
    assert set(years) == {"2024"}


def test_htmx_gets_the_results_alone_and_an_address_to_share(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "rác", "from": "", "to": "", "signer": ""}, headers=HTMX)
    assert "<html" not in answer.text
    assert "<article" in answer.text
    assert answer.headers["HX-Push-Url"] == "/search?q=r%C3%A1c"
    restored = client.get("/search?q=rác", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in restored.text


@pytest.mark.parametrize("query", ["a*", "-rác", '"'])
def test_what_cannot_be_searched_for_is_told_on_the_page(client: TestClient, query: str) -> None:
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_nothing_found_is_helped(client: TestClient) -> None:
    found = client.get("/search", params={"q": "zzzz ủy"}).text.split('id="results"')[1]
    assert "không dấu" in found
    assert "Không văn bản nào có: zzzz" in found
    assert client.get("/api/v1/search", params={"q": "zzzz ủy"}).json()["nowhere"] == ["zzzz"]


def test_obligations_are_found_by_task_and_by_assignee(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        owed = next(one for one in archive.obligations(limit=None) if len(one.task.split()) > 4 and one.assignee)
    words = " ".join(owed.task.split()[:4])
    html = client.get("/search", params={"q": words, "in": "obligations"}).text
    assert f"/documents/{owed.head.document}?obligation={owed.obligation}" in html
    assert owed.assignee
    html = client.get("/search", params={"q": owed.assignee.name, "in": "obligations"}).text
    assert f"/obligations?assignee={owed.assignee.body}" in html


def test_pages_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbparse.web.pages.search.ROWS", 2)
    seen: list[str] = []
    address: str | None = "/search?q=ủy ban"
    while address:
        html = client.get(address).text
        seen += re.findall(r'<h3><a href="/documents/([^"]+)"', html)
        address = next((unescape(link) for link in re.findall(r'href="([^"]+)" rel="next"', html)), None)
    assert len(seen) == len(set(seen)) > 2


def test_a_snippet_is_cut_at_its_hits() -> None:
    snippet = Snippet("xử lý rác thải", [(6, 9), (10, 14)], (0, 14))
    assert list(split_snippet(snippet)) == [("xử lý ", False), ("rác", True), (" ", False), ("thải", True)]
    assert "".join(text for text, _ in split_snippet(Snippet("abc", [], (0, 3)))) == "abc"


def test_no_text_of_a_document_is_taken_for_html(tmp_path: Path) -> None:
    evil = '<script>alert("rác")</script><img src=x onerror=alert(1)>'
    text = document("02").read_text("utf-8")
    for word in ("rác", "Công chức", "Nghị định"):
        text = text.replace(word, f"{word} {evil}")
    file = tmp_path / 'a"><script>alert(1)<b>.txt'.replace("/", "")
    file.write_text(text, "utf-8")
    with Archive(tmp_path / "archive", create=True) as archive:
        assert [taken.state for taken in ingest(archive.store, [Given(str(file))])] == ["added"]
        head = next(archive.documents())
        missing, bodies = archive.missing(), archive.assignees()
    pages = [
        "/search",
        "/search?q=rác",
        "/search?q=rác&in=obligations",
        "/obligations",
        "/obligations/timeline",
        "/missing",
        "/assignees",
    ]
    pages += ["/obligations/timeline?rows=assignees", f"/graph/{head.document}?depth=2", "/missing.csv"]
    pages += [f"/assignees/{body.body}?q=cong" for body in bodies]
    pages += [f"/missing?{urlencode({'wanted': one.wanted})}" for one in missing]
    pages += [f"/search?{urlencode({'q': evil, 'type': evil, 'issuer': evil, 'from': evil, 'signer': evil})}"]
    pages += [f"/obligations?{urlencode({'assignee': evil, 'text': evil, 'issuer': evil, 'document': evil})}"]
    with TestClient(create_app(Settings(tmp_path / "archive")), base_url="http://127.0.0.1:8000") as client:
        answers = {page: client.get(page) for page in pages}
    assert any("&lt;script&gt;alert" in answer.text for answer in answers.values())
    for page, answer in answers.items():
        assert answer.status_code == 200, page
        if answer.headers["content-type"].startswith("text/html"):
            assert not [part for part in ("<script>", "<img src=x", "<b>") if part in answer.text], page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_typing_finds_and_nobody_is_shut_out(
    served: str, tab: Any, axe: Callable[[Any], list[str]], language: str
) -> None:
    tab.goto(f"{served}/language/{language}?back=/search")
    tab.get_by_role("searchbox").fill("phan loai rac")
    tab.wait_for_selector("#results mark")
    assert tab.url == f"{served}/search?q=phan+loai+rac"
    assert tab.evaluate("document.activeElement.id") == "q"
    assert axe(tab) == []
    tab.set_viewport_size({"width": 360, "height": 740})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.go_back()
    tab.wait_for_selector("#results article")
    assert tab.locator("h1").count() == 1
