"""Static files: an address with the version of its file is kept by browsers for a year, any other is asked for again.

The version is the beginning of the file's SHA-256, so that another file has another address. Templates need not know:
`Versions` writes it into each address of a static file that stands in one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import Response
from fastapi.staticfiles import StaticFiles
from jinja2.ext import Extension
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES
from starlette.types import Scope

from vbparse.patterns import Cue

STATIC = Path(str(files("vbparse.web") / "static"))
COMPRESSED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/pdf",
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
"""Media types of answers that are not compressed again."""
_DIGITS = 12
"""Hexadecimal digits of a version."""
_FOREVER = "public, max-age=31536000, immutable"
_FONTS = "public, max-age=604800"
"""Fonts are named by style sheets, which have no versions in them: they are asked for again after a week."""
_ADDRESS = Cue(
    r"""(?<=["'])/static/(?P<name>[\w./-]+\.(?!woff2)\w+)(?=["'#])""",
    examples=['<script src="/static/site.js" defer>', '<use href="/static/vendor/icons.svg#{{ name }}">'],
    rejects=["/static/site.js", '<link rel="preload" href="/static/vendor/inter-latin.woff2">'],
)


class VersionedFiles(StaticFiles):
    """Static files with ETag; those that are asked for by their version may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or 304 where the client has it."""
        answer = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
        if asked and asked == file_version(path):
            answer.headers["Cache-Control"] = _FOREVER
        elif path.endswith(".woff2"):
            answer.headers["Cache-Control"] = _FONTS
        return answer


class Versions(Extension):
    """Writes versions into templates as they are loaded."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source, with the version behind each address of a static file."""
        return _ADDRESS.sub(lambda match: versioned_url(match["name"]), source)


def versioned_url(name: str) -> str:
    """The address of a static file; without a version where there is no such file."""
    version = file_version(name)
    return f"/static/{name}?v={version}" if version else f"/static/{name}"


@cache
def file_version(name: str) -> str:
    """The version of a static file; empty where there is none."""
    path = STATIC / name
    known = path.resolve().is_relative_to(STATIC.resolve()) and path.is_file()
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS] if known else ""
