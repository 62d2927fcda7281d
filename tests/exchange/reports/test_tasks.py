"""Tasks as an office words them, and what came of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vbparse.archive.answers import Assignee, Mark
from vbparse.exchange.reports.outcomes import Outcome, completion_day, judge_share, judge_task, write_per_cent
from vbparse.exchange.reports.tasks import Task, cite_briefly, group_by_unit, group_tasks

from .owed import ALL, IN_TIME, KT, LATE, OLD, OPEN, OPEN_TOO, OVERDUE, PLAN, VP


def test_a_task_of_two_units_is_one_row() -> None:
    tasks = group_tasks(ALL)
    assert [task.text for task in tasks] == [
        "Lập danh sách hộ", "Báo cáo quý I", "Mua thùng rác", "Sơ kết sáu tháng", "Tuyên truyền",
    ]  # fmt: skip
    assert tasks[3].leads == ["Phòng Kinh tế", "Văn phòng"]
    assert (tasks[4].leads, tasks[4].supports) == ([], ["Đoàn Thanh niên"])
    assert tasks[2].supports == ["Đoàn Thanh niên"]


def test_what_recurs_is_a_task_for_each_time() -> None:
    assert len(group_tasks([OPEN, replace(OPEN, last_day="2026-12-31")])) == 2


@pytest.mark.parametrize(
    ("last_day", "wording", "told"),
    [
        ("2026-02-28", "trước ngày 01/3/2026", "28/02/2026 (trước ngày 01/3/2026)"),
        ("2026-06-20", "chậm nhất ngày 20/6/2026", "20/06/2026"),
        ("2026-06-20", None, "20/06/2026"),
        (None, "thường xuyên", "Thường xuyên"),
        (None, None, ""),
    ],
)
def test_the_deadline_in_words(last_day: str | None, wording: str | None, told: str) -> None:
    assert Task([replace(OPEN, last_day=last_day, due={"text": wording, "recurrence": None})]).deadline == told


@pytest.mark.parametrize(
    ("section", "told"),
    [("II.1", "42/KH-UBND ngày 10/01/2026, mục II.1"), ("[1]/III.9", "42/KH-UBND ngày 10/01/2026, mục III.9"),
     ("[1]", "42/KH-UBND ngày 10/01/2026"), (None, "42/KH-UBND ngày 10/01/2026")],
)  # fmt: skip
def test_the_document_that_asks_for_it(section: str | None, told: str) -> None:
    assert Task([replace(OPEN, section=section)]).source == told


def test_a_document_without_number_is_cited_by_type_and_title() -> None:
    assert cite_briefly(replace(PLAN, canonical=None, title="rà soát hộ nghèo")) == (
        "Kế hoạch rà soát hộ nghèo ngày 10/01/2026"
    )


def test_what_became_of_it_for_all_or_for_some() -> None:
    assert Task([OPEN]).progress == "Đang thực hiện"
    mixed = Task(
        [
            replace(OPEN, status="done", mark=Mark(9, "done", "2026-03-01T00:00:00Z", "2026-03-01", note="xong")),
            OPEN_TOO,
        ]
    )
    assert mixed.progress == "1/2 đơn vị hoàn thành"
    assert mixed.remarks == "Phòng Kinh tế: xong"
    assert Task([replace(OPEN, person="Lan")]).remarks == "Phụ trách: Lan"
    assert Task([IN_TIME]).remarks == "đã gửi; minh chứng: 15/BC-KT"


def test_units_by_name_and_where_two_are_called_alike_with_their_place() -> None:
    other = Assignee("o9", "Phòng Kinh tế", "xã Nà Lộc")
    groups = group_by_unit([LATE, OPEN, replace(OPEN, assignee=other)])
    assert [name for name, _ in groups] == ["Phòng Kinh tế xã Đồng Mai", "Phòng Kinh tế xã Nà Lộc", "Văn phòng"]
    assert [name for name, _ in group_by_unit(ALL)] == ["Đoàn Thanh niên", "Phòng Kinh tế", "Văn phòng"]
    assert [one.assignee for _, same in group_by_unit([LATE, OPEN]) for one in same] == [KT, VP]


def test_the_day_of_completion_is_that_of_the_evidence_else_of_the_mark() -> None:
    assert completion_day(IN_TIME) == date(2026, 2, 25)
    assert completion_day(LATE) == date(2026, 3, 20)
    assert completion_day(OPEN) is None


def test_each_status_has_its_outcome() -> None:
    cancelled, without_day = replace(OPEN, status="cancelled"), replace(LATE, last_day=None)
    outcomes = list(map(judge_share, (IN_TIME, LATE, OVERDUE, OPEN, OLD, cancelled, without_day)))
    assert outcomes == [
        Outcome.ON_TIME, Outcome.LATE, Outcome.OVERDUE, Outcome.OPEN, Outcome.UNREPORTED, Outcome.CANCELLED,
        Outcome.ON_TIME,
    ]  # fmt: skip
    assert judge_task(Task([replace(OPEN, status="done", mark=LATE.mark), OPEN_TOO])) is Outcome.OPEN
    assert judge_task(Task([cancelled, replace(OPEN_TOO, status="done", mark=LATE.mark)])) is Outcome.ON_TIME
    assert judge_task(Task([cancelled])) is Outcome.CANCELLED


def test_a_task_whose_evidence_is_of_a_later_day_is_late() -> None:
    assert IN_TIME.mark is not None
    mark = replace(IN_TIME.mark, date="2026-03-02")
    assert judge_share(replace(IN_TIME, mark=mark)) is Outcome.LATE


@pytest.mark.parametrize(("part", "total", "told"), [(2, 3, "66,7%"), (1, 2, "50%"), (0, 4, "0%"), (0, 0, "–")])
def test_shares(part: int, total: int, told: str) -> None:
    assert write_per_cent(part, total) == told
