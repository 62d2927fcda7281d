"""Witnesses of the letterhead: what it says twice (type and symbol, symbol and issuer, place and issuer, date of issue
and dates cited), and values that are incomplete or written in an unusual way.

Source of what a letterhead holds: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 2 to 5.
"""

from __future__ import annotations

from vbparse.bodies.names import kind_of
from vbparse.doubts.symbols import names_body, organ_of_symbol
from vbparse.doubts.witness import Reading, witness
from vbparse.fields.symbols import type_of_symbol
from vbparse.language.cues import build_cue
from vbparse.language.folding import fold, fold_case
from vbparse.patterns import Cue
from vbparse.schema import Document, Issued, Issuer, Number, Signature, Title
from vbparse.vocabularies import BodyKind, DoubtCode, IssuerEvidence, Level

WHOLE_DATE = len("2024-05-17")
"""Letters of a date in EDTF with its day."""
_KIND = 2
"""Words of the name of a kind of body: học viện, nhà trường."""
_LONGEST_TITLE = 80
"""Words of a trích yếu, at most; few plans have more than 60."""
_SHORTEST_TITLE = 3
"""Words below which a trích yếu hardly says what a document is about."""
_OPEN_END = build_cue(
    r"(?:[,;:(&-]|(?<!\w)(?<!(?i:tiếp|kèm) )(?i:{never ends a name})"
    r"|\p{Ll} (?<!của )(?:Ban|Hội|Sở|Hội đồng|Ủy ban|Tổ|Đoàn)"
    r"|(?<!\w)(?i:của (?:ủy|hội|thủ)|(?:ủy ban|hội đồng) nhân|thủ tướng chính))$",
    examples=[
        "Triển khai công tác phòng, chống dịch và",
        "ỦY BAN NHÂN DÂN CÁC",
        "cử lãnh đạo tham gia Ban",
        "THEO KẾ HOẠCH CỦA ỦY BAN NHÂN",
        "Triển khai Chỉ thị của Thủ",
    ],
    rejects=["Triển khai công tác năm 2024", "Tổ chức Đại hội", "Quy chế hoạt động của Tổ", "CHỈ THỊ CỦA TỈNH ỦY"],
)
_MARK_FIRST = Cue(
    r"[^\p{L}\p{N}\"“'‘(]",
    examples=[",Vêviệc triển khai", "- Trồng cây"],
    rejects=["“Ngày hội”", "Trồng cây"],
    at="start",
)
_BESIDE_TITLE = build_cue(
    r"(?<!\w)(?:Kính gửi|Căn cứ|Thực hiện (?:Kế hoạch|Quyết định|Công văn) số|CỘNG H[ÒO]A|Số:)(?!\w)",
    examples=["Tổ chức Tết Trung thu Căn cứ Kế hoạch", "V/v trồng cây Kính gửi: UBND xã"],
    rejects=["Thực hiện Kế hoạch trồng cây"],
)
"""What stands beside or below a trích yếu."""

_BY_DOCUMENT = Cue(
    r"(?i)\stheo\s|\d/\p{L}",
    examples=["ĐOÀN GIÁM SÁT THEO NGHỊ QUYẾT SỐ 64/NQ-HĐND", "TỔ CÔNG TÁC 12/QĐ-UBND"],
    rejects=["BAN QUẢN LÝ DỰ ÁN SỐ 1", "TRƯỜNG THCS 19/8"],
)
_SIGN_IN_FULL = {BodyKind.PEOPLES_COMMITTEE, BodyKind.PEOPLES_COUNCIL}
"""Bodies that are named in the authority of who signs for them."""


@witness(DoubtCode.DISAGREES, Number)
def names_another_type(number: Number, reading: Reading) -> bool:
    """The symbol names another type than the document bears."""
    named, borne = type_of_symbol(f"1/{number.symbol}") if number.symbol else None, reading.document.doc_type
    return bool(named and borne and named != borne)


@witness(DoubtCode.DISAGREES, Number, Issuer)
def symbol_and_issuer_differ(_value: Number | Issuer, reading: Reading) -> bool:
    """The symbol names another body than the letterhead."""
    number, issuer = reading.document.number, reading.document.issuer
    organ = organ_of_symbol(number.symbol) if number else None
    return bool(organ and issuer) and not names_body(organ or "", f"{issuer.canonical} {issuer.name}")  # type: ignore[union-attr]


@witness(DoubtCode.DISAGREES, Issued, Issuer)
def place_and_issuer_differ(_value: Issued | Issuer, reading: Reading) -> bool:
    """A commune issues at another place than its own, or the two are spelt with other marks."""
    issued, issuer = reading.document.issued, reading.document.issuer
    if not (issued and issued.place and issuer and issuer.place):
        return False
    place, unit = fold(issued.place), fold(issuer.place)
    if place in unit or unit in place:
        one, other = fold_case(issued.place), fold_case(issuer.place)
        return one not in other and other not in one
    commune = issuer.kind == BodyKind.PEOPLES_COMMITTEE and issuer.level == Level.COMMUNE
    return commune and not set(place.split()) & set(unit.split())


