"""Who is charged with what in one paragraph: the sentence level of obligations.

A charge begins with a word of assignment and a body (Giao Sở X …, Đề nghị …, Đối với …), with a body as subject before
a verb of duty ("Sở X chủ trì …", also behind a lead-in: "Trên cơ sở …, Sở X …"), or ends with the body that acts
("… - Trường X thực hiện"). It goes on up to the next charge of another body.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import regex

from vbparse.fields.actors import Actor, ActorParser, Actors
from vbparse.language.cues import build_cue, compile_cues
from vbparse.patterns import Cue
from vbparse.text import Span

_ASSIGN = build_cue(
    r"(?:{assigning head}[^.;:,]{0,60}\s)?"
    r"(?P<cue>(?:[Gg]iao(?! ban {sitting})|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công|[Mm]ời|Đối với|Ủy quyền|Chỉ định)"
    r"(?: (?:nhiệm vụ )?cho)?) ",
    examples=["Giao Phòng Nội vụ", "Giao nhiệm vụ cho Công an xã", "UBND huyện đề nghị Sở Y tế"],
    rejects=["Giao ban định kỳ", "Phòng Nội vụ"],
    at="start",
)
_EMBEDDED = build_cue(
    r"(?<=[,;(.]\s|[,;(.]|\s)(?P<cue>giao|Giao)(?! ban {sitting})(?: cho)? ",
    examples=[", giao Phòng Nội vụ", "(giao cho Công an xã)"],
    rejects=["họp giao ban định kỳ", "Giao Phòng Nội vụ"],
)
LEAD_IN = build_cue(
    r"{lead-in}(?!\w)", examples=["Trên cơ sở kế hoạch", "Sau khi tổng hợp"], rejects=["Trưởng phòng"], at="start"
)
_SUBJECT_BREAK = Cue(r"(?:,|\sthì)\s+(?=\p{L})", examples=[", Sở Y tế", " thì Phòng Nội vụ"], rejects=[",5"])
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
    r"(?<=[\p{Ll}\d)\"'%…]\s?[.;])\s+(?=\p{Lu})|(?<=\.\.\.)\s+(?=\p{Lu})"
    r"|(?<=;)\s+(?=(?P<person>" + _PERSON + r"))",
    examples=["đã xong. Sở Y tế", "tổ chức; Phòng Nội vụ"],
    rejects=["đã xong. tiếp theo"],
)
_PERSON_IN_CHARGE = Cue(
    _PERSON,
    examples=["đồng chí Lê Văn Tâm - Phó Chủ tịch phụ trách", "ông Trần Hòa chịu trách nhiệm"],
    rejects=["đồng chí Phó Chủ tịch phụ trách", "ông Trần Hòa; phụ trách"],
    at="start",
)
_MEMBERS = Cue(r"(?<!\w)gồm(?!\w)", examples=["Thành phần gồm: "], rejects=["thành viên"])
_ABBREVIATION = Cue(
    r"(?:^|\s)(?:TP|P|Đ|TS|ThS|TT|TTr|St|Tp)\.\s*$", examples=["của TP. ", "phố Đ. "], rejects=["đã xong. "]
)
_TRAILING = Cue(r"\s[-–]\s+(?=\p{L})", examples=[" - Trường Tiểu học", " – Phòng Nội vụ"], rejects=["Văn-Thể", " - 5"])
_ACTS_LAST = build_cue(
    r" ?(?:(?P<plain>(?:(?:chủ trì|hỗ trợ|phối hợp|trực tiếp|chịu trách nhiệm|tổ chức|triển khai) ?,? ?)*"
    r"(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chủ trì|triển khai))|{closing act}\b[^.;]{0,40}?) ?[.;]? ?$",
    examples=[" thực hiện.", " chủ trì, phối hợp thực hiện", " báo cáo tham luận"],
    rejects=[" thực hiện kế hoạch."],
    at="start",
)
_LAST_BRACKET = Cue(
    r"\s*\((?P<said>\p{L}[^()]{6,160})\)[\s.;/]*$",
    examples=["tiêu hủy (Phòng Nội vụ chủ trì)."],
    rejects=["tiêu hủy (xã)", "(Phòng Nội vụ) chủ trì tiêu hủy"],
)
_ACTS = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|bảo đảm|đảm bảo|chịu trách nhiệm)(?!\w)",
    examples=[" chủ trì", " bảo đảm kinh phí"],
    rejects=[" chủ tịch"],
    at="start",
)
_ACTS_IN_BRACKET = build_cue(
    r" ?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?: thực hiện)? ?(?:[,;]|$)",
    examples=[" chủ trì", " phụ trách thực hiện, xong"],
    rejects=[" thực hiện kế hoạch"],
    at="start",
)
_ONLY_LEADS = build_cue(
    r" ?(?:chủ trì|phụ trách|đảm nhiệm|đảm nhận)(?: thực hiện)? ?(?:[;.,] ?(?:hoàn thành|xong|thời|$)|$)",
    examples=[" chủ trì.", " phụ trách; hoàn thành"],
    rejects=[" chủ trì thực hiện kế hoạch"],
    at="start",
)
_NO_CONDITION = build_cue(
    r" ?(?:, ?)?(?:để|nhằm|của|là|như|đã|do|với|qua|mà|nào)(?!\w)",
    examples=[" để", ", nhằm"],
    rejects=[" theo"],
    at="start",
)
_ANYONE = build_cue(
    r"(?:(?:các|những) )?(?:tổ chức|cá nhân)\b", examples=["các tổ chức", "cá nhân"], rejects=["các phòng"], at="start"
)
_NOT_ASSIGNED = build_cue(r"(?:được|đã|do|bàn|vụ) ?$", examples=["được ", "bàn "], rejects=["thì "])
_LEADS_OR_JOINS = build_cue(r"[Cc]hủ trì|[Pp]hối", examples=["chủ trì", "Phối hợp"], rejects=["hỗ trợ"], at="start")
_DUTY = build_cue(
    r" ?(?:, ?)?(?:(?:(?:có|chịu) trách nhiệm(?! trước)(?: chính)?|có nhiệm vụ|cần phải|phải|cần|sẽ) ?,? ?)+",
    examples=[" có trách nhiệm ", ", phải "],
    rejects=[" chịu trách nhiệm trước"],
    at="start",
)
_DUTY_SOON = build_cue(
    r"(?! ?(?:(?:có|chịu) trách nhiệm|phải|cần|chủ trì|phối hợp))[^,.;:]{4,48}?"
    r"(?= (?:(?:có|chịu) trách nhiệm|phải (?!được)))",
    examples=[" tham gia lớp học có trách nhiệm"],
    rejects=[" phải nộp", " tham gia lớp học"],
    at="start",
)
_WITH = build_cue(
    r"(?:[Pp]hối (?:kết )?hợp(?: chặt chẽ)?(?: (?:với|cùng(?: với)?))?|Cùng với) ",
    examples=["phối hợp với Phòng Nội vụ", "Cùng với Công an xã"],
    rejects=["kết hợp với Công an xã"],
)
_JOINT = build_cue(
    r"[Cc]hủ trì (?:, ?)?cùng (?:với )?",
    examples=["chủ trì cùng Phòng Nội vụ", "Chủ trì cùng với Sở Y tế"],
    rejects=["chủ trì Phòng Nội vụ"],
)
_SUPPORT = build_cue(
    r"\W*[Pp]hối (?:kết )?hợp\b", examples=["Phối hợp với", "- phối hợp"], rejects=["Chủ trì, phối hợp"], at="start"
)
_TELLS = build_cue(
    r"(?:yêu cầu|đề nghị|giao(?! ban {sitting}))(?: cho)? ",
    examples=["yêu cầu các phòng", "giao cho Công an xã"],
    rejects=["giao ban báo chí"],
    at="start",
)
_MAY = build_cue(
    r" ?(?:có thể|có quyền|không phải|chưa|đã)(?!\w)",
    examples=[" có quyền", " đã"],
    rejects=[" có trách nhiệm"],
    at="start",
)
_ANNOUNCES = build_cue(
    r" ?(?:xin |trân trọng )?thông báo (?:để|đến|tới) (?:các |quý |toàn thể )?"
    r"(?:cơ quan|đơn vị|địa phương|sở|phòng|ban|tổ chức|cá nhân)[^.;]{0,120}(?:biết|thực hiện)",
    examples=[" trân trọng thông báo đến các cơ quan, đơn vị biết"],
    rejects=[" thông báo kết quả đến các đơn vị"],
    at="start",
)
_BY = compile_cues(r"Do ")
# "… còn chậm do các thôn triển khai", "Do các thôn thực hiện chưa tốt nên …": why something is so, and no charge.
_REASONS = build_cue(
    r"(?<!\w)(?:chưa|không(?! (?:khí|gian))|chậm(?! nhất)|hạn chế|còn(?! lại)|đã|nên|dẫn đến"
    r"|(?:vừa|năm|tháng|quý|gian) qua)(?!\w)",
    examples=["còn chậm do", "chưa tốt"],
    rejects=["không khí", "chậm nhất", "còn lại"],
)
_WORK = build_cue(
    r"(?:Việc|Công tác|Nhiệm vụ|Phần việc)(?!\w)",
    examples=["Việc tiêu hủy", "Công tác tuyên truyền"],
    rejects=["Viện Kiểm sát"],
    at="start",
)
_DONE_BY = Cue(r"\s+do\s+(?=\p{L})", examples=["tiêu hủy do Phòng Nội vụ"], rejects=["tự do."])
_LOOKS_AFTER = build_cue(
    r" ?phụ trách (?!chung)(?![^.;]*(?:trưởng|phó|viên)(?!\w))[^-–:;]{4,120}[.;]? ?$",
    examples=[" phụ trách địa bàn thôn Đông."],
    rejects=[" phụ trách chung", " phụ trách: trưởng thôn"],
    at="start",
    flags=regex.I,
)
_PASSIVE = Cue(
    r"\w+(?:\s\w+)?\s+(?:được|(?<!chuẩn\s)(?<!trang\s)bị)\s",
    examples=["hồ sơ được lập", "hộ dân bị ảnh hưởng"],
    rejects=["chuẩn bị hồ sơ", "trang bị máy"],
    at="start",
)


@dataclass(slots=True)
class Charge:
    """A charge in one paragraph. `task` is what is to be done, `actors` who, `scope` the sentence from its first word
    on, where a date may stand before the body; `rule` names what found it."""

    actors: Actors
    task: Span
    rule: str
    scope: Span | None = None
    cooperating: list[Actor] = field(default_factory=list)
    role: Literal["lead", "support"] = "lead"


def split_sentences(view: str, span: Span) -> list[Span]:
    """The sentences of a paragraph; a semicolon before a capital parts too, and one between what two persons are in
    charge of, if they are no list of members; an abbreviation's dot does not."""
    cuts = [span.start]
    for match in _SENTENCE.finditer(view, *span):
        if match["person"] and (
            _MEMBERS.search(view, span.start, match.start()) or not _IN_CHARGE.search(view, cuts[-1], match.start())
        ):
            continue
        if not _ABBREVIATION.search(view, max(span.start, match.start() - 6), match.start()):
            cuts.append(match.end())
    return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], span.end], strict=True)]


