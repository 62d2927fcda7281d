"""What tables, calendars and graphs call documents of the archive, and the codes of answers in Vietnamese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vbparse.archive.answers import Head, Missing, Owed
from vbparse.archive.filing import PERMANENT
from vbparse.archive.folder.originals import SHA256_DIGITS
from vbparse.exchange import labels
from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue
from vbparse.vocabularies import Falls, ObligationStatus, ReferenceStatus, vietnamese

STATUSES = vietnamese(ObligationStatus, ReferenceStatus)
"""Of obligations and of references."""
FALLS = vietnamese(Falls)
ENDINGS = {"replaces": "đã bị thay thế", "repeals": "đã bị bãi bỏ"}
"""What is said of a document by the relation of the one that ends it."""
_NO_XML = Cue(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
    examples=["\0", "\x0c", "\ud800", "\uffff"],
    rejects=["Kế hoạch\t1\n", "\U0001f600"],
)


def document_name(document: Head | Missing) -> str:
    """The số ký hiệu of a document; where it has none, its title with the type, else the name it came under."""
    if document.canonical:
        return document.canonical
    title = document.title if isinstance(document, Head) else document.name
    kind = names_by_code().get(document.doc_type or "", document.doc_type or "")
    if title and title.lower().startswith(kind.lower()):
        kind = ""  # the name of a cited document begins with its type
    named = " ".join(f"{kind} {title}".split()) if title else ""
    return named or (
        f"{document.name}{document.document[SHA256_DIGITS:]}" if isinstance(document, Head) else document.wanted
    )


def dated_name(document: Head | Missing) -> str:
    """The same with the date of issue in brackets: 42/KH-UBND (10/03/2023)."""
    return document_name(document) + (f" ({labels.date(document.date)})" if document.date else "")


def assignee_name(owed: Owed) -> str:
    """Who owes an obligation; where no body is known, as the document calls it."""
    return owed.assignee.name if owed.assignee else owed.assignee_text


def retention_label(retention: int | str | None) -> str:
    """Thời hạn bảo quản: Vĩnh viễn, 20 năm; empty where none is given."""
    return "Vĩnh viễn" if retention == PERMANENT else f"{retention} năm" if retention else ""


def joint_status(owed: Sequence[Owed]) -> str:
    """What became of an obligation of several assignees: the word for it where it is the same of all, else how many of
    them are done."""
    states = Counter(one.status for one in owed)
    if len(states) == 1:
        return STATUSES[owed[0].status]
    return f"{states['done']}/{len(owed)} xong"


def drop_illegal_xml(text: str) -> str:
    """Text less the characters that XML cannot hold: control characters and halves of surrogate pairs."""
    return _NO_XML.sub("", text)
