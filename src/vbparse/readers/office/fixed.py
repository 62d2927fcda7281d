"""Fields that show the present day or time are taken out of a file before it is converted; what they showed when it was
saved stays, as in DOCX. LibreOffice would put today's date there, and a document would be issued on the day it is read.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import olefile

from vbparse.patterns import Cue

_RTF_FIELD = Cue(
    rb"(?i)(\\fldinst\b(?:[\s{]|\\[a-z]+-?\d*){0,50})(?:DATE|TIME)\b",
    examples=[rb"{\*\fldinst DATE \@ \"dd\"}", rb"\fldinst{\rtlch \f0 TIME}"],
    rejects=[rb"\fldinst SAVEDATE", rb"\fldinst PAGE"],
)
_ODF_FIELD = Cue(
    rb"</?text:(?:date|time)\b[^<>]*>",
    examples=[b'<text:date text:date-value="2025-01-02">', b"</text:time>"],
    rejects=[b"<text:creation-date>", b"<text:dates>"],
)
_ODF_TEXTS = {"content.xml", "styles.xml"}
_DOCX_FIELD = Cue(
    rb"""(?i)(<w:instrText\b[^<>]*>\s*|\bw:instr=["']\s*)(?:DATE|TIME)\b""",
    examples=[b'<w:instrText xml:space="preserve"> DATE \\@', b'<w:fldSimple w:instr=" TIME '],
    rejects=[b"<w:instrText>SAVEDATE", b"<w:instrText>PAGE", b"<w:t>DATE"],
)

_DATE, _TIME, _BEGIN = 31, 32, 0x13
"""Kinds of fields, and the character that begins one ([MS-DOC] 2.9.90)."""
_REFERENCE = 2
"""The kind of a reference by the bare name of a bookmark: LibreOffice shows its last result."""
_PLACES = 0x9A
"""Offset in the FIB of places and sizes of the tables ([MS-DOC] 2.5.6, FibRgFcLcb97)."""
_PLACE, _POSITION, _ENTRY, _KIND_BITS = 8, 4, 2, 0x1F
"""Bytes of such a pair, of the position of a field, and of its description (Plcfld and Fld, [MS-DOC] 2.8.25 and
2.9.90); the bits of its first byte that hold the kind of character."""
_FIELD_TABLES = (16, 17, 18, 48, 57, 59)
"""Of these, the fields of body, headers, footnotes, endnotes, text boxes, and text boxes of headers."""


def fix_rtf(data: bytes) -> bytes:
    """A field of an unknown kind shows its last result."""
    return _RTF_FIELD.sub(rb"\1NONE", data)


def fix_flat(data: bytes) -> bytes:
    """OpenDocument in one XML file: the element goes, its text stays."""
    return _ODF_FIELD.sub(b"", data)


def fix_package(data: bytes) -> bytes:
    """OpenDocument in a package, as `fix_flat`."""
    return _fix_parts(data, _ODF_FIELD, b"", lambda name: name in _ODF_TEXTS)


def fix_docx(data: bytes) -> bytes:
    """DOCX: a field of an unknown kind shows its last result."""
    return _fix_parts(data, _DOCX_FIELD, rb"\1NONE", lambda name: name.startswith("word/") and name.endswith(".xml"))


def _fix_parts(data: bytes, field: Cue[bytes], instead: bytes, is_text: Callable[[str], bool]) -> bytes:
    """A container with the fields in its parts that hold text replaced; where there are none, as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(entry, source.read(entry)) for entry in source.infolist()]
    if not any(field.search(part) for entry, part in parts if is_text(entry.filename)):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry, part in parts:
            target.writestr(entry, field.sub(instead, part) if is_text(entry.filename) else part)
    return out.getvalue()


def fix_word(data: bytes, main: bytes, table: str) -> bytes:
    """Word 97: the kind of the fields in the stream `table`, whose places stand in the main stream, is changed."""
    file = io.BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        original = ole.openstream(table).read()
        new = bytearray(original)
        for number in _FIELD_TABLES:
            start, size = struct.unpack_from("<LL", main, _PLACES + _PLACE * number)
            count = (size - _POSITION) // (_POSITION + _ENTRY)
            if size < 2 * _POSITION + _ENTRY or start + size > len(new):
                continue
            for at in range(start + _POSITION * (count + 1), start + size - 1, _ENTRY):
                if new[at] & _KIND_BITS == _BEGIN and new[at + 1] in {_DATE, _TIME}:
                    new[at + 1] = _REFERENCE
        if new == original:
            return data
        ole.write_stream(table, bytes(new))
        return file.getvalue()
