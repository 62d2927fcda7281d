"""When two dates or rhythms count as the same. Annotations write a rhythm as yearly:01-10, quarterly, monthly:15 …"""

from __future__ import annotations

import re

from vbparse.schema import Due

_QUARTER = re.compile(r"(\d{4})-3([3-6])")


def day(edtf: str | None) -> str:
    """An EDTF date less unspecified parts, quarters as 2026-Q2; an empty string for none."""
    short = re.sub("-XX", "", edtf or "", flags=re.I)
    quarter = _QUARTER.fullmatch(short)
    return f"{quarter[1]}-Q{int(quarter[2]) - 2}" if quarter else short


def rhythm(rrule: str | None) -> str:
    """An RRULE as annotations write it; an empty string for one that they have no word for."""
    parts = dict(part.split("=", 1) for part in (rrule or "").upper().removeprefix("RRULE:").split(";") if "=" in part)
    step = int(parts.get("INTERVAL") or 1)
    months = [month for month in parts.get("BYMONTH", "").split(",") if month]
    on = ",".join(f"{int(x)}" for x in parts.get("BYMONTHDAY", "").split(",") if x)
    match parts.get("FREQ"), step, len(months):
        case ("MONTHLY", 3, _) | ("MONTHLY" | "YEARLY", _, 4):
            return "quarterly"
        case ("MONTHLY", 6, _) | ("MONTHLY" | "YEARLY", _, 2):
            return "half-yearly"
        case "YEARLY", _, count if count:
            return f"yearly:{int(months[0]):02d}" + (f"-{on.zfill(2)}" if on else "")
        case "MONTHLY", _, _:
            return f"monthly:{on}" if on else "monthly"
        case "YEARLY" | "WEEKLY" as freq, _, _:
            return str(freq).lower()
    return ""


def same_rhythm(gold: str, rrule: str | None) -> bool:
    """Whether a rhythm is the annotated one; where the annotation names no day, any day will do."""
    found = rhythm(rrule)
    return found == gold or (":" not in gold and found.split(":")[0] == gold)


def due_agrees(gold: str | None, found: Due | None) -> bool:
    """Whether a deadline is the annotated one. Where none is annotated, or `as-needed` (khi có yêu cầu, đột xuất), a
    rhythm or thường xuyên told in running text is not held against the parser; a date is."""
    if not gold or gold == "as-needed":
        return not found or not found.date
    if not found:
        return False
    if gold == "continuous":
        return found.ongoing
    if not gold[:4].isdigit():
        return same_rhythm(gold, found.recurrence)
    return day(found.date) in (day(gold), f"../{gold}", f"{gold}/..")
