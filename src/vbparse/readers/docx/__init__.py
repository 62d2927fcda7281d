"""DOCX: what the page shows, from the parts of the package."""

from vbparse.readers.docx.body import read_docx

__all__ = ["read_docx"]
