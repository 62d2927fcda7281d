"""Lead sentences: a paragraph that charges or asks a body and leads to the items below it."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.blocks import Para
from vbparse.fields import headings
from vbparse.fields.actor_lists import Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.assigning import read_unlisted
from vbparse.fields.charges import ChargeReader
from vbparse.fields.partners import find_partners
from vbparse.fields.sentences import CONNECTIVE
from vbparse.fields.statements import concludes
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.structure.tree import Node
from vbparse.text import Span

_ASKS = build_cue(
    r"(?:đề nghị|yêu cầu|giao)(?: cho)? ", examples=["đề nghị các phòng", "giao cho Công an xã"], rejects=["trình bày"]
)
_CALLS = build_cue(
    r"(?i)(?<!\p{L})(?:(?:đề nghị|yêu cầu|giao|phân công)(?: nhiệm vụ)?(?: cho)?|do|được) ",
    examples=["Giao Sở Y tế", "giao nhiệm vụ cho Công an xã", "Việc thông báo được Phòng Nội vụ"],
    rejects=["trình bày"],
)
_LEADS_BELOW = build_cue(
    r"(?::|(?:nội dung|nhiệm vụ|công việc|việc|như|cụ thể)(?: ở)? (?:sau|dưới)(?: đây)?[.:;]?)$",
    examples=["thực hiện các nội dung sau.", "như sau", "Giao Sở Y tế:"],
    rejects=["thực hiện sau.", "Giao Sở Y tế."],
)
_TASK_NOUN = (
    r"(?:nội dung|nhiệm vụ|việc|công việc|phần việc|công tác|biện pháp|giải pháp|yêu cầu|hoạt động|đầu việc"
    r"|quy trình|trình tự)"
)
_OBJECT = build_cue(
    rf"(?:các|những|một số|gồm|theo|cho) (?!{_TASK_NOUN}(?!\w))[\p{{L}} ]{{2,40}}(?: như)?"
    r" (?:sau|sau đây|dưới đây) ?[:.]$"
    r"|(?<!(?:thực hiện|triển khai|tập trung|làm)(?: tốt)? )(?:các|những|một số|gồm|theo|cho) "
    r"(?:(?:\d{1,2}|hai|ba|bốn|năm|sáu) )?(?:nội dung|đối tượng|tiêu chí|hạng mục|mục tiêu|chỉ tiêu|phần|bước|loại"
    r"|tài liệu|chuyên đề|thành phần|nhóm|điều kiện|yếu tố|nguyên tắc)"
    r"(?: (?:chính|chủ yếu|cụ thể))? ?[:.]$",
    examples=[
        "tập huấn các nội dung:",
        "kiểm tra theo các tiêu chí sau:",
        "chọn theo ba tiêu chí:",
        "nộp các giấy tờ sau:",
    ],
    rejects=["thực hiện các nội dung sau:", "triển khai thực hiện các nội dung:", "thực hiện các biện pháp sau:"],
)
_TASKS_FOLLOW = build_cue(
    r"(?i)(?:(?:các|những|một số|mấy) (?:nội dung )?(?:việc|công việc|phần việc|nhiệm vụ|công tác)(?: \p{L}+){0,3}"
    r"|(?:thực hiện|triển khai|đảm nhiệm|đảm nhận|phụ trách|tập trung|quan tâm|trách nhiệm)(?: tốt)?"
    r"|(?:hướng dẫn|chỉ đạo|vận động|yêu cầu|đôn đốc) [^.;:,]{2,60}|như sau|sau đây) ?:$",
    examples=["đảm nhiệm các việc sau:", "triển khai:", "hướng dẫn hộ chăn nuôi:"],
    rejects=["cho các đối tượng sau:", "gồm các hạng mục:"],
)
_GENERIC = build_cue(
    r" ?,? ?(?:(?:căn cứ|theo|trong|trên cơ sở|tùy theo|do|khi|trước|sau) [^.;:]{3,80}?,? ?)?"
    r"(?:(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ"
    r"|(?:là|làm) (?:(?:cơ quan|đơn vị|bộ phận) )?(?:đầu mối|thường trực|chủ trì|nòng cốt)(?: của [^,.;:]{2,40})?"
    r"|tập trung|chỉ đạo|quán triệt|tổ chức|triển khai|thực hiện"
    r"|trực tiếp|khẩn trương|đảm nhiệm|đảm nhận|đảm trách|phụ trách|quan tâm|làm|lo|nghiêm túc|nghiêm"
    r"|tốt|thêm|ngay|và|gồm|,) ?)*"
    rf"(?:(?:các|những|một số|mấy) {_TASK_NOUN}[^.;:,]{{0,20}}?)?(?: ?(?:như sau|sau đây|sau|cụ thể))* ?:?$",
    examples=[" căn cứ chức năng được giao thực hiện:", " thực hiện các nhiệm vụ sau:", " có nhiệm vụ:"],
    rejects=[" làm đầu mối tham mưu kế hoạch như sau:"],
    at="start",
)
_DIRECTS = build_cue(
    r" ?(?:có trách nhiệm |tập trung |tiếp tục )*"
    r"(?:(?:lãnh đạo|chỉ đạo|yêu cầu|đôn đốc|phân công|giao|đề nghị)(?: cho)? ?(?:,|và)? ?)+(?<= )",
    examples=[" chỉ đạo các trường", " lãnh đạo, chỉ đạo UBND xã", " tập trung lãnh đạo và đôn đốc các chi bộ"],
    rejects=[" hướng dẫn các trường"],
    at="start",
)
_ADVISES = build_cue(
    r"(?i:chủ trì|tham mưu|giúp|đề xuất|kiến nghị)(?:(?:,| và)? (?:tham mưu|giúp|đề xuất|cho|với))* ",
    examples=["tham mưu, giúp Chủ tịch", "Tham mưu cho UBND xã"],
    rejects=["báo cáo UBND xã"],
    at="start",
)
_GUIDES = build_cue(
    r"(?i:chỉ đạo|hướng dẫn|hỗ trợ|đôn đốc|yêu cầu)(?:(?:,| và)? (?:chỉ đạo|hướng dẫn|hỗ trợ|đôn đốc))* ",
    examples=["Hướng dẫn, hỗ trợ các trường", "Yêu cầu các trường"],
    rejects=["tham mưu UBND xã"],
    at="start",
)
_ASSIGNS_ONLY = build_cue(
    r" ?(?:(?:giao(?! ban)|phân công|yêu cầu|đề nghị|chỉ đạo|giao nhiệm vụ|và|,)(?: (?:trách nhiệm|nhiệm vụ|thực hiện"
    r"|triển khai|tập trung|một số|các|những|nội dung|công việc|việc|cụ thể|như|sau|đây))* ?)+:$",
    examples=[" giao:", " phân công nhiệm vụ cụ thể như sau:", " yêu cầu thực hiện các nội dung sau:"],
    rejects=[" giao Phòng Nội vụ:", " giao ban:", " thực hiện:"],
    at="start",
)
"""Behind the body that speaks: it assigns what stands below, and says there to whom."""
_CLAUSE = Cue(
    r"(?<=[,;.])\s*(?=\p{L})", examples=["đã xong. Riêng Công an", "xong; nộp"], rejects=["8, 9", "Công an xã"]
)
_PLURAL = Cue(r"(?:các|những|từng|mọi|mỗi)\s", examples=["các thôn"], rejects=["cách"], at="start")
_REPORTS = build_cue(
    r"(?:báo cáo|thông báo|xin ý kiến|kết quả)(?: (?!theo )\p{L}+){0,6} như sau ?:$",
    examples=["báo cáo kết quả như sau:"],
    rejects=["báo cáo theo mẫu như sau:"],
)
_DID = build_cue(r" ?(?:đã|xin|vừa)(?!\w)", examples=[" đã", " xin"], rejects=[" sẽ"], at="start")
_OTHER_CLAUSE = build_cue(r"[.;] |, (?=\p{L})", examples=["; nộp", ", UBND huyện"], rejects=[",5"])


_CASE = build_cue(
    r"(?:Đối với|Nếu|Trường hợp) [^.;:]{3,160}:(?: ?(?=\p{L})|$)",
    examples=["Đối với đơn thư về đất đai: chuyển", "Nếu thiếu hồ sơ: Trả lại", "Đối với đơn thư:"],
    rejects=["Đối với 3 hộ: 15 triệu", "Đối với hộ nghèo, trao quà"],
    at="start",
)
"""For which case it is that a task is told behind the colon."""


_ENDING = 40
"""Letters at the end of a sentence that lead to what stands below it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Whom a sentence charges with the items below it, and where its own task ends: at the words that call the body,
    where it has none of its own."""

    actors: Actors
    end: int


def opens_case(view: str, body: Span) -> bool:
    """Whether a bullet only says in which case it is that those below it are to be done: "Đối với đơn thư:"."""
    return _CASE.fullmatch(view, *body) is not None


def pass_case(view: str, parser: ActorParser, item: Span) -> int:
    """Where the task of an item begins that says first in which case it is to be done: "Đối với đơn thư về đất đai: |
    chuyển …", "Nếu quá hạn: Phòng Nội vụ | nhắc …"."""
    case = _CASE.match(view, *item)
    actors = parser.read_actors(case.end(), item.end) if case else None
    if case is None or actors is None or actors.stop != "action":
        return case.end() if case and parser.action_at(case.end()) else item.start
    return parser.skip_blanks(actors.span.end, item.end)


