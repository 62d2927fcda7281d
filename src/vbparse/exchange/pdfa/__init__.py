"""Searchable copies: an original as PDF/A-2b with a text layer, made by OCRmyPDF in processes of their own.

    copying    decides how the pages are treated, runs the two programs, and says on the copy what it is
    prepare    the first of them: signature stamps become part of their pages, images become a PDF

Source: Thông tư 02/2019/TT-BNV, on data handed to archives (PDF/A for texts); PDF/A-2b is ISO 19005-2.
"""

from vbparse.exchange.pdfa.copying import KINDS, convert, description

__all__ = ["KINDS", "convert", "description"]
