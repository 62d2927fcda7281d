"""The sentences of a paragraph, as charges are read in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vbparse.fields.actor_lists import Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.assigning import ASSIGNS, match_assignment
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_IN_CHARGE = Cue(
    r"(?<!\w)(?:chủ\s+trì|phụ\s+trách|chịu\s+trách\s+nhiệm)(?!\w)",
    examples=["chủ trì", "phụ  trách"],
    rejects=["chủ tịch"],
)
_PERSON = (
    r"(?:đồng\s+chí|đ/c|ông|bà)\s+(?!Phó|Trưởng|Chủ|Bí|Giám)\p{Lu}\p{Ll}*\s+\p{Lu}"
    rf"(?:(?!phối\s+hợp)[^.;:]){{0,120}}?\s{_IN_CHARGE.regex.pattern}"
)
_SENTENCE = Cue(
    r"(?<=[\p{Ll}\d)\"'%‰²³…]\s?[.;])\s+(?=\p{Lu})|(?<=\.\.\.)\s+(?=\p{Lu})"
    r"|(?<=;)\s+(?=(?P<person>" + _PERSON + r"))",
    examples=["đã xong. Sở Y tế", "tổ chức; Phòng Nội vụ", "vượt 0,25‰. Trạm bơm"],
    rejects=["đã xong. tiếp theo"],
)
_PERSON_IN_CHARGE = Cue(
    _PERSON,
    examples=["đồng chí Lê Văn Tâm - Phó Chủ tịch phụ trách", "ông Trần Hòa chịu trách nhiệm"],
    rejects=["đồng chí Phó Chủ tịch phụ trách", "ông Trần Hòa; phụ trách"],
    at="start",
)
_MEMBERS = Cue(r"(?<!\w)gồm(?!\w)", examples=["Thành phần gồm: "], rejects=["thành viên"])
LISTS_OBJECTS = build_cue(
    r"(?!(?i:giao|phân công|yêu cầu|đề nghị|chỉ đạo)(?!\w))[^.;:]{2,80} (?:cho|đối với) \d{1,3} [^.,;:]{2,40}: ?",
    examples=["Thống nhất cho 07 hội: ", "Hỗ trợ kinh phí cho 03 xã: "],
    rejects=["Giao cho 03 đơn vị: ", "Hỗ trợ cho các xã: "],
    at="start",
)
"""Before a list of those for whom something is done."""
_ABBREVIATION = Cue(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|TP|P|Đ|TS|ThS|TT|TTr|St|Tp)\.\s*$",
    examples=["của TP. ", "Ông. ", "phố Đ. "],
    rejects=["đã xong. "],
)
CONNECTIVE = build_cue(
    r"(?:(?:[Hh][ằà]ng (?:ngày|tuần|tháng|quý)|(?:[Mm]ỗi|[Bb]a|[Ss]áu|\d{1,2}) (?:tuần|tháng|quý) một lần)"
    r"(?=,? ?:? \p{L})"
    r"|[Rr]iêng|[Đđ]ồng thời|[Nn]goài ra|[Bb]ên cạnh đó|[Tt]rong đó|[Hh][ằà]ng năm|Trước mắt|Việc này) ?[,:]? ?",
    examples=["Riêng Trạm Y tế", "Đồng thời, Công an xã", "Hằng tháng mỗi chi hội", "Hằng tháng: chi hội trưởng"],
    rejects=["Công an xã"],
    at="start",
)
"""Joins a clause to the one before it; the body stands behind it."""
LOOKS_AFTER = Cue(r"\sphụ\s+trách\s", examples=["Phó Chủ tịch phụ trách hậu cần"], rejects=["người phụ trách"])
"""In the name of a post: what its bearer looks after, which is a charge where nothing else follows."""
_SEMICOLON = Cue(
    r";\s+(?=\p{L}|\d)", examples=["tuần tra; các thôn", "nhận; 03 tháng một lần, xã"], rejects=["tuần tra, các thôn"]
)
HAS_DUTY = build_cue(
    r" (?:chịu|có) trách nhiệm (?!(?:trước|về|chung)(?!\w))(?=\p{Ll})",
    examples=[" chịu trách nhiệm kiểm tra"],
    rejects=[" kiểm tra", " chịu trách nhiệm trước Giám đốc"],
    at="start",
)
"""Behind the name of a body, wherever the clause stands: an explicit charge."""
_ASIDE = build_cue(
    r" ?, ?(?:(?:tùy )?theo(?! dõi)|trên cơ sở|trong phạm vi|với vai trò)(?!\w)",
    examples=[", theo địa bàn được phân công"],
    rejects=[" theo địa bàn", ", theo dõi"],
    at="start",
)
"""Between a body and its verb, set off by commas: by what it acts."""
_COMMA = Cue(r"[,;]\s+(?=\p{Ll})", examples=[", nắm tình hình"], rejects=[", Công an xã", ", 5"])
_WITH_ASIDE = ("post", "body")
"""Labels of names behind which an aside may stand: "các hộ, theo danh sách, …" may go on with an object."""
_MANY = Cue(
    r"(?:các|những)\s(?!(?:hộ|em|cháu|người|trường\shợp|đối\stượng)(?!\w))",
    examples=["các thôn vận động"],
    rejects=["cách làm", "mỗi thôn", "các hộ tự trả", "những trường hợp"],
    at="start",
)
"""Bodies that open a clause behind one that charges nobody."""
_CIRCUMSTANCE_REACH = 80
"""Letters of a circumstance before the first comma of a sentence."""
_NUMBER = Cue(
    r"(?<=[:;.,]\s{0,2})\((?P<n>\d{1,2})\)\s+(?=\p{L})",
    examples=["các bước: (1) Trưởng thôn họp", "họp; (2) Trưởng thôn báo cáo"],
    rejects=["Mẫu (1)", "theo (1) và (2)"],
)
_REMEMBERED = 64
"""Paragraphs whose sentences are remembered: several rules ask for those of one."""
_LONGEST_ABBREVIATION = 6
"""Letters of an abbreviation with its dot and the blanks around it."""


@lru_cache(_REMEMBERED)
def split_sentences(view: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph; a semicolon before a capital parts too, and one between what two persons are in
    charge of, if they are no list of members; an abbreviation's dot does not."""
    if numbers := _find_numbers(view, span):
        starts, ends = [span.start, *(n.end for n in numbers)], [*(n.start for n in numbers), span.end]
        parts = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
        return tuple(sentence for part in parts for sentence in split_sentences(view, part))
    cuts = [span.start]
    for match in _SENTENCE.finditer(view, *span):
        if match["person"] and (
            _MEMBERS.search(view, span.start, match.start()) or not _IN_CHARGE.search(view, cuts[-1], match.start())
        ):
            continue
        if not _ABBREVIATION.search(view, max(span.start, match.start() - _LONGEST_ABBREVIATION), match.start()):
            cuts.append(match.end())
    return tuple(Span(a, b) for a, b in zip(cuts, [*cuts[1:], span.end], strict=True))


