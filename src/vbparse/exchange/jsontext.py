"""Documents and answers of the archive as JSON, in the words that their models and dataclasses have from the
contract."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vbparse.exchange.formats import Content, Layout
from vbparse.exchange.visible import IN_JSON

if TYPE_CHECKING:
    from vbparse.exchange.selection import Selection
    from vbparse.schema import Document

_INDENT = 2


def to_plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses, however deep, as dicts of all their fields, tuples as lists. What is JSON
    already stays as it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    return value


def to_json(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON text without a line break at its end; without `indent`, on one line."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=indent).translate(IN_JSON)


def write_line(document: Document, layout: Layout) -> str:
    """A document on one line."""
    return _document_json(document, layout, None)


def write_indented(document: Document, layout: Layout) -> str:
    """A document as an indented object."""
    return _document_json(document, layout, _INDENT)


def _document_json(document: Document, layout: Layout, indent: int | None) -> str:
    left_out = None if layout.text else {"text"}
    return document.model_dump_json(exclude=left_out, indent=indent).translate(IN_JSON)


def write_lines(selection: Selection, content: Content) -> Iterator[bytes]:
    """Rows of an archive, or its whole documents, each as a line."""
    for row in selection.rows(content):
        text = row.model_dump_json() if content is Content.FULL else to_json(row)
        yield text.encode() + b"\n"
