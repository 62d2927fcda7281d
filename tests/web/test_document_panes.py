"""The document page in a browser: two panes, tabs, colours, find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from web.conftest import held
from web.test_document_page import address, opened, shown

PDF, TEXT = "07-nguoi-cao-tuoi-tinh.pdf", "02-so-ket-rac.txt"


@pytest.mark.parametrize("name", [PDF, TEXT])
def test_each_pane_scrolls_by_itself_in_a_window_that_does_not(tab: Any, served: str, folder: Path, name: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(served + address(held(folder, name)) + "?tab=obligations")
    assert tab.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for pane in (".paper-stack", ".panels"):
        assert tab.locator(pane).evaluate("one => one.scrollHeight > one.clientHeight")
    tab.locator(".panels").evaluate("one => { one.scrollTop = 300 }")
    assert tab.locator(".paper-stack").evaluate("one => one.scrollTop") == 0


def test_a_narrow_screen_shows_one_pane_and_a_value_leads_to_the_other(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(served + address(document.id) + "?tab=general")
    expect(tab.locator("#read")).to_be_visible()
    expect(tab.locator("#source")).to_be_hidden()
    tab.locator('[id="f-number"] a.place').click()
    expect(tab.locator("#read")).to_be_hidden()
    expect(tab.locator("a.m.chosen")).to_be_in_viewport()
    tab.locator(".panes").get_by_role("link", name="Nội dung").click()
    expect(tab.locator('[id="f-number"]')).to_be_in_viewport()


def test_tabs_show_one_part_and_lead_there_from_the_source(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    tab.goto(served + address(document.id) + "?tab=general")
    expect(tab.locator("#general")).to_be_visible()
    expect(tab.locator("#references")).to_be_hidden()
    tab.locator("#tabs").get_by_role("link", name="Viện dẫn").click()
    expect(tab.locator("#references")).to_be_visible()
    expect(tab.locator("#general")).to_be_hidden()
    tab.locator('a.m[data-fields~="number"]').first.click()
    expect(tab.locator('[id="f-number"]')).to_be_in_viewport()


def test_the_filter_leaves_items_that_hold_its_words(client: TestClient, folder: Path) -> None:
    document = shown(folder, TEXT)
    wanted = [one.id for one in document.obligations if "bao cao" in _plain(one.task)]
    assert 0 < len(wanted) < len(document.obligations)
    page = opened(client, document.id, "?tab=obligations&words=b%C3%A1o+CAO")
    tasks = [one.attributes["id"] for one in page.all("li", class_="item")]
    assert {f"f-obligations.{one}" for one in wanted} <= {*tasks}
    assert len([one for one in tasks if one.startswith("f-obligations.")]) < len(document.obligations)


def _plain(text: str) -> str:
    return text.lower().replace("á", "a").replace("à", "a")


@pytest.mark.parametrize("name", [PDF, TEXT])
def test_words_are_found_counted_and_shown_one_after_the_other(tab: Any, served: str, folder: Path, name: str) -> None:
    document = shown(folder, name)
    text = " ".join((document.text or "").split()).lower()
    tab.goto(served + address(document.id))
    find = tab.locator("#find")
    find.get_by_role("searchbox").fill("ủy ban" if name == PDF else "khu phố")
    total = text.count("ủy ban" if name == PDF else "khu phố")
    assert total > 1
    expect(find.locator("output")).to_have_text(f"1/{total}")
    if name == PDF:
        assert tab.locator("rect.hit").count() >= total
        expect(tab.locator("rect.hit.now").first).to_be_in_viewport()
    else:
        assert tab.evaluate("CSS.highlights.get('hits').size") == total
        assert tab.evaluate("[...CSS.highlights.get('hit')][0].toString().toLowerCase()") == "khu phố"
    find.get_by_role("searchbox").press("Enter")
    expect(find.locator("output")).to_have_text(f"2/{total}")
    find.get_by_role("button", name="Kết quả trước").click()
    find.get_by_role("button", name="Kết quả trước").click()
    expect(find.locator("output")).to_have_text(f"{total}/{total}")
    find.get_by_role("searchbox").press("Escape")
    expect(tab.locator("rect.hit")).to_have_count(0)


def test_the_legend_switches_a_kind_off(tab: Any, served: str, folder: Path) -> None:
    tab.goto(served + address(held(folder, TEXT)))
    mark = tab.locator("a.m.k-references").first
    line = "one => getComputedStyle(one).textDecorationColor"
    seen = mark.evaluate(line)
    tab.locator(".legend").get_by_text("Viện dẫn").click()
    assert mark.evaluate(line) == "rgba(0, 0, 0, 0)" != seen
    assert tab.locator("a.m.k-head").first.evaluate(line) != "rgba(0, 0, 0, 0)"


def test_pages_are_zoomed_turned_to_and_shown_small(tab: Any, served: str, folder: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(served + address(held(folder, PDF)))
    sheet = tab.locator(".sheet").first
    width = sheet.evaluate("one => one.clientWidth")
    tab.get_by_role("button", name="Phóng to").click()
    assert sheet.evaluate("one => one.clientWidth") == pytest.approx(1.25 * width, abs=2)
    tab.get_by_role("button", name="Vừa chiều ngang").click()
    assert sheet.evaluate("one => one.clientWidth") == width
    tab.locator("#leaf").fill("3")
    tab.locator("#leaf").press("Enter")
    expect(tab.locator("#page-3")).to_be_in_viewport()
    tab.get_by_role("button", name="Ảnh thu nhỏ").click()
    expect(tab.locator("#strip [aria-current]")).to_contain_text("3")
    tab.locator("#strip a").first.click()
    expect(tab.locator("#page-1")).to_be_in_viewport()
    expect(tab.locator("#leaf")).to_have_value("1")
