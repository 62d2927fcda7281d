"""The JSON Schema and the glossary hold for what is printed, and the files in schemas/ are those."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from fakes import PLAN
from vbparse import pipeline, schema
from vbparse.exchange import jsonschema
from vbparse.language import tables

KINDS: dict[str, Any] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None), "array": list,
    "object": dict,
}  # fmt: skip


def faults(value: Any, part: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value breaks a schema; of JSON Schema what the document's one uses."""
    if "$ref" in part:
        return faults(value, whole["$defs"][part["$ref"].rsplit("/", 1)[1]], whole, at)
    if "anyOf" in part:
        tried = [faults(value, one, whole, at) for one in part["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    if "type" in part and not isinstance(value, KINDS[part["type"]]):
        return [f"{at} is no {part['type']}"]
    if "enum" in part and value not in part["enum"]:
        return [f"{at} is none of {part['enum']}"]
    if isinstance(value, dict):
        return _object_faults(value, part, whole, at)
    if isinstance(value, list):
        if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
            return [f"{at} has {len(value)} items"]
        kinds = enumerate(part.get("prefixItems") or [part.get("items", {})] * len(value))
        return [fault for i, kind in kinds for fault in faults(value[i], kind, whole, f"{at}[{i}]")]
    return []


def _object_faults(value: dict[str, Any], part: dict[str, Any], whole: dict[str, Any], at: str) -> list[str]:
    known, more = part.get("properties", {}), part.get("additionalProperties", True)
    found = [f"{at}.{key} is missing" for key in part.get("required", []) if key not in value]
    for key, one in value.items():
        if key not in known and more is False:
            found.append(f"{at}.{key} is not known")
        kind = known.get(key, more if isinstance(more, dict) else {})
        found += faults(one, kind, whole, f"{at}.{key}")
    return found


@pytest.mark.parametrize("left_out", [None, {"text"}])
def test_a_document_as_printed_holds_to_the_schema(left_out: set[str] | None) -> None:
    document = pipeline.parse_bytes(PLAN.encode(), "plan.txt")
    printed = json.loads(document.model_dump_json(exclude=left_out))
    whole = jsonschema.document_schema()
    assert faults(printed, whole, whole) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["number", "span"], [1, 2, 3], "items"),
        (["source"], {"name": "x"}, "missing"),
        (["doc_type"], 5, "no"),
        (["obligations", 0, "role"], "guest", "none of"),
        (["surplus"], 1, "not known"),
    ],
)
def test_the_schema_refuses_what_is_not_in_the_contract(path: list[Any], value: Any, fault: str) -> None:
    printed = json.loads(pipeline.parse_bytes(PLAN.encode(), "plan.txt").model_dump_json())
    part = printed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    whole = jsonschema.document_schema()
    assert any(fault in x for x in faults(printed, whole, whole))


def test_the_schema_names_its_dialect_and_itself() -> None:
    made = jsonschema.document_schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:vbparse:schema:{schema.SCHEMA_VERSION}"


def test_a_printed_document_can_be_read_back() -> None:
    document = pipeline.parse_bytes(PLAN.encode(), "plan.txt")
    assert schema.Document.model_validate_json(document.model_dump_json()) == document
    with pytest.raises(ValidationError):
        schema.Document.model_validate({**document.model_dump(), "surplus": 1})


def test_the_glossary_has_each_field_once() -> None:
    fields = [row["field"] for row in tables.rows("glossary")]
    assert sorted(fields) == sorted(field for model in jsonschema.models() for field in jsonschema.own_fields(model))
    assert all(row["term_vi"] for row in tables.rows("glossary"))


def test_the_files_in_schemas_are_fresh(top: Path) -> None:
    subprocess.run([sys.executable, top / "scripts/schemas", "--check"], check=True)
