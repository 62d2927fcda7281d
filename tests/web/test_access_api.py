"""Accounts, tokens and the log over the API; reads of restricted documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from archive.papers import LOC, keep, paper
from vbparse.archive.archive import Archive
from web.test_access import PASSWORD, Site, word

NEW = {"name": "Cúc", "role": "reader", "password": PASSWORD}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """An archive of two documents: one that everybody finds, and one that is restricted."""
    folder = tmp_path_factory.mktemp("access") / "archive"
    with Archive(folder, create=True) as held:
        shown, hidden = keep(held, paper("12", above=LOC), paper("13", above=LOC, title="Rà soát nhân sự"))
        held.restrict(hidden.id, True)
    return folder, shown.id, hidden.id


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server that holds nothing."""
    made = Site(tmp_path / "archive")
    yield made
    made.accounts.close()


def session(site: Site, name: str) -> TestClient:
    """A browser in which somebody has logged in, and whose changes bring their word along."""
    client = site.login(name)
    client.headers.update(word(client))
    return client


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


def test_admins_add_change_and_remove_users(site: Site) -> None:
    admin = session(site, "Lan")
    assert admin.post("/api/v1/users", json=NEW).status_code == 201
    assert [one["name"] for one in admin.get("/api/v1/users").json()] == ["Cúc", "Hoa", "Lan", "Mai"]
    cuc = session(site, "Cúc")
    assert admin.patch("/api/v1/users/cúc", json={"role": "editor"}).json()["role"] == "editor"
    assert cuc.get("/api/v1/session").json()["role"] == "editor"
    assert admin.patch("/api/v1/users/Cúc", json={"password": "một mật khẩu khác"}).status_code == 200
    assert cuc.get("/api/v1/session").status_code == 401
    assert admin.delete("/api/v1/users/Cúc").status_code == 204
    assert problem(admin.delete("/api/v1/users/Cúc")) == (404, "not-found")
    deeds = admin.get("/api/v1/audit", params={"who": "Lan"}).json()["items"]
    assert [(deed["what"], deed["detail"]) for deed in deeds] == [
        ("remove_user", "Cúc"),
        ("change_user", "Cúc: editor, new password"),
        ("change_user", "Cúc: editor"),
        ("add_user", "Cúc: reader"),
        ("log_in", None),
    ]


def test_what_is_off_about_users(site: Site) -> None:
    admin = session(site, "Lan")
    assert problem(admin.post("/api/v1/users", json=NEW | {"name": "mai"})) == (409, "name-taken")
    assert problem(admin.post("/api/v1/users", json=NEW | {"password": "kurz"})) == (422, "invalid-too-short")
    assert problem(admin.post("/api/v1/users", json=NEW | {"role": "boss"})) == (422, "invalid-request")
    assert problem(admin.patch("/api/v1/users/Lan", json={"role": "reader"})) == (409, "last-admin")
    assert problem(admin.patch("/api/v1/users/Lan", json={"active": False})) == (409, "last-admin")
    assert problem(admin.patch("/api/v1/users/Ai", json={})) == (404, "not-found")
    assert not [d for d in site.accounts.audit.deeds() if d.what != "log_in"], "what did not happen is not in the log"


@pytest.mark.parametrize("name", ["Mai", "Hoa"])
def test_users_and_the_log_are_for_admins(site: Site, name: str) -> None:
    client = session(site, name)
    for path in ("/api/v1/users", "/api/v1/audit", "/admin/users", "/admin/audit", "/admin"):
        assert problem(client.get(path)) == (403, "forbidden")
    assert problem(client.post("/api/v1/users", json=NEW)) == (403, "forbidden")
    assert problem(client.patch(f"/api/v1/users/{name}", json={"role": "admin"})) == (403, "forbidden")
    assert problem(client.post("/admin/users", data=NEW)) == (403, "forbidden")
    assert problem(client.post("/admin/users/change", data={"name": name, "role": "admin"})) == (403, "forbidden")
    assert site.accounts.people.find(name).role != "admin"


