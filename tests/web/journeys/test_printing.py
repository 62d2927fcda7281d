"""Pages on paper: each is printed by Chromium, with the dark theme chosen, and its PDF looked at."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Browser, BrowserContext

from web.serving import serving

from .test_pages import PAGES, names

__all__ = ["names"]
pytestmark = pytest.mark.slow
PRINTED = {name: PAGES[name] for name in PAGES if name not in ("edit", "account", "people", "audit", "upload")}
ACROSS = {"obligations", "timeline", "graph"}
NAVIGATION = ("Mục chính", "Tài khoản", "Tải lên", "Giao diện", "English", "Thêm bộ lọc", "Xuất", "Đánh dấu")
"""What stands in the rail, in menus and on buttons."""
CONTENT = {
    "home": "Theo đơn vị",
    "search": "Nội dung cần tìm: rac thai",
    "obligations": "Đơn vị thực hiện",
    "timeline": "Quá hạn",
    "obligation": "Thời hạn",
    "document": "Số ký hiệu",
    "document-text": "Trích yếu",
    "queue": "Văn bản",
    "graph": "viện dẫn",
    "missing": "Viện dẫn trong",
    "assignees": "Các cách viết",
    "assignee": "Nhiệm vụ gần nhất",
}
SHORT, LONG = 595, 842
EDGE = 25
"""Points that nothing may come nearer to the edges of the paper."""
Print = Callable[[str], pdfplumber.PDF]


@pytest.fixture(scope="module")
def context(browser: Browser, filled: Path) -> Iterator[BrowserContext]:
    with serving(filled) as address, browser.new_context(base_url=address, locale="vi-VN") as context:
        context.new_page().goto("/theme/dark")
        yield context


@pytest.fixture
def paper(context: BrowserContext) -> Print:
    """Prints what stands at an address."""

    def print_page(address: str) -> pdfplumber.PDF:
        page = context.pages[0]
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("data-bs-theme") == "dark"
        return pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))

    return print_page


def words_of(page: Any) -> str:
    """The text of a printed page on one line."""
    return " ".join((page.extract_text() or "").split())


@pytest.mark.parametrize("name", PRINTED)
def test_a_page_on_paper_is_its_content_alone(paper: Print, names: dict[str, str], name: str) -> None:
    pdf = paper(PAGES[name].format(**names))
    words = " ".join(map(words_of, pdf.pages))
    assert "Ngày in:" in words_of(pdf.pages[0])
    assert CONTENT.get(name, "") in words
    assert [one for one in NAVIGATION if one in words] == []
    for number, page in enumerate(pdf.pages, 1):
        size = (round(page.width), round(page.height))
        assert size == ((LONG, SHORT) if name in ACROSS else (SHORT, LONG)), number
        assert f"Trang {number}/{len(pdf.pages)}" in words_of(page)
        letters = [one for one in page.chars if one["text"].strip()]
        beyond = [one["text"] for one in letters if one["x0"] < EDGE or one["x1"] > page.width - EDGE]
        assert beyond == [], number


@pytest.mark.parametrize("name", ["home", "obligations", "document"])
def test_paper_is_light_and_letters_are_dark_where_the_theme_is_dark(
    paper: Print, names: dict[str, str], name: str
) -> None:
    picture = paper(PAGES[name].format(**names)).pages[0].to_image(resolution=40).original.convert("L")
    shades = picture.histogram()
    assert sum(shades[250:]) > 0.7 * sum(shades)
    assert sum(shades[:100]) > 0


def test_a_table_has_its_headings_on_each_page_and_no_row_on_two(context: BrowserContext, paper: Print) -> None:
    pages = paper("/obligations?as_of=2023-01-01&old=with").pages
    assert len(pages) > 2
    tasks = [" ".join(task.split()) for task in context.pages[0].locator(".owed a.open").all_text_contents()]
    assert len(tasks) > 20
    columns = []
    for page in pages:
        assert "Nhiệm vụ Đơn vị thực hiện Thời hạn Văn bản Tình trạng" in words_of(page)
        heading = page.search("Đơn vị thực hiện")[0]["x0"]
        border = max(edge["x1"] for edge in page.edges if edge["orientation"] == "v" and edge["x1"] < heading)
        columns.append(words_of(page.crop((0, 0, border, page.height))))
    assert [task for task in tasks if not any(task in column for column in columns)] == []


def test_a_document_is_printed_with_all_its_parts(paper: Print, names: dict[str, str]) -> None:
    words = " ".join(map(words_of, paper("/documents/{pdf}".format(**names)).pages))
    parts = ("Chung", "Người ký", "Nhiệm vụ", "Đơn vị, cá nhân được giao", "Nơi nhận")
    assert [part for part in parts if part not in words] == []


def test_a_group_spans_the_table_and_chosen_filters_stand_above_it(paper: Print) -> None:
    page = paper("/obligations?due=2023&group=assignee&as_of=2023-01-01").pages[0]
    assert "Thời hạn: 2023" in words_of(page)
    right = page.search("Tình trạng")[0]["x1"]
    borders = [one["x1"] for one in page.rects + page.lines if one["x1"] < page.width - 1]
    assert right < max(borders) < right + 40
    assert max(borders) > page.width - 50
