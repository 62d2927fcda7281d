"""HEAD on every address that answers GET: the same headers, and no body."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """Stands before the application, which sees a GET. Servers send no body after HEAD; an answer that goes on for
    long, such as a stream of events, is told once its headers are out that nobody listens any more."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_headers(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.body"
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        async def receive_until_sent() -> Message:
            return {"type": "http.disconnect"} if started else await receive()

        # Of this version of ASGI, an application listens for the end of a connection while it streams.
        asgi = {**scope.get("asgi", {}), "spec_version": "2.3"}
        await self.app({**scope, "method": "GET", "asgi": asgi}, receive_until_sent, send_headers)
