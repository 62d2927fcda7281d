"""Where the end of a document stands: Nơi nhận, and authority, post and name of who signs.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 7a, 7b, 9b. A line of the same words may open the text of a decision
("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" above Căn cứ): who issues it, and no signature.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.language.doctypes import match_type_line
from vbparse.language.landmarks.attached import is_copy_line, is_issued_with
from vbparse.language.landmarks.opening import BASIS
from vbparse.language.landmarks.recipients import is_recipients_line, match_filing
from vbparse.language.landmarks.signer import is_hand, is_signer_line
from vbparse.language.landmarks.signing import is_signing_line
from vbparse.structure.annexes import read_annex_label
from vbparse.structure.titles import begins_letterhead, in_capitals

_ENACTING = build_cue(
    r"\W*{enacting}\W*$", examples=["QUYẾT ĐỊNH:", "QUYẾT NGHỊ"], rejects=["QUYẾT ĐỊNH CỦA UBND"], at="start"
)
_SIGNATURE_LINES = 12
_ENTRY, _SIGNING_LINE = 250, 160
"""Letters of the longest entry of Nơi nhận, and of the longest line of authority or post."""
_LEAST_ENTRIES, _ENTRY_ALONE = 2, 120
"""Lines by which a list of recipients without its heading is known, and letters of each at most."""
_TO_ISSUED_WITH = 5
"""Paragraphs from the heading of what is issued to "(Ban hành kèm theo …)"."""
_OUTLINE = ("roman", "article", "part", "chapter", "section")
"""Forms of labels that number the parts of a text, and never a list of recipients."""


def find_end(view: str, paras: list[Para], body_from: int) -> tuple[int, int]:
    """Where recipients and signature begin and end, as indices into `paras`; the length twice where there are none."""
    start = next((i for i in range(body_from, len(paras)) if is_recipients_line(view, paras[i].span)), None)
    if start is None:
        start = find_unnamed_list(view, paras[body_from:], body_from)
    if start is None:
        start = next((i for i in range(body_from, len(paras)) if _is_signature(view, paras, i)), None)
    if start is None:
        return len(paras), len(paras)
    start = _find_signature_above(view, paras, body_from, start)
    stop = start + 1
    while stop < len(paras) and _belongs_to_end(view, paras, stop):
        stop += 1
    return start, stop


def find_unnamed_list(view: str, paras: Sequence[Para], first: int = 0) -> int | None:
    """Where a list of recipients begins whose heading could not be read: two or more marked lines that end as entries,
    then the filing line. `paras[0]` has the index `first`."""
    for at, para in enumerate(paras):
        if para.kind != "bullet" or not match_filing(view, para.span):
            continue
        start = at
        while start and _is_entry(view, paras[start - 1], para):
            start -= 1
        if at - start >= _LEAST_ENTRIES:
            return first + start
    return None


def _is_entry(view: str, para: Para, filing: Para) -> bool:
    """Whether a paragraph is a line of the list that the filing line ends."""
    short = para.span.end - para.span.start < _ENTRY_ALONE
    return para.kind == "bullet" and para.column == filing.column and short and view[para.span.end - 1] in ";:,"


def cut_copy(view: str, paras: list[Para]) -> list[Para]:
    """The end of the document itself: a SAO Y, SAO LỤC or TRÍCH SAO below it has a number and a signer of its own."""
    copy = next((i for i, p in enumerate(paras) if is_copy_line(view, p.span)), len(paras))
    return paras[:copy]


def _is_signature(view: str, paras: list[Para], i: int) -> bool:
    """Whether a signature begins here. Lines of authority and post are one where no text of the document follows before
    a name, the end of the file, or what is attached."""
    if not _is_signing(view, paras[i]):
        return False
    for at in range(i + 1, min(len(paras), i + 1 + _SIGNATURE_LINES)):
        para = paras[at]
        if is_signer_line(view, para.span) or read_annex_label(view, para) or begins_letterhead(view, paras, at):
            return True
        if _is_text(view, para):
            return False
    return True


def _is_text(view: str, para: Para) -> bool:
    """Whether a paragraph is of the text of a document: a basis, an enacting line, an article, a table, or long."""
    return (
        para.table is not None
        or (para.label is not None and para.label.style in _OUTLINE)
        or bool(BASIS.match(view, *para.span) or _ENACTING.match(view, *para.span))
        or para.span.end - para.span.start > _ENTRY
    )


def _find_signature_above(view: str, paras: list[Para], body_from: int, start: int) -> int:
    """Where the signature begins that stands above Nơi nhận: lines of authority or position, marks and names."""
    at = i = start
    while i > body_from and start - i < _SIGNATURE_LINES:
        i -= 1
        if _is_signing(view, paras[i]):
            at = i
        elif not (is_signer_line(view, paras[i].span) or is_hand(view, paras[i].span) or _opens_second(view, paras, i)):
            break
    return at


def _opens_second(view: str, paras: list[Para], i: int) -> bool:
    """The name of a second body that signs, in capitals below the first signature of a joint document."""
    return i > 0 and in_capitals(view, paras[i].span) and is_signer_line(view, paras[i - 1].span)


def _is_signing(view: str, para: Para) -> bool:
    """A line of authority or position: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."""
    if para.table is not None or (para.label and para.label.style != "upper") or not in_capitals(view, para.span):
        return False
    size = para.span.end - para.span.start
    return size < _SIGNING_LINE and is_signing_line(view, para.span)


def _belongs_to_end(view: str, paras: list[Para], i: int) -> bool:
    para = paras[i]
    if _is_text(view, para) or read_annex_label(view, para) or begins_letterhead(view, paras, i):
        return False
    if para.column is not None or para.kind == "bullet" or _is_signing(view, para) or is_signer_line(view, para.span):
        return True
    if match_type_line(view, *para.span) and in_capitals(view, para.span):
        return False
    return not any(is_issued_with(view, p.span) for p in paras[i : i + _TO_ISSUED_WITH] if p.column is None)
