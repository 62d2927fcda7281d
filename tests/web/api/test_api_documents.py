"""Documents over HTTP: as the command line has them, with ETags, files under their names, and ids that hold a #."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.exchange.jsontext import to_plain

API = "/api/v1"


def every(client: TestClient, path: str, **params: Any) -> list[Any]:
    """The rows of all pages."""
    found: list[Any] = []
    cursor: dict[str, str] = {}
    for _ in range(1000):
        answer = client.get(API + path, params=params | cursor)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        if not answer.json()["next"]:
            return found
        assert len(answer.json()["items"]) == params["limit"]
        cursor = {"cursor": answer.json()["next"]}
    raise AssertionError("the pages have no end")


@pytest.fixture
def kho(client: TestClient) -> Archive:
    return Archive(client.app.state.settings.folder)  # type: ignore[attr-defined]


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_pages_together_hold_every_document_once_and_in_order(client: TestClient, kho: Archive, limit: int) -> None:
    assert every(client, "/documents", limit=limit) == [to_plain(head) for head in kho.documents()]


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({"type": "KH"}, lambda head: head["doc_type"] == "KH"),
        ({"type": "Kế hoạch"}, lambda head: head["doc_type"] == "KH"),
        ({"from": "2024"}, lambda head: (head["date"] or "") >= "2024"),
        ({"to": "2023-12", "type": ""}, lambda head: (head["date"] or "9") < "2024"),
        ({"from": "2023-09", "to": "2023-09"}, lambda head: (head["date"] or "")[:7] == "2023-09"),
    ],
)
def test_filters_leave_what_they_say(client: TestClient, filters: dict[str, str], passes: Any) -> None:
    everything = every(client, "/documents", limit=200)
    wanted = [head for head in everything if passes(head)]
    assert 0 < len(wanted) < len(everything)
    assert every(client, "/documents", limit=1, **filters) == wanted


def test_a_document_is_the_contracts_json(client: TestClient, kho: Archive) -> None:
    for head in kho.documents():
        answer = client.get(f"{API}/documents/{quote(head.document, safe='')}")
        assert answer.json() == kho.document(head.document).model_dump(mode="json")


def test_its_etag_changes_with_it_and_spares_the_body(client: TestClient, kho: Archive) -> None:
    address = f"{API}/documents/{next(kho.documents()).document}"
    first = client.get(address)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    for given in (tag, f'"other", {tag}', "*"):
        again = client.get(address, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    client.post(f"{API}/corrections", json={"document": first.json()["id"], "path": "title", "value": "Khác"})
    changed = client.get(address, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json()["title"]["text"]) == (200, "Khác")
    assert changed.headers["ETag"] != tag


def test_a_part_of_a_file_is_reached_everywhere_by_its_id(client: TestClient, kho: Archive) -> None:
    parts = [head.document for head in kho.documents() if "#" in head.document]
    assert parts
    for part in parts:
        at = f"{API}/documents/{part.replace('#', '%23')}"
        assert client.get(at).json()["id"] == part
        assert client.get(f"{at}/versions").json() == [to_plain(head) for head in kho.versions(part)]
        assert client.get(f"{at}/history").json() == [to_plain(event) for event in kho.history(part)]
        assert client.get(f"{at}/references").json()["cites"] == [to_plain(one) for one in kho.cites(part)]
        owed = kho.obligations(document=part, ended=True, limit=200)
        assert client.get(f"{at}/obligations", params={"limit": 200}).json()["items"] == [to_plain(one) for one in owed]
        assert client.get(f"{at}/original").content == kho.original(part)
        assert part in client.get(f"{API}/trace/{part.replace('#', '%23')}").json()["nodes"]


def test_a_file_comes_under_its_name_and_is_never_shown(client: TestClient, kho: Archive) -> None:
    kinds = {"txt": "text/", "md": "text/", "pdf": "application/pdf"}
    for head in kho.documents():
        answer = client.get(f"{API}/documents/{quote(head.document, safe='')}/original")
        assert answer.headers["Content-Type"].startswith(kinds[head.name.rpartition(".")[2]])
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{head.name}"')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "plain_name", "encoded"),
    [
        ("kế hoạch.docx", "k_ ho_ch.docx", "k%E1%BA%BF%20ho%E1%BA%A1ch.docx"),
        ('a"b\r\nSet-Cookie: x=1.txt', "a_b__Set-Cookie: x=1.txt", "a%22b%0D%0ASet-Cookie%3A%20x%3D1.txt"),
    ],
)
def test_names_of_files_stay_within_their_header(name: str, plain_name: str, encoded: str) -> None:
    from vbparse.web.api.documents import content_disposition

    assert content_disposition(name) == f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{encoded}"


def test_search_answers_as_the_archive_does(client: TestClient, kho: Archive) -> None:
    found = client.get(f"{API}/search", params={"q": "ủy ban nhân dân", "limit": 3}).json()
    wanted = kho.search("ủy ban nhân dân", limit=3)
    assert found["items"] == [to_plain(hit) for hit in wanted.hits]
    assert (found["total"], found["facets"]) == (wanted.total, to_plain(wanted.facets))
    hits = every(client, "/search", q="ủy ban nhân dân", limit=2)
    assert [hit["head"]["document"] for hit in hits] == [
        hit.head.document for hit in kho.search("ủy ban nhân dân", limit=200).hits
    ]
    assert len(hits) > 3


def test_search_answers_the_newest_first_where_that_is_asked(client: TestClient, kho: Archive) -> None:
    hits = every(client, "/search", q="ủy ban nhân dân", limit=2, order="newest")
    assert [hit["head"]["document"] for hit in hits] == [
        hit.head.document for hit in kho.search("ủy ban nhân dân", limit=200, order="newest").hits
    ]
    days = [hit["head"]["date"] or "" for hit in hits]
    assert days == sorted(days, reverse=True)
    assert client.get(f"{API}/search", params={"q": "rác", "order": "oldest"}).status_code == 422


def test_search_tells_what_to_ask_instead(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "rác qqqq"}).json()
    assert (found["items"], found["nowhere"], found["rest"], found["respelled"]) == ([], ["qqqq"], "rác", [])
    found = client.get(f"{API}/search", params={"q": "rác thsai"}).json()
    assert found["rest"] == "rác"
    assert "rác thai" in found["respelled"]
    found = client.get(f"{API}/search", params={"q": found["respelled"][0]}).json()
    assert found["total"]
    assert (found["rest"], found["respelled"]) == ("", [])


def test_lists_answer_as_the_archive_does(client: TestClient, kho: Archive) -> None:
    for path, wanted in (
        ("/obligations", kho.obligations(limit=None)),
        ("/missing", kho.missing(limit=1000)),
        ("/assignees", kho.assignees(limit=None)),
        ("/check", list(kho.check())),
    ):
        assert every(client, path, limit=7) == [to_plain(one) for one in wanted], path
    dated = next(owed for owed in kho.obligations() if owed.assignee and owed.last_day)
    assert dated.assignee
    asked = {"assignee": dated.assignee.name, "due": (dated.last_day or "")[:4], "ended": True}
    wanted = kho.obligations(**asked, limit=None)
    assert wanted
    assert every(client, "/obligations", limit=100, **asked) == [to_plain(one) for one in wanted]
    assert client.get(f"{API}/graph").json() == to_plain(kho.graph(limit=200))


def test_a_document_is_taken_out_by_an_admin_who_says_why(client: TestClient, editor: TestClient, kho: Archive) -> None:
    at = f"{API}/documents/{kho.find('1467/QĐ-UBND').document}"
    assert client.delete(at).status_code == 422
    assert editor.delete(at, params={"why": "trùng"}).status_code == 403
    gone = client.delete(at, params={"why": "trùng"}).json()
    assert [head["canonical"] for head in gone["removed"]] == ["1467/QĐ-UBND"]
    assert client.get(at).status_code == 404
    assert client.get(f"{at}/history").json()[0]["text"] == "trùng"
