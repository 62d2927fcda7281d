"""Pages copied with the line breaks of their source: blank lines part the paragraphs, and all other breaks say nothing.

    **V. TỔ
    CHỨC THỰC HIỆN**

    **1.
    Công an xã:**

    - Chủ trì tuần tra
    ban đêm.

Whether a text is such a page is told by all of its lines; of any other text no line is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vbparse.arrange.drafts import Draft, Grid
from vbparse.arrange.grids import RULE
from vbparse.language.doctypes import match_type_line
from vbparse.language.labels import PAIR, SENTENCE_END, bullet_end, parse_label
from vbparse.language.landmarks.attached import LONE_LABEL, is_issued_with
from vbparse.language.landmarks.motto import is_motto_line
from vbparse.language.landmarks.opening import BODY_OPENING
from vbparse.language.landmarks.recipients import match_recipients
from vbparse.language.landmarks.signing import is_signing_line
from vbparse.text import Span, fold_view

_FEWEST = 8
"""Breaks without a blank line by which such a page can be known."""
_SMALL_SHARE, _ENDED_SHARE = 1 / 2, 1 / 7
"""Of these breaks: before a small letter, at least, and behind the end of a sentence, at most."""
_WITHIN_SHARE = 1 / 20
"""Items that begin at such a break, to those behind a blank line, at most."""
_FULL = 3 / 4
"""Share of the longest line from which on a sentence that ends with its line may not end its paragraph."""

Item = Draft | Grid


def join_wraps(items: list[Item]) -> list[Item]:
    """The items, the lines of such a page that go on with the line above as lines that begin no paragraph."""
    texts = [fold_view(x.text).strip() if isinstance(x, Draft) and _is_open(x) else "" for x in items]
    groups = [group for group in _find_groups(items, texts) if not _is_frame([texts[i] for i in group])]
    if not _is_wrapped([[texts[i] for i in group] for group in groups]):
        return items
    breaks = [pair for group in groups for pair in pairwise(group)]
    width = max(len(texts[a]) for a, _ in breaks) * _FULL
    joined = {b for a, b in breaks if _goes_on(texts[a], texts[b], width)}
    return [replace(x, starts=False) if i in joined and isinstance(x, Draft) else x for i, x in enumerate(items)]


def _is_open(line: Draft) -> bool:
    """Whether the format leaves open what a line belongs to."""
    return line.column is None and line.starts is None and not line.heading


def _find_groups(items: list[Item], texts: list[str]) -> Iterator[list[int]]:
    """Lines that no blank line parts, below the letterhead."""
    group: list[int] = []
    for i in range(_find_text(texts), len(items)):
        item = items[i]
        if not texts[i] or (isinstance(item, Draft) and item.gap):
            yield from [group] if group else []
            group = []
        if texts[i]:
            group.append(i)
    yield from [group] if group else []


def _find_text(texts: list[str]) -> int:
    """The line behind the type of the document, else the one that opens the body."""
    for i, text in enumerate(texts):
        kind = match_type_line(text, 0, len(text))
        if kind and kind[1] == len(text):
            return i + 1
    return next((i for i, text in enumerate(texts) if BODY_OPENING.match(text)), len(texts))


def _is_frame(lines: list[str]) -> bool:
    """Whether lines are of a letterhead, a list of recipients or a signature."""
    if any(match_recipients(line) or RULE.match(line) or (line.isupper() and is_motto_line(line)) for line in lines):
        return True
    return lines[0].isupper() and is_signing_line(lines[0], Span(0, len(lines[0])))


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Whether lines were broken without regard to what they say, and blank lines part all items."""
    breaks = [pair for lines in groups for pair in pairwise(lines)]
    small = sum(below[0].islower() for _, below in breaks)
    ended = sum(bool(SENTENCE_END.search(above)) and not _is_label(above) for above, _ in breaks)
    within = sum(_begins_item(above, below) for above, below in breaks)
    parted = sum(_has_mark(lines[0]) for lines in groups)
    often = len(breaks) >= _FEWEST and small >= len(breaks) * _SMALL_SHARE
    return often and ended <= len(breaks) * _ENDED_SHARE and within <= parted * _WITHIN_SHARE


def _goes_on(above: str, below: str, width: float) -> bool:
    """Whether a line goes on with the one above: it is no item, nor what stands below a heading in capitals or the last
    line of a paragraph."""
    if _begins_item(above, below) or is_issued_with(below, Span(0, len(below))) or LONE_LABEL.fullmatch(above):
        return False
    if _is_label(above) or below[0].islower():
        return True
    return (len(above) >= width or not SENTENCE_END.search(above)) and (below.isupper() or not above.isupper())


def _is_label(text: str) -> bool:
    label = parse_label(text, 0, len(text))
    return label is not None and label.span.end == len(text)


def _begins_item(above: str, below: str) -> bool:
    """Whether a label or a bullet stands at a break, and not the rest of a label or of two words that a dash joins:
    "Điều" / "5. Kinh phí", "kinh tế" / "- xã hội"."""
    both, start = f"{above} {below}", len(above) + 1
    label = parse_label(both, 0, len(both))
    is_joined = any(m.start("dash") == start for m in PAIR.finditer(both))
    return _has_mark(below) and not is_joined and (label is None or label.span.end <= start)


def _has_mark(text: str) -> bool:
    return bullet_end(text, 0, len(text)) is not None or parse_label(text, 0, len(text)) is not None
