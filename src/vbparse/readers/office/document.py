"""Which kind of office file it is, what can be checked before it is converted, and the reading of the conversion."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import NamedTuple

import olefile

from vbparse.errors import DamagedError, EncryptedError, FormatError
from vbparse.patterns import Cue
from vbparse.readers.docx import read_docx
from vbparse.readers.office.converter import convert
from vbparse.readers.office.fixed import fix_flat, fix_package, fix_rtf, fix_word
from vbparse.readers.zips import FAULTS, check_container
from vbparse.source import Source


class Kind(NamedTuple):
    """A format: what messages call it, its suffix, LibreOffice's name of it, and its media type."""

    title: str
    suffix: str
    filter_name: str
    media_type: str


WORD_97 = Kind("DOC", ".doc", "MS Word 97", "application/msword")
WORD_95 = Kind("DOC", ".doc", "MS Word 95", "application/msword")
RTF = Kind("RTF", ".rtf", "Rich Text Format", "application/rtf")
_ODF = "application/vnd.oasis.opendocument.text"
ODT = Kind("ODT", ".odt", "writer8", _ODF)
OTT = Kind("OTT", ".ott", "writer8_template", f"{_ODF}-template")
FODT = Kind("FODT", ".fodt", "OpenDocument Text Flat XML", _ODF)
"""All in one XML file, which names the media type of the package as its own."""

_RTF_BRACE = Cue(
    rb"\\bin(\d{1,9}) ?|\\[\\{}]|[{}]", examples=[rb"\bin120 ", rb"\{", b"{", b"}"], rejects=[rb"\binfo \par"]
)
"""Braces that open and close groups, those that are text, and the length of binary data."""
_WORD_97_MARK, _WORD_95_MARK = 0xA5EC, 0xA5DC
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
"""Magic numbers of Word 97 and Word 95 files, and flags of their FIB ([MS-DOC] 2.5.2)."""


def odf_kind(media_type: str, name: str) -> Kind:
    """The kind of an OpenDocument package by its `mimetype`. Raises FormatError."""
    for kind in (ODT, OTT):
        if media_type.strip() == kind.media_type:
            return kind
    raise FormatError("office.no-text", name=name)


def read_office(data: bytes, name: str, kind: Kind | None = None) -> Source:
    """Read a DOC (kind None), RTF or OpenDocument file as the DOCX that LibreOffice makes of it.

    Origins (`paragraph` or `table, row, cell`) are those of the DOCX: DOC and RTF know none of their own that a reader
    could look up, and what one sees in Word or LibreOffice is counted alike. Raises EncryptedError, DamagedError,
    EmptyError, FormatError (another legacy Office file), and ToolError, where LibreOffice is missing or fails.
    """
    kind, data = (kind, prepare_text(data, name, kind)) if kind else prepare_word(data, name)
    try:
        converted = convert(data, name, kind.suffix, kind.filter_name, "docx")
    except ValueError as error:
        raise DamagedError("office.damaged", name=name, title=kind.title) from error
    source = read_docx(converted, name)
    source.media_type = kind.media_type
    return source


def prepare_word(data: bytes, name: str) -> tuple[Kind, bytes]:
    """The kind of a legacy Office file, by the first bytes of its main stream ([MS-DOC] 2.5.2, FibBase), and the file
    as it is to be converted."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise _password_error(name)
            if not ole.exists("WordDocument"):
                raise FormatError("office.other-kind", name=name)
            main = _read_stream(ole, "WordDocument")
            mark, flags = struct.unpack_from("<H8xH", main)
            if flags & _ENCRYPTED:
                raise _password_error(name)
            if mark == _WORD_97_MARK:
                table = "1Table" if flags & _OTHER_TABLE else "0Table"
                _read_stream(ole, table)
                return WORD_97, fix_word(data, main, table)
    except (OSError, struct.error, IndexError, ValueError, OverflowError, MemoryError) as error:
        raise DamagedError("office.cut", name=name, why=error) from error
    if mark == _WORD_95_MARK:
        return WORD_95, data
    raise FormatError("office.before-word-6", name=name)


def _read_stream(ole: olefile.OleFileIO, stream: str) -> bytes:
    """The whole of a stream. Raises OSError where it is cut off."""
    content: bytes = ole.openstream(stream).read()
    if len(content) < ole.get_size(stream):
        raise OSError(f"the stream {stream} is not whole")
    return content


def prepare_text(data: bytes, name: str, kind: Kind) -> bytes:
    """An RTF or OpenDocument file as it is to be converted. Raises EncryptedError or DamagedError."""
    if kind is RTF and _open_groups(data) > 0:
        # LibreOffice refuses some of these and hangs on others.
        raise DamagedError("rtf.cut", name=name)
    if kind is RTF:
        return fix_rtf(data)
    if kind is FODT:
        return fix_flat(data)
    check_container(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise _password_error(name)
            if broken := archive.testzip():
                raise DamagedError("office.part", name=name, broken=broken)
        return fix_package(data)
    except FAULTS as error:
        raise DamagedError("office.container", name=name, why=error) from error


def _open_groups(data: bytes) -> int:
    """Groups of an RTF file that are open at its end; binary data (`\\bin` with its length) holds none."""
    depth = skip = 0
    for brace in _RTF_BRACE.finditer(data):
        if brace.start() < skip:
            continue
        if brace[1]:
            skip = brace.end() + int(brace[1])
        elif brace[0] in {b"{", b"}"}:
            depth += 1 if brace[0] == b"{" else -1
    return depth


def _password_error(name: str) -> EncryptedError:
    return EncryptedError("file.password", name=name)
