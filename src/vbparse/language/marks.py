"""Marks that stand by themselves at the head of a document: how urgent it is, and which degree of secrecy it has.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 10a and 10b; Luật Bảo vệ bí mật nhà nước 2018, Điều 8
(Tuyệt mật, Tối mật, Mật). Stamped letters are often spaced out, framed, or read with a wrong mark on the last vowel.
"""

from __future__ import annotations

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.number_line import NUMBER_LINE
from vbparse.text import Span

_URGENCY = build_cue(
    r"\W*(HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\W*",
    examples=["HỎA TỐC", "* KHẨN *", "HỎA TỐC HẸN GIỜ"],
    rejects=["KHẨN TRƯƠNG", "khẩn"],
    at="whole",
)
_RIM = r"[^\p{L}\d]*"
"""A frame, as it is drawn or read: brackets, bars, dots."""
_A, _E, _O = "[AÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶ]{1,2}", "[EÉÈẺẼẸÊẾỀỂỄỆ]{1,2}", "[OÓÒỎÕỌÔỐỒỔỖỘ]{1,2}"
_DEGREE = rf"(?:T ?U ?Y ?(?:{_E}|[^\s\d]{{1,2}}) ?T|T ?{_O} ?I) ?M ?{_A} ?T|M ?[ẬẶ] ?T"
"""Recognised text has any mark on a vowel, sometimes the vowel twice or signs for it; one word alone must be nearer."""
_LABEL = r"(?i:(?:dấu )?(?:chỉ )?(?:mức )?độ mật)"
_SECRECY = build_cue(
    rf"{_RIM}(?:{_LABEL} ?[:.-]? ?(?P<degree>(?i:{_DEGREE}))|(?:(?:TÀI LIỆU|VĂN BẢN) )?(?P<degree>{_DEGREE}"
    rf"|T(?:uyệt|ối) mật)){_RIM}",
    examples=["MẬT", "[TỐI MẬT]", "T U Y Ệ T M Ậ T", "Độ mật: Mật", "TÀI LIỆU MẬT"],
    rejects=["BÍ MẬT", "MẶT TRẬN"],
    at="whole",
)
_BROKEN = build_cue(r"\W*TR[ẬÂẠẶA]N\b", examples=["TRẬN TỔ QUỐC"], rejects=["TRẦN VĂN"], at="start")
_LOOK_BACK = 12
"""Characters before a line in which a broken word may have begun: "ỦY BAN" and the line break."""
_BREAKS = build_cue(r"(?:BẢO|BÍ|CƠ|BỀ|ONG|LẤY|ỦY BAN)\W*$", examples=["BẢO", "ỦY BAN\n"], rejects=["TÀI LIỆU"])


def urgency_mark(view: str, line: Span) -> Span | None:
    """Where the mark of urgency stands in a line that holds nothing else."""
    match = _URGENCY.fullmatch(view, *line)
    return Span(*match.span(1)) if match else None


def secrecy_mark(view: str, line: Span) -> Span | None:
    """Where the mark of secrecy stands in a line that holds nothing else but its label, or the number beside it; none
    in words broken over two lines ("MẶT" / "TRẬN TỔ QUỐC", "BẢO" / "MẬT")."""
    number = NUMBER_LINE.search(view, *line)
    start = number.end() if number and view[number.end() : number.end() + 1].isspace() else line.start
    match = _SECRECY.fullmatch(view, start, line.end)
    if not match:
        return None
    found = Span(*match.span("degree"))
    one_word = view[found.start] in "Mm"
    broken = one_word and _BREAKS.search(view, max(0, line.start - _LOOK_BACK), line.start)
    return None if broken or _BROKEN.match(view, line.end) else found


def is_mark(view: str, line: Span) -> bool:
    """Whether a line holds a mark and nothing else."""
    return bool(urgency_mark(view, line) or (_SECRECY.fullmatch(view, *line) and secrecy_mark(view, line)))
