"""What stored documents say of the effect of others: what replaces, repeals or amends them, and how far.

Only what a document states is an answer; that nothing is found does not say that a document is in force.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from vbparse.archive.answers import Citation
from vbparse.archive.ask.citations import CURRENT, build_citations
from vbparse.archive.citing import Effect
from vbparse.language.effects import Extent, read_effect

EFFECTS = ("replaces", "repeals", "amends")
"""Relations that change the effect of the document cited, the strongest first."""
_SAYING = "relation IN ('replaces', 'repeals', 'amends') OR (relation = 'cites' AND sentence LIKE '%i bỏ%')"
"""What may say so. A part that is repealed ("bãi bỏ Điều 5 Quyết định số 8") is a mention of its document."""


def effects_on(db: sqlite3.Connection, works: Iterable[str]) -> dict[str, list[Effect]]:
    """What is said of each of these works, of those of which something is said: what ends it as a whole first, of
    equals the newest first."""
    rows = db.execute(
        f"SELECT * FROM refs WHERE resolved IN (SELECT value FROM json_each(?)) AND ({_SAYING}) AND {CURRENT}"
        " ORDER BY head DESC, row",
        (json.dumps(list(works)),),
    ).fetchall()
    found: dict[str, list[Effect]] = {}
    for citation in build_citations(db, rows):
        effect = _read_effect(citation)
        if effect and citation.cited:
            found.setdefault(citation.cited.work, []).append(effect)
    return {work: sorted(effects, key=_strength) for work, effects in found.items()}


def list_effects(db: sqlite3.Connection, work: str) -> list[Effect]:
    """What stored documents say of the effect of a work."""
    return effects_on(db, [work]).get(work, [])


def _read_effect(citation: Citation) -> Effect | None:
    mentions = citation.relation == "cites"
    relation, named = "repeals" if mentions else citation.relation, citation.canonical or citation.name
    extent: Extent | None = "part" if relation == "amends" else "whole"
    if citation.sentence:
        extent = read_effect(citation.sentence, named, relation, citation.head.doc_type)
    if not extent or (mentions and extent == "whole"):
        return None
    return Effect(relation, extent, citation.head, citation.id, citation.sentence, citation.section, citation.page)


def _strength(effect: Effect) -> tuple[bool, int]:
    return effect.extent != "whole", EFFECTS.index(effect.relation)
