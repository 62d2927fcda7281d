"""The queue of documents that wait to be read through: its page and its part of the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.schema import Anomaly
from vbparse.vocabularies import DoubtCode
from vbparse.web import access
from vbparse.web.pages import queue
from web.pages import read
from web.test_document_page import HTML, address, opened


def oddest(folder: Path) -> str:
    """The document that waits first."""
    with Archive(folder) as archive:
        return archive.queue(limit=1)[0].head.document


def waiting(folder: Path) -> list[str]:
    """Every document that waits, in order."""
    with Archive(folder) as archive:
        return [one.head.document for one in archive.queue(limit=100)]


def listed(client: TestClient, query: str = "?show=all") -> list[str]:
    """Documents of a page of the queue, in order."""
    page = read(client.get(f"/queue{query}", headers=HTML))
    links = [cell.all("a") for cell in page.all("td")]
    hrefs = [found[0].attributes["href"] for found in links if found]
    return [href.partition("#")[0] for href in hrefs if href.endswith("#anomalies")]


def test_the_oddest_document_comes_first(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        wanted = [address(one.head.document) for one in archive.queue(limit=100)]
    assert listed(client) == wanted
    assert wanted[0] == address(oddest(folder))


def test_kinds_are_told_in_words(client: TestClient) -> None:
    page = read(client.get("/queue?show=all", headers=HTML))
    assert "số thứ tự lặp lại" in page.words
    assert not page.all("code")


def test_a_confirmed_document_leaves_and_the_next_one_is_offered(client: TestClient, folder: Path) -> None:
    document = oddest(folder)
    first, second = [address(one) for one in waiting(folder)[:2]]
    form = next(
        one
        for one in read(client.get(first, headers=HTML)).all("form")
        if one.attributes.get("action") == f"{first}/confirmation"
    )
    page = read(client.post(form.attributes["action"], data=form.fields(), headers=HTML))
    assert page.one(role="status", class_="good").one("a").attributes["href"] == second
    assert listed(client, "")[0] == second
    assert first in listed(client)
    with Archive(folder) as archive:
        said = archive.confirmation(document)
        assert (said.by, said.note) == ("local", "đã soát")
    assert "Đã soát" in page.words
    back = next(one for one in page.all("form") if one.attributes.get("action") == f"{first}/confirmation")
    client.post(back.attributes["action"], data=back.fields())
    assert listed(client)[0] == first


def test_pages_of_the_queue_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = listed(client)
    assert len(whole) > 1
    monkeypatch.setattr(queue, "LENGTH", 1)
    seen, page = [], read(client.get("/queue?show=all", headers=HTML))
    while True:
        hrefs = [cell.all("a")[0].attributes["href"] for cell in page.all("td") if cell.all("a")]
        seen += [href.partition("#")[0] for href in hrefs if href.endswith("#anomalies")]
        further = page.all("a", rel="next")
        if not further:
            break
        page = read(client.get(further[0].attributes["href"], headers=HTML))
    assert seen == whole


@pytest.mark.parametrize(
    "behind", ["x", "e30", "eyJ3YXJuaW5ncyI6OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTksImNvdW50IjoxLCJkb2N1bWVudCI6IiJ9"]
)
def test_a_cursor_that_is_none_is_refused(client: TestClient, behind: str) -> None:
    for path, name in (("/queue", "behind"), ("/api/v1/queue", "cursor")):
        answer = client.get(path, params={name: behind})
        assert answer.status_code == 400
        assert answer.json()["code"] == "bad-cursor"


def test_the_api_gives_the_queue_and_takes_confirmations(client: TestClient, folder: Path) -> None:
    document = oddest(folder)
    first = client.get("/api/v1/queue", params={"limit": 1}).json()
    assert first["items"][0]["head"]["document"] == document
    second = client.get("/api/v1/queue", params={"limit": 1, "cursor": first["next"]}).json()
    assert second["items"][0]["head"]["document"] != document
    path = f"/api/v1{address(document)}/confirmation"
    said = client.put(path, json={"note": "đã soát"}).json()
    assert (said["by"], said["note"]) == ("local", "đã soát")
    assert client.put(path).status_code == 200
    assert client.get("/api/v1/queue").json()["items"][0]["head"]["document"] != document
    assert client.delete(path).status_code == 204
    assert client.get("/api/v1/queue").json()["items"][0]["head"]["document"] == document
    assert client.put(f"/api/v1{address('f' * 64)}/confirmation").status_code == 404
    assert client.put(path, json={"nothing": 1}).status_code == 422


def test_a_reader_sees_the_queue_and_confirms_nothing(client: TestClient, folder: Path) -> None:
    client.app.dependency_overrides[access.authenticate] = lambda: access.Person("Lan", "reader")
    page = read(client.get("/queue", headers=HTML))
    assert not [form for form in page.all("form") if form.attributes["method"] == "post"]
    assert client.put(f"/api/v1{address(oddest(folder))}/confirmation").status_code == 403


def test_a_document_tells_who_confirmed_it(client: TestClient, folder: Path) -> None:
    document = oddest(folder)
    with Archive(folder) as archive:
        archive.confirm(document, by="Hương", note="đối chiếu bản giấy")
    words = opened(client, document).words
    assert "Hương đã soát" in words
    assert "đối chiếu bản giấy" in words
    assert "Hương" in read(client.get(f"{address(document)}/history", headers=HTML)).words


def test_doubtful_values_are_marked_with_their_reason_and_confirmed_by_a_button(
    client: TestClient, folder: Path
) -> None:
    with Archive(folder) as archive:
        document = next(one.head.document for one in archive.queue() if one.doubts and one.doubts[0].path)
        doubt = archive.doubts(document)[0]
    assert doubt.vi in read(client.get("/queue", headers=HTML)).words
    page = read(client.get(address(document), headers=HTML))
    assert doubt.vi in page.words
    (button,) = [one for one in page.all("button") if one.attributes.get("value") == doubt.path]
    form = next(one for one in page.all("form") if one.attributes.get("id") == button.attributes["form"])
    sent = form.fields() | {"path": doubt.path}
    assert client.post(form.attributes["action"], data=sent, headers=HTML).status_code == 200
    left = client.get(f"/api/v1{address(document)}/doubts").json()
    assert doubt.path not in [one["path"] for one in left]
    page = read(client.get(address(document), headers=HTML))
    assert doubt.path not in [one.attributes.get("value") for one in page.all("button")]
    assert "Đã xác nhận là đúng" in read(client.get(f"{address(document)}/history", headers=HTML)).words


def test_a_page_that_is_hard_to_read_is_shown_as_its_picture_and_confirmed(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        (document,) = [one.document for one in archive.documents() if one.name == "06-truong-hoc.pdf"]
        parsed = archive.store.parsed_document(document)
        message = "Trang 1 quét không rõ: 31 % số chữ có thể bị đọc sai; hãy đối chiếu cả trang."
        place = {"page": 1, "box": [0.0, 0.0, 595.0, 842.0]}
        parsed.anomalies.append(Anomaly(code="page-doubtful", message=message, origin=[place]))
        parsed.title.doubts = [DoubtCode.OCR_UNCERTAIN]
        with archive.store.writing() as step:
            step.add_documents([parsed])
    page = read(client.get("/queue", headers=HTML))
    assert "trang quét không rõ" in page.words
    card = read(client.get(f"/queue/values?document={document}&value=pages.1", headers=HTML))
    picture = card.one("image").attributes["href"]
    assert picture == f"{address(document)}/pages/1.png?width=1000"
    assert client.get(picture).status_code == 200
    page = opened(client, document, "?field=pages.1")
    assert [one.attributes["data-field"] for one in page.all("rect") if "chosen" in one.attributes["class"]] == [
        "pages.1"
    ]
    buttons = [one.attributes.get("value") for one in page.all("button")]
    assert {"pages.1", "title"} <= {*buttons}
    sent = page.one("form", id="confirm-value").fields() | {"path": "pages.1"}
    assert client.post(f"{address(document)}/values/confirmation", data=sent, headers=HTML).status_code == 200
    with Archive(folder) as archive:
        assert "pages.1" not in [one.path for one in archive.doubts(document)]
    page = opened(client, document)
    assert message in page.words
    assert {"pages.1", "title"}.isdisjoint(one.attributes.get("value") for one in page.all("button"))


def test_only_sure_values_are_listed_on_demand(client: TestClient) -> None:
    every = client.get("/api/v1/obligations?limit=200").json()["items"]
    sure = client.get("/api/v1/obligations?limit=200&sure=true").json()["items"]
    assert [one["obligation"] for one in every if not one["doubts"]] == [one["obligation"] for one in sure]
    assert 0 < len(sure) < len(every)
    documents = client.get("/api/v1/documents?sure=true").json()["items"]
    assert len(documents) < len(client.get("/api/v1/documents").json()["items"])
    assert client.get("/?sure=1", headers=HTML).status_code == 200
    assert client.get("/obligations?sure=1", headers=HTML).status_code == 200
