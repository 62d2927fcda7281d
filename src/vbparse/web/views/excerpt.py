"""The lines of a document in which an obligation stands, with what was read of them."""

from __future__ import annotations

from vbparse.schema import Document
from vbparse.web.views.marked import Segment, cut_segments, split_lines
from vbparse.web.views.places import Span

AROUND = 1
"""Lines that are shown before and behind those in which something is marked."""


def cut_excerpt(document: Document, obligation: str) -> list[list[list[Segment]]]:
    """Stretches of lines, in the order of the text; the fields of segments are task, product, due and assignee. Empty
    where it is not known where the obligation stands."""
    marks = _list_marks(document, obligation)
    if not marks or not document.text:
        return []
    lines = [line for line in split_lines(cut_segments(document.text, marks)) if line]
    marked = [n for n, line in enumerate(lines) if any(segment.fields for segment in line)]
    shown = sorted({n for at in marked for n in range(at - AROUND, at + AROUND + 1) if 0 <= n < len(lines)})
    stretches: list[list[list[Segment]]] = []
    for before, n in zip([None, *shown], shown, strict=False):
        if before is None or n > before + 1:
            stretches.append([])
        stretches[-1].append(lines[n])
    return stretches


def _list_marks(document: Document, obligation: str) -> list[tuple[Span, str]]:
    one = next((one for one in document.obligations if one.id == obligation), None)
    if one is None:
        return []
    due = one.due.span if one.due else None
    spans = {"task": one.task_span, "product": one.product_span, "due": due, "assignee": one.span}
    return [(span, name) for name, span in spans.items() if span]
