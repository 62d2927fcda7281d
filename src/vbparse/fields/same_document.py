"""Which mentions mean one document: by number, date and issuer, or by the words of a name.

Two documents may share a số ký hiệu, so mentions with different dates stay apart; a mention without a date joins the
one that it can only mean. What is written in several ways (09/2013/TT-BXD, in capitals in a title) is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from vbparse.bodies import units
from vbparse.fields.mention import Mention
from vbparse.fields.times.pieces import YEAR
from vbparse.language.levels import level_of_word
from vbparse.patterns import Cue
from vbparse.text import fold_view

_OPENED = Cue(r" ?\( ?", examples=["UBND ( xã"], rejects=["UBND xã"])
_WORD = Cue(r"\w+", examples=["Luật Lâm nghiệp"], rejects=["- "])
_YEAR = Cue(rf"/({YEAR})(?=/|$)", examples=["12/2023/qđ/ubnd"], rejects=["12/qđ/ubnd"])
_TYPE_ONLY = Cue(
    rf"\d+\p{{L}}?/(?:{YEAR}/)?\p{{L}}+",
    examples=["12/2024/nqlt", "7/kh"],
    rejects=["12/2024", "7/kh/ubnd"],
    at="whole",
)
"""A folded number and the type, but nobody who issued it."""
_OWN_LAW = Cue(
    r"(?:(?:được )?sửa đổi|bổ sung|theo|năm|số)(?!\w)",
    examples=["sửa đổi, bổ sung năm 2024", "theo phương thức mới"],
    rejects=["đại biểu"],
    at="start",
)
"""What stands behind the name of a law in the name of another."""
_REST_WORDS = 3
"""Words by which the full name of a law goes beyond its short name, at least: of fewer, both may be laws."""
_JOINTS = Cue(r"[\s/_-]+", examples=["12/KH-UBND"], rejects=["12"])
_OF_LAW = Cue(
    r"[^;.]{0,40}?\svề\s(?P<name>\p{L}[^;.]{3,160}?)(?=,\s(?:được|sửa|đã)|[;.]|$)",
    examples=[" ngày 20/6/2012 về Xử lý vi phạm hành chính, sửa đổi năm 2025"],
    rejects=["; Nghị định về phí"],
    at="start",
)
"""What a law is about, behind its number: "Luật số 15/2012/QH13 … về Xử lý vi phạm hành chính"."""
_LAWS = {"Luật": "luật", "PL": "pháp lệnh"}
"""The types that are cited by number as well as by name, and what their names begin with."""
_NAMED_LAWS = "laws with number and name"
_LAW_REACH = 220
"""Letters behind the number of a law in which its name ends."""
_ALIKE = 100
"""Documents of one số, or of one type cited by name, that a mention is compared with: no document cites as many."""
SAME_TITLE = 0.85
"""The share of the words of a title, or of the shorter of two names, that the other must have to be the same."""
_SAME_LONGER = 0.7
"""The share of the words of the longer of two names that the shorter must have: "Luật Giáo dục" is not "Luật Giáo dục
đại học"."""


@dataclass(slots=True)
class Group:
    """The mentions of one document. `key` is its folded number, None where it is cited by name, in `words`; a law may
    have both."""

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


def group_mentions(view: str, mentions: list[Mention]) -> list[Group]:
    """The documents that mentions are of, in the order of their first mention."""
    groups: list[Group] = []
    by_key: dict[Hashable, list[Group]] = {}
    for mention in mentions:
        if mention.open:
            continue
        group = _find_group(view, by_key, mention)
        key = fold_number(mention.number) if mention.number else None
        if group is None:
            words = name_words(view, mention) or _law_words(view, mention)
            groups.append(group := Group(key, words))
            for shared in (key,) if key else (mention.doc_type, (mention.doc_type, words)):
                by_key.setdefault(shared, []).append(group)
            if key and words and mention.doc_type in _LAWS:
                by_key.setdefault(_NAMED_LAWS, []).append(group)
        elif key and group.key is None:
            group.key = key
            by_key.setdefault(key, []).append(group)
        group.add(mention, issuer_words(view, mention))
    _place_open(view, groups, [m for m in mentions if m.open])
    return _join_short(view, sorted(groups, key=lambda g: g.mentions[0].span))


