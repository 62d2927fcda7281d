"""What the value of a field names: those who act and those who help, or a time."""

from __future__ import annotations

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import ActorParser
from vbparse.fields.assigning import match_assignment
from vbparse.fields.cells import read_bodies
from vbparse.fields.headings import names_only_leads
from vbparse.fields.limits import POINT
from vbparse.fields.partners import find_partners
from vbparse.fields.times import Timeline
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span, Text

_TIME_WORDS = build_cue(
    rf"(?i)(?:{POINT}(?!\w)|\W|\d|(?<!\w)(?:trước|trong|từ|đến|hết|chậm|nhất|là|vào|ngày|tháng|quý|năm|tuần|xong|hoàn|thành|không|quá|thời|gian|hạn|chót|dịp|bắt|kết|thúc|cùng|suốt"
    r"|muộn|trễ|hơn|khoảng|dự|kiến|cuối|đầu|giữa|và|hoặc|các|của|kỳ|giờ|phút|sáng|chiều|trở|đi|thực|hiện)(?!\w))*",
    examples=["Trước ", "chậm nhất là ngày", " và ", "14h00 thứ Sáu "],
    rejects=["sau khi có kế hoạch"],
    at="whole",
)
_ROLE = build_cue(
    r"(?i)\W*(?:(?P<coop>phối (?:kết )?hợp|hỗ trợ|cùng)(?: (?:với|cùng))*|chủ trì|thực hiện|giao)? ?:? ?",
    examples=["phối hợp với Công an", "Chủ trì: Công an", "Công an"],
    at="start",
)
_ROLE_BEHIND = build_cue(
    r" ?\(?(?:(?:cùng|trực tiếp) )?(?:chủ trì|thực hiện|phụ trách|tham mưu|đảm nhiệm|đảm nhận|chịu trách nhiệm|lo"
    r"|chỉ đạo"
    r"|(?P<helps>phối hợp|hỗ trợ|tham gia))(?: (?:chính|thực hiện|tham mưu))?\)?(?: ?(?:[,;]|và) ?|(?=[ .]*$))",
    examples=[" (chủ trì), ", " chủ trì, ", " phối hợp", " cùng thực hiện"],
    rejects=[" phối hợp với"],
)
_BEHIND_TIME = Cue(
    r"[,.;]\s+(?=\p{L})",
    examples=["20/5/2026, các đơn vị gửi", "30/6/2026. Các đơn vị nộp"],
    rejects=["Trước 20/5", "12,5"],
)
SENTENCE_ENDS = Cue(r"\.\s+(?=\p{Lu})", examples=["30/6/2026. Các đơn vị"], rejects=["30.6. các"])
_PIECE_ENDS = Cue(r";|\n|\.(?=\s|$)", examples=["Sở A; Sở B", "Sở A. Sở B"], rejects=["Sở A, Sở B"])


