"""Hostile PDFs, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from fuzzing.kinds import hostile

WORDS = b"BT /F 12 Tf 72 700 Td (Uy ban nhan dan xa Tan Lap lap ke hoach trong cay nam 2024) Tj ET"
"""A line of text, so that a page has something to read."""
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_CATALOG, _PAGES, _PAGE, _CONTENT, _FONT_AT, _FREE = 1, 2, 3, 4, 5, 6
"""Numbers of the objects that `document` writes; what is added begins at `_FREE`."""


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object of `data`, deflated where `packed`."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects with its table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def document(
    content: bytes = WORDS,
    *,
    page: bytes = b"",
    resources: bytes = b"",
    more: Iterable[bytes] = (),
    catalog: bytes = b"",
    packed: bool = False,
    pages: bytes = b"/Kids[3 0 R]/Count 1",
) -> bytes:
    """A file of one page that shows `content`; `more` are objects from `_FREE` on, the rest further entries."""
    objects = {
        _CATALOG: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        _PAGES: b"<</Type/Pages%s>>" % pages,
        _PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>"
        % (resources, page),
        _CONTENT: stream(content, packed=packed),
        _FONT_AT: _FONT,
    }
    return written(objects | dict(enumerate(more, _FREE)))


def form(content: bytes, resources: bytes = b"") -> bytes:
    """A form, which content shows by its name."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % resources)


@hostile("forms.pdf", "forms that each show the next ten times: pdfium draws each; a limit of drawn objects", "DamagedError")
def nested_forms() -> bytes:
    depth = 12
    forms = [form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (_FREE + i + 1)) for i in range(depth)]
    return document(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=[*forms, form(b"0 0 m 9 9 l S ")])
