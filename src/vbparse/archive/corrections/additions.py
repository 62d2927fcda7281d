"""Items that were not read, added to a document by what people say of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, get_args

import regex
from pydantic import BaseModel, TypeAdapter, ValidationError

from vbparse.archive.corrections.setting import NEW, GoneError, correctable_fields, model_of, resolve_path, set_value
from vbparse.archive.index.places import find_places, locate
from vbparse.errors import InputError
from vbparse.fields.evidence import WORDING, item_id
from vbparse.language.folding import fold
from vbparse.schema import Body, Document, Obligation, Reference
from vbparse.vocabularies import Rule

_SECTIONED = ("obligations", "phases")
"""Items whose id begins with their section."""


def apply_value(document: Document, path: str, value: Any) -> None:
    """Set a value at a path, or add the item that it is and that was made by `build_item`. Raises GoneError and
    InputError as `setting.set_value` does, and InputError where the document says the same by now."""
    try:
        set_value(document, path, value)
    except GoneError:
        if not isinstance(value, Mapping) or path.count(".") != 1:
            raise
        _add_item(document, path, value)


def build_item(document: Document, name: str, value: Any) -> Any:
    """The item that is to be added to a list of a document, with the id that the parser would give it. Where its words
    stand once in the text, it knows its place. Raises InputError for a list that takes none, for a value that is no
    item of it, and where the document has it already."""
    kind = model_of(get_args(Document.model_fields[name].annotation))
    if name not in WORDING or not kind:
        raise InputError("correct.no-addition", name=name, new=NEW, choices=", ".join(WORDING))
    if not isinstance(value, Mapping) or not value:
        fields = ", ".join(correctable_fields(kind))
        raise InputError("correct.no-object", name=name, new=NEW, fields=fields)
    blank = {part: "" for part, info in kind.model_fields.items() if info.is_required() and part != "rule"}
    item: Any = kind.model_validate(blank | ({"rule": Rule.CORRECTED} if kind is Obligation else {}))
    drawn = document.model_copy(update={name: [item]})
    item.id = NEW
    _fill_fields(drawn, f"{name}.{NEW}", value)
    _complete_item(document, item)
    said = _folded_wording(name, item)
    if not (all(said) if name == "obligations" else any(said)):
        code = "correct.too-little-task" if name == "obligations" else "correct.too-little"
        raise InputError(code, name=name, new=NEW)
    item.id = item_id(name, item)
    _refuse_duplicate(document, name, item)
    return item


def _fill_fields(document: Document, path: str, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if not name or "." in name:
            raise InputError("correct.no-field", path=path, name=name)
        here = resolve_path(document, f"{path}.{name}", value)
        if isinstance(value, Mapping):
            _fill_fields(document, here, value)
        else:
            set_value(document, here, value)


def _complete_item(document: Document, item: Any) -> None:
    """Fill in what follows from the rest of a new item."""
    _locate_item(document, item)
    if isinstance(item, Obligation):
        item.assignee_text = item.assignee_text or ", ".join(body.name for body in item.assignees)
        named = item.assignee_text
        item.assignees = item.assignees or ([Body(text=named, name=named, span=None)] if named else [])
    spans = [item.task_span] if isinstance(item, Obligation) else item.mentions if isinstance(item, Reference) else []
    if spans and spans[0] and not item.section:
        item.section = locate(find_places(document), spans[0][0])[0]


def _locate_item(document: Document, item: BaseModel) -> None:
    """Give a charge or a citation its place, where its words stand once."""
    words: str | None = None
    if isinstance(item, Obligation):
        words, item.task_span = item.task, None
    elif isinstance(item, Reference):
        words, item.mentions = item.canonical, []
    if not words or not document.text:
        return
    found = list(islice(regex.finditer(r"\s+".join(map(regex.escape, words.split())), document.text), 2))
    if len(found) == 1 and isinstance(item, Obligation):
        item.task_span = found[0].span()
    elif len(found) == 1 and isinstance(item, Reference):
        item.mentions = [found[0].span()]


def _add_item(document: Document, path: str, value: Mapping[str, Any]) -> None:
    name, _, own = path.partition(".")
    kind: Any = model_of(get_args(Document.model_fields[name].annotation))
    try:
        item = TypeAdapter(kind).validate_python({**value, "id": own})
    except ValidationError:
        raise InputError("correct.item-gone", path=path) from None
    _locate_item(document, item)
    _refuse_duplicate(document, name, item)
    getattr(document, name).append(item)


def _refuse_duplicate(document: Document, name: str, item: Any) -> None:
    """Raise InputError where a document has an item that says the same, as far as both say something."""
    said = _folded_wording(name, item)
    for other in getattr(document, name):
        both = [(a, b) for a, b in zip(said, _folded_wording(name, other), strict=True) if a and b]
        apart = name in _SECTIONED and item.section and other.section and item.section != other.section
        if both and not apart and all(a == b for a, b in both):
            raise InputError("correct.present", name=name, new=NEW, id=other.id)


def _folded_wording(name: str, item: BaseModel) -> list[str]:
    """What an item says, folded, but for its section."""
    return [fold(part or "") for part in WORDING[name](item)[name in _SECTIONED :]]
