"""Committees and teams: what only says who leads them or belongs to them ("Trưởng Tiểu ban: đồng chí X, Phó Giám đốc"),
and the short names by which they go on below their heading ("Tiểu ban", "Tổ")."""

from __future__ import annotations

from dataclasses import replace

from vbparse.fields.actor_lists import AND_OTHERS, Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.partners import DUTY
from vbparse.fields.sentences import split_sentences
from vbparse.fields.statements import is_statement
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_PART = (
    r"(?i:phó ban|(?:phó )?trưởng (?:ban|đoàn|tiểu ban|nhóm|đội|điểm)|(?:tổ|đội|nhóm) (?:trưởng|phó)"
    r"|(?:phó )?chủ tịch (?:hội đồng|ban)|(?:các )?(?:thành viên|ủy viên|thư ký))(?!\w)"
)
_PART_ALONE = build_cue(
    rf"\W*(?:{_PART}|[Tt]ổ viên(?!\w))(?: thường trực)?[\s.;:]*",
    examples=["Thành viên;", "Phó chủ tịch Hội đồng", "Tổ viên."],
    rejects=["Tổ trưởng thực hiện", "Phòng Nội vụ"],
    at="whole",
)
_IS_HELD_BY = build_cue(
    rf"\W*{_PART}(?: (?!(?:phân công|chỉ đạo|giao|lập|cử|chủ trì|tổ chức)(?!\w))\p{{L}}+){{0,4}}?"
    r" ?(?::|(?<!\w)(?:là|gồm)(?!\w)|[.;]?$) ?:? ?",
    examples=["Trưởng Tiểu ban: ", "- Tổ phó thường trực là ", "Thành viên gồm: ", "Phó Trưởng ban"],
    rejects=["Trưởng phòng: ", "Tổ trưởng phân công giám thị: "],
    at="start",
)
_LED_BY = build_cue(
    r"[\s,:]*(?:(?:[Gg]ồm |[Cc]ó )?\d{1,3} (?:người|thành viên|đồng chí|đ/c)[^.;:]{0,40}?,? )?(?:do|Do) [^.;:]{3,120}? "
    rf"(?:phụ trách|điều hành|đứng đầu|làm {_PART}[^.,;:]{{0,40}}?|làm (?:[Pp]hó )?[Cc]hủ tịch)[\s.;]*$",
    examples=[" do đồng chí Lê An làm Trưởng ban.", "Do ông Lê An làm Tổ trưởng", "05 người, do bà Hoa phụ trách."],
    rejects=[" do Đoàn xã thực hiện.", " do mưa lũ làm Tổ trưởng thôn vất vả, có nhiệm vụ"],
    at="start",
)
_BECOMES = build_cue(
    rf"\W*{{comrade}} [^.;:]{{3,140}}? làm {_PART}[^.;:]{{0,40}}$",
    examples=["đồng chí Lê An làm Phó Trưởng ban Thường trực"],
    rejects=["đồng chí Lê An phân công"],
    at="start",
)
_LEADER_BELOW = build_cue(
    rf"\W*(?:[Dd]o )?[^.;:]{{3,140}}? (?:(?:làm|là|giữ chức) {_PART}[^.,;:]{{0,40}}?|phụ trách|điều hành)(?: chung)?"
    r" ?(?:[,;](?: và)?|và)? (?:(?:có|chịu|thực hiện)(?: các)? )?(?:nhiệm vụ|trách nhiệm)(?: [^.;:]{2,40})? ?:$",
    examples=[
        "đồng chí Lê An, Trưởng thôn làm Trưởng tiểu ban, có nhiệm vụ:",
        "Do bà Hoa phụ trách; chịu trách nhiệm:",
        "bà Hoa là Tổ trưởng, thực hiện các nhiệm vụ sau:",
    ],
    rejects=["đồng chí Lê An, Trưởng thôn có nhiệm vụ:", "bà Hoa làm Tổ trưởng. Công an xã có nhiệm vụ:"],
    at="start",
)
"""Who leads the body whose tasks stand below."""
_EACH_HAS = build_cue(
    r"\W*(?:[Mm]ỗi|[Tt]ừng)(?P<whose>(?:,? \p{L}+){1,6}?) có (?:(?:từ|ít nhất|tối thiểu|không quá) )?\d[^.;:]{0,60}?"
    r" (?:người|thành viên|đồng chí)(?!\w)",
    examples=["mỗi thôn có 01 tổ vận động từ 3 đến 5 người", "Mỗi tổ có 05 thành viên"],
    rejects=["mỗi thôn cử 02 người", "các tổ có nhiệm vụ"],
    at="start",
)
"""Of how many those consist who work below a committee."""
_PERSON = build_cue(
    r"{comrade}[:.]? ?(?:{rank} |{title of a person}\.? )*\p{Lu}[\p{L}']*(?: \p{Lu}[\p{L}'.]*){1,4} ?"
    r"(?:[-,(.;]|và |$)",
    examples=["đồng chí Lê Văn Tâm, ", "bà Trần Thị Hoa (Kế toán)"],
    rejects=["thầy Lê Văn Tâm phân công", "đồng chí Trưởng thôn"],
    at="start",
)
_GOES_ON = build_cue(
    r"(?:và|hoặc|của|cùng|tại|là|gồm|được|bị|đã|đang|chưa|không|có|do|cấp|các|này|trên|xã|phường|huyện|tỉnh|thành phố"
    r"|theo|trong|thuộc|liên quan)(?!\w)",
    examples=["của xã", "gồm 07 người", "được thành lập"],
    rejects=["chấm điểm"],
    at="start",
)
"""Behind a name no word that says what its bearer does."""
_LABEL = build_cue(
    r"(?:Nhiệm vụ|Trách nhiệm|Công việc)(?: (?:cụ thể|chính|được giao|của (?:Tiểu ban|Tổ|Đoàn|Đội|Ban|Hội đồng)))? ?: ?"
    r"(?=\p{L})",
    examples=["Nhiệm vụ: ghi", "Nhiệm vụ cụ thể: ghi"],
    rejects=["Nhiệm vụ:", "Nhiệm vụ trọng tâm: "],
    at="start",
)
_COMMITTEE = build_cue(r"{head of a committee}(?!\w)", examples=["Tiểu ban"], rejects=["Sở Y tế"], at="start")
"""A head that names one body, whatever list of fields follows: "Tiểu ban An ninh, Y tế"."""
_SEMICOLON = Cue(r";\s+(?=\p{L})", examples=["Lê An; thành viên"], rejects=["Lê An, thành viên"])
_GROUPS = ("body", "unit")


