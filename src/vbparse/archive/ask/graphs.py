"""Chains and graphs of citations. Nodes are works, and keys of missing documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from vbparse.archive.answers import Edge, Graph, Head, Missing
from vbparse.archive.ask.wanted import build_missing, count_citing
from vbparse.archive.index import heads, keys
from vbparse.archive.settle import restrictions

CHAIN = ("basis", "implements", "amends", "replaces", "repeals", "attached_to")
"""Relations by which a document rests on another."""
RELATIONS = (*CHAIN, "cites")
CHAIN_DEPTH = 10
"""Steps each way, where nobody says: chains of legal bases are shorter."""
NODES = 500
"""Documents of a graph, where nobody says: more cannot be read in a picture."""


def trace_chain(
    db: sqlite3.Connection, work: str, *, depth: int = CHAIN_DEPTH, limit: int = NODES, relations: Sequence[str] = CHAIN
) -> Graph:
    """What a document rests on, what that rests on, and so on; and what rests on it. `depth` counts steps each way,
    `limit` documents."""
    up = _reach_nodes(db, [work], lambda key: _cited_keys(db, key, relations), depth, limit)
    down = _reach_nodes(db, [work], lambda key: _citing_works(db, key, relations), depth, limit + 1 - len(up))
    return build_graph(db, [*up, *down], relations)


def citation_graph(db: sqlite3.Connection, work: str | None = None, depth: int = 2, limit: int = NODES) -> Graph:
    """The citations within so many steps of a document, whichever way they point, missing documents joining those that
    cite them; or of the whole archive. Of more than `limit` documents the nearest stay, or the newest with what they
    cite."""
    if work is None:
        return build_graph(db, _newest_nodes(db, limit), RELATIONS)

    def neighbours_of(key: str) -> Iterator[str]:
        yield from _cited_keys(db, key, RELATIONS)
        yield from _citing_works(db, key, RELATIONS)

    return build_graph(db, _reach_nodes(db, [work], neighbours_of, depth, limit), RELATIONS)


def _reach_nodes(
    db: sqlite3.Connection, start: Iterable[str], step: Callable[[str], Iterator[str]], depth: int, limit: int
) -> list[str]:
    """Nodes within so many steps, the nearest first; no way leads through what may not be found."""
    unseen = restrictions.hidden_documents(db)
    nodes = dict.fromkeys(start)
    edge = list(nodes)
    for _ in range(depth):
        count = len(nodes)
        for key in edge:
            for other in step(key):
                if other in unseen:
                    continue
                if other not in nodes and len(nodes) >= limit:
                    return list(nodes)
                nodes.setdefault(other)
        edge = list(nodes)[count:]
    return list(nodes)


def _newest_nodes(db: sqlite3.Connection, limit: int) -> list[str]:
    nodes: dict[str, None] = {}
    for row in db.execute("SELECT document FROM heads WHERE current = 1 ORDER BY row DESC"):
        for key in (row["document"], *_cited_keys(db, row["document"], RELATIONS)):
            if key not in nodes and len(nodes) >= limit:
                return list(nodes)
            nodes.setdefault(key)
    return list(nodes)


def _iter_edges(db: sqlite3.Connection, work: str, relations: Sequence[str]) -> Iterator[Edge]:
    """The references of a work; one that is ambiguous leads to each candidate."""
    rows = db.execute(
        "SELECT r.relation, r.status, r.resolved, r.candidates, r.wanted FROM heads h JOIN refs r ON r.head = h.row"
        f" WHERE h.document = ? AND r.relation IN ({_placeholders(relations)}) ORDER BY r.start, r.row",
        (work, *relations),
    )
    for row in rows:
        ambiguous = json.loads(row["candidates"]) if row["status"] == "ambiguous" else []
        for target in (row["resolved"], row["wanted"], *ambiguous):
            if target:
                yield Edge(work, target, row["relation"], row["status"])


def _cited_keys(db: sqlite3.Connection, work: str, relations: Sequence[str]) -> Iterator[str]:
    return (edge.target for edge in _iter_edges(db, work, relations))


def _citing_works(db: sqlite3.Connection, key: str, relations: Sequence[str]) -> Iterator[str]:
    """Works that cite a work or a missing document, the newest first; then those of which this is not sure."""
    for column in ("resolved", "wanted"):
        rows = db.execute(
            f"SELECT h.work FROM refs r JOIN heads h ON h.row = r.head WHERE r.{column} = ? AND h.current = 1"
            f" AND r.relation IN ({_placeholders(relations)}) ORDER BY r.head DESC",
            (key, *relations),
        )
        yield from (row["work"] for row in rows)
    yield from _possibly_citing_works(db, key, relations)


def _possibly_citing_works(db: sqlite3.Connection, work: str, relations: Sequence[str]) -> Iterator[str]:
    named = db.execute("SELECT number_key, title_key FROM heads WHERE document = ?", (work,)).fetchone()
    number, title = named or (None, None)
    wordings = [title, number, *(keys.shortened_keys(number) if number else ())]
    rows = db.execute(
        "SELECT h.work FROM refs r JOIN heads h ON h.row = r.head WHERE r.status = 'ambiguous'"
        " AND coalesce(r.number_key, r.title_key) IN (SELECT value FROM json_each(?)) AND h.current = 1"
        " AND EXISTS (SELECT 1 FROM json_each(r.candidates) WHERE value = ?)"
        f" AND r.relation IN ({_placeholders(relations)}) ORDER BY r.head DESC",
        (json.dumps(wordings), work, *relations),
    )
    yield from (row["work"] for row in rows)


def build_graph(db: sqlite3.Connection, keys: Sequence[str], relations: Sequence[str]) -> Graph:
    """The documents of these keys, and all citations between them."""
    held = heads.heads_by_document(db, dict.fromkeys(keys))
    lost = build_missing(db, count_citing(db, [key for key in keys if key not in held]))
    nodes: dict[str, Head | Missing] = {key: node for key in keys if (node := held.get(key) or lost.get(key))}
    edges = (edge for key in nodes if key in held for edge in _iter_edges(db, key, relations))
    return Graph(nodes, list(dict.fromkeys(edge for edge in edges if edge.target in nodes)))


def _placeholders(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
