"""The words that assign: Giao, Đề nghị, Mời, Đối với … before a body, and where they assign nothing."""

from __future__ import annotations

import regex

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import COLON_REACH, ActorParser
from vbparse.language.abbreviations import kind_of_abbreviation
from vbparse.language.cues import build_cue
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue
from vbparse.text import Span

ASSIGNS = build_cue(
    r"(?:{assigning head}[^.;:,]{0,60}\s)?"
    r"(?P<cue>(?:[Gg]iao(?! ban (?!{board}))|[Đđ]ề nghị|[Yy]êu cầu|[Kk]iến nghị|[Pp]hân công|[Mm]ời|Đối với|Ủy quyền"
    r"|Chỉ định)(?: (?:nhiệm vụ )?cho)?)(?:(?<=Yêu cầu|Đề nghị|Giao):)? ",
    examples=[
        "Yêu cầu: Phòng Nội vụ",
        "Giao Phòng Nội vụ",
        "Giao nhiệm vụ cho Công an xã",
        "UBND huyện đề nghị Sở Y tế",
        "Kiến nghị Công ty Đa Nhim",
    ],
    rejects=["Giao ban định kỳ", "Phòng Nội vụ"],
    at="start",
)
DEMANDS = build_cue(
    r"(?:yêu cầu|đề nghị|giao(?! ban (?!{board})))(?: cho)? ",
    examples=["yêu cầu các phòng", "giao cho Công an xã"],
    rejects=["giao ban báo chí", "giao ban Sở"],
    at="start",
)
_WITHIN = build_cue(
    r"(?<=[,;(.]\s|[,;(.]|\s)(?P<cue>giao|Giao)(?! ban (?!{board}))(?: cho)? ",
    examples=[", giao Phòng Nội vụ", "(giao cho Công an xã)", ", giao ban quản lý chợ"],
    rejects=["họp giao ban định kỳ", "tại giao ban khối", "Giao Phòng Nội vụ"],
)
_ASKED_TOO = build_cue(
    r"(?<=; )(?P<cue>đề nghị|yêu cầu) ", examples=["rà soát vốn; đề nghị Kho bạc"], rejects=["để đề nghị Kho bạc"]
)
"""Behind a semicolon in a sentence that assigns."""
_NOT_ASSIGNED = build_cue(
    r"(?:(?<!\w)(?:họp|cuộc|buổi|hội nghị|chế độ)|được|đã|do|bàn|vụ"
    r"|khẩn trương|chủ động|kịp thời|xem xét|quyết định|trình|tham mưu|để|nhằm|thủ tục|hồ sơ|công tác|việc) ?$",
    examples=["được ", "bàn ", "khẩn trương ", "họp ", "thủ tục "],
    rejects=["thì ", "phức hợp "],
)
"""Before "giao": what was assigned, or what the body that is charged is to assign itself."""
_THEN = build_cue(r" ?,? thì ", examples=[" thì Sở Nội vụ"], rejects=[" thìn "], at="start")
_IS_CONCERNED = build_cue(
    r" ?(?:là (?!{standing office})|thì (?:trình tự|thủ tục|việc|nội dung|thời gian|mức|hồ sơ)(?!\w))",
    examples=[" thì trình tự như sau:", " là cấp phó"],
    rejects=[" thì thực hiện", " là đầu mối"],
    at="start",
)
"""Says who is meant, or how things go for them."""
_HAS_DUTY = build_cue(
    r"(?!(?:Việc|Nội dung|Quy định|Kế hoạch|Đây|Ai|Không)(?!\w)|{lead-in}(?!\w))"
    r"(?P<name>\p{Lu}\p{L}*(?:,? (?!(?:{condition}|này)(?!\w))\p{L}+){0,6}?"
    r"(?: được (?:phân công|giao|cử)(?: \p{L}+){1,8}?)?)"
    r"(?= (?:có trách nhiệm|có nhiệm vụ)(?! (?:của|chung|quan trọng)(?!\w)) \p{Ll})",
    examples=[
        "Cố vấn học tập có nhiệm vụ phổ biến",
        "Bảo vệ có trách nhiệm ghi sổ",
        "Người được giao trực có nhiệm vụ ghi",
    ],
    rejects=[
        "Khi đến có trách nhiệm khai báo",
        "Hoạt động này có nhiệm vụ phục vụ",
        "Ai vi phạm có trách nhiệm bồi thường",
    ],
    at="start",
)
"""Words that no table knows are a body where a sentence says that they have a duty."""
_ABBREVIATED = build_cue(
    r"(?P<short>\p{Lu}{2,6})(?P<rest>(?: (?!(?:{condition}|{determiner})(?!\w))\p{L}+){1,3})",
    examples=["GV chủ nhiệm nộp", "TPT Đội phối hợp", "PHT phụ trách"],
    rejects=["Giáo viên nộp", "PHT, TPT Đội"],
    at="start",
)
"""An abbreviation that opens a sentence, and the words behind it."""
_OF_BODIES = ("body", "unit", "people", "name", "short")
"""Kinds of abbreviations that name who acts."""
_ASKED = build_cue(
    r"(?!(?:Việc|Nội dung|Nhiệm vụ|Công tác|Quý|Không)(?!\w)|{lead-in}(?!\w))"
    r"\p{Lu}[\p{L}\d]+(?:,? (?!{condition}(?!\w))\p{Lu}[\p{L}\d]*| (?:chi nhánh|khu vực|miền|{unit})(?!\w))*",
    examples=["Viettel", "VNPT khu vực", "Agribank chi nhánh huyện Sơn Động"],
    rejects=["Quý cơ quan", "các trường", "Khi có sự cố"],
    at="start",
)
_OWN_PEOPLE = build_cue(
    r"(?:các |từng |\d+ )?(?:thành viên|ủy viên|lãnh đạo|cán bộ|công chức|viên chức|nhân viên|đồng chí)"
    r"(?!\w)(?! \p{Lu})",
    examples=["các thành viên xuống địa bàn", "cán bộ theo dõi"],
    rejects=["các phòng", "đồng chí Lê Văn Tâm"],
    at="start",
)
"""Whom a body, named before "phân công", sends of its own: it does so itself."""
_ASKED_GROUPS = build_cue(
    r"(?:các|những) (?!ý kiến|nội dung|hồ sơ|báo cáo|văn bản|số liệu|trường hợp|khó khăn|vấn đề|việc|mặt hàng|tài liệu)"
    r"\p{Ll}+(?P<rest>(?: \p{Ll}+,?){2,20})",
    examples=["các vị cao niên, trưởng tộc vận động", "những nhà hảo tâm ủng hộ"],
    rejects=["các ý kiến gửi về", "các vị. Các"],
    at="start",
)
"""Groups that no table knows, and what they are asked."""
_PIECE = Cue(r"[^,\s][^,]*", examples=["VNPT khu vực, Viettel"], rejects=[", "])
_KNOWN_BY = build_cue(
    r"[^.,;:()]{2,40} (?:(?:được|chịu) (?:sự )?)?(?:kiểm tra|thanh tra|kiểm toán|giám sát|khảo sát|thẩm tra|đánh giá"
    r"|thí điểm|tham quan|kiểm định)(?!\w)[^.,;:()]{0,60}",
    examples=["đơn vị được thanh tra", "trường khảo sát trực tuyến", "cơ quan chịu sự giám sát", "khoa thí điểm"],
    rejects=["đơn vị", "các trường", "xã, thị trấn được kiểm tra", "hộ được hỗ trợ"],
    at="whole",
)
"""A body that is known by what is done there."""
_GIVEN = build_cue(
    r"(?:\p{L}+,? ){1,6}?được (?:giao|phân công|cử|chỉ định|ủy quyền) [^.,;:()]{4,90}",
    examples=["Đơn vị hoặc cá nhân được giao chủ trì đề tài", "Cán bộ được cử trực tại kho"],
    rejects=["Các đơn vị được giao", "Các xã, được giao"],
    at="whole",
)
"""Those who are known by what they were given to do."""
_GETS = build_cue(
    r"(?:hỗ trợ|khen|xử lý|xử phạt|áp dụng|xem xét|tiếp nhận|cấp|thực hiện theo|kiểm tra|thanh tra|giám sát|khảo sát"
    r"|đánh giá)(?!\w)",
    examples=["xử lý theo quy định", "kiểm tra hồ sơ", "khen thưởng"],
    rejects=["chuẩn bị báo cáo", "bố trí phòng họp"],
    at="start",
)
"""What others do with it."""
_DIRECTS = build_cue(
    r"(?:\p{Ll}+,? ){0,5}?(?:chỉ đạo|hướng dẫn|đôn đốc|yêu cầu|đề nghị|nhắc nhở|hỗ trợ|vận động|theo dõi|giám sát"
    r"|kiểm tra)(?: cho)? (?=\p{L})",
    examples=["theo dõi, đôn đốc các trường", "kịp thời hướng dẫn Trạm Y tế"],
    rejects=["chỉ đạo, Trạm Y tế", "Công văn chỉ đạo các trường"],
    at="start",
)
_SENDS = build_cue(
    r"(?:\p{Ll}+,? ){0,3}?(?:gửi|trình|chuyển|nộp|báo cáo|thông báo|bàn giao)(?!\w)[^.;:]{0,200}?"
    r" (?:đến|về|cho|tới) (?=\p{L})",
    examples=["gửi biên bản đến UBND xã", "kịp thời báo cáo kết quả về Phòng Nội vụ"],
    rejects=["gửi, biên bản", "tổ chức gửi thư. Về nhà"],
    at="start",
)
_WORD_REACH = 14
"""Letters before "giao" in which the word before it stands."""


