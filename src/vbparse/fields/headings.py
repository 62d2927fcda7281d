"""What a heading says about the charges below it: whether it assigns, is silent, or names the body that is charged."""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.blocks import Para
from vbparse.fields import matters
from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import COLON_REACH, ActorParser
from vbparse.fields.assigning import read_known_by
from vbparse.fields.committees import name_in_full, read_members
from vbparse.fields.gate.charges import is_of_agenda
from vbparse.fields.name_verbs import OWN_ACT
from vbparse.fields.statements import pass_leader
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.structure.tree import Node
from vbparse.text import Span

_QUIET = build_cue(
    r"(?i)\W*(?:(?:về|một số|các|những|hệ thống|nhóm|\d+) )*{quiet heading}",
    examples=["Mục đích, yêu cầu", "MỘT SỐ CHỈ TIÊU", "Về các mục tiêu cụ thể"],
    rejects=["Nhiệm vụ", "Các nhiệm vụ", "Tổng hợp kết quả"],
    at="start",
)
_SCOPE = build_cue(
    r"(?i)\W*(?:phạm vi[^.:]{0,40} và )?(?:các )?đối tượng áp dụng(?!\w)",
    examples=["Đối tượng áp dụng", "Phạm vi điều chỉnh và đối tượng áp dụng"],
    rejects=["Phạm vi quản lý"],
    at="start",
)
"""Of an article: to whom the rules apply, which are charged in others."""
_LOUD = build_cue(
    r"(?i){loud heading}|(?:mục|chỉ) tiêu (?:được )?giao(?!\w)",
    examples=["Nhiệm vụ và giải pháp", "Các chỉ tiêu được giao"],
    rejects=["Mục đích"],
)
_LEADS_TO_AIMS = build_cue(
    r"(?i)(?:các|những) (?:chỉ tiêu|mục tiêu)(?: (?:cụ thể|chủ yếu|chính))? (?:sau|sau đây|dưới đây)[ :]*$",
    examples=["Nâng cao trách nhiệm, gồm các chỉ tiêu sau đây:"],
    rejects=["Nhiệm vụ thực hiện các mục tiêu"],
)
"""The end of a heading above aims, whatever it is about."""
_CLASSIFIES = build_cue(
    r"(?i)\W*(?:(?:nội dung|tiêu chí|tiêu chuẩn|phương pháp|mức độ|khung|căn cứ|nguyên tắc)(?: (?:và|,) \p{L}+)? )?"
    r"(?:và )?{classifying}(?!\w)"
    r"|(?:nội dung|phạm vi|đối tượng|danh sách)[^.:]{0,20}(?:kiểm tra|thanh tra|giám sát|khảo sát)"
    r"|[^(]*\(tối đa \d+ điểm",
    examples=[
        "Nội dung đánh giá",
        "NỘI DUNG GIÁM SÁT",
        "Phân loại cán bộ, công chức",
        "Phẩm chất chính trị (tối đa 10 điểm)",
    ],
    rejects=["Trình tự đánh giá", "Kiểm tra, đánh giá"],
    at="start",
)
_AHEAD = build_cue(
    r"(?i){heading that looks ahead}", examples=["Phương hướng thời gian tới"], rejects=["Kết quả đạt được"]
)
_STRONG = build_cue(
    r"(?i){charging heading}", examples=["TỔ CHỨC THỰC HIỆN", "Phân công nhiệm vụ"], rejects=["Mục đích"]
)
_CONTENT = build_cue(
    r"(?i)\W*(?:các |những )?(?:nội dung|nhiệm vụ|công việc|biện pháp|giải pháp|hoạt động|việc)"
    r"(?:(?: ?,| và)? (?:các |chính|chủ yếu|cụ thể|thực hiện|triển khai|công việc|nội dung|nhiệm vụ|biện pháp|giải pháp"
    r"|hoạt động|trọng tâm|cần làm))*\W*",
    examples=["Nội dung, biện pháp", "Nhiệm vụ", "Các công việc cụ thể:"],
    rejects=["Nội dung tuyên truyền pháp luật", "Cơ quan thực hiện"],
    at="whole",
)
_ABOUT = build_cue(
    r"(?i)(?:,| và) (?:trình tự|thủ tục|nguyên tắc|tiêu chí|tiêu chuẩn|thẩm quyền|quy trình|phạm vi|đối tượng"
    r"|điều kiện)(?!\w)",
    examples=["HỘI ĐỒNG VÀ TRÌNH TỰ ĐÁNH GIÁ"],
    rejects=["HỘI ĐỒNG VÀ CƠ QUAN THƯỜNG TRỰC"],
)
"""A heading that says what is ruled below it, and charges no body that it names."""
_CHARGES = build_cue(
    r"[.:;]|(?<!\w)(?:{plain charge}|để|nhằm|được|phải|cần|là|đã)(?!\w)",
    examples=["phải", "chủ trì", "; "],
    rejects=["về trật tự xã hội"],
)
_CALL = build_cue(
    r"\W*(?:{heading of a body} )?", examples=["Giao nhiệm vụ cho Phòng Nội vụ", "Đối với Công an xã"], at="start"
)
_ASKS = build_cue(
    r"(?i)\W*(?:Đề nghị|Yêu cầu)(?!\w)",
    examples=["Đề nghị Sở Y tế", "- Yêu cầu các phòng"],
    rejects=["Giao Sở Y tế"],
    at="start",
)
_FEW_WORDS = Cue(
    r"\p{Lu}[\p{L}\s,&/-]{2,58}",
    examples=["Văn hóa xã hội, Đài truyền thanh"],
    rejects=["Đ.", "văn hóa xã hội"],
    at="whole",
)
_BETWEEN_COMMAS = Cue(r"[^\s,][^,]*[^\s,]", examples=["Văn hóa xã hội, Đài truyền thanh"], rejects=[" , "])
_POST = build_cue(r"(?i){post without a name}", examples=["Bảo vệ", "nhân viên"], rejects=["Bảo vệ rừng"], at="whole")
NO_BODY = build_cue(
    r"(?i)\W*(?:{quiet heading}|{label of time}|{label of product}|{line of other}"
    r"|chế độ|nhiệm vụ|công tác|việc|về|kinh phí|chính sách|hồ sơ|lưu ý)(?!\w)",
    examples=["Mục tiêu:", "Thời gian thực hiện:", "Chế độ báo cáo:"],
    rejects=["Văn hóa xã hội:"],
    at="start",
)
"""A line that is about something, and names no body."""
_OF_THOSE = build_cue(
    r" ?(?:có|nơi|trên|trong và ngoài|ngoài|thuộc|trực thuộc|được|đang|liên quan|tham gia) [^.;:]{2,80}[:. ]*$",
    examples=[" có cụm công nghiệp", " tham gia hội thi", " trên địa bàn có dự án:"],
    rejects=[" có trách nhiệm: rà soát", " chủ trì"],
    at="start",
)
_HEAD = build_cue(r"{head that wants a name} ", examples=["Đội quản lý"], rejects=["Sở Y tế"], at="start")
_LEAD_WORDS = build_cue(
    r"(?: ?\([^)]{2,80}\))? ?,? ?(?:(?:ngoài|bên cạnh) [^.;:]{3,80}, ?)?"
    r"(?:(?:{lead words}|(?:cần )?(?:lưu|chú) ý|(?:phối hợp (?:với |cùng )?|với |cùng )[\p{L}\s,;-]{3,160}) ?)*"
    r"[:.\s-]*$",
    examples=[" chủ trì, phối hợp với các phòng:", " (cơ quan thường trực):", ". - :", ", ngoài việc chung, lưu ý:"],
    rejects=[" ngoài việc chung, rà soát hồ sơ:", " chủ trì xây dựng kế hoạch:"],
    at="start",
)
_REST_OF_NAME = 60
"""Letters that a name in a heading may have beyond what is known of it."""
_CRITERIA_WORDS = 12
"""Words of a line that opens a list of criteria."""
_CAPTION_WORDS = 7
"""Words of a heading that only says that tasks are assigned below it."""
_SHORT_HEADING = 150
"""Letters of a heading that names a body and a few words of its task."""


