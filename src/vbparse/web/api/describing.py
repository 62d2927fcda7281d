"""The description of the API (OpenAPI): what the handlers tell of themselves, and the one body of all errors."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from vbparse.web.problems import MEDIA_TYPE, ProblemBody

_CHANGES = ("post", "put", "patch", "delete")
_EXAMPLE = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "code": "not-found",
    "detail": "42/KH-UBND: no such document; name an id, the beginning of one, or a số ký hiệu.",
}


def install(app: FastAPI) -> None:
    """Describe the application so; made once, when it is asked for."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build_openapi(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """A name for what a route does: that of its handler, behind its resource."""
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


def _build_openapi(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    schemas[ProblemBody.__name__] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):  # the body that FastAPI would send
        schemas.pop(name, None)
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            for status in _error_statuses(path, method, operation):
                operation["responses"][str(status)] = _problem_answer(status)
    return made


def _error_statuses(path: str, method: str, operation: dict[str, Any]) -> Iterator[int]:
    """The errors that an operation can have: those it tells of itself, and those that follow from what it is."""
    yield from (int(status) for status in operation["responses"] if status.isdigit() and int(status) >= 400)
    yield from (400, 401, 403, 421, 500, 503)
    if "{" in path or any(parameter["name"] in ("document", "body") for parameter in operation.get("parameters", ())):
        yield 404
    if operation.get("parameters") or "requestBody" in operation:
        yield 422
    if method in _CHANGES:
        yield from (404, 409, 413, 415)


def _problem_answer(status: int) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}
    example = _EXAMPLE if status == 404 else {}
    content = {"schema": schema, **({"example": example} if example else {})}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: content}}
