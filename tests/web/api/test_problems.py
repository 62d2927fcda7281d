"""One error body on every route: each route of the API is walked, and every error provoked that it can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from vbparse.web.access import authenticate
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.api.conftest import BASE, bearing

API = "/api/v1"
OPEN = ("/api/v1/health",)
"""What is told to whoever asks."""
OF_READERS = ("/feeds", "/views", "/tokens", "/calendars", "/parse")
"""What readers may change: what is their own, or nothing."""
VALUES = {"file": "obligations.csv", "n": "99999", "number": "99999", "job": "ffffffff", "name": "nix"}
VALUES |= {"dossier": "99999", "suffix": "csv", "delivery": "99999"}
WITHIN = "/dossiers/inventory.{suffix}"
"""A path that is also one of another route, where it names no dossier."""


@cache
def openapi() -> dict[str, Any]:
    """The API, as it describes itself."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return create_app(Settings(Path(folder) / "kho")).openapi()


def described() -> dict[str, dict[str, Any]]:
    """The paths of the API."""
    paths: dict[str, dict[str, Any]] = openapi()["paths"]
    return paths


def operations() -> list[Any]:
    return [pytest.param(p, m, id=f"{m} {p}") for p, methods in described().items() for m in methods]


def filled(path: str) -> str:
    """A path with values that name nothing."""
    return re.sub(r"\{(\w+)\}", lambda part: VALUES.get(part[1], "ffffffff"), path)


def reasons(path: str, method: str) -> dict[str, str]:
    """A reason and a document that there is not, where they are asked for."""
    takes = {one["name"]: one for one in described()[path][method].get("parameters", ()) if one["in"] == "query"}
    missing = {"document": "9999/QĐ-X"} if takes.get("document", {}).get("required") else {}
    return ({"why": "vì"} if "why" in takes else {}) | missing


def is_problem(answer: Any, *statuses: int) -> None:
    told = f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text[:300]}"
    assert answer.status_code in statuses, told
    assert answer.headers["Content-Type"] == "application/problem+json", told
    body = answer.json()
    assert body["type"] == f"/problems/{body['code']}", told
    assert body["status"] == answer.status_code, told
    for member in ("title", "code", "detail"):
        assert isinstance(body[member], str), told
        assert body[member], told
    assert body["detail"].endswith((".", ":", ";", "?")) or "\n" in body["detail"], told
    assert "Traceback" not in answer.text, told
    assert "/src/" not in answer.text, told


