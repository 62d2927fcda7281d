"""Who is charged: lists of bodies, posts, groups and persons as they stand in a sentence, and where the list ends."""

from __future__ import annotations

import regex

from vbparse.bodies.lexicon import Terms
from vbparse.fields.actor_lists import PLURAL, SEVERAL, Actor, Actors, join_collectives
from vbparse.fields.name_ends import SEPARATOR
from vbparse.fields.persons import PersonNames
from vbparse.fields.whole_names import FIELD_OF_OFFICE
from vbparse.language.cues import build_cue
from vbparse.text import Span

_IN_CHARGE_OF = build_cue(
    r" phụ trách(?P<all> chung)?(?!\w)", examples=[" phụ trách chung", " phụ trách âm thanh"], rejects=["phụ trách"]
)
"""What a body is in charge of is no part of its name, as it is of a post's ("Phó Chủ tịch phụ trách văn xã")."""
_HOLDER = build_cue(
    r" ?\({comrade} (?P<person>\p{Lu}[\p{L}']*(?: \p{Lu}[\p{L}']*){1,4}) ?\)",
    examples=["Hiệu trưởng (đ/c Lê Văn Tâm)", "Kế toán (bà Trần Thị Hoa)"],
    rejects=["Hiệu trưởng (đ/c Tâm, điện thoại 0912)", "Kế toán (văn thư)"],
)
"""Who holds a post, in a bracket behind it."""
_NEXT_NAME = build_cue(
    r" ?, ?(?!Thể thao|Chống|chống)(?=\p{Lu})",
    examples=[", Tài chính"],
    rejects=[", Thể thao và Du lịch", ", tài chính"],
)
_HEAD_OF_MANY = build_cue(
    r"(?P<lead>.*?)(?:[Cc]ác|[Nn]hững) (?P<unit>{head of many})(?:,? (?:ban,? )?ngành)?",
    examples=["Giám đốc các Sở", "Trưởng các phòng, ban, ngành"],
    rejects=["Giám đốc Sở Y tế", "các thôn"],
    at="whole",
)
_DUTY_LATER = build_cue(
    r"(?! ?(?:(?:có|chịu) trách nhiệm|phải|cần))(?:(?! thì )[^.;:]){4,140}?(?<!,)(?= (?:có|chịu) trách nhiệm(?!\w))",
    examples=[" khai thác cát, sỏi có trách nhiệm", ", lắp đặt biển có trách nhiệm"],
    rejects=[" có trách nhiệm khai thác", " khai thác cát; có trách nhiệm"],
    at="start",
)
"""What a group does may be a list itself, up to its duty."""
_DUTY_SOON = build_cue(
    r"(?! ?(?:(?:có|chịu) trách nhiệm|phải|cần|chủ trì|phối hợp))(?:(?! thì )[^,.;:]){4,70}?"
    r"(?= (?:(?:có|chịu) trách nhiệm|phải (?!được)|hoàn thành việc))",
    examples=[" tham gia lớp học có trách nhiệm", " khai thác thủy nông chịu trách nhiệm", " dự thi hoàn thành việc"],
    rejects=[" phải nộp", " tham gia lớp học"],
    at="start",
)
_OF_THINGS = build_cue(
    r"(?<!\w)(?:các|những|số|mọi|từng|toàn bộ|được)(?!\w)",
    examples=[" rà soát các khoản", " được đề nghị rà soát khoản"],
    rejects=[" khai thác thủy nông"],
)
"""Words that no name of a body holds: what stands before "phải" tells of things ("rà soát các khoản phải thu")."""
_BY_WHAT = build_cue(
    r" ?,? ?(?:căn cứ|trên cơ sở|theo|tùy|khi|nếu|trong quá trình)(?!\w)",
    examples=[" căn cứ vào hồ sơ", " theo chức năng"],
    rejects=[" khai thác thủy nông"],
    at="start",
)
"""Between a name and its duty: when or by what it is to be done."""
_MORE_OBJECTS = build_cue(
    r", (?:(?! thì )[^.;:]){4,70}?(?= (?:(?:có|chịu) trách nhiệm|phải (?!được)))",
    examples=[", khí hóa lỏng phải duy trì", ", tàu cá có trách nhiệm"],
    rejects=[", rà soát hồ sơ. Các xã phải", ", khí phải được"],
    at="start",
)
"""More of what the bearers of a name deal in, behind a comma: "các cơ sở kinh doanh xăng dầu | , khí hóa lỏng phải"."""
GROUPS = ("people", "unit", "post")
"""Labels of names that may go on with what their bearers do ("hộ dân tham gia mô hình có trách nhiệm")."""
COLON_REACH = 160
"""Letters of names before a colon."""


