import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vbparse.readers.markdown import has_marks, read_markdown
from vbparse.source import Source

from .checks import cells, check_lines, check_raw, columns, raw_places, texts


def read(raw: str) -> Source:
    source = read_markdown(raw, "a.md")
    check_lines(source)
    return source


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Số: **17** /KH-UBND", "Số: 17 /KH-UBND"),
        ("( *Hoặc hội thảo*)", "( Hoặc hội thảo)"),
        ("“*Chung sức*” “*nông thôn*”,", "“Chung sức” “nông thôn”,"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("__Một__ _hai_ ~~ba~~", "Một hai ba"),
        ("**Mục đích:**Nhằm", "Mục đích:Nhằm"),
        ("**Mục đích: **Nhằm", "Mục đích: Nhằm"),
        ("*Nơi nhận: *", "Nơi nhận:"),
        ("a_b_c 12_KH_UBND", "a_b_c 12_KH_UBND"),
        ("Họ tên: ______ Ngày ____", "Họ tên: ______ Ngày ____"),
        ("(*) và (**), 2*3*4, 5 * 6 * 7", "(*) và (**), 2*3*4, 5 * 6 * 7"),
        ("*) Ghi chú: *", "*) Ghi chú: *"),
        ("một * sao, một _gạch", "một * sao, một _gạch"),
        (r"1\. x \* y \_ z", "1. x * y _ z"),
        ("[Luật A](https://x.vn/a_(b)) và [1](2)", "Luật A và [1](2)"),
        ("[**Luật** A](/a)", "Luật A"),
        ("xem ![ảnh](b.png)<https://x.vn>", "xem https://x.vn"),
        ("một<!-- hai --> ba", "một ba"),
        ("<u>Một</u> <b>hai</b> 5 < 6 > 4", "Một hai 5 < 6 > 4"),
        ("A &amp; B &lt; C &khong; &", "A & B < C &khong; &"),
        ("`mã` và `lẻ", "mã và `lẻ"),
        ("> Trích", "Trích"),
        ("> 90% hộ", "> 90% hộ"),
    ],
)
def test_marks_are_no_text(raw: str, shown: str) -> None:
    assert texts(read(raw)) == [shown]


def test_emphasis_with_a_blank_inside_runs_over_whole_lines() -> None:
    source = read("*Căn cứ Luật\nnuôi ong; *\n*Căn cứ\nNghị định;*\n* một *\nhai *\n")
    assert texts(source) == ["Căn cứ Luật", "nuôi ong;", "Căn cứ", "Nghị định;", "* một *", "hai *"]


def test_headings() -> None:
    source = read("## **I. MỤC ĐÍCH**\n### 1. Yêu cầu ###\nTiêu đề\n===\n#hashtag\n")
    assert texts(source) == ["I. MỤC ĐÍCH", "1. Yêu cầu", "Tiêu đề", "#hashtag"]
    assert [line.heading for line in source.lines] == [2, 3, 1, 0]
    assert [line.starts for line in source.lines] == [True, True, True, None]
    assert [line.bold for line in source.lines] == [True, False, False, False]


def test_bold_lines_and_leads() -> None:
    source = read("**5. Kinh phí:** Do ngân sách\n\n1. **Đại biểu:**\n\n- *Một* **hai**\n\n**TM. UBND  \nCHỦ TỊCH**\n")
    assert texts(source) == ["5. Kinh phí: Do ngân sách", "1. Đại biểu:", "- Một hai", "TM. UBND", "CHỦ TỊCH"]
    assert [line.bold for line in source.lines] == [False, True, False, True, True]
    assert [line.bold_lead for line in source.lines] == [12, 12, 0, 8, 8]


def test_italic_lines() -> None:
    source = read("*Thị trấn, ngày 1*\n\n***Nơi nhận:***\n\n*Một* hai\n")
    assert [line.italic for line in source.lines] == [True, True, False]
    assert [line.bold for line in source.lines] == [False, True, False]


def test_list_marks_stay() -> None:
    source = read("- một\n+ hai\n* ba *bốn*\n• năm\n  * sáu\n1. bảy\n")
    assert texts(source) == ["- một", "+ hai", "* ba bốn", "• năm", "* sáu", "1. bảy"]
    assert [line.bullet for line in source.lines] == [False, False, True, False, True, False]