@pytest.fixture(scope="module")
def app(made: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    import shutil

    folder = tmp_path_factory.mktemp("problems") / "kho"
    shutil.copytree(made, folder)
    return create_app(Settings(folder))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that others reach, and nobody is logged in."""
    settings = Settings(tmp_path_factory.mktemp("elsewhere") / "kho", host="192.0.2.7", names=("kho.example",))
    with TestClient(create_app(settings), base_url="http://kho.example:8000", raise_server_exceptions=False) as client:
        yield client


def test_all_of_the_api_is_described(app: FastAPI) -> None:
    assert len(described()) > 25
    for wanted in (
        *("/documents", "/search", "/obligations", "/references", "/graph", "/corrections", "/assignees", "/jobs"),
        *("/exports/{file}", "/parse", "/metrics", "/health"),
    ):
        assert API + wanted in described()


@pytest.mark.parametrize(("path", "method"), operations())
def test_who_is_not_known_is_told(elsewhere: TestClient, path: str, method: str) -> None:
    answer = elsewhere.request(method, filled(path))
    if path in OPEN:
        assert answer.status_code == 200
    else:
        is_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("path", "method"), operations())
def test_a_handler_that_raises_tells_nothing_of_its_inside(app: FastAPI, path: str, method: str) -> None:
    def broken() -> None:
        raise RuntimeError("hỏng: /src/secret")

    app.dependency_overrides[authenticate] = broken
    try:
        client = TestClient(app, base_url=BASE, raise_server_exceptions=False)
        answer = client.request(method, filled(path))
    finally:
        app.dependency_overrides.clear()
    if path in OPEN:
        assert answer.status_code == 200
    else:
        is_problem(answer, 500)


@pytest.mark.parametrize("path", described())
def test_a_method_that_there_is_not(client: TestClient, path: str) -> None:
    for method in {"get", "post", "put", "patch", "delete"} - described()[path].keys():
        answer = client.request(method, filled(path))
        is_problem(answer, 405, *((422,) if path.endswith(WITHIN) else ()))
        assert answer.status_code == 422 or answer.headers["Allow"]


@pytest.mark.parametrize(("path", "method"), operations())
def test_what_does_not_exist(client: TestClient, path: str, method: str) -> None:
    named = [part for part in path.split("/") if part.startswith("{") and part != "{file}"]
    if not named or "requestBody" in described()[path][method]:
        return
    is_problem(client.request(method, filled(path), params=reasons(path, method)), 404)


@pytest.mark.parametrize(("path", "method"), operations())
def test_bad_queries(client: TestClient, path: str, method: str) -> None:
    told = described()[path][method].get("parameters", ())
    bad: dict[str, tuple[str, ...]] = {
        "limit": ("0", "-1", "x", "1e9", "201000", "9" * 400),
        "cursor": ("x", "!!!", "W10", "eyJhZnRlciI6LTF9", "eyJhZnRlciI6MWU5OTl9", "W1tb" * 300, "a\0b", "\ud7ff"),
        "depth": ("0", "x", "1000"),
        "document": ("a\0b", "nix", "x" * 5000),
        "q": ("", "a\0b", "x" * 5000, '"'),
        "due": ("x", "2023-13", "a\0"),
        "overdue_on": ("x", "0001-01-01", "99999999999999"),
        "as_of": ("x", "9999-12-31"),
        "from": ("x", "2023-99", "0000"),
    }
    if path.endswith("/audit"):
        bad.pop("document")  # it is looked for in the log, where nothing has to be found
    for parameter in told:
        for value in bad.get(parameter["name"], ()):
            is_problem(client.request(method, filled(path), params={parameter["name"]: value}), 400, 404, 422)


@pytest.mark.parametrize(("path", "method"), operations())
def test_bad_bodies(client: TestClient, path: str, method: str) -> None:
    body = described()[path][method].get("requestBody")
    if not body:
        return
    json = {"Content-Type": "application/json"}
    for content, headers in (
        (b"", json),
        (b"{", json),
        (b"[1]", json),
        (b'{"nonsense": 1}', json),
        (b'{"why": "\xff\xfe"}', json),
        (b'{"why": "\\ud800", "value": "\\ud800", "\\udfff": 1}', json),
        (b"[" * 100_000, json),
        (b'{"value": NaN, "document": "x", "path": "title"}', json),
        (b"a=b", {"Content-Type": "text/plain"}),
        (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}),
    ):
        is_problem(client.request(method, filled(path), content=content, headers=headers), 400, 404, 413, 415, 422)


@pytest.mark.parametrize(("path", "method"), operations())
def test_who_may_not(client: TestClient, app: FastAPI, path: str, method: str) -> None:
    if method == "get" or path.removeprefix(API).startswith(OF_READERS):
        return
    reader = TestClient(app, base_url=BASE, raise_server_exceptions=False, headers=bearing(app, "reader"))
    is_problem(reader.request(method, filled(path), params=reasons(path, method), json={}), 403, 422)


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/nix", "/api/v1/documents/a/b/c", "/api/v2/documents"])
def test_addresses_that_there_are_not(client: TestClient, path: str) -> None:
    is_problem(client.get(path), 404)


def test_a_value_that_no_text_has_is_told_without_breaking(client: TestClient) -> None:
    said = {"document": "1467/QĐ-UBND", "path": "title"}
    for value in ("\\ud800", "a\\u0000b"):
        raw = f'{{"document": "{said["document"]}", "path": "title", "value": "{value}"}}'
        is_problem(client.post(f"{API}/corrections", content=raw.encode()), 422)
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    is_problem(client.post(f"{API}/corrections", json=said | {"value": deep}), 422)


def test_an_archive_that_breaks_is_told_without_its_paths(client: TestClient, app: FastAPI) -> None:
    import sqlite3

    archives = app.state.archives
    with archives.lent(whole=True) as archive:
        good = archive.store.db
        archive.store.db = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        answer = client.get(f"{API}/documents")
    finally:
        good.close()
    is_problem(answer, 503)
    assert "archive.db" not in answer.text
    assert client.get(f"{API}/documents").status_code == 200, "the broken one is not lent again"
