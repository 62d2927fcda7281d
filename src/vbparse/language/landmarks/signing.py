"""Authority and post of who signs: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC".

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and phụ lục I, ô số 7a; of the Party Hướng dẫn 36-HD/VPTW. Posts are the cue
"office in capitals".
"""

from __future__ import annotations

import regex

from vbparse.language.cues import build_cue
from vbparse.language.folding import fold
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.text import Span

PREFIX = r"(?:T ?U ?Q|T ?[./]? ?[ML]|K ?[./]? ?T|Q(?= ?\.))"
"""TM., KT., TL., TUQ., Q., with stops, slashes and blanks as they are written."""
AUTHORITY = build_cue(
    rf"[\W_]*(?P<prefix>{PREFIX})(?: ?[.,:] ?| )(?=\p{{Lu}})",
    examples=["TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT CHỦ TỊCH", "TUQ. GIÁM ĐỐC", "Q. GIÁM ĐỐC"],
    rejects=["KTXH NĂM 2026", "TMĐT VÀ KINH TẾ SỐ", "Q1 NĂM 2026", "QUYẾT ĐỊNH"],
    at="start",
)
"""A prefix at the start of a line, up to the body or office behind it."""
POST = build_cue(
    r"[\W_]*(?P<post>(?:(?:Q\.|QUYỀN) ?)?(?:PHÓ )?{office in capitals}(?!\p{L}))",
    examples=["CHỦ TỊCH", "__ CHỦ TỊCH", "PHÓ GIÁM ĐỐC", "TỔ TRƯỞNG", "HIỆU PHÓ", "CHÍNH TRỊ VIÊN"],
    rejects=["TĂNG TRƯỞNG KINH TẾ", "ỨNG PHÓ", "MÔI TRƯỜNG", "QUYẾT ĐỊNH"],
    at="start",
)
"""A post in capitals at the start of a line."""
SIGNS = Cue(
    rf"{AUTHORITY.regex.pattern}|{POST.regex.pattern}|(?:CHỦ TRÌ|NGƯỜI LẬP|ĐẠI DIỆN|KẾ TOÁN|TRƯỞNG)\b",
    examples=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "NGƯỜI LẬP BIỂU", "CHỦ TRÌ CUỘC HỌP"],
    rejects=["Chủ tịch", "NGƯỜI DÂN", "QUYẾT ĐỊNH"],
    at="start",
)
"""Who signs in a cell or a column; of minutes and tables, also who took them down."""
AUTHORITY_BEHIND = Cue(
    r"(?<=\S)\s+(?=(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐ])",
    examples=["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"],
    rejects=["KT. CHỦ TỊCH", "CHỦ TỊCH TMĐT"],
)
"""The blanks before an authority that stands behind other words."""
POST_BEHIND = Cue(
    r"(?<=\S)\s+(?=(?:PHÓ\s+|THỨ\s+)?(?:CHỦ TỊCH|CHỦ NHIỆM|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|HIỆU TRƯỞNG|BỘ TRƯỞNG"
    r"|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG (?:PHÒNG|BAN|CÔNG AN|KHOA|TRẠM)"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)|BÍ THƯ|CHỈ HUY TRƯỞNG|TRƯỞNG(?=\s+\p{Lu}{2}))\b|THỦ TƯỚNG|PHÓ THỦ TƯỚNG)",
    examples=["KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"],
    rejects=["CHỦ TỊCH", "NHIỆM VỤ CỦA TỔ TRƯỞNG"],
)
"""The blanks before a post that stands behind other words: fewer posts than alone on a line, for there any TRƯỞNG is
one."""
BEFORE_POST = build_cue(
    rf"(?:PHÓ|THỨ|QUYỀN|TỔNG|CHI|(?<!\p{{L}}){PREFIX}[.,]?)$",
    examples=["PHÓ", "KT.", "TUQ", "QUYỀN"],
    rejects=["ỦY BAN NHÂN DÂN", "UBKT"],
)
"""Words that make one with the post behind them."""
BEFORE_TRUONG = Cue(
    r"(?:HIỆU|(?<!CHI\s)(?<!ĐẢNG\s)BỘ|CỤC|VIỆN|VỤ|HUY|HẠT|TỔ|ĐỘI|TRẠM|KHỐI|KHU|ĐỒN|ĐOÀN|TOÁN|THỦ)$",
    examples=["VIỆN", "CHỈ HUY"],
    rejects=["CHI BỘ", "ỦY BAN NHÂN DÂN"],
)
"""Words that make one post with TRƯỞNG behind them: "VIỆN TRƯỞNG VIỆN KIỂM SÁT"."""
APPROVAL = build_cue(
    r"[\W_]*(?P<approval>(?:PHÊ )?DUYỆT|XÁC NHẬN)(?: CỦA)? (?=(?:PHÓ )?{office in capitals}(?!\p{L}))",
    examples=["PHÊ DUYỆT GIÁM ĐỐC SỞ Y TẾ", "XÁC NHẬN CỦA CHỦ TỊCH"],
    rejects=["PHÊ DUYỆT KẾ HOẠCH", "PHÊ DUYỆT"],
    at="start",
)
"""Words by which a second office approves what the first has signed, before its post."""
_APPROVED = Cue(
    r"\W*(?:(?:PHÊ\s+)?DUYỆT|XÁC\s+NHẬN)\W*$",
    examples=["PHÊ DUYỆT", "DUYỆT:"],
    rejects=["PHÊ DUYỆT KẾ HOẠCH", "Phê duyệt"],
    at="start",
)
_LEAST_LETTERS = 3
"""Letters of such a word that must be there."""
_ACTING = Cue(r"\W*Q\s?\.", examples=["Q. GIÁM ĐỐC", "Q .GIÁM ĐỐC"], rejects=["QUYỀN GIÁM ĐỐC"], at="start")


