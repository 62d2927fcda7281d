"""What a file turned out to be, in a few words for who brought it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from vbparse.archive.ask.showing import list_versions
from vbparse.archive.index import heads


@dataclass(frozen=True, slots=True)
class Summary:
    """A document of a file. `number` is its số ký hiệu, `date` as EDTF; `tasks` is how many obligations it holds,
    `to_review` how many of its values a person should look at; `versions` are the ids of other files that are the same
    document."""

    document: str
    doc_type: str | None
    number: str | None
    date: str | None
    title: str | None
    issuer: str | None
    tasks: int
    to_review: int
    versions: tuple[str, ...] = ()


def summarise_file(db: sqlite3.Connection, sha256: str) -> list[Summary]:
    """The documents that are stored of a file, in the order in which they stand there."""
    rows = db.execute(
        f"SELECT row, {heads.COLUMNS}, (SELECT count(*) FROM obligations WHERE head = h.row) AS tasks,"
        " coalesce((SELECT doubtful FROM anomalies a WHERE a.document = h.document), 0) AS to_review"
        " FROM heads h WHERE document >= ? AND document < ? || '$' ORDER BY length(document), document",  # '#' < '$'
        (sha256, sha256),
    )
    summaries: list[Summary] = []
    for row in rows.fetchall():
        head = heads.read_head(row)
        others = tuple(one.document for one in list_versions(db, head.work) if one.document != head.document)
        summaries.append(
            Summary(
                head.document, head.doc_type, head.canonical, head.date, head.title, head.issuer,
                row["tasks"], row["to_review"], others,
            )
        )  # fmt: skip
    return summaries
