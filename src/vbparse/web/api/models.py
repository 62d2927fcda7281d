"""What parameters and bodies of several resources share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, Field, field_validator, model_validator

from vbparse.errors import InputError
from vbparse.exchange.alarms import parse_alarms
from vbparse.exchange.formats import Entries, EntryKind
from vbparse.web.paging import make_cursor

T = TypeVar("T")
MAX_ROWS, DEFAULT_ROWS = 200, 50
"""Rows of a page: at most, and where the client does not say."""
MOST_COUNTED = 1000
"""Rows that are counted for the total of a list, as in a search."""
MAX_NUMBER = 2**53
"""The largest number that every JSON reader keeps exact (RFC 8259, 6)."""
MAX_DEPTH, MAX_LENGTH = 12, 100_000
"""How deep a value that is sent in JSON may be, and how many characters long."""


def _check_text(value: str) -> str:
    if any(letter in "\0\ufffd" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError("holds what is no text: a NUL, or bytes that are not UTF-8")
    return value


def _check_json(value: Any) -> Any:
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except RecursionError:
        raise ValueError("is too deep") from None
    if len(written) > MAX_LENGTH or _json_depth(value) > MAX_DEPTH:
        raise ValueError("is too long or too deep")
    _check_text(written)
    return value


def _json_depth(value: Any) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_json_depth, parts), default=0)


Text = Annotated[str, AfterValidator(_check_text)]
"""Text that can be written down as UTF-8."""
ShortText = Annotated[Text, Field(max_length=1000)]
"""What somebody types into a field."""
Reason = Annotated[Text, Field(max_length=2000)]
Value = Annotated[Any, AfterValidator(_check_json)]
"""Any JSON."""

DocumentId = Annotated[
    ShortText,
    Path(
        min_length=1,
        description="Id of a document, or the beginning of it; the # before the number of a part is written %23.",
        examples=["9f3c2ab14d07"],
    ),
]
Document = Annotated[
    ShortText | None,
    Query(description="A document: its id, its beginning, or its số ký hiệu.", examples=["42/KH-UBND"]),
]
Limit = Annotated[int, Query(ge=1, le=MAX_ROWS, description="Rows of a page at most.")]
Cursor = Annotated[ShortText | None, Query(description="Where the page begins: `next` of the page before.")]
Why = Annotated[Reason | None, Query(description="The reason.")]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
Status = Literal["open", "done", "cancelled", "past due", "old"]


class Counted(BaseModel):
    """How many rows all pages have: `total`, and more than that where it is `capped`, since no more were counted."""

    total: int
    capped: bool = False


class Page(Counted, Generic[T]):
    """A page of rows. `next` is the cursor of the page behind it, null on the last one. All pages have `total` rows, or
    more where that is `capped`."""

    items: list[T]
    next: str | None = None


def count_rows(count: Callable[[int], int]) -> dict[str, Any]:
    """The values of Counted, by what counts no more rows than it is told."""
    total = count(MOST_COUNTED + 1)
    return {"total": min(total, MOST_COUNTED), "capped": total > MOST_COUNTED}


def make_page(found: list[T], limit: int, offset: int, count: Callable[[int], int]) -> Page[T]:
    """A page of rows that were asked for with one more than it holds; `count` counts all, no further than it is
    told, and is asked only where the rows do not tell."""
    further = make_cursor(after=offset + limit) if len(found) > limit else None
    tells = further is None and (found or not offset)
    counted = {"total": offset + len(found)} if tells else count_rows(count)
    return Page(items=found[:limit], next=further, **counted)


def slice_page(rows: Sequence[T], limit: int, offset: int) -> Page[T]:
    """A page of rows that are all at hand."""
    return make_page(list(rows[offset : offset + limit + 1]), limit, offset, lambda _: len(rows))


class Filters(BaseModel):
    """What of the obligations is wanted. Fields that are left empty filter nothing."""

    assignee: Annotated[ShortText | None, Field(description="Owed by a body so called.", examples=["VPTK"])] = None
    due: Annotated[
        ShortText | None,
        Field(description="Due or running in: 2023-09, 2023-Q3, 2023, a/b; `falls` tells which.", examples=["2023-Q3"]),
    ] = None
    falls: Annotated[
        Literal["due", "running"] | None,
        Field(description="Of a time: only what falls due in it, or what runs in it and is due later."),
    ] = None
    overdue_on: Annotated[Day | None, Field(description="Late on this day, and not marked.")] = None
    role: Literal["lead", "support"] | None = None
    issuer: Annotated[ShortText | None, Field(description="Of documents issued by a body so called.")] = None
    text: Annotated[ShortText | None, Field(description="Words of the task.")] = None
    document: Annotated[ShortText | None, Field(description="Of this document: its id or số ký hiệu.")] = None
    status: Status | None = None
    ended: Annotated[bool, Field(description="Also those of documents that were replaced or repealed.")] = False
    old: Annotated[
        Literal["with", "without", "only"] | None,
        Field(
            description="What fell due before its document was stored, or over a year ago: with it (the rule, but not "
            "for what is overdue), without it, or only this."
        ),
    ] = None
    sure: Annotated[bool, Field(description="Only where neither the charge nor its due is doubtful.")] = False
    undated: Annotated[bool, Field(description="Only where no time is named in which it is due.")] = False
    as_of: Annotated[Day | None, Field(description="The day on which something is past due; today.")] = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        """A form sends a field that was left empty as an empty text."""
        return {key: value for key, value in values.items() if value != ""} if isinstance(values, dict) else values

    def to_options(self) -> dict[str, Any]:
        """As options of `Archive.obligations`."""
        values = {name: getattr(self, name) for name in Filters.model_fields}
        return values | {"today": values.pop("as_of")}


class ObligationQuery(Filters):
    """Filters of obligations, and which page of them."""

    limit: Annotated[int, Field(ge=1, le=MAX_ROWS)] = DEFAULT_ROWS
    cursor: ShortText | None = None


class CalendarQuery(Filters):
    """Filters of obligations, and how a calendar shows them."""

    entries: Annotated[
        Literal["event", "todo"], Field(description="Of calendars: deadlines as events or as to-dos.")
    ] = "event"
    alarm: Annotated[
        ShortText | None,
        Field(
            description="Of calendars: when to give an alarm, from the beginning of the last day, as durations of "
            "iCalendar with commas between them.",
            examples=["-P1D,-P7D"],
        ),
    ] = None

    @field_validator("alarm")
    @classmethod
    def _check_alarm(cls, text: str | None) -> str | None:
        try:
            parse_alarms(text)
        except InputError as error:
            raise ValueError(str(error)) from error
        return text

    def to_entries(self) -> Entries:
        """As calendars are written."""
        return Entries(EntryKind(self.entries), parse_alarms(self.alarm))
