"""The PDF reader: files that cannot be read, stamps and signatures, real files."""

from __future__ import annotations

import io
from array import array
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from vbparse.arrange.layout.segments import Segment
from vbparse.errors import DamagedError, EmptyError, EncryptedError
from vbparse.readers.open import open_source
from vbparse.readers.pdf import read_pdf
from vbparse.readers.pdf.fallback import SecondReader
from vbparse.readers.pdf.stamps import read_stamp
from vbparse.readers.quality import assess_quality
from vbparse.source import Source

from .pdfs import HEIGHT, LEFT, Field, Paper, fill, numbered, stamp
from .scanned import needs_ocr


def words(source: Source) -> list[str]:
    return [source.text[line.span] for line in source.lines]


def plan(**options: object) -> bytes:
    paper = Paper(**options)
    paper.text(LEFT, 100, "Kế hoạch năm 2026")
    return paper.save()


def test_a_file_without_bytes() -> None:
    with pytest.raises(EmptyError, match=r"^kh\.pdf: the file is empty"):
        read_pdf(b"", "kh.pdf")


def test_a_file_with_a_password() -> None:
    with pytest.raises(EncryptedError, match=r"^kh\.pdf: .*password"):
        read_pdf(plan(encrypt=StandardEncryption("secret")), "kh.pdf")


def test_a_file_that_only_forbids_printing_is_read() -> None:
    data = plan(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert words(read_pdf(data, "kh.pdf")) == ["Kế hoạch năm 2026"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"not a PDF at all", plan()[:300]])
def test_a_damaged_file(data: bytes) -> None:
    with pytest.raises(DamagedError, match=r"^kh\.pdf: "):
        read_pdf(data, "kh.pdf")


def test_pages_without_text() -> None:
    paper = Paper()
    paper.canvas.rect(100, 100, 300, 300, fill=1)
    with pytest.raises(EmptyError, match=r"^scan\.pdf: there is no text"):
        read_pdf(paper.save(), "scan.pdf")


def test_a_stamped_number_falls_into_its_gap_and_a_signature_stamp_out_of_the_text() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Số:          /UBND-TP")
    paper.text(330, 100, "Phường 1, ngày")
    paper.text(455, 100, "tháng 3 năm 2025")
    paper.text(LEFT, 140, "Kính gửi: các khu phố.")
    signature = ["Digitally signed by UBND Phuong 1", "Date: 2025.03.13 17:40:30 +07:00"]
    data = stamp(paper.save(), 0, [(LEFT + 26, 99, 13, ["397"]), (436, 99, 13, ["13"]), (LEFT, 600, 8, signature)])
    source = read_pdf(data, "a.pdf")
    text = " ".join(words(source))
    assert text == "Số: 397 /UBND-TP Phường 1, ngày 13 tháng 3 năm 2025 Kính gửi: các khu phố."
    assert [(s.signer, s.time, s.page) for s in source.digital_signatures] == [
        ("UBND Phuong 1", "2025-03-13T17:40:30+07:00", 1)
    ]
    place = source.text.places((source.text.value.index("397"), source.text.value.index("397") + 3))[0]
    assert place["box"][0] == pytest.approx(LEFT + 26, abs=2)


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("last", ["number", "body"])
def test_numbers_and_days_in_form_fields_are_read_wherever_they_stand_in_the_file(shown: bool, last: str) -> None:
    """pdfium reads neighbours on a baseline together: a field beside the line drawn last comes to stand within it."""
    paper = Paper()
    for part in ("number", "body") if last == "body" else ("body", "number"):
        if part == "body":
            paper.lines(300, "Căn cứ Luật Thủy lợi;", "Căn cứ Luật Đê điều.")
        else:
            paper.text(310, 112, "Hòa Bình, ngày       tháng 01 năm 2025", 12)
            paper.text(105, 112, "Số:          /KH-UBND", 12)
    data = fill(paper.save(), 0, [Field(128, 112, "362", shown=shown), Field(400, 112, "14", shown=shown)])
    expected = [
        "Số: 362 /KH-UBND",
        "Hòa Bình, ngày 14 tháng 01 năm 2025",
        "Căn cứ Luật Thủy lợi;",
        "Căn cứ Luật Đê điều.",
    ]
    assert sorted(words(read_pdf(data, "a.pdf"))) == sorted(expected)


