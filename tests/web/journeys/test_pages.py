"""Every page: no serious finding of axe-core, no sideways scroll on a telephone, and a picture for the documentation.

With VBPARSE_PICTURES set to a folder the pictures are kept there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from vbparse.archive.archive import Archive
from web.serving import serving

from .test_reading import held

PAGES = {
    "home": "/?as_of=2023-09-10",
    "search": "/search?q=rac+thai",
    "obligations": "/obligations?due=2023-Q3&as_of=2023-09-10",
    "timeline": "/obligations/timeline?rows=documents&as_of=2023-09-10",
    "obligation": "/obligations/{owed}?document={pdf}",
    "document": "/documents/{pdf}?field=obligations.{owed}.due",
    "document-text": "/documents/{text}",
    "edit": "/documents/{text}/edit?path=title.text",
    "history": "/documents/{text}/history",
    "versions": "/documents/{text}/versions",
    "queue": "/queue",
    "graph": "/graph/{text}",
    "map": "/graph",
    "missing": "/missing",
    "dossiers": "/dossiers",
    "arrangement": "/dossiers/arrangement",
    "missing-document": "/missing?wanted={wanted}",
    "assignees": "/assignees",
    "assignee": "/assignees/{body}",
    "upload": "/upload",
    "account": "/account",
    "people": "/admin/users",
    "audit": "/admin/audit",
}
SHOWN = ("home", "search", "obligations", "timeline", "document", "queue", "graph", "assignees", "upload")
"""Pages whose pictures are shown in docs/."""
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def names(filled: Path) -> dict[str, str]:
    """What stands for the words in the addresses of `PAGES`."""
    pdf, text = held(filled, "06"), held(filled, "02")
    with Archive(filled) as archive:
        owed = next(o.id for o in archive.document(pdf).obligations if o.due and o.due.date)
        body = archive.assignees("Tổ Toán")[0].body
        wanted = archive.missing()[0].wanted
    addresses = {"pdf": pdf, "text": text, "owed": owed, "body": body, "wanted": wanted}
    return {name: quote(value, safe="") for name, value in addresses.items()}


@pytest.fixture(scope="module")
def context(browser: Browser, filled: Path) -> Iterator[BrowserContext]:
    with serving(filled) as address, browser.new_context(base_url=address) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def opened(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(address)
    assert answer
    assert answer.status == 200
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_both_languages(page: Page, names: dict[str, str], name: str, language: str) -> None:
    page.goto(f"/language/{language}")
    opened(page, PAGES[name].format(**names), 1280)
    assert page.locator("html").get_attribute("lang") == language
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in SERIOUS] == []
    assert page.locator("h1").count() == 1


BROKEN_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    const broken = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const box = node.parentElement;
        if (!box.checkVisibility() || box.closest("svg, script, .file-name, .hidden, code")) continue;
        for (const word of node.data.matchAll(/[^\\s–-]{2,24}/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""
"""The words of a page that stand on two lines."""
WIDTHS = (320, 390, 768, 1280, 2560)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_or_breaks_inside_a_word(
    page: Page, names: dict[str, str], name: str, language: str
) -> None:
    page.goto(f"/language/{language}")
    opened(page, PAGES[name].format(**names), WIDTHS[0])
    page.evaluate("document.fonts.ready.then(() => true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(BROKEN_WORDS) == [], width


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_of_a_page(page: Page, names: dict[str, str], name: str, tmp_path: Path) -> None:
    page.goto("/language/vi")
    opened(page, PAGES[name].format(**names), 1280)
    page.wait_for_function("[...document.images].every(one => one.loading === 'lazy' || one.complete)")
    taken = Path(os.environ.get("VBPARSE_PICTURES", tmp_path)) / f"{name}.png"
    page.screenshot(path=taken)
    assert taken.read_bytes().startswith(b"\x89PNG")


def test_the_keyboard_alone_leads_through_search_to_a_document(page: Page) -> None:
    opened(page, "/search", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("rac thai")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=rac**")
    page.wait_for_load_state("networkidle")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "/documents/" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
