"""Reports as PDF, by LibreOffice."""

from __future__ import annotations

from vbparse.errors import ToolError
from vbparse.programs import LIBREOFFICE
from vbparse.readers.office.converter import convert, find_soffice

_DOCX = "MS Word 2007 XML"
"""LibreOffice's name of the format."""


def print_pdf(docx: bytes, name: str) -> bytes:
    """A report as it is printed. Raises ToolError, which names the file, where LibreOffice is missing or fails."""
    if find_soffice() is None:
        raise ToolError("print.missing", name=name, install=LIBREOFFICE.install)
    try:
        return convert(docx, name, ".docx", _DOCX, "pdf")
    except ValueError as error:
        raise ToolError("print.failed", name=name, why=error) from error