def find_lead_above(view: str, root: Node) -> Span | None:
    """The last words above the numbered parts of an outline, if they lead to these."""
    first = next((i for i, c in enumerate(root.children) if c.label), 0)
    above = root.children[first - 1].paras if first else root.paras
    return above[-1].body if above and view[above[-1].body.end - 1] == ":" else None


def find_asked(view: str, parser: ActorParser, body: Span) -> Actors | None:
    """Whom the words above a list ask: "… đề nghị các doanh nghiệp thực hiện một số nội dung sau:"."""
    asks = [*_ASKS.finditer(view, *body)]
    actors = parser.read_actors(asks[-1].end(), body.end) if asks else None
    if actors and not view[actors.span.end : body.end].strip(" :"):
        return actors
    return actors if actors and actors.stop == "action" and _leads_on(view, parser, actors.span.end, body.end) else None


def _leads_on(view: str, parser: ActorParser, start: int, end: int) -> bool:
    """Whether a clause that asks leads to what stands below it. In "… tỉnh yêu cầu các huyện báo cáo …, UBND huyện đã
    làm như sau:", another clause does, and what follows "báo cáo kết quả như sau:" is done."""
    if _REPORTS.search(view, start, end):
        return False
    _, behind = find_partners(view, parser, Span(start, end))
    for match in _OTHER_CLAUSE.finditer(view, behind or start, end):
        actors = parser.read_actors(match.end(), end)
        acts = actors and (actors.stop == "action" or _DID.match(view, actors.span.end, end))
        own = match[0][0] == ";" and parser.action_at(_pass_link(view, match.end(), end)) is not None
        if acts or (match[0][0] in ".;" and not own):
            return False
    return True