def names_part(view: str, words: Span) -> bool:
    """Whether words only say what part somebody has in a committee: "Ông X - Thành viên"."""
    return _PART_ALONE.fullmatch(view, *words) is not None


def pass_members(view: str, parser: ActorParser, body: Span) -> tuple[int, Actors | None]:
    """Where the words of a paragraph begin that say more than who leads a body or belongs to it; and that body, where
    it is named there ("Tổ Thư ký do bà Hoa làm Tổ trưởng. | Tổ ghi biên bản")."""
    at, committee = body.start, None
    for sentence in split_sentences(view, body):
        cuts = [m.end() for m in _SEMICOLON.finditer(view, *sentence)]
        for start, end in zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True):
            opened = None if committee else parser.read_actors(start, end)
            led = opened and _LED_BY.match(view, opened.span.end, end)
            if not (led or _tells_members(view, parser, Span(start, end))):
                return at, committee
            committee = opened if led else committee
            at = end
    return at, committee


def _tells_members(view: str, parser: ActorParser, part: Span) -> bool:
    """Whether a clause only says who holds a part in a body, or who leads it."""
    if _LED_BY.match(view, *part) or _BECOMES.match(view, *part):
        return True
    if each := _EACH_HAS.match(view, *part):
        return not any(parser.action_at(at) for at in range(*each.span("whose")) if view[at - 1] == " ")
    label = _IS_HELD_BY.match(view, *part)
    if label is None:
        return False
    if not view[label.end() : part.end].strip():
        return True
    words = (at for at in range(label.end(), part.end) if not view[at - 1].isalnum())
    if any(view[at].islower() and parser.action_at(at) for at in words):
        return False
    if _PERSON.match(view, label.end(), part.end):
        return True
    names = parser.names.read_actors(label.end(), part.end)
    return names is not None and not view[names.span.end : part.end].strip(" .;")


