"""Figures for Prometheus."""

from __future__ import annotations

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

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


def test_a_reader_counts_what_a_reader_finds(client: TestClient, reader: TestClient) -> None:
    (head, *_) = client.get(f"{API}/documents", params={"type": "QĐ"}).json()["items"]
    before = figures(reader)
    client.put(f"{API}/documents/{head['document']}/restriction", json={})
    after = figures(reader)
    assert after["vbparse_held", "documents"] == before["vbparse_held", "documents"] - 1
    assert after["vbparse_held", "obligations"] < before["vbparse_held", "obligations"]
