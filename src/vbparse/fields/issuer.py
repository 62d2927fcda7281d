"""Who issues a document: from the letterhead, the opening clause, or the signature.

Source: NĐ 30/2020/NĐ-CP, phụ lục I, ô số 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.blocks import Para
from vbparse.bodies import units
from vbparse.bodies.capitals import sentence_case
from vbparse.bodies.names import Unit, name_unit_at, read_issuer
from vbparse.fields.header import match_date, match_number
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import type_names_pattern
from vbparse.language.landmarks.issuer import (
    COMMITTEE_ABOVE,
    COMMUNE,
    NO_AGENCY,
    ORGAN,
    SUPERIOR_BEFORE,
    SUPERIOR_UNIT,
    opens_agency,
)
from vbparse.language.landmarks.motto import begins_state_name, ends_state_name, find_motto, is_motto_line
from vbparse.language.landmarks.number_line import NUMBER_LINE, is_part_of_name
from vbparse.language.landmarks.signing import match_authority
from vbparse.language.marks import is_mark
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue
from vbparse.schema import Issuer, span_of
from vbparse.structure.frame import Frame
from vbparse.structure.tree import Node
from vbparse.text import Span, Text, fold_view
from vbparse.vocabularies import IssuerEvidence

_CLAUSE = build_cue(
    r"(?P<body>(?:Chủ tịch |Giám đốc )?{issuing body}(?!\p{L})"
    r"(?:(?! (?:(?:trình|về việc|để|nhằm|được)(?!\w)|đã(?! {issuing act})))[^.;:,\"]){0,100}?)"
    r"(?= (?:đã )?{issuing act}\b)",
    examples=["UBND thị trấn Hoa Lư xây dựng kế hoạch như sau", "Ủy ban nhân dân xã Phù Điền ban hành Kế hoạch"],
    rejects=["Các thôn xây dựng kế hoạch", "UBND xã, các thôn xây dựng", "Sở Y tế đã trình UBND xã về việc ban hành"],
    at="start",
)
"""The subject of the clause that issues."""
_OWNER = build_cue(
    r"(?<= của )(?P<body>{issuing body}(?!\p{L})[^.;:,\"()]{0,100})$",
    examples=["Công tác năm 2026 của UBND xã Phù Điền"],
    rejects=["Công tác năm 2026 của xã", "Của UBND xã Phù Điền và các thôn, bản"],
)
"""Whose plan it is, at the end of a title."""
_OF_ANOTHER = build_cue(
    rf"(?i)(?<!\w)(?:{type_names_pattern()}|ý kiến|chỉ đạo|văn bản|kết luận|đề nghị|yêu cầu)(?!\w)",
    examples=["Thực hiện Kế hoạch số 5 của UBND tỉnh", "Triển khai ý kiến chỉ đạo của UBND huyện"],
    rejects=["Công tác năm 2026 của UBND xã Phù Điền"],
)
"""What a title names beside its own document: that may be what is another's."""
_SENTENCE = Cue(
    r"(?<=[.;,])\s+(?=\p{Lu})", examples=["Căn cứ Luật; UBND xã ban hành"], rejects=["Căn cứ Luật, các thôn"]
)
_MOST_CAPITALS = 0.7
"""The share of letters of a line that are capitals, where it names who issues."""
_LONGEST_LINE = 120
"""Letters of a line that names who issues, at most."""
_STOPPED = Cue(r"\p{L}{3}[.,;]$", examples=["TỈNH HẢI GIANG."], rejects=["UBND TP.", "TỈNH HẢI GIANG"])
"""A speck, or a stop, behind the last word."""
_WORD = 4
"""Letters that tell whether a stop ends an abbreviation."""


def find_issuer(text: Text, frame: Frame, root: Node, place: str | None) -> Issuer | None:
    """The issuing body: from the letterhead, else from the opening clause, else from the signature and the place."""
    clause = _find_clause(text, root)
    return (
        _from_letterhead(text, frame, clause)
        or _from_opening(text, frame, clause, place)
        or _from_signature(text, frame, place)
    )


