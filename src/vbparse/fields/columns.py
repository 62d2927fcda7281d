"""What the columns of a task table hold, by their heads and by their cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vbparse.fields.slots import OF_THING, SlotReader, classify_label
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.source import Table, TableCell
from vbparse.text import Span, Text

_HEADS: dict[str, Cue[str]] = {
    "watch": build_cue(r"(?i){column watch}", examples=["Lãnh đạo theo dõi", "Ghi chú"], rejects=["Đơn vị chủ trì"]),
    "coop": build_cue(r"(?i){column coop}", examples=["Đơn vị phối hợp"], rejects=["Đơn vị thực hiện"]),
    "lead": build_cue(r"(?i){column lead}", examples=["Cơ quan chủ trì", "Người thực hiện"], rejects=["Đơn vị tính"]),
    "start": build_cue(r"(?i){column start}", examples=["Thời gian bắt đầu", "Từ ngày"], rejects=["Từng bước"]),
    "due": build_cue(r"(?i){column due}", examples=["Thời hạn hoàn thành", "Tiến độ"], rejects=["Sản phẩm hoàn thành"]),
    "product": build_cue(r"(?i){column product}", examples=["Sản phẩm đầu ra"], rejects=["Nội dung"]),
    "task": build_cue(r"(?i){column task}", examples=["Nội dung công việc"], rejects=["Tên lớp"]),
    "number": build_cue(r"(?i){column number}", examples=["STT", "TT"], rejects=["Số lượng"]),
}
"""The head of the column of each role; the first that matches counts."""


def _tighten(cue: Cue[str]) -> Cue[str]:
    """The same heads without their blanks, which scans of narrow columns lose: "Thờihạn"."""
    examples = [example.replace(" ", "") for example in cue.examples]
    return Cue(lambda: cue.regex.pattern.replace(r"\s+", r"\s*"), examples=examples)


_TIGHT_HEADS = {role: _tighten(cue) for role, cue in _HEADS.items()}
_BODIES = build_cue(
    r"(?i)\W*{bodies of a column}(?:(?: ?[,/]| và) ?{bodies of a column})*(?P<does> {doing of a column}|\W*$)",
    examples=["Đơn vị dạy nghề", "Cơ quan, đơn vị"],
    rejects=["Đơn vị được kiểm tra"],
    at="start",
)
_INSPECTS = build_cue(
    r"(?i)kiểm tra|thanh tra|giám sát|khảo sát|thẩm định", examples=["Đơn vị được kiểm tra"], rejects=["Đơn vị chủ trì"]
)
_BOTH = build_cue(
    r"(?i)chủ trì ?(?:[,/;-]|và) ?(?:(?:đơn vị|cơ quan|bộ phận) )?phối hợp",
    examples=["Đơn vị chủ trì/phối hợp", "Cơ quan chủ trì, phối hợp"],
    rejects=["Chủ trì", "Đơn vị phối hợp chủ trì"],
)
_OTHER_HEAD = build_cue(
    r"(?i)(?<!\w){label of no charge}(?!\w)", examples=["Đơn vị được kiểm tra", "Họ và tên"], rejects=["Khối"]
)
_HELPERS = build_cue(
    r"(?i)(?<!\w){help in a label}(?!\w)", examples=["Làm cùng", "Cơ quan liên quan"], rejects=["Ai làm"]
)
_DITTO = Cue(r"\W*(?:(?i:nt|như trên)\W*)?", examples=["-", "nt", "Như trên"], rejects=["Như năm 2024"], at="whole")
_HEADING_CELLS = 2
"""Cells of a heading row: its number, its words."""
_MOST = 0.7
"""Share of the filled cells of a column that show what it holds."""
_SOME = 0.4
"""The same for tasks beside bodies and deadlines: not every verb is known."""
_FEWEST = 2
"""Filled cells from which on they show it."""


def find_columns(slots: SlotReader, table: Table) -> tuple[dict[str, int], int]:
    """Which column plays which role, and how many rows the header has. Empty where the table sets no tasks."""
    best: tuple[dict[str, int], int] = ({}, 0)
    for depth in (1, 2):
        roles = _assign_roles(slots.text, table, depth)
        _fill_from_cells(slots, table, roles, depth)
        if "task" in roles and ("lead" in roles or "due" in roles) and len(roles) > len(best[0]):
            best = roles, depth
    return best


def _assign_roles(text: Text, table: Table, depth: int) -> dict[str, int]:
    if len(table.rows) <= depth:
        return {}
    roles: dict[str, int] = {}
    heads: list[str] = []
    for column in range(len(table.rows[0])):
        words: list[str] = []
        for row in table.rows[:depth]:
            cell = text.view[row[column].span.start : row[column].span.end]
            if cell and cell not in words:
                words.append(cell)
        role = _classify_head(" ".join(reversed(words)))
        if role and role not in roles:
            roles[role] = column
        heads.append(" ".join(words))
    return _infer_roles(roles, heads) if "coop" in roles else roles


def _infer_roles(roles: dict[str, int], heads: list[str]) -> dict[str, int]:
    """Beside a column of partners another column of bodies that do something leads ("Đơn vị dạy nghề", and not "Đơn vị
    được kiểm tra"; where something is inspected, "Đơn vị" alone does not), and the column behind the number says what
    is done ("Tên lớp")."""
    free = [i for i in range(len(heads)) if i not in roles.values()]
    inspects = any(_INSPECTS.search(head) for head in heads)
    leads = [i for i in free if (match := _BODIES.match(heads[i])) and (match["does"].strip() or not inspects)]
    if "lead" not in roles and leads:
        roles["lead"] = leads[0]
    first = roles.get("number", -1) + 1
    if "task" not in roles and "lead" in roles and first in free and first != roles["lead"]:
        roles["task"] = first
    return roles


def _classify_head(words: str) -> str | None:
    if _BOTH.search(words):
        return "lead"
    known = next((role for role, cue in (*_HEADS.items(), *_TIGHT_HEADS.items()) if cue.search(words)), None)
    label = None if known else classify_label(words)
    return label if label in ("lead", "coop", "due", "product") else known


def _filled_cells(text: Text, table: Table, column: int, depth: int) -> list[Span]:
    """The cells of a column that say something of their own: no heading over all columns, no "-", no "nt"."""
    rows = [row for row in table.rows[depth:] if not _is_heading_row(text, row)]
    cells = [text.trim(row[column].span) for row in rows]
    return [cell for cell in cells if cell and not _DITTO.fullmatch(text.view, *cell)]


def _is_heading_row(text: Text, row: list[TableCell]) -> bool:
    """Whether a row holds one stretch of words over most columns, with or without a number before it."""
    filled = {cell.span for cell in row if text.trim(cell.span)}
    return len(filled) <= _HEADING_CELLS < len(row) - 1


def _fill_from_cells(slots: SlotReader, table: Table, roles: dict[str, int], depth: int) -> None:
    """Roles that no head names, by what the cells hold: bodies lead, times are deadlines, what begins with a verb of
    duty is the task."""
    heads = [slots.view[cell.span.start : cell.span.end] for cell in table.rows[0]]
    inspects = any(_INSPECTS.search(head) for head in heads)
    tests: dict[str, Callable[[Span], bool]] = {
        "task": partial(_begins_task, slots),
        "lead": slots.names_bodies,
        "coop": slots.names_bodies,
        "due": slots.is_time,
    }
    for role, test in tests.items():
        if role in roles or (test == slots.names_bodies and inspects):
            continue
        for column in [i for i in range(len(heads)) if i not in roles.values()]:
            cells = _filled_cells(slots.text, table, column, depth)
            if len(cells) < _FEWEST or _OTHER_HEAD.search(heads[column]) or OF_THING.match(heads[column].strip()):
                continue
            if (role == "coop") != bool(_HELPERS.search(heads[column])) and role in ("lead", "coop"):
                continue
            if sum(map(test, cells)) >= _MOST * len(cells):
                roles[role] = column
                break
    if "task" not in roles and "due" in roles and "lead" in roles:
        _fill_task(slots, table, roles, depth)


def _fill_task(slots: SlotReader, table: Table, roles: dict[str, int], depth: int) -> None:
    """Beside bodies and deadlines a column before the bodies says what is to be done where some cells begin with a verb
    of duty."""
    for column in range(roles["lead"]):
        cells = _filled_cells(slots.text, table, column, depth) if column not in roles.values() else []
        if len(cells) >= _FEWEST and sum(_begins_task(slots, cell) for cell in cells) >= _SOME * len(cells):
            roles["task"] = column


def _begins_task(slots: SlotReader, cell: Span) -> bool:
    return slots.parser.action_at(cell.start) is not None
