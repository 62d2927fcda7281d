"""Tổng quan: its numbers are those of the lists that they lead to; an empty archive says how to begin."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.conftest import ADDRESS
from web.pages import read

AS_OF = "2023-09-10"


def rows(html: str) -> int:
    return len(re.findall(r"<[^>]* data-obligation=", html))


def test_each_number_leads_to_as_many_rows(client: TestClient) -> None:
    page = read(client.get("/", params={"as_of": AS_OF}))
    tiles = {one.attributes["href"]: one.one("span", class_="figure").words for one in page.all("a", class_="tile")}
    counted = {address: int(n.replace(".", "")) for address, n in tiles.items() if address.startswith("/obligations")}
    assert len(counted) == 4
    assert sum(counted.values()) > 10
    for address, n in counted.items():
        assert n == rows(client.get(unescape(address)).text) or n > 50, address


def test_bars_and_units_lead_to_their_rows(client: TestClient) -> None:
    page = read(client.get("/", params={"as_of": AS_OF}))
    bars = page.one("ol", class_="bars").all("a")
    assert len(bars) == 12
    full = [one for one in bars if one.one("span", class_="n").words]
    assert full
    for bar in full:
        assert int(bar.one("span", class_="n").words) == rows(client.get(bar.attributes["href"]).text)
    lights = page.one("table", class_="lights").all("a", class_="tag")
    assert lights
    for light in lights:
        assert int(light.words) == rows(client.get(light.attributes["href"]).text), light.attributes["href"]


def test_what_came_last_and_what_waits(client: TestClient, folder: Path) -> None:
    page = read(client.get("/"))
    with Archive(folder) as archive:
        last, waiting = archive.latest_arrivals(6), archive.count_queue(most=1000)
        assert waiting == len(archive.queue(limit=100))
    links = [one.attributes["href"] for one in page.one("ul", class_="arrivals").all("a")]
    assert links == [f"/documents/{head.document}".replace("#", "%23") for _, head in last]
    assert str(waiting) in page.one("a", href="/queue", class_="tile").words


def test_an_empty_archive_takes_the_first_files(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(tmp_path / "kho")), base_url=ADDRESS) as client:
        page = read(client.get("/"))
    assert page.one("form", id="upload").one("input", type="file", name="files")
    assert len(page.one("ol", class_="steps").all("li")) == 3


def test_an_address_of_a_search_of_old_leads_to_it(client: TestClient) -> None:
    answer = client.get("/?q=r%C3%A1c&type=KH", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=r%C3%A1c&type=KH")


def test_a_day_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/?as_of=2023-13-01").status_code == 422
