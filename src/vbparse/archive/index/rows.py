"""A document and what stands in it as rows of the tables: pure functions over the document alone, with the columns of
each table. The numbers of the rows, and what depends on other documents, come when they are written (`derive`).

Row numbers are made from the day of issue and the id, not counted, so that a rebuilt archive comes out the same: a
head is day × 2^14 + some bits of the id, an obligation or reference its head × 2^13 + its position.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from sqlite3 import Row
from typing import Any

from vbparse.archive import periods
from vbparse.archive.index import doubtful, keys, terms
from vbparse.archive.index.places import Place, locate
from vbparse.bodies.identity import Home, read_body
from vbparse.edtf import Interval, is_day, parse_interval
from vbparse.fields.named import title_behind
from vbparse.patterns import Cue
from vbparse.schema import Document, Found, Obligation, Phase, Reference
from vbparse.text import fold_view

ITEM_BITS = 13
LAST_DAY = (1 << 20) - 1
"""The last day that row numbers can hold: a misread year may lie beyond (2923)."""
SENTENCE = 300
"""Characters of the sentence around a reference that are kept."""
BEHIND = 400
"""Characters behind a cited number that are read for a title."""
_BELOW = Cue(
    r"\n\s*(?:\n|[-+*•]|\d+[.)])",
    examples=["về trồng cây\n\nII. NỘI DUNG", "về trồng cây\n- Các thôn", "về trồng cây\n2. Các thôn"],
    rejects=["về trồng cây\nnăm 2023", "về trồng cây"],
)
"""Where another paragraph begins."""


def first_day(document: Document) -> date | None:
    """The first day on which a document can have been issued; None where it does not say."""
    days = _issue_days(document)
    return days.first if days else None


def head_values(document: Document) -> dict[str, Any]:
    """The row of a document in `heads`, less its number, the name of its file and `home_values`."""
    issued, number, issuer = document.issued, document.number, document.issuer
    days = _issue_days(document)
    title = document.title.text if document.title else None
    return {
        **dict.fromkeys(("document", "work"), document.id),
        "current": 1,
        "doc_type": document.doc_type,
        "number": number.number if number else None,
        "symbol": number.symbol if number else None,
        "canonical": number.canonical if number and number.number else None,
        "date": issued.date if issued else None,
        "first_day": _format_day(days.first if days else None),
        "last_day": _format_day(days.last if days else None),
        "place": issued.place if issued else None,
        "issuer": issuer.canonical if issuer else None,
        "title": title,
        "signer": next((s.name for s in document.signatures if s.name), None),
        "pages": document.source.pages,
        "until": _format_day(terms.last_planned_day(document)),
        "number_key": keys.number_key(number.number, number.symbol) if number else None,
        "title_key": keys.title_key(document.doc_type, title),
        "corrected": int(bool(document.corrections)),
        "doubtful": int(doubtful.has_doubtful_head(document)),
    }


def home_values(head: Mapping[str, Any] | Row, home: Home) -> dict[str, str | None]:
    """What of a row in `heads` depends on the home of the document, with what the archive knows of it."""
    body = read_body(head["issuer"], home) if head["issuer"] else None
    issuing = f"{body.core}|{body.unit or ''}" if body else None
    key, title_key, day = head["number_key"], head["title_key"], head["date"]
    return {
        "issuer_core": body.core if body else None,
        "issuer_unit": body.unit if body else None,
        "issuer_parent": body.parent if body else None,
        "unit": home.unit,
        "parent": home.parent,
        "identity_key": f"{key}|{day}|{issuing}" if key and issuing and is_day(day) else None,
        "version_key": f"{title_key}|{issuing}" if title_key and issuing else None,
    }


def _issue_days(document: Document) -> Interval | None:
    return parse_interval(document.issued.date if document.issued else None)


def row_numbers(head: int, count: int) -> list[int]:
    """The rows of the items of a document, by its row in `heads`; of the few documents with more of them than their
    bits can count, the rest goes below zero."""
    first = head << ITEM_BITS
    return [first + i if i < 1 << ITEM_BITS else -(first + i) for i in range(count)]


OBLIGATION = [
    "id",
    "assignee_text",
    "role",
    "cooperating",
    "task",
    "product",
    "due_text",
    "due_date",
    "bound",
    "recurrence",
    "ongoing",
    "first_day",
    "last_day",
    "since",
    "until",
    "section",
    "page",
    "start",
    "doubts",
]


def obligation_row(
    document: Document, head: Mapping[str, Any], obligation: Obligation, at: Sequence[Place]
) -> dict[str, Any]:
    """The row of an obligation, less its number and its head's; `at` are the places of the document."""
    due = obligation.due
    days = periods.due_days(due.date, due.bound) if due else None
    start = (obligation.task_span or obligation.span or (None,))[0]
    return {
        "id": obligation.id,
        "assignee_text": obligation.assignee_text,
        "role": obligation.role,
        "cooperating": json.dumps([body.text for body in obligation.cooperating], ensure_ascii=False),
        "task": obligation.task,
        "product": obligation.product,
        "due_text": due.text if due else None,
        "due_date": due.date if due else None,
        "bound": due.bound if due else None,
        "recurrence": due.recurrence if due else None,
        "ongoing": int(bool(due and due.ongoing)),
        "first_day": _format_day(days.first if days else None),
        "last_day": _format_day(days.last if days else None),
        "since": head["first_day"] if due and due.recurrence else None,
        "until": _format_day(terms.rhythm_end(_parse_day(head["until"]), due)) if due and due.recurrence else None,
        "section": obligation.section,
        "page": _page_of(obligation, start, at),
        "start": start,
        "doubts": json.dumps(doubtful.obligation_doubts(obligation)),
    }


