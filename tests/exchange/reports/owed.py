"""What is owed in the tests of reports: a plan with four tasks of three units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from vbparse.archive.answers import Assignee, Head, Mark, Owed
from vbparse.exchange.reports.office import Office

TODAY = date(2026, 4, 1)
PLAN = Head(
    document="a" * 64, work="a" * 64, name="ke-hoach.docx", doc_type="KH", canonical="42/KH-UBND", date="2026-01-10",
    issuer="Ủy ban nhân dân xã Đồng Mai", title="Triển khai phân loại rác tại nguồn",
)  # fmt: skip
PROOF = Head(document="b" * 64, work="b" * 64, name="bc.pdf", doc_type="BC", canonical="15/BC-KT", date="2026-02-25")
OFFICE = Office(
    "Ủy ban nhân dân xã Đồng Mai", "Ủy ban nhân dân tỉnh Hải Giang", "Đồng Mai", "UBND", "TM. Ủy ban nhân dân",
    "KT. Chủ tịch\nPhó Chủ tịch", "Hà Quang Thuyết", date(2026, 4, 2),
)  # fmt: skip
KT, VP, DTN = (
    Assignee("o1", "Phòng Kinh tế", "xã Đồng Mai"), Assignee("o2", "Văn phòng", "xã Đồng Mai"),
    Assignee("o3", "Đoàn Thanh niên", "xã Đồng Mai"),
)  # fmt: skip


def owe(id_: str, who: Assignee, task: str, last_day: str | None, status: str, **more: Any) -> Owed:
    """An obligation of the plan as one unit owes it."""
    due = {"text": more.pop("wording", None), "recurrence": None}
    return Owed(
        obligation=id_, head=PLAN, assignee=who, assignee_text=who.name, role=more.pop("role", "lead"), task=task,
        last_day=last_day, due=due, section="II.1", status=status, **more,
    )  # fmt: skip


IN_TIME = owe(
    "t1", KT, "lập danh sách hộ;", "2026-02-28", "done", wording="trước ngày 01/3/2026", product="danh sách",
    mark=Mark(1, "done", "2026-03-20T02:00:00Z", "2026-02-25", note="đã gửi", evidence="b" * 64, proof=PROOF),
)  # fmt: skip
LATE = owe(
    "t2", VP, "Báo cáo quý I./.", "2026-03-10", "done", mark=Mark(2, "done", "2026-03-20T02:00:00Z", "2026-03-20")
)
OVERDUE = owe("t3", KT, "Mua thùng rác", "2026-03-25", "past due", cooperating=["Đoàn Thanh niên"])
OPEN = owe("t4", KT, "Sơ kết sáu tháng", "2026-06-30", "open", wording="tháng 6/2026")
OPEN_TOO = replace(OPEN, assignee=VP, assignee_text="VP")
ONGOING = owe("t5", DTN, "Tuyên truyền", None, "open", wording="thường xuyên", role="support")
OLD = owe("t6", DTN, "Khảo sát", "2024-06-30", "old")
ALL = [IN_TIME, LATE, OVERDUE, OPEN, OPEN_TOO, ONGOING]
