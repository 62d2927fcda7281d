"""A reader opens a document: places of values, versions, the timeline, the graph."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pdfplumber
from playwright.sync_api import Page, expect

from vbparse.archive.archive import Archive
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from web.serving import document

Box = tuple[float, float, float, float]


def held(folder: Path, begins: str) -> str:
    """The id of a document of the corpus."""
    with Archive(folder) as archive:
        return next(head.document for head in archive.documents() if Path(head.name).name.startswith(begins))


def words_at(path: Path, page: int, wanted: str) -> list[Box]:
    """Where words stand in a row on a page, by pdfplumber."""
    with pdfplumber.open(path) as pdf:
        words = pdf.pages[page - 1].extract_words()
    count = len(wanted.split())
    rows = [words[i : i + count] for i in range(len(words) - count + 1)]
    found = next(row for row in rows if " ".join(w["text"] for w in row).strip(".;,") == wanted)
    return [(w["x0"], w["top"], w["x1"], w["bottom"]) for w in found]


def overlap(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def test_a_click_on_a_deadline_shows_it_on_the_page(page: Page, folder: Path) -> None:
    path, known = document("06"), held(folder, "06")
    with Archive(folder) as archive:
        owed = next(o for o in archive.document(known).obligations if o.due and o.due.date == "2024-03-22")
    assert owed.due
    page.goto(f"/documents/{quote(known)}")
    page.locator("#tabs").get_by_role("link", name="Nhiệm vụ").click()
    assert page.locator("rect.chosen").count() == 0
    page.locator(f'#read a.place[data-field="obligations.{owed.id}.due"]').click()
    chosen = page.locator("rect.chosen")
    expect(chosen).not_to_have_count(0)
    expect(chosen.first).to_be_visible()
    number = int(chosen.first.evaluate("r => r.closest('figure').id").removeprefix("page-"))
    boxes = [
        tuple(map(float, box))
        for box in chosen.evaluate_all(
            "all => all.map(r => [+r.getAttribute('x'), +r.getAttribute('y'),"
            " +r.getAttribute('x') + +r.getAttribute('width'), +r.getAttribute('y') + +r.getAttribute('height')])"
        )
    ]
    for word in words_at(path, number, " ".join(owed.due.text.split())):
        area = (word[2] - word[0]) * (word[3] - word[1])
        assert sum(overlap(word, box) for box in boxes) > 0.5 * area


def test_a_click_on_a_marked_place_leads_to_its_field(page: Page, folder: Path) -> None:
    page.goto(f"/documents/{quote(held(folder, '02'))}")
    place = page.locator(".source a.m", has_text="18/9/2023").first
    field = (place.get_attribute("data-fields") or "").split()[0]
    place.click()
    assert page.evaluate("() => document.activeElement.closest('[data-field]').dataset.field") == field


def test_two_versions_are_compared(page: Page, folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.txt"
    draft.write_text(document("02").read_text("utf-8").replace("trước ngày 18/9/2023", "trước ngày 11/9/2023"), "utf-8")
    with Archive(folder) as archive:
        assert [taken.state for taken in ingest(archive.store, [Given(str(draft))])] == ["added"]
        assert len(archive.versions("57/KH-UBND")) == 2
    page.goto(f"/documents/{quote(held(folder, '02'))}")
    page.locator("details.menu summary").click()
    page.get_by_role("link", name="Phiên bản").click()
    page.wait_for_url("**/versions*")
    told = {tag: " ".join(page.locator(f"main {tag}").all_inner_texts()) for tag in ("ins", "del")}
    assert any("11/9/2023" in words or "11/9" in words for words in told.values()), told
    assert any("18/9/2023" in words or "18/9" in words for words in told.values()), told


def test_the_bars_of_the_timeline_stand_at_the_dates_of_the_phases(page: Page, folder: Path) -> None:
    page.goto("/obligations/timeline?rows=documents")
    bars = page.locator("svg [data-start][data-end]")
    found = bars.evaluate_all(
        "all => all.map(b => [b.dataset.start, b.dataset.end, parseFloat(b.getAttribute('x')),"
        " parseFloat(b.getAttribute('width'))])"
    )
    with Archive(folder) as archive:
        phases = {(p.first_day, p.last_day) for p in archive.phases() if p.first_day and p.last_day}
    assert phases
    assert {(start, end) for start, end, *_ in found} == phases
    edges = sorted(
        {(date.fromisoformat(start).toordinal(), x) for start, _, x, _ in found}
        | {(date.fromisoformat(end).toordinal() + 1, x + width) for _, end, x, width in found}
    )
    (first, left), (last, right) = edges[0], edges[-1]
    for day, x in edges:
        assert abs(x - (left + (day - first) * (right - left) / (last - first))) < 0.1  # percent
    assert all(a[1] <= b[1] + 0.01 for a, b in pairwise(edges))


def test_the_graph_leads_to_a_document_that_is_missing(page: Page, folder: Path) -> None:
    with Archive(folder) as archive:
        cited = next(c for c in archive.cites(held(folder, "02")) if c.status == "missing" and c.canonical)
    page.goto(f"/documents/{quote(held(folder, '02'))}")
    page.locator("details.menu summary").click()
    page.locator("main").get_by_role("link", name="Lược đồ").click()
    page.wait_for_url("**/graph/**")
    assert cited.canonical
    page.locator("svg a[href*='missing']", has_text=cited.canonical).first.click()
    page.wait_for_url("**/missing**")
    expect(page.locator("main")).to_contain_text(cited.canonical)
