"""What people set right, kept apart from what was read, and laid over it whenever a document is used.

A path names a field, an item of a list by its id: `title.text`, `obligations.4f0c12ab9d3e.due.date`. The id survives
re-parsing; where it does not, the correction is orphaned: told, and applied nowhere.
"""

from __future__ import annotations

import json
import sqlite3
import types
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

import regex
from dateutil.rrule import rrulestr
from pydantic import BaseModel, TypeAdapter, ValidationError

from vbparse.archive import periods
from vbparse.archive.answers import Correction
from vbparse.errors import InputError, UnknownError
from vbparse.language.doctypes import name_of_code
from vbparse.language.names import read_issuer
from vbparse.schema import Body, Corrected, Document, Issuer, Number, Reference, Section

FIXED = ("schema_version", "id", "source", "text", "corrections", "evidence", "anomalies")
"""What says where a document comes from or what is odd in it: no reading of it, so nothing to correct."""
_MAIN = {"title": "text", "issuer": "canonical", "issued": "date", "urgency": "text", "secrecy": "text", "due": "date"}
"""The part of a value that its name alone stands for."""
_EDTF = ("date", "start", "end")
_NUMBER = regex.compile(r"\s*(\d+\p{L}?)\s*(?:[/-]\s*(\S.*?)\s*)?")
_PLACES = ("id", "rule", "origin", "span", "task_span", "product_span", "heading_span", "mentions")
_SETTLED = ("status", "resolved", "candidates")
"""What the archive itself says of a reference."""


