"""Who acts, with whom and until when, as the end of a task says it: "… (Phòng X chủ trì; Y phối hợp; xong trước 20/3)",
"… [Văn phòng]"; and, where the items of a list agree in it, bodies alone: "… (Phòng X)", "… – Trường Z", "Lễ tân: Y".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from vbparse.fields.committees import names_part
from vbparse.fields.partners import find_partners
from vbparse.fields.slots import SlotReader, Values
from vbparse.fields.trailing import match_only_leads
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

Tail = tuple[Span, Values]
"""A task without its end, and what the end says."""

_LAST_BRACKET = Cue(
    r"[\s.]{0,3}(?P<open>[(\[])(?P<words>\p{L}[^()\[\]]{2,200})[)\]][\s.;/]{0,8}$",
    examples=["tiêu hủy (Phòng Nội vụ chủ trì).", "In băng rôn [Văn phòng]"],
    rejects=["(Phòng Nội vụ) chủ trì tiêu hủy"],
)
_LAST_DASH = Cue(
    r"\s(?P<open>[-–—])\s+(?P<words>\p{L}(?:[^-–—]|(?<=\w) ?[-–—] ?(?=\w)){2,160}?)[\s.;/]{0,8}$",
    examples=["biên bản – Trường Tiểu học.", "rà soát - Phòng Văn hóa - Thông tin"],
    rejects=["biên bản - 5", "Văn-Thể"],
)
_BEHIND_COLON = Cue(
    r"(?P<task>\p{L}[^:.;()]{6,150}?)\s*:\s*(?P<words>\p{L}[^:]{2,200}?)[\s.;/]{0,8}$",
    examples=["Lễ tân, đón tiếp: Tiểu ban Tuyên truyền."],
    rejects=["Lễ tân: Tiểu ban", "Bước 1: 8 giờ"],
    at="start",
)
_WORK_AND_NAMES = Cue(
    r"(?P<task>\p{Lu}[^:.;()\d]{2,80}?)\s*:\s*(?P<words>\p{L}[^:]{1,160}?)[\s.;/]{0,8}$",
    examples=["Trang trí: thầy Long, thầy Khoa.", "Đón đại biểu: BGH"],
    rejects=["Bước 1: thầy Long", "Trang trí: 8 giờ"],
    at="start",
)
_PIECE = build_cue(r"[^\s,;+](?:[^,;+]*[^\s,;+])?", examples=["thầy Long", "A"], rejects=[", "])
_NAME = build_cue(
    r"(?:{comrade} ?)?\p{Lu}[\p{L}.]*(?: [\p{L}.]+){0,4}(?: ?\([^()]{1,30}\))?",
    examples=["thầy Long", "CTCĐ", "GV Âm nhạc", "cô Hạnh (PHT)"],
    rejects=["treo băng rôn", "Sáu giờ rưỡi sáng thứ Hai tuần sau"],
    at="whole",
)
"""What may be a name, by its form alone."""
_SHORT_NAME = Cue(r"\p{Lu}{2,6}", examples=["BGH", "CTCĐ"], rejects=["Ban Giám hiệu"], at="whole")
_GIVES = build_cue(
    r"(?i)(?:giao(?: cho)?|phân công|do) ",
    examples=["giao Trạm Y tế", "Giao cho Chi hội 4"],
    rejects=["Trạm Y tế"],
    at="start",
)
_ACTS = build_cue(
    r"(?<!\w)(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm|tham mưu|triển khai|lo|đầu mối|chỉ đạo"
    r"|phối hợp)(?!\w)",
    examples=["Trạm Y tế chủ trì", "hai đơn vị cùng thực hiện"],
    rejects=["Trạm Y tế xã"],
)
_PERSON = build_cue(
    r"\W*{comrade} ?[:.]? ?\p{Lu}", examples=["Bà: Lê Thị Hoa", "Ông Lê An"], rejects=["Lễ tân"], at="start"
)
_MAY_JOIN = build_cue(
    r" ?; ?[^;]{3,80} (?:được (?:khuyến khích|vận động|mời)|tự nguyện|khuyến khích|có thể) ?[^;]{0,60}$",
    examples=["; hộ dân được khuyến khích tham gia", "; các hội có thể cùng làm"],
    rejects=["; hội dân quân phối hợp", ", hộ dân tự nguyện"],
)
"""Others, who are free to take part."""
_WHERE_TO = build_cue(
    r"(?<!\w)(?:gửi|nộp|về|cho|với|tại|ở|qua|bởi|của|do|trình|báo cáo|liên hệ|mời)(?!\w)[^,.;:]{0,80}$"
    r"|(?<!\w)(?:các|những|mọi|một số)(?: \p{L}+){1,4}$|\p{Lu}\p{Ll}+$",
    examples=["Gửi báo cáo về Sở Y tế", "nộp tại trụ sở", "mời đại diện Hội Nông dân", "thăm các hộ già"],
    rejects=["Niêm yết tại nhà văn hóa, thời gian 20 ngày", "Mở lớp tập huấn"],
)
"""Words whose name or place a bracket may say more of."""
_BEHIND_END = " .;/"
_REACH = 250
"""Letters of the end of a task at most, with the mark before it and the stops behind it."""
_FEW_AGREE = 2
"""Items of a list that end alike, and so show what their end means."""
_FEW_COLONS = 3
"""The same for words behind a colon, which are often a field of the item before."""


class TailReader:
    """Reads the ends of tasks in one text."""

    def __init__(self, slots: SlotReader) -> None:
        self.slots = slots
        self.view = slots.view
        self._read_ends = cache(self._read_ends)  # type: ignore[method-assign]
        self._part_at_colon = cache(self._part_at_colon)  # type: ignore[method-assign]

    def split_task(self, body: Span, *, bare: bool = False) -> Tail | None:
        """A task less its end, and what the end says; None where it does not say that a body acts. `bare` names in a
        bracket say so behind a verb of duty, where they do not say more of a name or a place before them."""
        ends = self._read_ends(body) or self._read_behind_colon(body)
        return next((tail for tail, signed in ends if signed or (bare and self._is_signed_by_name(tail))), None)

    def _is_signed_by_name(self, tail: Tail) -> bool:
        """Whether bare names in a bracket are of those who do the task before them."""
        task, values = tail
        bracketed = all(self.view[span.start - 1] == "(" and self.view[span.start].isupper() for span in values["lead"])
        begins = self.slots.parser.action_at(task.start) is not None
        return bracketed and begins and not _WHERE_TO.search(self.view, *task)

    def split_alike(self, bodies: Sequence[Span]) -> dict[Span, Tail]:
        """The items of a list that end in the names of those who act, where most of them do: there a name needs no
        other word."""
        named = {body: ends[0][0] for body in bodies if (ends := self._read_ends(body))}
        if len(named) >= _FEW_AGREE and 2 * len(named) > len(bodies):
            return named
        return self.split_at_colons(bodies)

    def split_at_colons(self, bodies: Sequence[Span]) -> dict[Span, Tail]:
        """Runs of items that are work, a colon and names; of these at least half are known."""
        tails: dict[Span, Tail] = {}
        for has_shape, run in groupby(
            ((body, self._part_at_colon(body)) for body in bodies), lambda item: bool(item[1])
        ):
            items = {body: parts for body, parts in run if parts}
            known = sum(self.slots.names_bodies(words) for _, words in items.values())
            if has_shape and len(items) >= _FEW_COLONS and 2 * known >= len(items):
                tails |= {body: (task, self._read_names(words)) for body, (task, words) in items.items()}
        return tails

    def _read_names(self, words: Span) -> Values:
        """The names behind a colon; beside an abbreviation each comma parts them."""
        pieces = [Span(*piece.span()) for piece in _PIECE.finditer(self.view, *words)]
        if any(_SHORT_NAME.fullmatch(self.view, *piece) for piece in pieces):
            return {"lead": pieces}
        return self._read_words(words)[0] or {"lead": [words]}

    def _part_at_colon(self, body: Span) -> tuple[Span, Span] | None:
        """The work and the names of "Trang trí, loa máy: thầy Long, tổ Văn phòng"; None for any other item."""
        match = _WORK_AND_NAMES.match(self.view, *body) if self.view.find(":", *body) >= 0 else None
        if match is None:
            return None
        task, words = Span(*match.span("task")), Span(*match.span("words"))
        if self.slots.knows_label(task) or self.slots.names_bodies(task) or self.slots.is_time(words):
            return None
        pieces = [Span(*piece.span()) for piece in _PIECE.finditer(self.view, *words)]
        return (task, words) if all(self._may_name(piece) for piece in pieces) else None

    def _may_name(self, piece: Span) -> bool:
        acts = self.slots.parser.action_at(piece.start)
        return self.slots.names_bodies(piece) or (acts is None and _NAME.fullmatch(self.view, *piece) is not None)

    def _read_ends(self, body: Span) -> list[tuple[Tail, bool]]:
        """The bracket and the words behind a dash at the end of a task, and whether they say that a body acts."""
        ends = []
        start = max(body.start, body.end - _REACH)
        closed = self.view[start : body.end].rstrip(_BEHIND_END).endswith((")", "]"))
        dashed = self.view.find(" - ", start, body.end) >= 0
        for cue in [_LAST_BRACKET] * closed + [_LAST_DASH] * dashed:
            match = cue.search(self.view, start, body.end)
            task = Span(body.start, match.start()) if match else None
            if not match or not task or self.slots.names_bodies(task) or _PERSON.match(self.view, *task):
                continue
            if cue is _LAST_DASH and names_part(self.view, Span(*match.span("words"))):
                continue
            values, signed = self._read_words(Span(*match.span("words")))
            if values:
                ends.append(((task, values), signed or match["open"] == "["))
        return ends

    def _read_behind_colon(self, body: Span) -> list[tuple[Tail, bool]]:
        """ "Lễ tân, đón tiếp đại biểu: giao Tiểu ban Tuyên truyền": a task as a label, who acts, and whether the words
        say so."""
        match = _BEHIND_COLON.match(self.view, *body) if self.view.find(":", *body) >= 0 else None
        if match is None:
            return []
        task = Span(*match.span("task"))
        values, signed = self._read_words(Span(*match.span("words")))
        does = signed and self.slots.parser.action_at(task.start) and not self.slots.names_field(task)
        if not values or not (does or not self.slots.knows_label(task)):
            return []
        return [((task, values), bool(does))]

    def _read_words(self, words: Span) -> tuple[Values, bool]:
        """What the words of an end say, and whether one of them says that the bodies act."""
        fields = self.slots.read_fields(words)
        if fields:
            return (fields, True) if "lead" in fields else ({}, False)
        free = _MAY_JOIN.search(self.view, *words)
        words = Span(words.start, free.start()) if free else words
        gives = _GIVES.match(self.view, *words)
        start = gives.end() if gives else words.start
        bodies, due = self.slots.cut_time(Span(start, words.end))
        if not self.slots.names_bodies(bodies) or self.slots.read_who([bodies])[0] is None:
            return self._read_doers(Span(start, words.end))
        if self._does_more(bodies):
            return {}, False
        acts = gives or due or _ACTS.search(self.view, *bodies)
        return {"lead": [bodies], **({"due": [due]} if due else {})}, bool(acts)

    def _does_more(self, who: Span) -> bool:
        """Whether a verb of duty stands behind those who help: "X chủ trì, phối hợp với Y thẩm tra hồ sơ"."""
        actors = self.slots.parser.read_actors(*who)
        _, verb = find_partners(self.view, self.slots.parser, Span(actors.span.end, who.end)) if actors else ([], None)
        if verb is None or _ACTS.match(self.view, self.slots.parser.skip_blanks(verb, who.end), who.end):
            return False
        term = self.slots.parser.action_at(self.slots.parser.skip_blanks(verb, who.end))
        return term is None or term.end < who.end  # "các cơ quan soạn thảo": the verb says which bodies are meant

    def _read_doers(self, words: Span) -> tuple[Values, bool]:
        """ "Phòng X thực hiện, báo cáo UBND xã trước 15/10": who does it, to whom it is reported, and until when."""
        actors = self.slots.parser.read_actors(*words)
        act = match_only_leads(self.view, self.slots.parser, actors, words.end) if actors else None
        if act is None:
            return {}, False
        bracketed = self.view[words.start - 1] in "(["
        if not (act["reports"] or (bracketed and (act["amount"] or act["until"].strip(" .;,")))):
            return {}, False
        until = self.slots.trim(Span(*act.span("until")))
        at = next((i for i in range(until.start, words.end) if self.view[i].isalnum()), words.end)
        due = self.slots.read_fields(Span(at, words.end)).get("due") or [Span(at, words.end)]
        return {"lead": [Span(words.start, act.end("acts"))], **({"due": due} if until else {})}, True
