"""Calendars to subscribe to: what they hold, who finds them, until when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from fastapi.testclient import TestClient

from archive.papers import LOC, keep, paper
from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.test_access import PASSWORD, Site, word

WORK = (
    "Công chức Văn phòng - Thống kê tổng hợp kết quả, báo cáo UBND xã trước ngày 25/3/2023.",
    "Công chức Tài chính - Kế toán cân đối kinh phí trước ngày 20/4/2023.",
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two documents, one of which is restricted."""
    folder = tmp_path_factory.mktemp("calendars") / "archive"
    with Archive(folder, create=True) as held:
        keep(held, paper("12", above=LOC, work=WORK))
        staff = [WORK[0].replace("kết quả", "nhân sự")]
        hidden = keep(held, paper("13", above=LOC, title="Rà soát nhân sự", work=staff))
        held.restrict(hidden[0].id, True)
    return folder


@pytest.fixture
def client(filled: Path) -> Iterator[TestClient]:
    """Whoever asks from this machine."""
    with TestClient(create_app(Settings(filled)), base_url="http://127.0.0.1:8000") as client:
        yield client


def subscribe(client: TestClient, **filters: object) -> tuple[int, str]:
    """Number and address of a new calendar."""
    answer = client.post("/api/v1/calendars", json={"name": "Việc của tôi", "filters": filters})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["address"]


def tasks(client: TestClient, address: str) -> list[str]:
    """What stands in a calendar."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return sorted(str(event["summary"]) for event in icalendar.Calendar.from_ical(answer.content).events)


def test_a_calendar_holds_what_its_filters_leave(client: TestClient) -> None:
    everything = tasks(client, subscribe(client)[1])
    assert [one for one in everything if "kinh phí" in one]
    assert [one for one in everything if "kết quả" in one]
    office = tasks(client, subscribe(client, assignee="van phong thong ke")[1])
    assert [one for one in office if "kết quả" in one]
    assert not [one for one in office if "kinh phí" in one]
    assert [one for one in tasks(client, subscribe(client, due="2023-04")[1]) if "kinh phí" in one]
    assert tasks(client, subscribe(client, due="2024")[1]) == []


def test_a_calendar_gives_the_alarms_and_holds_the_to_dos_that_were_asked_for(client: TestClient) -> None:
    _, address = subscribe(client, entries="todo", alarm="-P1D,-P7D", due="2023-04")
    todos = icalendar.Calendar.from_ical(client.get(address).content).walk("VTODO")
    assert len(todos) == 1
    assert len(todos[0].walk("VALARM")) == 2
    (kept,) = [one for one in client.get("/api/v1/calendars").json() if "todo" in one["query"]]
    assert kept["query"] == "due=2023-04&entries=todo&alarm=-P1D%2C-P7D"
    shown = client.get("/account").text
    assert "Thời hạn: 4/2023; Việc cần làm; Báo trước 1 ngày; Báo trước 7 ngày" in shown
    refused = client.post("/api/v1/calendars", json={"name": "x", "filters": {"alarm": "hôm qua"}})
    assert refused.status_code == 422


def test_a_calendar_shows_no_more_than_a_reader_sees(client: TestClient) -> None:
    assert client.get("/api/v1/session").json()["role"] == "admin"
    assert not [one for one in tasks(client, subscribe(client)[1]) if "nhân sự" in one]


@pytest.mark.parametrize(
    "filters",
    [{"due": "khi nào xong"}, {"overdue_on": "hôm nay"}, {"role": "boss"}, {"document": "0000"}, {"status": "x"}],
)
def test_filters_that_cannot_be_asked_for_are_refused(client: TestClient, filters: dict[str, str]) -> None:
    answer = client.post("/api/v1/calendars", json={"name": "x", "filters": filters})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_address_is_the_right_to_read_until_it_is_withdrawn(client: TestClient) -> None:
    number, address = subscribe(client)
    stranger = TestClient(client.app, base_url="http://127.0.0.1:8000")
    first = stranger.get(address)
    assert first.status_code == 200
    assert stranger.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert stranger.head(address).status_code == 200
    assert client.delete(f"/api/v1/calendars/{number}").json()["withdrawn"]
    assert stranger.get(address).status_code == 404
    assert stranger.get(address.replace(".ics", "x.ics")).status_code == 404


def test_nothing_but_calendars_is_open_without_login(filled: Path, tmp_path: Path) -> None:
    site = Site(tmp_path / "archive")
    with site.client() as outside:
        reader = site.login("Hoa")
        made = reader.post("/api/v1/calendars", json={"name": "Việc"}, headers=word(reader)).json()
        assert outside.get(made["address"]).status_code == 200
        assert outside.get("/api/v1/calendars").status_code == 401
        assert outside.delete("/api/v1/calendars/1").status_code == 401
        other = site.login("Mai")
        assert other.get("/api/v1/calendars").json() == []
        assert other.delete("/api/v1/calendars/1", headers=word(other)).status_code == 404
        site.accounts.people.change("Hoa", active=False)
        assert outside.get(made["address"]).status_code == 404, "whose calendar it is may not read any more"
    site.accounts.close()


def test_the_form_of_the_page_of_obligations_leads_to_the_address_once(client: TestClient) -> None:
    query = "?assignee=v%C4%83n+ph%C3%B2ng&page=2&in=list&due="
    sent = client.post("/account/calendars", data={"name": "Văn phòng", "query": query}, follow_redirects=False)
    assert sent.status_code == 303
    shown = client.get(sent.headers["location"])
    assert "/calendar/" in shown.text
    address = shown.text.split('readonly value="')[1].split('"')[0]
    assert tasks(client, address)
    assert "/calendar/" not in client.get(sent.headers["location"]).text
    kept = [one for one in client.get("/api/v1/calendars").json() if one["name"] == "Văn phòng"]
    assert kept[0]["query"] == "assignee=v%C4%83n+ph%C3%B2ng"
    assert "văn phòng" in shown.text
    refused = client.post("/account/calendars", data={"name": "x", "query": "due=nie"}, headers={"Accept": "text/html"})
    assert refused.status_code == 422
    assert "Không tạo được lịch" in refused.text


def test_a_password_is_none_of_a_calendar(client: TestClient) -> None:
    number, address = subscribe(client, text="kết quả")
    listed = client.get("/api/v1/calendars").json()
    assert listed[0]["id"] == number
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in str(listed)
    assert PASSWORD not in str(listed)
