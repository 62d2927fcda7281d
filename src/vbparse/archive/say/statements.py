"""All that people can say in an archive; each statement is a step."""

from __future__ import annotations

from typing import Any, Unpack

from vbparse.archive.answers import Confirmation, Correction, Head
from vbparse.archive.say import correcting, documents, marking, unions
from vbparse.archive.say.correcting import Expectation
from vbparse.archive.say.marking import MarkValues
from vbparse.archive.store.store import Store


class Statements:
    """What can be said of what an archive holds (`store`). Methods raise InputError where a name fits nothing or
    several documents, ArchiveError where nothing can be written."""

    store: Store

    def correct(
        self,
        document: str,
        path: str,
        value: Any,
        *,
        by: str | None = None,
        why: str | None = None,
        **seen: Unpack[Expectation],
    ) -> Correction:
        """Set a field right; `path` names it, an item of a list by its id: `obligations.4f0c.due.date`. Where
        `expected` (what was seen there) or `state` (of the document, when it was seen) is given and it is other by
        now, ConflictError is raised and nothing corrected."""
        return correcting.correct(self.store, document, path, value, by=by, why=why, **seen)

    def confirm_value(self, document: str, path: str, *, by: str | None = None, why: str | None = None) -> Correction:
        """Say that a value is right as it was read: it is not doubtful any more. `withdraw` takes it back."""
        return correcting.confirm_value(self.store, document, path, by=by, why=why)

    def withdraw(self, n: int, *, by: str | None = None, why: str | None = None) -> str:
        """Take a correction back. Returns the id of its document."""
        return correcting.withdraw(self.store, n, by=by, why=why)

    def confirm(
        self, document: str, on: bool = True, *, by: str | None = None, note: str | None = None
    ) -> Confirmation | None:
        """Say that a document was read through and is right; not `on`, that this is not sure any more."""
        return documents.confirm_document(self.store, document, on, by=by, note=note)

    def mark(self, obligation: str, status: str, **values: Unpack[MarkValues]) -> tuple[str, str]:
        """Say what became of an obligation (its id, or the beginning of one). Returns the ids of its document and of
        the obligation."""
        return marking.mark_obligation(self.store, obligation, status, **values)

    def merge(self, body: str, others: list[str], *, by: str | None = None, why: str | None = None) -> str:
        """Say that other bodies are `body` under other names. Returns its id."""
        return unions.merge_bodies(self.store, body, others, by=by, why=why)

    def split(self, body: str, spelling: str, *, by: str | None = None, why: str | None = None) -> str:
        """Say that a spelling names another body. Returns the id of the new one."""
        return unions.split_spelling(self.store, body, spelling, by=by, why=why)

    def withdraw_union(self, n: int, *, by: str | None = None, why: str | None = None) -> None:
        """Take a merge or a split back, by its number (`unions`)."""
        unions.withdraw_union(self.store, n, by=by, why=why)

    def remove(self, document: str, *, why: str, by: str | None = None) -> list[Head]:
        """Take a document and its original out, leaving a tombstone; all documents of a file that holds several."""
        return documents.remove_document(self.store, document, why=why, by=by)

    def restrict(self, document: str, on: bool, *, by: str | None = None, why: str | None = None) -> bool:
        """Hide a document, with all its versions, from readers, or show it to them again. Returns whether that changed
        anything."""
        return documents.restrict_document(self.store, document, on, by=by, why=why)
