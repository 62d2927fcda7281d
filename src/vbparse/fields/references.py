"""Mentions → references: all mentions of one document are one reference, with its relation to the citing document.

Two documents may share a số ký hiệu, so mentions with different dates stay apart; a mention without a date joins the
one that it can only mean. What is written in several ways (09/2013/TT-BXD, in capitals in a title) is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace

import regex

from vbparse.bodies import units
from vbparse.bodies.names import kind_of
from vbparse.fields.citations import Mention, find_mentions
from vbparse.fields.times.pieces import YEAR
from vbparse.language.cues import build_cue, compile_cues
from vbparse.language.levels import level_of_word
from vbparse.patterns import Cue
from vbparse.schema import Reference, span_of
from vbparse.text import Cover, Span, Text, fold_view
from vbparse.vocabularies import Relation

_RELATIONS: tuple[tuple[Relation, regex.Pattern[str]], ...] = (
    (Relation.REPLACES, compile_cues(r"thay thế (?:cho )?(?:các )?$", regex.I)),
    (Relation.REPEALS, compile_cues(r"(?:bãi bỏ|hủy bỏ) (?:các )?$", regex.I)),
    (
        Relation.AMENDS,
        compile_cues(r"(?:sửa đổi|bổ sung|điều chỉnh)[^.;]{0,60}(?<!\s(?:tại|bởi|theo|bằng)\s)$", regex.I),
    ),
    (Relation.ATTACHED_TO, compile_cues(r"kèm theo $", regex.I)),
    (Relation.IMPLEMENTS, compile_cues(r"{carrying out}(?: {how it is carried out})* $", regex.I)),
)
_WORD = Cue(r"\w+", examples=["Luật Lâm nghiệp"], rejects=["- "])
_BASIS = build_cue(
    r"\W*(?:Căn cứ|Xét|Theo)\b", examples=["Căn cứ Luật Lâm nghiệp", "Xét đề nghị"], rejects=["Thực hiện"], at="start"
)
_GROUNDS = build_cue(r"\W*Căn cứ\b", examples=["Căn cứ Luật Lâm nghiệp"], rejects=["Theo đề nghị"], at="start")
_IMPLEMENTING = build_cue(
    r"\W*(?:Thực hiện|Tiếp tục thực hiện|Triển khai|Thi hành)\b",
    examples=["Thực hiện Kế hoạch", "Tiếp tục thực hiện"],
    rejects=["Căn cứ"],
    at="start",
)
_OPENED = Cue(r" ?\( ?", examples=["UBND ( xã"], rejects=["UBND xã"])
_WORK_ON = build_cue(
    r"(?:tìm hiểu|triển khai|tuyên truyền|phổ biến|quán triệt|học tập|tập huấn|thực hiện|thi hành)[\p{L},\s]{0,30}$",
    examples=["hội thi tìm hiểu ", "tuyên truyền, phổ biến "],
    rejects=["căn cứ "],
    flags=regex.I,
)
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
_ALIKE = 100
"""Documents of one số, or of one type cited by name, that a mention is compared with: no document cites as many."""


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


@dataclass(slots=True)
class _Group:
    """The mentions of one document. `key` is its folded number, None where it is cited by name, in `words`."""

    key: str | None
    words: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)
    date: str | None = None
    issuer: str | None = None

    def add(self, mention: Mention, issuer: str | None) -> None:
        self.mentions.append(mention)
        self.date = max(self.date or "", mention.date or "", key=len) or None
        self.issuer = self.issuer or issuer

    def number(self) -> str | None:
        """The number in the writing that is commonest, the first of equals; whole forms before cut ones."""
        written = [m.number for m in self.mentions if m.number and not m.open] or [
            m.number for m in self.mentions if m.number
        ]
        mixed = [w for w in written if not w.isupper()] or written
        return Counter(mixed).most_common(1)[0][0] if mixed else None


def extract(
    text: Text,
    own: Own,
    skip: Iterable[Span],
    paragraph_of: Callable[[int], Span],
    section_of: Callable[[int], str | None],
) -> list[Reference]:
    """All references of a document, in the order of their first mention.

    `skip` are stretches that cite nothing (letterhead), `paragraph_of` and `section_of` give the paragraph and the
    section path around an offset.
    """
    skipped = Cover(skip)
    found = [_drop_work_year(text.view, m, own) for m in find_mentions(text.view) if m.span.start not in skipped]
    placed = [_keep_in_basis(text.view, m, paragraph_of, section_of) if m.titled else m for m in found]
    placed = [_cut_at_paragraph(m, paragraph_of(m.span.start).end) if m else None for m in placed]
    kept = [m for m in placed if m and not (_is_own(text.view, m, own) or _across_cells(text, m))]
    return [_make_reference(text, g, paragraph_of, section_of) for g in _group_mentions(text.view, kept)]


def _keep_in_basis(
    view: str, mention: Mention, paragraph_of: Callable[[int], Span], section_of: Callable[[int], str | None]
) -> Mention | None:
    """A document named by issuer and title is cited in a căn cứ, or in what opens the document; elsewhere the words
    may mean any of that issuer. Its name ends with the paragraph."""
    paragraph = paragraph_of(mention.span.start)
    opens = section_of(mention.span.start) is None and any(p.match(view, *paragraph) for p in (_BASIS, _IMPLEMENTING))
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
    return replace(mention, date=None) if _WORK_ON.search(view, max(0, start - 40), start) else mention


def _cut_at_paragraph(mention: Mention, end: int) -> Mention:
    """A mention whose issuer and name end with its paragraph: what stands below is another matter."""
    issuer, name = _cut_span(mention.issuer, end), _cut_span(mention.name, end)
    return replace(mention, issuer=issuer, name=name, span=_cut_span(mention.span, end) or mention.span)


def _cut_span(span: Span | None, end: int) -> Span | None:
    return Span(span.start, end) if span and span.start < end < span.end else span


def _across_cells(text: Text, mention: Mention) -> bool:
    """ "Báo cáo" at the end of a row of a table and the number of the next row are no mention."""
    words = text.value[mention.span.start : mention.span.end]
    return mention.open and not (mention.date or mention.issuer) and ("\n" in words or "\t" in words)


def _is_own(view: str, mention: Mention, own: Own) -> bool:
    issuer = _issuer_words(view, mention)
    return (
        _dates_agree(mention.date, own.date)
        and (_has_title if mention.titled else _has_number)(view, mention, own)
        and not _units_differ(issuer, f"{own.issuer or ''}, {own.parent or ''}")
    )


def _has_number(_view: str, mention: Mention, own: Own) -> bool:
    """A blank number is that of a document whose own is blank."""
    if not mention.number:
        return False
    if mention.number[0] in _BLANK:
        return (
            not own.number and bool(own.symbol) and _fold_number(mention.number[1:]) == _fold_number(own.symbol or "")
        )
    return bool(own.number) and _fold_number(mention.number) == _fold_number(own.number or "")


def _has_title(view: str, mention: Mention, own: Own) -> bool:
    title = set(_WORD.findall(fold_view(own.title or "").casefold()))
    kinds = {kind_of(_issuer_words(view, mention) or ""), kind_of(own.issuer or "")} - {None, "head"}
    return (
        mention.doc_type == own.doc_type
        and len(kinds) < 2
        and bool(title)
        and len(title & _name_words(view, mention)) >= 0.85 * len(title)
    )


def _dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates may be one: a year or month that holds the other, or one that is not written."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _issuer_words(view: str, mention: Mention) -> str | None:
    return " ".join(view[mention.issuer.start : mention.issuer.end].split()) if mention.issuer else None


def _units_differ(one: str | None, other: str | None) -> bool:
    """Whether two names are clearly of bodies of two units: "UBND huyện Khê Bàng" is neither that of Sơn Lĩnh nor the
    province's, but may be "UBND huyện"."""
    a, b = _find_unit(one), _find_unit(other)
    if not a or not b or a.many or b.many:
        return False
    if a.unit and b.unit:
        return a.unit != b.unit or bool(a.parent and b.parent and a.parent != b.parent)
    return (level_of_word(a.word) or a.word) != (level_of_word(b.word) or b.word)


