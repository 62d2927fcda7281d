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
        raise ToolError(
            f"{name}: LibreOffice, which is not installed, is needed to make a PDF; install it ({LIBREOFFICE.install}) "
            "or take the DOCX and print that."
        )
    try:
        return convert(docx, name, ".docx", _DOCX, "pdf")
    except ValueError as error:
        raise ToolError(f"{name}: {error}; take the DOCX and print that.") from error
