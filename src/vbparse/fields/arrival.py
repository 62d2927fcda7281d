"""The arrival stamp (dấu "Đến"): number, day and office of who received the document.

Source: Nghị định 30/2020/NĐ-CP, phụ lục IV, mẫu 3. A typed stamp is a part of the frame; one on a recognised page, or
that an annotation draws, is among the margins, each of its lines with page and box. What can be more than one thing is
null: another hand than that of the typist filled the stamp in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vbparse.edtf import format_date, is_valid_day
from vbparse.language.folding import fold
from vbparse.language.landmarks.arrival import (
    ARRIVAL_DAY,
    ARRIVAL_NUMBER,
    ARRIVAL_OFFICE,
    count_arrival_entries,
    is_arrival_head,
    is_certain_arrival,
    names_arrival,
)
from vbparse.language.landmarks.issuer import opens_agency
from vbparse.language.misread.numbers import is_abbreviation, repair_digits
from vbparse.language.syllables import is_syllable
from vbparse.patterns import Cue
from vbparse.schema import Margin, Origin, Received, span_of
from vbparse.structure.frame import Frame
from vbparse.text import Span, Text, fold_view

_REACH, _NEAR = 5.0, 3.5
"""Heights of a line from one entry of a stamp to the next, and to what else is of the stamp, at most."""
_ON_LINE = 0.6
"""Heights of a line between the middles of two pieces that are on one line, at most."""
_BARE = 3
"""Entries that make a stamp whose head was not read."""
_LETTERS_AS_DIGITS = str.maketrans("ol", "01")
_CENTURY, _YEAR_CUT = 2000, 20
"""What a year of two digits leaves out; and "20", which may be the printed beginning of any year."""
_LAST_MONTH = 12
_WORD = Cue(r"[\p{L}\d]+", examples=["UBND", "1H"], rejects=["-/"])
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of a margin with its edges in points of the page."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def find_received(text: Text, frame: Frame, margins: Sequence[Margin]) -> Received | None:
    """What the arrival stamp says, typed or else in a margin; None where there is no stamp. Of two stamps that say
    different things nobody can tell which is meant: their values are null."""
    if frame.arrival:
        spans = [
            text.trim(span) for para in frame.arrival for span in [line.span for line in para.lines] or [para.span]
        ]
        received = _read_stamp([text.words(span) for span in spans], [text.reading(span) for span in spans])
        if received:
            received.span = span_of(spans[0].cover(spans[-1]))
            return received
    stamps = [*_read_margins(margins)]
    if len({(one.number, one.date, one.office) for one in stamps}) > 1:
        origin = [place for one in stamps for place in one.origin]
        return _make_value(None, None, None, [one.text for one in stamps], origin)
    return stamps[0] if stamps else None


def _read_stamp(lines: Sequence[str], meant: Sequence[str]) -> Received | None:
    """The values of the lines of a stamp, as they stand and as they are `meant`. None where neither number nor day can
    be read and the head need be none."""
    number = _read_number(meant)
    date = _read_date(meant)
    if not (number or date or is_certain_arrival(lines)):
        return None
    return _make_value(number, date, _read_office(lines), lines)


def _make_value(
    number: str | None, date: str | None, office: str | None, lines: Sequence[str], origin: Origin | None = None
) -> Received:
    text = "\n".join(lines)
    return Received(number=number, date=date, office=office, text=text, span=None, origin=origin or [])


def _read_number(lines: Sequence[str]) -> str | None:
    numbers = {match["number"] for line in lines if (match := ARRIVAL_NUMBER.match(fold(line)))}
    return numbers.pop().translate(_LETTERS_AS_DIGITS) if len(numbers) == 1 else None


def _read_date(lines: Sequence[str]) -> str | None:
    """The day as EDTF, where all entries that name one name the same."""
    matches = [match for line in lines if (match := ARRIVAL_DAY.search(fold(line)))]
    days = {
        _mend_torn(match["torn"]) if match["torn"] else _day(match["d"], match["m"], match["y"]) for match in matches
    }
    return days.pop() if len(days) == 1 else None


def _day(day: str, month: str, year: str) -> str | None:
    """A day of the calendar as EDTF; a year of two digits is of this century."""
    if int(year) == _YEAR_CUT or not 1 <= int(month or 0) <= _LAST_MONTH or not int(day or 0):
        return None
    whole = int(year) + (_CENTURY if len(year) == 2 else 0)
    return format_date(whole, int(month), int(day)) if is_valid_day(whole, int(month), int(day)) else None


def _mend_torn(torn: str) -> str | None:
    """The day in digits of which one slash is lost or was read as a 1, where it can be one only: 24/52024."""
    digits, year = torn[:-4], torn[-4:]
    day, _, month = digits.partition("/")
    if month:
        parts = [(day, month)] + [(day, month[:-1])] * month.endswith("1")
    else:
        parts = [(day[:i], day[i:]) for i in (1, 2)] + [(day[:i], day[i + 1 :]) for i in (1, 2) if day[i:][:1] == "1"]
    days = {_day(*pair, year) for pair in parts if all(1 <= len(part) <= 2 for part in pair)}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _read_office(lines: Sequence[str]) -> str | None:
    """The office above the head of a stamp, or beside it."""
    head = next((i for i, line in enumerate(lines) if is_arrival_head(line) or names_arrival(line)), 0)
    beside = ARRIVAL_OFFICE.match(lines[head])
    named = [*lines[:head], *([beside["office"]] if beside else [])]
    office = " ".join(" ".join(named).split()).strip(" -–.,:|")
    view = fold_view(office)
    return office if office and opens_agency(view, Span(0, len(view))) else None


def _is_misread(name: str) -> bool:
    """Whether a word of a name is neither a syllable nor an abbreviation of the State's."""
    return not all(is_syllable(word.lower()) or is_abbreviation(word) for word in _WORD.findall(name))


