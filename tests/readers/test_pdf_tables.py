"""The PDF reader: ruled tables, over page breaks too, and what is ruled but no table."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest

from vbparse.readers.pdf import read_pdf
from vbparse.source import Source, Table

from .pdfs import LEFT, RIGHT, Paper

XS = [LEFT, 125.0, 330.0, 440.0, RIGHT]
HEAD = ["TT", "Nội dung", "Chủ trì", "Thời gian"]


def draw(paper: Paper, top: float, rows: list[list[str]], xs: list[float] = XS, pitch: float = 15) -> float:
    """Draw a table; "\\n" breaks a cell's line. Gives back its lower edge."""
    ys = [top]
    for row in rows:
        lines = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(xs, row, strict=False):
            for k, line in enumerate(cell.split("\n")):
                paper.text(x + 4, ys[-1] + 13 + pitch * k, line, 11)
        ys.append(ys[-1] + lines * pitch + 5)
    paper.grid(xs, ys)
    return ys[-1]


def cells(source: Source, table: Table) -> list[list[str]]:
    return [[source.text[cell.span] for cell in row] for row in table.rows]


def test_a_table_is_a_grid_of_cells_with_their_lines() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "III. PHÂN CÔNG", bold=True)
    draw(paper, 120, [HEAD, ["1", "Sơ kết phong trào\nthi đua", "Văn phòng", ""], ["2", "Báo cáo", "", "20/9/2023"]])
    paper.text(LEFT, 300, "IV. TỔ CHỨC", bold=True)
    source = read_pdf(paper.save(), "a.pdf")
    assert len(source.tables) == 1
    assert cells(source, source.tables[0]) == [
        HEAD,
        ["1", "Sơ kết phong trào\nthi đua", "Văn phòng", ""],
        ["2", "Báo cáo", "", "20/9/2023"],
    ]
    assert source.text[source.tables[0].span] == (
        "TT\tNội dung\tChủ trì\tThời gian\n1\tSơ kết phong trào\nthi đua\tVăn phòng\t\n2\tBáo cáo\t\t20/9/2023"
    )
    assert [line.table for line in source.lines] == [None] + [0] * 11 + [None]
    inside = [source.text[line.span] for line in source.lines if line.table == 0]
    assert inside[4:8] == ["1", "Sơ kết phong trào", "thi đua", "Văn phòng"]
    assert [line.starts for line in source.lines][5:8] == [True, True, False]


def test_merged_cells_stand_in_each_slot_that_they_cover() -> None:
    paper = Paper()
    xs = [LEFT, 200.0, 320.0, 440.0]
    for x0, y0, x1, y1 in (
        (85, 100, 440, 100),
        (200, 120, 440, 120),
        (85, 140, 440, 140),
        (85, 160, 440, 160),
        (85, 100, 85, 160),
        (200, 100, 200, 160),
        (320, 120, 320, 160),
        (440, 100, 440, 160),
    ):
        paper.rule(x0, y0, x1, y1)
    for x, y, words in (
        (90, 122, "Ngày"),
        (230, 114, "Phòng ban"),
        (205, 134, "Sáng"),
        (325, 134, "Chiều"),
        (90, 154, "02/01"),
        (205, 154, "Văn phòng"),
        (325, 154, "Thanh tra"),
    ):
        paper.text(x, y, words, 11)
    source = read_pdf(paper.save(), "a.pdf")
    table = source.tables[0]
    assert cells(source, table) == [
        ["Ngày", "Phòng ban", "Phòng ban"],
        ["Ngày", "Sáng", "Chiều"],
        ["02/01", "Văn phòng", "Thanh tra"],
    ]
    assert [[(c.above, c.left) for c in row] for row in table.rows[:2]] == [
        [(False, False), (False, False), (False, True)],
        [(True, False), (False, False), (False, False)],
    ]
    assert xs[0] == LEFT


def test_the_grid_agrees_with_pdfplumber() -> None:
    paper = Paper()
    rows = [HEAD, *([str(k), f"Nhiệm vụ {k}\ncủa năm", "Sở Nội vụ", f"{k}/2026"] for k in range(1, 15))]
    draw(paper, 80, rows)
    data = paper.save()
    with pdfplumber.open(io.BytesIO(data)) as document:
        expected = document.pages[0].extract_tables()
    source = read_pdf(data, "a.pdf")
    assert [cells(source, t) for t in source.tables] == expected


