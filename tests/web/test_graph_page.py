"""Lược đồ and Văn bản thiếu: from a document to what it cites, what cites it, and what is not there."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.related import OLD, RULES, fill_related
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


def drawing_of(html: str) -> str:
    return html.split('<svg class="network"')[1].split("</svg>")[0]


def test_what_was_issued_earlier_stands_above(client: TestClient, archive: Archive) -> None:
    html = drawing_of(client.get(f"/graph/{quote(CITED)}").text)
    nodes = dict(
        re.findall(
            r'<a class="card-link" href="/graph/(\w+)"[^>]*>\s*<title>[^<]*</title>\s*<rect[^>]* y="([\d.]+)"', html
        )
    )
    centre, citing = archive.find(CITED).work, archive.find(CITING).work
    assert float(nodes[citing]) > float(nodes[centre])
    missing = re.findall(r'<rect class="node missing"', html)
    assert len(missing) == len({c.wanted for c in archive.cites(CITED) if c.wanted})


def test_every_step_leads_on(client: TestClient, archive: Archive) -> None:
    html = client.get(f"/graph/{quote(CITING)}?depth=2").text
    work = archive.find(CITED).work
    assert f"/graph/{work}?depth=2" in html
    assert client.get(f"/graph/{work}?depth=2").status_code == 200
    wanted = unescape(next(link for link in re.findall(r'href="(/missing\?[^"]+)"', html)))
    assert "<article" in client.get(wanted).text


def test_kinds_of_relations_are_left_out(client: TestClient, archive: Archive) -> None:
    document = next(
        h.document for h in archive.documents() if any(c.relation == "cites" for c in archive.cites(h.document))
    )
    address = f"/graph/{quote(document, safe='')}"
    every, some = (client.get(address + query).text for query in ("", "?kind=basis&kind=implements"))
    assert every.count('class="wire cites rel-cites') > some.count('class="wire cites rel-cites') == 0
    assert 'value="cites" checked' in every
    assert 'value="cites" checked' not in some
    assert "kind=basis&amp;kind=implements" in drawing_of(some) or 'class="card-link" href="/graph/' not in some
    assert client.get(f"{address}?kind=x", headers={"Accept": "text/html"}).status_code == 422


def test_the_list_says_what_the_drawing_shows(client: TestClient) -> None:
    html = client.get(f"/graph/{quote(CITED)}?depth=3").text
    links = set(re.findall(r'<a class="card-link" href="([^"]+)"', drawing_of(html)))
    centre = re.findall(r'<a class="card-link" href="([^"]+)"[^>]* aria-current="page">', drawing_of(html))
    listed = html.split('<section class="relations"')[1].split("</section>")[0]
    assert links - set(centre) == set(re.findall(r'<a href="([^"]+)"', listed)) - set(centre) != set()


def test_the_number_of_a_document_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/graph/999/QĐ-KHONG", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "999/QĐ-KHONG" in answer.text


def test_missing_documents_are_listed_with_who_cites_them(client: TestClient, archive: Archive) -> None:
    html = unescape(client.get("/missing").text)
    listed = re.findall(r"<strong>([^<]*)</strong>", html)
    missing = archive.missing(limit=25)
    assert len(listed) == len(missing) > 5
    for name, one in zip(listed, missing, strict=True):
        assert name == (one.canonical or name)
    (citation, *_) = archive.citing_missing(missing[0].wanted)
    assert f'href="/documents/{citation.head.document}?field=references.{citation.id}"' in html
    assert f"{archive.count_missing(most=1000)} văn bản thiếu" in html


def test_missing_documents_of_a_type_the_newest_first(client: TestClient, archive: Archive) -> None:
    (code, count), *_ = archive.missing_types().items()
    html = unescape(client.get("/missing", params={"type": code, "sort": "newest"}).text)
    assert len(re.findall(r"<strong>", html)) == min(count, 25)
    newest = archive.missing(doc_type=code, newest=True)
    assert [one.date or "" for one in newest] == sorted((one.date or "" for one in newest), reverse=True)
    assert f"/missing.xlsx?type={quote(code)}&sort=newest" in html


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
    wanted = [one.wanted for one in archive.missing(limit=100, text="chính phủ")]
    assert [row["wanted"] for row in table] == wanted
    answer = client.get("/missing.xlsx", params={"q": "chính phủ"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == wanted


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_graph_is_walked_by_keyboard_to_a_missing_document(
    town: Path, tab: Any, axe: Callable[[Any], list[str]], language: str
) -> None:
    with serving(town) as address:
        tab.goto(f"{address}/language/{language}?back=/graph/{quote(CITING)}")
        assert axe(tab) == []
        tab.locator("svg.network a", has_text=CITED).first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f'svg a[aria-current="page"]:has-text("{CITED}")')
        tab.locator("svg.network a:has(rect.missing)").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/missing?wanted=*")
        assert tab.locator("article").count() >= 1
        for path in (f"/graph/{quote(CITING)}", "/graph", "/missing"):
            tab.goto(address + path)
            assert axe(tab) == []
            tab.set_viewport_size({"width": 360, "height": 740})
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of more than fifty documents that cite each other."""
    folder = tmp_path_factory.mktemp("related") / "archive"
    fill_related(folder)
    return folder


