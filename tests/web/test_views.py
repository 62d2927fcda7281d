"""Saved views: whose they are, who sees them; and their feeds, read back by feedparser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient

from archive.papers import LOC, keep, paper
from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.test_access import Site, word

BASE = "http://127.0.0.1:8000"
VIEWS = "/api/v1/views"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three documents, one of which is restricted."""
    folder = tmp_path_factory.mktemp("views") / "kho"
    with Archive(folder, create=True) as held:
        keep(
            held,
            paper("12", above=LOC),
            paper("14", kind="QĐ", above=LOC, day=(2023, 5, 2), title="Trồng <rừng> & tre"),
        )
        hidden = keep(held, paper("13", above=LOC, title="Rà soát nhân sự"))
        held.restrict(hidden[0].id, True)
        held.tag(["12"], ["rừng"])
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "kho")
    return tmp_path / "kho"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """Whoever asks from this machine."""
    with TestClient(create_app(Settings(folder)), base_url=BASE) as client:
        yield client


def save(client: TestClient, name: str, page: str = "search", query: str = "", **more: object) -> int:
    answer = client.post(VIEWS, json={"name": name, "page": page, "query": query, **more})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def names(client: TestClient, **params: str) -> list[str]:
    return [view["name"] for view in client.get(VIEWS, params=params).json()]


def test_views_are_saved_listed_arranged_changed_and_removed(client: TestClient) -> None:
    first = save(client, "Rừng", query="?q=rừng&type=KH&page=3&issuer=")
    second = save(client, "Quá hạn", "obligations", "status=past+due&as_of=2023-01-01&in=list")
    third = save(client, "Mới")
    assert names(client) == ["Rừng", "Quá hạn", "Mới"]
    assert names(client, page="obligations") == ["Quá hạn"]
    kept = {view["id"]: view["query"] for view in client.get(VIEWS).json()}
    assert kept == {first: "q=r%E1%BB%ABng&type=KH", second: "status=past+due&in=list", third: ""}
    assert [view["id"] for view in client.put(VIEWS, json={"views": [third, second]}).json()] == [
        third,
        second,
        first,
    ]
    changed = client.patch(f"{VIEWS}/{first}", json={"name": "Bảo vệ rừng", "shared": True}).json()
    assert (changed["name"], changed["shared"], changed["query"]) == ("Bảo vệ rừng", True, kept[first])
    assert client.patch(f"{VIEWS}/{third}", json={"name": "bảo vệ RỪNG"}).status_code == 409
    assert client.patch(f"{VIEWS}/{first}", json={"query": "tag=rung"}).json()["query"] == "tag=rung"
    assert client.delete(f"{VIEWS}/{first}").json()["id"] == first
    assert names(client) == ["Mới", "Quá hạn"]
    assert client.delete(f"{VIEWS}/{first}").status_code == 404


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("obligations", "due=khi+nào+xong"),
        ("obligations", "role=boss"),
        ("search", "from=hôm+qua"),
        ("search", "dossier=09.HC"),
        ("search", "sure=maybe"),
        ("admin", ""),
    ],
)
def test_what_cannot_be_asked_for_is_not_saved(client: TestClient, page: str, query: str) -> None:
    answer = client.post(VIEWS, json={"name": "x", "page": page, "query": query})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert names(client) == []


