"""The JSON Schema (2020-12) of a parsed document, and the glossary of its fields, both made from the models."""

from __future__ import annotations

import inspect
import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from vbparse import schema
from vbparse.language import tables

SCHEMA_ID = f"urn:vbparse:schema:{schema.SCHEMA_VERSION}"
LEFT_OUT = "text"
"""The one key that may be missing from a document: `--no-text` leaves it out."""


class _Schema(GenerateJsonSchema):
    """Every key of a model is printed, so every key is required."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def document_schema() -> dict[str, Any]:
    """JSON Schema of `Document` as it is printed."""
    made = schema.Document.model_json_schema(schema_generator=_Schema)
    made["required"] = [name for name in made["required"] if name != LEFT_OUT]
    return {"$schema": _Schema.schema_dialect, "$id": SCHEMA_ID} | made


def schema_text() -> str:
    """The schema as it stands in `schemas/vbparse.schema.json`."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"


def models() -> list[type[BaseModel]]:
    """The models that make up a document, in the order of the module."""
    named = [x for x in vars(schema).values() if inspect.isclass(x) and issubclass(x, schema.Model)]
    return [x for x in named if x is not schema.Model]


def own_fields(model: type[BaseModel]) -> list[str]:
    """`Model.field` of each field that a model does not take over from another unchanged."""
    return [f"{model.__name__}.{name}" for name in model.__annotations__ if name in model.model_fields]


def glossary() -> str:
    """The glossary as it stands in `schemas/glossary.md`. Raises KeyError for a field that has no row in the table."""
    rows = {row["field"]: row for row in tables.rows("glossary")}
    lines = [
        "# Glossary",
        "",
        "Vietnamese term, field of the parsed document, meaning. Terms are those of Nghị định 30/2020/NĐ-CP, phụ lục "
        "I, where it has one. Made by `scripts/schemas` from the models and `src/vbparse/language/data/glossary.tsv`.",
    ]
    for model in models():
        doc = " ".join((inspect.getdoc(model) or "").split())
        base = model.__bases__[0]
        if base is not schema.Model:
            doc += f" It also has the fields of {base.__name__}."
        lines += ["", f"## {model.__name__}", "", doc, "", "| Thuật ngữ | Field | Meaning |", "| --- | --- | --- |"]
        for field in own_fields(model):
            row, name = rows[field], field.split(".")[1]
            meaning = _meaning(row["meaning"], model.model_fields[name].description)
            lines.append(f"| {row['term_vi']} | `{name}` | {meaning} |")
    return "\n".join(lines) + "\n"


def _meaning(meaning: str, described: str | None) -> str:
    return "; ".join(x for x in (meaning, described) if x).replace("|", "\\|")
