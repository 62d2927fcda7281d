"""Where others reach the server: people log in, and a reader changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from vbparse.accounts.accounts import Accounts
from web.serving import serving

from .conftest import NAME
from .test_reading import held

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def visitor(browser: Browser, folder: Path) -> Iterator[Page]:
    """A browser that reaches the server by a name."""
    accounts = Accounts(folder)
    accounts.people.add("Lan", "reader", PASSWORD)
    accounts.people.add("Minh", "editor", PASSWORD)
    accounts.close()
    with (
        serving(folder, host="0.0.0.0", names=(NAME,)) as address,
        browser.new_context(base_url=address.replace("127.0.0.1", NAME)) as context,
    ):
        page = context.new_page()
        page.set_default_timeout(30_000)
        yield page


def login(page: Page, name: str, password: str = PASSWORD) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.locator("main form button").first.click()


def test_login_and_logout(visitor: Page, folder: Path) -> None:
    visitor.goto("/queue")
    assert "/login" in visitor.url
    login(visitor, "Lan", "không phải mật khẩu")
    expect(visitor.get_by_role("alert")).to_be_visible()
    login(visitor, "Lan")
    visitor.wait_for_url("**/queue")
    expect(visitor.locator("nav.rail")).to_contain_text("Lan")
    visitor.locator("nav.rail form button").click()
    visitor.goto("/obligations")
    assert "/login" in visitor.url


def test_a_reader_is_refused(visitor: Page, folder: Path) -> None:
    known = held(folder, "02")
    visitor.goto("/login")
    login(visitor, "Lan")
    visitor.wait_for_url("**/")
    visitor.goto(f"/documents/{quote(known)}")
    assert visitor.locator("a.edit").count() == 0
    assert visitor.goto("/upload").status == 403  # type: ignore[union-attr]
    status = visitor.evaluate(
        """async id => {
            const token = document.querySelector('meta[name="csrf"]')?.content ?? '';
            const answer = await fetch('/api/v1/corrections', {
                method: 'POST', headers: {'Content-Type': 'application/json', 'X-CSRF-Token': token},
                body: JSON.stringify({document: id, path: 'title', value: 'x'}),
            });
            return answer.status;
        }""",
        known,
    )
    assert status == 403
