"""Another system that receives webhooks: a real HTTP server in a thread, which checks signatures by a library that is
not ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook

PATIENCE = 60.0


@dataclass
class Receiver:
    """What came in, and what is answered: `statuses` one after the other, then 204."""

    address: str = ""
    statuses: list[int] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, enough: Callable[[], bool]) -> None:
        """Until something is so; a test fails where it never comes to be."""
        with self.changed:
            assert self.changed.wait_for(enough, PATIENCE), self.came

    def verified(self, secret: str) -> list[dict[str, Any]]:
        """The bodies of all that came, whose signatures are right."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.came]

    def ids(self) -> list[str]:
        """The ids of all that came."""
        return [headers["webhook-id"] for headers, _ in self.came]


@contextmanager
def receiving(*statuses: int) -> Iterator[Receiver]:
    """A server that receives, as long as it runs."""
    receiver = Receiver(statuses=list(statuses))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            with receiver.changed:
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                receiver.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
                receiver.changed.notify_all()
            self.send_response(status)
            if status in (301, 302, 307, 308):
                self.send_header("Location", f"{receiver.address}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.address = f"http://127.0.0.1:{server.server_address[1]}/nhan"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
