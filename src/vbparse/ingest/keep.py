"""The way of files into an archive: parsing on one side, storing on the other.

Workers read, parse and keep the original; one process writes the database, some documents a step. A run that is cut
off at any moment loses at most the step it was in: to run again does what is left.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from vbparse.archive.folder import originals
from vbparse.archive.index.preparing import Prepared
from vbparse.archive.store import upkeep
from vbparse.archive.store.store import Store
from vbparse.archive.store.writing import Writing
from vbparse.edtf import cut_time
from vbparse.errors import InputError
from vbparse.ingest.batch import Outcome, Spread, in_turn
from vbparse.ingest.inputs import Given, place, same_name
from vbparse.ingest.parsing import Parse, Parsed
from vbparse.sentences import Sentence

STEP, SECONDS = 50, 1.0
"""Documents, and the time, after which a step is written."""

State = Literal["added", "again", "held", "removed", "failed", "new", "secret", "copied", "no copy", "copy failed"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: added, held already (under this name: held; under another: again), failed, or left out
    because its documents were removed; in a dry run, new; parsed again, and only now seen to be marked secret. Where
    searchable copies are made, a second word on the file: copied, no copy (of its kind none is made), or copy failed.
    `text` is the reason or the SHA-256 of the content, `errors` what the anomalies of severity error say of what was
    added; `documents` is how many it holds, `doubtful` how many of them have values to look at."""

    name: str
    state: State
    text: str = ""
    errors: tuple[str, ...] = ()
    documents: int = 0
    doubtful: int = 0

    @property
    def reason(self) -> Sentence | None:
        """Why nothing is stored of it; None where something is."""
        return self.text if isinstance(self.text, Sentence) else None


def path(name: str) -> str:
    """Where a file is, so that it can be found again, whichever way led there; standard input as it is called."""
    at = Path(name)
    return name if name == "-" else str(Path(os.path.realpath(at.parent)) / at.name)


@dataclass(frozen=True, slots=True)
class Way:
    """How files come in: what a name is written down as, who brought them, after how many documents a step is written
    (None: `STEP`), and whether what was removed comes back."""

    called: Callable[[str], str] = path
    by: str | None = None
    step: int | None = None
    removed: bool = False

    def ingested(self, name: str, sha256: str, size: int) -> dict[str, Any]:
        """What the journal says of a file."""
        said = {"sha256": sha256, "name": self.called(name), "size": size}
        return said | {"by": self.by} if self.by else said


def ingest(
    store: Store,
    given: Sequence[Given],
    *,
    spread: Spread = in_turn,
    dry: bool = False,
    accept_secret: bool = False,
    way: Way | None = None,
) -> Iterator[Taken]:
    """Take files in, in their order. With `dry` nothing is parsed or kept; with `accept_secret` documents are
    kept that have a mark of secrecy. `spread` parses; `way` is given where files do not stand where their names say,
    and where documents that were taken out of the archive are to come back."""
    way = way or Way()
    waiting: dict[str, Given] = {}
    twins: list[tuple[Given, str]] = []
    for file in given:
        sha256, outcome = _looked_up(store, file, way, dry=dry)
        if outcome:
            yield outcome
        elif sha256 in waiting:
            twins.append((file, sha256))
        else:
            waiting[sha256] = file
    if dry:
        yield from (Taken(file.name, "new") for file in waiting.values())
        yield from (Taken(file.name, "held" if same_name(file.name, waiting[x].name) else "again") for file, x in twins)
        return
    if waiting:
        upkeep.sweep_parts(store)
        with store.writing():  # whatever prevents that is reported before a file is read
            pass
    parse, added, new = Parse(store.folder, accept_secret), 0, list(waiting.values())
    for outcome in _stored(store, new, spread(parse, new), way):
        added += outcome.state == "added"
        yield outcome
    for file, _ in twins:
        _, known = _looked_up(store, file, way, dry=False)
        yield from [known] if known else _stored(store, [file], spread(parse, [file]), way)
    upkeep.optimize_index(store, added)