def test_the_cells_are_those_that_pdfplumber_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    draw(paper, 80, [HEAD, ["1", "Sơ kết", "Văn phòng", ""]])
    data = paper.save()
    seen: list[tuple[float, ...]] = []
    monkeypatch.setattr(pdfplumber.table, "cells_to_tables", lambda found: seen.extend(found) or [])
    assert read_pdf(data, "a.pdf").tables == []
    assert [tuple(map(round, cell)) for cell in seen[:2]] == [(85, 80, 125, 100), (85, 100, 125, 120)]


def test_a_cell_drawn_round_the_corner_of_another_holds_all_its_slots() -> None:
    paper = Paper()
    for x0, y0, x1, y1 in (
        (85, 100, 400, 100),
        (200, 140, 400, 140),
        (85, 180, 400, 180),
        (85, 100, 85, 180),
        (200, 140, 200, 180),
        (400, 100, 400, 180),
    ):
        paper.rule(x0, y0, x1, y1)
    paper.text(90, 120, "Thường trực", 11)
    paper.text(205, 160, "Văn phòng", 11)
    source = read_pdf(paper.save(), "a.pdf")
    assert cells(source, source.tables[0]) == [["Thường trực", "Thường trực"], ["Thường trực", "Văn phòng"]]
    assert [[(c.above, c.left) for c in row] for row in source.tables[0].rows] == [
        [(False, False), (False, True)],
        [(True, False), (False, False)],
    ]


def test_pdfplumber_is_loaded_for_pages_with_columns_alone(tmp_path: Path) -> None:
    framed, ruled = Paper(), Paper()
    framed.grid([60, 560], [50, 400, 800])
    framed.text(LEFT, 100, "KẾ HOẠCH")
    framed.rule(LEFT, 103, 160, 103)
    draw(ruled, 80, [HEAD, ["1", "Sơ kết", "Văn phòng", ""]])
    script = (
        "import sys\nfrom pathlib import Path\nfrom vbparse.readers.pdf import read_pdf\n"
        "source = read_pdf(Path(sys.argv[1]).read_bytes(), 'a.pdf')\n"
        "print(len(source.tables), 'pdfplumber' in sys.modules)"
    )
    told = []
    for paper in (framed, ruled):
        path = tmp_path / "a.pdf"
        path.write_bytes(paper.save())
        done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
        told.append(done.stdout.split())
    assert told == [["0", "False"], ["1", "True"]]


def test_a_table_over_two_pages_is_one_and_its_repeated_head_goes() -> None:
    paper = Paper()
    draw(paper, 700, [HEAD, ["1", "Sơ kết", "Văn phòng", "9/2023"]])
    paper.page()
    paper.centre(40, "2")
    draw(paper, 60, [HEAD, ["2", "Tổng kết", "Văn phòng", "12/2023"]])
    paper.text(LEFT, 200, "Các đơn vị thực hiện.")
    source = read_pdf(paper.save(), "a.pdf")
    assert [cells(source, t) for t in source.tables] == [
        [HEAD, ["1", "Sơ kết", "Văn phòng", "9/2023"], ["2", "Tổng kết", "Văn phòng", "12/2023"]]
    ]
    assert [(m.text, m.page) for m in source.margins] == [("2", 2), ("TT Nội dung Chủ trì Thời gian", 2)]
    assert source.text.places(source.tables[0].rows[2][1].span)[0]["page"] == 2


def test_a_row_cut_by_the_page_break_is_put_together() -> None:
    paper = Paper()
    draw(
        paper,
        700,
        [HEAD, ["1", "Sơ kết", "Văn phòng", "9/2023"], ["2", "Tuyên truyền về Sở Văn hóa,", "Sở Nội vụ", "10/2023"]],
    )
    paper.page()
    draw(paper, 60, [["", "thể thao và du lịch", "", ""], ["3", "Tổng kết", "Văn phòng", "12/2023"]])
    source = read_pdf(paper.save(), "a.pdf")
    rows = cells(source, source.tables[0])
    assert rows[2] == ["2", "Tuyên truyền về Sở Văn hóa,\nthể thao và du lịch", "Sở Nội vụ", "10/2023"]
    assert [row[0] for row in rows] == ["TT", "1", "2", "3"]
    places = source.text.places(source.tables[0].rows[2][1].span)
    assert [place["page"] for place in places] == [1, 2]


