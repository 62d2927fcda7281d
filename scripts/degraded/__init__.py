"""Scans of documents that are not scans: pages typeset, rendered, damaged and put into image files, the same for the
same seed. What OCR is measured with (scripts/bench-ocr), and how the scans of corpus/ are made (scripts/make-corpus).

    typeset   text and Markdown → PDF, laid out as Nghị định 30/2020/NĐ-CP, Phụ lục I wants it
    office    DOCX and HTML → PDF through LibreOffice
    paper     any document of corpus/ → PDF, and PDF → page images
    damage    what scanning does to a page: noise, a turn, blur
    marks     what is put on paper after printing: seals, arrival stamps, handwriting
    files     page images → PDF, TIFF, PNG or JPEG
    headers   invented headers, one a small page
"""
