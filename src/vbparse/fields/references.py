"""Mentions → references: all mentions of one document are one reference, with its relation to the citing document.

Two documents may share a số ký hiệu, so mentions with different dates stay apart; a mention without a date joins the
one that it can only mean. What is written in several ways (09/2013/TT-BXD, in capitals in a title) is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import regex

from vbparse.fields.citations import Mention, mentions
from vbparse.language.cues import build as pattern
from vbparse.schema import Reference, span_of
from vbparse.text import Cover, Span, Text

_Relation = Literal["basis", "implements", "amends", "replaces", "repeals", "attached_to", "cites"]
_RELATIONS: tuple[tuple[_Relation, regex.Pattern[str]], ...] = (
    ("replaces", pattern(r"thay thế (?:cho )?(?:các )?$", regex.I)),
    ("repeals", pattern(r"(?:bãi bỏ|hủy bỏ) (?:các )?$", regex.I)),
    ("amends", pattern(r"(?:sửa đổi|bổ sung|điều chỉnh)[^.;]{0,60}(?<!\s(?:tại|bởi|theo|bằng)\s)$", regex.I)),
    ("attached_to", pattern(r"kèm theo $", regex.I)),
    ("implements", pattern(r"{carrying out}(?: {how it is carried out})* $", regex.I)),
)
_WORD = regex.compile(r"\w+")
_BASIS = pattern(r"\W*(?:Căn cứ|Xét|Theo)\b")
_IMPLEMENTING = pattern(r"\W*(?:Thực hiện|Tiếp tục thực hiện|Triển khai|Thi hành)\b")
_LISTED = pattern(r"(?:;|\svà|;\svà) $")
_IN_TITLE = pattern(r"\s(?:về|quy định|hướng dẫn|ban hành|phê duyệt)\s[^;]*$")


@dataclass(slots=True)
class _Group:
    """The mentions of one document. `key` is its folded number, None where it is cited by name."""

    key: str | None
    mentions: list[Mention] = field(default_factory=list)
    date: str | None = None

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.date = self.date or mention.date

    def number(self) -> str | None:
        """The number in the writing that is commonest, the first of equals; whole forms before cut ones."""
        written = [m.number for m in self.mentions if m.number and not m.open] or [
            m.number for m in self.mentions if m.number
        ]
        mixed = [w for w in written if not w.isupper()] or written
        return Counter(mixed).most_common(1)[0][0] if mixed else None


def extract(
    text: Text,
    own: tuple[str | None, str | None],
    skip: Iterable[Span],
    paragraph_of: Callable[[int], Span],
    section_of: Callable[[int], str | None],
) -> list[Reference]:
    """All references of a document, in the order of their first mention.

    `own` is the document's number and date (its own citation is none), `skip` are stretches that cite nothing
    (letterhead), `paragraph_of` and `section_of` give the paragraph and the section path around an offset.
    """
    skipped = Cover(skip)
    found = [m for m in mentions(text.view) if m.span.start not in skipped]
    found = [m for m in found if not (_is_own(m, own) or _across_cells(text, m))]
    return [_reference(text, g, paragraph_of, section_of) for g in _group(text.view, found)]


def _across_cells(text: Text, mention: Mention) -> bool:
    """ "Báo cáo" at the end of a row of a table and the number of the next row are no mention."""
    words = text.value[mention.span.start : mention.span.end]
    return mention.open and not (mention.date or mention.issuer) and ("\n" in words or "\t" in words)


def _is_own(mention: Mention, own: tuple[str | None, str | None]) -> bool:
    number, date = own
    return bool(number and mention.number and _key(mention.number) == _key(number) and mention.date in (None, date))


_JOINTS = regex.compile(r"[\s/-]+")


def _key(number: str) -> str:
    return _JOINTS.sub("/", number.casefold())


def _group(view: str, found: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    known: dict[str, list[_Group]] = {}
    for mention in found:
        if mention.open:
            continue
        home = _home(view, groups, known, mention)
        if home is None:
            groups.append(home := _Group(_key(mention.number) if mention.number else None))
            if home.key:
                known.setdefault(home.key, []).append(home)
        home.add(mention)
    _place_cut(groups, [m for m in found if m.open])
    return sorted(groups, key=lambda g: g.mentions[0].span)


def _home(view: str, groups: list[_Group], known: dict[str, list[_Group]], mention: Mention) -> _Group | None:
    if not mention.number:
        return next((g for g in groups if g.key is None and _same_name(view, g.mentions[0], mention)), None)
    fit = [g for g in known.get(_key(mention.number), []) if mention.date is None or g.date in (None, mention.date)]
    return fit[-1] if fit else None


def _place_cut(groups: list[_Group], cut: list[Mention]) -> None:
    """ "Chỉ thị 11" is Chỉ thị số 11/CT-TTg where one such is cited; "09/2019" is 09/2019/QĐ-UBND."""
    stems: dict[tuple[str, str | None], list[_Group]] = {}
    for group in groups:
        parts = (group.key or "").split("/")
        for count in range(1, min(len(parts), 3)):
            stems.setdefault(("/".join(parts[:count]), group.mentions[0].doc_type), []).append(group)
    for mention in cut:
        key = (_key(mention.number or ""), mention.doc_type)
        fit = [g for g in stems.get(key, []) if mention.date is None or g.date in (None, mention.date)]
        if not fit:
            fit = [_Group(key[0])]
            groups.append(fit[0])
            stems.setdefault(key, []).append(fit[0])
        fit[-1].add(mention)
        fit[-1].mentions.sort(key=lambda m: m.span)


def _words(view: str, mention: Mention) -> set[str]:
    return set(_WORD.findall(view[mention.name.start : mention.name.end].casefold())) if mention.name else set()


def _same_name(view: str, one: Mention, other: Mention) -> bool:
    a, b = _words(view, one), _words(view, other)
    return (
        one.number is None
        and one.doc_type == other.doc_type
        and len(a & b) >= 0.85 * min(len(a), len(b))
        and len(a & b) >= 0.6 * max(len(a), len(b))
    )


def _reference(
    text: Text, group: _Group, paragraph_of: Callable[[int], Span], section_of: Callable[[int], str | None]
) -> Reference:
    first = group.mentions[0]
    number = group.number()
    head, _, rest = _split(number)
    issuer = next((m.issuer for m in group.mentions if m.issuer), None)
    named = next((m.name for m in group.mentions if m.name), None)
    return Reference(
        doc_type=first.doc_type,
        number=head,
        symbol=rest or None,
        canonical=number,
        name=text.words(named) if named else None,
        date=group.date,
        issuer=text.words(issuer) if issuer else None,
        relation=_relation(text.view, first, paragraph_of(first.span.start)),
        mentions=[(m.span.start, m.span.end) for m in group.mentions],
        span=span_of(first.span),
        section=section_of(first.span.start),
    )


def _split(number: str | None) -> tuple[str | None, str, str]:
    """12/KH-UBND → 12, /, KH-UBND; 26-NQ/ĐU → 26, -, NQ/ĐU; a number without a symbol stays whole."""
    match = regex.match(r"(\d[\d.]*[a-z]?)([/-])(.+)", number or "")
    return (match[1], match[2], match[3]) if match else (number, "", "")


def _relation(view: str, mention: Mention, paragraph: Span) -> _Relation:
    """How the document stands to the one it cites: by the words before the mention, else by those that open the
    paragraph, unless the mention stands inside the title of another ("… về …")."""
    before = view[max(paragraph.start, mention.span.start - 90) : mention.span.start]
    basis = _BASIS.match(view, *paragraph)
    for relation, words in _RELATIONS:
        if words.search(before) and not (basis and relation == "implements"):
            return relation
    lead = basis or _IMPLEMENTING.match(view, *paragraph)
    if lead and (_LISTED.search(before) or not _IN_TITLE.search(view[lead.end() : mention.span.start])):
        return "basis" if basis else "implements"
    return "cites"
