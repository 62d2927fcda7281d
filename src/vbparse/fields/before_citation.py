"""Issuer and date of a citation that stand before it (usage): "Ngày 10/02/2026, UBND tỉnh ban hành Kế hoạch số …",
"được Thủ tướng Chính phủ phê duyệt tại Quyết định số …", "các văn bản của Bộ X: Công văn số …; Công văn số …".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from vbparse.fields.issuer_names import ISSUER
from vbparse.fields.mention import REACH, Mention, date_at, issuer_at
from vbparse.fields.symbols import has_initials, is_from_office
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span

_AGAIN = r"(?: (?:đã|vừa|cũng|tiếp tục))*"
_SPOKEN_OF = build_cue(
    r"(?<!\p{L})(?:tại|hành|ký|ra|có|gửi|qua|duyệt|bố|dựng|lập|trình)(?: các)? $|\($",
    examples=["phê duyệt tại ", "ban hành các ", "có ", "báo cáo ("],
    rejects=["thực hiện ", "các "],
)
"""The last of the words below: what stands before most citations is none of them."""
_ISSUES = build_cue(
    rf"{_AGAIN} (?:(?:ký |ra |có )?(?:ban hành|phát hành)|ký|ra|có|gửi) (?:các )?",
    examples=[" ban hành ", " đã ký ban hành các ", " đã có ", " ra "],
    rejects=[" ban hành kèm ", " có hiệu quả "],
    at="whole",
)
_ADOPTS = build_cue(
    rf"{_AGAIN} (?:thông qua|phê duyệt|công bố|xây dựng|lập|trình) (?:các )?",
    examples=[" đã xây dựng ", " thông qua "],
    rejects=[" thực hiện "],
    at="whole",
)
"""What a body does to documents of others, too: its own are known by their symbol."""
_SAYS_AT = build_cue(
    r"(?: ?\([^()]{1,30}\))?(?P<act>(?: (?!của |tại |do |được |ở |số )[\p{L},]+){0,7}?) tại (?:các )?",
    examples=[" phê duyệt tại ", " tại các ", " giao nhiệm vụ tại "],
    rejects=[" của Sở Y tế tại ", ". Họp tại ", " được nêu tại "],
    at="whole",
)
_REPORTS = build_cue(
    r"(?: (?:báo cáo|trình bày|đề xuất|đề nghị|kiến nghị|tham mưu)(?: \p{L}+){0,4})? \(",
    examples=[" báo cáo (", " đề xuất phương án (", " ("],
    rejects=[" tại (", "; Sở Y tế ("],
    at="whole",
)
"""From a body to the bracket that names what it wrote: its symbol has to be that of the body."""
_ACT = build_cue(
    r" (?:đã |có |vừa )?(?:đề nghị|kiến nghị|phê duyệt|ban hành|quy định|thông qua|chấp thuận|công bố|công nhận"
    r"|hướng dẫn|chỉ đạo|giao|kết luận|yêu cầu|cho phép|cho ý kiến|đồng ý|thống nhất|quyết định|trình|báo cáo"
    r"|thông báo|gửi|nêu|trả lời)(?!\p{L})",
    examples=[" phê duyệt", " đã giao nhiệm vụ", " đã gửi"],
    rejects=[" hoạt động", " nằm"],
    at="start",
)
_AGENT = build_cue(
    r"(?<!\p{L})(?:được|do|bởi|(?P<whose>của)) $",
    examples=["đã được ", "theo đề nghị của "],
    rejects=["làm việc với ", "; "],
)
_ON = build_cue(
    r"(?<!\p{L})[Nn]gày \d",
    examples=["Ngày 10", "vào ngày 5"],
    rejects=["Hằng ngày"],
)
_NOT_ON = build_cue(r"(?i)(?:trước|sau|từ|đến|hết|nhất|là) $", examples=["Trước ", "kể từ "], rejects=["; "])
_NAMES_OFFICE = build_cue(
    r"(?i)Văn phòng(?!\p{L})", examples=["Văn phòng Chính phủ"], rejects=["Thủ tướng Chính phủ"], at="start"
)
_COMMA = build_cue(r" ?,? ?", examples=[", ", " "], rejects=["; "], at="whole")
_AT_BEFORE = Cue(
    r"(?:^|[;:,.]\s*|đề\s+nghị\s+của\s+(?:[^;:]{0,30}gồm:\s*)?)(?P<body>\p{Lu}[^;:.]{3,90}?)\s+tại\s+(?:các\s+)?$",
    examples=["; Sở Xây dựng tại ", "theo đề nghị của Sở Xây dựng tại các "],
    rejects=["làm việc tại "],
)
_LEAD = build_cue(
    r"(?<!\p{L})các \p{L}+(?: (?!của )[\p{L},]+){0,12}? của (?=\p{L})",
    examples=["Căn cứ các văn bản của Bộ", "các Công văn chỉ đạo của Sở"],
    rejects=["văn bản của Bộ", "các phòng thuộc Sở"],
)
_OPENS_LIST = build_cue(
    r"(?: ?\([^()]{1,40}\))?(?: (?:sau(?: đây)?|gồm(?: có)?|như sau|về [^:;.]{3,120}))? ?: ?(?:[-+*•] ?)?",
    examples=[": ", " sau đây: ", " về phòng, chống dịch: - "],
    rejects=["; ", ", Sở Y tế: "],
    at="whole",
)
_ENDS_LIST = Cue(r"[.]\s+\p{Lu}|[.]/[.]|:\s", examples=[". Trường", "./.", ": "], rejects=["; Công văn", "số 1.2"])
_IN_LIST = build_cue(
    r"(?:[;,]|\svà|\)) ?(?:[-+*•] ?)?(?:và |các |số )*$",
    examples=["; ", " và ", "; - ", ", số "],
    rejects=[" theo ", ": "],
)
_SEVERAL = build_cue(r"(?<!\p{L})các $", examples=["ban hành các "], rejects=["ban hành "])
_BODY_REACH = 160
"""Letters before a citation in which the body stands that issued it."""
_DAY_REACH = 45
"""Letters of "Ngày 10 tháng 02 năm 2026," before a body."""
_WORD_REACH = 10
"""Letters before a name or a citation in which "được", "của" or "các" stands."""
_ITEM = 400
"""Letters from one citation of a list to the next, over date and title."""


def read_before(view: str, start: int, number: str) -> tuple[str | None, Span | None]:
    """Date and issuer that stand before the citation at an offset."""
    if not _SPOKEN_OF.search(view, max(0, start - _WORD_REACH), start):
        return None, None
    since = max(0, start - _BODY_REACH)
    for match in reversed(list(ISSUER.finditer(view, since, start))):
        at = match.start()
        body = issuer_at(view, at)
        if not body or body.end > start or view[at - 1 : at].isalpha():
            continue
        gap = view[body.end : start]
        own = (_ADOPTS.fullmatch(gap) or _REPORTS.fullmatch(gap)) and has_initials(number, view[body.start : body.end])
        if own or _ISSUES.fullmatch(gap):
            return _find_day_before(view, at), body
        if (says := _SAYS_AT.fullmatch(gap)) and _is_agent(view, at, says["act"]):
            return None, _take_unless_office_wrote(view, body, number)
    return None, _take_unless_office_wrote(view, _find_speaker(view, since, start), number)


def _take_unless_office_wrote(view: str, body: Span | None, number: str) -> Span | None:
    """A body that speaks at a document, unless the number is that of an office: "kết luận của Thủ tướng tại Thông báo
    số 12/TB-VPCP" is the office's own notice."""
    return body if body and (_NAMES_OFFICE.match(view, body.start) or not is_from_office(number)) else None