def _from_letterhead(text: Text, frame: Frame, clause: Span | None) -> Issuer | None:
    """Agency lines stand before the number and are neither Quốc hiệu nor Tiêu ngữ; the last body among them issues."""
    bodies = _join_lines(text, [*_agency_lines(text, frame.head)])
    if not bodies:
        return None
    body = bodies[-1]
    if find_motto(text.view[body.start : body.end]):  # columns that were read across each other
        return None
    name = text.reading(body)
    read = read_issuer(name, text.view)
    parent = text.reading(bodies[-2]) if len(bodies) > 1 else None
    if parent and not (read.complete or read.level) and SUPERIOR_UNIT.fullmatch(text.view, *bodies[-2]):
        read = read_issuer(f"{name} {parent}", text.view)
        parent = text.reading(bodies[-3]) if len(bodies) > 2 else None
    elif parent and ORGAN.fullmatch(text.view, *body):
        read = read_issuer(f"{name} {parent}", text.view)
        body = bodies[-2].cover(body)  # "ỦY BAN MTTQ VIỆT NAM XÃ PHÙ ĐIỀN" / "BAN THƯỜNG TRỰC": neither says it alone
        name, parent = text.reading(body), text.reading(bodies[-3]) if len(bodies) > 2 else None
    elif parent and COMMUNE.match(text.view, *body):
        read = read_issuer(f"{parent.split()[0]} {name}", text.view)
    return _make_issuer(name, _complete(text, read, frame.title, clause), IssuerEvidence.LETTERHEAD, body, parent)


def _complete(text: Text, read: Unit, title: Span | None, clause: Span | None) -> Unit:
    """A committee without its unit, with that which the opening clause or the title names: "ỦY BAN NHÂN DÂN" above
    "Kế hoạch … của UBND xã Phù Điền"."""
    if read.complete or read.level:
        return read
    owner = _OWNER.search(text.view, *title) if title and not _OF_ANOTHER.search(text.view, *title) else None
    for span in (clause, Span(*owner.span("body")) if owner else None):
        full = read_issuer(text.reading(span), text.view) if span else None
        if full and full.complete and full.kind == read.kind:
            return full
    return read


def _agency_lines(text: Text, paras: list[Para]) -> Iterator[Span]:
    """Lines that may name the issuer, less what frames them. The Quốc hiệu may have been wrapped by a narrow column,
    and a superior may stand on the line of the body below it."""
    view = text.view
    number_and_date = [Span(*match.span()) for match in (match_number(view, paras), match_date(view, paras)) if match]
    begun = False
    for span in (text.trim(line.span) for para in paras for line in para.lines):
        motto = is_motto_line(view, span) or (begun and ends_state_name(view, span))
        begun = begins_state_name(view, span)
        numbered = NUMBER_LINE.search(view, *span)
        if numbered and is_part_of_name(view, numbered.start()):
            yield span
        elif not (motto or numbered or any(x.start < span.end and span.start < x.end for x in number_and_date)):
            yield from _split_superior(view, _strip(view, span)) if _is_agency_line(view, span) else ()


def _split_superior(view: str, line: Span) -> list[Span]:
    match = SUPERIOR_BEFORE.match(view, *line)
    if match is None:
        return [line]
    return [Span(*match.span("superior")), *_split_superior(view, Span(match.end(), line.end))]


def _strip(view: str, line: Span) -> Span:
    """A line less the bars, stars and rules at its ends."""
    start, end = line
    while end > start and view[end - 1] in "|*_-=~ \t":
        end -= 1
    if _STOPPED.search(view, max(start, end - _WORD), end):
        end -= 1
    while start < end and view[start] in "|*_-=~ \t":
        start += 1
    return Span(start, end)


def _is_agency_line(view: str, span: Span) -> bool:
    letters = [c for c in view[span.start : span.end] if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in letters) < _MOST_CAPITALS * len(letters):
        return False
    return len(letters) < _LONGEST_LINE and not NO_AGENCY.match(view, *span) and not is_mark(view, span)


