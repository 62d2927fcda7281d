"""The description of the API (OpenAPI): taken from the handlers, and the one body of all errors."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from vbparse.web.problems import MEDIA_TYPE, ProblemBody

_CHANGES = ("post", "put", "patch", "delete")
_ERRORS_OF_ALL = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_ERRORS_OF_CHANGES = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
_EXAMPLE = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "code": "not-found",
    "detail": "42/KH-UBND: no such document; name an id, the beginning of one, or a số ký hiệu.",
}


def install(app: FastAPI) -> None:
    """Describe the application so; made once, when it is asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build_openapi(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """A name for what a route does: that of its handler, behind its resource."""
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


def _build_openapi(app: FastAPI) -> dict[str, Any]:
    openapi = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = openapi.setdefault("components", {}).setdefault("schemas", {})
    schemas[ProblemBody.__name__] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):  # the body that FastAPI would send
        schemas.pop(name, None)
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            for status in _error_statuses(path, method, operation):
                operation["responses"][str(int(status))] = _problem_answer(status)
    return openapi


def _error_statuses(path: str, method: str, operation: dict[str, Any]) -> Iterator[int]:
    """The errors that an operation can have: those it describes itself, and those that follow from its kind."""
    yield from (
        int(status) for status in operation["responses"] if status.isdigit() and int(status) >= HTTPStatus.BAD_REQUEST
    )
    yield from _ERRORS_OF_ALL
    if "{" in path or any(parameter["name"] in ("document", "body") for parameter in operation.get("parameters", ())):
        yield HTTPStatus.NOT_FOUND
    if operation.get("parameters") or "requestBody" in operation:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if method in _CHANGES:
        yield from _ERRORS_OF_CHANGES


def _problem_answer(status: int) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}
    example = _EXAMPLE if status == HTTPStatus.NOT_FOUND else {}
    content = {"schema": schema, **({"example": example} if example else {})}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: content}}