def _is_agent(view: str, at: int, act: str) -> bool:
    """Whether a body is the one who speaks at a document: "được X phê duyệt tại", "ý kiến của X tại", "X đã giao …
    tại"."""
    agent = _AGENT.search(view, max(0, at - _WORD_REACH), at)
    return bool(_ACT.match(act)) or bool(agent and not (agent["whose"] and act))


def _find_day_before(view: str, at: int) -> str | None:
    """ "Ngày 10/02/2026, " before a body."""
    for match in _ON.finditer(view, max(0, at - _DAY_REACH), at):
        dated = date_at(view, match.start())
        if dated and _COMMA.fullmatch(view, dated[1], at):
            before = max(0, match.start() - _WORD_REACH)
            return None if _NOT_ON.search(view, before, match.start()) else dated[0]
    return None


def _find_speaker(view: str, since: int, start: int) -> Span | None:
    """The body of "; Sở Xây dựng tại Công văn số …", also where its name is not known."""
    match = _AT_BEFORE.search(view[since:start])
    if not match:
        return None
    body = ISSUER.search(match["body"])
    base = since + match.start("body")
    return Span(base + (body.start() if body else 0), base + len(match["body"]))


def spread_issuers(view: str, mentions: list[Mention]) -> list[Mention]:
    """Give the citations of a list the issuer that is named once before it: "các văn bản của Bộ X: …; …"."""
    out = list(mentions)
    starts = [mention.span.start for mention in mentions]
    for lead in _LEAD.finditer(view):
        body = issuer_at(view, lead.end())
        first = bisect_left(starts, body.end) if body else len(out)
        if not body or first == len(out) or starts[first] > body.end + REACH:
            continue
        if _OPENS_LIST.fullmatch(view, body.end, starts[first]):
            _fill_list(view, out, first, body)
    for i, mention in enumerate(mentions):
        listed = _SEVERAL.search(view, max(0, mention.span.start - _WORD_REACH), mention.span.start)
        if listed and mention.issuer and mention.issuer.end < mention.span.start:
            _fill_list(view, out, i, mention.issuer)
    return out


def _fill_list(view: str, out: list[Mention], first: int, body: Span) -> None:
    for i in range(first, len(out)):
        mention = out[i]
        if i > first:
            gap = view[out[i - 1].span.end : mention.span.start]
            if len(gap) > _ITEM or _ENDS_LIST.search(gap) or not _IN_LIST.search(gap):
                return
        if mention.issuer and mention.issuer != body:
            return
        out[i] = replace(mention, issuer=body) if mention.number else mention
