"""The kinds of values that a page tells apart by colour."""

from __future__ import annotations

KINDS = ("head", "obligations", "phases", "references", "people", "sections", "anomalies")
"""In the order of the legend; each has a colour `--k-…` and a word `document.kind.…`."""
_KIND_BY_NAME = {
    **dict.fromkeys(("addressees", "recipients", "signatures", "stamps"), "people"),
    **dict.fromkeys(("sections", "attachments"), "sections"),
    **dict.fromkeys(("anomalies", "pages"), "anomalies"),
    "obligations": "obligations",
    "phases": "phases",
    "references": "references",
}


def kind_of(field: str) -> str:
    """The kind of a field by the first part of its name; what stands once in a document is of its head."""
    return _KIND_BY_NAME.get(field.partition(".")[0], "head")