_IS_HANDLED = build_cue(
    r"[^.;:]{0,200}, (?:thì )?(?:kiên quyết |kịp thời |phải )?(?:xử lý|xử phạt|lập biên bản|áp dụng|thu hồi|đình chỉ"
    r"|cưỡng chế|tịch thu|không (?:cho|để|xem xét|giải quyết|cấp))(?!\w)",
    examples=[" vi phạm, xử lý theo quy định", " lấn chiếm đất công, kiên quyết thu hồi"],
    rejects=[" rà soát hồ sơ, báo cáo kết quả", " tổ chức họp. Xử lý"],
    at="start",
)
"""Behind those whom a case concerns: what others do about it."""


def find_assigned_within(view: str, part: Span) -> list[regex.Match[str]]:
    """Where "giao" assigns in the middle of a sentence, also in brackets, and "đề nghị" in one that assigns already."""
    spots = [*_WITHIN.finditer(view, part.start + 1, part.end)]
    if ASSIGNS.match(view, *part):
        spots = sorted([*spots, *_ASKED_TOO.finditer(view, *part)], key=lambda spot: spot.start())
    return [m for m in spots if not _says_what_for(view, part.start, m.start())]


def match_assignment(view: str, span: Span) -> regex.Match[str] | None:
    """The words of assignment that open a clause, with who assigns or without; see `ASSIGNS`."""
    match = ASSIGNS.match(view, *span)
    if match is None or _says_what_for(view, span.start, match.start("cue")):
        return None
    sends = match["cue"].startswith("phân công") and match.start("cue") > span.start
    return None if sends and _OWN_PEOPLE.match(view, match.end(), span.end) else match


