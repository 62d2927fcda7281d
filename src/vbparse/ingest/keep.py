"""The way of files into an archive: parsing on one side, storing on the other.

Workers read, parse and keep the original; one process writes the database, some documents a step. A run that is cut
off at any moment loses at most the step it was in: to run again does what is left.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vbparse.archive import originals, upkeep
from vbparse.archive.store import Store, sweep
from vbparse.errors import InputError
from vbparse.ingest import secrecy
from vbparse.ingest.batch import Outcome, Spread, in_turn
from vbparse.ingest.inputs import Given, place
from vbparse.schema import Document

STEP, SECONDS = 50, 1.0
"""Documents, and the time, after which a step is written."""

State = Literal["added", "again", "held", "removed", "failed", "new", "secret", "copied", "no copy", "copy failed"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: added, held already (under this name: held; under another: again), failed, or left out
    because its documents were removed; in a dry run, new; parsed again, and only now seen to be marked secret. Where
    searchable copies are made, a second word on the file: copied, no copy (of its kind none is made), or copy failed.
    `text` is the reason or the SHA-256 of the content."""

    name: str
    state: State
    text: str = ""


def path(name: str) -> str:
    """Where a file is, so that it can be found again; standard input as it is called."""
    return name if name == "-" else str(Path(name).absolute())


