"""Witnesses of cited documents: number and symbol, the symbol against type, year and issuer, and one citation against
another of the same number."""

from __future__ import annotations

from difflib import SequenceMatcher

import regex

from vbparse.doubts.letterhead import is_later
from vbparse.doubts.symbols import is_well_formed, names_body, names_state_body, organ_of_symbol
from vbparse.doubts.witness import Reading, witness
from vbparse.fields.symbols import agrees_with_year, type_of_symbol
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import type_names_pattern
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.schema import Reference
from vbparse.text import fold_view
from vbparse.vocabularies import DoubtCode

_BARE_NAME = build_cue(
    r"(?i:(?:bộ )?luật|pháp lệnh|nghị quyết|nghị định)"
    r"(?: (?:này|sửa đổi|bổ sung|thay thế|hướng dẫn|liên quan|mới)|[,;]| và)*",
    examples=["Luật sửa đổi, bổ sung", "Luật", "Nghị quyết"],
    rejects=["Luật Đất đai", "Luật sửa đổi một số điều của Luật Đất đai"],
    at="whole",
)

_RUNS_ON = build_cue(
    r"(?:[,;:(&-]|(?<!\w)(?<!(?i:tiếp|kèm) )(?:{never ends a name}|cụ thể|sau đây|đúng)| [^\P{Lu}IVX])$",
    examples=["Luật Lâm nghiệp và", "Nghị quyết Đại hội XIV cụ thể", "UBND tỉnh A"],
    rejects=["Luật Lâm nghiệp", "Ủy ban nhân dân Phường 1", "Đại hội lần thứ XX"],
)
_VERBS = "|".join(map(regex.escape, column("actions", "term")))
_BEGINS_ELSE = build_cue(
    rf"\s+(?:(?i:{{behind an issuer}}|{{condition}}|{{never ends a name}}|{type_names_pattern()}|{_VERBS}|V/v)"
    r"|và|hoặc|cho|đã|phải|trước|được|là|có|cần|sẽ|công bố|công nhận|thông qua|cho phép|chấp thuận|thành lập|điều chỉnh"
    r"|đồng thời|đồng ý|nêu|ký|qui)(?!\w)|\s*(?:[^\p{L}\s]|\p{Lu}|$)",
    examples=[" về việc", " đã ban hành", ", Sở Y tế", " Quy định", " công bố thủ tục"],
    rejects=[" phó sự cố", " đạo 389", "phó"],
    at="start",
)
"""What may stand behind the name of an issuer."""
_BEHIND = 300
"""Letters behind a citation in which its issuer ends."""
_LAWS = ("Luật", "BL", "PL")
_WITHOUT_YEAR = Cue(r"^\d{4}/", examples=["2024/QĐ-UBND"], rejects=["QĐ/TW"])
_ALIKE = 0.8
"""Share of their letters in which two readings of one symbol agree."""

_ABBREVIATED = Cue(r"(?<!\p{L})\p{Lu}{3,}(?!\p{L})", examples=["Luật Bảo vệ BMNN"], rejects=["Luật Bảo vệ môi trường"])


@witness(DoubtCode.NO_NUMBER, Reference)
def lacks_number_or_symbol(reference: Reference, _reading: Reading) -> bool:
    """A number without a symbol, or a symbol whose number is not there."""
    return not (reference.number and reference.symbol) if reference.number or reference.symbol else not reference.name


@witness(DoubtCode.NO_NUMBER, Reference)
def is_one_of_several_laws(reference: Reference, _reading: Reading) -> bool:
    """A law by its name alone, without number, day or year: laws of one name follow one another."""
    return reference.doc_type in _LAWS and not (reference.number or reference.date)


@witness(DoubtCode.FORM, Reference)
def has_odd_symbol(reference: Reference, _reading: Reading) -> bool:
    """The symbol is not written as symbols are: words run into it, or letters of it are missing."""
    return bool(reference.symbol) and not is_well_formed(reference.symbol or "")


