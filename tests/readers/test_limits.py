"""Small files that unfold to what no document needs meet their limits; what is within them is read whole."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from fuzzing.hostile import KINDS, images, pdf
from fuzzing.hostile.docx import with_members
from vbparse import parse
from vbparse.arrange import budget as room
from vbparse.errors import DamagedError, SourceError
from vbparse.readers import numerals, zips
from vbparse.readers import open as opening
from vbparse.readers.html import flow
from vbparse.readers.ocr.images import MOST_FRAMES, MOST_PIXELS, display_image, open_image
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.open import open_source
from vbparse.readers.pdf import streams
from vbparse.readers.pdf.document import MOST_PAGES

from .checks import cells, texts
from .ooxml import listed, package, para, table, tc


@pytest.mark.parametrize(
    ("written", "number"),
    [("7", 7), (" 07 ", 7), ("200", 200), ("201", 200), ("9" * 5_000, 200), ("0" * 5_000 + "3", 3), ("0", 0)]
    + [(text, None) for text in ("²", "-1", "", "1.0", "1e3", "٣", "a", None)],
)
def test_a_whole_number_is_digits_alone_and_has_a_bound(written: str | None, number: int | None) -> None:
    assert numerals.parse_whole_number(written, 200) == number


@pytest.mark.parametrize("written", ["²", "9" * 5_000, "-1", ""])
def test_numbers_of_a_docx_that_are_none_are_read_as_none(written: str) -> None:
    numbered = f'<w:numPr><w:ilvl w:val="{written}"/><w:numId w:val="1"/></w:numPr>'
    start = f'<w:start w:val="{written}"/><w:lvlRestart w:val="{written}"/>'
    level = f'<w:lvl w:ilvl="0">{start}<w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = para("Một", numbered) + para("Hai", f'<w:outlineLvl w:val="{written}"/>')
    body += table([tc("Ba", f'<w:gridSpan w:val="{written}"/>'), "Bốn"], ["Năm", "Sáu"])
    source = open_source(package(body, numbering=lists), "a.docx")
    start = {"9" * 5_000: "32767."}.get(written, "0.")
    first = "" if written == "9" * 5_000 else f"{start} "  # a level beyond the last one, which the list does not have
    assert texts(source)[:2] == [f"{first}Một", "Hai"]
    assert [row[0] for row in cells(source)] == ["Ba", "Năm"]


def test_a_level_far_out_is_the_last_one() -> None:
    level = '<w:lvl w:ilvl="999999999"><w:start w:val="1"/><w:lvlText w:val="Phần"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(open_source(package(listed("Một", 1, 999_999_999), numbering=lists), "a.docx")) == ["Phần Một"]


@pytest.mark.parametrize("written", ["²", "9" * 5_000, "-1", "abc"])
def test_numbers_of_a_page_that_are_none_are_read_as_none(written: str) -> None:
    table = f"<table><tr><td rowspan={written} colspan={written}>a<td>b<tr><td>c<td>d</table>"
    page = f"<ol start={written}><li>một</ol>{table}"
    source = open_source(page.encode(), "a.html")
    assert texts(source)[0] == ("-1. một" if written == "-1" else "1. một")
    assert {"a", "b", "c", "d"} <= {cell for row in cells(source) for cell in row}


def test_a_reference_to_no_character_is_text() -> None:
    (line,) = texts(open_source(f"<p a='&#{'9' * 5_000};'>a&#{'9' * 5_000};b".encode(), "a.html"))
    assert (line[:2], line[-3:], len(line)) == ("a\ufffd", "9;b", 5_005)


@pytest.mark.parametrize(
    "charset", ["undefined", "unicode_escape", "punycode", "idna", "rot13", "hex", "no-such", "a" * 50]
)
def test_a_charset_that_makes_no_text_is_not_heeded(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Kế hoạch \\u0041</p>'.encode() * 40 + b"\xff"
    assert texts(open_source(page, "a.html"))[0] == "Kế hoạch \\u0041"


def test_the_charset_that_is_declared_is_heeded() -> None:
    page = '<meta charset="windows-1251"><p>План и график работ, срок до марта</p>' * 3
    assert texts(open_source(page.encode("cp1251"), "a.html"))[0] == "План и график работ, срок до марта"


def test_cells_that_spans_make_have_a_limit() -> None:
    rows = "<table><tr><td rowspan=5000 colspan=5000>a" + "<tr>" * 5_000 + "</table>"
    with pytest.raises(DamagedError, match=rf"^a\.html: its tables have more than {room.MOST_CELLS:,} cells"):
        open_source(rows.encode(), "a.html")
    many = "<table><tr><td rowspan=140 colspan=140>a" + "<tr>" * 140 + "</table>"
    with pytest.raises(DamagedError, match="cells"):
        open_source(many.encode() * 40, "a.html")
    wide = table(*[[tc("", '<w:gridSpan w:val="200"/>')]] * 2_000)
    with pytest.raises(DamagedError, match=r"^a\.docx: its tables have more than"):
        open_source(package(para("a") + wide), "a.docx")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "|a|\n" * 2_000 + "|" * 2_000),
        ("a.txt", "tt|nội dung|thời gian" + "|tt" * 2_000 + "\n" + "a" + "|b" * 2_002 + "\n" + "a|b\n" * 2_000),
    ],
)
def test_rows_that_are_filled_up_have_a_limit(name: str, text: str) -> None:
    with pytest.raises(DamagedError, match=rf"^{name}: its tables have more than"):
        open_source(text.encode(), name)


def test_text_that_merged_cells_repeat_has_a_limit() -> None:
    page = "<table><tr><td rowspan=1000 colspan=200>" + "từ " * 400 + "<td>a" + "<tr><td>b" * 1_000 + "</table>"
    with pytest.raises(DamagedError, match=r"^a\.html: its merged cells repeat more than"):
        open_source(page.encode(), "a.html")


def test_no_row_and_no_cell_of_a_large_table_is_lost() -> None:
    page = "<table>" + "".join(f"<tr><td>{i}<td>việc {i}" for i in range(5_100)) + "</table>"
    assert cells(open_source(page.encode(), "a.html"))[-1] == ["5099", "việc 5099"]
    row = [f"ô {i}" for i in range(230)]
    assert cells(open_source(package(para("a") + table(row, row)), "a.docx"))[0] == row


def test_tags_and_parts_of_a_container_have_a_limit() -> None:
    with pytest.raises(DamagedError, match=rf"^a\.docx: the file unpacks to more than {zips.MOST_TAGS:,} tags"):
        open_source(package("<w:p/>" * (zips.MOST_TAGS + 1)), "a.docx")
    with pytest.raises(DamagedError, match=r"^a\.docx: the file unpacks to 1[0-9],\d{3} parts"):
        open_source(with_members({f"a{i}": b"" for i in range(zips.MOST_PARTS)}), "a.docx")


def test_bytes_of_a_container_have_a_limit_by_member_and_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_UNPACKED", 3_000_000)
    monkeypatch.setattr(zips, "MOST_XML", 1_000_000)
    assert texts(open_source(with_members({"word/a.png": b"\0" * 2_900_000}), "a.docx"))
    for members in ({"word/a.png": b"\0" * 3_000_000}, {f"word/{i}.png": b"\0" * 1_000_000 for i in range(3)}):
        with pytest.raises(DamagedError, match=r"^a\.docx: the file unpacks to 3 MB, which no document needs"):
            open_source(with_members(members), "a.docx")
    with pytest.raises(DamagedError, match="unpacks to 1 MB of XML"):
        open_source(with_members({"word/a.xml": b" " * 1_000_000}), "a.docx")


def test_entities_unfold_to_nothing_and_name_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mật khẩu")
    for kind in ("entities in entities of XML", "entities in attributes", "a file of this machine as an entity"):
        made = KINDS[f"DOCX: {kind}"]
        try:
            source = open_source(made.make(), "a.docx")
        except DamagedError:
            continue
        assert len(source.text.value) < 100
        assert "root:" not in source.text.value


def test_characters_and_tags_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_TEXT", 1_000)
    monkeypatch.setattr(opening, "MOST_MARKUP", 5_000)
    monkeypatch.setattr(flow, "MOST_TAGS", 50)
    assert texts(open_source(b"a " * 500, "a.txt"))
    for name, data in (
        ("a.txt", b"a " * 501),
        ("a.docx", package(para("a " * 501))),
        ("a.html", b"<p>" + b"a " * 501),
        ("a.html", b"<p a='" + b" " * 5_000 + b"'>a"),
        ("a.html", b"<p>a" + b"<b>" * 50),
    ):
        with pytest.raises(DamagedError, match=rf"^{name}: the (?:file|page) (?:holds|has) more than"):
            open_source(data, name)


def test_marks_piled_on_a_letter_are_cut_and_told() -> None:
    document = parse(("Kế hoạch a" + "\u0301\u0323" * 5_000 + " trồng cây").encode(), name="a.txt")
    assert document.text is not None
    assert len(document.text) < 60
    assert document.text.endswith(" trồng cây")
    (told,) = [x for x in document.anomalies if x.code == "marks-piled"]
    assert told.span
    assert document.text[slice(*told.span)].startswith("\u1ea1")


def test_forms_that_draw_forms_have_a_limit() -> None:
    for make in (
        lambda: pdf.nested_forms(12, 10),
        lambda: pdf.forms_elsewhere(12),
        lambda: pdf.ring_of_forms(b"/X Do " * 9),
    ):
        with pytest.raises(
            DamagedError, match=rf"^a\.pdf: its forms draw one another more than {streams.MOST_DRAWN:,}"
        ):
            open_source(make(), "a.pdf")
    for data in (pdf.nested_forms(30, 1), pdf.nested_forms(2, 20), pdf.ring_of_forms(b"/X Do ")):
        assert "trong cay" in open_source(data, "a.pdf").text.value


def test_streams_have_a_limit_alone_and_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 1_000_000)
    packed = pdf.stream(b" " * 600_000, packed=True)
    assert open_source(pdf.document(more=[packed]), "a.pdf").lines
    for data in (pdf.document(b" " * 1_000_000 + pdf.WORDS, packed=True), pdf.document(more=[packed, packed])):
        with pytest.raises(DamagedError, match=r"^a\.pdf: its streams unpack to more than 1 MB"):
            open_source(data, "a.pdf")
    picture = b"/Type/XObject/Subtype/Image/Width 2000/Height 1000/BitsPerComponent 8/ColorSpace/DeviceGray"
    assert open_source(pdf.document(more=[pdf.stream(b"\0" * 2_000_000, picture, packed=True)]), "a.pdf").lines


def test_pages_of_a_pdf_have_a_limit() -> None:
    with pytest.raises(
        DamagedError, match=rf"^a\.pdf: the PDF has {MOST_PAGES + 1:,} pages, more than {MOST_PAGES:,}; split it"
    ):
        open_source(pdf.repeated_page(MOST_PAGES + 1), "a.pdf")


def test_pieces_of_text_on_a_page_have_a_limit() -> None:
    with pytest.raises(DamagedError, match=r"^a\.pdf: page 1 has \d\d,\d{3} pieces of text, more than 20,000"):
        open_source(pdf.crowded_page(21_000), "a.pdf")


def test_frames_and_pixels_of_an_image_have_a_limit() -> None:
    assert open_image(images.tiff(5), "a.tiff")[1] == 5
    for data in (images.tiff(MOST_FRAMES + 1), images.png(9, 9, b"", (b"acTL", b"\x7f\xff\xff\xff\0\0\0\0"))):
        with pytest.raises(DamagedError, match=rf"^a: the image has more than {MOST_FRAMES:,} pages; split it"):
            open_image(data, "a")
    with pytest.raises(SourceError, match=r"^a: the image is too large"):
        open_image(images.tiff(width=200_000, height=200_000), "a")
    rows = zlib.compress((b"\0" + b"\xff" * 1_375) * 11_000)
    image, _ = open_image(images.png(11_000, 11_000, rows), "a")
    with pytest.raises(PageError, match=rf"more than {MOST_PIXELS // 1_000_000} million pixels"):
        display_image(image)


def test_a_reference_to_a_character_that_is_none_behind_a_letter_with_marks() -> None:
    assert texts(open_source("ố&#3; có".encode(), "a.md")) == ["ố có"]
