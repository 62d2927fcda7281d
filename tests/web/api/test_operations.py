"""Each operation of the API is described in full: what it does, who may ask, what it answers and how it fails, with
examples that are as the description says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from vbparse.web.api.describing import TAGS, load_examples
from vbparse.web.app import create_app
from vbparse.web.problems import MEDIA_TYPE
from vbparse.web.settings import Settings
from web.api.conftest import BASE
from web.api.test_problems import API, described, filled, is_problem, openapi, operations, reasons

OPERATIONS = """
GET /assignees list_assignees
POST /assignees/{body}/merge merge_assignees
POST /assignees/{body}/split split_spelling
GET /audit list_audit
GET /calendars list_calendars
POST /calendars add_calendar
DELETE /calendars/{number} withdraw_calendar
GET /changes list_changes
GET /check list_findings
GET /corrections list_corrections
POST /corrections correct_value
DELETE /corrections/{n} withdraw_correction
GET /documents list_documents
DELETE /documents/{document} remove_document
GET /documents/{document} get_document
DELETE /documents/{document}/confirmation withdraw_confirmation
PUT /documents/{document}/confirmation confirm_document
GET /documents/{document}/copy get_copy
GET /documents/{document}/doubts list_doubts
GET /documents/{document}/filed list_filed
GET /documents/{document}/history list_history
GET /documents/{document}/obligations list_document_obligations
GET /documents/{document}/original get_original
GET /documents/{document}/references list_document_references
DELETE /documents/{document}/restriction unrestrict_document
PUT /documents/{document}/restriction restrict_document
POST /documents/{document}/values/confirmation confirm_value
GET /documents/{document}/versions list_versions
GET /dossiers list_dossiers
POST /dossiers add_dossier
GET /dossiers/inventory.{suffix} get_dossiers_inventory
DELETE /dossiers/{dossier} remove_dossier
GET /dossiers/{dossier} get_dossier
PATCH /dossiers/{dossier} change_dossier
GET /dossiers/{dossier}/documents list_dossier_documents
POST /dossiers/{dossier}/documents put_in_dossier
POST /dossiers/{dossier}/documents/taken take_from_dossier
GET /dossiers/{dossier}/inventory.{suffix} get_dossier_inventory
PUT /dossiers/{dossier}/order arrange_dossier
PUT /dossiers/{dossier}/status close_dossier
GET /exports/{file} export_archive
GET /feeds list_feeds
DELETE /feeds/{number} withdraw_feed
GET /graph get_graph
GET /health get_health
GET /jobs list_jobs
POST /jobs add_job
GET /jobs/{job} get_job
POST /jobs/{job}/cancel cancel_job
GET /jobs/{job}/events follow_job
POST /jobs/{job}/files/{n}/retry retry_job_file
POST /jobs/{job}/resume resume_job
POST /jobs/{job}/retry retry_job
GET /metrics get_metrics
GET /missing list_missing
GET /obligations list_obligations
GET /obligations/{obligation}/marks list_marks
POST /obligations/{obligation}/marks mark_obligation
POST /obligations/{obligation}/marks/file mark_obligation_with_file
GET /obligations/{obligation}/marks/{n}/file get_evidence_file
POST /parse parse_file
GET /queue list_queue
GET /references list_references
GET /reports/office get_office
PUT /reports/office set_office
GET /reports/reminder.{suffix} get_reminder_letters
GET /reports/results.{suffix} get_plan_results
GET /reports/template.docx get_reminder_template
GET /reports/tracking.{suffix} get_tracking_table
GET /search search_documents
GET /session get_session
GET /tags list_tags
POST /tags tag_documents
PUT /tags/name rename_tag
POST /tags/withdrawn untag_documents
GET /tokens list_tokens
POST /tokens add_token
DELETE /tokens/{number} withdraw_token
GET /trace/{document} get_trace
GET /unions list_unions
DELETE /unions/{n} withdraw_union
GET /users list_users
POST /users add_user
DELETE /users/{name} remove_user
PATCH /users/{name} change_user
GET /views list_views
POST /views add_view
PUT /views arrange_views
DELETE /views/{number} remove_view
PATCH /views/{number} change_view
POST /views/{number}/feeds add_feed
GET /webhooks list_webhooks
POST /webhooks add_webhook
DELETE /webhooks/{number} remove_webhook
GET /webhooks/{number} get_webhook
PATCH /webhooks/{number} change_webhook
GET /webhooks/{number}/deliveries list_deliveries
POST /webhooks/{number}/deliveries/{delivery}/again redeliver
POST /webhooks/{number}/test test_webhook
"""
"""What clients are generated from: a name that changes here breaks programs of others."""


@pytest.fixture(scope="module")
def client(made: Path) -> Iterator[TestClient]:
    """Whoever asks from this machine, over an archive in which nothing is changed."""
    with TestClient(create_app(Settings(made)), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


LISTS = (
    "documents",
    "obligations",
    "assignees",
    "missing",
    "corrections",
    "check",
    "queue",
    "search",
    "references",
    "dossiers",
)


def test_names_of_operations_are_stable() -> None:
    found = sorted(
        (path.removeprefix(API), method.upper(), operation["operationId"])
        for path, methods in described().items()
        for method, operation in methods.items()
    )
    assert [f"{method} {path} {name}" for path, method, name in found] == OPERATIONS.split("\n")[1:-1]


@pytest.mark.parametrize(("path", "method"), operations())
def test_an_operation_is_described(path: str, method: str) -> None:
    operation = described()[path][method]
    assert len(operation["summary"]) <= 120
    assert " " in operation["summary"]
    assert operation["description"].endswith(("and above.", "For everybody."))
    (tag,) = operation["tags"]
    assert TAGS[tag]
    used = {name for way in operation["security"] for name in way}
    assert used <= openapi()["components"]["securitySchemes"].keys()
    assert used or path == f"{API}/health"
    if method != "get":
        assert {"session": [], "csrf": []} in operation["security"]


@pytest.mark.parametrize(("path", "method"), operations())
def test_all_answers_have_examples(path: str, method: str) -> None:
    operation = described()[path][method]
    assert {"400", "401", "403", "422", "500", "503"} <= operation["responses"].keys()
    for status, answer in operation["responses"].items():
        assert answer["description"]
        if status >= "400":
            problem = answer["content"][MEDIA_TYPE]
            assert {one["value"]["status"] for one in problem["examples"].values()} == {int(status)}
        for content in answer.get("content", {}).values():
            assert "example" in content or "examples" in content, status
    for content in operation.get("requestBody", {"content": {}})["content"].values():
        assert "example" in content


@pytest.mark.parametrize(("path", "method"), operations())
def test_examples_are_as_described(path: str, method: str) -> None:
    contents = list(_json_contents(described()[path][method]))
    whole = Resource.from_contents(openapi(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:openapi", whole)
    for schema, example in contents:
        local = _with_whole_references(schema)
        faults = [fault.message for fault in Draft202012Validator(local, registry=registry).iter_errors(example)]
        assert not faults


def _json_contents(operation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    for holder in (operation.get("requestBody", {}), *operation["responses"].values()):
        for kind, content in holder.get("content", {}).items():
            if kind in ("application/json", MEDIA_TYPE):
                examples = [one["value"] for one in content.get("examples", {}).values()]
                yield from ((content["schema"], one) for one in [*examples, *filter(None, [content.get("example")])])


def _with_whole_references(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: f"urn:openapi{value}" if key == "$ref" else _with_whole_references(value)
            for key, value in schema.items()
        }
    return [_with_whole_references(one) for one in schema] if isinstance(schema, list) else schema


def test_no_example_is_of_an_operation_that_is_gone() -> None:
    assert set(load_examples()) == {line.split()[2] for line in OPERATIONS.split("\n")[1:-1]}


@pytest.mark.parametrize(("path", "method"), operations())
def test_an_unknown_parameter_is_refused(client: TestClient, path: str, method: str) -> None:
    known = {one["name"] for one in described()[path][method].get("parameters", ()) if one["in"] == "query"}
    answer = client.request(method, filled(path), params={**reasons(path, method), "limti": "3"})
    is_problem(answer, 422)
    told = answer.json()
    assert told["code"] == "unknown-parameter"
    assert told["parameter"] == "limti"
    assert told["nearest"] in known if known else told["nearest"] is None
    if "limit" in known:
        assert told["nearest"] == "limit"


@pytest.mark.parametrize("path", [path for path, methods in described().items() if "get" in methods])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    got, head = client.get(filled(path)), client.head(filled(path))
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_tell_how_many_rows_there_are(client: TestClient, name: str) -> None:
    document = client.get(f"{API}/documents").json()["items"][0]["document"]
    asked = {"references": {"document": document}, "search": {"q": "rác"}}.get(name, {})
    rows, cursor, pages = 0, None, []
    while cursor or not pages:
        page = client.get(f"{API}/{name}", params={**asked, "limit": 2, **({"cursor": cursor} if cursor else {})})
        pages.append(page.json())
        rows += len(pages[-1]["cited_by" if name == "references" else "items"])
        cursor = pages[-1]["next"]
    assert {page["total"] for page in pages} == {rows}
    assert not any(page["capped"] for page in pages)


def test_a_total_is_capped(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbparse.web.api.models.MOST_COUNTED", 3)
    page = client.get(f"{API}/documents?limit=1").json()
    assert (page["total"], page["capped"]) == (3, True)
