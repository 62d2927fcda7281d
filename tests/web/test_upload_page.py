"""The pages of uploads in a browser: with the script, without it, on a small screen, in both languages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ingest.archives import PLAN
from web.serving import serving

SOON = 60_000


def plan(number: int) -> bytes:
    text = PLAN.format(
        number=number, day=3, month=4, title=f"Kế hoạch {number}", title_low="việc", cited=1, cited_day=2, due=21,
        quarter="I",
    )  # fmt: skip
    return text.encode()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page") / "archive"
    with serving(folder, upload_files=10, workers=1) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    context.set_default_timeout(SOON)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert not complaints


def file(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_files_are_sent_and_their_states_change_by_themselves(page: Page) -> None:
    page.goto("/upload")
    page.set_input_files("#files", [file("a.txt", plan(1)), file("hong.pdf", b"%PDF-1.4 cut off")])
    expect(page.locator("#upload-said")).to_have_text("Đã chọn 2 tệp.")
    page.get_by_role("button", name="Nạp", exact=True).click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator('tr[data-n="1"]')).to_have_attribute("data-state", "stored", timeout=SOON)
    expect(page.locator("#job-word")).to_have_text("Đã xong", timeout=SOON)
    expect(page.locator("#job-count")).to_have_text("đã xử lý 2/2 tệp")
    expect(page.locator('tr[data-n="1"] a')).to_have_attribute("href", re.compile("^/documents/[0-9a-f]{64}$"))
    expect(page.locator('tr[data-n="2"] .state')).to_have_text("lỗi")
    assert "PDF" in (page.locator('tr[data-n="2"] .reason').text_content() or "")
    expect(page.get_by_role("button", name="Dừng lại")).to_be_hidden()
    page.goto("/upload")
    expect(page.get_by_role("cell", name="hong.pdf")).to_be_visible()


def test_files_are_dropped_into_the_frame(page: Page) -> None:
    page.goto("/upload")
    data = page.evaluate_handle(
        """() => { const held = new DataTransfer(); held.items.add(new File(["x y z"], "tha.txt")); return held; }"""
    )
    for kind in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#upload", kind, {"dataTransfer": data})
    expect(page.locator("#upload-said")).to_have_text("Đã chọn 1 tệp.")
    page.get_by_role("button", name="Nạp", exact=True).press("Enter")
    page.wait_for_url("**/jobs/*")
    expect(page.locator("td.file-name", has_text="tha.txt")).to_be_visible()


def test_what_is_refused_is_told_on_the_page(page: Page) -> None:
    page.goto("/upload")
    page.set_input_files("#files", [file(f"{n}.txt", b"x") for n in range(11)])
    page.get_by_role("button", name="Nạp", exact=True).click()
    expect(page.locator("#upload-said")).to_contain_text("10 files")
    expect(page.get_by_role("button", name="Nạp", exact=True)).to_be_enabled()


def test_without_script_the_form_leads_to_the_job(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/upload")
    page.set_input_files("#files", [file("khong-script.txt", plan(3))])
    page.get_by_role("button", name="Nạp", exact=True).click()
    page.wait_for_url("**/jobs/*")
    ends = time.monotonic() + SOON / 1000
    while page.locator("#job-word").text_content() != "Đã xong" and time.monotonic() < ends:
        page.get_by_role("link", name="Làm mới").click()
        time.sleep(0.2)
    expect(page.locator('tr[data-n="1"] .state')).to_have_text("đã lưu")
    context.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_pages(page: Page, language: str) -> None:
    page.goto(f"/language/{language}?back=/upload")
    page.set_input_files("#files", [file("rat-dai-" * 20 + ".txt", plan(4))])
    page.locator("#upload button").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator('tr[data-n="1"] a').first).to_be_visible(timeout=SOON)
    job = page.url
    for shown in ("/upload", job):
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(shown)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.set_viewport_size({"width": 1280, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
