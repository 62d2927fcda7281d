"""The parts of a DOCX package, within limits: those that hold text or say how it looks, and no other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from typing import Any

from lxml import etree

from vbparse.errors import DamagedError
from vbparse.readers.zips import FAULTS, check_container

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Element = Any
"""An lxml element."""

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_STYLE, _STYLE_END, _OF_TABLES = b"<w:style ", b"</w:style>", b'w:type="table"'
_LONGEST_REASON = 120
"""Characters of a parser's error that a message repeats."""


@dataclass(slots=True)
class Package:
    """Root elements of the parts that hold text or say how it looks; `margins` are headers and footers."""

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    theme: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    margins: list[Element] = field(default_factory=list)


def open_package(data: bytes, name: str) -> Package:
    """Raises DamagedError (broken container, parts missing, beyond the limits) or EncryptedError."""
    check_container(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_package(archive)
    except (*FAULTS, etree.XMLSyntaxError) as error:
        raise DamagedError("docx.package", name=name, reason=_describe_error(error)) from error


def _read_package(archive: zipfile.ZipFile) -> Package:
    main = next((path for kind, path in _relations(archive, "") if kind == "officeDocument"), "word/document.xml")
    package = Package(_parse_part(archive, main))
    if package.document.find(f"{W}body") is None:
        raise ValueError("no body in the document part")
    parts = set(archive.namelist())
    for kind, path in _relations(archive, main):
        if path not in parts:  # files name parts that they do not have
            continue
        if kind in {"styles", "numbering", "footnotes", "endnotes"}:
            setattr(package, kind, _parse_part(archive, path))
        elif kind == "theme":  # it only says what fonts are called
            with suppress(etree.XMLSyntaxError):
                package.theme = _parse_part(archive, path)
        elif kind in {"header", "footer"}:
            package.margins.append(_parse_part(archive, path))
    return package


def _relations(archive: zipfile.ZipFile, source: str) -> Iterator[tuple[str, str]]:
    """Kind and path of each part that a part, or the package as a whole (""), refers to."""
    folder = dirname(source)
    path = join(folder, "_rels", f"{basename(source)}.rels")
    if path not in archive.NameToInfo:
        return
    for relation in _parse_part(archive, path).iterchildren("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = normpath(join("/", folder, relation.get("Target") or "")).lstrip("/")
            yield (relation.get("Type") or "").rpartition("/")[2], target


def _parse_part(archive: zipfile.ZipFile, path: str) -> Element:
    blob = _drop_table_styles(archive.read(path))
    for strict, usual in _STRICT:
        blob = blob.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_blank_text=True)
    return etree.fromstring(blob, parser)


def _drop_table_styles(blob: bytes) -> bytes:
    """The styles without those of tables, which say nothing of text: they are nine tenths of what some programs write,
    and to parse them took as long as to read the document."""
    first, *styles = blob.split(_STYLE)
    parts = [
        style.partition(_STYLE_END)[2]
        if _OF_TABLES in style.partition(b">")[0] and _STYLE_END in style
        else _STYLE + style
        for style in styles
    ]
    return b"".join((first, *parts))


def _describe_error(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON].rstrip(".") or type(error).__name__
