"""The words right before a time that make it a deadline: rules over what stands before it in its clause.

To teach a new wording, add a rule here, or a row to the cues "limit by" and "limit within" of `language/data/cues.tsv`.
"""

from __future__ import annotations

from typing import Literal

from vbparse.language.cues import build_cue
from vbparse.language.rules import Match, RuleSet

Limit = Literal["before", "by", "done"]
"""before: the time is over when the task is due; by: it is the last; done: as "by" for a day, within it for a month."""
Stated = Literal["any", "period"]
"""Which times the words make those of the task: any, or only months and quarters."""

_WORD_BEGINS = r"(?<!\p{L})\p{L}"
_CLOCK = r"\d{1,2} ?(?:giờ|[hHgG](?!\w*[^\W\d]))(?: ?\d{2})?(?: phút)?"
_UP_TO = (
    r"(?: (?:là|vào|đến|trong|hết|ngày|tháng|quý|cuối|năm|:)| ?:)*"
    rf"(?: ?{_CLOCK}(?: ?,)?(?: ngày)?)? ?$"
)
_LATEST = build_cue(r"(?i:nhất|hết|hạn)", examples=["Chậm nhất là ", "đến hết ", "thời hạn "], rejects=["hoàn thành "])
_LATEST_REACH = 20
"""Letters before a time in which a word says that it is the last."""

limits: RuleSet[Limit] = RuleSet(trigger=_WORD_BEGINS)
stated: RuleSet[Stated] = RuleSet(trigger=_WORD_BEGINS)


@limits.rule(
    rf"[Tt]rước(?: {_CLOCK}(?: (?:sáng|chiều|tối))? ?,?)?(?: (?:ngày|tháng|quý|hết))? ?$",
    examples={"nộp trước ": "before", "xong trước 17 giờ ngày ": "before"},
    rejects=["trước mắt tập trung "],
)
def earlier_than(_match: Match) -> Limit:
    """Trước ngày …."""
    return "before"


@limits.rule(
    r"(?i:{limit by})" + _UP_TO,
    examples={"nộp chậm nhất là ngày ": "by", "hoàn thành trong tháng ": "done", "Thời hạn: ": "by"},
    rejects=["hoàn thành báo cáo của "],
)
def no_later_than(match: Match) -> Limit:
    """Chậm nhất ngày …, xong trong tháng …."""
    return _limit_of(match.string)


@limits.rule(
    r"(?i:từ nay)(?: cho)? đến(?: hết)?" + _UP_TO,
    examples={"Từ nay đến hết ": "by", "từ nay cho đến ": "done"},
    rejects=["từ nay trở đi "],
)
def from_now_until(match: Match) -> Limit:
    """Từ nay đến hết ngày …."""
    return _limit_of(match.string)


def _limit_of(words: str) -> Limit:
    return "by" if _LATEST.search(words[-_LATEST_REACH:]) else "done"


@stated.rule(
    r"(?i:{limit within})[^.;]{0,60}?(?:trong|vào|dự kiến|:)(?: (?:các|ngày|tháng|quý|năm|khoảng))? ?$",
    examples={"Tổ chức ra quân vào ": "any", "hoàn thành việc rà soát trong ": "any"},
    rejects=["hoàn thành. Trong "],
)
def done_within(_match: Match) -> Stated:
    """Tổ chức vào ngày …, hoàn thành … trong tháng …."""
    return "any"


@stated.rule(
    r"(?i:dự kiến|thời gian)(?: (?:vào|trong|thực hiện|hoàn thành|dự kiến|từ|là))* ?:? ?$",
    examples={"(dự kiến ": "any", "Thời gian thực hiện: ": "any"},
    rejects=["thời gian qua "],
)
def expected_time(_match: Match) -> Stated:
    """Dự kiến tháng …; thời gian: …."""
    return "any"


@stated.rule(
    r"(?:trong|vào)(?: (?:các|dịp|khoảng))?(?: tuần (?:thứ )?\w+(?: của)?)?(?: (?:cuối|đầu|giữa))? ?$"
    r"|(?:cuối|đầu|giữa) ?$",
    examples={"nộp trong ": "period", "vào tuần thứ hai của ": "period", "nộp cuối ": "period"},
    rejects=["trong đó "],
)
def in_a_period(_match: Match) -> Stated:
    """Trong quý …, cuối tháng …."""
    return "period"
