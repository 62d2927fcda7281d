"""Is it Vietnamese text at all?"""

from __future__ import annotations

import pytest

from vbparse.readers.quality import legibility


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Căn cứ Nghị quyết số 43/NQ-HĐND ngày 28/12/2022 của Hội đồng nhân dân huyện;", 1.0, 1.0),
        ("6Ӂ CÔNG 7+ѬѪ1* 7ӌ1+ /Ҥ1* 6Ѫ1 &Ӝ1* +Ñ$ ;­ +Ӝ, &+Ӫ", 0.0, 0.4),
        ("Uû ban nh©n d©n tØnh Hµ Giang c«ng v¨n sè ngµy th¸ng n¨m", 0.0, 0.4),
        ("Số: 12 ©", 1.0, 1.0),
        ("Ke\u0302\u0301 hoa\u0323ch to\u0302\u0309 chu\u031b\u0301c thu\u031b\u0323c hie\u0323\u0302n", 1.0, 1.0),
    ],
)
def test_legibility(text: str, low: float, high: float) -> None:
    assert low <= legibility(text) <= high
