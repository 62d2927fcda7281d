"""Tesseract as a process of its own for each picture."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading

from lxml import etree

from vbparse.patterns import Cue
from vbparse.readers.ocr.readings import LANGUAGE, MOST, PageError, Question, RawWord, Symbol, start_process

_BOX = Cue(
    r"bboxes (?P<left>\d+) (?P<top>\d+) (?P<right>\d+) (?P<bottom>\d+)(?:; x_conf (?P<sure>[\d.]+))?",
    examples=["x_bboxes 36 92 58 116; x_conf 98.9", "x_bboxes 1 2 3 4"],
    rejects=["bbox 36 92 58 116"],
)
"""Box and confidence of a character in hOCR."""
_WORD_SURE = Cue(r"x_wconf ([\d.]+)", examples=["bbox 36 92 58 116; x_wconf 95"], rejects=["x_conf 95"])


def ask_program(program: str, question: Question, seconds: float) -> list[list[RawWord]]:
    """The words of each line. Raises PageError where the program fails, hangs or writes without end."""
    options = ["--dpi", str(question.dpi), "-l", LANGUAGE, "--psm", str(question.mode)]
    output = ["-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1"]
    output += ["-c", f"tessedit_char_whitelist={question.characters}"] if question.characters else []
    head = f"P5\n{question.width} {question.height}\n255\n".encode()
    answer = _run([program, "stdin", "stdout", *options, *output], head + question.pixels, seconds)
    try:
        return _parse_lines(answer)
    except etree.XMLSyntaxError as error:
        raise PageError(f"Tesseract's answer could not be read ({error})") from error


def _run(command: list[str], picture: bytes, seconds: float) -> bytes:
    """What a program writes. It and what it starts are killed when the time is up, or when it writes too much."""
    process = start_process(command)
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(seconds, stop)
    timer.start()
    assert process.stdout
    feeder = threading.Thread(target=_feed_picture, args=(process, picture))
    feeder.start()
    try:
        answer = process.stdout.read(MOST)
        if len(answer) == MOST:
            _kill(process)
        code = process.wait()
    finally:
        timer.cancel()
        _kill(process)
        feeder.join()
        process.stdout.close()
        process.wait()
    if late.is_set():
        raise PageError(f"Tesseract did not end within {seconds:g} seconds")
    if len(answer) == MOST:
        raise PageError("Tesseract wrote without end")
    if code:
        raise PageError(f"Tesseract failed (code {code})")
    return answer


def _feed_picture(process: subprocess.Popen[bytes], picture: bytes) -> None:
    assert process.stdin
    with contextlib.suppress(BrokenPipeError), process.stdin:
        process.stdin.write(picture)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _parse_lines(answer: bytes) -> list[list[RawWord]]:
    lines: dict[etree._Element, list[RawWord]] = {}
    root = etree.fromstring(answer, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))
    for element in root.iter("{*}span"):
        parent = element.getparent()
        if element.get("class") == "ocrx_word" and parent is not None:
            confidence = _WORD_SURE.search(element.get("title") or "")
            symbols = [symbol for symbol in map(_parse_symbol, element) if symbol]
            lines.setdefault(parent, []).append((float(confidence[1]) if confidence else 0.0, symbols))
    return list(lines.values())


def _parse_symbol(piece: etree._Element) -> Symbol | None:
    match = _BOX.search(piece.get("title") or "")
    if not match:
        return None
    left, top, right, bottom = (int(match[side]) for side in ("left", "top", "right", "bottom"))
    return "".join(str(t) for t in piece.itertext()), left, top, right, bottom, float(match["sure"] or 0)
