import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vbparse.errors import EmptyError
from vbparse.origins import Raw
from vbparse.readers.html import read_html
from vbparse.source import Source

from .checks import cells, check_lines, columns, texts


def read(raw: str) -> Source:
    source = read_html(raw, "a.html")
    check_lines(source)
    return source


def check_origins(source: Source, raw: str) -> None:
    """Runs are what is written at their places, a reference what it stands for, white space a blank."""
    import html

    text = source.text
    for start, end, origin in zip(text.starts, text.ends, text.origins, strict=True):
        assert isinstance(origin, Raw)
        written = raw[origin.start : origin.start + origin.size]
        shown = text.value[start:end]
        assert (
            shown in {unicodedata.normalize("NFC", written), html.unescape(written)}
            or (shown == " " and written.isspace())
            or written.startswith("<li")
        )


def test_paragraphs_and_soft_breaks() -> None:
    raw = "<body><p>Căn cứ  Luật\n   Tổ chức;</p>\n<div>Một<br>hai<br/>\n<br>ba</div>bốn</body>"
    source = read(raw)
    assert texts(source) == ["Căn cứ Luật Tổ chức;", "Một", "hai", "ba", "bốn"]
    assert [line.starts for line in source.lines] == [True, True, None, True, True]
    assert [line.gap for line in source.lines] == [False, False, False, True, False]
    check_origins(source, raw)


def test_origins_are_places_in_the_raw_text() -> None:
    raw = "<p>\r\n Ủy ban <b>nhân</b>&nbsp;dân &amp; x&#7867; &lt;y</p>"
    source = read(raw)
    assert texts(source) == ["Ủy ban nhân\xa0dân & xẻ <y"]
    (place,) = source.text.places(source.lines[0].span)
    assert raw[place["start"] : place["end"]] == "Ủy ban <b>nhân</b>&nbsp;dân &amp; x&#7867; &lt;y"
    at = source.text.value.index("nhân")
    assert source.text.places((at, at + 4)) == [{"start": raw.index("nhân"), "end": raw.index("nhân") + 4}]
    check_origins(source, raw)


def test_marks_in_runs_of_their_own_go_to_their_letter() -> None:
    raw = "<p>xa<b>\u0301</b><i>\u0323</i>b c&#x301;d"
    source = read(raw)
    assert texts(source) == ["x\u1ea1\u0301b \u0107d"]
    first, last = source.text.places((1, 3)), source.text.places((5, 6))
    assert first == [{"start": raw.index("a"), "end": raw.index("\u0323") + 1}]
    assert last == [{"start": raw.index("c&"), "end": raw.index("d", raw.index(";"))}]


def test_faces_headings_and_centring() -> None:
    source = read(
        "<h2>I. MỤC ĐÍCH</h2><p align=center><strong>KẾ HOẠCH</strong></p><center>Về việc</center>"
        '<p style="font-weight:700;text-align:center"><em>a</em></p><p><b>1. Một:</b> hai</p>'
        '<b><p>tất cả</p></b><div align="center"><p style="text-align: justify">thường</p></div>'
    )
    rows = [(line.heading, line.bold, line.bold_lead, line.italic, line.centred) for line in source.lines]
    assert rows == [
        (2, False, 0, False, False),
        (0, True, 8, False, True),
        (0, False, 0, False, True),
        (0, True, 1, True, True),
        (0, False, 7, False, False),
        (0, True, 6, False, False),
        (0, False, 0, False, False),
    ]


def test_what_is_not_shown_is_no_text() -> None:
    source = read(
        "<html><head><title>T</title><style>p{}</style></head><nav>Trang chủ</nav><script>var a = '<p>x</p>';</script>"
        '<!-- y --><p style="display: none">z</p><p hidden>w</p><p>Còn<wbr>lại</p><noscript>n</noscript></html>'
    )
    assert texts(source) == ["Cònlại"]


def test_only_the_document_of_a_portal_page() -> None:
    body = "<p>" + "Ủy ban nhân dân. " * 20 + "</p>"
    source = read(f'<div>Đăng nhập</div><div id="toanvancontent">{body}</div><div>Liên hệ</div>')
    assert len(source.lines) == 1
    assert source.text.value.startswith("Ủy ban")