def test_a_form_field_that_says_what_the_page_says_is_read_once() -> None:
    paper = Paper()
    paper.canvas.setFont("Helvetica", 12)
    paper.canvas.drawString(LEFT, HEIGHT - 100, "So: 27/KH-UBND")
    paper.text(LEFT, 130, "Số:         /KH-UBND", 12)
    data = fill(paper.save(), 0, [Field(LEFT, 100, "So: 27/KH-UBND"), Field(LEFT + 25, 130, "28")])
    assert words(read_pdf(data, "a.pdf")) == ["So: 27/KH-UBND", "Số: 28 /KH-UBND"]


def test_a_stamp_drawn_into_the_page_is_no_text() -> None:
    paper = Paper()
    for k, line in enumerate(
        (
            "Người ký: Ủy ban nhân dân",
            "tỉnh Quảng Ngãi",
            "Cơ quan: Tỉnh Quảng Ngãi",
            "Thời gian ký: 27.12.2021 17:22:11 +07:00",
        )
    ):
        paper.text(350, 30 + 10 * k, line, 8)
    paper.text(LEFT, 140, "Kế hoạch năm 2026")
    source = read_pdf(paper.save(), "a.pdf")
    assert words(source) == ["Kế hoạch năm 2026"]
    found = source.digital_signatures[0]
    assert (found.signer, found.agency, found.time) == (
        "Ủy ban nhân dân tỉnh Quảng Ngãi",
        "Tỉnh Quảng Ngãi",
        "2021-12-27T17:22:11+07:00",
    )


@pytest.mark.parametrize(
    ("text", "signer", "time"),
    [
        (
            "Ký bởi: Văn phòng UBND tỉnh\nEmail: vp@tinh.gov.vn\nThời gian ký: 05/01/2026 08:03 +0700",
            "Văn phòng UBND tỉnh",
            "2026-01-05T08:03+07:00",
        ),
        (
            "TRUNG TÂM CÔNG\nBÁO VÀ TIN HỌC\ntt@tinh.gov.vn\n06.11.2024 09:27:05\n+07:00",
            "TRUNG TÂM CÔNG BÁO VÀ TIN HỌC",
            "2024-11-06T09:27:05+07:00",
        ),
        ("Digitally signed by Nguyễn Văn A\nDate: 2024.02.30", "Nguyễn Văn A", "2024-02-30"),
        ("Người ký: Lê Thị B\nNgày ký: 31.13.2024", "Lê Thị B", None),
    ],
)
def test_what_a_stamp_says(text: str, signer: str, time: str | None) -> None:
    found = read_stamp(text, 1, None)
    assert (found.signer, found.time) == (signer, time)


def garbled(words: str) -> list[Segment]:
    edges = array("f", range(len(words)))
    return [Segment(words, edges, edges, bytearray(len(words)), 100.0, 13.0, 90.0, 103.0)]


def test_a_second_reading_is_taken_where_it_is_more_legible() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Kế hoạch tổ chức thực hiện năm 2026")
    runs = SecondReader(paper.save()).read_better(0, garbled("6Ӂ 7+ѬѪ1* 7ӌ1+ /Ҥ1* &Ӝ1* ;­"))
    assert [run.text for run in runs] == ["Kế hoạch tổ chức thực hiện năm 2026"]
    assert runs[0].left[0] == pytest.approx(LEFT, abs=1)
    assert runs[0].base == pytest.approx(100, abs=4)


def test_a_second_reading_that_is_no_better_is_not_asked_for_again() -> None:
    paper = Paper()
    for words_of_page in ("ĸĹ ŀŁ ŋŌ ŐŒ ĦĨ ĶĹ", "Kế hoạch tổ chức thực hiện năm 2026"):
        paper.text(LEFT, 100, words_of_page)
        paper.page()
    reader = SecondReader(paper.save())
    first, second = garbled("ĸĹ ŀŁ ŋŌ ŐŒ ĦĨ ĶĹ"), garbled("6Ӂ 7+ѬѪ1* 7ӌ1+ /Ҥ1* &Ӝ1* ;­")
    assert reader.read_better(0, first) is first
    assert reader.read_better(1, second) is second


PLAN = [
    "Ủy ban nhân dân xã xây dựng kế hoạch thu gom rác thải sinh hoạt",
    "trên địa bàn với những nội dung chủ yếu như sau đây, trong đó công",
    "chức Địa chính - Xây dựng chủ trì, phối hợp với các thôn, tổ dân phố.",
]


