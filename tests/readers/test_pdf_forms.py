"""Forms in a PDF: they are looked into, and not without end."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from vbparse.readers.pdf import raw
from vbparse.readers.pdf.drawing import read_drawing

from .nested import nested_forms


@pytest.mark.parametrize(
    ("levels", "each", "lines"),
    [
        (1, 1, 1),
        (4, 2, 8),
        (5, 2, 0),  # deeper than tables stand
        (4, 60, 24_740),  # of 216,000: 50,000 objects, of which every other is a form
    ],
)
def test_lines_in_forms_are_found_and_no_more_than_a_page_has(levels: int, each: int, lines: int) -> None:
    data = nested_forms(levels, each)
    assert len(data) < 3000
    with pdfium.PdfDocument(data) as document:
        assert len(read_drawing(raw.address(document[0].raw)).lines) == lines
