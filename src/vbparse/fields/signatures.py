"""Signature: authority, position, name (NĐ 30/2020/NĐ-CP, Điều 13 and phụ lục I, ô số 7a, 7b)."""

from __future__ import annotations

from vbparse.blocks import Para
from vbparse.language.landmarks.recipients import find_end_of_filing, is_recipients_line, match_filing
from vbparse.language.landmarks.signer import SIGNER_BEHIND, is_hand, match_signer, opens_with_surname
from vbparse.language.landmarks.signing import (
    AUTHORITY_BEHIND,
    BEFORE_POST,
    POST_BEHIND,
    is_acting,
    is_approval,
    is_signing_line,
    match_approval,
    match_authority,
    match_post,
)
from vbparse.schema import Signature, span_of
from vbparse.text import Span, Text

_FOR_CHIEF = "KT."
"""In the place of the chief (NĐ 30/2020/NĐ-CP, Điều 13)."""


def find_signatures(text: Text, paras: list[Para]) -> list[Signature]:
    """All signatures of an end block; each begins with its authority or position and ends with its name. The one name
    of an end without a post is who signed: the post could not be read."""
    signatures: list[Signature] = []
    lines = _find_lines(text, paras)
    group: list[Span] = []
    lone_names: list[Span] = []
    for span in lines:
        name = match_signer(text.view, span)
        if name and not _in_capitals(text.view, span):
            if group:
                signatures.append(_make_signature(text, group, Span(*name.span("name"))))
                group = []
            elif opens_with_surname(name["name"]):
                lone_names.append(Span(*name.span("name")))
        elif is_hand(text.view, span):
            continue
        elif is_signing_line(text.view, span) or (_in_capitals(text.view, span) and len(text[span]) > 3):
            group.append(span)
    if group and any(is_signing_line(text.view, s) for s in group) and not signatures:
        signatures.append(_make_signature(text, group, None))
    if len(lone_names) == 1 and not signatures:
        signatures.append(_make_signature(text, [], lone_names[0]))
    return signatures


def _find_lines(text: Text, paras: list[Para]) -> list[Span]:
    """The lines that are no recipients: those of the signature's own column, or all but the list of Nơi nhận."""
    listing = next((p.column for p in paras if is_recipients_line(text.view, p.span)), None)
    spans: list[Span] = []
    is_filed = False
    for para in paras:
        if para.table is None and match_filing(text.view, para.span):
            spans += _find_lines_behind_filing(text, para)
            is_filed = True
        elif is_filed and para.kind == "bullet" and (line := _find_line_behind_mark(text, para)):
            spans.append(line)
        if para.table is not None or para.kind == "bullet" or is_recipients_line(text.view, para.span):
            continue
        if listing is not None and para.column == listing:
            continue
        spans += [part for x in para.lines for part in _part_approval(text, text.trim(x.span))]
    return [s for s in spans if s]


def _find_line_behind_mark(text: Text, para: Para) -> Span | None:
    """A post in capitals or a name below the filing line, where dirt before it was read as the mark of a list."""
    start = next((i for i in range(*para.body) if text.view[i].isalpha()), para.body.end)
    line = text.trim(Span(start, para.body.end))
    if line and _in_capitals(text.view, line):
        return line if is_signing_line(text.view, line) else None
    name = match_signer(text.view, line) if line else None
    return line if name and opens_with_surname(name["name"]) else None


def _part_approval(text: Text, line: Span) -> list[Span]:
    """A line on which an office approves as two: "PHÊ DUYỆT" and its post."""
    found = match_approval(text.view, line)
    return [Span(*found.span("approval")), Span(found.end(), line.end)] if found else [line]


def _find_lines_behind_filing(text: Text, para: Para) -> list[Span]:
    """The lines of a signature that stands in the paragraph of the filing line, also where they run on in one."""
    at = find_end_of_filing(text.view, para.span)
    lines = [text.trim(Span(max(at, x.span.start), x.span.end)) for x in para.lines if x.span.end > at]
    spans: list[Span] = []
    for line in lines:
        cuts = {m.span() for cue in (AUTHORITY_BEHIND, SIGNER_BEHIND) for m in cue.finditer(text.view, *line)}
        for match in POST_BEHIND.finditer(text.view, *line):
            if not BEFORE_POST.search(text.view, line.start, match.start()):
                cuts.add(match.span())
        starts = [line.start, *(end for _, end in sorted(cuts))]
        ends = [*(start for start, _ in sorted(cuts)), line.end]
        spans += [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    return spans


def _in_capitals(view: str, span: Span) -> bool:
    letters = [c for c in view[span.start : span.end] if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _make_signature(text: Text, group: list[Span], name: Span | None) -> Signature:
    """Prefixed lines are the authority, the last office the position; an office after the position is a second one."""
    view = text.view
    authority: list[Span] = []
    offices: list[Span] = []
    other_lines: list[Span] = []
    for span in group:
        if is_approval(view, span) or (match_authority(view, span) and not is_acting(view, span)):
            authority.append(span)
        elif offices and view[offices[-1].end - 1] in "-,":
            offices[-1] = offices[-1].cover(span)
        elif match_post(view, span) or (authority and not offices and _is_for_office(view, authority[-1])):
            offices.append(span)
        elif authority and not offices:
            authority[-1] = authority[-1].cover(span)
        else:
            other_lines.append(span)
    if not authority and not offices and other_lines:
        authority, other_lines = other_lines[-1:], other_lines[:-1]
    deputised = offices.pop(0) if len(offices) > 1 and _is_deputy(view, *offices[:2]) else None
    position = offices[0] if offices else None
    all_lines = [*group, name] if name else group
    chief = _read_post(text, deputised) if deputised else None
    words = [*(text.reading(s) for s in authority), *([f"{_FOR_CHIEF} {chief}"] if chief else [])]
    return Signature(
        name=text.reading(name) if name else None,
        authority=" ".join(words) or None,
        position=text.reading(position) if position else None,
        acting_for=chief or _read_acting_for(text, authority),
        second_position=text.reading(offices[-1]) if len(offices) > 1 else None,
        span=span_of(Span(all_lines[0].start, all_lines[-1].end)),
    )


def _is_deputy(view: str, chief: Span, deputy: Span) -> bool:
    """Whether the second of two posts is the deputy of the first, in whose place they sign; KT. is then written by
    hand, or not at all."""
    first, second = match_post(view, chief), match_post(view, deputy)
    return bool(first and second and " ".join(second["post"].split()) == f"PHÓ {' '.join(first['post'].split())}")


def _read_post(text: Text, line: Span) -> str:
    """A post without what stands before it."""
    match = match_post(text.view, line)
    return text.reading((match.start("post"), line.end) if match else line)


def _is_for_office(view: str, authority: Span) -> bool:
    """KT. CHỦ TỊCH, TL. GIÁM ĐỐC: whoever stands below is the office that signs."""
    prefix = match_authority(view, authority)
    return bool(prefix and match_post(view, Span(prefix.end(), authority.end)))


def _read_acting_for(text: Text, authority: list[Span]) -> str | None:
    """The body or office behind the last prefix: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH."""
    if not authority:
        return None
    match = match_authority(text.view, authority[-1])
    return text.reading((match.end(), authority[-1].end)) if match else None
