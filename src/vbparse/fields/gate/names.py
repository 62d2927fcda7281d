"""The gate before a name: words that name no body are left out, and what dangles behind a name is cut off.

Extractors say where a name begins and how far it goes; here stand the signs of a reading that went wrong, whatever rule
made it. A value that is left out is reported by the anomaly `value-left-out`.
"""

from __future__ import annotations

from dataclasses import replace

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.name_starts import DETERMINER
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_LETTERS = Cue(r"\p{L}[^\p{L}]*\p{L}", examples=["UBND xã"], rejects=["(2)", "A"])
_BARE = build_cue(
    r"(?i){head that names nobody}",
    examples=["cơ quan", "Đơn vị", "nhóm giải pháp"],
    rejects=["Đơn vị vận hành", "Sở Y tế"],
    at="whole",
)
_ASKED = build_cue(r"(?i)(?<!\w)(?:đề nghị|yêu cầu) $", examples=["Sở Y tế đề nghị "], rejects=["theo đề nghị của "])
_IS_TO_SEND = build_cue(r" xin (?:gửi|nộp)(?!\w)", examples=[" xin gửi về"], rejects=[" xin ý kiến"], at="start")
"""A letter that asks "đơn vị" means whoever it is sent to."""
_DANGLING = build_cue(
    r"(?:(?<!danh sách kèm) (?:{never ends a name}|là người)| ?[,;(&-])+$",
    examples=["Sở Y tế và", "các đơn vị,", "Trưởng thôn là người"],
    rejects=["Sở Y tế", "thành viên là người cao tuổi"],
)
_STATE = build_cue(
    r" (?:được|(?<!thiết |trang )bị|đã|đang|chưa|không|là|(?<!nhỏ và )vừa|mới|kính|trân trọng|xin|chỉ)$",
    examples=["Sở Y tế được", "UBND xã trân trọng", "Lớp chỉ"],
    rejects=["Sở Y tế", "Bộ phận thiết bị"],
)
_EVENT = build_cue(
    r" tại (?:cuộc|buổi|hội nghị|phiên|kỳ)(?!\w)| (?:không quá|tối đa|tối thiểu|ít nhất) \d"
    r"|^(?:Sở|Phòng|Ban|UBND) năm \d|(?<!hàng) không (?:bắt buộc|phải|được|cần)(?!\w)",
    examples=[
        "lãnh đạo tại cuộc họp",
        "Mỗi nhóm không quá 02 sinh viên",
        "Sở năm 2026",
        "Người dân không bắt buộc",
    ],
    rejects=["cán bộ tại xã", "Ban Tổ chức Lễ hội năm 2026"],
)
_DEFINES = build_cue(
    r" là (?:doanh nghiệp|tổ chức|cơ quan|đơn vị|hộ|người|cá nhân|hợp tác xã)(?!\w)",
    examples=["Đơn vị khai thác là doanh nghiệp"],
    rejects=["Chủ rừng"],
)
_MUST = build_cue(
    r" ?(?:phải|(?:có|chịu) trách nhiệm|có nhiệm vụ)(?!\w)", examples=[" phải có"], rejects=[" được"], at="start"
)
"""A duty behind a group that is told by what its members are: "Chủ rừng là tổ chức | phải …"."""
_ASKED_REACH = 12
"""Letters before a name in which stands that it is asked."""
_LONGEST = 30
"""Words of the longest name of a body; collectives with what they are responsible for have up to 28."""


def keep_bodies(view: str, actors: Actors) -> Actors | None:
    """A list of bodies less the items that name none, and each item less the words behind its name that belong to no
    name; None where nothing is left, or nothing but common nouns ("Cơ quan") that name nobody."""
    items = [item for one in actors.items if (item := _trim_name(view, one))]
    if not any(DETERMINER.match(view, *item.span) or not _is_bare(view, item) for item in items):
        return None
    start = actors.span.start if items[0].span.start == actors.items[0].span.start else items[0].span.start
    end = actors.span.end if items[-1].span.end == actors.items[-1].span.end else items[-1].span.end
    return Actors(Span(start, end), items, actors.stop)


def has_letters(view: str, span: Span) -> bool:
    """Whether a stretch has the letters of a word at all; a cell may hold "(2)"."""
    return _LETTERS.search(view, *span) is not None


def _trim_name(view: str, actor: Actor) -> Actor | None:
    """An actor less what dangles behind its name; None where the words name no body."""
    start, end = actor.span
    words = view[start:end]
    if actor.name is None and (dangling := _DANGLING.search(words)):
        end = start + dangling.start()
        words = view[start:end]
    if not _LETTERS.search(words) or len(words.split()) > _LONGEST:
        return None
    if _STATE.search(words) or _EVENT.search(words):
        return None
    if _DEFINES.search(words) and not _MUST.match(view, end):
        return None
    return actor if end == actor.span.end else replace(actor, span=Span(start, end))


def _is_bare(view: str, actor: Actor) -> bool:
    """Whether an actor is a common noun that names nobody, and is not asked for something either."""
    start, end = actor.span
    if actor.name is not None or not _BARE.fullmatch(view, start, end):
        return False
    return not (_ASKED.search(view, max(0, start - _ASKED_REACH), start) or _IS_TO_SEND.match(view, end))
