"""A value of a document read and set by its path, an item of a list by its id, or taken out there."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from vbparse.bodies.names import read_issuer
from vbparse.edtf import parse_interval
from vbparse.errors import BlankError, InputError
from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue
from vbparse.rrule import is_rule
from vbparse.schema import Body, Document, Issuer, Number, Reference, Section

FIXED = ("schema_version", "id", "source", "text", "corrections", "evidence", "anomalies")
"""What says where a document comes from or what is odd in it: no reading of it, so nothing to correct."""
NEW = "+"
"""In place of an id: an item that was not read."""
_LISTED = 5
"""Ids that a message lists."""
_EDTF = ("date", "start", "end")
_NUMBER = Cue(
    r"\s*(\d+\p{L}?)\s*(?:[/-]\s*(\S.*?)\s*)?",
    examples=["42/KH-UBND", "42 / KH-UBND", "36-HD/VPTW", "15a"],
    rejects=["KH-UBND", "số 42", "42/"],
    at="whole",
)
_PLACES = ("id", "rule", "origin", "span", "task_span", "product_span", "heading_span", "mentions", "doubts")
_AROUND = ("section", "sections", "tables", "page")
"""What is no part of the value itself."""
_SETTLED = ("status", "resolved", "candidates")
"""What the archive itself says of a reference."""


_MAIN = {
    "title": "text", "issuer": "canonical", "issued": "date", "urgency": "text", "secrecy": "text", "received": "date",
    "due": "date",
}  # fmt: skip
"""The part of a value that its name alone stands for."""


class GoneError(LookupError):
    """The item of a path is not there."""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a path leads: the field `name` of `holder`, or, where `name` is None, the item `holder` of `items`."""

    holder: BaseModel
    name: str | None
    items: list[Any] | None = None


def resolve_path(document: Document, path: str, value: Any) -> str:
    """A path with the ids written out that it begins, and the main part of a value where only the value is named. With
    null the value is meant as a whole; of place and date of issue, the date."""
    parts = [part for part in path.strip().split(".") if part]
    if not parts or parts[0] in FIXED or parts[0] not in Document.model_fields:
        raise InputError("correct.fields", path=path, choices=", ".join(correctable_fields(Document)))
    items = items_of(document, parts[0])
    if items is not None and len(parts) == 1:
        raise InputError("correct.name-item", path=path, new=NEW)
    if items is not None:
        ids = sorted({item.id for item in items if item.id.startswith(parts[1])} or {parts[1]})
        ids = [parts[1]] if parts[1] in ids else ids
        if len(ids) > 1:
            raise InputError("correct.several", path=path, count=len(ids), choices=", ".join(ids[:_LISTED]))
        parts[1] = ids[0]
    if parts[-1] in (_MAIN if len(parts) == 1 else ("due",)) and (isinstance(value, str) or parts == ["issued"]):
        parts.append(_MAIN[parts[-1]])
    return "number" if parts == ["number", "canonical"] else ".".join(parts)


def set_value(document: Document, path: str, value: Any) -> None:
    """Set a value, or take an item out where there is none. Raises GoneError where the item is not there, InputError
    where the path leads nowhere or cannot take the value."""
    target = _find_target(document, path, value)
    if target.name is None:
        if target.items is None:
            raise InputError("correct.section", path=path)
        if value is not None:
            raise InputError("correct.whole-item", path=path)
        target.items.remove(target.holder)
        return
    _check_value(path, target.name, value)
    setattr(target.holder, target.name, _validate_value(target, path, value))
    _update_dependents(document, path)


def _find_target(document: Document, path: str, value: Any) -> _Target:
    parts = path.split(".")
    holder: BaseModel = document
    items = items_of(document, parts[0])
    if items is not None and len(parts) > 1:
        holder = next((item for item in items if item.id == parts[1]), None)  # type: ignore[assignment]
        if holder is None:
            raise GoneError(path)
        if len(parts) == 2:
            return _Target(holder, None, None if parts[0] == "sections" else items)
        parts = parts[2:]
    for name in parts[:-1]:
        holder = _inner_value(holder, name, path, value)
    _check_field(holder, parts[-1], path)
    return _Target(holder, parts[-1])


def _inner_value(holder: BaseModel, name: str, path: str, value: Any) -> BaseModel:
    """The value inside a value, made where there is none yet."""
    _check_field(holder, name, path)
    inner = getattr(holder, name)
    if inner is None:
        inner = _empty_value(model_of(type(holder).model_fields[name].annotation), path, value)
        setattr(holder, name, inner)
    if not isinstance(inner, BaseModel):
        raise InputError("correct.no-parts", path=path, name=name)
    return inner


def _empty_value(kind: type[BaseModel] | None, path: str, value: Any) -> BaseModel | None:
    """A value whose part is to be set, as far as it needs more than this part."""
    if kind is Issuer:
        if not path.endswith((".canonical", ".name")) or not isinstance(value, str):
            raise InputError("correct.no-issuer", path=path)
        return Issuer.model_validate({"name": value, "canonical": value, "evidence": "corrected"})
    return kind(**{name: "" for name, info in kind.model_fields.items() if info.is_required()}) if kind else None


def _check_field(holder: BaseModel, name: str, path: str) -> None:
    if name not in correctable_fields(type(holder)):
        fields = ", ".join(correctable_fields(type(holder)))
        raise InputError("correct.no-such-field", path=path, name=name, fields=fields)


