"""Letterhead, signatures and issuers of cited documents: cut where another part of the page runs into them, left out
where they cannot be what they are said to be.

Source of what a value may be: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 2, 4, 5, 7a, 7b.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.bodies.names import read_issuer
from vbparse.language.abbreviations import known_abbreviations
from vbparse.language.cues import build_cue
from vbparse.language.folding import fold
from vbparse.language.landmarks.issuer import BESIDE_ISSUER
from vbparse.language.landmarks.motto import cut_motto
from vbparse.language.landmarks.number_line import is_part_of_name
from vbparse.language.landmarks.signing import match_authority
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue
from vbparse.schema import Anomaly, Issued, Issuer, Reference, Signature, Title, span_of
from vbparse.text import Span, Text
from vbparse.vocabularies import AnomalyCode, Severity

_LONGEST_BODY, _LONGEST_PLACE, _LONGEST_POST, _LONGEST_TITLE = 30, 8, 24, 250
"""Words of the longest name of a body, of a unit as place of issue, of an authority or post, and of a trích yếu."""
_PLACE = build_cue(
    r"(?:(?i:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|TX\.?|thị trấn|TT\.?|xã|phường|đặc khu) ?)?"
    r"[\p{Lu}\d][\p{L}\d'’.]*(?:(?: ?[-–] ?| )[\p{Lu}\d][\p{L}\d'’.]*)*",
    examples=["Tân Phú", "TP. Sơn Lĩnh", "Phường 5"],
    rejects=["tân phú", "Tân Phú ngày"],
    at="whole",
)
_NO_LETTERS_BEFORE = Cue(r"^[^\p{L}(]+", examples=["* TM. ỦY BAN NHÂN DÂN"], rejects=["TM. ỦY BAN NHÂN DÂN"])
_NO_LETTERS_BEHIND = Cue(r"[^\p{L}\d).]+$", examples=["CHỦ TỊCH *"], rejects=["CHỦ TỊCH"])
_WORD = Cue(r"[\p{L}\p{M}]+", examples=["CHỦ TỊCH"], rejects=["(1)"])
_TORN = Cue(
    r"[|~^]|(?<!\p{L})'\p{L}|\p{L}'(?!\p{L})|(?<=\p{Lu}{2}\W)\p{Ll}(?=\W\p{Lu}{2})",
    examples=["GÌ 'ÁM ĐỐC", "ÓC ó-GIÁM", "GIÁM| ĐỐC"],
    rejects=["GIÁM ĐỐC", "Trưởng trạm y tế", "XÃ EA H'LEO", "GIÁM ĐỐC “AN PHÁT”"],
)
"""Strokes, and single small letters among capitals, in an authority or a post: pieces of a stamp that could not be
read."""
_UNIT_NAME = build_cue(
    r"(?i)(?<!\w){unit} \p{L}.*$", examples=["XÃ CƯ M'GAR", "huyện Ea Súp"], rejects=["CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ"]
)
"""A unit and its name, which need be no Vietnamese words."""
_ANOTHER_CLAUSE = build_cue(
    r"(?s) (?:(?:Theo|Căn cứ|Xét|Thực hiện|Về|Ban hành)|(?:đã|được|ban hành|phê duyệt|tại))(?!\p{L}).*$",
    examples=["UBND xã Căn cứ Luật", "UBND tỉnh ban hành Quy chế"],
    rejects=["UBND tỉnh Sơn Lĩnh"],
)
_ANOTHER_MENTION = build_cue(
    r" ngày \d|\([^()]*$| số \d+/", examples=["Sở Y tế ngày 5", "UBND (xã"], rejects=["UBND xã (cũ)"]
)
_VOWELS = frozenset("aeiouy")
_LOOSE_CAPITAL = Cue(r"(?<=\p{Ll}) \p{Lu}$", examples=["Sở Y tế B"], rejects=["Sở Y tế"])
_SHOWN = 80
"""Letters of a value that was left out, as the anomaly shows it."""


class Gate:
    """Screens the values of one document, and remembers what it left out."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._left_out: list[Anomaly] = []

    def screen_issuer(self, issuer: Issuer | None) -> Issuer | None:
        """The issuing body, less what stands beside or below its name."""
        if issuer is None or issuer.span is None:
            return issuer
        span = self._cut_foreign_words(Span(*issuer.span))
        words = self._text.words(span)
        if not _has_letters(words) or len(words.split()) > _LONGEST_BODY or ":" in words:
            self._leave_out("cơ quan ban hành", Span(*issuer.span), Severity.ERROR)
            return None
        if span == issuer.span:
            return issuer
        unit = read_issuer(self._text.reading(span), self._text.view)
        read = {"canonical": unit.canonical, "kind": unit.kind, "level": unit.level, "place": unit.place}
        return issuer.model_copy(update={"name": words, "span": span_of(span), **read})

    def screen_issued(self, issued: Issued | None) -> Issued | None:
        """Place and date of issue; the place less Quốc hiệu before it."""
        if issued is None or issued.place is None or issued.span is None:
            return issued
        place = cut_motto(issued.place)
        if not _PLACE.fullmatch(place) or len(place.split()) > _LONGEST_PLACE:
            self._leave_out("địa danh", Span(*issued.span), Severity.ERROR)
            return issued.model_copy(update={"place": None})
        return issued.model_copy(update={"place": place})

    def screen_title(self, title: Title | None) -> Title | None:
        """The trích yếu, if it can be one by its length."""
        if title is None or title.span is None or len(title.text.split()) <= _LONGEST_TITLE:
            return title
        self._leave_out("trích yếu", Span(*title.span), Severity.ERROR)
        return None

    def screen_signatures(self, signatures: Sequence[Signature]) -> list[Signature]:
        """Signatures, their authority and post less marks around the words."""
        screened: list[Signature] = []
        for one in signatures:
            authority, position = self._screen_post(one, one.authority), self._screen_post(one, one.position)
            if authority or position or one.name:
                acting_for = one.acting_for if authority else None
                values = {"authority": authority, "position": position, "acting_for": acting_for}
                screened.append(one.model_copy(update=values))
        return screened

    def screen_references(self, references: Sequence[Reference]) -> None:
        """Cut issuers of cited documents, in place, where another clause begins behind the name."""
        for reference in references:
            if reference.issuer:
                issuer = _LOOSE_CAPITAL.sub("", _ANOTHER_CLAUSE.sub("", reference.issuer))
                fits = _has_letters(issuer) and len(issuer.split()) <= _LONGEST_BODY
                reference.issuer = issuer if fits and not _ANOTHER_MENTION.search(issuer) else None

    def leave_out_names(self, spans: Sequence[Span]) -> None:
        """Report words that stood where a body is charged, and name none; each wording once."""
        for span in {self._text.words(span).lower(): span for span in reversed(spans)}.values():
            self._leave_out("chủ thể thực hiện", span, Severity.WARNING)

    def leave_out_rows(self, spans: Sequence[Span]) -> None:
        """Report bodies in rows of a task table that have no real task: "(2)"."""
        for span in spans:
            message = f"Dòng giao “{self._text.words(span)}” không nêu được việc phải làm; dòng được bỏ qua."
            self._left_out.append(
                Anomaly(code=AnomalyCode.VALUE_LEFT_OUT, severity=Severity.WARNING, message=message, span=span_of(span))
            )

    def anomalies(self) -> list[Anomaly]:
        """What was left out."""
        return self._left_out

    def _cut_foreign_words(self, span: Span) -> Span:
        for foreign in BESIDE_ISSUER.finditer(self._text.view, span.start + 1, span.end):
            if not is_part_of_name(self._text.view, foreign.start()):
                return self._text.trim(Span(span.start, foreign.start()))
        return span

    def _screen_post(self, signature: Signature, value: str | None) -> str | None:
        """An authority or a post: a few words in capitals that can be Vietnamese."""
        if value is None or signature.span is None:
            return value
        words = _NO_LETTERS_BEHIND.sub("", _NO_LETTERS_BEFORE.sub("", value))
        prefix = match_authority(words, Span(0, len(words)))
        plain = words[prefix.end() :] if prefix else words
        words_of_post = _WORD.findall(_UNIT_NAME.sub("", plain))
        is_clear = all(map(_is_word_of_post, words_of_post)) and not _TORN.search(plain)
        if is_clear and len(words.split()) <= _LONGEST_POST:
            return words
        self._leave_out("quyền hạn, chức vụ của người ký", Span(*signature.span), Severity.WARNING)
        return None

    def _leave_out(self, field: str, span: Span, severity: Severity) -> None:
        words = self._text.words(span)
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 3]}…"
        message = f"“{shown}” không thể là {field}; giá trị được bỏ trống."
        self._left_out.append(
            Anomaly(code=AnomalyCode.VALUE_LEFT_OUT, severity=severity, message=message, span=span_of(span))
        )


def _is_word_of_post(word: str) -> bool:
    """A Vietnamese syllable, or an abbreviation: one that is known, or one without a vowel (KT, TNMT)."""
    return is_syllable(word) or (word.isupper() and (word in known_abbreviations() or _VOWELS.isdisjoint(fold(word))))


def _has_letters(words: str) -> bool:
    return sum(map(str.isalpha, words)) >= 2
