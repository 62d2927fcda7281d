"""Invented documents, one by one."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from datetime import date, timedelta
from random import Random
from typing import Any

from invented.tables import LEVEL_NAMES, OFFICES, REAR, RHYTHMS, SURNAMES, TYPES
from invented.world import Letterhead, Popular, World
from vbparse.schema import (
    Block,
    Body,
    Document,
    Due,
    Issued,
    Issuer,
    Number,
    Obligation,
    Phase,
    Recipient,
    Reference,
    Section,
    Signature,
    SourceInfo,
    Title,
)


class Writer:
    """A text that grows by lines; each line has its place."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.size = 0

    def add_line(self, text: str = "") -> tuple[int, int]:
        """Add a line. Returns its span."""
        start = self.size
        self.lines.append(text)
        self.size += len(text) + 1
        return start, start + len(text)

    def origin(self) -> list[dict[str, Any]]:
        """Of the line added last."""
        page, row = divmod(len(self.lines), 45)
        return [{"page": page + 1, "box": [85.2, 60.5 + 15 * row, 546.1, 72.7 + 15 * row]}]


_OFFICES = [Popular(kinds, 0.9) for kinds in OFFICES]
_RHYTHMS = Popular(RHYTHMS)
_RELATIONS = (("basis", "implements", "cites", "amends", "replaces", "repeals"), (40, 30, 25, 2, 2, 1))


def make_document(world: World, n: int) -> Document:
    """The n-th document; a few are drafts of another one."""
    head, writer = world.letterheads[n], Writer()
    rng = Random(f"{world.seed}:{head.n}")
    unread = rng.random() if head.n == n else 0.0  # what of the letterhead
    values = _write_letterhead(head, writer, unnumbered=unread < 0.03, undated=unread < 0.01, orphan=rng.random() < 0.2)
    references = [_write_reference(world, head, rng, writer) for _ in range(rng.randint(2, 8))]
    sections = [_write_section(world, rng, writer, label) for label in ("I", "II", "III")[: rng.randint(1, 3)]]
    span = writer.add_line("IV. TỔ CHỨC THỰC HIỆN")
    last = Section(id="s4", label="IV", kind="section", level=1, heading="TỔ CHỨC THỰC HIỆN", span=span)
    obligations = [_write_obligation(world, head, rng, writer, i + 1, last) for i in range(rng.randint(4, 16))]
    phases = [_write_phase(head, rng, writer, i + 1) for i in range(rng.choice((0, 0, 0, 1, 2)))]
    signer = f"{rng.choice(SURNAMES)} {rng.choice(('Văn', 'Thị', 'Quang'))} {rng.choice(REAR)}"
    writer.add_line("Nơi nhận:")
    recipient = Recipient(id="r1", name="Như trên", span=writer.add_line("- Như trên;"), origin=writer.origin())
    signature = Signature(
        id="g1", name=signer, position="CHỦ TỊCH", span=writer.add_line(signer), origin=writer.origin()
    )
    sha256 = hashlib.sha256(f"{world.seed}:{n}".encode()).hexdigest()
    source = SourceInfo(
        name=f"{n:06d}.pdf", media_type="application/pdf", sha256=sha256, size=50 * writer.size,
        pages=len(writer.lines) // 45 + 1, text_origin="text-layer", producer="vbparse bench",
    )  # fmt: skip
    return Document(
        id=sha256, source=source, text="\n".join(writer.lines), doc_type=head.doc_type,
        doc_type_name=TYPES[head.doc_type][0], references=references, sections=[*sections, last], phases=phases,
        obligations=obligations, recipients=[recipient], filing=["VT"], signatures=[signature], **values,
    )  # fmt: skip


