"""Straight lines and pictures that are drawn on a page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.frames import Frame
from vbparse.arrange.layout.segments import Box, Rule
from vbparse.readers.pdf import raw

_THIN = 3.0
"""A filled strip no thicker than this is a line."""
_SHORT = 4.0
_MOST = 20_000
"""Path segments looked at on one page: a map or a drawing has more, a table never."""
_DEEPEST, _INSIDE = 4, 50_000
"""How deep forms are looked into, and at how many objects in them: forms that draw forms unfold without bounds."""
_LINE, _MOVE = pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """Lines and pictures of a page, in the page's own space (y upward) until `placed`."""

    lines: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    forms: bool = False
    budget: int = _MOST
    inside: int = _INSIDE

    def rules(self, frame: Frame) -> tuple[list[Rule], list[Rule]]:
        """Level and upright lines in a frame, each reduced to its middle."""
        level, upright = [], []
        for left, bottom, right, top in self.lines:
            x0, y0, x1, y1 = frame.box(left, bottom, right, top)
            if x1 - x0 > y1 - y0:
                y = (y0 + y1) / 2
                level.append(Rule(x0, y, x1, y))
            else:
                x = (x0 + x1) / 2
                upright.append(Rule(x, y0, x, y1))
        return level, upright


def read_drawing(page: int) -> Drawing:
    """The lines and pictures of a page; curves and slanted lines are left out."""
    found = Drawing()
    handle = ctypes.cast(page, pdfium.FPDF_PAGE)
    count = pdfium.FPDFPage_CountObjects(handle)
    objects = [raw.page_object(page, i) for i in range(count)]
    _walk_objects([o for o in objects if o], _SAME, found, 0)
    return found


def _walk_objects(objects: list[int], matrix: Matrix, found: Drawing, depth: int) -> None:
    kinds = map(raw.kind, objects)
    for obj, kind in zip(objects, kinds, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(obj, matrix, found)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_transform_box(raw.bounds(obj), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            found.forms = True
            handle = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, inner)
            own = (inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
            count = min(max(0, pdfium.FPDFFormObj_CountObjects(handle)), found.inside)
            found.inside -= count
            members = [raw.form_object(obj, i) for i in range(count)]
            _walk_objects([o for o in members if o], _multiply(own, matrix), found, depth + 1)


def _read_path(obj: int, matrix: Matrix, found: Drawing) -> None:
    box = _transform_box(raw.bounds(obj), matrix)
    wide, high = box[2] - box[0], box[3] - box[1]
    if min(wide, high) <= _THIN:
        if max(wide, high) > _SHORT:
            found.lines.append(box)
        return
    if min(wide, high) < 2 * _SHORT or found.budget <= 0:
        return
    handle = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(handle)
    found.budget -= count
    if not stroke.value and count < 8:
        return  # one filled area: shading, no line
    inner = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, inner)
    own = _multiply((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
    for points in _read_subpaths(handle, min(count, _MOST)):
        _add_outline([_transform_point(x, y, own) for x, y in points], bool(stroke.value), found)


def _read_subpaths(handle: object, count: int) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _MOVE or not found:
            found.append([])
        elif kind != _LINE:
            continue
        found[-1].append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(found[-1]) > 2:
            found[-1].append(found[-1][0])
    return found


def _add_outline(points: list[tuple[float, float]], stroked: bool, found: Drawing) -> None:
    """The lines of one subpath: itself where it is a thin strip, else its sides where these are drawn."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        if max(box[2] - box[0], box[3] - box[1]) > _SHORT:
            found.lines.append(box)
        return
    if not stroked:
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) < 0.5 and max(abs(ax - bx), abs(ay - by)) > _SHORT:
            found.lines.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _transform_point(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _transform_box(box: tuple[float, ...], matrix: Matrix) -> Box:
    if matrix == _SAME:
        return (box[0], box[1], box[2], box[3])
    ax, ay = _transform_point(box[0], box[1], matrix)
    bx, by = _transform_point(box[2], box[3], matrix)
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _multiply(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )
