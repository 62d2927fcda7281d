"""The description of the API (OpenAPI): taken from the handlers, with what FastAPI does not know of them – who may ask,
the one body of all errors, examples – and the refusal of parameters that it does not name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from vbparse.sentences import Sentence
from vbparse.web.access import CSRF_HEADER, ROLE, ROLES, Role, cookie_name
from vbparse.web.api.metrics import route_label
from vbparse.web.api.naming import name_types
from vbparse.web.api.webhooks import describe_events
from vbparse.web.problems import MEDIA_TYPE, STATUS, ProblemBody, ProblemError, problem_body
from vbparse.web.settings import API
from vbparse.web.words import load_words

INTRODUCTION = f"""Documents of an archive, what was read from them, and what people said of it.

Whoever asks sends a token (`Authorization: Bearer …`) or the cookie of a session; on a server for this machine alone
nothing is needed. Changes with a session carry its CSRF token in the header `{CSRF_HEADER}`; `GET {API}/session` tells
it.

Every `GET` can be asked as `HEAD`. A parameter that is not described is refused. Lists come in pages: `next` is the
cursor of the page behind, null on the last one; `total` counts all rows, and where `capped` is true there are more.
Errors are problems of RFC 9457: `type` is an address of this server that explains the problem."""
TAGS = {
    "documents": "Documents: what was read from them, their files, versions and history.",
    "dossiers": "Dossiers (hồ sơ), and which documents are in each.",
    "tags": "Tags (nhãn), and which documents bear them.",
    "search": "Full-text search.",
    "obligations": "Who owes what by when, and what became of it.",
    "references": "What documents cite, and documents that are cited and not stored.",
    "graph": "Chains of citations, and what does not fit between documents.",
    "corrections": "What people set right.",
    "confirmations": "What people read through, and what waits for them.",
    "assignees": "Bodies that are charged, under all their spellings.",
    "exports": "Files of the archive: tables, calendars, documents.",
    "reports": "What an office prints of its obligations, in the layout of Nghị định 30/2020/NĐ-CP.",
    "parse": "Reading a file without keeping it.",
    "jobs": "Uploads that are taken in, in the background.",
    "changes": "What happened in the archive, in its order.",
    "webhooks": "Addresses of other systems that are told of changes.",
    "calendars": "Calendars of obligations to subscribe to.",
    "views": "Saved views, and feeds of what they find.",
    "accounts": "Who asks, and who can log in.",
    "tokens": "Tokens of programs.",
    "audit": "Who did what.",
    "server": "Whether the server runs, and its figures.",
}
"""What the groups of operations are about."""
_CHANGES = ("post", "put", "patch", "delete")
_ERRORS_OF_ALL = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_ERRORS_OF_CHANGES = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)


def install(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Describe the application so; made once, when it is asked for."""
    describe_events(app)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build_openapi(app, _required_roles(routers))
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """The name of a handler, under which the log knows the operation as well."""
    return route.name


def check_parameters(request: Request) -> None:
    """Raises ProblemError 422 for a parameter that the description of the operation does not name."""
    known = _query_parameters(request)
    for name in request.query_params:
        if name not in known:
            nearest = next(iter(get_close_matches(name, known, 1, cutoff=0.0)), None)
            raise ProblemError(
                "unknown-parameter",
                Sentence("web.parameter" if nearest else "web.no-parameters", name=name[:_SHOWN_NAME], nearest=nearest),
                parameter=name[:_SHOWN_NAME],
                nearest=nearest,
            )


_SHOWN_NAME = 60
"""Characters of an unknown parameter that an error repeats."""


def _query_parameters(request: Request) -> list[str]:
    method = request.method.lower()
    operation = request.app.openapi()["paths"][route_label(request.scope)][method]
    return [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]


def _required_roles(routers: Sequence[APIRouter]) -> dict[str, Role]:
    """The role that each operation asks for, by its id."""
    routes = (route for router in routers for route in router.routes if isinstance(route, APIRoute))
    roles = {route.name: {*_roles_within(route.dependant)} for route in routes}
    return {name: max(asked, key=ROLES.index) for name, asked in roles.items() if asked}


