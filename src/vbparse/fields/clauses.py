"""Who is charged with what in one sentence or clause: a word of assignment and a body (Giao Sở X …, Đề nghị …, Đối
với …), a body as subject before a verb of duty ("Sở X chủ trì …"), or one behind a label or words that say when or on
what grounds ("Trên cơ sở …, Sở X …")."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vbparse.fields import assigning
from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import COLON_REACH, GROUPS, ActorParser
from vbparse.fields.name_starts import CHARGED
from vbparse.fields.partners import DUTY, Role
from vbparse.fields.sentences import CONNECTIVE, LISTS_OBJECTS, LOOKS_AFTER
from vbparse.fields.statements import (
    concludes,
    has_verb_soon,
    is_statement,
    may_or_announces,
    names_anyone,
    pass_leader,
)
from vbparse.fields.trailing import REASONS, find_trailing_body
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

LEAD_IN = build_cue(
    r"{lead-in}(?!\w)", examples=["Trên cơ sở kế hoạch", "Sau khi tổng hợp"], rejects=["Trưởng phòng"], at="start"
)
_WHEN = build_cue(
    r"(?i){lead-in}(?!\w)", examples=["khi có bão", "trước ngày 25"], rejects=["trưởng phòng"], at="start"
)
"""A lead-in behind a label, in small letters: "Báo cáo nhanh: khi có bão, các xã báo cáo …"."""
_SUBJECT_BREAK = build_cue(
    r"(?:,|\sthì)\s+(?=\p{L})|(?<=\d/\d{4})\s+(?=\p{Lu}|(?:các|những|mỗi)\s)",
    examples=[", Sở Y tế", " thì Phòng Nội vụ", "30/10/2024 Phòng Nội vụ", "30/10/2024 các xã"],
    rejects=[",5", "30/10/2024 rà soát"],
)
_ACTS = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|bảo đảm|đảm bảo|chịu trách nhiệm)(?!\w)",
    examples=[" chủ trì", " bảo đảm kinh phí"],
    rejects=[" chủ tịch"],
    at="start",
)
_ONE_MORE = build_cue(
    r", (?!các|những|mọi|mỗi|từng)\p{Ll}",
    examples=[", cơ quan tham gia"],
    rejects=[", Bộ Tài chính", ", các đơn vị"],
    at="start",
)
_LOOKS_AFTER = build_cue(
    r"(?i) ?phụ trách (?!chung)(?![^.;]*(?:trưởng|phó|viên)(?!\w))[^:;-]{4,120}[.;]? ?$",
    examples=[" phụ trách địa bàn thôn Đông.", " phụ trách thôn 3, 4."],
    rejects=[" phụ trách chung", " phụ trách: trưởng thôn"],
    at="start",
)
_BREAK = Cue(r"[.;:](?=\s)", examples=["Cổng đền: Công an xã"], rejects=["Từ 7:30", "Đạt 12.5 điểm"])
"""A stop within the words before a comma: what stands there is no circumstance alone."""
_OF_TIME = build_cue(
    r"(?:h[àằ]ng (?:ngày|tuần|tháng|quý|năm)|định kỳ|(?<=[Nn]gày )làm việc|(?<=cuối )cùng)(?!\w)",
    examples=["hằng tuần", "hàng tháng"],
    rejects=["hằng hải", "làm việc", "cùng Phòng Y tế"],
    at="start",
)
"""Within a circumstance words of a rhythm open no task: "Thứ Năm hằng tuần, Công an xã …"."""
_TWO_SUBJECTS = build_cue(
    r"(?P<each>(?i:mỗi|từng|các|những)) (?!(?:năm|quý|tháng|tuần|ngày|buổi|sáng|chiều|tối|đợt|lần|kỳ|dịp)(?!\w))"
    r"[^,.;:]{2,40}, (?i:(?P=each)) ",
    examples=["Mỗi môn, mỗi khối xây dựng"],
    rejects=["Mỗi tháng, mỗi thôn báo cáo", "Mỗi môn, các khối xây dựng"],
    at="start",
)
"""What stands before the comma does it too, and so is no circumstance."""
_SORT = build_cue(r"Nhóm \d{1,2}", examples=["Nhóm 1"], rejects=["Nhóm Toán", "Tổ 1"], at="whole")
"""A label of things that are sorted as well as of people: "Nhóm 1: các thửa đất đã có bản đồ"."""
_BY, _LACKS = "Do ", "Không "  # the latter opens what may not be, and no circumstance
_CIRCUMSTANCE_REACH = 80
"""Letters of a circumstance before the first comma."""


@dataclass(slots=True)
class Charge:
    """A charge in one paragraph. `task` is what is to be done, `actors` who, `scope` the sentence from its first word
    on, where a date may stand before the body; `rule` says by what it was read."""

    actors: Actors
    task: Span
    rule: str
    scope: Span | None = None
    cooperating: list[Actor] = field(default_factory=list)
    role: Role = "lead"


class ClauseReader:
    """Finds the charge of one sentence or clause of one text."""

    def __init__(self, view: str, parser: ActorParser) -> None:
        self.view = view
        self.parser = parser

    def read_sentence(self, part: Span, *, strong: bool, first: bool) -> Charge | None:
        start = self.parser.skip_blanks(part.start, part.end)
        connective = CONNECTIVE.match(self.view, start, part.end)
        start = connective.end() if connective else start
        return self._read_clause(start, part, strong=strong, first=first) or self._read_behind_label(start, part)

    def _read_behind_label(self, start: int, part: Span) -> Charge | None:
        """ "Bước 1: Phòng X lập …", "Công tác tuyên truyền: giao Phòng X …": the body behind a label."""
        colon = self.view.find(":", start, min(part.end, start + COLON_REACH))
        at = self.parser.skip_blanks(colon + 1, part.end)
        if self.view.startswith(_BY.lower(), at) and not REASONS.search(self.view, at, part.end):
            at += len(_BY)
        if colon < 0 or LISTS_OBJECTS.match(self.view, start, part.end) or self.parser.read_actors(start, colon):
            return None
        charge = self._read_assignment(at, part.end, strong=False, first=True)
        actors = None if charge else self.parser.read_actors(at, part.end, partner=True)
        if actors:
            return self._read_subject(actors, part.end, strong=False, first=False)
        if charge or not _WHEN.match(self.view, at, part.end):
            return charge or self._read_behind_circumstance(at, part.end)
        return self._read_behind_lead_in(at, part.end)

    def _read_clause(self, start: int, part: Span, *, strong: bool, first: bool) -> Charge | None:
        assigned = self._read_assignment(start, part.end, strong=strong, first=first)
        if assigned:
            return assigned
        before_colon = self.read_before_colon(start, part.end) if first else None
        if before_colon and (strong or CHARGED.match(self.view, *before_colon.task)):
            return before_colon
        by = start + len(_BY) if self.view.startswith(_BY, start) else None
        actors = self.parser.read_actors(by, part.end) if by and not REASONS.search(self.view, by, part.end) else None
        if actors and _ACTS.match(self.view, actors.span.end, part.end):
            return Charge(actors, Span(actors.span.end, part.end), "subject")
        whole = Span(start, part.end)
        actors = self.parser.read_actors(*whole) or assigning.read_unlisted(self.parser, whole, strong=strong)
        if actors:
            charge = self._read_subject(actors, part.end, strong=strong, first=first)
            return charge or (self._read_looked_after(actors, part.end) if strong else None)
        if (LEAD_IN if start == part.start else _WHEN).match(self.view, start, part.end):
            return self._read_behind_lead_in(start, part.end)
        return self._read_behind_circumstance(start, part.end)

    def _read_behind_circumstance(self, start: int, end: int) -> Charge | None:
        """ "Quý III/2025, Phòng X …": the words before the first comma hold no verb of duty and no body."""
        comma = self.view.find(",", start, min(end, start + _CIRCUMSTANCE_REACH))
        words = [at for at in range(start, max(comma, start)) if at == start or self.view[at - 1] == " "]
        if (
            not words
            or _TWO_SUBJECTS.match(self.view, start, end)
            or self.view.startswith(_LACKS, start)
            or _BREAK.search(self.view, start, comma)
            or any(self.parser.action_at(at) and not _OF_TIME.match(self.view, at) for at in words)
        ):
            return None
        if find_trailing_body(self.view, self.parser, Span(start, end)):
            return None
        actors = self.parser.read_actors(comma + 1, end)
        charge = self._read_subject(actors, end, strong=False, first=False) if actors else None
        return replace(charge, rule="subject:lead-in") if charge else None

    def _read_assignment(self, start: int, end: int, *, strong: bool, first: bool) -> Charge | None:
        """Giao, Đề nghị, Yêu cầu, Đối với and a body."""
        match = assigning.match_assignment(self.view, Span(start, end))
        if not match:
            return None
        cue = " ".join(match["cue"].lower().split()).replace("kiến nghị", "đề nghị")
        if cue.startswith("đối với"):
            actors = assigning.read_concerned(self.view, self.parser, match.end(), end, strong=strong)
        else:
            actors = assigning.read_asked(self.view, self.parser, Span(match.end(), end))
        if (
            not actors
            or actors.stop not in ("action", "stop", "comma", "colon")
            or (not first and cue[0] != "g" and actors.stop != "action")
        ):
            return None
        return Charge(
            actors, Span(actors.span.end, end), "assigned:" + cue.removesuffix(" cho").removesuffix(" nhiệm vụ")
        )

    def read_before_colon(self, start: int, end: int) -> Charge | None:
        """ "Công an xã: tuần tra …": the body before a colon, and behind it what it is to do."""
        colon = self.view.find(":", start, min(end, start + COLON_REACH))
        name = Span(start, max(start, colon))
        actors = assigning.read_given(self.parser, name) or self.parser.names.read_actors(*name)
        if actors and self.parser.shares_head(actors, end):
            actors = self.parser.read_actors(start, end)
            colon = self.view.find(":", actors.span.end, end) if actors else -1
        if not actors or colon < 0 or self.view[actors.span.end : colon].strip():
            return None
        at = self.parser.skip_blanks(colon + 1, end)
        if holder := self._read_holder(actors, Span(at, end)):
            return holder
        opened = self.parser.match_opening(at, end, listed=False)
        names = (opened and not actors.items[0].person) or _SORT.fullmatch(self.view, *actors.span)
        says = self.view[at : at + 1].isalpha() and (self.parser.action_at(at) is not None or not names)
        return Charge(actors, Span(at, end), "subject:colon") if says else None

    def _read_holder(self, actors: Actors, words: Span) -> Charge | None:
        """ "Tổ trưởng: thầy Lê Văn Tâm phân công giám thị": a post, the person who holds it, and what that one does."""
        holder = self.parser.read_actors(*words) if actors.items[0].label == "post" else None
        if holder is None or not holder.items[0].person or holder.stop != "action":
            return None
        return Charge(holder, Span(holder.span.end, words.end), "subject:colon")

    def _read_subject(self, actors: Actors, end: int, *, strong: bool, first: bool) -> Charge | None:
        """A body before a verb of duty."""
        view, at = self.view, actors.span.end
        if may_or_announces(view, Span(at, end)) or concludes(view, Span(actors.items[-1].span.start, end)):
            return None
        led = pass_leader(view, Span(at, end))
        if led or actors.stop == "action" or DUTY.match(view, at, end):
            return self._read_duty(actors, Span(led or at, end))
        looks_after = strong and actors.items[-1].post and _LOOKS_AFTER.match(view, at, end)
        may_wait = (strong and actors.stop == "comma") or (actors.stop == "stop" and (strong or first))
        states = is_statement(view, Span(at + 1, end), of_group=actors.items[-1].label in GROUPS)
        if looks_after or (may_wait and not states and has_verb_soon(view, self.parser, Span(at, end))):
            return Charge(actors, Span(at, end), "subject")
        return None

    def _read_looked_after(self, actors: Actors, end: int) -> Charge | None:
        """ "Đồng chí Phó Chủ tịch phụ trách hậu cần.": the name of a post goes on with what it is in charge of."""
        last = actors.items[-1]
        match = LOOKS_AFTER.search(self.view, *last.span)
        if match is None or self.view[actors.span.end : end].strip(" .;"):
            return None
        return Charge(actors.extend_to(match.start()), Span(match.start(), end), "subject")

    def _read_duty(self, actors: Actors, task: Span) -> Charge | None:
        """What a body has to do, or has others do ("Sở Y tế yêu cầu các trạm …"); none where it is acted on."""
        view, end = self.view, task.end
        task = Span(self.parser.pass_explanation(*task), end)
        verb = self.parser.skip_blanks(*task)
        demand = assigning.DEMANDS.match(view, verb, end)
        others = self.parser.read_actors(demand.end(), end, partner=True) if demand else None
        if others and others.stop == "action":
            return Charge(others, Span(others.span.end, end), "assigned:by-head")
        if view[verb : verb + 1] == ",":
            verb = self.parser.skip_blanks(verb + 1, end)
        if is_statement(view, Span(verb, end), of_group=actors.items[-1].label in GROUPS):
            return None
        return Charge(actors, task, "subject")

    def _read_behind_lead_in(self, start: int, end: int) -> Charge | None:
        """Trên cơ sở …, Sở X …: the body stands behind a comma or thì, and a verb of duty behind the body."""
        concerns = self.view.startswith("Đối với ", start)
        colon = self.view.find(":", start, end) if concerns else -1
        end = colon if colon > 0 else end
        directed = start
        for match in _SUBJECT_BREAK.finditer(self.view, start, end):
            if match.start() < directed:
                continue
            if concerns and self.parser.action_at(match.end()):
                return None  # what whoever the heading names is to do with them
            actors = self.parser.read_actors(match.end(), end)
            reach = min(end, match.end() + _CIRCUMSTANCE_REACH)
            people = self.parser.opens_with_people(match.end())
            if not actors and (people or DUTY.search(self.view, match.end(), reach)):
                actors = self.parser.read_actors(match.end(), end, partner=True)
            directed = start if actors else assigning.find_directed_end(self.parser, Span(match.end(), end))
            if actors and actors.stop == "action" and not names_anyone(self.view, actors, end):
                charge = self._read_subject(actors, end, strong=False, first=False)
                if charge and self._goes_on_with_list(match.start(), actors.span.end, end):
                    continue
                if charge:
                    charge.rule = "subject:lead-in"
                    return charge
            given = assigning.ASSIGNS.match(self.view, match.end(), end)
            if (
                given
                and not given["cue"].lower().startswith("đối")
                and (actors := self.parser.read_actors(given.end(), end))
                and actors.stop == "action"
            ):
                return Charge(actors, Span(actors.span.end, end), "assigned:lead-in")
        return None

    def _goes_on_with_list(self, comma: int, behind: int, end: int) -> bool:
        """Whether a name in small letters behind a comma is one more of the condition ("Trên cơ sở đề xuất của các Bộ,
        cơ quan tham gia Chương trình, Bộ Tài chính tổng hợp …"): another body acts behind a later comma."""
        if not _ONE_MORE.match(self.view, comma, end):
            return False
        for match in _SUBJECT_BREAK.finditer(self.view, behind, end):
            later = self.parser.read_actors(match.end(), end) if self.view[match.end()].isupper() else None
            if later and later.stop == "action":
                return True
        return False

    def read_embedded(self, part: Span) -> list[Charge]:
        """… giao Sở X chủ trì … in the middle of a sentence, also in brackets; "Giao Sở X …; đề nghị Sở Y …"."""
        charges = []
        for match in assigning.find_assigned_within(self.view, part):
            actors = self.parser.read_actors(match.end(), part.end)
            if actors and actors.stop == "action":
                bracketed = "(" in self.view[match.start() - 2 : match.start()]
                close = self.view.find(")", actors.span.end, part.end) if bracketed else -1
                task = Span(actors.span.end, close if close > 0 else part.end)
                charges.append(Charge(actors, task, "assigned:" + match["cue"].lower()))
        return charges