def test_emphasis_does_not_run_over_items_or_blank_lines() -> None:
    assert texts(read("- *một\n- hai*\n")) == ["- *một", "- hai*"]
    assert texts(read("**một\n\nhai**\n")) == ["**một", "hai**"]


def test_breaks_rules_fences_and_comments() -> None:
    raw = "một<br>hai\\\nba\n\n---\n```markdown\nbốn\n```\n<!-- năm\nsáu -->\n* * *\nbảy"
    source = read(raw)
    assert texts(source) == ["một", "hai", "ba", "bốn", "bảy"]
    assert [line.gap for line in source.lines] == [False, False, False, True, True]


def test_footnotes_stand_behind() -> None:
    source = read("Một[^1] hai.\n\n[^1]: Chú *thích*.\n\nBa.")
    assert texts(source) == ["Một hai.", "Ba.", "Chú thích."]
    assert [line.note for line in source.lines] == [False, False, True]


def test_origins_are_exact() -> None:
    raw = unicodedata.normalize("NFD", "## **Kế hoạch**\r\n\r\n*Thị trấn* Hà [Trung](http://a.vn)\r\n")
    source = read(raw)
    assert texts(source) == ["Kế hoạch", "Thị trấn Hà Trung"]
    check_raw(source, raw)


def test_data_table() -> None:
    source = read("Trên\n\n| TT | Việc |\n|:--|--:|\n| 1 | a \\| **b** |\n| 2 | c<br>d | e |\n\nDưới\n")
    assert cells(source) == [["TT", "Việc", ""], ["1", "a | b", ""], ["2", "c\nd", "e"]]
    assert [line.table for line in source.lines] == [None, 0, 0, 0, None]
    assert source.text[source.tables[0].span].startswith("TT\tViệc")


def test_table_without_frame_and_with_empty_head() -> None:
    assert cells(read("a | b\n---|---\n1 | 2\n")) == [["a", "b"], ["1", "2"]]
    assert cells(read("|  |  |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")) == [["1", "2"], ["3", "4"]]
    assert not read("không | phải bảng\n").tables


def test_html_table_in_markdown() -> None:
    source = read("Một\n<table><tr><td>TT</td><td>Việc</td></tr>\n<tr><td>1</td><td>Làm</td></tr></table>\nHai\n")
    assert cells(source) == [["TT", "Việc"], ["1", "Làm"]]
    assert texts(source)[0] == "Một"
    assert texts(source)[-1] == "Hai"


def test_layout_tables_are_columns() -> None:
    source = read(
        "| UBND XÃ A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |\n|---|---|\n"
        "| Số: 1/KH-UBND | Xã A, ngày 2 tháng 3 năm 2024 |\n\nKẾ HOẠCH\n\n"
        "| Nơi nhận: - Như trên; - Ban A - B; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn Tám |\n|---|---|\n"
    )
    assert columns(source) == [
        (0, "UBND XÃ A"),
        (0, "Số: 1/KH-UBND"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, "Độc lập - Tự do - Hạnh phúc"),
        (1, "Xã A, ngày 2 tháng 3 năm 2024"),
        (None, "KẾ HOẠCH"),
        (0, "Nơi nhận:"),
        (0, "- Như trên;"),
        (0, "- Ban A - B;"),
        (0, "- Lưu: VT."),
        (1, "TM. ỦY BAN NHÂN DÂN"),
        (1, "CHỦ TỊCH"),
        (1, "Nguyễn Văn Tám"),
    ]
    assert not source.tables


