"""Versions of a document, and how two of them differ."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vbparse.archive.answers import Head
from vbparse.sentences import Sentence
from vbparse.web.access import Reader
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.document_values import document_heading
from vbparse.web.pages.rendering import document_url, render_page
from vbparse.web.problems import ProblemError
from vbparse.web.views import differences

routes = APIRouter()


@routes.get("/documents/{document}/versions")
def versions(
    request: Request,
    person: Reader,
    archive: ArchiveDep,
    document: str,
    before: str | None = None,
    after: str | None = None,
) -> HTMLResponse:
    """All versions of a document; `before` and `after` are compared, without them the other one with that which
    stands for all."""
    head = archive.find(document)
    heads = archive.versions(head.document)
    pair = _choose_pair(heads, before, after)
    fields: list[differences.Field] = []
    lines: list[differences.Line] = []
    if pair:
        old, new = (archive.document(one.document) for one in pair)
        fields, lines = differences.compare_fields(old, new), differences.compare_lines(old.text or "", new.text or "")
    return render_page(
        request,
        "versions.html",
        person,
        base=document_url(head.document),
        heading=document_heading(head),
        versions=heads,
        pair=pair,
        fields=fields,
        lines=lines,
    )


def _choose_pair(held: list[Head], before: str | None, after: str | None) -> tuple[Head, Head] | None:
    """The two versions that are compared; None where there is but one."""
    if len(held) < 2:
        return None
    return _find_version(held, before, held[1]), _find_version(held, after, held[0])


def _find_version(held: list[Head], named: str | None, usual: Head) -> Head:
    if named is None:
        return usual
    found = next((head for head in held if head.document == named), None)
    if found is None:
        raise ProblemError("not-found", Sentence("version.unknown", named=named))
    return found
