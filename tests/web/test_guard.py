"""Which names the server answers to, which pages may send changes, and what every answer tells browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from vbparse.web.access import Editor
from vbparse.web.app import create_app
from vbparse.web.guard import FORM_BYTES, is_own_host
from vbparse.web.settings import MB, Settings

LOCAL = "http://127.0.0.1:8000"
Open = Callable[..., TestClient]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Clients of applications over an archive that holds nothing."""
    with ExitStack() as stack:

        def client(base_url: str = LOCAL, **settings: Any) -> TestClient:
            app = create_app(Settings(tmp_path / "archive", **settings))

            @app.get("/broken")
            def broken() -> None:
                raise RuntimeError("a secret of the inside")

            @app.post("/body")
            async def body(request: Request, person: Editor) -> int:
                return len(await request.body())

            return stack.enter_context(TestClient(app, base_url=base_url, raise_server_exceptions=False))

        yield client


@pytest.mark.parametrize(
    ("host", "settings", "ours"),
    [
        ("127.0.0.1:8000", {}, True),
        ("localhost:8000", {}, True),
        ("LocalHost:8000", {}, True),
        ("[::1]:8000", {}, True),
        ("127.0.0.1:8001", {}, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {"port": 80}, True),
        ("127.0.0.1:49152", {"port": 0}, True),
        ("127.0.0.1.evil.example:8000", {}, False),
        ("evil.example:8000", {}, False),
        ("evil.example", {"port": 0}, False),
        ("192.168.1.5:8000", {}, False),
        ("", {}, False),
        ("127.0.0.1:x", {}, False),
        ("x@127.0.0.1:8000", {}, False),
        ("127.0.0.1:8000/x", {}, False),
        ("[::1", {}, False),
        ("vanban.xa.vn", {"names": ("vanban.xa.vn",)}, True),
        ("vanban.xa.vn:8443", {"names": ("VanBan.xa.vn",)}, True),
        ("192.168.1.5:8000", {"host": "192.168.1.5"}, True),
        ("192.168.1.6:8000", {"host": "192.168.1.5"}, False),
        ("evil.example:8000", {"host": "192.168.1.5"}, False),
        ("192.168.1.5:8000", {"host": "0.0.0.0"}, True),
        ("[fd00::5]:8000", {"host": "::"}, True),
        ("evil.example:8000", {"host": "0.0.0.0"}, False),
        ("vanban.xa.vn:8000", {"host": "0.0.0.0", "names": ("vanban.xa.vn",)}, True),
        ("localhost:8000", {"host": "127.0.0.1", "behind_proxy": True}, False),
    ],
)
def test_names_that_are_ours(tmp_path: Path, host: str, settings: dict[str, Any], ours: bool) -> None:
    assert is_own_host(host, Settings(tmp_path, **settings)) is ours


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/api/v1/session", "/static/site.css", "/nowhere"])
def test_a_name_that_leads_here_by_a_trick_is_refused(opened: Open, path: str) -> None:
    answer = opened().get(path, headers={"Host": "evil.example:8000"})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "wrong-host"


def test_a_local_server_behind_a_proxy_refuses(opened: Open) -> None:
    for header in ("X-Forwarded-For", "Forwarded"):
        assert opened().get("/", headers={header: "203.0.113.9"}).json()["code"] == "proxied"
    answer = opened("https://vanban.xa.vn", https=True, behind_proxy=True, names=("vanban.xa.vn",)).get(
        "/api/v1/session", headers={"X-Forwarded-For": "203.0.113.9"}
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://evil.example:8000"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": LOCAL, "Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_changes_from_foreign_pages_are_refused(opened: Open, headers: dict[str, str], method: str) -> None:
    client = opened()
    word = client.get("/api/v1/session").json()["csrf"]
    answer = client.request(method, "/api/v1/tokens/1", headers=headers | {"X-CSRF-Token": word})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin")


def test_pages_of_this_server_and_programs_make_changes(opened: Open) -> None:
    client = opened()
    word = client.get("/api/v1/session").json()["csrf"]
    new = {"name": "quét"}
    own = {"Origin": LOCAL, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/v1/tokens", json=new).status_code == 201
    assert client.post("/api/v1/tokens", json=new, headers=own | {"X-CSRF-Token": word}).status_code == 201
    assert client.post("/api/v1/tokens", json=new, headers=own).json()["code"] == "csrf"
    assert (
        client.post("/api/v1/tokens", json=new, headers=[*own.items(), ("X-CSRF-Token", "é".encode())]).json()["code"]
        == "csrf"
    )
    assert client.get("/api/v1/tokens", headers={"Origin": "http://evil.example"}).status_code == 200


def test_a_proxy_may_call_the_server_otherwise_than_browsers(opened: Open) -> None:
    client = opened("https://127.0.0.1:8000", https=True, behind_proxy=True, names=("vanban.xa.vn",))
    codes = {}
    for origin in ("https://vanban.xa.vn", "http://vanban.xa.vn", "https://vanban.xa.vn:444", "https://evil.example"):
        codes[origin] = client.post("/api/v1/tokens", json={}, headers={"Origin": origin}).json()["code"]
    assert list(codes.values()) == ["login-needed", *["foreign-origin"] * 3]


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/static/site.css", "/nowhere", "/broken", "/account"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_every_answer_tells_browsers_what_to_forbid(opened: Open, path: str, accept: str) -> None:
    answer = opened().get(path, headers={"Accept": accept})
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert "strict-transport-security" not in answer.headers


def test_over_tls_browsers_are_told_to_stay_there(opened: Open) -> None:
    client = opened("https://192.168.1.5:8000", host="0.0.0.0", https=True)
    assert client.get("/api/v1/health").headers["strict-transport-security"].startswith("max-age=")


def test_an_unforeseen_error_is_told_without_its_inside(opened: Open) -> None:
    answer = opened().get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret of the inside" not in answer.text


def test_bodies_have_limits(opened: Open) -> None:
    client = opened(upload_bytes=8 * MB)
    fits = client.post("/body", content=b"x" * FORM_BYTES, headers={"Content-Type": "application/json"})
    assert fits.json() == FORM_BYTES
    for content in (b"x" * (FORM_BYTES + 1), iter([b"x" * FORM_BYTES, b"x"])):
        answer = client.post("/body", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"
    file = client.post("/body", content=b"x" * (8 * MB), headers={"Content-Type": "application/pdf"})
    assert file.json() == 8 * MB
    assert client.post("/body", content=b"x" * (9 * MB + 1)).status_code == 413
