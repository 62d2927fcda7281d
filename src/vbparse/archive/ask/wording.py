"""Documents and days in sentences, in Vietnamese, as documents themselves name them."""

from __future__ import annotations

from collections.abc import Iterable

from vbparse.archive.answers import Head
from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue

TITLE = 80
"""Characters of a title that a sentence quotes."""

_DATE = Cue(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?",
    examples=["2023", "2023-09", "2023-09-15"],
    rejects=["2023-35", "2023-01/2023-03", "2023-9"],
    at="whole",
)
_INNER = str.maketrans("“”", "‘’")


def cite_document(head: Head) -> str:
    """A document as one cites it: type, number or title, date, issuer; the file where nothing of it is known."""
    if not head.canonical and not head.title:
        return f"Văn bản trong tệp {head.name}"
    return describe_document(head.doc_type, head.canonical, head.title, head.date, head.issuer)


def title_document(head: Head) -> str:
    """A document by its title and date, among others with its number."""
    return describe_document(head.doc_type, None, head.title, head.date, None) if head.title else cite_document(head)


def describe_document(
    doc_type: str | None, canonical: str | None, title: str | None, date: str | None, issuer: str | None
) -> str:
    """The words by which a document is cited, from what is known of it."""
    kind = names_by_code().get(doc_type or "", "Văn bản")
    parts = [f"{kind} số {canonical}" if canonical else f"{kind} “{_shorten_title(title)}”" if title else kind]
    if date:
        word = ("năm", "tháng", "ngày")[date.count("-")] if _DATE.fullmatch(date) else "thời gian"
        parts.append(f"{word} {format_date(date)}")
    if issuer:
        parts.append(f"của {issuer}")
    return " ".join(parts)


def format_date(date: str) -> str:
    """A day, month or year as one writes it: 10/3/2023, 9/2023; another date as it is."""
    return "/".join(part.lstrip("0") for part in reversed(date.split("-"))) if _DATE.fullmatch(date) else date


def list_citations(documents: Iterable[Head]) -> str:
    """Documents one after the other."""
    return "; ".join(cite_document(head) for head in documents)


def _shorten_title(title: str) -> str:
    text = " ".join(title.split()).translate(_INNER)
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + " …"
