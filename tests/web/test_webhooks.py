"""Webhooks, as another system receives them: signed, tried again, after a restart as well, and never to where they must
not go."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from standardwebhooks.webhooks import WebhookVerificationError

from archive.papers import LOC, keep, paper
from vbparse.accounts.accounts import Accounts
from vbparse.accounts.deliveries import JITTER, WAITS, NewMessage
from vbparse.accounts.webhooks import MOST
from vbparse.archive.archive import Archive
from vbparse.web import events
from vbparse.web.app import create_app
from vbparse.web.background.posting import Outcome, RefusedError, check_url, post
from vbparse.web.background.webhooks import find_due_soon
from vbparse.web.settings import Settings
from web.conftest import ADDRESS
from web.receiving import PATIENCE, Receiver, receiving
from web.serving import document
from web.test_access import Clock

API = "/api/v1"
TAGS = {"events": ["document.tagged", "document.untagged"], "name": "Phần mềm điều hành"}


class Office:
    """A server whose clock is ours, over an archive of two documents."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        with Archive(folder, create=True) as archive:
            self.shown, self.secret = (one.id for one in keep(archive, paper("12", above=LOC), paper("13", above=LOC)))

    @contextmanager
    def open(self, **settings: Any) -> Iterator[TestClient]:
        app = create_app(Settings(self.folder, **{"private_webhooks": True, **settings}))
        app.state.accounts = Accounts(self.folder, self.clock)
        with TestClient(app, base_url=ADDRESS) as client:
            yield client

    def tag(self, client: TestClient, tag: str, document: str | None = None) -> None:
        client.post(f"{API}/tags", json={"documents": [document or self.shown], "tags": [tag]}).raise_for_status()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "kho")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def add(client: TestClient, receiver: Receiver, **more: Any) -> tuple[str, str]:
    """The path of a new webhook and its secret."""
    answer = client.post(f"{API}/webhooks", json=TAGS | {"address": receiver.address} | more)
    assert answer.status_code == 201, answer.text
    return f"{API}/webhooks/{answer.json()['webhook']['id']}", answer.json()["secret"]


def wait_for(client: TestClient, path: str, enough: Callable[[list[Any]], bool]) -> list[dict[str, Any]]:
    """The deliveries of a webhook, once they are so."""
    end = time.monotonic() + PATIENCE
    while not enough(found := client.get(f"{path}/deliveries").json()["items"]):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return list(found)


def settled(client: TestClient, path: str, *, n: int = 1, state: str = "delivered") -> list[dict[str, Any]]:
    """The deliveries of a webhook, when `n` of them are in a state."""
    return wait_for(client, path, lambda found: sum(one["state"] == state for one in found) >= n)


def tried(client: TestClient, path: str, n: int) -> dict[str, Any]:
    """The one delivery of a webhook, when it failed so often."""
    return wait_for(client, path, lambda found: any(one["attempts"] == n and one["status"] for one in found))[0]


def test_a_change_is_told_signed_in_the_words_of_changes(office: Office, receiver: Receiver) -> None:
    with office.open() as client:
        path, secret = add(client, receiver)
        office.tag(client, "rác thải")
        client.put(f"{API}/documents/{office.shown}/confirmation", json={})  # nobody asked to be told
        receiver.wait_for(lambda: len(receiver.came) == 1)
        settled(client, path)
        change = next(one for one in client.get(f"{API}/changes").json()["items"] if one["what"] == "tagged")
        assert receiver.verified(secret) == [{"type": "document.tagged", "timestamp": change["at"], "data": change}]
        headers, body = receiver.came[0]
        assert headers["content-type"] == "application/json"
        receiver.came[0] = headers, body.replace(b"tagged", b"tugged")
        with pytest.raises(WebhookVerificationError):
            receiver.verified(secret)