def find_directed_end(parser: ActorParser, span: Span) -> int:
    """Where the list ends of those whom a clause has do something ("chỉ đạo Trạm Y tế, các trường | rà soát …") or to
    whom it sends something ("gửi biên bản đến HĐND, UBND xã"); the start of the clause where it does neither."""
    directs = _DIRECTS.match(parser.view, *span)
    verb = directs or _SENDS.match(parser.view, *span)
    others = parser.read_actors(verb.end(), span.end, partner=True) if verb else None
    if others is None or (directs and others.stop != "action"):
        return span.start
    acts = not directs and others.stop == "action" and len(others.items) > 1  # the last may be a subject
    return others.items[-2].span.end if acts else others.span.end


def _says_what_for(view: str, start: int, at: int) -> bool:
    """Whether the word before "giao" says that it assigns nothing: "để giao cho các hộ"."""
    return _NOT_ASSIGNED.search(view, max(start, at - _WORD_REACH), at) is not None


def read_unlisted(parser: ActorParser, span: Span, *, strong: bool) -> Actors | None:
    """A body that no table knows, known by its place: the words before "có trách nhiệm" that open a sentence, whatever
    they are ("Cố vấn học tập có nhiệm vụ …"); in a part that assigns, an abbreviation before a verb of duty; in small
    letters, as behind a label, those who bear a profession ("Bước 2 | huấn luyện viên đến từng lớp …")."""
    match = _HAS_DUTY.match(parser.view, *span)
    name = Span(*match.span("name")) if match else None
    name = _find_abbreviated(parser, span) if name is None and strong else name
    if name:
        return Actors(name, [Actor(name, "unit", "")], "action")
    people = parser.read_actors(*span, partner=True) if parser.view[span.start : span.start + 1].islower() else None
    acts = people is not None and people.items[0].label == "people" and people.stop in ("action", "stop")
    return people if acts else None


