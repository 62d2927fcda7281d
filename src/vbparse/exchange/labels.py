"""What the parts of a document are called in Vietnamese, for summaries and Markdown; and values as people write them.

Terms: Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

from __future__ import annotations

from collections.abc import Iterable

from vbparse.edtf import parse_date, written_ends
from vbparse.rrule import LAST_DAY, parse_rule
from vbparse.schema import Body, Document, Due, Obligation, Received, Reference, Section
from vbparse.vocabularies import Relation, Role, SectionKind, vietnamese

RELATIONS = vietnamese(Relation)
ROLES = vietnamese(Role)
_UNLABELLED = (SectionKind.PREAMBLE, SectionKind.OPENING, SectionKind.CLOSING)
_NAMED_BY_KIND = (SectionKind.PART, SectionKind.CHAPTER, SectionKind.ARTICLE)
"""Parts whose label stands behind the name of their kind: Điều 3."""
_QUARTERS = {1: "quý I", 2: "quý II", 3: "quý III", 4: "quý IV"}
_RHYTHMS = {
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "sáu tháng một lần",
    "yearly": "hằng năm",
}


def number(document: Document) -> str | None:
    """Số, ký hiệu with a blank where a part is blank in the document."""
    found = document.number
    if not found:
        return None
    return found.canonical or f"{found.number or '…'}/{found.symbol or '…'}"


def date(edtf: str | None) -> str:
    """An EDTF date or interval as it is written in Vietnamese: 10/3/2023, 11/2023, quý II/2026; else as it is."""
    return " – ".join(map(_date, written_ends(edtf)))


def _date(edtf: str) -> str:
    parts = parse_date(edtf)
    if not parts:
        return edtf
    if parts.quarter:
        return f"{_QUARTERS[parts.quarter]}/{parts.year}"
    return "/".join(f"{part:02d}" for part in (parts.day, parts.month, parts.year) if part)


def recurrence(rrule: str | None) -> str:
    """An RRULE in a few Vietnamese words; as it is where they would not do."""
    rule = parse_rule(rrule)
    if not rule or not rule.name:
        return rrule or ""
    days = ",".join("cuối tháng" if day == LAST_DAY else str(day) for day in rule.monthdays)
    months = ",".join(map(str, rule.months))
    return _RHYTHMS[rule.name] + (f", ngày {days}" if days else "") + (f", tháng {months}" if months else "")


def arrival(received: Received | None) -> str | None:
    """Number, day and office of an arrival stamp on one line, with a blank where number or day could not be read."""
    if not received:
        return None
    office = f", {received.office}" if received.office else ""
    return f"số {received.number or '…'}, ngày {date(received.date) or '…'}{office}"


def due(value: Due | None) -> str:
    """When a charge is due: the date with its bound; where it has none, the wording with what is read from it."""
    if not value:
        return ""
    if value.date:
        return f"{value.bound.vi if value.bound else ''} {date(value.date)}".strip()
    read = recurrence(value.recurrence) or ("thường xuyên" if value.ongoing else "")
    wording = " ".join(value.text.split())
    return f"{wording} ({read})" if read and read.casefold() != wording.casefold() else wording


def heading(section: Section) -> str:
    """Label and heading of a section on one line; the name of its kind where it has no label."""
    words = " ".join((section.heading or "").split())
    if not section.label:
        return words or (section.kind.vi.capitalize() if section.kind in _UNLABELLED else "")
    named = section.kind in _NAMED_BY_KIND
    label = f"{section.kind.vi.capitalize()} {section.label}." if named else _dotted(section)
    return f"{label} {words}".strip()


def _dotted(section: Section) -> str:
    label = section.label or ""
    return f"{label})" if section.kind == "point" or (label.isalpha() and label.islower()) else f"{label}."


def reference(value: Reference) -> str:
    """A cited document on one line, with what is known of it."""
    parts = [value.doc_type, value.canonical] if value.canonical else [value.name or value.doc_type]
    parts += [f"ngày {date(value.date)}" if value.date else "", f"của {value.issuer}" if value.issuer else ""]
    return " ".join(" ".join(part.split()) for part in parts if part)


def bodies(found: Iterable[Body]) -> str:
    """Names of bodies on one line."""
    return ", ".join(" ".join(body.name.split()) for body in found)


def by_assignee(obligations: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """Obligations under each body that is charged, in order of first appearance; spelling differences in case and
    spaces make no new body."""
    groups: dict[str, list[Obligation]] = {}
    spellings: dict[str, str] = {}
    for obligation in obligations:
        for name in [body.name for body in obligation.assignees] or [obligation.assignee_text]:
            name = " ".join(name.split())
            groups.setdefault(spellings.setdefault(name.casefold(), name), []).append(obligation)
    return groups


def part(document: Document) -> str | None:
    """Which of the documents of a file this is, and the pages it is on; None where it is the only one."""
    source = document.source
    first, last = source.pages_of_part or (None, None)
    pages = f", trang {first}" + (f"–{last}" if last != first else "") if first else ""
    return f"văn bản thứ {source.part}{pages}" if source.part else None


def header(document: Document) -> list[tuple[str, str]]:
    """The letterhead as pairs of term and value, less what is not there."""
    issued, issuer = document.issued, document.issuer
    place = ", ".join(x for x in (issued.place, date(issued.date)) if x) if issued else ""
    kind = document.doc_type_name or document.doc_type
    if kind and document.doc_type and document.doc_type != kind:
        kind = f"{kind} ({document.doc_type})"
    rows = [
        ("Trong tệp", part(document)),
        ("Loại văn bản", kind),
        ("Số, ký hiệu", number(document)),
        ("Địa danh, ngày ban hành", place),
        ("Cơ quan ban hành", issuer.canonical or issuer.name if issuer else None),
        ("Cơ quan chủ quản", issuer.parent if issuer else None),
        ("Trích yếu", document.title.text if document.title else None),
        ("Kính gửi", "; ".join(one.name for one in document.addressees)),
        ("Độ khẩn", document.urgency.text if document.urgency else None),
        ("Độ mật", document.secrecy.text if document.secrecy else None),
        ("Dấu đến", arrival(document.received)),
    ]
    return [(term, " ".join(value.split())) for term, value in rows if value]


def closing(document: Document) -> list[tuple[str, str]]:
    """Recipients, filing line and signatures as pairs of term and value."""
    recipients = "; ".join(one.name + (f" ({one.purpose})" if one.purpose else "") for one in document.recipients)
    signed = [" – ".join(x for x in (s.authority, s.position, s.name) if x) for s in document.signatures]
    rows = [("Nơi nhận", recipients), ("Lưu", ", ".join(document.filing)), ("Người ký", "; ".join(signed))]
    return [(term, " ".join(value.split())) for term, value in rows if value]
