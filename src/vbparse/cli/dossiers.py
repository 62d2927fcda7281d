"""Dossiers and tags as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from vbparse.archive.answers import Head
from vbparse.archive.filing import Dossier, Filed, Listed, Tag
from vbparse.archive.index import heads
from vbparse.cli.tables import in_columns
from vbparse.exchange import labels
from vbparse.exchange.inventories.inventory import describe_document, format_days, format_pages
from vbparse.exchange.naming import document_name, retention_label
from vbparse.vocabularies import DossierStatus, vietnamese

_STATUSES = vietnamese(DossierStatus)


def dossiers(found: Sequence[Dossier]) -> RenderableType:
    """Dossiers with their ids."""
    return in_columns(
        "Mã",
        "Số, ký hiệu",
        "Nội dung",
        "Thời gian",
        "Bảo quản",
        "Văn bản",
        "Tình trạng",
        rows=[
            (
                str(one.id),
                one.symbol or "",
                one.title,
                format_days(one) or "",
                retention_label(one.retention),
                str(one.documents),
                _STATUSES[one.status],
            )
            for one in found
        ],
    )


def contents(shown: dict[str, Any]) -> RenderableType:
    """A dossier and its documents."""
    documents: Sequence[Listed] = shown["documents"]
    rows = [
        (
            str(one.n),
            one.head.canonical or "",
            labels.date(one.head.date),
            describe_document(one),
            format_pages(one) or "",
            heads.short_id(one.head.document),
        )
        for one in documents
    ]
    return Group(
        dossiers([shown["dossier"]]),
        Text(),
        in_columns("STT", "Số ký hiệu", "Ngày", "Nội dung", "Trang", "Mã", rows=rows),
    )


def heads_put(found: Sequence[Head]) -> RenderableType:
    """Documents to which something was added."""
    return _name_heads(found, "+")


def heads_taken(found: Sequence[Head]) -> RenderableType:
    """Documents from which something was taken."""
    return _name_heads(found, "-")


def tags(found: Sequence[Tag]) -> RenderableType:
    """Tags with the number of their documents."""
    return in_columns("Nhãn", "Số văn bản", rows=[(one.tag, str(one.documents)) for one in found])


def filed(found: Filed) -> RenderableType:
    """What a document belongs to."""
    return Group(Text(f"Nhãn: {', '.join(found.tags) or '–'}"), dossiers(found.dossiers))


def _name_heads(found: Sequence[Head], sign: str) -> RenderableType:
    return in_columns(rows=[(sign, heads.short_id(head.document), document_name(head)) for head in found])
