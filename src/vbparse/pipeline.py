"""The only place that knows the order of the stages: file → lines → blocks → outline → fields → doubts →
Document."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from vbparse import __version__, blocks
from vbparse.arrange.cutting import Part, cut_parts
from vbparse.compiled import save_patterns
from vbparse.doubts.raising import raise_doubts
from vbparse.errors import InputError
from vbparse.fields import document
from vbparse.readers.files import read_file
from vbparse.readers.open import open_source as open_source
from vbparse.readers.suffixes import SUFFIXES
from vbparse.schema import Document, SourceInfo
from vbparse.source import Source
from vbparse.structure import frame, tree
from vbparse.structure.parts import find_beginnings
from vbparse.vocabularies import AnomalyCode, Charset, TextOrigin

Stage = Literal["lines", "blocks", "outline"]
_LONGEST_PATH = 1000
"""Letters of a path: longer strings are the text of a document."""
_SHOWN = 80
"""Letters of a part that the outline shows."""


def parse(source: Path | bytes | str, *, name: str | None = None) -> Document:
    """The typed document of a file (`Path`), of bytes, or of text.

    A `str` is a path where it names a file, or is one line that ends like a file name vbparse reads; else it is the
    text of a document. `name` stands in `source.name` for bytes and text. Raises `VbparseError`: an `InputError` where
    the file holds several documents, which `parse_parts` gives.
    """
    data, called = _load_bytes(source, name)
    return parse_bytes(data, called)


def parse_parts(source: Path | bytes | str, *, name: str | None = None) -> list[Document]:
    """The documents that a file holds, one after the other: mostly one, several in gazette pages or a bundle that was
    scanned together. Takes what `parse` takes. Raises `VbparseError`."""
    data, called = _load_bytes(source, name)
    with _pause_collector():
        return _build_documents(data, called, read_parts(data, called))


def read(source: Path | bytes | str, *, name: str | None = None) -> Source:
    """The text of a file with its origins, and its lines in reading order. Raises `VbparseError`."""
    data, called = _load_bytes(source, name)
    return open_source(data, called)


def parse_bytes(data: bytes, name: str) -> Document:
    """The one document in the content of a file; `name` is what it is called in results and errors."""
    with _pause_collector():
        parts = read_parts(data, name)
        if len(parts) > 1:
            raise InputError("parse.several", name=name, count=len(parts))
        return _build_documents(data, name, parts)[0]


def read_parts(data: bytes, name: str) -> list[Part]:
    """The content of a file as read, cut where a new document begins."""
    source = open_source(data, name)
    written = [place for one in source.anomalies if one.code == AnomalyCode.UNREADABLE for place in one.origin]
    begins = find_beginnings(source.text.view, source.lines, written)
    return cut_parts(source, begins) if len(begins) > 1 else [Part(source, None)]


def _build_documents(data: bytes, name: str, parts: list[Part]) -> list[Document]:
    digest = hashlib.sha256(data).hexdigest()
    documents: list[Document] = []
    for i, part in enumerate(parts, 1):
        source = part.source
        info = SourceInfo(
            name=name,
            part=i if len(parts) > 1 else None,
            pages_of_part=list(part.pages) if part.pages else None,
            media_type=source.media_type,
            sha256=digest,
            size=len(data),
            pages=source.pages,
            text_origin=TextOrigin(source.text_origin),
            charset=Charset(source.charset),
            producer=f"vbparse {__version__}",
            digital_signatures=source.digital_signatures,
            margins=source.margins,
        )
        called = f"{digest}#{i}" if len(parts) > 1 else digest
        built = document.build_document(source, blocks.build_paragraphs(source), called, info)
        documents.append(raise_doubts(built, source))
    save_patterns()
    return documents


@contextmanager
def _pause_collector() -> Iterator[None]:
    """No search for cyclic garbage while one document is built: all of its many small values are in use, and to look
    through them again and again takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def describe_stage(data: bytes, name: str, stage: Stage) -> list[dict[str, Any]]:
    """What a stage saw, as JSON-able rows: the lines of the reader, the paragraphs, or the parts of the outline."""
    source = open_source(data, name)
    if stage == "lines":
        return [_describe_line(source, x) for x in source.lines]
    paras = blocks.build_paragraphs(source)
    if stage == "blocks":
        return [_describe_paragraph(source, p) for p in paras]
    framed = frame.build_frame(source.text.view, paras)
    roots = [("body", tree.build_tree(source.text.view, framed.body))]
    roots += [
        (a.label or f"[{i}]", tree.build_tree(source.text.view, a.body, framed=False))
        for i, a in enumerate(framed.annexes, 1)
    ]
    return [_describe_part(source, where, node) for where, root in roots for node in root.walk() if node is not root]


def _load_bytes(source: Path | bytes | str, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "-"
    if isinstance(source, str) and not _is_path(source):
        return source.encode("utf-8", "replace"), name or "-"
    path = Path(source)
    return read_file(path, str(path), piped=True), name or path.name


def _is_path(source: str) -> bool:
    if "\n" in source or len(source) > _LONGEST_PATH or "\0" in source:
        return False
    return source.lower().endswith(SUFFIXES) or (bool(source) and Path(source).is_file())


def _describe_line(source: Source, line: Any) -> dict[str, Any]:
    flags = (
        "starts",
        "gap",
        "heading",
        "bold",
        "bold_lead",
        "italic",
        "centred",
        "column",
        "table",
        "bullet",
        "note",
        "page",
    )
    row: dict[str, Any] = {"text": source.text[line.span], "span": list(line.span)}
    return row | {
        f: getattr(line, f)
        for f in flags
        if getattr(line, f) not in (None, False, 0) or (f == "column" and line.column == 0)
    }


def _describe_paragraph(source: Source, para: blocks.Para) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": para.kind, "text": source.text.words(para.span), "span": list(para.span)}
    if para.label:
        row["label"] = para.label.text
    if para.column is not None:
        row["column"] = para.column
    return row


def _describe_part(source: Source, where: str, node: tree.Node) -> dict[str, Any]:
    return {
        "in": where,
        "kind": node.kind,
        "level": node.level,
        "path": node.path or None,
        "heading": source.text.words(node.heading) if node.heading else None,
        "blocks": len(node.paras),
        "text": source.text.words(node.span)[:_SHOWN],
    }