def test_torn_words_of_layout_tables_are_joined_with_exact_origins() -> None:
    raw = (
        "| Nơi nhận: - B ộ trưở ng ; - L ư u : V T , ( K T N S /L n g ) A. "
        "| KT. GIÁM Đ ỐC P HÓ G IÁM ĐỐ C |\n|---|---|\n"
    )
    source = read(raw)
    assert texts(source) == ["Nơi nhận:", "- Bộ trưởng;", "- Lưu: VT, (KTNS/Lng) A.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    check_raw(source, raw)


def test_addressees_beside_their_heading() -> None:
    source = read("| Kính gửi: | - Bộ Quốc phòng; - Bộ Lao động - Thương binh; - Bộ Tài chính |\n|---|---|\n")
    assert columns(source) == [
        (None, "Kính gửi:"),
        (None, "- Bộ Quốc phòng;"),
        (None, "- Bộ Lao động - Thương binh;"),
        (None, "- Bộ Tài chính"),
    ]


def test_recipients_with_dashes_inside() -> None:
    source = read(
        "| Nơi nhận: - Hội A - B - Lưu: VT | CHỦ TỊCH |\n|---|---|\n\n| Nơi nhận:<br>- Hội A - B | CHỦ TỊCH |\n|-|-|\n"
    )
    left = [text for column, text in columns(source) if column == 0]
    assert left == ["Nơi nhận:", "- Hội A", "- B", "- Lưu: VT", "Nơi nhận:", "- Hội A - B"]


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Nguyễn Văn Hùng", ["KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Nguyễn Văn Hùng"]),
        ("TM. CHÍNH PHỦ THỦ TƯỚNG Lê Tấn An", ["TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Lê Tấn An"]),
        (
            "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Lê Tư",
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Lê Tư"],
        ),
        ("CHỦ TỊCH Hoàng Quốc Khánh", ["CHỦ TỊCH", "Hoàng Quốc Khánh"]),
        ("HIỆU TRƯỞNG Hoàng Quốc Khánh", ["HIỆU TRƯỞNG", "Hoàng Quốc Khánh"]),
        ("KT. VIỆN TRƯỞNG PHÓ VIỆN TRƯỞNG Lê Tư", ["KT. VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG", "Lê Tư"]),
        ("BÍ THƯ CHI BỘ TRƯỞNG THÔN Lê Tư", ["BÍ THƯ CHI BỘ", "TRƯỞNG THÔN", "Lê Tư"]),
        ("TM. ĐẢNG BỘ BÍ THƯ Lê Tư", ["TM. ĐẢNG BỘ", "BÍ THƯ", "Lê Tư"]),
        ("TM. BỆNH VIỆN GIÁM ĐỐC Lê Tư", ["TM. BỆNH VIỆN", "GIÁM ĐỐC", "Lê Tư"]),
    ],
)
def test_signatures_that_run_on(cell: str, lines: list[str]) -> None:
    assert columns(read(f"| | {cell} |\n|---|---|\n")) == [(1, line) for line in lines]


def test_data_tables_are_not_repaired() -> None:
    source = read("| TT | Việc |\n|---|---|\n| 1 | B ộ trưở ng Q u ố c |\n| 2 | x |\n")
    assert cells(source)[1][1] == "B ộ trưở ng Q u ố c"


@pytest.mark.parametrize(
    "raw",
    [
        "## Một",
        "a **b** c",
        "**TM. UBND  \nCHỦ TỊCH**",
        "| a | b |\n|---|---|",
        "*Thị trấn, ngày*",
        "[a](https://b)",
        "```",
    ],
)
def test_text_with_marks(raw: str) -> None:
    assert has_marks("Một\n" + raw + "\n")


@pytest.mark.parametrize(
    "raw", ["# 1", "(*) x (**) y", "2*3*4", "a | b | c", "___ năm ___", "- một\n+ hai\n", "* một\n* hai"]
)
def test_text_without_marks(raw: str) -> None:
    assert not has_marks("Một\n" + raw.replace("# 1", "#1") + "\n")


_SOUP = st.text(alphabet=st.sampled_from("aấ \u0301\n**__~#|-\\`[]()<>!&;br1.:/+•\r\u00a0"), max_size=60)


@given(_SOUP)
@example("|a|\n|-|\n|*|")
@example("**a\n\n****b** **\n")
def test_any_markup_gives_lines_in_order(raw: str) -> None:
    source = read(raw)
    places = raw_places(source)
    assert places == sorted(set(places)) or any(line.note for line in source.lines) or "|" in raw
    assert unicodedata.is_normalized("NFC", source.text.value)


@given(st.lists(st.sampled_from(["một", "hai,", "Ủy", "(ba)", "12/KH", "…"]), min_size=1, max_size=12), st.data())
def test_emphasis_of_words_never_changes_the_text(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    mark = data.draw(st.sampled_from(["*", "**", "***", "__"]))
    marked = [*words[:start], mark + " ".join(words[start:end]) + mark, *words[end:]]
    assert texts(read(" ".join(marked))) == [" ".join(words)]
