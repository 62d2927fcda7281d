"""The bundle of the corpus as a scan: rendered to images at 200 dpi, put into a PDF without text, read by OCR."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from conftest import TOP
from vbparse import Document, parse_parts

CORPUS = TOP / "corpus"
NAME = "22-tap-van-ban-benh-dai"
GOLDS = [json.loads(p.read_text("utf-8")) for p in sorted((CORPUS / "gold").glob(f"{NAME}#*.json"))]
DPI = 200


def reads_vietnamese() -> bool:
    if not shutil.which("tesseract") or not importlib.util.find_spec("vbparse.readers.ocr"):
        return False
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, encoding="utf-8", check=False)
    return "vie" in told.stdout.split()


pytestmark = [
    pytest.mark.skipif(not reads_vietnamese(), reason="no Tesseract with Vietnamese"),
    pytest.mark.slow,
]


def scanned(path: Path) -> bytes:
    """The pages of a PDF as a scanner gives them: images, and nothing else."""
    with pypdfium2.PdfDocument(path) as file:
        pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in file]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return out.getvalue()


@pytest.fixture(scope="module")
def parts() -> list[Document]:
    return parse_parts(scanned(CORPUS / f"{NAME}.pdf"), name=f"{NAME}.pdf")


def test_five_documents_each_on_its_pages(parts: list[Document]) -> None:
    assert [d.source.pages_of_part for d in parts] == [gold["pages_of_part"] for gold in GOLDS]
    assert {d.source.text_origin for d in parts} == {"ocr"}


def test_letterheads_are_those_of_the_annotations(parts: list[Document]) -> None:
    for document, gold in zip(parts, GOLDS, strict=True):
        assert document.number
        assert document.issued
        assert document.issuer
        assert (document.doc_type, document.number.number, document.number.symbol, document.issued.date) == (
            gold["doc_type"], gold["number"], gold["symbol"], gold["issued"],
        )  # fmt: skip
        assert document.issuer.canonical == gold["issuer"]
        assert len(document.attachments) == len(gold["attachments"])
        for one in (document.number, document.issued):
            assert {place["page"] for place in one.origin} == {gold["pages_of_part"][0]}
