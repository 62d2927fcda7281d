"""The pages of an office file as LibreOffice lays them out: a PDF, for people to look at."""

from __future__ import annotations

from vbparse.errors import DamagedError, FormatError
from vbparse.readers.docx.body import MEDIA_TYPE as DOCX
from vbparse.readers.office.converter import convert
from vbparse.readers.office.document import FODT, ODT, OTT, RTF, WORD_97, Kind, prepare_text, prepare_word
from vbparse.readers.office.fixed import fix_docx
from vbparse.readers.zips import FAULTS, check_container

KINDS = frozenset({DOCX, *(kind.media_type for kind in (WORD_97, RTF, ODT, OTT))})
"""Media types of files that have pages only once they are laid out."""
_WORD_2007 = Kind("DOCX", ".docx", "MS Word 2007 XML", DOCX)
_ZIP = b"PK"


def lay_out(data: bytes, name: str, media_type: str) -> bytes:
    """The file as PDF, tracked changes accepted and days as they were saved. `media_type` is one of `KINDS`, as it was
    read. Raises SourceError (see `read_office`), and ToolError where LibreOffice is missing or fails."""
    kind, data = _prepare(data, name, media_type)
    try:
        return convert(data, name, kind.suffix, kind.filter_name, "pdf")
    except ValueError as error:
        raise DamagedError("pages.no-layout", name=name, title=kind.title) from error


def _prepare(data: bytes, name: str, media_type: str) -> tuple[Kind, bytes]:
    if media_type == DOCX:
        check_container(data, name)
        try:
            return _WORD_2007, fix_docx(data)
        except FAULTS as error:
            raise DamagedError("office.container", name=name, why=error) from error
    if media_type == WORD_97.media_type:
        return prepare_word(data, name)
    for kind in (RTF, OTT, ODT if data.startswith(_ZIP) else FODT):
        if media_type == kind.media_type:
            return kind, prepare_text(data, name, kind)
    raise FormatError("pages.none-of-kind", name=name, media_type=media_type)
