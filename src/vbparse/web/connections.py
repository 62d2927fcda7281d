"""Connections that end: a client that sends half a request, or takes an answer by drops, would hold one for ever.

uvicorn, which speaks HTTP here, has no time limit but for connections on which nothing happens between two requests.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

import h11
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from vbparse.web.settings import Settings

_LOOK = 0.5
"""Seconds from one look at a connection to the next."""
_RATE = 10_000
"""Bytes a second that a client has to send, or to take, on the whole."""


class Connection(H11Protocol):
    """A connection on which a client may keep the server waiting for `client_seconds`, and longer only by what it
    sends or takes meanwhile. There are no more than `connections` at a time."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._settings: Settings = cast(FastAPI, self.config.app).state.settings
        self._request: object = None
        self._waited, self._moved, self._untaken, self._over = 0.0, 0, 0, False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at it."""
        super().connection_made(transport)
        if len(self.connections) > self._settings.connections:
            transport.abort()
        self._check_progress()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._over = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is sent; a new request has time of its own."""
        self._moved += len(data)
        super().data_received(data)
        if self.cycle is not self._request:
            self._request = self.cycle
            self._waited, self._moved = 0.0, 0

    def _check_progress(self) -> None:
        if self._over:
            return
        untaken = self.transport.get_write_buffer_size()
        self._moved += max(0, self._untaken - untaken)
        self._untaken = untaken
        if untaken or self._is_unsaid():
            self._waited += _LOOK
        else:
            self._waited, self._moved = 0.0, 0
        if self._waited > self._settings.client_seconds + self._moved / _RATE:
            self.transport.abort()
        else:
            self.loop.call_later(_LOOK, self._check_progress)

    def _is_unsaid(self) -> bool:
        """Whether the client has begun a request, or a connection, and says no more. Between two requests, uvicorn has
        a time limit of its own; and where reading is paused, it is for us to go on."""
        if self.conn.their_state is h11.IDLE:
            return self.timeout_keep_alive_task is None
        return self.conn.their_state is h11.SEND_BODY and not self.flow.read_paused