@dataclass(frozen=True, slots=True)
class Context:
    """What holds at a place of the outline. `actors` are the bodies in whose charge it stands, `asked` says that the
    heading asks them (Đề nghị …), so that what is asked below it is theirs too; under a heading that
    assigns tasks (`strong`) Đối với charges; under a `quiet` one (mục đích, tiêu chuẩn …) nothing is a charge but
    "giao …". In a report (`reports`) all is quiet but what a heading says is still to be done. A heading that
    `classifies` (đánh giá, xếp loại) gives no body to what stands below it."""

    path: str | None
    actors: Actors | None = None
    asked: bool = False
    strong: bool = False
    quiet: bool = False
    reports: bool = False
    classifies: bool = False


def context_below(view: str, parser: ActorParser, node: Node, path: str | None, above: Context) -> Context:
    """What holds below the heading of a part."""
    heading = view[node.heading.start : node.heading.end] if node.heading else ""
    quiet = above.quiet
    if heading and node.kind != "article":
        loud = (_AHEAD if above.reports else _LOUD).search(heading)
        quiet = bool(_LEADS_TO_AIMS.search(heading)) or (not loud and (quiet or bool(_QUIET.match(heading))))
    elif _SCOPE.match(heading):
        quiet = True
    quiet = quiet or (
        node.heading is not None and (is_of_agenda(view, node.heading) or matters.opens_conditions(view, node.heading))
    )
    actors = None
    about = _ABOUT.search(heading)
    if (
        node.heading
        and not quiet
        and not about
        and not heading_runs_on(view, parser, node)
        and not matters.names_matter(view, node)
    ):
        actors = read_heading_bodies(view, parser, node.heading)
        if actors is None and above.strong and (node.paras or node.children):
            actors = _read_whole_name(view, parser, node.heading)
        if actors and node.runs_in and node.children and node.paras:
            actors = read_members(view, parser, actors, node.paras[0].body) or actors
    asked = bool(_ASKS.match(heading)) if actors else above.asked
    strong = above.strong or actors is not None or bool(_STRONG.search(heading))
    if above.classifies or (not above.strong and _CLASSIFIES.match(heading)):
        return Context(path, None, asked, strong, quiet, above.reports, classifies=True)
    actors = name_in_full(view, actors, above.actors) if actors else above.actors
    return Context(path, actors, asked, strong, quiet, above.reports)


