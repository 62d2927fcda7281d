"""Quốc hiệu and Tiêu ngữ, and the name of the Party or the Youth Union in their place.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 1; of the Party Hướng dẫn 36-HD/VPTW. They are met misspelt (CÔNG HÒA,
HÕA, HỒ), in small letters, without blanks or marks, and wrapped by a narrow column.
"""

from __future__ import annotations

import regex

from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue
from vbparse.text import Span


def _state(case: str) -> str:
    """CỘNG HÒA XÃ HỘI in capitals (`CONG`) or small letters (`cong`)."""
    letters = str.upper if case.isupper() else str.lower
    first, o, a, rest = (ignore_marks(letters(part)) for part in ("cong h", "o", "a", " xa hoi"))
    return f"{first}{o}{{1,2}}{a}{{0,2}}{rest}"


_GOES_ON = ignore_marks(" chu nghia viet nam")
_PARTY = rf"{ignore_marks('DANG CONG SAN')}(?:{ignore_marks(' VIET NAM')})?(?!\p{{L}})"
_YOUTH = rf"{ignore_marks('DOAN ')}(?:TNCS|{ignore_marks('THANH NIEN CONG SAN')}){ignore_marks(' HO CHI MINH')}"
_INSTEAD = f"(?:{_PARTY}|{_YOUTH})"
_LIBERTY = rf"{ignore_marks('doc lap')}(?:\W*-|\W*$|\W+{ignore_marks('tu do')}(?!\p{{L}}))"
_ALL_LIBERTY = r"\s*-\s*".join(map(ignore_marks, ("doc lap", "tu do", "hanh phuc")))
_DATE_BEHIND = r"\s+\p{Lu}[^,;:]{1,58},\s*ngày"

