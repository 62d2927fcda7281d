import io
import zipfile

import pytest

from fuzzing.hostile.docx import with_members
from vbparse.errors import DamagedError, EmptyError, EncryptedError
from vbparse.readers.docx import read_docx
from vbparse.source import Source

from .checks import cells, check_lines, columns, texts
from .ooxml import listed, package, para, run, table, tc


def read(body: str, **parts: str) -> Source:
    source = read_docx(package(body, **parts), "a.docx")
    check_lines(source)
    return source


def test_paragraphs_in_order_with_places() -> None:
    source = read(
        para("Một")
        + "<w:sdt><w:sdtPr/><w:sdtContent>"
        + para("Hai")
        + "</w:sdtContent></w:sdt>"
        + para()
        + para("Ba")
        + table(["a", "b"], ["c", "d"])
        + para("Bốn")
        + "<w:sectPr/>"
    )
    assert texts(source) == ["Một", "Hai", "Ba", "a\tb", "c\td", "Bốn"]
    assert [source.text.places(line.span)[0] for line in source.lines] == [
        {"paragraph": 0},
        {"paragraph": 1},
        {"paragraph": 3},
        {"table": 0, "row": 0, "cell": 0},
        {"table": 0, "row": 1, "cell": 0},
        {"paragraph": 4},
    ]
    assert source.text.places(source.tables[0].rows[1][1].span) == [{"table": 0, "row": 1, "cell": 1}]
    assert all(line.starts for line in source.lines)
    assert [line.gap for line in source.lines] == [False, False, True, False, False, False]


def test_what_stands_in_a_paragraph() -> None:
    inside = (
        run("Số")
        + "<w:r><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>"
        + "<w:smartTag>"
        + run(" thẻ")
        + "</w:smartTag><w:ins>"
        + run(" thêm")
        + "</w:ins>"
        + "<w:del><w:r><w:delText> bỏ</w:delText></w:r></w:del><w:moveFrom>"
        + run(" đi")
        + "</w:moveFrom>"
        + "<w:moveTo>"
        + run(" đến")
        + "</w:moveTo><w:hyperlink>"
        + run(" nối")
        + "</w:hyperlink>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    )
    assert texts(read(para(inside))) == ["Số\t1‑2 thẻ thêm đến nối✓"]


def test_fields_are_their_results() -> None:
    body = (
        para(
            '<w:fldSimple w:instr="PAGE">'
            + run("3")
            + "</w:fldSimple>"
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run(" kết quả")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run(" sau")
        )
        + para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("mã"))
        + para("Còn")
    )
    assert texts(read(body)) == ["3 kết quả sau", "Còn"]


def test_paragraph_whose_end_was_deleted_goes_on() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert texts(read(para("Một ", deleted) + para("hai") + para("ba"))) == ["Một hai", "ba"]


def test_hidden_text_and_capitals() -> None:
    assert texts(read(para(run("Ẩn", "<w:vanish/>") + run("kế hoạch", "<w:caps/>")))) == ["KẾ HOẠCH"]


def test_line_breaks() -> None:
    lined = run("KẾ HOẠCH") + "<w:r><w:br/></w:r>" + run("Về việc")
    source = read(
        para(lined, '<w:jc w:val="center"/>')
        + para(run("một") + '<w:r><w:br/><w:t>hai</w:t><w:br w:type="page"/></w:r>')
        + para(run("TM. UBND") + "<w:r><w:br/><w:t>Chủ tịch</w:t><w:br/><w:br/><w:t>Tên</w:t></w:r>")
    )
    assert texts(source) == ["KẾ HOẠCH", "Về việc", "một", "hai", "TM. UBND", "Chủ tịch", "Tên"]
    assert [line.starts for line in source.lines] == [True, True, True, False, True, True, True]
    assert [line.centred for line in source.lines][:3] == [True, True, False]
    assert source.lines[-1].gap


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1a"><w:name w:val="My heading"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="Heading 3"/></w:style>'
    '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/>'
    '<w:rPr><w:i/><w:b w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>'
)


def test_faces_come_through_styles() -> None:
    source = read(
        para("A", '<w:pStyle w:val="H1a"/>')
        + para(run("B", '<w:rStyle w:val="E"/>'), '<w:pStyle w:val="H1"/><w:jc w:val="left"/>')
        + para(run("C", '<w:b w:val="false"/>') + run("D"), '<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>')
        + para(run("1. ") + run("E:", "<w:b/>") + run(" f"), '<w:pStyle w:val="H3"/>')
        + para("F", '<w:pStyle w:val="Loop"/>'),
        styles=STYLES,
    )
    rows = [(line.heading, line.bold, line.bold_lead, line.italic, line.centred) for line in source.lines]
    assert rows == [
        (1, True, 1, False, True),
        (1, False, 0, True, False),
        (0, False, 0, False, True),
        (3, False, 5, False, False),
        (0, False, 0, False, False),
    ]


