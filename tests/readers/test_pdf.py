"""The PDF reader: lines, columns, paragraphs, page furniture."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from vbparse.readers.pdf import read_pdf
from vbparse.source import Source

from .pdfs import HEIGHT, LEFT, WIDTH, Paper

FULL = "Ủy ban nhân dân thị trấn ban hành kế hoạch tổ chức thực hiện phong"
MORE = "trào thi đua xây dựng văn minh đô thị trên địa bàn toàn thị trấn năm"
LAST = "nay và các năm sau."


def words(source: Source) -> list[str]:
    return [source.text[line.span] for line in source.lines]


def paragraphs(source: Source) -> list[str]:
    found: list[str] = []
    for line in source.lines:
        if line.starts:
            found.append(source.text[line.span])
        else:
            found[-1] += " " + source.text[line.span]
    return found


def test_tone_marks_never_split_a_line_or_a_word() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Ổ ẤP ẶC Ử ỆN Ẵ ĐẢNG ỦY THỊ TRẤN")
    paper.text(LEFT, 117, "ệ ộ ặ ự gy ọp ỗ nguyễn quỳnh hưởng")
    found = words(read_pdf(paper.save(), "a.pdf"))
    assert found == ["Ổ ẤP ẶC Ử ỆN Ẵ ĐẢNG ỦY THỊ TRẤN", "ệ ộ ặ ự gy ọp ỗ nguyễn quỳnh hưởng"]


def test_decomposed_letters_are_composed_with_one_box_each() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Ke\u0302\u0301 hoa\u0323ch")
    source = read_pdf(paper.save(), "a.pdf")
    assert words(source) == ["Kế hoạch"]
    place = source.text.places((1, 2))[0]
    whole = source.text.places((0, 8))[0]
    assert place["page"] == 1
    assert whole["box"][0] < place["box"][0] < place["box"][2] < whole["box"][2]


def test_a_blank_that_is_not_drawn_is_put_in_and_doubled_ones_collapse() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "số 09/KH-THPTCL")
    paper.text(end + 2, 100, "ngày  02/02/2026")
    assert words(read_pdf(paper.save(), "a.pdf")) == ["số 09/KH-THPTCL ngày 02/02/2026"]


def test_letters_drawn_apart_are_words_and_not_single_letters() -> None:
    paper = Paper()
    paper.canvas.setFont("Serif", 13)
    line = paper.canvas.beginText(LEFT, HEIGHT - 100)
    line.setCharSpace(3)
    line.textOut("KẾ HOẠCH TUẦN")
    paper.canvas.drawText(line)
    assert words(read_pdf(paper.save(), "a.pdf")) == ["KẾ HOẠCH TUẦN"]


def test_letters_of_another_font_drawn_later_fall_into_their_word() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "t")
    gap = paper.text(end, 400, "ỉ", bold=True) - end
    rest = paper.text(end + gap, 100, "nh Lâm")
    paper.text(rest + 4, 100, "Đồng")
    paper.text(end, 100, "ỉ", bold=True)
    assert words(read_pdf(paper.save(), "a.pdf"))[0] == "tỉnh Lâm Đồng"


def test_places_are_points_from_the_top_left_of_the_page() -> None:
    paper = Paper()
    paper.text(100, 200, "Kế hoạch")
    source = read_pdf(paper.save(), "a.pdf")
    left, top, right, bottom = source.text.places((0, 2))[0]["box"]
    assert left == pytest.approx(100, abs=1)
    assert top < 200 < bottom
    assert 10 < right - left < 25
    assert source.lines[0].box[0] == pytest.approx(100, abs=1)


def letterhead(paper: Paper) -> None:
    paper.centre(60, "ỦY BAN NHÂN DÂN", 12, True, x=160)
    paper.centre(61.5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, True, x=415)
    paper.centre(75, "THỊ TRẤN HÀ TRUNG", 12, True, x=160)
    paper.centre(77, "Độc lập - Tự do - Hạnh phúc", 12, True, x=415)
    paper.text(110, 100, "Số: 42/KH-UBND")
    paper.text(320, 100, "Hà Trung, ngày 10 tháng 3 năm 2023")
    paper.centre(140, "KẾ HOẠCH", 14, True)
    paper.centre(158, "Sơ kết phong trào thi đua", 14, True)
    paper.centre(176, "năm 2023", 14, True)


def test_the_left_cell_of_a_letterhead_stands_whole_before_the_right_one() -> None:
    paper = Paper()
    letterhead(paper)
    paper.full(LEFT + 35, 210, "Căn cứ Nghị quyết số 43/NQ-HĐND của Hội đồng nhân dân về")
    paper.text(LEFT, 227, "phát triển kinh tế - xã hội;")
    source = read_pdf(paper.save(), "a.pdf")
    assert [(line.column, source.text[line.span]) for line in source.lines] == [
        (0, "ỦY BAN NHÂN DÂN"),
        (0, "THỊ TRẤN HÀ TRUNG"),
        (0, "Số: 42/KH-UBND"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, "Độc lập - Tự do - Hạnh phúc"),
        (1, "Hà Trung, ngày 10 tháng 3 năm 2023"),
        (None, "KẾ HOẠCH"),
        (None, "Sơ kết phong trào thi đua"),
        (None, "năm 2023"),
        (None, "Căn cứ Nghị quyết số 43/NQ-HĐND của Hội đồng nhân dân về"),
        (None, "phát triển kinh tế - xã hội;"),
    ]
    assert paragraphs(source)[6:] == [
        "KẾ HOẠCH",
        "Sơ kết phong trào thi đua năm 2023",
        "Căn cứ Nghị quyết số 43/NQ-HĐND của Hội đồng nhân dân về phát triển kinh tế - xã hội;",
    ]
    assert all(line.starts for line in source.lines[:6])
    assert [line.centred for line in source.lines[6:]] == [True, True, True, False, False]


def test_a_letterhead_drawn_last_is_read_first() -> None:
    paper = Paper()
    paper.text(LEFT, 230, "I. MỤC ĐÍCH", bold=True)
    letterhead(paper)
    found = words(read_pdf(paper.save(), "a.pdf"))
    assert found[0] == "ỦY BAN NHÂN DÂN"
    assert found[-1] == "I. MỤC ĐÍCH"


def test_recipients_stand_whole_before_the_signature_beside_them() -> None:
    paper = Paper()
    paper.full(LEFT + 35, 100, "Trên đây là kế hoạch của Ủy ban nhân dân thị trấn, đề nghị các")
    paper.text(LEFT, 117, "đơn vị thực hiện./.")
    paper.text(LEFT, 150, "Nơi nhận:", 12, True)
    paper.centre(150, "TM. ỦY BAN NHÂN DÂN", 13, True, x=430)
    paper.text(LEFT, 164, "- UBND huyện (để b/c);", 11)
    paper.centre(166, "CHỦ TỊCH", 13, True, x=430)
    paper.text(LEFT, 177, "- Các ngành, đoàn thể và các", 11)
    paper.text(LEFT, 190, "tiểu khu;", 11)
    paper.text(LEFT, 203, "- Lưu: VT.", 11)
    paper.centre(260, "Cù Văn Hân", 13, True, x=430)
    source = read_pdf(paper.save(), "a.pdf")
    assert paragraphs(source)[1:] == [
        "Nơi nhận:",
        "- UBND huyện (để b/c);",
        "- Các ngành, đoàn thể và các tiểu khu;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Cù Văn Hân",
    ]
    assert [line.column for line in source.lines] == [None, None, 0, 0, 0, 0, 0, 1, 1, 1]


def test_a_list_with_a_tab_stop_is_no_pair_of_columns() -> None:
    paper = Paper()
    for k, (left, right) in enumerate((("- Thành phần:", "Lãnh đạo sở."), ("- Địa điểm:", "Phòng họp tầng 2."))):
        paper.text(120, 100 + 17 * k, left)
        paper.text(300, 100 + 17 * k, right)
    assert words(read_pdf(paper.save(), "a.pdf")) == ["- Thành phần: Lãnh đạo sở.", "- Địa điểm: Phòng họp tầng 2."]


def body(paper: Paper, y: float) -> float:
    """One paragraph of three lines with an indented first line."""
    paper.full(LEFT + 35, y, FULL[: FULL.rindex(" ")])
    paper.full(LEFT, y + 17, FULL)
    paper.full(LEFT, y + 34, MORE)
    paper.text(LEFT, y + 51, LAST)
    return y + 68


def test_an_indented_first_line_begins_a_paragraph() -> None:
    paper = Paper()
    y = body(paper, 100)
    body(paper, y)
    source = read_pdf(paper.save(), "a.pdf")
    assert [line.starts for line in source.lines] == [True, False, False, False] * 2


def test_a_paragraph_goes_on_over_the_page_break_and_the_page_number() -> None:
    paper = Paper()
    y = body(paper, 600)
    paper.full(LEFT + 35, y, "Các ngành, đoàn thể và các tiểu khu sơ kết, đồng thời tổ")
    paper.page()
    paper.centre(40, "2")
    paper.text(LEFT, 80, "chức tổng kết phong trào thi đua.")
    body(paper, 97)
    source = read_pdf(paper.save(), "a.pdf")
    assert paragraphs(source)[1].endswith("đồng thời tổ chức tổng kết phong trào thi đua.")
    assert [(m.text, m.page) for m in source.margins] == [("2", 2)]
    assert [line.starts for line in source.lines[4:7]] == [True, False, True]


def test_a_dash_at_the_margin_of_a_running_sentence_is_no_list_mark() -> None:
    paper = Paper()
    body(paper, 100)
    paper.full(LEFT + 35, 168, "Thành phần mời gồm Phó Thủ tướng Thường trực Chính phủ")
    paper.full(LEFT, 185, "- Trưởng Ban Chỉ đạo Trung ương các Chương trình mục tiêu quốc gia")
    paper.text(LEFT, 202, "cùng dự họp.")
    paper.text(LEFT + 35, 219, "- Đại diện các đơn vị;")
    source = read_pdf(paper.save(), "a.pdf")
    assert [line.starts for line in source.lines[4:]] == [True, False, False, True]


def test_hanging_items_keep_their_lines_together() -> None:
    paper = Paper()
    body(paper, 100)
    y = 180.0
    for first, second in (
        ("Sinh viên phải thực hiện đầy đủ các nhiệm vụ và yêu cầu của", "Khoa về thực tập."),
        ("Sinh viên cần chủ động tìm đơn vị thực tập và cung cấp cho", "Khoa các thông tin."),
    ):
        paper.text(LEFT + 30, y, "•")
        paper.full(LEFT + 48, y, first)
        paper.text(LEFT + 48, y + 21, second)
        y += 42
    source = read_pdf(paper.save(), "a.pdf")
    assert [(line.starts, line.bullet) for line in source.lines[4:]] == [(True, True), (False, False)] * 2


def test_white_space_above_is_a_gap_and_a_new_paragraph() -> None:
    paper = Paper()
    y = paper.lines(100, FULL[:50], MORE[:48], LAST)
    paper.lines(y + 14, "Các đơn vị thực hiện.")
    source = read_pdf(paper.save(), "a.pdf")
    assert source.lines[-1].gap
    assert source.lines[-1].starts


def test_bold_and_its_lead() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "2. Thời gian:", bold=True)
    paper.text(end + 4, 100, "Ngày 09/11/2024.")
    paper.text(LEFT, 130, "II. NỘI DUNG", bold=True)
    source = read_pdf(paper.save(), "a.pdf")
    assert [(line.bold, line.bold_lead) for line in source.lines] == [(False, 13), (True, 12)]


def test_running_heads_leave_the_text_and_body_text_stays() -> None:
    paper = Paper()
    for number in range(1, 5):
        paper.text(LEFT, 40, "Sở Giáo dục và Đào tạo - Kế hoạch năm 2026", 9)
        body(paper, 100)
        paper.text(500, 815, f"Trang {number}/4", 9)
        paper.page()
    source = read_pdf(paper.save(), "a.pdf")
    assert len(source.lines) == 16
    assert sorted({m.text for m in source.margins}) == [
        "Sở Giáo dục và Đào tạo - Kế hoạch năm 2026",
        "Trang 1/4",
        "Trang 2/4",
        "Trang 3/4",
        "Trang 4/4",
    ]
    assert len(source.margins) == 8


def test_letterheads_at_one_place_on_many_pages_are_no_running_heads() -> None:
    paper = Paper()
    for _ in range(4):
        letterhead(paper)
        paper.page()
    source = read_pdf(paper.save(), "a.pdf")
    assert words(source).count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 4
    assert source.margins == []


def test_a_number_in_the_text_is_no_page_number() -> None:
    paper = Paper()
    body(paper, 100)
    paper.centre(400, "7")
    body(paper, 430)
    assert words(read_pdf(paper.save(), "a.pdf"))[4] == "7"


def test_footnotes_stand_behind_the_text_and_their_marks_leave_it() -> None:
    paper = Paper()
    paper.full(LEFT + 35, 100, FULL[: FULL.rindex(" ")])
    end = paper.text(LEFT, 117, "theo Quyết định của Thủ tướng năm 2025")
    paper.text(end, 112, "1", 7.5)
    paper.text(end + 6, 117, "và các văn bản khác.")
    paper.rule(LEFT, 740, LEFT + 144, 740)
    paper.text(LEFT, 750, "1", 6)
    paper.text(LEFT + 4, 754, "Quyết định số 1985/QĐ-TTg ngày 15/9/2025.", 10)
    paper.page()
    body(paper, 120)
    source = read_pdf(paper.save(), "a.pdf")
    assert source.text[source.lines[1].span] == "theo Quyết định của Thủ tướng năm 2025 và các văn bản khác."
    assert [line.note for line in source.lines] == [False] * 6 + [True]
    assert source.text[source.lines[-1].span] == "1 Quyết định số 1985/QĐ-TTg ngày 15/9/2025."
    assert source.lines[-1].page == 1


def test_text_beside_a_picture_is_no_column_and_no_end_of_a_paragraph() -> None:
    paper = Paper()
    body(paper, 100)
    paper.canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 440, HEIGHT - 240, 90, 90)
    paper.full(LEFT + 35, 185, "Giáo viên môn lịch sử của các trường Trung học", right=430)
    paper.full(LEFT, 202, "phổ thông trong cụm hai tham dự hội nghị sơ kết", right=430)
    paper.text(LEFT, 219, "đầy đủ.")
    source = read_pdf(paper.save(), "a.pdf")
    assert [(line.starts, line.column) for line in source.lines[4:]] == [(True, None), (False, None), (False, None)]


def test_a_turned_page_is_read_as_it_is_displayed() -> None:
    paper = Paper()
    paper.canvas.setPageRotation(90)
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -WIDTH)
    paper.canvas.setFont("Serif", 13)
    paper.canvas.drawString(100, WIDTH - 80, "PHỤ LỤC I")
    paper.canvas.drawString(100, WIDTH - 110, "Danh mục nhiệm vụ")
    source = read_pdf(paper.save(), "a.pdf")
    assert words(source) == ["PHỤ LỤC I", "Danh mục nhiệm vụ"]
    left, top, right, bottom = source.text.places((0, 3))[0]["box"]
    assert left == pytest.approx(100, abs=2)
    assert top < 80 < bottom
    assert right - left > 20


def test_text_turned_on_an_upright_page_is_read_and_placed_as_displayed() -> None:
    paper = Paper()
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -WIDTH)
    paper.canvas.setFont("Serif", 13)
    paper.canvas.drawString(100, WIDTH - 80, "Danh mục nhiệm vụ")
    source = read_pdf(paper.save(), "a.pdf")
    assert words(source) == ["Danh mục nhiệm vụ"]
    left, top, right, bottom = source.text.places((0, 3))[0]["box"]
    assert (left + right) / 2 == pytest.approx(76, abs=6)
    assert bottom == pytest.approx(HEIGHT - 100, abs=2)
    assert top < bottom - 20


def test_invisible_text_stays_out_but_a_layer_under_a_scan_is_read() -> None:
    def draw(visible: bool) -> bytes:
        paper = Paper()
        if visible:
            paper.text(LEFT, 100, "Kế hoạch năm 2026")
        line = paper.canvas.beginText(LEFT, HEIGHT - 130)
        line.setFont("Serif", 13)
        line.setTextRenderMode(3)
        line.textOut("chữ ẩn")
        paper.canvas.drawText(line)
        return paper.save()

    assert words(read_pdf(draw(True), "a.pdf")) == ["Kế hoạch năm 2026"]
    assert words(read_pdf(draw(False), "a.pdf")) == ["chữ ẩn"]


def test_pages_are_numbered_from_one() -> None:
    paper = Paper()
    for _ in range(3):
        body(paper, 100)
        paper.page()
    source = read_pdf(paper.save(), "a.pdf")
    assert source.pages == 3
    assert [line.page for line in source.lines] == [1] * 4 + [2] * 4 + [3] * 4
    assert source.media_type == "application/pdf"
    assert source.text_origin == "text-layer"


def test_text_beside_the_page_is_not_read() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Kế hoạch")
    paper.text(LEFT, 900, "chữ ngoài trang")
    paper.text(700, 100, "bên phải")
    assert words(read_pdf(paper.save(), "a.pdf")) == ["Kế hoạch"]