Then = Callable[[Store, Iterator[Taken]], Iterator[Taken]]


def begin(
    folder: Path,
    given: Sequence[Given],
    *,
    spread: Spread = in_turn,
    accept_secret: bool = False,
    then: Then = lambda _, taken: taken,
) -> Iterator[Taken]:
    """Take files into an archive that is not there yet. It is made when one of them is read, and where none can be read
    there is none; `then` is what is done with all that comes into it. Raises InputError where there is a file."""
    if folder.exists() and not folder.is_dir():
        raise InputError("archive.no-folder", folder=folder)
    parse, way = Parse(None, accept_secret), Way()
    failed: list[Outcome[Parsed]] = []
    for n, file in enumerate(given):
        for outcome in spread(parse, [file]):
            if outcome.value:
                named = {file.name: file for file in given[: n + 1]}
                with Store(folder, create=True) as store:
                    first = _write(store, [*failed, outcome], named, way)[-1:]
                    rest = ingest(store, given[n + 1 :], spread=spread, accept_secret=accept_secret)
                    yield from then(store, chain(first, rest))
                return
            if not file.fault:
                failed.append(outcome)
            yield Taken(file.name, "failed", outcome.fault or "")


def retry(store: Store, *, spread: Spread = in_turn, accept_secret: bool = False) -> Iterator[Taken]:
    """Take files in that failed before; one that is not there any more is forgotten."""
    names = [row["name"] for row in store.db.execute("SELECT name FROM failures ORDER BY name").fetchall()]
    there = {name: place(name) for name in names if Path(name).is_absolute() and os.path.lexists(place(name))}
    with store.writing() as step:
        for name in [name for name in names if name not in there]:
            step.record("forgotten", name=name)
    given = [Given(name, path=path) for name, path in there.items()]
    # Under the names that are listed: those that fail no more leave the list.
    yield from ingest(store, given, spread=spread, accept_secret=accept_secret, way=Way(called=str))


def _looked_up(store: Store, given: Given, way: Way, *, dry: bool) -> tuple[str, Taken | None]:
    """SHA-256 of a file, and what became of it where it does not have to be parsed."""
    if given.fault:
        return "", Taken(given.name, "failed", given.fault)  # of the call, not of a file that could be tried again
    try:
        data = given.read_bytes()
    except InputError as error:
        return "", _failed(store, given.name, error.sentence.without_lead(given.name), way, dry=dry)
    sha256 = hashlib.sha256(data).hexdigest()
    if tomb := None if way.removed else _tombstone(store, sha256):
        return sha256, Taken(given.name, "removed", tomb)
    return sha256, _find_known(store, given, sha256, data, way, dry=dry)


def _find_known(store: Store, given: Given, sha256: str, data: bytes, way: Way, *, dry: bool) -> Taken | None:
    """Whether a content is stored; another name for it is noted, and an original that was lost or changed kept
    again."""
    if not documents_of(store, sha256):
        return None
    name = way.called(given.name)
    names = [row["name"] for row in store.db.execute("SELECT name FROM sources WHERE sha256 = ?", (sha256,))]
    held = name == "-" or any(same_name(name, other) for other in names)
    outcome = Taken(given.name, "held" if held else "again", sha256)
    failed = store.db.execute("SELECT 1 FROM failures WHERE name = ?", (name,)).fetchone()
    is_new = name not in names or failed
    if dry or not (is_new or originals.differs(originals.path_of(store.folder, sha256), data)):
        return outcome
    with store.writing() as step:
        if not documents_of(store, sha256):  # it was removed just now
            return None
        originals.add(store.folder, sha256, data)
        if is_new:
            step.record("ingested", **way.ingested(given.name, sha256, len(data)))
    return outcome


