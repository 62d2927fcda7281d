"""Witnesses of obligations: how the task begins and ends, and whether what stands between a heading and the items below
it names another body. Names of bodies have a module of their own (`assignees`)."""

from __future__ import annotations

from functools import cache, lru_cache

from vbparse.doubts.assignees import ENDS_OPEN, LAID_OUT, duty_verbs
from vbparse.doubts.witness import Reading, witness
from vbparse.language.cues import build_cue
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.schema import Obligation
from vbparse.text import fold_view
from vbparse.vocabularies import DoubtCode, Role, Rule

_SHORTEST, _SHORTEST_ITEM, _LONGEST = 6, 8, 400
"""Words of a task: below, it says who acts rather than what is done, or, as an item below a heading, what is spoken of;
above, more than one charge runs into it."""
_LIST = 3
"""Items that make a list; more than one of so many that is no task makes the others doubtful."""
_VERY_MANY = 30
"""Items below one heading or sentence, which are more than one body is given one by one."""
_LONGEST_TERM = 5
"""Words of the longest verb of duty and of the longest noun that opens the name of a body."""
_MARKS = " -+*•–(\"'“"
_BULLETS = " -+*•–"
_STARTS_ODDLY = Cue(
    r"[^\p{L}\p{N}\"“'‘(]|\([^)]{0,3}\)|\d{1,2}[.)]",
    examples=["; họp đột xuất", "$2. Phòng Đào tạo", "/ kinh phí"],
    rejects=["tổng hợp", "100% hộ dân", "“Ngày hội”", "(nếu có)"],
    at="start",
)
_ASKS = "Đề nghị "
_END = 24
"""Letters in which the last words of a task stand."""
_ONLY_HELPS = build_cue(
    r"(?:chủ trì,? ?)?phối hợp (?:với )?(?:[^,;.]|, ?\p{Lu}){0,80}[;.]?",
    examples=["chủ trì, phối hợp với Văn phòng UBND tỉnh;"],
    rejects=["phối hợp với Công an xã, tổng hợp số liệu"],
    at="whole",
)


_CARRIES_OUT = build_cue(
    r"(?:chịu trách nhiệm )?thi hành \p{Lu}\p{Ll}+(?: \p{Ll}+)? này[\s.,;/]*",
    examples=["thi hành Quyết định này./.", "chịu trách nhiệm thi hành Nghị quyết này"],
    rejects=["thi hành án"],
    at="whole",
)
"""What the closing article of a decision says, in as few words as that."""
_REMARK = build_cue(
    r"\([^()]*\) ?:? ?", examples=["(cơ quan thường trực) tổng hợp"], rejects=["tổng hợp (năm)"], at="start"
)
_CONDITION = build_cue(
    r"(?i)(?!riêng(?!\w)){lead-in}(?!\w)",
    examples=["Trước ngày 5", "theo chức năng"],
    rejects=["Riêng Tổ cơ động", "tổng hợp"],
    at="start",
)
_CLAUSE = build_cue(r"(?:,|(?<!\w)thì) ", examples=["Trước ngày 5, báo cáo"], rejects=["thìa"])


@witness(DoubtCode.WEAK_CUE, Obligation)
def opens_without_a_verb(obligation: Obligation, _reading: Reading) -> bool:
    """A task in prose does not begin with a verb that charges are given in."""
    return obligation.rule not in LAID_OUT and not _opens_with_verb(obligation.task)


@witness(DoubtCode.OUT_OF_PLACE, Obligation)
def stands_among_no_tasks(obligation: Obligation, reading: Reading) -> bool:
    """More than a third of the items below one heading begin without such a verb: a list of members or criteria."""
    siblings = reading.lists.get(obligation.span, ()) if obligation.span else ()
    if obligation.rule != Rule.INHERITED or len(siblings) < _LIST:
        return False
    return sum(not _opens_with_verb(one.task) for one in siblings) * _LIST > len(siblings)


@witness(DoubtCode.OUT_OF_PLACE, Obligation)
def stands_far_below(obligation: Obligation, reading: Reading) -> bool:
    """One of very many items for which one sentence or heading names the body: they have headings of their own."""
    siblings = reading.lists.get(obligation.span, ()) if obligation.span else ()
    return obligation.rule == Rule.INHERITED and len(siblings) > _VERY_MANY


