"""Every page: no serious finding of axe-core, no sideways scroll on a telephone, and a picture for the documentation.

With VBPARSE_PICTURES set to a folder the pictures are kept there.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from web.serving import document, serving

from .addresses import PAGES, read_names
from .test_uploading import ENDED, LONG

SHOWN = (
    *("home", "search", "obligations", "timeline", "document", "queue", "card", "graph", "assignees", "dossier"),
    *("upload", "reports"),
)
"""Pages whose pictures are shown in docs/."""
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an archive that the tests of this module share."""
    with serving(shutil.copytree(filled, tmp_path_factory.mktemp("pages") / "kho")) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=site) as context:
        yield context


@pytest.fixture(scope="module")
def names(filled: Path, context: BrowserContext) -> dict[str, str]:
    """What stands for the words in the addresses, with a job in which a file failed and one was there already."""
    page = context.new_page()
    page.goto("/upload")
    broken = {"name": "hỏng.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"}
    known = {"name": "57-KH-UBND.txt", "mimeType": "text/plain", "buffer": document("02").read_bytes()}
    page.set_input_files("#files", [broken, known])
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/jobs/*")
    page.wait_for_function(ENDED, timeout=LONG)
    job = page.url.rsplit("/", 1)[1]
    page.close()
    return read_names(filled) | {"job": job}


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
        if (!box.checkVisibility() || box.closest("svg, script, .file-name, .hidden, code, pre")) continue;
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


HEAVIEST = 250_000
"""Bytes that a page may cost, with all that it loads, where nothing of it is known yet."""

LATER_PAGE = re.compile(r"/pages/(?!1\.png)\d+\.png")
"""The picture of a page of a document that is loaded ahead of its reader."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_weighs_little_and_asks_nothing_elsewhere(
    browser: Browser, site: str, names: dict[str, str], name: str
) -> None:
    weights: dict[str, int] = {}
    asked: dict[str, str] = {}
    with browser.new_context(base_url=site) as fresh:
        page = fresh.new_page()
        network = fresh.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda sent: asked.update({sent["requestId"]: sent["request"]["url"]}))
        network.on("Network.loadingFinished", lambda end: weights.update({end["requestId"]: end["encodedDataLength"]}))
        opened(page, PAGES[name].format(**names), 1280)
    assert len(weights) > 5, "style, script and letters"
    assert [url for url in asked.values() if not url.startswith((f"{site}/", "data:"))] == []
    needed = [(weights.get(n, 0), url) for n, url in asked.items() if not LATER_PAGE.search(url)]
    assert sum(weight for weight, _ in needed) <= HEAVIEST, sorted(needed, reverse=True)[:5]


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
