"""Reads pictures with Tesseract's library; a process of its own, started by `kept`, that needs no vbparse.

    library.py LIBRARY LANGUAGE

So what the library does to its process, which may be anything, costs one picture. Its models stay loaded from one
picture to the next. A question comes on standard input as a line of JSON {"width", "height", "dpi", "mode",
"characters"} and then the picture, a byte a pixel. Standard output answers with one line of JSON: a list of lines, each
a list of words, each its confidence and its symbols, each a list of text, left, top, right, bottom and confidence. It
ends with its standard input, which comes when the caller ends, however it ends.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from ctypes import c_char_p, c_float, c_int, c_void_p
from typing import Any

_LINE, _WORD, _SYMBOL = 2, 3, 4
"""TessPageIteratorLevel."""
_DIGITS = ".8g"
"""As the program writes confidences."""
_NO_MODEL, _NO_READING = 3, 4
"""Exit statuses."""
_TYPES: dict[str, tuple[Any, ...]] = {
    "TessBaseAPICreate": (c_void_p,),
    "TessBaseAPIInit3": (c_int, c_void_p, c_char_p, c_char_p),
    "TessBaseAPISetVariable": (c_int, c_void_p, c_char_p, c_char_p),
    "TessBaseAPISetPageSegMode": (None, c_void_p, c_int),
    "TessBaseAPISetImage": (None, c_void_p, c_char_p, c_int, c_int, c_int, c_int),
    "TessBaseAPIRecognize": (c_int, c_void_p, c_void_p),
    "TessBaseAPIGetIterator": (c_void_p, c_void_p),
    "TessBaseAPIClear": (None, c_void_p),
    "TessDeleteText": (None, c_void_p),
    "TessPageIteratorBoundingBox": (c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p),
    "TessPageIteratorIsAtBeginningOf": (c_int, c_void_p, c_int),
    "TessResultIteratorConfidence": (c_float, c_void_p, c_int),
    "TessResultIteratorDelete": (None, c_void_p),
    "TessResultIteratorGetPageIterator": (c_void_p, c_void_p),
    "TessResultIteratorGetUTF8Text": (c_void_p, c_void_p, c_int),
    "TessResultIteratorNext": (c_int, c_void_p, c_int),
}
"""Result and arguments of the functions of its C API (capi.h) that are called."""


class Tesseract:
    """The library with the model of a language."""

    def __init__(self, path: str, language: str) -> None:
        self._call = ctypes.CDLL(path)
        for name, (result, *arguments) in _TYPES.items():
            function = self._call[name]
            function.restype, function.argtypes = result, arguments
            setattr(self._call, name, function)
        self._api = self._call.TessBaseAPICreate()
        if self._call.TessBaseAPIInit3(self._api, None, language.encode()):
            sys.exit(_NO_MODEL)

    def read_lines(self, question: dict[str, Any], pixels: bytes) -> list[Any]:
        """The words of each line of a picture."""
        call, api, width = self._call, self._api, question["width"]
        for name, value in (("user_defined_dpi", question["dpi"]), ("tessedit_char_whitelist", question["characters"])):
            call.TessBaseAPISetVariable(api, name.encode(), str(value).encode())
        call.TessBaseAPISetPageSegMode(api, question["mode"])
        call.TessBaseAPISetImage(api, pixels, width, question["height"], 1, width)
        if call.TessBaseAPIRecognize(api, None):
            sys.exit(_NO_READING)
        iterator = call.TessBaseAPIGetIterator(api)
        lines = self._list_lines(iterator) if iterator else []
        call.TessResultIteratorDelete(iterator)
        call.TessBaseAPIClear(api)
        return lines

    def _list_lines(self, iterator: int) -> list[Any]:
        """What the program writes as hOCR: lines, words and symbols, in the order of the page."""
        call, lines = self._call, list[Any]()
        place = call.TessResultIteratorGetPageIterator(iterator)
        box = tuple(map(c_int, (0, 0, 0, 0)))
        corners = [ctypes.byref(corner) for corner in box]
        more = True
        while more:
            text = self._take_text(call.TessResultIteratorGetUTF8Text(iterator, _SYMBOL))
            if text is not None and call.TessPageIteratorIsAtBeginningOf(place, _WORD):
                if call.TessPageIteratorIsAtBeginningOf(place, _LINE):
                    lines.append([])
                lines[-1].append((int(call.TessResultIteratorConfidence(iterator, _WORD)), []))
            if text:
                call.TessPageIteratorBoundingBox(place, _SYMBOL, *corners)
                sure = format(call.TessResultIteratorConfidence(iterator, _SYMBOL), _DIGITS)
                lines[-1][-1][1].append((text, *(corner.value for corner in box), float(sure)))
            more = call.TessResultIteratorNext(iterator, _SYMBOL)
        return lines

    def _take_text(self, pointer: int | None) -> str | None:
        if pointer is None:  # a picture on the page
            return None
        text = ctypes.string_at(pointer).decode("utf-8", "replace")
        self._call.TessDeleteText(pointer)
        return text


def main() -> None:
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    tesseract = Tesseract(*sys.argv[1:3])
    while line := questions.readline():
        question = json.loads(line)
        pixels = questions.read(question["width"] * question["height"])
        answers.write(json.dumps(tesseract.read_lines(question, pixels)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
