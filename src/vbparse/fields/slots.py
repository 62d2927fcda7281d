"""Labelled values that fill an item from outside: "Đơn vị chủ trì: …", "- Đầu mối: …", "2. Cơ quan thực hiện" with the
bodies below it. The label says that a value comes; where it does not say which, the value does: bodies are those who
act, a time is the deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.blocks import Para
from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.cells import read_bodies
from vbparse.fields.slot_values import SENTENCE_ENDS, SlotValues
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.structure.tree import Node
from vbparse.text import Span

Values = dict[str, list[Span]]
"""Stretches by what they say: lead, coop, due, product, other."""

_LABEL = Cue(
    r"(?:[-+•*–\s]|\(){0,6}(?P<label>\p{L}[^.;:\n()]{1,70}?)\s*:\s*",
    examples=["Đơn vị chủ trì: ", "- Đầu mối: ", "(Chủ trì: "],
    rejects=["Rà soát. Chủ trì", "8: "],
    at="start",
)
_WHO = build_cue(
    r"(?i)(?:{bearer of a label}(?: ?[,/]? ?(?:và )?{bearer of a label})*)? ?"
    r"(?:(?:{part of a label}|{help in a label})(?: ?[,/]? ?(?:và )?))+",
    examples=["Đơn vị chủ trì", "Bộ phận tham mưu", "Cơ quan chủ trì, phối hợp", "Giao", "Người thực hiện"],
    rejects=["Đơn vị", "Thực hiện kế hoạch"],
    at="whole",
)
_CALLED_LEAD = build_cue(
    r"(?i)(?<!\w)(?:chủ trì|chịu trách nhiệm|đầu mối|phụ trách)(?!\w)",
    examples=["Cơ quan chủ trì, phối hợp"],
    rejects=["Phối hợp thực hiện"],
)
OF_THING = build_cue(
    r"(?i){label of a thing}(?!\w)",
    examples=["Đối tượng thụ hưởng", "Nơi nộp hồ sơ"],
    rejects=["Nơi thực hiện"],
    at="start",
)
_ENDS_AS_LABEL = build_cue(
    r"(?i)\w {part of a label}$", examples=["Khối thực hiện", "Nhóm phụ trách"], rejects=["Công an xã", "Thực hiện"]
)
_HELPS = build_cue(r"(?i)(?<!\w){help in a label}(?!\w)", examples=["Đơn vị phối hợp"], rejects=["Đơn vị chủ trì"])
_TIME = build_cue(
    r"(?i){label of time}(?:(?: \p{L}+){0,4})",
    examples=["Thời gian thực hiện", "Hoàn thành", "Hạn nộp"],
    rejects=["Hạng mục", "Xong hết mọi việc đã nêu ở trên"],
    at="whole",
)
_FINISHES = build_cue(
    r"(?:hoàn thành|xong) việc(?: \p{L}+){1,8}", examples=["hoàn thành việc rà soát"], rejects=["xong"], at="whole"
)
_PRODUCT = build_cue(
    r"(?i){label of product}", examples=["Sản phẩm đầu ra", "Kết quả phải có"], rejects=["Kết quả năm 2025"], at="whole"
)
_OTHER = build_cue(
    r"(?i){line of other}", examples=["Kinh phí thực hiện", "Địa điểm"], rejects=["Kinh phí năm 2025"], at="whole"
)
_NO_CHARGE = build_cue(
    r"(?i)(?<!\w){label of no charge}(?!\w)",
    examples=["Địa điểm tập kết", "Đơn vị được kiểm tra", "Báo cáo gửi về"],
    rejects=["Tuyến xã", "Chỉ huy"],
)
_DESCRIBES = build_cue(
    r"(?i)(?:đối tượng|thành phần|địa điểm|quy mô|phạm vi|lãnh đạo|căn cứ|nội dung|hình thức|chủ đề)(?!\w)",
    examples=["Thành phần tham dự", "Đối tượng"],
    rejects=["Kinh phí", "Kết quả"],
    at="start",
)
"""Labels of what an event is like and who is present: what bodies behind them do, says so, and charges nobody."""
_FIELD_ENDS = Cue(r"[.;(\n]", examples=["Phòng A; thời gian: tháng 9"], rejects=["Phòng A, Phòng B"])
_LABEL_REACH = 100
"""Letters in which a label ends, with the marks before it and its colon."""
_SHORT_LABEL = 4
"""Words of a label that a time behind it makes one of time, even if it begins with a verb: "Kết thúc: 30/11"."""
_OF_CHARGES = {"lead", "coop", "due", "product"}
_MOST_WORDS = 7
"""Words of a label that no grammar knows."""


def merge_values(fields: Values, more: Values) -> None:
    """Add the values of a field line to those of the lines before it; who is named first leads."""
    for role, spans in more.items():
        if role != "lead" or "lead" not in fields:
            fields.setdefault(role, []).extend(spans)


def classify_label(label: str) -> str | None:
    """What a label or the head of a column says by itself: lead, coop, due, product, other."""
    words = label.strip(" :")
    if _OTHER.fullmatch(words):
        return "other"
    if _WHO.fullmatch(words):
        helps = _HELPS.search(words) and not _CALLED_LEAD.search(words)
        return "coop" if helps else "lead"
    if _PRODUCT.fullmatch(words):
        return "product"
    return "due" if _TIME.fullmatch(words) else None


_BEFORE_TIME = Cue(
    r"\s*[;,(]\s*|\s(?=(?:hoàn\s+thành|xong)\s)|(?<=\s(?:hiện|trì|khai))\s(?=trong\s|trước\s)",
    examples=["; ", ", ", " (", " hoàn thành trong", "thực hiện trong tháng 5"],
    rejects=["a", "họp trong"],
)


class SlotReader(SlotValues):
    """Reads the labelled values of one text."""

    def read_line(self, para: Para) -> Values | None:
        """The values of a paragraph or bullet that opens with a label; None for any other."""
        if para.label is not None or para.table is not None:
            return None
        fields = list(self._find_fields(para.body))
        if not fields or fields[0][0] != para.body.start:
            return None
        return self._collect(fields)

    def read_time_line(self, para: Para) -> Values | None:
        """A bullet that holds nothing but a time, behind field lines: "- Bắt đầu 25/9/2025, kết thúc 15/10/2025"."""
        time = self.trim(para.body) if para.kind == "bullet" else None
        return {"due": [time]} if time and self.is_time(time) else None

    def ends_in_time(self, words: Span) -> bool:
        """Whether words are a time, with its label or none: "xong trước 20/3", "hạn nộp bài 30/3/2024"."""
        hits = self.timeline.find_within(words)
        label = self.view[words.start : hits[0].span.start].strip(" :") if hits else ""
        said = label and (_TIME.fullmatch(label) or _FINISHES.fullmatch(label))
        return self.is_time(words) or bool(said and hits[-1].span.end >= words.end)

    def cut_time(self, words: Span) -> tuple[Span, Span | None]:
        """Bodies less the time behind them: "Đoàn xã, hoàn thành trước 20/3/2026", "Đoàn xã (xong trước 20/3)"."""
        for mark in _BEFORE_TIME.finditer(self.view, *words):
            end = words.end - (self.view[words.end - 1] == ")" and "(" in mark[0])
            if self.ends_in_time(Span(mark.end(), end)):
                return Span(words.start, mark.start()), Span(mark.end(), end)
        return words, None

    def split_head(self, body: Span) -> tuple[Span, Span] | None:
        """A paragraph whose first sentence is a labelled deadline ("Hạn nộp: 30/6/2026. Các đơn vị nộp …"): what stands
        behind it, and the time; None for any other."""
        label = _LABEL.match(self.view, body.start, min(body.start + _LABEL_REACH, body.end))
        stop = SENTENCE_ENDS.search(self.view, label.end(), body.end) if label else None
        if label is None or stop is None or self._classify_known(Span(*label.span("label"))) != "due":
            return None
        time = Span(label.end(), stop.start())
        return (Span(stop.end(), body.end), time) if self.is_time(time) else None

    def split_tail(self, body: Span) -> tuple[Span, Values] | None:
        """A paragraph whose last words are fields ("Rà soát quy hoạch. Chủ trì: Phòng X; thời gian: tháng 9"): what
        stands before them, and the values; None for any other."""
        fields = [field for field in self._find_fields(body) if field[0] > body.start]
        first = next((i for i, field in enumerate(fields) if field[1] in ("lead", "coop")), None)
        if first is None:
            return None
        return self.text.trim(Span(body.start, fields[first][0])), self._collect(fields[first:])

    def read_node(self, node: Node) -> Values | None:
        """The values of a numbered part that is a field: its value stands behind the label, or below it. A part on the
        money or the place is a part like others."""
        values = self._read_part(node)
        return values if values and values.keys() & _OF_CHARGES else None

    def _read_part(self, node: Node) -> Values | None:
        if any(para.table is not None for para in node.paras):
            return None
        if node.heading is None or node.runs_in or not (node.paras or node.children):
            return self._read_run_in(node)
        heading = self.trim(node.heading)
        if node.children:
            return None if node.paras else self._read_children(node, heading)
        below = [self.trim(para.body) for para in node.paras]
        role = self._classify_known(heading)
        if role in ("lead", "coop"):
            return self._read_bodies_below(role, below)
        return {role: below} if role else None

    def _read_bodies_below(self, role: str, below: list[Span]) -> Values | None:
        """The bodies below a heading that says that they act, each with a label of its own or none; None where most
        lines name none."""
        values: Values = {}
        for span in below:
            for part, spans in (self.read_fields(span) or {role: [span]}).items():
                values.setdefault(part, []).extend(spans)
        named = sum(self.names_bodies(span) for part in ("lead", "coop") for span in values.get(part, []))
        return values if 2 * named >= len(below) else None

    def _read_run_in(self, node: Node) -> Values | None:
        """A numbered paragraph that is a field: "c) Thời gian: tháng 9". A time behind an unknown label is that of a
        part of the plan ("Đợt 3: từ …"), and fills nothing."""
        if node.children or len(node.paras) > 1 or not (node.heading or node.paras):
            return None
        start = (node.heading or node.paras[0].body).start
        whole = Span(start, node.paras[0].body.end if node.paras else node.heading.end if node.heading else start)
        fields = list(self._find_fields(whole))
        if not fields or fields[0][0] != start:
            return None
        label = _LABEL.match(self.view, *whole)
        known = label and self._classify_known(Span(*label.span("label")))
        return self._collect(fields) if known or fields[0][1] == "lead" else None

    def _read_children(self, node: Node, heading: Span) -> Values | None:
        """ "2. Cơ quan thực hiện", and below it "a) Cơ quan chủ trì", "b) Cơ quan phối hợp"."""
        if self._classify_known(heading) is None:
            return None
        values: Values = {}
        for child in node.children:
            read = self._read_part(child)
            if read is None:
                return None
            for role, spans in read.items():
                values.setdefault(role, []).extend(spans)
        return values

    def read_fields(self, words: Span) -> Values:
        """The values of a stretch that opens with a label; empty for any other."""
        fields = list(self._find_fields(words))
        return self._collect(fields) if fields and fields[0][0] == words.start else {}

    def knows_label(self, label: Span) -> bool:
        """Whether the words before a colon are those of a field, by whatever value."""
        words = self.view[label.start : label.end]
        return self.names_field(label) or bool(_NO_CHARGE.search(words))

    def names_field(self, label: Span) -> bool:
        """Whether the words before a colon say which field it is, or are those of a thing."""
        return bool(self._classify_known(label) or OF_THING.match(self.view[label.start : label.end]))

    def _find_fields(self, body: Span) -> Iterator[tuple[int, str, Span]]:
        """Where each field of a paragraph begins, its role, and its value up to the next."""
        if self.view.find(":", *body) < 0:
            return
        starts = [body.start, *(m.end() for m in _FIELD_ENDS.finditer(self.text.value, *body))]
        labels = [(at, m) for at in starts if (m := _LABEL.match(self.view, at, min(at + _LABEL_REACH, body.end)))]
        for i, (at, match) in enumerate(labels):
            end = labels[i + 1][0] if i + 1 < len(labels) else body.end
            value = self.trim(Span(match.end(), end))
            role = self._classify(Span(*match.span("label")), value)
            who, due = self.cut_time(value) if role == "lead" else (value, None)
            if role and due and self.names_bodies(who):
                yield from ((at, role, who), (at, "due", due))
            elif role:
                yield at, role, self.cut_behind_time(value) if role == "due" else value

    def _collect(self, fields: list[tuple[int, str, Span]]) -> Values:
        values: Values = {}
        for _, role, value in fields:
            values.setdefault(role, []).append(value)
        return values

    def _classify_known(self, label: Span) -> str | None:
        """What a label says by itself."""
        return classify_label(self.view[label.start : label.end])

    def _classify(self, label: Span, value: Span) -> str | None:
        """What a labelled value says: by the label, else by the value."""
        role = self._classify_known(label)
        words = self.view[label.start : label.end]
        may_label = bool(value) and words.count(" ") < _MOST_WORDS
        if role is None and may_label and OF_THING.match(words):
            role = "other"
        if role:
            says = role not in ("lead", "coop") and not _DESCRIBES.match(words) and self.charges(value)
            return None if says else role
        if not may_label or _NO_CHARGE.search(words):
            return None
        if self.is_time(value) and words.count(" ") < _SHORT_LABEL:
            return "due"
        helps = _HELPS.search(words)
        if (self._is_charge(label) and not (helps and helps.start() == 0)) or not self.names_bodies(value):
            return None
        return "coop" if helps else "lead"

    def _is_charge(self, label: Span) -> bool:
        """Whether the words before a colon name a body, or say what is to be done."""
        if _ENDS_AS_LABEL.search(self.view, *label):
            return False
        actors = self.parser.read_actors(*label)
        return actors is not None or self.parser.action_at(label.start) is not None

    def read_cell(self, span: Span) -> tuple[Actors, list[Actor]]:
        """Those who act and those who help, as a cell of a table names them: "Chủ trì: …", "Phối hợp: …" on lines of
        one cell, or bodies alone."""
        values = self.read_fields(span)
        if values:
            leads, partners = self.read_who(values.get("lead", []))
            helpers, more = self.read_who(values.get("coop", []))
            if leads:
                return leads, [*partners, *(helpers.items if helpers else []), *more]
        parted = self._part_by_role(span)
        if parted:
            return Actors(span, parted[0], "end"), parted[1]
        return read_bodies(self.text, self.parser, span), []
