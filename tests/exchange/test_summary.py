"""Documents as a summary for the terminal, and the words that summaries use."""

from __future__ import annotations

import pytest

from fakes import PLAN
from vbparse import pipeline, schema
from vbparse.exchange import labels
from vbparse.exchange.summary import MARK, TASK_LENGTH, to_summary
from vbparse.vocabularies import DoubtCode


@pytest.fixture
def plan() -> schema.Document:
    return pipeline.parse_bytes(PLAN.encode(), "plan.txt")


def test_a_plan_as_a_summary(plan: schema.Document) -> None:
    lines = to_summary(plan, width=90).splitlines()
    assert lines[0] == "plan.txt " + "─" * 81
    assert "Số, ký hiệu              12/KH-UBND" in lines
    assert "  ├── 1. Công chức Địa chính - Xây dựng" in lines
    assert "  Đợt 1   10/03/2024   20/03/2024             II" in lines
    start = lines.index("Nhiệm vụ theo đơn vị (2)")
    assert lines[start + 1 : start + 4] == [
        "  Công chức Địa chính - Xây dựng",
        "  └── Lập danh sách điểm thu gom rác, xong trước ngày 08/3/2024. · hạn: trước 08/03/2024 ·",
        "      mục III.1",
    ]
    assert "  Nơi nhận  UBND huyện (để b/c); Các thôn (để t/h)" in lines
    assert max(map(len, lines)) <= 90


def test_an_arrival_stamp_is_shown_with_its_blanks_and_its_doubts(plan: schema.Document) -> None:
    assert "Dấu đến" not in to_summary(plan)
    stamp = {"text": "ĐẾN", "number": "219", "date": "2024-03-12", "office": "UBND XÃ BÌNH SƠN"}
    plan.received = schema.Received.model_validate(stamp)
    assert "Dấu đến                  số 219, ngày 12/03/2024, UBND XÃ BÌNH SƠN" in to_summary(plan).splitlines()
    plan.received = schema.Received.model_validate({"text": "ĐẾN", "number": "219", "doubts": ["no-number"]})
    assert f"Dấu đến                  số 219, ngày … {MARK}" in to_summary(plan).splitlines()


def test_sections_of_a_summary_that_have_nothing_stay_out() -> None:
    bare = to_summary(pipeline.parse_bytes("Một dòng chữ.".encode(), "x.txt"))
    assert bare.startswith("x.txt ")
    assert not {"Bố cục", "Các đợt thực hiện", "Văn bản viện dẫn", "Nơi nhận, ký"} & set(bare.splitlines())


def test_markup_in_a_document_is_shown_and_not_obeyed(plan: schema.Document) -> None:
    assert plan.title
    plan.title.text = "Kế [bold]hoạch[/bold] :smile:"
    plan.anomalies = [schema.Anomaly(code="date-blank", message="[red]odd[/red]", severity="info")]
    shown = to_summary(plan)
    assert "Kế [bold]hoạch[/bold] :smile:" in shown
    assert "[red]odd[/red]" in shown
    assert "\x1b[" not in shown
    assert "\x1b[" in to_summary(plan, colour=True)


def test_a_long_task_is_cut_at_a_word(plan: schema.Document) -> None:
    plan.obligations[0].task = "từ " * 200
    shown = " ".join(to_summary(plan, width=400).split())
    assert ("từ " * ((TASK_LENGTH - 1) // 3)).strip() + "…" in shown
    assert "từ " * (TASK_LENGTH // 3 + 2) not in shown


def test_charges_are_shown_under_each_body(plan: schema.Document) -> None:
    first, second = plan.obligations
    names = ("công chức  ĐỊA CHÍNH - xây dựng", "Các thôn")
    second.assignees = [schema.Body(text=name, name=name) for name in names]
    grouped = labels.by_assignee(plan.obligations)
    assert grouped == {"Công chức Địa chính - Xây dựng": [first, second], "Các thôn": [second]}


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2024-03-08", "08/03/2024"),
        ("2024-03", "03/2024"),
        ("2024", "2024"),
        ("2026-34", "quý II/2026"),
        (None, ""),
        ("2025-01/2025-03", "01/2025 – 03/2025"),
        ("2024-05-01/..", "01/05/2024"),
        ("202X", "202X"),
    ],
)
def test_dates_as_they_are_written(edtf: str | None, written: str) -> None:
    assert labels.date(edtf) == written


@pytest.mark.parametrize(
    ("rrule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "hằng tháng, ngày 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "hằng tháng, ngày cuối tháng"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý"),
        (None, ""),
        ("FREQ=YEARLY;BYMONTH=12", "hằng năm, tháng 12"),
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
    ],
)
def test_rhythms_in_words(rrule: str | None, words: str) -> None:
    assert labels.recurrence(rrule) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ({"text": "đến 8/3", "date": "2024-03-08", "bound": "by"}, "chậm nhất 08/03/2024"),
        ({"text": "hàng  tháng", "recurrence": "FREQ=MONTHLY"}, "hàng tháng (hằng tháng)"),
        ({"text": "Thường xuyên", "ongoing": True}, "Thường xuyên"),
        ({"text": "khi xong việc"}, "khi xong việc"),
    ],
)
def test_deadlines_in_words(due: dict[str, object], words: str) -> None:
    assert labels.due(schema.Due.model_validate(due)) == words


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ({"kind": "article", "label": "3", "heading": "Hiệu lực"}, "Điều 3. Hiệu lực"),
        ({"kind": "point", "label": "đ"}, "đ)"),
        ({"kind": "preamble"}, "Căn cứ"),
        ({"kind": "clause", "label": "2.1"}, "2.1."),
    ],
)
def test_headings_with_their_labels(section: dict[str, object], heading: str) -> None:
    assert labels.heading(schema.Section.model_validate({"level": 1, **section})) == heading


def test_a_number_with_a_blank(plan: schema.Document) -> None:
    plan.number = schema.Number(symbol="KH-UBND")
    assert labels.number(plan) == "…/KH-UBND"


def test_a_doubtful_value_bears_a_mark_that_is_explained(plan: schema.Document) -> None:
    assert MARK not in to_summary(plan)
    assert plan.number
    plan.number.doubts = [DoubtCode.DISAGREES]
    plan.obligations[0].doubts = [DoubtCode.WEAK_CUE, DoubtCode.LENGTH]
    plan.obligations[1].doubts = [DoubtCode.LENGTH]
    lines = to_summary(plan, width=300).splitlines()
    assert "Số, ký hiệu              12/KH-UBND (?)" in lines
    assert sum(MARK in line for line in lines) == 4
    assert lines[-1] == (
        "(?) Nên xem lại: không khớp với chỗ khác trong văn bản (1); chỉ có dấu hiệu yếu là giá trị cần tìm (1); "
        "ngắn hoặc dài khác thường (2)."
    )