def _find_numbers(view: str, span: Span) -> list[Span]:
    """The numbers of what is listed within a paragraph, one after the other: "… như sau: (1) Trưởng thôn …; (2) …"."""
    matches = [*_NUMBER.finditer(view, *span)]
    in_order = all(int(match["n"]) == n for n, match in enumerate(matches, 1))
    return [Span(*match.span()) for match in matches] if len(matches) > 1 and in_order else []


def split_clauses(view: str, parser: ActorParser, sentence: Span) -> list[Span]:
    """The clauses of a sentence in which one body after the other does something: "Công an xã tuần tra; các thôn báo
    cáo …", or many bodies do so behind what names nobody: "Sửa hàng rào; các trường ký cam kết …". A semicolon before
    anything else parts nothing."""
    first = _read_first(view, parser, sentence)
    if first and not _acts(view, first):
        cuts = [sentence.start, *_find_duties(view, parser, sentence)]
        return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], sentence.end], strict=True)]
    cuts = [sentence.start]
    for match in _SEMICOLON.finditer(view, first.items[0].span.end if first else sentence.start, sentence.end):
        connective = CONNECTIVE.match(view, match.end(), sentence.end)
        actors = parser.read_actors(connective.end() if connective else match.end(), sentence.end)
        if actors is None or not (_acts(view, actors) or _acts_behind_aside(view, parser, actors, sentence.end)):
            continue
        if first is None:
            many = _MANY.match(view, match.end(), sentence.end) or HAS_DUTY.match(view, actors.span.end, sentence.end)
            apart = actors.stop == "action" and many is not None
        else:
            apart = match.start() >= first.span.end or _acts(view, first, first=True)
        if apart:
            cuts.append(match.end())
    return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], sentence.end], strict=True)]


