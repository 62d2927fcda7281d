"""Text that annotations draw on a page: numbers and dates stamped into gaps, signature stamps, form fields."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import Box, Segment, join_runs, join_segments
from vbparse.readers.pdf import raw
from vbparse.readers.pdf.glyphs import PageReader
from vbparse.readers.pdf.stamps import build_stamp, is_stamp
from vbparse.schema import DigitalSignature

_SILENT = frozenset(
    {
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
    }
)
_MANY = 500
"""Objects of an annotation that are searched for text; with more it is taken to have some."""
_NEAR = 3.0
"""A letter of an annotation may begin so many points off its box."""
_REACH = 8.0
"""A stamped number stands within this many ems of the text in whose gap it belongs."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that may draw text; its box is in the page's own space."""

    widget: bool
    signature: bool
    box: Box


def drawn_annotations(page: object) -> list[Annotation]:
    """The annotations of a page that may draw text (links, notes and highlights do not)."""
    annotations = []
    for annotation, kind in _annotations(page):
        if kind not in _SILENT and _draws_text(annotation):
            rect = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, rect)
            left, right = sorted((rect.left, rect.right))
            low, high = sorted((rect.bottom, rect.top))
            widget, signature = kind == pdfium.FPDF_ANNOT_WIDGET, _read_string(annotation, b"FT") == "Sig"
            annotations.append(Annotation(widget, signature, (left, low, right, high)))
    return annotations


def hide_texts(page: object) -> None:
    """Hide the annotations of an open page that write, and those that mark what is written: OCR is to see the others
    alone. Not to be undone while the document is open."""
    for annotation, kind in _annotations(page):
        if kind in _SILENT or _draws_text(annotation):
            pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)


def _annotations(page: object) -> Iterator[tuple[object, int]]:
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if annotation:
            yield annotation, pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)


def _draws_text(annotation: object) -> bool:
    """Whether the appearance of an annotation holds text at all: most stamps are pictures."""
    count = pdfium.FPDFAnnot_GetObjectCount(annotation)
    waiting = [pdfium.FPDFAnnot_GetObject(annotation, i) for i in range(min(count, _MANY))]
    for _ in range(_MANY):
        if not waiting:
            return False
        obj = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = min(pdfium.FPDFFormObj_CountObjects(obj), _MANY - len(waiting))
            waiting += [pdfium.FPDFFormObj_GetObject(obj, i) for i in range(inner)]
    return True


def _read_string(annotation: object, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace")


def annotation_runs(
    document: object, page: object, index: int, display: Frame, before: PageReader, annotations: Sequence[Annotation]
) -> list[Segment]:
    """The runs that annotations add to a page, which is flattened for that (in memory): text that begins within their
    boxes, where the page had none of it `before`."""
    of_page = set(before.first_letters().values())
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return []
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return []
    text = pdfium.FPDFText_LoadPage(page)
    try:
        flattened = PageReader(raw.address(text), display, clipped=False)
        added = {
            obj
            for obj, (char, x, y) in flattened.first_letters().items()
            if (char, x, y) not in of_page and any(_is_within(x, y, a.box) for a in annotations)
        }
        return flattened.read_runs(added).runs if added else []
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _is_within(x: float, y: float, box: Box) -> bool:
    return box[0] - _NEAR < x < box[2] + _NEAR and box[1] - _NEAR < y < box[3] + _NEAR


@dataclass(slots=True)
class Placed:
    """Where the text of annotations belongs: into the page, to the signatures, or to the margins."""

    text: list[Segment]
    signatures: list[DigitalSignature]
    aside: list[Segment]


def place_runs(
    runs: list[Segment], annotations: list[Annotation], frame: Frame, page: int, lines: list[Segment]
) -> Placed:
    """Sort the runs of annotations. A short text that falls into a gap of a line of the page is part of that line."""
    sorted_runs = Placed([], [], [])
    boxes = [frame.box(*a.box) for a in annotations]
    groups: dict[int | None, list[Segment]] = {}
    for run in runs:
        middle = run.base - 0.3 * run.size
        holding = [
            (_area(b), i)
            for i, b in enumerate(boxes)
            if b[0] - 2 <= run.centre <= b[2] + 2 and b[1] - 3 <= middle <= b[3] + 3
        ]
        groups.setdefault(min(holding)[1] if holding else None, []).append(run)
    for index, members in groups.items():
        rows = sorted(join_runs(members), key=lambda s: (round(s.base / 3), s.x0))
        annotation = annotations[index] if index is not None else None
        words = "\n".join(r.text for r in rows)
        gaps = [] if is_stamp(words) else [g for g in (_find_gapped_line(r, lines) for r in rows) if g]
        if len(gaps) == len(rows):
            sorted_runs.text += [_set_on_baseline(row, gap.base) for row, gap in zip(rows, gaps, strict=True)]
        elif (annotation and annotation.signature) or is_stamp(words):
            sorted_runs.signatures.append(build_stamp(rows, page))
        elif annotation and annotation.widget:
            sorted_runs.text += rows
        else:
            sorted_runs.aside += rows
    return sorted_runs


def _set_on_baseline(run: Segment, base: float) -> Segment:
    """A stamped run on the baseline of its line, with a blank before it: what is filled in is a word of its own."""
    run.base = base
    run.text = f" {run.text}"
    run.left.insert(0, run.left[0])
    run.right.insert(0, run.left[0])
    run.style.insert(0, 0)
    return run


def fill_in(lines: list[Segment], texts: list[Segment]) -> list[Segment]:
    """Whole lines with the texts that `place` put into their blanks in these; what stands beside a line stays apart."""
    filled = lines[:]
    for text in texts:
        for i, line in enumerate(filled):
            at = next((k for k, c in enumerate(line.text) if c == " " and _is_over(line, k, text)), None)
            if at is not None and line.base == text.base:
                parts = (line.slice(0, at), text, line.slice(at + 1, len(line.text)))
                filled[i] = join_segments([x for x in parts if x])
                break
        else:
            filled.append(text)
    return filled


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _find_gapped_line(run: Segment, lines: list[Segment]) -> Segment | None:
    """The line of the page into whose gap a run falls: same height, no overlap, text near it."""
    distances: list[tuple[float, int]] = []
    for i, line in enumerate(lines):
        if abs(line.base - run.base) > 0.6 * max(line.size, run.size):
            continue
        overlap = min(run.x1, line.x1) - max(run.x0, line.x0)
        if overlap > 0.5 * run.size and not _in_blank(run, line):
            return None
        distance = max(line.x0 - run.x1, run.x0 - line.x1, 0.0)
        if distance < _REACH * line.size:
            distances.append((distance, i))
    return lines[min(distances)[1]] if distances else None


def _in_blank(run: Segment, line: Segment) -> bool:
    return any(c == " " and _is_over(line, i, run) for i, c in enumerate(line.text))


def _is_over(line: Segment, at: int, run: Segment) -> bool:
    """Whether a run stands where character `at` of a line does."""
    return line.left[at] - 0.3 * run.size <= run.x0 and run.x1 <= line.right[at] + 0.3 * run.size