def describe_added(name: str, sha256: str, documents: Sequence[Prepared]) -> Taken:
    """The notes on a file whose documents were added: also why somebody has to look at what was read."""
    errors = (message for document in documents for message in document.errors)
    doubtful = sum(not document.is_sure for document in documents)
    return Taken(name, "added", sha256, tuple(dict.fromkeys(errors)), len(documents), doubtful)


def documents_of(store: Store, sha256: str) -> list[str]:
    """Ids of the documents that are stored of a content."""
    rows = store.db.execute("SELECT id FROM documents WHERE sha256 = ? ORDER BY id", (sha256,))
    return [row["id"] for row in rows]


def _tombstone(store: Store, sha256: str) -> Sentence | None:
    row = store.db.execute("SELECT why, at FROM tombstones WHERE sha256 = ?", (sha256,)).fetchone()
    return Sentence("ingest.removed", day=cut_time(row["at"]), why=row["why"]) if row else None


def _failed(store: Store, name: str, reason: Sentence, way: Way, *, dry: bool) -> Taken:
    if not dry:
        with store.writing() as step:
            _say_failed(store, step.record, way.called(name), reason)
    return Taken(name, "failed", reason)


def _say_failed(store: Store, say: Callable[..., int], name: str, reason: Sentence) -> None:
    row = store.db.execute("SELECT reason FROM failures WHERE name = ?", (name,)).fetchone()
    if row is None or row["reason"] != reason:
        say("failed", name=name, reason=str(reason), reason_vi=reason.vi)


def _stored(
    store: Store, given: Sequence[Given], outcomes: Generator[Outcome[Parsed], None, None], way: Way
) -> Iterator[Taken]:
    """Write what the workers give, some documents a step."""
    files = {one.name: one for one in given}
    step: list[Outcome[Parsed]] = []
    begun = time.monotonic()
    with closing(outcomes):
        for outcome in outcomes:
            step.append(outcome)
            if len(step) >= (way.step or STEP) or time.monotonic() - begun > SECONDS:
                yield from _write(store, step, files, way)
                step, begun = [], time.monotonic()
        yield from _write(store, step, files, way)


def _write(store: Store, outcomes: Sequence[Outcome[Parsed]], given: Mapping[str, Given], way: Way) -> list[Taken]:
    if not outcomes:
        return []
    with store.writing() as step:
        return [_write_outcome(store, step, outcome, given[outcome.name], way) for outcome in outcomes]


def _write_outcome(store: Store, step: Writing, outcome: Outcome[Parsed], given: Given, way: Way) -> Taken:
    """Write what a worker gives. What others did since it was looked up is looked at again, now that nobody can."""
    value, fault = outcome.value, outcome.fault
    if value and not way.removed and (tomb := _tombstone(store, value.sha256)):
        step.discard(value.sha256)
        return Taken(outcome.name, "removed", tomb)
    if value:
        fault = _keep_original(store, value.sha256, given)
    if value is None or fault:
        reason = fault or Sentence("")
        _say_failed(store, step.record, way.called(outcome.name), reason)
        return Taken(outcome.name, "failed", reason)
    said = way.ingested(outcome.name, value.sha256, value.size)
    known = "SELECT 1 FROM sources WHERE sha256 = ? AND name = ?"
    if not store.db.execute(known, (said["sha256"], said["name"])).fetchone():
        step.record("ingested", **said)
    step.add_prepared(value.documents)
    return describe_added(outcome.name, value.sha256, value.documents)


def _keep_original(store: Store, sha256: str, given: Given) -> Sentence | None:
    """See that there is the original, which a removal may have taken away. Returns why there can be none."""
    if originals.path_of(store.folder, sha256).exists():
        return None
    try:
        data = given.read_bytes()
    except InputError as error:
        return error.sentence.without_lead(given.name)
    if hashlib.sha256(data).hexdigest() != sha256:
        return Sentence("ingest.changed")
    originals.add(store.folder, sha256, data)
    return None
