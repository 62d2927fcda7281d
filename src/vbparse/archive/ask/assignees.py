"""The bodies that are charged, and looking them up by what somebody types."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from vbparse.archive.answers import Assignee
from vbparse.bodies.names import format_unit_name
from vbparse.bodies.units import place_of
from vbparse.errors import InputError, UnknownError
from vbparse.language.folding import fold, split_words
from vbparse.language.levels import level_words
from vbparse.patterns import Cue
from vbparse.text import fold_view

PAGE = 50
"""Bodies of a page, where nobody says."""
_QUOTED = 40
"""Characters of a name that is too long, as a message quotes it."""
LONGEST = 60
"""Words that a name may have."""


def find_bodies(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the bodies that a name names, those of all units unless it names one: by what the name says of the body,
    else by a spelling, else by words (or their beginnings) that all stand in a name or spelling, or in a name with its
    unit; marks do not matter. An id names its body. Raises InputError for more words than a name has.
    """
    name = " ".join(name.split())
    if len(name.split()) > LONGEST:
        raise InputError("filter.long-name", name=name[:_QUOTED], longest=LONGEST)
    plain = fold(fold_view(name))
    if not plain:
        return []
    own = _select_ids(db, "SELECT id FROM bodies WHERE id = ?", (plain,)) or _find_by_name(db, name)
    return own or _find_with_unit_behind(db, name) or _find_by_words_and_unit(db, plain)


def _find_by_name(db: sqlite3.Connection, typed: str) -> list[str]:
    from vbparse.bodies.identity import Home, read_body

    folded = fold(fold_view(typed))
    read = read_body(_LEFT_OUT.sub(lambda word: _MARKED[word[0].lower()], typed), Home(None, None))
    core = fold(read.core)
    if read.unit and (
        named := _select_ids(db, "SELECT id FROM bodies WHERE folded = ? AND unit_name = ?", (core, read.unit))
    ):
        return named
    bodies = _select_ids(db, "SELECT id FROM bodies WHERE folded = ?", (core,)) if core else []
    bodies = bodies or _select_ids(db, "SELECT DISTINCT body FROM spellings WHERE folded = ?", (folded,))
    bodies = bodies or _find_by_words(db, read.core) or _find_by_words(db, folded)
    if bodies and read.unit:
        units = dict(
            db.execute(f"SELECT id, unit_name FROM bodies WHERE id IN ({_placeholders(bodies)})", bodies).fetchall()
        )
        # Whoever leaves marks out leaves them out in the unit as well.
        bodies = [body for body in bodies if units.get(body) == read.unit] or [
            body for body in bodies if fold(units.get(body) or "") == fold(read.unit)
        ]
    return bodies


_MARKED = {
    fold(word): word
    for word in ("thị trấn", "xã", "phường", "đặc khu", "huyện", "tỉnh", "bộ phận", "công chức", "cán bộ", "đồng chí")
}
_LEFT_OUT = Cue(
    rf"(?i)\b(?:{'|'.join(_MARKED)})\b",
    examples=["UBND xa Tan Lap", "Cong chuc Tai chinh", "bo phan mot cua"],
    rejects=["UBND xã Tân Lập", "xanh"],
)
"""Words by which a name is read, typed without marks."""
_LEVELS = {fold(word.split()[-1]) for word in level_words()}


def _find_with_unit_behind(db: sqlite3.Connection, typed: str) -> list[str]:
    """Bodies of a unit that stands behind their name with its place alone, or in small letters: "MTTQ Yên Châu"."""
    parts = typed.split()
    ends = [fold(part.strip(",.-")) for part in parts]
    matches: list[str] = []
    for (unit,) in db.execute("SELECT DISTINCT unit_name FROM bodies WHERE unit_name IS NOT NULL").fetchall():
        for named in (fold(unit).split(), fold(place_of(unit)).split()):
            rest = len(parts) - len(named)
            if rest > 0 and ends[rest:] == named and ends[rest - 1] not in _LEVELS:
                candidates = _find_by_name(db, " ".join(parts[:rest]))
                sql = f"SELECT id FROM bodies WHERE unit_name = ? AND id IN ({_placeholders(candidates)})"
                matches += _select_ids(db, sql, (unit, *candidates))
                break
    return matches