@witness(DoubtCode.OUT_OF_PLACE, Obligation)
def goes_on_with_a_sentence(obligation: Obligation, reading: Reading) -> bool:
    """An item below a heading that begins in small letters, as the rest of a sentence does, and as what stands right
    behind the name, or behind its colon, may."""
    if obligation.rule != Rule.INHERITED or not obligation.task[:1].islower():
        return False
    name, task = obligation.span, obligation.task_span
    return not (name and task and not reading.text.view[name[1] : task[0]].strip(" :"))


@witness(DoubtCode.DISAGREES, Obligation)
def asks_another_body(obligation: Obligation, _reading: Reading) -> bool:
    """An item below a heading that asks another body ("Đề nghị Sở Y tế …") may be what the sender asks that one."""
    return obligation.rule == Rule.INHERITED and _asks(obligation.task)


@witness(DoubtCode.FORM, Obligation)
def starts_oddly(obligation: Obligation, _reading: Reading) -> bool:
    """A task that begins with a mark or a number of its own; in a cell tasks may stand as bullets."""
    task = obligation.task.lstrip(_BULLETS) if obligation.rule == Rule.TABLE else obligation.task
    return _STARTS_ODDLY.match(task) is not None


@witness(DoubtCode.OUT_OF_PLACE, Obligation)
def leads_to_a_list(obligation: Obligation, _reading: Reading) -> bool:
    """The task ends before what is to be done: "Thành phần gồm:"."""
    return ENDS_OPEN.search(obligation.task[-_END:]) is not None


@witness(DoubtCode.LENGTH, Obligation)
def has_odd_length(obligation: Obligation, _reading: Reading) -> bool:
    """A task in prose of very few words, or any of very many."""
    if _CARRIES_OUT.fullmatch(obligation.task):
        return False
    words = len(obligation.task.split())
    shortest = _SHORTEST_ITEM if obligation.rule == Rule.INHERITED and not obligation.due else _SHORTEST
    return words > _LONGEST or (words < shortest and obligation.rule not in LAID_OUT)


@witness(DoubtCode.LENGTH, Obligation)
def says_only_with_whom(obligation: Obligation, _reading: Reading) -> bool:
    """Who leads and who helps, and nothing that is done."""
    return obligation.role == Role.LEAD and bool(_ONLY_HELPS.fullmatch(obligation.task))


@witness(DoubtCode.DISAGREES, Obligation)
def stands_below_another_name(obligation: Obligation, reading: Reading) -> bool:
    """Between the heading that names the body and this item stands an item that names another body and no task, as a
    heading does that was not seen."""
    if obligation.rule != Rule.INHERITED or not (obligation.span and obligation.task_span):
        return False
    above = (
        one for one in reading.lists.get(obligation.span, ()) if one.task_span and one.task_span < obligation.task_span
    )
    return any(_is_a_name(one.task) for one in above)


def _asks(task: str) -> bool:
    words = fold_view(task).lstrip(_MARKS)
    return words.startswith(_ASKS) and _opens_with(words.removeprefix(_ASKS), _bodies())


def _is_a_name(task: str) -> bool:
    words = task.lstrip("$0123456789.) ")
    return len(words) < _LONGEST_HEADING and _opens_with(words, _bodies()) and not _opens_with_verb(words)


_LONGEST_HEADING = 120
"""Letters of a heading that names bodies."""
_TASKS = 1024
"""Tasks remembered: each is looked at for itself and for those beside it."""


@lru_cache(maxsize=_TASKS)
def _opens_with_verb(task: str) -> bool:
    """Also behind a bracket, or behind a condition up to a comma: "Trước ngày 5/6, báo cáo …"."""
    words = fold_view(task.lstrip(_BULLETS))
    remark = _REMARK.match(words)
    starts = [remark.end() if remark else 0]
    if _CONDITION.match(words):
        starts += [clause.end() for clause in _CLAUSE.finditer(words)]
    return any(_opens_with(words[at:], duty_verbs()) for at in starts)


def _opens_with(words: str, terms: frozenset[str]) -> bool:
    opening = [word.strip('.,;:()"“”') for word in fold_view(words.lstrip(_MARKS)).lower().split()[:_LONGEST_TERM]]
    return any(" ".join(opening[:count]) in terms for count in range(len(opening), 0, -1))


@cache
def _bodies() -> frozenset[str]:
    """Nouns that open the name of a body, in small letters of the match view."""
    return frozenset(fold_view(row["term"]).lower() for row in rows("organisations") if row["label"] == "body")
