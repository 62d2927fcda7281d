"""How the server is run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from vbparse.workers.limits import MB as MB
from vbparse.workers.limits import Limits

API = "/api/v1"
"""Where the API begins."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes in bytes, times in seconds. `https` says that browsers reach the server over TLS: cookies are sent over
    nothing else then. `behind_proxy`: a proxy on this machine passes on what others ask. `names` are host
    names by which it may be called beside its address. `limits` are
    those of a file that is parsed; `client_seconds` is how long a client may keep a connection waiting.
    `reminder_template` is a DOCX for letters, where they are not to be those that vbparse has. What
    is put into the folders `watch` is taken in. `private_webhooks` lets webhooks lead to addresses of private
    networks."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    https: bool = False
    behind_proxy: bool = False
    names: tuple[str, ...] = ()
    upload_bytes: int = 200 * MB
    upload_files: int = 500
    upload_pages: int = 2000
    limits: Limits = field(default_factory=Limits.from_environment)
    workers: int = os.cpu_count() or 1
    session_seconds: float = 12 * 3600.0
    client_seconds: float = 30.0
    connections: int = 500
    reminder_template: Path | None = None
    watch: tuple[Path, ...] = ()
    private_webhooks: bool = False

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach the server; no one has to log in then."""
        if self.behind_proxy:
            return False
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
