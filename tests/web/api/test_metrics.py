"""Figures for Prometheus."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from vbparse.web import pages
from vbparse.web.api.metrics import METHODS
from vbparse.web.app import collect_routes

from .conftest import BASE, bearing

API = "/api/v1"


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    text = client.get(f"{API}/metrics").text
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_never_by_what_they_name(client: TestClient) -> None:
    heads = client.get(f"{API}/documents").json()["items"]
    for head in heads[:3]:
        client.get(f"{API}/documents/{head['document'].replace('#', '%23')}/versions")
    client.get(f"{API}/documents/nix/versions")
    client.get(f"{API}/nix")
    client.get("/static/site.css")
    found = figures(client)
    route = f"{API}/documents/{{document}}/versions"
    assert found["vbparse_requests_total", "GET", route, "200"] == 3
    assert found["vbparse_requests_total", "GET", route, "404"] == 1
    assert found["vbparse_requests_total", "GET", "none", "404"] == 1
    assert found["vbparse_requests_total", "GET", "/static", "200"] == 1
    assert found["vbparse_request_seconds_count", "GET", route] == 4
    assert found["vbparse_held", "documents"] == len(heads)
    assert not any(head["document"] in word for key in found for word in key for head in heads)


def routes(app: FastAPI) -> set[str]:
    """All that a request can be counted as: the routes as they are written."""
    described = set(app.openapi()["paths"])
    of_pages = {getattr(route, "path", "") for routes in collect_routes(pages) for route in routes.routes}
    return {*described, *of_pages, "/static", f"{API}/openapi.json", "none"}


def test_nothing_that_is_asked_for_becomes_a_label(app: FastAPI, client: TestClient) -> None:
    """Ids with slashes, whatever route they fit; what strangers make up; methods that there are not."""
    made_up = [f"{n}/KH-UBND/{'x' * 50}" for n in range(50)]
    for name in made_up:
        for path in (f"/graph/{name}", f"/documents/{name}", f"{API}/documents/{name}", f"{API}/metrics/{name}"):
            client.get(path)
        client.get(f"/graph/graph/{name}")
        client.get(f"{API}/documents/{name.replace('/', '%2F')}/versions")
        client.get(f"/static/{name}")
        client.request("BREW", f"/{name}")
    labels = {(key[1], key[2]) for key in figures(client) if key[0] == "vbparse_requests_total"}
    assert {route for _, route in labels} <= routes(app)
    assert "/graph/{document:path}" in {route for _, route in labels}
    assert {method for method, _ in labels} <= {*METHODS, "other"}
    text = client.get(f"{API}/metrics").text
    assert "KH-UBND" not in text
    before = len(figures(client))
    for n in range(100):
        client.get(f"/graph/{n}/more")
        client.get(f"/{n}")
    assert len(figures(client)) == before


def test_they_are_for_admins_alone(client: TestClient, reader: TestClient, editor: TestClient, app: FastAPI) -> None:
    for who in (reader, editor):
        refused = who.get(f"{API}/metrics")
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    admin = TestClient(app, base_url=BASE, headers=bearing(app, "admin"))
    assert figures(admin)["vbparse_held", "documents"] == figures(client)["vbparse_held", "documents"]
