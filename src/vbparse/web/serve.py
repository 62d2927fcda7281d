"""Starting the server."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from vbparse.accounts.accounts import Accounts
from vbparse.archive.folder import opening
from vbparse.errors import InputError
from vbparse.web.app import create_app
from vbparse.web.connections import Connection
from vbparse.web.settings import Settings

_BACKLOG = 2048
"""Connections that wait to be accepted, as uvicorn has it."""
_PARTING = 3
"""Seconds that open answers have when the server ends: who listens to the events of a job would keep it for ever."""


def serve(
    settings: Settings,
    certificate: Path | None = None,
    key: Path | None = None,
    told: Callable[[Settings, str], None] = lambda *_: None,
) -> None:
    """Answer until interrupted; `told` gets the settings with the port that was taken, and the address, before. Raises
    InputError where nobody could log in, the address cannot be listened at or the certificate is none; ArchiveError
    where the archive cannot be opened."""
    if certificate:
        _check_certificate(certificate, key)
    _check_accounts(settings)
    listening = _listen(settings)
    try:
        settings = replace(settings, port=listening.getsockname()[1])
        app = create_app(settings)
        told(settings, local_url(settings, tls=certificate is not None))
        made = make_server(app, settings, ssl_certfile=certificate, ssl_keyfile=key)
        made.run(sockets=[listening])
    finally:
        listening.close()


def make_server(app: FastAPI, settings: Settings, **options: Any) -> uvicorn.Server:
    """What answers for an application."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        server_header=False,
        log_level="warning",
        proxy_headers=settings.behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=_PARTING,
        **options,
    )
    return uvicorn.Server(config)


def local_url(settings: Settings, *, tls: bool) -> str:
    """What to type into a browser on this machine."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{'https' if tls else 'http'}://{host}:{settings.port}"


def _check_accounts(settings: Settings) -> None:
    """Raises InputError where others could reach the server, and nobody has an account."""
    if settings.is_local:
        return
    if opening.has_archive(settings.folder) and not opening.is_writable(settings.folder):
        raise InputError("serve.read-only", folder=settings.folder)
    accounts = Accounts(settings.folder) if settings.folder.is_dir() else None
    try:
        if accounts is None or not accounts.people.any():
            raise InputError(
                "serve.nobody", what="a proxy" if settings.behind_proxy else settings.host, folder=settings.folder
            )
    finally:
        if accounts:
            accounts.close()


def _listen(settings: Settings) -> socket.socket:
    """A socket at the address. Raises InputError where there cannot be one."""
    endpoint = f"{settings.host}:{settings.port}"
    try:
        family, kind, protocol, _, at = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise InputError("serve.host", host=settings.host) from error
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(at)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError("serve.port", endpoint=endpoint) from error
        if error.errno == errno.EADDRNOTAVAIL:
            raise InputError("serve.host", host=settings.host) from error
        raise InputError("serve.endpoint", endpoint=endpoint, why=error) from error
    return listening


def _check_certificate(certificate: Path, key: Path | None) -> None:
    """Raises InputError where TLS cannot be spoken with these."""
    for file in filter(None, (certificate, key)):
        if not file.is_file():
            raise InputError("serve.no-certificate", file=file)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, OSError) as error:
        said = getattr(error, "reason", None) or error.strerror or error
        raise InputError("serve.certificate", certificate=certificate, said=said) from error
