"""Scans of documents that are not scans: pages typeset, rendered, damaged and put into image files, the same for the
same seed. What OCR is measured with (scripts/bench-ocr), and how the scans of corpus/ are made (scripts/make-corpus).

    typeset   text and Markdown → PDF, laid out as Nghị định 30/2020/NĐ-CP, Phụ lục I wants it
    office    DOCX and HTML → PDF through LibreOffice
    paper     any document of corpus/ → PDF, and PDF → page images
    damage    what scanning does to a page: noise, a turn, blur
    copier    what office copiers do to it, as measured on real scans
    marks     what is put on paper after printing: seals, arrival stamps, handwriting
    stamps    which of these an office puts on a document, and where
    copies    damaged copies of whole documents
    sheets    the pages of a scan, as the scanner made them
    gauge     what was done to them, in figures: scripts/degrade --measure
    beside    damaged copies beside real scans
    files     page images → PDF, TIFF, PNG or JPEG
    headers   invented headers, one a small page
"""