@witness(DoubtCode.DISAGREES, Issued)
def cites_a_later_day(issued: Issued, reading: Reading) -> bool:
    """A document of a later day is cited."""
    later = [one for one in reading.document.references if is_later(one.date, issued.date)]
    return len(later) > 1


@witness(DoubtCode.WEAK_CUE, Issuer)
def is_not_of_the_letterhead(issuer: Issuer, _reading: Reading) -> bool:
    """The issuer was found by the signature and the place alone."""
    return issuer.evidence in (IssuerEvidence.SIGNATURE, IssuerEvidence.PLACE)


@witness(DoubtCode.OUT_OF_PLACE, Issuer)
def is_named_without_a_letterhead(issuer: Issuer, reading: Reading) -> bool:
    """The issuer was found in the opening sentence of a text with neither number, day nor signature: a report about a
    document, which names others as well."""
    document = reading.document
    return issuer.evidence == IssuerEvidence.OPENING and not (document.number or document.issued or document.signatures)


@witness(DoubtCode.WEAK_CUE, Title, Document)
def is_named_in_a_sentence(_value: Title | Document, reading: Reading) -> bool:
    """The type stands in the sentence that issues the document alone, and on no line of its own."""
    places = [found.span for found in reading.document.evidence.get("doc_type", ()) if found.span]
    return any(reading.text.value[max(0, start - 1) : start] == " " for start, _ in places)


@witness(DoubtCode.NAME_UNKNOWN, Issuer)
def is_no_known_body(issuer: Issuer, _reading: Reading) -> bool:
    """The name of the issuer does not begin as a body's does."""
    return issuer.kind is None


@witness(DoubtCode.NAME_CUT, Issuer, Title)
def ends_open(value: Issuer | Title, _reading: Reading) -> bool:
    """The words end where they must go on."""
    return _OPEN_END.search(value.text if isinstance(value, Title) else value.name) is not None


@witness(DoubtCode.NAME_CUT, Issuer)
def names_only_a_kind(issuer: Issuer, _reading: Reading) -> bool:
    """The opening sentence calls the issuer by its kind alone: "Học viện thông báo …"."""
    return issuer.evidence == IssuerEvidence.OPENING and not issuer.place and len(issuer.name.split()) <= _KIND


@witness(DoubtCode.LENGTH, Title)
def has_odd_length(title: Title, _reading: Reading) -> bool:
    """A title of very few or very many words."""
    return not _SHORTEST_TITLE <= len(title.text.split()) <= _LONGEST_TITLE


@witness(DoubtCode.FORM, Issuer)
def is_named_by_a_document(issuer: Issuer, _reading: Reading) -> bool:
    """The name holds the number of a document that set the body up: it has a shorter one elsewhere."""
    return _BY_DOCUMENT.search(issuer.name) is not None


@witness(DoubtCode.FORM, Title)
def starts_with_a_mark(title: Title, _reading: Reading) -> bool:
    """A title that begins with a mark: a speck, or the rest of another line."""
    return _MARK_FIRST.match(title.text) is not None


@witness(DoubtCode.NAME_CUT, Title)
def holds_words_beside(title: Title, _reading: Reading) -> bool:
    """A title into which another part of the page runs."""
    return _BESIDE_TITLE.search(title.text) is not None


@witness(DoubtCode.DISAGREES, Issuer, Signature)
def signer_and_issuer_differ(value: Issuer | Signature, reading: Reading) -> bool:
    """The body on whose behalf is signed is another kind of body than the issuer."""
    issuer = reading.document.issuer
    signatures = [value] if isinstance(value, Signature) else reading.document.signatures[:1]
    kinds = {kind_of(one.acting_for) for one in signatures if one.acting_for} & _SIGN_IN_FULL
    return issuer is not None and bool(kinds) and issuer.kind in _SIGN_IN_FULL and issuer.kind not in kinds


@witness(DoubtCode.DISAGREES, Issuer, Signature)
def is_written_with_other_marks(value: Issuer | Signature, reading: Reading) -> bool:
    """The same name stands elsewhere in the text with other marks: one of the two is misread or misspelt."""
    if not value.name:
        return False
    name = " ".join(value.name.split())
    wanted, at = fold(name), -1
    while (at := reading.letters.find(wanted, at + 1)) >= 0:
        if fold_case(reading.one_line[at : at + len(name)]) != fold_case(name):
            return True
    return False


def is_later(date: str | None, other: str | None) -> bool:
    """Whether a whole day lies behind another."""
    return bool(date and other) and len(date or "") == len(other or "") == WHOLE_DATE and (date or "") > (other or "")
