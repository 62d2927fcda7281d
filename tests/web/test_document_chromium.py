"""The document page in a browser: from a field to its place and back, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import expect

from vbparse.archive.archive import Archive
from vbparse.schema import Document, Obligation
from vbparse.web.pages import document_values
from web.conftest import held
from web.serving import CORPUS
from web.test_document_page import address, shown

PDF, TEXT = "07-nguoi-cao-tuoi-tinh.pdf", "02-so-ket-rac.txt"


def due(document: Document) -> Obligation:
    return next(one for one in document.obligations if one.due and one.due.date)


def word_on_page(name: str, text: str, page: int, near: list[float]) -> dict[str, float]:
    """The last word of a wording as pdfplumber finds it on the page, nearest to a place."""
    with pdfplumber.open(CORPUS / name) as pdf:
        words = [word for word in pdf.pages[page - 1].extract_words() if word["text"].strip(".;,") == text.split()[-1]]
    assert words, text
    return min(words, key=lambda word: abs(word["top"] - near[1]) + abs(word["x0"] - near[0]))


def on_paper(tab: Any, rect: Any) -> list[float]:
    """Where a box is on its page, in points, as it is seen on the screen."""
    return rect.evaluate(
        """one => {
            const a = one.getBoundingClientRect(), svg = one.ownerSVGElement, b = svg.getBoundingClientRect();
            const x = svg.viewBox.baseVal.width / b.width, y = svg.viewBox.baseVal.height / b.height;
            return [(a.left - b.left) * x, (a.top - b.top) * y, (a.right - b.left) * x, (a.bottom - b.top) * y];
        }"""
    )


def test_a_click_on_a_due_shows_its_box_over_its_words(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, PDF)
    one = due(document)
    tab.goto(served + address(document.id) + "?tab=obligations")
    assert tab.locator("rect.chosen").count() == 0
    tab.locator(f'[id="f-obligations.{one.id}.due"] a.place').click()
    boxes = tab.locator("rect.chosen")
    assert boxes.count() == len(one.due.origin)
    last = one.due.origin[-1]
    word = word_on_page(PDF, one.due.text, last["page"], last["box"][2:])
    left, top, right, bottom = on_paper(tab, boxes.last if boxes.count() > 1 else boxes.first)
    assert left < word["x1"]
    assert word["x0"] < right
    assert top < (word["top"] + word["bottom"]) / 2 < bottom
    expect(boxes.first).to_be_in_viewport()
    assert f"field=obligations.{one.id}.due" in tab.url
    assert tab.locator("#place-told").inner_text().strip()
    tab.reload()
    assert tab.locator("rect.chosen").count() == len(one.due.origin)


def test_a_click_on_a_box_leads_to_its_field(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, PDF)
    tab.goto(served + address(document.id))
    tab.locator('rect[data-field="number"]').first.click()
    assert focused(tab) == "number"


def focused(tab: Any) -> str | None:
    """The field that has the focus."""
    return tab.evaluate("(document.activeElement.closest('.value') || {dataset: {}}).dataset.field || null")


def test_a_click_on_a_marked_place_gives_its_field_the_focus(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    one = due(document)
    field = f"obligations.{one.id}.due"
    tab.goto(served + address(document.id))
    place = tab.locator(f'a.m[data-fields~="{field}"]').first
    place.click()
    assert focused(tab) == field
    assert place.evaluate("one => one.classList.contains('chosen')")
    again = place.evaluate("one => one.dataset.fields.split(' ')")
    place.click()
    assert focused(tab) == again[1 % len(again)]


def test_the_keyboard_suffices(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    field = f"obligations.{due(document).id}.due"
    tab.goto(served + address(document.id) + "?tab=obligations")
    tab.locator(f'[id="f-{field}"] a.place').focus()
    tab.keyboard.press("Enter")
    chosen = tab.locator("a.m.chosen").first
    assert field in chosen.get_attribute("data-fields")
    chosen.focus()
    tab.keyboard.press("Enter")
    assert focused(tab) == field
    tab.keyboard.press("Tab")  # to the link that corrects it
    tab.keyboard.press("Enter")
    tab.locator(".editor input[name=value]").wait_for()
    assert tab.evaluate("document.activeElement.name") == "value"
    tab.keyboard.press("Escape")
    assert tab.locator(".editor form").count() == 0
    assert tab.evaluate("document.activeElement.classList.contains('edit')")


def test_a_field_is_corrected_beside_its_value(tab: Any, served: str, folder: Path) -> None:
    document = held(folder, TEXT)
    tab.goto(served + address(document) + "?tab=general")
    row = tab.locator(".pair", has=tab.locator('[id="f-title.text"]'))
    row.locator("a.edit").click()
    row.locator("textarea").fill("Trích yếu đã sửa")
    row.get_by_label("Lý do sửa").fill("theo bản ký")
    row.get_by_role("button", name="Lưu").click()
    tab.wait_for_url("**field=title.text*")
    assert "Trích yếu đã sửa" in tab.locator('[id="f-title.text"]').inner_text()
    with Archive(folder) as archive:
        assert archive.corrections(document)[0].why == "theo bản ký"


def test_a_place_whose_field_is_on_another_stretch_leads_there(
    tab: Any, served: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_values, "LENGTH", 2)
    document = shown(folder, TEXT)
    last = document.obligations[-1]
    tab.goto(served + address(document.id))
    assert tab.locator(f'[id="f-obligations.{last.id}.task"]').count() == 0
    tab.locator(f'a.m[data-fields~="obligations.{last.id}.task"]').last.click()
    tab.locator(f'[id="f-obligations.{last.id}.task"]').wait_for()


def test_what_an_item_lacks_is_given_beside_it(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    one = next(one for one in document.obligations if not one.due)
    tab.goto(served + address(document.id) + "?tab=obligations")
    item = tab.locator(f'[id="f-obligations.{one.id}"]')
    item.get_by_role("link", name="Bổ sung, loại bỏ").click()
    item.get_by_role("link", name="Thêm Thời hạn").click()
    item.get_by_role("textbox", name="Thời hạn").fill("30/9/2023")
    item.get_by_role("button", name="Lưu").click()
    tab.wait_for_url("**field=*")
    assert "30/9/2023" in tab.locator(f'[id="f-obligations.{one.id}.due"]').inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_places_are_shown_with_and_without_scripts(browser: Any, served: str, folder: Path, script: bool) -> None:
    document = shown(folder, TEXT)
    field = f"obligations.{due(document).id}.due"
    with browser.new_context(java_script_enabled=script) as context:
        tab = context.new_page()
        tab.goto(served + address(document.id) + "?tab=obligations")
        tab.locator(f'[id="f-{field}"] a.place').click()
        assert tab.locator("a.m.chosen").first.is_visible()
        assert tab.locator("a.m.chosen").first.inner_text().strip()
        tab.locator("a.m.chosen").first.click()
        assert field.split(".")[1] in (tab.url if not script else focused(tab) or "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit_a_small_screen(
    tab: Any, served: str, folder: Path, axe: Callable[[Any], list[str]], language: str
) -> None:
    with Archive(folder) as archive:
        base = address(held(folder, TEXT))
        one = due(archive.document(held(folder, TEXT)))
        archive.correct(held(folder, TEXT), f"obligations.{one.id}.due.date", "2023-09-20", by="Hương", why="vì sai")
        twin = archive.document(held(folder, PDF))
    pages = [base, f"{base}?obligation={one.id}", address(twin.id), f"{base}/history", f"{base}/versions", "/queue"]
    pages += [f"{base}/edit?path={path}" for path in ("title.text", "doc_type", f"obligations.{one.id}.assignees")]
    tab.goto(f"{served}/language/{language}?back=/queue")
    for where in pages:
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.goto(served + where)
        assert axe(tab) == [], where
        tab.set_viewport_size({"width": 360, "height": 700})
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), where
        assert axe(tab) == [], where
