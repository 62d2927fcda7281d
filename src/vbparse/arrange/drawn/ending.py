"""Nơi nhận beside the signature, typed in two columns."""

from __future__ import annotations

from vbparse.arrange.drafts import Draft
from vbparse.arrange.drawn.halves import (
    INDENTED,
    LONG,
    REACH,
    Stretch,
    cover_pieces,
    is_heading,
    make_lines,
    opens_text,
    set_in_columns,
    split_at_bar,
    take_rows,
    words_of,
)
from vbparse.arrange.drawn.lines import Piece, Row
from vbparse.arrange.grids import RULE
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.recipients import FILING_WORD, match_recipients
from vbparse.language.landmarks.signer import SIGNER_IN_ROW
from vbparse.language.landmarks.signing import SIGNS
from vbparse.patterns import Cue

ITEM = Cue(r"[-+*•]", examples=["- Như trên"], rejects=["Như trên"], at="start")
_CAPITALS_BEHIND = Cue(
    r"(?:(?<=nhận:?)|(?<=[;.,:)]))\s+(?=\p{Lu}{2})",
    examples=["Nơi nhận: TM. ỦY BAN", "- Như trên; CHỦ TỊCH"],
    rejects=["Nơi nhận", "- UBND TỈNH"],
)
_NAME_BEHIND = Cue(
    rf"(?<=VT\.|[;.])\s+(?={SIGNER_IN_ROW.regex.pattern})",
    examples=["- Lưu: VT. Lò Thị Nhạn"],
    rejects=["- Lưu: VT", "Lò Thị Nhạn"],
)
_PURPOSE = Cue(
    r"(?i)[}⎫⎬⎭⎪]|\(\s*(?:để\b|thay\b|[btpc]\s?/)",
    examples=["(để báo cáo)", "(b/c)", "} (để phối hợp)"],
    rejects=["(02 bản)", "TM. ỦY BAN"],
    at="start",
)
END_SIZE = 50
"""Lines of an end at most: a long list of recipients."""
_TO_SIGNATURE = 12
"""Lines of the list beside which the signature begins."""
_LEFT_OF_PLACE = 14
"""Places to the left of the authority at which a line of the signature may begin: it is centred."""


def read_ending(rows: list[Row | None], at: int) -> tuple[int, list[Draft]] | None:
    """Nơi nhận beside the signature from a line on: how many lines and what becomes of them."""
    group = take_rows(rows, at, END_SIZE)
    start = next((i for i, row in enumerate(group[:REACH]) if match_recipients(row.view)), None)
    if start is None or (start and not all(_signs_alone(row) for row in group[:start])):
        return None
    head = match_recipients(group[start].view)
    assert head
    if ITEM.match(group[start].view, head.end()):
        return None
    anchor = _find_signing_place(group, start)
    if anchor is None and start == 0:
        return None
    place = anchor if anchor is not None else min(row.indent for row in group[:start])
    left_lines: list[Draft] = []
    right_lines: list[Draft] = []
    size, filed = 0, False
    for i, row in enumerate(group):
        a, b = _split_row(row, place)
        if i > start and not _is_of_ending(row, a, b, filed):
            break
        size = i + 1
        filed = filed or bool(a and FILING_WORD.match(words_of(row, a)))
        left_lines += make_lines(row, a)
        right_lines += make_lines(row, b)
    return (size, set_in_columns(left_lines, right_lines)) if left_lines and right_lines else None


def _signs_alone(row: Row) -> bool:
    return len(row.pieces) == 1 and row.indent >= INDENTED and bool(SIGNS.match(row.words(row.pieces[0])))


def _find_signing_place(group: list[Row], start: int) -> int | None:
    """Where the right block begins: the place of the first authority or post that stands beside the list; 0 where
    only a bar or a single blank tells."""
    for row in group[start : start + _TO_SIGNATURE]:
        if row.bars:
            _, right = split_at_bar(row)
            if right and not _PURPOSE.match(words_of(row, right)):
                return 0
        for piece in row.pieces[0 if row.indent >= INDENTED else 1 :]:
            words = row.words(piece)
            if SIGNS.match(words) and (words.isupper() or words.startswith(("TM", "KT", "TL"))):
                return piece.left
        if _find_signing_cut(row.view):
            return 0
    return None


def _find_signing_cut(view: str) -> tuple[int, int] | None:
    """An authority or a post in capitals one blank behind Nơi nhận or behind the stop of a recipient."""
    if not ITEM.match(view) and not match_recipients(view):
        return None
    for match in _CAPITALS_BEHIND.finditer(view):
        rest = view[match.end() :]
        if SIGNS.match(rest) and rest.isupper():
            return match.span()
    return None


def _split_row(row: Row, place: int) -> tuple[Stretch, Stretch]:
    size = len(row.view)
    if not row.pieces:
        return None, None
    if row.bars and not _PURPOSE.match(words_of(row, split_at_bar(row)[1])):
        return split_at_bar(row)
    if place == 0:
        cut = _find_signing_cut(row.view)
        if not cut and FILING_WORD.match(row.view):
            name = _NAME_BEHIND.search(row.view)
            cut = name.span() if name else None
        if cut:
            return (0, cut[0]), (cut[1], size)
        if ITEM.match(row.view) or match_recipients(row.view):
            return (0, size), None
        signs = SIGNS.match(row.view) or (SIGNER_IN_ROW.match(row.view) and row.view[-1] not in ".;,")
        return (None, (0, size)) if signs else ((0, size), None)
    right = [p for p in row.pieces if _is_right(row, p, place)]
    first = right[0] if right else None
    before = [p for p in row.pieces if first is None or p.start < first.start]
    return cover_pieces(before), ((first.start, size) if first else None)


def _is_right(row: Row, piece: Piece, place: int) -> bool:
    words = row.words(piece)
    if _PURPOSE.match(words) or ITEM.match(words):
        return False
    alone = piece is row.pieces[0]
    if alone and row.tabbed:
        return True
    return piece.left >= max(place - _LEFT_OF_PLACE, INDENTED) and (not alone or piece.left >= place // 2)


def _is_of_ending(row: Row, left: Stretch, right: Stretch, filed: bool) -> bool:
    """Whether a line below Nơi nhận still belongs to the end."""
    if right or not row.pieces or RULE.match(row.view):
        return len(row.view) <= LONG and (bool(left) or not (is_heading(row.view) or opens_text(row)))
    words = words_of(row, left)
    if is_heading(words) or len(words) > LONG or match_type_line(words, 0, len(words)):
        return False
    if ITEM.match(words) or _PURPOSE.match(words):
        return True
    return not filed and not row.draft.gap and not opens_text(row)
