"""What every reader returns: the text with its origins, and its lines in reading order.

A reader settles what only the format knows (columns, tables, list numbers, bold, page furniture); it names no part of
the document. Page numbers, running heads and signature stamps are no lines: they go to `Source.info`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vbparse.schema import Anomaly, DigitalSignature, Margin
from vbparse.text import Span, Text


@dataclass(slots=True)
class Line:
    """One line of a page, or one paragraph of a format that has paragraphs.

    starts    the reader's verdict whether a new paragraph begins here; None where the format does not say
    gap       a blank line (plain text, Markdown) or clear white space (page) stands above
    heading   depth of a heading in markup (`##` = 2, Word's Heading 1 = 1); 0 for none
    bold      the whole line is bold; `bold_lead` is the number of its leading characters that are
    column    0, 1 … in side-by-side blocks (letterhead, Nơi nhận beside the signature); None elsewhere
    table     index into Source.tables; the lines of a table stand together
    bullet    a list mark in the markup (Markdown, HTML, Word); the mark itself is in the text where the source has it
    note      a footnote or endnote; these lines stand behind all others
    """

    span: Span
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    starts: bool | None = None
    gap: bool = False
    heading: int = 0
    bold: bool = False
    bold_lead: int = 0
    italic: bool = False
    centred: bool = False
    column: int | None = None
    table: int | None = None
    bullet: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell. `span` is empty (start = end) where the cell is. `above` marks a cell that is merged into the one above
    it: it then has the span of that one. A cell over several columns stands in each, `left` marking the repeats."""

    span: Span
    above: bool = False
    left: bool = False


@dataclass(slots=True)
class Table:
    """A table as a full grid: every row has the same number of cells. `span` is all of it."""

    span: Span
    rows: list[list[TableCell]]


@dataclass(slots=True)
class Source:
    """A file as a reader saw it. `charset` is the legacy one that letters were converted from. `anomalies` are what the
    reader noticed; one of a place without text has `origin` and no span. `unsure` are the words, in order, that were
    read from a picture and may be misread."""

    text: Text
    lines: list[Line]
    tables: list[Table] = field(default_factory=list)
    media_type: str = "text/plain"
    text_origin: str = "plain"
    charset: str = "unicode"
    pages: int | None = None
    digital_signatures: list[DigitalSignature] = field(default_factory=list)
    margins: list[Margin] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    unsure: list[Span] = field(default_factory=list)