def _roles_within(dependant: Dependant) -> Iterator[Role]:
    if role := getattr(dependant.call, ROLE, None):
        yield role
    for inner in dependant.dependencies:
        yield from _roles_within(inner)


def _build_openapi(app: FastAPI, roles: dict[str, Role]) -> dict[str, Any]:
    openapi = get_openapi(
        title=app.title,
        version=app.version,
        description=INTRODUCTION,
        routes=app.routes,
        webhooks=app.webhooks.routes,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    components = openapi.setdefault("components", {})
    components["securitySchemes"] = _security_schemes(app)
    schemas = components.setdefault("schemas", {})
    schemas[ProblemBody.__name__] = ProblemBody.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):  # the body that FastAPI would send
        schemas.pop(name, None)
    for operations in openapi["webhooks"].values():
        operations["post"]["responses"] = _received(operations["post"]["responses"])
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            _describe_operation(method, operation, roles.get(operation["operationId"]))
            for status in _error_statuses(path, method, operation):
                operation["responses"][str(int(status))] = _problem_answer(status)
    return name_types(openapi)


def _received(answers: dict[str, Any]) -> dict[str, Any]:
    """What whoever receives an event answers: nothing that is described to them as ours."""
    return {status: answer for status, answer in answers.items() if status < str(int(HTTPStatus.BAD_REQUEST))}


def _security_schemes(app: FastAPI) -> dict[str, Any]:
    return {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of `POST /tokens` or `vbparse token`."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie_name(app.state.settings),
            "description": "The cookie of whoever logged in.",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": CSRF_HEADER,
            "description": "With a session: `csrf` of `GET /session`.",
        },
    }


def _describe_operation(method: str, operation: dict[str, Any], role: Role | None) -> None:
    """Summary, who may ask, and examples. Without anything (`{}`) asks this machine, where nobody else can."""
    sentence = " ".join(operation.get("description", "").split())
    if operation["summary"] == operation["operationId"].replace("_", " ").title():  # FastAPI's own
        operation["summary"] = sentence.partition(". ")[0].partition("; ")[0].partition(": ")[0].rstrip(".")
    operation["description"] = f"{sentence}\n\n{f'For the role {role} and above.' if role else 'For everybody.'}"
    session: dict[str, list[str]] = {"session": [], "csrf": []} if method in _CHANGES else {"session": []}
    operation["security"] = [{"token": []}, session, {}] if role else []
    examples = load_examples().get(operation["operationId"], {})
    if "request" in examples:
        for content in operation["requestBody"]["content"].values():
            content["example"] = examples["request"]
    for status, answer in operation["responses"].items():
        if status < str(int(HTTPStatus.MULTIPLE_CHOICES)) and "answer" in examples:
            for content in answer.get("content", {}).values():
                content["example"] = examples["answer"]


@cache
def load_examples() -> dict[str, dict[str, Any]]:
    """Requests and answers by operation, as `scripts/api-examples` recorded them."""
    found: dict[str, dict[str, Any]] = json.loads(
        (files("vbparse.web.api") / "examples.json").read_text(encoding="utf-8")
    )
    return found


def _error_statuses(path: str, method: str, operation: dict[str, Any]) -> Iterator[int]:
    """The errors that an operation can have: those it describes itself, and those that follow from its kind."""
    yield from (
        int(status) for status in operation["responses"] if status.isdigit() and int(status) >= HTTPStatus.BAD_REQUEST
    )
    yield from _ERRORS_OF_ALL
    if "{" in path or any(
        parameter["name"] in ("document", "body", "dossier") for parameter in operation.get("parameters", ())
    ):
        yield HTTPStatus.NOT_FOUND
    if method in _CHANGES:
        yield from _ERRORS_OF_CHANGES


def _problem_answer(status: int) -> dict[str, Any]:
    """An answer with an example for each problem of a status, in the words of its page."""
    examples = {
        code: {"value": problem_body(code, status, load_words()[f"problem.why.{code}"][1])}
        for code, own in STATUS.items()
        if own == status
    }
    schema = {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}
    content = {"schema": schema, **({"examples": examples} if examples else {})}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: content}}