class _GoneError(LookupError):
    """The item of a path is not there."""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a path leads: the field `name` of `holder`, or, where `name` is None, the item `holder` of `items`."""

    holder: BaseModel
    name: str | None
    items: list[Any] | None = None


def read_value(text: str) -> Any:
    """A value as typed on a command line: JSON where it is a list, an object or null; else the text itself."""
    if text.strip() in ("", "null"):
        return None
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def prepare(document: Document, path: str, value: Any) -> tuple[str, Any, Any]:
    """The full path, the value as it will be stored, and what stands there now. Raises InputError for a path that
    leads nowhere, for a value that the field cannot take, and where nothing would change."""
    path = full_path(document, path, value)
    changed = document.model_copy(deep=True)
    try:
        was = _now(changed, path)
        _set(changed, path, value)
    except _GoneError:
        raise _no_item(path) from None
    try:
        now = _now(changed, path)
    except _GoneError:
        now = None
    if now == was:
        raise InputError(f"{path}: is already {json.dumps(was, ensure_ascii=False)}; nothing to correct.")
    return path, now, was


def present(document: Document, path: str, value: Any) -> tuple[str, Any]:
    """The full path and what stands there, None where nothing does; of `value` only the kind counts. Raises
    UnknownError where the item of the path is not there."""
    path = full_path(document, path, value)
    try:
        return path, _now(document, path)
    except _GoneError:
        raise _no_item(path) from None


def _no_item(path: str) -> UnknownError:
    return UnknownError(f"{path}: no such item; `vbparse show --json` tells the ids.")


def full_path(document: Document, path: str, value: Any) -> str:
    """A path with the ids written out that it begins, and the main part of a value where only the value is named. With
    null the value is meant as a whole; of place and date of issue, the date."""
    parts = [part for part in path.strip().split(".") if part]
    if not parts or parts[0] in FIXED or parts[0] not in Document.model_fields:
        raise InputError(f"{path}: not a field that can be corrected; such are {', '.join(_fields(Document))}.")
    items = _items(document, parts[0])
    if items is not None and len(parts) == 1:
        raise InputError(f"{path}: name an item by its id and a field of it; `vbparse show --json` tells both.")
    if items is not None:
        ids = sorted({item.id for item in items if item.id.startswith(parts[1])} or {parts[1]})
        ids = [parts[1]] if parts[1] in ids else ids
        if len(ids) > 1:
            raise InputError(f"{path}: fits {len(ids)} items ({', '.join(ids[:5])}); write more of the id.")
        parts[1] = ids[0]
    if parts[-1] in (_MAIN if len(parts) == 1 else ("due",)) and (isinstance(value, str) or parts == ["issued"]):
        parts.append(_MAIN[parts[-1]])
    return "number" if parts == ["number", "canonical"] else ".".join(parts)


def overlay(document: Document, rows: Iterable[sqlite3.Row]) -> tuple[Document, list[Correction]]:
    """The document with its corrections (rows of the table, in order), and what became of each. The document given
    is changed."""
    told: list[Correction] = []
    for row in rows:
        state = "withdrawn" if row["withdrawn"] else "applied"
        if state == "applied":
            try:
                _set(document, row["path"], json.loads(row["value"]))
            except (_GoneError, InputError):
                state = "orphaned"
        told.append(_told(row, state))
    document.corrections = [
        Corrected(n=c.n, path=c.path, value=c.value, was=c.was, by=c.by, why=c.why, at=c.at)
        for c in told
        if c.state == "applied"
    ]
    return document, told


def orphans(rows: Iterable[sqlite3.Row]) -> list[Correction]:
    """The corrections of a document that is not there any more: its file is read to hold other parts."""
    return [_told(row, "withdrawn" if row["withdrawn"] else "orphaned") for row in rows]


def _told(row: sqlite3.Row, state: str) -> Correction:
    values = {name: row[name] for name in ("n", "document", "path", "by", "why", "at")}
    return Correction(**values, value=json.loads(row["value"]), was=json.loads(row["was"]), state=state)


def _set(document: Document, path: str, value: Any) -> None:
    target = _target(document, path, value)
    if target.name is None:
        if target.items is None:
            raise InputError(f"{path}: a section cannot be taken out; correct its heading or its label.")
        if value is not None:
            raise InputError(f"{path}: name a field of the item, or null to take the whole item out.")
        target.items.remove(target.holder)
        return
    _check(path, target.name, value)
    setattr(target.holder, target.name, _fitted(target, path, value))
    _follow(document, path)


def _target(document: Document, path: str, value: Any) -> _Target:
    parts = path.split(".")
    holder: BaseModel = document
    items = _items(document, parts[0])
    if items is not None and len(parts) > 1:
        holder = next((item for item in items if item.id == parts[1]), None)  # type: ignore[assignment]
        if holder is None:
            raise _GoneError(path)
        if len(parts) == 2:
            return _Target(holder, None, None if parts[0] == "sections" else items)
        parts = parts[2:]
    for name in parts[:-1]:
        holder = _inner(holder, name, path, value)
    _known(holder, parts[-1], path)
    return _Target(holder, parts[-1])


def _inner(holder: BaseModel, name: str, path: str, value: Any) -> BaseModel:
    """The value inside a value, made where there is none yet."""
    _known(holder, name, path)
    inner = getattr(holder, name)
    if inner is None:
        inner = _made(_model(type(holder).model_fields[name].annotation), path, value)
        setattr(holder, name, inner)
    if not isinstance(inner, BaseModel):
        raise InputError(f"{path}: {name} has no parts; correct it as a whole.")
    return inner


def _made(kind: type[BaseModel] | None, path: str, value: Any) -> BaseModel | None:
    """A value whose part is to be set, as far as it needs more than this part."""
    if kind is Issuer:
        if not path.endswith((".canonical", ".name")) or not isinstance(value, str):
            raise InputError(f"{path}: there is no issuer; correct issuer.canonical first.")
        return Issuer.model_validate({"name": value, "canonical": value, "evidence": "corrected"})
    return kind(**{name: "" for name, info in kind.model_fields.items() if info.is_required()}) if kind else None


def _known(holder: BaseModel, name: str, path: str) -> None:
    if name not in _fields(type(holder)):
        fields = ", ".join(_fields(type(holder)))
        raise InputError(f"{path}: {name} is no field that can be corrected; such are {fields}.")


def _now(document: Document, path: str) -> Any:
    """What stands at a path, as JSON holds it; None where nothing does."""
    parts = path.split(".")
    value: Any = document
    items = _items(document, parts[0])
    if items is not None:
        value = next((item for item in items if item.id == parts[1]), None)
        if value is None:
            raise _GoneError(path)
        parts = parts[2:]
    for name in parts:
        value = getattr(value, name, None)
    return plain(value)


def _items(document: Document, name: str) -> list[Any] | None:
    """The items of a list by its name; sections of the whole tree, also those of attachments."""
    if name == "sections":
        roots = [*document.sections, *(section for a in document.attachments for section in a.sections)]
        return [section for root in roots for section in _walk(root)]
    value = getattr(document, name, None)
    models = isinstance(value, list) and _model(get_args(Document.model_fields[name].annotation or ())) is not None
    return value if models else None


def _walk(section: Section) -> Iterable[Section]:
    yield section
    for child in section.children:
        yield from _walk(child)


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as `Due | None` or `(Obligation,)`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = annotation if isinstance(annotation, tuple) else ()
    if get_origin(annotation) in (Union, types.UnionType):
        parts = get_args(annotation)
    return next((found for part in parts if (found := _model(part))), None)


def _fitted(target: _Target, path: str, value: Any) -> Any:
    assert target.name
    annotation: Any = type(target.holder).model_fields[target.name].annotation
    if path == "number" and isinstance(value, str):
        return _number(value)
    if get_args(annotation) == (Body,) and isinstance(value, str | list):
        names = [value] if isinstance(value, str) else value
        value = [Body(text=name, name=name, span=None) if isinstance(name, str) else name for name in names]
    if annotation == list[str] and isinstance(value, str):
        value = [value]
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        given = json.dumps(value, default=str, ensure_ascii=False)
        raise InputError(f"{path}: cannot take {given} ({said}).") from None


def _number(typed: str) -> Number:
    match = _NUMBER.fullmatch(typed)
    if not match:
        raise InputError(f"number: {typed!r} is no số ký hiệu; write such as 42/KH-UBND.")
    return Number(number=match[1], symbol=match[2], canonical="".join(typed.split()), span=None)


def _check(path: str, name: str, value: Any) -> None:
    """What a type alone does not tell of a value."""
    if value is None:
        return
    if name in _EDTF and periods.interval(str(value)) is None:
        raise InputError(f"{path}: {value!r} is no date; write 2023-09-10, 2023-09, 2023-35 (quarter III) or 2023.")
    if name == "recurrence":
        try:
            rrulestr(str(value))
        except (ValueError, TypeError, AttributeError):
            raise InputError(f"{path}: {value!r} is no RRULE; write such as FREQ=MONTHLY;BYMONTHDAY=15.") from None
    if path == "doc_type" and value not in name_of_code():
        raise InputError(f"doc_type: {value!r} is no code of a type; such are KH, QĐ, CV, BC, TB, CT.")


def _follow(document: Document, path: str) -> None:
    """Set what goes with a corrected value."""
    if path == "doc_type":
        document.doc_type_name = name_of_code().get(document.doc_type or "")
    if path in ("number.number", "number.symbol") and document.number:
        number, symbol = document.number.number, document.number.symbol
        party = "-" if symbol and "/" in symbol and not symbol[0].isdigit() else "/"
        document.number.canonical = f"{number}{party}{symbol}" if number and symbol else number
    if path == "issuer.canonical" and document.issuer:
        read = read_issuer(document.issuer.canonical)
        document.issuer.kind, document.issuer.level, document.issuer.place = read.kind, read.level, read.place


def plain(value: Any) -> Any:
    """A value of a document as JSON holds it, without its places."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude={"span", "origin"})
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def _fields(kind: type[BaseModel]) -> list[str]:
    """The fields of a model that can be corrected."""
    closed = FIXED if kind is Document else _SETTLED if kind is Reference else ()
    return [name for name in kind.model_fields if name not in (*_PLACES, *closed)]
