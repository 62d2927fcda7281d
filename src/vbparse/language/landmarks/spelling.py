"""Words of the letterhead with whatever marks they have: CÔNG HÒA, CỘNG HÕA, HOÀ, or none at all in recognised text."""

from __future__ import annotations

_MARKED = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}


def ignore_marks(words: str) -> str:
    """A pattern for words that are given without marks, each letter with any mark; case counts as in `words`. A blank
    may be missing, for converters drop it."""
    return "".join(_letter(letter) for letter in words)


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s*"
    marked = _MARKED.get(letter.lower())
    if marked is None:
        return letter
    return f"[{marked if letter.islower() else marked.upper()}]"
