"""Lược đồ and Văn bản thiếu: from a document to what it cites, what cites it, and what is not there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.serving import fill, serving

CITING, CITED = "57/KH-UBND", "21/KH-UBND"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which documents cite each other."""
    folder = tmp_path_factory.mktemp("graph") / "archive"
    fill(folder, "01", "02", "03", "04", "12")
    return folder


@pytest.fixture
def client(town: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(town)), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def archive(town: Path) -> Iterator[Archive]:
    with Archive(town) as archive:
        yield archive


def test_what_is_cited_stands_above_and_what_cites_below(client: TestClient, archive: Archive) -> None:
    html = client.get(f"/graph/{quote(CITED)}").text
    nodes = dict(re.findall(r'<a href="/graph/(\w+)"[^>]*>\s*<title>.*?</title>\s*<rect[^>]* y="([\d.]+)"', html))
    centre, citing = archive.find(CITED).work, archive.find(CITING).work
    assert float(nodes[citing]) > float(nodes[centre])
    missing = re.findall(r'<rect class="node missing" x="[\d.]+" y="([\d.]+)"', html)
    assert len(missing) == len({c.wanted for c in archive.cites(CITED) if c.wanted})
    assert all(float(y) < float(nodes[centre]) for y in missing)


def test_every_step_leads_on(client: TestClient, archive: Archive) -> None:
    html = client.get(f"/graph/{quote(CITING)}?depth=2").text
    work = archive.find(CITED).work
    assert f"/graph/{work}?depth=2" in html
    assert client.get(f"/graph/{work}?depth=2").status_code == 200
    wanted = unescape(next(link for link in re.findall(r'href="(/missing\?[^"]+)"', html)))
    assert "<article" in client.get(wanted).text


def test_mere_mentions_are_left_out_of_the_chain(client: TestClient, archive: Archive) -> None:
    document = next(
        h.document for h in archive.documents() if any(c.relation == "cites" for c in archive.cites(h.document))
    )
    both = [client.get(f"/graph/{quote(document, safe='')}?chain={chain}").text for chain in (0, 1)]
    drawn = [html.count('<path class="tie') for html in both]
    assert drawn[0] > drawn[1]
    assert "viện dẫn:" not in both[1]


def test_the_list_says_what_the_drawing_shows(client: TestClient) -> None:
    html = client.get(f"/graph/{quote(CITED)}?depth=3").text
    drawing, listed = html.split('<svg class="network"')[1].split("</svg>", 1)
    links = set(re.findall(r'<a href="([^"]+)"', drawing))
    centre = re.findall(r'<a href="([^"]+)" aria-current="page">', drawing)
    assert links - set(centre) == set(re.findall(r'</span> <a href="([^"]+)"', listed)) != set()


def test_the_number_of_a_document_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/graph/999/QĐ-KHONG", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "999/QĐ-KHONG" in answer.text


def test_missing_documents_are_listed_with_who_cites_them(client: TestClient, archive: Archive) -> None:
    html = client.get("/missing").text
    listed = [unescape(one) for one in re.findall(r"<strong>([^<]*)</strong>", html)]
    missing = archive.missing(limit=25)
    assert len(listed) == len(missing) > 5
    for name, one in zip(listed, missing, strict=True):
        assert name == (one.canonical or name)
    assert f'href="/documents/{missing[0].cited_by[0].document}"' in html


@pytest.mark.parametrize("typed", ["08/2022", "bao ve moi truong", "Chính phủ"])
def test_missing_documents_are_filtered_with_marks_or_without(client: TestClient, archive: Archive, typed: str) -> None:
    found = archive.missing(limit=1000, text=typed)
    everything = archive.missing(limit=1000)
    assert 0 < len(found) < len(everything)
    html = client.get("/missing", params={"q": typed}).text
    assert len(re.findall(r"<strong>", html)) == len(found)


def test_the_sentence_that_cites_leads_to_its_place(client: TestClient, archive: Archive) -> None:
    one = archive.missing()[0]
    html = unescape(client.get("/missing", params={"wanted": one.wanted}).text)
    for citation in archive.citing_missing(one.wanted):
        assert f"/documents/{citation.head.document}?field=references.{citation.id}" in html
        assert citation.sentence
        assert citation.sentence in html
    assert "không còn thiếu" in client.get("/missing", params={"wanted": "1|X"}).text


def test_the_list_as_a_table(client: TestClient, archive: Archive) -> None:
    answer = client.get("/missing.csv", params={"q": "chính phủ"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["wanted"] for row in table] == [one.wanted for one in archive.missing(limit=100, text="chính phủ")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_graph_is_walked_by_keyboard_to_a_missing_document(
    town: Path, tab: Any, axe: Callable[[Any], list[str]], language: str
) -> None:
    with serving(town) as address:
        tab.goto(f"{address}/language/{language}?back=/graph/{quote(CITING)}")
        assert axe(tab) == []
        node = tab.locator("svg.network a", has_text="15/2/2023").first
        node.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f'svg a[aria-current="page"]:has-text("{CITED}")')
        tab.locator("svg.network a:has(rect.missing)").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/missing?wanted=*")
        assert tab.locator("article").count() >= 1
        for path in (f"/graph/{quote(CITING)}", "/missing"):
            tab.goto(address + path)
            assert axe(tab) == []
            tab.set_viewport_size({"width": 360, "height": 740})
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360
