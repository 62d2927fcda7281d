"""What a letter has instead of type and title: "V/v …" and "Kính gửi: …".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 5b and 9a.
"""

from __future__ import annotations

import regex

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue
from vbparse.text import Span

ABOUT_LETTERS = r"[Vv] ?/ ?[Vv]"
"""V/v, as a piece of a pattern."""
ABOUT_SHORT = build_cue(
    rf"\W*{ABOUT_LETTERS}\b[\s:]*",
    examples=["V/v trồng cây", "V/v: trồng cây", "V / v trồng cây"],
    rejects=["VV trồng cây", "Về việc trồng cây"],
    at="start",
)
"""The words that go off a title with what stands behind them."""
ABOUT = build_cue(
    rf"\W*(?:{ABOUT_LETTERS}|V{ignore_marks('e viec')}|VỀ VIỆC)(?!\w)[\s:]*",
    examples=["V/v trồng cây", "Về việc trồng cây", "VỀ VIỆC TRỒNG CÂY", "Ve viec trong cay"],
    rejects=["về việc này", "Vệ sinh"],
    at="start",
)
ABOUT_IN_ANY_CASE = build_cue(
    rf"\W*(?:{ABOUT_LETTERS}|(?i:{ignore_marks('ve viec')}))(?!\w)[\s:]*",
    examples=["về việc: trồng cây", "v/v trồng cây", "VỀ VIỆC TRỒNG CÂY"],
    rejects=["kế hoạch về việc", "vệ sinh"],
    at="start",
)
"""At the start of what is known to be a title."""
ABOUT_BEHIND = Cue(
    r"(?<=\S)\s+(?=V\s?/\s?[vV]\s)",
    examples=["Số: 29/UBND-NN V/v trồng cây"],
    rejects=["V/v trồng cây", "UBND V/viên"],
)
"""The blanks before a V/v that stands behind the number."""
ADDRESSED = build_cue(
    r"(?i)\W*Kính gửi\b ?:? ?",
    examples=["Kính gửi: Các thôn", "KÍNH GỬI"],
    rejects=["Kính mời", "Nơi nhận:"],
    at="start",
)
TELEGRAPHED = build_cue(
    r"\p{Lu}[^.;:]{0,80} (?i:điện) ?: ?",
    examples=["UBND tỉnh điện: Các huyện", "TƯ LỆNH QUÂN KHU ĐIỆN:"],
    rejects=["- Di dời đường điện: giao", "Kính gửi:"],
    at="start",
)
"""What a công điện has instead of Kính gửi. In another document such a line is about electricity."""
ADDRESSED_LINE = Cue(
    rf"\W*(?i:{ignore_marks('kinh gui')})(?!\p{{L}})",
    examples=["Kính gửi:", "Kính gửi Sở Y tế", "kínhgửi:", "Kinh gui"],
    rejects=["Kính giữ"],
    at="start",
)
"""The words alone, whatever marks a machine read."""


def match_about(view: str, span: Span | None = None) -> regex.Match[str] | None:
    """V/v or Về việc at the start of a line."""
    return ABOUT.match(view, *(span or (0, len(view))))


def match_addressed(view: str, span: Span, *, telegram: bool = False) -> regex.Match[str] | None:
    """The words before the first addressee; in a telegram (công điện) also "… điện:"."""
    return ADDRESSED.match(view, *span) or (TELEGRAPHED.match(view, *span) if telegram else None)


def is_addressed_line(view: str, span: Span | None = None) -> bool:
    """Whether a line begins with Kính gửi: all of `view` where no `span` is given."""
    return ADDRESSED_LINE.match(view, *(span or (0, len(view)))) is not None