def current_value(document: Document, path: str) -> Any:
    """What stands at a path, as JSON holds it; None where nothing does."""
    parts = path.split(".")
    value: Any = document
    items = items_of(document, parts[0])
    if items is not None:
        value = next((item for item in items if item.id == parts[1]), None)
        if value is None:
            raise GoneError(path)
        parts = parts[2:]
    for name in parts:
        value = getattr(value, name, None)
    return to_json_value(value)


def items_of(document: Document, name: str) -> list[Any] | None:
    """The items of a list by its name; sections of the whole tree, also those of attachments."""
    if name == "sections":
        roots = [*document.sections, *(section for a in document.attachments for section in a.sections)]
        return [section for root in roots for section in _walk_sections(root)]
    value = getattr(document, name, None)
    models = isinstance(value, list) and model_of(get_args(Document.model_fields[name].annotation or ())) is not None
    return value if models else None


def _walk_sections(section: Section) -> Iterable[Section]:
    yield section
    for child in section.children:
        yield from _walk_sections(child)


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as `Due | None` or `(Obligation,)`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = annotation if isinstance(annotation, tuple) else ()
    if get_origin(annotation) in (Union, types.UnionType):
        parts = get_args(annotation)
    return next((found for part in parts if (found := model_of(part))), None)


def _validate_value(target: _Target, path: str, value: Any) -> Any:
    assert target.name
    annotation: Any = type(target.holder).model_fields[target.name].annotation
    if path == "number" and isinstance(value, str):
        return _parse_number(value)
    if get_args(annotation) == (Body,) and isinstance(value, str | list):
        names = [value] if isinstance(value, str) else value
        value = [Body(text=name, name=name, span=None) if isinstance(name, str) else name for name in names]
    if annotation == list[str] and isinstance(value, str):
        value = [value]
    if value is None and get_origin(annotation) is list:
        value = []
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        if value is None:
            raise BlankError("correct.not-empty", path=path) from None
        said = error.errors()[0]["msg"]
        given = json.dumps(value, default=str, ensure_ascii=False)
        raise InputError("correct.unfit", path=path, given=given, said=said) from None


def _parse_number(typed: str) -> Number:
    match = _NUMBER.fullmatch(typed)
    if not match:
        raise InputError("correct.number", typed=typed)
    return Number(number=match[1], symbol=match[2], canonical="".join(typed.split()), span=None)


def _check_value(path: str, name: str, value: Any) -> None:
    """What a type alone does not check."""
    if value is None:
        return
    if _has_blank(value):
        raise BlankError("correct.empty", path=path)
    if name in _EDTF and parse_interval(str(value)) is None:
        raise InputError("correct.date", path=path, value=value)
    if name == "recurrence" and not is_rule(str(value)):
        raise InputError("correct.rrule", path=path, value=value)
    if path == "doc_type" and not (isinstance(value, str) and value in names_by_code()):
        raise InputError("correct.doc-type", value=value)


def _has_blank(value: Any) -> bool:
    """Whether a value is a text without a letter, or holds one."""
    if isinstance(value, Mapping):
        value = list(value.values())
    return any(map(_has_blank, value)) if isinstance(value, list) else isinstance(value, str) and not value.strip()


def _update_dependents(document: Document, path: str) -> None:
    """Set what goes with a corrected value."""
    if path == "doc_type":
        document.doc_type_name = names_by_code().get(document.doc_type or "")
    holder, _, name = path.rpartition(".")
    by_path = {f"references.{one.id}": one for one in document.references}
    numbered = document.number if holder == "number" else by_path.get(holder)
    if numbered and name in ("number", "symbol"):
        number, symbol = numbered.number, numbered.symbol
        party = "-" if symbol and "/" in symbol and not symbol[0].isdigit() else "/"
        numbered.canonical = f"{number}{party}{symbol}" if number and symbol else number
    elif isinstance(numbered, Reference) and name == "canonical":
        match = _NUMBER.fullmatch(numbered.canonical or "")
        numbered.number, numbered.symbol = match.groups() if match else (numbered.canonical, None)
    if path == "issuer.canonical" and document.issuer:
        named = read_issuer(document.issuer.canonical)
        document.issuer.kind, document.issuer.level = named.kind, named.level
        document.issuer.place = named.place


def to_json_value(value: Any) -> Any:
    """A value of a document as JSON holds it, without its places."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude={"span", "origin", "doubts"})
    if isinstance(value, list):
        return [to_json_value(one) for one in value]
    return value


def to_remembered(value: BaseModel) -> dict[str, Any]:
    """What of a value makes it the one that a person confirmed: what can be corrected of it, without the parts below an
    attachment and the section above an item."""
    fields = {name: getattr(value, name) for name in correctable_fields(type(value)) if name not in _AROUND}
    return {name: _to_plain(part) for name, part in fields.items()}


def _to_plain(part: Any) -> Any:
    if isinstance(part, BaseModel):
        return to_remembered(part)
    return [_to_plain(one) for one in part] if isinstance(part, list) else part


def correctable_fields(kind: type[BaseModel]) -> list[str]:
    """The fields of a model that can be corrected."""
    closed = FIXED if kind is Document else _SETTLED if kind is Reference else ()
    return [name for name in kind.model_fields if name not in (*_PLACES, *closed)]
