"""What goes over the line: compressed, kept by browsers where it has a version, and without a token that stays."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import httpx
from fastapi.testclient import TestClient

from vbparse.web.versioned import STATIC, file_version, versioned_url

_CSRF = re.compile(r'name="csrf" content="([^"]+)"')


def test_pages_scripts_and_json_are_compressed(served: str) -> None:
    for path in ("/search", "/static/site.css", "/static/vendor/htmx.min.js", "/api/v1/openapi.json"):
        with httpx.stream("GET", served + path, headers={"Accept-Encoding": "gzip"}, timeout=None) as answer:
            raw = b"".join(answer.iter_raw())
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"], path
        plain = httpx.get(served + path, headers={"Accept-Encoding": "identity"}, timeout=None)
        assert len(raw) < len(plain.content) / 2, path
        assert "Content-Encoding" not in plain.headers
        if path.startswith("/static"):
            assert gzip.decompress(raw) == plain.content


def test_what_is_compressed_already_is_not_again(client: TestClient) -> None:
    answer = client.get("/static/vendor/inter-latin.woff2", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.content[:4] == b"wOF2"


def test_a_file_with_its_version_is_kept_and_others_are_asked_for_again(client: TestClient) -> None:
    kept = client.get(versioned_url("site.css"))
    assert "immutable" in kept.headers["Cache-Control"]
    for address in ("/static/site.css", "/static/site.css?v=0123456789ab"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert file_version("../app.py") == ""
    assert client.get("/static/nix.css?v=").status_code == 404


def test_pages_name_static_files_with_their_versions(client: TestClient) -> None:
    text = client.get("/search", headers={"Accept": "text/html"}).text
    named = re.findall(r'"/static/([^"?#]+)\?v=([0-9a-f]{12})', text)
    assert {"site.css", "vendor/htmx.min.js"} <= {name for name, _ in named}
    assert all(file_version(name) == version for name, version in named)
    bare = {name for name in re.findall(r'"/static/([^"?#]+)["#]', text) if not name.endswith(".woff2")}
    assert bare == set()


def test_each_address_of_a_static_file_in_a_template_is_one(top: Path) -> None:
    templates = (top / "src/vbparse/web/templates").glob("*.html")
    named = {name for page in templates for name in re.findall(r'"/static/([\w./-]+)', page.read_text("utf-8"))}
    assert [name for name in sorted(named) if not (STATIC / name).is_file()] == []


def test_the_csrf_token_is_another_on_each_page_and_each_is_good(client: TestClient) -> None:
    browser: dict[str, Any] = {"Origin": "http://127.0.0.1:8000", "Accept": "text/html"}
    tokens = [_CSRF.findall(client.get("/search", headers=browser).text)[0] for _ in range(3)]
    assert len(set(tokens)) == 3
    for token in tokens:
        said = client.post("/api/v1/tokens", json={"name": "máy"}, headers={**browser, "X-CSRF-Token": token})
        assert said.status_code == 201
    wrong = client.post("/api/v1/tokens", json={"name": "máy"}, headers={**browser, "X-CSRF-Token": tokens[0][:-8]})
    assert wrong.json()["code"] == "csrf"
