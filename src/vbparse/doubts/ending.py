"""Witnesses of what stands beside the body of a document: phases, deadlines, recipients, attachments."""

from __future__ import annotations

from vbparse.doubts.witness import Reading, witness
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.schema import Attachment, Due, Phase, Recipient
from vbparse.vocabularies import AnomalyCode, DoubtCode

_LONGEST_NAME = 40
"""Words of the longest recipient; lists that were not taken apart are longer."""
_HAS_LETTERS = Cue(r"\p{L}{2}", examples=["VT"], rejects=["- 2", "1"])
_OF_BODY = build_cue(
    r"(?:Trên đây|Căn cứ|Trong quá trình|Yêu cầu|Đề nghị|Điều \d)(?!\w)",
    examples=["Trên đây là Kế hoạch"],
    rejects=["Như Điều 3"],
    at="start",
)
"""Words that open a paragraph of the body and no recipient."""

_LABEL = build_cue(
    r"(?i:phụ lục|mẫu số|biểu mẫu|biểu số)(?!\w)",
    examples=["Phụ lục: DANH SÁCH ĐƠN VỊ", "PHỤ LỤC Danh mục"],
    rejects=["Danh sách phụ lục"],
    at="start",
)
"""What a title begins with where the label ran into it."""
_LOWER = build_cue(
    r"(?!(?:các|những|toàn|cả|như|lưu|{determiner})(?!\w))\p{Ll}",
    examples=["tiện phục vụ Đoàn)"],
    rejects=["các thôn", "UBND xã", "như trên"],
    at="start",
)
_PURPOSE = Cue(
    r"(?i)(?<!\p{L})(?:để|b/[c©]|t/h|p/h)(?!\p{L})",
    examples=["Bộ Công an (Cục A03 - để b/c)", "BGH (b/©); -"],
    rejects=["Ban Thường vụ Tỉnh ủy"],
)
"""Words that say what a recipient gets the document for."""
_YEAR = Cue(r"(?<!\d)(?:19|20)\d\d(?!\d)", examples=["năm 2020"], rejects=["12020"])
_OPEN_TIME = build_cue(
    r"trở đi|tiếp theo|liền kề|trở về sau",
    examples=["Từ tháng 11/2013 trở đi", "31/12 năm trước liền kề"],
    rejects=["trước ngày 20/6/2024"],
)
"""Words by which a time goes on, or that make it another year's."""

_DEADLINE = build_cue(
    r"[;.] [^;.]{3,160}(?<!\w)(?:trước|(?:chậm|muộn) nhất|không quá)(?!\w)[^;.]{0,24}\d/\d",
    examples=["; báo cáo kết quả chậm nhất 17h ngày 5/6"],
    rejects=[", trước ngày 5/6", "; báo cáo kết quả trước hội nghị"],
)


@witness(DoubtCode.DISAGREES, Phase, Due)
def is_contradicted(value: Phase | Due, reading: Reading) -> bool:
    """The document itself names other times, or a day that does not exist, at this place."""
    codes = (
        AnomalyCode.PHASES_CONTRADICT,
        AnomalyCode.PHASES_OVERLAP,
        AnomalyCode.YEAR_MISMATCH,
        AnomalyCode.DATE_IMPOSSIBLE,
    )
    return value.span is not None and reading.has_anomaly(*codes, within=value.span)


@witness(DoubtCode.FORM, Due)
def says_more_than_was_read(due: Due, _reading: Reading) -> bool:
    """The words name years that the date does not have, or a time without an end."""
    if not due.date:
        return False
    years = set(_YEAR.findall(due.text)) - set(_YEAR.findall(due.date))
    return bool(years) or _OPEN_TIME.search(due.text) is not None


@witness(DoubtCode.DISAGREES, Due)
def stands_before_a_deadline(due: Due, reading: Reading) -> bool:
    """A stretch of time, which may be that of what others do, and behind it in the same charge a deadline."""
    if not due.span or "/" not in (due.date or ""):
        return False
    tasks = (one.task_span for one in reading.document.obligations if one.due is due and one.task_span)
    return any(_DEADLINE.search(reading.text.view, due.span[1], task[1]) for task in tasks)


@witness(DoubtCode.DISAGREES, Phase)
def ends_before_it_begins(phase: Phase, _reading: Reading) -> bool:
    """The end lies before the start."""
    return bool(phase.start and phase.end) and (phase.end or "") < (phase.start or "")[: len(phase.end or "")]


@witness(DoubtCode.LENGTH, Recipient)
def is_no_single_name(recipient: Recipient, _reading: Reading) -> bool:
    """A recipient without letters, or of very many words."""
    return len(recipient.name.split()) > _LONGEST_NAME or not _HAS_LETTERS.search(recipient.name)


@witness(DoubtCode.OUT_OF_PLACE, Recipient)
def is_of_the_body(recipient: Recipient, _reading: Reading) -> bool:
    """A recipient that opens as a paragraph of the body does."""
    return _OF_BODY.match(recipient.name) is not None


@witness(DoubtCode.NAME_CUT, Recipient)
def is_half_a_name(recipient: Recipient, _reading: Reading) -> bool:
    """A bracket that is opened or closed elsewhere, or a name that begins in small letters."""
    name = recipient.name
    return name.count("(") != name.count(")") or _LOWER.match(name) is not None


@witness(DoubtCode.FORM, Recipient)
def holds_its_purpose(recipient: Recipient, _reading: Reading) -> bool:
    """What it gets the document for stands in its name."""
    return _PURPOSE.search(recipient.name) is not None


@witness(DoubtCode.MISSING, Attachment)
def says_not_what_it_is(attachment: Attachment, _reading: Reading) -> bool:
    """It has neither a label nor a title."""
    return not (attachment.label or attachment.title)


@witness(DoubtCode.FORM, Attachment)
def holds_its_label(attachment: Attachment, _reading: Reading) -> bool:
    """The word "Phụ lục" stands in its title, and no label was read."""
    return not attachment.label and _LABEL.match(attachment.title or "") is not None