@pytest.fixture
def office(district: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(district)), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_what_ends_or_changes_a_document_is_told_with_its_place(office: TestClient, district: Path) -> None:
    with Archive(district) as archive:
        part, amended = archive.effects(RULES)
        (replaced,) = archive.effects(OLD)
        documents = {name: archive.find(name).document for name in (OLD, RULES)}
    for page in ("/graph/", "/documents/"):
        html = unescape(" ".join(office.get(page + documents[RULES]).text.split()))
        assert "Đã bị bãi bỏ một phần bởi" in html
        assert (
            f'<a href="/documents/{part.head.document}?field=references.{part.reference}">40/QĐ-UBND</a> ngày 12/9/2023'
            in html
        )
        assert f'?field=references.{amended.reference}">31/QĐ-UBND</a> ngày 1/6/2022' in html
        html = unescape(" ".join(office.get(page + documents[OLD]).text.split()))
        assert "Đã bị thay thế bởi" in html
        assert f'?field=references.{replaced.reference}">20/QĐ-UBND</a> ngày 5/3/2021' in html
        assert "còn hiệu lực" not in html
    answer = office.get(f"/api/v1/documents/{documents[OLD]}/references").json()
    assert [(one["relation"], one["extent"], one["head"]["canonical"]) for one in answer["effects"]] == [
        ("replaces", "whole", "20/QĐ-UBND")
    ]


def test_the_map_shows_fifty_and_says_of_how_many(office: TestClient) -> None:
    html = office.get("/graph").text
    assert len(re.findall('class="card-link"', html)) == 50
    assert "Đang vẽ 50 trong 59 văn bản" in html
    html = office.get("/graph", params={"type": "QĐ", "year": "2019", "issuer": "na loc", "q": "rừng"}).text
    assert '<option value="2019" selected>' in html
    assert unescape(html).count("<summary><strong>15/QĐ-UBND</strong>") == 1
    assert "Không có văn bản nào" in office.get("/graph?year=1990").text


def test_a_reader_is_not_told_of_what_is_restricted(district: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(district, tmp_path / "archive"))
    with Archive(folder) as archive:
        old, hidden = archive.find(OLD).work, archive.find(RULES).work
        archive.restrict(hidden, True)
    with Archive(folder, restricted=False) as reader:
        assert reader.effects(old) == []
        assert hidden not in reader.map_citations().graph.nodes
        assert all(one.key != hidden for one in reader.map_citations().ranked)


def visible(tab: Any, selector: str) -> int:
    return int(tab.evaluate("s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length", selector))


def test_the_drawing_of_fifty_documents(district: Path, tab: Any, axe: Callable[[Any], list[str]]) -> None:
    with serving(district) as address:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(f"{address}/graph/{quote(RULES)}?depth=2")
        assert axe(tab) == []
        assert tab.evaluate(OVERLAPS) == []
        # A kind of relation is switched off in the drawing and in the list, and on again.
        wires = visible(tab, ".network .wire.implements")
        assert wires > 0
        tab.get_by_label("thực hiện", exact=True).uncheck()
        assert visible(tab, ".network .wire.implements") == visible(tab, ".relations .rel-implements") == 0
        tab.get_by_label("thực hiện", exact=True).check()
        assert visible(tab, ".network .wire.implements") == wires
        # What a card leaves out is told by mouse and by keyboard, and goes with Escape.
        tip, card = tab.locator(".graph-tip"), tab.locator(".card-link", has_text="14/KH-UBND").first
        card.hover()
        tip.get_by_text("Phát triển cây dược liệu dưới tán rừng gắn với du lịch cộng đồng").wait_for()
        tab.mouse.move(0, 0)
        tip.wait_for(state="hidden")
        card.focus()
        tip.get_by_text("gắn với du lịch cộng đồng").wait_for()
        assert tab.locator(".network.lit .wire.on").count() > 0
        tab.keyboard.press("Escape")
        tip.wait_for(state="hidden")
        before = tab.evaluate("document.querySelector('.network').getBoundingClientRect().width")
        tab.locator("[data-zoom=in]").click()
        assert tab.evaluate("document.querySelector('.network').getBoundingClientRect().width") > before
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_finger_is_told_first_and_led_on_then(browser: Any, district: Path) -> None:
    with (
        serving(district) as address,
        browser.new_context(has_touch=True, viewport={"width": 390, "height": 844}, locale="vi-VN") as context,
    ):
        page = context.new_page()
        page.goto(f"{address}/graph/{quote(RULES)}")
        assert visible(page, ".network") == 0
        page.get_by_label("Xem bản vẽ").check()
        page.locator(".card-link", has_text=OLD).tap()
        page.locator(".graph-tip").get_by_text("Đã bị thay thế bởi 20/QĐ-UBND").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator(".graph-tip").get_by_text("Lược đồ của văn bản này").tap()
        page.wait_for_selector(f'h1:has-text("{OLD}")')


OVERLAPS = """() => {
    const texts = [...document.querySelectorAll(".network text")].map(e => [e.textContent, e.getBoundingClientRect()]);
    const found = [];
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    for (const [n, [name, a]] of texts.entries())
        for (const [other, b] of texts.slice(n + 1)) if (meet(a, b)) found.push([name, other]);
    for (const card of document.querySelectorAll(".network .card-link")) {
        const frame = card.querySelector("rect").getBoundingClientRect();
        for (const text of card.querySelectorAll("text"))
            if (text.getBoundingClientRect().right > frame.right) found.push([text.textContent]);
    }
    return found;
}"""
"""Texts of the drawing that cover each other, or do not fit on their card."""