class ChargeReader:
    """Finds the charges of paragraphs of one text."""

    def __init__(self, view: str, parser: ActorParser) -> None:
        self.view = view
        self.parser = parser

    def read(self, span: Span, *, strong: bool) -> list[tuple[int, Charge]]:
        """All charges that begin in a paragraph, each with the index of its sentence. `strong` tells that the section
        assigns tasks, so that a condition may stand between body and verb, and Đối với charges."""
        found: list[tuple[int, Charge]] = []
        parts = self._join_lists(split_sentences(self.view, span))
        for i, part in enumerate(parts):
            charge = self._read_sentence(part, strong=strong, first=i == 0)
            if charge:
                charge.scope = part
                found.append((i, charge))
                if i and _ONLY_LEADS.match(self.view, charge.actors.span.end, part.end):
                    charge.task, charge.scope = Span(span.start, part.start), Span(span.start, part.end)
                    charge.rule = "subject:trailing"
            found += [
                (i, c) for c in self._read_embedded(part) if not charge or c.actors.span.start > charge.actors.span.end
            ]
        if not found:
            last = self._read_trailing(span)
            if last:
                return [(0, last)]
        for n, (_, charge) in enumerate(found):
            end = found[n + 1][1].actors.span.start if n + 1 < len(found) else span.end
            self._finish_charge(charge, self._cut_at_sentence(charge, end, parts))
        return found

    def _join_lists(self, parts: list[Span]) -> list[Span]:
        """A list of bodies parted by semicolons is no sentence: it goes on with the part behind it."""
        out: list[Span] = []
        for part in parts:
            last = out[-1] if out else None
            listed = last and self.view[last.start : last.end].rstrip()[-1:] == ";"
            if last and listed and not _PERSON_IN_CHARGE.match(self.view, *part):
                actors = self.parser.read(self.parser.skip_blanks(last.start, last.end), last.end)
                if actors and not self.view[actors.span.end : last.end].strip(" ;"):
                    out[-1] = Span(last.start, part.end)
                    continue
            out.append(part)
        return out

    def _cut_at_sentence(self, charge: Charge, end: int, parts: list[Span]) -> int:
        """A charge ends where the sentence of the next begins."""
        at = bisect_right(parts, end, key=lambda part: part.start) - 1
        within = at >= 0 and charge.task.start < parts[at].start and end < parts[at].end
        return parts[at].start if within else end

    def _read_sentence(self, part: Span, *, strong: bool, first: bool) -> Charge | None:
        start = self.parser.skip_blanks(part.start, part.end)
        assigned = self._read_assignment(start, part.end, strong=strong, first=first)
        if assigned:
            return assigned
        called = self._read_before_colon(start, part.end) if strong and first else None
        if called:
            return called
        by = _BY.match(self.view, start, part.end)
        told = by and not _REASONS.search(self.view, by.end(), part.end)
        actors = self.parser.read(by.end(), part.end) if by and told else None
        if actors and _ACTS.match(self.view, actors.span.end, part.end):
            return Charge(actors, Span(actors.span.end, part.end), "subject")
        actors = self.parser.read(start, part.end)
        if actors:
            return self._read_subject(actors, part.end, strong=strong, first=first)
        if LEAD_IN.match(self.view, start, part.end):
            return self._read_behind_lead_in(start, part.end)
        return None

    def _read_assignment(self, start: int, end: int, *, strong: bool, first: bool) -> Charge | None:
        """Giao, Đề nghị, Yêu cầu, Đối với and a body."""
        match = _ASSIGN.match(self.view, start, end)
        if not match:
            return None
        cue = " ".join(match["cue"].lower().split())
        actors = self.parser.read(match.end(), end, partner=cue[0] != "đ" or cue.startswith("đề"))
        if not actors or (
            cue.startswith("đối với")
            and actors.stop not in (("action", "stop", "comma") if strong else ("action", "comma"))
        ):
            return None
        if actors.stop not in ("action", "stop", "comma", "colon") or (
            not first and cue[0] != "g" and actors.stop != "action"
        ):
            return None
        return Charge(
            actors, Span(actors.span.end, end), "assigned:" + cue.removesuffix(" cho").removesuffix(" nhiệm vụ")
        )

    def opens_with_body(self, span: Span) -> bool:
        """Does a paragraph open with a body before a colon?"""
        return self._read_before_colon(*span) is not None

    def _read_before_colon(self, start: int, end: int) -> Charge | None:
        """ "Công an xã: tuần tra …": the body before a colon, and behind it what it is to do."""
        colon = self.view.find(":", start, min(end, start + 160))
        actors = self.parser.names.read(start, colon) if colon > 0 else None
        if not actors or self.view[actors.span.end : colon].strip():
            return None
        at = self.parser.skip_blanks(colon + 1, end)
        term = self.parser.terms.get(at)
        names = term is not None and term.label not in ("action", "name") and not actors.items[0].person
        says = self.view[at : at + 1].isalpha() and not names
        return Charge(actors, Span(at, end), "subject:colon") if says else None

    def _read_subject(self, actors: Actors, end: int, *, strong: bool, first: bool) -> Charge | None:
        """A body before a verb of duty."""
        view, at = self.view, actors.span.end
        if _MAY.match(view, at, end) or _ANNOUNCES.match(view, at, end):
            return None
        duty = (
            _DUTY_SOON.match(view, at, end)
            if actors.stop == "action" and actors.items[-1].label in ("people", "unit", "post")
            else None
        )
        if duty:
            actors = actors.extend_to(duty.end())
            at = duty.end()
        if actors.stop == "action" or _DUTY.match(view, at, end):
            nxt = self.parser.skip_blanks(at, end)
            told = _TELLS.match(view, nxt, end)
            others = self.parser.read(told.end(), end, partner=True) if told else None
            if others and others.stop == "action":
                return Charge(others, Span(others.span.end, end), "assigned:by-head")
            if view[nxt : nxt + 1] == ",":
                nxt = self.parser.skip_blanks(nxt + 1, end)
            if _PASSIVE.match(view, nxt, end) and not view.startswith(("được", "sẽ"), nxt):
                return None
            return Charge(actors, Span(at, end), "subject")
        if strong and actors.items[-1].post and _LOOKS_AFTER.match(view, at, end):
            return Charge(actors, Span(at, end), "subject")
        if (
            (strong and actors.stop == "comma") or (actors.stop == "stop" and (strong or first))
        ) and self._has_verb_soon(at, end):
            return Charge(actors, Span(at, end), "subject")
        return None

    def _has_verb_soon(self, at: int, end: int) -> bool:
        """Behind a condition ("trên cơ sở …", "theo chức năng …") a verb of duty follows in the same sentence."""
        view = self.view
        if _NO_CONDITION.match(view, at, at + 12):
            return False
        stop = min(end, at + 260)
        for pos in range(at, stop):
            if view[pos - 1] == " " and (term := self.parser.action_at(pos)) and view[pos].islower():
                return term.end - pos > 2 and view[term.start : term.end] not in ("phụ trách", "là", "cần", "phải")
        return False

    def _read_behind_lead_in(self, start: int, end: int) -> Charge | None:
        """Trên cơ sở …, Sở X …: the body stands behind a comma or thì, and a verb of duty behind the body."""
        for match in _SUBJECT_BREAK.finditer(self.view, start, end):
            actors = self.parser.read(match.end(), end)
            if actors and actors.stop == "action" and not _ANYONE.match(self.view, match.end(), end):
                charge = self._read_subject(actors, end, strong=False, first=False)
                if charge:
                    charge.rule = "subject:lead-in"
                    return charge
            given = _ASSIGN.match(self.view, match.end(), end)
            if (
                given
                and not given["cue"].lower().startswith("đối")
                and (actors := self.parser.read(given.end(), end))
                and actors.stop == "action"
            ):
                return Charge(actors, Span(actors.span.end, end), "assigned:lead-in")
        return None

    def _read_embedded(self, part: Span) -> list[Charge]:
        """… giao Sở X chủ trì … in the middle of a sentence, also in brackets."""
        found = []
        for match in _EMBEDDED.finditer(self.view, part.start + 1, part.end):
            before = self.view[max(part.start, match.start() - 12) : match.start()]
            if _NOT_ASSIGNED.search(before):
                continue
            actors = self.parser.read(match.end(), part.end)
            if actors and actors.stop == "action":
                close = self.view.find(")", actors.span.end, part.end) if "(" in before[-2:] else -1
                found.append(Charge(actors, Span(actors.span.end, close if close > 0 else part.end), "assigned:giao"))
        return found

    def _read_trailing(self, span: Span) -> Charge | None:
        """ "Phân tích đề thi … - Trường X thực hiện", "Rà soát … (Phòng X chủ trì)", "Việc … do Phòng X đảm nhiệm": the
        body behind its task."""
        bracket = _LAST_BRACKET.search(self.view, *span)
        actors = self.parser.read(bracket.start("said"), bracket.end("said")) if bracket else None
        if bracket and actors and _ACTS_IN_BRACKET.match(self.view, actors.span.end, bracket.end("said")):
            return Charge(actors, Span(span.start, bracket.start()), "subject:trailing", span)
        spots = [*_TRAILING.finditer(self.view, *span)]
        if _WORK.match(self.view, *span) and not _REASONS.search(self.view, *span):
            spots += _DONE_BY.finditer(self.view, *span)
        for match in spots:
            actors = self.parser.read(match.end(), span.end)
            last = _ACTS_LAST.match(self.view, actors.span.end, span.end) if actors else None
            if actors and last:
                task = Span(span.start, match.start()) if last["plain"] else Span(actors.span.end, span.end)
                return Charge(actors, task, "subject:trailing", span)
        return None

    def _finish_charge(self, charge: Charge, end: int) -> None:
        """Cut the task to its words, drop "có trách nhiệm" and what names only the partners, find these."""
        if charge.rule == "subject:trailing":
            return
        start = min(charge.task.start, end)
        charge.task = Span(
            start,
            min(charge.task.end, end) if charge.rule.startswith("assigned:giao") and charge.task.end < end else end,
        )
        self.fill_partners(charge, within=True)

    def fill_partners(self, charge: Charge, *, within: bool) -> None:
        """Fill partners and role; `within` tells that the body stands in the same sentence, so that the task begins
        at the verb behind "chủ trì, phối hợp với X"."""
        view, (start, end) = self.view, charge.task
        duty = _DUTY.match(view, start, end)
        start = duty.end() if duty else self.parser.skip_blanks(start, end)
        while start < end and view[start] in " ,:":
            start += 1
        charge.role = "support" if not within and _SUPPORT.match(view, start, end) else "lead"
        charge.cooperating, behind = self.find_partners(Span(start, end))
        if within and behind and _LEADS_OR_JOINS.match(view, start, end):
            start = behind
        charge.task = Span(start, end)

    def find_partners(self, span: Span) -> tuple[list[Actor], int | None]:
        """The bodies named after "phối hợp với" in a stretch; and where the verb behind the first list begins, if the
        stretch opens with it."""
        found: list[Actor] = []
        behind: int | None = None
        spots = sorted([*_WITH.finditer(self.view, *span), *_JOINT.finditer(self.view, *span)], key=lambda m: m.start())
        for match in spots:
            actors = self.parser.read(match.end(), span.end, partner=True)
            if not actors:
                continue
            known = {self.view[a.span.start : a.span.end].lower() for a in found}
            found += [a for a in actors.items if self.view[a.span.start : a.span.end].lower() not in known]
            if behind is None and actors.stop == "action" and match.start() - span.start < 40:
                at = self.parser.skip_blanks(actors.span.end, span.end)
                while at < span.end and self.view[at] in " ,":
                    at += 1
                behind = at
        return found, behind
