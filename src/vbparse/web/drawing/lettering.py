"""How much of a text fits into a drawing."""

LETTER, CAPITAL = 6.6, 8.8
"""About the width of a letter of a label, in pixels."""


def fit_text(text: str, width: float) -> str:
    """As much of a text as fits, in about so wide a space."""
    if _width_of(text) <= width:
        return text
    while text and _width_of(text) + LETTER > width:
        text = text[:-1]
    return text.rstrip() + "…" if len(text) > 1 else ""


def _width_of(text: str) -> float:
    return sum(CAPITAL if letter.isupper() else LETTER for letter in text)
