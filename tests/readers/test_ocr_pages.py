"""Page by page: which text layers are used, which pages go to OCR, and what becomes of pages that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from readers.pdfs import LEFT, Paper
from readers.scanned import converter, letterhead, needs_ocr, render, save, scan
from vbparse import programs
from vbparse.errors import DamagedError, EmptyError, SourceError, ToolError, VbparseError
from vbparse.readers.ocr import tesseract
from vbparse.readers.open import read
from vbparse.readers.pdf import read_pdf
from vbparse.readers.pdf.judge import lack_of
from vbparse.readers.source import Source

pytestmark = pytest.mark.slow

BODY = [
    "Ủy ban nhân dân xã xây dựng kế hoạch thu gom rác thải sinh hoạt",
    "trên địa bàn với những nội dung chủ yếu như sau đây, trong đó công",
    "chức Địa chính - Xây dựng chủ trì, phối hợp với các thôn, tổ dân phố",
    "tổ chức thực hiện, tổng hợp kết quả và báo cáo trước ngày 18/9/2025.",
]


def told(source: Source) -> list[tuple[str, str]]:
    return [(a.code, a.severity) for a in source.anomalies]


def paper_with(rows: list[str], picture: Image.Image | None = None, hidden: bool = False) -> Paper:
    """A page with a picture of its body over the whole sheet, and a text layer of `rows`."""
    paper = Paper()
    if picture:
        paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.size)
    for i, row in enumerate(rows):
        text = paper.canvas.beginText(LEFT, 842 - 100 - 18 * i)
        text.setFont("Serif", 12)
        text.setTextRenderMode(3 if hidden else 0)
        text.textLine(row)
        paper.canvas.drawText(text)
    return paper


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return render(paper_with(BODY).save())[0]


def test_what_a_text_layer_lacks() -> None:
    def code(text: str, pictures: float = 0.0, **more: bool) -> str | None:
        lack = lack_of([text], pictures, drawn=more.get("drawn", False), hidden=more.get("hidden", False))
        return lack and lack.code

    body = " ".join(BODY * 2)
    assert code(body) is None
    assert code("") is None
    assert code("", 0.9) == code("", drawn=True) == "text-layer-missing"
    assert code("Ký bởi: Ủy ban nhân dân xã", 0.9) == "text-layer-missing"
    assert code("Phụ lục kèm theo Kế hoạch", 0.2) is None
    assert code("Nguyễn Văn Minh, Chủ tịch xã", 0.9, hidden=True) is None
    assert code("6Ӂ CÔNG 7+ѬѪ1* 7ӌNH 6Ѫ1 LA") == "text-layer-broken"
    assert code(" ".join(body)) == "text-layer-broken"
    assert code(body.replace(" ", "").replace(",", " ")) is None  # a few words tell nothing
    joined = " ".join("".join(row.split()) for row in BODY * 12)
    assert code(joined) == "text-layer-broken"
    assert code("Uy ban nhan dan xa xay dung ke hoach thu gom rac thai " * 6, hidden=True) == "text-layer-broken"


@needs_ocr
def test_pages_with_text_stay_and_scanned_ones_are_read(picture: Image.Image) -> None:
    paper = paper_with(BODY)
    paper.canvas.showPage()
    paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.size)
    source = read_pdf(paper.save(), "a.pdf")
    assert source.text_origin == "ocr"
    assert told(source) == [("text-layer-missing", "info")]
    assert source.anomalies[0].origin == [{"page": 2}]
    pages = {n: [source.text[x.span] for x in source.lines if x.page == n] for n in (1, 2)}
    assert pages[1] == BODY
    assert pages[2][0].split()[:4] == BODY[0].split()[:4]


@needs_ocr
@pytest.mark.parametrize(
    "layer",
    [
        [" ".join(row) for row in BODY],
        ["Uy ban nhan dan xa xay dung ke hoach thu gom rac thai sinh hoat"] * 5,
    ],
)
def test_a_layer_that_is_no_use_is_not_used(picture: Image.Image, layer: list[str]) -> None:
    source = read_pdf(paper_with(layer, picture, hidden=True).save(), "a.pdf")
    assert source.text_origin == "ocr"
    assert told(source) == [("text-layer-broken", "info")]
    assert source.text.value.split()[:5] == BODY[0].split()[:5]


@needs_ocr
def test_signature_stamps_of_a_scan_are_recorded_and_are_no_text(picture: Image.Image) -> None:
    layer = ["Ký bởi: Ủy ban nhân dân xã", "Cơ quan: Xã Hòa Bình", "Thời gian ký: 17/01/2025 17:06:30"]
    clear = Image.new("RGB", picture.size, "white")
    clear.paste(picture, (0, 400))
    source = read_pdf(paper_with(layer, clear).save(), "a.pdf")
    assert [(s.signer, s.agency) for s in source.digital_signatures] == [("Ủy ban nhân dân xã", "Xã Hòa Bình")]
    assert "Ký bởi" not in source.text.value
    assert source.text.value.split()[:5] == BODY[0].split()[:5]


def test_a_legible_layer_under_a_scan_is_used(picture: Image.Image) -> None:
    source = read_pdf(paper_with(BODY, picture, hidden=True).save(), "a.pdf")
    assert source.text_origin == "text-layer"
    assert [source.text[line.span] for line in source.lines] == BODY
    assert source.anomalies == []


def test_without_tesseract_pages_with_text_stay(
    picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    paper = paper_with(BODY)
    paper.canvas.showPage()
    paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.size)
    source = read_pdf(paper.save(), "a.pdf")
    assert (source.text_origin, told(source)) == ("text-layer", [("page-unread", "warning")])
    assert source.anomalies[0].origin == [{"page": 2}]
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in source.anomalies[0].message


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_without_tesseract_a_scan_names_what_to_install(
    kind: str, picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    data = scan([picture]) if kind == "pdf" else save(picture, "PNG")
    with pytest.raises(ToolError, match=r"^a: .*apt-get install tesseract-ocr tesseract-ocr-vie`\.$"):
        read(data, "a")


def test_without_vietnamese_too(picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converter(tmp_path, "", monkeypatch)
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\ncase "$1" in --version) echo 5.0.0;; *) echo eng;; esac\n')
    with pytest.raises(ToolError, match=r"Vietnamese for Tesseract is not installed; .*tesseract-ocr-vie"):
        read(save(picture, "PNG"), "a")
    programs._said.cache_clear()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("sleep 600", "did not end"),
        ("sleep 600 & wait", "did not end"),
        ("kill -9 $$", "failed"),
        ("exit 1", "failed"),
        ("cat >/dev/null; echo no markup", "could not be read"),
        ("yes", "wrote without end"),
    ],
)
def test_a_converter_that_hangs_dies_or_floods_costs_its_own_file(
    body: str, words: str, picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter(tmp_path, body, monkeypatch)
    monkeypatch.setattr(tesseract, "SECONDS", 5.0)
    with pytest.raises(SourceError, match=rf"^a\.pdf: .*{words}"):
        read(scan([picture]), "a.pdf")


@needs_ocr
def test_one_page_that_hangs_costs_that_page(
    picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter(tmp_path, f'if mkdir {tmp_path}/first 2>/dev/null; then exit 3; fi\nexec $REAL "$@"', monkeypatch)
    source = read(scan([picture, picture]), "a.pdf")
    assert sorted(told(source)) == [("page-unread", "warning"), ("text-layer-missing", "info")]
    assert len({line.page for line in source.lines}) == 1


@needs_ocr
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_any_kind(mode: str, picture: Image.Image) -> None:
    if mode == "I;16":
        grey = picture.convert("L")
        given = Image.frombytes("I;16", grey.size, b"".join(bytes((0, v)) for v in grey.tobytes()))
    else:
        given = picture.convert(mode)
    data = save(given, "TIFF" if mode in ("CMYK", "I;16") else "PNG", dpi=(200, 200))
    assert read(data, "a").text.value.split()[:5] == BODY[0].split()[:5]


@needs_ocr
def test_an_empty_page_is_no_document() -> None:
    with pytest.raises(EmptyError, match=r"^a\.png: no text"):
        read(save(Image.new("L", (1000, 1400), 255), "PNG"), "a.png")


@pytest.mark.parametrize("cut", [9, 60, 400])
def test_a_broken_image_is_one_error(cut: int, picture: Image.Image) -> None:
    for kind in ("PNG", "JPEG", "TIFF"):
        with pytest.raises(VbparseError, match=r"^a: ") as raised:
            read(save(picture, kind)[:cut], "a")
        assert isinstance(raised.value, DamagedError | SourceError)


@needs_ocr
def test_the_same_scan_is_read_the_same_again() -> None:
    data = scan(render(letterhead().save()))
    assert read(data, "a.pdf").text.value == read(data, "a.pdf").text.value