def _find_duties(view: str, parser: ActorParser, sentence: Span) -> Iterator[int]:
    """Where behind a semicolon a clause says that somebody has a duty: "Kết quả chấm là tạm tính; giáo viên chịu trách
    nhiệm kiểm tra …"."""
    for match in _SEMICOLON.finditer(view, *sentence):
        actors = parser.read_actors(match.end(), sentence.end)
        if actors and HAS_DUTY.match(view, actors.span.end, sentence.end):
            yield match.end()


def _read_first(view: str, parser: ActorParser, sentence: Span) -> Actors | None:
    """The bodies that a sentence opens with, behind "giao" or a circumstance ("Khi có bão, …")."""
    called = match_assignment(view, sentence)
    first = parser.read_actors(called.end() if called else sentence.start, sentence.end)
    if first or called or parser.action_at(parser.skip_blanks(*sentence)):
        return first
    comma = view.find(",", sentence.start, min(sentence.end, sentence.start + _CIRCUMSTANCE_REACH))
    return parser.read_actors(comma + 1, sentence.end) if comma > 0 else None


def _acts(view: str, actors: Actors, *, first: bool = False) -> bool:
    """Whether a verb follows a list of bodies, or its last (or `first`) one is named with what it looks after."""
    looks_after = LOOKS_AFTER.search(view, *actors.items[0 if first else -1].span) is not None
    return looks_after or (actors.stop == "action" and not first)


def _acts_behind_aside(view: str, parser: ActorParser, actors: Actors, end: int) -> bool:
    """Whether a verb follows behind what is set off by commas: "các Ủy viên, theo địa bàn được phân công, | nắm …"."""
    aside = _ASIDE.match(view, actors.span.end, end)
    if aside is None or actors.items[-1].label not in _WITH_ASIDE:
        return False
    for comma in _COMMA.finditer(view, aside.end(), end):
        if comma[0][0] == ";":
            return False
        if parser.action_at(comma.end()):
            return True
    return False


def join_lists(view: str, parser: ActorParser, parts: Sequence[Span]) -> list[Span]:
    """A list of bodies parted by semicolons is no sentence: it goes on with the part behind it."""
    out: list[Span] = []
    for part in parts:
        previous = out[-1] if out else None
        if previous and view[previous.start : previous.end].rstrip()[-1:] == ";":
            called = ASSIGNS.match(view, *previous)
            names = Span(called.end() if called else previous.start, previous.end)
            actors = None if _PERSON_IN_CHARGE.match(view, *part) else parser.read_actors(*names)
            listed = actors is not None and not view[actors.span.end : previous.end].strip(" ;")
            if listed or LISTS_OBJECTS.match(view, *previous):
                out[-1] = Span(previous.start, part.end)
                continue
        out.append(part)
    return out


def cut_at_sentence(parts: list[Span], start: int, end: int) -> int:
    """Where a task from `start` to `end` ends if the last sentence that it reaches into is not its own."""
    at = bisect_right(parts, end, key=lambda part: part.start) - 1
    reaches_into = at >= 0 and start < parts[at].start and end < parts[at].end
    return parts[at].start if reaches_into else end
