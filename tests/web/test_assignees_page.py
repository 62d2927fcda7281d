"""Đơn vị: the bodies, their spellings; merging and splitting, asked twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.answers import Assignee
from vbparse.archive.archive import Archive
from vbparse.errors import InputError
from vbparse.web.access import Person, authenticate
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.pages import read


@pytest.fixture
def bodies(folder: Path) -> list[Assignee]:
    with Archive(folder) as archive:
        return archive.assignees(limit=None)


def hidden(html: str) -> list[tuple[str, str]]:
    return [(name, unescape(value)) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)]


def test_the_list_leads_to_each_body_and_to_what_it_owes(client: TestClient, bodies: list[Assignee]) -> None:
    html = client.get("/assignees").text
    assert re.findall(r'<td[^>]*><a href="/assignees/(\w+)"', html) == [body.body for body in bodies[:50]]
    owed = client.get(f"/obligations?assignee={bodies[0].body}&ended=1&old=with").text
    assert owed.count("<tr data-obligation") == min(bodies[0].obligations, 50)


def test_a_page_of_a_body_counts_what_its_lists_have(client: TestClient, bodies: list[Assignee]) -> None:
    counted = 0
    for body in bodies[:5]:
        for tile in read(client.get(f"/assignees/{body.body}")).all("a", class_="tile"):
            figure = int(tile.one("span", class_="figure").words)
            assert client.get(tile.attributes["href"]).text.count("<tr data-obligation=") == figure
            counted += figure
    assert counted


def test_a_body_is_found_without_marks(client: TestClient, bodies: list[Assignee]) -> None:
    html = client.get("/assignees", params={"q": "cong an"}).text
    found = re.findall(r'<td[^>]*><a href="/assignees/(\w+)"', html)
    assert found
    named = {body.body: body for body in bodies}
    assert all("công an" in f"{named[one].name} {list(named[one].spellings)}".lower() for one in found)


def test_bodies_are_merged_after_it_was_asked(client: TestClient, folder: Path, bodies: list[Assignee]) -> None:
    one, other = bodies[0], bodies[1]
    html = client.get(f"/assignees/{one.body}", params={"q": other.name}).text
    assert f'name="others" value="{other.body}"' in html
    address = f"/assignees/{one.body}/merges"
    asked = client.post(address, data={"others": [other.body], "why": "một đơn vị"})
    assert other.name in unescape(asked.text)
    with Archive(folder) as archive:
        assert archive.assignee(other.body).obligations == other.obligations  # nothing is done yet
    form = {**dict(hidden(asked.text)), "others": [other.body], "why": "một đơn vị"}
    done = client.post(address, data=form, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, f"/assignees/{one.body}")
    with Archive(folder) as archive:
        merged = archive.assignee(one.body)
        assert set(other.spellings) <= set(merged.spellings)
        with pytest.raises(InputError):
            archive.assignee(other.body)
        (union,) = archive.unions(one.body)
        assert (union.what, union.other, union.why) == ("merged", other.body, "một đơn vị")
        assert union.by
    assert "một đơn vị" in client.get(f"/assignees/{one.body}").text


def test_a_spelling_is_split_off_after_it_was_asked(client: TestClient, folder: Path, bodies: list[Assignee]) -> None:
    one, spelling = bodies[0], next(iter(bodies[1].spellings))
    with Archive(folder) as archive:
        archive.merge(one.body, [bodies[1].body])
    address = f"/assignees/{one.body}/splits"
    asked = client.post(address, data={"spelling": spelling, "why": "đơn vị khác"})
    assert spelling in unescape(asked.text)
    form = {**dict(hidden(asked.text)), "why": "đơn vị khác"}
    done = client.post(address, data=form, follow_redirects=False)
    assert done.status_code == 303
    with Archive(folder) as archive:
        new = archive.assignee(done.headers["location"].rpartition("/")[2])
        assert spelling in new.spellings
        assert spelling not in archive.assignee(one.body).spellings


def test_a_merge_is_undone_on_the_page(client: TestClient, folder: Path, bodies: list[Assignee]) -> None:
    one, other = bodies[0], bodies[1]
    with Archive(folder) as archive:
        archive.merge(one.body, [other.body])
    html = client.get(f"/assignees/{one.body}").text
    (action,) = re.findall(r'action="(/assignees/\w+/unions/\d+/withdrawal)"', html)
    assert client.post(action, data={"csrf": dict(hidden(html))["csrf"]}).status_code == 200
    with Archive(folder) as archive:
        assert archive.assignees(limit=None) == bodies
    html = client.get(f"/assignees/{one.body}").text
    assert "Đã hoàn tác" in html
    assert "/withdrawal" not in html


def test_a_change_wants_a_reason(client: TestClient, folder: Path, bodies: list[Assignee]) -> None:
    form = {"others": bodies[1].body, "confirmed": "1", "why": "  "}
    assert client.post(f"/assignees/{bodies[0].body}/merges", data=form).status_code == 422
    with Archive(folder) as archive:
        assert archive.unions(bodies[0].body) == []


def test_a_body_that_is_not_there(client: TestClient) -> None:
    assert client.get("/assignees/000000000000").status_code == 404


def test_a_reader_sees_and_changes_nothing(folder: Path, bodies: list[Assignee]) -> None:
    app = create_app(Settings(folder))
    app.dependency_overrides[authenticate] = lambda: Person("minh", "reader", "word")
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        html = client.get(f"/assignees/{bodies[0].body}").text
        assert bodies[0].name in unescape(html)
        assert 'name="why"' not in html
        form = {"others": bodies[1].body, "confirmed": "1", "why": "x", "csrf": "word"}
        assert client.post(f"/assignees/{bodies[0].body}/merges", data=form).status_code == 403
        address = f"/assignees/{bodies[0].body}/unions/1/withdrawal"
        assert client.post(address, data={"csrf": "word"}).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_pages(
    served: str, tab: Any, axe: Callable[[Any], list[str]], bodies: list[Assignee], language: str
) -> None:
    tab.goto(f"{served}/language/{language}?back=/assignees")
    for path in ("/assignees", f"/assignees/{bodies[0].body}?q=an"):
        tab.goto(served + path)
        assert axe(tab) == []
        tab.set_viewport_size({"width": 360, "height": 740})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_bodies_are_merged_in_a_browser(served: str, tab: Any, bodies: list[Assignee]) -> None:
    tab.goto(f"{served}/assignees/{bodies[0].body}")
    tab.get_by_label("Tìm đơn vị trùng").fill(bodies[1].name)
    tab.keyboard.press("Enter")
    tab.locator(f'input[value="{bodies[1].body}"]').check()
    tab.locator("#merge form").nth(1).get_by_label("Lý do").fill("một đơn vị")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Gộp").click()
    tab.wait_for_url(f"**/assignees/{bodies[0].body}")
    assert "một đơn vị" in tab.locator("main").inner_text()