def level(number: int, form: str, text: str, more: str = "") -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def labels(body: str, part: str, styles: str = STYLES) -> list[str]:
    return texts(read(body, numbering=part, styles=styles))


def test_list_numbers_of_several_levels() -> None:
    part = numbering(
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "decimal", "%2.%3.")
        + level(3, "lowerLetter", "%4)")
    )
    body = (
        listed("a", 1)
        + listed("b", 1, 1)
        + listed("c", 1, 2)
        + listed("d", 1, 2)
        + listed("e", 1, 3)
        + listed("f", 1, 1)
        + listed("g", 1, 2)
        + listed("h", 1)
        + listed("i", 1, 2)
        + listed("", 1)
        + listed("k", 1)
    )
    assert labels(body, part) == [
        "I. a",
        "1. b",
        "1.1. c",
        "1.2. d",
        "a) e",
        "2. f",
        "2.1. g",
        "II. h",
        "1.1. i",
        "IV. k",
    ]


def test_list_labels_bear_the_place_and_face_of_their_paragraph() -> None:
    source = read(listed(run("Mục đích", "<w:b/>"), 1), numbering=numbering(level(0, "decimal", "%1.")))
    assert source.lines[0].bold
    assert source.text.places((0, 2)) == [{"paragraph": 0}]


def test_list_number_formats() -> None:
    forms = ["lowerRoman", "upperLetter", "decimalZero", "lowerLetter"]
    part = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{level(0, form, "%1-")}</w:abstractNum>' for i, form in enumerate(forms)
    )
    part += "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(4))
    body = "".join(listed("x", n) for n in (1, 2, 3, 4)) + "".join(listed("y", 4) for _ in range(27))
    found = labels(body, part)
    assert found[:4] == ["i- x", "A- x", "01- x", "a- x"]
    assert found[-3:] == ["z- y", "aa- y", "bb- y"]


def test_restarts_and_overrides() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride>'
        "</w:num>"
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "decimal", "Điều %1.")
        + "</w:lvlOverride></w:num>"
    )
    part = numbering(level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'), nums)
    body = (
        listed("a", 1)
        + listed("b", 1, 1)
        + listed("c", 2)
        + listed("d", 1, 1)
        + listed("e", 3)
        + listed("f", 3)
        + listed("g", 4)
    )
    assert labels(body, part) == ["1. a", "a) b", "2. c", "b) d", "5. e", "6. f", "Điều 7. g"]


def test_legal_numbers_suffix_and_start() -> None:
    part = numbering(
        level(0, "upperRoman", "%1")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + '<w:lvl w:ilvl="2"><w:start w:val="0"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="(%3)"/></w:lvl>'
    )
    assert labels(listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 2), part) == ["I a", "1.1 b", "(0)c"]


