"""Cells of layout tables that a converter ran together: letters torn apart by blanks, and lines run on."""

from __future__ import annotations

from dataclasses import replace

import regex

from vbparse.arrange.drafts import Draft
from vbparse.language.landmarks.date_line import DATE_BEHIND_PLACE, DATE_IN_ROW, find_date
from vbparse.language.landmarks.issuer import opens_agency
from vbparse.language.landmarks.letter import ABOUT_BEHIND, is_addressed_line
from vbparse.language.landmarks.motto import MOTTO_WHOLE, is_motto_line
from vbparse.language.landmarks.number_line import NUMBER_LINE
from vbparse.language.landmarks.recipients import LIST_EDGES, match_recipients
from vbparse.language.landmarks.signer import SIGNER_BEHIND
from vbparse.language.landmarks.signing import (
    AUTHORITY_BEHIND,
    BEFORE_POST,
    BEFORE_TRUONG,
    POST_BEHIND,
    is_signing_line,
)
from vbparse.language.syllables import is_torn, join_torn
from vbparse.patterns import Cue
from vbparse.text import Span, fold_view

_WORD = Cue(r"[^\W\d_]+", examples=["Nơi"], rejects=["12", "_"])
_BEFORE_POINT = Cue(
    r"[^\S\n]+(?=[;:,.)\]])|(?<=[(\[])[^\S\n]+|[^\S\n]+(?=/)|(?<=/)[^\S\n]+",
    examples=["Nơi nhận :", "( để", "29 /KH", "29/ KH"],
    rejects=["Nơi nhận", "- Lưu"],
)
_SYMBOL_HYPHEN = Cue(r"(\s*)[-–](\s*)(?=[A-ZĐ])", examples=["KH - UBND"], rejects=["KH - ubnd"])
_SYMBOL = Cue(
    r"\d+\s*/\s*[A-ZĐƯ]+(?:\s*[-–]\s*[A-ZĐƯ]+(?:\s+[A-ZĐƯ]+)*)+",
    examples=["29/KH - UBND", "29 / KH-UB ND"],
    rejects=["29/KH", "29 - 30"],
)
"""A ký hiệu with blanks in it."""

_LINE_RULE = Cue(r"\s*[-–—_=*.─━═]{3,}(?<!\.\.\.)\s*", examples=["XÃ -----"], rejects=["VT...", "a - b"])
_ITEM_MARK = Cue(r"\W*[-–+]\s", examples=["- Như trên"], rejects=["Như trên", "2020-2025"], at="start")
_ITEM = Cue(r"(?<=[;:.,])\s+(?=[-–+]\s)", examples=["Như trên; - Lưu"], rejects=["2020 - 2025"])
_LOOSE_ITEM = Cue(r"\s+(?=[-–+]\s+\S)", examples=["Nơi nhận: - Như trên"], rejects=["KH-UBND"])
_WIDE = Cue(
    r"(?<=[;.,])(?:[^\S\n]{4,}|[^\S\n]*\t[^\S\n]*)(?=[-–+]\s?\S)",
    examples=["- Như trên;      - Lưu: VT", "- Như trên;\t- Lưu: VT"],
    rejects=["- Như trên; - Lưu: VT"],
)


def repair_line(draft: Draft) -> list[Draft]:
    """The lines of a layout cell that was written as one line. Blanks that tore words apart are left out; no other
    character is."""
    line = _rejoin_words(draft)
    text = line.text
    cuts = {m.span() for m in _LINE_RULE.finditer(text) if "Nơi nhận" not in m[0]}
    cuts |= {m.span() for m in LIST_EDGES.finditer(text)} | _find_letterhead_cuts(text)
    if match_recipients(text) or is_addressed_line(text) or _ITEM_MARK.match(text):
        items = {m.span() for m in _ITEM.finditer(text)}
        loose = len(items) < 2 and not text.startswith(("-", "–", "+"))
        cuts |= {m.span() for m in _LOOSE_ITEM.finditer(text)} if loose else items
    elif is_signing_line(text, Span(0, len(text))):
        cuts |= _find_signature_cuts(text)
    return _split_at(line, sorted(cuts))


def split_items(draft: Draft) -> list[Draft]:
    """Items that a typist set side by side in one line by blanks or tabs."""
    return _split_at(draft, [m.span() for m in _WIDE.finditer(draft.text)])


