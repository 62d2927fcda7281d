"""Fields that show the present day or time are taken out of a file before it is converted; what they showed when it was
saved stays, as in DOCX. LibreOffice would put today's date there, and a document would be issued on the day it is read.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

import olefile

_RTF_FIELD = re.compile(rb"(\\fldinst\b(?:[\s{]|\\[a-z]+-?\d*){0,50})(?:DATE|TIME)\b", re.I)
_ODF_FIELD = re.compile(rb"</?text:(?:date|time)\b[^<>]*>")
_ODF_TEXTS = {"content.xml", "styles.xml"}

_DATE, _TIME, _BEGIN = 31, 32, 0x13
_REFERENCE = 2
"""The kind of a reference by the bare name of a bookmark: LibreOffice shows its last result."""
_PLACES = 0x9A
"""Where the FIB begins to tell place and size of the tables ([MS-DOC] 2.5.6, FibRgFcLcb97)."""
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
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = [(entry, old.read(entry)) for entry in old.infolist()]
    if not any(_ODF_FIELD.search(part) for entry, part in parts if entry.filename in _ODF_TEXTS):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for entry, part in parts:
            new.writestr(entry, fix_flat(part) if entry.filename in _ODF_TEXTS else part)
    return out.getvalue()


def fix_word(data: bytes, main: bytes, table: str) -> bytes:
    """Word 97: the kind of the fields in the stream `table`, whose places the main stream tells, is changed."""
    file = io.BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        old = ole.openstream(table).read()
        new = bytearray(old)
        for number in _FIELD_TABLES:
            start, size = struct.unpack_from("<LL", main, _PLACES + 8 * number)
            count = (size - 4) // 6
            if size < 10 or start + size > len(new):
                continue
            for at in range(start + 4 * (count + 1), start + size - 1, 2):
                if new[at] & 0x1F == _BEGIN and new[at + 1] in {_DATE, _TIME}:
                    new[at + 1] = _REFERENCE
        if new == old:
            return data
        ole.write_stream(table, bytes(new))
        return file.getvalue()
