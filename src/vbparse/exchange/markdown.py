"""A document as Markdown for people: header, text under nested headings, charges, references, closing, anomalies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbparse.exchange import labels
from vbparse.exchange.formats import Layout
from vbparse.exchange.visible import show_controls
from vbparse.patterns import Cue
from vbparse.schema import Block, Document, Section

_SPECIAL = Cue(r"([\\`*_\[\]<>|])", examples=["*", "a_b", "[1]", "a|b"], rejects=["42/KH-UBND", "(1)"])
_OPENING = Cue(
    r"^(#{1,6}(?=\s)|[-+](?=\s)|>|\d+(?=[.)](?:\s|$)))",
    examples=["# Kế hoạch", "- Sở Nội vụ", "1. Mục đích", "2)"],
    rejects=["1.5 triệu đồng", "#1", "-5 độ"],
)
_DEEPEST_HEADING = 6
"""Markdown has six levels of headings."""


def to_markdown(document: Document, *, text: bool = True) -> str:
    """The whole document; without `text`, the paragraphs stay out and the headings remain."""
    return "\n\n".join(_parts(document, text)) + "\n"


def write_markdown(document: Document, layout: Layout) -> str:
    """The same for `vbparse parse`, where what the document says cannot steer a terminal."""
    return show_controls(to_markdown(document, text=layout.text)).rstrip("\n")


def _parts(document: Document, text: bool) -> Iterator[str]:
    title = labels.number(document) or document.source.name
    yield f"# {escape(' '.join(x for x in (document.doc_type_name or document.doc_type, title) if x))}"
    yield table(("Mục", "Nội dung"), labels.header(document))
    for section in document.sections:
        yield from _section(section, 2, text)
    for attachment in document.attachments:
        named = " – ".join(x for x in (attachment.label or "Văn bản kèm theo", attachment.title) if x)
        yield f"## {escape(named)}"
        for section in attachment.sections:
            yield from _section(section, 3, text)
    yield from _lists(document)


def _lists(document: Document) -> Iterator[str]:
    if document.phases:
        rows = [
            (x.label or "", labels.date(x.start), labels.date(x.end), labels.recurrence(x.recurrence), x.section or "")
            for x in document.phases
        ]
        yield "## Các đợt thực hiện"
        yield table(("Đợt", "Từ", "Đến", "Định kỳ", "Mục"), rows)
    if document.obligations:
        yield "## Nhiệm vụ"
        yield table(
            ("Đơn vị", "Vai trò", "Nhiệm vụ", "Phối hợp", "Sản phẩm", "Thời hạn", "Mục"),
            [
                (
                    x.assignee_text,
                    x.role.vi,
                    x.task,
                    labels.bodies(x.cooperating),
                    x.product or "",
                    labels.due(x.due),
                    x.section or "",
                )
                for x in document.obligations
            ],
        )
    if document.references:
        yield "## Văn bản viện dẫn"
        yield table(
            ("Văn bản", "Quan hệ", "Số lần", "Mục"),
            [(labels.reference(x), x.relation.vi, str(len(x.mentions)), x.section or "") for x in document.references],
        )
    if closing := labels.closing(document):
        yield "## Nơi nhận, ký"
        yield table(("Mục", "Nội dung"), closing)
    if document.anomalies:
        yield "## Điểm bất thường"
        yield "\n".join(f"- {x.severity.vi}: `{x.code}` – {escape(x.message)}" for x in document.anomalies)


def _section(section: Section, depth: int, text: bool) -> Iterator[str]:
    heading, blocks = escape(labels.heading(section)), section.blocks
    if text and section.label and not section.heading and blocks and not blocks[0].rows:
        yield f"**{heading}** {escape(blocks[0].text)}"  # a numbered paragraph rather than a heading
        blocks = blocks[1:]
    elif heading:
        yield f"{'#' * depth} {heading}" if depth <= _DEEPEST_HEADING else f"**{heading}**"
    if text:
        yield from _blocks(blocks)
    for child in section.children:
        yield from _section(child, depth + 1, text)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    bullets: list[str] = []
    for block in blocks:
        if block.kind == "bullet":
            bullets.append(f"- {paragraph(_bare(block.text))}")
            continue
        if bullets:
            yield "\n".join(bullets)
            bullets = []
        yield _rows(block) if block.rows else paragraph(block.text)
    if bullets:
        yield "\n".join(bullets)


def _bare(bullet: str) -> str:
    """The text of a bullet less its mark."""
    return re.sub(r"^[^\w\"'“‘(\[]+(?=\S)", "", bullet.strip()) or bullet


def _rows(block: Block) -> str:
    rows = [[cell.text for cell in row] for row in block.rows]
    return table(rows[0], rows[1:])


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; short rows are filled up."""
    width = max(len(header), *(len(row) for row in rows)) if rows else len(header)
    lines = [header, ["---"] * width, *rows]
    return "\n".join(
        "| " + " | ".join(cell if i == 1 else escape(cell) for cell in (*row, *[""] * (width - len(row)))) + " |"
        for i, row in enumerate(lines)
    )


def escape(text: str) -> str:
    """Text on one line, behind other text, in which nothing is taken for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def paragraph(text: str) -> str:
    """Text that begins a line. "1." opens a list unless its dot is escaped; any other mark is escaped itself."""
    return _OPENING.sub(lambda match: f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}", escape(text))
