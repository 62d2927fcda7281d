"""Page by page: which text layers are used, which pages go to OCR, and what becomes of pages that cannot be read."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from degraded.damage import Damage
from readers.pdfs import LEFT, Field, Paper, fill, without_map
from readers.scanned import converter, letterhead, needs_ocr, render, save, scan
from vbparse import programs
from vbparse.errors import DamagedError, EmptyError, SourceError, ToolError, VbparseError
from vbparse.language.folding import fold
from vbparse.readers.ocr import tesseract
from vbparse.readers.open import open_source
from vbparse.readers.pdf import read_pdf
from vbparse.readers.pdf.judge import choose_reading, find_lack
from vbparse.readers.quality import assess_quality
from vbparse.source import Source

pytestmark = pytest.mark.slow

BODY = [
    "Ủy ban nhân dân xã xây dựng kế hoạch thu gom rác thải sinh hoạt",
    "trên địa bàn với những nội dung chủ yếu như sau đây, trong đó công",
    "chức Địa chính - Xây dựng chủ trì, phối hợp với các thôn, tổ dân phố",
    "tổ chức thực hiện, tổng hợp kết quả và báo cáo trước ngày 18/9/2025.",
]

SLIPS = [("kế hoạch", "kê hoạch"), ("phối", "phôi"), ("tổ chức", "tô chức"), ("tổng", "tông"), ("kết", "kêt")]
"""What a program that knows little Vietnamese makes of some words."""


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
        quality = assess_quality(text)
        lack = find_lack(text, quality, pictures, drawn=more.get("drawn", False), hidden=more.get("hidden", False))
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
    assert code(fold(body)) == code(fold(body), 0.9, hidden=True) == "text-layer-broken"
    assert code("(cid:48)(cid:1257)(cid:70) tiêu (cid:264)(cid:105)(cid:81) (cid:71)(cid:76)") == "text-layer-broken"
    assert code(12 * "\ufffd") == code(body + 12 * "\ufffd") == "text-layer-broken"


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
        [fold(row) for row in BODY],
        [reduce(lambda row, slip: row.replace(*slip), SLIPS, row) for row in BODY],
    ],
)
def test_a_layer_that_is_no_use_is_not_used(picture: Image.Image, layer: list[str]) -> None:
    source = read_pdf(paper_with(layer, picture, hidden=True).save(), "a.pdf")
    assert source.text_origin == "ocr"
    assert told(source) == [("text-layer-broken", "info")]
    assert source.text.value.split()[:5] == BODY[0].split()[:5]


NAMES = [
    "Sika Latex, Sikadur, Sikaflex, Masterseal, Tamseal, Vinkems, Penetron, Krystol, Xypex, Kryton, Lemax, Index",
    "Samsung, Panasonic, Hitachi, Siemens, Schneider, Mitsubishi, Fuji, Omron, Danfoss, Grundfos, Ebara, Wilo",
]


def test_which_of_two_readings_is_taken() -> None:
    body, names = " ".join(BODY), " ".join(NAMES)
    assert choose_reading(names, names.replace("Kryton", "Krỵton")) == "layer"
    assert choose_reading(fold(body), body) == "recognised"
    assert choose_reading(" ".join("".join(body)), body) == "recognised"
    assert choose_reading(f"{body} {12 * chr(0xFFFD)}", f"{body} KẾ HOẠCH") == "recognised"
    scribble = " ".join(f"w{a}k{b}qj" for a in "bcdfgh" for b in "klmnp")
    assert choose_reading(scribble, scribble.replace("j", "x")) is None
    assert choose_reading(fold(body) * 3, "Ủy ban nhân dân") is None
    assert choose_reading("7Ӂ &Ӝ1* 7+ѬѪ1*", "") is None


@needs_ocr
def test_fonts_that_name_no_letter_send_their_page_to_ocr() -> None:
    paper = paper_with(BODY)
    paper.page()
    paper.lines(100, "This page is set in another font.", size=11)
    source = read_pdf(without_map(paper.save()), "a.pdf")
    assert source.anomalies[0].message == "Trang 1 được nhận dạng (OCR), vì chữ trong lớp chữ không đọc được."
    assert (source.anomalies[0].severity, source.anomalies[0].origin) == ("info", [{"page": 1}])
    assert source.text.value.split()[:13] == BODY[0].split()[:13]
    assert "This page is set" in source.text.value


@needs_ocr
def test_a_heading_in_a_font_that_names_no_letter_is_enough() -> None:
    paper = paper_with(BODY * 4)
    paper.text(LEFT, 60, "KẾ HOẠCH TỔ CHỨC THỰC HIỆN", bold=True)
    paper.text(LEFT, 80, "Về việc củng cố tổ chức, sắp xếp bộ máy", bold=True)
    source = read_pdf(without_map(paper.save(), "Bold"), "a.pdf")
    assert told(source) == [("text-layer-broken", "info")]
    assert "Về việc củng cố tổ chức, sắp xếp bộ máy" in source.text.value


@pytest.mark.parametrize(
    "rows",
    [
        ["The committee shall submit its report to the council by the end of March, and the members of the"] * 6,
        [f"{i}. KH-{i}/UBND  {i * 31}.500  {i * 2},5 kg  {i}/{i}/2025" for i in range(1, 30)],
        [f"Ông Y Krông Niê, bà H'Bia Êban, ông A Kpă Y Sô, {i} hộ" for i in range(9)],
    ],
)
def test_pages_in_another_language_and_tables_of_numbers_are_used_as_they_are(
    rows: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    source = read_pdf(paper_with(rows).save(), "a.pdf")
    assert (source.text_origin, source.anomalies) == ("text-layer", [])


@needs_ocr
def test_a_page_full_of_names_that_ocr_reads_alike_keeps_its_layer() -> None:
    rows = " ".join(NAMES).replace(",", "").split()
    lines = [" ".join(rows[i : i + 4]) for i in range(0, len(rows), 4)]
    source = read_pdf(paper_with(lines).save(), "a.pdf")
    assert [source.text[line.span] for line in source.lines] == lines
    assert (source.text_origin, source.anomalies) == ("text-layer", [])


SCRIBBLE = [
    "6Ӂ CÔNG 7+ѬѪ1* 7ӌ1+ /Ҥ1* 6Ѫ1 &Ӝ1*", "+Ñ$ ;­ +Ӝ, &+Ӫ 1*+Ƭ$ 9,ӊ7 1$0 ĈӜF", "OұS 7ӵ GR +ҥQK SK~F 6ӕ .+ .͇",
    "+2̨&+ 7U͋Q NKDL WKõF KL͏Q FKñ WULQK", "EҧR YӋ P{L WUѭӡQJ WUrQ ÿӏD EjQ [m", "&ăQ Fͱ /X̵W 7͝ FKͱF FKtQK TX\\͉Q",
]  # fmt: skip


@needs_ocr
def test_a_page_that_ocr_reads_no_better_is_told() -> None:
    paper = paper_with(SCRIBBLE * 2)
    with pytest.raises(SourceError, match=r"^a\.pdf: the letters of its text layer .* get the file as DOCX"):
        read_pdf(paper.save(), "a.pdf")
    paper = paper_with(SCRIBBLE * 2)
    paper.page()
    paper.lines(100, *BODY, size=11)
    source = read_pdf(paper.save(), "a.pdf")
    assert told(source) == [("text-layer-broken", "error")]
    assert source.anomalies[0].origin == [{"page": 1}]
    assert "hãy đối chiếu bản gốc" in source.anomalies[0].message


@needs_ocr
def test_a_scan_of_which_ocr_makes_no_words_is_told() -> None:
    picture = render(paper_with(SCRIBBLE * 2).save())[0]
    source = open_source(scan([picture]), "a.pdf")
    assert told(source) == [("text-layer-missing", "info"), ("page-unread", "error")]


@needs_ocr
def test_a_page_that_is_hard_to_read_is_one_anomaly() -> None:
    """A good page beside it is none."""
    (clear,) = render(letterhead().save())
    source = open_source(scan([clear, Damage("hard to read", noise=30, blur=2.6).damage(clear, 1)]), "a.pdf")
    (page,) = [one for one in source.anomalies if one.code == "page-doubtful"]
    assert (page.severity, page.span) == ("warning", None)
    assert page.message.startswith("Trang 2 quét không rõ: ")
    assert page.origin == [{"page": 2, "box": pytest.approx([0, 0, 595, 842], abs=1)}]


@needs_ocr
@pytest.mark.parametrize("drawn", [True, False])
def test_a_number_stamped_on_a_scan_is_read(drawn: bool) -> None:
    """As a picture by OCR; as text by its letters, which OCR does not see."""
    blank = scan(render(letterhead(number="       ").save()))
    data = fill(blank, 0, [Field(130, 112, "47", picture=drawn)])
    assert "Số: 47" in open_source(data, "a.pdf").text.value
    assert "47" not in open_source(blank, "a.pdf").text.value.split("Nơi nhận")[0].replace("247", "")


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
    assert (source.text_origin, told(source)) == ("text-layer", [("page-unread", "error")])
    assert source.anomalies[0].origin == [{"page": 2}]
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in source.anomalies[0].message


def test_without_tesseract_a_broken_layer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    paper = paper_with([fold(row) for row in BODY])
    paper.page()
    paper.lines(100, *BODY, size=11)
    source = read_pdf(paper.save(), "a.pdf")
    assert told(source) == [("text-layer-broken", "error")]
    assert source.anomalies[0].origin == [{"page": 1}]
    assert "apt-get install tesseract-ocr" in source.anomalies[0].message
    with pytest.raises(ToolError, match=r"^a\.pdf: its pages have to be read by OCR, but Tesseract is not installed"):
        read_pdf(without_map(paper_with(BODY).save()), "a.pdf")


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_without_tesseract_a_scan_names_what_to_install(
    kind: str, picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    data = scan([picture]) if kind == "pdf" else save(picture, "PNG")
    with pytest.raises(ToolError, match=r"^a: .*apt-get install tesseract-ocr tesseract-ocr-vie`\.$"):
        open_source(data, "a")


def test_without_vietnamese_too(picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converter(tmp_path, "", monkeypatch)
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\ncase "$1" in --version) echo 5.0.0;; *) echo eng;; esac\n')
    with pytest.raises(ToolError, match=r"Vietnamese for Tesseract is not installed; .*tesseract-ocr-vie"):
        open_source(save(picture, "PNG"), "a")
    programs._read_output.cache_clear()


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
        open_source(scan([picture]), "a.pdf")


@needs_ocr
def test_one_page_that_hangs_costs_that_page(
    picture: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter(tmp_path, f'if mkdir {tmp_path}/first 2>/dev/null; then exit 3; fi\nexec $REAL "$@"', monkeypatch)
    source = open_source(scan([picture, picture]), "a.pdf")
    assert sorted(told(source)) == [("page-unread", "error"), ("text-layer-missing", "info")]
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
    assert open_source(data, "a").text.value.split()[:5] == BODY[0].split()[:5]


@needs_ocr
def test_an_empty_page_is_no_document() -> None:
    with pytest.raises(EmptyError, match=r"^a\.png: no text"):
        open_source(save(Image.new("L", (1000, 1400), 255), "PNG"), "a.png")


@pytest.mark.parametrize("cut", [9, 60, 400])
def test_a_broken_image_is_one_error(cut: int, picture: Image.Image) -> None:
    for kind in ("PNG", "JPEG", "TIFF"):
        with pytest.raises(VbparseError, match=r"^a: ") as raised:
            open_source(save(picture, kind)[:cut], "a")
        assert isinstance(raised.value, DamagedError | SourceError)


@needs_ocr
def test_the_same_scan_is_read_the_same_again() -> None:
    data = scan(render(letterhead().save()))
    assert open_source(data, "a.pdf").text.value == open_source(data, "a.pdf").text.value
