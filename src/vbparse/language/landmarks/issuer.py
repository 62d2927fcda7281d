"""Who issues, in capitals above the number: "ỦY BAN NHÂN DÂN" / "XÃ PHÙ ĐIỀN", below a superior "UBND HUYỆN HOA LƯ".

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 2. Words that open the name of a body are the cue "agency in capitals".
"""

from __future__ import annotations

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.letter import ABOUT_LETTERS
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.text import Span

AGENCY = build_cue(
    r"\W*{agency in capitals}(?!\p{L})",
    examples=["ỦY BAN NHÂN DÂN", "UBND XÃ PHÙ ĐIỀN", "SỞ Y TẾ", "TRƯỜNG THCS LÊ LỢI"],
    rejects=["XÃ PHÙ ĐIỀN", "Sở Y tế", "SỞI"],
    at="start",
)
"""A line that opens the name of a body."""
SUPERIOR_UNIT = build_cue(
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ) \p{Lu}[\p{Lu} '-]*",
    examples=["TỈNH HẢI GIANG", "THÀNH PHỐ HẢI GIANG", "HUYỆN EA H'LEO"],
    rejects=["XÃ PHÙ ĐIỀN", "Tỉnh Hải Giang"],
    at="whole",
)
"""A unit above the commune, alone on its line."""
COMMUNE = build_cue(
    r"(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) \p{Lu}",
    examples=["XÃ PHÙ ĐIỀN", "PHƯỜNG TRẦN CAO VÂN"],
    rejects=["HUYỆN HOA LƯ", "PHƯỜNG 12"],
    at="start",
)
COMMITTEE_ABOVE = build_cue(
    r"UBND (?:QUẬN|HUYỆN|THỊ XÃ|THÀNH PHỐ|TỈNH|TP\.?) \p{Lu}",
    examples=["UBND QUẬN HẢI BÌNH", "UBND TP. HẢI GIANG"],
    rejects=["UBND XÃ PHÙ ĐIỀN"],
    at="start",
)
"""A committee above that of a commune."""
ORGAN = build_cue(
    r"(?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH|THƯỜNG TRỰC)|VĂN PHÒNG|THANH TRA) ?",
    examples=["BAN THƯỜNG VỤ", "VĂN PHÒNG"],
    rejects=["VĂN PHÒNG HĐND"],
    at="whole",
)
"""An organ of the body that stands above it."""
BESIDE_ISSUER = build_cue(
    rf"(?i:{ignore_marks('c')}[{ignore_marks('o')[1:-1]}q]ng ?h{ignore_marks('o')}{{1,2}}{ignore_marks('a')}{{0,2}} ?x"
    rf"|{ignore_marks('doc lap')} ?-|s[oóòôốồ] ?[:.]? ?[\d….]{{0,8}} ?/ ?\p{{L}}|{ABOUT_LETTERS} |Kính gửi)"
    r"|\p{Lu}\p{Ll}[^,;:]{0,40}, ?ngày ",
    examples=["CỘNG HÒA XÃ HỘI", "CQNG HOÀ X", "Số: 12/KH", "V/v tiêm", "Hà Khê, ngày 5"],
    rejects=["ỦY BAN NHÂN DÂN", "SỞ Y TẾ"],
)
"""What stands beside or below the name of a body and may run into it: Quốc hiệu, Số, V/v, place and date, as a machine
may read them."""
NO_AGENCY = build_cue(
    r"(?i)\W*{no agency}",
    examples=["V/v trồng cây", "Kính gửi", "Số: 5", "HỎA TỐC", "DỰ THẢO"],
    rejects=["SỞ Y TẾ", "UBND XÃ"],
    at="start",
)
"""What stands among the lines of a letterhead and names nobody."""
_UNIT_NAMED = r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|TX\.?)"
_WITHIN = (
    r"(?:SỞ|PHÒNG(?! (?:CHỐNG|CHÁY))|BỆNH VIỆN|TRUNG TÂM|CHI CỤC|TRƯỜNG (?:THCS|THPT|TH|TIỂU HỌC|MẦM NON|MẪU GIÁO|MN"
    r"|PT\p{Lu}+|CAO ĐẲNG|ĐẠI HỌC|CHÍNH TRỊ)|BAN (?:QUẢN LÝ|CHỈ ĐẠO|CHỈ HUY|DÂN TỘC|TUYÊN GIÁO|TỔ CHỨC)|TRẠM Y TẾ"
    r"|VĂN PHÒNG|THANH TRA|ĐẢNG ỦY|ỦY BAN|UBND|HỘI ĐỒNG|HĐND|CÔNG TY|CÔNG AN|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)(?!\p{L})"
)
_COMMITTEE_OF_UNIT = (
    rf"(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|ĐẢNG BỘ|MTTQ) {_UNIT_NAMED} \p{{Lu}}[\p{{Lu}}' -]*?"
    r"|(?:TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|THỊ ỦY|QUẬN ỦY) \p{Lu}[\p{Lu}' -]*?"
)
SUPERIOR_BEFORE = build_cue(
    rf"(?P<superior>{_COMMITTEE_OF_UNIT}|(?:SỞ|BỘ) \p{{Lu}}[\p{{Lu}}', -]*?)"
        rf"(?<! (?:VÀ|VỀ|CỦA|THUỘC|,)) (?={_WITHIN})",
    examples=[
        "UBND HUYỆN HOA LƯ PHÒNG NỘI VỤ", "UBND TỈNH HẢI GIANG SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "HUYỆN ỦY HOA LƯ ĐẢNG ỦY XÃ PHÙ ĐIỀN", "SỞ Y TẾ HẢI GIANG BỆNH VIỆN ĐA KHOA HUYỆN HOA LƯ",
    ],
    rejects=["ỦY BAN NHÂN DÂN XÃ PHÙ ĐIỀN", "VĂN PHÒNG HĐND VÀ UBND HUYỆN HOA LƯ", "BAN CHỈ HUY CÔNG AN XÃ PHÙ ĐIỀN",
             "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"],
    at="start",
)  # fmt: skip
"""A superior that stands on one line with the body below it: it ends where that begins."""


def opens_agency(view: str, line: Span) -> bool:
    """Whether a line in capitals opens the name of a body."""
    return AGENCY.match(view, *line) is not None