def _find_unit(name: str | None) -> units.Mention | None:
    found = units.find_mentions(fold_view(_OPENED.sub(", ", name or "")))
    return next((m for m in found if m.unit), found[0] if found else None)


_YEAR = Cue(rf"/({YEAR})(?=/|$)", examples=["12/2023/qđ/ubnd"], rejects=["12/qđ/ubnd"])
_JOINTS = Cue(r"[\s/-]+", examples=["12/KH-UBND"], rejects=["12"])


def _fold_number(number: str) -> str:
    return _JOINTS.sub("/", number.casefold())


def _group_mentions(view: str, found: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    known: dict[Hashable, list[_Group]] = {}
    for mention in found:
        if mention.open:
            continue
        home = _find_group(view, known, mention)
        if home is None:
            key, words = _fold_number(mention.number) if mention.number else None, _name_words(view, mention)
            groups.append(home := _Group(key, words))
            for shared in (key,) if key else (mention.doc_type, (mention.doc_type, words)):
                known.setdefault(shared, []).append(home)
        home.add(mention, _issuer_words(view, mention))
    _place_open(view, groups, [m for m in found if m.open])
    return sorted(groups, key=lambda g: g.mentions[0].span)


def _find_group(view: str, known: dict[Hashable, list[_Group]], mention: Mention) -> _Group | None:
    """The document that a mention is of: the last that it can be by number, the first by name."""
    if not mention.number:
        words = _name_words(view, mention)
        same = known.get((mention.doc_type, words)) or known.get(mention.doc_type, [])[:_ALIKE]
        return next((g for g in same if _is_same_name(g.words, words)), None)
    issuer = _issuer_words(view, mention)
    alike = known.get(_fold_number(mention.number), [])[: -_ALIKE - 1 : -1]
    return next((g for g in alike if _dates_agree(mention.date, g.date) and not _units_differ(issuer, g.issuer)), None)


def _place_open(view: str, groups: list[_Group], cut: list[Mention]) -> None:
    """ "Chỉ thị 11" is Chỉ thị số 11/CT-TTg where one such is cited; "09/2019" is 09/2019/QĐ-UBND."""
    stems: dict[tuple[str, str | None], list[_Group]] = {}
    for group in groups:
        parts = (group.key or "").split("/")
        for count in range(1, min(len(parts), 3)):
            stems.setdefault(("/".join(parts[:count]), group.mentions[0].doc_type), []).append(group)
    for mention in cut:
        key = (_fold_number(mention.number or ""), mention.doc_type)
        issuer = _issuer_words(view, mention)
        alike = [g for g in stems.get(key, [])[-_ALIKE:] if not _units_differ(issuer, g.issuer)]
        # One of the same day rather than one without a day; a year in the number is one, too.
        undated = [g for g in alike if mention.date is None or (not g.date and not _has_other_year(g, mention.date))]
        fit = [g for g in alike if mention.date and g.date == mention.date] or undated
        if not fit:
            fit = [_Group(key[0])]
            groups.append(fit[0])
            stems.setdefault(key, []).append(fit[0])
        fit[-1].add(mention, issuer)
    for group in groups:
        group.mentions.sort(key=lambda m: m.span)


def _has_other_year(group: _Group, date: str) -> bool:
    years = _YEAR.findall(group.key or "")
    return bool(years) and date[:4] not in years


def _name_words(view: str, mention: Mention) -> frozenset[str]:
    name = mention.name
    return frozenset(_WORD.findall(view[name.start : name.end].casefold()) if name else ())


def _is_same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= 0.85 * min(len(a), len(b)) and len(a & b) >= 0.6 * max(len(a), len(b))


def _make_reference(
    text: Text, group: _Group, paragraph_of: Callable[[int], Span], section_of: Callable[[int], str | None]
) -> Reference:
    first = group.mentions[0]
    number = group.number()
    head, _, rest = _split_number(number)
    issuers = [text.reading(m.issuer) for m in group.mentions if m.issuer]
    named = next((m.name for m in group.mentions if m.name), None)
    return Reference(
        doc_type=first.doc_type,
        number=head,
        symbol=rest or None,
        canonical=number if head else None,
        name=text.reading(named) if named else None,
        date=group.date,
        # In a title in capitals nobody sees which words are names.
        issuer=next((issuer for issuer in issuers if not issuer.isupper()), issuers[0] if issuers else None),
        relation=_find_relation(text.view, first, paragraph_of(first.span.start)),
        mentions=[(m.span.start, m.span.end) for m in group.mentions],
        span=span_of(first.span),
        section=section_of(first.span.start),
    )


def _split_number(number: str | None) -> tuple[str | None, str, str]:
    """12/KH-UBND → 12, /, KH-UBND; 26-NQ/ĐU → 26, -, NQ/ĐU; a number without a symbol stays whole."""
    if number and number[0] in _BLANK:
        return None, "", number[1:]
    match = regex.match(r"(\d[\d.]*[a-zA-ZĐ]?)([/-])(.+)", number or "")
    return (match[1], match[2], match[3]) if match else (number, "", "")


def _find_relation(view: str, mention: Mention, paragraph: Span) -> Relation:
    """How the document stands to the one it cites: by the words before the mention, else by those that open the
    paragraph, unless the mention stands inside the title of another ("… về …")."""
    before = view[max(paragraph.start, mention.span.start - 90) : mention.span.start]
    basis = _BASIS.match(view, *paragraph)
    for relation, words in _RELATIONS:
        if words.search(before) and not (basis and relation is Relation.IMPLEMENTS):
            return relation
    lead = basis or _IMPLEMENTING.match(view, *paragraph)
    opening = max(lead.end() if lead else 0, mention.span.start - _LONGEST_TITLE)
    if lead and (_LISTED.search(before) or not _IN_TITLE.search(view[opening : mention.span.start])):
        return Relation.BASIS if basis else Relation.IMPLEMENTS
    return Relation.CITES
