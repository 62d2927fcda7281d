"""Calls into pdfium that are made for every character, bound for speed.

pypdfium2's own bindings convert each argument; a character box through them costs four times as much. What is bound
here takes plain addresses, and keeps the interpreter's lock, which pdfium needs anyhow: it is not made for threads, and
neither is the buffer here.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

_P, _I = ctypes.c_void_p, ctypes.c_int


def address(handle: Any) -> int:
    """The plain address behind one of pypdfium2's pointers."""
    return ctypes.cast(handle, _P).value or 0


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


_tight = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
kind = _bind("FPDFPageObj_GetType", _I, _P)
_clip_path = _bind("FPDFPageObj_GetClipPath", _P, _P)
_clip_count = _bind("FPDFClipPath_CountPaths", _I, _P)
_font = _bind("FPDFTextObj_GetFont", _P, _P)
_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
_unmapped = _bind("FPDFText_HasUnicodeMapError", _I, _P, _I)
_size = _bind("FPDFText_GetFontSize", ctypes.c_double, _P, _I)

# These three are called for every character: without prototype, with arguments that are ctypes objects already, a call
# takes half the time.
_loose = _bind("FPDFText_GetLooseCharBox", None)
_origin = _bind("FPDFText_GetCharOrigin", None)
_object = _bind("FPDFText_GetTextObject", _P)
_SAMPLE = 7
"""One character of so many is looked at first."""
_FLOAT, _DOUBLE, _SLOT = 4, 8, 16
"""Bytes of a C float, of a double, and of what is written for one character: four floats, or two doubles."""
_MATRIX = 6
"""Numbers of a matrix."""
_SURROGATES = range(0xD800, 0xE000)
_BUFFER = ctypes.create_string_buffer(_SLOT * 1024)
_SLOTS = [ctypes.byref(_BUFFER, at) for at in range(0, len(_BUFFER), _SLOT)]
_SECOND = [ctypes.byref(_BUFFER, at) for at in range(_DOUBLE, len(_BUFFER), _SLOT)]


def text_of(textpage: int, count: int) -> str:
    """All characters of a page, one for one with pdfium's character indices."""
    handle = ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    units = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, units - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(handle, i) for i in range(count))
    return "".join(chr(c) if 0 < c <= sys.maxunicode and c not in _SURROGATES else "\x00" for c in codes)


def unmapped_places(textpage: int, count: int) -> list[int]:
    """Which characters no map of their font gives a letter to: what pdfium has for these is none. A page on which a
    sample has its letters has none of them."""
    handle = _P(textpage)
    if 1 not in map(_unmapped, repeat(handle), range(0, count, _SAMPLE)):
        return []
    return [i for i, x in enumerate(map(_unmapped, repeat(handle), range(count))) if x == 1]


def loose_boxes(textpage: int, first: int, stop: int) -> array[float]:
    """Left, top, right, bottom of each character cell (advance width by font height), y upward, four by four."""
    return array("f", _fill_slots(_loose, textpage, first, stop, _SLOTS))


def tight_boxes(textpage: int, first: int, stop: int) -> array[float]:
    """Left, right, bottom, top of each character's ink, y upward, four by four."""
    boxes = array("d", bytes(4 * _DOUBLE * (stop - first)))
    start = boxes.buffer_info()[0]
    for i in range(stop - first):
        at = start + 4 * _DOUBLE * i
        _tight(textpage, first + i, at, at + _DOUBLE, at + 2 * _DOUBLE, at + 3 * _DOUBLE)
    return boxes


def origins(textpage: int, first: int, stop: int) -> array[float]:
    """x and y of each character's origin on its baseline, two by two."""
    return array("d", _fill_slots(_origin, textpage, first, stop, _SLOTS, _SECOND))


def _fill_slots(call: Callable[..., Any], textpage: int, first: int, stop: int, *slots: Sequence[Any]) -> bytes:
    """What a call writes of each character into its `slots` (16 bytes in all); zeros where it has nothing to say."""
    handle, content = _P(textpage), bytearray()
    for start in range(first, stop, len(_SLOTS)):
        end = min(start + len(_SLOTS), stop)
        ctypes.memset(_BUFFER, 0, len(_BUFFER))
        deque(map(call, repeat(handle), range(start, end), *slots), maxlen=0)
        content += _BUFFER.raw[: _SLOT * (end - start)]
    return bytes(content)


def objects(textpage: int, first: int, stop: int) -> list[int | None]:
    """The text object that draws each character; None where pdfium put the character in itself."""
    return list(map(_object, repeat(_P(textpage)), range(first, stop)))


def first_letters(objects: Sequence[int | None]) -> dict[int, int]:
    """Each text object of a page, given that of each character, with the index of its first one."""
    first = dict(zip(reversed(objects), range(len(objects) - 1, -1, -1), strict=True))
    return {obj: i for obj, i in first.items() if obj}


def fonts(objects: Sequence[int]) -> Iterator[int | None]:
    """The fonts of text objects."""
    return map(_font, objects)


def looks(textpage: int, objects: Sequence[int], letters: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Font, render mode, font size and the scaling part of the text matrix (four numbers) of text objects, of each of
    which a letter is given."""
    handle, matrices = _P(textpage), array("f", bytes(_MATRIX * _FLOAT * len(objects)))
    start, step = matrices.buffer_info()[0], _MATRIX * _FLOAT
    deque(map(_matrix, repeat(handle), letters, range(start, start + step * len(objects), step)), maxlen=0)
    scales = (matrices[i::_MATRIX] for i in range(4))
    return zip(fonts(objects), map(_mode, objects), map(_size, repeat(handle), letters), *scales, strict=True)


def clip_paths(objects: Sequence[int]) -> dict[int, int]:
    """The clipping paths of those objects that have one."""
    paths = list(map(_clip_path, objects))
    counts = map(_clip_count, paths)
    return {obj: path for obj, path, count in zip(objects, paths, counts, strict=True) if path and count > 0}


def bounds(obj: int) -> tuple[float, ...]:
    """Left, bottom, right, top of a page object, y upward, in the space that it is in."""
    box = (ctypes.c_float * 4)()
    start = ctypes.addressof(box)
    _bounds(obj, start, start + _FLOAT, start + 2 * _FLOAT, start + 3 * _FLOAT)
    return tuple(box)
