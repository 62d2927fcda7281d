"""References between stored documents, as they are asked for: what cites what, what is missing, chains and graphs.

Only the version that stands for a work counts as citing; a document that is named by its id shows its own references.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from vbparse.archive.answers import Citation, Edge, Graph, Head, Missing
from vbparse.archive.folder import database
from vbparse.archive.index import heads, keys
from vbparse.archive.settle import restrictions
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold, split_words

CHAIN = ("basis", "implements", "amends", "replaces", "repeals", "attached_to")
"""Relations by which a document rests on another."""
RELATIONS = (*CHAIN, "cites")
PAGE = 50
"""Items of a page, where nobody says."""
CHAIN_DEPTH = 10
"""Steps each way, where nobody says: chains of legal bases are shorter."""
_CACHED = 65536
"""Wordings kept: a search for missing documents asks for the same ones again and again."""
NODES = 500
"""Documents of a graph, where nobody says: more cannot be read in a picture."""
CITING = 20
"""Citing documents that are listed of a missing one."""

TELLING = 500
"""Citations of a missing document that are read for how it is called: some decrees are cited in every document."""

_COPIED = (
    *("id", "relation", "doc_type", "canonical", "name", "date", "issuer", "section", "page", "sentence", "status"),
    "wanted",
)
# Few versions stand behind another: to leave them out is quicker than to look each citing document up.
_CURRENT = "head NOT IN (SELECT row FROM heads WHERE current = 0)"
_SURE = (
    " AND NOT EXISTS (SELECT 1 FROM doubts d WHERE d.document = refs.document AND d.path = 'references.' || refs.id)"
)
_FULLNESS = (
    "1000 * ((number_key IS NOT NULL) + (issuer IS NOT NULL) + (date IS NOT NULL) + (name IS NOT NULL))"
    " + 100 * length(coalesce(number_key, '')) + length(coalesce(issuer, '')) + length(coalesce(name, ''))"
)


def outgoing_citations(db: sqlite3.Connection, document: str, *, sure: bool = False) -> list[Citation]:
    """What a document refers to, in the order of its text; with `sure`, only references that are not doubtful."""
    sql = f"SELECT * FROM refs WHERE document = ?{_SURE if sure else ''} ORDER BY start, row"
    found = db.execute(sql, (document,))
    return _build_citations(db, found.fetchall())


def incoming_citations(
    db: sqlite3.Connection, work: str, *, limit: int = PAGE, offset: int = 0, sure: bool = False
) -> list[Citation]:
    """The references that are resolved to a work, the newest citing document first; with `sure`, only sure ones."""
    condition = _CURRENT + (_SURE if sure else "")
    found = db.execute(
        f"SELECT * FROM refs WHERE resolved = ? AND {condition} ORDER BY head DESC, row DESC LIMIT ? OFFSET ?",
        (work, limit, offset),
    )
    return _build_citations(db, found.fetchall())


def missing_documents(
    db: sqlite3.Connection, *, limit: int = PAGE, offset: int = 0, text: str | None = None
) -> list[Missing]:
    """Documents that are cited and not stored: first what most documents cite, of equals the newest; those in whose
    number, name or issuer all words of `text` stand, as they are cited, with marks or without."""
    tokens = split_words(fold(text or ""))
    if tokens:
        database.define_function(db, "said", 4, _searchable_wording)
    condition = " AND said(doc_type, canonical, name, issuer) LIKE ?" * len(tokens)
    found = db.execute(
        f"SELECT wanted, count(DISTINCT head) AS count FROM refs WHERE wanted IS NOT NULL AND {_CURRENT}{condition}"
        " GROUP BY wanted ORDER BY count DESC, max(date) DESC, wanted LIMIT ? OFFSET ?",
        (*(f"% {word}%" for word in tokens), limit, offset),
    )
    return list(_build_missing(db, {row["wanted"]: row["count"] for row in found}).values())


def count_incoming(db: sqlite3.Connection, work: str, *, most: int) -> int:
    """How many references `incoming_citations` has; no more than `most` are counted."""
    found = db.execute(f"SELECT 1 FROM refs WHERE resolved = ? AND {_CURRENT} LIMIT ?", (work, most))
    return len(found.fetchall())


def count_missing(db: sqlite3.Connection, *, most: int) -> int:
    """How many documents are cited and not stored; no more than `most` are counted."""
    sql = f"SELECT DISTINCT wanted FROM refs WHERE wanted IS NOT NULL AND {_CURRENT} LIMIT ?"
    return len(db.execute(sql, (most,)).fetchall())


def missing_document(db: sqlite3.Connection, wanted: str) -> Missing | None:
    """The missing document of a key; None where it is stored by now, or nothing cites it."""
    return _build_missing(db, _count_citing(db, [wanted])).get(wanted)


def citations_of_missing(db: sqlite3.Connection, wanted: str, *, limit: int = PAGE, offset: int = 0) -> list[Citation]:
    """The references by which documents cite a missing one, the newest citing document first."""
    sql = f"SELECT * FROM refs WHERE wanted = ? AND {_CURRENT} ORDER BY head DESC, row DESC LIMIT ? OFFSET ?"
    return _build_citations(db, db.execute(sql, (wanted, limit, offset)).fetchall())


def trace_chain(
    db: sqlite3.Connection, work: str, *, depth: int = CHAIN_DEPTH, limit: int = NODES, relations: Sequence[str] = CHAIN
) -> Graph:
    """What a document rests on, what that rests on, and so on; and what rests on it. `depth` counts steps each way,
    `limit` documents."""
    up = _reach_nodes(db, [work], lambda key: _cited_keys(db, key, relations), depth, limit)
    down = _reach_nodes(db, [work], lambda key: _citing_works(db, key, relations), depth, limit + 1 - len(up))
    return _build_graph(db, [*up, *down], relations)


def citation_graph(db: sqlite3.Connection, work: str | None = None, depth: int = 2, limit: int = NODES) -> Graph:
    """The citations within so many steps of a document, whichever way they point, missing documents joining those that
    cite them; or of the whole archive. Of more than `limit` documents the nearest stay, or the newest with what they
    cite."""
    if work is None:
        return _build_graph(db, _newest_nodes(db, limit), RELATIONS)

    def neighbours_of(key: str) -> Iterator[str]:
        yield from _cited_keys(db, key, RELATIONS)
        yield from _citing_works(db, key, RELATIONS)

    return _build_graph(db, _reach_nodes(db, [work], neighbours_of, depth, limit), RELATIONS)


# --- citations


def _build_citations(db: sqlite3.Connection, found: Sequence[sqlite3.Row]) -> list[Citation]:
    rows = restrictions.references_as_seen(db, found)
    candidates = [json.loads(row["candidates"]) for row in rows]
    citing = heads.heads_by_row(db, {row["head"] for row in rows})
    named = {work for works in candidates for work in works} | {row["resolved"] for row in rows if row["resolved"]}
    cited_heads = heads.heads_by_document(db, named)
    return [
        Citation(
            **{name: row[name] for name in _COPIED},
            head=citing[row["head"]],
            cited=cited_heads.get(row["resolved"]),
            candidates=[cited_heads[work] for work in works if work in cited_heads],
            disagrees=json.loads(row["disagrees"]),
        )
        for row, works in zip(rows, candidates, strict=True)
    ]


# --- missing documents


def _count_citing(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """How many documents cite each of the missing ones."""
    found = db.execute(
        "SELECT wanted, count(DISTINCT head) AS count FROM refs"
        f" WHERE wanted IN (SELECT value FROM json_each(?)) AND {_CURRENT} GROUP BY wanted",
        (json.dumps(list(keys)),),
    )
    return {row["wanted"]: row["count"] for row in found}


def _build_missing(db: sqlite3.Connection, counted: Mapping[str, int]) -> dict[str, Missing]:
    """Missing documents by their keys, which are counted. The wording is that of the citation that says most, of the
    newest ones."""
    # With max(), SQLite takes the other columns from the row that has the maximum.
    sql = (
        f"SELECT wanted, max({_FULLNESS}), doc_type, canonical, name, date, issuer,"
        " group_concat(DISTINCT candidates) AS candidates, group_concat(DISTINCT disagrees) AS disagrees"
        f" FROM (SELECT * FROM refs WHERE wanted = ? AND {_CURRENT} ORDER BY head DESC LIMIT {TELLING})"
    )
    rows = [db.execute(sql, (key,)).fetchone() for key in counted]
    candidates = {row["wanted"]: _join_lists(row["candidates"]) for row in rows}
    near_heads = heads.heads_by_document(db, {work for works in candidates.values() for work in works})
    columns = ("wanted", "doc_type", "canonical", "name", "date", "issuer")
    return {
        row["wanted"]: Missing(
            **{name: row[name] for name in columns},
            citations=counted[row["wanted"]],
            cited_by=_citing_heads(db, row["wanted"]),
            near=(beside := [near_heads[work] for work in candidates[row["wanted"]] if work in near_heads]),
            disagrees=_join_lists(row["disagrees"]) if beside else [],
        )
        for row in rows
    }


@lru_cache(maxsize=_CACHED)
def _searchable_wording(doc_type: str | None, *parts: str | None) -> str:
    """How a document is cited as words without marks, a blank before each; its type by code and by name."""
    kinds = (doc_type, names_by_code().get(doc_type or ""))
    return " " + " ".join(split_words(fold(" ".join(filter(None, (*kinds, *parts))))))


def _citing_heads(db: sqlite3.Connection, key: str) -> list[Head]:
    found = db.execute(
        f"SELECT DISTINCT head FROM refs WHERE wanted = ? AND {_CURRENT} ORDER BY head DESC LIMIT ?", (key, CITING)
    )
    return heads.heads_in_order(db, [row["head"] for row in found.fetchall()])


def _join_lists(lists: str) -> list[str]:
    """What stands in any of several JSON lists that are joined by commas."""
    return sorted({value for values in json.loads(f"[{lists}]") for value in values})


# --- graphs: nodes are works, and keys of missing documents


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


def _build_graph(db: sqlite3.Connection, keys: Sequence[str], relations: Sequence[str]) -> Graph:
    """The documents of these keys, and all citations between them."""
    held = heads.heads_by_document(db, dict.fromkeys(keys))
    lost = _build_missing(db, _count_citing(db, [key for key in keys if key not in held]))
    nodes: dict[str, Head | Missing] = {key: node for key in keys if (node := held.get(key) or lost.get(key))}
    edges = (edge for key in nodes if key in held for edge in _iter_edges(db, key, relations))
    return Graph(nodes, list(dict.fromkeys(edge for edge in edges if edge.target in nodes)))


def _placeholders(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
