"""What all parts of a document have in common: a place in the text and its origin in the source."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from vbparse.text import Span
from vbparse.vocabularies import DoubtCode

SpanField = Annotated[
    tuple[int, int],
    Field(description="half-open, in code points into the document's text"),
    PlainSerializer(list, return_type=list[int]),
]
Origin = Annotated[
    list[dict[str, Any]],
    Field(
        description="places in the source: {page, box}, {paragraph}, {table, row, cell} or {start, end} in the raw text"
    ),
]


class Model(BaseModel):
    """Base of all parts of a document."""

    model_config = ConfigDict(extra="forbid")


class Found(Model):
    """A value with its evidence."""

    span: SpanField | None = Field(None, description="where the wording stands")
    origin: Origin = Field(default_factory=list)


class Value(Found):
    """A value or an item that says whether a person should look at it."""

    doubts: list[DoubtCode] = Field(
        default_factory=list, description="why a person should look at it; none where it is sure, or was confirmed"
    )


class Named(Value):
    """A name as it is written."""

    id: str = ""
    name: str


def span_of(span: Span | tuple[int, int] | None) -> tuple[int, int] | None:
    """A span as the models hold it; None for an empty one."""
    return (span[0], span[1]) if span and span[1] > span[0] else None
