"""The reference of the API: all that the description holds, light, and good to read on every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.web.views.reference import list_groups, list_schemas
from web.pages import read

MOST_BYTES = 250_000
"""Bytes of a page with all that it loads, compressed."""


def test_each_operation_event_and_type_is_shown(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    index = read(client.get("/api"))
    links = {one.attributes["href"] for one in index.all("a")}
    for group in list_groups(described):
        assert group.operations, group.name
        page = read(client.get(f"/api/groups/{group.name}"))
        for operation in group.operations:
            assert f"/api/groups/{group.name}#{operation.id}" in links
            assert page.one("h2", id=operation.id).words == operation.summary
            section = page.one("section", aria_labelledby=operation.id)
            assert operation.path in section.words
            assert all(one.name in section.words for one in operation.parameters)
    ids = [o["operationId"] for methods in described["paths"].values() for o in methods.values()]
    shown = {operation.id for group in list_groups(described) for operation in group.operations}
    assert {*ids} <= shown
    assert len(shown) == len(ids) + len(described["webhooks"])
    types = read(client.get("/api/schemas"))
    assert {one.attributes["id"] for one in types.all("h2")} == {*described["components"]["schemas"]}
    assert client.get("/api/groups/none").status_code == 404


def test_types_link_to_types_that_are_there(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    there = {schema.name for schema in list_schemas(described)}
    groups = [client.get(f"/api/groups/{group.name}") for group in list_groups(described)]
    for text in [*groups, client.get("/api/schemas")]:
        to = {one.attributes["href"].partition("#")[2] for one in read(text).all("a")
              if one.attributes["href"].startswith("/api/schemas#")}  # fmt: skip
        assert to <= there


def test_an_operation_tells_what_is_sent_and_answered(client: TestClient) -> None:
    section = read(client.get("/api/groups/tokens")).one("section", aria_labelledby="add_token")
    for part in ("POST", "NewToken", "MadeToken", "201", "máy quét phòng văn thư", "409"):
        assert part in section.words


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/api", "/api/groups/documents", "/api/schemas"])
def test_it_is_light_and_readable_everywhere(tab: Any, served: str, axe: Callable[[Any], list[str]], path: str) -> None:
    asked: list[str] = []
    transferred: list[int] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfinished", lambda request: transferred.append(request.sizes()["responseBodySize"]))
    tab.goto(f"{served}{path}")
    tab.wait_for_load_state("networkidle")
    assert sum(transferred) < MOST_BYTES
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    for width in (320, 768, 2560):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert axe(tab) == []