class ActorParser(PersonNames):
    """Reads lists of bodies at given places of one text, each place once. `names` reads stretches that hold nothing but
    names (see `NameStarts`)."""

    def __init__(self, view: str, terms: Terms, *, names_only: bool = False) -> None:
        super().__init__(view, terms, names_only=names_only)
        self.names = self if names_only else ActorParser(view, terms, names_only=True)
        self._lists: dict[tuple[int, int, bool], Actors | None] = {}

    def read_actors(self, start: int, end: int, *, partner: bool = False) -> Actors | None:
        """The list of bodies that begins at `start`, or None where none does. Behind "phối hợp" (`partner`) a common
        noun without "các" names a body too."""
        key = (start, end, partner)
        if key not in self._lists:
            self._lists[key] = self._read_list(start, end, partner=partner)
        return self._lists[key]

    def _read_list(self, start: int, end: int, *, partner: bool) -> Actors | None:
        items: list[Actor] = []
        pos = self.skip_blanks(start, end)
        first = self.first = pos
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
            match = SEPARATOR.match(self.view, self.pass_explanation(items[-1].span.end, end), end)
            pos = match.end() if match else end
        if not items:
            return None
        if stop == "list":
            stop = "comma"
        actors = Actors(Span(first, items[-1].span.end), join_collectives(self.view, items), stop)
        chosen = self.find_listed_end(actors.span.end, end)
        if chosen is None and (items[-1].label == "people" or SEVERAL.search(self.view, *actors.span)):
            chosen = self.find_chosen_end(actors.span.end, end)
        if chosen:
            return Actors(actors.span, actors.items, "action").extend_to(chosen)
        doing = self._match_doing(actors, items[-1], end)
        return actors.extend_to(doing.end()) if doing and self._goes_on(actors, doing) else actors

    def _match_doing(self, actors: Actors, last: Actor, end: int) -> regex.Match[str] | None:
        """What those who are named do, between the name of the last of them and their duty."""
        at = actors.span.end
        if actors.stop == "action" and (doing := _DUTY_SOON.match(self.view, at, end)):
            return doing
        many = last.label == "unit" and PLURAL.match(self.view, *last.span)
        if actors.stop == "comma" and many and (doing := _MORE_OBJECTS.match(self.view, at, end)):
            return doing
        return _DUTY_LATER.match(self.view, at, end) if last.label == "people" else None

    def _goes_on(self, actors: Actors, doing: regex.Match[str]) -> bool:
        """Whether the words up to the duty belong to the name: what a group does ("hộ dân tham gia mô hình"), or a
        verb in the name of a body ("Trạm Quản lý khai thác thủy nông"), and no other body stands among them."""
        if _BY_WHAT.match(doing[0]):
            return False
        if actors.items[-1].label in GROUPS:
            return True
        if _OF_THINGS.search(doing[0]):
            return False
        words = range(doing.start(), doing.end())
        return not any(self.match_opening(at, doing.end(), listed=True) for at in words if self.view[at - 1] == " ")

    def _read_shared_head(self, actor: Actor, end: int) -> tuple[list[Actor], str] | None:
        """ "Giám đốc các Sở: Xây dựng, Tài chính": one head before a colon for several names behind it."""
        head = _HEAD_OF_MANY.fullmatch(self.view, *actor.span)
        if not head:
            return None
        lead = " ".join(f"{head['lead'] or ''} {head['unit']}".split())
        items: list[Actor] = []
        pos = self.skip_blanks(actor.span.end + 1, end)
        while pos < end and self.view[pos].isupper():
            at, stop = self.find_name_end(pos, end)
            for part in _split_names(self.view, Span(pos, at)):
                name = f"{lead} {' '.join(self.view[part.start : part.end].split())}"
                items.append(Actor(part, actor.label, actor.kind, name=name))
            match = SEPARATOR.match(self.view, at, end)
            if stop not in ("list", "comma") or not match or self.view[match.start() : match.end()].strip()[:1] == ";":
                return (items, stop) if items else None
            if self.match_opening(match.end(), end, listed=True):
                return items, "list"
            pos = match.end()
        return (items, "end") if items else None

    def shares_head(self, actors: Actors, end: int) -> bool:
        """Whether the last of bodies before a colon is the head of several names behind it ("Các Sở: Tài chính, Xây
        dựng rà soát …"), and not a body with its task: a list of names, none of which opens with a verb of duty."""
        listed = self.read_actors(actors.span.start, end)
        behind = [item for item in listed.items if item.span.start > actors.span.end] if listed else []
        if listed is None or listed.stop == "end" or len(behind) < 2:
            return False
        return not any(self._opens_with_verb(item.span) for item in behind)

    def _opens_with_verb(self, name: Span) -> bool:
        """Whether a name opens with a verb of duty, and is not the field of an office as a whole: "Xây dựng"."""
        verb = self.action_at(name.start)
        return verb is not None and FIELD_OF_OFFICE.fullmatch(self.view, *name) is None

    def _read_actor(self, pos: int, end: int, *, listed: bool, partner: bool) -> tuple[Actor, str] | None:
        opened = self.match_opening(pos, end, listed=listed)
        if opened is None:
            return None
        term, at = opened
        person = Span(term.start, term.end) if term.label == "person" else None
        if person and (ended := self.read_person(at, end)):
            at, stop, post = ended
            return Actor(Span(pos, at), "person", "person", person, post), stop
        at, stop = self.find_name_end(self.pass_bare_head(term, at, end, partner=partner), end)
        in_charge = _IN_CHARGE_OF.search(self.view, term.end, at)
        apart = self.view.startswith(", ", at) and stop == "action"
        if in_charge and (term.label in ("body", "unit", "person") or in_charge["all"] or apart):
            at, stop = in_charge.start(), "action"
        bracket = _HOLDER.search(self.view, term.end, end) if term.label in ("post", "people") else None
        if bracket and at in bracket.span():
            holder, post = Span(*bracket.span("person")), Span(pos, bracket.start())
            return Actor(Span(pos, bracket.end()), term.label, term.kind, holder, post), stop
        return Actor(Span(pos, at), term.label, term.kind, person), stop


def _split_names(view: str, span: Span) -> list[Span]:
    """A run of names split at its commas; "Văn hóa, Thể thao và Du lịch" stays one."""
    cuts, start = [], span.start
    for match in _NEXT_NAME.finditer(view, *span):
        cuts.append(Span(start, match.start()))
        start = match.end()
    return [*cuts, Span(start, span.end)]
