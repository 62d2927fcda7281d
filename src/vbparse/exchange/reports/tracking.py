"""Bảng theo dõi nhiệm vụ, as DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vbparse.archive.answers import Owed
from vbparse.exchange.reports.letterhead import add_end, add_letterhead, add_title
from vbparse.exchange.reports.office import BLANK, Office, spell_issue, write_day
from vbparse.exchange.reports.paper import Column, Grid, new_paper, to_bytes
from vbparse.exchange.reports.tasks import Task, group_by_unit, group_tasks

TITLE = "Bảng theo dõi nhiệm vụ"
COLUMNS = (
    Column("STT", 12.5, is_centred=True),
    Column("Nhiệm vụ", 56),
    Column("Đơn vị chủ trì", 25),
    Column("Đơn vị phối hợp", 25),
    Column("Thời hạn", 25.5, is_centred=True),
    Column("Sản phẩm", 32),
    Column("Văn bản giao", 31),
    Column("Tình trạng", 21, is_centred=True),
    Column("Ghi chú, minh chứng", 24),
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def render_docx(owed: Sequence[Owed], office: Office, today: date, *, by_unit: bool = False) -> bytes:
    """The table on A4 across, in the order of the answers, or unit by unit: what several have to do stands then at each
    of them."""
    document = new_paper(TITLE, across=True)
    add_letterhead(document, office, spell_issue(office, today))
    add_title(document, TITLE.upper(), [], f"(Tính đến ngày {write_day(today)})")
    grid = Grid(document, COLUMNS)
    for heading, tasks in list_groups(owed, by_unit=by_unit):
        if heading:
            grid.add_group(heading)
        for number, task in enumerate(tasks, 1):
            grid.add_row([str(number), *list_cells(task)])
    add_end(document, office, [BLANK])
    return to_bytes(document)


def list_groups(owed: Sequence[Owed], *, by_unit: bool) -> Iterator[tuple[str, list[Task]]]:
    """The tasks under the headings of their units (I. Văn phòng), or all without a heading."""
    if not by_unit:
        yield "", group_tasks(owed)
        return
    for number, (name, same) in enumerate(group_by_unit(owed), 1):
        yield f"{_to_roman(number)}. {name}", group_tasks(same)


def list_cells(task: Task) -> list[str]:
    """What stands of a task in the columns behind its number."""
    leads, supports = "; ".join(task.leads), "; ".join(task.supports)
    product = task.first.product or ""
    return [task.text, leads, supports, task.deadline, product, task.source, task.progress, task.remarks]


def _to_roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        written += digits * (number // value)
        number %= value
    return written