def _write_letterhead(
    head: Letterhead, writer: Writer, *, unnumbered: bool, undated: bool, orphan: bool
) -> dict[str, Any]:
    """Letterhead and title."""
    above = None if orphan or not head.unit.parent else f"Ủy ban nhân dân {head.unit.parent.full_name}"
    if above:
        writer.add_line(above.upper())
    issuer = Issuer(
        name=head.issuer.upper(), canonical=head.issuer, kind="people's committee", level=LEVEL_NAMES[head.unit.level],
        parent=above and above.upper(), evidence="letterhead", span=writer.add_line(head.issuer.upper()),
        origin=writer.origin(),
    )  # fmt: skip
    number = f"{head.number}/{head.symbol}"
    span = writer.add_line(f"Số: {number}" if not unnumbered else "Số:    ")
    parts = None if unnumbered else Number(number=head.number, symbol=head.symbol, canonical=number, span=span)
    day = None if undated else head.day.isoformat()
    where = writer.add_line(f"{head.unit.name}, ngày {head.day.day:02d} tháng {head.day.month:02d} năm {head.day.year}")
    issued = Issued(place=head.unit.name, date=day, span=where, origin=writer.origin())
    writer.add_line(TYPES[head.doc_type][0].upper())
    title = Title(text=head.title, span=writer.add_line(head.title), origin=writer.origin())
    return {"issuer": issuer, "number": parts, "issued": issued, "title": title}


def _write_section(world: World, rng: Random, writer: Writer, label: str) -> Section:
    heading = world.draw_words(rng, 1, 4).upper()
    span = writer.add_line(f"{label}. {heading}")
    section = Section(
        id=f"s{label}", label=label, kind="section", level=1, heading=heading, span=span, origin=writer.origin()
    )
    for _ in range(rng.randint(1, 5)):
        section.blocks.append(_write_block(writer, f"{world.draw_sentence(rng)}; {world.draw_sentence(rng).lower()}."))
    return section


def _write_block(writer: Writer, text: str) -> Block:
    return Block(kind="paragraph", text=text, span=writer.add_line(text), origin=writer.origin())


def _draw_office(world: World, head: Letterhead, rng: Random) -> str:
    """An office of the unit, in one of its spellings, or a unit below."""
    if head.unit.level < 2 and rng.random() < 0.2:
        return f"UBND {rng.choice(world.below[head.unit.path]).full_name}"
    spellings = _OFFICES[head.unit.level].draw(rng)
    name = spellings[min(int(rng.expovariate(1)), len(spellings) - 1)]
    return f"{name} {head.unit.full_name}" if rng.random() < 0.1 else name


def _write_obligation(
    world: World, head: Letterhead, rng: Random, writer: Writer, n: int, under: Section
) -> Obligation:
    name, task, due = _draw_office(world, head, rng), world.draw_sentence(rng, 2, 5).lower(), _draw_due(head.day, rng)
    text = f"{n}. {name} {task}" + (f" {due.text}" if due else "") + "."
    block = _write_block(writer, text)
    start = block.span[0] if block.span else 0
    who, at = start + len(f"{n}. "), start + len(f"{n}. {name} ")
    span, task_span = (who, who + len(name)), (at, at + len(task))
    item = Section(
        id=f"i{n}", label=str(n), kind="item", level=2, span=block.span, origin=writer.origin(), blocks=[block]
    )
    under.children.append(item)
    under.span = (under.span[0] if under.span else 0, block.span[1] if block.span else 0)
    if due:
        due.span, due.origin = (task_span[1] + 1, task_span[1] + 1 + len(due.text)), writer.origin()
    support = rng.random() < 0.1
    return Obligation(
        id=hashlib.sha256(text.encode()).hexdigest()[:12], assignee_text=name, role="support" if support else "lead",
        assignees=[Body(text=name, name=name, kind="office", span=span, origin=writer.origin())], task=task, due=due,
        cooperating=[Body(text=x, name=x) for x in [_draw_office(world, head, rng)] if rng.random() < 0.2],
        task_span=task_span, section=f"IV.{n}", rule="subject", span=span, origin=writer.origin(),
    )  # fmt: skip


