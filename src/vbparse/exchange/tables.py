"""The columns of obligations, documents and references in one place, and tables of them as CSV.

A column has the contract's word for a key and a Vietnamese heading. Obligations begin with what task trackers ask for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TextIO, TypeVar

from vbparse.archive.answers import Citation, Head, Missing, Owed
from vbparse.archive.ask.marks import evidence_label
from vbparse.edtf import parse_day
from vbparse.errors import InputError
from vbparse.exchange import labels
from vbparse.exchange.formats import Content
from vbparse.exchange.naming import ENDINGS, FALLS, STATUSES, assignee_name, document_name
from vbparse.language.doctypes import names_by_code

if TYPE_CHECKING:
    from vbparse.exchange.selection import Selection

T = TypeVar("T")
Value = str | int | date | None

SEPARATOR = "; "
"""Between the values of a list."""
_DISAGREEMENTS = {"number": "số ký hiệu", "date": "ngày", "issuer": "cơ quan", "doc_type": "loại"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How text begins that a spreadsheet may take for a formula."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: how its value is read, `words` that put codes and EDTF into Vietnamese, `width` in characters. On paper
    a table ends with the column that is `printed_last`: what stands behind it is for programs and for filters."""

    key: str
    heading: str
    read: Callable[[T], Value]
    width: int = 14
    words: Callable[[str], str] = str
    printed_last: bool = False


def day_or_edtf(edtf: str | None) -> Value:
    """A day as a date; a month, a quarter or an interval stays EDTF."""
    return parse_day(edtf) or edtf


def _word(words: Mapping[str, str]) -> Callable[[str], str]:
    """Each code of a list in its word."""
    return lambda codes: SEPARATOR.join(words.get(code, code) for code in codes.split(SEPARATOR))


def _doc_type(code: str) -> str:
    return names_by_code().get(code, code)


def _due(owed: Owed, key: str) -> str | None:
    return owed.due.get(key) if owed.due else None


def _settled_day(owed: Owed) -> Value:
    return day_or_edtf(owed.mark.date) if owed.mark and owed.status == owed.mark.status else None


def _cited_names(citation: Citation) -> str:
    found = [citation.cited] if citation.cited else citation.candidates
    return SEPARATOR.join(document_name(head) for head in found)