def test_lists() -> None:
    raw = '<ul><li>một<li>- hai</ul><ol start=3 type="a"><li>ba<ol><li>bốn</ol><li value="9">năm</ol>'
    source = read(raw)
    assert texts(source) == ["- một", "- hai", "c. ba", "1. bốn", "i. năm"]
    assert [line.bullet for line in source.lines] == [True, False, False, False, False]
    assert source.text.places((0, 1)) == [{"start": 4, "end": 8}]


def test_open_paragraphs_rows_and_cells() -> None:
    source = read("<p>một<p>hai<table><tr><td>TT<td>Việc<tr><td>1<td>a<table><tr><td>trong<td>hai</table></table>ba")
    assert texts(source)[:2] == ["một", "hai"]
    assert cells(source) == [["TT", "Việc"], ["1", "a\ntrong\nhai"]]
    assert texts(source)[-1] == "ba"


def test_spans_make_a_full_grid() -> None:
    source = read(
        "<table><caption>Bảng 1</caption><thead><tr><th rowspan=2>TT</th><th colspan=2>Nội dung</th></tr>"
        "<tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>x<br>y</td><td>z</td></tr></table>"
    )
    assert texts(source)[0] == "Bảng 1"
    assert cells(source) == [["TT", "Nội dung", "Nội dung"], ["TT", "a", "b"], ["1", "x\ny", "z"]]
    flags = [[(cell.above, cell.left) for cell in row] for row in source.tables[0].rows[:2]]
    assert flags == [[(False, False), (False, False), (False, True)], [(True, False), (False, False), (False, False)]]


def test_layout_tables_are_columns() -> None:
    source = read(
        "<table><tr><td><p>UBND TỈNH A<br><b>SỞ B</b><br>-------</p></td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
        "Độc lập - Tự do - Hạnh phúc</b></td></tr><tr><td>Số: 1/KH-SB</td>"
        "<td>A, ngày 1 tháng 2 năm 2024</td></tr></table>"
        "<p>KẾ HOẠCH</p><table><tr><td>&nbsp;<br>Nơi nhận:<br>- Lưu: VT.</td>"
        "<td>GIÁM ĐỐC<br><br>Lê Văn Tư</td></tr></table>"
    )
    assert columns(source) == [
        (0, "UBND TỈNH A"),
        (0, "SỞ B"),
        (0, "Số: 1/KH-SB"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, "Độc lập - Tự do - Hạnh phúc"),
        (1, "A, ngày 1 tháng 2 năm 2024"),
        (None, "KẾ HOẠCH"),
        (0, "Nơi nhận:"),
        (0, "- Lưu: VT."),
        (1, "GIÁM ĐỐC"),
        (1, "Lê Văn Tư"),
    ]


def test_a_page_laid_out_by_a_table() -> None:
    rows = "".join(f"<p>Đoạn {i}.</p>" for i in range(50))
    source = read(
        f"<table><tr><td>Menu</td><td><table><tr><td>TT</td><td>Việc</td></tr></table>{rows}</td></tr></table>"
    )
    assert len(source.tables) == 1
    assert texts(source)[-1] == "Đoạn 49."


def test_a_page_without_text() -> None:
    with pytest.raises(EmptyError, match=r"^a\.html: the page shows no text"):
        read("<html><script>x</script></html>")


def test_deep_markup_is_read() -> None:
    source = read("<div>" * 3000 + "<b>" * 3000 + "sâu")
    assert texts(source) == ["sâu"]


_SOUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td rowspan=2 colspan=3>",
            "</td>",
            "<li>",
            "<ol>",
            "</ol>",
            "<br>",
            "<div>",
            "</div>",
            "&nbsp;",
            "&amp",
            "&#x1EE6;",
            "a ấ\u0301",
            "\n ",
            " x",
            "<!--",
            "-->",
            "<",
            "&",
            "<pre>",
            "</pre>",
            "</tr>",
            "<i/>",
            "Nơi nhận:",
        ]
    ),
    max_size=30,
)


@given(_SOUP)
@example(["<table>", "<td>", "a ấ\u0301", "<td rowspan=2 colspan=3>", " x", "<tr>", "<td>", "<"])
def test_any_soup_gives_lines_with_their_places(parts: list[str]) -> None:
    raw = "".join(parts)
    try:
        source = read(raw)
    except EmptyError:
        return
    check_origins(source, raw)