def holds_content(view: str, node: Node) -> bool:
    """Whether a heading says that what is to be done stands below it ("1. Nội dung"), and nothing else."""
    return node.heading is not None and is_content(view, node.heading)


def is_content(view: str, span: Span) -> bool:
    """Whether words only announce what is to be done: "Nhiệm vụ cụ thể:"."""
    return _CONTENT.fullmatch(view, *span) is not None


def is_caption(view: str, node: Node) -> bool:
    """Whether a heading only says what kind of part it opens ("TỔ CHỨC THỰC HIỆN"), and is no task itself."""
    heading = view[node.heading.start : node.heading.end] if node.heading else ""
    assigns = _STRONG.search(heading) is not None and heading.count(" ") < _CAPTION_WORDS
    return assigns or holds_content(view, node) or is_quiet(view, node)


def is_quiet(view: str, node: Node) -> bool:
    """Whether a heading says that what stands below it is nobody's task."""
    heading = view[node.heading.start : node.heading.end] if node.heading else ""
    return bool(_QUIET.match(heading)) and not _LOUD.search(heading)


def opens_criteria(view: str, para: Para, follows: Para | None) -> bool:
    """Whether a line among the tasks of a body opens a list of what is nobody's task: "Tiêu chuẩn giám khảo:"."""
    line = view[para.body.start : para.body.end]
    opens = line.endswith(":") and follows is not None and follows.kind == "bullet"
    return opens and line.count(" ") < _CRITERIA_WORDS and bool(_QUIET.match(line)) and not _LOUD.search(line)


def _read_whole_name(view: str, parser: ActorParser, heading: Span) -> Actors | None:
    """A heading of a few words that opens with a body and charges it with nothing is its name, whatever words are in it
    ("Đội Cảnh sát QLHC về TTXH")."""
    actors = parser.names.read_actors(heading.start, heading.end)
    if actors is None or actors.stop == "action":
        return None
    if actors.stop == "end" or actors.items[-1].label == "unit":
        return actors if names_only_leads(view, actors, heading.end) else None
    end = _trim_end(view, heading.end)
    rest = view[actors.span.end : end]
    return actors.extend_to(end) if 0 < len(rest) <= _REST_OF_NAME and not _CHARGES.search(rest) else None


