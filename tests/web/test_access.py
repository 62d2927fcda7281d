"""Logging in and out, sessions, tokens, roles, and what stands in the log of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from httpx import Response

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.attempts import FREE
from vbparse.accounts.people import ROLES, Role
from vbparse.web import audit
from vbparse.web.access import Admin, Editor, Person, Reader, local_path
from vbparse.web.app import create_app
from vbparse.web.settings import Settings

PASSWORD = "mật khẩu đủ dài"
ADDRESS = "http://192.168.1.5:8000"
HTML = {"Accept": "text/html,*/*"}


class Clock:
    """Stands still until it is told to go on."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Site:
    """A server that others can reach, with somebody of each role."""

    def __init__(self, folder: Path, *, https: bool = False) -> None:
        self.settings = Settings(folder, host="0.0.0.0", https=https)
        self.app = create_app(self.settings)
        self.clock = Clock()
        self.accounts = self.app.state.accounts = Accounts(folder, self.clock)
        for name, role in (("Lan", "admin"), ("Mai", "editor"), ("Hoa", "reader")):
            if not self.accounts.people.has_password(name, PASSWORD):
                self.accounts.people.add(name, role, PASSWORD)
        self._routes()

    def client(self) -> TestClient:
        """A browser that knows nothing yet."""
        address = ADDRESS.replace("http", "https") if self.settings.https else ADDRESS
        return TestClient(self.app, base_url=address, follow_redirects=False)

    def login(self, name: str = "Mai") -> TestClient:
        """A browser in which somebody has logged in."""
        client = self.client()
        assert login(client, name).status_code == 303
        return client

    def _routes(self) -> None:
        @self.app.get("/may/reader")
        def read(person: Reader) -> str:
            return person.name

        @self.app.post("/may/editor")
        def edit(person: Editor) -> str:
            return person.name

        @self.app.post("/may/admin")
        def administer(request: Request, person: Admin) -> str:
            audit.describe_change(request, document="d1", detail="said")
            return person.name


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "archive")
    yield made
    made.accounts.close()


def word_of(page: Response) -> str:
    """What the forms of a page bring along."""
    found = re.search(r'name="csrf" (?:value|content)="([^"]+)"', page.text)
    assert found, page.text
    return unescape(found[1])


def login(client: TestClient, name: str, password: str = PASSWORD, next: str = "/", **headers: str) -> Response:
    """Fill in the form and send it."""
    form = client.get("/login", params={"next": next}, headers=HTML)
    values = {"name": name, "password": password, "next": next, "csrf": word_of(form)}
    return client.post("/login", data=values, headers=HTML | headers)


def word(client: TestClient) -> dict[str, str]:
    """The header that changes of a session bring along."""
    return {"X-CSRF-Token": client.get("/api/v1/session").json()["csrf"]}


def test_who_is_not_known_is_told_where_to_log_in(site: Site) -> None:
    client = site.client()
    page = client.get("/may/reader?q=a b", headers=HTML)
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=/may/reader%3Fq%3Da%2520b")
    problem = client.get("/api/v1/session", headers=HTML)
    assert (problem.status_code, problem.json()["code"]) == (401, "login-needed")
    assert problem.headers["www-authenticate"] == "Bearer"
    part = client.get("/may/reader", headers=HTML | {"HX-Request": "true", "HX-Current-URL": ADDRESS + "/?q=x"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/login?next=/%3Fq%3Dx")
    assert client.get("/api/v1/health").status_code == 200


def test_logging_in_goes_on_to_the_page_that_was_asked_for(site: Site) -> None:
    client = site.client()
    answer = login(client, "mai", next="/may/reader?q=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/may/reader?q=1")
    assert client.get("/may/reader").json() == "Mai"
    assert client.get("/api/v1/session").json()["via"] == "session"


@pytest.mark.parametrize("https", [False, True])
def test_the_cookie_of_a_session(tmp_path: Path, https: bool) -> None:
    made = Site(tmp_path / "archive", https=https)
    given = [c for c in login(made.client(), "Mai").headers.get_list("set-cookie") if "login" not in c]
    made.accounts.close()
    assert len(given) == 1
    name, *flags = given[0].split("; ")
    flags = [flag.lower() for flag in flags]
    assert name.startswith("__Host-vbparse=" if https else "vbparse=")
    assert {"httponly", "samesite=lax", "path=/"} <= set(flags)
    assert ("secure" in flags) is https
    assert not any(flag.startswith("domain") for flag in flags)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        " //evil.example",
    ],
)
def test_logging_in_leads_to_no_other_server(site: Site, elsewhere: str) -> None:
    assert local_path(elsewhere) == "/"
    assert login(site.client(), "Mai", next=elsewhere).headers["location"] == "/"


