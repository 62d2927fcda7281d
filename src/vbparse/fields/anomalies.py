"""What is odd in the document itself: reported with its place, never corrected. Messages are for the reader of the
document, in Vietnamese; codes and labels are those of `AnomalyCode`. Where the reading went wrong, and not the
document, `gate` and the readers report it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import regex

from vbparse.fields import header, repairs
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.language.labels import VIETNAMESE_ORDER
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.schema import Anomaly, Document, Phase, span_of
from vbparse.structure.frame import Frame
from vbparse.structure.tree import Node
from vbparse.text import MOST_MARKS, Cover, Span, Text
from vbparse.vocabularies import AnomalyCode, Severity

Finder = TypeVar("Finder", bound=Callable[..., Iterator[Anomaly]])

EXAMPLES: list[tuple[AnomalyCode, str, str]] = []
"""Code, body of a plan in which it stands, and the wording that it marks."""
REJECTS: list[str] = []
"""Bodies of plans in which nothing is odd."""

_WORD = re.compile(r"[^\W\d_]+")
_DOUBLED_BY_RIGHT = """
từ dần luôn ngày đời người nhà ai thường lâu xanh nho năm khác mãi đều nhanh
hay gần song rưng sâu ngành nơi lớp tầng điệp lần trăm ầm hằm xa cao hơn
"""
_REDUPLICATED = frozenset(_DOUBLED_BY_RIGHT.split())
_ABBREVIATION = Cue(
    r"(?<![\p{L}\d/&.-])\p{Lu}{3,7}(?![\p{L}\d&/-])",
    examples=["UBND xã", "(HĐND)"],
    rejects=["12/QĐ-UBND", "QĐ", "UBNDx"],
)
_PAST = build_cue(
    r"(?:hoàn thành|phấn đấu|thực hiện|thi đua|nhiệm vụ)[^.;,]{0,60}?(?:nhiệm vụ|chỉ tiêu|kế hoạch)(?: \p{Ll}+){0,3} "
    r"năm (?P<year>20\d\d)(?! ?[-–/])",
    examples=["hoàn thành nhiệm vụ chuyển đổi số năm 2022"],
    rejects=["hoàn thành nhiệm vụ năm 2021 - 2025"],
    flags=regex.I,
)
_LOOKING_BACK = build_cue(
    r"{looking back}", examples=["Đánh giá kết quả"], rejects=["triển khai nhiệm vụ"], flags=regex.I
)
_PILED = regex.compile(rf"\p{{M}}{{{MOST_MARKS - 2},}}")  # the first two may be one with their letter
_EARLIER = 20
"""Phases above one that it is compared with."""


def shown_by(code: AnomalyCode, examples: Mapping[str, str], rejects: Sequence[str] = ()) -> Callable[[Finder], Finder]:
    """Puts examples beside a finder, which tests run: bodies of plans with the wording that it marks there, and such in
    which it marks nothing."""
    EXAMPLES.extend((code, body, wording) for body, wording in examples.items())
    REJECTS.extend(rejects)
    return lambda finder: finder


def extract(text: Text, timeline: Timeline, frame: Frame, roots: list[Node], document: Document) -> list[Anomaly]:
    """All anomalies, in the order in which they stand."""
    found = [
        *_find_blanks(text, frame, document),
        *_find_numbering_slips(text, roots),
        *_find_impossible_dates(text, timeline),
        *_compare_phases(document.phases),
        *_find_doubled_words(text),
        *_find_suspect_abbreviations(text),
        *_find_year_mismatches(text, frame, roots, document),
        *_find_own_number(document),
        *_find_piled_marks(text),
        *repairs.find_repairs(text, document),
    ]
    return sorted(found, key=lambda a: (a.span or (0, 0), a.code))


def _make_anomaly(
    code: AnomalyCode, message: str, span: Span | tuple[int, int] | None, severity: Severity = Severity.WARNING
) -> Anomaly:
    return Anomaly(code=code, message=message, span=span_of(span), severity=severity)


def _find_blanks(text: Text, frame: Frame, document: Document) -> Iterator[Anomaly]:
    """Number and day that were left open; not where something stands that could not be read."""
    blank = header.find_blank_number(text, frame.head)
    if blank and not _is_unreadable(text, blank, document):
        yield _make_anomaly(AnomalyCode.NUMBER_BLANK, "Số văn bản để trống.", blank, Severity.INFO)
    issued = document.issued
    if issued and issued.span and (not issued.date or len(issued.date) < 10):
        span = Span(*issued.span)
        if not _is_unreadable(text, span, document):
            yield _make_anomaly(AnomalyCode.DATE_BLANK, "Ngày ban hành để trống.", span, Severity.INFO)


def _is_unreadable(text: Text, span: Span, document: Document) -> bool:
    """Does something on the page within the line of a span bear no reading?"""
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
        seen: dict[tuple[int, str], set[int]] = {}
        last: dict[tuple[int, str], int] = {}
        for node in root.walk():
            label = node.label
            if label is None or label.value is None:
                continue
            series = (id(node.parent), label.style)
            siblings, before = seen.setdefault(series, set()), last.get(series, 0)
            goes_on = latest.get(label.style) == label.value - 1
            where = node.heading.cover(label.span) if node.heading else label.span
            name = text.words(label.span).strip()
            if label.value in siblings:
                yield _make_anomaly(AnomalyCode.SECTION_NUMBER_REPEATED, f"Số thứ tự “{name}” lặp lại.", where)
            elif label.value > before + 1 and not goes_on and not _skips_dstroke(label.style, before, label.value):
                yield _make_anomaly(
                    AnomalyCode.SECTION_NUMBER_SKIPPED, f"Số thứ tự nhảy đến “{name}”, thiếu số đứng trước.", where
                )
            siblings.add(label.value)
            last[series] = label.value
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
            yield _make_anomaly(
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
    pairs = ((one, other) for i, other in enumerate(dated) for one in dated[max(0, i - _EARLIER) : i])
    for one, other in pairs:
        if one.label and other.label and _same_label(one, other):
            if (one.start, one.end) != (other.start, other.end):
                yield _make_anomaly(
                    AnomalyCode.PHASES_CONTRADICT, f"“{other.label}” được nêu với thời gian khác nhau.", other.span
                )
        elif one.label and other.label and _first_word(one) == _first_word(other):
            if (one.start, one.end) == (other.start, other.end):
                yield _make_anomaly(
                    AnomalyCode.PHASES_CONTRADICT, f"“{one.label}” và “{other.label}” có cùng thời gian.", other.span
                )
            elif _periods_overlap(one, other):
                yield _make_anomaly(
                    AnomalyCode.PHASES_OVERLAP, f"“{one.label}” và “{other.label}” chồng thời gian.", other.span
                )


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
    AnomalyCode.WORD_DOUBLED,
    examples={"I. NỘI DUNG\nTrồng cây cây ven đường.": "cây cây"},
    rejects=["I. NỘI DUNG\nNgày ngày tưới cây, người người trồng cây."],
)
def _find_doubled_words(text: Text) -> Iterator[Anomaly]:
    """A word, or a pair of words, that stands twice with nothing but blanks between, on one line."""
    said = [word.lower() for word in _WORD.findall(text.view)]
    once = [i for i, (a, b) in enumerate(pairwise(said)) if a == b and len(a) > 1]
    pairs = [i for i, x in enumerate(zip(said, said[1:], said[2:], said[3:], strict=False)) if x[:2] == x[2:]]
    if not (once or pairs):
        return
    words = list(_WORD.finditer(text.view))
    for size, found in ((1, once), (2, pairs)):
        for i in found:
            span = Span(words[i].start(), words[i + 2 * size - 1].end())
            word = " ".join(said[i : i + size])
            if word in _REDUPLICATED or not _is_plain_run(text, span) or (size == 1 and text[span].istitle()):
                continue
            if " ".join(said[i + 2 * size - 1 : i + 2 * size + 1]) in _two_syllable_verbs():
                continue  # địa bàn | bàn giao
            yield _make_anomaly(AnomalyCode.WORD_DOUBLED, f"Từ “{word}” viết hai lần.", span)


@cache
def _two_syllable_verbs() -> frozenset[str]:
    """Verbs of two syllables."""
    return frozenset(row["term"] for row in rows("actions") if row["term"].count(" ") == 1)


def _is_plain_run(text: Text, span: Span) -> bool:
    """Nothing but letters and blanks, on one line, with no letter or digit beside it."""
    around = text.view[max(0, span.start - 1) : span.start] + text.view[span.end : span.end + 1]
    words = text[span]
    return words.replace(" ", "").isalpha() and not any(c.isalnum() for c in around)


@cache
def _load_abbreviations() -> tuple[frozenset[str], dict[str, str]]:
    table = rows("abbreviations")
    slips = {r["abbr"]: r["expansion"] for r in table if r["kind"] == "ocr-variant"}
    return frozenset(r["abbr"] for r in table if r["kind"] != "ocr-variant"), slips


@shown_by(
    AnomalyCode.ABBREVIATION_SUSPECT,
    examples={"I. NỘI DUNG\nHDND xã trồng cây.": "HDND"},
    rejects=["I. NỘI DUNG\nUBND, HĐND xã trồng cây."],
)
def _find_suspect_abbreviations(text: Text) -> Iterator[Anomaly]:
    known, slips = _load_abbreviations()
    seen: set[str] = set()
    for match in _ABBREVIATION.finditer(text.view):
        word = match[0]
        if word in known or word in seen:
            continue
        meant = slips.get(word) or (word.replace("D", "Đ") if "D" in word and word.replace("D", "Đ") in known else None)
        if meant:
            seen.add(word)
            yield _make_anomaly(AnomalyCode.ABBREVIATION_SUSPECT, f"“{word}” có lẽ là {meant}.", Span(*match.span()))


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
    own = int(issued[:4])
    body = Cover(part.span for root in roots for part in root.children if part.label)
    for match in _PAST.finditer(text.view):
        year = int(match["year"])
        sentence = text.view[max(0, match.start() - 60) : match.end()]
        if year < own and own - year < 5 and not _LOOKING_BACK.search(sentence) and match.start() in body:
            yield _make_anomaly(
                AnomalyCode.YEAR_MISMATCH, f"“năm {year}” không khớp với năm của văn bản ({own}).", Span(*match.span())
            )
    for obligation in document.obligations:
        date = (obligation.due.date or "") if obligation.due else ""
        if obligation.due and regex.match(r"\d{4}", date) and int(date[:4]) < own and date < issued:
            yield _make_anomaly(
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
            yield _make_anomaly(
                AnomalyCode.OWN_NUMBER_CITED,
                f"Viện dẫn văn bản khác có cùng số, ký hiệu {own}.",
                reference.span,
                Severity.INFO,
            )


def _find_piled_marks(text: Text) -> Iterator[Anomaly]:
    """Letters with more marks than are read (`vbparse.text.compose`)."""
    for match in _PILED.finditer(text.value):
        message = f"Một chữ mang quá nhiều dấu; các dấu từ thứ {MOST_MARKS + 1} trở đi không được giữ."
        yield _make_anomaly(AnomalyCode.MARKS_PILED, message, Span(max(0, match.start() - 1), match.end()))
