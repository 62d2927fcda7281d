"""How the server is run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes in bytes, times in seconds. `https` says that browsers reach the server over TLS: cookies are sent over
    nothing else then. `behind_proxy`: a proxy on this machine passes on what others ask. `names` are host
    names by which it may be called beside its address."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    https: bool = False
    behind_proxy: bool = False
    names: tuple[str, ...] = ()
    upload_bytes: int = 200 * MB
    upload_files: int = 500
    upload_pages: int = 2000
    parse_seconds: float = 900.0
    parse_bytes: int = 4096 * MB
    workers: int = os.cpu_count() or 1
    session_seconds: float = 12 * 3600.0

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach the server; no one has to log in then."""
        if self.behind_proxy:
            return False
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
