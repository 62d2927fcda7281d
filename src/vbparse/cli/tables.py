"""The answers of an archive as tables for people, in Vietnamese; or as JSON. What was said and done: `records`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from vbparse.archive.answers import Assignee, Citation, Edge, Finding, Graph, Head, Missing, Owed, SearchResult, Snippet
from vbparse.archive.index import heads
from vbparse.cli.terminal import bare
from vbparse.exchange import labels
from vbparse.exchange.consoles import PlainConsole
from vbparse.exchange.formats import PLAIN_WIDTH
from vbparse.exchange.jsontext import to_json
from vbparse.exchange.naming import ENDINGS, STATUSES, assignee_name, dated_name, document_name

T = TypeVar("T")
NOTHING = "Không có gì."
_FACET_VALUES = 8
"""Types, issuers or years that are counted out under what was found: about one line."""
_STYLES = {
    "past due": "red",
    "done": "green",
    "cancelled": "dim",
    "old": "dim",
    "missing": "red",
    "ambiguous": "yellow",
}


def show(value: T, table: Callable[[T], RenderableType], as_json: bool) -> None:
    """Print an answer: as indented JSON, or as a table as wide as the terminal."""
    if as_json:
        sys.stdout.write(to_json(value, indent=2) + "\n")
        sys.stdout.flush()
        return
    terminal = sys.stdout.isatty()
    console = PlainConsole(
        file=bare(sys.stdout), width=None if terminal else PLAIN_WIDTH, no_color="NO_COLOR" in os.environ
    )
    console.print(table(value))


def in_columns(*names: str, rows: Iterable[Sequence[str | Text]]) -> RenderableType:
    """Rows under their heads; columns of running text get the room that is left."""
    table = Table(box=None, pad_edge=False, show_header=bool(names))
    for name in names:
        wide = name in ("Việc", "Văn bản", "Câu", "Nội dung", "Lý do")
        table.add_column(name, overflow="fold", ratio=1 if wide else None, no_wrap=name in ("Mã", "Hạn", "Lúc"))
    for row in rows:
        table.add_row(*row)
    return table if table.row_count else Text(NOTHING, style="dim")


def _styled(text: str, style: str) -> Text:
    """A text whose style ends with it, whatever is appended."""
    return Text().append(text, style)


def _line(head: Head) -> Text:
    """A document on one line: number, date, issuer, title."""
    parts = [labels.date(head.date), head.issuer, head.title if head.canonical else None]
    line = _styled(document_name(head), "bold")
    line.append("".join(f" · {' '.join(part.split())}" for part in parts if part))
    if head.ended_how:
        line.append(f" [{ENDINGS.get(head.ended_how, head.ended_how)}]", style="yellow")
    return line.append(f"  {heads.short_id(head.document)}", style="dim")


def _place(section: str | None, page: int | None) -> str:
    return ", ".join(part for part in (section, f"tr. {page}" if page else None) if part)


def hits(found: SearchResult) -> RenderableType:
    """Documents that were found, with snippets and the counts by type, issuer and year."""
    if not found.hits and not found.total:
        lacking = ", ".join(f"“{typed}”" for typed in found.nowhere)
        return Text(f"{NOTHING} Không văn bản nào có {lacking}." if lacking else NOTHING, style="dim")
    count = f"{found.total}{'+' if found.capped else ''} văn bản"
    if len(found.hits) < found.total:
        count += f", hiện {len(found.hits)} (--page, --limit để xem thêm)"
    parts: list[RenderableType] = [Text(count, style="dim")]
    for hit in found.hits:
        parts.append(_line(hit.head))
        parts += [Padding(_snippet(snippet), (0, 0, 0, 2)) for snippet in hit.snippets]
    for name, title in (("doc_type", "Loại"), ("issuer", "Cơ quan"), ("year", "Năm"), ("tag", "Nhãn")):
        counts = ", ".join(f"{value} {count}" for value, count in found.facets.get(name, [])[:_FACET_VALUES])
        if counts:
            parts.append(Text(f"{title}: {counts}", style="dim"))
    return Group(*parts)


def _snippet(snippet: Snippet) -> Text:
    text = Text(snippet.text)
    for start, end in snippet.hits:
        text.stylize("bold yellow", start, end)
    flat = Text(" ").join(text.split())
    place = _place(snippet.section, snippet.page)
    return _styled(f"[{place}] ", "dim").append_text(flat) if place else flat


def list_obligations(found: Sequence[Owed]) -> RenderableType:
    """Obligations under each assignee: where a time was asked for, what falls due in it, then what runs in it."""
    running = [one for one in found if one.falls == "running"]
    if not running:
        return _by_assignee(found)
    falling = [one for one in found if one.falls == "due"]
    heading = Text("Đang trong thời gian thực hiện, hạn ở sau thời gian hỏi", style="bold underline")
    before = [Text("Đến hạn trong thời gian hỏi", style="bold underline"), _by_assignee(falling)] if falling else []
    return Group(*before, heading, _by_assignee(running))


def _by_assignee(found: Sequence[Owed]) -> RenderableType:
    groups: dict[str, list[Owed]] = {}
    for one in found:
        unit = one.assignee.unit if one.assignee else None
        name = assignee_name(one)
        groups.setdefault(f"{name} ({unit})" if unit else name, []).append(one)
    parts: list[RenderableType] = []
    for name, rows in groups.items():
        parts.append(Text(f"{name} – {len(rows)}", style="bold"))
        table = in_columns("Hạn", "Việc", "Văn bản", "Mã", rows=[_obligation_cells(same) for same in _rounds(rows)])
        parts.append(Padding(table, (0, 0, 1, 2)))
    return Group(*parts) if parts else Text(NOTHING, style="dim")


def _rounds(found: Sequence[Owed]) -> Iterable[list[Owed]]:
    """Obligations one by one; the occurrences of one that recurs together, as far as the same became of them."""
    rows: dict[Hashable, list[Owed]] = {}
    for n, one in enumerate(found):
        recurs = one.due and one.due.get("recurrence")
        rows.setdefault((one.head.document, one.obligation, one.status, one.person) if recurs else n, []).append(one)
    return rows.values()


def _obligation_cells(same: Sequence[Owed]) -> list[str | Text]:
    first = same[0]
    due = labels.date(first.last_day) if first.last_day else ""
    if len(same) > 1:
        due = f"{due} –\n{labels.date(same[-1].last_day)}\n({len(same)} lần)"
    if not due and first.due:
        due = labels.recurrence(first.due.get("recurrence")) or ("thường xuyên" if first.due.get("ongoing") else "")
    task = Text(" ".join(first.task.split()))
    if first.status != "open":
        task.append(f" [{STATUSES[first.status]}]", style=_STYLES.get(first.status, ""))
    if first.role == "support":
        task.append(" [phối hợp]", style="dim")
    if first.person:
        task.append(f" [phụ trách: {first.person}]", style="dim")
    source = Text(document_name(first.head)).append(f" {_place(first.section, first.page)}", style="dim")
    if first.head.ended_how:
        source.append(f" [{ENDINGS.get(first.head.ended_how, '')}]", style="yellow")
    return [due, task, source, Text(first.obligation, style="dim")]


def assignees(found: Sequence[Assignee]) -> RenderableType:
    """Bodies with their spellings."""
    return in_columns(
        "Mã",
        "Đơn vị",
        "Thuộc",
        "Số việc",
        "Nội dung",
        rows=[
            (a.body, a.name, a.unit or "", str(a.obligations), "; ".join(f"{s} ({n})" for s, n in a.spellings.items()))
            for a in found
        ],
    )


def citations(found: dict[str, list[Citation]]) -> RenderableType:
    """What a document cites, and what cites it."""
    parts: list[RenderableType] = []
    for name, title in (("cites", "Viện dẫn"), ("cited_by", "Được viện dẫn trong")):
        parts.append(Text(f"{title} ({len(found[name])})", style="bold"))
        for one in found[name]:
            parts.append(Padding(_citation(one, name == "cites"), (0, 0, 0, 2)))
    return Group(*parts)


def _citation(one: Citation, outwards: bool) -> Group:
    relation = _styled(f"{labels.RELATIONS.get(one.relation, one.relation)} ", "cyan")
    if not outwards:
        lines = [relation + _line(one.head)]
    elif one.cited:
        lines = [relation + _line(one.cited)]
    else:
        said = _citation_words(one)
        rest = "".join(f" · {part}" for part in (labels.date(one.date), one.issuer) if part)
        status = Text(f" [{STATUSES.get(one.status, one.status)}]", style=_STYLES.get(one.status, ""))
        lines = [relation + Text(said, style="bold") + Text(rest) + status]
        lines += [Text("  có thể là ") + _line(head) for head in one.candidates]
    if one.disagrees:
        words = {"date": "ngày", "issuer": "cơ quan ban hành", "later": "ban hành sau văn bản viện dẫn"}
        differs = ", ".join(words.get(part, part) for part in one.disagrees)
        lines.append(Text(f"  khác với văn bản trong kho: {differs}", style="yellow"))
    if one.sentence:
        place = _place(one.section, one.page)
        lines.append(Text(f"  {f'[{place}] ' if place else ''}{one.sentence}", style="dim"))
    return Group(*lines)


def _citation_words(one: Citation | Missing) -> str:
    """A cited document as it is cited: type and số ký hiệu, or its name, which begins with the type."""
    return " ".join(part for part in (one.doc_type, one.canonical) if part) if one.canonical else one.name or ""


def missing(found: Sequence[Missing]) -> RenderableType:
    """Documents that are cited and not stored."""
    return in_columns(
        "Số lần",
        "Văn bản",
        "Ngày",
        "Cơ quan",
        "Được viện dẫn trong",
        rows=[
            (
                str(one.citations),
                Text(_citation_words(one)).append(
                    "".join(f" (gần giống: {_name_with_issuer(head)})" for head in one.near), style="yellow"
                ),
                labels.date(one.date),
                one.issuer or "",
                ", ".join(document_name(head) for head in one.cited_by[:4]) + (" …" if len(one.cited_by) > 4 else ""),
            )
            for one in found
        ],
    )


def _name_with_issuer(head: Head) -> str:
    return ", ".join(part for part in (dated_name(head), head.issuer) if part)


def chain(graph: Graph, work: str) -> RenderableType:
    """The chain of a document as two trees: what it rests on, what rests on it."""
    trees: list[RenderableType] = []
    for title, ends in (
        ("Dựa trên", [(e.source, e.target, e) for e in graph.edges]),
        ("Được dựa vào bởi", [(e.target, e.source, e) for e in graph.edges]),
    ):
        tree = Tree(_styled(f"{title}: ", "bold") + _node(graph.nodes[work]))
        _grow(tree, graph, work, ends, {work})
        if tree.children:
            trees.append(tree)
    return Group(*trees) if trees else Text(NOTHING, style="dim")


def _grow(tree: Tree, graph: Graph, at: str, ends: list[tuple[str, str, Edge]], seen: set[str]) -> None:
    for start, end, edge in ends:
        if start == at and end not in seen:
            seen.add(end)
            relation = labels.RELATIONS.get(edge.relation, edge.relation)
            branch = tree.add(_styled(f"{relation} ", "cyan") + _node(graph.nodes[end]))
            _grow(branch, graph, end, ends, seen)


def _node(node: Head | Missing) -> Text:
    if isinstance(node, Head):
        return _line(node)
    parts = [dated_name(node), node.issuer]
    return Text(" · ".join(part for part in parts if part)).append(" [chưa có trong kho]", style="red")


def findings(found: Sequence[Finding]) -> RenderableType:
    """What does not fit between documents."""
    return in_columns("Mã", "Nội dung", rows=[(Text(one.code, style="yellow"), one.message) for one in found])
