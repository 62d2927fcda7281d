"""Headings and lines that name bodies and charge none of them: they say at what level, for whom, on what or under which
conditions something is done."""

from __future__ import annotations

from vbparse.fields.actor_lists import Actors, is_same_body
from vbparse.fields.charges import ChargeReader
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.structure.tree import Node
from vbparse.text import Span

_LEVEL = build_cue(
    r"(?i)\W*(?:(?:ở|tại|đối với) )?(?:các )?(?:cấp|tuyến) (?:cơ sở|trung ương|trường|{settlement}|{unit})"
    r"(?:(?:,| và|/)? ?(?:(?:cấp|tuyến) )?(?:cơ sở|trường|{settlement}|{unit}))*\W*",
    examples=["Cấp huyện", "Ở cấp cơ sở:", "CẤP TỈNH", "Cấp huyện, cấp xã", "Cấp tổ dân phố"],
    rejects=["Cấp ủy xã", "Cấp huyện chủ trì", "Cấp giấy phép"],
    at="whole",
)
_GOOD = (
    r"(?:an toàn|văn hóa|học tập|hiếu học|hạnh phúc|thân thiện|thông minh|kiểu mẫu|tiêu biểu|điển hình|xanh|sạch|đẹp"
    r"|văn minh|nông thôn mới|không \p{L}+(?: \p{L}+)?|(?:hai|ba|bốn|năm) tốt)(?: (?:kiểu mẫu|nâng cao))?"
)
_HONOUR = build_cue(
    r"\W*(?:(?:Gia đình|Ngôi nhà|Dòng họ|Cộng đồng|Khu dân cư|Cơ quan|Đơn vị|(?:Lớp|Trường)(?: học)?"
    rf"|Chi (?:bộ|hội|đoàn)|Chợ|(?i:{{settlement}}|{{unit}}))(?: và )?)+ {_GOOD}(?:(?:,| và| -)? ?{_GOOD})*\W*",
    examples=["Cộng đồng an toàn:", "Thôn thông minh", "Trường học xanh, sạch", "Chi bộ bốn tốt", "Xã không rác thải"],
    rejects=["Các gia đình văn hóa", "Cộng đồng dân cư:", "Đơn vị quản lý rừng", "Cơ quan văn hóa thông tin"],
    at="whole",
)
"""What families, settlements and schools may become, as a heading names it: a matter, and no body."""
_CONCERNED = build_cue(
    r"(?i)\W*(?:đối )?với(?!\w)", examples=["Đối với hộ nghèo", "Với học sinh"], rejects=["Hộ nghèo"], at="start"
)
_HOUSEHOLD = build_cue(
    r"(?i)(?:(?:các|những|từng|mọi) )?hộ(?! chiếu)(?!\w)", examples=["hộ nghèo", "các hộ"], rejects=["hội"], at="start"
)
_CONDITIONS = build_cue(
    r"(?:(?:đáp ứng|thỏa mãn)(?: đủ| đầy đủ)? (?:các|những) (?:yêu cầu|điều kiện|tiêu chuẩn|tiêu chí)"
    r"|(?<!\w)(?:không|chỉ)(?!\w)[^.;:]{2,80} (?:các|những) trường hợp"
    r"|[Tt]hành phần [^.;:]{0,60}gồm|này (?:được )?áp dụng (?:đối với|cho|với)(?: (?:các )?đối tượng)?)"
    r"(?: (?:có|sau|sau đây|dưới đây|như sau) ?[:.]?| ?:)$",
    examples=[
        "phải đáp ứng các yêu cầu sau:",
        "không tham gia Hội đồng trong các trường hợp sau:",
        "Thành phần của Hội đồng gồm:",
        "Quy định này áp dụng cho các đối tượng sau:",
    ],
    rejects=["thực hiện các yêu cầu sau:", "xử lý các trường hợp sau:", "không bỏ sót các trường hợp."],
)
"""Before a list of conditions, cases or members, or of those to whom rules apply: nobody's tasks."""
_AMOUNT = build_cue(
    r"\W*\d+ (?:ngày|giờ|tiết|buổi|người|hộ|đồng chí|đ/c|đại biểu|thành viên|suất) ?(?:[;.,(/](?! ?do )|$)",
    examples=["12 ngày;", "2 tiết"],
    rejects=["12 ngày làm việc"],
    at="start",
)
_UNDER_CONDITIONS = Cue(
    r"Với\s(?:các|những)\sđiều\skiện\s(?:sau|sau\sđây|dưới\sđây)\s?:",
    examples=["Với các điều kiện sau đây:"],
    rejects=["Với các điều kiện hiện có:"],
    at="whole",
)
_CONDITIONS_REACH = 160
"""Letters at the end of a paragraph that lead to conditions."""


def opens_conditions(view: str, span: Span) -> bool:
    """Whether a heading or paragraph ends before a list of conditions, cases or members."""
    start = max(span.start, span.end - _CONDITIONS_REACH)
    return _CONDITIONS.search(view, start, span.end) is not None or _UNDER_CONDITIONS.fullmatch(view, *span) is not None


def names_matter(view: str, node: Node) -> bool:
    """Whether a heading names an honour ("c) Cộng đồng an toàn"), or how much there is of something stands behind it:
    "Dân quân cơ động: 12 ngày; …"."""
    if node.heading and _HONOUR.fullmatch(view, *node.heading):
        return True
    return node.runs_in and bool(node.paras) and _AMOUNT.match(view, *node.paras[0].body) is not None


def charges_nobody(reader: ChargeReader, node: Node, actors: Actors) -> bool:
    """Whether the bodies in a heading are those of a level ("1. Cấp huyện"), people for whom others do something ("Đối
    với người dân: … Trạm Y tế xã mở lớp …"), or what the words below act on ("4. Tổ tự quản: Kiện toàn Tổ tự quản …").
    """
    if node.heading is None:
        return False
    if _LEVEL.fullmatch(reader.view, *node.heading):
        return True
    below = [para.body for para in node.paras if para.table is None]
    if _CONCERNED.match(reader.view, *node.heading):
        people = all(item.label == "people" or _HOUSEHOLD.match(reader.view, *item.span) for item in actors.items)
        return people and bool(below) and all(_charges_another(reader, body, actors) for body in below)
    return bool(below) and _acts_on(reader, below[0], actors)


def _charges_another(reader: ChargeReader, body: Span, actors: Actors) -> bool:
    charges = reader.read_charges(body, strong=False)
    return any(not is_same_body(reader.view, charge.actors, actors) for _, charge in charges)


def _acts_on(reader: ChargeReader, body: Span, actors: Actors) -> bool:
    """Whether a paragraph opens with a verb whose object is one of these bodies."""
    verb = reader.parser.action_at(body.start)
    at = reader.parser.skip_blanks(verb.end, body.end) if verb else body.end
    named = reader.parser.read_actors(at, body.end, partner=True)
    name = reader.view[actors.span.start : actors.span.end].lower()
    again = verb is not None and reader.view[at : body.end].lower().startswith(name)
    return again or (named is not None and is_same_body(reader.view, named, actors))
