"""The address of every kind of page, for tests that look at all of them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from vbparse.archive.archive import Archive

from .test_reading import held

PAGES = {
    "home": "/?as_of=2023-09-10",
    "search": "/search?q=rac+thai",
    "obligations": "/obligations?due=2023-Q3&as_of=2023-09-10",
    "timeline": "/obligations/timeline?rows=documents&as_of=2023-09-10",
    "obligation": "/obligations/{owed}?document={pdf}",
    "document": "/documents/{pdf}?field=obligations.{owed}.due",
    "document-text": "/documents/{text}",
    "edit": "/documents/{text}/edit?path=title.text",
    "history": "/documents/{text}/history",
    "versions": "/documents/{text}/versions",
    "queue": "/queue",
    "card": "/queue/values",
    "graph": "/graph/{text}",
    "map": "/graph",
    "missing": "/missing",
    "dossiers": "/dossiers",
    "dossier": "/dossiers/{dossier}",
    "arrangement": "/dossiers/arrangement",
    "missing-document": "/missing?wanted={wanted}",
    "assignees": "/assignees",
    "assignee": "/assignees/{body}",
    "upload": "/upload",
    "job": "/jobs/{job}",
    "account": "/account",
    "people": "/admin/users",
    "audit": "/admin/audit",
    "problems": "/problems",
    "problem": "/problems/not-found",
    "api": "/api",
    "api-group": "/api/groups/documents",
    "api-schemas": "/api/schemas",
    "webhooks": "/admin/webhooks",
    "reports": "/reports",
}
"""By the name of the page; `read_names` says what stands for the words in braces, and whoever has a job for `{job}`."""


def read_names(folder: Path) -> dict[str, str]:
    """What stands for the words in the addresses of `PAGES` over this archive, quoted."""
    pdf, text = held(folder, "06"), held(folder, "02")
    with Archive(folder) as archive:
        owed = next(o.id for o in archive.document(pdf).obligations if o.due and o.due.date)
        body = archive.assignees("Tổ Toán")[0].body
        wanted = archive.missing()[0].wanted
        dossier = str(archive.dossiers()[0].id)
    values = {"pdf": pdf, "text": text, "owed": owed, "body": body, "wanted": wanted, "dossier": dossier}
    return {name: quote(value, safe="") for name, value in values.items()}
