"""A document as a summary for the terminal: header, outline, phases, obligations by assignee, references, anomalies.

Values that a person should look at bear a mark, which a sentence at the end explains."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from vbparse.doubts.raising import Doubt, list_doubts
from vbparse.exchange import labels
from vbparse.exchange.consoles import PlainConsole
from vbparse.exchange.formats import PLAIN_WIDTH, Layout
from vbparse.schema import Document, Obligation, Section, Value
from vbparse.vocabularies import Role

TASK_LENGTH = 160
"""Characters of a task that are shown."""
PRODUCT_LENGTH = 80
HEADING_LENGTH = 100
MARK = "(?)"
"""Stands behind a value that a person should look at."""
_MARK_STYLE = "red"
LEAST_WIDTH = 40
"""Columns below which the tables cannot be read."""


def to_summary(document: Document, *, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """The summary, `width` columns wide; with terminal colours where `colour`."""
    # Cheap to hold in memory, and the same in a worker process as on the terminal itself.
    console = PlainConsole(
        file=io.StringIO(),
        width=max(width, LEAST_WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    console.print(Rule(Text(document.source.name), align="left"))
    console.print(_pairs(labels.header(document), document))
    for heading, part in _parts(document):
        console.print(Text(f"\n{heading}", style="bold"))
        console.print(Padding(part, (0, 0, 0, 2)))
    if doubts := list_doubts(document):
        console.print(Text(f"\n{_explain_mark(doubts)}", style=_MARK_STYLE))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def write_summary(document: Document, layout: Layout) -> str:
    """The same for `vbparse parse`."""
    return to_summary(document, width=layout.width, colour=layout.colour).rstrip("\n")


def _parts(document: Document) -> list[tuple[str, RenderableType]]:
    parts: list[tuple[str, RenderableType]] = []
    if outline := _outline(document):
        parts.append(("Bố cục", outline))
    if document.phases:
        parts.append(("Các đợt thực hiện", _phases(document)))
    if document.obligations:
        parts.append((f"Nhiệm vụ theo đơn vị ({len(document.obligations)})", _obligations(document)))
    if document.references:
        parts.append((f"Văn bản viện dẫn ({len(document.references)})", _references(document)))
    if closing := labels.closing(document):
        parts.append(("Nơi nhận, ký", _pairs(closing, document)))
    if document.anomalies:
        parts.append((f"Điểm bất thường ({len(document.anomalies)})", _anomalies(document)))
    return parts


def _explain_mark(doubts: Sequence[Doubt]) -> str:
    """The sentence that says what the mark means, with how many values have each reason."""
    counts = Counter(doubt.code for doubt in doubts)
    reasons = "; ".join(f"{code.vi} ({count})" for code, count in counts.items())
    return f"{MARK} Nên xem lại: {reasons}."


def _mark(value: Value | None) -> Text:
    """The mark behind a doubtful value; nothing behind one that is sure."""
    return Text(f" {MARK}", _MARK_STYLE) if value and value.doubts else Text()


def _pairs(rows: Sequence[tuple[str, str]], document: Document) -> Table:
    """Rows of term and value; one is marked if any value in it is doubtful."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for term, value in rows:
        doubtful = (one for one in _values_of(document, term) if one and one.doubts)
        table.add_row(term, Text(value).append_text(_mark(next(doubtful, None))))
    return table


def _values_of(document: Document, term: str) -> Sequence[Value | None]:
    """The values that stand behind a term of `labels.header` or `labels.closing`."""
    values: dict[str, Sequence[Value | None]] = {
        "Số, ký hiệu": [document.number],
        "Địa danh, ngày ban hành": [document.issued],
        "Cơ quan ban hành": [document.issuer],
        "Trích yếu": [document.title],
        "Dấu đến": [document.received],
        "Nơi nhận": document.recipients,
        "Người ký": document.signatures,
    }
    return values.get(term, ())


def _columns(*names: str) -> Table:
    """A table of one line a row, the first column taking what room the others leave."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i, name in enumerate(names):
        table.add_column(name, overflow="fold", ratio=None if i else 1)
    return table


def _outline(document: Document) -> Tree | None:
    root = Tree("", hide_root=True, guide_style="dim")
    for section in document.sections:
        _branch(root, section)
    for attachment in document.attachments:
        named = " – ".join(x for x in (attachment.label or "Văn bản kèm theo", attachment.title) if x)
        branch = root.add(Text(_shorten(named, HEADING_LENGTH), style="bold"))
        for section in attachment.sections:
            _branch(branch, section)
    return root if root.children else None


def _branch(parent: Tree, section: Section) -> None:
    """A section and what is below it. One without a heading shows how its text begins."""
    heading = labels.heading(section)
    if section.label and not section.heading and section.blocks:
        heading = f"{heading} {section.blocks[0].text}"
    branch = parent.add(Text(_shorten(heading, HEADING_LENGTH))) if section.label or section.heading else parent
    for child in section.children:
        _branch(branch, child)


def _phases(document: Document) -> Table:
    table = _columns("Đợt", "Từ", "Đến", "Định kỳ", "Mục")
    for phase in document.phases:
        table.add_row(
            Text(phase.label or "—").append_text(_mark(phase)),
            labels.date(phase.start),
            labels.date(phase.end),
            labels.recurrence(phase.recurrence),
            phase.section,
        )
    return table


def _obligations(document: Document) -> Tree:
    root = Tree("", hide_root=True, guide_style="dim")
    for name, obligations in labels.by_assignee(document.obligations).items():
        branch = root.add(Text(name, style="bold"))
        for obligation in obligations:
            branch.add(_obligation(obligation))
    return root


def _obligation(obligation: Obligation) -> Text:
    line = Text(_shorten(obligation.task, TASK_LENGTH)).append_text(_mark(obligation))
    if obligation.role == "support":
        line.append(f" [{Role.SUPPORT.vi}]", "magenta")
    if obligation.cooperating:
        line.append(f" · phối hợp: {labels.bodies(obligation.cooperating)}", "dim")
    if obligation.product:
        line.append(f" · sản phẩm: {_shorten(obligation.product, PRODUCT_LENGTH)}", "dim")
    if obligation.due:
        line.append(f" · hạn: {labels.due(obligation.due)}", "yellow").append_text(_mark(obligation.due))
    if obligation.section:
        line.append(f" · mục {obligation.section}", "dim")
    return line


def _references(document: Document) -> Table:
    table = _columns("Văn bản", "Quan hệ", "Số lần", "Mục")
    for reference in document.references:
        table.add_row(
            Text(labels.reference(reference)).append_text(_mark(reference)),
            reference.relation.vi,
            str(len(reference.mentions)),
            reference.section,
        )
    return table


def _anomalies(document: Document) -> Table:
    table = _columns("Nội dung", "Mức", "Mã")
    for anomaly in document.anomalies:
        table.add_row(Text(anomaly.message), anomaly.severity.vi, anomaly.code)
    return table


def _shorten(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"