def test_what_failed_comes_again_under_the_same_id(office: Office) -> None:
    with receiving(500, 302) as receiver, office.open() as client:
        path, secret = add(client, receiver)
        office.tag(client, "một")
        first = tried(client, path, 1)
        assert (first["state"], first["status"], first["next"] > first["tried"]) == ("waiting", 500, True)
        office.clock.now += WAITS[0] * (1 + JITTER)
        assert tried(client, path, 2)["status"] == 302, "a redirect is not followed"
        assert len(receiver.came) == 2
        office.clock.now += WAITS[1] * (1 + JITTER)
        assert settled(client, path)[0]["attempts"] == 3
        assert len({*receiver.ids()}) == 1
        assert len(receiver.verified(secret)) == 3


def test_who_never_answers_well_is_set_aside_until_somebody_looks(office: Office) -> None:
    with receiving(*[500] * (len(WAITS) + 1)) as receiver, office.open() as client:
        path, secret = add(client, receiver)
        office.tag(client, "một")
        for n, wait in enumerate(WAITS, 1):
            assert client.get(path).json()["set_aside"] is None
            tried(client, path, n)
            office.clock.now += wait * (1 + JITTER)
        failed = settled(client, path, state="failed")[0]
        assert failed["attempts"] == len(WAITS) + 1
        assert client.get(path).json()["set_aside"]
        deeds = client.get(f"{API}/audit").json()["items"]
        assert any(one["what"] == "set_webhook_aside" and receiver.address in one["detail"] for one in deeds)
        office.tag(client, "hai")
        assert client.post(f"{path}/test").status_code == 202
        settled(client, path)
        assert receiver.verified(secret)[-1]["type"] == "webhook.test", "what is asked for goes nevertheless"
        again = client.patch(path, json={"active": True}).json()
        assert again["set_aside"] is None
        settled(client, path, n=2)
        assert receiver.verified(secret)[-1]["data"]["tags"] == ["hai"], "what happened meanwhile"
        client.post(f"{path}/deliveries/{failed['id']}/again").raise_for_status()
        settled(client, path, n=3)
        assert receiver.ids().count(failed["message"]) == len(WAITS) + 2


def test_gone_is_gone(office: Office) -> None:
    with receiving(410) as receiver, office.open() as client:
        path, _ = add(client, receiver)
        office.tag(client, "một")
        settled(client, path, state="failed")
        assert client.get(path).json()["set_aside"]


def test_nothing_is_lost_by_a_restart(office: Office) -> None:
    with receiving(503) as receiver:
        with office.open() as client:
            path, secret = add(client, receiver)
            office.tag(client, "trước")
            tried(client, path, 1)
        with Archive(office.folder) as archive:
            archive.tag([office.shown], ["giữa"], by="Lan")
        office.clock.now += WAITS[0] * (1 + JITTER)
        with office.open() as client:
            settled(client, path, n=2)
        told = [one["data"]["tags"] for one in receiver.verified(secret)]
        assert sorted(told) == [["giữa"], ["trước"], ["trước"]]
        assert len({*receiver.ids()}) == 2


def test_readers_are_told_nothing_of_what_is_restricted(office: Office, receiver: Receiver) -> None:
    with receiving() as editors, office.open() as client:
        client.put(f"{API}/documents/{office.secret}/restriction", json={}).raise_for_status()
        path, secret = add(client, receiver)
        editors_path, editors_secret = add(client, editors, role="editor")
        office.tag(client, "kín", office.secret)
        office.tag(client, "mở")
        settled(client, path)
        settled(client, editors_path, n=2)
        assert [one["data"]["tags"] for one in receiver.verified(secret)] == [["mở"]]
        assert sorted(one["data"]["tags"] for one in editors.verified(editors_secret)) == [["kín"], ["mở"]]


def test_what_was_restricted_before_the_next_attempt_is_withheld(office: Office) -> None:
    with receiving(500) as receiver, office.open() as client:
        path, _ = add(client, receiver)
        office.tag(client, "một")
        tried(client, path, 1)
        client.put(f"{API}/documents/{office.shown}/restriction", json={}).raise_for_status()
        office.clock.now += WAITS[0] * (1 + JITTER)
        settled(client, path, state="withheld")
        assert len(receiver.came) == 1


