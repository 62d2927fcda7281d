"""Names of the types in the description of the API, from which clients make names of classes: those that pydantic makes
up are given a plain one, and closed vocabularies within a type or a parameter one of their own."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]
_REF = "#/components/schemas/"
_PLAIN = {
    "vbparse__archive__answers__Mark": "ObligationMark",
    "vbparse__schema__letterhead__Mark": "LetterheadMark",
    "vbparse__schema__base__Found": "Evidence",
    "vbparse__web__api__search__Found": "HitPage",
}
"""Classes of several rooms that have one name."""
_PAGE = "Page_"


def name_types(openapi: Json) -> Json:
    """The description with plain names: `Page_Owed_` is OwedPage; the words that `status` of a Marking can be are
    MarkingStatus, or Status where they are the same everywhere."""
    enums: dict[str, Json] = {}
    schemas = openapi["components"]["schemas"]
    for owner, schema in [*schemas.items()]:
        for field, value in schema.get("properties", {}).items():
            _hoist(value, field, owner, enums, schemas)
    for operations in openapi["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                _hoist(parameter["schema"], parameter["name"], operation["operationId"], enums, schemas)
    schemas |= enums
    return _rename(openapi, {name: _plain_name(name) for name in schemas if _plain_name(name) != name})


def _plain_name(name: str) -> str:
    if name.startswith(_PAGE):
        return f"{name.removeprefix(_PAGE).rstrip('_')}Page"
    return _PLAIN.get(name, name)


def _rename(openapi: Json, names: dict[str, str]) -> Json:
    text = json.dumps(openapi, ensure_ascii=False)
    for name, plain in names.items():
        text = text.replace(json.dumps(_REF + name), json.dumps(_REF + plain))
    renamed: Json = json.loads(text)
    schemas = renamed["components"]["schemas"]
    for name, plain in names.items():
        schemas[plain] = schemas.pop(name) | {"title": plain}
    return renamed


def _hoist(schema: Json, field: str, owner: str, enums: dict[str, Json], taken: Json) -> None:
    """Put the vocabularies of a value into `enums`, and references in their place."""
    places = [*schema.get("anyOf", ()), schema]
    for place in [*schema.get("anyOf", ()), *(one["items"] for one in places if "items" in one)]:
        if "enum" in place:
            enum = {"type": place.get("type", "string"), "enum": place["enum"]}
            name = _free_name(field, owner, enum, enums, taken)
            enums[name] = enum | {"title": name}
            place.clear()
            place["$ref"] = _REF + name


def _free_name(field: str, owner: str, enum: Json, enums: dict[str, Json], taken: Json) -> str:
    """The name of a type that has these words already; else that of the field, with its owner before it where that
    is another type."""
    short = _pascal(field)
    present = {**taken, **enums}
    same = (name for name, one in present.items() if name.endswith(short) and one.get("enum") == enum["enum"])
    return next(same, None) or (short if short not in present else _pascal(owner) + short)


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))