def test_a_cell_merged_over_the_page_break_goes_on_above_new_rows() -> None:
    paper = Paper()
    draw(paper, 700, [HEAD, ["1", "Sơ kết", "Văn phòng", "9/2023"], ["2", "Kiểm tra", "Sở Nội vụ.", "10/2023."]])
    paper.page()
    draw(paper, 60, [["", "", "Sở Tài chính.", "11/2023."], ["3", "Tổng kết", "Văn phòng", "12/2023"]])
    source = read_pdf(paper.save(), "a.pdf")
    table = source.tables[0]
    assert cells(source, table)[3] == ["2", "Kiểm tra", "Sở Tài chính.", "11/2023."]
    assert [c.above for c in table.rows[3]] == [True, True, False, False]


def test_tables_with_text_between_them_stay_two() -> None:
    paper = Paper()
    draw(paper, 700, [HEAD, ["1", "Sơ kết", "Văn phòng", "9/2023"]])
    paper.page()
    paper.text(LEFT, 60, "Biểu số 2")
    draw(paper, 80, [HEAD, ["1", "Tổng kết", "Văn phòng", "12/2023"]])
    assert len(read_pdf(paper.save(), "a.pdf").tables) == 2


def test_frames_and_underlines_are_no_tables() -> None:
    paper = Paper()
    paper.grid([60, 560], [50, 800])
    paper.text(LEFT, 100, "KẾ HOẠCH")
    paper.rule(LEFT, 103, 160, 103)
    paper.grid([LEFT, 300], [200, 240])
    paper.text(LEFT + 5, 220, "Mật")
    source = read_pdf(paper.save(), "a.pdf")
    assert source.tables == []
    assert [source.text[line.span] for line in source.lines] == ["KẾ HOẠCH", "Mật"]


def test_a_letterhead_in_a_bordered_table_is_columns() -> None:
    paper = Paper()
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    draw(
        paper,
        60,
        [["ỦY BAN NHÂN DÂN\nXÃ HÀ TRUNG", right], ["Số: 42/KH-UBND", "Hà Trung, ngày 10 tháng 3 năm 2023"]],
        xs=[LEFT, 250.0, RIGHT],
    )
    source = read_pdf(paper.save(), "a.pdf")
    assert source.tables == []
    assert [(line.column, source.text[line.span]) for line in source.lines] == [
        (0, "ỦY BAN NHÂN DÂN"),
        (0, "XÃ HÀ TRUNG"),
        (0, "Số: 42/KH-UBND"),
        (1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (1, "Độc lập - Tự do - Hạnh phúc"),
        (1, "Hà Trung, ngày 10 tháng 3 năm 2023"),
    ]


@pytest.mark.parametrize("stroke", [True, False])
def test_borders_drawn_as_rectangles_make_the_same_grid(stroke: bool) -> None:
    paper = Paper()
    for row, y in enumerate((100, 120)):
        for x0, x1, words in ((85, 200, f"Việc {row}"), (200, 400, f"Đơn vị {row}")):
            paper.text(x0 + 5, y + 14, words, 11)
            if stroke:
                paper.canvas.rect(x0, 842 - y - 20, x1 - x0, 20)
            else:  # thin filled strips, as word processors draw them
                wide = x1 - x0
                for sx, sy, w, h in ((x0, y, wide, 0.6), (x0, y + 20, wide, 0.6), (x0, y, 0.6, 20), (x1, y, 0.6, 20)):
                    paper.canvas.rect(sx, 842 - sy - h, w, h, stroke=0, fill=1)
    source = read_pdf(paper.save(), "a.pdf")
    assert [cells(source, t) for t in source.tables] == [[["Việc 0", "Đơn vị 0"], ["Việc 1", "Đơn vị 1"]]]