def match_authority(view: str, span: Span) -> regex.Match[str] | None:
    """The prefix with which a line begins, as `prefix`; it ends where the body or office begins."""
    return AUTHORITY.match(view, *span)


def match_post(view: str, span: Span) -> regex.Match[str] | None:
    """The post with which a line begins, as `post`."""
    return POST.match(view, *span)


def is_post_alone(view: str, span: Span) -> bool:
    """Whether a line in capitals is a post and nothing else, as may run into Nơi nhận from beside it."""
    post = match_post(view, span)
    return post is not None and post.end() >= span.end and view[slice(*span)].isupper()


def match_approval(view: str, span: Span) -> regex.Match[str] | None:
    """The words with which an office approves, as `approval`; the match ends where its post begins."""
    return APPROVAL.match(view, *span)


def is_signing_line(view: str, span: Span) -> bool:
    """Whether a line begins as one of authority or post does. It is for the caller to see that it is in capitals."""
    return bool(match_authority(view, span) or match_post(view, span) or match_approval(view, span))


def complete_post(line: str) -> str | None:
    """The post of which a line in capitals lacks the first letters ("ANH THANH TRA"); None where it can be none, or
    more than one."""
    first, _, rest = line.strip().partition(" ")
    if len(first) < _LEAST_LETTERS or not line.isupper():
        return None
    heads = column("confusions", "read", kind="head of a post")
    whole = [f"{head} {rest}" for head in heads if fold(head).endswith(fold(first)) and len(first) < len(head)]
    posts = [post for post in whole if match_post(post, Span(0, len(post)))]
    return posts[0] if len(posts) == 1 else None


def is_approval(view: str, span: Span) -> bool:
    """Whether a line only says that what stands above is approved."""
    return _APPROVED.match(view, *span) is not None


def is_acting(view: str, span: Span) -> bool:
    """Whether a line is of one who holds a post for the time being: "Q. GIÁM ĐỐC"."""
    return _ACTING.match(view, *span) is not None
