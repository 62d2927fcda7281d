"""Legacy charsets through the readers: what is converted, what stays, and where each letter stands in the file."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import Font
from reportlab.pdfgen import canvas

from legacy import encode, mojibake, split_by_font
from vbparse.errors import DamagedError
from vbparse.readers.docx import read_docx
from vbparse.readers.html import read_html
from vbparse.readers.open import open_source
from vbparse.readers.pdf import read_pdf
from vbparse.source import Source
from vbparse.text import fold_view

from .checks import cells, check_lines, texts
from .ooxml import listed, package, para, run, table
from .pdfs import Paper

TEXT = (
    "ỦY BAN NHÂN DÂN\nKế hoạch thu gom rác thải\n\n1. Trưởng thôn Hạ đôn đốc các hộ, báo cáo về Uỷ ban.\n"
    "2. Đề nghị các đơn vị nghiêm túc thực hiện; những khó khăn, vướng mắc phản ánh kịp thời.\n"
)


def told(source: Source) -> list[tuple[str, str]]:
    return [(x.code, x.severity) for x in source.anomalies]


def places(source: Source, raw: str) -> list[tuple[str, str]]:
    """Each character that is no blank, with what stands at its place in the raw text."""
    found = []
    for at, char in enumerate(source.text.value):
        for place in source.text.places((at, at + 1)):
            start, end = place["start"], place["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            found.append((char, raw[start:end]))
    return [(a, b) for a, b in found if not a.isspace()]


@pytest.mark.parametrize("charset", ["tcvn3", "vni", "vps", "viscii", "cp1258"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bytes(charset: str, name: str) -> None:
    source = open_source(encode(TEXT, charset), name)
    assert texts(source) == [x for x in TEXT.split("\n") if x]
    assert source.charset == charset
    assert told(source) == [("charset-converted", "info")]
    check_lines(source)
    raw = mojibake(TEXT, charset)
    assert all(mojibake(a, charset).lower() == b.lower() for a, b in places(source, raw))


@pytest.mark.parametrize("charset", ["tcvn3", "vni", "vps", "viscii", "cp1258", "viqr"])
def test_bytes_that_were_taken_for_windows_1252(charset: str) -> None:
    raw = mojibake(TEXT, charset)
    source = open_source(raw.encode("utf-8"), "a.txt")
    assert texts(source) == [x for x in TEXT.split("\n") if x]
    assert source.charset == charset


def test_carriage_returns_and_markdown_marks() -> None:
    raw = mojibake("**Kế hoạch** thu gom rác thải\r\n\r\n- Trưởng thôn *đôn đốc* các hộ\r\n", "vni")
    source = open_source(raw.encode(), "a.md")
    assert texts(source) == ["Kế hoạch thu gom rác thải", "- Trưởng thôn đôn đốc các hộ"]
    assert source.lines[0].bold_lead == len("Kế hoạch")
    assert all(mojibake(a, "vni") == b for a, b in places(source, raw))


@pytest.mark.parametrize(
    "data",
    [
        "Постановление правительства Москвы о мерах".encode("cp1251"),
        "Für die Größe der Übung müssen Schüler schön ähnliche Wörter üben".encode("latin-1"),
        "这是一个测试文件关于垃圾收集".encode("gb18030"),
    ],
)
def test_bytes_of_no_known_charset(data: bytes) -> None:
    with pytest.raises(DamagedError, match=r"^a\.txt: the encoding of the text is not known"):
        open_source(data, "a.txt")


def test_unicode_tells_nothing() -> None:
    source = open_source(TEXT.encode(), "a.txt")
    assert (source.charset, source.anomalies) == ("unicode", [])


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def test_faces_of_a_page() -> None:
    raw = page(
        '<p><font face=".VnTimeH">ñ</font><font face=".VnTime, serif">y ban nh©n d©n, English 12 <b>x· H¹</b></font>'
        '<font face="Arial"> – Ủy ban © có</font></p>'
        "<p style='font-family:\"VNI-Times\"'>UÛy ban nha&acirc;n d<i>a</i>ân</p><p>Résumé à côté</p>"
    )
    source = read_html(raw, "a.html")
    assert texts(source) == [
        "Ủy ban nhân dân, English 12 xã Hạ – Ủy ban © có",
        "Ủy ban nhân dân",
        "Résumé à côté",
    ]
    assert source.charset == "tcvn3"
    assert "TCVN3 (ABC) và VNI" in source.anomalies[0].message
    found = places(source, raw)
    assert found[0] == ("Ủ", "ñ")
    assert ("â", "a&acirc;") in found
    assert ("â", "a</i>â") in found


def test_style_sheet_of_word() -> None:
    head = (
        '<style><!-- p.MsoNormal, li.MsoNormal {font-size:14pt; font-family:".VnTime","serif";}'
        " h1 {font-family:.VnTimeH} --></style>"
    )
    raw = page('<h1>kÕ ho¹ch</h1><p class=MsoNormal>§iÒu 1. <span style="font-family:Arial">Điều © 2</span>', head)
    assert texts(read_html(raw, "a.html")) == ["KẾ HOẠCH", "Điều 1. Điều © 2"]


def test_page_without_faces() -> None:
    body = "".join(f"<p>{mojibake(x, 'tcvn3')}</p>" for x in TEXT.split("\n"))
    table = f"<table border=1><tr><td>{mojibake('Trưởng thôn', 'tcvn3')}<td>{mojibake('đôn đốc', 'tcvn3')}</table>"
    style = f'<p style="text-transform:uppercase">{mojibake("kế hoạch", "tcvn3")}</p>'
    for data in (page(style + body + table).encode(), page(style + body + table).encode("cp1252")):
        source = open_source(data, "a.html")
        assert texts(source)[:2] == ["KẾ HOẠCH", "ỦY BAN NHÂN DÂN"]
        assert source.text.value.endswith("Trưởng thôn\tđôn đốc")
        assert source.charset == "tcvn3"


def test_bytes_of_a_page_that_names_its_fonts() -> None:
    source = open_source(page('<p><font face="VNI-Times">Ñieàu 1.</font>').encode("latin-1"), "a.html")
    assert texts(source) == ["Điều 1."]


def fonts(name: str, key: str = "ascii") -> str:
    return f'<w:rFonts w:{key}="{name}"/>'


def test_runs_of_a_document() -> None:
    body = para(
        run("ñ", fonts(".VnTimeH"))
        + run("y ban nh©n d©n, English 12 ", fonts(".VnTime", "hAnsi"))
        + run("Ủy ban © có ", fonts("Arial"))
        + run("Uûy ba", fonts("VNI-Times"))
        + run("n nha", "<w:b/>" + fonts("VNI-Times"))
        + run("ân", fonts("VNI-Times"))
    )
    source = read_docx(package(body), "a.docx")
    assert texts(source) == ["Ủy ban nhân dân, English 12 Ủy ban © có Ủy ban nhân"]
    assert told(source) == [("charset-converted", "info")]
    assert source.text.places(source.lines[0].span) == [{"paragraph": 0}]


def test_fonts_of_styles() -> None:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr>{fonts(".VnTimeH")}</w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="K"/><w:basedOn w:val="H"/></w:style>'
        f'<w:style w:type="character" w:styleId="U"><w:name w:val="U"/><w:rPr>{fonts("Arial")}</w:rPr></w:style>'
    )
    body = (
        para("kÕ ho¹ch", '<w:pStyle w:val="K"/>')
        + para(run("Sè: 12/Q§-UBND ") + run("Đồng © có", '<w:rStyle w:val="U"/>'))
        + para(run("thñ t-íc", "<w:caps/>").replace("t-íc", "t\xadíc"))
    )
    source = read_docx(package(body, styles=styles), "a.docx")
    assert texts(source) == ["KẾ HOẠCH", "Số: 12/QĐ-UBND Đồng © có", "THỦ TƯỚC"]


def test_soft_hyphens_and_private_letters_of_word() -> None:
    soft = f"<w:r><w:rPr>{fonts('.VnTime')}</w:rPr><w:t>nh</w:t><w:softHyphen/><w:t>ng</w:t></w:r>"
    private = run("".join(chr(0xF000 + ord(c)) for c in "nh©n d©n"), fonts(".VnTime"))
    sign = (
        f'<w:r><w:rPr>{fonts(".VnTime")}</w:rPr><w:t>d</w:t><w:sym w:font=".VnTime" w:char="F0A9"/><w:t>n</w:t></w:r>'
    )
    source = read_docx(package(para(soft) + para(private) + para(sign)), "a.docx")
    assert texts(source) == ["nhưng", "nhân dân", "dân"]


def test_numbers_and_tables_in_a_legacy_font() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="§iÒu %1."/><w:rPr>{fonts(".VnTime")}</w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    cell = [para(run(x, fonts(".VnTime"))) for x in ("Tr\xadëng th«n", "®«n ®èc")]
    source = read_docx(package(listed("Scope", 1) + table(cell, cell), numbering=numbering), "a.docx")
    assert texts(source)[0] == "Điều 1. Scope"
    assert cells(source) == [["Trưởng thôn", "đôn đốc"]] * 2


def test_unicode_in_a_legacy_font() -> None:
    body = "".join(
        para(run(x or " ", fonts(".VnTimeH"))) for x in ("Ủy ban nhân dân xã có kế hoạch", "là có bà", "25 m²")
    )
    source = read_docx(package(body), "a.docx")
    assert texts(source) == ["Ủy ban nhân dân xã có kế hoạch", "là có bà", "25 m²"]
    assert (source.charset, source.anomalies) == ("unicode", [])


def test_document_whose_fonts_tell_nothing() -> None:
    body = "".join(para(run(mojibake(x, "vni"), fonts("Times New Roman"))) for x in TEXT.split("\n") if x)
    source = read_docx(package(body), "a.docx")
    assert texts(source) == [x for x in TEXT.split("\n") if x]
    assert source.charset == "vni"


STANDARD = {".VnTime": "Times-Roman", ".VnTimeH": "Times-Bold", "VNI-Times": "Courier-Bold"}


def drawn(*lines: list[tuple[str, str]], named: bool = True) -> bytes:
    """A PDF of lines whose pieces are font and text, in fonts with the encoding of Windows, as Word embeds them. Where
    they are not `named`, they keep the names of standard fonts."""
    out = io.BytesIO()
    paper = canvas.Canvas(out, pageCompression=0)
    for font, standard in STANDARD.items():
        pdfmetrics.registerFont(Font(font, standard, "WinAnsiEncoding"))
    for i, line in enumerate(lines):
        x = 60.0
        for font, text in line:
            paper.setFont(font, 13)
            paper.drawString(x, 780 - 20 * i, text)
            x += pdfmetrics.stringWidth(text, font, 13)
    paper.save()
    data = out.getvalue()
    if named:
        for font, standard in STANDARD.items():
            data = data.replace(f"/{standard} ".encode(), f"/{font} ".ljust(len(standard) + 2).encode())
    return data


def test_fonts_of_a_pdf() -> None:
    lines = [x for x in TEXT.split("\n") if x]
    drawing = [
        [(".VnTimeH" if h else ".VnTime", mojibake(t, "tcvn3")) for t, h in split_by_font(x, "tcvn3")] for x in lines
    ]
    source = read_pdf(drawn(*drawing, [("VNI-Times", mojibake("Số 12/KH-UBND, Trưởng thôn", "vni"))]), "a.pdf")
    assert texts(source) == [*lines, "Số 12/KH-UBND, Trưởng thôn"]
    assert source.charset == "tcvn3"
    assert told(source) == [("charset-converted", "info")]


def test_a_box_for_each_letter() -> None:
    source = read_pdf(drawn([("VNI-Times", "nhaân daân")]), "a.pdf")
    assert texts(source) == ["nhân dân"]
    boxes = [source.text.places((i, i + 1))[0]["box"] for i in (0, 1, 2, 3)]
    edges = [(x[0], x[2]) for x in boxes if isinstance(x, list)]
    assert [a[1] for a in edges[:-1]] == [pytest.approx(b[0], abs=0.5) for b in edges[1:]]
    assert edges[2][1] - edges[2][0] > 1.5 * (edges[1][1] - edges[1][0])


@pytest.mark.parametrize("charset", ["tcvn3", "vni"])
def test_pdf_whose_fonts_tell_nothing(charset: str) -> None:
    lines = [x for x in TEXT.split("\n") if x]
    source = read_pdf(drawn(*[[(".VnTime", mojibake(x, charset))] for x in lines], named=False), "a.pdf")
    assert texts(source) == lines
    assert source.charset == charset


def test_other_languages_in_a_pdf_are_left_alone() -> None:
    text = "Read-only e-mail: café, résumé, über 25 m² © 2023"
    for named in (True, False):
        source = read_pdf(drawn([(".VnTime", text)], named=named), "a.pdf")
        assert (texts(source), source.charset, source.anomalies) == ([text], "unicode", [])


MISNAMED = (
    "CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nThủ tƣớng giao PHÕNG NỘI VỤ và ông VÕ VĂN RÕ, TRƢỞNG PHÕNG,\n"
    "đôn đốc trƣớc ngày 15/8/2025."
)
NAMED = MISNAMED.replace("HÕA", "HÒA").replace("PHÕNG", "PHÒNG").replace("ƣ", "ư").replace("Ƣ", "Ư")


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_letters_that_a_converter_named_wrongly(kind: str) -> None:
    rows = MISNAMED.split("\n")
    if kind == "txt":
        data = MISNAMED.encode()
    elif kind == "docx":
        data = package("".join(map(para, rows)))
    else:
        paper = Paper()
        paper.lines(100, *rows)
        data = paper.save()
    source = open_source(data, f"a.{kind}")
    assert texts(source) == NAMED.split("\n")
    assert source.text.view == fold_view(source.text.value)
    assert told(source) == [("charset-converted", "info")]
    assert source.anomalies[0].message.startswith("Chương trình tạo tệp ghi sai mã 6 chữ")
    assert source.charset == "unicode"


def test_a_letter_that_may_be_meant_is_left_where_nothing_was_named_wrongly() -> None:
    text = "Ông VÕ VĂN HÕA ở PHÕNG HỌC SỐ 2."
    source = open_source(text.encode(), "a.txt")
    assert (texts(source), source.anomalies) == ([text], [])
