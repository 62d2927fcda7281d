"""All fields of one document, put together: frame and outline in, `Document` out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vbparse import edtf
from vbparse.blocks import Para
from vbparse.bodies.lexicon import add_names, find_terms
from vbparse.fields import anomalies, evidence, header, obligations, phases, recipients, references, signatures
from vbparse.fields.actors import ActorParser
from vbparse.fields.arrival import find_received
from vbparse.fields.dates import Written
from vbparse.fields.gate.charges import Sender
from vbparse.fields.gate.losses import find_losses, find_unassigned
from vbparse.fields.gate.values import Gate
from vbparse.fields.issuer import find_issuer
from vbparse.fields.making import Maker
from vbparse.fields.places import Places
from vbparse.fields.times import Timeline
from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue
from vbparse.schema import Anomaly, Attachment, Block, Cell, Document, Found, Section, SourceInfo, Title, span_of
from vbparse.source import Source
from vbparse.structure import frame as framing
from vbparse.structure import tree
from vbparse.structure.annexes import Annex
from vbparse.structure.frame import Frame
from vbparse.structure.tree import Node
from vbparse.text import Cover, Span, Text
from vbparse.vocabularies import BlockKind, SectionKind

_YEAR = Cue(r"(?<!\d)(20\d\d)(?!\d)", examples=["năm 2024", "2021-2025"], rejects=["12024", "20245"])
_YEAR_IN_TEXT = Cue(r"[/ ](20\d\d)(?!\d)", examples=["năm 2024", "5/3/2024"], rejects=["(2024)", "/20245"])
_SCHOOL_YEAR = Cue(
    r"(?i)năm\s+học\s+(?P<first>20\d\d)\s*[-–]\s*20\d\d",
    examples=["năm học 2025-2026", "NĂM HỌC 2025 – 2026"],
    rejects=["năm 2025 - 2026", "năm học 2025"],
)
"""Two years, of which a month has either."""
_ATTACHED = Cue(
    r"\(?\s*(?:[Bb]an\s+hành\s+)?[Kk]èm\s+theo\b[^)]*\)?",
    examples=["(Kèm theo Kế hoạch số 5/KH-UBND)", "Ban hành kèm theo Quyết định số 12/QĐ-UBND"],
    rejects=["theo Kế hoạch số 5/KH-UBND"],
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the fields of a document are read from. `roots` are the outlines of the body (with None) and of the
    attachments (with their paths)."""

    text: Text
    frame: Frame
    roots: list[tuple[str | None, Node]]
    places: Places
    timeline: Timeline


def build_document(source: Source, paras: list[Para], digest: str, info: SourceInfo) -> Document:
    """The typed document of a source and its paragraphs."""
    text = source.text
    parts = _find_parts(text, paras)
    frame, body = parts.frame, parts.roots[0][1]
    result = Document(id=digest, source=info, text=text.value)
    gate = Gate(text)
    _read_letterhead(text, frame, body, result, gate)
    result.recipients, result.filing, filing = recipients.find_recipients(text, frame.end)
    result.signatures = gate.screen_signatures(signatures.find_signatures(text, frame.end))
    result.addressees = recipients.find_addressees(text, frame.addressees)
    result.sections = _make_sections(text, body)
    outlines = [root for _, root in parts.roots[1:]]
    result.attachments = [_make_attachment(text, a, root) for a, root in zip(frame.annexes, outlines, strict=True)]
    uncited = _find_uncited(text, frame, result)
    result.references = references.find_references(text, _identify_own(result), uncited, parts.places)
    gate.screen_references(result.references)
    unassigned = _read_plan(parts, result, gate)
    result.anomalies = [*source.anomalies]
    result.anomalies += anomalies.find_anomalies(text, parts.timeline, frame, [root for _, root in parts.roots], result)
    result.anomalies += [*gate.anomalies(), *unassigned, *find_losses(text, result)]
    if frame.type_span:
        result.evidence["doc_type"] = [Found(span=span_of(text.trim(frame.type_span)))]
    if filing:
        result.evidence["filing"] = filing
    return evidence.complete(result, text)


