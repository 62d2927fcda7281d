"""Problems as the description of the API has them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from vbparse.web.problems import MEDIA_TYPE, ProblemBody

EVERYWHERE = (400, 401, 413, 421, 422)
"""What any route may answer."""


def told(*more: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: what any may answer, and these."""
    schema = {"schema": {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "model": ProblemBody,
            "content": {MEDIA_TYPE: schema},
        }
        for status in sorted({*EVERYWHERE, *more})
    }
