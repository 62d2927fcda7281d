"""What stands in an inventory: its title and the columns of its rows.

Columns: the forms mục lục văn bản, tài liệu and mục lục hồ sơ, tài liệu nộp lưu of archives [K]; Nghị định
30/2020/NĐ-CP, Điều 29 asks for the first of dossiers that are kept for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from vbparse.archive.filing import Dossier, Listed
from vbparse.exchange import labels
from vbparse.exchange.naming import retention_label
from vbparse.exchange.tables import Column, day_or_edtf
from vbparse.language.doctypes import names_by_code

if TYPE_CHECKING:
    from vbparse.archive.archive import Archive

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inventory(Generic[T]):
    """A list under its title; `name` is what a file of it is called, without its suffix."""

    name: str
    title: str
    heading: Sequence[str]
    columns: Sequence[Column[T]]
    rows: Sequence[T]


def describe_document(listed: Listed) -> str:
    """Tên loại và trích yếu: Kế hoạch Phòng, chống cháy rừng; the name of the file where neither is known."""
    head = listed.head
    kind = names_by_code().get(head.doc_type or "", "") if head.doc_type != "CV" else "Công văn"
    title = head.title or ""
    if title.lower().startswith(kind.lower()):
        kind = ""
    return " ".join(f"{kind} {title}".split()) or head.name


def format_pages(listed: Listed) -> str | None:
    """The pages of a document within its dossier: 3-5; none where pages before it are not known."""
    if listed.first_page and listed.last_page:
        return (
            str(listed.first_page)
            if listed.first_page == listed.last_page
            else (f"{listed.first_page}-{listed.last_page}")
        )
    return None


def format_days(dossier: Dossier) -> str | None:
    """Thời gian tài liệu: the days from which and up to which it has documents."""
    since, until = labels.date(dossier.since), labels.date(dossier.until)
    return " - ".join(dict.fromkeys(day for day in (since, until) if day)) or None


DOCUMENTS: tuple[Column[Listed], ...] = (
    Column("n", "STT", lambda x: x.n, 8),
    Column("canonical", "Số, ký hiệu văn bản", lambda x: x.head.canonical, 20),
    Column("date", "Ngày, tháng văn bản", lambda x: day_or_edtf(x.head.date), 13, labels.date),
    Column("title", "Tên loại và trích yếu nội dung văn bản", describe_document, 50),
    Column("issuer", "Tác giả văn bản", lambda x: x.head.issuer, 26),
    Column("pages", "Trang số", format_pages, 10),
    Column("note", "Ghi chú", lambda _: None, 14),
)
DOSSIERS: tuple[Column[tuple[int, Dossier]], ...] = (
    Column("n", "STT", lambda x: x[0], 8),
    Column("symbol", "Số, ký hiệu hồ sơ", lambda x: x[1].symbol, 16),
    Column("title", "Tiêu đề hồ sơ", lambda x: x[1].title, 50),
    Column("days", "Thời gian tài liệu", lambda x: format_days(x[1]), 24),
    Column("retention", "Thời hạn bảo quản", lambda x: retention_label(x[1].retention), 14),
    Column("creator", "Người lập hồ sơ", lambda x: x[1].creator, 20),
    Column("documents", "Số văn bản", lambda x: x[1].documents, 9),
    Column("note", "Ghi chú", lambda x: x[1].note, 18),
)


def list_documents(archive: Archive, named: str | int) -> Inventory[Listed]:
    """Mục lục văn bản, tài liệu of a dossier."""
    dossier = archive.dossier(named)
    retention = retention_label(dossier.retention)
    heading = [
        f"Hồ sơ số: {dossier.symbol or '…'}",
        f"Tiêu đề hồ sơ: {dossier.title}",
        *([f"Thời hạn bảo quản: {retention}"] if retention else []),
    ]
    rows = archive.dossier_documents(dossier.id)
    return Inventory(f"muc-luc-van-ban-{dossier.id}", "MỤC LỤC VĂN BẢN, TÀI LIỆU", heading, DOCUMENTS, rows)


def list_dossiers(
    archive: Archive, *, text: str | None = None, status: str | None = None, year: int | None = None
) -> Inventory[tuple[int, Dossier]]:
    """Mục lục hồ sơ: the dossiers that filters leave."""
    found = archive.dossiers(text=text, status=status, year=year, limit=None)
    heading = [f"Năm {year}"] if year else []
    return Inventory("muc-luc-ho-so", "MỤC LỤC HỒ SƠ", heading, DOSSIERS, list(enumerate(found, 1)))
