"""Báo cáo kết quả thực hiện of a plan: what came of its tasks, unit by unit, and what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from vbparse.archive.answers import Head, Owed
from vbparse.edtf import parse_day
from vbparse.exchange import labels
from vbparse.exchange.naming import document_name
from vbparse.exchange.reports.letterhead import add_end, add_letterhead, add_title
from vbparse.exchange.reports.office import BLANK, Office, spell_issue, write_day
from vbparse.exchange.reports.outcomes import (
    DONE,
    LEFT,
    Outcome,
    completion_day,
    count_shares,
    count_tasks,
    judge_task,
    share_done,
    write_per_cent,
)
from vbparse.exchange.reports.paper import (
    INDENT,
    JUSTIFIED,
    Column,
    Grid,
    Look,
    add_body,
    add_gap,
    add_text,
    new_paper,
    to_bytes,
)
from vbparse.exchange.reports.tasks import Task, group_by_unit, group_tasks
from vbparse.language.doctypes import names_by_code
from vbparse.language.folding import fold

_TASKS = (
    Column("STT", 13, is_centred=True),
    Column("Nhiệm vụ", 55),
    Column("Đơn vị thực hiện", 30),
    Column("Thời hạn", 24, is_centred=True),
    Column("Kết quả", 24, is_centred=True),
    Column("Minh chứng, ghi chú", 25),
)
_LEFT = (
    Column("STT", 13, is_centred=True),
    Column("Nhiệm vụ", 70),
    Column("Đơn vị thực hiện", 36),
    Column("Thời hạn", 26, is_centred=True),
    Column("Tình trạng", 26, is_centred=True),
)
_SHORT = {
    Outcome.ON_TIME: "Hoàn thành đúng hạn",
    Outcome.LATE: "Hoàn thành quá hạn",
    Outcome.OPEN: "Đang thực hiện",
    Outcome.OVERDUE: "Quá hạn",
    Outcome.UNREPORTED: "Chưa ghi nhận kết quả",
    Outcome.CANCELLED: "Đã hủy",
}
"""Headings of the columns of numbers."""
_ALWAYS = (Outcome.ON_TIME, Outcome.LATE, Outcome.OPEN, Outcome.OVERDUE)
"""Those that are columns also where there are none."""
_IN_NUMBERS, _COUNT = 11, 18
"""Points of letters, and millimetres of a column, in the table of numbers."""
_UNITS = (Column("STT", 15, is_centred=True), Column("Đơn vị", 42), Column("Số nhiệm vụ", 19, is_centred=True))
_HEADING = Look(bold=True, before=10, align=JUSTIFIED, indent=INDENT)
_CAPTION, _NOTE = Look(size=13, italic=True, before=8), Look(size=12, italic=True, before=4, align=JUSTIFIED)


def render_results(plan: Head, owed: Sequence[Owed], office: Office, today: date, period: str | None = None) -> bytes:
    """The report as DOCX; `owed` is what the plan asks for, `period` the time (EDTF) that the report is of, where it is
    not of all that the plan asks for."""
    tasks = group_tasks(owed)
    citation = _cite(plan)
    document = new_paper(f"Báo cáo kết quả thực hiện {document_name(plan)}")
    add_letterhead(document, office, spell_issue(office, today), kind="BC")
    time = f"{labels.date(period)}, " if period else ""
    day = f"({time[:1].upper() + time[1:]}tính đến ngày {write_day(today)})".replace("(t", "(T")
    add_title(document, "BÁO CÁO", [f"Kết quả thực hiện {citation}"], day)
    issuer = f" của {plan.issuer}" if plan.issuer else ""
    add_body(
        document,
        f"Thực hiện {citation}{issuer}{_describe_matter(plan)}, {office.name or BLANK} báo cáo kết quả thực hiện "
        f"các nhiệm vụ được giao{f' trong {labels.date(period)}' if period else ''}, "
        f"tính đến ngày {write_day(today)}, như sau:",
    )
    _add_overview(document, owed, tasks)
    _add_tasks(document, tasks)
    _add_left(document, [task for task in tasks if judge_task(task) in LEFT], today)
    add_end(document, office, [BLANK])
    return to_bytes(document)


def _add_overview(document: Any, owed: Sequence[Owed], tasks: Sequence[Task]) -> None:
    units, counts, outcomes = group_by_unit(owed), count_tasks(tasks), count_shares(owed)
    _add_heading(document, "I. KẾT QUẢ CHUNG")
    add_body(document, _summarise(counts, len(units)))
    add_text(document, "Kết quả theo từng đơn vị", _CAPTION)
    columns = [one for one in _SHORT if one in _ALWAYS or counts[one] or outcomes[one]]
    headings = [*(_SHORT[one] for one in columns), "Tỷ lệ hoàn thành"]
    numbers = (Column(heading, _COUNT, is_centred=True) for heading in headings)
    grid = Grid(document, [*_UNITS, *numbers], _IN_NUMBERS)
    for number, (unit, owed_there) in enumerate(units, 1):
        grid.add_row([str(number), unit, *_write_counts(count_shares(owed_there), columns)])
    grid.add_row(["", "Toàn bộ kế hoạch", *_write_counts(counts, columns)], bold=True)
    if len(owed) > len(tasks):
        note = "Nhiệm vụ giao nhiều đơn vị được tính ở từng đơn vị và tính một lần ở dòng cuối."
        add_text(document, f"Ghi chú: {note}", _NOTE)


def _add_tasks(document: Any, tasks: Sequence[Task]) -> None:
    _add_heading(document, "II. KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ")
    add_gap(document)
    grid = Grid(document, _TASKS)
    for number, task in enumerate(tasks, 1):
        who = "; ".join(task.leads or task.supports)
        grid.add_row([str(number), task.text, who, task.deadline, _describe_outcome(task), task.remarks])


def _add_left(document: Any, tasks: Sequence[Task], today: date) -> None:
    _add_heading(document, "III. NHIỆM VỤ CÒN PHẢI THỰC HIỆN")
    if not tasks:
        add_body(document, "Không còn nhiệm vụ chưa hoàn thành./.")
        return
    add_body(document, f"Còn {len(tasks):02d} nhiệm vụ tiếp tục thực hiện:")
    add_gap(document)
    grid = Grid(document, _LEFT)
    for number, task in enumerate(sorted(tasks, key=lambda task: LEFT.index(judge_task(task))), 1):
        who = "; ".join(task.leads or task.supports)
        grid.add_row([str(number), task.text, who, task.deadline, _describe_state(task, today)])


def _summarise(counts: Counter[Outcome], units: int) -> str:
    total = counts.total()
    parts = [
        f"{one.value[:1].lower()}{one.value[1:]} {counts[one]:02d} nhiệm vụ ({write_per_cent(counts[one], total)})"
        for one in _SHORT
        if counts[one]
    ]
    done = sum(counts[one] for one in DONE)
    state = f"đã hoàn thành {done:02d} nhiệm vụ, đạt {share_done(counts)}" if done else "chưa có nhiệm vụ hoàn thành"
    return f"Tổng số có {total:02d} nhiệm vụ, giao {units:02d} đơn vị; {state}. Trong đó: {'; '.join(parts)}."


def _write_counts(counts: Counter[Outcome], columns: Sequence[Outcome]) -> list[str]:
    return [str(counts.total()), *(str(counts[one]) for one in columns), share_done(counts)]


def _describe_outcome(task: Task) -> str:
    """What came of it; with the day where it was done on one day."""
    outcome = judge_task(task)
    days = {completion_day(one) for one in task.owed} if outcome in DONE else set()
    day = days.pop() if len(days) == 1 else None
    if outcome in LEFT and len({one.status for one in task.owed}) > 1:
        return task.progress
    return f"{_SHORT[outcome]}{f' (ngày {write_day(day)})' if day else ''}"


def _describe_state(task: Task, today: date) -> str:
    late = (today - task.last_day).days if task.last_day and judge_task(task) is Outcome.OVERDUE else 0
    return f"Quá hạn {late} ngày" if late else _SHORT[judge_task(task)]


def _add_heading(document: Any, text: str) -> None:
    add_text(document, text, _HEADING).paragraph_format.keep_with_next = True


def _cite(plan: Head) -> str:
    """Kế hoạch số 42/KH-UBND ngày 10/03/2023."""
    kind = names_by_code().get(plan.doc_type or "", "") or "văn bản"
    number = f" số {plan.canonical}" if plan.canonical else ""
    return f"{kind}{number}" + (f" ngày {labels.date(plan.date)}" if parse_day(plan.date) else "")


def _describe_matter(plan: Head) -> str:
    """về triển khai …: what the plan is about, as a part of a sentence."""
    title = " ".join((plan.title or "").split())
    if not title:
        return ""
    first, _, others = title.partition(" ")
    is_name = first.isupper() or others[:1].isupper()  # Hà Nội, UBND
    words = title if is_name else title[:1].lower() + title[1:]
    return f" {words}" if fold(title).startswith("ve ") else f" về {words}"