def test_it_sees_no_more_than_its_owner_does_now(office: Office, receiver: Receiver) -> None:
    with office.open() as client:
        accounts: Accounts = client.app.state.accounts  # type: ignore[attr-defined]
        for name in ("Lan", "Mai"):
            accounts.people.add(name, "admin", "mật khẩu đủ dài")
        _, bearer = accounts.tokens.make("máy", "admin", account=accounts.people.find("Lan").id)
        lan = {"Authorization": f"Bearer {bearer}"}
        body = TAGS | {"address": receiver.address, "role": "admin"}
        made = client.post(f"{API}/webhooks", json=body, headers=lan).json()
        assert made["webhook"]["owner"] == "Lan"
        accounts.people.change("Lan", role="reader")
        assert client.get(f"{API}/webhooks").json()[0]["role"] == "reader"
        client.put(f"{API}/documents/{office.secret}/restriction", json={}).raise_for_status()
        office.tag(client, "kín", office.secret)
        office.tag(client, "mở")
        receiver.wait_for(lambda: len(receiver.came) == 1)
        assert receiver.verified(made["secret"])[0]["data"]["tags"] == ["mở"]
        accounts.people.change("Lan", active=False)
        office.tag(client, "khóa")
        accounts.people.change("Lan", active=True)
        receiver.wait_for(lambda: len(receiver.came) == 2)


def test_uploads_that_are_over_are_told(office: Office, receiver: Receiver) -> None:
    with office.open() as client:
        path, secret = add(client, receiver, events=["job.finished"], role="editor")
        with document("02").open("rb") as file:
            job = client.post(f"{API}/jobs", files={"files": file}).json()["id"]
        settled(client, path)
        told = receiver.verified(secret)[0]
        assert (told["type"], told["data"]["job"], told["data"]["state"]) == ("job.finished", job, "done")
        assert told["data"]["files"] == {"stored": 1}
        assert client.get(f"{API}/documents/{told['data']['documents'][0]}").status_code == 200


def test_what_falls_due_is_told_once(tmp_path: Path) -> None:
    with Archive(tmp_path / "kho", create=True) as archive:
        today = date.today()
        last = today + timedelta(days=30)
        work = f"Công chức Tài chính - Kế toán báo cáo kết quả chậm nhất ngày {last.day}/{last.month}/{last.year}."
        keep(archive, paper("12", above=LOC, day=(today.year, today.month, today.day), work=[work]))
        [owed] = archive.obligations(limit=None)
        ahead = last - timedelta(days=events.SOON_DAYS)
        told = [*find_due_soon(archive, ahead - timedelta(days=1), ahead)]
        assert [(one.data.obligation, one.data.last_day) for one in told] == [(owed.obligation, last.isoformat())]
        assert [*find_due_soon(archive, ahead, ahead + timedelta(days=1))] == []
        late = [*find_due_soon(archive, ahead - timedelta(days=9), last + timedelta(days=1))]
        assert late == [], "it is overdue"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x",
        "http://localhost:9/x",
        "http://127.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://10.1.2.3/",
        "http://192.168.1.5/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[fd00::1]/",
        "http://100.64.0.1/",
    ],
)
def test_private_addresses_are_refused_unless_they_are_allowed(address: str) -> None:
    with pytest.raises(RefusedError, match="--private-webhooks"):
        check_url(address, private=False)
    check_url(address, private=True)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "ftp://dieu-hanh.example/",
        "file:///etc/passwd",
        "//dieu-hanh.example/",
        "https://ai:mật@dieu-hanh.example/",
        "https://ai@dieu-hanh.example/",
        "https://dieu-hanh.example:99999/",
        "https://dieu-hanh.example/a b",
        "https://dieu-hanh.example\\@127.0.0.1/",
        "không phải địa chỉ",
        "",
    ],
)
def test_addresses_that_are_never_sent_to(address: str) -> None:
    with pytest.raises(RefusedError):
        check_url(address, private=True)


