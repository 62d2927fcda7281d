"""Who is charged: lists of bodies, posts, groups and persons as they stand in a sentence, and where the list ends.

The lexicon says where a name may begin (`bodies.lexicon`); this module says how far it goes: up to a verb of duty, a
word that opens a condition (theo, để, khi …), or punctuation behind which no further body stands. Commas and "và"
inside a name ("Sở Văn hóa, Thể thao và Du lịch") are told from those between names by what follows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from vbparse.bodies.lexicon import Term, Terms, misspelt_unit
from vbparse.language.cues import build_cue, widen_blanks
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import Span

DETERMINER = build_cue(
    r"(?:{determiner} )+",
    examples=["các phòng", "Lãnh đạo các đơn vị", "đồng chí Lê Văn Tâm"],
    rejects=["cách làm"],
    at="start",
)
_TITLES = r"(?:(?:(?:TS|ThS|PGS|GS|BS|CN|KS)\.? ?|{rank} ))*"
_PERSON = build_cue(
    _TITLES + r"\p{Lu}[\p{Ll}\p{M}]+(?: \p{Lu}[\p{Ll}\p{M}]*){1,4}|\p{Lu}[\p{Ll}\p{M}]+(?= ?(?:[-:]|, \p{Ll}))",
    examples=["Lê Văn Tâm", "ThS. Trần Thị Hoa", "Hòa: tổng hợp số liệu"],
    rejects=["phòng Nội vụ", "SỞ Y TẾ"],
    at="start",
)
_RANKED = build_cue(
    r"(?:(?-i:{rank}) )\p{Lu}[\p{Ll}\p{M}]+(?: \p{Lu}[\p{Ll}\p{M}]*){1,4}(?= ?[-,:(])",
    examples=["Thiếu tá Vũ Đình Khang - Trưởng Công an xã"],
    rejects=["Thiếu tá Vũ Đình Khang chủ trì", "Công an xã - đơn vị"],
    at="start",
)
_COMRADE = Cue(
    r"(?:[Đđ]ồng\s+chí|[Đđ]\s?/\s?[Cc]\.?|[ÔôÔ]ng|[Bb]à|[Tt]hầy|[Cc]ô)\s+",
    examples=["đồng chí ", "Đ/c ", "ông "],
    rejects=["các phòng "],
)
_POST = Cue(
    r"\s*[-,(]\s*(?=\p{Lu})", examples=[" - Trưởng phòng", "(Chủ tịch)"], rejects=[" - trưởng phòng"], at="start"
)
_STOP = build_cue(
    r"{condition}(?!\w)", examples=["theo chức năng", "để thực hiện"], rejects=["chủ trì thực hiện"], at="start"
)
_OF_CRIME = build_cue(
    r"tội phạm $", examples=["điều tra tội phạm "], rejects=["tội phạm về "]
)  # "Đội Cảnh sát điều tra tội phạm về trật tự xã hội"
_OF_GROUP = build_cue(r"(?:các|những|của|thuộc) $", examples=["của các ", "thuộc "], rejects=["các phòng "])
_WANTS_NAME = build_cue(
    r"{head that wants a name}", examples=["Tổ", "Lực lượng"], rejects=["Tổ công tác", "Sở"], at="whole"
)
_CHARGED = build_cue(r"{plain charge}(?!\w)", examples=["chủ trì", "có trách nhiệm"], rejects=["chủ tịch"], at="start")
_BEHIND_UNIT = build_cue(
    r"(?<=[\s(])(?<![Hh]ợp\stác\s){unit}(?: [\p{Lu}\d][\p{L}\d]*(?: -)?)* $",
    examples=["của xã Tân Phú ", "(phường 5 "],
    rejects=["hợp tác xã Tân Phú ", "của xã hội "],
)
_MORE_OF_UNIT = build_cue(
    r"{behind a unit}(?!\w)|[^\p{Ll}]",
    examples=["trên địa bàn", "thuộc tỉnh", "12 hộ"],
    rejects=["cắm biển báo"],
    at="start",
)
_NEXT_NAME = build_cue(
    r" ?, ?(?!Thể thao|Chống|chống)(?=\p{Lu})",
    examples=[", Tài chính"],
    rejects=[", Thể thao và Du lịch", ", tài chính"],
)
_EXPLAINS = build_cue(
    r"\( ?{explanation}(?!\w)",
    examples=["(cơ quan thường trực)", "(qua Phòng Nội vụ)"],
    rejects=["(Phòng Nội vụ)"],
    at="start",
)
_SUBUNITS = Cue(
    r"\(\s*\p{Lu}[^()]*[,;]\s*\p{Lu}[^()]*$",
    examples=["(Phòng Tham mưu, Đội Tổng hợp"],
    rejects=["(Phòng Tham mưu", "(phòng, ban"],
    at="start",
)  # "(Phòng A, Đội B)" behind what they belong to
_HEAD_OF_MANY = build_cue(
    r"(?P<lead>.*?)(?:[Cc]ác|[Nn]hững) (?P<unit>{head of many})(?:,? (?:ban,? )?ngành)?",
    examples=["Giám đốc các Sở", "Trưởng các phòng, ban, ngành"],
    rejects=["Giám đốc Sở Y tế", "các thôn"],
    at="whole",
)
_PLURALS = ("các", "những", "mọi", "từng")
_WITHIN = build_cue(
    r"trong (?!{within a name}(?!\w))", examples=["trong tháng 9"], rejects=["trong toàn tỉnh", "trong xã"], at="start"
)
_GROUP_NOUN = build_cue(
    r"tổ chức(?i:(?= ?{kind of organisation}))",
    examples=["tổ chức chính trị - xã hội", "tổ chức, cá nhân"],
    rejects=["tổ chức ra quân"],
    at="start",
)
_CHARGE = Cue(
    r"(?:Chủ\s+trì|Phối\s+hợp|Có\s+trách|Chịu\s+trách|Chủ\s+động)(?!\w)",
    examples=["Chủ trì", "Có trách nhiệm"],
    rejects=["Chủ tịch"],
    at="start",
)
_MANY_POSTS = Cue(
    r"(?i:trưởng các|lãnh đạo|đại diện|thành viên)", examples=["Thủ trưởng các ", "lãnh đạo "], rejects=["các phòng "]
)
_SMALL_LIST = Cue(
    r"[\p{Ll}\s]{2,24}(?:,| và | -)",
    examples=["y tế, giáo dục", "văn hóa và thể thao"],
    rejects=["Y tế, giáo dục", "y tế; giáo dục"],
    at="start",
)
_PLURAL = Cue(
    r"(?i)(?:các|những|mọi|từng|toàn thể)\s", examples=["các thôn", "Toàn thể cán bộ"], rejects=["cách làm"], at="start"
)
_SEVERAL = Cue(
    r"(?i)\b(?:các|những|từng|mọi|cơ quan|đơn vị)\s+\p{Ll}",
    examples=["Thủ trưởng các phòng", "cơ quan chuyên môn"],
    rejects=["Sở Y tế"],
)
_WORD = Cue(r"[\w%&/.]*\w|\S", examples=["Sở", "100%", "Đ/c", ":"], rejects=[" "], at="start")
_SEPARATOR = Cue(
    r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng với|cùng|hoặc|\&)\s+|/\s*(?=\p{Lu}))",
    examples=[", ", "; cùng ", " và ", "/ Phòng"],
    rejects=[" với ", "/2024"],
    at="start",
)


@cache
def _behind_field() -> regex.Pattern[str]:
    """The name of an office's field ends here ("Phòng Kinh tế và Hạ tầng cắm biển báo …")."""
    fields = "|".join(
        widen_blanks(f) for f in sorted(column("organisations", "term", label="field"), key=len, reverse=True)
    )
    return regex.compile(rf"(?<=\s(?:và|-)\s)(?:{fields})\s+$")