def _join_short(view: str, groups: list[Group]) -> list[Group]:
    """The documents, those that are named in short with the one that is named in full before them: by a law's first
    words ("Luật Bầu cử"), or by a ký hiệu that breaks off ("12/2024/NQLT")."""
    documents: list[Group] = []
    for group in groups:
        laws = [g for g in documents[-_ALIKE:] if _is_short_law(view, group, g)]
        peers = laws or [g for g in groups[:_ALIKE] if g is not group and _is_cut_number(group, g)]
        if len(peers) != 1:
            documents.append(group)
            continue
        cut = [replace(m, open=True) for m in group.mentions]
        peers[0].mentions = sorted([*peers[0].mentions, *cut], key=lambda m: m.span)
        peers[0].date, peers[0].issuer = peers[0].date or group.date, peers[0].issuer or group.issuer
    return documents


def _is_short_law(view: str, short: Group, full: Group) -> bool:
    """Whether a law without number and day is the first words of another, and no law by itself as that of which another
    is a part or a later form: "Luật Giáo dục" and "Luật Giáo dục đại học", "Luật Lâm nghiệp" and "Luật Lâm nghiệp sửa
    đổi"."""
    if short.key or short.date or short.mentions[0].doc_type not in _LAWS:
        return False
    first, whole = _first_name(view, short), _first_name(view, full)
    rest = whole.removeprefix(f"{first} ") if first else whole
    return rest != whole and rest.count(" ") + 1 >= _REST_WORDS and not _OWN_LAW.match(rest)


def _first_name(view: str, group: Group) -> str:
    name = next((m.name for m in group.mentions if m.name), None)
    return " ".join(view[name.start : name.end].casefold().split()) if name else ""


def _is_cut_number(short: Group, full: Group) -> bool:
    """Whether a number breaks off behind the type that another goes on from: "12/2024/NQLT" of "12/2024/NQLT/CP-UBMT",
    "7/KH" of "7/KH-UBND"."""
    key = short.key or ""
    return (
        _TYPE_ONLY.fullmatch(key) is not None
        and (full.key or "").startswith(f"{key}/")
        and short.mentions[0].doc_type == full.mentions[0].doc_type
        and dates_agree(short.date, full.date)
        and not units_differ(short.issuer, full.issuer)
    )


def _find_group(view: str, by_key: dict[Hashable, list[Group]], mention: Mention) -> Group | None:
    """The document that a mention is of: the last that it can be by number, the first by name."""
    if not mention.number:
        words = name_words(view, mention)
        peers = by_key.get((mention.doc_type, words)) or by_key.get(mention.doc_type, [])[:_ALIKE]
        by_name = next((g for g in peers if _is_same_name(g.words, words) and dates_agree(mention.date, g.date)), None)
        return by_name or _find_law(by_key.get(_NAMED_LAWS, []), words, mention)
    issuer = issuer_words(view, mention)
    peers = by_key.get(fold_number(mention.number), [])[: -_ALIKE - 1 : -1]
    cited = next((g for g in peers if dates_agree(mention.date, g.date) and not units_differ(issuer, g.issuer)), None)
    if cited or mention.doc_type not in _LAWS:
        return cited
    unnumbered = [g for g in by_key.get(mention.doc_type, [])[:_ALIKE] if g.key is None]
    return _find_law(unnumbered, name_words(view, mention) or _law_words(view, mention), mention)


