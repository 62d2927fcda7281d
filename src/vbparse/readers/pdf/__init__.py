"""The PDF reader: text layers through pdfium, tables from their ruling, stamps from annotations."""

from __future__ import annotations

from threading import RLock

from vbparse.source import Source

ONE_AT_A_TIME = RLock()
"""Held while pdfium works: it is not made for several threads, and crashes in them."""


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF that has a text layer; `name` is the file's name for messages.

    Boxes are in points from the top left of each page as it is displayed, pages count from 1. Raises EmptyError (no
    bytes, no pages, or a scan without a text layer), EncryptedError and DamagedError.
    """
    from vbparse.readers.pdf.document import read_document  # loads pdfium, which plain files do without

    with ONE_AT_A_TIME:
        return read_document(data, name)
