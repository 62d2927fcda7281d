"""What the streams of a PDF unpack to, checked before pdfium draws them: forms that show forms can take all memory
that there is, and the process with it."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator

from vbparse.errors import DamagedError
from vbparse.patterns import Cue
from vbparse.readers.files import MB

MOST_UNPACKED = 300 * MB
"""Bytes of all streams that are no pictures: content, fonts, maps of characters. A large drawing has a tenth."""
MOST_DRAWN = 100_000
"""Forms that one form draws, with those that these draw, and so on."""
_DENSEST = 1032
"""Bytes that one byte of a deflated stream stands for, at most (zlib)."""
_DEEPEST = 40
"""Forms in forms up to which pdfium draws."""
_STREAM = Cue(rb"(?<!end)stream\r?\n", examples=[b">>stream\r\n", b"stream\n"], rejects=[b"endstream\n", b"stream x"])
_OBJECT = Cue(
    rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b", examples=[b"12 0 obj", b"7 0\nobj<<"], rejects=[b"12 0 R", b"objx"]
)
_FORM = Cue(rb"/Subtype\s*/Form\b", examples=[b"/Subtype /Form", b"/Subtype/Form>>"], rejects=[b"/FormType 1"])
_PICTURE = Cue(rb"/Subtype\s*/Image\b", examples=[b"/Subtype/Image"], rejects=[b"/Subtype/ImageMask", b"/ImageB"])
_SHOWN = Cue(rb"/([^\s/<>\[\](){}%]+)\s+Do\b", examples=[b"/Fm0 Do Q"], rejects=[b"/GS0 gs", b"/Fm0 Done"])
_NAMED = Cue(
    rb"/([^\s/<>\[\](){}%]+)\s+(\d{1,8})\s+\d{1,5}\s+R\b", examples=[b"/Fm0 12 0 R"], rejects=[b"/Length 12", b"12 0 R"]
)
_ELSEWHERE = Cue(
    rb"/(?:Resources|XObject)\s+(\d{1,8})\s+\d{1,5}\s+R\b",
    examples=[b"/Resources 5 0 R", b"/XObject 7 0 R"],
    rejects=[b"/Resources <<", b"/Parent 5 0 R"],
)
_HEAD = 20_000
"""Bytes of the dictionary of a stream, or of one that is elsewhere, that are looked at."""


def check_streams(data: bytes, name: str) -> None:
    """Raises DamagedError where the streams of a file unpack to more than any document needs."""
    forms: dict[int, Counter[int]] = {}
    deflated: list[memoryview] = []
    remaining = MOST_UNPACKED
    objects: dict[int, int] | None = None
    for number, head, body in _find_streams(data):
        if _PICTURE.search(head):
            continue
        packed = b"FlateDecode" in head
        if not _FORM.search(head):
            remaining -= 0 if packed else len(body)
            deflated += [body] if packed else []
            continue
        content = _unpack(body, max(1, remaining)) if packed else bytes(body)
        remaining -= len(content)
        if shows := _SHOWN.findall(content):
            if objects is None and _ELSEWHERE.search(head):
                objects = {int(found[1]): found.end() for found in _OBJECT.finditer(data)}
            named = _named_objects(data, head, objects or {})
            forms[number] = Counter(named.get(key, 0) for key in shows)
    if remaining <= 0 or _exceeds(deflated, remaining):
        raise DamagedError("pdf.streams", name=name, most_unpacked=MOST_UNPACKED // MB)
    if _most_drawn(forms) > MOST_DRAWN:
        raise DamagedError("pdf.forms", name=name, most_drawn=MOST_DRAWN)


def _find_streams(data: bytes) -> Iterator[tuple[int, bytes, memoryview]]:
    """Each stream: the number of its object, its dictionary, its bytes."""
    view, at = memoryview(data), 0
    while keyword := _STREAM.search(data, at):
        head = data[
            data.rfind(b"endobj", max(at, keyword.start() - _HEAD), keyword.start()) + 1 or at : keyword.start()
        ]
        head = head[-_HEAD:]
        end = data.find(b"endstream", keyword.end())
        numbers = _OBJECT.findall(head)
        yield int(numbers[-1]) if numbers else 0, head, view[keyword.end() : end if end >= 0 else len(data)]
        if end < 0:
            return
        at = end


def _exceeds(bodies: list[memoryview], most: int) -> bool:
    """Whether deflated streams unpack to more than so many bytes. The largest are tried, until the others cannot."""
    waiting = sorted(bodies, key=len)
    packed = sum(map(len, waiting))
    while packed * _DENSEST > most > 0:
        body = waiting.pop()
        packed -= len(body)
        most -= len(_unpack(body, most))
    return most <= 0


def _unpack(body: memoryview, most: int) -> bytes:
    """What a deflated stream unpacks to, no more than `most` bytes; what is damaged is left out."""
    inflater = zlib.decompressobj()
    try:
        return inflater.decompress(body, most)
    except zlib.error:
        return b""


def _named_objects(data: bytes, head: bytes, objects: dict[int, int]) -> dict[bytes, int]:
    """The numbers of all objects that the resources of a form name."""
    texts = [head]
    for number in map(int, _ELSEWHERE.findall(head)):
        if number in objects and len(texts) < 4:
            start = objects[number]
            texts.append(data[start : start + _HEAD].partition(b"endobj")[0])
    return {key: int(number) for text in texts for key, number in _NAMED.findall(text)}


def _most_drawn(forms: dict[int, Counter[int]]) -> int:
    """How many forms the greediest form draws, from the numbers of those that each shows and how often; counted a
    little beyond `MOST_DRAWN`. What shows itself goes on to the depth at which pdfium stops."""
    totals: dict[int, int] = {}
    for _ in range(_DEEPEST if forms else 0):
        totals = {
            number: min(1 + sum(times * totals.get(at, 1) for at, times in shows.items()), MOST_DRAWN + 1)
            for number, shows in forms.items()
        }
    return max(totals.values(), default=0)