def _end_before_bracket(view: str, start: int, end: int) -> int:
    return bracket if (bracket := view.find(" (", start, end)) > 0 else _trim_end(view, end)


def _trim_end(view: str, end: int) -> int:
    while view[end - 1] in " .:":
        end -= 1
    return end


def read_heading_bodies(view: str, parser: ActorParser, span: Span) -> Actors | None:
    """The bodies that a heading or lead line names, also where it goes on with a few words of the task."""
    call = _CALL.match(view, *span)
    start = call.end() if call else span.start
    called = any(c.isalpha() for c in view[span.start : start])
    duty = "nhiệm" in view[span.start : start].lower()
    if duty and (known := read_known_by(view, parser, Span(start, _end_before_bracket(view, start, span.end)))):
        return known.extend_to(_trim_end(view, span.end))
    actors = _read_doing_name(view, parser, start, span.end) or parser.read_actors(start, span.end, partner=called)
    if actors is None or names_only_leads(view, actors, span.end):
        return actors
    if actors.stop == "colon" and (members := read_members(view, parser, actors, Span(actors.span.end + 1, span.end))):
        return members
    if _OF_THOSE.match(view, actors.span.end, span.end) and not _CHARGES.search(view, actors.span.end, span.end - 1):
        return actors.extend_to(_trim_end(view, span.end))
    end = span.end if view[span.end - 1] == ":" else _trim_end(view, span.end)
    if actors.items[-1].label == "people" and parser.ends_with_verb(actors.span.end, end):
        return actors.extend_to(end)  # "Yêu cầu đối với giảng viên hướng dẫn"
    short = span.end - span.start < _SHORT_HEADING and ":" not in view[actors.span.end : span.end - 1]
    return actors if actors.stop == "action" and short else None


def _read_doing_name(view: str, parser: ActorParser, start: int, end: int) -> Actors | None:
    """A name that says what its bearers do, "Đội Quản lý vận hành lưới điện": the verb in it ends no name."""
    head = _HEAD.match(view, start, end)
    if not head or not parser.action_at(head.end()) or OWN_ACT.match(view, head.end(), end):
        return None
    actors = parser.names.read_actors(start, end)
    return actors if actors and not view[actors.span.end : end].strip(" :.") else None


def names_only_leads(view: str, actors: Actors, end: int) -> bool:
    """Whether nothing stands behind the bodies but "chủ trì, phối hợp với …:"."""
    return _LEAD_WORDS.match(view, pass_leader(view, Span(actors.span.end, end)) or actors.span.end, end) is not None


def read_roll_call(view: str, parser: ActorParser, spans: list[Span], context: Context) -> dict[Span, Actors]:
    """Bodies that no lexicon knows ("Văn hóa xã hội, Đài truyền thanh: …"): where tasks are assigned and most items of
    a part open with a body and a colon, the few words before the colon of the others name one too."""
    if context.quiet or not context.strong:
        return {}
    unlisted: dict[Span, Actors] = {}
    named_bodies = 0
    for span in spans:
        colon = view.find(":", span.start, min(span.end, span.start + COLON_REACH))
        if colon < 0:
            continue
        if parser.names.read_actors(span.start, colon):
            named_bodies += 1
        elif _FEW_WORDS.fullmatch(view, span.start, colon) and not NO_BODY.match(view, *span):
            items = [Actor(Span(*m.span()), "unit", "") for m in _BETWEEN_COMMAS.finditer(view, span.start, colon)]
            if all(_POST.fullmatch(view, *item.span) or not parser.action_at(item.span.start) for item in items):
                unlisted[span] = Actors(Span(span.start, items[-1].span.end), items, "colon")
    return unlisted if named_bodies >= 2 and named_bodies > len(unlisted) else {}


def heading_runs_on(view: str, parser: ActorParser, node: Node) -> bool:
    """ "Sở X chỉ đạo lực lượng Y: Phối hợp …": the heading says what the body does, the text behind it goes on."""
    if not node.runs_in or not node.heading or matters.names_matter(view, node):
        return False
    actors = read_heading_bodies(view, parser, node.heading)
    return actors is not None and not names_only_leads(view, actors, node.heading.end)
