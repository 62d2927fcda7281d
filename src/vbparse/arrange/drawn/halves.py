"""What letterheads and ends in two columns share: parts of a line, and the lines that two columns make."""

from __future__ import annotations

from dataclasses import replace

from vbparse.arrange.drafts import Draft, GridCell
from vbparse.arrange.drawn.lines import Piece, Row
from vbparse.arrange.grids import RULE, set_side_by_side
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.attached import FORM
from vbparse.language.landmarks.letter import is_addressed_line
from vbparse.patterns import Cue

_NUMBERED = Cue(r"\W*(?:[IVX]+|\d+)[.)]\s", examples=["I. MỤC ĐÍCH", "2) Các thôn"], rejects=["29/KH"], at="start")
LONG, INDENTED, REACH = 160, 12, 4
"""The longest line that has two columns, and from which place on a line counts as deeply indented; below which of its
lines a block must have shown what it is."""
Stretch = tuple[int, int] | None


def make_lines(row: Row, part: Stretch) -> list[Draft]:
    """The line that a part of a row makes; none for a drawn rule."""
    if not part or RULE.match(words_of(row, part)):
        return []
    return [row.draft.slice(*part).trim()]


def set_in_columns(left: list[Draft], right: list[Draft]) -> list[Draft]:
    """The left lines as column 0, then the right ones as column 1."""
    lines = set_side_by_side([[GridCell([*left]), GridCell([*right])]])
    return [replace(x, gap=x.gap and i > 0) for i, x in enumerate(lines)]


def take_rows(rows: list[Row | None], at: int, size: int) -> list[Row]:
    """At most `size` lines from one on, up to the first table."""
    found: list[Row] = []
    for row in rows[at : at + size]:
        if row is None:
            break
        found.append(row)
    return found


def split_at_bar(row: Row) -> tuple[Stretch, Stretch]:
    """What stands before and behind the first bar."""
    left = [p for p in row.pieces if p.cell == 0]
    right = [p for p in row.pieces if p.cell > 0]
    return cover_pieces(left), cover_pieces(right)


def cover_pieces(pieces: list[Piece]) -> Stretch:
    """From the first piece to the end of the last."""
    return (pieces[0].start, pieces[-1].end) if pieces else None


def words_of(row: Row, part: Stretch) -> str:
    """A part of a line in the match view; empty where there is none."""
    return row.view[part[0] : part[1]] if part else ""


def opens_text(row: Row) -> bool:
    """A type line or Kính gửi: the letterhead is over."""
    return match_type_line(row.view, 0, len(row.view)) is not None or is_addressed_line(row.view)


def is_heading(words: str) -> bool:
    """Whether a line heads a numbered part or an annex."""
    return bool(_NUMBERED.match(words) or FORM.match(words))
