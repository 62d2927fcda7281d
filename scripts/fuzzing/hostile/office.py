"""Hostile RTF, DOC and OpenDocument text: what LibreOffice is not given, and what it is."""

from __future__ import annotations

from fuzzing.hostile.docx import with_nothing
from fuzzing.hostile.kinds import DAMAGED, DOCUMENT, EMPTY, FORMAT, TOOL, enter, entities

_WORDS = (
    rb"\u7910?y ban nh\u226?n d\u226?n x\u227? T\u226?n L\u7853?p l\u7853?p k\u7871? ho\u7841?ch tr\u7891?ng c\u226?y."
)
_OFFICE = "soffice"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def rtf(inside: bytes) -> bytes:
    """An RTF file."""
    return rb"{\rtf1\ansi " + inside + b"}"


def odt(content: str, **members: bytes) -> bytes:
    """An OpenDocument text whose body is `content`."""
    xml = f"<office:document-content {_NAMES}><office:body><office:text>{content}</office:text></office:body></office:document-content>"
    return with_nothing(
        {"mimetype": _ODT.encode(), "META-INF/manifest.xml": _MANIFEST, "content.xml": xml.encode(), **members}
    )


_PARAGRAPH = "<text:p>Ủy ban nhân dân xã Tân Lập lập kế hoạch.</text:p>"
for _name, _meets, _data, *_outcomes in (
    ("groups in groups", "nesting", rtf(b"{" * 50_000 + _WORDS + b"}" * 50_000), DOCUMENT, DAMAGED, TOOL, EMPTY),
    ("groups that never end", "damage", rtf(_WORDS + b"{" * 1_000), DAMAGED),
    ("half an RTF", "damage", rtf(_WORDS * 100)[:-50], DAMAGED),
    ("binary data without end", "damage", rtf(_WORDS + rb"\bin999999999 "), DAMAGED),
    ("fields without end", "patterns that try all ways", rtf(_WORDS + rb"\fldinst" * 100_000), DOCUMENT, DAMAGED, TOOL),
    ("numbers without end", "numbers", rtf(_WORDS + rb"\fs" + b"9" * 5_000 + b" a"), DOCUMENT, DAMAGED, TOOL),
    ("an RTF of nothing", "nothing to read", rtf(b""), EMPTY, DAMAGED),
):  # fmt: skip
    enter(_name, "x.rtf", _meets, _data, *_outcomes, needs=_OFFICE)
for _name, _meets, _data, *_outcomes in (
    ("a head alone", "damage", _OLE, DAMAGED),
    ("zeros", "damage", _OLE + b"\0" * 10_000, DAMAGED, FORMAT),
    ("ones", "damage", _OLE + b"\xff" * 10_000, DAMAGED, FORMAT),
    ("sectors in a ring", "damage", _OLE + b"\0" * 22 + b"\xfe\xff\x09\0\x06\0" + b"\0" * 8 + b"\x01\0\0\0" * 117 + b"\x01\0\0\0" * 1_000, DAMAGED, FORMAT),
):  # fmt: skip
    enter(_name, "x.doc", _meets, _data, *_outcomes)
for _name, _meets, _data, *_outcomes in (
    ("tags without end", "tags of a container", lambda: odt("<text:p/>" * 2_100_000), DAMAGED),
    ("content of 120 MB", "bytes of XML", lambda: odt(" " * 120_000_000), DAMAGED),
    ("no manifest", "parts of a container", lambda: with_nothing({"mimetype": _ODT.encode(), "content.xml": b"<a/>"}), DAMAGED),
    ("spaces of 5,000 digits", "numbers", lambda: odt(_PARAGRAPH + f'<text:p><text:s text:c="{"9" * 5_000}"/>a</text:p>'), DOCUMENT, DAMAGED, TOOL),
    ("lists in lists", "nesting", lambda: odt(_PARAGRAPH + "<text:list><text:list-item>" * 100 + _PARAGRAPH + "</text:list-item></text:list>" * 100), DOCUMENT, DAMAGED, TOOL),
    ("another kind", "kind of a container", lambda: with_nothing({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), FORMAT),
):  # fmt: skip
    enter(_name, "x.odt", _meets, _data, *_outcomes, needs=_OFFICE)
enter(
    "entities in entities",
    "x.fodt",
    "expansion of entities",
    f'<?xml version="1.0"?><!DOCTYPE a [{entities()}]><office:document {_NAMES} office:mimetype="{_ODT}"><office:body>'
    f"<office:text><text:p>&a10;</text:p></office:text></office:body></office:document>".encode(),
    DOCUMENT, DAMAGED, FORMAT, TOOL, EMPTY,
    needs=_OFFICE,
)  # fmt: skip