OBLIGATIONS: tuple[Column[Owed], ...] = (
    Column("assignee", "Người chịu trách nhiệm", assignee_name, 22),
    Column("role", "Vai trò", lambda x: x.role, 8, _word(labels.ROLES)),
    Column("task", "Việc", lambda x: x.task, 42),
    Column("due_text", "Thời gian", lambda x: _due(x, "text"), 16),
    Column("last_day", "Hạn", lambda x: day_or_edtf(x.last_day), 11),
    Column("product", "Kết quả/sản phẩm", lambda x: x.product, 18),
    Column("cooperating", "Đơn vị phối hợp", lambda x: SEPARATOR.join(x.cooperating), 20),
    Column("document", "Văn bản", lambda x: document_name(x.head), 16),
    Column("status", "Tình trạng", lambda x: x.status, 11, _word(STATUSES)),
    Column("note", "Ghi chú", lambda x: x.mark.note if x.mark else None, 14),
    Column("evidence", "Minh chứng", lambda x: evidence_label(x.mark) if x.mark else None, 14, printed_last=True),
    Column("person", "Người phụ trách", lambda x: x.person, 22),
    Column("recurrence", "Định kỳ", lambda x: _due(x, "recurrence"), 14, labels.recurrence),
    Column("section", "Mục", lambda x: x.section, 10),
    Column("page", "Trang", lambda x: x.page, 9),
    Column("falls", "Trong thời gian hỏi", lambda x: x.falls, 16, _word(FALLS)),
    Column("date", "Ngày văn bản", lambda x: day_or_edtf(x.head.date), 13, labels.date),
    Column("issuer", "Cơ quan ban hành", lambda x: x.head.issuer, 28),
    Column("ended_how", "Hiệu lực văn bản", lambda x: x.head.ended_how, 16, _word(ENDINGS)),
    Column("unit", "Địa bàn", lambda x: x.assignee.unit if x.assignee else None, 20),
    Column("assignee_text", "Như viết trong văn bản", lambda x: x.assignee_text, 28),
    Column("id", "Mã nhiệm vụ", lambda x: x.obligation, 15),
    Column("document_id", "Mã văn bản", lambda x: x.head.document, 15),
    Column("status_date", "Ngày hoàn thành, hủy", _settled_day, 12, labels.date),
    Column("evidence_file", "Tệp minh chứng", lambda x: x.mark.file_name if x.mark else None, 18),
)
DOCUMENTS: tuple[Column[Head], ...] = (
    Column("canonical", "Số ký hiệu", lambda x: x.canonical, 18),
    Column("doc_type", "Loại", lambda x: x.doc_type, 14, _doc_type),
    Column("date", "Ngày", lambda x: day_or_edtf(x.date), 12, labels.date),
    Column("issuer", "Cơ quan ban hành", lambda x: x.issuer, 28),
    Column("title", "Trích yếu", lambda x: x.title, 60),
    Column("signer", "Người ký", lambda x: x.signer, 22),
    Column("place", "Địa danh", lambda x: x.place, 16),
    Column("ended_how", "Hiệu lực", lambda x: x.ended_how, 16, _word(ENDINGS), printed_last=True),
    Column("name", "Tệp", lambda x: x.name, 30),
    Column("pages", "Số trang", lambda x: x.pages, 9),
    Column("ended_by", "Mã văn bản thay thế, bãi bỏ", lambda x: x.ended_by, 15),
    Column("corrected", "Hiệu đính", lambda x: "corrected" if x.corrected else None, 12, lambda _: "đã hiệu đính"),
    Column("id", "Mã văn bản", lambda x: x.document, 15),
    Column("work", "Mã bản chính", lambda x: x.work, 15),
)
REFERENCES: tuple[Column[Citation], ...] = (
    Column("document", "Văn bản viện dẫn từ", lambda x: document_name(x.head), 20),
    Column("relation", "Quan hệ", lambda x: x.relation, 14, _word(labels.RELATIONS)),
    Column("doc_type", "Loại", lambda x: x.doc_type, 14, _doc_type),
    Column("canonical", "Số ký hiệu", lambda x: x.canonical, 18),
    Column("date", "Ngày", lambda x: day_or_edtf(x.date), 12, labels.date),
    Column("issuer", "Cơ quan", lambda x: x.issuer, 26),
    Column("name", "Tên", lambda x: x.name, 30),
    Column("status", "Tình trạng", lambda x: x.status, 16, _word(STATUSES)),
    Column("cited", "Văn bản trong kho", _cited_names, 20),
    Column(
        "disagrees",
        "Khác văn bản trong kho ở",
        lambda x: SEPARATOR.join(x.disagrees),
        20,
        _word(_DISAGREEMENTS),
        printed_last=True,
    ),
    Column("section", "Mục", lambda x: x.section, 10),
    Column("page", "Trang", lambda x: x.page, 9),
    Column("sentence", "Câu", lambda x: x.sentence, 60),
    Column("id", "Mã viện dẫn", lambda x: x.id, 15),
    Column("document_id", "Mã văn bản", lambda x: x.head.document, 15),
    Column("cited_id", "Mã văn bản trong kho", lambda x: x.cited.document if x.cited else None, 15),
)
MISSING: tuple[Column[Missing], ...] = (
    Column("doc_type", "Loại", lambda x: x.doc_type, 14, _doc_type),
    Column("canonical", "Số ký hiệu", lambda x: x.canonical, 18),
    Column("date", "Ngày", lambda x: day_or_edtf(x.date), 12, labels.date),
    Column("issuer", "Cơ quan", lambda x: x.issuer, 26),
    Column("name", "Tên", lambda x: x.name, 30),
    Column("citations", "Số văn bản viện dẫn", lambda x: x.citations, 12),
    Column("cited_by", "Viện dẫn trong", lambda x: SEPARATOR.join(map(document_name, x.cited_by)), 40),
    Column("near", "Gần giống", lambda x: SEPARATOR.join(map(document_name, x.near)), 20),
    Column("disagrees", "Khác ở", lambda x: SEPARATOR.join(x.disagrees), 16, _word(_DISAGREEMENTS)),
    Column("wanted", "Khóa", lambda x: x.wanted, 20),
)
COLUMNS: dict[Content, tuple[Column[Any], ...]] = {
    Content.OBLIGATIONS: OBLIGATIONS,
    Content.DOCUMENTS: DOCUMENTS,
    Content.REFERENCES: REFERENCES,
}


def to_csv(rows: Iterable[T], columns: Sequence[Column[T]], stream: TextIO) -> None:
    """Write a table with the keys as its head: codes and EDTF as they are, dates as ISO 8601.

    The text begins with a byte order mark, by which Excel knows UTF-8: open the stream as plain UTF-8 with newline="".
    Text that a spreadsheet may take for a formula stands behind an apostrophe.
    """
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow([column.key for column in columns])
    for row in rows:
        writer.writerow([_guard_formula(column.read(row)) for column in columns])


def write_csv(selection: Selection, content: Content) -> Iterator[bytes]:
    """A table of an archive. Raises InputError for whole documents, which are none."""
    if content not in COLUMNS:
        raise InputError("export.documents", content=content)
    stream = io.StringIO(newline="")
    to_csv(selection.rows(content), COLUMNS[content], stream)
    yield stream.getvalue().encode()


def _guard_formula(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
