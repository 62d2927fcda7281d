"""What is odd in the document itself: reported with its place, never corrected. Messages are for the reader of the
document, in Vietnamese; codes and labels are those of `AnomalyCode`. Where the reading went wrong, and not the
document, `gate` and the readers report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vbparse.edtf import is_day
from vbparse.fields import header, repairs, wording
from vbparse.fields.finders import EXAMPLES, REJECTS, make_anomaly, shown_by
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.labels import VIETNAMESE_ORDER
from vbparse.schema import Anomaly, Document, Phase
from vbparse.structure.frame import Frame
from vbparse.structure.tree import Node
from vbparse.text import Cover, Span, Text
from vbparse.vocabularies import AnomalyCode, Severity

__all__ = ["EXAMPLES", "REJECTS", "find_anomalies"]

_PAST = build_cue(
    r"(?i)(?:hoàn thành|phấn đấu|thực hiện|thi đua|nhiệm vụ)[^.;,]{0,60}?(?:nhiệm vụ|chỉ tiêu|kế hoạch)"
    r"(?: \p{Ll}+){0,3} năm (?P<year>20\d\d)(?! ?[/-])",
    examples=["hoàn thành nhiệm vụ chuyển đổi số năm 2022"],
    rejects=["hoàn thành nhiệm vụ năm 2021 - 2025"],
)
_LOOKING_BACK = build_cue(r"(?i){looking back}", examples=["Đánh giá kết quả"], rejects=["triển khai nhiệm vụ"])
_SENTENCE_REACH = 60
"""Letters before a past year in which words look back at it."""
_LONGEST_LAG = 4
"""Years that a plan may lag behind by mistake; earlier ones are meant."""
_EARLIER = 20
"""Phases above one that it is compared with."""


def find_anomalies(
    text: Text, timeline: Timeline, frame: Frame, roots: list[Node], document: Document
) -> list[Anomaly]:
    """All anomalies, in the order in which they stand."""
    anomalies = [
        *_find_blanks(text, frame, document),
        *_find_numbering_slips(text, roots),
        *_find_impossible_dates(text, timeline),
        *_compare_phases(document.phases),
        *wording.find_doubled_words(text),
        *wording.find_suspect_abbreviations(text),
        *_find_year_mismatches(text, frame, roots, document),
        *_find_own_number(document),
        *wording.find_piled_marks(text),
        *repairs.find_repairs(text, document),
    ]
    return sorted(anomalies, key=lambda a: (a.span or (0, 0), a.code))


def _find_blanks(text: Text, frame: Frame, document: Document) -> Iterator[Anomaly]:
    """Number and day that were left open; not where something stands that could not be read."""
    blank = header.find_blank_number(text, frame.head)
    if blank and not _is_unreadable(text, blank, document):
        yield make_anomaly(AnomalyCode.NUMBER_BLANK, "Số văn bản để trống.", blank, Severity.INFO)
    issued = document.issued
    if issued and issued.span and not is_day(issued.date):
        span = Span(*issued.span)
        if not _is_unreadable(text, span, document):
            yield make_anomaly(AnomalyCode.DATE_BLANK, "Ngày ban hành để trống.", span, Severity.INFO)


def _is_unreadable(text: Text, span: Span, document: Document) -> bool:
    """Whether something on the page within the line of a span could not be read."""
    unread = [place for one in document.anomalies if one.code == AnomalyCode.UNREADABLE for place in one.origin]
    return any(_boxes_overlap(a, b) for a in text.places(span) for b in unread)


def _boxes_overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one.get("page") != other.get("page") or "box" not in one or "box" not in other:
        return False
    a, b = one["box"], other["box"]
    return bool(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


@shown_by(
    AnomalyCode.SECTION_NUMBER_REPEATED,
    examples={"I. NỘI DUNG\nA.\nII. KINH PHÍ\nB.\nII. THỜI GIAN\nC.": "II. THỜI GIAN"},
    rejects=["I. NỘI DUNG\n1. A.\n2. B.\nII. KINH PHÍ\n1. C."],
)
@shown_by(
    AnomalyCode.SECTION_NUMBER_SKIPPED,
    examples={"I. NỘI DUNG\nA.\nIII. KINH PHÍ\nB.": "III. KINH PHÍ"},
    rejects=["I. NỘI DUNG\n1. A.\na) B.\nb) C.\nc) D.\nd) E.\ne) G."],
)
def _find_numbering_slips(text: Text, roots: list[Node]) -> Iterator[Anomaly]:
    """Among siblings of one form: a value that stands again, or that leaves one out. A series may go on across parts
    (Điều 3 opens Chương II)."""
    for root in roots:
        latest: dict[str, int] = {}
        values: dict[tuple[int, str], set[int]] = {}
        previous: dict[tuple[int, str], int] = {}
        for node in root.walk():
            label = node.label
            if label is None or label.value is None:
                continue
            series = (id(node.parent), label.style)
            siblings, before_it = values.setdefault(series, set()), previous.get(series, 0)
            goes_on = latest.get(label.style) == label.value - 1
            span = node.heading.cover(label.span) if node.heading else label.span
            name = text.words(label.span).strip()
            if label.value in siblings:
                yield make_anomaly(AnomalyCode.SECTION_NUMBER_REPEATED, f"Số thứ tự “{name}” lặp lại.", span)
            elif (
                label.value > before_it + 1 and not goes_on and not _skips_dstroke(label.style, before_it, label.value)
            ):
                message = f"Số thứ tự nhảy đến “{name}”, thiếu số đứng trước."
                yield make_anomaly(AnomalyCode.SECTION_NUMBER_SKIPPED, message, span)
            siblings.add(label.value)
            previous[series] = label.value
            latest[label.style] = label.value


def _skips_dstroke(style: str, before: int, value: int) -> bool:
    """d, e without đ is common, and so is the Latin order (e, f, g; i, j, k)."""
    if style != "letter" or not before:
        return False
    gap = VIETNAMESE_ORDER[before : value - 1]
    return gap == "đ"


@shown_by(
    AnomalyCode.DATE_IMPOSSIBLE,
    examples={
        "I. NỘI DUNG\nTổ chức ngày 31/4/2024.": "ngày 31/4/2024",
        "I. NỘI DUNG\nTổ chức vào tháng 18 tháng 9 năm 2024.": "tháng 18 tháng 9 năm 2024",
    },
)
def _find_impossible_dates(text: Text, timeline: Timeline) -> Iterator[Anomaly]:
    for hit in timeline.hits:
        if hit.value.kind == "bad":
            yield make_anomaly(
                AnomalyCode.DATE_IMPOSSIBLE, f"“{text.words(hit.span)}” không phải là ngày có thật.", hit.span
            )


@shown_by(
    AnomalyCode.PHASES_OVERLAP,
    examples={
        "I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\n"
        "- Đợt 2: từ ngày 08/6/2024 đến ngày 20/6/2024.": "Đợt 2: từ ngày 08/6/2024 đến ngày 20/6/2024",
    },
    rejects=[
        "I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\n- Đợt 2: từ ngày 11/6/2024 đến ngày 20/6/2024."
    ],
)
@shown_by(
    AnomalyCode.PHASES_CONTRADICT,
    examples={
        "I. NỘI DUNG\n- Đợt 1: từ ngày 01/6/2024 đến ngày 10/6/2024.\nII. TIẾN ĐỘ\n"
        "- Đợt 1: từ ngày 02/6/2024 đến ngày 12/6/2024.": "Đợt 1: từ ngày 02/6/2024 đến ngày 12/6/2024",
    },
)
def _compare_phases(phases: list[Phase]) -> Iterator[Anomaly]:
    dated = [p for p in phases if p.start and p.end]
    for i, phase in enumerate(dated):
        for former in dated[max(0, i - _EARLIER) : i]:
            if not (former.label and phase.label):
                continue
            same_time = (former.start, former.end) == (phase.start, phase.end)
            labels = f"“{former.label}” và “{phase.label}”"
            if _same_label(former, phase):
                if not same_time:
                    message = f"“{phase.label}” được nêu với thời gian khác nhau."
                    yield make_anomaly(AnomalyCode.PHASES_CONTRADICT, message, phase.span)
            elif _first_word(former) == _first_word(phase):
                if same_time:
                    yield make_anomaly(AnomalyCode.PHASES_CONTRADICT, f"{labels} có cùng thời gian.", phase.span)
                elif _periods_overlap(former, phase):
                    yield make_anomaly(AnomalyCode.PHASES_OVERLAP, f"{labels} chồng thời gian.", phase.span)


def _first_word(phase: Phase) -> str:
    return (phase.label or "").split()[0].lower()


def _same_label(one: Phase, other: Phase) -> bool:
    return (one.label or "").lower() == (other.label or "").lower()


def _periods_overlap(one: Phase, other: Phase) -> bool:
    assert one.start
    assert one.end
    assert other.start
    assert other.end
    same = len(one.start) == len(one.end) == len(other.start) == len(other.end)
    return same and one.start <= other.end and other.start <= one.end


@shown_by(
    AnomalyCode.YEAR_MISMATCH,
    examples={"I. NỘI DUNG\nCác thôn báo cáo kết quả trước ngày 20/6/2021.": "trước ngày 20/6/2021"},
    rejects=["I. NỘI DUNG\nPhát huy kết quả thực hiện nhiệm vụ năm 2024."],
)
def _find_year_mismatches(text: Text, frame: Frame, roots: list[Node], document: Document) -> Iterator[Anomaly]:
    """A task "of the year 2022" in a plan of 2023, a deadline years before the date of issue."""
    issued = document.issued.date if document.issued else None
    if not issued:
        return
    own_year = int(issued[:4])
    body = Cover(part.span for root in roots for part in root.children if part.label)
    for match in _PAST.finditer(text.view):
        year = int(match["year"])
        sentence = text.view[max(0, match.start() - _SENTENCE_REACH) : match.end()]
        if 0 < own_year - year <= _LONGEST_LAG and not _LOOKING_BACK.search(sentence) and match.start() in body:
            yield make_anomaly(
                AnomalyCode.YEAR_MISMATCH,
                f"“năm {year}” không khớp với năm của văn bản ({own_year}).",
                Span(*match.span()),
            )
    for obligation in document.obligations:
        date = (obligation.due.date or "") if obligation.due else ""
        if obligation.due and date and int(date[:4]) < own_year and date < issued:
            yield make_anomaly(
                AnomalyCode.YEAR_MISMATCH, f"Thời hạn “{obligation.due.text}” trước ngày ban hành.", obligation.due.span
            )


@shown_by(
    AnomalyCode.OWN_NUMBER_CITED,
    examples={"I. NỘI DUNG\nTheo Kế hoạch số 27/KH-UBND ngày 03/4/2024 của huyện.": "Kế hoạch số 27/KH-UBND"},
)
def _find_own_number(document: Document) -> Iterator[Anomaly]:
    own = document.number.canonical if document.number else None
    for reference in document.references:
        if own and reference.canonical and reference.canonical.casefold() == own.casefold():
            yield make_anomaly(
                AnomalyCode.OWN_NUMBER_CITED,
                f"Viện dẫn văn bản khác có cùng số, ký hiệu {own}.",
                reference.span,
                Severity.INFO,
            )
