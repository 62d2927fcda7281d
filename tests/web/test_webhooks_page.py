"""Webhooks as admins set them up in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.web import events
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.conftest import ADDRESS
from web.pages import read
from web.receiving import receiving
from web.serving import serving
from web.test_webhooks import settled

FORM = {"name": "Phần mềm điều hành", "address": "https://dieu-hanh.example/vbparse", "role": "reader"}
FORM |= {"events": ["document.added", "document.tagged"]}  # type: ignore[dict-item]


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    settings = Settings(folder, private_webhooks=True)
    with TestClient(create_app(settings), base_url=ADDRESS) as client:
        yield client


def test_a_webhook_is_added_changed_tried_and_removed(client: TestClient) -> None:
    with receiving(500) as receiver:
        added = client.post("/admin/webhooks", data=FORM | {"address": receiver.address})
        secret = read(added).one("input", id="secret").attributes["value"]
        assert secret.startswith("whsec_")
        assert secret not in client.get("/admin/webhooks").text
        page = client.post("/admin/webhooks/1/test")
        assert "Gửi thử" in page.text
        settled(client, "/api/v1/webhooks/1", state="failed")
        assert "HTTP 500" in client.get("/admin/webhooks/1").text
        client.post("/admin/webhooks/1/deliveries/1/again")
        settled(client, "/api/v1/webhooks/1")
        assert "Đã nhận" in client.get("/admin/webhooks/1").text
        assert [one["type"] for one in receiver.verified(secret)] == ["webhook.test"] * 2
    changed = client.post("/admin/webhooks/1", data=FORM | {"name": "Một cửa", "events": ["obligation.marked"]})
    assert "Đã lưu thay đổi." in changed.text
    found = client.get("/api/v1/webhooks/1").json()
    assert (found["name"], found["events"], found["address"]) == ("Một cửa", ["obligation.marked"], FORM["address"])
    client.post("/admin/webhooks/1/active", data={"active": "false"})
    assert not client.get("/api/v1/webhooks/1").json()["active"]
    assert "Đã xóa webhook." in client.post("/admin/webhooks/1/remove").text
    assert client.get("/admin/webhooks/1").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"address": "ftp://x"}, "không phải địa chỉ http"),
        ({"events": []}, "ít nhất một sự kiện"),
        ({"events": ["job.finished"]}, "job.finished"),
        ({"name": " "}, "1"),
    ],
)
def test_what_is_off_is_told_beside_what_was_typed(client: TestClient, wrong: dict[str, Any], sentence: str) -> None:
    answer = client.post("/admin/webhooks", data=FORM | wrong)
    assert answer.status_code == 422
    page = read(answer, 422)
    assert sentence in page.one(role="alert").words
    assert page.one("input", name="address").attributes["value"] == (FORM | wrong)["address"]
    assert client.get("/api/v1/webhooks").json() == []


def test_each_event_has_words(client: TestClient) -> None:
    page = read(client.get("/admin/webhooks"))
    assert [one.attributes["value"] for one in page.all("input", name="events")] == [*events.EVENTS]


@pytest.mark.slow
def test_it_is_readable_everywhere(tab: Any, folder: Path, axe: Callable[[Any], list[str]]) -> None:
    with receiving(404) as receiver, serving(folder, private_webhooks=True) as address:
        tab.goto(f"{address}/admin/webhooks")
        tab.fill("input[name=name]", "Phần mềm quản lý văn bản và điều hành của Ủy ban nhân dân xã")
        tab.fill("input[name=address]", receiver.address + "/rat-dai" * 20)
        tab.keyboard.press("Enter")
        assert tab.input_value("#secret").startswith("whsec_")
        pages = [f"{address}/admin/webhooks", f"{address}/admin/webhooks/1"]
        tab.goto(pages[1])
        tab.click("text=Gửi thử")
        receiver.wait_for(lambda: len(receiver.came) == 1)
        for page in pages:
            tab.goto(page)
            for width in (320, 390, 768, 2560):
                tab.set_viewport_size({"width": width, "height": 800})
                assert tab.evaluate("document.documentElement.scrollWidth") <= width, (page, width)
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert axe(tab) == []
