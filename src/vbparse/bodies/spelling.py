"""Ways of writing a name that tell nothing, set right before it is read."""

from __future__ import annotations

from vbparse.language.levels import words_by_abbreviation
from vbparse.patterns import Cue

_Y = str.maketrans("ĩíìĨÍÌ", "ỹýỳỸÝỲ")
_I_FOR_Y = Cue(r"(?i)(?<!\p{L})(?:mĩ|lí|kĩ|kí|kì|quí|quì)(?!\p{L})", examples=["Mĩ", "kĩ thuật"], rejects=["mía"])
_HANH_CHANH = Cue(
    r"(?i)(?<=(?<!\p{L})hành ch)á(?=nh(?!\p{L}))",
    examples=["Trung tâm Hành chánh công"],
    rejects=["hành chính", "chánh"],
)
_DOTTED = Cue(r"(?<![\p{L}.])(?:\p{Lu}\.){1,5}\p{Lu}(?!\p{L})", examples=["U.B.N.D"], rejects=["UBND", "Q.1"])
_NUMBERED = Cue(
    r"(?<!\p{L})(?:(?P<village>KP|TDP|TK|BCĐ)\.?|(?P<unit>[PQ]))(?=\d{1,3}(?!\d))",
    examples=["KP3", "P7", "TDP.5"],
    rejects=["KP 3", "P2024"],
)
_ZERO = Cue(r"(?<![\d/,-]|\d\.)0+(?=[1-9]\d?(?![\d./-]))", examples=["thôn 02"], rejects=["thôn 20", "10/02/2024"])
_LISTED = Cue(
    r"(?<=(?i:xã|phường|thị trấn|huyện|quận)(?: ?, ?| và ))T[TXP](?![\p{L}.])",
    examples=["các xã, TT", "phường và TX"],
    rejects=["UBND TT"],
)
_POLICE = Cue(
    r"(?<!\p{L})CA(?P<unit>ĐK|TP|TX|TT|[HQXPT])(?!\p{L})", examples=["CAX", "CATP Hải Giang"], rejects=["CA xã", "CAN"]
)


def normalize_spelling(name: str) -> str:
    """A name (match view) less ways of writing that tell nothing: Mĩ is Mỹ, U.B.N.D UBND, thôn 02 thôn 2, KP3 KP 3, P7
    P.7, CAX Công an xã, các xã, TT các xã, thị trấn."""
    name = _I_FOR_Y.sub(lambda found: found[0].translate(_Y), name)
    name = _HANH_CHANH.sub("í", name)
    name = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    name = _NUMBERED.sub(lambda found: f"{found['village']} " if found["village"] else f"{found['unit']}.", name)
    name = _POLICE.sub(lambda found: f"Công an {words_by_abbreviation().get(found['unit'], 'tỉnh')}", name)
    name = _LISTED.sub(lambda found: words_by_abbreviation()[found[0]], name)
    return _ZERO.sub("", name)
