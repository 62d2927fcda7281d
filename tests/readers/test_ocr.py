"""Scanned pages: what they say, where it stands, and what is not read."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageFilter

import vbparse
from readers.pdfs import LEFT, Paper
from readers.scanned import FOUR, SEVEN, letterhead, needs_ocr, render, save, scan, seal, stamp, write
from vbparse.readers.open import open_source
from vbparse.readers.pdf import read_pdf
from vbparse.schema import Document
from vbparse.source import Source

pytestmark = [needs_ocr, pytest.mark.slow]


def codes(document: Document) -> set[str]:
    return {a.code for a in document.anomalies}


def origin(document: Document, code: str) -> list[list[float]]:
    return [place["box"] for a in document.anomalies if a.code == code for place in a.origin]


def lines(source: Source) -> list[str]:
    return [source.text[line.span] for line in source.lines]


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return render(letterhead().save())[0]


@pytest.fixture(scope="module")
def plain(page: Image.Image) -> Document:
    return vbparse.parse(scan([page]), name="a.pdf")


def test_a_scan_has_the_fields_of_its_original(plain: Document) -> None:
    assert plain.source.text_origin == "ocr"
    assert plain.number
    assert (plain.number.canonical, plain.issued and plain.issued.date) == ("47/KH-UBND", "2025-01-17")
    assert plain.issuer
    assert plain.issuer.canonical == "Ủy ban nhân dân xã Hòa Bình"
    assert [(s.position, s.name) for s in plain.signatures] == [("CHỦ TỊCH", "Nguyễn Văn Minh")]
    assert [s.label for s in plain.sections[-1].children or plain.sections if s.label] != []
    assert codes(plain) == {"text-layer-missing"}


def test_recipients_and_signature_beside_them_are_read_as_two_columns(plain: Document) -> None:
    assert [r.name for r in plain.recipients] == ["Công an xã"]
    assert plain.filing == ["VT"]


def test_a_value_has_its_box_in_points_of_the_page(plain: Document) -> None:
    assert plain.number
    box = plain.number.origin[0]["box"]
    assert box == pytest.approx([105, 103, 209, 115], abs=4)


@pytest.mark.parametrize("angle", [1.7, -1.2, 0.25])
def test_a_page_that_lies_askew_is_read_and_its_boxes_are_those_of_the_page(page: Image.Image, angle: float) -> None:
    straight = vbparse.parse(scan([page]), name="a.pdf")
    bent = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    document = vbparse.parse(scan([bent]), name="a.pdf")
    assert document.number
    assert straight.number
    assert document.number.canonical == "47/KH-UBND"
    assert [r.name for r in document.recipients] == ["Công an xã"]
    mark = Image.new("RGB", page.size, "white")
    left, top, right, bottom = (x * 200 / 72 for x in straight.number.origin[0]["box"])
    mark.paste("black", (round(left), round(top), round(right), round(bottom)))
    expected = mark.rotate(angle, fillcolor="white").convert("L").point(lambda v: 255 - v).getbbox()
    assert expected
    assert document.number.origin[0]["box"] == pytest.approx([x * 72 / 200 for x in expected], abs=4)


def test_image_files_are_read_and_every_page_of_a_tiff(page: Image.Image) -> None:
    second = render(one_line("Trang thứ hai của kế hoạch."))[0]
    for data, media in (
        (save(page, "PNG", dpi=(200, 200)), "image/png"),
        (save(page, "JPEG", dpi=(200, 200), quality=85), "image/jpeg"),
    ):
        source = open_source(data, "a")
        assert source.media_type == media
        assert "Số: 47/KH-UBND" in lines(source)
    tiff = save(page, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    source = open_source(tiff, "a.tif")
    assert (source.media_type, source.pages, source.text_origin) == ("image/tiff", 2, "ocr")
    assert [line.page for line in source.lines if "Trang thứ hai" in source.text[line.span]] == [2]


def one_line(words: str) -> bytes:
    paper = Paper()
    paper.text(LEFT, 100, words)
    return paper.save()


def test_a_small_picture_that_does_not_tell_its_resolution_is_scaled_up(page: Image.Image) -> None:
    small = page.resize((page.width // 2, page.height // 2), Image.Resampling.LANCZOS)
    source = open_source(save(small, "PNG"), "a.png")
    box = next(line.box for line in source.lines if "KẾ HOẠCH" in source.text[line.span])
    assert box
    assert (box[0] + box[2]) / 2 == pytest.approx(311, abs=8)


def test_bold_and_italic_are_told_by_the_ink(page: Image.Image) -> None:
    source = open_source(save(page, "PNG", dpi=(200, 200)), "a.png")
    found = dict(zip(lines(source), source.lines, strict=True))
    assert found["CHỦ TỊCH"].bold
    assert not found["ỦY BAN NHÂN DÂN"].bold
    assert not any(line.italic for line in found.values())


def test_a_ruled_table_in_a_picture_is_a_table() -> None:
    paper = Paper()
    xs, ys = [85, 120, 330, 540], [100, 130, 160, 190]
    for y in ys:
        paper.canvas.line(xs[0], 842 - y, xs[-1], 842 - y)
    for x in xs:
        paper.canvas.line(x, 842 - ys[0], x, 842 - ys[-1])
    for r, row in enumerate(
        [
            ("TT", "Nội dung", "Đơn vị thực hiện"),
            ("1", "Tuyên truyền", "Công an xã"),
            ("2", "Thu gom rác", "Trạm Y tế xã"),
        ]
    ):
        for c, words in enumerate(row):
            paper.text(xs[c] + 6, ys[r] + 20, words, 12)
    source = read_pdf(scan([render(paper.save())[0].rotate(0.6, fillcolor="white")]), "a.pdf")
    cells = [[source.text[c.span] for c in row] for row in source.tables[0].rows]
    assert cells[0] == ["TT", "Nội dung", "Đơn vị thực hiện"]
    assert [row[1:] for row in cells[1:]] == [["Tuyên truyền", "Công an xã"], ["Thu gom rác", "Trạm Y tế xã"]]


@pytest.mark.parametrize("colour", ["black", "#1b2a8c"])
def test_a_number_and_a_day_by_hand_are_null_and_told_with_their_place(colour: str) -> None:
    picture = render(letterhead(number="       ", day="        ").save())[0]
    write(picture, 131, 112, FOUR + SEVEN, colour)
    write(picture, 408, 112, SEVEN, colour)
    document = vbparse.parse(scan([picture]), name="a.pdf")
    assert document.number
    assert (document.number.number, document.number.symbol) == (None, "KH-UBND")
    assert document.issued
    assert document.issued.date in ("2025-01", "2025")
    boxes = origin(document, "unreadable")
    assert len(boxes) == 2
    assert boxes[0] == pytest.approx([132, 98, 147, 117], abs=7)


@pytest.mark.parametrize("issued", [True, False])
def test_a_second_letterhead_begins_a_document_where_a_pen_filled_it_in(issued: bool) -> None:
    """Left blank, it is that of a form or a draft."""
    first, second = (render(letterhead(*blanks).save())[0] for blanks in ((), (" " * 7, " " * 8, " " * 8)))
    if issued:
        write(second, 131, 112, FOUR + SEVEN, "#202060")
        write(second, 408, 112, SEVEN, "#202060")
    documents = vbparse.parse_parts(scan([first, second]), name="a.pdf")
    assert [one.source.pages_of_part for one in documents] == ([[1, 1], [2, 2]] if issued else [None])


def test_a_number_left_open_is_not_told_as_unreadable() -> None:
    picture = render(letterhead(number="       ", day=".....").save())[0]
    document = vbparse.parse(scan([picture]), name="a.pdf")
    assert document.number
    assert document.number.number is None
    assert "unreadable" not in codes(document)


def test_printed_digits_stay_on_a_noisy_page(page: Image.Image) -> None:
    noise = Image.effect_noise(page.size, 60).convert("RGB")
    soiled = Image.blend(page.filter(ImageFilter.GaussianBlur(0.7)), noise, 0.2)
    document = vbparse.parse(save(soiled, "JPEG", quality=40, dpi=(200, 200)), name="a.jpg")
    assert document.number
    assert document.number.canonical == "47/KH-UBND"
    assert document.issued
    assert document.issued.date == "2025-01-17"
    assert "unreadable" not in codes(document)


ARRIVAL = ["CÔNG VĂN ĐẾN", "Số: 1532", "Ngày: 20/02/2025", "Chuyển: Đ/c Hùng", "Số và ký hiệu HS:"]


@pytest.mark.parametrize("colour", ["red", "black"])
def test_an_arrival_stamp_goes_to_the_margins(colour: str) -> None:
    picture = render(letterhead(drop=100).save())[0]
    stamp(picture, 60, 135, ARRIVAL, colour)
    document = vbparse.parse(scan([picture]), name="a.pdf")
    assert document.number
    assert (document.number.canonical, document.issued and document.issued.date) == ("47/KH-UBND", "2025-01-17")
    assert not re.search(r"1532|20/02/2025|Chuyển", document.text or "")
    assert any("1532" in m.text for m in document.source.margins)
    received = document.received
    assert received is not None
    assert (received.number, received.date, received.office, received.span) == ("1532", "2025-02-20", None, None)
    (place,) = received.origin
    left, top, right, bottom = place["box"]
    assert place["page"] == 1
    assert 55 < left < right < 200
    assert 130 < top < bottom < 235
    assert received.doubts == ["ocr-uncertain"]


def test_text_below_a_seal_is_read_and_the_seal_is_not() -> None:
    picture = render(letterhead().save())[0]
    seal(picture, 365, 345)
    document = vbparse.parse(scan([picture]), name="a.pdf")
    assert [(s.authority, s.position, s.name) for s in document.signatures] == [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Minh")
    ]


def test_a_scribble_gives_no_words() -> None:
    picture = render(letterhead().save())[0]
    scribble = [[(0, 0), (20, -25), (35, 10), (50, -22), (60, 8), (85, -12), (60, -18), (100, -2)]]
    write(picture, 370, 395, scribble, "#202060")
    source = read_pdf(scan([picture]), "a.pdf")
    assert lines(source)[-2:] == ["CHỦ TỊCH", "Nguyễn Văn Minh"]


def test_a_page_in_blue_ink_is_text_and_no_stamp() -> None:
    grey = render(letterhead().save())[0].convert("L")
    blue = Image.merge("RGB", [grey, grey, grey.point(lambda v: 120 + v * 135 // 255)])
    document = vbparse.parse(scan([blue]), name="a.pdf")
    assert document.number
    assert document.number.canonical == "47/KH-UBND"
    assert [s.name for s in document.signatures] == ["Nguyễn Văn Minh"]