PHASE = ["document", "id", "label", "start", "end", "recurrence", "section", "first_day", "last_day"]


def phase_row(document: Document, phase: Phase) -> dict[str, Any]:
    """The row of a phase, less its head's number."""
    first, last = parse_interval(phase.start or ""), parse_interval(phase.end or "")
    return {
        **{name: getattr(phase, name) for name in ("id", "label", "start", "end", "recurrence", "section")},
        "document": document.id,
        "first_day": _format_day(first.first if first else None),
        "last_day": _format_day(last.last if last else None),
    }


_COPIED = ["id", "doc_type", "number", "symbol", "canonical", "name", "date", "issuer", "relation", "section"]
REFERENCE = [*_COPIED, *["start", "page", "sentence", "number_key", "title_key"]]


def reference_row(document: Document, reference: Reference, at: Sequence[Place]) -> dict[str, Any]:
    """The row of a reference, before it is resolved, less its number and its head's; `at` are the places of the
    document."""
    start = reference.mentions[0][0] if reference.mentions else None
    return {
        **{name: getattr(reference, name) for name in _COPIED},
        "start": start,
        "page": _page_of(reference, start, at),
        "sentence": _sentence_around(document.text or "", reference),
        "number_key": keys.number_key(reference.number, reference.symbol),
        "title_key": keys.title_key(reference.doc_type, *_cited_title(document.text or "", reference)),
    }


def _cited_title(text: str, reference: Reference) -> tuple[str | None, str | None]:
    """What a reference calls the document that it cites, and the issuer where that is part of it."""
    if reference.number or not reference.name:
        rests = (fold_view(_BELOW.split(text[end : end + BEHIND])[0]) for _, end in reference.mentions[:3])
        return next((title for rest in rests if (title := title_behind(rest))), None), None
    return reference.name, reference.issuer


def insert_sql(table: str, columns: Iterable[str]) -> str:
    """The statement that writes rows with values in the order of these columns."""
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _page_of(found: Found, start: int | None, at: Sequence[Place]) -> int | None:
    page = found.origin[0].get("page") if found.origin else None
    return page if page or start is None else locate(at, start)[1]


def _sentence_around(text: str, reference: Reference) -> str | None:
    """The sentence of the first mention, or as much of it as is kept, on one line."""
    if not reference.mentions or not text:
        return None
    first, last = reference.mentions[0]
    start = max(_end_of_last(text, mark, first) for mark in ("\n", ". ", "; "))
    ends = [at for mark in ("\n", ". ", ";") if (at := text.find(mark, last)) >= 0]
    start = max(start, first - SENTENCE // 2)
    return " ".join(text[start : min([*ends, start + SENTENCE, len(text)])].split())


def _end_of_last(text: str, mark: str, before: int) -> int:
    at = text.rfind(mark, 0, before)
    return at + len(mark) if at >= 0 else 0


def _parse_day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _format_day(day: date | None) -> str | None:
    return day.isoformat() if day else None
