"""The letterhead of a document, and what is stamped beside it (Nghị định 30/2020/NĐ-CP, phụ lục I and IV)."""

from __future__ import annotations

from pydantic import Field

from vbparse.schema.base import Found, Value
from vbparse.vocabularies import BodyKind, IssuerEvidence, Level


class Mark(Found):
    """A mark that stands by itself on the page: KHẨN, MẬT, DỰ THẢO."""

    text: str


class Number(Value):
    """Số, ký hiệu (Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 3)."""

    number: str | None = None
    symbol: str | None = None
    canonical: str | None = None


class Issued(Value):
    """Địa danh và thời gian ban hành (ô số 4)."""

    place: str | None = None
    date: str | None = None


class Issuer(Value):
    """Tên cơ quan, tổ chức ban hành (ô số 2)."""

    name: str
    canonical: str
    kind: BodyKind | None = None
    level: Level | None = None
    place: str | None = None
    parent: str | None = Field(None, description="cơ quan chủ quản, as written")
    evidence: IssuerEvidence


class Title(Value):
    """Trích yếu nội dung, without the type word or V/v."""

    text: str


class Received(Value):
    """Dấu "Đến" of the office that received the document (Nghị định 30/2020/NĐ-CP, phụ lục IV, mẫu 3). Its number and
    date are those of that office's register, never the document's own. `span` is null where the stamp stands beside
    the text, as on recognised pages; `origin` then has its page and box."""

    number: str | None = Field(None, description="số đến, as written")
    date: str | None = Field(None, description="ngày đến; null where no day of the calendar can be read")
    office: str | None = Field(None, description="the office that received it, where the stamp names it")
    text: str = Field(description="wording of the stamp, a line each")
