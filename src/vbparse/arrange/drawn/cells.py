"""Layout tables of a web page that were copied cell after cell, a bar behind each.

    ỦY BAN NHÂN DÂN
    TỈNH SƠN HẢI
    |
    CỘNG HÒA XÃ HỘI
    CHỦ NGHĨA VIỆT NAM
    |

A cell may have several lines, and its lines may be cut anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.drafts import Draft, Grid, GridCell, Run
from vbparse.arrange.grids import set_side_by_side
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.date_line import DATE_BEHIND_PLACE, DAY
from vbparse.language.landmarks.motto import MOTTO_WHOLE, find_motto
from vbparse.language.landmarks.recipients import FILING_WORD, match_recipients
from vbparse.language.landmarks.signing import SIGNS
from vbparse.origins import Raw
from vbparse.patterns import Cue
from vbparse.text import fold_view

Item = Draft | Grid
_WORDS = Cue(
    r"(?i)nơi\s+nhận|kính\s+gửi|ủy\s+ban\s+nhân\s+dân|hội\s+đồng\s+nhân\s+dân|ban\s+chấp\s+hành|chủ\s+tịch|giám\s+đốc",
    examples=["Ủy ban\nnhân dân", "Nơi\nnhận"],
    rejects=["các thôn\nbản"],
)
_FORMULAS = (MOTTO_WHOLE, DAY, _WORDS)
"""What stands together also where a line ends within it."""
_BAR = Cue(r"\|", examples=["a|"], rejects=["a"])
_HEAD_LINES, _CELL_LINES, _END_LINES = 30, 8, 60


def set_cells(items: list[Item], raw: str) -> list[Item]:
    """The items, those of such a letterhead or end as lines with columns."""
    if "|" not in raw:
        return items
    texts = [fold_view(x.text).strip() if isinstance(x, Draft) and x.column is None else None for x in items]
    if not any(text and _ends_cell(text) for text in texts):
        return items
    head = _count_head_lines(texts)
    arranged: list[Item] = list(_read_columns(items[:head], raw)) if head else []
    at = head
    while at < len(items):
        size = _end(texts, at)
        arranged += _read_columns(items[at : at + size], raw) if size else [items[at]]
        at += size or 1
    return arranged


def _ends_cell(text: str) -> bool:
    return text == "|" or (text.endswith("|") and text.count("|") == 1)


def _count_head_lines(texts: list[str | None]) -> int:
    """How many lines from the first on are the cells of a letterhead."""
    last = size = 0
    for i, text in enumerate(texts[:_HEAD_LINES]):
        if text is None or i - last > _CELL_LINES or (not text.endswith("|") and match_type_line(text, 0, len(text))):
            break
        if _ends_cell(text):
            last = size = i + 1
        elif "|" in text:
            return 0
    whole = "\n".join(text or "" for text in texts[:size])
    bars = whole.count("|")
    return size if bars > 1 and belongs_right(whole) else 0


def belongs_right(text: str) -> bool:
    """Whether a text holds a motto or the line of place and date, which stand in the right column."""
    return bool(find_motto(text) or DATE_BEHIND_PLACE.search(text))


def _end(texts: list[str | None], at: int) -> int:
    """How many lines from one on are Nơi nhận and the signature; 0 where none begins."""
    opening = " ".join(text or "" for text in texts[at : at + 2])
    if not texts[at] or not match_recipients(opening):
        return 0
    bars = -1 if texts[at] == "|" else 0  # a bar before the first cell ends none
    for i, text in enumerate(texts[at : at + _END_LINES]):
        if text is None or (bars and match_type_line(text, 0, len(text))):
            return 0
        if text.count("|") > 1 or (not bars and "|" in text and not _ends_cell(text) and not _splits_end(text)):
            return 0
        bars += "|" in text
        if bars and _ends_cell(text) and (bars > 1 or i + at + 1 >= len(texts)):
            return i + 1
    return 0


def _splits_end(text: str) -> bool:
    """The last recipient and the first line of the signature: `- Lưu: VT. | TM. ỦY BAN NHÂN DÂN`."""
    left, _, right = text.partition("|")
    return bool(FILING_WORD.match(left)) and bool(SIGNS.match(right.strip()))


def _read_columns(items: list[Item], raw: str) -> list[Draft]:
    """The cells as one row of a letterhead or an end."""
    left_lines: list[Draft] = []
    right_lines: list[Draft] = []
    for cell in _split_cells(items):
        text = fold_view("\n".join(x.text for x in cell))
        opens_right = belongs_right(text) or (bool(left_lines) and any(SIGNS.match(x.text.strip()) for x in cell))
        (right_lines if opens_right and not match_recipients(text) else left_lines).extend(cell)
    lines = set_side_by_side([[GridCell([*left_lines]), GridCell([*right_lines])]], run_on=True)
    drafts: list[Draft] = []
    for line in lines:
        between = _find_blanks(drafts[-1], line, raw) if drafts and _is_cut_formula(drafts[-1], line) else []
        if between:
            drafts[-1] = replace(drafts[-1], runs=[*drafts[-1].runs, *between, *line.runs])
        else:
            drafts.append(replace(line, gap=line.gap and bool(drafts)))
    return drafts


def _find_blanks(last: Draft, line: Draft, raw: str) -> list[Run]:
    """The white space of the raw text between two lines; nothing where something else stands there."""
    a, b = last.runs[-1].origin, line.runs[0].origin
    if not (isinstance(a, Raw) and isinstance(b, Raw)):
        return []
    start, end = a.start + a.size, b.start
    return [Run(raw[start:end], Raw(start, end - start))] if raw[start:end].isspace() else []


def _split_cells(items: list[Item]) -> list[list[Draft]]:
    cells: list[list[Draft]] = [[]]
    for item in items:
        assert isinstance(item, Draft)
        start = 0
        for match in _BAR.finditer(item.text):
            cells[-1].append(item.slice(start, match.start()).trim())
            cells.append([])
            start = match.end()
        cells[-1].append(item.slice(start, len(item.text)).trim())
    return [lines for cell in cells if (lines := [x for x in cell if x.text.strip()])]


def _is_cut_formula(last: Draft, line: Draft) -> bool:
    """Whether a formula runs over the break between two lines, so that they are one."""
    if last.column != line.column:
        return False
    before = fold_view(last.text)
    both = f"{before}\n{fold_view(line.text)}"
    return any(m.start() < len(before) < m.end() for cue in _FORMULAS for m in cue.finditer(both))
