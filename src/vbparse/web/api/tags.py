"""Tags (nhãn): which documents bear, and giving and taking them, many at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from vbparse.archive.answers import Head
from vbparse.archive.filing import LONGEST_TAG, Tag
from vbparse.web import audit
from vbparse.web.access import Editor
from vbparse.web.api.dossiers import MOST_DOCUMENTS
from vbparse.web.api.models import MAX_ROWS, Limit, ShortText, Text
from vbparse.web.archives import ArchiveDep

routes = APIRouter(tags=["tags"])
MOST_TAGS = 20
"""Tags of one statement."""
Name = Annotated[Text, Field(min_length=1, max_length=LONGEST_TAG, examples=["rừng"])]


class Tagging(BaseModel, extra="forbid"):
    """Documents (by id or số ký hiệu) and tags. One that fits nothing, or several, has nothing done with any."""

    documents: Annotated[
        list[ShortText], Field(min_length=1, max_length=MOST_DOCUMENTS, examples=[["42/KH-UBND", "9f3c2ab14d07"]])
    ]
    tags: Annotated[list[Name], Field(min_length=1, max_length=MOST_TAGS, examples=[["rừng", "khẩn"]])]


class Renaming(BaseModel, extra="forbid"):
    """A tag, and what it is called from now on."""

    tag: Name
    new: Annotated[Name, Field(examples=["phòng cháy rừng"])]


@routes.get("/tags", summary="List tags")
def list_tags(
    archive: ArchiveDep,
    begins: Annotated[ShortText | None, Query(description="Beginning of the tag.", examples=["ru"])] = None,
    limit: Limit = MAX_ROWS,
) -> list[Tag]:
    """The tags that documents bear, the most frequent first, with how many bear each."""
    return archive.tags(begins, limit=limit)


@routes.post("/tags", summary="Tag documents")
def tag_documents(request: Request, archive: ArchiveDep, person: Editor, said: Tagging) -> list[Head]:
    """Give documents tags, all in one step. Tags that differ in case and marks alone are one."""
    return _tag(request, archive, person, said, True)


@routes.post("/tags/withdrawn", summary="Take tags off documents")
def untag_documents(request: Request, archive: ArchiveDep, person: Editor, said: Tagging) -> list[Head]:
    """Take tags off documents, all in one step."""
    return _tag(request, archive, person, said, False)


@routes.put("/tags/name", summary="Rename a tag")
def rename_tag(request: Request, archive: ArchiveDep, person: Editor, said: Renaming) -> Tag:
    """Call a tag otherwise, or make it one with another that has the name."""
    count = archive.rename_tag(said.tag, said.new, by=person.name)
    audit.describe_change(request, detail=f"{said.tag} → {said.new}: {count}")
    return archive.tags(said.new, limit=1)[0]


def _tag(request: Request, archive: ArchiveDep, person: Editor, said: Tagging, on: bool) -> list[Head]:
    found = archive.tag(said.documents, said.tags, on, by=person.name)
    audit.describe_change(request, detail=f"{', '.join(said.tags)}: {len(found)}")
    return found
