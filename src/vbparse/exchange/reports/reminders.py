"""Công văn đôn đốc: a letter to each unit that has tasks to finish, from a DOCX template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vbparse.archive.answers import Owed
from vbparse.exchange.reports.letterhead import add_end, add_letterhead
from vbparse.exchange.reports.office import BLANK, SHORT_BLANK, Office, spell_day, spell_issue, write_day
from vbparse.exchange.reports.paper import Column, Grid, Look, add_body, add_gap, add_text, new_paper, to_bytes
from vbparse.exchange.reports.placeholders import fill_template
from vbparse.exchange.reports.tasks import Task, group_by_unit, group_tasks

DEFAULT_NAME = "mẫu công văn đôn đốc"
_PENDING = ("open", "past due")
_TIMES = ("due", "overdue_on", "status")
"""Filters that say which tasks are meant, late or not."""

_COLUMNS = (
    Column("STT", 13, is_centred=True),
    Column("Nhiệm vụ", 59),
    Column("Văn bản giao", 44),
    Column("Thời hạn", 26, is_centred=True),
    Column("Tình trạng", 25, is_centred=True),
)
_ADDRESS = Look(before=18)


@dataclass(frozen=True, slots=True)
class Template:
    """A DOCX with places to fill in, and its name for messages; that of `render_template` where none is given."""

    data: bytes
    name: str = DEFAULT_NAME


def reminder_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters of obligations, of what is past due where they do not say which time or state is meant."""
    return dict(filters) | ({} if any(filters.get(name) for name in _TIMES) else {"status": "past due"})


def is_pending(owed: Owed) -> bool:
    """Whether a letter asks for it: it has to be done by some day, and is neither done, cancelled nor old."""
    return owed.status in _PENDING and owed.last_day is not None


def render_letters(
    owed: Sequence[Owed], office: Office, today: date, template: Template | None = None, reply_by: date | None = None
) -> Iterator[tuple[str, bytes]]:
    """A letter to each unit with the tasks that it has to finish by some day: the unit's name, and the DOCX. What is
    done, cancelled or old is left out. Raises InputError and DamagedError as `fill_template` does."""
    template = template or Template(render_template())
    pending = filter(is_pending, owed)
    of_office = _describe_office(office, today) | {"hạn báo cáo": spell_day(reply_by) if reply_by else f"ngày {BLANK}"}
    for unit, same in group_by_unit(pending):
        tasks = group_tasks(same)
        late = sum(1 for task in tasks if task.first.status == "past due")
        counts = {"số nhiệm vụ": _write_count(len(tasks)), "số quá hạn": _write_count(late)}
        values = {"đơn vị": unit, "tình hình": _describe_state(len(tasks), late)} | counts
        rows = [_describe_task(number, task, today) for number, task in enumerate(tasks, 1)]
        yield unit, fill_template(template.data, template.name, of_office | values, rows)


def render_template() -> bytes:
    """The template that is used where none is given, to be changed in Word."""
    office = Office(
        "{{cơ quan}}",
        "{{cơ quan chủ quản}}",
        "{{địa danh}}",
        symbol="{{ký hiệu}}",
        authority="{{quyền hạn}}",
        post="{{chức vụ}}",
        signer="{{người ký}}",
    )
    document = new_paper(DEFAULT_NAME)
    add_letterhead(document, office, "{{ngày ban hành}}", about="đôn đốc thực hiện nhiệm vụ")
    add_text(document, "Kính gửi: {{đơn vị}}", _ADDRESS)
    add_gap(document)
    add_body(
        document,
        "Qua theo dõi, tính đến ngày {{tính đến ngày}}, {{đơn vị}} {{tình hình}}, cụ thể như sau:",
    )
    add_gap(document)
    grid = Grid(document, _COLUMNS)
    grid.add_row(["{{stt}}", "{{nhiệm vụ}}", "{{văn bản giao}}", "{{thời hạn}}", "{{tình trạng}}"])
    add_body(
        document,
        "{{cơ quan}} đề nghị {{đơn vị}} khẩn trương tổ chức thực hiện, hoàn thành các nhiệm vụ nêu trên; báo cáo kết "
        "quả bằng văn bản, nêu rõ nguyên nhân chậm (nếu có), gửi về {{cơ quan}} trước {{hạn báo cáo}} để tổng hợp./.",
    )
    add_end(document, office, ["Như trên"])
    return to_bytes(document)


def _describe_office(office: Office, today: date) -> dict[str, str]:
    return {
        "cơ quan": office.name or BLANK,
        "cơ quan chủ quản": office.parent or "",
        "địa danh": office.place or SHORT_BLANK,
        "ngày ban hành": spell_issue(office, today),
        "ký hiệu": office.symbol or SHORT_BLANK,
        "quyền hạn": office.authority or "",
        "chức vụ": office.post or BLANK,
        "người ký": office.signer or BLANK,
        "tính đến ngày": write_day(today),
    }


def _describe_task(number: int, task: Task, today: date) -> dict[str, str]:
    return {
        "stt": str(number),
        "nhiệm vụ": task.text,
        "văn bản giao": task.source,
        "thời hạn": task.deadline,
        "sản phẩm": task.first.product or "",
        "phối hợp": "; ".join(task.supports),
        "tình trạng": _describe_delay(task, today),
        "ghi chú": task.remarks,
    }


def _describe_delay(task: Task, today: date) -> str:
    """Quá hạn 12 ngày; Còn 3 ngày; Đến hạn hôm nay."""
    days = (task.last_day - today).days if task.last_day else 0
    return f"Quá hạn {-days} ngày" if days < 0 else f"Còn {days} ngày" if days else "Đến hạn trong ngày"


def _describe_state(count: int, late: int) -> str:
    """còn 05 nhiệm vụ được giao chưa hoàn thành, trong đó có 02 nhiệm vụ đã quá hạn."""
    told = f"còn {_write_count(count)} nhiệm vụ được giao chưa hoàn thành"
    if not late:
        return told
    return f"{told}, {'đã quá hạn' if late == count else f'trong đó có {_write_count(late)} nhiệm vụ đã quá hạn'}"


def _write_count(number: int) -> str:
    """Numbers below ten have a zero before them in official letters."""
    return f"{number:02d}"
