"""A server as users meet it: uvicorn on a free port of this machine, over a folder."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vbparse.archive.archive import Archive
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from vbparse.web import serve
from vbparse.web.app import create_app
from vbparse.web.settings import Settings

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def document(begins: str) -> Path:
    """The document of the corpus whose name begins so."""
    return next(path for path in sorted(CORPUS.iterdir()) if path.name.startswith(begins) and path.is_file())


def fill(folder: Path, *begins: str) -> None:
    """An archive of documents of the corpus."""
    with Archive(folder, create=True) as archive:
        given = [Given(str(document(b))) for b in begins]
        failed = [taken for taken in ingest(archive.store, given) if taken.state == "failed"]
    assert not failed


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[str]:
    """The address of a server over a folder, as long as it runs."""
    with listening() as (listener, port):
        chosen = Settings(folder, port=port, **settings)
        server = serve.make_server(create_app(chosen), chosen)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def listening() -> Iterator[tuple[socket.socket, int]]:
    """A socket on a port that the system chose, to be served on: nobody else can take it meanwhile."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener, listener.getsockname()[1]
