"""What a worker does with a file on its way into an archive: read, parse and prepare it, keep its original."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vbparse.archive.folder import originals
from vbparse.archive.index.preparing import Prepared, prepare_document
from vbparse.ingest import secrecy
from vbparse.ingest.inputs import Given
from vbparse.schema import Document


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a worker gives back: the documents of a file as they are stored."""

    sha256: str
    size: int
    documents: list[Prepared]
    secrecy: str | None
    """The mark of secrecy that one of the documents bears."""


def _prepare(sha256: str, size: int, documents: Sequence[Document]) -> Parsed:
    return Parsed(sha256, size, [prepare_document(document) for document in documents], secrecy.mark(documents))


@dataclass(frozen=True, slots=True)
class Parse:
    """Read a file, parse it and keep its original, if there is an archive yet; goes to worker processes as it is. What
    has a mark of secrecy is kept only with `accept_secret`: SecretError comes before anything is written."""

    folder: Path | None
    accept_secret: bool = False

    def __call__(self, given: Given) -> Parsed:
        from vbparse import pipeline

        data = given.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        name = Path(given.name).name
        documents = pipeline.parse_parts(data, name=name)
        if not self.accept_secret:
            secrecy.refuse(documents, name)
        if self.folder:
            originals.add(self.folder, sha256, data)
        return _prepare(sha256, len(data), documents)


@dataclass(frozen=True, slots=True)
class ParseAgain:
    """Parse an original of a folder, which the path of what is given names; goes to worker processes as it is."""

    folder: Path

    def __call__(self, given: Given) -> Parsed:
        from vbparse import pipeline

        sha256 = given.path.name if given.path else given.name
        data = originals.read_original(self.folder, sha256)
        return _prepare(sha256, len(data), pipeline.parse_parts(data, name=Path(given.name).name))