def _find_abbreviated(parser: ActorParser, span: Span) -> Span | None:
    """An abbreviation, up to the verb of duty behind it, that is not known to name something else than a body: "TPT Đội
    | phối hợp với các lớp"."""
    match = _ABBREVIATED.match(parser.view, *span)
    if not match or is_syllable(match["short"]) or kind_of_abbreviation(match["short"]) not in (None, *_OF_BODIES):
        return None
    words = (at + 1 for at in range(match.start("rest"), match.end()) if parser.view[at] == " ")
    verb = next((at for at in words if parser.action_at(at)), None)
    return Span(span.start, verb - 1) if verb else None


def read_asked(view: str, parser: ActorParser, span: Span) -> Actors | None:
    """The bodies behind "đề nghị", or the capital words up to a verb of duty: "Viettel, VNPT khu vực | khảo sát"."""
    if actors := parser.read_actors(*span, partner=True):
        return actors
    named = _ASKED.match(view, *span)
    name = Span(*named.span()) if named else _find_groups(parser, span)
    behind = parser.skip_blanks(name.end, span.end) if name else span.start
    if (
        name is None
        or parser.action_at(span.start)
        or not (view[behind : behind + 1].islower() and parser.action_at(behind))
    ):
        return None
    items = [Actor(Span(*piece.span()), "unit", "") for piece in _PIECE.finditer(view, *name)]
    return Actors(name, items, "action")


def _find_groups(parser: ActorParser, span: Span) -> Span | None:
    """ "các vị cao niên, trưởng tộc | vận động con cháu": groups up to a verb of duty."""
    match = _ASKED_GROUPS.match(parser.view, *span)
    if match is None:
        return None
    words = (at + 1 for at in range(match.start("rest") + 1, match.end()) if parser.view[at] == " ")
    verb = next((at for at in words if parser.action_at(at) and parser.view[at - 2] != ","), None)
    return Span(span.start, verb - 1) if verb else None


def read_concerned(view: str, parser: ActorParser, start: int, end: int, *, strong: bool) -> Actors | None:
    """The bodies behind "Đối với", if that charges them: a verb follows, in a part that assigns also behind a
    condition. A list that goes on with what is no body ("các cơ sở, công trình …") is what the sentence is about."""
    described = _read_before_colon(view, parser, start, end)
    actors = described or parser.read_actors(start, end)
    if actors and not described and _IS_HANDLED.match(view, actors.span.end, end):
        return None
    return actors if actors and (described or _is_charged(view, parser, actors, end, strong=strong)) else None


def _read_before_colon(view: str, parser: ActorParser, start: int, end: int) -> Actors | None:
    """A body that is known by what is done there, before a colon and a verb of duty: "đơn vị được thanh tra: bố trí …",
    if the verb does not say what others do with it."""
    colon = view.find(":", start, min(end, start + COLON_REACH))
    acts = parser.action_at(parser.skip_blanks(colon + 1, end)) if colon > 0 else None
    if not acts or _GETS.match(view, acts.start, end):
        return None
    return read_known_by(view, parser, Span(start, colon))


def read_known_by(view: str, parser: ActorParser, name: Span) -> Actors | None:
    """The body that a whole name tells by what is done there: "đơn vị được thanh tra"."""
    return _read_whole(parser, name, ("body", "unit")) if _KNOWN_BY.fullmatch(view, *name) else None


def read_given(parser: ActorParser, name: Span) -> Actors | None:
    """Those whom a whole name tells by what they were given to do: "cá nhân được giao chủ trì đề tài"."""
    return _read_whole(parser, name, ("unit", "people")) if _GIVEN.fullmatch(parser.view, *name) else None


def _read_whole(parser: ActorParser, name: Span, labels: tuple[str, ...]) -> Actors | None:
    opened = parser.match_opening(*name, listed=True)
    if opened is None or opened[0].label not in labels:
        return None
    return Actors(name, [Actor(name, opened[0].label, opened[0].kind)], "colon")


def _others_act(parser: ActorParser, words: Span) -> bool:
    """Whether another body acts for those who are named: "Đối với hộ mới | thì Phòng Kinh tế thẩm định"."""
    then = _THEN.match(parser.view, *words)
    return then is not None and parser.read_actors(then.end(), words.end, partner=True) is not None


def _is_charged(view: str, parser: ActorParser, actors: Actors, end: int, *, strong: bool) -> bool:
    stop, behind = actors.stop, parser.skip_blanks(actors.span.end + 1, end)
    if _IS_CONCERNED.match(view, actors.span.end, end) or _others_act(parser, Span(actors.span.end, end)):
        return False
    if stop == "colon":
        return parser.action_at(behind) is not None
    return stop == "action" or (stop == "stop" and strong) or (stop == "comma" and parser.action_at(behind) is not None)