@dataclass(frozen=True, slots=True)
class Actor:
    """One body of a list. `label` is that of the term that opens its name; `name` is its reading where the wording
    leaves a part out ("Giám đốc các Sở: A, B")."""

    span: Span
    label: str
    kind: str
    person: Span | None = None
    post: Span | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Actors:
    """A list of bodies. `stop` says what ended it: action, colon, stop (a condition), comma, end or other."""

    span: Span
    items: list[Actor]
    stop: str

    def extend_to(self, end: int) -> Actors:
        """The same list, its last name going on to `end`."""
        last = self.items[-1]
        longer = Actor(Span(last.span.start, end), last.label, last.kind, last.person, last.post)
        return Actors(Span(self.span.start, end), [*self.items[:-1], longer], self.stop)


class ActorParser:
    """Reads lists of bodies at given places of one text.

    `names_only` is for stretches that hold nothing but names, such as those before a colon: there "bảo vệ" or "đầu tư"
    is part of a name, and only a plain charge (chủ trì, có trách nhiệm …) ends it.
    """

    def __init__(self, view: str, terms: Terms, *, names_only: bool = False) -> None:
        self.view = view
        self.terms = terms.at
        self.names_only = names_only
        self.names = self if names_only else ActorParser(view, terms, names_only=True)

    def action_at(self, pos: int) -> Term | None:
        """A verb of duty that begins here."""
        term = self.terms.get(pos)
        if term is None or term.label != "action":
            return None
        return None if self.names_only and not _CHARGED.match(self.view, pos, term.end + 16) else term

    def skip_blanks(self, pos: int, end: int) -> int:
        """Past blanks."""
        while pos < end and self.view[pos] == " ":
            pos += 1
        return pos

    def read(self, start: int, end: int, *, partner: bool = False) -> Actors | None:
        """The list of bodies that begins at `start`, or None where none does. Behind "phối hợp" (`partner`) a common
        noun without "các" names a body too."""
        items: list[Actor] = []
        pos = self.skip_blanks(start, end)
        first = pos
        stop = "end"
        while True:
            found = self._read_actor(pos, end, listed=bool(items) or partner, partner=partner)
            if found is None:
                break
            actor, stop = found
            shared = self._read_shared_head(actor, end) if stop == "colon" else None
            if shared:
                items += shared[0]
                stop = shared[1]
            else:
                items.append(actor)
            if stop != "list":
                break
            match = _SEPARATOR.match(self.view, self._pass_explanation(items[-1].span.end, end), end)
            pos = match.end() if match else end
        if not items:
            return None
        if stop == "list":
            stop = "comma"
        return Actors(Span(first, items[-1].span.end), _join_collectives(self.view, items), stop)

    def _read_shared_head(self, actor: Actor, end: int) -> tuple[list[Actor], str] | None:
        """ "Giám đốc các Sở: Xây dựng, Tài chính": one head before a colon for several names behind it."""
        head = _HEAD_OF_MANY.fullmatch(self.view, *actor.span)
        if not head:
            return None
        lead = " ".join(f"{head['lead'] or ''} {head['unit']}".split())
        items: list[Actor] = []
        pos = self.skip_blanks(actor.span.end + 1, end)
        while pos < end and self.view[pos].isupper():
            at, stop = self._find_name_end(pos, end)
            for part in _split_names(self.view, Span(pos, at)):
                name = f"{lead} {' '.join(self.view[part.start : part.end].split())}"
                items.append(Actor(part, actor.label, actor.kind, name=name))
            match = _SEPARATOR.match(self.view, at, end)
            if stop not in ("list", "comma") or not match or self.view[match.start() : match.end()].strip()[:1] == ";":
                return (items, stop) if items else None
            if self.match_opening(match.end(), end, listed=True):
                return items, "list"
            pos = match.end()
        return (items, "end") if items else None

    def match_opening(self, pos: int, end: int, *, listed: bool) -> tuple[Term, int] | None:
        """Does a name begin here? The term that opens it and the offset behind determiner and term."""
        match = DETERMINER.match(self.view, pos, end)
        ranked = None if match else _RANKED.match(self.view, pos, end)
        if ranked:
            return Term(pos, ranked.end(), "person", "person"), ranked.end()
        at = match.end() if match else pos
        term = self.terms.get(at)
        if match and (term is None or term.label in ("name", "none")):
            return self._match_determined(match, at, end)
        if term is None or term.label in ("none", "name"):
            return None
        if term.label == "action":
            noun = (
                self.view.startswith("tổ chức", at) and match is not None and match[0].lower().split()[-1] in _PLURALS
            )
            group = _GROUP_NOUN.match(self.view, at, end)
            return (Term(at, at + 7, "unit", "collective"), at + 7) if noun or (group and (match or listed)) else None
        if term.label == "unit" and not match and not listed and self.view[at].islower():
            return None
        return term, term.end

    def _match_determined(self, match: regex.Match[str], at: int, end: int) -> tuple[Term, int] | None:
        slip = misspelt_unit(self.view, at, end)
        if slip:
            return Term(at, slip, "unit", "collective"), slip
        comrade = _COMRADE.search(match[0])
        person = _PERSON.match(self.view, at, end) if comrade else None
        if person:
            return Term(at, person.end(), "person", "person"), person.end()
        posts = _MANY_POSTS.search(match[0])
        return (Term(at, at, "post", "head"), at) if posts and self.view[at : at + 1].isalpha() else None

    def _read_actor(self, pos: int, end: int, *, listed: bool, partner: bool) -> tuple[Actor, str] | None:
        opened = self.match_opening(pos, end, listed=listed)
        if opened is None:
            return None
        term, at = opened
        person = Span(term.start, term.end) if term.label == "person" else None
        post = None
        if person:
            dash = _POST.match(self.view, at, end)
            follows = self.terms.get(dash.end()) if dash else None
            if dash and follows and follows.label in ("post", "body", "people"):
                at, stop = self._find_name_end(follows.end, end)
                field = self.view.find(" phụ trách ", dash.end(), at)
                if field > 0:
                    at, stop = field, "stop"
                post = Span(dash.end(), at)
                return Actor(Span(pos, at), "person", "person", person, post), stop
        at, stop = self._find_name_end(self._pass_bare_head(term, at, end, partner=partner), end)
        return Actor(Span(pos, at), term.label, term.kind, person, post), stop

    def _pass_bare_head(self, term: Term, at: int, end: int, *, partner: bool) -> int:
        """ "Tổ rà soát", "Đội quản lý trật tự đô thị", "đơn vị vận hành": a head that is no name by itself takes the
        verb behind it into the name."""
        behind = self.action_at(self.skip_blanks(at, end))
        bare = _WANTS_NAME.fullmatch(self.view, term.start, term.end) or (
            partner and self.view.startswith("đơn vị", term.start)
        )
        if (
            not behind
            or not bare
            or not self.view[behind.start].islower()
            or _CHARGED.match(self.view, behind.start, end)
        ):
            return at
        return behind.end

    def _find_name_end(self, pos: int, end: int) -> tuple[int, str]:
        """How far a name goes from `pos` on, and what ends it."""
        at, limit = pos, min(end, pos + 260)
        while at < limit:
            here = self.skip_blanks(at, limit)
            if here >= limit:
                break
            separator = _SEPARATOR.match(self.view, at, limit)
            if separator:
                stop = self._classify_separator(separator, here, limit)
                after = separator.end()
            elif not self.view[here].isalnum():
                after, stop = self._pass_mark(here, limit, end)
            else:
                after, stop = self._pass_word(here, limit), self._classify_word(here, limit)
            if stop:
                return (at if after >= at else after), stop
            at = after
        return min(at, end), "end" if at >= limit else "other"

    def _pass_mark(self, pos: int, limit: int, end: int) -> tuple[int, str | None]:
        """Past a mark inside a name, or what it ends the name with."""
        view, char = self.view, self.view[pos]
        if char == "(":
            close = view.find(")", pos, min(limit, pos + 120))
            if close < 0 or _EXPLAINS.match(view, pos, limit) or _SUBUNITS.match(view, pos, close):
                return pos, "stop" if close < 0 else self._classify_behind_bracket(close + 1, end)
            return close + 1, None
        if view.startswith(("...", "…"), pos):
            return pos + (3 if char == "." else 1), None
        if char == "-":
            after = self._pass_hyphen(pos, limit)
            return after, "stop" if after == pos else None
        if char in ":.\"'?!=)":
            return pos, "colon" if char == ":" else "end"
        return self._pass_word(pos, limit), None

    def _pass_word(self, pos: int, limit: int) -> int:
        """Past a word or a term of the lexicon inside a name."""
        term = self.terms.get(pos)
        if term and term.label in ("body", "name", "people", "post"):
            return term.end
        word = _WORD.match(self.view, pos, limit)
        at = word.end() if word else pos + 1
        while self.view[at - 1] in "./" and at > pos + 1:
            at -= 1
        return at

    def _pass_explanation(self, pos: int, end: int) -> int:
        """Past a bracket that only explains the name before it."""
        at = self.skip_blanks(pos, end)
        close = self.view.find(")", at, end) if self.view[at : at + 1] == "(" else -1
        return close + 1 if close > 0 else pos

    def _classify_behind_bracket(self, pos: int, end: int) -> str:
        """What goes on behind a bracket that only explains ("Sở Y tế (cơ quan thường trực) chủ trì …")."""
        after = self.skip_blanks(pos, end)
        if after >= end or self.view[after] in ".;":
            return "end"
        if self.view[after] == ":":
            return "colon"
        separator = _SEPARATOR.match(self.view, pos, end)
        if separator and self._classify_separator(separator, after, end) == "list":
            return "list"
        return "action" if self.action_at(after) else "stop"

    def _classify_word(self, pos: int, end: int) -> str | None:
        """Does the word at `pos` end a name? A verb of duty or the opening of a condition."""
        view = self.view
        if view[pos].isupper():
            return "action" if _CHARGE.match(view, pos, end) else None
        if view.startswith("tổ chức", pos) and _OF_GROUP.search(view, max(0, pos - 8), pos):
            return None
        if view.startswith("phụ trách", pos) and not self.action_at(self.skip_blanks(pos + 9, end)):
            return None
        if self.action_at(pos) or (
            not self.names_only and self._name_is_whole(pos) and not _MORE_OF_UNIT.match(view, pos, end)
        ):
            return "action"
        if view.startswith("về ", pos) and _OF_CRIME.search(view, max(0, pos - 12), pos):
            return None
        if _STOP.match(view, pos, end) or _WITHIN.match(view, pos, end):
            return "stop"
        return None

    def _name_is_whole(self, pos: int) -> bool:
        """Behind "thị trấn Đồng Mai" or "Kinh tế và Hạ tầng" a word in small letters is a verb, known or not."""
        if _BEHIND_UNIT.search(self.view, max(0, pos - 60), pos):
            return True
        return _behind_field().search(self.view, max(0, pos - 24), pos) is not None

    def _pass_hyphen(self, pos: int, end: int) -> int:
        """Past a hyphen inside a name ("Văn phòng - Thống kê"); `pos` itself where it is a dash before other text."""
        after = self.skip_blanks(pos + 1, end)
        if after >= end or self.view[after] == "-":
            return pos
        word = _WORD.match(self.view, after, end)
        return word.end() if word else pos

    def _classify_separator(self, separator: regex.Match[str], pos: int, end: int) -> str | None:
        """What a comma, semicolon or "và" means: "list" (another body follows), an end, or None (inside the name)."""
        after = separator.end()
        mark = self.view[pos]
        if after >= end:
            return "end"
        term = self.terms.get(after)
        opened = self.match_opening(after, end, listed=True)
        if opened and not (term and term.label == "action" and opened[0].label != "unit"):
            return "list"
        if self.view[after].islower() and self.action_at(after):
            return "action"
        if mark == ";":
            return "comma"
        if mark == "," and (_STOP.match(self.view, after, end) or _WITHIN.match(self.view, after, end)):
            return "stop"
        if self.view[after].isupper() or separator[0].strip() in ("và", "cùng"):
            return None
        if mark == ",":
            return None if self.names_only or _SMALL_LIST.match(self.view, after, min(end, after + 40)) else "comma"
        return None


_FIXED = build_cue(r"{within a collective}(?!\w)", examples=["phường", "đoàn thể"], rejects=["công an xã"], at="start")


def _split_names(view: str, span: Span) -> list[Span]:
    """A run of names split at its commas; "Văn hóa, Thể thao và Du lịch" stays one."""
    cuts, start = [], span.start
    for match in _NEXT_NAME.finditer(view, *span):
        cuts.append(Span(start, match.start()))
        start = match.end()
    return [*cuts, Span(start, span.end)]


def _join_collectives(view: str, items: list[Actor]) -> list[Actor]:
    """Join what is one collective: "các sở" + "ban" + "ngành", "UBND các xã" + "phường" + "đặc khu"."""
    out: list[Actor] = []
    for item in items:
        bare = bool(_FIXED.match(view, item.span.start)) and not _PLURAL.match(view, *item.span)
        if out and bare and _is_collective(view, out[-1]) and view[item.span.start].islower():
            last = out[-1]
            out[-1] = Actor(Span(last.span.start, item.span.end), last.label, last.kind, last.person, last.post)
        else:
            out.append(item)
    return out


def _is_collective(view: str, actor: Actor) -> bool:
    return actor.label == "unit" or bool(_SEVERAL.search(view, *actor.span))