@pytest.mark.parametrize("font", ["ABCDEF+TimesNewRomanPSMT", "Times New Roman,BoldItalic"])
def test_letters_of_times_new_roman_are_known_by_the_numbers_of_their_glyphs(font: str) -> None:
    source = read_pdf(numbered([PLAN, ["Trang hai"]], font), "a.pdf")
    assert words(source) == [*PLAN, "Trang hai"]
    assert [(a.code, a.severity, a.origin) for a in source.anomalies] == [
        ("text-layer-broken", "info", [{"page": 1}, {"page": 2}])
    ]


def test_numbers_of_glyphs_that_say_nothing_are_no_letters() -> None:
    """Glyphs numbered anew, and those of other fonts."""
    for data in (numbered([PLAN], renumber=True), numbered([PLAN], "ABCDEF+Calibri")):
        layer = SecondReader(data).read_better(0, garbled(20 * "\ufffd"))
        assert {c for run in layer for c in run.text} == {"\ufffd"}


def test_a_number_stamped_into_a_line_of_the_second_reading_is_part_of_it() -> None:
    with pikepdf.open(io.BytesIO(numbered([["Số:       /KH-UBND", *PLAN]]))) as pdf:
        digits = f"BT /F1 11 Tf {LEFT + 30} {HEIGHT - 98.5} Td <001400150016> Tj ET".encode()
        pdf.pages[0].contents_add(pdf.make_stream(digits))
        stream = io.BytesIO()
        pdf.save(stream)
    assert words(read_pdf(stream.getvalue(), "a.pdf"))[0] == "Số: 123 /KH-UBND"


@pytest.mark.shared
@pytest.mark.parametrize(("file", "number"), [("025", "1105/KH-ĐKT"), ("D114", "1178 /ĐCK-CTT")])
def test_real_files_with_broken_letters(shared: Path, file: str, number: str) -> None:
    source = open_source((shared / "real" / f"{file}.pdf").read_bytes(), f"{file}.pdf")
    assert (source.text_origin, assess_quality(source.text.value).is_sound) == ("text-layer", True)
    assert f"Số: {number}" in source.text.value
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in source.text.value
    assert not {"ƣ", "Ƣ", "\ufffd"} & set(source.text.value)


@pytest.mark.shared
def test_real_list_marks_of_symbol_fonts(shared: Path) -> None:
    source = read_pdf((shared / "real" / "063.pdf").read_bytes(), "063.pdf")
    marks = [source.text[line.span][0] for line in source.lines if line.bullet]
    assert {m: marks.count(m) for m in "➢•o▪"} == {"➢": 4, "•": 15, "o": 4, "▪": 4}
    assert len(marks) == 27
    assert len(source.tables) == 2
    assert [row[0].span and source.text[row[0].span] for row in source.tables[1].rows] == [
        "TT",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("003", ["Số: 58/KH-THPTCL2", "Đồng Tháp, ngày 15 tháng 4 năm 2026", "- Lưu: VT, V.", "Trần Thanh Vũ"]),
        ("031", ["Số: 397 /UBND -TP", "Phường 1, ngày 13 tháng 03 năm 2025", "- Lưu: VT, TP(H).", "Vũ Đăng Khoa"]),
        ("039", ["Số: 542 /TB-UBND", "Quảng Ngãi, ngày 06 tháng 11 năm 2024", "KT. CHÁNH VĂN PHÒNG", "Phùng Tô Long"]),
        (
            "063",
            ["Số: 46/KH-KHMT", "Đà Nẵng, ngày 16 tháng 05 năm 2023", "KHOA KHOA HỌC MÁY TÍNH", "TS. Nguyễn Đức Hiển"],
        ),
    ],
)
def test_real_files_have_their_parts_as_lines_of_columns(shared: Path, file: str, expected: list[str]) -> None:
    source = read_pdf((shared / "real" / f"{file}.pdf").read_bytes(), f"{file}.pdf")
    beside = [source.text[line.span] for line in source.lines if line.column is not None]
    assert [line for line in expected if line not in beside] == []


@pytest.mark.slow
@needs_ocr
@pytest.mark.shared
@pytest.mark.parametrize("file", ["042", "046"])
def test_real_scans_with_stamps_alone_are_read_by_ocr(shared: Path, file: str) -> None:
    source = read_pdf((shared / "real" / f"{file}.pdf").read_bytes(), f"{file}.pdf")
    assert source.text_origin == "ocr"
    assert len(source.digital_signatures) >= 2
    assert "Ký bởi" not in source.text.value
    assert sum(a.code == "unreadable" for a in source.anomalies) == 2