@witness(DoubtCode.LENGTH, Reference)
def has_bare_name(reference: Reference, _reading: Reading) -> bool:
    """The name says what kind of document it is, and not which."""
    return not reference.number and bool(_BARE_NAME.fullmatch(reference.name or ""))


@witness(DoubtCode.NAME_CUT, Reference)
def name_or_issuer_ends_open(reference: Reference, _reading: Reading) -> bool:
    """Name or issuer end where they must go on, or go on into the sentence."""
    return any(_RUNS_ON.search(words) is not None for words in (reference.name, reference.issuer) if words)


@witness(DoubtCode.NAME_CUT, Reference)
def issuer_goes_on(reference: Reference, reading: Reading) -> bool:
    """The issuer ends before a word in small letters that begins nothing else: "Ủy ban Quốc gia Ứng | phó …"."""
    if not reference.issuer:
        return False
    issuer = " ".join(fold_view(reference.issuer).split())
    view = reading.text.view
    cited = (" ".join(view[start : end + _BEHIND].split()) for start, end in reference.mentions)
    behind = next((words.partition(issuer)[2] for words in cited if issuer in words), None)
    return behind is not None and not _BEGINS_ELSE.match(behind)


@witness(DoubtCode.DISAGREES, Reference)
def type_and_symbol_differ(reference: Reference, _reading: Reading) -> bool:
    """The word before the number names another type than the symbol."""
    named = None if "/" in _WITHOUT_YEAR.sub("", reference.symbol or "") else type_of_symbol(reference.canonical)
    return bool(named and reference.doc_type) and named not in (reference.doc_type, "CV", "Luật")


@witness(DoubtCode.DISAGREES, Reference)
def year_and_symbol_differ(reference: Reference, _reading: Reading) -> bool:
    """The date is of another year than the symbol."""
    return bool(reference.date) and not agrees_with_year(reference.canonical, reference.date)


@witness(DoubtCode.DISAGREES, Reference)
def is_of_a_later_day(reference: Reference, reading: Reading) -> bool:
    """It bears a later day than the document that cites it."""
    issued = reading.document.issued
    return is_later(reference.date, issued.date if issued else None)


@witness(DoubtCode.DISAGREES, Reference)
def issuer_and_symbol_differ(reference: Reference, _reading: Reading) -> bool:
    """The body named beside it is another than that of its symbol."""
    organ = organ_of_symbol(reference.symbol)
    if not (organ and reference.issuer and names_state_body(organ)):
        return False
    return not names_body(organ, reference.issuer)


@witness(DoubtCode.DISAGREES, Reference)
def another_is_almost_the_same(reference: Reference, reading: Reading) -> bool:
    """Another citation has the same number and differs in day or symbol by a letter, or ends where this goes on; or has
    the same name without its abbreviation."""
    short = None if reference.number else _ABBREVIATED.search(reference.name or "")
    if not (reference.number or short):
        return False
    others = (other for other in reading.citations[reference.number] if other is not reference)
    return any(_is_shortened(reference, short, o) if short else _is_almost_the_same(reference, o) for o in others)


def _is_almost_the_same(one: Reference, other: Reference) -> bool:
    if not (one.symbol and other.symbol):
        return False
    if one.symbol == other.symbol:
        return bool(one.date and other.date) and _differ_in_one_digit(one.date or "", other.date or "")
    goes_on = one.symbol.startswith(other.symbol)
    alike = SequenceMatcher(None, one.symbol, other.symbol).ratio() >= _ALIKE
    return goes_on or (alike and bool(one.date) and one.date == other.date)


def _differ_in_one_digit(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _is_shortened(one: Reference, short: regex.Match[str], other: Reference) -> bool:
    """Whether a name begins as another of the same year and goes on in capitals (`short`): Luật Bảo vệ BMNN beside
    Luật Bảo vệ bí mật nhà nước."""
    if not (one.date and other.date and other.name and one.date[:4] == other.date[:4]):
        return False
    opening = (one.name or "")[: short.start()].strip().casefold()
    return " " in opening and other.name.casefold().startswith(opening) and short[0] not in other.name
