"""Correct by pointing: what words of the source are, chosen from a menu."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from vbparse.sentences import Sentence
from vbparse.web.access import Editor
from vbparse.web.archives import ArchiveDep
from vbparse.web.pages.document_values import document_heading, parse_span
from vbparse.web.pages.rendering import document_url, is_fragment, render_page
from vbparse.web.problems import ProblemError
from vbparse.web.views.pointing import list_choices

routes = APIRouter()


@routes.get("/documents/{document}/pointing")
def pointing(
    request: Request,
    person: Editor,
    archive: ArchiveDep,
    document: str,
    at: Annotated[str, Query(pattern=r"^\d{1,9}-\d{1,9}$")],
) -> HTMLResponse:
    """The menu for a stretch of the text: each choice opens the form of a field with the words in it."""
    head = archive.find(document)
    content = archive.document(head.document)
    pointed = list_choices(content, parse_span(at) or (0, 0))
    if not pointed.words:
        raise ProblemError("invalid-request", Sentence("pointing.no-words", at=at))
    template = "document_pointing.html" if is_fragment(request) else "document_pointing_page.html"
    base = document_url(head.document)
    return render_page(request, template, person, base=base, heading=document_heading(head, content), pointed=pointed)
