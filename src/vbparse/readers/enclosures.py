"""Files that are kept as evidence and not read: which kinds there are, by name and by their first bytes."""

from __future__ import annotations

from pathlib import PurePath

_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_JPEG, _TIFF = (b"\xff\xd8\xff",), (b"II*\0", b"MM\0*")
_OPEN = "application/vnd.oasis.opendocument"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".doc": ("application/msword", _OLE),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    ".odt": (f"{_OPEN}.text", _ZIP),
    ".ods": (f"{_OPEN}.spreadsheet", _ZIP),
    ".rtf": ("application/rtf", (b"{\\rtf",)),
    ".jpg": ("image/jpeg", _JPEG),
    ".jpeg": ("image/jpeg", _JPEG),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".tif": ("image/tiff", _TIFF),
    ".tiff": ("image/tiff", _TIFF),
}
"""Media type and first bytes of each kind, by suffix: what an office files, and no archive or program."""
SUFFIXES = tuple(_KINDS)


def enclosure_type(name: str) -> str | None:
    """The media type of a file by its name; None where it is of no kind that is kept."""
    kind = _KINDS.get(PurePath(name).suffix.lower())
    return kind[0] if kind else None


def is_enclosure(name: str, data: bytes) -> bool:
    """Whether a file is of a kind that is kept, and its bytes begin as its name says."""
    kind = _KINDS.get(PurePath(name).suffix.lower())
    return kind is not None and data.startswith(kind[1])
