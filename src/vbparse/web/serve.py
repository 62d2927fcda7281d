"""Starting the server."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from vbparse.web.app import create_app
from vbparse.web.settings import Settings


def serve(settings: Settings, certificate: Path | None = None, key: Path | None = None) -> None:
    """Answer until interrupted. Raises InputError where nobody could log in, ArchiveError where the archive cannot be
    opened."""
    app = create_app(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        server_header=False,
        log_level="warning",
    )
