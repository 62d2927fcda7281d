"""How long a document plans for, by what its title, its phases and its kind say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.papers import keep, made, paper
from vbparse.archive.index import terms
from vbparse.schema import Document, Due, Issued, Obligation, Phase, SourceInfo, Title


def document(
    title: str | None, kind: str = "KH", issued: str | None = "2023-02-15", *, phase: str = "", due: str = ""
) -> Document:
    """A document that has no more than what tells its time."""
    source = SourceInfo(name="a", media_type="text/plain", sha256="a", size=1, text_origin="plain", producer="x")
    asked = Due(text=due, date=due, bound="by") if due else None
    return Document(
        id="a",
        source=source,
        doc_type=kind,
        title=Title(text=title) if title else None,
        issued=Issued(date=issued) if issued else None,
        phases=[Phase(end=phase)] if phase else [],
        obligations=[Obligation(assignee_text="x", task="y", due=asked, rule="subject")],
    )


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Cải cách hành chính năm 2023", "2023-12-31"),
        ("CẢI CÁCH HÀNH CHÍNH NĂM 2024", "2024-12-31"),
        ("Phát triển du lịch giai đoạn 2021 - 2025", "2025-12-31"),
        ("Phát triển du lịch giai đoạn 2021–2025, định hướng đến năm 2030", "2025-12-31"),
        ("Phát triển du lịch đến năm 2025, tầm nhìn đến năm 2045", "2025-12-31"),
        ("Bồi dưỡng giáo viên năm học 2023 - 2024", "2024-08-31"),
        ("Công tác quý III năm 2023", "2023-09-30"),
        ("CÔNG TÁC QUÝ II/2023", "2023-06-30"),
        ("Công tác tháng 9 năm 2023", "2023-09-30"),
        ("Nhiệm vụ 6 tháng đầu năm 2023", "2023-06-30"),
        ("Nhiệm vụ 6 tháng cuối năm 2023", "2023-12-31"),
        ("Cao điểm từ ngày 01/4/2023 đến ngày 30/9/2023", "2023-09-30"),
        ("Đánh giá năm 2022 và nhiệm vụ năm 2023", "2023-12-31"),
        ("Thực hiện Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2020 - 2025", "2025-12-31"),
        # years of others: the year of issue
        ("Bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031", "2023-12-31"),
        ("Tổ chức Đại hội Đoàn xã nhiệm kỳ 2027 - 2032", "2023-12-31"),
        ("Thực hiện Chỉ thị số 11-CT/TU ngày 04/01/2023 của Ban Thường vụ", "2023-12-31"),
        ("Triển khai Thông tư số 09/2024/TT-BXD", "2023-12-31"),
        ("Kỷ niệm 50 năm Ngày giải phóng (30/4/1975 - 30/4/2025)", "2023-12-31"),
        ("Sơ kết công tác năm 2022", "2023-12-31"),
        ("Phòng, chống cháy rừng", "2023-12-31"),
        (None, "2023-12-31"),
    ],
)
def test_the_time_that_a_title_tells(title: str | None, end: str) -> None:
    assert str(terms.last_planned_day(document(title))) == end


@pytest.mark.parametrize(
    ("kind", "title", "end"),
    [
        ("CV", "Tăng cường phòng, chống dịch", "2015-12-31"),
        ("CT", "Về việc chấn chỉnh công tác quản lý", "2015-12-31"),
        ("TB", None, "2015-12-31"),
        ("QĐ", "Về việc ban hành Quy chế phối hợp phòng cháy", None),
        ("QĐ", "Ban hành Quy định về quản lý chợ", None),
        ("QĐ", "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUY CHẾ LÀM VIỆC", None),
        ("QĐ", "Về việc thành lập Tổ phòng, chống bệnh Dại", None),
        ("QĐ", "Phân công nhiệm vụ các thành viên Ủy ban nhân dân", None),
        ("QĐ", "Về việc kiện toàn Tổ công tác phòng, chống hạn, mặn năm 2015", "2015-12-31"),
        ("QĐ", "Ban hành Kế hoạch thực hiện Quy chế dân chủ", "2015-12-31"),
        ("QĐ", "Kiểm tra việc chấp hành các quy định của pháp luật", "2015-12-31"),
        ("NĐ", "Quy định chi tiết một số điều của Luật", None),
        ("TT", "Hướng dẫn chế độ báo cáo", None),
        ("QC", "Làm việc của Ủy ban nhân dân", None),
        ("KH", "Thực hiện Quy chế phối hợp", "2015-12-31"),
    ],
)
def test_rules_hold_until_they_are_replaced(kind: str, title: str | None, end: str | None) -> None:
    found = terms.last_planned_day(document(title, kind, "2015-06-01"))
    assert (str(found) if found else None) == end


def test_phases_reach_beyond_and_what_is_asked_last_where_no_title_tells() -> None:
    assert terms.last_planned_day(document("Việc năm 2023", phase="2024-03")) == date(2024, 3, 31)
    assert terms.last_planned_day(document("Việc năm 2024", phase="2023-03")) == date(2024, 12, 31)
    assert terms.last_planned_day(document("Việc chung", phase="2023-03")) == date(2023, 12, 31)
    assert terms.last_planned_day(document("Việc chung", due="2025-06")) == date(2025, 6, 30)
    assert terms.last_planned_day(document("Việc năm 2023", due="2025-06")) == date(2023, 12, 31)
    assert terms.last_planned_day(document("Việc chung", issued=None, due="2025-06")) == date(2025, 6, 30)
    assert terms.last_planned_day(document("Việc chung", issued=None)) is None


@pytest.mark.parametrize(
    ("text", "rhythm", "end"),
    [
        ("trước ngày 15 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15", date(2023, 12, 31)),
        ("trước ngày 05 của tháng liền kề", "FREQ=MONTHLY;BYMONTHDAY=5", date(2024, 1, 31)),
        ("trước ngày 10 tháng 01 năm sau", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", date(2024, 12, 31)),
    ],
)
def test_a_report_on_a_time_comes_after_it(text: str, rhythm: str, end: date) -> None:
    due = Due(text=text, recurrence=rhythm)
    assert terms.rhythm_end(date(2023, 12, 31), due) == end
    assert terms.rhythm_end(None, due) is None


MONTHLY = ("Công chức Tài chính - Kế toán báo cáo trước ngày 15 hằng tháng.",)
YEARLY = ("Công chức Tài chính - Kế toán báo cáo trước ngày 10 tháng 01 năm sau.",)


def test_a_monthly_duty_of_a_letter_of_2015_is_not_past_due_years_later(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12", kind="TB", day=(2015, 3, 10), title="Chấn chỉnh công tác báo cáo", work=MONTHLY))
        for today in (date(2026, 5, 1), date(2016, 1, 15)):
            assert held.obligations(due="2016/2026", today=today) == []
        days = [one.last_day for one in held.obligations(due="2015", today=date(2016, 1, 15))]
        assert (len(days), days[0], days[-1]) == (10, "2015-03-14", "2015-12-14")
        assert [x.last_day for x in held.obligations(status="past due", today=date(2016, 1, 15))] == ["2015-12-14"]
        assert held.obligations(status="past due", today=date(2026, 5, 1)) == []
        (one,) = held.obligations(today=date(2026, 5, 1))
        assert (one.until, one.old, one.status) == ("2015-12-31", True, "old")


def test_the_report_of_the_last_year_is_still_due(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12", day=(2023, 3, 10), title="Cải cách hành chính năm 2023", work=YEARLY))
        assert [one.last_day for one in held.obligations(due="2023/2026")] == ["2024-01-09"]