def is_announcement(view: str, para: Para, follows: Para | None) -> bool:
    """A paragraph that only leads to the bullets below it."""
    ends = view[para.body.end - 1] == ":"
    return ends and para.kind == "paragraph" and follows is not None and follows.kind == "bullet"


def read_lead_line(view: str, parser: ActorParser, para: Para, follows: Para | None, node: Node) -> Actors | None:
    """ "Giao Sở X chủ trì, phối hợp với …:" charges the paragraphs and parts below it."""
    below = node.children if follows is None else follows.table is None
    if view[para.body.end - 1] != ":" or not below:
        return None
    actors = headings.read_heading_bodies(view, parser, para.body)
    return actors if actors and headings.names_only_leads(view, actors, para.body.end) else None


def _pass_link(view: str, at: int, end: int) -> int:
    """Past "Riêng", "Đồng thời" at the start of a clause."""
    link = CONNECTIVE.match(view, at, end)
    return link.end() if link else at


def _find_sentence_start(view: str, start: int, at: int) -> int:
    """Where the sentence begins in which a body is called: what stands before it may charge others."""
    return max(view.rfind(". ", start, at), view.rfind("; ", start, at), start - 1) + 1


def leads_below(view: str, body: Span) -> bool:
    """Whether a sentence ends as one that leads to what stands below it."""
    return _LEADS_BELOW.search(view, max(body.start, body.end - _ENDING), body.end) is not None


