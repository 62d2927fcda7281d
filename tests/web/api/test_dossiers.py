"""Dossiers and tags over the API: who may, what is refused, what is answered."""

from __future__ import annotations

import io

import docx
from fastapi.testclient import TestClient

V1 = "/api/v1"


def open_dossier(client: TestClient, **values: object) -> int:
    answer = client.post(f"{V1}/dossiers", json={"title": "Rừng", **values})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def ids(client: TestClient) -> list[str]:
    return [head["document"] for head in client.get(f"{V1}/documents").json()["items"]]


def test_a_dossier_from_its_opening_to_its_end(editor: TestClient, reader: TestClient) -> None:
    number = open_dossier(editor, symbol="01.HC", retention=20, creator="Lò Thị Nhạn")
    some = ids(editor)[:3]
    at = f"{V1}/dossiers/{number}"
    put_in = editor.post(f"{at}/documents", json={"documents": some}).json()
    assert [head["document"] for head in put_in["documents"]] == some
    assert put_in["dossier"]["documents"] == 3
    assert put_in["dossier"]["by"] == "máy editor"
    by_date = [one["head"]["document"] for one in reader.get(f"{at}/documents").json()["items"]]
    assert set(by_date) == set(some)
    editor.put(f"{at}/order", json={"documents": by_date[::-1]})
    page = reader.get(f"{at}/documents", params={"limit": 2}).json()
    rest = reader.get(f"{at}/documents", params={"limit": 2, "cursor": page["next"]}).json()
    assert [one["head"]["document"] for one in page["items"] + rest["items"]] == by_date[::-1]
    assert [one["n"] for one in rest["items"]] == [3]
    taken = editor.post(f"{at}/documents/taken", json={"documents": some[:1]})
    assert taken.json()["dossier"]["documents"] == 2
    changed = editor.patch(at, json={"retention": "permanent", "begins": "2023-01-01", "creator": None}).json()
    assert (changed["retention"], changed["since"], changed["creator"]) == ("permanent", "2023-01-01", None)
    assert (changed["title"], changed["symbol"]) == ("Rừng", "01.HC")
    assert editor.put(f"{at}/status", json={"status": "closed"}).json()["status"] == "closed"
    refused = editor.post(f"{at}/documents", json={"documents": some[:1]})
    assert (refused.status_code, refused.json()["code"]) == (400, "bad-request")
    assert [one["id"] for one in reader.get(f"{V1}/dossiers", params={"text": "rung"}).json()["items"]] == [number]
    assert reader.get(f"{V1}/dossiers", params={"status": "open"}).json()["items"] == []
    assert editor.delete(at, params={"why": "Nhầm"}).json()["id"] == number
    assert reader.get(at).status_code == 404


def test_readers_change_nothing(editor: TestClient, reader: TestClient) -> None:
    number = open_dossier(editor)
    some = {"documents": ids(editor)[:1]}
    for method, path, body in (
        ("POST", "dossiers", {"title": "x"}),
        ("PATCH", f"dossiers/{number}", {"title": "x"}),
        ("PUT", f"dossiers/{number}/status", {"status": "closed"}),
        ("DELETE", f"dossiers/{number}", None),
        ("POST", f"dossiers/{number}/documents", some),
        ("POST", f"dossiers/{number}/documents/taken", some),
        ("PUT", f"dossiers/{number}/order", some),
        ("POST", "tags", {**some, "tags": ["rừng"]}),
        ("POST", "tags/withdrawn", {**some, "tags": ["rừng"]}),
        ("PUT", "tags/name", {"tag": "rừng", "new": "x"}),
    ):
        assert reader.request(method, f"{V1}/{path}", json=body).status_code == 403, path


def test_many_are_put_in_or_none(editor: TestClient) -> None:
    number = open_dossier(editor)
    refused = editor.post(f"{V1}/dossiers/{number}/documents", json={"documents": [*ids(editor), "0000"]})
    assert (refused.status_code, refused.json()["code"]) == (404, "not-found")
    assert editor.get(f"{V1}/dossiers/{number}").json()["documents"] == 0


def test_tags_and_dossiers_filter_documents_and_searches(editor: TestClient, reader: TestClient) -> None:
    first, second, *_ = ids(editor)
    number = open_dossier(editor, symbol="01.HC")
    editor.post(f"{V1}/dossiers/{number}/documents", json={"documents": [first]})
    tagged = editor.post(f"{V1}/tags", json={"documents": [first, second], "tags": ["Rừng", "khẩn"]})
    assert [head["document"] for head in tagged.json()] == [first, second]
    assert reader.get(f"{V1}/tags").json() == [{"tag": "khẩn", "documents": 2}, {"tag": "Rừng", "documents": 2}]

    def found(**filters: object) -> set[str]:
        items = reader.get(f"{V1}/documents", params=filters).json()["items"]
        assert {hit["head"]["document"] for hit in reader.get(f"{V1}/search", params=filters).json()["items"]} == {
            head["document"] for head in items
        }
        return {head["document"] for head in items}

    assert found(tag="rung") == {first, second}
    assert found(dossier=number) == found(dossier="1.hc") == {first}
    assert found(tag="rừng", unfiled=True) == {second}
    assert reader.get(f"{V1}/search", params={"tag": "rừng"}).json()["facets"]["tag"] == [["khẩn", 2], ["Rừng", 2]]
    filed = reader.get(f"{V1}/documents/{first}/filed").json()
    assert (filed["tags"], [one["id"] for one in filed["dossiers"]]) == (["khẩn", "Rừng"], [number])
    assert editor.put(f"{V1}/tags/name", json={"tag": "rừng", "new": "Lâm nghiệp"}).json()["documents"] == 2
    editor.post(f"{V1}/tags/withdrawn", json={"documents": [first], "tags": ["khan"]})
    assert reader.get(f"{V1}/documents/{first}/filed").json()["tags"] == ["Lâm nghiệp"]


def test_inventories_are_files(editor: TestClient, reader: TestClient) -> None:
    number = open_dossier(editor)
    editor.post(f"{V1}/dossiers/{number}/documents", json={"documents": ids(editor)})
    answer = reader.get(f"{V1}/dossiers/{number}/inventory.docx")
    assert f"muc-luc-van-ban-{number}.docx" in answer.headers["content-disposition"]
    (table,) = docx.Document(io.BytesIO(answer.content)).tables
    assert len(table.rows) == 1 + len(ids(editor))
    listed = reader.get(f"{V1}/dossiers/inventory.csv")
    assert listed.headers["content-type"] == "text/csv; charset=utf-8"
    assert "Rừng" in listed.text
    assert reader.get(f"{V1}/dossiers/inventory.pdf").status_code == 422


def test_what_is_done_stands_in_the_log(editor: TestClient, client: TestClient) -> None:
    number = open_dossier(editor)
    editor.post(f"{V1}/dossiers/{number}/documents", json={"documents": ids(editor)[:2]})
    deeds = client.get(f"{V1}/audit").json()["items"]
    assert [(deed["what"], deed["detail"]) for deed in deeds][:2] == [
        ("put_in_dossier", f"{number}: 2"),
        ("add_dossier", f"{number}: Rừng"),
    ]
