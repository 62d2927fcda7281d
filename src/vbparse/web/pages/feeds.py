"""The address of a feed: who knows it may read what the view finds, as a reader does, until it is withdrawn."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from vbparse.errors import InputError
from vbparse.sentences import Sentence
from vbparse.web import feeds
from vbparse.web.access import AccountsDep
from vbparse.web.archives import Archives
from vbparse.web.problems import ProblemError

routes = APIRouter()
_ETAG = 32
"""Hexadecimal digits of an ETag: 128 bits."""


@routes.api_route("/views/{secret}.atom", methods=["GET", "HEAD"], name="feed")
def feed(request: Request, accounts: AccountsDep, secret: str) -> Response:
    """What the saved view finds now."""
    saved = accounts.feeds.find(secret)
    if saved is None:
        raise ProblemError("not-found", Sentence("feed.unknown"))
    archives: Archives = request.app.state.archives
    try:
        with archives.lent(whole=False) as archive:
            data = feeds.render_feed(archive, saved, feeds.server_url(request), feeds.feed_url(request, secret))
    except InputError as error:  # what a filter named is gone, or hidden from readers
        raise ProblemError("not-found", Sentence("feed.broken", why=error)) from error
    tag = f'"{hashlib.sha256(data).hexdigest()[:_ETAG]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(data, media_type=feeds.MEDIA_TYPE, headers=headers)
