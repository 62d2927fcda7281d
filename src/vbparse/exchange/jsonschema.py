"""The JSON Schema (2020-12) of a parsed document, and the glossary of its fields, both made from the models."""

from __future__ import annotations

import inspect
import json
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from vbparse import schema
from vbparse.language import tables
from vbparse.vocabularies import VOCABULARIES, Vocabulary

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
    for vocabulary in vocabularies():
        labels = {member.value: {"vi": member.vi, "en": member.en} for member in vocabulary}
        made["$defs"][vocabulary.__name__]["x-labels"] = labels
    return {"$schema": _Schema.schema_dialect, "$id": SCHEMA_ID} | made


def schema_text() -> str:
    """The schema as it is in `schemas/vbparse.schema.json`."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"


def models() -> list[type[BaseModel]]:
    """The models that make up a document, in the order of the module."""
    named = [x for x in vars(schema).values() if inspect.isclass(x) and issubclass(x, schema.Model)]
    return [x for x in named if x is not schema.Model]


def vocabularies() -> list[type[Vocabulary]]:
    """The closed vocabularies of a document's fields."""
    used = {name for model in models() for field in model.model_fields.values() for name in _codes_of(field.annotation)}
    return [vocabulary for vocabulary in VOCABULARIES if vocabulary.__name__ in used]


def _codes_of(annotation: Any) -> list[str]:
    """Names of the vocabularies that a field takes its codes from."""
    parts = [annotation, *get_args(annotation)]
    return [part.__name__ for part in parts if inspect.isclass(part) and issubclass(part, Vocabulary)]


def codes() -> str:
    """All codes of documents and answers with their labels, a table each, as `vbparse schema --codes` prints them."""
    lines = ["# Codes"]
    for vocabulary in VOCABULARIES:
        lines += ["", f"## {vocabulary.__name__}", "", " ".join((inspect.getdoc(vocabulary) or "").split()), ""]
        lines += ["| Code | Tiếng Việt | English |", "| --- | --- | --- |"]
        lines += [f"| `{member.value}` | {member.vi} | {member.en} |" for member in vocabulary]
    return "\n".join(lines) + "\n"


def own_fields(model: type[BaseModel]) -> list[str]:
    """`Model.field` of each field that a model does not take over from another unchanged."""
    return [f"{model.__name__}.{name}" for name in model.__annotations__ if name in model.model_fields]


def glossary() -> str:
    """The glossary as it is in `schemas/glossary.md`. Raises KeyError for a field that has no row in the table."""
    rows = {row["field"]: row for row in tables.rows("glossary")}
    lines = [
        "# Glossary",
        "",
        "Vietnamese term, field of the parsed document, meaning. Terms are those of Nghị định 30/2020/NĐ-CP, phụ lục "
        "I, where it has one. Codes of closed fields stand in `vbparse.schema.json`; `vbparse schema --codes` lists "
        "them with labels. Made by `scripts/schemas` from the models and `src/vbparse/language/data/glossary.tsv`.",
    ]
    for model in models():
        doc = " ".join((inspect.getdoc(model) or "").split())
        base = model.__bases__[0]
        if base is not schema.Model:
            doc += f" It also has the fields of {base.__name__}."
        lines += ["", f"## {model.__name__}", "", doc, "", "| Thuật ngữ | Field | Meaning |", "| --- | --- | --- |"]
        for field in own_fields(model):
            row, name = rows[field], field.split(".")[1]
            meaning = _meaning(row["meaning"], model.model_fields[name])
            lines.append(f"| {row['term_vi']} | `{name}` | {meaning} |")
    return "\n".join(lines) + "\n"


def _meaning(meaning: str, field: FieldInfo) -> str:
    codes = [f"one of {name}" for name in _codes_of(field.annotation)]
    return "; ".join(x for x in (meaning, field.description, *codes) if x).replace("|", "\\|")
