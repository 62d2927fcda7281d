"""What a sentence that cites a document says of its effect (Luật Ban hành văn bản quy phạm pháp luật: thay thế, bãi bỏ,
sửa đổi, bổ sung; toàn bộ or một phần). A proposal, a draft or a task to do so says nothing of it yet."""

from __future__ import annotations

import re
from typing import Literal

from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue

Extent = Literal["whole", "part"]
"""How much of a document it concerns."""

_VERBS = {
    "replaces": Cue(r"(?i)\bthay thế", examples=["và thay thế Quyết định"], rejects=["thay đổi"]),
    "repeals": Cue(r"(?i)\b(?:bãi bỏ|hủy bỏ|huỷ bỏ)", examples=["Bãi bỏ Quyết định"], rejects=["bỏ qua"]),
    "amends": Cue(
        r"(?i)\b(?:sửa đổi|bổ sung|điều chỉnh)", examples=["sửa đổi, bổ sung một số điều"], rejects=["đổi mới"]
    ),
}
_PLANNED = Cue(
    r"(?i)\b(?:đề xuất|đề nghị|kiến nghị|dự thảo|tham mưu|nghiên cứu|rà soát|xem xét|(?<!chương |quy |quá |tờ )trình"
    r"|xây dựng|góp ý|lấy ý kiến|hoàn thiện|yêu cầu|giao|chủ trì|phối hợp|nếu|khi nào|cần|phải|sẽ|chưa|không"
    r"|(?:đã )?được|bị|căn cứ|(?<!kèm )theo|triển khai|thông báo|(?<!về )việc)\b",
    examples=["đề xuất bãi bỏ", "dự thảo Nghị định", "Sở Xây dựng tham mưu", "đã được sửa đổi", "triển khai việc"],
    rejects=["Quyết định này", "Chương trình này", "ban hành kèm theo", "Quyết định về việc"],
)
_STATED = Cue(
    r"(?i)\b(?:có|hết) hiệu lực\b|^[\W\d]*(?:điều \d+\W+)?(?:[a-zđ]\)|\d+\.)?\W*(?:nay )?$",
    examples=["có hiệu lực từ ngày ký và ", "", "Điều 1. ", "2. ", "nay "],
    rejects=["Sở Xây dựng ", "các xã"],
)
"""What stands before the verb where the document itself does what the verb says."""
_OWN = Cue(
    lambda: rf"(?i)\b(?:{'|'.join(sorted(names_by_code().values()))}|văn bản) này\b",
    examples=["Quyết định này", "kế hoạch này", "Văn bản này"],
    rejects=["Nội dung này", "việc này"],
)
"""The document by itself."""
_TITLE = Cue(
    r"(?i)\b(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|luật|về việc|v/v|về)\W*$",
    examples=["Quyết định ", "Thông tư ", "Về việc ", "V/v "],
    rejects=["Sở Xây dựng "],
)
_PART = Cue(
    r"(?i)\b(?:một phần|một số|điều \d|khoản \d|điểm [a-zđ]\b|mục [\dIVX]|chương [IVX\d]|phần [IVX\d]|phụ lục|cụm từ"
    r"|nội dung|quy định tại)",
    examples=["Điều 5", "khoản 2", "một số điều", "Phụ lục I"],
    rejects=["các Quyết định", "toàn bộ"],
)
_EXCEPT = Cue(
    r"(?i)\b(?:trừ|ngoại trừ|trừ các)\s+(?:điều|khoản|điểm|mục|nội dung|quy định|trường hợp)",
    examples=["trừ Điều 5", "ngoại trừ nội dung"],
    rejects=["khấu trừ thuế"],
)
_NUMBER = Cue(
    r"\d\w*/(?:\d{4}/)?[A-ZĐ]",
    examples=["12/2020/QĐ-UBND", "8/QĐ-UBND", "05/NQ-HĐND"],
    rejects=["ngày 10/3/2023", "1/2 diện tích"],
)
_FURTHER = Cue(
    r"(?i)(?:[,;]|\bvà\b)(?!.*(?:[,;]|\bvà\b|\b(?:quy định|hướng dẫn|theo|thi hành|thực hiện|căn cứ)\b)).*$",
    examples=[" và Quyết định số ", " ngày 1/2/2020; Điều 3 của Quyết định số "],
    rejects=[" quy định chi tiết ", " ban hành kèm theo Nghị quyết số ", " và tài sản theo Quyết định số "],
)
"""Between two documents that one verb concerns; else the second only tells what the first is about."""
_RULING = frozenset({"QĐ", "NQ", "NĐ", "TT", "TTLT", "CT", "Luật", "PL", "L"})
"""Types of documents that can end or change another by a sentence that does not name them; others say "… này"."""
_FAR = 90
"""Characters between the verb and the document that it concerns, at most."""


def read_effect(sentence: str, cited: str | None, relation: str, doc_type: str | None) -> Extent | None:
    """How far a document of this type replaces, repeals or amends the one that it calls `cited` in a sentence; None
    where the sentence does not say that it does. To amend always concerns a part."""
    found = re.search(rf"(?<!\d){re.escape(cited)}", sentence) if cited else None
    at = found.start() if found else -1
    before, rest = (sentence[:at], sentence[at + len(cited or "") :]) if at >= 0 else (sentence, "")
    verbs = [match for match in _VERBS[relation].finditer(before) if at < 0 or at - match.end() <= _FAR]
    if not verbs:
        return None
    verb = verbs[-1] if relation != "amends" else verbs[0]
    lead, gap = before[: verb.start()], before[verb.end() :]
    is_own = _OWN.search(lead)
    if _PLANNED.search(lead) or not (is_own or _STATED.search(lead) or _TITLE.search(lead)):
        return None
    if not is_own and (doc_type not in _RULING or _NUMBER.search(lead)):
        return None
    if at >= 0 and (others := list(_NUMBER.finditer(gap))) and not _FURTHER.search(gap[others[-1].end() :]):
        return None
    return "part" if relation == "amends" or _PART.search(gap) or _EXCEPT.search(rest) else "whole"