def tells_leader(view: str, named: Actors, body: Span) -> bool:
    """Whether a line below a committee only says who leads it, before its tasks: "đồng chí X làm Trưởng tiểu ban, có
    nhiệm vụ:"."""
    return _COMMITTEE.match(view, *named.span) is not None and _LEADER_BELOW.match(view, *body) is not None


def find_own_task(view: str, parser: ActorParser, named: Actors, body: Span) -> int | None:
    """Where the task begins in a paragraph that opens with the body in whose charge it stands, by its name or the first
    words of it: "Tổ Thư ký" … "Tổ | tổng hợp số liệu"."""
    if label := _LABEL.match(view, *body) or DUTY.match(view, *body):
        return label.end()
    if not _is_one(view, named) or parser.action_at(body.start):
        return None
    name = view[named.span.start : named.span.end].lower()
    ends = [len(name), *(at for at in range(len(name) - 1, 0, -1) if name[at] == " ")]
    for end in ends:
        stop = body.start + end
        if view[body.start : stop].lower() != name[:end] or view[stop : stop + 1] != " ":
            continue
        at = parser.skip_blanks(stop, body.end)
        duty = DUTY.match(view, stop, body.end)
        opened = parser.read_actors(*body)
        longer = opened is not None and opened.span.end > stop
        whole = end == len(name) and not longer and not _GOES_ON.match(view, at)
        if not duty and not (view[at : at + 1].islower() and (whole or parser.action_at(at))):
            continue
        at = duty.end() if duty else at
        return None if is_statement(view, Span(at, body.end), of_group=False) else at
    return None


def read_members(view: str, parser: ActorParser, named: Actors, words: Span) -> Actors | None:
    """Who is meant by several of a kind before a colon, where nothing but names stands behind it: "Các đơn vị chuyên
    môn: Khoa Toán, Viện Cơ học"."""
    if len(named.items) > 1 or not _SEVERAL.match(view, *named.span):
        return None
    members = parser.names.read_actors(*words)
    return members if members and not view[members.span.end : words.end].strip(" .;:") else None


def name_in_full(view: str, actors: Actors, above: Actors | None) -> Actors:
    """The body that stands above, where these words are the first of its name: "Tiểu ban có nhiệm vụ:"."""
    if above is None or not _is_one(view, above) or len(actors.items) > 1:
        return actors
    short, name = (view[one.span.start : one.span.end].lower() for one in (actors, above))
    return replace(above, stop=actors.stop) if name.startswith(short + " ") else actors


_SEVERAL = Cue(r"[Cc]ác\s", examples=["Các đơn vị"], rejects=["Đơn vị", "cách"], at="start")


def _is_one(view: str, actors: Actors) -> bool:
    """Whether a heading names one body, also where its name lists what it is for."""
    if AND_OTHERS.search(view, *actors.span):
        return False
    one = len(actors.items) == 1 or (
        _COMMITTEE.match(view, *actors.span) is not None
        and all(item.label == "unit" and view[item.span.start].isupper() for item in actors.items[1:])
    )
    return one and actors.items[0].label in _GROUPS
