"""DOC, RTF and OpenDocument text: LibreOffice makes DOCX of them, and that is read."""

from vbparse.readers.office.document import FODT, RTF, odf_kind, read_office

__all__ = ["FODT", "RTF", "odf_kind", "read_office"]
