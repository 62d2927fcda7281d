"""Task tables: which column holds the task, who leads, who helps, when and with what product; in any order."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.fields.columns import find_columns
from vbparse.fields.slots import SlotReader
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.source import Table, TableCell
from vbparse.text import Span, Text

_PERIOD = build_cue(
    r"(?i)\W*(?:tháng|quý) ?(?:\d|[IVX])[^.;:]{0,20}$",
    examples=["Tháng 9/2024", "Quý III"],
    rejects=["Tháng hành động"],
    at="start",
)
_OWN_TIME = build_cue(
    r"(?i)thường xuyên|liên tục|định kỳ|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)",
    examples=["Làm thường xuyên", "hằng tháng"],
    rejects=["trong tháng 9"],
)
_YEAR = Cue(r"(?i)(?:năm\s+|/)(20\d\d)", examples=["Thời gian (năm 2024)", "tháng 9/2024"], rejects=["2024"])
_DIGIT = Cue(r"\d|[IVX]", examples=["10/10", "Quý IV"], rejects=["Cả tháng"])
_DITTO = Cue(
    r"(?i)\W*(?:nt|như\s+trên|n\.t)\W*|[\"〃”]+",
    examples=["nt", "- Như trên -", '"'],
    rejects=["Như trên bảng"],
    at="whole",
)
_NUMBER = Cue(r"[\w.]{1,8}", examples=["3", "II.3"], rejects=["(3)", "3 - 5"], at="whole")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that charges: spans of its cells by role; `path` is "3", or "II.3" under a group row II. `due_head` is the
    head of the column of times."""

    path: str
    cells: dict[str, Span]
    year: int | None
    due_head: str


def read_rows(slots: SlotReader, table: Table) -> list[Row]:
    """The rows of a task table; group rows (one filled cell over all columns, a Roman number) give the path."""
    text = slots.text
    roles, depth = find_columns(slots, table)
    if not roles:
        return []
    due_head = _read_due_head(text, table, roles, depth)
    year = _YEAR.search(due_head)
    task_rows: list[Row] = []
    group = ""
    standing = Span(0, 0)
    for index, row in enumerate(table.rows[depth:], 1):
        number = _row_number(text, table, row, roles)
        if _is_group(text, row, roles):
            group = number
            standing = _heading_period(text, row[roles["task"]].span)
            continue
        if "lead" in roles and row[roles["lead"]].span == table.rows[0][roles["lead"]].span:
            continue  # the lower part of a head of two rows
        cells = {role: text.trim(row[column].span) for role, column in roles.items()}
        cells |= _repeat_above(text, cells, task_rows)
        if "due" in roles and roles["due"] < roles["task"]:
            standing = cells["due"] or standing
        if standing and cells.get("due") and not _DIGIT.search(text.view, *cells["due"]):
            cells["due"] = _heading_period(text, standing) or cells["due"]  # "Cả tháng" below a month
        cells["due"] = cells.get("due") or _remarked_time(slots, cells)
        cells["due"] = cells["due"] or _carried_time(text, standing, cells["task"], number)
        if not cells["task"] or not (cells.get("lead") or cells.get("due") or cells.get("coop")):
            continue
        if "coop" in roles and "lead" in roles and _is_one_cell(row[roles["lead"]], row[roles["coop"]]):
            cells["coop"] = Span(cells["coop"].end, cells["coop"].end)
        label = number or str(index)
        path = f"{group}.{label}" if group and not label.startswith(group + ".") else label
        task_rows.append(Row(path, cells, int(year[1]) if year else None, due_head))
    return task_rows


def _repeat_above(text: Text, cells: dict[str, Span], above: list[Row]) -> dict[str, Span]:
    """The cells of the row above that those of a row repeat by a ditto mark: "nt", "Như trên"."""
    dittos = [role for role, span in cells.items() if above and _DITTO.fullmatch(text.view, *span)]
    return {role: above[-1].cells[role] for role in dittos if role in above[-1].cells}


def _is_one_cell(lead: TableCell, coop: TableCell) -> bool:
    """One cell over both columns of bodies names those that lead."""
    return coop.left and coop.span == lead.span


def _row_number(text: Text, table: Table, row: list[TableCell], roles: dict[str, int]) -> str:
    if "number" not in roles:
        return ""
    words = text.words(row[roles["number"]].span).strip(" .()")
    return words if _NUMBER.fullmatch(words) else ""


def _is_group(text: Text, row: list[TableCell], roles: dict[str, int]) -> bool:
    """A heading row: only number and task are filled, or one cell covers all columns, also where its words were copied
    into each of them."""
    first = text.words(row[roles["task"]].span)
    others = {text.words(row[c].span) for r, c in roles.items() if r not in ("number", "task")}
    return bool(first) and others <= {"", first}


def _heading_period(text: Text, span: Span) -> Span:
    """The time that a heading row gives to the rows below it: "Tháng 9/2024"; empty for any other heading."""
    return text.trim(span) if _PERIOD.match(text.view, *text.trim(span)) else Span(0, 0)


def _remarked_time(slots: SlotReader, cells: dict[str, Span]) -> Span:
    """The deadline that a remark sets: "Xong trước 10/6" in the last column; empty where none does."""
    remark = cells.get("watch")
    return remark if remark and slots.ends_in_time(remark) else Span(0, 0)


def _carried_time(text: Text, standing: Span, task: Span, number: str) -> Span:
    """The time above that holds for a row with an empty cell; a row with a number of its own is under no single day,
    and what is done all the time under none."""
    below = not number or _heading_period(text, standing)
    return standing if below and not _OWN_TIME.search(text.view, *task) else Span(0, 0)


def _read_due_head(text: Text, table: Table, roles: dict[str, int], depth: int) -> str:
    if "due" not in roles:
        return ""
    return " ".join(text.view[row[roles["due"]].span.start : row[roles["due"]].span.end] for row in table.rows[:depth])