def test_numbering_through_styles() -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="L1"><w:name w:val="L1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="L2"><w:name w:val="L2"/><w:basedOn w:val="L1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L3"><w:name w:val="L3"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    part = numbering(level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", '<w:pStyle w:val="L3"/>'))
    body = (
        para("a", '<w:pStyle w:val="L1"/>')
        + para("b", '<w:pStyle w:val="L2"/>')
        + para("c", '<w:pStyle w:val="L3"/>')
        + para("d", '<w:pStyle w:val="L1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("e", '<w:pStyle w:val="L1"/>')
        + listed("f", 99)
    )
    assert labels(body, part, styles) == ["1. a", "2. b", "a) c", "d", "3. e", "f"]


@pytest.mark.parametrize(
    ("glyph", "font", "mark"),
    [
        ("-", "Times New Roman", "-"),
        ("–", "Arial", "-"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf02d", "Symbol", "-"),
        ("\uf0a7", "Wingdings", "•"),
        ("o", "Courier New", "o"),
        ("+", "Arial", "+"),
        ("•", "Arial", "•"),
    ],
)
def test_bullets(glyph: str, font: str, mark: str) -> None:
    bullet = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>'
    )
    source = read(listed("  một", 1) + para("- hai"), numbering=numbering(bullet))
    assert texts(source) == [f"{mark} một", "- hai"]
    assert [line.bullet for line in source.lines] == [True, False]


BOX = "<w:txbxContent>" + para("DỰ THẢO") + "</w:txbxContent>"
DRAWN = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
    "<a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_text_boxes_once_at_their_anchor() -> None:
    source = read(
        para("Một") + para(DRAWN + run("Hai")) + para(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>")
    )
    assert texts(source) == ["Một", "Hai", "DỰ THẢO", "DỰ THẢO"]
    assert source.text.places(source.lines[2].span) == [{"paragraph": 1}]


def test_text_box_in_a_letterhead_does_not_part_its_lines() -> None:
    source = read(table([para(run("UBND TỈNH A") + DRAWN) + para("SỞ B"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]))
    assert columns(source) == [
        (0, "UBND TỈNH A"),
        (0, "SỞ B"),
        (0, "DỰ THẢO"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ]


def test_notes_stand_behind_headers_beside() -> None:
    source = read(
        para(run("Một") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" hai.")) + para("Ba"),
        footnotes='<w:footnote w:id="0" w:type="separator">'
        + para("---")
        + '</w:footnote><w:footnote w:id="2">'
        + para("<w:r><w:footnoteRef/></w:r>" + run(" Chú thích"))
        + "</w:footnote>",
        header=para("Phụ lục") + para('<w:fldSimple w:instr="PAGE">' + run("2") + "</w:fldSimple>"),
        footer=para("Phụ lục"),
    )
    assert texts(source) == ["Một hai.", "Ba", "Chú thích"]
    assert [line.note for line in source.lines] == [False, False, True]
    assert source.text.places(source.lines[2].span) == [{"paragraph": 0}]
    assert [margin.text for margin in source.margins] == ["Phụ lục", "2"]


def test_data_tables_are_full_grids() -> None:
    source = read(
        table(
            [tc("TT", '<w:vMerge w:val="restart"/>'), tc("Nội dung", '<w:gridSpan w:val="2"/>')],
            [tc("", "<w:vMerge/>"), "a", "b"],
            ["1", para("x") + para("y"), "z", "dư"],
        )
    )
    assert cells(source) == [["TT", "Nội dung", "Nội dung", ""], ["TT", "a", "b", ""], ["1", "x\ny", "z", "dư"]]
    rows = source.tables[0].rows
    assert (rows[0][2].left, rows[1][0].above, rows[1][1].above) == (True, True, False)
    assert {line.table for line in source.lines} == {0}
    assert source.text[source.tables[0].span] == source.text.value


def test_row_numbers_that_are_list_numbers() -> None:
    source = read(
        table(["TT", "Việc"], [listed("", 1), "a"], [listed("", 1), "b"]),
        numbering=numbering(level(0, "decimal", "%1.")),
    )
    assert cells(source) == [["TT", "Việc"], ["1.", "a"], ["2.", "b"]]


def test_deleted_rows_and_rows_before_the_grid() -> None:
    rows = (
        "<w:tr><w:tc>"
        + para("a")
        + "</w:tc><w:tc>"
        + para("b")
        + "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + para("bỏ")
        + "</w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>"
        + para("c")
        + "</w:tc></w:tr>"
    )
    assert cells(read(f"<w:tbl>{rows}</w:tbl>")) == [["a", "b"], ["", "c"]]


def test_frames_and_nested_tables() -> None:
    inner = table(["1", "2"], ["3", "4"])
    assert texts(read(table([para("Trong khung")]))) == ["Trong khung"]
    framed = read(table([para("Trước") + inner + para("Sau")]))
    assert texts(framed) == ["Trước", "1\t2", "3\t4", "Sau"]
    nested = read(table(["TT", "Việc"], ["1", para("a") + inner + para("b")]))
    assert cells(nested) == [["TT", "Việc"], ["1", "a\n1\n2\n3\n4\nb"]]


def test_layout_tables_are_columns() -> None:
    source = read(
        table(
            ["UBND XÃ A", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["", "", "Độc lập - Tự do - Hạnh phúc"],
            ["Số:     /KH-UBND", "", "A, ngày    tháng 4 năm 2026"],
        )
        + para("KẾ HOẠCH")
        + table([tc("Nơi nhận:", '<w:vMerge w:val="restart"/>'), "KT. CHỦ TỊCH"], [tc("", "<w:vMerge/>"), "Lê Văn Tư"])
    )
    assert columns(source) == [
        (0, "UBND XÃ A"),
        (0, "Số:     /KH-UBND"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, "Độc lập - Tự do - Hạnh phúc"),
        (1, "A, ngày    tháng 4 năm 2026"),
        (None, "KẾ HOẠCH"),
        (0, "Nơi nhận:"),
        (1, "KT. CHỦ TỊCH"),
        (1, "Lê Văn Tư"),
    ]
    assert not source.tables


def test_recipients_set_side_by_side_by_blanks() -> None:
    cell = para(run("Nơi nhận:") + "<w:r><w:br/></w:r>" + run("- Bộ A;          - Bộ B;"))
    source = read(table([cell + para("- Lưu: VT - TH."), "CHỦ TỊCH"]))
    assert texts(source) == ["Nơi nhận:", "- Bộ A;", "- Bộ B;", "- Lưu: VT - TH.", "CHỦ TỊCH"]
    assert all(line.starts for line in source.lines)


def test_number_beside_date_alone_is_a_letterhead() -> None:
    source = read(table(["Số: 12/KH-UBND", "Hà Trung, ngày 10 tháng 3 năm 2023"]) + para("KẾ HOẠCH"))
    assert [line.column for line in source.lines] == [0, 1, None]


def test_roster_is_no_signature() -> None:
    source = read(table(["TT", "Họ tên", "Chức vụ"], ["1", "Lê Văn Tư", "CHỦ TỊCH"]))
    assert len(source.tables) == 1


def test_dangling_relationships_are_no_fault() -> None:
    more = (
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="NULL"/>'
    )
    source = read_docx(package(para("Một"), more), "a.docx")
    assert texts(source) == ["Một"]


def test_styles_of_tables_do_not_hide_those_of_paragraphs() -> None:
    of_tables = '<w:style w:type="table" w:styleId="T"><w:rPr><w:b/></w:rPr></w:style>'
    heading = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    empty = '<w:style w:type="table" w:styleId="E"/>'
    for styles in (of_tables + heading + of_tables, empty + heading + empty):
        source = read(para("Một", '<w:pStyle w:val="H"/>') + para("Hai"), styles=styles)
        assert [line.heading for line in source.lines] == [2, 0]


def test_faults_of_parts_that_are_not_read_are_no_fault() -> None:
    comments = '<Relationship Id="r9" Type="http://x/comments" Target="/word/comments.xml"/>'
    data = with_members(
        {"word/comments.xml": b"<w:comments>", "docProps/core.xml": b"<"}, package(para("Một"), comments)
    )
    assert texts(read_docx(data, "a.docx")) == ["Một"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_document_with_macros_is_read() -> None:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        b'PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    assert texts(read_docx(with_members({"[Content_Types].xml": types}, package(para("Một"))), "a.docm")) == ["Một"]


def test_a_faulty_theme_costs_the_names_of_fonts_alone() -> None:
    theme = '<Relationship Id="r9" Type="http://x/theme" Target="theme9.xml"/>'
    data = with_members({"word/theme9.xml": b"<a:theme>"}, package(para("Một"), theme))
    assert texts(read_docx(data, "a.docx")) == ["Một"]


def test_a_part_that_is_read_must_be_whole() -> None:
    footer = '<Relationship Id="r9" Type="http://x/footer" Target="footer9.xml"/>'
    data = with_members({"word/footer9.xml": b"<w:ftr>"}, package(para("Một"), footer))
    with pytest.raises(DamagedError, match=r"^a\.docx: the DOCX package cannot be read"):
        read_docx(data, "a.docx")


def test_faces_depend_on_the_style_of_the_paragraph() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
    )
    plain, styled = run("a"), run("b", '<w:rStyle w:val="C"/>')
    bold = '<w:pStyle w:val="B"/>'
    source = read(para(plain) + para(plain, bold) + para(styled, bold) + para(plain + styled, bold), styles=styles)
    assert [(line.bold, line.bold_lead) for line in source.lines] == [(False, 0), (True, 1), (False, 0), (False, 1)]


def test_strict_packages_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(para("Một")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
            )
            text = text.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
            new.writestr(name, text)
    assert texts(read_docx(out.getvalue(), "a.docx")) == ["Một"]


def test_damaged_files() -> None:
    good = package(para("Một"))
    for bad in (good[:-40], b"PK\x03\x04", package("<w:p>")):
        with pytest.raises(DamagedError, match=r"^a\.docx: "):
            read_docx(bad, "a.docx")
    missing = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(missing, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    with pytest.raises(DamagedError, match="cannot be read"):
        read_docx(missing.getvalue(), "a.docx")


def test_damaged_bytes_inside_a_part() -> None:
    data = bytearray(package(para("Một " * 500)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 20] = bytes(20)
    with pytest.raises(DamagedError):
        read_docx(bytes(data), "a.docx")


def test_encrypted_container() -> None:
    data = bytearray(package(para("Một")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(EncryptedError, match="password"):
        read_docx(bytes(data), "a.docx")


def test_bombs_are_refused() -> None:
    with pytest.raises(DamagedError, match="unpacks to"):
        read_docx(package(para("a" * 110_000_000)), "a.docx")
    with pytest.raises(DamagedError):
        read_docx(package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "a.docx")


def test_no_text() -> None:
    with pytest.raises(EmptyError, match="holds no text"):
        read(para() + para(" "))


def test_letterhead_in_a_header_is_text() -> None:
    source = read(
        para("KẾ HOẠCH"),
        header=table(
            ["UBND XÃ A", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1/KH-UBND", "A, ngày 2 tháng 3 năm 2024"]
        ),
        footer=para("trang"),
    )
    assert [column for column, _ in columns(source)] == [0, 0, 1, 1, None]
    assert source.text.places(source.lines[0].span) == [{"paragraph": 0}]
    assert [margin.text for margin in source.margins] == ["trang"]
