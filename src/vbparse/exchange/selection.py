"""What filters leave of an archive, as writers of files ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vbparse.exchange.formats import Content, Entries
from vbparse.language.folding import fold

if TYPE_CHECKING:
    from vbparse.archive.answers import Citation, Head, Owed, Period
    from vbparse.archive.archive import Archive
    from vbparse.schema import Document

ALL = 10**9
"""More rows than there are."""
_OF_OBLIGATIONS = ("assignee", "due", "overdue_on", "role", "text", "status")
"""Filters that leave of the documents those which ask what passes; with them a calendar shows no phases, for these are
not owed."""


@dataclass(frozen=True, slots=True)
class Selection:
    """An archive and `filters`, which are options of `Archive.obligations`; a calendar shows what is owed as `entries`
    says. Its methods raise InputError where a filter names nothing."""

    archive: Archive
    filters: Mapping[str, Any]
    entries: Entries = field(default_factory=Entries)

    @property
    def is_sure(self) -> bool:
        """Whether rows with a doubtful value are left out."""
        return bool(self.filters.get("sure"))

    def rows(self, content: Content) -> Iterable[Any]:
        """The rows of a table, or whole documents."""
        ask: dict[Content, Callable[[], Iterable[Any]]] = {
            Content.OBLIGATIONS: self.obligations,
            Content.DOCUMENTS: self.documents,
            Content.REFERENCES: self.references,
            Content.FULL: self.full_documents,
        }
        return ask[content]()

    def obligations(self) -> list[Owed]:
        return self.archive.obligations(**self.filters)

    def documents(self) -> list[Head]:
        """Those of the issuer, and with obligations that pass where more is asked for."""
        document, issuer = self.filters.get("document"), self.filters.get("issuer")
        heads = [self.archive.find(document)] if document else list(self.archive.documents())
        if self.is_sure:
            sure = {head.document for _, head in self.archive.newest_documents(limit=ALL, sure=True)}
            heads = [head for head in heads if head.document in sure]
        if issuer:
            heads = [head for head in heads if fold(issuer) in fold(head.issuer or "")]
        if self._asks_for_obligations():
            charging = {owed.head.document for owed in self.obligations()}
            heads = [head for head in heads if head.document in charging]
        return heads

    def references(self) -> Iterator[Citation]:
        return (
            citation for head in self.documents() for citation in self.archive.cites(head.document, sure=self.is_sure)
        )

    def full_documents(self) -> Iterator[Document]:
        return (self.archive.document(head.document) for head in self.documents())

    def phases(self) -> Iterable[Period]:
        """The phases of documents in force, or of all where `ended` is among the filters."""
        if self._asks_for_obligations():
            return []
        ids = {head.document for head in self.documents() if self.filters.get("ended") or not head.ended_by}
        return [phase for phase in self.archive.phases() if phase.head.document in ids]

    def _asks_for_obligations(self) -> bool:
        return any(self.filters.get(name) for name in _OF_OBLIGATIONS)