def _find_law(laws: list[Group], words: frozenset[str], mention: Mention) -> Group | None:
    """The one law of a name; none where two have it, or where the years differ."""
    same = [g for g in laws[:_ALIKE] if words and _is_same_name(g.words, words) and _years_agree(g, mention)]
    return same[0] if len(same) == 1 else None


def _years_agree(group: Group, mention: Mention) -> bool:
    if not dates_agree(mention.date, group.date):
        return False
    number = group.key or fold_number(mention.number or "")
    date = mention.date or group.date
    return not date or not (years := _YEAR.findall(number)) or date[:4] in years


def _law_words(view: str, mention: Mention) -> frozenset[str]:
    """The words of the name that a law has behind its number."""
    if not mention.doc_type or mention.doc_type not in _LAWS:
        return frozenset()
    about = _OF_LAW.match(view, mention.span.end, mention.span.end + _LAW_REACH)
    return words_of(f"{_LAWS[mention.doc_type]} {about['name']}") if about else frozenset()


def _place_open(view: str, groups: list[Group], cut: list[Mention]) -> None:
    """ "Chỉ thị 11" is Chỉ thị số 11/CT-TTg where one such is cited; "09/2019" is 09/2019/QĐ-UBND."""
    stems: dict[tuple[str, str | None], list[Group]] = {}
    for group in groups:
        parts = (group.key or "").split("/")
        for count in range(1, min(len(parts), 3)):
            stems.setdefault(("/".join(parts[:count]), group.mentions[0].doc_type), []).append(group)
    for mention in cut:
        key = (fold_number(mention.number or ""), mention.doc_type)
        issuer = issuer_words(view, mention)
        alike = [g for g in stems.get(key, [])[-_ALIKE:] if not units_differ(issuer, g.issuer)]
        # One of the same day rather than one without a day; a year in the number is one, too.
        undated = [g for g in alike if mention.date is None or (not g.date and not _has_other_year(g, mention.date))]
        fit = [g for g in alike if mention.date and g.date == mention.date] or undated
        if not fit:
            fit = [Group(key[0])]
            groups.append(fit[0])
            stems.setdefault(key, []).append(fit[0])
        fit[-1].add(mention, issuer)
    for group in groups:
        group.mentions.sort(key=lambda m: m.span)


def _has_other_year(group: Group, date: str) -> bool:
    years = _YEAR.findall(group.key or "")
    return bool(years) and date[:4] not in years


def _is_same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= SAME_TITLE * min(len(a), len(b)) and len(a & b) >= _SAME_LONGER * max(len(a), len(b))


def name_words(view: str, mention: Mention) -> frozenset[str]:
    """The words of the name that a mention gives, in small letters; none where it gives none."""
    return words_of(view[mention.name.start : mention.name.end]) if mention.name else frozenset()


def words_of(title: str) -> frozenset[str]:
    """The words of a title or name in small letters."""
    return frozenset(_WORD.findall(title.casefold()))


def fold_number(number: str) -> str:
    return _JOINTS.sub("/", number.casefold())


def issuer_words(view: str, mention: Mention) -> str | None:
    return " ".join(view[mention.issuer.start : mention.issuer.end].split()) if mention.issuer else None


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates may be one: a year or month that holds the other, or one that is not written."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def units_differ(one: str | None, other: str | None) -> bool:
    """Whether two names are clearly of bodies of two units: "UBND huyện Khê Bàng" is neither that of Sơn Lĩnh nor the
    province's, but may be "UBND huyện"."""
    a, b = _find_unit(one), _find_unit(other)
    if not a or not b or a.many or b.many:
        return False
    if a.unit and b.unit:
        return a.unit != b.unit or bool(a.parent and b.parent and a.parent != b.parent)
    return (level_of_word(a.word) or a.word) != (level_of_word(b.word) or b.word)


def _find_unit(name: str | None) -> units.Mention | None:
    named = units.find_mentions(fold_view(_OPENED.sub(", ", name or "")))
    return next((m for m in named if m.unit), named[0] if named else None)
