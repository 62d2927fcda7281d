"""Nobody keeps the server for themselves: how much one person, and all together, have at work at a time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from fastapi.testclient import TestClient

from fakes import PLAN
from vbparse.accounts.accounts import Accounts
from vbparse.web.app import create_app
from vbparse.web.background import workers
from vbparse.web.bounds import Bound
from vbparse.web.problems import ProblemError
from vbparse.web.settings import Settings
from web.serving import serving
from web.test_connections import FORM, HEAD, connected, host

T = TypeVar("T")
SOON = 60.0
FILE = {"file": ("a.txt", PLAN)}
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path / "kho") as found:
        yield found


def bearing(folder: Path, *names: str) -> list[dict[str, str]]:
    """The headers of new people with tokens, who may correct."""
    accounts = Accounts(folder)
    made = [accounts.tokens.make(name, "editor")[1] for name in names]
    accounts.close()
    return [{"Authorization": f"Bearer {secret}"} for secret in made]


@contextmanager
def sending(address: str, who: dict[str, str], times: int, path: bytes = b"parse") -> Iterator[None]:
    """Requests with files of which the rest does not come; they have begun to be received."""
    (secret,) = who.values()
    more = b"Authorization: %b\r\nExpect: 100-continue\r\n" % secret.encode()
    with ExitStack() as stack:
        for _ in range(times):
            client = stack.enter_context(connected(address))
            client.sendall((HEAD % host(address)).replace(b"parse", path) + more + FORM)
            assert client.recv(1000).startswith(b"HTTP/1.1 100 ")
        yield


def until(status: int, ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer, once it has this status."""
    ends = time.monotonic() + SOON
    while (answer := ask()).status_code != status:
        assert time.monotonic() < ends, answer.text
        time.sleep(0.05)
    return answer


def is_put_off(answer: httpx.Response, code: str) -> None:
    assert answer.status_code == (503 if code == "busy" else 429)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert int(answer.headers["retry-after"]) > 0


def test_one_person_has_two_files_read_at_a_time_and_others_theirs(address: str, tmp_path: Path) -> None:
    lan, hoa = bearing(tmp_path / "kho", "lan", "hoa")

    def ask(who: dict[str, str]) -> httpx.Response:
        return httpx.post(f"{address}/api/v1/parse", files=FILE, headers=who, timeout=SOON)

    with sending(address, lan, 2):
        is_put_off(ask(lan), "too-many-at-once")
        assert ask(hoa).status_code == 200
    assert until(200, lambda: ask(lan)).json()[0]["number"]["canonical"] == "12/KH-UBND"


def test_files_that_are_sent_have_bounds_before_they_are_received(address: str, tmp_path: Path) -> None:
    people = bearing(tmp_path / "kho", "lan", "hoa", "nga", "tú")

    def ask(who: dict[str, str]) -> httpx.Response:
        return httpx.post(f"{address}/api/v1/jobs", files={"files": FILE["file"]}, headers=who, timeout=SOON)

    with ExitStack() as stack:
        stack.enter_context(sending(address, people[0], 3, b"jobs"))
        is_put_off(ask(people[0]), "too-many-at-once")
        assert ask(people[1]).status_code == 202
        stack.enter_context(sending(address, people[1], 3, b"jobs"))
        stack.enter_context(sending(address, people[2], 2, b"jobs"))
        is_put_off(ask(people[3]), "busy")
        assert httpx.get(f"{address}/api/v1/documents", headers=people[0]).status_code == 200
    assert until(202, lambda: ask(people[0]))


def test_a_file_is_read_though_uploads_hold_their_workers(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path / "kho", workers=1))
    with TestClient(app, base_url=BASE) as client:
        begun = threading.Event()

        def occupy() -> None:
            with pytest.raises(Exception, match="called off"):
                app.state.workers.parsing.call(time.sleep, 600, begun=begun.set)

        thread = threading.Thread(target=occupy)
        thread.start()
        assert begun.wait(SOON)
        assert client.post("/api/v1/parse", files=FILE).status_code == 200
        app.state.workers.close()
        thread.join()


def test_what_takes_long_is_for_uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_READING_SECONDS", 0.01)
    with TestClient(create_app(Settings(tmp_path / "kho")), base_url=BASE) as client:
        refused = client.post("/api/v1/parse", files=FILE)
    assert (refused.status_code, refused.json()["code"]) == (422, "unreadable-file")
    assert refused.json()["detail"].startswith("a.txt: was not read within 0.01 seconds; send it as a job")


def test_uploads_that_are_not_over_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbparse.web.background.uploads.OPEN", 2)
    app = create_app(Settings(tmp_path / "kho"))
    with TestClient(app, base_url=BASE) as client:
        app.state.jobs._turns.close()  # nobody works on them
        answers = [client.post("/api/v1/jobs", files={"files": FILE["file"]}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        is_put_off(answers[2], "too-many-jobs")
        assert len([place for place in (tmp_path / "kho" / "uploads").iterdir() if place.is_dir()]) == 2
        client.post(f"/api/v1/jobs/{answers[0].json()['id']}/cancel")
        assert client.post("/api/v1/jobs", files={"files": FILE["file"]}).status_code == 202


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own, for the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_a_place_is_waited_for() -> None:
    async def both() -> list[str]:
        bound, told = Bound(1, 2, patience=SOON), list[str]()

        async def hold(who: str, said: str) -> None:
            async with bound.place(who):
                told.append(f"{said} begins")
                await asyncio.sleep(0)
                told.append(f"{said} ends")

        await asyncio.gather(hold("lan", "a"), hold("lan", "b"), hold("hoa", "c"))
        assert not bound._taken
        return told

    told = run_apart(both())
    assert told.index("a ends") < told.index("b begins")
    assert told.index("c begins") < told.index("a ends")


def test_a_place_that_does_not_become_free_is_refused() -> None:
    async def refused(who: str) -> ProblemError:
        bound = Bound(1, 1, again=7)
        async with bound.place("lan"):
            with pytest.raises(ProblemError) as told:
                async with bound.place(who):
                    pass
        assert not bound._taken
        return told.value

    for who, status in (("lan", 429), ("hoa", 503)):
        problem = run_apart(refused(who))
        assert (problem.status, problem.headers) == (status, {"Retry-After": "7"})
