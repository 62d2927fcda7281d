"""The words with which a body begins below letterhead and title: Căn cứ, Xét đề nghị, Thực hiện Kế hoạch.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 6.
"""

from __future__ import annotations

from vbparse.language.cues import build_cue
from vbparse.language.landmarks.spelling import ignore_marks
from vbparse.patterns import Cue

BASIS = build_cue(
    r"\W*{legal basis}(?!\w)",
    examples=["Căn cứ Luật", "Xét đề nghị của"],
    rejects=["Căn cứu"],
    at="start",
)
"""A legal basis."""
ANY_BASIS = build_cue(
    r"\W*(?:Căn cứ|Xét|Theo)\b", examples=["Căn cứ Luật Lâm nghiệp", "Xét đề nghị"], rejects=["Thực hiện"], at="start"
)
"""The words of a basis, whatever stands behind them."""
PREAMBLE = build_cue(r"\W*{basis}\b", examples=["Căn cứ Luật", "Thực hiện Kế hoạch"], rejects=["Các thôn"], at="start")
"""A basis, or a document that is carried out: what stands above the text proper."""
TITLE_ENDS = build_cue(
    r"\W*{title end}(?!\w)",
    examples=["Căn cứ Luật", "Thực hiện Kế hoạch"],
    rejects=["Về trồng cây"],
    at="start",
)
"""Words with which the text below a title begins: where a title stands above, more are clear."""
BODY_OPENING = build_cue(
    r"\W*(?:Căn cứ|Xét|Thực hiện|Theo đề nghị|Hôm nay|Để|Nhằm)(?!\w)",
    examples=["Căn cứ Luật", "Thực hiện Kế hoạch", "Nhằm nâng cao"],
    rejects=["KẾ HOẠCH", "Số: 12/KH-UBND", "Căn cứu"],
    at="start",
)
"""Words that open a body wherever they stand."""
READ_BODY_OPENING = Cue(
    rf"\W*(?i:{'|'.join(map(ignore_marks, ('can cu', 'xet', 'thuc hien', 'theo de nghi', 'hom nay')))})(?!\w)",
    examples=["Can cu Luật", "CĂN CỨ LUẬT", "Xet đề nghị"],
    rejects=["Cán bộ", "xétnghiệm"],
    at="start",
)
"""The same, whatever marks a machine read."""
