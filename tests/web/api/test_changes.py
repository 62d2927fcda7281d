"""Changes over HTTP: corrections that collide, marks, bodies, restricted documents; and who may."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

API = "/api/v1"
NUMBER = "1467/QĐ-UBND"


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    (found,) = [x for x in client.get(f"{API}/documents?limit=200").json()["items"] if x["canonical"] == NUMBER]
    return dict(found)


def correct(client: TestClient, value: Any, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return client.post(
        f"{API}/corrections", json={"document": NUMBER, "path": "title", "value": value, **more}, headers=headers
    )


def test_a_correction_is_made_listed_and_taken_back(client: TestClient, document: dict[str, Any]) -> None:
    made = correct(client, "Tên khác", why="đọc nhầm")
    assert made.status_code == 201
    assert (made.json()["was"], made.json()["why"], made.json()["by"]) == (document["title"], "đọc nhầm", "local")
    assert client.get(f"{API}/corrections", params={"document": NUMBER}).json()["items"] == [made.json()]
    withdrawn = client.delete(f"{API}/corrections/{made.json()['n']}", params={"why": "nhầm"})
    assert withdrawn.json()["state"] == "withdrawn"
    assert client.get(f"{API}/documents/{document['document']}").json()["title"]["text"] == document["title"]
    assert client.delete(f"{API}/corrections/{made.json()['n']}").status_code == 400
    assert client.delete(f"{API}/corrections/99999").status_code == 404


def test_a_correction_has_a_place_where_one_is_named(client: TestClient, document: dict[str, Any]) -> None:
    address = f"{API}/documents/{document['document']}"
    start, end = client.get(address).json()["title"]["span"]
    made = correct(client, "Tên khác", span=[start, end])
    assert made.json()["span"] == [start, end]
    assert client.get(address).json()["title"]["span"] == [start, end]
    assert client.delete(f"{API}/corrections/{made.json()['n']}").status_code == 200
    made = correct(client, "Tên không có trong văn bản")
    assert made.json()["span"] is None
    assert client.get(address).json()["title"]["span"] is None
    assert client.delete(f"{API}/corrections/{made.json()['n']}").status_code == 200
    assert correct(client, "Tên khác", span=[end, start]).status_code == 400
    assert correct(client, "Tên khác", span=[-1, 4]).status_code == 422


def test_an_obligation_that_was_not_read_is_added(client: TestClient) -> None:
    said = {"task": "cấp thuốc cho các bản", "assignees": ["Trạm Y tế"], "due": {"date": "2023-09", "bound": "by"}}
    made = correct(client, said, path="obligations.+", expected=None)
    assert made.status_code == 201
    (owed,) = client.get(f"{API}/obligations", params={"text": "cấp thuốc cho các bản"}).json()["items"]
    assert (made.json()["path"], owed["last_day"]) == (f"obligations.{owed['obligation']}", "2023-09-30")
    again = correct(client, said, path="obligations.+")
    assert (again.status_code, "is there already" in again.json()["detail"]) == (400, True)
    assert correct(client, "x", path="obligations.+").status_code == 400
    assert client.delete(f"{API}/corrections/{made.json()['n']}").status_code == 200


@pytest.mark.parametrize("value", ["", " \n", {"text": ""}])
def test_an_empty_title_is_refused(client: TestClient, document: dict[str, Any], value: Any) -> None:
    refused = correct(client, value)
    assert (refused.status_code, refused.json()["code"]) == (422, "empty-text")
    assert "is empty; write the text, or null where there is none." in refused.json()["detail"]
    assert client.get(f"{API}/documents/{document['document']}").json()["title"]["text"] == document["title"]
    assert client.get(f"{API}/corrections").json()["items"] == []


def test_the_second_of_two_editors_is_told(client: TestClient, editor: TestClient, document: dict[str, Any]) -> None:
    seen = document["title"]
    assert correct(client, "Tên của người thứ nhất", expected=seen).status_code == 201
    second = correct(editor, "Tên của người thứ hai", expected=seen)
    assert second.status_code == 409
    assert second.json()["present"] == "Tên của người thứ nhất"
    assert "local" in second.json()["detail"]
    assert correct(editor, "Tên của người thứ hai", expected="Tên của người thứ nhất").status_code == 201


def test_whoever_saw_an_older_document_is_told(client: TestClient, document: dict[str, Any]) -> None:
    at = f"{API}/documents/{document['document']}"
    tag = client.get(at).headers["ETag"]
    assert correct(client, "Một", headers={"If-Match": tag}).status_code == 201
    late = correct(client, "Hai", headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "changed-meanwhile")
    assert correct(client, "Hai", headers={"If-Match": client.get(at).headers["ETag"]}).status_code == 201


def test_an_obligation_is_marked(client: TestClient) -> None:
    (owed,) = client.get(f"{API}/obligations?limit=1").json()["items"]
    said = {"status": "done", "note": "đã gửi", "document": owed["head"]["document"]}
    made = client.post(f"{API}/obligations/{owed['obligation']}/marks", json=said)
    assert made.status_code == 201
    assert made.json()["obligation"] == owed["obligation"]
    (again,) = client.get(f"{API}/obligations", params={"status": "done"}).json()["items"]
    assert (again["obligation"], again["mark"]["note"], again["mark"]["by"]) == (owed["obligation"], "đã gửi", "local")


def test_a_mark_has_a_day_and_a_file_that_readers_get(client: TestClient) -> None:
    (owed,) = client.get(f"{API}/obligations?limit=1").json()["items"]
    path, document = f"{API}/obligations/{owed['obligation']}/marks", owed["head"]["document"]
    said = {"status": "done", "document": document, "date": "12/5/2024"}
    made = client.post(path, json=said)
    assert (made.status_code, made.json()["date"]) == (201, "2024-05-12")
    sent = {"file": ("biên bản.pdf", b"%PDF-1.7 x", "application/pdf")}
    made = client.post(f"{path}/file", data=said | {"note": "đã họp"}, files=sent)
    assert made.status_code == 201
    last, first = client.get(path, params={"document": document}).json()
    assert (last["n"], last["file_name"], last["note"], first["file"]) == (
        made.json()["n"], "biên bản.pdf", "đã họp", None,
    )  # fmt: skip
    file = client.get(f"{path}/{last['n']}/file", params={"document": document})
    assert (file.content, file.headers["content-type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert "attachment" in file.headers["content-disposition"]
    assert client.get(f"{path}/{first['n']}/file", params={"document": document}).status_code == 404
    refused = client.post(f"{path}/file", data=said, files={"file": ("a.exe", b"MZ")})
    assert (refused.status_code, "not a kind of file" in refused.json()["detail"]) == (400, True)
    assert client.post(f"{path}/file", data=said | {"x": "1"}, files=sent).status_code == 422
    assert len(client.get(path, params={"document": document}).json()) == 2


def test_an_obligation_of_several_is_marked_for_one_of_them(client: TestClient) -> None:
    every = client.get(f"{API}/obligations?limit=200").json()["items"]
    one = next(x for x in every if x["shared"] > 1)
    asked = {"document": one["head"]["document"], "limit": 200}
    path = f"{API}/obligations/{one['obligation']}/marks"
    said = {"status": "done", "document": one["head"]["document"], "person": "Lò Thị Lan", "evidence": "biên bản 3/9"}
    made = client.post(path, json=said | {"assignees": [one["assignee"]["body"]]})
    assert made.status_code == 201
    assert made.json()["assignees"]

    def states() -> dict[str, str]:
        found = client.get(f"{API}/obligations", params=asked).json()["items"]
        return {x["assignee"]["body"]: x["status"] for x in found if x["obligation"] == one["obligation"]}

    others = [body for body in states() if body != one["assignee"]["body"]]
    assert (states()[one["assignee"]["body"]], len(others)) == ("done", one["shared"] - 1)
    assert "done" not in {states()[body] for body in others}
    (done,) = client.get(f"{API}/obligations", params={"status": "done"}).json()["items"]
    told = (done["person"], done["mark"]["evidence"], done["mark"]["proof"], done["mark"]["assignees"])
    assert told == ("Lò Thị Lan", "biên bản 3/9", None, made.json()["assignees"])
    nobody = client.post(path, json=said | {"assignees": ["Không có ai"]})
    assert (nobody.status_code, "is not charged with" in nobody.json()["detail"]) == (400, True)
    everybody = client.post(path, json={"status": "cancelled", "document": one["head"]["document"]})
    assert everybody.json()["assignees"] == []
    assert set(states().values()) == {"cancelled"}


def test_bodies_are_merged_and_split(client: TestClient) -> None:
    one, other = client.get(f"{API}/assignees?limit=2").json()["items"]
    merged = client.post(f"{API}/assignees/{one['body']}/merge", json={"others": [other["body"]], "why": "là một"})
    assert merged.json()["spellings"] == one["spellings"] | other["spellings"]
    spelling = next(iter(other["spellings"]))
    parted = client.post(f"{API}/assignees/{one['body']}/split", json={"spelling": spelling})
    assert spelling in parted.json()["spellings"]
    assert parted.json()["body"] != one["body"]
    for union in client.get(f"{API}/unions", params={"body": one["body"]}).json():
        taken = client.delete(f"{API}/unions/{union['n']}", params={"why": "nhầm"})
        assert taken.json() == union | {"state": "withdrawn"}
    assert client.get(f"{API}/assignees?limit=2").json()["items"] == [one, other]
    assert client.delete(f"{API}/unions/{union['n']}").status_code == 400
    assert client.delete(f"{API}/unions/9999").status_code == 404


def test_a_reader_does_not_find_what_an_editor_restricted(
    client: TestClient, editor: TestClient, reader: TestClient, document: dict[str, Any]
) -> None:
    at = f"{API}/documents/{document['document']}"
    assert reader.get(at).status_code == 200
    assert reader.put(f"{at}/restriction", json={}).status_code == 403
    done = editor.put(f"{at}/restriction", json={"why": "chưa công bố"})
    assert done.json() == {"document": document["document"], "restricted": True}
    assert editor.put(f"{at}/restriction", json={}).status_code == 200, "again, which changes nothing"
    for path in ("", "/original", "/copy", "/versions", "/history", "/references", "/obligations"):
        answer = reader.get(at + path)
        assert answer.status_code == 404, path
        assert document["title"][:20] not in answer.text
        assert client.get(at + path).status_code == (404 if path == "/copy" else 200)
    for path in ("/documents?limit=200", "/documents?type=QĐ", "/search?q=nhà tạm", "/obligations?limit=200", "/graph"):
        assert document["document"] in client.get(API + path).text, path
        assert document["document"] not in reader.get(API + path).text, path
    for file in ("documents.csv", "documents.jsonl", "documents-full.jsonl", "obligations.csv", "obligations.ics"):
        assert document["document"] in client.get(f"{API}/exports/{file}").text.replace("\r\n ", ""), file
        assert document["document"] not in reader.get(f"{API}/exports/{file}").text.replace("\r\n ", ""), file
    assert not editor.delete(f"{at}/restriction").json()["restricted"]
    assert reader.get(at).status_code == 200


def test_a_reader_changes_nothing(reader: TestClient, client: TestClient, document: dict[str, Any]) -> None:
    (owed,) = client.get(f"{API}/obligations?limit=1").json()["items"]
    one, other = client.get(f"{API}/assignees?limit=2").json()["items"]
    asked = [
        ("POST", "/corrections", {"document": NUMBER, "path": "title", "value": "x"}),
        ("DELETE", "/corrections/1", None),
        ("POST", f"/obligations/{owed['obligation']}/marks", {"status": "done"}),
        ("POST", f"/assignees/{one['body']}/merge", {"others": [other["body"]]}),
        ("POST", f"/assignees/{one['body']}/split", {"spelling": "x"}),
        ("DELETE", "/unions/1", None),
        ("GET", "/unions", None),
        ("DELETE", f"/documents/{document['document']}?why=x", None),
        ("DELETE", f"/documents/{document['document']}/restriction", None),
    ]
    for method, path, body in asked:
        answer = reader.request(method, API + path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path
