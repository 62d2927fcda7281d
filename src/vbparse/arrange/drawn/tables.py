"""Tables drawn with bars, tabs or wide blanks, without the marks of Markdown: known by their header."""

from __future__ import annotations

from vbparse.arrange.budget import Room
from vbparse.arrange.drafts import Draft, Grid, GridCell, fill_grid
from vbparse.arrange.drawn.lines import indentation
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.language.landmarks.signing import SIGNS
from vbparse.patterns import Cue
from vbparse.text import fold_view

Item = Draft | Grid
_HEADER = Cue(
    r"(?i)(?:s?tt|số tt|số thứ tự|(?:nội dung|thời gian|nhiệm vụ|công việc|hoạt động|đơn vị|cơ quan|người|tháng|ngày"
    r"|tuần|thứ|đối tượng|chỉ tiêu|kinh phí|sản phẩm|ghi chú|họ và tên|họ tên|chức vụ|địa điểm|địa bàn|tên|lộ trình"
    r"|thời hạn|tiến độ|kết quả|phân công|bộ phận|thành phần|số lượng|lĩnh vực|trách nhiệm|thủ trưởng|năm"
    r"|đvt)\b.*)$".replace(" ", r"\s+"),
    examples=["STT", "Nội dung công việc", "Thời gian", "Số TT"],
    rejects=["Số: 5", "Các thôn"],
    at="start",
)
"""The head of a column."""
_SEPARATORS = (
    Cue(r"\|", examples=["a|b"], rejects=["a b"]),
    Cue(r"\t", examples=["a\tb"], rejects=["a b"]),
    Cue(r"[^\S\n\t]{3,}", examples=["a   b"], rejects=["a  b"]),
)
_NUMBERS = Cue(r"(?i)\W*(?:s?tt|số\s+tt|số\s+thứ\s+tự)\W*", examples=["STT", "Số thứ tự"], rejects=["Số"], at="whole")
_ROW_NUMBER = Cue(r"0?(?P<number>\d{1,3})[.)]?", examples=["1.", "02", "3"], rejects=["1.1", "a)"], at="whole")
_CELL = 120


def set_tables(items: list[Item], raw: str, room: Room) -> list[Item]:
    """The items, the lines of drawn tables as tables.

    A header has three or more cells, two of them known names of columns, and stands above a row of as many cells. Rows
    of fewer cells are filled up where a bar or a tab counts the cells, and end the table where only blanks do.
    """
    arranged: list[Item] = []
    at = 0
    while at < len(items):
        size, grid = _read_table(items, at, raw, room)
        arranged.append(grid or items[at])
        at += size
    return arranged


def _read_table(items: list[Item], at: int, raw: str, room: Room) -> tuple[int, Grid | None]:
    opening = items[at]
    text = opening.text if isinstance(opening, Draft) else ""
    for separator in _SEPARATORS:
        if not separator.search(text):
            continue
        header = _split_cells(items[at], separator, raw)
        if not _is_header(header):
            continue
        rows = [header]
        for i in range(at + 1, len(items)):
            item, cells = items[i], _split_cells(items[i], separator, raw)
            whole = len(cells) == len(header)
            numbered = _is_numbered(header, cells, len(rows))
            counted = separator is not _SEPARATORS[2] and 1 < len(cells) < len(header) and (numbered or len(rows) > 1)
            if not (whole or counted) or _is_apart(item, cells, counted and not numbered):
                break
            rows.append(cells)
        if len(rows) > 1:
            return len(rows), fill_grid([[GridCell([x] if x.text.strip() else []) for x in row] for row in rows], room)
    return 1, None


def _is_numbered(header: list[Draft], cells: list[Draft], number: int) -> bool:
    """Whether a row opens with its number, the next of a table whose first column holds them."""
    label = _ROW_NUMBER.fullmatch(cells[0].text) if cells and _NUMBERS.fullmatch(header[0].text) else None
    return label is not None and int(label["number"]) == number


def _is_apart(item: Item, cells: list[Draft], short: bool) -> bool:
    """Lines below a table that only look like a row of it: Nơi nhận beside the signature, or what a gap parts."""
    gap = isinstance(item, Draft) and item.gap
    return (short and gap) or any(match_recipients(x.text) or (x.text.isupper() and SIGNS.match(x.text)) for x in cells)


def _is_header(cells: list[Draft]) -> bool:
    texts = [" ".join(fold_view(x.text).split()) for x in cells]
    return len(texts) > 2 and count_heads(texts) > 1


def count_heads(texts: list[str]) -> int:
    """How many of the cells of a row are known names of columns; 0 where one is too long for a head."""
    return sum(bool(_HEADER.match(x)) for x in texts) if all(len(x) <= _CELL for x in texts) else 0


def _split_cells(item: Item, separator: Cue[str], raw: str) -> list[Draft]:
    """The cells of a line, of which those before its first and behind its last letter are kept empty."""
    if not isinstance(item, Draft) or item.column is not None or item.heading:
        return []
    text = item.text
    edges = [0, *(at for m in separator.finditer(text) for at in m.span()), len(text)]
    cells = [x.trim() for x in item.split(list(zip(edges[::2], edges[1::2], strict=True)))]
    if separator is _SEPARATORS[0]:
        cells = cells[1:] if len(cells) > 1 and not cells[0].text else cells
        return cells[:-1] if len(cells) > 1 and not cells[-1].text else cells
    if separator is _SEPARATORS[1]:
        return [Draft() for _ in range(indentation(item, raw).count("\t"))] + cells
    return cells