@dataclass(frozen=True, slots=True)
class Way:
    """How files come in: what a name is written down as, who brought them, and after how many documents a step is
    written (None: `STEP`)."""

    called: Callable[[str], str] = path
    by: str | None = None
    step: int | None = None

    def ingested(self, name: str, sha256: str, size: int) -> dict[str, Any]:
        """What the journal says of a file."""
        said = {"sha256": sha256, "name": self.called(name), "size": size}
        return said | {"by": self.by} if self.by else said


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a worker gives back."""

    sha256: str
    size: int
    documents: list[Document]


@dataclass(frozen=True, slots=True)
class Parse:
    """Read a file, parse it and keep its original; goes to worker processes as it is. What bears a mark of secrecy is
    kept only with `accept_secret`: SecretError comes before anything is written."""

    folder: Path
    accept_secret: bool = False

    def __call__(self, given: Given) -> Parsed:
        from vbparse import pipeline

        data = given.read()
        sha256 = hashlib.sha256(data).hexdigest()
        name = Path(given.name).name
        documents = pipeline.parse_parts(data, name=name)
        if not self.accept_secret:
            secrecy.refuse(documents, name)
        originals.keep(self.folder, sha256, data)
        return Parsed(sha256, len(data), documents)


@dataclass(frozen=True, slots=True)
class ParseAgain:
    """Parse an original of a folder, which the path of what is given names; goes to worker processes as it is."""

    folder: Path

    def __call__(self, given: Given) -> Parsed:
        from vbparse import pipeline

        sha256 = given.path.name if given.path else given.name
        data = originals.read(self.folder, sha256)
        return Parsed(sha256, len(data), pipeline.parse_parts(data, name=Path(given.name).name))


def ingest(
    store: Store,
    given: Sequence[Given],
    *,
    spread: Spread = in_turn,
    dry: bool = False,
    removed: bool = False,
    accept_secret: bool = False,
    way: Way | None = None,
) -> Iterator[Taken]:
    """Take files in, in their order. With `dry` nothing is parsed or kept; with `removed` documents that were taken
    out of the archive come back; with `accept_secret` those are kept that bear a mark of secrecy. `spread` parses;
    `way` is said where files do not stand where their names say."""
    way = way or Way()
    if not dry:
        sweep(store)
    waiting: dict[str, Given] = {}
    twins: list[Given] = []
    for one in given:
        sha256, taken = _looked_up(store, one, way, removed=removed, dry=dry)
        if taken:
            yield taken
        elif sha256 in waiting:
            twins.append(one)
        else:
            waiting[sha256] = one
    if dry:
        yield from (Taken(one.name, "new") for one in waiting.values())
        yield from (Taken(one.name, "again") for one in twins)
        return
    parse, added = Parse(store.folder, accept_secret), 0
    for new in _stored(store, spread(parse, waiting.values()), way):
        added += new.state == "added"
        yield new
    for one in twins:
        _, taken = _looked_up(store, one, way, removed=removed, dry=False)
        yield from [taken] if taken else _stored(store, spread(parse, [one]), way)
    upkeep.tidy(store, added)


def retry(store: Store, *, spread: Spread = in_turn, accept_secret: bool = False) -> Iterator[Taken]:
    """Take files in that failed before; one that is not there any more is forgotten."""
    names = [row["name"] for row in store.db.execute("SELECT name FROM failures ORDER BY name").fetchall()]
    there = {name: place(name) for name in names if Path(name).is_absolute() and os.path.lexists(place(name))}
    with store.writing() as step:
        for name in [name for name in names if name not in there]:
            step.say("forgotten", name=name)
    given = [Given(name, path=path) for name, path in there.items()]
    yield from ingest(store, given, spread=spread, accept_secret=accept_secret)


def reparse(store: Store, *, spread: Spread = in_turn) -> Iterator[Taken]:
    """Parse every original again, with what people said kept. A document that cannot be parsed any more stays as it
    is; so does one that is only now seen to be marked secret, and it is told."""
    rows = store.db.execute("SELECT DISTINCT sha256 FROM documents ORDER BY sha256").fetchall()
    yield from _parsed_again(store, [row["sha256"] for row in rows], spread)


def rebuild(folder: Path, *, spread: Spread = in_turn) -> Iterator[Taken]:
    """Make the database again: from the parsed documents in it, or, where it is damaged or gone, from the originals
    and the journal."""
    if upkeep.is_sound(folder):
        with Store(folder) as store:
            upkeep.rebuild(store)
            yield from _parsed_again(store, upkeep.unheld(store), spread)
        return
    if not (folder / "originals").exists():
        raise InputError(f"{folder}: there is no archive and there are no originals; check the folder.")
    upkeep.begin_again(folder)
    with Store(folder) as store:
        yield from _parsed_again(store, upkeep.unheld(store), spread)


def _looked_up(store: Store, given: Given, way: Way, *, removed: bool, dry: bool) -> tuple[str, Taken | None]:
    """SHA-256 of a file, and what became of it where it does not have to be parsed."""
    if given.fault:
        return "", Taken(given.name, "failed", given.fault)  # of the call, not of a file that could be tried again
    try:
        data = given.read()
    except InputError as error:
        return "", _failed(store, given.name, str(error).removeprefix(f"{given.name}: "), way, dry=dry)
    sha256 = hashlib.sha256(data).hexdigest()
    if tomb := None if removed else _tombstone(store, sha256):
        return sha256, Taken(given.name, "removed", tomb)
    return sha256, _known(store, given, sha256, data, way, dry=dry)


def _known(store: Store, given: Given, sha256: str, data: bytes, way: Way, *, dry: bool) -> Taken | None:
    """Whether a content is held; another name for it is noted, and an original that was lost or changed kept again."""
    if not store.db.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone():
        return None
    if not dry:
        originals.keep(store.folder, sha256, data)
    name = way.called(given.name)
    named = store.db.execute("SELECT 1 FROM sources WHERE sha256 = ? AND name = ?", (sha256, name)).fetchone()
    if named and not store.db.execute("SELECT 1 FROM failures WHERE name = ?", (name,)).fetchone():
        return Taken(given.name, "held", sha256)
    if not dry:
        with store.writing() as step:
            step.say("ingested", **way.ingested(given.name, sha256, len(data)))
    return Taken(given.name, "held" if named else "again", sha256)


def documents_of(store: Store, sha256: str) -> list[str]:
    """Ids of the documents that are held of a content."""
    rows = store.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,))
    return [row["id"] for row in rows]


def _tombstone(store: Store, sha256: str) -> str | None:
    row = store.db.execute("SELECT why, at FROM tombstones WHERE sha256 = ?", (sha256,)).fetchone()
    return f"removed on {row['at'][:10]}: {row['why']}" if row else None


def _failed(store: Store, name: str, reason: str, way: Way, *, dry: bool) -> Taken:
    if not dry:
        with store.writing() as step:
            _say_failed(store, step.say, way.called(name), reason)
    return Taken(name, "failed", reason)


def _say_failed(store: Store, say: Callable[..., int], name: str, reason: str) -> None:
    row = store.db.execute("SELECT reason FROM failures WHERE name = ?", (name,)).fetchone()
    if row is None or row["reason"] != reason:
        say("failed", name=name, reason=reason)


def _stored(store: Store, outcomes: Generator[Outcome[Parsed], None, None], way: Way) -> Iterator[Taken]:
    """Write what the workers give, some documents a step."""
    step: list[Outcome[Parsed]] = []
    begun = time.monotonic()
    with closing(outcomes):
        for outcome in outcomes:
            step.append(outcome)
            if len(step) >= (way.step or STEP) or time.monotonic() - begun > SECONDS:
                yield from _write(store, step, way)
                step, begun = [], time.monotonic()
        yield from _write(store, step, way)


def _write(store: Store, outcomes: Sequence[Outcome[Parsed]], way: Way) -> list[Taken]:
    taken: list[Taken] = []
    with store.writing() as step:
        for outcome in outcomes:
            if outcome.value is None:
                _say_failed(store, step.say, way.called(outcome.name), outcome.fault or "")
                taken.append(Taken(outcome.name, "failed", outcome.fault or ""))
                continue
            value = outcome.value
            said = way.ingested(outcome.name, value.sha256, value.size)
            known = "SELECT 1 FROM sources WHERE sha256 = ? AND name = ?"
            if not store.db.execute(known, (said["sha256"], said["name"])).fetchone():
                step.say("ingested", **said)
            step.put(value.documents)
            taken.append(Taken(outcome.name, "added", value.sha256))
    return taken


def _parsed_again(store: Store, contents: Sequence[str], spread: Spread) -> Iterator[Taken]:
    """Parse originals under the names they came with."""
    given: list[Given] = []
    for sha256 in contents:
        row = store.db.execute("SELECT name FROM sources WHERE sha256 = ? ORDER BY n", (sha256,)).fetchone()
        given.append(Given(row["name"] if row else sha256, path=originals.place(store.folder, sha256)))
    step: list[Document] = []
    with closing(spread(ParseAgain(store.folder), given)) as outcomes:
        for outcome in outcomes:
            if outcome.value is None:
                yield Taken(outcome.name, "failed", outcome.fault or "")
                continue
            documents = outcome.value.documents
            found = secrecy.mark(documents)
            new = found and not _marked_before(store, outcome.value.sha256)
            step += documents
            if len(step) >= STEP:
                _put(store, step)
                step = []
            if new:
                yield Taken(outcome.name, "secret", secrecy.told(found or ""))
            else:
                yield Taken(outcome.name, "added", outcome.value.sha256)
    _put(store, step)
    upkeep.tidy(store, len(contents))


def _marked_before(store: Store, sha256: str) -> bool:
    """Whether a content was held as secret, which somebody accepted."""
    rows = store.db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchall()
    return secrecy.mark([store.parsed(row["id"]) for row in rows]) is not None


def _put(store: Store, documents: Sequence[Document]) -> None:
    if documents:
        with store.writing() as step:
            step.put(documents)
