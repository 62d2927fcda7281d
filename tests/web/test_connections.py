"""Connections end, whatever a client does or leaves undone; who merely takes longer is served."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from fakes import PLAN
from web.serving import serving

PATIENCE = 1.0
"""Seconds that the server waits for these clients."""
SOON = 60.0
HEAD = b"POST /api/v1/parse HTTP/1.1\r\nHost: %b\r\n"
FORM = b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path / "kho", client_seconds=PATIENCE, connections=30) as found:
        yield found


def connected(address: str) -> socket.socket:
    where = urlsplit(address)
    made = socket.create_connection((where.hostname, where.port), timeout=SOON)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return made


def host(address: str) -> bytes:
    return urlsplit(address).netloc.encode()


def assert_ended(client: socket.socket) -> None:
    """The server closes the connection, with an answer or without one."""
    with suppress(ConnectionResetError):
        while client.recv(65536):
            pass


def drip(client: socket.socket, byte: bytes) -> None:
    """Send a byte now and then, until nobody takes them any more."""
    ends = time.monotonic() + SOON
    with suppress(ConnectionResetError, BrokenPipeError):
        while client.send(byte):
            assert time.monotonic() < ends, "they are taken for ever"
            time.sleep(0.1)


SILENT: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "half a line": lambda _: b"GET /api/v1/hea",
    "half a head": lambda host: HEAD % host,
    "no body": lambda host: HEAD % host + FORM,
    "half a body": lambda host: HEAD % host + FORM + PART + PLAN.encode()[:500],
    "half a chunk": lambda host: HEAD % host + b"Transfer-Encoding: chunked\r\n\r\n1000\r\nabc",
    "a body for a page": lambda host: b"POST /nowhere HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 9\r\n\r\n",
}


@pytest.mark.parametrize("sent", SILENT)
def test_half_a_request_ends(address: str, sent: str, caplog: pytest.LogCaptureFixture) -> None:
    with connected(address) as client:
        client.sendall(SILENT[sent](host(address)))
        assert_ended(client)
    assert httpx.get(f"{address}/api/v1/health").status_code == 200
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(("sent", "byte"), [("half a head", b"a"), ("half a body", b"a"), ("half a chunk", b"a")])
def test_a_request_that_comes_by_drops_ends(address: str, sent: str, byte: bytes) -> None:
    with connected(address) as client:
        client.sendall(SILENT[sent](host(address)))
        drip(client, byte)


def test_an_answer_that_nobody_takes_ends(address: str) -> None:
    with connected(address) as client:
        ask = b"GET /static/vendor/htmx.min.js HTTP/1.1\r\nHost: %b\r\n\r\n" % host(address)
        client.sendall(ask * 500)
        drip(client, ask)


def test_many_of_them_keep_nobody_out(address: str) -> None:
    """More than the server keeps, and more than it has threads."""
    with ExitStack() as stack:
        clients = [stack.enter_context(connected(address)) for _ in range(60)]
        for client in clients:
            with suppress(OSError):  # refused already
                client.sendall(HEAD % host(address))
        for client in clients:
            assert_ended(client)
        assert httpx.get(f"{address}/api/v1/health").status_code == 200


def test_who_takes_longer_and_goes_on_is_served(address: str) -> None:
    """An upload over several times the patience, at a pace that people have."""
    data = PART + PLAN.encode() + b" \n" * 30_000 + b"\r\n--x--\r\n"
    with connected(address) as client:
        head = HEAD % host(address) + FORM.replace(b"100000", str(len(data)).encode())
        client.sendall(head)
        for start in range(0, len(data), 4000):
            client.sendall(data[start : start + 4000])
            time.sleep(4 * PATIENCE * 4000 / len(data))
        assert client.recv(65536).startswith(b"HTTP/1.1 200")


def test_between_two_requests_a_connection_is_kept(address: str) -> None:
    with httpx.Client(base_url=address) as client:
        for _ in range(3):
            assert client.get("/api/v1/health").status_code == 200
            time.sleep(PATIENCE)
