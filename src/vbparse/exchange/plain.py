"""Answers of the archive as JSON, in the words that their dataclasses have from the contract."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from vbparse.exchange.visible import IN_JSON


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses, however deep, as dicts of all their fields, tuples as lists. What is JSON
    already stays as it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def to_json(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON text without a line break at its end; without `indent`, on one line."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent).translate(IN_JSON)


def to_jsonl(values: Iterable[Any], stream: TextIO) -> None:
    """Write each value as a line of JSON."""
    for value in values:
        stream.write(to_json(value) + "\n")