def _draw_due(issued: date, rng: Random) -> Due | None:
    """A day in four of ten, then months, quarters, years, what recurs and what goes on; nothing in two of ten."""
    day = issued + timedelta(int(rng.expovariate(1 / 60)) + 3)
    match int(rng.random() * 20):
        case 0 | 1 | 2 | 3 | 4:
            return Due(text=f"trước ngày {day.day}/{day.month}/{day.year}", date=day.isoformat(), bound="before")
        case 5 | 6 | 7:
            return Due(text=f"chậm nhất ngày {day.day}/{day.month}/{day.year}", date=day.isoformat(), bound="by")
        case 8 | 9 | 10:
            return Due(text=f"trong tháng {day.month}/{day.year}", date=f"{day:%Y-%m}", bound="within")
        case 11:
            quarter = (day.month + 2) // 3
            return Due(text=f"trong quý {quarter}/{day.year}", date=f"{day.year}-{32 + quarter}", bound="within")
        case 12:
            return Due(text=f"trong năm {day.year}", date=str(day.year), bound="within")
        case 13 | 14:
            return Due(text="theo định kỳ", recurrence=_RHYTHMS.draw(rng), bound=rng.choice((None, "before")))
        case 15:
            return Due(text="thường xuyên", ongoing=True)
    return None


def _write_phase(head: Letterhead, rng: Random, writer: Writer, n: int) -> Phase:
    start = head.day + timedelta(rng.randrange(90))
    end = start + timedelta(rng.randrange(10, 120))
    span = writer.add_line(f"Đợt {n}: từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}.")
    return Phase(
        id=f"p{n}", label=f"Đợt {n}", start=start.isoformat(), end=end.isoformat(), section="III", span=span,
        origin=writer.origin(),
    )  # fmt: skip


def _write_reference(world: World, head: Letterhead, rng: Random, writer: Writer) -> Reference:
    """Laws that nobody holds, older documents of the archive, and some that nobody has."""
    kind = rng.random()
    if kind < 0.25:
        doc_type, number, symbol, name, day, issuer = world.laws.draw(rng)
        day = day if rng.random() < 0.7 else None
    else:
        cited = _draw_cited(world, head, rng)
        doc_type, symbol, name, day, issuer = cited.doc_type, cited.symbol, None, cited.day.isoformat(), cited.issuer
        number = cited.number if kind < 0.85 else str(int(cited.number) + 3000)
        day, symbol, number, name, issuer = _vary_citation(cited, rng, day, symbol, number, issuer)
    written = name or f"{TYPES.get(doc_type, ('Văn bản',))[0]} số {number}" + (f"/{symbol}" if symbol else "")
    text = f"Căn cứ {written}" + (f" ngày {day}" if day else "") + (f" của {issuer}" if issuer else "") + ";"
    start, end = writer.add_line(text)
    span = (start + len("Căn cứ "), end - 1)
    return Reference(
        id=hashlib.sha256(f"{text}{start}".encode()).hexdigest()[:12], doc_type=doc_type, number=number, symbol=symbol,
        canonical=f"{number}/{symbol}" if number and symbol else number, name=name, date=day, issuer=issuer,
        relation=rng.choices(*_RELATIONS)[0],
        mentions=[span], span=span, origin=writer.origin(),
    )  # fmt: skip


def _draw_cited(world: World, head: Letterhead, rng: Random) -> Letterhead:
    """A document of the own unit, of one above or of a popular one, rather one of those that everybody cites."""
    own, level = head.unit, rng.random()
    if level > 0.85:
        own = world.units[int(len(world.units) * rng.random() ** 6)]
    elif level > 0.5 and own.parent:
        own = own.parent
    held = world.by_unit.get(own.path) or [head]
    before = bisect_left(held, head.day, key=lambda one: one.day)
    return held[int(before * rng.random() ** 2)] if before else rng.choice(held)


def _vary_citation(cited: Letterhead, rng: Random, day: Any, symbol: Any, number: Any, issuer: Any) -> tuple[Any, ...]:
    """A citation as people write it: (date, symbol, number, name, issuer)."""
    issuer = issuer.replace("Ủy ban nhân dân", "UBND") if rng.random() < 0.6 else issuer
    match int(rng.random() * 100):
        case n if n < 20:
            return day, symbol, number, None, None
        case n if n < 32:
            return None, symbol, number, None, issuer
        case n if n < 35:
            return day, None, number, None, issuer
        case n if n < 37:
            return f"{day[:8]}01", symbol, number, None, issuer
        case n if n < 40:
            return day, None, None, f"{TYPES[cited.doc_type][0]} {cited.title}", issuer
        case n if n < 50:
            return day, symbol, number, None, f"{cited.body} {cited.unit.kind}"
    return day, symbol, number, None, issuer