MOTTO_LINE = Cue(
    rf"\W*(?:(?i:{_state('cong')}(?=\W*$|{ignore_marks(' chu')})|{_LIBERTY})|{_INSTEAD}(?:\W*$|(?={_DATE_BEHIND})))",
    examples=[
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CÔNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÕA XÃ HỘI", "CỘNG HỒ XÃ HỘI",
        "Cộng hoà xã hội chủ nghĩa Việt Nam", "CONG HOA XA HOI CHU NGHIA VIET NAM", "CỘNGHÒAXÃHỘICHỦNGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do", "ĐỘC LẬP TỰ DO HẠNH PHÚC", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG CỘNG SẢN VIỆT NAM   Hoa Lư, ngày 3 tháng 5 năm 2024", "ĐOÀN TNCS HỒ CHÍ MINH",
    ],
    rejects=[
        "ĐẢNG BỘ XÃ PHÙ ĐIỀN", "Đảng Cộng sản Việt Nam lãnh đạo toàn diện", "Độc lập dân tộc gắn liền với chủ nghĩa",
        "CÔNG AN XÃ PHÙ ĐIỀN", "Cộng hòa xã hội là mục tiêu", "ĐOÀN TNCS HỒ CHÍ MINH XÃ PHÙ ĐIỀN",
    ],
    at="start",
)  # fmt: skip
"""A motto at the start of a line."""
MOTTO = Cue(
    rf"{_state('CONG')}"
    rf"|(?<!(?i:{ignore_marks('nuoc')})\s)C(?i:{_state('cong')[1:]}{_GOES_ON})(?=\W*$|\W+(?i:{_LIBERTY}))"
    rf"|{ignore_marks('D')}(?i:{ignore_marks('oc lap')}\s*-\s*{ignore_marks('tu do')})"
    rf"|(?m:(?:^|(?<=\s\s)|(?<=\|\s?)){_INSTEAD}\s*(?=\||$))",
    examples=[
        "UBND XÃ PHÙ ĐIỀN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND XÃ X  Cộng hòa xã hội chủ nghĩa Việt Nam",
        "XÃ PHÙ ĐIỀN Độc lập - Tự do - Hạnh phúc", "ĐẢNG BỘ XÃ X | ĐẢNG CỘNG SẢN VIỆT NAM |",
        "CÔNG HÒA XÃ HỘI", "ĐẢNG ỦY XÃ X   ĐẢNG CỘNG SẢN VIỆT NAM",
    ],
    rejects=[
        "kỷ niệm ngày thành lập nước Cộng hòa xã hội chủ nghĩa Việt Nam", "HỌC TẬP NGHỊ QUYẾT ĐẢNG CỘNG SẢN VIỆT NAM",
        "Luật Cán bộ của Cộng hòa xã hội chủ nghĩa Việt Nam năm 2008",
    ],
)  # fmt: skip
"""A motto anywhere in a line or a cell, in which other columns stand."""
MOTTO_IN_CELL = Cue(
    rf"(?i:{_state('cong')}|{ignore_marks('doc lap')}\s*-\s*{ignore_marks('tu do')}|^\W*{_INSTEAD})",
    examples=["cộnghòaxãhội", "độclập-tựdo", "đảngcộngsảnviệtnam", "đoàntncshồchíminh"],
    rejects=["đảngbộxã", "lãnhđạocủađảngcộngsảnviệtnam"],
)
"""A motto in a cell of a layout table, from which all blanks were taken."""
MOTTO_WHOLE = Cue(
    rf"(?i:{_state('cong')}{_GOES_ON}|{_ALL_LIBERTY})"
    rf"|{_INSTEAD}(?=\s+S(?:ố|Ố)(?!\p{{L}})|{_DATE_BEHIND})",
    examples=[
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập- Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM Số 26-KH/ĐU",
    ],
    rejects=["CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "ĐẢNG CỘNG SẢN VIỆT NAM QUANG VINH"],
)  # fmt: skip
"""A motto from its first to its last letter."""
_BEFORE_PLACE = Cue(
    rf"(?s).*(?:{ignore_marks('VIET NAM')}|(?i:{ignore_marks('hanh phuc')}))\W+(?=\p{{Lu}})",
    examples=["Độc lập - Tự do - Hạnh phúc Tân Phú", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTân Phú"],
    rejects=["Tân Phú", "Việt Nam Tân Phú"],
    at="start",
)
_STATE_BEGUN = Cue(
    rf"\W*{_state('CONG')}(?:\s+CHỦ(?:\s+NGHĨA(?:\s+VIỆT)?)?)?\W*",
    examples=["CỘNG HÒA XÃ HỘI", "CỘNG HÕA XÃ HỘI CHỦ NGHĨA"],
    rejects=["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    at="whole",
)
_STATE_ENDED = Cue(
    r"(?:(?:(?:CHỦ\s+)?NGHĨA\s+)?VIỆT\s+)?NAM\W*",
    examples=["CHỦ NGHĨA VIỆT NAM", "NAM"],
    rejects=["XÃ VIỆT NAM"],
    at="whole",
)


def is_motto_line(view: str, span: Span | None = None) -> bool:
    """Whether a line begins as a motto does: all of `view` where no `span` is given."""
    return MOTTO_LINE.match(view, *(span or (0, len(view)))) is not None


def find_motto(view: str) -> regex.Match[str] | None:
    """The first motto in a line or in the lines of a cell."""
    return MOTTO.search(view)


def cut_motto(place: str) -> str:
    """A place without the motto before it, which stood on its line."""
    match = _BEFORE_PLACE.match(place)
    return place[match.end() :] if match else place


def begins_state_name(view: str, span: Span) -> bool:
    """Whether a line holds the first part of the Quốc hiệu, which a narrow column wrapped."""
    return _STATE_BEGUN.fullmatch(view, *span) is not None


def ends_state_name(view: str, span: Span) -> bool:
    """Whether a line holds the rest of a wrapped Quốc hiệu; the line above says whether it is one."""
    return _STATE_ENDED.fullmatch(view, *span) is not None
