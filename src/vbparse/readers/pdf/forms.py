"""Form fields of an open PDF: signatures, and the numbers and dates that register offices stamp, stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium


class Forms:
    """Opens the pages of a document with their form fields: without, pdfium does not draw them, and those that have a
    value and no appearance write nothing. Made before the first page is opened; close it before the document."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._config = pdfium.FPDF_FORMFILLINFO(version=2)  # pdfium reads from it as long as there are forms
        has_forms = pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE
        self._forms = pdfium.FPDFDOC_InitFormFillEnvironment(document, self._config) if has_forms else None

    def close(self) -> None:
        """Let go of the fields."""
        if self._forms:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._forms)

    @contextmanager
    def page(self, index: int) -> Iterator[object]:
        """Page `index` (from 0), open; None where it cannot be opened."""
        page = pdfium.FPDF_LoadPage(self._document, index)
        if not page:
            yield None
            return
        fields = bool(self._forms) and pdfium.FPDFPage_GetAnnotCount(page) > 0
        if fields:
            pdfium.FORM_OnAfterLoadPage(page, self._forms)
        try:
            yield page
        finally:
            if fields:
                pdfium.FORM_OnBeforeClosePage(page, self._forms)
            pdfium.FPDF_ClosePage(page)

    def draw(self, bitmap: object, page: object, *place: int) -> None:
        """Draw the fields of an open page over its picture; `place` as for FPDF_RenderPageBitmap."""
        if self._forms:
            pdfium.FPDF_FFLDraw(self._forms, bitmap, page, *place)