def list_assignees(
    db: sqlite3.Connection, named: str | None = None, *, limit: int | None = PAGE, offset: int = 0
) -> list[Assignee]:
    """Bodies with their spellings, those first that are charged most; those that a name names, if one is given."""
    only, values = "", []
    if named is not None:
        values = find_bodies(db, named)
        only = f" WHERE body IN ({_placeholders(values)})"
    ids = _select_ids(
        db,
        f"SELECT body FROM spellings{only} GROUP BY body ORDER BY sum(count) DESC, body LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    by_id = assignees_by_id(db, ids)
    return [by_id[body] for body in ids if body in by_id]


def count_assignees(db: sqlite3.Connection, named: str | None = None, *, most: int) -> int:
    """How many bodies `list_assignees` has; no more than `most` are counted."""
    if named is not None:
        return len(find_bodies(db, named)[:most])
    sql = "SELECT count(*) FROM (SELECT DISTINCT body FROM spellings LIMIT ?)"
    return int(db.execute(sql, (most,)).fetchone()[0])


def similar_assignees(db: sqlite3.Connection, named: str, limit: int = 3) -> list[Assignee]:
    """The bodies whose names, with or without their units, are nearest to a name, marks aside."""
    from rapidfuzz import fuzz, process

    from vbparse.bodies.identity import Home, read_body

    rows = db.execute("SELECT id, name, unit_name FROM bodies ORDER BY id").fetchall()
    names = {(row["id"], 0): fold(row["name"]) for row in rows}
    names |= {(row["id"], 1): fold(f"{row['name']} {row['unit_name'] or ''}") for row in rows}
    plain = " ".join(named.split())
    near: dict[str, float] = {}
    for one in (fold(plain), fold(read_body(plain, Home(None, None)).name)):
        for _, score, (body, _) in process.extract(one, names, scorer=fuzz.WRatio, limit=limit, score_cutoff=_NEAR):
            near[body] = max(score, near.get(body, 0))
    best = sorted(near, key=lambda body: (-near[body], body))[:limit]
    held = assignees_by_id(db, best)
    return [held[body] for body in best if body in held]


_NEAR = 75
"""Of 100: "Công chức Tài chánh" is as near as that to "Tài chính - Kế toán"."""


def get_assignee(db: sqlite3.Connection, body: str) -> Assignee:
    """One body. Raises UnknownError where there is none of this id."""
    if found := assignees_by_id(db, [body]):
        return found[body]
    raise UnknownError("body.unknown", body=body)


def assignees_by_id(db: sqlite3.Connection, bodies: Iterable[str]) -> dict[str, Assignee]:
    """Bodies by id; spellings by how often they stand."""
    ids = sorted(set(bodies))
    spellings: dict[str, dict[str, int]] = {}
    for row in db.execute(
        f"SELECT body, spelling, count FROM spellings WHERE body IN ({_placeholders(ids)})"
        " ORDER BY count DESC, spelling",
        ids,
    ):
        spellings.setdefault(row["body"], {})[row["spelling"]] = row["count"]
    return {
        row["id"]: Assignee(
            body=row["id"],
            name=row["name"],
            unit=format_unit_name(row["unit_name"]) if row["unit_name"] else None,
            kind=row["kind"],
            spellings=spellings.get(row["id"], {}),
            obligations=sum(spellings.get(row["id"], {}).values()),
        )
        for row in db.execute(f"SELECT id, unit_name, name, kind FROM bodies WHERE id IN ({_placeholders(ids)})", ids)
    }


def _find_by_words(db: sqlite3.Connection, typed: str) -> list[str]:
    """Bodies in whose name or in one of whose spellings all words stand, or words that begin so."""
    tokens = sorted(split_words(fold(typed)), key=len, reverse=True)
    if not tokens:
        return []
    # Most names lack a word wherever it begins, which is seen at once.
    condition = " AND ".join(
        ["instr(folded, ?)"] * len(tokens)
        + ["' ' || replace(replace(folded, '-', ' '), '.', ' ') LIKE ?"] * len(tokens)
    )
    values = [*tokens, *(f"% {word}%" for word in tokens)]
    return _select_ids(
        db,
        f"SELECT id FROM bodies WHERE {condition} UNION SELECT body FROM spellings WHERE {condition} ORDER BY 1",
        (*values, *values),
    )


def _find_by_words_and_unit(db: sqlite3.Connection, typed: str) -> list[str]:
    """Bodies of a unit that is named with all its words, in whose name the other words stand: what a name says by
    itself need not be what it says with a unit behind."""
    tokens = set(split_words(fold(typed)))
    units = [unit for (unit,) in db.execute("SELECT DISTINCT unit_name FROM bodies") if unit]
    named = {unit: own for unit in units if (own := set(split_words(fold(unit)))) and own <= tokens}
    rows = db.execute(
        f"SELECT id, name, unit_name FROM bodies WHERE unit_name IN ({_placeholders(named)}) ORDER BY id", tuple(named)
    )
    return [row["id"] for row in rows if tokens <= {*split_words(fold(row["name"])), *named[row["unit_name"]]}]


def _select_ids(db: sqlite3.Connection, sql: str, values: Iterable[object]) -> list[str]:
    return [row[0] for row in db.execute(sql, tuple(values))]


def _placeholders(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