def test_a_wrong_password_says_no_more_than_an_unknown_name(site: Site) -> None:
    answers = [login(site.client(), name, "falsch geraten") for name in ("Mai", "Nobody")]
    assert [answer.status_code for answer in answers] == [403, 403]
    texts = [re.sub(r'value="[^"]*"', "", answer.text) for answer in answers]
    assert texts[0] == texts[1]
    assert all("vbparse=" not in (answer.headers.get("set-cookie") or "") for answer in answers)


def test_what_was_typed_is_escaped(site: Site) -> None:
    page = login(site.client(), '"><script>alert(1)</script>', "x", next="/?q=<script>")
    assert "<script>alert" not in page.text
    assert "q=<script>" not in page.text


def test_attempts_are_limited(site: Site) -> None:
    client = site.client()
    for _ in range(FREE["name"]):
        assert login(client, "Mai", "falsch geraten").status_code == 403
    answer = login(client, "Mai")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    problem = login(client, "Mai", Accept="application/json")
    assert (problem.status_code, problem.json()["code"]) == (429, "too-many-attempts")
    assert int(problem.headers["retry-after"]) > 0
    site.clock.now += float(answer.headers["retry-after"])
    assert login(client, "Mai").status_code == 303
    what = [deed.what for deed in site.accounts.audit.deeds()]
    assert what == ["log_in", *["login_failed"] * FREE["name"]]


def test_a_form_of_another_browser_logs_nobody_in(site: Site) -> None:
    values = {"name": "Mai", "password": PASSWORD, "csrf": word_of(site.client().get("/login"))}
    assert site.client().post("/login", data=values).status_code == 403
    client = site.client()
    client.get("/login")
    assert client.post("/login", data=values).status_code == 403
    assert client.get("/api/v1/session").status_code == 401


def test_a_session_ends_by_time(site: Site) -> None:
    client = site.login()
    site.clock.now += site.settings.session_seconds - 1
    assert client.get("/may/reader").status_code == 200
    site.clock.now += site.settings.session_seconds + 1
    assert client.get("/may/reader").status_code == 401


def test_logging_out_ends_the_session_on_the_server(site: Site) -> None:
    client = site.login()
    cookie = client.cookies["vbparse"]
    assert client.post("/logout").status_code == 403, "a foreign page could send this"
    assert client.post("/logout", data={"csrf": word(client)["X-CSRF-Token"]}).headers["location"] == "/login"
    assert "vbparse" not in client.cookies
    again = site.client()
    again.cookies.set("vbparse", cookie)
    assert again.get("/may/reader").status_code == 401


def test_logging_in_gives_a_new_session(site: Site) -> None:
    client = site.client()
    client.cookies.set("vbparse", "chosen by somebody else")
    login(client, "Mai")
    planted = site.client()
    planted.cookies.set("vbparse", "chosen by somebody else")
    assert planted.get("/may/reader").status_code == 401
    assert client.get("/may/reader").status_code == 200


def test_changes_bring_the_word_of_their_session(site: Site) -> None:
    client, other = site.login(), site.login()
    assert client.post("/may/editor").json()["code"] == "csrf"
    assert client.post("/may/editor", headers=word(other)).json()["code"] == "csrf"
    assert client.post("/may/editor", data={"csrf": "wrong"}).json()["code"] == "csrf"
    given = word(client)
    assert client.post("/may/editor", headers=given).json() == "Mai"
    assert client.post("/may/editor", data={"csrf": given["X-CSRF-Token"]}).json() == "Mai"
    form = {"csrf": (None, given["X-CSRF-Token"]), "file": ("a.txt", b"text")}
    assert client.post("/may/editor", files=form).json() == "Mai"
    assert client.post("/may/editor", json={"csrf": given["X-CSRF-Token"]}).json()["code"] == "csrf"