def split_letterhead(draft: Draft) -> list[Draft]:
    """The lines of a letterhead, or of a part of one, that stand on one line."""
    return _split_at(draft, sorted(_find_letterhead_cuts(draft.text)))


def holds_letterhead(view: str) -> bool:
    """Whether a line holds a whole letterhead: who issues or the motto first, then number and date."""
    opens = opens_agency(view, Span(0, len(view))) or is_motto_line(view)
    return bool(opens and MOTTO_WHOLE.search(view) and NUMBER_LINE.search(view) and DATE_BEHIND_PLACE.search(view))


def _find_letterhead_cuts(text: str) -> set[tuple[int, int]]:
    """The blanks before and behind motto, number, V/v, and place and date, where these stand on one line."""
    view = fold_view(text)
    parts = [
        m.span() for cue in (MOTTO_WHOLE, NUMBER_LINE) for m in cue.finditer(view) if _stands_apart(view, m.start())
    ]
    parts += [(m.end(), m.end()) for m in ABOUT_BEHIND.finditer(view)]
    comma = DATE_BEHIND_PLACE.search(view)
    if comma and parts:
        begin = max((end for _, end in parts if end <= comma.start()), default=0)
        date = DATE_IN_ROW.search(view, begin)
        whole = date and find_date(view, Span(date.start(), len(view)))
        if whole:
            parts.append(whole.span())
    cuts: set[tuple[int, int]] = set()
    for start, end in parts:
        cuts.add((len(view[:start].rstrip()), start))
        cuts.add((end, len(view) - len(view[end:].lstrip())))
    return {(start, end) for start, end in cuts if start < end and start > 0 and end < len(view)}


def _stands_apart(view: str, start: int) -> bool:
    """Whether what begins here is no part of a sentence: "của Quyết định Số: 5/QĐ-UBND"."""
    before = view[:start].rstrip()
    return not before or not before[-1].islower() or before.endswith(("phúc", "Nam"))


def _find_signature_cuts(text: str) -> set[tuple[int, int]]:
    cuts = {m.span() for m in AUTHORITY_BEHIND.finditer(text)} | {m.span() for m in SIGNER_BEHIND.finditer(text)}
    for match in POST_BEHIND.finditer(text):
        before = text[: match.start()].rstrip()
        heads = text.startswith("TRƯỞNG", match.end()) and BEFORE_TRUONG.search(before)
        if not heads and not BEFORE_POST.search(before):
            cuts.add(match.span())
    return cuts


def _split_at(draft: Draft, cuts: list[tuple[int, int]]) -> list[Draft]:
    return [line for part in draft.split(_find_stretches(cuts, len(draft.text))) if (line := part.trim()).runs]


def _find_stretches(gaps: list[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """What lies between gaps that may touch or overlap, in order."""
    found, at = [], 0
    for start, end in [*gaps, (size, size)]:
        if start > at:
            found.append((at, start))
        at = max(at, end)
    return found


def _rejoin_words(draft: Draft) -> Draft:
    """The line without the blanks that a converter put into its words; the line as it is where there are none."""
    text = draft.text
    words = [m[0] for m in _WORD.finditer(text) if len(m[0]) > 1 or text[m.end() : m.end() + 1] not in {".", ")"}]
    if not is_torn(words):
        return draft
    dropped: list[tuple[int, int]] = []
    group: list[regex.Match[str]] = []
    for match in _WORD.finditer(text):
        if group and not _is_blank(text[group[-1].end() : match.start()]):
            dropped += _find_torn_blanks(group)
            group = []
        group.append(match)
    dropped += _find_torn_blanks(group)
    dropped += [m.span() for m in _BEFORE_POINT.finditer(text)]
    for symbol in _SYMBOL.finditer(text):
        for match in _SYMBOL_HYPHEN.finditer(text, symbol.start(), symbol.end()):
            dropped += [match.span(1), match.span(2)]
    kept = draft.split(_find_stretches(sorted(set(dropped)), len(text)))
    return replace(draft, runs=[run for part in kept for run in part.runs])


def _is_blank(between: str) -> bool:
    """Blanks and nothing else, without a line break."""
    return between.isspace() and "\n" not in between


def _find_torn_blanks(group: list[regex.Match[str]]) -> list[tuple[int, int]]:
    joined = join_torn([m[0] for m in group])
    return [(a.end(), b.start()) for a, b, no_blank in zip(group, group[1:], joined, strict=False) if no_blank]
