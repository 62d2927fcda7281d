"""The reference of the API in a browser: under the policy of all pages, and with nothing from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.slow
MOST_BYTES = 700_000
"""Bytes of the page with all that it loads, compressed: Swagger UI 485 000, fonts and styles most of the rest."""


def test_operations_are_listed_opened_and_tried(tab: Any, served: str) -> None:
    asked: list[str] = []
    transferred: list[int] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfinished", lambda request: transferred.append(request.sizes()["responseBodySize"]))
    tab.goto(f"{served}/api")
    tab.wait_for_selector("#operations-search-search_documents")
    tab.wait_for_load_state("networkidle")
    assert sum(transferred) < MOST_BYTES
    assert tab.locator(".opblock").count() > 60
    tab.click("#operations-server-get_health .opblock-summary-control")
    tab.click("#operations-server-get_health .try-out__btn")
    tab.click("#operations-server-get_health .execute")
    tab.wait_for_selector("#operations-server-get_health .live-responses-table")
    assert '"status": "ok"' in tab.inner_text("#operations-server-get_health .live-responses-table")
    tab.click("#operations-tokens-add_token .opblock-summary-control")
    tab.click("#operations-tokens-add_token .try-out__btn")
    tab.click("#operations-tokens-add_token .execute")
    tab.wait_for_selector("#operations-tokens-add_token .live-responses-table")
    assert "201" in tab.inner_text("#operations-tokens-add_token .live-responses-table")
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