def _find_parts(text: Text, paras: list[Para]) -> _Parts:
    frame = framing.build_frame(text.view, paras)
    roots: list[tuple[str | None, Node]] = [(None, tree.build_tree(text.view, frame.body))]
    for i, annex in enumerate(frame.annexes, 1):
        roots.append((annex.label or f"[{i}]", tree.build_tree(text.view, annex.body, framed=False)))
    return _Parts(text, frame, roots, Places(text, paras, roots), Timeline(text.view))


def _read_plan(parts: _Parts, result: Document, gate: Gate) -> list[Anomaly]:
    """Obligations and phases: the times of cited documents are neither deadlines nor phases, deadlines of tables no
    phases. Returns the anomalies of tasks for which nobody was read."""
    text, timeline = parts.text, parts.timeline
    year = _find_year(text, parts.frame, result)
    citations = [_with_date(text, timeline, Span(*m)) for r in result.references for m in r.mentions]
    sender = Sender(result.doc_type, result.issuer.canonical if result.issuer else None)
    school = _SCHOOL_YEAR.search(result.title.text if result.title else "")
    begins = int(school["first"]) if school else None
    issue = Written(year, result.issued.date if result.issued else None, begins)
    terms = find_terms(text.view)
    add_names(terms, _own_names(result))
    maker = Maker(text, ActorParser(text.view, terms), timeline, issue, Cover(citations), sender)
    for label, root in parts.roots:
        result.obligations += obligations.find_obligations(maker, root, label)
    gate.leave_out_names(maker.left_out)
    gate.leave_out_rows(maker.without_task)
    deadlines = [Span(*o.due.span) for o in result.obligations if o.rule == "table" and o.due and o.due.span]
    planning = _planning_spans([root for _, root in parts.roots])
    found = phases.find_phases(text, timeline, planning, issue, parts.places, Cover([*citations, *deadlines]))
    result.phases = [one for one in found if one.label or not _is_past(one.end, issue.issued)]
    return find_unassigned(text, maker.unassigned, result.obligations)


def _is_past(end: str | None, issued: str | None) -> bool:
    """Whether a time ended before the day of issue: what happened is no phase of a plan unless it has a label."""
    ended, written = edtf.parse_interval(end), edtf.parse_interval(issued)
    return bool(ended and written and ended.last and written.first and ended.last < written.first)


def _own_names(result: Document) -> Iterator[str]:
    """The names of bodies that stand by themselves: of who writes, and of those it is addressed or sent to."""
    if result.issuer:
        yield from filter(None, (result.issuer.name, result.issuer.parent))
    yield from (one.name for one in (*result.addressees, *result.recipients))


def _read_letterhead(text: Text, frame: Frame, root: Node, result: Document, gate: Gate) -> None:
    head = frame.head
    result.number = header.find_number(text, head)
    result.issued = gate.screen_issued(header.find_issued(text, head))
    result.doc_type = header.find_doc_type(frame, result.number)
    result.doc_type_name = names_by_code().get(result.doc_type or "")
    issuer = find_issuer(text, frame, root, result.issued.place if result.issued else None)
    result.issuer = gate.screen_issuer(issuer)
    result.urgency, result.secrecy = header.find_marks(text, frame, result.source.margins)
    result.received = find_received(text, frame, result.source.margins)
    if frame.title:
        result.title = gate.screen_title(Title(text=text.reading(frame.title), span=span_of(frame.title)))


def _identify_own(result: Document) -> references.Own:
    return references.Own(
        result.doc_type,
        result.number.canonical if result.number else None,
        result.number.symbol if result.number else None,
        result.issued.date if result.issued else None,
        result.issuer.canonical if result.issuer else None,
        result.issuer.parent if result.issuer else None,
        result.title.text if result.title else None,
    )


