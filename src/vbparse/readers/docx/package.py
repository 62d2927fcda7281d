"""The parts of a DOCX package, within limits."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import regex
from lxml import etree

from vbparse.errors import DamagedError
from vbparse.patterns import Cue
from vbparse.readers.zips import FAULTS, check_container

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Element = Any
"""An lxml element (python-docx gives its own classes of it)."""

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

_RELATION = Cue(
    rb"<(?:\w+:)?Relationship\s[^<>]*?(?:/>|></(?:\w+:)?Relationship>)",
    examples=[b'<Relationship Id="rId1" Target="styles.xml"/>', b'<r:Relationship Id="a"></r:Relationship>'],
    rejects=[b'<Relationships xmlns="x">'],
)
_TARGET = Cue(rb'Target\s*=\s*"([^"]*)"', examples=[b'Target="media/image1.png"'], rejects=[b'TargetMode="External"'])
_LONGEST_REASON = 120
"""Characters of an error of python-docx that a message repeats."""


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
        part = _main_part(data)
    except Exception:
        # python-docx gives up on the first part that is named and not there, and on the Strict variant of the format.
        try:
            part = _main_part(_mend_package(data))
        except Exception as error:
            reason = _describe_error(error)
            raise DamagedError("docx.package", name=name, reason=reason) from error
    package = Package(part.element)
    for relation in part.rels.values():
        if relation.is_external:
            continue
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in {"styles", "numbering", "theme", "footnotes", "endnotes"}:
            setattr(package, kind, _parse_part(relation.target_part))
        elif kind in {"header", "footer"}:
            root = _parse_part(relation.target_part)
            if root is not None:
                package.margins.append(root)
    return package


def _main_part(data: bytes) -> Any:
    import docx

    part = docx.Document(io.BytesIO(data)).part
    if part.element.find(f"{W}body") is None:
        raise ValueError("no body in the document part")
    return part


def _parse_part(part: Any) -> Element | None:
    element = getattr(part, "element", None)
    if element is not None:
        return element
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError:
        return None


def _mend_package(data: bytes) -> bytes:
    """The package less the relationships whose target is missing, Strict names as Transitional ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = set(source.namelist())
        for info in source.infolist():
            try:
                blob = source.read(info)
            except FAULTS:
                if info.filename.endswith((".xml", ".rels")):
                    raise
                blob = b""
            if info.filename.endswith((".xml", ".rels")):
                for strict, usual in _STRICT:
                    blob = blob.replace(strict, usual)
            if info.filename.endswith(".rels"):
                blob = _live_relations(blob, info.filename, names)
            target.writestr(info.filename, blob)
    return out.getvalue()


def _live_relations(blob: bytes, path: str, names: set[str]) -> bytes:
    folder = PurePosixPath(path).parent.parent

    def keep_live(match: regex.Match[bytes]) -> bytes:
        target = _TARGET.search(match[0])
        if target is None or b"External" in match[0]:
            return match[0]
        text = target[1].decode("utf-8", "replace")
        full = text.lstrip("/") if text.startswith("/") else _normalise_path(str(folder / text))
        return match[0] if full in names else b""

    return _RELATION.sub(keep_live, blob)


def _normalise_path(path: str) -> str:
    steps: list[str] = []
    for step in path.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in {"", ".", ".."}:
            steps.append(step)
    return "/".join(steps)


def _describe_error(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST_REASON].rstrip(".") or type(error).__name__