def post_once(address: str, headers: dict[str, str], body: bytes, *, private: bool) -> Outcome:
    """What becomes of one message; in a thread of its own, for that of the tests may have a loop of a browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(post(address, headers, body, private=private))).result()


def test_a_name_that_leads_inside_is_refused_when_it_is_sent_to(receiver: Receiver) -> None:
    address = receiver.address.replace("127.0.0.1", "ip6-localhost.")  # a name that only looking it up betrays
    outcome = post_once(address, {}, b"{}", private=False)
    assert outcome.status is None
    assert outcome.error
    assert outcome.error.code in ("webhook.private", "webhook.no-name")
    assert post_once(receiver.address, {}, b"{}", private=False).error is not None
    assert receiver.came == []
    assert post_once(receiver.address, {}, b"{}", private=True).is_success


def test_what_nobody_answers_is_told_in_a_sentence() -> None:
    with receiving() as receiver:
        closed = receiver.address
    outcome = post_once(closed, {}, b"{}", private=True)
    assert outcome.error
    assert outcome.error.code == "webhook.no-connection"
    assert outcome.error.vi.startswith("không kết nối được")


def test_what_is_off_about_a_webhook(office: Office, receiver: Receiver) -> None:
    with office.open(private_webhooks=False) as client:
        body = TAGS | {"address": receiver.address}
        for wrong in (
            body,  # this machine
            body | {"address": "https://dieu-hanh.example", "events": []},
            body | {"address": "https://dieu-hanh.example", "events": ["document.eaten"]},
            body | {"address": "https://dieu-hanh.example", "events": ["job.finished"]},
            body | {"address": "https://dieu-hanh.example", "role": "boss"},
        ):
            answer = client.post(f"{API}/webhooks", json=wrong)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request"), answer.text
        assert client.get(f"{API}/webhooks/7").status_code == 404
        assert client.post(f"{API}/webhooks/7/deliveries/1/again").status_code == 404
        good = body | {"address": "https://dieu-hanh.example"}
        made = client.post(f"{API}/webhooks", json=good).json()["webhook"]
        assert "secret" not in made
        path = f"{API}/webhooks/{made['id']}"
        assert client.patch(path, json={"address": receiver.address}).status_code == 422
        assert client.delete(path).json()["name"] == TAGS["name"]
        assert client.get(f"{API}/webhooks").json() == []
        for _ in range(MOST):
            assert client.post(f"{API}/webhooks", json=good).status_code == 201
        assert client.post(f"{API}/webhooks", json=good).status_code == 409


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_they_are_for_admins(office: Office, role: Any) -> None:
    with office.open() as client:
        _, bearer = client.app.state.accounts.tokens.make("máy", role)  # type: ignore[attr-defined]
        answer = client.get(f"{API}/webhooks", headers={"Authorization": f"Bearer {bearer}"})
        assert answer.status_code == 403


def test_each_event_is_described(office: Office) -> None:
    with office.open() as client:
        described = client.get(f"{API}/openapi.json").json()
    assert {*described["webhooks"]} == {*events.EVENTS, events.TEST}
    schemas = described["components"]["schemas"]
    for event in described["webhooks"].values():
        body = event["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert {"type", "timestamp", "data"} == {*schemas[body]["properties"]}


def test_a_message_that_waits_is_tried_now_and_still_comes_again(office: Office) -> None:
    with receiving(500, 500, 200) as receiver, office.open() as client:
        path, _ = add(client, receiver)
        office.tag(client, "một")
        waiting = tried(client, path, 1)
        client.post(f"{path}/deliveries/{waiting['id']}/again").raise_for_status()
        assert tried(client, path, 2)["state"] == "waiting"
        office.clock.now += WAITS[1] * (1 + JITTER)
        assert settled(client, path)[0]["attempts"] == 3


def test_a_message_of_another_version_holds_up_no_others(office: Office, receiver: Receiver) -> None:
    with office.open() as client:
        path, secret = add(client, receiver)
        unknown = NewMessage("document.unknown", '{"type": "document.unknown"}')
        client.app.state.accounts.deliveries.add(1, unknown)  # type: ignore[attr-defined]
        settled(client, path, state="withheld")
        office.tag(client, "một")
        settled(client, path)
        assert [one["type"] for one in receiver.verified(secret)] == ["document.tagged"]
