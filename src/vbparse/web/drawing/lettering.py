"""How much of a text fits into a drawing."""

LETTER = 6.6
"""About the width of a letter of a label, in pixels."""


def fit_text(text: str, width: float) -> str:
    """As much of a text as fits, in about so wide a space."""
    most = int(width / LETTER)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…" if most > 2 else ""
