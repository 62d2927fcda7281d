"""When two dates or rhythms count as the same."""

from __future__ import annotations

from vbparse import edtf, rrule
from vbparse.schema import Due


def same_rhythm(gold: str, recurrence: str | None) -> bool:
    """Whether a rhythm is the annotated one; where the annotation names no day, any day will do."""
    found = rrule.short_form(recurrence)
    return found == gold or (":" not in gold and found.split(":")[0] == gold)


def due_agrees(gold: str | None, found: Due | None) -> bool:
    """Whether a deadline is the annotated one. Where none is annotated, or `as-needed` (khi có yêu cầu, đột xuất), a
    rhythm or thường xuyên written in running text is no error of the parser; a date is."""
    if not gold or gold == "as-needed":
        return not found or not found.date
    if not found:
        return False
    if gold == "continuous":
        return found.ongoing
    if not gold[:4].isdigit():
        return same_rhythm(gold, found.recurrence)
    return edtf.short_form(found.date) in (edtf.short_form(gold), f"../{gold}", f"{gold}/..")
