"""Searchable copies: PDF/A, with text, and with a word on what they were made from."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from readers.pages import plan, scanned, signed
from readers.pdfs import Field, fill
from vbparse import parse, programs
from vbparse.errors import ToolError
from vbparse.exchange.pdfa import convert, description
from vbparse.readers import pictures
from vbparse.schema import Anomaly, Document, SourceInfo

pikepdf = pytest.importorskip("pikepdf")
LACKING = programs.describe_missing(programs.TESSERACT, programs.VIETNAMESE, programs.OCRMYPDF)
pytestmark = [
    pytest.mark.skipif(LACKING is not None, reason=f"a program is not installed: {LACKING}"),
    pytest.mark.slow,
]
MEDIA = {"PDF": "application/pdf", "PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}


@pytest.fixture(scope="module")
def school(corpus: Path) -> bytes:
    """A PDF as an office suite makes it, with its fonts."""
    return (corpus / "06-truong-hoc.pdf").read_bytes()


def told(data: bytes, kind: str) -> Document:
    """What a reader would say of a scan, as far as copies want it."""
    source = SourceInfo(
        name="a", media_type=MEDIA[kind], sha256="ab" * 32, size=len(data), pages=1, text_origin="ocr", producer="test"
    )
    return Document(id=source.sha256, source=source)


def copied(folder: Path, data: bytes, document: Document) -> pikepdf.Pdf:
    original = folder / "original"
    original.write_bytes(data)
    return pikepdf.open(io.BytesIO(convert(original, [document])))


def text_of(pdf: pikepdf.Pdf, page: int = 0) -> str:
    out = io.BytesIO()
    pdf.save(out)
    return str(pdfium.PdfDocument(out.getvalue())[page].get_textpage().get_text_range())


def is_pdfa(pdf: pikepdf.Pdf) -> bool:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        return (said.get("pdfaid:part"), said.get("pdfaid:conformance")) == ("2", "B")


@pytest.mark.parametrize("kind", MEDIA)
def test_a_scan_becomes_pdfa_with_its_text(tmp_path: Path, kind: str) -> None:
    data = scanned(plan(pages=2 if kind in ("PDF", "TIFF") else 1), kind)
    copy = copied(tmp_path, data, told(data, kind))
    assert is_pdfa(copy)
    assert "27/KH-UBND" in text_of(copy)
    assert len(copy.pages) == (2 if kind in ("PDF", "TIFF") else 1)
    width, height = (float(x) for x in copy.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_an_image_without_resolution_and_with_transparent_parts(tmp_path: Path) -> None:
    picture = Image.open(io.BytesIO(scanned(plan(), "PNG"))).convert("LA")
    picture.putalpha(picture.getchannel("L").point(lambda x: 255 if x < 200 else 0))
    out = io.BytesIO()
    picture.save(out, "PNG")
    copy = copied(tmp_path, out.getvalue(), told(out.getvalue(), "PNG"))
    assert is_pdfa(copy)
    assert "27/KH-UBND" in text_of(copy)
    assert round(float(copy.pages[0].mediabox[2])) == 595


def test_a_text_layer_stays_as_it_is(tmp_path: Path, school: bytes) -> None:
    copy = copied(tmp_path, school, parse(school, name="a.pdf"))
    assert is_pdfa(copy)
    with pdfium.PdfDocument(school) as original:
        assert text_of(copy) == original[0].get_textpage().get_text_range()
    assert "chụp thành ảnh" not in str(copy.docinfo["/Subject"])


def test_a_file_without_its_fonts_becomes_pdfa_all_the_same(tmp_path: Path) -> None:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(plan())) as pdf:
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].add_resource(helvetica, pikepdf.Name.Font, pikepdf.Name.FX)
        pdf.pages[0].contents_add(pdf.make_stream(b"BT /FX 12 Tf 80 300 Td (Phuong 1) Tj ET"))
        pdf.save(data)
    document = parse(data.getvalue(), name="a.pdf")
    copy = copied(tmp_path, data.getvalue(), document)
    assert is_pdfa(copy)
    assert "27/KH-UBND" in text_of(copy)
    if copy.pages[0].get_images():  # no Ghostscript that could add the fonts
        assert "chụp thành ảnh" in str(copy.docinfo["/Subject"])


def test_a_scan_under_a_few_words_is_read_where_the_reader_said_so(tmp_path: Path, school: bytes) -> None:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned(plan(), "PDF"))) as pdf, pikepdf.open(io.BytesIO(school)) as other:
        font = pdf.copy_foreign(next(iter(other.pages[0].resources.Font.values())))
        pdf.pages[0].add_resource(font, pikepdf.Name.Font, pikepdf.Name.FX)
        pdf.pages[0].contents_add(pdf.make_stream(b"BT /FX 8 Tf 400 60 Td (\\001\\002) Tj ET"))
        pdf.save(data)
    document = told(data.getvalue(), "PDF")
    assert "27/KH-UBND" not in text_of(copied(tmp_path, data.getvalue(), document))
    lacking = Anomaly(code="text-layer-missing", message="", span=None, origin=[{"page": 1}])
    document.anomalies.append(lacking)
    assert "27/KH-UBND" in text_of(copied(tmp_path, data.getvalue(), document))


def test_a_copy_says_what_it_is_and_who_had_signed(tmp_path: Path, school: bytes) -> None:
    data = signed(school, "Lê Thị Hạnh", "D:20240516081502+07'00'")
    document = parse(data, name="a.pdf")
    assert [s.signer for s in document.source.digital_signatures] == ["Lê Thị Hạnh"]
    copy = copied(tmp_path, data, document)
    assert is_pdfa(copy)
    assert "/AcroForm" not in copy.Root
    said = str(copy.docinfo["/Subject"])
    assert said == description([document])
    with copy.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert xmp["dc:description"] == said
    for part in (document.source.sha256, "Lê Thị Hạnh", "08:15:02 ngày 16/05/2024", "không còn hiệu lực"):
        assert part in said


@pytest.mark.parametrize("shown", [True, False])
def test_a_copy_shows_what_stands_in_form_fields(tmp_path: Path, shown: bool) -> None:
    data = fill(plan(), 0, [Field(420, 300, "362", size=24, shown=shown)])
    copy = copied(tmp_path, data, parse(data, name="a.pdf"))
    assert is_pdfa(copy)
    assert "/AcroForm" not in copy.Root
    out = io.BytesIO()
    copy.save(out)
    picture = Image.open(io.BytesIO(pictures.draw_page(out.getvalue(), pictures.PDF, 1, 600)))
    assert np.count_nonzero(np.asarray(picture.convert("L"))[270:320, 400:500] < 140) > 50
    assert "362" in text_of(copy)


def test_a_copy_of_what_nobody_signed_says_so() -> None:
    assert "Không thấy chữ ký số trên tệp gốc." in description([told(b"", "PDF")])


def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"cannot be made ready .*status 1"):
        copied(tmp_path, b"%PDF-1.4 cut off", told(b"", "PDF"))


def test_a_missing_program_is_told_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match=r"Tesseract is not installed; .*apt-get install tesseract-ocr"):
        copied(tmp_path, plan(), told(b"", "PDF"))
