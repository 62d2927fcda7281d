"""A PDF from its bytes to a `Source`."""

from __future__ import annotations

from collections import Counter
from contextlib import closing

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.assembly import assemble_pages
from vbparse.errors import DamagedError, EmptyError, EncryptedError
from vbparse.readers.legacy import report_conversion
from vbparse.readers.pdf.charsets import Charsets
from vbparse.readers.pdf.fallback import SecondReader
from vbparse.readers.pdf.forms import Forms
from vbparse.readers.pdf.pages import CrowdedError, read_page
from vbparse.readers.pdf.reports import report_renamed
from vbparse.readers.pdf.stamps import merge_fields, signature_fields
from vbparse.readers.pdf.streams import check_streams
from vbparse.source import Source

_PASSWORD, _SECURITY = 4, 5
"""Errors of pdfium: FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY."""
MOST_PAGES = 5_000
"""Pages of a file: a few bytes can name one page as many times as they like."""


def _open(data: bytes, name: str) -> object:
    if not data.strip():
        raise EmptyError("file.empty", name=name)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() in (_PASSWORD, _SECURITY):
        raise EncryptedError("pdf.password", name=name)
    raise DamagedError("pdf.damaged", name=name)


def read_document(data: bytes, name: str) -> Source:
    """See `vbparse.readers.pdf.read_pdf`."""
    document = _open(data, name)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            raise EmptyError("pdf.no-pages", name=name)
        if count > MOST_PAGES:
            raise DamagedError("pdf.many-pages", name=name, count=count, most_pages=MOST_PAGES)
        check_streams(data, name)
        fields = signature_fields(document)
        second, charsets = SecondReader(data), Charsets()
        with closing(Forms(document)) as forms:
            read = [read_page(document, forms, i, second, charsets) for i in range(count)]
    except CrowdedError as error:
        raise DamagedError("pdf.too-much", name=name, why=error) from error
    finally:
        pdfium.FPDF_CloseDocument(document)
    layers = [p for p in read if p]
    if not layers:
        raise DamagedError("pdf.pages", name=name, count=count)
    pages, scanned = [x.page for x in layers], False
    lacking = {x.page.sheet.number for x in layers if x.lack}
    anomalies = report_renamed([n for n in second.pages if n not in lacking])
    if lacking:
        from vbparse.readers.pdf.scanned import read_lacking  # loads numpy and Pillow, which other files do without

        pages, reports, scanned = read_lacking(data, layers, name)
        anomalies += reports
    source = assemble_pages(pages, "application/pdf", "ocr" if scanned else "text-layer")
    source.pages = count
    source.anomalies += anomalies
    used = [x for x, page in zip(layers, pages, strict=True) if page is x.page]
    report_conversion(source, sum((x.converted for x in used), Counter()))
    stamps = [s for p in pages for s in p.signatures]
    source.digital_signatures = merge_fields(stamps, fields)
    if not any(c.isalnum() for c in source.text.value):
        raise EmptyError("pdf.no-text", name=name, count=count)
    return source
