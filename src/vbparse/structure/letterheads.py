"""The letterheads of a source, line by line, and what is known of the lines between them: whether a document ends, who
signs, what is attached. Machines may have read the lines, so landmarks are asked for with any marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from vbparse.language.cues import build_cue
from vbparse.language.doctypes import match_type_line
from vbparse.language.folding import fold
from vbparse.language.labels import bullet_end, parse_label
from vbparse.language.landmarks.attached import ENCLOSED_LINE, FORM, is_copy_line, is_enclosed
from vbparse.language.landmarks.date_line import DAY
from vbparse.language.landmarks.issuer import opens_agency
from vbparse.language.landmarks.letter import is_addressed_line, match_about
from vbparse.language.landmarks.motto import is_motto_line
from vbparse.language.landmarks.number_line import READ_NUMBER_LINE
from vbparse.language.landmarks.opening import READ_BODY_OPENING
from vbparse.language.landmarks.recipients import is_recipients_line, match_filing
from vbparse.language.landmarks.signer import READ_SIGNER, is_signed
from vbparse.language.landmarks.signing import match_authority, match_post
from vbparse.patterns import Cue
from vbparse.source import Line
from vbparse.structure.titles import RULE, in_capitals
from vbparse.text import Span

_SUPREME = build_cue(r" (?:CHÍNH PHỦ|NƯỚC)(?!\p{L})", examples=[" CHÍNH PHỦ"], rejects=[" NƯỚCH"], at="start")
"""Behind an office: it issues, as a head of a letterhead."""
_BODY_ENDS = Cue(r"\./\.\W*$", examples=["kế hoạch này./."], rejects=["kế hoạch này."])
_MARK = Cue(
    r"\W*(?:hoa toc.*|thuong khan|khan|(?:tuyet |toi )?mat|du thao.*)\W*",
    examples=["hoa toc", "toi mat", "(du thao lan 2)"],
    rejects=["mat tran to quoc", "khan truong"],
    at="whole",
)
"""A mark of urgency, secrecy or draft, in small letters without marks."""
_PLACEHOLDER = build_cue(
    r"(?s).*(?:TÊN (?:CƠ QUAN|ĐƠN VỊ|TỔ CHỨC|DOANH NGHIỆP)|CƠ QUAN CHỦ QUẢN|…|\.{3}|_{3})",
    examples=["TÊN CƠ QUAN", "UBND XÃ ....", "CƠ QUAN CHỦ QUẢN"],
    rejects=["UBND XÃ PHÙ ĐIỀN"],
    at="start",
)
"""Who issues, left open in a form."""
_WIDE = Cue(r"\s{2,}", examples=["ỦY BAN  CỘNG HÒA"], rejects=["ỦY BAN"])

_SHORT, _DATED = 90, 110
"""Characters of a line of a letterhead at most, and of one that holds a date."""
_ABOVE, _BELOW, _TITLE, _ABOUT_LINES, _STAMPED, _TO_NAME, _STRAY = 14, 30, 10, 7, 8, 10, 3
"""Lines: of a letterhead above its first sure one and below it, of a title, of a V/v, of a stamp over a letterhead,
from an office to the name that signs, and of a letterhead that are nothing known."""


@dataclass(slots=True)
class Letterhead:
    """A letterhead: its lines from `start` up to `stop`, the last of which names the type or the addressee. `number`
    is canonical, empty where it was left blank, None where there is no line "Số: …"."""

    start: int
    stop: int
    motto: bool = False
    agency: bool = False
    number: str | None = None
    day: bool = False
    month: bool = False
    named: bool = False
    form: bool = False


class LineReader:
    """Looks at the lines of a source."""

    def __init__(self, view: str, lines: Sequence[Line]) -> None:
        self._view, self._lines = view, lines
        self._folded = [fold(view[x.span.start : x.span.end]) for x in lines]
        self._abouts = {k for i, x in enumerate(lines) if match_about(view, x.span) for k in self._find_about_lines(i)}
        self._ends: list[tuple[int, int]] = []
        self._looked = 0

    def find_heads(self) -> Iterator[Letterhead]:
        """Every letterhead in the order of the text, around lines that can be nothing else: Quốc hiệu, Số."""
        past = 0
        for i, line in enumerate(self._lines):
            if i >= past and not line.note and self._is_sure(i):
                head = self._read_head(i, past)
                past = head.stop
                yield head

    def has_ended(self, start: int, stop: int) -> bool:
        """Whether a document comes to its end among these lines. Each line is looked at once: what is asked of later
        must not begin or stop earlier."""
        self._ends += [(i, end) for i in range(self._looked, stop) if (end := self._end(i))]
        self._looked = max(self._looked, stop)
        first = bisect_left(self._ends, (start, 0))
        return any(self._ends[i][1] <= stop for i in range(first, len(self._ends)))

    def _end(self, i: int) -> int | None:
        """The line behind the end of a document, where it ends with this one: Nơi nhận, the filing line, "./.", or a
        signature, with the name that signs below it."""
        folded = self._folded[i]
        span = self._lines[i].span
        if is_recipients_line(self._view, span) or match_filing(self._view, span) or _BODY_ENDS.search(folded):
            return i + 1
        if not self._is_signing(i):
            return None
        return i + 1 if match_authority(self._view, self._lines[i].span) else self._find_signer(i)

    def is_signed(self, start: int, stop: int) -> bool:
        """Whether the first signature among these lines has a name: that of a form does not."""
        first = next((i for i in range(start, stop) if self._is_signing(i)), None)
        return first is not None and (self._find_signer(first) or stop + 1) <= stop

    def encloses(self, start: int, stop: int) -> bool:
        """Whether these lines tell of something that goes with the document ("ban hành kèm theo Quyết định này"), and
        nothing of it has come yet."""
        come, told = self._find_enclosures
        return not _any_between(come, start, stop) and _any_between(told, start, stop)

    @cached_property
    def _find_enclosures(self) -> tuple[list[int], list[int]]:
        """The lines with which something that goes with a document begins, and those that tell of it."""
        lines = range(len(self._lines))
        come = [i for i in lines if is_enclosed(self._view, self._lines[i].span) or FORM.match(self._text(i))]
        return come, [i for i in lines if "kem theo" in self._folded[i]]

    def is_attached(self, head: Letterhead) -> bool:
        """Whether a letterhead is that of an attachment: recognised by "(Kèm theo …)" or by the label of a phụ lục or a
        form above it, or within it."""
        below = head.stop
        while below < min(head.stop + _TITLE, len(self._lines)) and not self._opens_body(below):
            below += 1
        inside = range(head.start, below)
        if any(ENCLOSED_LINE.match(self._text(i)) or FORM.match(self._text(i)) for i in inside):
            return True
        for i in range(head.start - 1, max(head.start - 1 - _TITLE, -1), -1):
            if FORM.match(self._text(i)) or ENCLOSED_LINE.match(self._text(i)):
                return True
            if self._is_item(i) or self._lines[i].page != self._lines[head.start].page:
                return False
        return False

    def tops_page(self, head: Letterhead) -> bool:
        """Whether a letterhead is the first thing on its page; True where there are no pages."""
        page = self._lines[head.start].page
        return page is None or head.start == 0 or self._lines[head.start - 1].page != page

    def _text(self, i: int) -> str:
        span = self._lines[i].span
        return self._view[span.start : span.end]

    def _size(self, i: int) -> int:
        return self._lines[i].span.end - self._lines[i].span.start

    def _is_motto(self, i: int) -> bool:
        """A motto at the start of a line or behind wide blanks."""
        text = self._text(i)
        return is_motto_line(text) or any(is_motto_line(text, Span(m.end(), len(text))) for m in _WIDE.finditer(text))

    def _find_about_lines(self, i: int) -> Iterator[int]:
        """The lines of a V/v: those behind it in its column, or that begin small."""
        yield i
        for k in range(i + 1, min(i + _ABOUT_LINES, len(self._lines))):
            beside = self._lines[k].column == self._lines[i].column is not None
            small = self._view[self._lines[k].span.start].islower()
            known = self._size(k) > _SHORT or self._is_sure(k) or DAY.search(self._text(k)) or self._names_type(k)
            if known or not (beside or small):
                return
            yield k

    def _is_sure(self, i: int) -> bool:
        if self._size(i) > _DATED or self._lines[i].note:
            return False
        return bool(self._is_motto(i) or READ_NUMBER_LINE.search(self._text(i)))

    def _read_head(self, sure: int, past: int) -> Letterhead:
        """The letterhead around a sure line; lines before `past` belong to another."""
        start = sure
        while start > max(past, sure - _ABOVE) and self._can_stand(start - 1):
            start -= 1
        while start < sure and not self._can_open(start):
            start += 1
        head = Letterhead(self._find_page_top(start, past), sure)
        stray = 0
        for i in range(start, min(start + _BELOW, len(self._lines))):
            self._note_line(head, i)
            head.stop = i + 1
            if head.named or (i > sure and (self._opens_body(i) or is_copy_line(self._view, self._lines[i].span))):
                break
            if i > sure and not self._can_stand(i):
                stray += 1
                if stray > _STRAY or self._is_item(i) or self._is_signing(i) or self._size(i) > _SHORT:
                    break
        return head

    def _note_line(self, head: Letterhead, i: int) -> None:
        """What a line of a letterhead adds to it."""
        text = self._text(i)
        number = READ_NUMBER_LINE.search(text)
        date = DAY.search(text) if self._size(i) <= _DATED else None
        if number:
            digits = (number["number"] or "").translate(str.maketrans("Ool", "001"))
            head.number = head.number or (f"{digits}/{''.join(number['symbol'].split())}" if digits else "")
            head.form = head.form or number["open"] is not None
        if date:
            head.day = head.day or any(map(str.isdigit, date["day"]))
            head.month = head.month or any(map(str.isdigit, date["month"]))
        if self._is_motto(i):
            head.motto = True
        elif self._names_type(i):
            head.named = True
        elif not number and not date and self._in_capitals(i):
            head.agency = True
            head.form = head.form or bool(_PLACEHOLDER.match(text))

    def _names_type(self, i: int) -> bool:
        """A line that names the type in capitals, or the addressee: the letterhead ends with it."""
        span = self._lines[i].span
        return bool(
            is_addressed_line(self._view, span)
            or (match_type_line(self._view, *span) and in_capitals(self._view, span))
        )

    def _can_stand(self, i: int) -> bool:
        """Whether this line can stand in a letterhead."""
        line, folded = self._lines[i], self._folded[i]
        if line.note or self._size(i) > _DATED or self._is_signing(i) or is_copy_line(self._view, line.span):
            return False
        if self._is_sure(i) or DAY.search(self._text(i)):
            return not ENCLOSED_LINE.match(self._text(i))
        if self._size(i) > _SHORT or (self._is_item(i) and i not in self._abouts):
            return False
        plain = RULE.match(folded) or not any(map(str.isalpha, folded))
        return bool(plain or self._in_capitals(i) or i in self._abouts or _MARK.fullmatch(folded))

    def _can_open(self, i: int) -> bool:
        folded = self._folded[i]
        text = self._text(i)
        known = self._is_sure(i) or DAY.search(text) or _MARK.fullmatch(folded) or match_about(text)
        return bool(known or (self._in_capitals(i) and opens_agency(self._view, self._lines[i].span)))

    def _find_page_top(self, start: int, past: int) -> int:
        """Where only a stamp stands between the top of the page and a letterhead, the top of the page."""
        page = self._lines[start].page
        top = start
        while page is not None and top > past and self._lines[top - 1].page == page:
            top -= 1
            if start - top > _STAMPED or self._size(top) > _SHORT // 2 or self._is_item(top) or self._is_of_end(top):
                return start
        return top

    def _is_of_end(self, i: int) -> bool:
        """A line of the end of a document."""
        view, span = self._view, self._lines[i].span
        signs = self._is_signing(i) or READ_SIGNER.fullmatch(self._text(i))
        return bool(signs or is_recipients_line(view, span) or match_filing(view, span))

    def _is_signing(self, i: int) -> bool:
        view, span = self._view, self._lines[i].span
        if not self._in_capitals(i):
            return False
        post = match_post(view, span)
        return bool(match_authority(view, span) or (post and not _SUPREME.match(view, post.end(), span.end)))

    def _find_signer(self, i: int) -> int | None:
        """The line behind the name that signs below an office."""
        below = range(i + 1, min(i + 1 + _TO_NAME, len(self._lines)))
        names = (k for k in below if READ_SIGNER.fullmatch(self._text(k)) or is_signed(self._view, self._lines[k].span))
        return next((k + 1 for k in names), None)

    def _in_capitals(self, i: int) -> bool:
        return self._size(i) <= _SHORT and in_capitals(self._view, self._lines[i].span)

    def _is_item(self, i: int) -> bool:
        """A line of a list or a table, or one that ends a sentence."""
        line = self._lines[i]
        label = parse_label(self._view, *line.span)
        return (
            line.table is not None
            or bullet_end(self._view, *line.span) is not None
            or (label is not None and label.style != "upper")
            or self._view[line.span.end - 1] in ".;"
        )

    def _opens_body(self, i: int) -> bool:
        text = self._text(i)
        return bool(READ_BODY_OPENING.match(text)) or is_addressed_line(text) or self._size(i) > 2 * _SHORT


def _any_between(lines: list[int], start: int, stop: int) -> bool:
    at = bisect_left(lines, start)
    return at < len(lines) and lines[at] < stop