def _find_year(text: Text, frame: Frame, result: Document) -> int | None:
    """The year that dates without one belong to: that of issue, else the last one in the title; a school year in the
    title has two, and the year that the text names most often is that of the plan."""
    if result.issued and result.issued.date:
        return int(result.issued.date[:4])
    title = text.reading(frame.title) if frame.title else ""
    in_title = _YEAR.findall(title)
    if in_title and not _SCHOOL_YEAR.search(title):
        return int(in_title[-1])
    years = _YEAR_IN_TEXT.findall(_SCHOOL_YEAR.sub("", text.view)) or in_title
    return int(max(sorted(set(years), reverse=True), key=years.count)) if years else None


def _find_uncited(text: Text, frame: Frame, result: Document) -> Iterator[Span]:
    """Where a number is the document's own, or none at all: letterhead, end, "(Kèm theo … số …)" of its own number."""
    for para in [*frame.head, *frame.end]:
        yield para.span
    for annex in frame.annexes:
        for para in annex.head:
            match = _ATTACHED.search(text.view, *para.span)
            if match:
                yield Span(*match.span())


_DATE_REACH = 40
"""Letters behind a citation in which its date stands."""
_LIMIT = Cue(
    r"[.;]|(?i:trước|xong|hết|chậm nhất|hoàn thành|từ)", examples=["; ngày", "xong trước ngày"], rejects=[", ngày"]
)


def _with_date(text: Text, timeline: Timeline, mention: Span) -> Span:
    """A mention and the date behind it, which is that of the cited document: neither a phase nor a deadline."""
    for hit in timeline.find_within(Span(mention.end, mention.end + _DATE_REACH)):
        if not _LIMIT.search(text.view, mention.end, hit.span.end):
            return mention.cover(hit.span)
    return mention


def _planning_spans(roots: list[Node]) -> list[Span]:
    """The paragraphs and headings of numbered parts, in order: where phases are looked for."""
    out: list[Span] = []
    for root in roots:
        for node in root.walk():
            if node.kind in ("preamble", "closing"):
                continue
            if node.heading:
                out.append(node.heading)
            out += [p.body for p in node.paras]
    return sorted(set(out))


def _make_sections(text: Text, root: Node) -> list[Section]:
    out = [_make_section(text, child) for child in root.children]
    if root.paras:
        loose = Node("opening", 1, paras=root.paras)
        out.insert(0, _make_section(text, loose))
    return out


def _make_section(text: Text, node: Node) -> Section:
    return Section(
        label=node.label.text if node.label else None,
        kind=SectionKind(node.kind),
        level=node.level,
        heading=text.reading(node.heading) if node.heading else None,
        heading_span=span_of(node.heading),
        span=span_of(node.span),
        blocks=[_make_block(text, p) for p in node.paras],
        children=[_make_section(text, c) for c in node.children],
    )


def _make_block(text: Text, para: Para) -> Block:
    if para.table is None:
        return Block(
            kind=BlockKind.BULLET if para.kind == "bullet" else BlockKind.PARAGRAPH,
            text=text.words(para.span),
            span=span_of(para.span),
        )
    rows = [[Cell(text=text.words(c.span), span=span_of(text.trim(c.span))) for c in row] for row in para.table.rows]
    return Block(kind=BlockKind.TABLE, text=text.words(para.span), span=span_of(para.span), rows=rows)


def _make_attachment(text: Text, annex: Annex, root: Node) -> Attachment:
    spans = [p.span for p in [*annex.head, *annex.body]]
    return Attachment(
        label=annex.label,
        doc_type=annex.doc_type,
        title=text.reading(annex.title) if annex.title else None,
        sections=_make_sections(text, root),
        span=span_of(Span(spans[0].start, spans[-1].end)) if spans else None,
    )
