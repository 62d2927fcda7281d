"""How long a document plans for: what recurs ends with it.

The title states the time ("giai đoạn 2021 - 2025", "năm 2023", "quý III/2023", "năm học 2023 - 2024"), and the phases
may reach beyond it. Where it states none, a plan, a letter or a directive ends with its year of issue, or with what it
asks last; rules (a decree, a circular, a decision that issues a quy chế or sets a body up) hold until replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vbparse.archive import periods
from vbparse.edtf import DAY, parse_interval
from vbparse.fields.times import Timeline
from vbparse.patterns import Cue
from vbparse.schema import Document, Due
from vbparse.text import fold_view

_NOT_ITS_OWN = Cue(
    r"\d+ ?/ ?\d{4} ?/ ?\p{L}[\w-]*"
    r"|\( ?\d{1,2}[/.-]\d{1,2}[/.-]\d{4} ?- ?\d{1,2}[/.-]\d{1,2}[/.-]\d{4} ?\)"
    r"|(?:tầm nhìn|định hướng)(?: phát triển)?(?: đến)?(?: năm)? \d{4}"
    r"|(?:bầu cử|(?<!nghị quyết )đại hội)[^.;]*?nhiệm kỳ \d{4} ?- ?\d{4}",
    examples=[
        "thực hiện thông tư số 09/2013/tt-bxd",
        "kỷ niệm 50 năm (30/4/1975 - 30/4/2025)",
        "giai đoạn 2021 - 2025, tầm nhìn đến năm 2030",
        "bầu cử đại biểu hội đồng nhân dân nhiệm kỳ 2021 - 2026",
    ],
    rejects=["giai đoạn 2021 - 2025", "thực hiện nghị quyết đại hội nhiệm kỳ 2020 - 2025", "tháng 9/2023"],
)
"""Years in a title that belong to what it cites, celebrates, elects or looks forward to."""
_SCHOOL_YEAR = Cue(
    r"năm học \d{4} ?- ?(\d{4})", examples=["nhiệm vụ năm học 2023 - 2024"], rejects=["năm 2023 - 2024", "năm học 2023"]
)
_YEARS = Cue(
    r"(?<!\d)(?:(?:19|20)\d\d ?- ?)?((?:19|20)\d\d)(?!\d)",
    examples=["công tác năm 2023", "giai đoạn 2021 - 2025"],
    rejects=["120230 đồng", "1800"],
)
_FIRST_HALF = Cue(
    r"(?:6|sáu) tháng đầu năm (\d{4})", examples=["báo cáo 6 tháng đầu năm 2023"], rejects=["6 tháng cuối năm 2023"]
)
_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)
_ROMAN = Cue(r"(?<=quý )[iv]+\b", examples=["quý iii/2023"], rejects=["quý vị", "mục iii"])
_PARTS_OF_YEARS = ((_SCHOOL_YEAR, 8, 31), (_FIRST_HALF, 6, 30))
"""Month and day on which a part of a year ends. A school year ends with August."""
_SPANS = ("month", "quarter", "range")

_RULES = frozenset(("HP", "Luật", "PL", "NĐ", "NQ", "NQLT", "TT", "TTLT", "QC", "QyĐ", "VBHN"))
"""Types of documents that hold until they are replaced (Luật 64/2025/QH15; quy chế, quy định: NĐ 30/2020/NĐ-CP)."""
_DECISION = "QĐ"
_SETS_RULES = Cue(
    r"(?:ban hành|sửa đổi|bổ sung)(?:(?!kế hoạch|chương trình|đề án|phương án|danh sách)[^.;])*?"
    r"(?:quy chế|quy định|quy trình|quy tắc|nội quy|điều lệ|bộ tiêu chí)"
    r"|^(?:về )?(?:việc )?(?:quy định|thành lập|kiện toàn|phân công|phân cấp|ủy quyền)",
    examples=[
        "ban hành quy chế làm việc",
        "về việc thành lập tổ công tác",
        "sửa đổi, bổ sung một số điều của quy định",
    ],
    rejects=["ban hành kế hoạch thực hiện quy chế dân chủ", "phê duyệt kết quả", "khen thưởng theo quy định"],
)
"""How the title of a decision begins, or what it issues, that holds until another one comes."""
_BEHIND = Cue(
    r"liền kề|kế tiếp|tiếp theo|(?:tháng|quý|năm) sau",
    examples=["trước ngày 05 của tháng sau", "ngày 10 tháng đầu quý tiếp theo", "ngày 15/01 năm kế tiếp"],
    rejects=["trước ngày 25 hằng tháng", "sau tháng 9"],
)
"""A report on a time that is due in the one behind it."""


def last_planned_day(document: Document) -> date | None:
    """The last day of what a document plans; None where it holds until it is replaced, or does not say."""
    issued = parse_interval(document.issued.date if document.issued else None)
    begin = issued.first if issued else None
    ends = [end for end in _title_ends(document) if not begin or end >= begin]
    if not ends and holds_until_replaced(document):
        return None
    if not ends:
        ends = [*([_year_end(begin.year)] if begin else []), *_due_ends(document)]
    phases = (parse_interval(phase.end) for phase in document.phases)
    return max([*ends, *(days.last for days in phases if days and days.last)], default=None)


def holds_until_replaced(document: Document) -> bool:
    """Whether a document is a rule, which holds until another one replaces it."""
    if document.doc_type == _DECISION:
        return bool(_SETS_RULES.search(_folded_title(document)))
    return document.doc_type in _RULES


def rhythm_end(last: date | None, due: Due) -> date | None:
    """The last day on which an occurrence of a rhythm begins, in a document that ends on a day."""
    if last and due.recurrence and _BEHIND.search(due.text.lower()):
        return last + (_YEAR if "YEARLY" in due.recurrence else _MONTH)
    return last


def _folded_title(document: Document) -> str:
    return " ".join(fold_view(document.title.text).lower().split()) if document.title else ""


def _title_ends(document: Document) -> Iterator[date]:
    """The last days of the times that the title gives to the document itself."""
    title = _NOT_ITS_OWN.sub(" ", _folded_title(document))
    for pattern, month, day in _PARTS_OF_YEARS:
        yield from (date(int(match[1]), month, day) for match in pattern.finditer(title))
        title = pattern.sub(" ", title)
    title = _ROMAN.sub(lambda match: match[0].upper(), title)
    for hit in reversed(Timeline(title).hits):
        days = parse_interval(hit.value.edtf())
        if hit.value.kind in _SPANS and days and days.last:
            yield days.last
        if hit.value.kind in (*_SPANS, "date"):
            title = f"{title[: hit.span.start]} {title[hit.span.end :]}"
    yield from (_year_end(int(match[1])) for match in _YEARS.finditer(title))


def _year_end(year: int) -> date:
    return date(year + 1, 1, 1) - DAY


def _due_ends(document: Document) -> Iterator[date]:
    for obligation in document.obligations:
        due = obligation.due
        days = periods.due_days(due.date, due.bound) if due and not due.recurrence else None
        if days and days.last:
            yield days.last
