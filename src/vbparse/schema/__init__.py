"""The document contract: what `vbparse parse` prints, as pydantic models. Data only.

`text[start:end]` of a `span` is the wording in the source; `name`, `date`, `canonical` and the like are readings of it.
Dates are EDTF (ISO 8601-2), recurrences are RRULE (RFC 5545). Absent is `null` or `[]`, never a guess.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from vbparse.schema.base import Found as Found
from vbparse.schema.base import Model as Model
from vbparse.schema.base import Named as Named
from vbparse.schema.base import Origin as Origin
from vbparse.schema.base import SpanField as SpanField
from vbparse.schema.base import Value as Value
from vbparse.schema.base import span_of as span_of
from vbparse.schema.letterhead import Issued as Issued
from vbparse.schema.letterhead import Issuer as Issuer
from vbparse.schema.letterhead import Mark as Mark
from vbparse.schema.letterhead import Number as Number
from vbparse.schema.letterhead import Received as Received
from vbparse.schema.letterhead import Title as Title
from vbparse.vocabularies import (
    AnomalyCode,
    BlockKind,
    BodyKind,
    Bound,
    Charset,
    DoubtCode,
    Purpose,
    ReferenceStatus,
    Relation,
    Role,
    Rule,
    SectionKind,
    Severity,
    TextOrigin,
)

SCHEMA_VERSION = "1.1"


class DigitalSignature(Model):
    """What a signature stamp or field of the file says. Not checked against any certificate."""

    text: str = Field("", description="wording of the stamp")
    signer: str | None = None
    agency: str | None = None
    time: str | None = Field(None, description="as ISO 8601 where it could be read")
    page: int | None = None
    box: list[float] | None = None


class Margin(Model):
    """A running head, a running foot or a page number: on the page, but not in the text."""

    text: str
    page: int | None = None
    box: list[float] | None = None


class SourceInfo(Model):
    """The file that was read."""

    name: str
    part: int | None = Field(
        default=None, description="of a file with several documents: which of them this is, from 1"
    )
    pages_of_part: list[int] | None = Field(
        default=None, description="of a part in a file with pages: the first and the last page it stands on, from 1"
    )
    media_type: str
    sha256: str
    size: int = Field(description="bytes")
    pages: int | None = None
    text_origin: TextOrigin
    charset: Charset = Charset.UNICODE
    producer: str = Field(description="vbparse and its version")
    digital_signatures: list[DigitalSignature] = Field(default_factory=list)
    margins: list[Margin] = Field(default_factory=list)


class Reference(Value):
    """A document referred to; all its mentions are one reference."""

    id: str = ""
    doc_type: str | None = None
    number: str | None = Field(None, description="số")
    symbol: str | None = Field(None, description="ký hiệu, or what stands behind the first slash or hyphen")
    canonical: str | None = Field(None, description="số/ký hiệu as one string")
    name: str | None = Field(None, description="where it has no number")
    date: str | None = None
    issuer: str | None = Field(None, description="as written beside it")
    relation: Relation = Relation.CITES
    mentions: list[SpanField] = Field(default_factory=list)
    status: ReferenceStatus | None = None
    resolved: str | None = None
    candidates: list[str] = Field(default_factory=list)
    section: str | None = Field(None, description="of the first mention")


class Cell(Found):
    """A cell of a table."""

    text: str


class Block(Found):
    """A paragraph, a bullet (its mark is part of it) or a table."""

    kind: BlockKind
    text: str
    rows: list[list[Cell]] = Field(default_factory=list, description="header row first")


class Section(Found):
    """A numbered part of the text, or an unlabelled one (preamble, opening, closing). `span` runs from the label to the
    end of its last child."""

    id: str = ""
    label: str | None = Field(None, description="bare: IV, 2.1, a; 3 for Điều 3")
    kind: SectionKind
    level: int = Field(description="by nesting, 1 outermost")
    heading: str | None = None
    heading_span: SpanField | None = None
    blocks: list[Block] = Field(default_factory=list)
    children: list[Section] = Field(default_factory=list)


class Phase(Value):
    """A period in which the plan or a part of it runs."""

    id: str = ""
    label: str | None = None
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None
    section: str | None = None


class Body(Found):
    """A body, post or person named in a charge."""

    text: str
    name: str
    kind: BodyKind | None = None
    person: str | None = None
    post: str | None = None


class Due(Value):
    """When a charge is due. `text` is the wording."""

    text: str
    date: str | None = None
    bound: Bound | None = None
    recurrence: str | None = None
    ongoing: bool = False


class Obligation(Value):
    """Who does what by when, with whom. `span` is where the one who is charged is named."""

    id: str = ""
    assignee_text: str
    assignees: list[Body] = Field(default_factory=list)
    role: Role = Role.LEAD
    cooperating: list[Body] = Field(default_factory=list)
    task: str
    task_span: SpanField | None = None
    product: str | None = None
    product_span: SpanField | None = None
    due: Due | None = None
    section: str | None = None
    inherited: bool = Field(False, description="the assignee stands in a heading or lead sentence above")
    rule: Rule


class Recipient(Named):
    """A line of Nơi nhận (ô số 9b)."""

    purpose: str | None = None
    purpose_code: Purpose | None = None


class Signature(Named):
    """Quyền hạn, chức vụ và họ tên của người ký (ô số 7a, 7b)."""

    name: str | None = None  # type: ignore[assignment]
    authority: str | None = None
    position: str | None = None
    acting_for: str | None = Field(
        None, description="the body or office in whose place is signed: after TM., KT., TL., TUQ."
    )
    second_position: str | None = Field(None, description="a second capacity of the signer")


class Attachment(Value):
    """A phụ lục, or what the document issues (Ban hành kèm theo)."""

    id: str = ""
    label: str | None = None
    doc_type: str | None = None
    title: str | None = None
    sections: list[Section] = Field(default_factory=list)


class Anomaly(Found):
    """What is odd in the document itself. It is reported; the text is not repaired."""

    code: AnomalyCode
    severity: Severity = Severity.WARNING
    message: str


class Corrected(Model):
    """A value that a person set in place of the one that was read; only in an archive."""

    n: int = Field(description="number of the correction, by which it can be withdrawn")
    path: str = Field(description="field, with the id of its item: obligations.4f0c12ab9d3e.due.date")
    value: Any = None
    was: Any = None
    by: str | None = None
    why: str | None = None
    at: str


class Document(Model):
    """A parsed document."""

    schema_version: str = SCHEMA_VERSION
    id: str = Field(
        description="sha-256 of the source bytes, with #part behind it where a file holds several documents"
    )
    source: SourceInfo
    text: str | None = Field(None, description="normalised text (NFC) that spans refer to")
    doc_type: str | None = None
    doc_type_name: str | None = None
    number: Number | None = None
    issued: Issued | None = None
    issuer: Issuer | None = None
    title: Title | None = None
    addressees: list[Named] = Field(default_factory=list)
    urgency: Mark | None = None
    secrecy: Mark | None = None
    received: Received | None = None
    references: list[Reference] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    phases: list[Phase] = Field(default_factory=list)
    obligations: list[Obligation] = Field(default_factory=list)
    recipients: list[Recipient] = Field(default_factory=list)
    filing: list[str] = Field(default_factory=list)
    signatures: list[Signature] = Field(default_factory=list)
    attachments: list[Attachment] = Field(default_factory=list)
    anomalies: list[Anomaly] = Field(default_factory=list)
    doubts: list[DoubtCode] = Field(
        default_factory=list, description="what is missing or could not be read, as far as no single value says so"
    )
    corrections: list[Corrected] = Field(default_factory=list)
    evidence: dict[str, list[Found]] = Field(
        default_factory=dict, description="places of the values that are plain strings: doc_type, filing"
    )
