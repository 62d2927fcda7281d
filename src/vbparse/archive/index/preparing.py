"""What can be made of a document without the archive: how it is stored, and its rows but for their numbers.

Workers prepare what they parse, so that the one process that writes has little left to do.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vbparse.archive.folder.packing import Packed, pack_document
from vbparse.archive.index import doubtful, fulltext, rows
from vbparse.archive.index.bodies import spelling_key
from vbparse.archive.index.places import find_places
from vbparse.bodies.identity import Home, home_of, read_body
from vbparse.language.folding import fold
from vbparse.schema import Body, Document, Obligation
from vbparse.vocabularies import Severity

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """The home of a document as the document alone states it, the units that it names, each with the one above, and
    whom its obligations charge: the position of each, the name as it is read, and as it is written where that tells it
    from the others."""

    home: Home
    units: frozenset[tuple[str, str | None]]
    charged: tuple[tuple[int, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class PreparedRows:
    """The rows of a document (with its corrections applied), in the order of the columns that `rows` lists. `day` is
    the first on which it can have been issued; `severities` are those of its anomalies."""

    id: str
    day: date | None
    head: dict[str, Any]
    facts: HomeFacts
    places: str
    words: tuple[str, ...]
    obligations: list[Row]
    tasks: list[str]
    phases: list[Row]
    references: list[Row]
    doubts: list[Row]
    severities: list[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A parsed document as it is stored, with its rows as it was read. `errors` is what its anomalies of severity error
    say."""

    id: str
    sha256: str
    producer: str
    packed: Packed
    rows: PreparedRows
    errors: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nothing in the document is doubtful."""
        return not self.rows.doubts


def prepare_document(document: Document) -> Prepared:
    """A document as it was parsed, ready to be stored."""
    source = document.source
    errors = dict.fromkeys(one.message for one in document.anomalies if one.severity == Severity.ERROR)
    packed, rows_as_read = pack_document(document), prepare_rows(document)
    return Prepared(document.id, source.sha256, source.producer, packed, rows_as_read, tuple(errors))


def prepare_rows(document: Document) -> PreparedRows:
    """The rows of a document, with its corrections applied."""
    head, places = rows.head_values(document), find_places(document)
    return PreparedRows(
        id=document.id,
        day=rows.first_day(document),
        head=head,
        facts=read_home_facts(document),
        places=json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        words=fulltext.indexed_words(head, document.text or ""),
        obligations=_in_order(
            rows.OBLIGATION, (rows.obligation_row(document, head, item, places) for item in document.obligations)
        ),
        tasks=[fold(item.task) for item in document.obligations],
        phases=_in_order(rows.PHASE, (rows.phase_row(document, item) for item in document.phases)),
        references=_in_order(
            rows.REFERENCE, (rows.reference_row(document, item, places) for item in document.references)
        ),
        doubts=doubtful.doubt_rows(document),
        severities=[anomaly.severity for anomaly in document.anomalies],
    )


def _in_order(columns: Sequence[str], values: Iterable[dict[str, Any]]) -> list[Row]:
    return [tuple(row[name] for name in columns) for row in values]


def read_home_facts(document: Document) -> HomeFacts:
    """Where a document speaks from, which units it places under which, and whom it charges."""
    issued, issuer = document.issued, document.issuer
    own_home = home_of(
        issuer.canonical if issuer else None,
        place=issued.place if issued else None,
        parent=issuer.parent if issuer else None,
        text=document.text or "",
    )
    charged = tuple(
        (position, body.name, written)
        for position, obligation in enumerate(document.obligations)
        for body, written in _as_written(obligation)
    )
    names = dict.fromkeys(name for _, name, _ in charged)
    return HomeFacts(own_home, frozenset(_named_units(names, own_home)), charged)


def _named_units(names: Iterable[str], home: Home) -> Iterator[tuple[str, str | None]]:
    if home.unit:
        yield home.unit, home.parent
    for read in (read_body(name, home) for name in names):
        if read.unit and read.unit != home.unit:
            yield read.unit, read.parent


def _as_written(obligation: Obligation) -> Iterator[tuple[Body, str | None]]:
    """The assignees of an obligation, each as it is written where that distinguishes it from the others."""
    key = spelling_key
    stand = Counter(name for body in obligation.assignees for name in {key(body.text), key(body.name)})
    return ((body, body.text if stand[key(body.text)] == 1 else None) for body in obligation.assignees)
