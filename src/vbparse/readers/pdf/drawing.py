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
"""Points of the shortest line; what is shorter is part of a sign."""
_MOST = 20_000
"""Path segments looked at on one page: a map or a drawing has more, a table never."""
_FRAME = 8
"""Segments of the smallest filled path that is a frame: two rectangles, one inside the other."""
_DEEPEST, _INSIDE = 4, 50_000
"""Depth to which forms are searched, and objects of them that are: forms that draw forms multiply without bounds."""
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
    drawing = Drawing()
    handle = ctypes.cast(page, pdfium.FPDF_PAGE)
    count = pdfium.FPDFPage_CountObjects(handle)
    objects = [raw.page_object(page, i) for i in range(count)]
    _walk_objects([o for o in objects if o], _SAME, drawing, 0)
    return drawing


def _walk_objects(objects: list[int], matrix: Matrix, drawing: Drawing, depth: int) -> None:
    kinds = map(raw.kind, objects)
    for obj, kind in zip(objects, kinds, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(obj, matrix, drawing)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawing.pictures.append(_transform_box(raw.bounds(obj), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            drawing.forms = True
            handle = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
            count = min(max(0, pdfium.FPDFFormObj_CountObjects(handle)), drawing.inside)
            drawing.inside -= count
            members = [raw.form_object(obj, i) for i in range(count)]
            _walk_objects([o for o in members if o], _multiply(_read_matrix(handle), matrix), drawing, depth + 1)


def _read_path(obj: int, matrix: Matrix, drawing: Drawing) -> None:
    box = _transform_box(raw.bounds(obj), matrix)
    wide, high = box[2] - box[0], box[3] - box[1]
    if min(wide, high) <= _THIN:
        if max(wide, high) > _SHORT:
            drawing.lines.append(box)
        return
    if min(wide, high) < 2 * _SHORT or drawing.budget <= 0:
        return
    handle = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(handle)
    drawing.budget -= count
    if not stroke.value and count < _FRAME:
        return  # one filled area: shading, no line
    to_page = _multiply(_read_matrix(handle), matrix)
    for points in _read_subpaths(handle, min(count, _MOST)):
        _add_outline([_transform_point(x, y, to_page) for x, y in points], bool(stroke.value), drawing)


def _read_matrix(handle: object) -> Matrix:
    """The matrix of an object: from its own space to the one that it is in."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _read_subpaths(handle: object, count: int) -> list[list[tuple[float, float]]]:
    subpaths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _MOVE or not subpaths:
            subpaths.append([])
        elif kind != _LINE:
            continue
        subpaths[-1].append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(subpaths[-1]) > 2:
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _add_outline(points: list[tuple[float, float]], stroked: bool, drawing: Drawing) -> None:
    """The lines of one subpath: itself where it is a thin strip, else its sides where these are drawn."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        if max(box[2] - box[0], box[3] - box[1]) > _SHORT:
            drawing.lines.append(box)
        return
    if not stroked:
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) < 0.5 and max(abs(ax - bx), abs(ay - by)) > _SHORT:
            drawing.lines.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _transform_point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _transform_box(box: tuple[float, ...], matrix: Matrix) -> Box:
    if matrix == _SAME:
        return (box[0], box[1], box[2], box[3])
    ax, ay = _transform_point(box[0], box[1], matrix)
    bx, by = _transform_point(box[2], box[3], matrix)
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