def assigns_below(view: str, parser: ActorParser, body: Span) -> bool:
    """Whether a sentence ends as one that assigns what stands below it, without a word to whom: "UBND xã giao:"."""
    if view[body.end - 1] != ":":
        return False
    starts = [body.start, *(clause.end() for clause in _CLAUSE.finditer(view, *body))]
    speakers = filter(None, (parser.read_actors(at, body.end) for at in starts))
    return any(_ASSIGNS_ONLY.match(view, one.span.end, body.end) for one in speakers)


def lists_its_object(view: str, body: Span) -> bool:
    """Whether a sentence ends with what its verb acts on ("tập huấn các nội dung:"), so that the items below are no
    tasks."""
    return _OBJECT.search(view, *body) is not None


def tasks_follow(view: str, body: Span) -> bool:
    """Whether a sentence ends with words for tasks that stand below it: "làm các việc sau:"."""
    return _TASKS_FOLLOW.search(view, *body) is not None


def advises_below(view: str, parser: ActorParser, body: Span, below: Span) -> bool:
    """Whether a bullet only says whom its body advises or guides in what stands below, to which it guides them: "Phối
    hợp với Sở X tham mưu UBND xã:", "Hỗ trợ các trường thực hiện: + Chỉ đạo các trường …"."""
    _, behind = find_partners(view, parser, body)
    advises = _ADVISES.match(view, behind or body.start, body.end)
    guides = _GUIDES.match(view, *body) if _GUIDES.match(view, *below) else None
    verb = advises or guides
    advised = parser.read_actors(verb.end(), body.end, partner=True) if verb else None
    if advised is None:
        return False
    generic = guides is not None and _GENERIC.match(view, advised.span.end, body.end)
    return bool(generic) or not view[advised.span.end : body.end].strip(" :")


def _directs_others(view: str, reader: ChargeReader, words: Span) -> bool:
    """Whether the words behind a body only say whom it directs: "Sở Y tế | chỉ đạo các trạm y tế:"."""
    directs = _DIRECTS.match(view, *words)
    others = reader.parser.read_actors(directs.end(), words.end, partner=True) if directs else None
    return others is not None and not view[others.span.end : words.end].strip(" :")


def _read_called(parser: ActorParser, words: Span) -> Actors | None:
    return parser.read_actors(*words, partner=True) or read_unlisted(parser, words, strong=False)


def read_lead_sentence(view: str, reader: ChargeReader, body: Span, below: list[Span]) -> Lead | None:
    """ "… theo đề xuất của Sở Y tế. Giao Sở Y tế:" and "Trạm Y tế làm đầu mối tham mưu …, cụ thể như sau:" charge what
    stands below them; with a task of its own a sentence does so only where the items below begin as tasks do."""
    if not below or not leads_below(view, body) or lists_its_object(view, body):
        return None
    spots = [(call.start(), call.end()) for call in _CALLS.finditer(view, *body)]
    if not spots and concludes(view, body):
        return None
    task = reader.parser.action_at(body.start) is not None
    clauses = [] if task else [body.start, *(clause.end() for clause in _CLAUSE.finditer(view, *body))]
    clause_starts = ((at, _pass_link(view, at, body.end)) for at in clauses)
    spots += [(at, name) for at, name in clause_starts if view[name].isupper() or _PLURAL.match(view, name)]
    calls = [
        (opening, actors)
        for opening, name in sorted(spots)
        if (actors := _read_called(reader.parser, Span(name, body.end)))
        and (
            headings.names_only_leads(view, actors, body.end)
            or _GENERIC.match(view, actors.span.end, body.end)
            or _directs_others(view, reader, Span(actors.span.end, body.end))
        )
    ]
    for opening, actors in calls:  # the last list of bodies, from its first on
        if actors.span.end == calls[-1][1].span.end:
            return Lead(actors, _find_sentence_start(view, body.start, opening))
    openings = [pass_case(view, reader.parser, item) for item in below]
    tasks = sum(reader.parser.action_at(at) is not None for at in openings)
    led = 2 * tasks >= len(below) or tasks_follow(view, body)
    charges = reader.read_charges(body, strong=True) if led else []
    if not charges:
        return None
    return Lead(charges[-1][1].actors, body.end)
