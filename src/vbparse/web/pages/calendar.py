"""The address of a calendar: who knows it may read it, as a reader does, until it is withdrawn."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from vbparse.sentences import Sentence
from vbparse.web import calendars
from vbparse.web.access import AccountsDep
from vbparse.web.archives import Archives
from vbparse.web.problems import ProblemError

routes = APIRouter()
_ETAG = 32
"""Hexadecimal digits of an ETag: 128 bits."""


@routes.api_route("/calendar/{secret}.ics", methods=["GET", "HEAD"])
def calendar(request: Request, accounts: AccountsDep, secret: str) -> Response:
    """The obligations of today that the filters of the calendar leave."""
    found = accounts.calendars.find(secret)
    if found is None:
        raise ProblemError("not-found", Sentence("calendar.unknown"))
    archives: Archives = request.app.state.archives
    with archives.lent(whole=False) as archive:
        data = calendars.render_calendar(archive, found)
    tag = f'"{hashlib.sha256(data).hexdigest()[:_ETAG]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)