def _read_margins(margins: Sequence[Margin]) -> Iterator[Received]:
    """The arrival stamps among the margins of the first page that has one, with their places."""
    for page, on_page in groupby(margins, key=lambda margin: margin.page):
        pieces = [_Line(m.text, (m.box[0], m.box[1], m.box[2], m.box[3])) for m in on_page if m.box]
        stamps = [stamp for stack in _stack_marked(pieces) if (stamp := _read_stack(stack, pieces, page))]
        if stamps:
            yield from stamps
            return


def _stack_marked(pieces: Sequence[_Line]) -> list[list[_Line]]:
    """The pieces by which stamps are known, those of each stamp one below the other."""
    marked = (p for p in pieces if is_arrival_head(p.text) or count_arrival_entries(p.text) or names_arrival(p.text))
    stacks: list[list[_Line]] = []
    for piece in sorted(marked, key=lambda p: p.middle):
        for stack in stacks:
            edges = _edges(stack)
            near = piece.middle - stack[-1].middle < _REACH * max(piece.height, stack[-1].height)
            if near and piece.box[0] < edges[2] and piece.box[2] > edges[0]:
                stack.append(piece)
                break
        else:
            stacks.append([piece])
    return stacks


def _read_stack(stack: Sequence[_Line], pieces: Sequence[_Line], page: int | None) -> Received | None:
    """The stamp of the pieces by which it is known and of what stands at them."""
    headed = any(is_arrival_head(p.text) or names_arrival(p.text) for p in stack)
    entries = sum(count_arrival_entries(p.text) for p in stack)
    if not (is_certain_arrival([p.text for p in stack]) or (headed and entries) or entries >= _BARE):
        return None
    left, top, right, bottom = _edges(stack)
    room = _NEAR * max(p.height for p in stack)
    members = [
        p
        for p in pieces
        if p.box[0] < right + room and p.box[2] > left - room and top - room < p.middle < bottom + room
    ]
    lines = [*_join_lines(members)]
    received = _read_stamp(lines, [repair_digits(fold_view(line)) for line in lines])
    if received is None:
        return None
    if received.office and _is_misread(received.office):
        received.office = None
    if page:
        received.origin = [{"page": page, "box": [round(edge, 1) for edge in _edges(members)]}]
    return received


def _join_lines(pieces: Sequence[_Line]) -> Iterator[str]:
    """The texts of pieces from top to bottom, those on one line as one."""
    line: list[_Line] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if line and piece.middle - line[-1].middle > _ON_LINE * min(piece.height, line[-1].height):
            yield " ".join(p.text for p in sorted(line, key=lambda p: p.box[0]))
            line = []
        line.append(piece)
    if line:
        yield " ".join(p.text for p in sorted(line, key=lambda p: p.box[0]))


def _edges(pieces: Sequence[_Line]) -> Box:
    left, top, right, bottom = zip(*(p.box for p in pieces), strict=True)
    return min(left), min(top), max(right), max(bottom)
