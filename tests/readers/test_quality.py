"""Is it Vietnamese text at all?"""

from __future__ import annotations

import pytest

from vbparse.readers.quality import SOUND, assess_quality

SOLID = (
    "Căn cứ Nghị quyết số 43/NQ-HĐND ngày 28/12/2022 của Hội đồng nhân dân huyện; Ủy ban nhân dân xã xây dựng kế hoạch "
    "thu gom rác thải sinh hoạt trên địa bàn, giao công chức Địa chính - Xây dựng chủ trì thực hiện."
)
ENGLISH = (
    "The committee shall submit its report to the council by the end of March, and the members of the working group "
    "will be informed of the results as soon as these are available from the office of the secretariat."
)
FRENCH = (
    "Le comité présente son rapport au conseil dans les trente jours; les membres du groupe de travail sont informés "
    "des résultats par le secrétariat, avec les pièces jointes pour chaque pays qui participe aux travaux."
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (SOLID[:80], 1.0, 1.0),
        ("6Ӂ CÔNG 7+ѬѪ1* 7ӌ1+ /Ҥ1* 6Ѫ1 &Ӝ1* +Ñ$ ;­ +Ӝ, &+Ӫ", 0.0, 0.4),
        ("Uû ban nh©n d©n tØnh Hµ Giang c«ng v¨n sè ngµy th¸ng n¨m", 0.0, 0.4),
        ("(cid:48)(cid:1257)(cid:70) tiêu (cid:264)(cid:105)(cid:81) giá (cid:71)(cid:76)(cid:1227)", 0.0, 0.5),
        ("Số: 12 ©", 1.0, 1.0),
        ("Ke\u0302\u0301 hoa\u0323ch to\u0302\u0309 chu\u031b\u0301c thu\u031b\u0323c hie\u0323\u0302n", 1.0, 1.0),
    ],
)
def test_legible(text: str, low: float, high: float) -> None:
    assert low <= assess_quality(text).legible <= high


@pytest.mark.parametrize(
    "text",
    [
        SOLID,
        SOLID.upper(),
        ENGLISH,
        FRENCH,
        f"{ENGLISH} {SOLID}",
        " ".join(f"{i} {i * 37}.500 {i * 2},5 KH-{i} A{i} 16g{i} 20{i} kg" for i in range(40)),
        "UBND HĐND MTTQ TTHC CCHC BCĐ SGDĐT PCCC " * 6,
        "a) Sở Nội vụ; b) Sở Y tế; c) Sở Tài chính; d) Công an tỉnh; đ) Ban Dân tộc; e) Sở Tư pháp; g) Sở Công Thương.",
        "Hoàng Thị Krông Búk, Ea Kpam, Samsung Vina",  # too few words to tell
    ],
)
def test_sound(text: str) -> None:
    assert assess_quality(text).lowest_share >= SOUND


WITHOUT_VIETNAMESE = (
    "thri tuc hdnh chinh m6i ban hanh, sria d6i, b6 sung, thay tht5 vd bdi b6 trong linh vuc th6ng tin di5n tri tirc "
    "quan lf nhd nu6c ctia Sd Th6ng tin"
)
SHIFTED = "FRQJ KRD ckX nghLD viHt nDm GRF ODS tX GR KQnh SKXF Xy EDQ QKDQ GkQ [d EuQK VRQ NK KRFK WKX JRP "
UNMARKED = "Uy ban nhan dan xa xay dung ke hoach thu gom rac thai sinh hoat tren dia ban, giao cong chuc chu tri"
HALF_VISCII = "ỦÕ ban nhßn dån xã tri¬n khai thñc hiÆn kª hoÕch b¡o v® mùi trß¶ng trªn đ¸a bàn xã nåm nay "


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (WITHOUT_VIETNAMESE, "known"),
        (SHIFTED * 2, "known"),
        (UNMARKED, "marked"),
        (f"{SOLID} {HALF_VISCII * 2}", "legible"),
    ],
)
def test_broken(text: str, share: str) -> None:
    assert getattr(assess_quality(text), share) < SOUND


def test_letters_that_no_font_names_are_counted_and_legible_nowhere() -> None:
    assert assess_quality("(cid:3)(cid:4) \ufffd").unnamed == 3
    assert assess_quality("Trang \ufffd\ufffd").legible == 0.5
    assert not assess_quality(SOLID + 12 * "\ufffd").is_sound
    assert assess_quality(SOLID + 2 * "\ufffd").is_sound
