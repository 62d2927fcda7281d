"""What happened, as other systems follow it: in order, from a cursor on, and without what readers may not know."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.archive.ask.changes import KINDS
from vbparse.ingest.again import reparse

API = "/api/v1"
PLAN = "02-so-ket-rac.txt"


def follow(client: TestClient, since: str | None = None) -> tuple[list[dict[str, Any]], str]:
    """All changes behind a cursor, and the cursor behind them."""
    found: list[dict[str, Any]] = []
    while True:
        asked = {"limit": 3, **({"since": since} if since else {})}
        page = client.get(f"{API}/changes", params=asked).json()
        found += page["items"]
        since = page["next"]
        if not page["more"]:
            return found, since


@pytest.fixture
def plan(client: TestClient) -> str:
    items = client.get(f"{API}/documents?limit=200").json()["items"]
    return next(str(one["document"]) for one in items if one["name"] == PLAN)


def do_all(client: TestClient, plan: str) -> None:
    """One change of each kind that people make, of one document."""
    owed = client.get(f"{API}/obligations", params={"document": plan}).json()["items"][0]["obligation"]
    said = {"document": plan, "path": "title", "value": "Tên khác"}
    n = client.post(f"{API}/corrections", json=said).json()["n"]
    client.delete(f"{API}/corrections/{n}")
    client.put(f"{API}/documents/{plan}/confirmation", json={})
    client.delete(f"{API}/documents/{plan}/confirmation")
    client.post(f"{API}/obligations/{owed}/marks", json={"status": "done"})
    client.post(f"{API}/tags", json={"documents": [plan], "tags": ["rác"]})
    client.put(f"{API}/documents/{plan}/restriction", json={})
    client.delete(f"{API}/documents/{plan}/restriction")
    first, second = client.get(f"{API}/assignees").json()["items"][:2]
    client.post(f"{API}/assignees/{first['body']}/merge", json={"others": [second["body"]]})
    client.delete(f"{API}/documents/{plan}", params={"why": "nhầm"})


DONE = ["corrected", "withdrawn", "confirmed", "unconfirmed", "marked", "tagged", "restricted", "unrestricted"]


def test_changes_come_in_order_behind_a_cursor(client: TestClient, plan: str) -> None:
    before, cursor = follow(client)
    assert {one["what"] for one in before} == {"added"}
    assert plan in [document for one in before for document in one["documents"]]
    assert follow(client, cursor) == ([], cursor)
    do_all(client, plan)
    after, _ = follow(client, cursor)
    assert [one["what"] for one in after] == [*DONE, "merged", "removed"]
    assert {one["what"] for one in after} <= set(KINDS)
    assert [one["n"] for one in after] == sorted(one["n"] for one in after)
    assert {tuple(one["documents"]) for one in after if one["what"] != "merged"} == {(plan,)}
    corrected, withdrawn = after[:2]
    assert (corrected["path"], withdrawn["of"]) == ("title.text", corrected["n"])
    assert after[4]["status"] == "done"
    assert after[5]["tags"] == ["rác"]


def test_readers_see_nothing_of_what_is_restricted_and_of_bodies(
    client: TestClient, reader: TestClient, plan: str
) -> None:
    client.put(f"{API}/documents/{plan}/restriction", json={})
    _, cursor = follow(reader)
    assert not [one for one in follow(reader)[0] if plan in one["documents"]]
    assert [one["what"] for one in follow(client)[0] if plan in one["documents"]] == ["added", "restricted"]
    client.post(f"{API}/corrections", json={"document": plan, "path": "title", "value": "Tên nữa"})
    assert follow(reader, cursor)[0] == []
    client.delete(f"{API}/documents/{plan}/restriction")
    assert [one["what"] for one in follow(reader, cursor)[0]] == ["corrected", "unrestricted"]
    do_all(client, plan)
    seen = [one["what"] for one in follow(reader, cursor)[0]]
    assert "removed" in seen
    assert "merged" not in seen


def test_what_is_parsed_again_and_read_otherwise_is_told(client: TestClient, folder: Any, plan: str) -> None:
    _, cursor = follow(client)
    with Archive(folder) as archive:
        list(reparse(archive.store))
        assert follow(client, cursor)[0] == [], "nothing is read otherwise"
        with archive.store.writing() as step:
            other = archive.store.parsed_document(plan)
            assert other.title
            other.title.text = "đọc theo luật cũ"
            step.add_documents([other])
        list(reparse(archive.store))
    (change,) = follow(client, cursor)[0]
    assert (change["what"], change["documents"]) == ("reparsed", [plan])


def test_a_cursor_of_somebody_else(client: TestClient) -> None:
    for cursor in ("x", "eyJhZnRlciI6LTF9"):
        answer = client.get(f"{API}/changes", params={"since": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "bad-cursor")