class SlotValues:
    """Reads the values of fields in one text."""

    def __init__(self, text: Text, parser: ActorParser, timeline: Timeline) -> None:
        self.text = text
        self.view = text.view
        self.parser = parser
        self.timeline = timeline

    def names_bodies(self, span: Span) -> bool:
        """Whether a stretch holds nothing but names of bodies, posts and persons, and who of them leads."""
        pieces = self._split_pieces(span)
        named = bool(pieces) and all(self._read_piece(piece) for piece in pieces)
        return named or self._part_by_role(span) is not None

    def is_time(self, span: Span) -> bool:
        """Whether a stretch holds nothing but times and the words that bound them."""
        at, hits = span.start, self.timeline.find_within(span)
        for hit in hits:
            if not _TIME_WORDS.fullmatch(self.view, at, max(at, hit.span.start)):
                return False
            at = max(at, hit.span.end)
        return bool(hits) and _TIME_WORDS.fullmatch(self.view, at, span.end) is not None

    def cut_behind_time(self, value: Span) -> Span:
        """A time, less the sentences behind it: "từ 5/6/2026 đến 9/6/2026. Quá hạn, hồ sơ bị trả lại"."""
        stop = SENTENCE_ENDS.search(self.view, *value)
        time = Span(value.start, stop.start()) if stop else value
        return time if self.is_time(time) else value

    def charges(self, value: Span) -> bool:
        """Whether a value is a sentence on who has to do what, behind a time or not: "20/5/2026, các đơn vị gửi …",
        "giao Phòng Kinh tế cân đối …"."""
        mark = _BEHIND_TIME.search(self.view, *value)
        start = mark.end() if mark and self.is_time(Span(value.start, mark.start())) else value.start
        sentence = Span(start, value.end)
        assigned = match_assignment(self.view, sentence)
        actors = self.parser.read_actors(assigned.end() if assigned else start, value.end)
        return actors is not None and actors.stop == "action"

    def read_who(self, spans: list[Span]) -> tuple[Actors | None, list[Actor]]:
        """Those who act and those who help, as the values of a field name them."""
        leads: list[Actor] = []
        partners: list[Actor] = []
        for span in spans:
            parted = self._part_by_role(span)
            if parted:
                leads += parted[0]
                partners += parted[1]
                continue
            if not self.names_bodies(span):
                leads += read_bodies(self.text, self.parser, span).items
                continue
            for piece in self._split_pieces(span):
                helps, actors = self._read_piece(piece) or (False, None)
                if actors is not None:
                    (partners if helps else leads).extend(actors.items)
                    partners += find_partners(self.view, self.parser, Span(actors.span.end, piece.end))[0]
        if not leads:
            return None, partners
        return Actors(Span(leads[0].span.start, leads[-1].span.end), leads, "end"), partners

    def _part_by_role(self, span: Span) -> tuple[list[Actor], list[Actor]] | None:
        """ "Thanh tra Sở (chủ trì), Phòng Quản lý giá (phối hợp)": those who act, those who help; None where the roles
        do not stand behind the names."""
        leads: list[Actor] = []
        partners: list[Actor] = []
        at = span.start
        for role in _ROLE_BEHIND.finditer(self.view, *span):
            names = Span(self.parser.skip_blanks(at, role.start()), role.start())
            actors = self.parser.read_actors(*names, partner=True)
            if actors is None or self.view[actors.span.end : names.end].strip(" (,;"):
                return None
            (partners if role["helps"] else leads).extend(actors.items)
            at = role.end()
        return (leads, partners) if leads and not self.view[at : span.end].strip(" .;,)") else None

    def _split_pieces(self, span: Span) -> list[Span]:
        pieces, at = [], span.start
        for match in _PIECE_ENDS.finditer(self.text.value, *span):
            pieces.append(Span(at, match.start()))
            at = match.end()
        return [piece for part in [*pieces, Span(at, span.end)] if (piece := self.trim(part))]

    def _read_piece(self, piece: Span) -> tuple[bool, Actors] | None:
        """A piece that is a list of bodies, and whether they only help."""
        role = _ROLE.match(self.view, *piece)
        start = role.end() if role else piece.start
        actors = self.parser.read_actors(start, piece.end, partner=True)
        if actors and names_only_leads(self.view, actors, piece.end):
            return bool(role and role["coop"]), actors
        return None

    def trim(self, span: Span) -> Span:
        """A stretch less blanks, bullet marks and final punctuation."""
        span = self.text.trim(span)
        while span and self.view[span.start] in "-+•* ":
            span = Span(span.start + 1, span.end)
        while span and (self.view[span.end - 1] in " .;:," or self._is_open_bracket(span)):
            span = Span(span.start, span.end - 1)
        return span

    def _is_open_bracket(self, span: Span) -> bool:
        words = self.view[span.start : span.end]
        return words.endswith(")") and words.count(")") > words.count("(")
