"""Where one file holds several documents: gazette pages, a bundle that was scanned together.

A new document begins at a letterhead (NĐ 30/2020/NĐ-CP, phụ lục I, ô số 1 to 5; of the Party HD 36-HD/VPTW 2018) that
stands behind the end of the one before (ô số 7, 9). What a document issues, its phụ lục and the forms in them may have
a letterhead too, and stay with it. What has neither number nor day was never issued, and is a form or a draft; where a
pen wrote them, it was. To part one document is worse than to leave two together: in doubt, nothing is cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.language.landmarks.date_line import DAY
from vbparse.language.landmarks.number_line import READ_NUMBER_LINE
from vbparse.origins import Place
from vbparse.source import Line
from vbparse.structure.letterheads import Letterhead, LineReader


def find_beginnings(view: str, lines: Sequence[Line], written: Sequence[Place] = ()) -> list[int]:
    """Indexes of the lines at which the documents of a source begin; the first is 0. `written` are the places on pages
    where ink was found that could not be read, as that of a pen."""
    starts = [0]
    reader = LineReader(view, lines)
    current: Letterhead | None = None
    heads = [*reader.find_heads()]
    for i, head in enumerate(heads):
        stop = heads[i + 1].start if i + 1 < len(heads) else len(lines)
        if current is None and not reader.has_ended(starts[-1], head.start):
            current = head
        elif (
            head.start > starts[-1]
            and reader.has_ended(current.stop if current and current.start >= starts[-1] else starts[-1], head.start)
            and _parts_table(lines, head.start)
            and not head.form
            and not (current and head.number and head.number == current.number)
            and not reader.is_attached(head)
            and (
                _is_strong(head)
                or (_is_weak(head) and reader.tops_page(head) and reader.is_signed(head.stop, stop))
                or (_is_whole(head) and reader.tops_page(head) and _is_filled_in(view, lines, head, written))
            )
            and (head.number is not None or not reader.encloses(starts[-1], head.start))
        ):
            starts.append(head.start)
            current = head
    return starts


def _is_strong(head: Letterhead) -> bool:
    """A letterhead with number and day: no form has both. Quốc hiệu and issuer may be lost."""
    return bool(head.number) and head.day and (head.named or (head.agency and head.motto))


def _is_weak(head: Letterhead) -> bool:
    """A letterhead whose number or day was left blank, or could not be read: all else must be there."""
    return _is_whole(head) and (head.day or (head.month and head.number is not None))


def _is_whole(head: Letterhead) -> bool:
    return head.motto and head.agency and head.named


def _is_filled_in(view: str, lines: Sequence[Line], head: Letterhead, written: Sequence[Place]) -> bool:
    """Whether number and day are there, in print or by a pen."""
    by_pen = [
        view[line.span.start : line.span.end]
        for line in lines[head.start : head.stop]
        if any(_is_within(line, place) for place in written)
    ]
    numbered = bool(head.number) or any(map(READ_NUMBER_LINE.search, by_pen))
    return numbered and (head.day or any(map(DAY.search, by_pen)))


def _is_within(line: Line, place: Place) -> bool:
    """Whether a place of a page is within a line, or goes beyond it as writing does."""
    box = place.get("box")
    if line.box is None or line.page != place.get("page") or not isinstance(box, list):
        return False
    left, top, right, bottom = box
    middle = (line.box[1] + line.box[3]) / 2
    return top < middle < bottom and left < line.box[2] and line.box[0] < right


def _parts_table(lines: Sequence[Line], i: int) -> bool:
    """Whether a cut before this line leaves every table whole."""
    return lines[i].table is None or lines[i].table != lines[i - 1].table