@pytest.mark.parametrize("name", ["Lan", "Mai", "Hoa"])
def test_each_role_may_what_those_before_it_may(site: Site, name: str) -> None:
    client = site.login(name)
    rank = ROLES.index(site.accounts.people.find(name).role)
    codes = [client.get("/may/reader").status_code]
    codes += [client.post(f"/may/{role}", headers=word(client)).status_code for role in ("editor", "admin")]
    assert codes == [200 if n <= rank else 403 for n in range(3)]


def test_roles_are_looked_at_anew_with_each_request(site: Site) -> None:
    client = site.login()
    site.accounts.people.change("Mai", role="reader")
    assert client.post("/may/editor", headers=word(client)).json()["code"] == "forbidden"
    site.accounts.people.change("Mai", active=False)
    assert client.get("/may/reader").status_code == 401


@pytest.mark.parametrize("role", ROLES)
def test_tokens_need_no_word_and_have_a_role(site: Site, role: Role) -> None:
    made, secret = site.accounts.tokens.make("quét", role)
    client = site.client()
    client.headers["Authorization"] = f"Bearer {secret}"
    assert client.get("/may/reader").json() == "quét"
    expected = 200 if ROLES.index(role) >= 1 else 403
    assert client.post("/may/editor").status_code == expected
    site.accounts.tokens.withdraw(made.id)
    assert client.get("/may/reader").status_code == 401


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Bearer", "Basic TGFuOng=", "", "bearer é"])
def test_a_bad_token_is_not_made_good_by_a_session(site: Site, header: str) -> None:
    client = site.login()
    assert client.get("/may/reader", headers=[("Authorization", header.encode())]).status_code == 401


def test_on_this_machine_nobody_logs_in(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(tmp_path / "archive")), base_url="http://127.0.0.1:8000")
    assert client.get("/api/v1/session").json()["name"] == "local"
    assert client.get("/login", follow_redirects=False).headers["location"] == "/"
    accounts = Accounts(tmp_path / "archive")
    token = accounts.tokens.make("quét", "reader")[1]
    assert client.get("/api/v1/users", headers={"Authorization": f"Bearer {token}"}).status_code == 403
    assert client.get("/api/v1/users", headers={"Authorization": "Bearer wrong"}).status_code == 401
    accounts.close()


def test_a_proxy_on_this_machine_does_not_open_the_server(tmp_path: Path) -> None:
    settings = replace(Settings(tmp_path / "archive"), behind_proxy=True)
    client = TestClient(create_app(settings), base_url="http://127.0.0.1:8000")
    assert client.get("/api/v1/session").status_code == 401


def test_changes_that_succeed_are_in_the_log(site: Site) -> None:
    editor, admin = site.login("Mai"), site.login("Lan")
    editor.post("/may/admin", headers=word(editor))
    editor.post("/may/editor")
    editor.get("/may/reader")
    editor.post("/may/editor", headers=word(editor))
    admin.post("/may/admin", headers=word(admin))
    told = [(d.who, d.role, d.what, d.method, d.path, d.document, d.detail) for d in site.accounts.audit.deeds()]
    assert told[:-2] == [
        ("Lan", "admin", "administer", "POST", "/may/admin", "d1", "said"),
        ("Mai", "editor", "edit", "POST", "/may/editor", None, None),
    ]
    assert [one[2] for one in told[-2:]] == ["log_in", "log_in"]
    assert {deed.address for deed in site.accounts.audit.deeds()} == {"testclient"}


def test_what_cannot_be_logged_is_not_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client = site.login()

    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(site.accounts.audit, "add", broken)
    assert client.post("/may/editor", headers=word(client)).status_code == 500
    assert client.get("/may/reader").status_code == 200


def test_a_person_may_what_the_role_may() -> None:
    assert Person("x", "editor").may("reader")
    assert not Person("x", "editor").may("admin")