def _join_lines(text: Text, lines: list[Span]) -> list[Span]:
    """Lines joined to bodies, the superior first: a line that opens with none goes on with the last ("ỦY BAN NHÂN DÂN"
    / "TỈNH …"), but a unit stands for itself above a body, and below one of a lower unit that is named."""
    bodies: list[Span] = []
    headed, units_below = False, 0  # whether a body is among them; how many of those above it stood below it
    heads = [opens_agency(text.view, span) for span in lines]
    for i, span in enumerate(lines):
        # no body is named by one syllable: "SỞ TÀI NGUYÊN VÀ MÔI" / "TRƯỜNG"
        alone = is_syllable(text.view[span.start : span.end].strip()) and (i + 1 == len(lines) or heads[i + 1])
        opens = (heads[i] and not (bodies and alone)) or _is_commune_below(text.view, span, bodies)
        unit = SUPERIOR_UNIT.fullmatch(text.view, *span)
        if opens or (unit and not headed):
            bodies.append(span)
            headed, units_below = headed or opens, 0
        elif unit and _is_above(text, span, bodies[-1 - units_below]):
            bodies.insert(len(bodies) - 1 - units_below, span)
            units_below += 1
        elif headed:
            bodies[-1] = bodies[-1].cover(span)
    return bodies if headed else []


def _is_commune_below(view: str, line: Span, bodies: list[Span]) -> bool:
    """ "UBND QUẬN HẢI BÌNH" / "PHƯỜNG TRẦN CAO VÂN"."""
    return bool(bodies and COMMUNE.match(view, *line) and COMMITTEE_ABOVE.match(view, *bodies[-1]))


def _is_above(text: Text, line: Span, body: Span) -> bool:
    """Whether a line names a unit above the one that a body names."""
    return any(m.parent for m in units.find_mentions(fold_view(f"{text.reading(body)}, {text.reading(line)}")))


def _make_issuer(name: str, unit: Unit, evidence: IssuerEvidence, span: Span, parent: str | None) -> Issuer:
    return Issuer(
        name=name,
        canonical=unit.canonical,
        kind=unit.kind,
        level=unit.level,
        place=unit.place,
        parent=parent,
        evidence=evidence,
        span=span_of(span),
    )


def _from_opening(text: Text, frame: Frame, clause: Span | None, place: str | None) -> Issuer | None:
    """ "UBND thị trấn … xây dựng kế hoạch … như sau": the subject of the clause that issues."""
    if clause is None:
        return None
    unit = read_issuer(text.reading(clause), text.view)
    signed = None if unit.complete or not place else _from_signature(text, frame, place)
    return signed or _make_issuer(text.reading(clause), unit, IssuerEvidence.OPENING, clause, None)


def _find_clause(text: Text, root: Node) -> Span | None:
    """The subject of the clause that issues, above the numbered parts."""
    paras = [p for n in root.children if n.kind in ("opening", "preamble") for p in n.paras] or root.paras
    for para in reversed(paras):
        for start in (para.span.start, *(match.end() for match in _SENTENCE.finditer(text.view, *para.span))):
            match = _CLAUSE.match(text.view, start, para.span.end)
            if match:
                return Span(*match.span("body"))
    return None


def _from_signature(text: Text, frame: Frame, place: str | None) -> Issuer | None:
    """TM. ỦY BAN NHÂN DÂN and the place of issue together name the body."""
    for para in frame.end:
        match = match_authority(text.view, para.span)
        if match and match["prefix"].endswith("M"):
            where = text.trim(Span(match.end(), min(para.span.end, _line_end(para, match.end()))))
            plain = sentence_case(text.reading(where), text.value)
            full = f"{plain} {name_unit_at(place, text.view)}" if place else plain
            return _make_issuer(text.words(where), read_issuer(full, text.view), IssuerEvidence.SIGNATURE, where, None)
    return None


def _line_end(para: Para, start: int) -> int:
    return next((x.span.end for x in para.lines if x.span.start <= start < x.span.end), para.span.end)
