"""The description of the API (OpenAPI) as its pages show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]
_REF = "#/components/schemas/"
_LIMITS = {
    "minimum": "≥ {}",
    "maximum": "≤ {}",
    "minLength": "≥ {} characters",
    "maxLength": "≤ {} characters",
    "minItems": "≥ {} items",
    "maxItems": "≤ {} items",
    "format": "{}",
    "default": "default {}",
}
"""What is said of the limits of a value."""


class Piece(NamedTuple):
    """A piece of a type: its words, and the schema that it links to."""

    text: str
    schema: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a property of a body: `place` is path, query, header or nothing."""

    name: str
    type: list[Piece]
    required: bool
    text: str
    limits: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What can come back: a status, what it means, its media types and type."""

    status: str
    text: str
    media: list[str]
    type: list[Piece]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, or an event (whose method is empty); examples are written out as JSON."""

    id: str
    method: str
    path: str
    summary: str
    text: list[str]
    parameters: list[Field]
    body: list[Answer]
    answers: list[Answer]
    errors: list[str]
    example_body: str | None
    example_answer: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Operations of one tag."""

    name: str
    text: str
    operations: list[Operation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Schema:
    """A type with its fields, or what else it is."""

    name: str
    text: str
    fields: list[Field]
    type: list[Piece]


def list_groups(openapi: Json) -> list[Group]:
    """All operations by their tags, in the order of the description; events are those of the last."""
    groups = {tag["name"]: Group(tag["name"], tag["description"]) for tag in openapi["tags"]}
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            groups[operation["tags"][0]].operations.append(_read_operation(method.upper(), path, operation))
    for event, methods in openapi["webhooks"].items():
        for operation in methods.values():
            groups[operation["tags"][0]].operations.append(_read_operation("", event, operation))
    return list(groups.values())


def list_schemas(openapi: Json) -> list[Schema]:
    """All types, by name."""
    schemas = openapi["components"]["schemas"]
    return [
        Schema(name, " ".join(one.get("description", "").split()), [*_read_fields(one)], [*_describe_type(one)])
        for name, one in sorted(schemas.items())
    ]


def _read_operation(method: str, path: str, operation: Json) -> Operation:
    answers = {status: answer for status, answer in operation["responses"].items() if status < "400"}
    content = operation.get("requestBody", {}).get("content", {})
    return Operation(
        operation["operationId"],
        method,
        path,
        operation["summary"],
        [part for part in operation["description"].split("\n\n") if part],
        [_read_parameter(one) for one in operation.get("parameters", ())],
        [_read_answer("", {"content": {media: one}}) for media, one in content.items()],
        [_read_answer(status, answer) for status, answer in answers.items()],
        sorted({*operation["responses"]} - {*answers}),
        _find_example(content),
        next((text for answer in answers.values() if (text := _find_example(answer.get("content", {})))), None),
    )


def _read_parameter(parameter: Json) -> Field:
    schema = parameter["schema"]
    text = parameter.get("description") or schema.get("description", "")
    return Field(
        parameter["name"],
        [*_describe_type(schema)],
        parameter.get("required", False),
        text,
        _describe_limits(schema),
        parameter["in"],
    )


def _read_fields(schema: Json) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        yield Field(name, [*_describe_type(one)], name in required, one.get("description", ""), _describe_limits(one))


def _read_answer(status: str, answer: Json) -> Answer:
    content = answer.get("content", {})
    schema: Json = next((one["schema"] for one in content.values() if one.get("schema")), {})
    return Answer(status, answer.get("description", ""), list(content), [*_describe_type(schema)] if schema else [])


def _describe_type(schema: Json) -> Iterator[Piece]:
    """What a value is, in words; other types by their names."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        yield Piece(name, name)
    elif options := schema.get("anyOf") or schema.get("oneOf"):
        for n, option in enumerate(options):
            yield from ([Piece(" or ")] if n else [])
            yield from _describe_type(option)
    elif "const" in schema or "enum" in schema:
        yield Piece(
            " | ".join(json.dumps(one, ensure_ascii=False) for one in schema.get("enum", [schema.get("const")]))
        )
    elif schema.get("type") == "array":
        yield Piece("list of ")
        yield from _describe_type(schema.get("items", {}))
    elif isinstance(schema.get("additionalProperties"), dict):
        yield Piece("object of ")
        yield from _describe_type(schema["additionalProperties"])
    else:
        yield Piece(schema.get("type", "any JSON"))


def _describe_limits(schema: Json) -> str:
    inner = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    merged = (inner[0] if len(inner) == 1 else {}) | schema
    limits = [(words, merged[name]) for name, words in _LIMITS.items() if merged.get(name) is not None]
    return ", ".join(words.format(json.dumps(one, ensure_ascii=False).strip('"')) for words, one in limits)


def _find_example(content: Json) -> str | None:
    """The example of the first media type that has one."""
    example = next((one["example"] for one in content.values() if "example" in one), None)
    return example if example is None or isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