def test_tokens_over_the_api(site: Site) -> None:
    editor, other, admin = (session(site, name) for name in ("Mai", "Hoa", "Lan"))
    made = editor.post("/api/v1/tokens", json={"name": "quét", "role": "editor", "expires": "2999-12-31"}).json()
    assert made["token"]["owner"] == "Mai"
    assert problem(editor.post("/api/v1/tokens", json={"name": "x", "role": "admin"})) == (
        422,
        "invalid-more-than-owner",
    )
    assert problem(editor.post("/api/v1/tokens", json={"name": "x", "expires": "2020-01-01"})) == (
        422,
        "invalid-request",
    )
    assert problem(editor.post("/api/v1/tokens", json={"name": "x", "expires": "9999-12-31"})) == (
        422,
        "invalid-request",
    )
    assert made["secret"] not in editor.get("/api/v1/tokens").text
    assert other.get("/api/v1/tokens", params={"everybody": True}).json() == []
    assert problem(other.delete("/api/v1/tokens/1")) == (404, "not-found")
    program = site.client()
    program.headers["Authorization"] = f"Bearer {made['secret']}"
    assert program.get("/api/v1/session").json() == {"name": "Mai (quét)", "role": "editor", "via": "token", "csrf": ""}
    assert problem(program.post("/api/v1/tokens", json={"name": "mãi mãi"})) == (403, "forbidden")
    assert len(admin.get("/api/v1/tokens", params={"everybody": True}).json()) == 1
    assert admin.delete("/api/v1/tokens/1").json()["withdrawn"]
    assert program.get("/api/v1/session").status_code == 401


def test_a_token_of_nobody_has_no_tokens_of_others(site: Site) -> None:
    site.accounts.tokens.make("của ai đó", "reader")
    secret = site.accounts.tokens.make("quét", "reader")[1]
    program = site.client()
    program.headers["Authorization"] = f"Bearer {secret}"
    assert program.get("/api/v1/tokens").json() == program.get("/api/v1/calendars").json() == []
    assert problem(program.delete("/api/v1/tokens/1")) == (404, "not-found")


def test_the_log_is_turned_page_by_page(site: Site) -> None:
    for n in range(7):
        site.accounts.audit.add("Mai", "editor", "correct", document=f"d{n % 2}", detail=str(n))
    admin = session(site, "Lan")
    found, cursor = [], None
    while True:
        page = admin.get(
            "/api/v1/audit", params={"what": "correct", "limit": 3} | ({"cursor": cursor} if cursor else {})
        ).json()
        found += [deed["detail"] for deed in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert found == ["6", "5", "4", "3", "2", "1", "0"]
    assert len(admin.get("/api/v1/audit", params={"document": "d1"}).json()["items"]) == 3
    assert problem(admin.get("/api/v1/audit", params={"cursor": "nonsense"})) == (400, "bad-cursor")
    assert "correct" in admin.get("/admin/audit", params={"who": "Mai"}).text


def test_reads_of_restricted_documents_are_in_the_log(documents: tuple[Path, str, str]) -> None:
    folder, shown, hidden = documents
    site = Site(folder)
    with site.client():
        editor, reader = session(site, "Mai"), session(site, "Hoa")
        for document in (shown, hidden, hidden[:12]):
            assert editor.get(f"/api/v1/documents/{document}").status_code == 200
        assert editor.get("/api/v1/obligations", params={"document": hidden}).status_code == 200
        assert reader.get(f"/api/v1/documents/{shown}").status_code == 200
        assert reader.get(f"/api/v1/documents/{hidden}").status_code == 404
        assert editor.get("/api/v1/documents/0000").status_code == 404
    deeds = [deed for deed in site.accounts.audit.deeds() if deed.method == "GET"]
    assert [(deed.who, deed.method, deed.document) for deed in deeds] == [("Mai", "GET", hidden)] * 3
    assert {deed.path for deed in deeds} == {
        "/api/v1/obligations",
        f"/api/v1/documents/{hidden}",
        f"/api/v1/documents/{hidden[:12]}",
    }
    site.accounts.close()


def test_corrections_are_in_the_log_and_bear_the_name_of_who_made_them(documents: tuple[Path, str, str]) -> None:
    folder, shown, _ = documents
    site = Site(folder)
    with site.client():
        editor = session(site, "Mai")
        body = {"document": shown[:16], "path": "title.text", "value": "Tên đúng", "why": "đọc lại"}
        answer = editor.post("/api/v1/corrections", json=body)
        assert answer.status_code in (200, 201), answer.text
        reader = session(site, "Hoa")
        assert problem(reader.post("/api/v1/corrections", json=body)) == (403, "forbidden")
    with Archive(folder) as held:
        assert "Mai" in [event.by for event in held.history(shown)]
    deeds = [deed for deed in site.accounts.audit.deeds() if deed.path == "/api/v1/corrections"]
    assert [(d.who, d.role, d.document, d.detail) for d in deeds] == [("Mai", "editor", shown, "title.text")]
    site.accounts.close()
