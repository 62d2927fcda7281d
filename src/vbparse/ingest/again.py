"""Parsing what is stored again, from its originals: after an upgrade, or where the database was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from vbparse.archive.folder import mending, opening, originals
from vbparse.archive.folder.packing import unpack_document
from vbparse.archive.index.preparing import Prepared
from vbparse.archive.store import upkeep
from vbparse.archive.store.store import Store
from vbparse.errors import InputError
from vbparse.ingest import keep, secrecy
from vbparse.ingest.batch import Spread, in_turn
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import Taken, documents_of
from vbparse.ingest.parsing import ParseAgain


def reparse(store: Store, *, spread: Spread = in_turn) -> Iterator[Taken]:
    """Parse every original again, with what people said kept. A document that cannot be parsed any more stays as it
    is; so does one that is only now seen to be marked secret, and this is reported."""
    with store.writing():  # whatever prevents that is reported before a file is read
        rows = store.db.execute("SELECT DISTINCT sha256 FROM documents ORDER BY sha256").fetchall()
    yield from _parsed_again(store, [row["sha256"] for row in rows], spread, say=True)


def rebuild(
    folder: Path,
    *,
    spread: Spread = in_turn,
    leave_out: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[Taken]:
    """Make the database again: from the parsed documents in it, or, where it is damaged or missing, from the originals
    and the journal. The journal is written anew first where it is not what it was: `tell` gets what was done, a
    sentence each. Raises JournalError where some of it is nowhere any more, unless it is to be left out."""
    if not opening.has_archive(folder):
        raise InputError("rebuild.none", folder=folder)
    if not opening.is_writable(folder):
        raise opening.read_only_error(folder)
    usable = mending.is_usable(folder)
    for sentence in mending.mend_journal(folder, usable=usable, leave_out=leave_out):
        tell(sentence)
    if not usable:
        mending.restart_database(folder)
    with Store(folder) as store:
        if usable:
            upkeep.rebuild(store)
        yield from _parsed_again(store, upkeep.unparsed_originals(store), spread)


def _parsed_again(store: Store, contents: Sequence[str], spread: Spread, *, say: bool = False) -> Iterator[Taken]:
    """Parse originals under the names they came with; `say` in the journal which documents are read otherwise now."""
    given: list[Given] = []
    for sha256 in contents:
        row = store.db.execute("SELECT name FROM sources WHERE sha256 = ? ORDER BY n", (sha256,)).fetchone()
        given.append(Given(row["name"] if row else sha256, path=originals.path_of(store.folder, sha256)))
    step: list[Prepared] = []
    with closing(spread(ParseAgain(store.folder), given)) as outcomes:
        for outcome in outcomes:
            if outcome.value is None:
                yield Taken(outcome.name, "failed", outcome.fault or "")
                continue
            documents = outcome.value.documents
            secrecy_mark = outcome.value.secrecy
            new = secrecy_mark and not _marked_before(store, outcome.value.sha256)
            step += documents
            if len(step) >= keep.STEP:
                _store_documents(store, step, say)
                step = []
            if new:
                yield Taken(outcome.name, "secret", secrecy.mark_notice(secrecy_mark or ""))
            else:
                yield keep.describe_added(outcome.name, outcome.value.sha256, documents)
    _store_documents(store, step, say)
    upkeep.optimize_index(store, len(contents))


def _marked_before(store: Store, sha256: str) -> bool:
    """Whether a content was stored as secret, which somebody accepted."""
    return secrecy.mark([store.parsed_document(document) for document in documents_of(store, sha256)]) is not None


def _store_documents(store: Store, documents: Sequence[Prepared], say: bool) -> None:
    if documents:
        with store.writing() as step:
            changed = [document.id for document in documents if say and _differs(store, document)]
            step.add_prepared(documents)
            if changed:
                step.record("reparsed", documents=changed)


def _differs(store: Store, document: Prepared) -> bool:
    """Whether a document is not stored as it is read now."""
    try:
        return store.parsed_document(document.id).model_dump() != unpack_document(*document.packed).model_dump()
    except KeyError:
        return True
