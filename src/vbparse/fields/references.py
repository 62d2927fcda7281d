"""References: the documents that a document cites, each once, with its relation to the one that cites it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vbparse.bodies.names import kind_of
from vbparse.fields.citations import find_mentions
from vbparse.fields.mention import Mention
from vbparse.fields.places import Places
from vbparse.fields.same_document import (
    SAME_TITLE,
    Group,
    dates_agree,
    fold_number,
    group_mentions,
    issuer_words,
    name_words,
    units_differ,
    words_of,
)
from vbparse.language.cues import build_cue
from vbparse.language.landmarks.opening import ANY_BASIS, PREAMBLE
from vbparse.patterns import Cue
from vbparse.schema import Reference, span_of
from vbparse.text import Cover, Span, Text, fold_view
from vbparse.vocabularies import Relation

_RELATIONS: dict[Relation, Cue[str]] = {
    Relation.REPLACES: build_cue(
        r"(?i)thay thế (?:cho )?(?:các )?$", examples=["thay thế ", "thay thế cho các "], rejects=["được thay thế bởi "]
    ),
    Relation.REPEALS: build_cue(
        r"(?i)(?:bãi bỏ|hủy bỏ) (?:các )?$", examples=["bãi bỏ ", "Hủy bỏ các "], rejects=["bị bãi bỏ theo "]
    ),
    Relation.AMENDS: build_cue(
        r"(?i)(?:sửa đổi|bổ sung|điều chỉnh)[^.;]{0,60}(?<!\s(?:tại|bởi|theo|bằng)\s)$",
        examples=["sửa đổi, bổ sung một số điều của ", "điều chỉnh "],
        rejects=["được sửa đổi tại ", "bổ sung theo "],
    ),
    Relation.ATTACHED_TO: build_cue(r"(?i)kèm theo $", examples=["ban hành kèm theo "], rejects=["kèm theo mẫu của "]),
    Relation.IMPLEMENTS: build_cue(
        r"(?i){carrying out}(?: {how it is carried out})* $",
        examples=["thực hiện ", "triển khai có hiệu quả các "],
        rejects=["thực hiện nhiệm vụ "],
    ),
}
"""The words before a citation that say how the documents stand to each other; the first that match count."""
_GROUNDS = build_cue(r"\W*Căn cứ\b", examples=["Căn cứ Luật Lâm nghiệp"], rejects=["Theo đề nghị"], at="start")
_WORK_ON = build_cue(
    r"(?i)(?:tìm hiểu|triển khai|tuyên truyền|phổ biến|quán triệt|học tập|tập huấn|thực hiện"
    r"|thi hành)[\p{L},\s]{0,30}$",
    examples=["hội thi tìm hiểu ", "tuyên truyền, phổ biến "],
    rejects=["căn cứ "],
)
_ANY_PAPER = "VB"
"""The type of "văn bản số …", which another mention of the same document may name."""
_BLANK = "/-"
"""What a number begins with that was left blank: "/KH-UBND"."""
_LISTED = build_cue(r"(?:;|\svà|;\svà) $", examples=["; ", " và "], rejects=[", "])
_IN_TITLE = build_cue(
    r"\s(?:về|quy định|hướng dẫn|ban hành|phê duyệt)\s[^;]*$",
    examples=[" về việc thực hiện ", " ban hành Quy chế kèm "],
    rejects=["; số "],
)
_LONGEST_TITLE = 1000
"""Characters of a title before the mention in it, at most."""
_NUMBERED = Cue(
    r"(\d[\d.]*[a-zA-ZĐ]?)([/_-])(.+)",
    examples=["12/KH-UBND", "26-NQ/ĐU"],
    rejects=["12", "KH-UBND"],
    at="start",
)
_WORK_REACH = 40
"""Letters before the name of a law in which the work on it stands ("hội thi tìm hiểu")."""
_RELATION_REACH = 90
"""Letters before a citation in which the words of its relation stand."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the document is itself: its own citation is no reference. `issuer` is the canonical name, `parent` the line
    above it, `date` EDTF."""

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    parent: str | None = None
    title: str | None = None


def find_references(text: Text, own: Own, skip: Iterable[Span], places: Places) -> list[Reference]:
    """All references of a document, in the order of their first mention.

    `skip` are stretches that cite nothing (letterhead).
    """
    skipped = Cover(skip)
    mentions = [_drop_work_year(text.view, m, own) for m in find_mentions(text.view) if m.span.start not in skipped]
    placed = [_keep_in_basis(text.view, m, places) if m.titled else m for m in mentions]
    placed = [_cut_at_end(m, _find_end(text, m.span.start, places)) if m else None for m in placed]
    kept = [m for m in placed if m and not (_is_own(text.view, m, own) or _across_cells(text, m))]
    return [_make_reference(text, g, places) for g in group_mentions(text.view, kept)]


def _keep_in_basis(view: str, mention: Mention, places: Places) -> Mention | None:
    """A document named by issuer and title is cited in a căn cứ, or in what opens the document; elsewhere the words
    may mean any of that issuer. Its name ends with the paragraph."""
    paragraph = places.paragraph(mention.span.start)
    opens = places.section(mention.span.start) is None and PREAMBLE.match(view, *paragraph)
    if not (opens or _GROUNDS.match(view, *paragraph)):
        return None
    span = Span(mention.span.start, min(mention.span.end, paragraph.end))
    return replace(mention, span=span, name=span) if mention.issuer and mention.issuer.end <= span.end else None


def _drop_work_year(view: str, mention: Mention, own: Own) -> Mention:
    """A law without the year of the work on it: "hội thi tìm hiểu Luật Căn cước năm 2024" in a plan of 2024."""
    by_name = mention.name and not mention.titled and not mention.number
    if not by_name or not mention.date or len(mention.date) > 4 or not own.date or mention.date < own.date[:4]:
        return mention
    start = mention.span.start
    return replace(mention, date=None) if _WORK_ON.search(view, max(0, start - _WORK_REACH), start) else mention


def _find_end(text: Text, start: int, places: Places) -> int:
    """Where the paragraph or the cell ends in which a mention begins."""
    end = places.paragraph(start).end
    cell = text.value.find("\t", start, end)
    return cell if cell >= 0 else end


def _cut_at_end(mention: Mention, end: int) -> Mention:
    """A mention whose issuer and name end with its paragraph or cell: what stands behind is another matter."""
    issuer, name = _cut_span(mention.issuer, end), _cut_span(mention.name, end)
    span = mention.span if mention.number else _cut_span(mention.span, end) or mention.span
    return replace(mention, issuer=issuer, name=name, span=span)


def _cut_span(span: Span | None, end: int) -> Span | None:
    return Span(span.start, end) if span and span.start < end < span.end else span


def _across_cells(text: Text, mention: Mention) -> bool:
    """ "Báo cáo" at the end of a row of a table and the number of the next row are no mention."""
    words = text.value[mention.span.start : mention.span.end]
    return mention.open and not (mention.date or mention.issuer) and ("\n" in words or "\t" in words)


def _is_own(view: str, mention: Mention, own: Own) -> bool:
    issuer = issuer_words(view, mention)
    return (
        dates_agree(mention.date, own.date)
        and (_has_title if mention.titled else _has_number)(view, mention, own)
        and not units_differ(issuer, f"{own.issuer or ''}, {own.parent or ''}")
    )


def _has_number(_view: str, mention: Mention, own: Own) -> bool:
    """A blank number is that of a document whose own is blank; of its kind, where its ký hiệu is not known either."""
    if not mention.number:
        return False
    if mention.number[0] in _BLANK and not own.symbol:
        return mention.doc_type == own.doc_type
    if mention.number[0] in _BLANK:
        return not own.number and fold_number(mention.number[1:]) == fold_number(own.symbol or "")
    return bool(own.number) and fold_number(mention.number) == fold_number(own.number or "")


def _has_title(view: str, mention: Mention, own: Own) -> bool:
    title = words_of(fold_view(own.title or ""))
    kinds = {kind_of(issuer_words(view, mention) or ""), kind_of(own.issuer or "")} - {None, "head"}
    return (
        mention.doc_type == own.doc_type
        and len(kinds) < 2
        and bool(title)
        and len(title & name_words(view, mention)) >= SAME_TITLE * len(title)
    )


def _make_reference(text: Text, group: Group, places: Places) -> Reference:
    first = group.mentions[0]
    kinds = [m.doc_type for m in group.mentions if m.doc_type]
    number = group.number()
    head, _, rest = _split_number(number)
    issuers = [text.reading(m.issuer) for m in group.mentions if m.issuer]
    name = next((m.name for m in group.mentions if m.name), None)
    return Reference(
        doc_type=next((kind for kind in kinds if kind != _ANY_PAPER), kinds[0] if kinds else None),
        number=head,
        symbol=rest or None,
        canonical=number if head else None,
        name=text.reading(name) if name else None,
        date=group.date,
        # In a title in capitals nobody sees which words are names.
        issuer=next((issuer for issuer in issuers if not issuer.isupper()), issuers[0] if issuers else None),
        relation=_find_relation(text.view, first, places.paragraph(first.span.start)),
        mentions=[(m.span.start, m.span.end) for m in group.mentions],
        span=span_of(first.span),
        section=places.section(first.span.start),
    )


def _split_number(number: str | None) -> tuple[str | None, str, str]:
    """12/KH-UBND → 12, /, KH-UBND; 26-NQ/ĐU → 26, -, NQ/ĐU; a number without a symbol stays whole."""
    if number and number[0] in _BLANK:
        return None, "", number[1:]
    match = _NUMBERED.match(number or "")
    return (match[1], match[2], match[3]) if match else (number, "", "")


def _find_relation(view: str, mention: Mention, paragraph: Span) -> Relation:
    """How the document stands to the one it cites: by the words before the mention, else by those that open the
    paragraph, unless the mention stands inside the title of another ("… về …")."""
    lead_in = view[max(paragraph.start, mention.span.start - _RELATION_REACH) : mention.span.start]
    basis = ANY_BASIS.match(view, *paragraph)
    for relation, cue in _RELATIONS.items():
        if cue.search(lead_in) and not (basis and relation is Relation.IMPLEMENTS):
            return relation
    lead = PREAMBLE.match(view, *paragraph)
    opening = max(lead.end() if lead else 0, mention.span.start - _LONGEST_TITLE)
    if lead and (_LISTED.search(lead_in) or not _IN_TITLE.search(view[opening : mention.span.start])):
        return Relation.BASIS if basis else Relation.IMPLEMENTS
    return Relation.CITES
