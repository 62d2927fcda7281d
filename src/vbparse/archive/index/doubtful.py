"""What a person should look at in a document, as rows: made with the other rows of it, and read for the queue."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from vbparse.archive.answers import Doubtful
from vbparse.archive.index.pages import find_values_of_pages
from vbparse.doubts.raising import Doubt, list_doubts, list_pages, list_values
from vbparse.schema import Document, Obligation
from vbparse.vocabularies import DoubtCode, find_member

_NAMED_BY = ("canonical", "task", "name", "label", "title", "text", "date", "position", "message")
"""Fields by which a value is shown on one line, the first that it has."""


def has_doubtful_head(document: Document) -> bool:
    """Whether a value that a list of documents shows is doubtful: number, day, issuer, title or signer; or whether the
    document as a whole is, for something is missing."""
    shown = (document.number, document.issued, document.issuer, document.title, *document.signatures)
    return bool(document.doubts) or any(value.doubts for value in shown if value)


def obligation_doubts(obligation: Obligation) -> list[DoubtCode]:
    """The codes of an obligation and of its due, each once."""
    return list(dict.fromkeys([*obligation.doubts, *(obligation.due.doubts if obligation.due else ())]))


COLUMNS = ("document", "n", "path", "code", "value", "page")


def doubt_rows(document: Document) -> list[tuple[str, int, str, str, str, str | None]]:
    """The doubts of a document (with its corrections applied) as rows, in the order of `COLUMNS`."""
    values = dict(list_values(document)) | list_pages(document)
    on_pages = find_values_of_pages(document)
    return [
        (document.id, n, one.path, one.code, _wording(values.get(one.path)), _page(one, on_pages))
        for n, one in enumerate(list_doubts(document))
    ]


def count_doubtful_values(doubts: Iterable[Sequence[Any]]) -> int:
    """How many values of a document are doubtful, by its rows; the document as a whole, and each page that was read
    badly, count as one."""
    return len({path for _, _, path, _, _, page in doubts if page is None})


def _page(doubt: Doubt, on_pages: Mapping[str, str]) -> str | None:
    """The page that waits in the place of a doubt."""
    return on_pages.get(doubt.path) if doubt.code == DoubtCode.OCR_UNCERTAIN else None


def _wording(value: BaseModel | None) -> str:
    return " ".join(str(next((text for name in _NAMED_BY if (text := getattr(value, name, None))), "")).split())


def read_doubts(db: sqlite3.Connection, documents: Iterable[str], *, every: bool = False) -> dict[str, list[Doubtful]]:
    """What is doubtful in documents (by their ids), in the order of each; those without doubts are left out. With
    `every`, also values in whose place a page waits."""
    rows = db.execute(
        "SELECT d.* FROM json_each(?) j CROSS JOIN doubts d ON d.document = j.value"
        " WHERE ? OR d.page IS NULL ORDER BY j.key, d.n",
        (json.dumps(list(documents)), every),
    )
    doubts: dict[str, list[Doubtful]] = defaultdict(list)
    for row in rows:
        doubts[row["document"]].append(_read_doubt(row))
    return doubts


def _read_doubt(row: sqlite3.Row) -> Doubtful:
    code = find_member(DoubtCode, row["code"])
    reasons = (code.vi, code.en) if code else (row["code"], row["code"])
    return Doubtful(row["path"], row["code"], row["value"], *reasons)