def test_everybody_has_their_own_and_sees_what_editors_share(tmp_path: Path) -> None:
    site = Site(tmp_path / "archive")
    with site.client() as outside:
        assert outside.get(VIEWS).status_code == 401
        hoa, mai = site.login("Hoa"), site.login("Mai")
        own = hoa.post(VIEWS, json={"name": "Của tôi", "page": "search"}, headers=word(hoa)).json()["id"]
        refused = hoa.post(VIEWS, json={"name": "x", "page": "search", "shared": True}, headers=word(hoa))
        assert refused.status_code == 403
        new = {"name": "Chung", "page": "search", "shared": True}
        common = mai.post(VIEWS, json=new, headers=word(mai)).json()["id"]
        mai.post(VIEWS, json={"name": "Riêng", "page": "search"}, headers=word(mai))
        listed = hoa.get(VIEWS).json()
        assert [(one["name"], one["mine"], one["owner"]) for one in listed] == [
            ("Của tôi", True, "Hoa"),
            ("Chung", False, "Mai"),
        ]
        assert hoa.delete(f"{VIEWS}/{common}", headers=word(hoa)).status_code == 404
        assert mai.patch(f"{VIEWS}/{own}", json={"name": "x"}, headers=word(mai)).status_code == 404
        address = hoa.post(f"{VIEWS}/{common}/feeds", headers=word(hoa)).json()["address"]
        assert outside.get(address).status_code == 200
        assert mai.post(f"{VIEWS}/{own}/feeds", headers=word(mai)).status_code == 404
        mai.patch(f"{VIEWS}/{common}", json={"shared": False}, headers=word(mai))
        assert outside.get(address).status_code == 404, "it is not shared any more"
        site.accounts.people.remove("Hoa")
        assert [one["name"] for one in mai.get(VIEWS).json()] == ["Chung", "Riêng"]
    site.accounts.close()


def read_feed(client: TestClient, number: int) -> tuple[str, feedparser.FeedParserDict]:
    address = client.post(f"{VIEWS}/{number}/feeds").json()["address"]
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return address, feed


def test_a_feed_of_a_search_has_the_documents_that_match_as_readers_see_them(client: TestClient) -> None:
    address, feed = read_feed(client, save(client, "Văn bản & mới"))
    assert feed.feed.title == "Văn bản & mới"
    assert {entry.title for entry in feed.entries} == {"12/KH-UBND", "14/QĐ-UBND"}
    (decision,) = [entry for entry in feed.entries if entry.title.startswith("14")]
    assert "Trồng &lt;rừng&gt; &amp; tre" in decision.summary or "Trồng <rừng> & tre" in decision.summary
    assert client.get(decision.link, headers={"Accept": "text/html"}).status_code == 200
    assert len({entry.id for entry in feed.entries}) == 2
    assert feed.feed.links[0].href == address
    assert all(entry.updated.endswith("Z") for entry in feed.entries)
    _, tagged = read_feed(client, save(client, "Nhãn", query="tag=rung"))
    assert [entry.title for entry in tagged.entries] == ["12/KH-UBND"]


def test_a_feed_of_obligations_has_each_with_its_day(client: TestClient) -> None:
    number = save(client, "Văn phòng", "obligations", "assignee=van+phong+thong+ke&due=2023-03")
    _, feed = read_feed(client, number)
    assert len(feed.entries) == 2
    assert all("Hạn 24/03/2023" in entry.summary for entry in feed.entries)
    _, same = read_feed(client, save(client, "Tìm", query="q=kinh+phí&in=obligations"))
    assert {entry.title.partition(":")[0] for entry in same.entries} == {"Tài chính - Kế toán"}


def test_the_address_is_the_right_to_read_until_it_is_withdrawn(client: TestClient) -> None:
    number = save(client, "Rừng", query="q=rừng")
    address, _ = read_feed(client, number)
    stranger = TestClient(client.app, base_url=BASE)
    first = stranger.get(address)
    assert stranger.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    (listed,) = client.get("/api/v1/feeds").json()
    assert (listed["view"], listed["name"]) == (number, "Rừng")
    assert address.rsplit("/", 1)[1].removesuffix(".atom") not in str(listed)
    assert client.delete(f"/api/v1/feeds/{listed['id']}").json()["withdrawn"]
    assert stranger.get(address).status_code == 404
    again, _ = read_feed(client, number)
    client.delete(f"{VIEWS}/{number}")
    assert stranger.get(again).status_code == 404
